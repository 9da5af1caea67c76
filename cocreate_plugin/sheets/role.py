"""Role sheets: what I do in every phase, in front and behind, and what I must not do as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..facts.responsibilities import Act, PhaseDuties, led_by, parts_of
from ..handbook import Handbook
from ..kinds import LANES, Checklist, DialogueModel, Entry, Role, Subheading, Task, Text
from ..phrases import phrases
from .sheet import Sheet, frame
from .texts import Titled, field_of, free_of, printed, revision, text_of
from .writer import writer

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


@dataclass(frozen=True, slots=True)
class PhaseOfRole:
    """A phase, and what the role does in it."""

    title: Text
    decides: bool
    steps: tuple[StepOfRole, ...]
    gate: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ModelShare:
    """A dialogue model, and what the role prepares or leads in it."""

    title: Text
    tasks: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ListOfRole:
    """A stand-alone list that concerns the role."""

    title: Text
    pause_point: Text
    reads: bool
    answers: bool
    tasks: tuple[Text, ...]


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
    not_with: tuple[Text, ...]
    free: tuple[Titled, ...]

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
            ModelShare(field_of(each.model, "title"), tuple(Text(row.step, row.place) for row in each.rows))
            for each in led_by(handbook, role)
        ),
        prepares=tuple(_prepares(handbook, role)),
        checklists=tuple(_checklists(handbook, role)),
        not_with=tuple(field_of(each, "title") for each in _kept_apart(handbook, role)),
        free=free_of(role),
    )
    data = printed(data, writer(handbook))
    return Sheet(
        path=f"print/roles/{role.id}.pdf",
        kind="role",
        template="role",
        title=role.title,
        subject=role.ref,
        wanted=9.5,
        smallest=9.3,
        frame=frame(handbook, role.title, role, revised=revision(handbook, data, role)),
        data=data,
        places={"": role.first_line},
        names={"": phrases(handbook.language).t("sheet.role")},
        publish=role.publish,
    )


def _block(block: Entry | Text | Subheading) -> FieldBlock:
    kind = "text" if isinstance(block, Text) else "heading" if isinstance(block, Subheading) else "item"
    return FieldBlock(kind, text_of(block))


def _phase(part: PhaseDuties) -> PhaseOfRole:
    steps: dict[str, list[Act]] = {}
    for act in part.acts:
        if act.step is not None:
            steps.setdefault(act.step.title, []).append(act)
    return PhaseOfRole(
        field_of(part.phase, "title"),
        part.decides,
        tuple(StepOfRole(Text(title, acts[0].entry.place), _deeds(acts)) for title, acts in steps.items()),
        tuple(text_of(act.entry) for act in part.in_lane("gate")),
    )


def _deeds(acts: list[Act]) -> tuple[Deed, ...]:
    """Give what a role does in a step, from the lane that is seen most to the one that is seen least."""
    ordered = sorted(acts, key=lambda act: LANES.index(act.lane))
    return tuple(Deed(act.lane, text_of(act.entry)) for act in ordered)


def _prepares(handbook: Handbook, role: Role) -> Iterator[ModelShare]:
    for model in handbook.of(DialogueModel):
        tasks = tuple(text_of(task) for task in model.prepare or () if role.id in task.who)
        if tasks and model.publish:
            yield ModelShare(field_of(model, "title"), tasks)


def _checklists(handbook: Handbook, role: Role) -> Iterator[ListOfRole]:
    """Give the stand-alone lists that a role reads or answers, or in which tasks are its own."""
    for checklist in handbook.of(Checklist):
        tasks = tuple(text_of(task) for task in _own(checklist, role))
        reads, answers = role.id in checklist.reads, role.id in checklist.answers
        if checklist.publish and (tasks or reads or answers):
            title, moment = field_of(checklist, "title"), field_of(checklist, "pause_point")
            yield ListOfRole(title, moment, reads, answers, tasks)


def _own(checklist: Checklist, role: Role) -> Iterator[Task]:
    return (task for task in checklist.items or () if role.id in task.who)


def _kept_apart(handbook: Handbook, role: Role) -> Iterator[Role]:
    """Give the roles that must not be held together with this one, on whichever side that is written."""
    return (
        each
        for each in handbook.of(Role)
        if each is not role and (each.id in role.not_with or role.id in each.not_with)
    )
