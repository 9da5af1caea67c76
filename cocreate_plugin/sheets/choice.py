"""Choices: what was compared and what came of it on one A3, and ballots to score alone on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

from ..facts.choice import THRESHOLD, GroupMean, Result, groups_of, means_by_group, result
from ..facts.outcome import Named, outcome, sentence
from ..handbook import Handbook
from ..kinds import Choice, Criterion, DialogueModel, Document, SuccessFactor, Text
from ..phrases import Phrases, phrases
from .sheet import LARGER, Sheet, in_large_print, sheet_of
from .texts import field_of, named, titles

WANTED, SMALLEST = 12.0, 10.0
"""Type sizes of the A3 in points."""

MARKS = (1, 2, 3, 4, 5)
"""What a ballot offers to circle."""

WIDE = 3
"""Candidates on a ballot beside which five marks have room; with more of them one writes the mark."""

ABREAST = 8
"""The most candidates beside each other on a ballot: with more, a word of a name is wider than its column."""

BALLOTS = 2
"""How many ballots stand on a page; one that is longer has a page of its own."""


@dataclass(frozen=True, slots=True)
class Score:
    """How a candidate did by a criterion; empty texts are places to write."""

    mean: str
    span: str
    """From the lowest to the highest score, where they differ."""
    groups: tuple[tuple[Text, str, bool], ...]
    """By a must-have: each group, its mean, and whether that is too low."""

    @property
    def missed(self) -> bool:
        """Tell whether some group finds the must-have missed."""
        return any(low for _, _, low in self.groups)


@dataclass(frozen=True, slots=True)
class Compared:
    """A criterion and how each candidate did by it."""

    criterion: Text
    weight: str
    must: bool
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceData:
    """What the A3 of a choice is filled with."""

    purpose: Text
    question: Text | None
    candidates: tuple[Text, ...]
    rows: tuple[Compared, ...]
    totals: tuple[str, ...]
    best: str
    outcome: tuple[Text, ...]
    chosen: Text | None
    decides: tuple[str, ...]
    date: str
    reasons: Text | None
    minority_view: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotData:
    """What a page of ballots is filled with."""

    purpose: Text
    candidates: tuple[Text, ...]
    criteria: tuple[Text, ...]
    groups: tuple[Text, ...]
    """Whom one can belong to; without them there is a line to write it on."""
    marks: tuple[int, ...]
    """What stands in a cell to be circled; without them it is empty."""
    abreast: int
    """How many candidates stand beside each other, so that each table of a ballot has as many."""
    ballots: int = BALLOTS
    large: bool = False


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give an A3 and ballots, also in large print, for every choice that has candidates and criteria."""
    whole = (each for each in handbook.of(Choice) if each.candidates and each.criteria)
    return tuple(made for each in whole for made in _of_choice(handbook, each))


def _of_choice(handbook: Handbook, choice: Choice) -> Iterator[Sheet]:
    small = ballots(handbook, choice)
    path = small.path.replace(".pdf", "-large.pdf")
    yield from (sheet(handbook, choice), small)
    yield in_large_print(small, "ballots-large", path, marks=MARKS, ballots=1)


def sheet(handbook: Handbook, choice: Choice) -> Sheet:
    """Give the choice on one A3: what was compared, what the numbers say, and what was decided why."""
    words, numbers = phrases(handbook.language), result(choice)
    totals = {standing.candidate: standing.total for standing in numbers.standings}
    data = ChoiceData(
        purpose=field_of(choice, "purpose"),
        question=choice.question,
        candidates=_candidates(handbook, choice),
        rows=tuple(_compared(handbook, choice, numbers, each) for each in choice.criteria or ()),
        totals=tuple(words.number(totals[id_]) if choice.scores else "" for id_ in choice.candidates),
        best=words.number(numbers.best),
        outcome=tuple(
            Text(sentence(each, words, _written), choice.where("scores"))
            for each in outcome(handbook, choice)
        ),
        chosen=_title(handbook.find(DialogueModel, choice.chosen)) if choice.chosen else None,
        decides=titles(handbook, (choice.decided_by,)),
        date=words.date(choice.date) if choice.date else "",
        reasons=choice.reasons,
        minority_view=choice.minority_view,
    )
    made = sheet_of(
        handbook,
        choice,
        data,
        path=f"print/choices/{choice.id}.pdf",
        kind="choice",
        place="criteria",
        wanted=WANTED,
        smallest=SMALLEST,
        paper="a3",
        landscape=True,
        pages=1,
    )
    return replace(made, larger=tuple(replace(made, paper=paper) for paper in LARGER))


def ballots(handbook: Handbook, choice: Choice) -> Sheet:
    """Give ballots to hand out: each is one person's, without a name."""
    data = BallotData(
        purpose=field_of(choice, "purpose"),
        candidates=_candidates(handbook, choice),
        criteria=tuple(_criterion(handbook, choice, each) for each in choice.criteria or ()),
        groups=tuple(Text(group, choice.where("scores")) for group in groups_of(choice)),
        marks=MARKS if len(choice.candidates) <= WIDE else (),
        abreast=ceil(len(choice.candidates) / ceil(len(choice.candidates) / ABREAST)),
    )
    return sheet_of(
        handbook,
        choice,
        data,
        path=f"print/choices/{choice.id}-ballots.pdf",
        kind="ballots",
        place="criteria",
        wanted=10.5,
        smallest=9.0,
    )


def _candidates(handbook: Handbook, choice: Choice) -> tuple[Text, ...]:
    place = choice.where("candidates")
    models = {model.id: model for model in handbook.found(DialogueModel, choice.candidates)}
    return tuple(_title(models.get(id_)) or Text(id_, place) for id_ in choice.candidates)


def _criterion(handbook: Handbook, choice: Choice, criterion: Criterion) -> Text:
    factor = handbook.find(SuccessFactor, criterion.criterion)
    return _title(factor) or Text(criterion.criterion, choice.where("criteria"))


def _title(document: Document | None) -> Text | None:
    return field_of(document, "title") if document else None


def _compared(handbook: Handbook, choice: Choice, numbers: Result, criterion: Criterion) -> Compared:
    words = phrases(handbook.language)
    return Compared(
        _criterion(handbook, choice, criterion),
        words.number(criterion.weight),
        criterion.must,
        tuple(_score(words, choice, numbers, criterion, id_) for id_ in choice.candidates),
    )


def _score(words: Phrases, choice: Choice, numbers: Result, criterion: Criterion, candidate: str) -> Score:
    mark = numbers.mark(criterion.criterion, candidate)
    mean = words.number(mark.mean) if mark and mark.mean is not None else ""
    span = f"{words.number(mark.least or 0)}–{words.number(mark.most or 0)}" if mark and mark.spread else ""
    means = means_by_group(choice, criterion.criterion, candidate) if criterion.must else ()
    return Score(mean, span, tuple(_of_group(words, choice, each) for each in means))


def _of_group(words: Phrases, choice: Choice, group: GroupMean) -> tuple[Text, str, bool]:
    return Text(group.rater, choice.where("scores")), words.number(group.mean), group.mean < THRESHOLD


def _written(value: Named) -> str:
    return named(value) if isinstance(value, Document) else value.markdown
