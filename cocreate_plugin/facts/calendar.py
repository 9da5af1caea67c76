"""The whole process in weeks: when each phase may begin and end, and what is held in front and behind."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import DialogueModel, Duration, Phase, Role
from ..phrases import Phrases

WEEKS: Mapping[str, float] = {"day": 1 / 7, "week": 1.0, "month": 52 / 12, "year": 52.0}
"""Weeks of a unit; what is shorter than a day takes no time in a calendar of weeks."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """A point in time, in weeks from the beginning: at the earliest and at the latest."""

    earliest: float
    latest: float

    def plus(self, time: Duration | None) -> Weeks:
        """Give the point that lies so much later."""
        weeks = WEEKS.get(time.unit, 0.0) if time else 0.0
        return Weeks(self.earliest + time.least * weeks, self.latest + time.most * weeks) if time else self


@dataclass(frozen=True, slots=True)
class PhaseInCalendar:
    """A phase with the times at which it begins and ends, if each before it takes as long as it says."""

    phase: Phase
    begins: Weeks
    ends: Weeks
    in_front: tuple[DialogueModel, ...]
    """Dialogue models that suit it."""
    behind: tuple[DialogueModel, ...]
    """Meetings behind the scene."""
    decides: Role | None
    decides_with: tuple[Role, ...]
    """Roles that must say yes too, where there is somebody in them."""

    def when(self, words: Phrases) -> str:
        """Write in which weeks it begins and ends, counted from 1."""
        first, last = (math.floor(week) + 1 for week in (self.begins.earliest, self.begins.latest))
        # What takes no time ends in the week in which it begins.
        soonest, longest = max(first, math.ceil(self.ends.earliest)), max(last, math.ceil(self.ends.latest))
        begins, ends = _range(words, first, last), _range(words, soonest, longest)
        return words.t("calendar.weeks", begins=begins, ends=ends)


def calendar(handbook: Handbook) -> tuple[PhaseInCalendar, ...]:
    """Give the published phases one after the other; none where fewer than two say how long they take."""
    phases = handbook.published(Phase)
    if sum(phase.duration is not None for phase in phases) < 2:
        return ()
    now, found = Weeks(0.0, 0.0), []
    for phase in phases:
        begins, now = now, now.plus(phase.duration)
        models = tuple(
            model for model in handbook.found(DialogueModel, phase.dialogue_models) if model.publish
        )
        found.append(
            PhaseInCalendar(
                phase,
                begins,
                now,
                tuple(model for model in models if not model.is_backstage),
                tuple(model for model in models if model.is_backstage),
                handbook.find(Role, phase.decides),
                handbook.found(Role, (id_ for id_ in phase.decides_with if id_ != phase.decides)),
            )
        )
    return tuple(found)


def _range(words: Phrases, least: int, most: int) -> str:
    return words.number(most) if least >= most else f"{words.number(least)}–{words.number(most)}"
