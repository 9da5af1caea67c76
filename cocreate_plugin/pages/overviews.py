"""Overviews of each kind, the sources, the glossary, and a home page where nobody wrote one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .. import prose
from ..facts.coverage import by_group
from ..facts.summary import Fact, summary, written as told
from ..facts.units import duration, minutes, people
from ..kinds import (
    A3,
    Checklist,
    Choice,
    DialogueModel,
    Document,
    Phase,
    Practice,
    Session,
    SuccessFactor,
    front_fields,
    label,
    name_of,
    plural_of,
    references,
)
from ..sources import proposed_id
from ..validate.beginning import short
from .known import link_to_list
from .page import Page
from .site import TOOLS, Site
from .templates import written
from .timetable import first_button
from .writer import PageWriter

MARKED = frozenset(("made_up",))
"""Fields that mark a name in an overview and need no column."""

MOST_COLUMNS = 2
"""Columns of an overview beside name and purpose: more do not fit beside the navigation."""

Table = dict[str, Any]
"""A heading with columns and rows."""

Cell = Callable[[PageWriter, Any], str]
"""Writes what a column says of a document."""


def overviews(site: Site) -> Iterator[Page]:
    """Write the overview of every kind that has something to show."""
    for kind in site.handbook.kinds:
        if site.has_page(kind.folder):
            yield _overview(site, kind)


def _overview(site: Site, kind: type[Document]) -> Page:
    introduction = site.handbook.introductions.get(kind.folder)
    writer = PageWriter(site, site.addresses.page(kind.folder), introduction.path if introduction else "")
    title = introduction.title if introduction and introduction.title else plural_of(kind, writer.words)
    facts = {
        "title": title,
        "kind": kind.kind,
        "introduction": introduction.text if introduction else "",
        "groups_of": [each for each in _tables(writer, kind) if each["rows"]],
        "tools": _tools_beside(writer, kind),
        "new": _begun(site, kind),
    }
    return Page(
        path=writer.uri,
        title=prose.plain(title),
        section=kind.folder,
        source=introduction.path if introduction else "",
        markdown=written(writer, "pages/overview.md.jinja", facts),
    )


def _begun(site: Site, kind: type[Document]) -> str:
    """Give the address at which anybody begins a document of a kind in the browser, if there is one."""
    book, words = site.handbook, site.words
    name = f"{proposed_id(name_of(kind, words)) or kind.kind}.md"
    return site.addresses.new_file(f"{book.process}/{kind.folder}", name, short(kind, words))


def _tools_beside(writer: PageWriter, kind: type[Document]) -> str:
    """Link the pages that show the same documents in another way."""
    beside = {
        "phase": ("blueprint", "matrix"),
        "success-factor": ("matrix", "assess"),
        "dialogue-model": ("choose", "matrix"),
    }
    names = [name for name in beside.get(kind.kind, ()) if writer.site.has_page(name)]
    return ", ".join(
        writer.file(writer.site.addresses.page(name), writer.words.t(f"{name}.title")) for name in names
    )


def _table(
    writer: PageWriter, cells: Mapping[str, Cell], rows: Iterable[Any], title: str = "", anchor: str = ""
) -> Table:
    """Fill a row for each document or list; a column that is empty in all, as of PDFs, is left out."""
    lines = [tuple(cell(writer, row) for cell in cells.values()) for row in rows]
    heads = [writer.words.t(name) for name in cells]
    filled = [number for number in range(len(heads)) if not lines or any(line[number] for line in lines)]
    return {
        "title": title,
        "anchor": anchor,
        "columns": [heads[number] for number in filled],
        "rows": [tuple(line[number] for number in filled) for line in lines],
    }


def _purpose(writer: PageWriter, document: Document) -> str:
    return writer.of(document).line(document.purpose)


def _name(writer: PageWriter, document: Document) -> str:
    """Link a document, marked where it is a draft, or a case that did not happen."""
    made_up = label(Practice, "made_up", writer.words)
    marks = (
        (document.status == "draft", writer.words.t("status.draft")),
        (isinstance(document, Practice) and document.made_up, made_up),
    )
    badges = [f' <span class="cc-badge cc-badge--draft">{word}</span>' for shown, word in marks if shown]
    return writer.link(document) + "".join(badges)


def _tables(writer: PageWriter, kind: type[Document]) -> Iterator[Table]:
    several = _SEVERAL.get(kind.kind)
    if several:
        return several(writer)
    cells = _CELLS.get(kind.kind)
    return iter((_table(writer, cells, writer.site.of(kind)),)) if cells else _documents(writer, kind)


def _documents(writer: PageWriter, kind: type[Document]) -> Iterator[Table]:
    """Give the documents of any kind: name, purpose, and the first facts that are told in a few words."""
    words, handbook = writer.words, writer.site.handbook
    every = writer.site.of(kind)
    names = [
        name
        for name in front_fields(kind)
        if name not in front_fields(Document) and name not in references(kind) and name not in MARKED
    ]
    known = {each.id: {fact.name: fact for fact in summary(handbook, each)} for each in every}
    used = [name for name in names if any(name in facts for facts in known.values())][:MOST_COLUMNS]
    name = name_of(kind, words)
    yield {
        "title": "",
        "anchor": "",
        "columns": [
            name[:1].upper() + name[1:],
            words.t("label.purpose"),
            *(label(kind, each, words) for each in used),
        ],
        "rows": [
            (
                _name(writer, each),
                _purpose(writer, each),
                *(_told(writer.of(each), known[each.id].get(one)) for one in used),
            )
            for each in every
        ],
    }


def _told(writer: PageWriter, fact: Fact | None) -> str:
    return told(fact, writer.words, lambda text: writer.line(text.markdown), lambda _: "") if fact else ""


def _question(writer: PageWriter, phase: Phase) -> str:
    question = phase.question
    return writer.of(phase).line(question.markdown) if question else _purpose(writer, phase)


def _day(writer: PageWriter, document: Choice | Session) -> str:
    return writer.words.date(document.date) if document.date else ""


def _factors(writer: PageWriter) -> Iterator[Table]:
    for title, factors in by_group(writer.site.of(SuccessFactor)).items():
        yield _table(writer, {"label.factor": _name, "label.purpose": _purpose}, factors, writer.line(title))


def _checklists(writer: PageWriter) -> Iterator[Table]:
    cells: dict[str, Cell] = {
        "sheet.checklist": _name,
        "label.purpose": _purpose,
        "field.pause_point": lambda writer, checklist: writer.line(checklist.pause_point or ""),
    }
    yield _table(writer, cells, writer.site.of(Checklist))
    generated: dict[str, Cell] = {
        "sheet.checklist": link_to_list,
        "field.comes_from": lambda writer, view: writer.link(view.document),
        "field.items": lambda writer, view: writer.words.number(len(view.items)),
    }
    for kind in ("gate", "phase", "prepare"):
        views = [view for view in writer.site.generated_lists if view.kind == kind]
        yield _table(writer, generated, views, writer.words.t(f"overview.lists.{kind}"), f"{kind}-lists")


def _sheets(writer: PageWriter) -> Iterator[Table]:
    words, sheets = writer.words, writer.site.of(A3)
    begin: dict[str, Cell] = {"label.sheet": _name, "label.purpose": _purpose}
    end: dict[str, Cell] = {"overview.print": first_button}
    templates = [sheet for sheet in sheets if sheet.is_template]
    yield _table(writer, begin | end, templates, words.t("overview.templates"), "templates")
    template = {"field.template": _linked(A3, "template")}
    filled_in = [sheet for sheet in sheets if not sheet.is_template]
    yield _table(writer, begin | template | end, filled_in, words.t("field.filled_in"), "filled-in")


def _models(writer: PageWriter) -> Iterator[Table]:
    """Give dialogues with participants, then the meetings behind the scene."""
    cells: dict[str, Cell] = {
        "label.model": _name,
        "label.purpose": _purpose,
        "field.people": lambda writer, model: people(writer.words, model.people),
        "field.minutes": lambda writer, model: minutes(writer.words, model.minutes),
    }
    models = writer.site.of(DialogueModel)
    yield _table(writer, cells, [model for model in models if not model.is_backstage])
    behind = [model for model in models if model.is_backstage]
    yield _table(writer, cells, behind, writer.words.t("lane.backstage"), "backstage")


def _linked(kind: type[Document], name: str) -> Cell:
    """Give the cell that links the document which a field names."""
    return lambda writer, document: writer.link(writer.site.handbook.find(kind, getattr(document, name)))


_CELLS: Mapping[str, Mapping[str, Cell]] = {
    "phase": {
        "field.phase": _name,
        "overview.question": _question,
        "field.duration": lambda writer, phase: duration(writer.words, phase.duration),
    },
    "choice": {
        "overview.choice": _name,
        "label.purpose": _purpose,
        "field.chosen": _linked(DialogueModel, "chosen"),
        "field.date": _day,
    },
    "session": {
        "overview.session": _name,
        "label.purpose": _purpose,
        "field.date": _day,
        "field.phase": _linked(Phase, "phase"),
    },
}
"""Overviews of one table that show more than name and purpose, by kind and column."""

_SEVERAL: Mapping[str, Callable[[PageWriter], Iterator[Table]]] = {
    "success-factor": _factors,
    "dialogue-model": _models,
    "checklist": _checklists,
    "a3": _sheets,
}
"""Overviews of several tables."""


def bibliography_page(site: Site) -> Page | None:
    """Write the list of sources, with the pages that use each."""
    if not site.has_page("sources"):
        return None
    writer = PageWriter(site, site.addresses.page("sources"), f"{site.handbook.process}/sources.bib")
    used = _users(site)
    listed = [
        {"key": key, "entry": writer.source(key), "used": used.get(key, ())} for key in site.bibliography.keys
    ]
    return Page(
        path=writer.uri,
        title=writer.words.t("sources.title"),
        source=writer.path,
        markdown=written(writer, "pages/sources.md.jinja", {"listed": listed}),
    )


def _users(site: Site) -> dict[str, list[Document]]:
    """Find which documents cite a source, in front matter or in their text."""
    found: dict[str, list[Document]] = {}
    for document in site.documents:
        keys = {
            *document.sources,
            *(citation.key for citation in prose.citations(site.text_at(document.path))),
        }
        for key in keys:
            found.setdefault(key, []).append(document)
    return found


def glossary(site: Site) -> Page | None:
    """Write the glossary."""
    if not site.has_page("glossary"):
        return None
    introduction = site.handbook.glossary_introduction
    writer = PageWriter(site, site.addresses.page("glossary"), f"{site.handbook.process}/glossary.md")
    title = introduction.title if introduction and introduction.title else writer.words.t("glossary.title")
    facts = {
        "title": title,
        "introduction": introduction.text if introduction else "",
        "terms": site.handbook.glossary,
    }
    return Page(
        path=writer.uri,
        title=prose.plain(title),
        source=writer.path,
        markdown=written(writer, "pages/glossary.md.jinja", facts),
    )


def home(site: Site, uri: str = "index.md") -> Page:
    """Write a home page for a site, or for a folder of it, that has none."""
    writer = PageWriter(site, uri)
    words, title = writer.words, site.handbook.identity.title or writer.words.t("home.title")
    names = [
        *((kind.folder, plural_of(kind, words)) for kind in site.handbook.kinds),
        *((name, words.t(f"{name}.title")) for name in (*TOOLS, "sources", "glossary")),
    ]
    links = [
        writer.file(site.addresses.page(name), heading) for name, heading in names if site.has_page(name)
    ]
    return Page(
        path=uri,
        title=title,
        source=f"{site.handbook.process}/handbook.yml" if site.has_settings else "",
        markdown=written(writer, "pages/home.md.jinja", {"title": writer.line(title), "sections": links}),
    )
