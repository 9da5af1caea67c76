"""A run sheet now: a dialogue model, a start and a number of people, and it can be printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..facts.schedule import material
from ..facts.units import minutes, people
from ..kinds import A3, DialogueModel
from ..sheets.sheet import Sheet
from .timetable import Times, model_times
from .writer import PageWriter


@dataclass(frozen=True, slots=True)
class CountedMaterial:
    """A material: what it is, how many for each whom, and the same in words."""

    text: str
    amount: str
    number: float | None
    per: str


@dataclass(frozen=True, slots=True)
class RunSheetNow:
    """A dialogue model that can be led from this page."""

    model: DialogueModel
    times: Times
    people: str
    rows: str
    """Minutes of each row and how few it may have, as the page's script reads them: `10/5,15/`."""
    things: tuple[CountedMaterial, ...]
    ready: tuple[str, ...]
    """Links to its PDFs."""
    large: tuple[str, ...]
    """Links to its A3 sheets on one sheet of paper."""
    small: tuple[str, ...]
    """Links to the same on two."""


def run_sheets_now(writer: PageWriter) -> dict[str, Any]:
    """Give the dialogue models with their times and materials, and a plain table of them."""
    models = [
        model for model in writer.site.of(DialogueModel) if model.run_sheet or writer.site.sheets_for(model)
    ]
    columns = (
        "label.model",
        "field.people",
        "field.minutes",
        "field.facilitator",
        "lane.participants",
        "field.prepare",
    )
    rows = [tuple(_row(writer, model)) for model in models]
    kept = [at for at in range(len(columns)) if at == 0 or any(row[at] for row in rows)]
    return {
        "models": [_model(writer, model) for model in models if model.run_sheet],
        "columns": [writer.words.t(columns[at]) for at in kept],
        "rows": [tuple(row[at] for at in kept) for row in rows],
    }


def _row(writer: PageWriter, model: DialogueModel) -> Iterator[str]:
    yield writer.link(model)
    yield people(writer.words, model.people)
    yield minutes(writer.words, model.minutes)
    for cell in _sheets(writer, model):
        yield writer.pdfs(cell)


def _sheets(writer: PageWriter, model: DialogueModel) -> tuple[tuple[Sheet, ...], ...]:
    """Give what is printed for who leads, for who takes part, and for who prepares."""
    names = (
        (f"run-sheets/{model.id}",),
        (f"run-sheets/{model.id}-participants", f"run-sheets/{model.id}-large"),
        (f"checklists/prepare-{model.id}", f"checklists/prepare-{model.id}-pocket"),
    )
    at = writer.site.sheet_at
    return tuple(tuple(sheet for name in cell if (sheet := at(f"print/{name}.pdf"))) for cell in names)


def _model(writer: PageWriter, model: DialogueModel) -> RunSheetNow:
    sheets = [sheet for sheet in writer.site.handbook.found(A3, model.a3) if sheet.publish]
    return RunSheetNow(
        model=model,
        times=model_times(writer.of(model), model),
        people=people(writer.words, model.people),
        rows=",".join(f"{_number(row.min)}/{_number(row.shorten_to)}" for row in model.run_sheet or ()),
        things=tuple(_things(writer.of(model), model)),
        ready=tuple(writer.form(sheet) for cell in _sheets(writer, model) for sheet in cell),
        large=tuple(_forms(writer, sheets, "")),
        small=tuple(_forms(writer, sheets, "-2xa4")),
    )


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _forms(writer: PageWriter, sheets: list[A3], ending: str) -> Iterator[str]:
    for sheet in sheets:
        if found := writer.site.sheet_at(f"print/a3/{sheet.id}{ending}.pdf"):
            yield writer.form(found, writer.line(sheet.title))


def _things(writer: PageWriter, model: DialogueModel) -> Iterator[CountedMaterial]:
    for entry in model.materials or ():
        found = material(entry, writer.words)
        number = 1 if found.number is None and found.per else found.number
        yield CountedMaterial(writer.line(found.text), found.rate(writer.words), number, found.per)
