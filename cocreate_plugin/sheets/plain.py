"""A plain A4 sheet for documents of any kind that has none of its own."""

from __future__ import annotations

from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import Document, ReadyText, Text, capitalised, name_of
from ..phrases import phrases
from .book_links import BookLinks
from .chapter import Block, chapter
from .sheet import Sheet, sheet_of
from .texts import LabelledText


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainData:
    """What the sheet shows: as a chapter of the book, on its own."""

    kicker: str
    purpose: Text
    facts: tuple[LabelledText, ...]
    whole: bool
    blocks: tuple[Block, ...]


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give a sheet for each document whose kind prints one; easy texts have one of their own."""
    wanted = (document for document in handbook.documents if "sheet" in document.prints)
    return tuple(
        sheet(handbook, one) for one in wanted if not (isinstance(one, ReadyText) and one.easy_to_read)
    )


def sheet(handbook: Handbook, document: Document) -> Sheet:
    """Give the sheet of a document."""
    book_links = BookLinks(handbook, ())
    shown = chapter(handbook, document, book_links)
    data = PlainData(
        kicker=capitalised(name_of(type(document), phrases(handbook.language))),
        purpose=shown.purpose,
        facts=shown.facts,
        whole=shown.whole,
        blocks=shown.blocks,
    )
    path = f"print/{document.folder}/{document.id}.pdf"
    return sheet_of(handbook, document, data, path=path, kind="plain", wanted=10.0, smallest=10.0)
