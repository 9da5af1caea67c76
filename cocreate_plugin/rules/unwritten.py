"""What is not written yet though the document is no draft: placeholders, empty items and empty fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

from ..facts.written import is_nothing, is_written, placeholder, shown
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
    headings = {section.title for section in document.free if is_written(section.text)}
    for piece in pieces(document):
        lines = () if piece.line and piece.markdown in headings else shown(piece.markdown).split("\n")
        for number, text in enumerate(lines):
            words = placeholder(text)
            if not words or _heads_something(lines, number):
                continue
            line = piece.place.line + (0 if piece.line else number)
            if (piece.place.path, line) not in said:
                said.add((piece.place.path, line))
                yield problem("placeholder", replace(piece.place, line=line), words=words.strip(" -*[]"))


def _heads_something(lines: Sequence[str], number: int) -> bool:
    """Tell a heading with text below it: "To be done" above a list is what the list is called."""
    below = next((line for line in lines[number + 1 :] if line.strip()), "#")
    return lines[number].lstrip().startswith("#") and not below.lstrip().startswith("#")


def _empty_items(block: object) -> Iterator[Problem]:
    if isinstance(block, Step):
        if not block.lanes and not block.explanation:
            yield problem("empty-step", block.place, heading=block.title)
        for lane in block.lanes:
            yield from _empty_items(lane.entry)
    elif isinstance(block, Entry) and is_nothing(block.text) and not block.more:
        yield problem("empty-item", block.place)
