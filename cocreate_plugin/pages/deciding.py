"""Deciding together: what can be compared by what, and the choices of the handbook, for the page's script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .. import prose
from ..facts.choice import groups_of
from ..facts.coverage import dialogues
from ..kinds import Choice, SuccessFactor, Text
from .script_words import GATHER, attributes
from .writer import PageWriter

SAID: Mapping[str, str] = {
    "new": "decide.new",
    "everybody": "decide.everybody",
    "below": "decide.below",
    "none-below": "decide.none-below",
    "first": "decide.first",
    "must": "choice.must",
    "total": "choice.total",
    "chosen-one": "field.chosen",
    "reasons": "field.reasons",
    "minority": "field.minority_view",
    "result": "choice.result",
    "criterion": "choice.criterion",
    "weight": "choice.weight",
    "must-column": "choice.must-column",
    "count": "decide.count",
    "none": "decide.none",
    "no-score": "decide.no-score",
    "unknown": "decide.unknown",
    "out": "decide.out",
    "hand": "decide.hand",
    "untitled": "decide.untitled",
    "outcome-leader": "outcome.leader",
    "outcome-no-leader": "outcome.no-leader",
    "outcome-missed": "outcome.missed",
    "outcome-incomplete": "outcome.incomplete",
    "outcome-turn": "outcome.turn",
    "outcome-firm": "outcome.firm",
    "outcome-without": "outcome.without",
    "outcome-without-nobody": "outcome.without-nobody",
}
"""Where the page's script finds each sentence, and its word of the catalogue."""


def deciding(writer: PageWriter) -> dict[str, Any]:
    """Give candidates and criteria that there are, and what each choice of the handbook begins with."""
    book, words = writer.site.handbook, writer.words
    return {
        "models": [(model, "") for model in dialogues(book)],
        "factors": [(factor, "") for factor in book.published(SuccessFactor)],
        "choices": [(choice, _begun(choice)) for choice in book.published(Choice) if choice.candidates],
        "words": attributes(words, {**GATHER, **SAID}),
    }


def _begun(choice: Choice) -> str:
    """Write what a choice compares, without what was scored."""
    criteria = [
        {"criterion": each.criterion, "weight": each.weight, "must": each.must}
        for each in choice.criteria or ()
    ]
    facts = {
        "title": prose.plain(choice.title),
        "purpose": _plain(choice.purpose),
        "question": _plain(choice.question),
        "candidates": choice.candidates,
        "criteria": criteria,
        "groups": ", ".join(groups_of(choice)),
    }
    return json.dumps(facts, ensure_ascii=False)


def _plain(text: Text | str | None) -> str:
    return prose.plain(text.markdown if isinstance(text, Text) else text or "")
