"""A document with every sheet that it links to, in one file: what one job needs, to print and take along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..facts.checklists import stand_alone
from ..facts.handouts import linked
from ..handbook import Handbook
from ..kinds import A3, Checklist, DialogueModel, Document, ReadyText
from ..phrases import phrases
from . import a3, checklist, easy, plain, run_sheet
from .plain import PlainData
from .sheet import PAPERS, Sheet, in_front, sheet_of
from .texts import named, texts


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A sheet that follows, as the first one lists it."""

    what: str
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackData(PlainData):
    """What the first sheet shows: the document, then what follows in the file."""

    contents: tuple[Enclosed, ...]


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give a pack for each document whose kind prints one, and that links to a sheet."""
    wanted = (document for document in handbook.documents if "pack" in document.prints)
    return tuple(made for made in (pack(handbook, document) for document in wanted) if made.parts)


def pack(handbook: Handbook, document: Document) -> Sheet:
    """Give a document with what it links to, each once, in the order in which it names them."""
    words = phrases(handbook.language)
    shown = plain.data_of(handbook, document)
    enclosed = tuple(
        (other, made)
        for other in linked(handbook, texts(shown))
        if other != document and other.publish
        for made in _of(handbook, other)
    )
    contents = []
    for other, made in enclosed:
        name = PAPERS[handbook.identity.paper, made.paper]
        paper = words.t("pack.landscape", paper=name) if made.landscape else name
        contents.append(Enclosed(named(other), paper))
    first = sheet_of(
        handbook,
        document,
        PackData(
            kicker=shown.kicker,
            purpose=shown.purpose,
            facts=shown.facts,
            whole=shown.whole,
            blocks=shown.blocks,
            contents=tuple(contents),
        ),
        path=f"print/{document.folder}/{document.id}-pack.pdf",
        kind="pack",
        wanted=10.0,
        smallest=10.0,
    )
    return in_front(first, tuple(made for _, made in enclosed))


def _of(handbook: Handbook, document: Document) -> Iterator[Sheet]:
    """Give the sheet that is used of a document; what is only read is not enclosed."""
    if isinstance(document, A3):
        if document.is_template:
            yield a3.whole(handbook, document)
    elif isinstance(document, Checklist):
        yield checklist.sheet(handbook, stand_alone(document))
    elif isinstance(document, DialogueModel):
        if document.run_sheet:
            yield run_sheet.for_facilitator(handbook, document)
    elif isinstance(document, ReadyText):
        yield (easy.sheet if document.easy_to_read else plain.sheet)(handbook, document)
