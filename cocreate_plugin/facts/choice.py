"""A choice in numbers: weighted sums, mean and spread, missed must-haves, and how firm the result is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from ..kinds import Choice, Rating

THRESHOLD = 3.0
"""The mean from 1 to 5 that a must-have needs in every group of raters: the handbook's own rule."""

Scores = Mapping[tuple[str, str], Sequence[float]]
"""What raters gave, by criterion and candidate."""

SCALE = (1.0, 3.0)
"""Weights that are in use, whatever a choice gives: the handbook asks for 1 to 3."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one candidate did by one criterion, over all raters."""

    criterion: str
    candidate: str
    mean: float | None
    least: float | None = None
    most: float | None = None

    @property
    def spread(self) -> float | None:
        """Give the distance between the highest and the lowest score."""
        return None if self.most is None or self.least is None else self.most - self.least


@dataclass(frozen=True, slots=True)
class GroupMean:
    """What one group of raters gave, on the mean."""

    rater: str
    mean: float


@dataclass(frozen=True, slots=True)
class Missed:
    """A must-have that some groups find missed."""

    criterion: str
    groups: tuple[GroupMean, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one candidate did on the whole."""

    candidate: str
    total: float
    """Sum of weight times mean over the criteria."""
    missed: tuple[Missed, ...]
    """Must-haves whose mean in any group is below the threshold."""
    complete: bool
    """Whether every group has scored it by every criterion."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How far one weight must move before another candidate has the highest sum."""

    criterion: str
    weight: float
    needed: float
    winner: str


@dataclass(frozen=True)
class Result:
    """All that is computed of a choice."""

    marks: tuple[Mark, ...]
    standings: tuple[Standing, ...]
    """Highest sum first; candidates that miss a must-have last."""
    best: float
    """The highest sum that is possible."""
    turns: tuple[Turn, ...]
    """Within the weights in use; smallest move first."""
    weights: tuple[float, float] = SCALE
    """The lowest and the highest weight in use."""

    def mark(self, criterion: str, candidate: str) -> Mark | None:
        """Give the mark of a candidate by a criterion."""
        return self._mark_of.get((criterion, candidate))

    @cached_property
    def _mark_of(self) -> Mapping[tuple[str, str], Mark]:
        return {(mark.criterion, mark.candidate): mark for mark in reversed(self.marks)}

    @property
    def able(self) -> tuple[Standing, ...]:
        """Give those that miss no must-have."""
        return tuple(standing for standing in self.standings if not standing.missed)

    @property
    def leader(self) -> str | None:
        """Give the highest sum among those that miss no must-have; None when there is none, or a tie."""
        able = [standing for standing in self.able if standing.total > 0]
        if not able or (len(able) > 1 and abs(able[0].total - able[1].total) < 1e-9):
            return None
        return able[0].candidate


def result(choice: Choice) -> Result:
    """Compute a choice from its criteria and scores."""
    return _result(choice, choice.scores.items if choice.scores else ())


def groups_of(choice: Choice) -> tuple[str, ...]:
    """Name the groups of raters, each once."""
    return tuple(_by_rater(choice.scores.items if choice.scores else ()))


def means_by_group(choice: Choice, criterion: str, candidate: str) -> tuple[GroupMean, ...]:
    """Give what each group gave a candidate by a criterion, on the mean; one without a score is absent."""
    ratings = _by_rater(choice.scores.items if choice.scores else ())
    scores = {rater: _by_pair(own).get((criterion, candidate), ()) for rater, own in ratings.items()}
    return tuple(GroupMean(rater, fmean(own)) for rater, own in scores.items() if own)


def without_a_group(choice: Choice) -> tuple[tuple[str, Result], ...]:
    """Compute a choice once more without each of its groups of raters, where there are several."""
    ratings = choice.scores.items if choice.scores else ()
    groups = tuple(dict.fromkeys(rating.rater for rating in ratings))
    return tuple(
        (group, _result(choice, tuple(rating for rating in ratings if rating.rater != group)))
        for group in groups
        if len(groups) > 1
    )


def _result(choice: Choice, ratings: tuple[Rating, ...]) -> Result:
    criteria = choice.criteria.items if choice.criteria else ()
    scores = _by_pair(ratings)
    groups = {rater: _by_pair(own) for rater, own in _by_rater(ratings).items()}
    marks = tuple(
        _mark(scores, criterion.criterion, candidate)
        for criterion in criteria
        for candidate in choice.candidates
    )
    standings = tuple(
        sorted(
            (_standing(choice, groups, candidate, marks) for candidate in choice.candidates),
            key=lambda standing: (
                bool(standing.missed),
                -standing.total,
                choice.candidates.index(standing.candidate),
            ),
        )
    )
    own_weights = tuple(criterion.weight for criterion in criteria)
    weights = min((*SCALE, *own_weights)), max((*SCALE, *own_weights))
    turns = _turns(choice, marks, standings, weights)
    return Result(marks, standings, 5 * sum(own_weights), turns, weights)


def _by_pair(ratings: Iterable[Rating]) -> Scores:
    """Give the scores of each candidate by each criterion."""
    scores: dict[tuple[str, str], list[float]] = {}
    for rating in ratings:
        for score in rating.scores:
            scores.setdefault((score.criterion, score.candidate), []).append(score.score)
    return scores


def _mark(given: Scores, criterion: str, candidate: str) -> Mark:
    scores = given.get((criterion, candidate))
    if not scores:
        return Mark(criterion, candidate, None)
    return Mark(criterion, candidate, fmean(scores), min(scores), max(scores))


def _standing(
    choice: Choice, groups: Mapping[str, Scores], candidate: str, marks: tuple[Mark, ...]
) -> Standing:
    means = {mark.criterion: mark.mean for mark in marks if mark.candidate == candidate}
    criteria = choice.criteria.items if choice.criteria else ()
    total = sum(criterion.weight * (means.get(criterion.criterion) or 0) for criterion in criteria)
    scores = {
        criterion.criterion: {
            rater: own.get((criterion.criterion, candidate), ()) for rater, own in groups.items()
        }
        for criterion in criteria
    }
    missed = (
        Missed(criterion.criterion, _low(scores[criterion.criterion]))
        for criterion in criteria
        if criterion.must
    )
    complete = bool(groups) and all(scored for raters in scores.values() for scored in raters.values())
    return Standing(candidate, total, tuple(miss for miss in missed if miss.groups), complete)


def _low(by_rater: Mapping[str, Sequence[float]]) -> tuple[GroupMean, ...]:
    """Give the groups whose mean is below the threshold; one that gave no score says nothing."""
    means = (GroupMean(rater, fmean(scores)) for rater, scores in by_rater.items() if scores)
    return tuple(mean for mean in means if mean.mean < THRESHOLD)


def _by_rater(ratings: Iterable[Rating]) -> dict[str, list[Rating]]:
    by_rater: dict[str, list[Rating]] = {}
    for rating in ratings:
        by_rater.setdefault(rating.rater, []).append(rating)
    return by_rater


def _turns(
    choice: Choice,
    marks: tuple[Mark, ...],
    standings: tuple[Standing, ...],
    weights: tuple[float, float],
) -> tuple[Turn, ...]:
    """Find for each criterion the nearest weight in use at which another candidate draws level."""
    able = [standing for standing in standings if not standing.missed]
    if len(able) < 2 or not all(standing.complete for standing in able):
        return ()
    if abs(able[0].total - able[1].total) < 1e-9:
        # Two are level already: no weight has to move.
        return ()
    means = {(mark.criterion, mark.candidate): mark.mean or 0.0 for mark in marks}
    leader, turns = able[0], []
    for criterion in choice.criteria or ():
        nearest: Turn | None = None
        for other in able[1:]:
            gain = means[criterion.criterion, other.candidate] - means[criterion.criterion, leader.candidate]
            if abs(gain) < 1e-9:
                continue
            needed = criterion.weight + (leader.total - other.total) / gain
            if not weights[0] <= needed <= weights[1]:
                continue
            turn = Turn(criterion.criterion, criterion.weight, needed, other.candidate)
            if nearest is None or abs(needed - criterion.weight) < abs(nearest.needed - criterion.weight):
                nearest = turn
        if nearest is not None:
            turns.append(nearest)
    return tuple(sorted(turns, key=lambda turn: abs(turn.needed - turn.weight)))
