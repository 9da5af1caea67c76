"""What the pages of dialogue models and sessions show: times, materials, sheets to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..facts.checklists import ChecklistView
from ..facts.schedule import Block, Schedule, agenda, material, run_sheet
from ..facts.units import clock, elapsed, minutes
from ..kinds import A3, Checklist, DialogueModel, Document, Session
from ..phrases import Phrases
from .site import Site
from .writer import Pen

COLUMNS = ("starts", "min", "step", "how", "lead", "mode", "shorten")
"""Columns of a run sheet and an agenda, in the order in which one reads them."""


@dataclass(frozen=True, slots=True)
class Times:
    """A run sheet: when each row starts, the cells of the rows, and the columns that hold something."""

    schedule: Schedule
    rows: tuple[dict[str, str], ...]
    columns: tuple[str, ...]


def model_times(pen: Pen, model: DialogueModel) -> Times:
    """Give the run sheet of a dialogue model, in hours and minutes from its start."""
    schedule = run_sheet(model)
    rows = tuple(_row(pen, each, elapsed) for each in schedule.blocks)
    return Times(schedule, rows, tuple(_columns(rows)))


def model_facts(pen: Pen, model: DialogueModel) -> dict[str, Any]:
    """Give the run sheet with its times, and what to prepare."""
    times = model_times(pen, model)
    return {
        "schedule": times.schedule,
        "rows": times.rows,
        "columns": times.columns,
        "prepare": _preparing(pen.site, model),
    }


def _preparing(site: Site, model: DialogueModel) -> ChecklistView | None:
    """Give the list of what to prepare without the materials, which have a heading of their own."""
    view = site.list_of(model, "prepare")
    if view is None or not model.prepare:
        return None
    own = {each.place for each in model.prepare}
    kept = tuple(part for part in view.parts if not part.items or part.items[0].place in own)
    return replace(view, parts=kept)


def _row(pen: Pen, block: Block, time: Callable[[int], str]) -> dict[str, str]:
    row, words = block.row, pen.words
    mode = f"mode.{row.mode}"
    return {
        "starts": time(block.start),
        "min": str(block.minutes) if row.min is not None else "",
        "step": pen.line(row.step),
        "how": pen.line(row.how),
        "lead": pen.who(row.lead) or pen.line(row.lead_text),
        "mode": f'<span class="cc-mode cc-mode--{row.mode}">{words.t(mode)}</span>'
        if words.has(mode)
        else pen.line(row.mode),
        "shorten": str(row.shorten_to) if row.shorten_to is not None else "",
        "kind": row.mode,
    }


def _columns(rows: Iterable[Mapping[str, str]]) -> list[str]:
    rows = tuple(rows)
    return [name for name in COLUMNS if name == "step" or any(row[name] for row in rows)]


def session_facts(pen: Pen, session: Session) -> dict[str, Any]:
    """Give the agenda with its times, and what lies on the tables."""
    site = pen.site
    schedule = agenda(site.handbook, session)
    has_clock = session.start is not None or any(row.at is not None for row in session.agenda or ())
    write = clock if has_clock else elapsed
    rows = [_agenda_row(pen, session, each, write) for each in schedule.blocks]
    return {
        "rows": rows,
        "columns": _columns(rows),
        "totals": _totals(pen.words, schedule) if schedule.blocks else [],
        "when": f"{clock(schedule.start)}–{clock(schedule.end)}"
        if has_clock and schedule.blocks
        else session.start.strftime("%H:%M")
        if session.start
        else "",
        "materials": _materials(pen, session, schedule),
        "copies": _copies(pen, session),
    }


def _agenda_row(pen: Pen, session: Session, block: Block, write: Callable[[int], str]) -> dict[str, str]:
    """Write a row; what comes from a dialogue model is read from that model's file, and says so."""
    model = block.model
    other = pen.of(model) if model and block.row.model == "" else pen
    row = _row(other, block, write)
    if model and block.row.model == "":
        row["step"] += f' <small class="cc-from">{pen.link(model)}</small>'
    notes = []
    if block.late:
        notes.append(pen.words.n("session.late", block.late))
    if block.free:
        notes.append(pen.words.n("session.free", block.free))
    if notes:
        row["step"] += f' <strong class="cc-late">{" ".join(notes)}</strong>'
    return row


def _totals(words: Phrases, schedule: Schedule) -> list[str]:
    said = [words.t("session.total", time=minutes(words, schedule.minutes))]
    if schedule.shortest < sum(each.minutes for each in schedule.blocks):
        said.append(words.t("session.shortest", time=minutes(words, schedule.shortest)))
    pauses = sum(each.minutes for each in schedule.breaks)
    if pauses:
        said.append(words.t("session.breaks", time=minutes(words, pauses)))
    said.append(words.t("session.stretch", time=minutes(words, schedule.longest_stretch)))
    return said


def _materials(pen: Pen, session: Session, schedule: Schedule) -> list[tuple[str, str, str]]:
    """Add up the materials of all dialogue models in the agenda."""
    models = {each.model.id: each.model for each in schedule.blocks if each.model}
    amounts: dict[str, int | None] = {}
    used: dict[str, list[str]] = {}
    for model in models.values():
        other = pen.of(model)
        for entry in model.materials or ():
            one = material(entry, pen.words)
            amount = one.amount(session.people, session.groups)
            text = other.line(entry.text if amount is None and one.per else one.text)
            known = amounts.get(text)
            amounts[text] = amount if known is None else known + (amount or 0)
            used.setdefault(text, []).append(pen.link(model))
    return [
        (text, "" if amount is None else pen.words.number(amount), ", ".join(dict.fromkeys(used[text])))
        for text, amount in amounts.items()
    ]


def _copies(pen: Pen, session: Session) -> list[tuple[str, str, str]]:
    site, words = pen.site, pen.words
    rows = []
    for each in session.a3:
        sheet = site.handbook.find(A3, each.id)
        if sheet:
            number = (
                each.copies if each.copies is not None else (session.groups + 1 if session.groups else None)
            )
            rows.append(
                (
                    pen.link(sheet),
                    "" if number is None else words.number(number),
                    first_button(pen, sheet),
                )
            )
    return [*rows, *_lists(pen, session)]


def _lists(pen: Pen, session: Session) -> Iterator[tuple[str, str, str]]:
    """Give the lists of a session, also those that phases and dialogue models generate."""
    site = pen.site
    lists = {each.id: each for each in site.lists}
    for id_ in session.checklists:
        checklist, view = site.handbook.find(Checklist, id_), lists.get(id_)
        if checklist is not None:
            yield pen.link(checklist), "1", first_button(pen, checklist)
        elif view is not None:
            title = pen.of(view.document).line(view.title)
            sheets = site.sheets_of(f"checklists/{id_}")[:1]
            yield (
                pen.file(f"checklists/{id_}.md", title),
                "1",
                "".join(pen.button(each, title) for each in sheets),
            )


def first_button(pen: Pen, document: Document) -> str:
    """Link the sheet that most will print; the document's page has the others."""
    first = pen.site.sheets_for(document)[:1]
    return "".join(pen.button(each, pen.line(document.title)) for each in first)
