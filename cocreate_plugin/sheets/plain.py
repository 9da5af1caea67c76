"""A plain A4 sheet for documents of any kind that has none of its own."""

from __future__ import annotations

from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import Document, Text, name_of
from ..phrases import phrases
from .book_links import BookLinks
from .chapter import Block, chapter
from .sheet import Sheet, frame
from .texts import LabelledText, printed, revision


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainData:
    """What the sheet shows: as a chapter of the book, on its own."""

    kicker: str
    purpose: Text
    facts: tuple[LabelledText, ...]
    whole: bool
    blocks: tuple[Block, ...]


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give a sheet for each document whose kind prints one."""
    return tuple(sheet(handbook, document) for document in handbook.documents if "sheet" in document.prints)


def sheet(handbook: Handbook, document: Document) -> Sheet:
    """Give the sheet of a document."""
    book_links = BookLinks(handbook, ())
    shown = chapter(handbook, document, book_links)
    kicker = name_of(type(document), phrases(handbook.language))
    data = printed(
        PlainData(
            kicker=kicker[:1].upper() + kicker[1:],
            purpose=shown.purpose,
            facts=shown.facts,
            whole=shown.whole,
            blocks=shown.blocks,
        ),
        book_links.write,
    )
    return Sheet(
        path=f"print/{document.folder}/{document.id}.pdf",
        kind="plain",
        template="plain",
        title=document.title,
        subject=document.ref,
        wanted=10.0,
        smallest=10.0,
        frame=frame(handbook, document.title, document, revised=revision(handbook, data, document)),
        data=data,
        places={"": document.first_line},
        names={"": document.title},
        publish=document.publish,
    )
