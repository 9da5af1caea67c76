"""What the page of a choice shows: the matrix of scores, and in sentences what the numbers say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..facts.choice import Result, result
from ..kinds import Choice, DialogueModel, Rating, SuccessFactor
from ..phrases import Phrases
from .writer import Pen


def choice_facts(pen: Pen, choice: Choice) -> dict[str, Any]:
    """Give the criteria, the scores by candidate, and what they come to."""
    handbook, words = pen.site.handbook, pen.words
    found = result(choice)
    candidates = handbook.found(DialogueModel, choice.candidates)
    criteria = choice.criteria.items if choice.criteria else ()
    named = {each.criterion: _criterion(pen, each.criterion) for each in criteria}
    yes = words.t("choice.yes")
    return {
        "columns": [pen.link(each) for each in candidates],
        "criteria": [
            (named[each.criterion], words.number(each.weight), yes if each.must else "") for each in criteria
        ],
        "matrix": _matrix(pen, choice, found, candidates, named),
        "given": lambda rating: [
            (
                named[each.criterion],
                *(_given_score(words, rating, each.criterion, one.id) for one in candidates),
            )
            for each in criteria
        ],
        "outcome": _outcome(pen, choice, found),
    }


def _criterion(pen: Pen, criterion: str) -> str:
    factor = pen.site.handbook.find(SuccessFactor, criterion)
    return pen.link(factor) if factor else pen.line(criterion)


def _given_score(words: Phrases, rating: Rating, criterion: str, candidate: str) -> str:
    return next(
        (
            words.number(each.score)
            for each in rating.scores
            if (each.criterion, each.candidate) == (criterion, candidate)
        ),
        "",
    )


def _matrix(
    pen: Pen,
    choice: Choice,
    found: Result,
    candidates: Iterable[DialogueModel],
    named: Mapping[str, str],
) -> list[tuple[str, ...]]:
    words = pen.words
    rows = []
    for each in choice.criteria or ():
        must = f" **{words.t('choice.must')}**" if each.must else ""
        head = f"{named[each.criterion]} × {words.number(each.weight)}{must}"
        rows.append((head, *(_mark(words, found, each.criterion, one.id) for one in candidates)))
    totals = {each.candidate: each for each in found.standings}
    rows.append(
        (
            f"**{words.t('choice.total', best=words.number(found.best))}**",
            *(f"**{words.number(totals[one.id].total)}**" for one in candidates),
        )
    )
    return rows


def _mark(words: Phrases, found: Result, criterion: str, candidate: str) -> str:
    mark = found.mark(criterion, candidate)
    if mark is None or mark.mean is None:
        return ""
    if not mark.spread:
        return words.number(mark.mean)
    least, most = words.number(mark.least or 0), words.number(mark.most or 0)
    return f"{words.number(mark.mean)} <small>({least}–{most})</small>"


def _outcome(pen: Pen, choice: Choice, found: Result) -> list[str]:
    """Say in sentences what the numbers say."""
    words, handbook = pen.words, pen.site.handbook

    def model(id_: str) -> str:
        return pen.link(handbook.find(DialogueModel, id_), "") or id_

    said = []
    if found.leader:
        said.append(words.t("choice.leader", model=model(found.leader)))
    elif found.standings:
        said.append(words.t("choice.no-leader"))
    for standing in found.standings:
        if standing.missed:
            missed = words.all_of(tuple(_criterion(pen, each) for each in standing.missed))
            said.append(words.t("choice.missed", model=model(standing.candidate), criteria=missed))
        if not standing.complete:
            said.append(words.t("choice.incomplete", model=model(standing.candidate)))
    said += [
        words.t(
            "choice.turn",
            criterion=_criterion(pen, turn.criterion),
            weight=words.number(turn.weight),
            needed=words.number(turn.needed),
            model=model(turn.winner),
        )
        for turn in found.turns
    ]
    if len(found.standings) > 1 and not found.turns and found.leader:
        said.append(words.t("choice.firm"))
    return said
