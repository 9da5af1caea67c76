"""Run sheets of dialogue models: everything for the facilitator, steps and times for participants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..facts.checklists import material_item
from ..facts.gathering import in_words
from ..facts.schedule import LONGEST_WITHOUT_BREAK, Schedule, TimedRow, run_sheet
from ..facts.units import elapsed
from ..handbook import Handbook
from ..kinds import DialogueModel, Entry, Row, Subheading, Text
from ..phrases import Phrases, phrases
from .sheet import Sheet, in_large_print, sheet_of
from .texts import LabelledText, brief, field_of, text_of, titles
from .writer import facts

MODES = ("understand", "create", "decide", "break")
LONG = 900
"""Letters of a row that may be divided between two pages; a shorter one stays whole."""

MANY = 16
"""Rows of an agenda that stand wide apart on one page; more are set closer."""

SIZE, SMALLEST = 11.0, 9.5
"""A run sheet is read at arm's length, while one talks; it is smaller only to save a page of a few lines."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give three run sheets for every dialogue model that has steps: two of them for participants.

    A meeting behind the scene has one: those who are there hold it together.
    """
    models = (model for model in handbook.of(DialogueModel) if model.run_sheet and len(model.run_sheet))
    return tuple(sheet for model in models for sheet in _of_model(handbook, model))


def _of_model(handbook: Handbook, model: DialogueModel) -> Iterator[Sheet]:
    yield for_facilitator(handbook, model)
    if not model.is_backstage:
        agenda = for_participants(handbook, model)
        yield from (agenda, large(agenda))


@dataclass(frozen=True, slots=True)
class TimedHeading:
    """A heading between rows, with from when to when what follows lasts."""

    text: Text
    span: str = ""
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Remark:
    """Text between rows."""

    text: Text
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilitatorsRow:
    """A row with everything that a facilitator needs; numbers are minutes."""

    time: str
    min: int | None
    step: Text
    how: Text
    lead: str
    mode: str
    shorten: int | None
    late: int
    free: int
    """Minutes before it for which nothing is planned."""
    together: str = ""
    """How people sit, in words."""
    kind: Literal["row"] = "row"

    @property
    def known_mode(self) -> bool:
        """Tell whether its mode is one that has a colour of its own."""
        return self.mode in MODES

    @property
    def whole(self) -> bool:
        """Tell whether it stays on one page."""
        return len(self.how.markdown) + len(self.step.markdown) < LONG


@dataclass(frozen=True, slots=True)
class ParticipantsRow:
    """A row with what participants need."""

    time: str
    min: int | None
    step: Text
    is_break: bool
    kind: Literal["row"] = "row"


RowOfRun = FacilitatorsRow | TimedHeading | Remark
RowOfAgenda = ParticipantsRow | TimedHeading


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """What the run sheet of a dialogue model is filled with."""

    purpose: Text
    facts: tuple[LabelledText, ...]
    prepare: tuple[Entry, ...]
    materials: tuple[Entry, ...]
    rows: tuple[RowOfRun, ...]
    ends: str
    remarks: tuple[str, ...]
    goes_wrong: tuple[Entry, ...]
    online: Text | None
    clock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What participants are given; `close` sets the rows of a long one closer, `large` is for weak eyes."""

    purpose: Text
    facts: tuple[LabelledText, ...]
    rows: tuple[RowOfAgenda, ...]
    ends: str
    clock: bool
    close: bool
    large: bool = False


def for_facilitator(handbook: Handbook, model: DialogueModel) -> Sheet:
    """Give the run sheet with everything: times, steps, how, who leads, mode, and how short each may be."""
    words = phrases(handbook.language)
    schedule = run_sheet(model)
    data = RunSheet(
        purpose=field_of(model, "purpose"),
        facts=facts(handbook, model, "people", "minutes", "shortest"),
        prepare=brief(model.prepare),
        materials=brief(material_item(handbook, entry) for entry in model.materials or ()),
        rows=tuple(_rows(handbook, model, schedule)),
        ends=elapsed(schedule.end),
        remarks=remarks(words, schedule),
        goes_wrong=brief(model.goes_wrong),
        online=model.online,
    )
    return sheet_of(
        handbook,
        model,
        data,
        path=f"print/run-sheets/{model.id}.pdf",
        kind="run-sheet",
        place="run_sheet",
        wanted=SIZE,
        smallest=SMALLEST,
    )


def for_participants(handbook: Handbook, model: DialogueModel) -> Sheet:
    """Give steps and times, and nothing that is meant for the facilitator."""
    schedule = run_sheet(model)
    data = Agenda(
        purpose=field_of(model, "purpose"),
        facts=facts(handbook, model, "minutes"),
        rows=tuple(participants_row(block, elapsed) for block in schedule.blocks),
        ends=elapsed(schedule.end),
        clock=False,
        close=len(schedule.blocks) > MANY,
    )
    return sheet_of(
        handbook,
        model,
        data,
        path=f"print/run-sheets/{model.id}-participants.pdf",
        kind="run-sheet-participants",
        template="agenda",
        place="run_sheet",
        wanted=agenda_size(schedule),
        smallest=SMALLEST,
    )


def large(agenda: Sheet) -> Sheet:
    """Give the agenda of participants once more in large print."""
    return in_large_print(agenda, "agenda-large", agenda.path.replace("-participants.pdf", "-large.pdf"))


def facilitators_row(handbook: Handbook, block: TimedRow, write: Callable[[int], str]) -> FacilitatorsRow:
    """Give a row with everything that a facilitator needs."""
    row = block.row
    return FacilitatorsRow(
        time=write(block.start),
        min=block.told,
        step=Text(row.step, row.place),
        how=Text(row.how, row.place),
        lead=", ".join(titles(handbook, row.lead)) or row.lead_text,
        mode=row.mode,
        shorten=row.shorten_to,
        late=block.late,
        free=block.free,
        together=in_words(phrases(handbook.language), row.together),
    )


def participants_row(block: TimedRow, write: Callable[[int], str]) -> ParticipantsRow:
    """Give the time, the minutes and the step of a row, and whether it is a break."""
    row = block.row
    return ParticipantsRow(write(block.start), block.told, Text(row.step, row.place), row.mode == "break")


def agenda_size(schedule: Schedule) -> float:
    """Give the type size of an agenda: large enough for a wall where there are few rows."""
    return 11.0 if len(schedule.blocks) > MANY else 13.0


def remarks(words: Phrases, schedule: Schedule) -> tuple[str, ...]:
    """Say what a facilitator should know of the times: what runs over, and where a break is missing."""
    found = []
    if over := sum(block.late for block in schedule.blocks):
        found.append(words.n("run.over", over))
    if (longest := schedule.longest_stretch) > LONGEST_WITHOUT_BREAK:
        found.append(words.n("run.no-break", longest))
    return tuple(found)


def _rows(handbook: Handbook, model: DialogueModel, schedule: Schedule) -> Iterator[RowOfRun]:
    """Give the rows with the texts and subheadings between them, in order."""
    blocks = iter(schedule.blocks)
    for block in model.run_sheet.blocks if model.run_sheet else ():
        if isinstance(block, Row):
            yield facilitators_row(handbook, next(blocks), elapsed)
        else:
            yield between(block)


def between(piece: Subheading | Text) -> TimedHeading | Remark:
    """Give what stands between rows."""
    return TimedHeading(text_of(piece)) if isinstance(piece, Subheading) else Remark(piece)
