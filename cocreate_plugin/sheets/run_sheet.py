"""Run sheets of dialogue models: everything for the facilitator, steps and times for participants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..facts.schedule import LONGEST_WITHOUT_BREAK, Block, Schedule, material, run_sheet
from ..facts.units import elapsed
from ..handbook import Handbook
from ..kinds import DialogueModel, Document, Entry, Listing, Role, Row, Subheading, Task, Text
from ..phrases import Phrases, phrases
from .footnotes import notes
from .sheet import Sheet, frame
from .writer import facts, paper

MODES = ("understand", "create", "decide", "break")
LONG = 900
"""Letters of a row that may be divided between two pages; a shorter one stays whole."""

MANY = 16
"""Rows of an agenda that stand wide apart on one page; more are set closer."""

SIZE, SMALLEST = 11.0, 10.5
"""A run sheet is read at arm's length, while one talks."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give two run sheets for every dialogue model that has steps."""
    models = (model for model in handbook.dialogue_models if model.run_sheet and len(model.run_sheet))
    return tuple(
        sheet
        for model in models
        for sheet in (for_facilitator(handbook, model), for_participants(handbook, model))
    )


def for_facilitator(handbook: Handbook, model: DialogueModel) -> Sheet:
    """Give the run sheet with everything: times, steps, how, who leads, mode, and how short each may be."""
    words = phrases(handbook.language)
    schedule = run_sheet(model)
    rows = [*_rows(handbook, model, schedule)]
    data = {
        "frame": frame(handbook, model.title, model),
        "purpose": paper(handbook, model.purpose, model.path),
        "facts": facts(handbook, model, "people", "minutes", "shortest"),
        "prepare": entries(handbook, model.prepare, model),
        "materials": [_material(handbook, each, words, model) for each in model.materials or ()],
        "rows": rows,
        "clock": False,
        "ends": elapsed(schedule.end),
        "remarks": remarks(words, schedule),
        "goes_wrong": entries(handbook, model.goes_wrong, model),
        "online": paper(handbook, model.online.markdown, model.path) if model.online else "",
        "definitions": paper(handbook, model.definitions, model.path),
    }
    texts = tuple(_texts(data))
    data["notes"] = notes(handbook, model, *texts)
    return Sheet(
        path=f"print/run-sheets/{model.id}.pdf",
        kind="run-sheet",
        template="run-sheet",
        title=model.title,
        subject=model.ref,
        wanted=SIZE,
        smallest=SMALLEST,
        data=data,
        places={"": model.where("run_sheet")},
        names={"": model.title},
        publish=model.publish,
    )


def for_participants(handbook: Handbook, model: DialogueModel) -> Sheet:
    """Give steps and times, and nothing that is meant for the facilitator."""
    schedule = run_sheet(model)
    data = {
        "frame": frame(handbook, model.title, model),
        "purpose": paper(handbook, model.purpose, model.path),
        "facts": facts(handbook, model, "minutes"),
        "rows": [participants_row(handbook, block, elapsed, model) for block in schedule.blocks],
        "ends": elapsed(schedule.end),
        "clock": False,
        "close": len(schedule.blocks) > MANY,
        "definitions": paper(handbook, model.definitions, model.path),
    }
    return Sheet(
        path=f"print/run-sheets/{model.id}-participants.pdf",
        kind="run-sheet-participants",
        template="agenda",
        title=model.title,
        subject=model.ref,
        wanted=agenda_size(schedule),
        smallest=10.5,
        data=data,
        places={"": model.where("run_sheet")},
        names={"": model.title},
        publish=model.publish,
    )


def facilitators_row(handbook: Handbook, block: Block, time: str, source: Document) -> dict[str, Any]:
    """Give a row with everything that a facilitator needs; `source` is the document that it is written in."""
    row = block.row
    how = paper(handbook, row.how, source.path)
    return {
        "kind": "row",
        "time": time,
        "min": block.minutes,
        "step": paper(handbook, row.step, source.path),
        "how": how,
        "lead": ", ".join(role.title for role in handbook.found(Role, row.lead)) or row.lead_text,
        "mode": row.mode,
        "known_mode": row.mode in MODES,
        "shorten": row.shorten_to,
        "late": block.late,
        "free": block.free,
        "whole": len(how) + len(row.step) < LONG,
        "definitions": paper(handbook, source.definitions, source.path),
    }


def participants_row(handbook: Handbook, block: Block, write: Any, source: Document) -> dict[str, Any]:
    """Give the time, the minutes and the step of a row, and whether it is a break."""
    return {
        "kind": "row",
        "time": write(block.start),
        "min": block.minutes,
        "step": paper(handbook, block.row.step, source.path),
        "break": block.row.mode == "break",
        "definitions": "",
    }


def agenda_size(schedule: Schedule) -> float:
    """Give the type size of an agenda: large enough for a wall where there are few rows."""
    return 11.0 if len(schedule.blocks) > MANY else 13.0


def remarks(words: Phrases, schedule: Schedule) -> list[str]:
    """Say what a facilitator should know of the times: what runs over, and where a break is missing."""
    found = []
    if over := sum(block.late for block in schedule.blocks):
        found.append(words.n("run.over", over))
    if (longest := schedule.longest_stretch) > LONGEST_WITHOUT_BREAK:
        found.append(words.n("run.no-break", longest))
    return found


def entries(
    handbook: Handbook, listing: Listing[Entry] | Listing[Task] | None, document: Document
) -> list[dict[str, str]]:
    """Give the entries of a list with who does each; what stands below an entry is left to its own sheet."""
    return [
        {
            "text": paper(handbook, each.text, document.path),
            "who": ", ".join(role.title for role in handbook.found(Role, each.who)),
        }
        for each in listing or ()
    ]


def _material(handbook: Handbook, entry: Entry, words: Phrases, model: DialogueModel) -> dict[str, str]:
    found = material(entry, words)
    return {"text": paper(handbook, found.text, model.path), "amount": found.rate(words)}


def _rows(handbook: Handbook, model: DialogueModel, schedule: Schedule) -> Iterator[dict[str, Any]]:
    """Give the rows with the texts and subheadings between them, in order."""
    blocks = iter(schedule.blocks)
    for each in model.run_sheet.blocks if model.run_sheet else ():
        if isinstance(each, Row):
            block = next(blocks)
            yield facilitators_row(handbook, block, elapsed(block.start), model)
        elif isinstance(each, Subheading):
            yield {"kind": "heading", "text": paper(handbook, each.text, model.path), "span": ""}
        elif isinstance(each, Text):
            yield {"kind": "text", "text": paper(handbook, each.markdown, model.path)}


def _texts(data: dict[str, Any]) -> Iterator[str]:
    yield from texts_of(data["rows"])
    for name in ("prepare", "materials", "goes_wrong"):
        yield from (each["text"] for each in data[name])
    yield data["online"]


def texts_of(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Give all Markdown of rows."""
    for row in rows:
        yield from (row[name] for name in ("step", "how", "text") if name in row)
