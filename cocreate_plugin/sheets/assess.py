"""Self-assessment: the statements of the success factors, to be scored alone and added up together."""

from __future__ import annotations

from typing import Any

from ..facts.assessment import Assessed, Group, assessment
from ..handbook import Handbook
from ..phrases import phrases
from ..problems import Place
from .footnotes import notes
from .sheet import Sheet, frame
from .writer import paper

SCORES = (1, 2, 3, 4, 5)
"""From not at all to fully."""

ACTION, TALK = 3, 3
"""A mean below the first asks for an action, a spread from the second on for a talk: our own proposal."""

SIZE, SMALLEST = 10.0, 9.0
"""Type sizes of the form in points."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the form, when there is a statement to score."""
    groups = assessment(handbook)
    return (sheet(handbook, groups),) if groups else ()


def sheet(handbook: Handbook, groups: tuple[Group, ...]) -> Sheet:
    """Give the form: how to, then each factor with boxes to tick and a row for the group's score."""
    title = phrases(handbook.language).t("poster.assess.title")
    shown: list[dict[str, Any]] = [
        {"name": group.name, "factors": [_factor(handbook, each) for each in group.factors]}
        for group in groups
    ]
    data = {
        "frame": frame(handbook, title, None, handbook.addresses.page("assess")),
        "groups": shown,
        "scores": list(SCORES),
        "action": ACTION,
        "talk": TALK,
    }
    return Sheet(
        path="print/assess.pdf",
        kind="assess",
        template="assess",
        title=title,
        subject="assess",
        wanted=SIZE,
        smallest=SMALLEST,
        data=data,
        places={"": Place(f"{handbook.process}/success-factors")},
        names={"": title},
    )


def _factor(handbook: Handbook, each: Assessed) -> dict[str, Any]:
    factor = each.factor
    statements = [paper(handbook, statement.text, factor.path) for statement in each.statements]
    return {
        "title": paper(handbook, factor.title, factor.path),
        "draft": factor.status == "draft",
        "statements": statements,
        "definitions": paper(handbook, factor.definitions, factor.path),
        "notes": notes(handbook, factor, *statements),
    }
