"""A plain sheet, on A4 or as a leaflet on A5, for documents of any kind that has none of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..handbook import Handbook
from ..kinds import Document, ReadyText, Text, capitalised, name_of
from ..phrases import phrases
from .book_links import BookLinks
from .chapter import Block, chapter
from .sheet import Sheet, SheetData, in_large_print, sheet_of
from .texts import LabelledText

UNWRITTEN = ("message", "phone", "speech")
"""Forms of a text that nobody is given on paper."""

SMALL, LETTER, LEAFLET = 10.0, 12.0, 11.0
"""Type sizes in points: of what is looked up, of what people are given to read, and of leaflets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainData:
    """What the sheet shows: as a chapter of the book, on its own."""

    kicker: str
    purpose: Text
    facts: tuple[LabelledText, ...]
    whole: bool
    blocks: tuple[Block, ...]
    large: bool = False


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give a sheet for each document whose kind prints one, alone or in a pack; easy texts have their own.

    Texts that people are given in writing are there in large print too.
    """
    wanted = (document for document in handbook.documents if {"sheet", "pack"} & {*document.prints})
    return tuple(
        made
        for one in wanted
        if not (isinstance(one, ReadyText) and one.easy_to_read)
        for made in _of_document(handbook, one)
    )


def _of_document(handbook: Handbook, document: Document) -> Iterator[Sheet]:
    small = sheet(handbook, document)
    yield small
    if _is_written(document):
        made = in_large_print(small, "plain-large", small.path.replace(".pdf", "-large.pdf"))
        yield replace(made, paper="a4", data=_for_readers(made.data))


def sheet(handbook: Handbook, document: Document) -> Sheet:
    """Give the sheet of a document; a leaflet is what people are given, on A5."""
    is_leaflet = isinstance(document, ReadyText) and document.form == "leaflet"
    size = LEAFLET if is_leaflet else LETTER if _is_written(document) else SMALL
    path = f"print/{document.folder}/{document.id}.pdf"
    data = data_of(handbook, document)
    made = sheet_of(handbook, document, data, path=path, kind="plain", wanted=size, smallest=size)
    return replace(made, paper="a5", data=_for_readers(made.data)) if is_leaflet else made


def _is_written(document: Document) -> bool:
    """Tell whether people are given it in writing."""
    return isinstance(document, ReadyText) and document.form not in UNWRITTEN


def _for_readers(data: SheetData) -> SheetData:
    """Leave out who sends a text, to whom, when and why: that is for the sender."""
    if not isinstance(data, PlainData):
        raise TypeError(data)
    return replace(data, kicker="", purpose=replace(data.purpose, markdown=""), facts=())


def data_of(handbook: Handbook, document: Document) -> PlainData:
    """Give what the sheet of a document shows."""
    shown = chapter(handbook, document, BookLinks(handbook, ()))
    return PlainData(
        kicker=capitalised(name_of(type(document), phrases(handbook.language))),
        purpose=shown.purpose,
        facts=shown.facts,
        whole=shown.whole,
        blocks=shown.blocks,
    )
