"""Checklists: those that stand alone, and those that phases and dialogue models generate."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import Any, Literal

from ..handbook import Handbook
from ..kinds import Checklist, DialogueModel, Document, Entry, Listing, Phase, Subheading, Text, label, shapes
from ..phrases import phrases
from .schedule import material


@dataclass(frozen=True, slots=True)
class ChecklistItem(Entry):
    """Something to tick; what stands below it says why."""

    lane: str = ""
    """`frontstage` or `backstage`, in the list of a phase."""
    amount: str = ""
    """How many, for a material: `1 per group`."""


@dataclass(frozen=True, slots=True)
class ChecklistPart:
    """Some items under a heading, with the text that stands above them."""

    title: str = ""
    text: str = ""
    items: tuple[ChecklistItem, ...] = ()
    id: str = ""
    """The permanent id of the heading, else empty."""


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """A list as it is printed and as it stands on its page."""

    id: str
    kind: Literal["list", "gate", "phase", "prepare", "tasks"]
    title: str
    aim: str
    document: Document
    """Where its items stand."""
    parts: tuple[ChecklistPart, ...]
    pause_point: str = ""
    style: str = ""
    """`read-do` or `do-confirm`."""
    reads: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    decides: str = ""
    decides_with: tuple[str, ...] = ()
    """Ids of roles, as in reads and answers."""
    introduction: str = ""
    working_days_before: int | None = None
    """How long before an event it is read."""

    @property
    def items(self) -> tuple[ChecklistItem, ...]:
        """Give all items in order."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def subject(self) -> str:
        """Give what its PDF belongs to."""
        return self.document.ref if self.kind == "tasks" else f"checklists/{self.id}"

    @property
    def path(self) -> str:
        """Give its PDF below the output folder."""
        if self.kind == "tasks":
            return f"print/{self.document.folder}/checklists/{self.document.id}.pdf"
        return f"print/checklists/{self.id}.pdf"


_last: tuple[weakref.ref[Handbook], tuple[ChecklistView, ...]] | None = None


def checklists(handbook: Handbook) -> tuple[ChecklistView, ...]:
    """Give every list: stand-alone ones, then gates, phase lists, and preparations.

    Those of the last handbook are kept while it is there, since each event looks for its lists among them.
    """
    global _last
    if _last is None or _last[0]() is not handbook:
        _last = weakref.ref(handbook), _all(handbook)
    return _last[1]


def _all(handbook: Handbook) -> tuple[ChecklistView, ...]:
    made = (
        *(stand_alone(checklist) for checklist in handbook.of(Checklist)),
        *(gate(handbook, phase) for phase in handbook.of(Phase)),
        *(of_phase(handbook, phase) for phase in handbook.of(Phase)),
        *(preparation(handbook, model) for model in handbook.of(DialogueModel)),
    )
    return tuple(view for view in made if view.items or isinstance(view.document, Checklist))


def tasks(handbook: Handbook, document: Document, *names: str) -> ChecklistView:
    """Give the tasks of any document as a list: those of some fields, else all of them under their labels."""
    words, kind = phrases(document.language or handbook.language), type(document)
    chosen = names or tuple(name for name, shape in shapes(kind).items() if shape == "tasks")
    titled = ((name, label(kind, name, words) if len(chosen) > 1 else "") for name in chosen)
    return ChecklistView(
        id="-".join((document.folder, document.id, *names)),
        kind="tasks",
        title=document.title,
        aim=document.purpose,
        document=document,
        parts=tuple(part for name, title in titled for part in _parts(getattr(document, name), title)),
    )


def stand_alone(checklist: Checklist) -> ChecklistView:
    """Give a list that no other document generates."""
    return ChecklistView(
        id=checklist.id,
        kind="list",
        title=checklist.title,
        aim=checklist.purpose,
        document=checklist,
        parts=_parts(checklist.items),
        pause_point=checklist.pause_point or "",
        style=checklist.style or "",
        reads=checklist.reads,
        answers=checklist.answers,
        introduction=checklist.introduction.markdown if checklist.introduction else "",
        working_days_before=checklist.working_days_before,
    )


def gate(handbook: Handbook, phase: Phase) -> ChecklistView:
    """Give what must be true before a phase is left."""
    words = phrases(handbook.language)
    return ChecklistView(
        id=f"gate-{phase.id}",
        kind="gate",
        title=words.t("checklist.gate", phase=phase.title),
        aim=words.t("checklist.gate.aim", phase=phase.title),
        document=phase,
        parts=_parts(phase.gate),
        pause_point=phase.pause_point or "",
        style=phase.style or "",
        decides=phase.decides or "",
        decides_with=tuple(id_ for id_ in phase.decides_with if id_ != phase.decides),
    )


def of_phase(handbook: Handbook, phase: Phase) -> ChecklistView:
    """Give all that is done in a phase, seen and unseen, from its entry to its gate."""
    words = phrases(handbook.language)
    entry = tuple(_item(task) for task in phase.entry or ())
    steps = (
        ChecklistPart(
            step.title,
            items=tuple(
                _item(lane.entry, lane.lane)
                for lane in step.lanes
                if lane.lane in ("frontstage", "backstage")
            ),
        )
        for step in phase.steps or ()
    )
    gate_parts = _parts(phase.gate, words.t("field.gate"))
    parts = (ChecklistPart(words.t("checklist.entry"), items=entry), *steps, *gate_parts)
    return ChecklistView(
        id=f"phase-{phase.id}",
        kind="phase",
        title=words.t("checklist.phase", phase=phase.title),
        aim=phase.purpose,
        document=phase,
        parts=tuple(part for part in parts if part.items),
        decides=phase.decides or "",
        decides_with=tuple(id_ for id_ in phase.decides_with if id_ != phase.decides),
    )


def preparation(handbook: Handbook, model: DialogueModel) -> ChecklistView:
    """Give what is done and what lies ready before a dialogue model begins."""
    words = phrases(handbook.language)
    materials = tuple(material_item(handbook, entry) for entry in model.materials or ())
    parts = (*_parts(model.prepare), ChecklistPart(words.t("field.materials"), items=materials))
    return ChecklistView(
        id=f"prepare-{model.id}",
        kind="prepare",
        title=words.t("checklist.prepare", model=model.title),
        aim=words.t("checklist.prepare.aim", model=model.title),
        document=model,
        parts=tuple(part for part in parts if part.items or part.text),
    )


def _parts(listing: Listing[Any] | None, title: str = "") -> tuple[ChecklistPart, ...]:
    """Divide a field at its subheadings; a text between items begins a part too."""
    parts: list[ChecklistPart] = []
    head, id_, text, items = title, "", "", list[ChecklistItem]()

    def end() -> None:
        if items or text:
            parts.append(ChecklistPart(head, text, tuple(items), id_))

    for block in listing.blocks if listing else ():
        if isinstance(block, Subheading):
            end()
            head, id_, text, items = block.text, block.id, "", []
        elif not isinstance(block, Text):
            items.append(_item(block))
        elif items:
            end()
            head, id_, text, items = "", "", block.markdown, []
        else:
            text = f"{text}\n\n{block.markdown}".strip()
    end()
    return tuple(parts)


def _item(entry: Entry, lane: str = "", text: str = "", amount: str = "") -> ChecklistItem:
    return ChecklistItem(
        text or entry.text, entry.place, entry.more, entry.who, entry.id, entry.given_id, lane, amount
    )


def material_item(handbook: Handbook, entry: Entry) -> ChecklistItem:
    """Give a material as an item of a list, with how many there are of it."""
    words = phrases(handbook.language)
    supply = material(entry, words)
    return _item(entry, text=supply.text, amount=supply.rate(words))
