"""Signs of other programs, and signs that nothing closes: they would be printed as they stand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator

from .. import prose
from ..phrases import in_every_language
from ..problems import Place, Problem, problem
from ..prose.code_spans import code
from ..sources.structure import Token, tokens

_TARGET = r"(?:https?:|\.{0,2}/|mailto:)"
_FOREIGN = re.compile(
    r"\[\[[^\[\]\n]+\]\](?!\()|\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}"
    r"|^[ \t]*-+8<-+[ \t]+[\"'][^\n]*"
    r"|^ {0,3}:{3,}[ \t]*\{?[.\w][^\n]*|(?<![\w:/]):[a-z][a-z0-9_+]{1,40}:(?![\w:/])"
    rf"|\([^()\n]+\)\[{_TARGET}[^\]\n]*\]|(?<!\!)\[[^\[\]\n]+\][ \t]\({_TARGET}[^)\n]*\)",
    re.M,
)
"""Links, boxes, pictograms and commands of other programs, and links whose brackets stand the wrong way."""
_UNNAMED = re.compile(r"(?<!!)\[[ \t]*\]\((?P<target>[^()\s]+)\)")
_NUMBER = re.compile(r"(?<![\d-])(?:19|20)?\d{6}[-+]\d{4}(?![\d-])")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_OPEN = re.compile(r"(?<![*\w])\*\*(?=\w)[^*\n]{0,30}|!?\[[^\[\]\n]*\]\([^()\n]{0,60}$", re.M)
_FILE = re.compile(
    r"(?i)^[\w -]+\.(?:png|jpe?g|gif|webp|svg|heic)$|^(?:img|dscn?|image|screenshot|skärmbild)[\s_-]*\d+$"
)


def foreign(text: str, path: str, lines_before: int, dialect: prose.Dialect) -> Iterator[Problem]:
    """Say which signs of a text no reader of Markdown here understands."""
    shown = code(text)
    defined = set(re.findall(r"^ {0,3}\[\^([^\]\s]+)\]:", text, re.M))
    found = [(match.start(), match[0]) for match in shown.outside(_FOREIGN, text)]
    found += [
        (match.start(), match[0]) for match in shown.outside(_FOOTNOTE, text) if match[1] not in defined
    ]
    for offset, what in found:
        if prose.is_pictogram(what, dialect) or ("-8<-" in what and dialect.snippets is not None):
            continue
        line, column = prose.place_of(text, offset)
        yield problem("foreign-signs", Place(path, line + lines_before, column), what=what[:60])
    for match in shown.outside(_UNNAMED, text):
        line, column = prose.place_of(text, match.start())
        yield problem("no-link-text", Place(path, line + lines_before, column), target=match["target"][:60])
    for match in shown.outside(_NUMBER, text):
        if _is_personal(match[0]):
            line, column = prose.place_of(text, match.start())
            yield problem("personal-number", Place(path, line + lines_before, column))
    for line_of, what in _left_open(text):
        yield problem("open-signs", Place(path, line_of + lines_before), what=what)


def unread_citations(
    text: str, path: str, lines_before: int, bibliography: Collection[str]
) -> Iterator[Problem]:
    """Say which keys of sources.bib stand in the text in a form that is no citation."""
    if not any(key in text for key in bibliography):
        return
    keys = "|".join(re.escape(key) for key in bibliography)
    forms = (
        rf"\\cite[a-z]*\{{(?P<tex>{keys})\}}|\(@(?P<round>{keys})\)|\[\^(?P<note>{keys})\](?!:)"
        rf"|(?<![\w\[@])\[(?P<bare>{keys})\](?![(:\[])|(?<![\w\[;@(-])@(?P<plain>{keys})\b"
    )
    for match in code(text).outside(re.compile(forms), text):
        key = next(each for each in match.groupdict().values() if each)
        inside = text.rfind("[", 0, match.start()) > text.rfind("]", 0, match.start())
        if not inside:
            line, column = prose.place_of(text, match.start())
            place = Place(path, line + lines_before, column)
            yield problem("citation-not-read", place, given=match[0], suggestion=f"[@{key}]")


def _is_personal(number: str) -> bool:
    """Tell whether digits are a date with the check digit of a Swedish identity number."""
    digits = [int(sign) for sign in number if sign.isdigit()][-10:]
    month, day = digits[2] * 10 + digits[3], digits[4] * 10 + digits[5]
    doubled = [digit * (2 - at % 2) for at, digit in enumerate(digits)]
    return 1 <= month <= 12 and 1 <= day <= 31 and sum(each // 10 + each % 10 for each in doubled) % 10 == 0


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
