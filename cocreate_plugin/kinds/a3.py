"""A3: one side of one A3 sheet, a template or a filled-in one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from ..problems import Place
from .base import Document, Ref, Text


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who agreed to a sheet: a role, a date, and a name where it may be told."""

    role: str | None = None
    date: dt.date | None = None
    name: str | None = None


SURFACES = (
    "lines",
    "dots",
    "grid",
    "axes",
    "fishbone",
    "five-whys",
    "plan",
    "target-actual",
    "table",
    "map",
    "sticky",
    "scale",
    "pulse",
)
"""What a box can offer to write and draw on."""


@dataclass(frozen=True, slots=True)
class Share:
    """A box in a column of the layout, its share of the column's height, and what one writes on there."""

    box: str
    share: float
    surface: str = ""
    """One of `SURFACES`; empty: lines, or what the text of the box asks for."""


@dataclass(frozen=True, slots=True)
class Box:
    """A `##` section of an A3: its id, its heading, and what is in it."""

    id: str
    title: str
    text: Text
    place: Place


OF_TITLE_BLOCK = ("participants", "coach", "version", "date", "state", "agreed_by", "follow_up")
"""Fields that stand in head and foot of a sheet, beside its owner, who owns the document as well."""

OF_COACH_COLUMN = ("coach_asks", "versions")
"""Fields that stand beside the boxes of a sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class A3(Document):
    """One side of one A3 sheet that carries a talk: a template with prompts, or a filled-in sheet."""

    kind: ClassVar[str] = "a3"
    folder: ClassVar[str] = "a3"
    prints: ClassVar[tuple[str, ...]] = ()

    use: str | None = None
    """What a template is for: `dialogue`, `problem`, `proposal`, `status`, `choice`, or any word."""
    layout: tuple[tuple[Share, ...], ...] = ()
    """Columns of boxes with their share of the height, top to bottom."""
    head: Literal["full", "short", "none"] | None = None
    """What a template asks for in its head and foot: all of it, topic and date, or nothing of anybody."""
    marks: tuple[str, ...] = ()
    """Letters that stand in the margin beside boxes, each as `box letter`, such as `plan D`."""
    cut_out: bool = False
    """Whether each box of a template is a card to cut out: lines show where, and it says where it is from."""
    coach_asks: tuple[str, ...] = ()
    """Questions of the coach, in a column at the right edge; a filled-in sheet may have its own."""
    advice: bool = True
    """`no` leaves out advice on the reasoning of a filled-in sheet."""
    template: Annotated[str | None, Ref("a3")] = None
    """The template that a filled-in sheet follows."""
    participants: tuple[str, ...] = ()
    """Who takes part, as roles."""
    coach: str | None = None
    """Who asks the questions."""
    version: str | None = None
    """0.x is a draft, 1.0 is agreed."""
    versions: tuple[str, ...] = ()
    """How the sheet came to be, the newest last: number, day, and what changed."""
    date: dt.date | None = None
    """The date of the sheet."""
    state: Literal["draft", "for-talk", "agreed", "closed"] | None = None
    """How far the sheet has come."""
    agreed_by: tuple[Agreement, ...] = ()
    """Who agreed, up to three shown in the foot of the sheet."""
    follow_up: dt.date | None = None
    """When it is taken up again."""

    boxes: tuple[Box, ...] = field(default=(), metadata={"computed": True})
    """Every `##` section, in the order of the file."""

    @property
    def unasked(self) -> tuple[str, ...]:
        """Name the fields for which the sheets of a template have no room."""
        asked = {"none": (), "short": ("date",)}.get(self.head or "full", (*OF_TITLE_BLOCK, *OF_COACH_COLUMN))
        return tuple(name for name in (*OF_TITLE_BLOCK, *OF_COACH_COLUMN) if name not in asked)

    @property
    def is_template(self) -> bool:
        """Tell a template from a filled-in sheet."""
        return self.template is None
