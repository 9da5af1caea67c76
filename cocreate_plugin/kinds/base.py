"""Document, Ref, Task and the other small types that the kinds share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar

from ..problems import Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a front matter field or a table cell as the id of a document of these kinds."""

    kinds: tuple[str, ...]
    generated: bool
    """Whether it may also name a checklist that another document generates."""

    def __init__(self, *kinds: str, generated: bool = False) -> None:
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "generated", generated)


@dataclass(frozen=True, slots=True)
class Shaped:
    """Marks a value that must look like something: `colour`, `language`, `address`, `count` or `ids`."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown as the author wrote it, and where its first line stands."""

    markdown: str
    place: Place

    def __bool__(self) -> bool:
        return bool(self.markdown.strip())


@dataclass(frozen=True, slots=True)
class Subheading:
    """A `###` heading within a field."""

    text: str
    place: Place
    id: str = ""
    """The permanent id given with `{#id}`, else empty."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A bullet: the Markdown of its first paragraph, what is indented below it, and who does it."""

    text: str
    place: Place
    more: str = ""
    """The blocks below the first paragraph, as Markdown: why, in a task."""
    who: tuple[str, ...] = ()
    """Ids of roles, resolved; empty when the text names nobody."""
    id: str = ""
    """The permanent id given with `{#id}`, else empty (tasks: a hash of the text)."""
    given_id: bool = False


@dataclass(frozen=True, slots=True)
class Task(Entry):
    """An entry with a box to tick; its `id` is never empty."""


@dataclass(frozen=True, slots=True)
class Statement(Entry):
    """An entry that people score."""

    since: str = ""
    """Id of the phase from which on it can be answered; empty: from the beginning."""


LaneName = Literal["evidence", "participants", "frontstage", "backstage", "support"]


@dataclass(frozen=True, slots=True)
class Lane:
    """One bullet of a step: which of the five lanes, and what happens there."""

    lane: LaneName
    entry: Entry


LANES: tuple[LaneName, ...] = ("evidence", "participants", "frontstage", "backstage", "support")
"""The five lanes of a service blueprint, from what is seen to what is not (Bitner et al. 2008)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a phase: a `###` heading, its lanes, and a paragraph of explanation."""

    title: str
    place: Place
    lanes: tuple[Lane, ...] = ()
    explanation: Text | None = None
    id: str = ""
    """The permanent id given with `{#id}`, else empty."""

    def in_lane(self, lane: str) -> tuple[Entry, ...]:
        """Give what happens in one lane."""
        return tuple(each.entry for each in self.lanes if each.lane == lane)

    @property
    def backstage_gap(self) -> bool:
        """Tell whether something is promised frontstage that nobody prepares backstage."""
        return bool(self.in_lane("frontstage")) and not self.in_lane("backstage")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a run sheet or an agenda; minutes are whole numbers, clock times are minutes from midnight."""

    place: Place
    step: str = ""
    """Markdown; in an agenda a link to a dialogue model stands for that model's rows."""
    min: int | None = None
    at: int | None = None
    how: str = ""
    lead: tuple[str, ...] = ()
    """Ids of roles."""
    lead_text: str = ""
    """What stands in the cell when it names no role."""
    mode: str = ""
    """understand, create, decide or break; else as written."""
    shorten_to: int | None = None
    model: str = ""
    """Id of the dialogue model whose rows replace this one."""
    together: str = ""
    """How people sit: alone, pairs, groups, some, all, or the size of the groups, such as `4` or `6-8`."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table whose columns the kind names; its cells are Markdown, in the order of the columns."""

    place: Place
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of a choice's criteria."""

    place: Place
    criterion: str = ""
    """Id of a success factor, else the text of the cell."""
    weight: float = 1.0
    must: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """One number that a rater gave: 1 to 5."""

    place: Place
    criterion: str
    candidate: str
    score: float
    row: Place | None = None
    """Where the criterion is named."""
    head: Place | None = None
    """Where the candidate is named."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A `###` rater with the scores of that rater."""

    rater: str
    place: Place
    scores: tuple[Score, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    """Criterion and candidate of each score that could not be read."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """A field of bullets, tasks, rows or steps, with the text and subheadings around them in order."""

    blocks: tuple[T | Text | Subheading, ...]
    place: Place

    @property
    def items(self) -> tuple[T, ...]:
        """Give what the field is made of, without the text around."""
        return tuple(block for block in self.blocks if not isinstance(block, Text | Subheading))

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Span:
    """A number or a range of numbers; `most` is None when the range is open (`12+`)."""

    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Duration:
    """A time or a range of times in one unit."""

    least: float
    most: float
    unit: Literal["min", "hour", "day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class FreeSection:
    """A `##` heading that is no field, with its text."""

    title: str
    id: str
    text: Text


def section(**options: Any) -> Any:
    """Make a field that is filled from the `##` heading of its label.

    `columns` and `required` name the columns of a table; `whole_body` takes all tasks of the body.
    """
    return field(default=None, metadata={"section": True, **options})


Words = Mapping[str, Mapping[str, str]]
"""Words that a kind brings, by language (`""`: any) and key, such as `kind`, `kinds` and `field.needs`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What every kind has; `title` and `purpose` are required."""

    kind: ClassVar[str] = ""
    folder: ClassVar[str] = ""
    words: ClassVar[Words] = {}
    prints: ClassVar[tuple[str, ...]] = ("sheet",)
    """What is printed without a template of its own: an A4 `sheet`, a `checklist` of the tasks, a `card`."""

    id: str = field(metadata={"computed": True})
    path: str = field(metadata={"computed": True})
    """Path from the handbook's root, with slashes."""
    language: str = field(default="", metadata={"computed": True})
    """Language of the document; empty: that of the handbook."""
    place_of: dict[str, Place] = field(default_factory=dict, metadata={"computed": True}, compare=False)
    """Where each field that is filled in stands."""
    introduction: Text | None = field(default=None, metadata={"computed": True})
    """Text before the first `##`."""
    free: tuple[FreeSection, ...] = field(default=(), metadata={"computed": True})
    """`##` sections that are no fields."""
    definitions: str = field(default="", metadata={"computed": True})
    """Footnotes, reference links and abbreviations defined anywhere in the document, as Markdown."""

    title: str
    """Its name, as a reader sees it."""
    purpose: str
    """What it is for, in one sentence."""
    order: int | None = None
    """Its place among documents of its kind: whole number, smallest first."""
    status: Literal["draft", "tested", "adopted"] | None = None
    """How far it has come; a draft is marked on page and sheet."""
    owner: str | None = None
    """Who looks after it: a role or a unit, not a private person."""
    reviewed: dt.date | None = None
    """When somebody last read it with care."""
    review_every: Duration | None = None
    """How often it is read again, such as `12 months`."""
    sources: tuple[str, ...] = ()
    """Keys of `sources.bib` that the document rests on."""
    basis: Literal["case", "research", "guidance", "proposal"] | None = None
    """What the page rests on: the case study, research, guidance, or the handbook's own proposal."""
    tags: tuple[str, ...] = ()
    """Words to find it by."""
    formerly: Annotated[tuple[str, ...], Shaped("ids")] = ()
    """Earlier ids: they redirect, and references to them still work."""
    publish: bool = True
    """`no` keeps it from site, search and data; it can still be printed."""

    @property
    def ref(self) -> str:
        """Give the reference that names it beyond doubt, such as `a3/problem-a3`."""
        return f"{self.folder}/{self.id}"

    @property
    def first_line(self) -> Place:
        """Give the first line of its file."""
        return Place(self.path)

    def where(self, name: str) -> Place:
        """Give the place of a field, else the first line."""
        return self.place_of.get(name, self.first_line)


RoleIds = Annotated[tuple[str, ...], Ref("role")]
FactorIds = Annotated[tuple[str, ...], Ref("success-factor")]
ModelIds = Annotated[tuple[str, ...], Ref("dialogue-model")]
ChecklistIds = Annotated[tuple[str, ...], Ref("checklist")]
A3Ids = Annotated[tuple[str, ...], Ref("a3")]
