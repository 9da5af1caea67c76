"""What is written, and what is only a place to write: dots, TODO, a hyphen for an answer, a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..kinds import Entry, Row, Text
from ..kinds.shape import names_of
from ..phrases import in_every_language
from ..problems import Place
from ..prose.code_spans import code

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_LEFT = re.compile(r"^(?!\s*>)[\W_]*(?:…|\.\.\.)[\W_]*$")
_MARK = re.compile(
    r"\b(?:TODO(?![ -]?list)|TBD|TBA|FIXME|XXX)\b|(?i:\blorem ipsum\b)|^\s*\[?(?:todo|tbd|tba)\b(?=:|\W*$)"
)
_NOTHING = re.compile(r"^[\s\-–—/]*$")
"""A hyphen in place of an answer; a line to write on with a pen is made of `_`, and is meant."""
_LABELS = frozenset(("id", "who", "lane", "lead", "lead_text", "mode", "model", "together"))
"""Fields of items that name something and say nothing by themselves."""


def is_nothing(text: str) -> bool:
    """Tell whether a text is empty, or a hyphen in place of an answer."""
    return bool(_NOTHING.match(text))


def placeholder(line: str) -> str:
    """Give the words in a line that somebody meant to replace; empty when there are none."""
    match = _LEFT.match(line) or _MARK.search(line) or _word().match(line)
    return match[0] if match and line.strip() else ""


def shown(markdown: str) -> str:
    """Give a text without its code and comments, every line and column kept."""
    return _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), code(markdown).masked(markdown))


def is_written(value: object) -> bool:
    """Tell whether the value of a field says anything; numbers, dates and `no` do."""
    if value is None or value == "" or value == ():
        return False
    texts = tuple(_texts(value))
    return not texts or any(_says_something(text) for text in texts)


def _texts(value: object) -> Iterator[str]:
    """Give what is said in a value, without the labels that its items carry."""
    match value:
        case str():
            yield value
        case Text():
            yield value.markdown
        case tuple():
            for part in value:
                yield from _texts(part)
        case Row() if value.model:
            yield value.model
        case _ if not isinstance(value, Place) and (names := names_of(type(value))):
            for name in ("text", "more") if isinstance(value, Entry) else names:
                if name not in _LABELS:
                    yield from _texts(getattr(value, name))


def _says_something(markdown: str) -> bool:
    lines = _COMMENT.sub("", markdown).split("\n")
    return any(not is_nothing(line) and not placeholder(line) for line in lines)


def _word() -> re.Pattern[str]:
    return _any_of(in_every_language("word.placeholder"))


@cache
def _any_of(spellings: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in spellings)
    return re.compile(rf"(?i)^\W*(?:{words})\W*$")
