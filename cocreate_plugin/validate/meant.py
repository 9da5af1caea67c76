"""The word that another one stands for: in another language, in other words, or misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from ..phrases import in_every_language
from ..problems import closest
from .labels import folded

T = TypeVar("T")


def meaning(word: str, values: Iterable[str], *families: str) -> str | None:
    """Give the one of some values that a word stands for in any language; None when it is none, or several.

    A family is how the keys of the values begin, such as `status`; other words for them are `meant.status`.
    """
    plain = folded(word)
    found = {value for value in values if plain in _said(value, families)}
    return found.pop() if len(found) == 1 else None


def under(name: str, pairs: Mapping[str, T]) -> T | None:
    """Give what stands at a field's key, or at one that means it: `Title`, `titel`."""
    known = pairs.get(name)
    return known or next((pair for key, pair in pairs.items() if meaning(key, (name,), "field")), None)


def suggestion(word: str, values: Iterable[str], *families: str) -> str | None:
    """Give the value that a word stands for, or is a slip of; None where that would be a guess."""
    known = tuple(values)
    found = meaning(word, known, *families)
    if found is None:
        # Value by value: of all words of all languages together, only some would be looked at.
        nearest = ((closest(folded(word), _said(value, families)), value) for value in known)
        spelt: Mapping[str, str] = {said: value for said, value in nearest if said}
        close = closest(folded(word), spelt)
        found = spelt[close] if close else None
    return found


@lru_cache(maxsize=512)
def _said(value: str, families: tuple[str, ...]) -> frozenset[str]:
    begins = (*families, *(f"meant.{family}" if family != "field" else "meant" for family in families))
    words = {word for begin in begins for word in in_every_language(f"{begin}.{value}")}
    return frozenset({folded(value.replace("_", " ")), *map(folded, words)})
