"""Where a Markdown text is code, and which line and column an offset is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..sources.structure import Token, structure

# The head of an admonition, a collapsible or a tab: CommonMark calls code what is indented below as text.
CONTAINER = re.compile(r'^( *)(?:!!! ?[\w"-]|\?\?\?\+? ?[\w"-]|===[+!]* +["\'])')
DEEPEST = 12

_ATTRIBUTE = r"""(?:#[^\s{}#.="']++|\.[^\s{}#="']++|[\w:-]++=(?:"[^"{}\n]*+"|'[^'{}\n]*+'|[^\s{}"']++))"""
_ATTRIBUTES = rf"\{{:?[ ]*+(?:{_ATTRIBUTE}[ ]*+)+\}}"
"""Braces that give an element an id, a class or an attribute; all others are words."""
_BRACES = re.compile(rf"(?<=[*_~^=)\]`>])({_ATTRIBUTES})|\\?\{{")
_PLAIN_BRACE = re.compile(rf"\\.|(?:{_ATTRIBUTES})|(?P<plain>\{{)", re.S)
_TICKS = re.compile(r"(?<!`)(`+)(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_MAY_BE_CODE = re.compile(r"`|~~~|\t| {4}|<!--")
"""Without one of these a text has neither fences, nor indented code, nor code spans, nor comments."""
_VERBATIM = re.compile(r"<(pre|code|script|style|textarea|kbd|samp|svg)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)
BEGINS_DEFINITION = re.compile(r"^:[ \t]+\S")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Regions:
    """Spans of a text that do not overlap, in order."""

    spans: tuple[Span, ...]

    def covers(self, offset: int) -> bool:
        """Tell whether an offset lies in one of the spans."""
        at = bisect_right(self.spans, offset, key=lambda span: span[0]) - 1
        return at >= 0 and offset < self.spans[at][1]

    def outside(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """Find a pattern where it begins outside the spans."""
        return (match for match in pattern.finditer(text) if not self.covers(match.start()))

    def masked(self, text: str) -> str:
        """Give the text with the spans blanked out, every offset kept."""
        parts: list[str] = []
        at = 0
        for start, end in self.spans:
            parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
            at = end
        return "".join(parts) + text[at:]


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Give line and column, both from 1, of an offset."""
    starts = _starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=8)
def _starts(text: str) -> tuple[int, ...]:
    """Give the offset at which each line begins."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


def indent_of(line: str) -> int:
    """Count the spaces before a line."""
    return len(line) - len(line.lstrip(" "))


def ticked(text: str) -> Iterator[Span]:
    """Find code spans in the raw text of a block: a run of backticks up to the next of the same length."""
    runs = list(_TICKS.finditer(text))
    of_length: dict[int, list[int]] = {}
    for number, run in enumerate(runs):
        of_length.setdefault(len(run[1]), []).append(number)
    after = -1
    for number, opening in enumerate(runs):
        if number <= after:
            continue
        start, length = opening.start(), len(opening[1])
        if _is_escaped(text, start):
            start, length = start + 1, length - 1
        same = of_length.get(length, ())
        closing = bisect_right(same, number)
        if closing < len(same):
            after = same[closing]
            yield start, runs[after].end()


def _is_escaped(text: str, offset: int) -> bool:
    """Tell whether an odd number of backslashes stands before an offset."""
    before = offset
    while before and text[before - 1] == "\\":
        before -= 1
    return (offset - before) % 2 == 1


def with_braces(text: str) -> str:
    """Write a line so that braces are attributes of an inline element in it, or nothing but braces."""
    spans = Regions(tuple(ticked(text)))
    parts: list[str] = []
    at = 0
    for found in spans.outside(_BRACES, text):
        kept = found[0] if found[1] else "&#123;"
        parts += [text[at : found.start()], kept]
        at = found.end()
    return "".join(parts) + text[at:]


def with_plain_braces(text: str) -> str:
    """Write a text so that braces that are no list of attributes are words, wherever they stand."""
    return _PLAIN_BRACE.sub(lambda found: "&#123;" if found["plain"] else found[0], text)


def container_body(lines: list[str], head: int) -> int:
    """Give the line after the body of the container that begins at `head`."""
    least = indent_of(lines[head]) + 4
    end = at = head + 1
    while at < len(lines) and (not lines[at].strip() or indent_of(lines[at]) >= least):
        at += 1
        if lines[at - 1].strip():
            end = at
    return end


def _is_definition(tokens: tuple[Token, ...], at: int) -> bool:
    """Tell whether an indented block goes on with a definition, `:   like this`, in the paragraph before."""
    before = [
        token for token in tokens[:at] if token.type == "inline" and token.level <= tokens[at].level + 1
    ]
    return bool(before) and any(BEGINS_DEFINITION.match(line) for line in before[-1].content.split("\n"))


def _containers(lines: list[str], code: set[int]) -> Iterator[Span]:
    """Find the bodies of admonitions, collapsibles and tabs that are not shown as code."""
    at = 0
    while at < len(lines):
        if at not in code and CONTAINER.match(lines[at]):
            end = container_body(lines, at)
            if end > at + 1:
                yield at + 1, end
            at = end
        else:
            at += 1


def _code(lines: list[str], first: int, depth: int) -> Iterator[tuple[int, int, bool]]:
    """Find lines of code (True) and lines of running text (False) as spans of line numbers."""
    found = structure("\n".join(lines)).tokens
    blocks: list[Span] = []
    for at, token in enumerate(found):
        fenced = token.type == "fence" or (token.type == "code_block" and not _is_definition(found, at))
        if fenced and token.map:
            blocks.append((token.map[0], token.map[1]))
    coded = {number for start, end in blocks for number in range(start, end)}
    bodies = list(_containers(lines, coded)) if depth < DEEPEST else []
    inside = {number for start, end in bodies for number in range(start, end)}
    for start, end in blocks:
        if start not in inside:
            yield first + start, first + end, True
    for token in found:
        if token.type == "inline" and token.map:
            start, end = token.map
            while end > start and end - 1 in inside:
                end -= 1
            if start not in inside and end > start:
                yield first + start, first + end, False
    for start, end in bodies:
        cut = min(indent_of(line) for line in lines[start:end] if line.strip())
        yield from _code([line[cut:] for line in lines[start:end]], first + start, depth + 1)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that overlap."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif end > start:
            merged.append((start, end))
    return tuple(merged)


@lru_cache(maxsize=4096)
def code(markdown: str) -> Regions:
    """Find fenced and indented code, code spans and comments: what stands there is shown, not read."""
    if not _MAY_BE_CODE.search(markdown):
        return Regions(())
    lines = markdown.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    spans: list[Span] = []
    for first, after, is_code in set(_code(lines, 0, 0)):
        start, end = starts[first], min(starts[after], len(markdown))
        if is_code:
            spans.append((start, end))
        else:
            spans += [(start + left, start + right) for left, right in ticked(markdown[start:end])]
    shown = Regions(_merged(spans))
    comments = [each.span() for each in shown.outside(_COMMENT, markdown)]
    return Regions(_merged([*shown.spans, *comments]))


@lru_cache(maxsize=4096)
def verbatim(markdown: str) -> Regions:
    """Find code, and elements whose content is shown as it stands: no link and no citation is read there."""
    shown = code(markdown)
    elements = [each.span() for each in shown.outside(_VERBATIM, markdown)]
    return Regions(_merged([*shown.spans, *elements]))
