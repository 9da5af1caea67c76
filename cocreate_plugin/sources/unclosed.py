"""What a text opens and never closes, so that the rest would be swallowed: comments, code, elements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .structure import Token

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_VOID = frozenset("area base br col embed hr img input link meta p source track wbr".split())
"""Elements that nobody closes."""
_END_ITSELF = frozenset("li dt dd tr td th tbody thead tfoot option colgroup caption".split())
"""Elements that end where the next begins."""


@dataclass(frozen=True, slots=True)
class Unclosed:
    """Something that is opened and never closed: its line from 0, what opens it, and what would close it."""

    line: int
    opened: str
    closing: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class OpenElement:
    """An HTML element that is open: its name, its tag, and where that stands in the block, from 0."""

    name: str
    tag: str
    line: int


def unclosed(tokens: Sequence[Token], lines: Sequence[str]) -> Unclosed | None:
    """Give the first thing that is never closed; None when all is."""
    open_html: list[OpenElement] = []
    for token in tokens:
        first = token.map[0] if token.map else 0
        if token.type == "fence" and token.map and not _is_closed(token, lines):
            return _at(lines, first, token.markup, token.markup)
        if token.type == "html_block":
            if comment := re.search(r"<!--(?!.*?-->)", token.content, re.S):
                return _at(lines, first + token.content.count("\n", 0, comment.start()), "<!--", "-->")
            follow(token.content, open_html, first)
    lost = next((each for each in open_html if each.name not in _END_ITSELF), None)
    return _at(lines, lost.line, lost.tag.split("\n")[0], f"</{lost.name}>") if lost else None


def blanked(line: str, found: Unclosed) -> str:
    """Give a line without what it opens; a fence takes its language with it."""
    before, after = line[: found.column], line[found.column + len(found.opened) :]
    return before if found.opened[0] in "`~" else before + " " * len(found.opened) + after


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    first, after = token.map or (0, 0)
    last = lines[min(after, len(lines)) - 1].strip(" \t>") if after - first > 1 else ""
    return len(last) >= len(token.markup) and set(last) == {token.markup[0]}


def _at(lines: Sequence[str], line: int, opened: str, closing: str) -> Unclosed:
    return Unclosed(line, opened, closing, max(lines[line].find(opened), 0))


def follow(content: str, open_html: list[OpenElement], first_line: int = 0) -> None:
    """Keep count of the HTML elements that are open after a block."""
    content = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), content)
    for match in _TAG.finditer(content):
        closing, name, own_end = match[1], match[2].lower(), match[3]
        if name in _VOID or own_end:
            continue
        names = [each.name for each in open_html]
        if not closing:
            line = first_line + content.count("\n", 0, match.start())
            open_html.append(OpenElement(name, match[0], line))
        elif name in names:
            del open_html[len(names) - 1 - names[::-1].index(name) :]
