"""Advice on plain language, for those who ask for it: long sentences, passive voice, abbreviations, words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ...facts.found_by import listed_after
from ...handbook import Handbook
from ...kinds import ReadyText
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
from .passages import Passage, passages, passages_of

_DEFINED = re.compile(r"(?m)^ {0,3}\*\[([^\]\n]+)\]:")
_NAMES = ("author", "editor", "organization", "institution", "publisher", "shortauthor", "school")


@dataclass(frozen=True, slots=True)
class Adviser:
    """Gives the advice that is wanted; what the checks need to know of a handbook is read once."""

    handbook: Handbook
    checks: Collection[str]
    avoided: tuple[AvoidedWord, ...]
    names: frozenset[str]
    """Abbreviations that need no words."""
    easy: frozenset[str] = frozenset()
    """Paths of texts that are written to be easy to read."""

    @classmethod
    def of(cls, handbook: Handbook, checks: Collection[str] = ADVICE) -> Adviser:
        """Read what the checks that are wanted need."""
        words = tuple(_avoided(handbook)) if "words" in checks else ()
        names = _names(handbook) if "abbreviations" in checks else frozenset()
        easy = frozenset(text.path for text in handbook.of(ReadyText) if text.easy_to_read)
        return cls(handbook, checks, words, names, easy)

    def on_source(self, source: Source) -> Iterator[Problem]:
        """Say what could be plainer in a file of the content."""
        is_glossary = source.path == f"{self.handbook.process}/glossary.md"
        adviser = replace(self, avoided=()) if is_glossary else self
        texts = (
            text for text in passages(source) if not (is_glossary and listed_after(text.text, "word.avoid"))
        )
        code = source.language or self.handbook.language
        yield from adviser._on(texts, code, source.body.definitions, source.path in self.easy)

    def on_page(self, markdown: str, path: str, code: str) -> Iterator[Problem]:
        """Say the same of a page in a language that is no part of the content; its first line is line 1."""
        yield from self._on(passages_of(markdown, path), code, markdown)

    def _on(
        self, texts: Iterable[Passage], code: str, definitions: str, is_easy: bool = False
    ) -> Iterator[Problem]:
        read = KnownShort({*self.names, *_DEFINED.findall(definitions)})
        known = language(code)
        for passage in texts:
            yield from avoided(passage, known, self.avoided)
            if known and "sentences" in self.checks:
                yield from long_sentences(passage, known, is_easy)
            if known and "passive" in self.checks:
                yield from passive_voice(passage, known)
            if known and "abbreviations" in self.checks:
                yield from unexplained(passage, known, read)


def _avoided(handbook: Handbook) -> Iterator[AvoidedWord]:
    for term in handbook.glossary:
        for paragraph in re.split(r"\n\s*\n", term.text.markdown):
            yield from (AvoidedWord(word, term.title) for word in listed_after(paragraph, "word.avoid"))


def _names(handbook: Handbook) -> frozenset[str]:
    """Give the abbreviations that the glossary explains, and those that are names."""
    terms = {word for term in handbook.glossary for word in explained_in(term.text.markdown)}
    titles = " ".join(term.title for term in handbook.glossary)
    fields = (entry.fields.get(name, "") for entry in handbook.bibliography.values() for name in _NAMES)
    return frozenset(terms) | set(
        abbreviations(" ".join((titles, handbook.identity.organisation or "", *fields)))
    )
