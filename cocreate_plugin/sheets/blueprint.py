"""Blueprints: what is seen and unseen in each step of a phase, and in each phase of the process."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypedDict

from .. import prose
from ..facts.promises import with_keepers
from ..facts.units import duration
from ..handbook import Handbook
from ..kinds import LANES, Entry, Phase, Step, Text
from ..phrases import phrases
from .a3_surfaces import items
from .joined import Joined, first_that_fits, forms_of, shared, tiles
from .sheet import LARGER, MILLIMETRES, Paper, Sheet, sheet_of
from .text_metrics import lines, shares
from .texts import brief, field_of, titles

LINE_ABOVE = {"frontstage": "interaction", "backstage": "visibility", "support": "internal"}
"""The line that is drawn above a lane (Shostack 1984; Bitner et al. 2008)."""

WANTED, WANTED_OF_PROCESS, WANTED_JOINED, SMALLEST = 13.5, 11.0, 12.0, 10.0
"""Type sizes of a sheet that hangs on a wall, in points."""

FEW = 16.0
"""What is left of this with a point less for each column is the type size of few columns: they are wide."""

LABELS = 29.0
"""Millimetres that the names of the lanes take."""

LEADING = 1.2
"""Height of a line of the process, as a part of the type size."""

BETWEEN = 0.16
"""Lines that the white between two pieces takes."""

SIDES, FRAME, ROWS = 26.0, 62.0, 37.0
"""Millimetres that hold no text: beside the table, above and below it, and between its rows."""

INSIDE = 3.6
"""Millimetres of a column that stay white."""

WEIGHTS = {
    "question": 2.0,
    "steps": 2.5,
    "evidence": 0.8,
    "participants": 1.0,
    "frontstage": 1.2,
    "backstage": 1.4,
    "support": 0.8,
    "receive": 2.0,
}
"""How the room of the process is shared among its rows, when there is too little for all."""

ENTRY, NO_ENTRY = "●", "○"
"""Marks of an entry, and of a gap."""

HALVES = ("above", "below")
"""What is above and below the line of visibility: there the blueprint can be cut."""

MARKS = 10.5
"""Type size of the marks in points, with what is white around them."""

ENDS = (".", "!", "?", "…", ":", ";")
"""What a sentence may end with."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class CellText:
    """Something in a cell: Markdown, and how many lines it takes there."""

    text: str
    lines: int


@dataclass(frozen=True, slots=True)
class StepMarks:
    """A step in a lane: a mark for each entry, so that none is hidden where its text has no room."""

    number: int
    entries: int
    gap: bool

    @property
    def shown(self) -> str:
        """Give the marks."""
        return ENTRY * self.entries or NO_ENTRY


@dataclass(frozen=True, slots=True)
class Summary:
    """A cell of the process: what there is room for, and how much more the phase's own blueprint holds."""

    pieces: tuple[CellText, ...] = ()
    more: int = 0
    gaps: tuple[int, ...] = ()
    """Numbers of the steps that have something frontstage and nothing backstage."""
    marks: tuple[StepMarks, ...] = ()
    """What stands for all entries when some of them have no room."""
    marks_lines: int = 0

    @property
    def lines(self) -> int:
        """Give the lines that it takes, the white between pieces, and how much more there is."""
        written = sum(piece.lines for piece in self.pieces) + int(len(self.pieces) * BETWEEN + 0.5)
        counted = bool(self.more) * (self.marks_lines or (1 if self.pieces else 2))
        return written + counted + 2 * bool(self.gaps)


class Marks(TypedDict):
    """The marks of a cell, and how many lines they take."""

    marks: tuple[StepMarks, ...]
    marks_lines: int


@dataclass(frozen=True, slots=True)
class PhaseColumn:
    """A phase on the blueprint of the process."""

    phase: Phase
    number: int
    cells: dict[str, Summary]
    """By the names in WEIGHTS."""


def columns(handbook: Handbook, room: float, height: int) -> tuple[PhaseColumn, ...]:
    """Give the phases, each cell as full as columns of so many millimetres and lines allow."""
    full = {phase.id: _cells(with_keepers(handbook, phase), room) for phase in handbook.published(Phase)}
    wants = [max((cells[name].lines for cells in full.values()), default=0) for name in WEIGHTS]
    heights = dict(zip(WEIGHTS, shares(wants, height, tuple(WEIGHTS.values())), strict=True))
    return tuple(
        PhaseColumn(
            phase, number, {name: shortened(cell, heights[name]) for name, cell in full[phase.id].items()}
        )
        for number, phase in enumerate(handbook.published(Phase), 1)
    )


def shortened(cell: Summary, height: int) -> Summary:
    """Keep the pieces that fit into so many lines, and count those that do not."""
    if cell.lines <= height:
        return cell
    found = replace(cell, pieces=(), more=len(cell.pieces))
    for piece in cell.pieces:
        fuller = replace(cell, pieces=(*found.pieces, piece), more=found.more - 1)
        found = fuller if fuller.lines <= height else found
    return found


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give a blueprint for each phase that has steps, and that of the process: on one sheet, on several."""
    phases = tuple(phase for phase in handbook.of(Phase) if phase.steps and len(phase.steps))
    whole = (process_sheet(handbook), *joined_sheets(handbook)) if handbook.published(Phase) else ()
    return (*(phase_sheet(handbook, phase) for phase in phases), *whole)


@dataclass(frozen=True, slots=True)
class LaneCell:
    """A step in a lane; a gap is what nobody prepares backstage."""

    entries: tuple[Entry, ...]
    gap: bool


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A lane, the line that is drawn above it, and its cells from step to step."""

    name: str
    line: str
    cells: tuple[LaneCell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseBlueprint:
    """What the blueprint of a phase is filled with."""

    position: int
    purpose: Text
    question: Text | None
    receive: Text | None
    gate: tuple[Entry, ...]
    decides: tuple[str, ...]
    decides_with: tuple[str, ...]
    duration: str
    steps: tuple[Text, ...]
    lanes: tuple[LaneRow, ...]
    labels: float = LABELS


@dataclass(frozen=True, slots=True)
class ShownSummary:
    """A cell of the process as it is printed; sentences of one text are one piece."""

    pieces: tuple[Text, ...]
    more: int
    gaps: tuple[int, ...]
    marks: tuple[StepMarks, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A phase of the process as it is printed."""

    phase: Phase
    number: int
    duration: str
    decides: tuple[str, ...]
    decides_with: tuple[str, ...]
    cells: Mapping[str, ShownSummary]


@dataclass(frozen=True, slots=True)
class ProcessBlueprint:
    """What the blueprint of the process is filled with."""

    purpose: str
    columns: tuple[ShownColumn, ...]
    tiles: tuple[Joined, ...]
    column: float
    """Millimetres that a column is wide."""
    lanes: tuple[LaneRow, ...] = tuple(LaneRow(name, LINE_ABOVE.get(name, "")) for name in LANES)
    labels: float = LABELS

    @property
    def shortened(self) -> bool:
        """Tell whether the blueprint of some phase holds more."""
        return any(cell.more for column in self.columns for cell in column.cells.values())

    @property
    def marked(self) -> bool:
        """Tell whether some cell shows marks for its entries."""
        return any(cell.marks for column in self.columns for cell in column.cells.values())


def phase_sheet(handbook: Handbook, phase: Phase) -> Sheet:
    """Give the blueprint of a phase: steps across, lanes down."""
    steps = phase.steps.items if phase.steps else ()
    data = PhaseBlueprint(
        position=next(number for number, each in enumerate(handbook.of(Phase), 1) if each is phase),
        purpose=field_of(phase, "purpose"),
        question=phase.question,
        receive=with_keepers(handbook, phase).participants_receive,
        gate=brief(phase.gate),
        decides=titles(handbook, (phase.decides,)),
        decides_with=_with(handbook, phase),
        duration=duration(phrases(handbook.language), phase.duration),
        steps=tuple(Text(step.title, step.place) for step in steps),
        lanes=tuple(_lane(name, steps) for name in LANES),
    )
    made = sheet_of(
        handbook,
        phase,
        data,
        path=f"print/blueprints/{phase.id}.pdf",
        kind="blueprint",
        place="steps",
        wanted=max(WANTED, FEW - len(steps)),
        smallest=SMALLEST,
        paper="a3",
        landscape=True,
        pages=1,
    )
    made = replace(made, title=phrases(handbook.language).t("poster.blueprint.title", phase=phase.title))
    return replace(made, larger=tuple(replace(made, paper=paper) for paper in LARGER))


def process_sheet(handbook: Handbook) -> Sheet:
    """Give the blueprint of the process: phases across, lanes down, each cell with what there is room for."""
    made = _process(handbook, "a3")
    return replace(made, larger=tuple(_process(handbook, paper) for paper in LARGER))


def joined_sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the blueprint of the process on sheets that are glued; none: there is one column only.

    On as few as hold every entry, which is measured; where not even the most do, it is shortened there. The
    line of visibility divides those that lie below each other.
    """
    forms = forms_of(len(handbook.published(Phase)), len(HALVES))
    if (2, 1) not in forms:
        return ()
    whole = [_process(handbook, "a3", *form, whole=True) for form in forms]
    most = max(across for across, _ in forms)
    return (first_that_fits((*whole, _process(handbook, "a3", most))),)


def _process(
    handbook: Handbook, paper: Paper, across: int = 1, down: int = 1, *, whole: bool = False
) -> Sheet:
    """Give the blueprint of the process on so many sheets, with every entry or with those that have room."""
    words = phrases(handbook.language)
    height, width = MILLIMETRES[handbook.identity.paper, paper]
    among = across * down
    parts = tiles(shared(max(1, len(handbook.published(Phase))), across), shared(len(HALVES), down))
    column = (width - SIDES - LABELS) / parts[0].columns[1]
    most = sys.maxsize if whole else int((height - FRAME - ROWS) / (SMALLEST * LEADING * 25.4 / 72))
    shown = tuple(_column(handbook, each) for each in columns(handbook, column - INSIDE, most))
    return sheet_of(
        handbook,
        None,
        ProcessBlueprint(words.t("poster.blueprint.process.purpose"), shown, parts, column=round(column, 3)),
        path="print/blueprint-joined.pdf" if among > 1 else "print/blueprint.pdf",
        kind="blueprint-joined" if among > 1 else "blueprint-process",
        template="blueprint-process",
        title=words.t("poster.blueprint.process"),
        page="blueprint",
        place="phases",
        wanted=max(WANTED_OF_PROCESS, FEW - parts[0].columns[1]) if among == 1 else WANTED_JOINED,
        smallest=SMALLEST,
        paper=paper,
        landscape=True,
        pages=among,
    )


def _lane(name: str, steps: Iterable[Step]) -> LaneRow:
    cells = (LaneCell(step.in_lane(name), name == "backstage" and step.backstage_gap) for step in steps)
    return LaneRow(name, LINE_ABOVE.get(name, ""), tuple(cells))


def _cells(phase: Phase, room: float) -> dict[str, Summary]:
    """Give all that a phase has for its column, however long."""
    steps = phase.steps.items if phase.steps else ()
    cells: dict[str, Summary] = {name: _summary(_in_turn(steps, name), room) for name in LANES}
    gaps = tuple(number for number, step in enumerate(steps, 1) if step.backstage_gap)
    cells["backstage"] = replace(cells["backstage"], gaps=gaps, **_marks(steps, room))
    cells["steps"] = _summary((step.title for step in steps), room - 4)
    cells["question"] = _summary(_sentences(phase.question.markdown if phase.question else ""), room)
    received = phase.participants_receive
    cells["receive"] = _summary(_sentences(received.markdown if received else ""), room)
    return cells


def _marks(steps: Sequence[Step], room: float) -> Marks:
    """Give a mark for each backstage entry of each step, and the lines that they take."""
    marks = tuple(
        StepMarks(number, len(step.in_lane("backstage")), step.backstage_gap)
        for number, step in enumerate(steps, 1)
    )
    shown = tuple(each for each in marks if each.entries or each.gap)
    text = " ".join(f"{each.number}i{each.shown}" for each in shown)  # a mark is as wide as a letter
    return {"marks": shown, "marks_lines": lines(text, room, MARKS) if shown else 0}


def _summary(texts: Iterable[str], room: float) -> Summary:
    return Summary(tuple(CellText(text, lines(text, room, SMALLEST)) for text in texts))


def _in_turn(steps: Iterable[Step], lane: str) -> Iterator[str]:
    """Give what happens in a lane: the first entry of each step, then the second ones."""
    turns = zip_longest(*(step.in_lane(lane) for step in steps))
    return (entry.text for turn in turns for entry in turn if entry is not None)


def _sentences(markdown: str) -> Iterator[str]:
    """Give the sentences of a text; the items of a list end with a stop, for they go on in one paragraph."""
    said = items(prose.plain(markdown))
    for text in said:
        ended = text if len(said) == 1 or text.endswith(ENDS) else f"{text}."
        yield from _SENTENCE.split(ended)


def _column(handbook: Handbook, column: PhaseColumn) -> ShownColumn:
    phase = column.phase
    return ShownColumn(
        phase,
        column.number,
        duration(phrases(handbook.language), phase.duration),
        titles(handbook, (phase.decides,)),
        _with(handbook, phase),
        {name: _cell(phase, name, cell) for name, cell in column.cells.items()},
    )


def _with(handbook: Handbook, phase: Phase) -> tuple[str, ...]:
    return titles(handbook, (id_ for id_ in phase.decides_with if id_ != phase.decides))


def _cell(phase: Phase, name: str, cell: Summary) -> ShownSummary:
    """Write a cell; sentences of a text are plain already and go on in one paragraph."""
    texts = [piece.text for piece in cell.pieces]
    if name in ("question", "receive"):
        texts = [" ".join(texts)] if texts else []
    return ShownSummary(
        tuple(Text(text, phase.first_line) for text in texts),
        cell.more,
        cell.gaps,
        cell.marks if cell.more else (),
    )
