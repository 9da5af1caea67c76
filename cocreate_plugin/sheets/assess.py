"""Self-assessment: the statements of the success factors, to be scored alone and added up together."""

from __future__ import annotations

from dataclasses import dataclass

from ..facts.assessment import Assessed, FactorGroup, assessment
from ..handbook import Handbook
from ..kinds import Text
from ..phrases import phrases
from ..problems import Place
from .sheet import Sheet, frame
from .texts import field_of, printed, revision
from .writer import writer

SCORES = (1, 2, 3, 4, 5)
"""From not at all to fully."""

ACTION, TALK = 3, 3
"""A mean below the first asks for an action, a spread from the second on for a talk: our own proposal."""

SIZE, SMALLEST = 10.0, 9.0
"""Type sizes of the form in points."""


@dataclass(frozen=True, slots=True)
class FactorToScore:
    """A factor with the statements that are scored."""

    title: Text
    draft: bool
    statements: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class FactorsToScore:
    """Factors that stand together; the name may be empty."""

    name: str
    factors: tuple[FactorToScore, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What the form is filled with."""

    groups: tuple[FactorsToScore, ...]
    scores: tuple[int, ...] = SCORES
    action: int = ACTION
    talk: int = TALK


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the form, when there is a statement to score."""
    groups = assessment(handbook)
    return (sheet(handbook, groups),) if groups else ()


def sheet(handbook: Handbook, groups: tuple[FactorGroup, ...]) -> Sheet:
    """Give the form: how to, then each factor with boxes to tick and a row for the group's score."""
    title = phrases(handbook.language).t("assess.title")
    shown = (FactorsToScore(group.name, tuple(map(_factor, group.factors))) for group in groups)
    data = printed(Form(tuple(shown)), writer(handbook))
    return Sheet(
        path="print/assess.pdf",
        kind="assess",
        template="assess",
        title=title,
        subject="assess",
        wanted=SIZE,
        smallest=SMALLEST,
        frame=frame(handbook, title, None, handbook.addresses.page("assess"), revision(handbook, data)),
        data=data,
        places={"": Place(f"{handbook.process}/success-factors")},
        names={"": title},
    )


def _factor(assessed: Assessed) -> FactorToScore:
    factor = assessed.factor
    statements = tuple(Text(statement.text, statement.place) for statement in assessed.statements)
    return FactorToScore(field_of(factor, "title"), factor.status == "draft", statements)
