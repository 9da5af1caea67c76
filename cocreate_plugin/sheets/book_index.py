"""The index of the book: what has a chapter or is explained, and which phases and dialogue models name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .. import prose
from ..handbook import Handbook, alphabetical
from ..kinds import DialogueModel, Document, Phase
from .book_links import anchor
from .texts import named


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A title, the place that tells most of it, and where else it is named."""

    title: str
    anchor: str
    places: tuple[str, ...] = ()
    is_first: bool = False
    """Whether it is the first with its letter."""


def index(handbook: Handbook, documents: tuple[Document, ...]) -> tuple[IndexEntry, ...]:
    """Give the entries as readers of the language look them up; what has one title is one entry.

    Only phases and dialogue models begin on pages of their own, so no page is named twice.
    """
    language = handbook.language
    known: dict[str, IndexEntry] = {}
    for entry in (*_documents(handbook, documents), *_terms(handbook)):
        folded = entry.title.casefold()
        same = known.get(folded)
        known[folded] = replace(same, places=(*same.places, entry.anchor)) if same else entry
    ordered = sorted(known.values(), key=lambda entry: alphabetical(entry.title, language))
    letters = [entry.title[:1].casefold() for entry in ordered]
    return tuple(
        replace(entry, is_first=letter != before)
        for entry, letter, before in zip(ordered, letters, ["", *letters], strict=False)
    )


def _documents(handbook: Handbook, documents: tuple[Document, ...]) -> Iterator[IndexEntry]:
    in_book = {document.ref for document in documents}
    for document in documents:
        sources = (link.source for link in handbook.back_links.get(document.ref, ()))
        places = (
            anchor(source)
            for source in sources
            if isinstance(source, Phase | DialogueModel) and source.ref in in_book
        )
        yield IndexEntry(named(document), anchor(document), tuple(dict.fromkeys(places)))


def _terms(handbook: Handbook) -> Iterator[IndexEntry]:
    for term in handbook.glossary:
        yield IndexEntry(prose.plain(term.title), f"term-{term.id}")
