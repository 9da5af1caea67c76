"""What is not written yet though the document is no draft: placeholders, empty items and empty fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from ..facts.written import is_nothing, placeholder, shown
from ..kinds import A3, Document, Entry, Listing, Step
from ..kinds.texts import pieces
from ..problems import Problem, problem


def unwritten(document: Document, original: Document | None = None) -> Iterator[Problem]:
    """Say what was left over from a template, and what has no words; drafts may have both."""
    drafts = [each for each in (document, original) if each is not None]
    if any(each.status == "draft" or (isinstance(each, A3) and each.state == "draft") for each in drafts):
        return
    yield from _placeholders(document)
    for field in fields(document):
        value = getattr(document, field.name)
        for block in value.blocks if isinstance(value, Listing) else ():
            yield from _empty_items(block)


def _placeholders(document: Document) -> Iterator[Problem]:
    said: set[tuple[str, int]] = set()
    for piece in pieces(document):
        for number, line in enumerate(shown(piece.markdown).split("\n")):
            words = placeholder(line)
            place = replace(piece.place, line=piece.place.line + (0 if piece.line else number))
            if words and (place.path, place.line) not in said:
                said.add((place.path, place.line))
                yield problem("placeholder", place, words=words.strip(" -*[]"))


def _empty_items(block: object) -> Iterator[Problem]:
    if isinstance(block, Step):
        if not block.lanes and not block.explanation:
            yield problem("empty-step", block.place, heading=block.title)
        for lane in block.lanes:
            yield from _empty_items(lane.entry)
    elif isinstance(block, Entry) and is_nothing(block.text) and not block.more:
        yield problem("empty-item", block.place)
