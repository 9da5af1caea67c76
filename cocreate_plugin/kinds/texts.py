"""Every text of a document, one by one, as pages and sheets show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from ..problems import Place
from .base import Document, Entry, Text

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
    for field in fields(document):
        if field.name not in _UNREAD:
            yield from _within(getattr(document, field.name), document.where(field.name))


def _within(value: object, place: Place) -> Iterator[ShownText]:
    if isinstance(value, str):
        yield ShownText(value, place, line=True)
    elif isinstance(value, Text):
        yield ShownText(value.markdown, value.place, line=False)
    elif isinstance(value, tuple):
        for each in value:
            yield from _within(each, place)
    elif is_dataclass(value) and not isinstance(value, type | Place):
        if isinstance(value, Entry):
            yield ShownText(value.more, value.place, line=False)
        for field in fields(value):
            yield from _within(getattr(value, field.name), getattr(value, "place", place))
