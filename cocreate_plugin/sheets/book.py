"""The whole handbook as a book: cover, imprint, contents, a part for each kind, sources and glossary."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ..cite import bibliography_of
from ..handbook import Handbook
from ..kinds import LANES, Document, Phase, Text, plural_of
from ..phrases import phrases
from ..problems import Place
from .book_index import IndexEntry, index
from .book_links import BookLinks, anchor
from .chapter import Chapter, chapter
from .sheet import Sheet, SheetData, frame
from .texts import field_of, revision, texts
from .writer import printed

SIZE, SMALLEST = 10.0, 9.2
"""Size of the type in points; a chapter whose last page would hold a few lines is set a little smaller."""

LONG = 100_000
"""Letters of a book, some forty pages, whose parts begin on right-hand pages as those of a printed one do."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the book, if there is anything in it."""
    published = tuple(document for document in handbook.documents if document.publish)
    return (book(handbook, published),) if published else ()


def listed(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the book by its name alone, for those who only list what there is: to fill it takes long."""
    published = any(document.publish for document in handbook.documents)
    return (_named(handbook, None, Nothing()),) if published else ()


@dataclass(frozen=True, slots=True)
class Nothing:
    """What a book is filled with that is only listed."""


@dataclass(frozen=True, slots=True)
class PartOfBook:
    """The documents of a kind: an introduction, then a chapter for each."""

    folder: str
    anchor: str
    title: str | Text
    introduction: Text | None
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class StepSeen:
    """A step as it stands on the blueprint of the process: how much happens in each lane."""

    title: Text
    counts: tuple[int, ...]
    gap: bool


@dataclass(frozen=True, slots=True)
class Station:
    """A phase as it stands on the map of the process and on its blueprint."""

    title: Text
    anchor: str
    purpose: Text
    question: Text | None
    steps: tuple[StepSeen, ...]


@dataclass(frozen=True, slots=True)
class TermOfBook:
    """A term of the glossary."""

    title: Text
    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class GlossaryOfBook:
    """The glossary: its introduction, then its terms."""

    title: Text
    introduction: Text
    terms: tuple[TermOfBook, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What the book is filled with."""

    contact: str
    is_long: bool = False
    """Whether its parts begin on right-hand pages, and phases, models and choices on pages of their own."""
    page_words: tuple[str, str]
    """What stands before and after the number of a page in a reference."""
    map: tuple[Station, ...]
    lanes: tuple[str, ...] = LANES
    parts: tuple[PartOfBook, ...]
    glossary: GlossaryOfBook
    sources: tuple[str, ...]
    index: tuple[IndexEntry, ...] = ()


def book(handbook: Handbook, documents: tuple[Document, ...]) -> Sheet:
    """Give the handbook as one file, as old as everything in it, its sources and its imprint included."""
    words = phrases(handbook.language)
    book_links = BookLinks(handbook, documents)
    kinds = (kind for kind in handbook.kinds if any(document.kind == kind.kind for document in documents))
    before, _, after = words.t("book.page").partition("{page}")
    bibliography = bibliography_of(handbook)
    data = Book(
        contact=handbook.identity.contact or "",
        page_words=(before, after),
        map=tuple(_station(phase) for phase in handbook.published(Phase)),
        parts=tuple(_part(handbook, kind, book_links, documents) for kind in kinds),
        glossary=_glossary(handbook),
        sources=tuple(bibliography.entry(key) for key in bibliography.keys),
    )
    data = printed(handbook, data, book_links.write)
    if sum(len(text.markdown) for text in texts(data)) > LONG:
        data = replace(data, is_long=True, index=index(handbook, documents))
    also = (f"{handbook.process}/{name}" for name in ("sources.bib", "handbook.yml"))
    day = revision(handbook, data, *documents, *also)
    places = {document.ref: document.first_line for document in documents}
    made = _named(handbook, day, data)
    names = {document.ref: document.title for document in documents}
    return replace(made, places={**made.places, **places}, names={**made.names, **names})


def _named(handbook: Handbook, day: dt.date | None, data: SheetData) -> Sheet:
    title = handbook.identity.title or phrases(handbook.language).t("sheet.handbook")
    return Sheet(
        path="print/handbook.pdf",
        kind="handbook",
        template="book",
        title=title,
        subject="handbook",
        wanted=SIZE,
        smallest=SMALLEST,
        frame=frame(handbook, title, None, handbook.addresses.home, day),
        data=data,
        places={"": Place(f"{handbook.process}/handbook.yml")},
        names={"": title},
    )


def _station(phase: Phase) -> Station:
    steps = tuple(
        StepSeen(
            Text(step.title, step.place),
            tuple(len(step.in_lane(lane)) for lane in LANES),
            step.backstage_gap,
        )
        for step in (phase.steps or ())
    )
    title, purpose = (field_of(phase, name) for name in ("title", "purpose"))
    return Station(title, anchor(phase), purpose, phase.question, steps)


def _part(
    handbook: Handbook, kind: type[Document], book_links: BookLinks, documents: tuple[Document, ...]
) -> PartOfBook:
    """Give the part of a kind: its introduction, then a chapter for each document."""
    introduction = handbook.introductions.get(kind.folder)
    given = Text(introduction.title, introduction.text.place) if introduction else None
    return PartOfBook(
        kind.folder,
        f"part-{kind.folder}",
        given or plural_of(kind, phrases(handbook.language)),
        introduction.text if introduction else None,
        tuple(
            chapter(handbook, document, book_links) for document in documents if document.kind == kind.kind
        ),
    )


def _glossary(handbook: Handbook) -> GlossaryOfBook:
    """Give the terms of the glossary, in the order of their file."""
    introduction = handbook.glossary_introduction
    first = Place(f"{handbook.process}/glossary.md")
    return GlossaryOfBook(
        Text(introduction.title if introduction else "", first),
        introduction.text if introduction else Text("", first),
        tuple(TermOfBook(Text(term.title, first), term.id, term.text) for term in handbook.glossary),
    )
