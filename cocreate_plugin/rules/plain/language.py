"""What the checks of plain language know of a language: one table each, `en.toml` and so on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Language:
    """The table of one language."""

    longest_sentence: int
    """Words that a sentence may have."""
    no_end: frozenset[str]
    """Abbreviations, lower case, whose full stop ends no sentence."""
    no_end_before_number: frozenset[str]
    endings: tuple[str, ...]
    known: frozenset[str]
    stressed: frozenset[str]
    passive: tuple[re.Pattern[str], ...]
    """Each has the verb as its one group."""
    states: frozenset[str]
    """What looks like such a verb and tells how something is."""


def languages() -> tuple[str, ...]:
    """Name the languages that have a table."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def language(code: str) -> Language | None:
    """Give the table of a language such as `sv` or `en-GB`; None when there is none."""
    name = code.replace("_", "-").split("-")[0]
    if name not in languages():
        return None
    with (FOLDER / f"{name}.toml").open("rb") as file:
        table = tomllib.load(file)
    passive = table["passive"]
    parts = {"@participle": passive["participle"], "@adverb": passive["adverb"]}
    return Language(
        longest_sentence=table["longest_sentence"],
        no_end=frozenset(table["no_end"].casefold().split()),
        no_end_before_number=frozenset(table["no_end_before_number"].casefold().split()),
        endings=tuple(table["endings"].split()),
        known=frozenset(table["known"].split()),
        stressed=frozenset(table["stressed"].split()),
        passive=tuple(re.compile(_filled(pattern, parts), re.I) for pattern in passive["patterns"]),
        states=frozenset(passive["states"].split()),
    )


def _filled(pattern: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    return pattern
