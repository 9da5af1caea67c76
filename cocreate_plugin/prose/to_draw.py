"""What a text asks to have drawn, diagrams and formulas, and the text with a picture in place of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from ..sources.structure import structure
from .code_spans import CONTAINER, DEEPEST, container_body, indent_of
from .dialect import Dialect, formulas

DIAGRAM, FORMULA, DISPLAYED = "mermaid", "formula", "displayed"
"""What is drawn: a diagram, a formula in a line, and one that stands by itself."""
_FORMULA = re.compile(r"(\$\$|\\\[)(.+)(?:\$\$|\\\])|(?:\$|\\\()(.+)(?:\$|\\\))|(.+)", re.S)
_MARKER = re.compile(r"[`~]{3,}")
_TOLD = re.compile(r"^[ \t]*(accTitle|accDescr)[ \t]*(?::[ \t]*([^\n]+)|\{([^}]*)\})", re.M)
_SIGN = re.compile(r"[^\w\s]")
_ASIDE = re.compile("\ue0d0(\\d{1,6})\ue0d1")
"""The place of a picture while the rest of a text is written: signs that no font and no language has."""


@dataclass(frozen=True, slots=True)
class ToDraw:
    """What a program is to draw: its kind, and the words for it."""

    kind: str
    text: str

    @property
    def alternative(self) -> str:
        """Say what the drawing says: title and description of a diagram, else its words; TeX of a formula."""
        if self.kind == DIAGRAM:
            told = {found[1]: found[2] or found[3] for found in _TOLD.finditer(self.text)}
            said = [told[name] for name in ("accTitle", "accDescr") if told.get(name, "").strip()]
            return " ".join(" ".join(said or [self.text]).split())
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class FoundToDraw:
    """Where a text asks for a drawing, and what stands around it in its lines."""

    what: ToDraw
    start: int
    end: int
    before: str = ""
    """What the lines of a block begin with: indentation, the signs of a quotation or of an item."""


def to_draw(text: str, dialect: Dialect) -> tuple[FoundToDraw, ...]:
    """Find what a text asks to have drawn, in order."""
    found: list[FoundToDraw] = []
    if DIAGRAM in text:
        lines = text.split("\n")
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        for first, after, before, words in _diagrams(lines, "", 0, 0):
            end = starts[after] - 1
            found.append(FoundToDraw(ToDraw(DIAGRAM, words), starts[first], end, before))
    for match in formulas(text, dialect):
        parts = _FORMULA.fullmatch(match[0])
        tex = next(filter(None, parts.groups()[1:]), "").strip() if parts else ""
        if parts and tex:
            kind = DISPLAYED if parts[1] or parts[4] else FORMULA
            found.append(FoundToDraw(ToDraw(kind, tex), *match.span()))
    return tuple(sorted(found, key=lambda each: each.start))


def _diagrams(lines: list[str], before: str, first: int, depth: int) -> Iterator[tuple[int, int, str, str]]:
    """Find fences of a language that is drawn, also in admonitions, collapsibles and tabs.

    Each has its first line, the line after its last, what its first line begins with, and its words.
    """
    fenced: set[int] = set()
    for token in structure("\n".join(lines)).tokens:
        if token.type == "fence" and token.map:
            start, after = token.map
            fenced.update(range(start, after))
            marker = _MARKER.search(lines[start])
            if marker and token.info.strip(" {}.").split(" ")[0] == DIAGRAM:
                begins = before + lines[start][: marker.start()]
                yield first + start, first + after, begins, token.content.rstrip("\n")
    at = 0
    while at < len(lines):
        end = at + 1
        if at not in fenced and CONTAINER.match(lines[at]) and depth < DEEPEST:
            end = max(container_body(lines, at), end)
            body = lines[at + 1 : end]
            cut = min((indent_of(line) for line in body if line.strip()), default=0)
            inner = [line[cut:] for line in body]
            yield from _diagrams(inner, before + " " * cut, first + at + 1, depth + 1)
        at = end


def with_pictures(
    text: str, dialect: Dialect, address: Callable[[ToDraw], str | None], write: Callable[[str], str]
) -> str:
    """Write a text with pictures in place of what is drawn, where there is an address for it.

    `write` is for all the rest: what stands in a formula is no link and no citation.
    """
    pictures: list[str] = []
    parts: list[str] = []
    at = 0
    for found in to_draw(text, dialect):
        way = address(found.what)
        if way is None or found.start < at:
            continue
        sign = f"\ue0d0{len(pictures)}\ue0d1"
        pictures.append(_picture(found.what, way))
        parts += [text[at : found.start], _apart(found.before, sign) if found.what.kind == DIAGRAM else sign]
        at = found.end
    written = write("".join(parts) + text[at:])
    return _ASIDE.sub(lambda sign: _put_back(pictures, int(sign[1])), written) if pictures else written


def _put_back(pictures: list[str], number: int) -> str:
    return pictures[number] if number < len(pictures) else ""


def _apart(before: str, picture: str) -> str:
    """Write a picture as a block of its own, in the item or the quotation that it stands in."""
    quotation = before if not before.strip(" >") else re.sub(r"[^> ]", " ", before)
    blank = quotation.rstrip()
    above = f"{blank}\n" if not before.strip(" >") else ""
    return f"{above}{before}{picture}\n{blank}"


def _picture(what: ToDraw, address: str) -> str:
    """Write a picture in Markdown; of its alternative text Markdown reads nothing."""
    words = _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", what.alternative)
    name = "diagram" if what.kind == DIAGRAM else what.kind
    return f"![{words}]({address}){{: .{name} }}"
