"""Languages whose words are not all there: English stands in, and one note a language says how often."""

from __future__ import annotations

from collections.abc import Iterator

from ..handbook import Handbook
from ..phrases import SHOWN, english_keys, phrases
from ..problems import Place, Problem, problem
from ..sources import Value


def missing_words(handbook: Handbook, identity: Value | None) -> Iterator[Problem]:
    """Say how many words of pages and sheets are not there, in the handbook's language and in others."""
    every = sum(len(english_keys()[name]) for name in SHOWN)
    pair = identity.pairs().get("language") if identity else None
    place = pair.value.place if pair else Place(f"{handbook.process}/handbook.yml")
    spoken = dict.fromkeys((handbook.language, *(each.language for each in handbook.translations)))
    for language in spoken:
        lost = len(phrases(language).missing())
        if lost:
            yield problem("missing-words", place, tongue=language, folder=language, number=lost, all=every)
