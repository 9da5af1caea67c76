"""What people type for what a handbook calls otherwise: synonyms, plurals, letters without their marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from html import unescape
from typing import Literal

from ..handbook import Handbook
from ..phrases import in_every_language

_UNMARKED = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")

_ENDINGS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "en": (("ies", ("y",)), ("y", ("ies",)), ("s", ()), ("", ("s",))),
    "sv": (
        ("or", ("a",)),
        ("a", ("orna", "an")),
        ("e", ("arna", "en")),
        ("", ("arna", "erna", "en", "et")),
    ),
}
"""How the other number of a noun ends, by how it ends itself; what is longer is found by its beginning."""


def listed_after(paragraph: str, label: Literal["word.avoid", "word.also"]) -> tuple[str, ...]:
    """Read `Avoid: this, that.` or `Also: this, that.` in any language; nothing of another paragraph."""
    labels = "|".join(map(re.escape, in_every_language(label)))
    match = re.match(rf"(?is)^[*_]*(?:{labels})\s*:[*_]*\s*(?P<words>.+)$", paragraph.strip())
    if not match:
        return ()
    parts = (part.strip(" \n.*_“”\"'`") for part in match["words"].split(","))
    return tuple(part for part in parts if part)


def folded(text: str) -> str:
    """Write a text as somebody types it in a hurry: small letters, without marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_UNMARKED)


class FoundBy:
    """The words of a handbook's glossary, and of its language, for a text to be found by."""

    def __init__(self, handbook: Handbook) -> None:
        """Take a handbook."""
        self.handbook = handbook

    @cached_property
    def _synonyms(self) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
        """Give each term that has other words: those to be found by, and those to be avoided."""
        told = []
        for term in self.handbook.glossary:
            paragraphs = re.split(r"\n\s*\n", term.text.markdown)
            words = [
                word
                for paragraph in paragraphs
                for word in (*listed_after(paragraph, "word.also"), *listed_after(paragraph, "word.avoid"))
            ]
            if words:
                told.append((re.compile(rf"\b{re.escape(folded(term.title))}"), tuple(words)))
        return tuple(told)

    def synonyms(self, text: str) -> tuple[str, ...]:
        """Give other words for the terms that a text names."""
        plain = folded(text)
        return tuple(word for term, words in self._synonyms if term.search(plain) for word in words)

    def others_of_title(self, title: str) -> tuple[str, ...]:
        """Give what a title is found by beside its own words."""
        plain = _plain(title)
        language = self.handbook.language.split("-")[0]
        names = {*_words(plain), *(part for word in self.synonyms(plain) for part in _words(word))}
        others = {other for word in names for other in _inflected(word, language)} | names
        return _in_order({*others, *map(folded, others)} - {*_words(plain)})

    def unmarked(self, text: str) -> tuple[str, ...]:
        """Give the words of a text that have marks, without them."""
        return _in_order({folded(word) for word in _words(_plain(text)) if folded(word) != word})


def _plain(html: str) -> str:
    return unescape(_TAG.sub(" ", html))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _inflected(word: str, language: str) -> Iterator[str]:
    for end, others in _ENDINGS.get(language, ()):
        if word.endswith(end) and len(word) > 3:
            yield from (f"{word.removesuffix(end)}{other}" for other in others)
            return


def _in_order(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words))
