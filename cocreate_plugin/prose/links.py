"""Links and images in the source: where they point, where they stand, and how to point them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from ..sources.structure import structure
from .code_spans import Regions, place_of, verbatim

_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE = re.compile(
    r"""(?<![ \t\n])[ \t\n]++("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t\n]*$""", re.S
)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*)>")
_ELEMENT = re.compile(r"<(a|img|area|source)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)\s*+=\s*+("[^"]*"|'[^']*'|[^\s"'>]++)""")
_DEFINITION = re.compile(
    r"^[ \t>]*\[((?!\^)(?:[^\[\]\\]|\\.)+)\]:[ \t]*\n?[ \t]*(<[^<>\n]*>|[^\s<]\S*)", re.M
)
_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"\\[^\n]|[\[\]]|\n(?=\n)")
_LABEL = re.compile(r"\[([^\[\]]*)\]")

DEEPEST_ADDRESS = 32
"""Parentheses within each other in an address; CommonMark allows as many."""
LONGEST_LABEL = 999
"""Characters of the label of a reference link; CommonMark allows as many."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image: where it points and where it stands."""

    target: str
    line: int
    column: int
    image: bool
    alt: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A link in the source: what stands at `span` is the address, or the label that stands for it."""

    start: int
    target: str
    image: bool
    alt: str
    span: tuple[int, int] | None
    label: str = ""
    wrap: str = ""
    """What the address stands between: `<` or a quote."""


def _label(text: str) -> str:
    """Make labels comparable; what is too long for one becomes empty."""
    if len(text) > LONGEST_LABEL:
        return ""
    return _SPACE.sub(" ", text.strip()).casefold()


def _openings(text: str, shown: Regions) -> dict[int, int]:
    """Give, for each `]` of running text, the bracket that it closes; a blank line ends the search."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for sign in shown.outside(_BRACKET, text):
        if sign[0] == "[":
            waiting.append(sign.start())
        elif sign[0] == "]" and waiting:
            found[sign.start()] = waiting.pop()
        elif sign[0][0] == "\n":
            waiting.clear()
    return found


def _escaped(text: str, at: int) -> bool:
    """Tell whether a backslash takes the meaning from a sign."""
    count = 0
    while at > count and text[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _closing(text: str, opening: int) -> int:
    """Find the parenthesis that closes an address, else -1."""
    depth = 0
    quote = ""
    at = opening
    while at < len(text) and depth <= DEEPEST_ADDRESS:
        sign = text[at]
        if sign == "\n" and text.startswith("\n\n", at):
            return -1
        if sign == "\\":
            at += 1
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and text[at - 1] in " \t\n":
            quote = sign
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if not depth:
                return at
        at += 1
    return -1


def _address(text: str, start: int, end: int) -> tuple[int, int, str]:
    """Give the span of the address between two parentheses, without title, and what it stands between."""
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    inner = inner.strip()
    if inner.startswith("<") and ">" in inner:
        return start + 1, start + inner.index(">"), "<"
    if title := _TITLE.search(inner):
        inner = inner[: title.start()]
    return start, start + len(inner), ""


def _read(address: str) -> str:
    """Give an address as the reader's browser sees it."""
    return unescape(_UNESCAPE.sub(r"\1", address))


def _definitions(markdown: str, shown: Regions) -> dict[str, str]:
    """Give the addresses of reference definitions, also those inside admonitions."""
    found: dict[str, str] = {}
    for each in shown.outside(_DEFINITION, markdown):
        found.setdefault(_label(each[1]), _read(each[2].removeprefix("<").removesuffix(">")))
    return found


def _bracketed(markdown: str, shown: Regions, known: dict[str, str]) -> Iterator[_Found]:
    """Find `[text](address)`, `[text][label]`, `[label][]` and `[label]`, images included."""
    for closing, opening in sorted(_openings(markdown, shown).items()):
        image = opening > 0 and markdown[opening - 1] == "!" and not _escaped(markdown, opening - 1)
        start, text = opening - image, markdown[opening + 1 : closing]
        after = markdown[closing + 1 : closing + 2]
        if after == "(" and (end := _closing(markdown, closing + 1)) > 0:
            left, right, wrap = _address(markdown, closing + 2, end)
            yield _Found(start, _read(markdown[left:right]), image, text, (left, right), wrap=wrap)
            continue
        named = _LABEL.match(markdown, closing + 1)
        second = opening > 0 and markdown[opening - 1] == "]"
        label = _label(named[1]) if named and named[1].strip() else _label(text)
        if label in known and after != ":" and not (second and not named):
            span = (closing + 1, named.end() if named else closing + 1)
            yield _Found(start, known[label], image, text, span, label)


def _elements(markdown: str, shown: Regions) -> Iterator[_Found]:
    """Find addresses in raw HTML and between angle brackets."""
    for found in shown.outside(_AUTOLINK, markdown):
        yield _Found(found.start(), found[1], False, found[1], None)
    for found in shown.outside(_ELEMENT, markdown):
        # Of two attributes of one name the first counts.
        attributes = {match[1].lower(): match for match in reversed([*_ATTRIBUTE.finditer(found[2])])}
        image = found[1].lower() in ("img", "source")
        each = attributes.get("src" if image else "href")
        if each is None:
            continue
        value = each[2].strip("\"'")
        left = found.start(2) + each.start(2) + each[2].index(value)
        alt = attributes["alt"][2].strip("\"'") if "alt" in attributes else ""
        wrap = each[2][0] if each[2][0] in "\"'" else "="
        yield _Found(
            found.start(), unescape(value), image, unescape(alt), (left, left + len(value)), wrap=wrap
        )


def _may_link(markdown: str) -> bool:
    return "]" in markdown or "<" in markdown


@lru_cache(maxsize=512)
def _all(markdown: str, definitions: str = "") -> tuple[_Found, ...]:
    """Find every link of a text, in order."""
    if not _may_link(markdown):
        return ()
    shown = verbatim(markdown)
    elsewhere = structure(definitions).references if definitions else {}
    known = {_label(label): each.href for label, each in elsewhere.items()} | _definitions(markdown, shown)
    found = [*_bracketed(markdown, shown, known), *_elements(markdown, shown)]
    return tuple(sorted(found, key=lambda each: each.start))


def links(markdown: str, definitions: str = "") -> tuple[Link, ...]:
    """Give all links and images in the order of the text; those inside code are code."""
    return tuple(
        Link(each.target, *place_of(markdown, each.start), each.image, each.alt)
        for each in _all(markdown, definitions)
    )


def _written(target: str, wrap: str) -> str:
    """Write an address so that it is read back as it is."""
    if wrap in ("'", '"'):
        return escape(target, quote=True)
    if wrap == "=":
        return f'"{escape(target, quote=True)}"'
    if wrap == "<":
        return target.replace("<", "%3C").replace(">", "%3E")
    return re.sub(r"[\s()<>]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), target)


def relinked(markdown: str, to: Callable[[str, bool], str | None], definitions: str = "") -> str:
    """Point links elsewhere: `to` is given an address and whether it is an image's; None keeps it.

    Labels that `definitions` explain are replaced by the address, so that the text needs them no more.
    """
    if not _may_link(markdown):
        return markdown
    changes: dict[tuple[int, int], str] = {}
    pictures: dict[str, bool] = {}
    own = _definitions(markdown, verbatim(markdown)) if definitions else {}
    for each in _all(markdown, definitions):
        if each.label and each.label not in own and definitions and each.span:
            target = to(each.target, each.image)
            changes[each.span] = f"(<{_written(each.target if target is None else target, '<')}>)"
        elif each.label:
            pictures[each.label] = pictures.get(each.label, False) or each.image
        elif each.span and (target := to(each.target, each.image)) is not None:
            changes[each.span] = _written(target, each.wrap)
    for found in verbatim(markdown).outside(_DEFINITION, markdown):
        address = found[2].removeprefix("<").removesuffix(">")
        target = to(_read(address), pictures.get(_label(found[1]), False))
        if target is not None:
            wrapped = found[2].startswith("<")
            changes[found.span(2)] = f"<{_written(target, '<')}>" if wrapped else _written(target, "")
    parts: list[str] = []
    at = 0
    for (start, end), written in sorted(changes.items()):
        parts += [markdown[at:start], written]
        at = end
    return "".join(parts) + markdown[at:]
