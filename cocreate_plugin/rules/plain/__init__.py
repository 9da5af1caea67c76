"""Advice on plain language, for those who ask for it: long sentences, passive voice, abbreviations, words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

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
from .passages import Passage, avoided_list, passages

_NAMES = ("author", "editor", "organization", "institution", "publisher", "shortauthor", "school")


def advice(
    handbook: Handbook, sources: Iterable[Source], checks: Collection[str] = ADVICE
) -> Iterator[Problem]:
    """Say what could be plainer in the texts of a handbook, by the checks that are wanted."""
    words = tuple(_avoided(handbook)) if "words" in checks else ()
    names = _names(handbook) if "abbreviations" in checks else set()
    for source in sources:
        read = KnownShort(names | set(abbreviations(source.body.definitions)))
        is_glossary = source.path == f"{handbook.process}/glossary.md"
        told = () if is_glossary else words
        for passage in passages(source):
            if is_glossary and avoided_list(passage.text):
                continue
            yield from _of(passage, source.language or handbook.language, checks, read, told)


def _of(
    passage: Passage, code: str, checks: Collection[str], read: KnownShort, words: Iterable[AvoidedWord]
) -> Iterator[Problem]:
    known = language(code)
    yield from avoided(passage, known, words)
    if known is None:
        return
    if "sentences" in checks:
        yield from long_sentences(passage, known)
    if "passive" in checks:
        yield from passive_voice(passage, known)
    if "abbreviations" in checks:
        yield from unexplained(passage, known, read)


def _avoided(handbook: Handbook) -> Iterator[AvoidedWord]:
    for term in handbook.glossary:
        for paragraph in re.split(r"\n\s*\n", term.text.markdown):
            yield from (AvoidedWord(word, term.title) for word in avoided_list(paragraph))


def _names(handbook: Handbook) -> set[str]:
    """Give the abbreviations that the glossary explains, and those that are names."""
    terms = {word for term in handbook.glossary for word in explained_in(term.text.markdown)}
    titles = " ".join(term.title for term in handbook.glossary)
    fields = (entry.fields.get(name, "") for entry in handbook.bibliography.values() for name in _NAMES)
    return terms | set(abbreviations(" ".join((titles, handbook.identity.organisation or "", *fields))))
