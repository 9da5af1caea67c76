"""Citations: `[@key]` and `[@key, p. 12; @other]` in running text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .code_spans import place_of, verbatim

_GROUP = re.compile(r"(?<![\\!\]])\[(\s*@(?:[^\[\]\n]|\n(?![ \t>]*\n))+)\](?![(\[])")
_ONE = re.compile(r"\s*@(\w[\w:.#$%&+?~/'-]*)(?:\s*,\s*|\s+|\s*$)(.*)", re.S)
_BETWEEN = re.compile(r",?[ \t]*(?:\n[ \t]*)?")
"""What may stand between citations that are one to a reader."""

_PREFIX = re.compile(r"\n[ \t>]*")


@dataclass(frozen=True, slots=True)
class Citation:
    """A key of `sources.bib`, where in the source to look (`p. 12`), and where the citation stands."""

    key: str
    locator: str
    line: int
    column: int


def _one(part: str, offset: int, markdown: str) -> Citation:
    """Read one part between semicolons; what is no key is kept as one, so that it is reported."""
    match = _ONE.fullmatch(part)
    start = offset + len(part) - len(part.lstrip())
    line, column = place_of(markdown, start)
    if match is None:
        return Citation(part.strip().lstrip("@"), "", line, column)
    key = match[1].rstrip(".:?'")
    return Citation(key, _PREFIX.sub(" ", match[2]).strip(), line, column)


def _group(match: re.Match[str], markdown: str) -> tuple[Citation, ...]:
    """Read what stands between the brackets."""
    citations: list[Citation] = []
    offset = match.start(1)
    for part in match[1].split(";"):
        if part.strip():
            citations.append(_one(part, offset, markdown))
        offset += len(part) + 1
    return tuple(citations)


def _groups(markdown: str) -> Iterator[tuple[re.Match[str], tuple[Citation, ...]]]:
    """Find every bracket with citations in running text."""
    if "@" not in markdown:
        return
    for found in verbatim(markdown).outside(_GROUP, markdown):
        if not _defines(found, markdown):
            yield found, _group(found, markdown)


def _defines(match: re.Match[str], markdown: str) -> bool:
    """Tell whether a bracket begins the definition of a link: first on its line, with a colon behind it."""
    before = markdown[markdown.rfind("\n", 0, match.start()) + 1 : match.start()]
    return markdown.startswith(":", match.end()) and not before.strip(" \t>")


def citations(markdown: str) -> tuple[Citation, ...]:
    """Give all citations in the order of the text; those inside code are code."""
    return tuple(each for _, group in _groups(markdown) for each in group)


def with_citations(markdown: str, say: Callable[[tuple[Citation, ...]], str]) -> str:
    """Replace every bracket with citations by what `say` makes of it; neighbours become one."""
    parts: list[str] = []
    waiting: tuple[Citation, ...] = ()
    at = 0
    for found, group in _groups(markdown):
        between = markdown[at : found.start()]
        if not waiting or not _BETWEEN.fullmatch(between):
            parts += [say(waiting) if waiting else "", between]
            waiting = ()
        waiting += group
        at = found.end()
    return "".join([*parts, say(waiting) if waiting else "", markdown[at:]])
