"""Nothing is lost: every paragraph of a source is in what comes out, or it is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape

from .draft import Draft
from .notes import Note, note

_TARGET = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\]\[[^\]\n]*\]|^\s*\[[^\]\n]+\]:\s*\S+", re.M)
_TAG = re.compile(r"<!--|-->|</?[A-Za-z][^>]*>")
_BRACES = re.compile(
    r"\{[:#.][^}\n]*\}|\{\{[<%][^}\n]*\}\}|\{%[^}\n]*%\}|^:{3,}.*$|\[!\w+\]|\[\[?_?TOC_?\]\]?", re.M
)
_NUMBER = re.compile(r"^\s*(?:#{1,6}\s+)?\d{1,9}[.)](?=\s)", re.M)
_WORD = re.compile(r"[^\W_]+")
MOST = 20
"""Paragraphs of one source that are told one by one."""


def lost(words: Iterable[str], drafts: Iterable[Draft]) -> Iterator[Note]:
    """Name the paragraphs of a source whose words are neither in its documents nor in their notes."""
    there: Counter[str] = Counter()
    for draft in drafts:
        there.update(_words(draft.text))
        there.update(_words("\n".join(section.heading for section in draft.sections)))
        for told in draft.notes:
            there.update(_words(" ".join(str(fact) for fact in told.facts.values())))
    number = 0
    for paragraph in words:
        wanted = Counter(_words(paragraph))
        missing = wanted - there
        there -= wanted
        if missing:
            number += 1
            if number <= MOST:
                yield note("lost", what=" ".join(paragraph.split())[:200], missing=", ".join(missing)[:100])


def _words(text: str) -> list[str]:
    """Give the words that a reader sees, whatever stands around them."""
    plain = _TAG.sub(" ", _BRACES.sub(" ", _TARGET.sub("] ", _NUMBER.sub(" ", text))))
    return _WORD.findall(unescape(plain).casefold())
