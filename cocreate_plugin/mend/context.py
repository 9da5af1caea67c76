"""What an edit is made from: a problem, the lines around it, and the handbook that it stands in."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import Document
from ..phrases import Phrases, phrases
from ..problems import Edit, Move, Problem
from ..sources import proposed_id
from .lines import Lines

NEAR, FAR, SHORT, SHORT_NEAR = 0.75, 0.1, 4, 0.85
"""How like a word must be to the one that is meant, and how much less like any other may be."""


@dataclass(frozen=True, slots=True)
class Context:
    """A problem, its file, and everything else that there is."""

    problem: Problem
    lines: Lines
    book: Handbook
    read: Callable[[str], Lines]

    def fact(self, name: str) -> str:
        """Give a fact as text; empty when the problem has none."""
        found = self.problem.facts.get(name)
        return found if isinstance(found, str) else ""

    @property
    def line(self) -> str:
        """Give the line that the problem names."""
        return self.lines[self.problem.place.line]

    @property
    def words(self) -> Phrases:
        """Give the words of the document's language."""
        document = next(
            (each for each in self.book.translations if each.path == self.problem.place.path), None
        )
        return phrases(document.language if document and document.language else self.book.language)

    @property
    def kind(self) -> type[Document] | None:
        """Give the kind of the document, by the folder that it lies in."""
        folder = self.problem.place.path.rpartition("/")[0].rpartition("/")[2]
        return next((kind for kind in self.book.kinds if kind.folder == folder), None)

    def swapped(self, old: str, new: str) -> Iterator[Edit]:
        """Replace a word at the problem's place, or behind it on its line."""
        edit = self.lines.word(self.problem.place, old, new) if new and old != new else None
        if edit:
            yield edit


Mender = Callable[[Context], Iterable[Edit | Move]]


def corrected(context: Context) -> Iterator[Edit]:
    """Write the line as the message shows it."""
    correction = context.fact("correction")
    if correction and context.line.strip():
        yield context.lines.whole(context.problem.place.line, correction)


def suggested(fact: str) -> Callable[[Context], Iterator[Edit]]:
    """Replace the word of a fact by the suggestion, where one is a slip of the other."""

    def mend(context: Context) -> Iterator[Edit]:
        word, near = context.fact(fact), context.fact("suggestion")
        if near and alike(word, near):
            yield from context.swapped(word, near)

    return mend


def renamed(old: str, new: str) -> Mender:
    """Replace the word of one fact by that of another."""
    return lambda context: context.swapped(context.fact(old), context.fact(new))


def alike(word: str, other: str) -> bool:
    """Tell whether one word is a slip of the other."""
    one, two = proposed_id(word), proposed_id(other)
    least = NEAR if min(len(one), len(two)) > SHORT else SHORT_NEAR
    return bool(one) and (one == two or difflib.SequenceMatcher(None, one, two).ratio() >= least)


def only_near(word: str, known: Iterable[str]) -> str | None:
    """Give the one word that a misspelt one can mean; None when none or several are near."""
    wanted = proposed_id(word)
    ranked = sorted(
        ((difflib.SequenceMatcher(None, wanted, proposed_id(each)).ratio(), each) for each in {*known}),
        reverse=True,
    )
    if not ranked or not alike(word, ranked[0][1]):
        return None
    alone = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= FAR
    return ranked[0][1] if alone else None
