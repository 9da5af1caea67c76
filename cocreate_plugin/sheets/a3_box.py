"""A box of an A3 as it is printed: its prompts, what one writes and draws on, or what is filled in."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ..facts.box_tables import source_of
from ..facts.charts import Chart, Notes, chart_of
from ..kinds import Box, Text
from .a3_blocks import ASK, LINE, BoxBlock, ShownPart, height_of, is_score, left_below, row_height
from .a3_charts import Plot, plot
from .a3_measures import Measures, Rectangle
from .a3_surfaces import DRAWN, LEAST_DRAWING, STICKY, Drawing, hint
from .text_metrics import lines

INSIDE = 5.9
"""Millimetres that the borders of a box and the white beside its text take."""

TITLE, BOLD = 11.0, 1.06
"""Type size of a box's title in points, and how much wider bold letters are than those that are measured."""

NUMBER = 10.4
"""Millimetres of a box's width that its number and the white beside its title take."""

LEAST_FIELD = 9.0
"""Where less is left below the prompts, the prompts become the label of the field."""

HINT, HINT_TYPE = 3.5, 8.0
"""Height in millimetres of a line of small prompts, and their type size in points."""

PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|<svg\b.*</svg>", re.S)
"""A box that holds one picture and nothing else gives it all its room."""

Variant = Literal["guided", "blank", "form", "filled"]
"""A template with its prompts, ruled for handwriting, to be filled in on screen; a filled-in sheet."""

AROUND, AROUND_TYPE = 5.4, 12.0
"""Height in millimetres of a line of text beside a chart, and the type size that is reckoned with."""

LEAST_NOTE = 36.0
"""Side of a sticky note in millimetres, below which nobody reads it on a wall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxOnSheet:
    """A box with what stands in it; measures are millimetres."""

    id: str
    number: int
    title: Text
    mark: str = ""
    """A letter that stands in the margin beside it."""
    place: Rectangle
    head: float
    """Height of its title."""
    room: float
    """Height below its title."""
    text: Text
    """Of a filled-in sheet."""
    picture: bool
    """Whether one picture is all there is: it may be as high as the box."""
    parts: tuple[ShownPart, ...] = ()
    """Of a template."""
    lines: int = 0
    """How many lines are ruled."""
    line: float = LINE
    row: float = 0.0
    """Height of a row of its tables."""
    prompts: float = 0.0
    """Height of what stands above the field of a form, a drawing, or ruled lines."""
    field: bool = False
    hint: str = ""
    """The prompts in one small paragraph, where the box is for writing on."""
    drawing: Drawing | None = None
    """What one draws on, below the prompts."""
    chart: Chart | None = None
    """What a filled-in box draws of its table."""
    plot: Plot | None = None
    before: Text | None = None
    after: Text | None = None
    """What stands around the table."""
    effect: Text | None = None
    """What the causes of a fishbone lead to."""
    side: float = 0.0
    """Of a sticky note, in millimetres."""
    dots: bool = False
    """Whether counts are shown as so many dots."""

    @property
    def kind(self) -> str:
        """Name what is drawn of its table."""
        return type(self.chart).__name__ if self.chart else ""

    def words(self, markdown: str) -> Text:
        """Give a part of the text with the footnotes that it uses."""
        return replace(self.text, markdown=markdown)


def box_on_sheet(
    variant: Variant, number: int, box: Box, place: Rectangle, text: Text, measures: Measures
) -> BoxOnSheet:
    """Give a box of a filled-in sheet, or the frame of one that is to be filled in."""
    filled = variant == "filled"
    lines_of_title = lines(box.title, max(1.0, place.width - NUMBER), TITLE * BOLD)
    head = round(measures.head + (lines_of_title - 1) * measures.head_line, 2)
    return BoxOnSheet(
        id=box.id,
        number=number,
        title=Text(box.title, box.place),
        place=place,
        head=head,
        room=round(max(0.0, place.height - head - measures.below_head), 1),
        text=text if filled else Text("", box.place),
        picture=filled and bool(PICTURE.fullmatch(text.markdown.strip())),
    )


def with_chart(box: BoxOnSheet, surface: str, day: dt.date | None) -> BoxOnSheet:
    """Draw the table of a filled-in box as its surface says; a box whose table says nothing else keeps it.

    `day` is that of the sheet.
    """
    table = source_of(surface, box.text.markdown)
    chart = chart_of(surface, table, day) if table else None
    if table is None or chart is None:
        return box
    rows = box.text.markdown.split("\n")
    above, below = ("\n".join(part).strip("\n") for part in (rows[: table.span[0]], rows[table.span[1] :]))
    width = max(1.0, box.place.width - INSIDE)
    around = sum(AROUND * lines(part, width, AROUND_TYPE) + 2 for part in (above, below) if part)
    effect = box.words(above) if surface == "fishbone" and above else None
    return replace(
        box,
        chart=chart,
        plot=plot(chart, round(width, 1), box.room - around - 2),
        before=None if effect or not above else box.words(above),
        after=box.words(below) if below else None,
        effect=effect,
        side=_side(len(chart.notes), width, box.room - around) if isinstance(chart, Notes) else 0.0,
        dots=surface == "pulse",
    )


def _side(notes: int, width: float, room: float) -> float:
    """Choose how large notes are drawn: as they are, or so that all of them stand in the box."""
    side = STICKY
    while side > LEAST_NOTE and int(width // (side + 2)) * int(room // (side + 2)) < notes:
        side -= 1
    return side


def to_fill_in(
    box: BoxOnSheet,
    variant: Variant,
    text: Text,
    parts: tuple[BoxBlock, ...],
    shared: Collection[tuple[str, ...]],
    surface: str,
) -> BoxOnSheet:
    """Say how much of a box is ruled, how high its rows are, what is drawn, and where the field begins.

    `shared` are heads of tables that stand in several boxes.
    """
    width = max(1.0, box.place.width - INSIDE)
    small = hint(parts) if variant == "blank" else ""
    above = HINT * lines(small, width, HINT_TYPE) + 0.8 if small else 0.0
    room = box.room - above
    prompts = round(height_of(parts, width), 1)
    has_table = any(part.kind == "table" for part in parts)
    is_field = variant == "form" and not has_table
    drawing = None
    if surface in DRAWN and not has_table and not is_field:
        used = above + 1.0 if variant == "blank" else prompts + 2.4
        asked = ASK * sum(part.kind == "ask" for part in parts) if variant == "blank" else 0.0
        height = box.room - used - asked - 0.6
        if height >= LEAST_DRAWING:
            drawing = Drawing(surface, round(width, 1), round(height, 1), round(box.head + used, 1))
    is_ruled = not has_table and not drawing and (variant == "blank" or (variant == "guided" and not parts))
    shows_prompts = bool(parts) and not (is_field and box.room - prompts < LEAST_FIELD)
    row = row_height(parts, room, width, with_prompts=variant != "blank")
    left = left_below(parts, room, width, variant != "blank", row) if has_table else 0.0
    if variant == "blank":  # A sheet to write on keeps what is there to be filled in; its prompts are small.
        parts = tuple(part.emptied() for part in parts if part.kind in ("table", "ask"))
    last = max((number for number, part in enumerate(parts) if part.kind == "ask"), default=-1)
    return replace(
        box,
        lines=max(0, int(room // LINE)) if is_ruled else 0,
        row=row,
        prompts=round(above, 1) if small else prompts if shows_prompts else 0.0,
        field=is_field,
        hint=small,
        drawing=drawing,
        parts=tuple(
            part.shown(text, width, part.head in shared, row, left if number == last else 0.0)
            for number, part in enumerate(parts)
        ),
    )


def shared_heads(boxes: Iterable[tuple[BoxBlock, ...]]) -> set[tuple[str, ...]]:
    """Name the heads that tables of several boxes share, so that their columns stand in line."""
    heads = Counter(part.head for parts in boxes for part in parts if part.kind == "table")
    shared = (head for head, count in heads.items() if count > 1 and head)
    return {head for head in shared if not any(is_score(cell) for cell in head)}
