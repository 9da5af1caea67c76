"""A choice in numbers: weighted sums, mean and spread, missed must-haves, and how firm the result is."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

from ..kinds import Choice

THRESHOLD = 3.0
"""The mean from 1 to 5 that a must-have needs: the handbook's own rule."""


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
class Standing:
    """How one candidate did on the whole."""

    candidate: str
    total: float
    """Sum of weight times mean over the criteria."""
    missed: tuple[str, ...]
    """Must-haves whose mean is below the threshold."""
    complete: bool
    """Whether every criterion has a score."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How far one weight must move before another candidate has the highest sum."""

    criterion: str
    weight: float
    needed: float
    winner: str


@dataclass(frozen=True, slots=True)
class Result:
    """All that is computed of a choice."""

    marks: tuple[Mark, ...]
    standings: tuple[Standing, ...]
    """Highest sum first; candidates that miss a must-have last."""
    best: float
    """The highest sum that is possible."""
    turns: tuple[Turn, ...]
    """Smallest move first."""

    def mark(self, criterion: str, candidate: str) -> Mark | None:
        """Give the mark of a candidate by a criterion."""
        return next(
            (each for each in self.marks if (each.criterion, each.candidate) == (criterion, candidate)), None
        )

    @property
    def leader(self) -> str | None:
        """Give the highest sum among those that miss no must-have; None when there is none, or a tie."""
        able = [each for each in self.standings if not each.missed and each.total > 0]
        if not able or (len(able) > 1 and abs(able[0].total - able[1].total) < 1e-9):
            return None
        return able[0].candidate


def result(choice: Choice) -> Result:
    """Reckon a choice from its criteria and scores."""
    criteria = choice.criteria.items if choice.criteria else ()
    marks = tuple(
        _mark(choice, each.criterion, candidate) for each in criteria for candidate in choice.candidates
    )
    standings = tuple(
        sorted(
            (_standing(choice, candidate, marks) for candidate in choice.candidates),
            key=lambda each: (bool(each.missed), -each.total, choice.candidates.index(each.candidate)),
        )
    )
    return Result(
        marks, standings, 5 * sum(each.weight for each in criteria), _turns(choice, marks, standings)
    )


def _mark(choice: Choice, criterion: str, candidate: str) -> Mark:
    given = [
        score.score
        for rating in choice.scores or ()
        for score in rating.scores
        if (score.criterion, score.candidate) == (criterion, candidate)
    ]
    if not given:
        return Mark(criterion, candidate, None)
    return Mark(criterion, candidate, fmean(given), min(given), max(given))


def _standing(choice: Choice, candidate: str, marks: tuple[Mark, ...]) -> Standing:
    means = {each.criterion: each.mean for each in marks if each.candidate == candidate}
    criteria = choice.criteria.items if choice.criteria else ()
    total = sum(each.weight * (means.get(each.criterion) or 0) for each in criteria)
    missed = tuple(
        each.criterion
        for each in criteria
        if each.must and (mean := means.get(each.criterion)) is not None and mean < THRESHOLD
    )
    return Standing(candidate, total, missed, all(mean is not None for mean in means.values()))


def _turns(choice: Choice, marks: tuple[Mark, ...], standings: tuple[Standing, ...]) -> tuple[Turn, ...]:
    """Find for each criterion the nearest weight, not below 0, at which another candidate draws level."""
    able = [each for each in standings if not each.missed]
    if len(able) < 2:
        return ()
    means = {(each.criterion, each.candidate): each.mean or 0.0 for each in marks}
    leader, found = able[0], []
    for each in choice.criteria or ():
        nearest: Turn | None = None
        for other in able[1:]:
            gain = means[each.criterion, other.candidate] - means[each.criterion, leader.candidate]
            if abs(gain) < 1e-9:
                continue
            needed = each.weight + (leader.total - other.total) / gain
            if needed < 0:
                continue
            turn = Turn(each.criterion, each.weight, needed, other.candidate)
            if nearest is None or abs(needed - each.weight) < abs(nearest.needed - each.weight):
                nearest = turn
        if nearest is not None:
            found.append(nearest)
    return tuple(sorted(found, key=lambda turn: abs(turn.needed - turn.weight)))
