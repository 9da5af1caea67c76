"""Page, sheet, book and data say the same of a document in the same words, and show every field of every kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import markdown
import pytest

from cocreate_plugin import prose
from cocreate_plugin.data import data
from cocreate_plugin.facts.event import CopiesDue
from cocreate_plugin.facts.summary import ELSEWHERE, Fact, summary, written
from cocreate_plugin.handbook import Handbook, handbook as linked
from cocreate_plugin.kinds import (
    KINDS,
    Agreement,
    Copies,
    Criterion,
    Document,
    Duration,
    Entry,
    Lane,
    Listing,
    Rating,
    Record,
    Ref,
    Role,
    Row,
    Score,
    Share,
    Span,
    Statement,
    Step,
    Task,
    Text,
    bare,
    columns,
    front_fields,
    item_type,
    references,
    section_fields,
)
from cocreate_plugin.load import load
from cocreate_plugin.pages.all import document_page
from cocreate_plugin.pages.site import Site
from cocreate_plugin.phrases import phrases
from cocreate_plugin.problems import Place
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.book_links import BookLinks
from cocreate_plugin.sheets.chapter import chapter
from cocreate_plugin.sheets.texts import LabelledText

HERE = Path(__file__).parent
HANDBOOKS = {"reference": HERE.parent, "example": HERE / "example"}


@cache
def site(name: str) -> Site:
    book = load(HANDBOOKS[name]).handbook
    return Site(book, sheets(book))


@cache
def page_texts(name: str) -> dict[str, str]:
    """Give the words of every page of a document by its file, without markup."""
    documents = (*site(name).documents, *site(name).translations)
    return {each.path: words_of(document_page(site(name), each).markdown) for each in documents}


def words_of(text: str) -> str:
    html = markdown.markdown(text, extensions=["md_in_html", "attr_list", "tables"])
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def told(book: Handbook, document: Document, fact: Fact) -> Iterator[str]:
    """Give the values of a fact in plain words, one by one."""
    words = phrases(document.language or book.language)
    for value in fact.values:
        one = replace(fact, values=(value.sheet if isinstance(value, CopiesDue) else value,))
        yield prose.plain(written(one, words, lambda text: text.markdown, lambda named: named.title))


def spaced(text: str) -> str:
    """Leave out white space, which markup may put between a word and its sign."""
    return "".join(text.split())


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_fact_is_on_its_page(name: str) -> None:
    book = site(name).handbook
    for document in (*site(name).documents, *site(name).translations):
        page = spaced(page_texts(name)[document.path])
        for fact in summary(book, document):
            # What a page rests on is a badge with a sentence, in the place of a label.
            assert fact.name == "basis" or spaced(fact.label) in page, (document.path, fact.label)
            # Sources have a list of their own, with the whole entry of each.
            for value in told(book, document, fact) if fact.name != "sources" else ():
                assert spaced(value) in page, (document.path, fact.label, value)


@pytest.mark.parametrize("name", HANDBOOKS)
def test_book_and_data_tell_the_same_facts(name: str) -> None:
    book, published = site(name).handbook, data(site(name))
    book_links = BookLinks(book, site(name).documents)
    given = {each["file"]: each["facts"] for kind in book.kinds for each in published[kind.folder]}
    assert given
    for document in site(name).documents:
        in_book = chapter(book, document, book_links).facts
        assert [{"label": label, "value": value} for label, value in map(plainly, in_book)] == given[
            document.path
        ]


def plainly(fact: LabelledText) -> tuple[str, str]:
    return fact.label, prose.plain(fact.text.markdown if isinstance(fact.text, Text) else fact.text)


@pytest.mark.parametrize("name", HANDBOOKS)
def test_what_a_sheet_tells_in_short_is_a_fact(name: str) -> None:
    published = data(site(name))
    known = {
        (fact["label"], fact["value"])
        for kind in site(name).handbook.kinds
        for document in published[kind.folder]
        for fact in document["facts"]
    }
    seen = [
        plainly(fact)
        for sheet in site(name).sheets
        if sheet.publish
        for each in (sheet, *sheet.parts)
        for fact in facts_in(each.data)
    ]
    assert len(seen) > 5
    assert not [pair for pair in seen if pair not in known]


def facts_in(value: Any) -> Iterator[LabelledText]:
    """Find the facts of documents in the data of a sheet; what an imprint tells is a plain word."""
    if isinstance(value, LabelledText):
        yield from (value,) if isinstance(value.text, Text) else ()
        return
    if is_dataclass(value) and not isinstance(value, type):
        value = [getattr(value, each.name) for each in fields(value)]
    if isinstance(value, Mapping):
        value = value.values()
    if not isinstance(value, str) and isinstance(value, Iterable):
        for each in value:
            yield from facts_in(each)


NOWHERE = Place("process/x.md")
WORD = "Zebra"
ENTRY = Entry(WORD, NOWHERE, id="zebra")
ITEMS: dict[Any, Any] = {
    Entry: ENTRY,
    Statement: Statement(WORD, NOWHERE, id="zebra"),
    Task: Task(WORD, NOWHERE, id="zebra"),
    Row: Row(NOWHERE, step=WORD, min=5),
    Step: Step(WORD, NOWHERE, (Lane("backstage", ENTRY),)),
    Criterion: Criterion(NOWHERE, WORD),
    Rating: Rating(WORD, NOWHERE, (Score(NOWHERE, "other", "candidate", 4),)),
}
VALUES: dict[Any, Any] = {
    str: WORD,
    bool: True,
    int: 7,
    dt.date: dt.date(2031, 1, 2),
    dt.time: dt.time(7, 8),
    Duration: Duration(7, 8, "week"),
    Span: Span(7, 8),
    Text: Text(WORD, NOWHERE),
    tuple[str, ...]: (WORD,),
    tuple[Agreement, ...]: (Agreement(WORD),),
    tuple[Copies, ...]: (Copies("other"),),
    tuple[tuple[Share, ...], ...]: ((Share("other", 1),),),
}
MADE_UP = tuple(
    kind(id="other", path=f"process/{kind.folder}/other.md", title=f"Other {kind.kind}", purpose="Is.")
    for kind in KINDS
)


def value_of(kind: type[Document], name: str) -> Any:
    """Make up a value for a field."""
    hint = bare(get_type_hints(kind)[name])
    if name in references(kind):
        return VALUES.get(hint) if hint == tuple[Copies, ...] else "other" if hint is str else ("other",)
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if get_origin(hint) is Listing:
        if item_type(kind, name) is Record:
            rest = ("",) * (len(columns(kind, name)) - 1)
            return Listing((Record(NOWHERE, (WORD, *rest)),), NOWHERE)
        return Listing((ITEMS[item_type(kind, name)],), NOWHERE)
    return VALUES[hint]


FIELDS = [
    (kind, name)
    for kind in KINDS
    for name in (*front_fields(kind), *section_fields(kind))
    if name not in ELSEWHERE | {"sources"}
]


def shown(document: Document, kinds: tuple[type[Document], ...] = KINDS) -> tuple[str, str]:
    """Write the page and the chapter of a document among others."""
    book = linked([*MADE_UP, document], kinds, root=Path())
    return document_page(Site(book), document).markdown, str(
        chapter(book, document, BookLinks(book, (document,)))
    )


def bare_document(kind: type[Document]) -> Document:
    return kind(id="mine", path=f"process/{kind.folder}/mine.md", title="Mine", purpose="Is.")


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=lambda each: getattr(each, "kind", each))
def test_every_field_of_every_kind_is_shown_on_page_and_in_the_book(kind: type[Document], name: str) -> None:
    without = bare_document(kind)
    filled = shown(replace(without, **{name: value_of(kind, name)}))
    for medium, one, other in zip(("page", "book"), shown(without), filled, strict=True):
        assert one != other, f"nothing shows {kind.kind}.{name} in the {medium}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputisedRole(Role):
    """A role that somebody adds a field to, and does nothing else."""

    deputy: Annotated[tuple[str, ...], Ref("role")] = ()


def test_a_field_that_a_kind_gets_later_is_shown_without_a_line_of_code() -> None:
    kinds = tuple(DeputisedRole if kind is Role else kind for kind in KINDS)
    document = replace(bare_document(DeputisedRole), deputy=("other",))
    for text in shown(document, kinds):
        assert "Deputy" in text and "Other role" in text
