"""A plain A4 sheet for documents of any kind that has none of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import Document, ReadyText, Text, capitalised, name_of
from ..phrases import phrases
from .book_links import BookLinks
from .chapter import Block, chapter
from .sheet import Sheet, in_large_print, sheet_of
from .texts import LabelledText

UNWRITTEN = ("message", "phone", "speech")
"""Forms of a text that nobody is given on paper."""

SMALL, LETTER = 10.0, 12.0
"""Type sizes in points: of what is looked up, and of what people are given to read."""


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
        # Who sends it, to whom, when and why is for the sender: who reads it has it in the hand.
        own = {"kicker": "", "purpose": Text("", document.where("purpose")), "facts": ()}
        yield in_large_print(small, "plain-large", small.path.replace(".pdf", "-large.pdf"), **own)


def _is_written(document: Document) -> bool:
    """Tell whether people are given it in writing."""
    return isinstance(document, ReadyText) and document.form not in UNWRITTEN


def sheet(handbook: Handbook, document: Document) -> Sheet:
    """Give the sheet of a document."""
    path = f"print/{document.folder}/{document.id}.pdf"
    data = data_of(handbook, document)
    wanted = LETTER if _is_written(document) else SMALL
    return sheet_of(handbook, document, data, path=path, kind="plain", wanted=wanted, smallest=wanted)


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
