"""The running text of a file, passage by passage, and its sentences; quotations and code are no part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ... import prose
from ...problems import Place
from ...prose.code_spans import verbatim
from ...sources import Source
from ...sources.structure import Token, tokens
from .language import Language

STANDS_FOR = "\ue000"
"""In place of each sign of what counts as one word and is not read: code, a picture, a quotation."""

NEAR = 40
"""Signs beside a full stop that are looked at: a passage may be very long."""

_OK = re.compile(r"<!--\s*plain:\s*ok\s*-->|#\s*plain:\s*ok\b", re.I)
_MARKER = re.compile(r"(?m)^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:\[[ xX]\][ \t]+)?")
_BROKEN = re.compile(r"(?<= ) \n|\\\n")
"""The end of a line that an author ended: what follows begins anew, as in a letter or an address."""
_ID = re.compile(r"\{[:#][^{}\n]*\}")
_TARGET = re.compile(r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|(?<=\])\[[^\[\]\n]*\]")
_CITED = re.compile(r"\[\s*-?@[^\[\]]*\]|\[\^[^\[\]\s]*\]")
_PICTURE = re.compile(r"!\[[^\[\]]*\](?=\()")
_TAG = re.compile(r"<[^<>\n]*>")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)\S*[\w/]|(?<![\w.+@-])[\w.+-]+@[\w-]+\.[\w.-]+|(?<![\w./-])(?:\.{0,2}/)?[\w-]+(?:/[\w.-]+)+"
)
_QUOTED = re.compile(r"“[^“”]*”|”[^”]*”|„[^“”]*[“”]|«[^«»]*»|(?<!\w)\"[^\"]*\"(?!\w)|(?<!\w)‘[^‘’]*’(?!\w)")
_DOERS = re.compile(r"\s[—–]\s[^—–.!?]*$")
_SHUT = ("table_open", "blockquote_open", "heading_open")
_END = re.compile(r";(?=\s)|[.!?…]+[\"”’»)\]*_]*(?=\s|$)")
_WORD = re.compile(rf"{STANDS_FOR}+|[^\W_](?:[\w'’.:/-]*\w)?")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, an item of a list, or a line of front matter."""

    text: str
    """As long as it stands in the file; what is not read is blank, or one word of `STANDS_FOR`."""
    place: Callable[[int], Place]
    """Where an offset stands."""
    is_task: bool = False
    """Whether it is a box to tick, which says what must be true."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and where in its passage it begins."""

    text: str
    start: int

    @property
    def words(self) -> int:
        """Count its words; numbers, abbreviations and quotations are one each."""
        return sum(1 for _ in _WORD.finditer(self.text))


def passages(source: Source) -> Iterator[Passage]:
    """Give all running text of a file that nobody has said to be all right."""
    pairs = source.front.pairs() if source.front else {}
    for name in ("purpose", "pause_point"):
        value = pairs[name].value if name in pairs else None
        if value and isinstance(value.content, str) and not _OK.search(value.cut):
            yield Passage(_read(value.content), _in_line(value.place))
    yield from passages_of(source.body.markdown, source.path, source.front_end)


def _in_line(place: Place) -> Callable[[int], Place]:
    return lambda offset: Place(place.path, place.line, place.column + offset)


def passages_of(markdown: str, path: str, lines_before: int = 0) -> Iterator[Passage]:
    """Give the running text of a body that begins after some lines of its file."""
    blocks = tokens(markdown)
    silent = set(_silenced(blocks))
    lines = markdown.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    shown = _without_code(markdown)
    closed_until = 0
    for token in blocks:
        if token.type in _SHUT and token.map:
            closed_until = max(closed_until, token.map[1])
        if token.type != "inline" or not token.map or token.map[0] < closed_until:
            continue
        first, after = token.map
        start, end = starts[first], min(starts[after], len(markdown))
        raw = markdown[start:end]
        if first in silent or _OK.search(raw):
            continue
        at = _place_in(markdown, path, lines_before, start)
        yield Passage(_read(shown[start:end]), at, bool(re.match(r"\s*[-*+]\s+\[[ xX]\]", raw)))


def _place_in(markdown: str, path: str, lines_before: int, start: int) -> Callable[[int], Place]:
    def place(offset: int) -> Place:
        line, column = prose.place_of(markdown, start + offset)
        return Place(path, line + lines_before, column)

    return place


def _silenced(blocks: list[Token]) -> Iterator[int]:
    """Give the lines of each block that a comment stands right above."""
    waiting: Token | None = None
    for token in blocks:
        if token.type == "html_block" and _OK.search(token.content):
            waiting = token
        elif waiting and token.map and token.level == waiting.level and token.nesting >= 0:
            yield from range(*token.map)
            waiting = None


def _without_code(markdown: str) -> str:
    """Make one word of each piece of code, and nothing of a comment; every line stays where it is."""
    parts, at = [], 0
    for left, right in verbatim(markdown).spans:
        piece = markdown[left:right]
        parts += [markdown[at:left], (_blank if piece.startswith("<!--") else _as_word)(piece)]
        at = right
    return "".join(parts) + markdown[at:]


def _read(text: str) -> str:
    """Blank out what is no running text, every offset kept; what counts as a word stays one."""
    text = _BROKEN.sub(";\n", text)
    text = _MARKER.sub(lambda match: " " * len(match[0]), text)
    for pattern, instead in (
        (_PICTURE, _as_word),
        (_ID, _blank),
        (_TARGET, _blank),
        (_CITED, _blank),
        (_ADDRESS, _as_word),
        (_TAG, _blank),
        (_QUOTED, _as_word),
        (_DOERS, _blank),
    ):
        text = pattern.sub(lambda match, instead=instead: instead(match[0]), text)  # type: ignore[misc]
    return re.sub(r"[*_~\[\]]", " ", text)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _as_word(text: str) -> str:
    """Give one word of the same length; a full stop at its end still ends the sentence."""
    ends = len(text) > 2 and text[-2] in ".!?…" and text[-1] in '”“»’"'
    word = re.sub(r"[^\n]", STANDS_FOR, text[:-2] if ends else text)
    return f"{word}. " if ends else word


def sentences(passage: Passage, known: Language) -> Iterator[Sentence]:
    """Divide a passage at the full stops that end a sentence."""
    text, start = passage.text, 0
    for match in _END.finditer(text):
        if _ends(text, match, known):
            yield from _one(text, start, match.end())
            start = match.end()
    yield from _one(text, start, len(text))


def _one(text: str, start: int, end: int) -> Iterator[Sentence]:
    part = text[start:end]
    if part.strip():
        begin = start + len(part) - len(part.lstrip())
        yield Sentence(text[begin:end].rstrip(), begin)


def _ends(text: str, match: re.Match[str], known: Language) -> bool:
    """Tell whether a sign ends a sentence: not a full stop behind an abbreviation or before a small letter.

    A semicolon does: what follows could stand by itself.
    """
    after = text[match.end() : match.end() + NEAR].lstrip(' \n\t"“”’»(*_')
    if not match[0].startswith("."):
        return match[0] == ";" or not after[:1].islower()
    before = text[max(0, match.start() - NEAR) : match.start() + 1].split()
    word = before[-1].lstrip('(“”"*_').casefold() if before else ""
    shortened = word in known.no_end or re.fullmatch(r"(?:[^\W\d_]\.){2,}", word) is not None
    if after[:1].isdigit():
        shortened = shortened or word in known.no_end_before_number
    return not (shortened or after[:1].islower())
