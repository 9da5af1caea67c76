"""First measures of process quality, of all events: promises kept on the day, days to reply, who came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import DialogueModel
from ..phrases import Phrases
from .practice import InPractice, Told, in_practice, part_of, reply_times, told
from .promises import promises
from .scored import PooledScores, Stopped, pooled_scores, stopped

MEASURES = ("kept_on_the_day", "days_to_reply", "perspectives_there")
"""What is measured, by the names of the facts of a case."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """All events of a handbook; counts are added up, and days and minutes stay a range."""

    events: tuple[Told, ...]
    models: tuple[tuple[DialogueModel, InPractice], ...]
    """Every published dialogue model that was used, in the order of the handbook."""
    scores: tuple[PooledScores, ...]
    """What people scored, by model and measure."""
    stopped: Stopped

    def together(self, words: Phrases) -> dict[str, str]:
        """Put the three measures of all events into words; a mean of events would hide the bad one."""
        return {
            "kept_on_the_day": part_of(words, *_added([event.on_the_day for event in self.events])),
            "days_to_reply": reply_times(words, (each for event in self.events for each in event.outcomes)),
            "perspectives_there": part_of(words, *_added([event.perspectives for event in self.events])),
        }


def pooled(handbook: Handbook) -> Pooled:
    """Pool what was told of all events."""
    used = ((model, in_practice(handbook, model)) for model in handbook.published(DialogueModel))
    models = tuple((model, use) for model, use in used if use)
    return Pooled(told(handbook), models, pooled_scores(handbook), stopped(handbook))


def is_measured(handbook: Handbook) -> bool:
    """Tell whether there is something to measure: an event, or a promise that somebody keeps."""
    made = (promise for promise in promises(handbook) if promise.document.publish)
    return bool(told(handbook)) or any(promise.keepers or promise.within for promise in made)


def _added(pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(part for part, _ in pairs), sum(whole for _, whole in pairs)
