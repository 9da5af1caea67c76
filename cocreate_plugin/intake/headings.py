"""Headings of a source: which is the title, at which level the others stand, and which are faked in bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..kinds import Document
from ..phrases import Phrases
from ..prose import needed, plain
from ..sources import GIVEN_ID
from ..sources.lines import definitions
from ..sources.structure import tokens
from ..validate.labels import folded, heading_like, meant
from .notes import Note, note

_ADDRESS = re.compile(r"^ {0,3}\[(?!\^)([^\]\n]+)\]:[^\n]*", re.M)
LONGEST = 80
"""Characters of a line in bold that may be a heading; a longer one is an emphasis."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of the outermost level, on the lines from `first` up to `after`, from 0."""

    level: int
    text: str
    first: int
    after: int


def heads(text: str) -> tuple[Head, ...]:
    """Find the headings of a text that stand in nothing else."""
    read = tokens(text)
    return tuple(
        Head(int(token.tag[1]), " ".join(read[at + 1].content.split("\n")).strip(), *token.map)
        for at, token in enumerate(read)
        if token.type == "heading_open" and token.level == 0 and token.map
    )


def with_real_headings(
    text: str, first_line: int, kind: type[Document], words: Phrases
) -> tuple[str, list[Note]]:
    """Make headings of lines in bold that mean a field, and of all of them where a text has no other."""
    lines = text.split("\n")
    bold = [(at, heading) for at, heading in _bold_lines(text, lines) if len(heading) <= LONGEST]
    has_none = len(heads(text)) <= 1
    notes: list[Note] = []
    for at, heading in bold:
        if meant(heading, kind, words) or (has_none and not heading.endswith((".", "!", ",", ";"))):
            lines[at] = f"## {heading.rstrip(':').strip()}"
            notes.append(note("bold-became-heading", first_line and first_line + at, heading=heading))
        else:
            notes.append(note("bold-left", first_line and first_line + at, heading=heading))
    return "\n".join(lines), notes


def _bold_lines(text: str, lines: list[str]) -> Iterator[tuple[int, str]]:
    for token in tokens(text):
        if token.type == "paragraph_open" and token.level == 0 and token.map:
            first, after = token.map
            heading = heading_like(lines[first]) if after == first + 1 else None
            if heading and re.match(r"^ {0,3}(?:\*\*|__)", lines[first]):
                yield first, heading


def titled(text: str, known: str, fallback: str) -> tuple[str, str, bool]:
    """Give the title, the text without it, and whether the title had to be taken from `fallback`.

    `known` is the title that stands elsewhere, else nothing. A first heading that stands above all others
    is one, and so is the only one of the first level.
    """
    lines = text.split("\n")
    outer = heads(text)
    top = [head for head in outer if head.level == 1]
    first = outer[0] if outer and not "\n".join(lines[: outer[0].first]).strip() else None
    alone = first is not None and all(head.level > first.level for head in outer[1:])
    if known:
        head = next((head for head in outer[:1] if folded(_bare(head)) == folded(known)), None)
    elif alone and (first.level < 3 if first else False):
        head = first
    else:
        head = top[0] if len(top) == 1 else None
    if head is None:
        return known or fallback, text, not known
    rest = [*lines[: head.first], *[""] * (head.after - head.first), *lines[head.after :]]
    return known or plain(_bare(head)) or fallback, "\n".join(rest), not (known or _bare(head))


def _bare(head: Head) -> str:
    return GIVEN_ID.sub("", head.text).strip()


def levelled(text: str) -> str:
    """Let headings begin at the second level, and go down by one at a time; each becomes one line."""
    outer = heads(text)
    if not outer:
        return text
    lines: list[str | None] = [*text.split("\n")]
    shift = 2 - min(head.level for head in outer)
    before = 1
    for head in outer:
        level = max(2, min(6, head.level + shift, before + 1))
        lines[head.first] = f"{'#' * level} {head.text}".rstrip()
        for at in range(head.first + 1, head.after):
            lines[at] = ""
        before = level
    return "\n".join(line for line in lines if line is not None)


def divided(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Give the text before the first `##`, and each `##` heading with what stands below it."""
    lines = text.split("\n")
    starts = [head for head in heads(text) if head.level == 2]
    if not starts:
        return text, []
    ends = [*(head.first for head in starts[1:]), len(lines)]
    sections = [
        (head.text, "\n".join(lines[head.after : end]).strip("\n"))
        for head, end in zip(starts, ends, strict=True)
    ]
    return "\n".join(lines[: starts[0].first]), sections


def parted(text: str, first_line: int) -> list[tuple[str, int]]:
    """Divide a text at its headings of the first level, each part with the line at which it begins.

    Footnotes and addresses that stand elsewhere come with each part that names them.
    """
    starts = [head.first for head in heads(text) if head.level == 1]
    if len(starts) < 2:
        return [(text, first_line)]
    known, lines = definitions(text.split("\n"))
    if not "\n".join(lines[: starts[0]]).strip():
        starts = starts[1:]
    return [
        (_with_definitions("\n".join(lines[start:end]), known), first_line and first_line + start)
        for start, end in pairwise([0, *starts, len(lines)])
    ]


def _with_definitions(text: str, known: str) -> str:
    named = text.casefold()
    addresses = [match[0] for match in _ADDRESS.finditer(known) if f"[{match[1]}]".casefold() in named]
    more = "\n".join(part for part in (needed(text, known), *addresses) if part)
    return f"{text.rstrip()}\n\n{more}\n" if more else text
