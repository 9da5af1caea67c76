"""Signs of other programs, and signs that nothing closes: they would be printed as they stand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from .. import prose
from ..phrases import in_every_language
from ..problems import Place, Problem, problem
from ..prose.code_spans import code
from ..sources.structure import Token, tokens

_TARGET = r"(?:https?:|\.{0,2}/|mailto:)"
_FOREIGN = re.compile(
    r"\[\[[^\[\]\n]+\]\](?!\()|\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}"
    r"|^ {0,3}:{3,}[ \t]*\{?[.\w][^\n]*|(?<![\w:/]):[a-z][a-z0-9_+]{1,40}:(?![\w:/])"
    rf"|\([^()\n]+\)\[{_TARGET}[^\]\n]*\]|(?<!\!)\[[^\[\]\n]+\][ \t]\({_TARGET}[^)\n]*\)",
    re.M,
)
"""Links, boxes, pictograms and commands of other programs, and links whose brackets stand the wrong way."""
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_OPEN = re.compile(r"(?<![*\w])\*\*(?=\w)[^*\n]{0,30}|!?\[[^\[\]\n]*\]\([^()\n]{0,60}$", re.M)
_FILE = re.compile(
    r"(?i)^[\w -]+\.(?:png|jpe?g|gif|webp|svg|heic)$|^(?:img|dscn?|image|screenshot|skärmbild)[\s_-]*\d+$"
)


def foreign(text: str, path: str, lines_before: int) -> Iterator[Problem]:
    """Say which signs of a text no reader of Markdown here understands."""
    shown = code(text)
    defined = set(re.findall(r"^ {0,3}\[\^([^\]\s]+)\]:", text, re.M))
    found = [(match.start(), match[0]) for match in shown.outside(_FOREIGN, text)]
    found += [
        (match.start(), match[0]) for match in shown.outside(_FOOTNOTE, text) if match[1] not in defined
    ]
    for offset, what in found:
        line, column = prose.place_of(text, offset)
        yield problem("foreign-signs", Place(path, line + lines_before, column), what=what[:60])
    for line_of, what in _left_open(text):
        yield problem("open-signs", Place(path, line_of + lines_before), what=what)


def poor_alts(text: str, path: str, lines_before: int) -> Iterator[Problem]:
    """Say which pictures have a word for their alternative text that tells nothing."""
    empty = in_every_language("word.picture")
    for link in prose.links(text):
        words = link.alt.strip().casefold()
        name = posixpath.basename(link.target).casefold()
        if link.image and words and (words in empty or _FILE.match(words) or words == name):
            yield problem("poor-alt", Place(path, link.line + lines_before, link.column), alt=link.alt)


def _left_open(text: str) -> Iterator[tuple[int, str]]:
    """Find emphasis and links that were begun and not ended: they come out of the reader as plain text."""
    lines = text.split("\n")
    for token in tokens(text) if "**" in text or "](" in text else ():
        if token.type != "inline" or not token.map or "\\" in token.content:
            continue
        for match in _OPEN.finditer("".join(_plain(token))):
            first, after = token.map
            at = next((n for n in range(first, after) if match[0][:8] in lines[n]), first)
            yield at + 1, match[0].strip()


def _plain(token: Token) -> Iterator[str]:
    for child in token.children or ():
        yield child.content if child.type == "text" else "\n" if "break" in child.type else "\0"
