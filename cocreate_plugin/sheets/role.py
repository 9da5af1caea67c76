"""Role sheets: what I do in every phase, in front and behind, and what I must not do as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..facts.responsibilities import Act, Part, led_by, parts_of
from ..handbook import Handbook
from ..kinds import LANES, Checklist, DialogueModel, Role, Subheading, Task, Text
from ..phrases import phrases
from .footnotes import notes
from .sheet import Sheet, frame
from .writer import paper

MANY = 6
"""Where a role acts in more dialogue models, they are only named: each has sheets of its own."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give a sheet for every role."""
    return tuple(sheet(handbook, role) for role in handbook.roles)


def sheet(handbook: Handbook, role: Role) -> Sheet:
    """Give the sheet of a role."""
    words = phrases(handbook.language)
    data: dict[str, Any] = {
        "frame": frame(handbook, role.title, role),
        "purpose": paper(handbook, role.purpose, role.path),
        "introduction": paper(handbook, role.introduction.markdown, role.path) if role.introduction else "",
        "lists": [each for name in ("frontstage", "backstage") if (each := _list(handbook, role, name))],
        "phases": [_phase(handbook, part) for part in parts_of(handbook, role)],
        "leads": [
            {
                "title": each.model.title,
                "steps": [paper(handbook, row.step, each.model.path) for row in each.rows],
            }
            for each in led_by(handbook, role)
        ],
        "prepares": list(_prepares(handbook, role)),
        "many": max(len(led_by(handbook, role)), sum(1 for _ in _prepares(handbook, role))) > MANY,
        "checklists": list(_checklists(handbook, role)),
        "not_with": [{"title": each.title, "purpose": each.purpose} for each in _kept_apart(handbook, role)],
        "free": [
            {"title": each.title, "text": paper(handbook, each.text.markdown, role.path)}
            for each in role.free
        ],
        "definitions": paper(handbook, role.definitions, role.path),
    }
    data["notes"] = notes(
        handbook, role, *(each["text"] for block in data["lists"] for each in block["blocks"])
    )
    return Sheet(
        path=f"print/roles/{role.id}.pdf",
        kind="role",
        template="role",
        title=role.title,
        subject=role.ref,
        wanted=9.5,
        smallest=9.3,
        data=data,
        places={"": role.first_line},
        names={"": words.t("sheet.role")},
        publish=role.publish,
    )


def _list(handbook: Handbook, role: Role, name: str) -> dict[str, Any] | None:
    """Give a field of the role's own page, with the texts and subheadings in it."""
    listing = getattr(role, name)
    if listing is None:
        return None
    blocks = []
    for each in listing.blocks:
        kind = "text" if isinstance(each, Text) else "heading" if isinstance(each, Subheading) else "item"
        blocks.append({"kind": kind, "text": paper(handbook, _markdown(each), role.path)})
    return {"name": name, "blocks": blocks}


def _markdown(each: Any) -> str:
    return str(each.markdown if isinstance(each, Text) else each.text)


def _phase(handbook: Handbook, part: Part) -> dict[str, Any]:
    phase = part.phase
    steps: dict[str, list[Act]] = {}
    for act in part.acts:
        if act.step is not None:
            steps.setdefault(act.step.title, []).append(act)
    return {
        "title": phase.title,
        "decides": part.decides,
        "steps": [
            {"title": paper(handbook, title, phase.path), "acts": _acts(handbook, acts)}
            for title, acts in steps.items()
        ],
        "gate": [paper(handbook, act.entry.text, phase.path) for act in part.in_lane("gate")],
        "definitions": paper(handbook, phase.definitions, phase.path),
    }


def _acts(handbook: Handbook, acts: list[Act]) -> list[dict[str, str]]:
    """Give what a role does in a step, from the lane that is seen most to the one that is seen least."""
    ordered = sorted(acts, key=lambda act: LANES.index(act.lane))
    return [{"lane": act.lane, "text": paper(handbook, act.entry.text, act.phase.path)} for act in ordered]


def _prepares(handbook: Handbook, role: Role) -> Iterator[dict[str, Any]]:
    for model in handbook.of(DialogueModel):
        tasks = [
            paper(handbook, each.text, model.path) for each in model.prepare or () if role.id in each.who
        ]
        if tasks and model.publish:
            yield {"title": model.title, "tasks": tasks}


def _checklists(handbook: Handbook, role: Role) -> Iterator[dict[str, Any]]:
    """Give the stand-alone lists that a role reads or answers, or in which tasks are its own."""
    for each in handbook.of(Checklist):
        tasks = [paper(handbook, task.text, each.path) for task in _own(each, role)]
        reads, answers = role.id in each.reads, role.id in each.answers
        if each.publish and (tasks or reads or answers):
            yield {
                "title": each.title,
                "pause_point": paper(handbook, each.pause_point or "", each.path),
                "reads": reads,
                "answers": answers,
                "tasks": tasks,
            }


def _own(checklist: Checklist, role: Role) -> Iterator[Task]:
    return (task for task in checklist.items or () if role.id in task.who)


def _kept_apart(handbook: Handbook, role: Role) -> Iterator[Role]:
    """Give the roles that must not be held together with this one, on whichever side that is written."""
    return (
        each
        for each in handbook.roles
        if each is not role and (each.id in role.not_with or role.id in each.not_with)
    )
