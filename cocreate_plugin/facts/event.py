"""An event: a session with its times, models, materials added up, copies and lists due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from .. import prose
from ..handbook import Handbook
from ..kinds import A3, DialogueModel, Phase, Role, Session, Text
from ..phrases import Phrases, phrases
from . import units
from .checklists import ChecklistView, checklists
from .promises import Promise, promised_in
from .schedule import Material, Schedule, agenda, material

T = TypeVar("T", int, float)


@dataclass(frozen=True, slots=True)
class When:
    """From when to when something lasts: minutes from midnight, or from its start where nobody says when."""

    start: int
    end: int
    has_clock: bool

    def written(self, minute: int) -> str:
        """Write a minute of it as a time of day, or as hours and minutes from the start."""
        return units.clock(minute) if self.has_clock else units.elapsed(minute)

    def __str__(self) -> str:
        """Write `13:05–14:30`, or the start alone when the end is not known."""
        start = self.written(self.start)
        return start if self.start == self.end else f"{start}–{self.written(self.end)}"


@dataclass(frozen=True, slots=True)
class Use:
    """A dialogue model that needs a material, and how many of it, where that is known."""

    model: DialogueModel
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Supply:
    """A material of a whole event, added up over its dialogue models."""

    text: Text
    """What it is, as the first model writes it."""
    uses: tuple[Use, ...]
    rates: tuple[Material, ...] = ()
    """How many for each person or group, where nobody says how many come."""
    again: bool = False
    """Whether it is still there afterwards: then it is counted for the model that needs most of it."""

    @property
    def number(self) -> int | None:
        """Add up the numbers that are known."""
        known = [use.number for use in self.uses if use.number is not None]
        return self._together(known) if known else None

    def _together(self, numbers: Sequence[T]) -> T:
        return max(numbers) if self.again else sum(numbers[1:], numbers[0])

    def amount(self, words: Phrases) -> str:
        """Write how many are needed: `15`, `3 per person`, or nothing."""
        known = [] if self.number is None else [words.number(self.number)]
        for per in dict.fromkeys(rate.per for rate in self.rates):
            numbers = [1 if rate.number is None else rate.number for rate in self.rates if rate.per == per]
            known.append(Material("", self._together(numbers), per).rate(words))
        return ", ".join(known)


@dataclass(frozen=True, slots=True)
class CopiesDue:
    """An A3 sheet and how many copies are printed: as the session says, else one per group and a spare."""

    sheet: A3
    number: int | None = None


@dataclass(frozen=True)
class Event:
    """Everything that is worked out of a session."""

    handbook: Handbook
    session: Session

    @cached_property
    def schedule(self) -> Schedule:
        """Give the agenda with its times; rows of dialogue models stand in the place of their names."""
        return agenda(self.handbook, self.session)

    @property
    def has_clock(self) -> bool:
        """Tell whether it has clock times, or only minutes from its start."""
        return self.session.start is not None or any(row.at is not None for row in self.session.agenda or ())

    @property
    def when(self) -> When | None:
        """Give from when to when it lasts; None when nobody says anything of it."""
        if not self.schedule.blocks and not self.has_clock:
            return None
        return When(self.schedule.start, self.schedule.end, self.has_clock)

    def written(self, minute: int) -> str:
        """Write a minute of its schedule."""
        return When(0, 0, self.has_clock).written(minute)

    @property
    def phase(self) -> Phase | None:
        """Give the phase that it belongs to."""
        return self.handbook.find(Phase, self.session.phase)

    @property
    def facilitator(self) -> Role | str:
        """Give the role that leads; else what is written of it, which may be nothing."""
        return self.handbook.find(Role, self.session.facilitator) or self.session.facilitator or ""

    @cached_property
    def models(self) -> tuple[DialogueModel, ...]:
        """Give the dialogue models of the agenda, each once."""
        blocks = self.schedule.blocks
        return tuple({block.model.id: block.model for block in blocks if block.model}.values())

    @cached_property
    def supplies(self) -> tuple[Supply, ...]:
        """Add up the materials of its models, times its people or groups; case does not matter."""
        supplies: dict[str, Supply] = {}
        for model, one, text in self._materials():
            number = one.amount(self.session.people, self.session.groups)
            key = " ".join(prose.plain(one.text).casefold().split())
            known = supplies.get(key, Supply(text, ()))
            rates = (*known.rates, one) if number is None and one.per else known.rates
            again = known.again or one.again
            supplies[key] = Supply(known.text, _used(known.uses, model, number), rates, again)
        return tuple(supplies.values())

    def _materials(self) -> Iterator[tuple[DialogueModel, Material, Text]]:
        for model in self.models:
            words = phrases(model.language or self.handbook.language)
            for entry in model.materials or ():
                one = material(entry, words)
                yield model, one, Text(one.text, entry.place)

    @property
    def seats(self) -> int | None:
        """Give how many sit at a table, as even as it gets; None when people or groups are not known."""
        people, groups = self.session.people, self.session.groups
        return -(-people // groups) if people and groups else None

    @cached_property
    def copies(self) -> tuple[CopiesDue, ...]:
        """Give its A3 sheets, each with the number of copies where that is known."""
        spare = self.session.groups + 1 if self.session.groups else None
        asked = ((self.handbook.find(A3, sheet.id), sheet.copies) for sheet in self.session.a3)
        return tuple(
            CopiesDue(sheet, spare if number is None else number)
            for sheet, number in asked
            if sheet is not None and self.handbook.template_of(sheet) is not None
        )

    @cached_property
    def promised(self) -> tuple[tuple[Promise, dt.date | None], ...]:
        """Give what its phase promises, each with the last day on which it is kept in time, if known."""
        made = promised_in(self.handbook, self.phase) if self.phase else ()
        day = self.session.date
        return tuple((each, each.within.after(day) if each.within and day else None) for each in made)

    def day_of(self, view: ChecklistView) -> dt.date | None:
        """Give the day on which a list is read, where the list says how long before, and the session when."""
        day, left = self.session.date, view.working_days_before
        try:
            return working_days_before(day, left) if day and left else None
        except OverflowError:  # before the first year
            return None

    @cached_property
    def lists(self) -> tuple[ChecklistView, ...]:
        """Give the checklists due, each once: the preparations of its models, then those that it names."""
        known = {view.id: view for view in checklists(self.handbook)}
        prepared = (f"prepare-{model.id}" for model in self.models)
        due = dict.fromkeys((*prepared, *self.session.checklists))
        return tuple(known[id_] for id_ in due if id_ in known)


def working_days_before(day: dt.date, number: int) -> dt.date:
    """Give the day that lies so many working days before another; Saturday and Sunday are free."""
    if day.weekday() >= 5:  # as many lie before the Monday after it
        day += dt.timedelta(days=7 - day.weekday())
    weeks, days = divmod(number, 5)
    return day - dt.timedelta(days=weeks * 7 + days + (2 if days > day.weekday() else 0))


def _used(uses: tuple[Use, ...], model: DialogueModel, number: int | None) -> tuple[Use, ...]:
    """Add a use of a material; what one model needs twice is added up."""
    for at, use in enumerate(uses):
        if use.model.id == model.id:
            both = [count for count in (use.number, number) if count is not None]
            return (*uses[:at], Use(model, sum(both) if both else None), *uses[at + 1 :])
    return (*uses, Use(model, number))
