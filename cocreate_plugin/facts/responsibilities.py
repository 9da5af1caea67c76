"""Who does what where: the steps, gates and run sheets in which a role acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import LANES, DialogueModel, Entry, Phase, Role, Row, Step


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a role does in a phase: in a lane of a step, or at the gate when there is no step."""

    role: str
    phase: Phase
    entry: Entry
    step: Step | None = None
    lane: str = "gate"


@dataclass(frozen=True, slots=True)
class PhaseDuties:
    """What a role does in one phase."""

    role: Role
    phase: Phase
    acts: tuple[Act, ...]

    def in_lane(self, lane: str) -> tuple[Act, ...]:
        """Give what it does in one lane, or at the gate."""
        return tuple(act for act in self.acts if act.lane == lane)

    @property
    def decides(self) -> bool:
        """Tell whether it decides at the gate."""
        return self.phase.decides == self.role.id

    @property
    def decides_with(self) -> bool:
        """Tell whether it decides there with another, where somebody has this role."""
        return self.role.id in self.phase.decides_with and not self.decides


@dataclass(frozen=True, slots=True)
class Leading:
    """The rows of a run sheet that a role leads."""

    model: DialogueModel
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ShownLane:
    """A lane of a step as it is drawn; `line` names the line that runs above it."""

    name: str
    entries: tuple[Entry, ...]
    line: str = ""
    gap: bool = False


def acts(phase: Phase) -> Iterator[Act]:
    """Name everything that somebody does in a phase, in order."""
    for step in phase.steps or ():
        for lane in step.lanes:
            for role in lane.entry.who:
                yield Act(role, phase, lane.entry, step, lane.lane)
    for task in phase.gate or ():
        for role in task.who:
            yield Act(role, phase, task)


def parts_in(handbook: Handbook, phase: Phase) -> tuple[PhaseDuties, ...]:
    """Give the roles of a phase, in the order of the roles, with what each does."""
    done = tuple(acts(phase))
    named = {act.role for act in done} | {*phase.roles, *phase.decides_with, phase.decides}
    return tuple(
        PhaseDuties(role, phase, tuple(act for act in done if act.role == role.id))
        for role in handbook.of(Role)
        if role.id in named
    )


def parts_of(handbook: Handbook, role: Role) -> tuple[PhaseDuties, ...]:
    """Give the phases in which a role takes part, in order."""
    return tuple(
        part
        for phase in handbook.naming(role, Phase)
        for part in parts_in(handbook, phase)
        if part.role.id == role.id
    )


def led_by(handbook: Handbook, role: Role) -> tuple[Leading, ...]:
    """Give the dialogue models in which a role leads some rows."""
    led = (
        (model, tuple(row for row in model.run_sheet or () if role.id in row.lead))
        for model in handbook.published(DialogueModel)
    )
    return tuple(Leading(model, rows) for model, rows in led if rows)


def shown_lanes(step: Step) -> tuple[ShownLane, ...]:
    """Give the lanes of a step that hold something, and backstage where it is missed."""
    filled = [name for name in LANES if step.in_lane(name) or (name == "backstage" and step.backstage_gap)]
    shown, above = [], ""
    for name in filled:
        line = ""
        if above in LANES[:2] and name in LANES[2:]:
            line = "interaction"
        if above in LANES[:3] and name in LANES[3:]:
            line = "visibility"
        gap = name == "backstage" and step.backstage_gap
        shown.append(ShownLane(name, step.in_lane(name), line, gap))
        above = name
    return tuple(shown)
