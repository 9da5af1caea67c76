"""Every text of a document, one by one, as pages and sheets show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..problems import Place
from .base import Document, Entry, Text
from .shape import names_of

_UNREAD = frozenset(("id", "path", "language", "place_of", "definitions"))
"""Fields of a document that are no text, or stand on a page as part of others."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text, where it begins, and whether it is shown as one line: in a cell, a heading, a list."""

    markdown: str
    place: Place
    line: bool


def pieces(document: Document) -> Iterator[ShownText]:
    """Give every text of a document."""
    for name in names_of(type(document)):
        if name not in _UNREAD:
            yield from _within(getattr(document, name), document.where(name))


def _within(value: object, place: Place) -> Iterator[ShownText]:
    if isinstance(value, str):
        yield ShownText(value, place, line=True)
    elif isinstance(value, Text):
        yield ShownText(value.markdown, value.place, line=False)
    elif isinstance(value, tuple):
        for each in value:
            yield from _within(each, place)
    elif not isinstance(value, Place) and (names := names_of(type(value))):
        if isinstance(value, Entry):
            yield ShownText(value.more, value.place, line=False)
        place = getattr(value, "place", place)
        for name in names:
            yield from _within(getattr(value, name), place)
