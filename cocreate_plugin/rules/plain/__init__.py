"""Advice on plain language, for those who ask for it: long sentences, passive voice, abbreviations, words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ...handbook import Handbook
from ...kinds.identity import ADVICE
from ...problems import Problem
from ...sources import Source
from .checks import (
    AvoidedWord,
    KnownShort,
    abbreviations,
    avoided,
    explained_in,
    long_sentences,
    passive_voice,
    unexplained,
)
from .language import language
from .passages import Passage, avoided_list, passages, passages_of

_DEFINED = re.compile(r"(?m)^ {0,3}\*\[([^\]\n]+)\]:")
_NAMES = ("author", "editor", "organization", "institution", "publisher", "shortauthor", "school")


def advice(
    handbook: Handbook, sources: Iterable[Source], checks: Collection[str] = ADVICE
) -> Iterator[Problem]:
    """Say what could be plainer in the texts of a handbook, by the checks that are wanted."""
    about = _About.of(handbook, checks)
    glossary = f"{handbook.process}/glossary.md"
    for source in sources:
        here = replace(about, avoided=()) if source.path == glossary else about
        texts = (each for each in passages(source) if source.path != glossary or not avoided_list(each.text))
        yield from here.advice(texts, source.language or handbook.language, source.body.definitions)


def advice_on_page(
    handbook: Handbook, markdown: str, path: str, language_: str, checks: Collection[str] = ADVICE
) -> Iterator[Problem]:
    """Say the same of a page that is no part of the content; line 1 of the text is line 1 of its file."""
    yield from _About.of(handbook, checks).advice(passages_of(markdown, path), language_, markdown)


@dataclass(frozen=True, slots=True)
class _About:
    """What the checks need to know of a handbook."""

    checks: Collection[str]
    avoided: tuple[AvoidedWord, ...]
    names: frozenset[str]

    @classmethod
    def of(cls, handbook: Handbook, checks: Collection[str]) -> _About:
        """Read what the checks that are wanted need."""
        words = tuple(_avoided(handbook)) if "words" in checks else ()
        return cls(checks, words, _names(handbook) if "abbreviations" in checks else frozenset())

    def advice(self, texts: Iterable[Passage], code: str, definitions: str) -> Iterator[Problem]:
        """Give advice on the passages of one file."""
        defined = _DEFINED.findall(definitions)
        read, known = KnownShort({*self.names, *defined}), language(code)
        for passage in texts:
            yield from avoided(passage, known, self.avoided)
            if known and "sentences" in self.checks:
                yield from long_sentences(passage, known)
            if known and "passive" in self.checks:
                yield from passive_voice(passage, known)
            if known and "abbreviations" in self.checks:
                yield from unexplained(passage, known, read)


def _avoided(handbook: Handbook) -> Iterator[AvoidedWord]:
    for term in handbook.glossary:
        for paragraph in re.split(r"\n\s*\n", term.text.markdown):
            yield from (AvoidedWord(word, term.title) for word in avoided_list(paragraph))


def _names(handbook: Handbook) -> frozenset[str]:
    """Give the abbreviations that the glossary explains, and those that are names."""
    terms = {word for term in handbook.glossary for word in explained_in(term.text.markdown)}
    titles = " ".join(term.title for term in handbook.glossary)
    fields = (entry.fields.get(name, "") for entry in handbook.bibliography.values() for name in _NAMES)
    return frozenset(terms) | set(
        abbreviations(" ".join((titles, handbook.identity.organisation or "", *fields)))
    )
