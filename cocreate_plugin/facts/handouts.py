"""Handouts of an event: the sheets and texts that the materials of its dialogue models link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import prose
from ..handbook import Handbook
from ..kinds import A3, Document, ReadyText, Text
from ..prose.targets import local_target
from .event import Event, Supply


@dataclass(frozen=True, slots=True)
class Handout:
    """A document that is printed for an event, and the material that asks for it."""

    document: A3 | ReadyText
    supply: Supply


def linked(handbook: Handbook, texts: Iterable[Text]) -> tuple[Document, ...]:
    """Give the documents that texts link, each once, in the order in which they are named."""
    found: dict[str, Document] = {}
    for text in texts:
        for link in prose.links(text.markdown):
            path = local_target(handbook.root, text.place.path, link.target)
            document = handbook.at(path) if path else None
            if document is not None:
                found.setdefault(document.ref, document)
    return tuple(found.values())


def linked_in(handbook: Handbook, text: Text) -> Iterator[A3 | ReadyText]:
    """Give the sheets and texts that a material links."""
    return (one for one in linked(handbook, [text]) if isinstance(one, A3 | ReadyText))


def handouts(event: Event) -> tuple[Handout, ...]:
    """Give what is printed beside the sheets that the session names itself, each document once.

    Of a document that two materials name, the one that needs most says how many.
    """
    named = {copy.sheet.ref for copy in event.copies}
    found: dict[str, Handout] = {}
    for supply in event.supplies:
        for document in linked_in(event.handbook, supply.text):
            known = found.get(document.ref)
            if document.ref not in named and (known is None or _many(supply) > _many(known.supply)):
                found[document.ref] = Handout(document, supply)
    return tuple(found.values())


def _many(supply: Supply) -> int:
    return supply.number or 0
