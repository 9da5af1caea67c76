"""How people come together in a dialogue model: scenes of its run sheet, alone, in pairs, in groups, all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..kinds import DialogueModel
from ..phrases import Phrases
from .units import count

LEAST_IN_CIRCLE, MOST_IN_CIRCLE = 3, 12
"""How many people a drawn circle has: enough for a circle, and no more than one can see at a glance."""

ANY_GROUP = 5
"""People drawn in a group whose size nobody says."""

MOST_GROUPS = 4
"""Groups that stand for many."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Steps that follow each other, in which people sit together in the same way."""

    together: str
    """alone, pairs, groups, some, all, or the size of the groups, such as `4` or `6-8`."""
    lengths: tuple[int, ...]
    """Minutes of each round; all steps are one round, but for pairs and groups, who begin anew."""
    people: int
    """How many sit in one circle, as drawn."""
    groups: int
    """How many circles, as drawn."""

    @property
    def size(self) -> tuple[int, int] | None:
        """Give least and most people of a group; None where no number is named."""
        if not self.together[:1].isdigit():
            return None
        least, _, most = self.together.partition("-")
        return int(least), int(most or least)

    @property
    def has_rounds(self) -> bool:
        """Tell whether each of its steps is a round of its own."""
        return self.together in ("pairs", "groups") or self.size is not None


def scenes(model: DialogueModel) -> tuple[Scene, ...]:
    """Give the scenes of a run sheet in order, without breaks and steps that do not say how people sit.

    A break between two rounds does not end a scene.
    """
    told: list[Scene] = []
    for row in model.run_sheet or ():
        if not row.together or row.mode == "break":
            continue
        scene, last = _scene(model, row.together, row.min or 0), told[-1] if told else None
        if last is None or last.together != row.together:
            told.append(scene)
        elif scene.has_rounds:
            told[-1] = replace(last, lengths=last.lengths + scene.lengths)
        else:
            told[-1] = replace(last, lengths=(last.lengths[0] + scene.lengths[0],))
    return tuple(told)


def _scene(model: DialogueModel, together: str, minutes: int) -> Scene:
    most = (model.people.most if model.people else None) or MOST_IN_CIRCLE * MOST_GROUPS
    scene = Scene(together, (minutes,), min(max(most, LEAST_IN_CIRCLE), MOST_IN_CIRCLE), 1)
    if scene.size:
        least, largest = scene.size
        groups = min(max(most // max(least, 1), 1), MOST_GROUPS)
        return replace(scene, people=min(max(largest, 1), MOST_IN_CIRCLE), groups=groups)
    if together == "groups":
        return replace(scene, people=ANY_GROUP, groups=MOST_GROUPS)
    return scene


def in_words(words: Phrases, together: str) -> str:
    """Write how people sit: `pairs`, `groups of 6–8`; nothing where nobody says."""
    if not together:
        return ""
    if together[:1].isdigit():
        return words.t("together.sized", number=together.replace("-", "–"))
    return words.t(f"together.{together}") if words.has(f"together.{together}") else together


def time_of(scene: Scene) -> str:
    """Write the minutes of a scene in few signs: `35′`, `3 × 20′`; empty where nobody says."""
    total, rounds = sum(scene.lengths), len(scene.lengths)
    if not total:
        return ""
    same = rounds > 1 and len(set(scene.lengths)) == 1
    return f"{rounds} × {scene.lengths[0]}′" if same else f"{total}′"


def read_aloud(words: Phrases, shown: tuple[Scene, ...]) -> str:
    """Write all scenes as a sentence for those who do not see a drawing."""
    told = []
    for scene in shown:
        total, rounds = sum(scene.lengths), len(scene.lengths)
        parts = [in_words(words, scene.together)]
        if rounds > 1:
            parts.append(words.n("gathering.rounds", rounds))
        if total:
            parts.append(count(words, "min", total))
        told.append(", ".join(parts))
    return words.t("gathering.title", scenes="; ".join(told))
