"""A text that is easy to read, on A4: large type, a sentence a line, and room for pictures.

After "Information for all: European standards for making information easy to read and understand" (Inclusion
Europe, 2009): large type, lines that end where one would pause, no word and no sentence divided between two,
pictures beside the words. GOV.UK asks for 14 points and sentences of ten to fifteen words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..handbook import Handbook
from ..kinds import ReadyText, Text
from .sheet import Sheet, sheet_of

WANTED, SMALLEST = 17.0, 14.0
"""Type sizes in points."""

_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()\s]+\)(?:\{[^{}]*\})?")
_BEGINS = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s|\s*[|>#]|\s*$")
"""A line that begins something of its own: it needs no break before it."""
_BROKEN = re.compile(r"(?:\\|  |<br ?/?>)$")


@dataclass(frozen=True, slots=True)
class EasyPart:
    """A paragraph or a list, with the picture that stands beside it."""

    words: Text
    picture: Text | None = None


@dataclass(frozen=True, slots=True)
class EasyData:
    """What the sheet shows: nothing but the words and their pictures."""

    parts: tuple[EasyPart, ...]


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give a sheet for each text that is easy to read."""
    return tuple(
        sheet(handbook, document)
        for document in handbook.documents
        if isinstance(document, ReadyText) and document.easy_to_read
    )


def sheet(handbook: Handbook, document: ReadyText) -> Sheet:
    """Give the sheet of a text; no line of it says what only its sender needs."""
    return sheet_of(
        handbook,
        document,
        EasyData(tuple(parts(document.introduction)) if document.introduction else ()),
        path=f"print/{document.folder}/{document.id}.pdf",
        kind="easy",
        wanted=WANTED,
        smallest=SMALLEST,
    )


def parts(text: Text) -> Iterator[EasyPart]:
    """Divide a text at its blank lines; a picture goes beside what it stands in, or what follows it."""
    picture: Text | None = None
    for block in re.split(r"\n\s*\n", text.markdown.strip()):
        if found := _PICTURE.search(block):
            picture = replace(text, markdown=found[0])
            block = _PICTURE.sub("", block, count=1).strip()
        if block:
            yield EasyPart(replace(text, markdown=_line_by_line(block)), picture)
            picture = None
    if picture:
        yield EasyPart(replace(text, markdown=""), picture)


def _line_by_line(block: str) -> str:
    """End each line where its author ended it."""
    lines = block.split("\n")
    ended = [
        line if _BROKEN.search(line) or _BEGINS.match(below) or _BEGINS.match(line) else f"{line.rstrip()}\\"
        for line, below in zip(lines, [*lines[1:], ""], strict=True)
    ]
    return "\n".join(ended)
