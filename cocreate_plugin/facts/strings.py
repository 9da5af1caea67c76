"""Strings: dialogue models that go well one after another, with their time and the people they suit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from ..handbook import Handbook
from ..kinds import DialogueModel, Span
from .schedule import run_sheet

MOST = 6
"""Strings of three on a page; where there would be more, pairs tell the same in fewer lines."""


@dataclass(frozen=True, slots=True)
class String:
    """Dialogue models in the order in which they are held."""

    models: tuple[DialogueModel, ...]

    @property
    def minutes(self) -> int:
        """Add up all run sheets."""
        return sum(model.minutes for model in self.models)

    @property
    def shortest(self) -> int:
        """Add up all run sheets, each as short as it may be."""
        return sum(run_sheet(model).shortest for model in self.models)

    @property
    def people(self) -> Span | None:
        """Give the sizes that suit all models; None: any, or none at all."""
        spans = [model.people for model in self.models if model.people]
        least = max((span.least for span in spans), default=0)
        most = min((span.most for span in spans if span.most is not None), default=None)
        return Span(least, most) if spans and (most is None or least <= most) else None

    @property
    def is_scheduled(self) -> bool:
        """Tell whether every model has a run sheet."""
        return all(model.run_sheet for model in self.models)

    @property
    def suits_nobody(self) -> bool:
        """Tell whether no number of people suits all models: some come or go between them."""
        return self.people is None and any(model.people for model in self.models)


def strings(handbook: Handbook, model: DialogueModel) -> tuple[String, ...]:
    """Give the strings that a published model is held in, by what may come before and after it."""
    known = handbook.find(DialogueModel, model.id) or model
    before = tuple(each for each in handbook.found(DialogueModel, known.before) if each.publish)
    after = handbook.naming(known, DialogueModel, "before")
    threes = [(one, known, other) for one, other in product(before, after) if one is not other]
    pairs = [*((one, known) for one in before), *((known, other) for other in after)]
    return tuple(String(models) for models in (threes if 0 < len(threes) <= MOST else pairs))
