"""Role sheets: what I do in every phase, in front and behind, and what I must not do as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..facts.responsibilities import Act, PhaseDuties, led_by, parts_of
from ..handbook import Handbook
from ..kinds import LANES, Checklist, DialogueModel, Entry, FreeSection, Phase, Role, Subheading, Text
from ..phrases import phrases
from .sheet import Sheet, sheet_of
from .texts import brief, field_of, text_of

MANY = 6
"""Where a role acts in more dialogue models, they are only named: each has sheets of its own."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give a sheet for every role."""
    return tuple(sheet(handbook, role) for role in handbook.of(Role))


@dataclass(frozen=True, slots=True)
class FieldBlock:
    """A piece of a field: an item, a heading, or text between them."""

    kind: str
    text: Text


@dataclass(frozen=True, slots=True)
class Side:
    """A field of the role's own page: what it does in front, or behind."""

    name: str
    blocks: tuple[FieldBlock, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """What a role does in a lane of a step."""

    lane: str
    text: Text


@dataclass(frozen=True, slots=True)
class StepOfRole:
    """A step, and what the role does in it."""

    title: Text
    acts: tuple[Deed, ...]
    """From the lane that is seen most to the one that is seen least."""


@dataclass(frozen=True, slots=True)
class PhaseOfRole:
    """A phase, and what the role does in it."""

    phase: Phase
    decides: str
    """The field of the phase that names it as one who decides; empty when none does."""
    steps: tuple[StepOfRole, ...]
    gate: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ModelShare:
    """A dialogue model, and what the role prepares or leads in it."""

    model: DialogueModel
    tasks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ListOfRole:
    """A stand-alone list that concerns the role."""

    checklist: Checklist
    pause_point: Text
    reads: bool
    answers: bool
    tasks: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleData:
    """What the sheet of a role is filled with."""

    purpose: Text
    introduction: Text | None
    lists: tuple[Side, ...]
    phases: tuple[PhaseOfRole, ...]
    leads: tuple[ModelShare, ...]
    prepares: tuple[ModelShare, ...]
    checklists: tuple[ListOfRole, ...]
    not_with: tuple[Role, ...]
    free: tuple[FreeSection, ...]

    @property
    def many(self) -> bool:
        """Tell whether dialogue models are only named."""
        return max(len(self.leads), len(self.prepares)) > MANY


def sheet(handbook: Handbook, role: Role) -> Sheet:
    """Give the sheet of a role."""
    sides = ((name, getattr(role, name)) for name in ("frontstage", "backstage"))
    data = RoleData(
        purpose=field_of(role, "purpose"),
        introduction=role.introduction,
        lists=tuple(Side(name, tuple(map(_block, listing.blocks))) for name, listing in sides if listing),
        phases=tuple(_phase(part) for part in parts_of(handbook, role)),
        leads=tuple(
            ModelShare(each.model, tuple(Text(row.step, row.place) for row in each.rows))
            for each in led_by(handbook, role)
        ),
        prepares=tuple(_prepares(handbook, role)),
        checklists=tuple(_checklists(handbook, role)),
        not_with=tuple(_kept_apart(handbook, role)),
        free=role.free,
    )
    path = f"print/roles/{role.id}.pdf"
    made = sheet_of(handbook, role, data, path=path, kind="role", wanted=9.5, smallest=9.0)
    return replace(made, names={"": phrases(handbook.language).t("sheet.role")})


def _block(block: Entry | Text | Subheading) -> FieldBlock:
    kind = "text" if isinstance(block, Text) else "heading" if isinstance(block, Subheading) else "item"
    return FieldBlock(kind, text_of(block))


def _phase(part: PhaseDuties) -> PhaseOfRole:
    steps: dict[str, list[Act]] = {}
    for act in part.acts:
        if act.step is not None:
            steps.setdefault(act.step.title, []).append(act)
    gate = brief(act.entry for act in part.in_lane("gate"))
    decides = "decides" if part.decides else "decides_with" if part.decides_with else ""
    return PhaseOfRole(part.phase, decides, tuple(_step(*step) for step in steps.items()), gate)


def _step(title: str, acts: list[Act]) -> StepOfRole:
    ordered = sorted(acts, key=lambda act: LANES.index(act.lane))
    deeds = (Deed(act.lane, text_of(act.entry)) for act in ordered)
    return StepOfRole(Text(title, acts[0].entry.place), tuple(deeds))


def _prepares(handbook: Handbook, role: Role) -> Iterator[ModelShare]:
    for model in handbook.published(DialogueModel):
        tasks = tuple(text_of(task) for task in model.prepare or () if role.id in task.who)
        if tasks:
            yield ModelShare(model, tasks)


def _checklists(handbook: Handbook, role: Role) -> Iterator[ListOfRole]:
    """Give the stand-alone lists that a role reads or answers, or in which tasks are its own."""
    for checklist in handbook.published(Checklist):
        tasks = brief(task for task in checklist.items or () if role.id in task.who)
        reads, answers = role.id in checklist.reads, role.id in checklist.answers
        if tasks or reads or answers:
            yield ListOfRole(checklist, field_of(checklist, "pause_point"), reads, answers, tasks)


def _kept_apart(handbook: Handbook, role: Role) -> Iterator[Role]:
    """Give the roles that must not be held together with this one, on whichever side that is written."""
    return (
        each
        for each in handbook.of(Role)
        if each is not role and (each.id in role.not_with or role.id in each.not_with)
    )
