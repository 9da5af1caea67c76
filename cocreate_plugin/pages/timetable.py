"""What the pages of dialogue models and sessions show: times, materials, sheets to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..facts.checklists import ChecklistView
from ..facts.event import Event, Supply
from ..facts.gathering import in_words, scenes
from ..facts.schedule import Schedule, TimedRow, run_sheet
from ..facts.strings import strings
from ..facts.units import elapsed, minutes
from ..kinds import DialogueModel, Document, Session
from ..sheets.gathering import gathered_on_page
from .known import link_to_list
from .site import Site
from .writer import PageWriter

COLUMNS = ("starts", "min", "step", "how", "lead", "mode", "shorten")
"""Columns of a run sheet and an agenda, in the order in which one reads them."""


@dataclass(frozen=True, slots=True)
class Times:
    """A run sheet: when each row starts, the cells of the rows, and the columns that hold something."""

    schedule: Schedule
    rows: tuple[dict[str, str], ...]
    columns: tuple[str, ...]


def model_times(writer: PageWriter, model: DialogueModel) -> Times:
    """Give the run sheet of a dialogue model, in hours and minutes from its start."""
    schedule = run_sheet(model)
    rows = tuple(_row(writer, block, elapsed) for block in schedule.blocks)
    return Times(schedule, rows, tuple(_columns(rows)))


def model_facts(writer: PageWriter, model: DialogueModel) -> dict[str, Any]:
    """Give the run sheet with its times, and what to prepare."""
    times = model_times(writer, model)
    return {
        "schedule": times.schedule,
        "rows": times.rows,
        "columns": times.columns,
        "together": gathered_on_page(scenes(model), writer.words.language),
        "prepare": _preparing(writer.site, model),
        "strings": strings(writer.site.handbook, model),
    }


def _preparing(site: Site, model: DialogueModel) -> ChecklistView | None:
    """Give the list of what to prepare without the materials, which have a heading of their own."""
    view = site.list_of(model, "prepare")
    if view is None or not model.prepare:
        return None
    own = {task.place for task in model.prepare}
    kept = tuple(part for part in view.parts if not part.items or part.items[0].place in own)
    return replace(view, parts=kept)


def _row(writer: PageWriter, block: TimedRow, time: Callable[[int], str]) -> dict[str, str]:
    row, words = block.row, writer.words
    key = f"mode.{row.mode}"
    marked = f'<span class="cc-mode cc-mode--{row.mode}">{words.t(key)}</span>' if words.has(key) else ""
    mode = marked or writer.line(row.mode)
    return {
        "starts": time(block.start),
        "min": "" if block.told is None else str(block.told),
        "step": writer.line(row.step),
        "how": writer.line(row.how),
        "lead": writer.who(row.lead) or writer.line(row.lead_text),
        "mode": " ".join(filter(None, (mode, in_words(words, row.together)))),
        "shorten": str(row.shorten_to) if row.shorten_to is not None else "",
        "kind": row.mode,
    }


def _columns(rows: Iterable[Mapping[str, str]]) -> list[str]:
    rows = tuple(rows)
    return [name for name in COLUMNS if name == "step" or any(row[name] for row in rows)]


def session_facts(writer: PageWriter, session: Session) -> dict[str, Any]:
    """Give the agenda with its times, and what lies on the tables."""
    event = Event(writer.site.handbook, session)
    rows = [_agenda_row(writer, block, event.written) for block in event.schedule.blocks]
    totals = event.schedule.totals
    return {
        "rows": rows,
        "columns": _columns(rows),
        "totals": [
            writer.words.t(f"session.{name}", time=minutes(writer.words, time)) for name, time in totals
        ],
        "materials": [_supply(writer, supply) for supply in event.supplies],
        "copies": list(_copies(writer, event)),
        "lists": list(_lists(writer, event)),
        "promised": list(_promised(writer, event)),
    }


def _agenda_row(writer: PageWriter, block: TimedRow, write: Callable[[int], str]) -> dict[str, str]:
    """Write a row; what comes from a dialogue model is read from that model's file, and says so."""
    model = block.model
    other = writer.of(model) if model and block.row.model == "" else writer
    row = _row(other, block, write)
    if model and block.row.model == "":
        row["step"] += f' <small class="cc-from">{writer.link(model)}</small>'
    notes = []
    if block.late:
        notes.append(writer.words.n("session.late", block.late))
    if block.free:
        notes.append(writer.words.n("session.free", block.free))
    if notes:
        row["step"] += f' <strong class="cc-late">{" ".join(notes)}</strong>'
    return row


def _supply(writer: PageWriter, supply: Supply) -> tuple[str, str, str]:
    """Write a material, how many of it are needed, and for which dialogue models."""
    text = writer.of(supply.uses[0].model).line(supply.text.markdown)
    return text, supply.amount(writer.words), writer.links(use.model for use in supply.uses)


def _copies(writer: PageWriter, event: Event) -> Iterator[tuple[str, str, str]]:
    for copy in event.copies:
        if copy.sheet.publish:
            number = "" if copy.number is None else writer.words.number(copy.number)
            yield writer.link(copy.sheet), number, first_button(writer, copy.sheet)


def _lists(writer: PageWriter, event: Event) -> Iterator[tuple[str, str, str]]:
    """Give the lists of a session, also those that phases and dialogue models generate."""
    for view in event.lists:
        if view.document.publish:
            title = writer.of(view.document).line(view.title)
            sheets = writer.site.sheets_of(f"checklists/{view.id}")[:1]
            buttons = "".join(writer.button(sheet, title) for sheet in sheets)
            day = event.day_of(view)
            read_on = writer.words.t("pack.read-on", date=writer.words.date(day, "full")) if day else ""
            yield ", ".join(filter(None, (link_to_list(writer, view), read_on))), "1", buttons


def _promised(writer: PageWriter, event: Event) -> Iterator[tuple[str, str, str]]:
    """Write what a session promises: what, who keeps it, and its last day, else how long it may take."""
    for promise, day in event.promised:
        if promise.document.publish:
            within = promise.within.written(writer.words) if promise.within else ""
            text = writer.of(promise.document).line(promise.text.markdown)
            yield text, writer.links(promise.keepers), writer.words.date(day, "full") if day else within


def first_button(writer: PageWriter, document: Document) -> str:
    """Link the sheet that most will print; the document's page has the others."""
    first = writer.site.sheets_for(document)[:1]
    return "".join(writer.button(each, writer.line(document.title)) for each in first)
