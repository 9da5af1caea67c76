"""What the page of a choice shows: the matrix of scores, and in sentences what the numbers say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from ..facts.choice import Result, result
from ..facts.outcome import outcome, sentence
from ..kinds import Choice, DialogueModel, Document, Rating, SuccessFactor, Text
from ..phrases import Phrases
from .writer import PageWriter


def choice_facts(writer: PageWriter, choice: Choice) -> dict[str, Any]:
    """Give the criteria, the scores by candidate, and what they come to."""
    handbook, words = writer.site.handbook, writer.words
    found = result(choice)
    candidates = handbook.found(DialogueModel, choice.candidates)
    criteria = choice.criteria.items if choice.criteria else ()
    named = {criterion.criterion: _criterion(writer, criterion.criterion) for criterion in criteria}
    yes = words.t("choice.yes")
    return {
        "columns": [writer.link(candidate) for candidate in candidates],
        "criteria": [
            (named[criterion.criterion], words.number(criterion.weight), yes if criterion.must else "")
            for criterion in criteria
        ],
        "matrix": _matrix(writer, choice, found, candidates, named),
        "given": lambda rating: [
            (
                named[criterion.criterion],
                *(_given_score(words, rating, criterion.criterion, one.id) for one in candidates),
            )
            for criterion in criteria
        ],
        "outcome": [sentence(each, words, partial(_named, writer)) for each in outcome(handbook, choice)],
    }


def _criterion(writer: PageWriter, criterion: str) -> str:
    factor = writer.site.handbook.find(SuccessFactor, criterion)
    return writer.link(factor) if factor else writer.line(criterion)


def _given_score(words: Phrases, rating: Rating, criterion: str, candidate: str) -> str:
    return next(
        (
            words.number(score.score)
            for score in rating.scores
            if (score.criterion, score.candidate) == (criterion, candidate)
        ),
        "",
    )


def _matrix(
    writer: PageWriter,
    choice: Choice,
    found: Result,
    candidates: Iterable[DialogueModel],
    named: Mapping[str, str],
) -> list[tuple[str, ...]]:
    words = writer.words
    rows = []
    for criterion in choice.criteria or ():
        must = f" **{words.t('choice.must')}**" if criterion.must else ""
        head = f"{named[criterion.criterion]} × {words.number(criterion.weight)}{must}"
        rows.append((head, *(_mark(words, found, criterion.criterion, one.id) for one in candidates)))
    totals = {standing.candidate: standing for standing in found.standings}
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


def _named(writer: PageWriter, named: Document | Text) -> str:
    return writer.link(named) if isinstance(named, Document) else writer.line(named.markdown)
