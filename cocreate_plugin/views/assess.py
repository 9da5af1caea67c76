"""Self-assessment: the statements of the success factors, to be scored alone and added up together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..handbook import Handbook
from ..kinds import Entry, SuccessFactor
from ..phrases import phrases
from ..problems import Place
from .footnotes import notes
from .sheet import Sheet, frame
from .text import images, paper

SCORES = (1, 2, 3, 4, 5)
"""From not at all to fully."""

ACTION, TALK = 3, 3
"""A mean below the first asks for an action, a spread from the second on for a talk: our own proposal."""

SIZE, SMALLEST = 10.0, 9.0
"""Type sizes of the form in points."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """A factor with its statements, each known by its permanent id or its place."""

    factor: SuccessFactor
    statements: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Factors that stand together; the name may be empty."""

    name: str
    factors: tuple[Assessed, ...]


def assessment(handbook: Handbook) -> tuple[Group, ...]:
    """Give the published factors that have statements, by group in the order of the factors."""
    found = [
        Assessed(factor, tuple(factor.statements))
        for factor in handbook.success_factors
        if factor.publish and factor.statements and len(factor.statements)
    ]
    order: dict[str, int] = {}
    for each in found:
        order.setdefault(each.factor.group or "", len(order))
    found.sort(key=lambda each: order[each.factor.group or ""])
    return tuple(
        Group(name, tuple(together))
        for name, together in groupby(found, lambda each: each.factor.group or "")
    )


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
    texts = tuple(text for group in shown for each in group["factors"] for text in each["statements"])
    data = {
        "frame": frame(handbook, title, None, "assess/"),
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
        images=images(*texts),
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
