"""Choices: scores belong to criteria and candidates, and the chosen one is a candidate."""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds import Choice, Rating
from ..problems import Problem, closest, problem


def scores(choice: Choice) -> Iterator[Problem]:
    """Scores belong to criteria and candidates; the chosen one is a candidate."""
    if choice.chosen and choice.chosen not in choice.candidates:
        yield problem(
            "not-a-candidate", choice.where("chosen"), id=choice.chosen, candidates=choice.candidates
        )
    criteria = [criterion.criterion for criterion in choice.criteria or ()]
    for number, each in enumerate(choice.criteria or ()):
        if each.criterion in criteria[:number]:
            yield problem("duplicate-reference", each.place, id=each.criterion)
    told = False
    for rating in choice.scores or ():
        # Without criteria the first rater is told that there are none, unless their heading is misspelt.
        if not criteria and (told or any("|" in each.text.markdown for each in choice.free)):
            continue
        told = True
        if rating.scores or not rating.refused:
            yield from _scores(choice, rating, criteria)


def _scores(choice: Choice, rating: Rating, criteria: list[str]) -> Iterator[Problem]:
    """Say of each rater what is unknown, given twice or missing; a wrong heading is one fault, not ten."""
    scored: set[tuple[str, str]] = set(rating.refused)
    strange: set[str] = set()
    for score in rating.scores:
        one, two = score.criterion, score.candidate
        if two not in choice.candidates and two not in strange:
            place = score.head or score.place
            yield problem("not-a-candidate", place, id=two, candidates=choice.candidates)
        if one not in criteria and one not in strange and (criteria or not strange):
            place = score.row or score.place
            yield problem("unknown-criterion", place, criterion=one, suggestion=closest(one, criteria))
        if (one, two) in scored:
            yield problem("duplicate-reference", score.place, id=one)
        strange |= {one, two} - {*criteria, *choice.candidates}
        scored.add((closest(one, criteria) or one, closest(two, choice.candidates) or two))
    missing = [(one, two) for one in criteria for two in choice.candidates if (one, two) not in scored]
    if missing:
        yield problem(
            "missing-score",
            rating.place,
            rater=rating.rater,
            number=len(missing),
            criterion=missing[0][0],
            candidate=missing[0][1],
        )
