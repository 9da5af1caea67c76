"""The outcome of a choice in statements: what the numbers say, the same for page and book."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import Choice, DialogueModel, Document, SuccessFactor, Text
from ..phrases import Phrases
from .choice import Missed, Result, result, without_a_group

MOST_TURNS = 3
"""How many changes of weight are told: the nearest."""

Named = Document | Text
"""A document, or what the author wrote where there is none."""

Value = Named | float | tuple[tuple[Text, float], ...]
"""What a statement speaks of; several groups are given with their means."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the catalogue, and what it speaks of."""

    key: str
    values: Mapping[str, Value]


def outcome(handbook: Handbook, choice: Choice) -> tuple[Statement, ...]:
    """Say what the numbers of a choice say; nothing when it has no scores or no criteria."""
    if not choice.scores or not choice.criteria:
        return ()
    numbers = result(choice)
    told = _Told(handbook, choice)
    return (*told.standing(numbers), *told.firmness(numbers), *told.without_a_group(numbers))


def sentence(statement: Statement, words: Phrases, name: Callable[[Named], str]) -> str:
    """Write a statement; a medium says how it names documents and writes texts."""
    values = {key: _said(value, words, name) for key, value in statement.values.items()}
    return words.t(f"outcome.{statement.key}", **values)


def _said(value: Value, words: Phrases, name: Callable[[Named], str]) -> str:
    if isinstance(value, tuple):
        return words.all_of(tuple(f"{name(group)} ({words.number(mean)})" for group, mean in value))
    return words.number(value) if isinstance(value, int | float) else name(value)


@dataclass(frozen=True)
class _Told:
    """The statements on one choice, by what they are about."""

    handbook: Handbook
    choice: Choice

    def standing(self, numbers: Result) -> Iterator[Statement]:
        """Say who is ahead, who misses a must-have, and where scores are missing."""
        if numbers.leader:
            yield Statement("leader", {"model": self._model(numbers.leader)})
        else:
            yield Statement("no-leader", {})
        for standing in numbers.standings:
            model = self._model(standing.candidate)
            for missed in standing.missed:
                yield Statement("missed", {"model": model, **self._missed(missed)})
            if not standing.complete:
                yield Statement("incomplete", {"model": model})

    def firmness(self, numbers: Result) -> Iterator[Statement]:
        """Say how far a weight must move before another draws level; nothing while scores are missing."""
        for turn in numbers.turns[:MOST_TURNS]:
            yield Statement(
                "turn",
                {
                    "criterion": self._criterion(turn.criterion),
                    "weight": turn.weight,
                    "needed": turn.needed,
                    "model": self._model(turn.winner),
                },
            )
        others = len(numbers.able) > 1 and all(standing.complete for standing in numbers.able)
        if numbers.leader and others and not numbers.turns:
            least, most = numbers.weights
            yield Statement("firm", {"least": least, "most": most})

    def without_a_group(self, numbers: Result) -> Iterator[Statement]:
        """Say of which group it hangs who is ahead."""
        if numbers.leader is None or not all(standing.complete for standing in numbers.standings):
            return
        for group, other in without_a_group(self.choice):
            if other.leader == numbers.leader:
                continue
            if other.leader is None:
                yield Statement("without-nobody", {"group": self._group(group)})
            else:
                yield Statement("without", {"group": self._group(group), "model": self._model(other.leader)})

    def _missed(self, missed: Missed) -> Mapping[str, Value]:
        groups = tuple((self._group(group.rater), group.mean) for group in missed.groups)
        return {"criterion": self._criterion(missed.criterion), "groups": groups}

    def _group(self, rater: str) -> Text:
        return Text(rater, self.choice.where("scores"))

    def _model(self, id_: str) -> Named:
        return self.handbook.find(DialogueModel, id_) or Text(id_, self.choice.where("candidates"))

    def _criterion(self, id_: str) -> Named:
        return self.handbook.find(SuccessFactor, id_) or Text(id_, self.choice.where("criteria"))
