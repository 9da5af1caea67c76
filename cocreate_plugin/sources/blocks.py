"""What a body is made of: sections, and in them lists, tables, headings and text, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..problems import Place


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Any blocks that are neither a list, a table nor a heading, as they stand in the file."""

    markdown: str
    place: Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below `##`."""

    level: int
    text: str
    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list: its first paragraph, and the blocks below it."""

    text: str
    more: str
    place: Place
    ticked: bool | None = None
    """None: no task; else whether its box was ticked."""
    nested: tuple[Bullet, ...] = ()
    """Items of the lists directly below it."""
    notes: str = ""
    """The blocks below it that are no lists."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Bullet, ...]
    markdown: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: header and rows."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    markdown: str
    place: Place


Block = Paragraphs | Heading | Bullets | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A `##` heading and what stands below it; the first one, before any heading, has no title."""

    title: str
    id: str
    place: Place
    markdown: str
    """Everything below the heading as it stands, without definitions."""
    start: Place
    """Where `markdown` begins."""
    blocks: tuple[Block, ...] = ()
    level: int = 2
    """1 for a `#` heading that stands further down: either the title once more, or an error."""


@dataclass(frozen=True, slots=True)
class Body:
    """All sections of a document."""

    sections: tuple[Section, ...]
    title: tuple[str, Place] | None = None
    """The first `#` line, if there is one."""
    more_titles: tuple[tuple[str, Place], ...] = ()
    definitions: str = ""
    """Footnotes, reference links and abbreviations, wherever they stood."""
    hidden_headings: tuple[tuple[str, Place], ...] = ()
    """Headings inside quotations, lists, admonitions, HTML, code or comments: they open nothing."""
    markdown: str = field(default="", repr=False)
    """Everything as it stands, definitions and titles included; doubtful lines are corrected."""
    untitled: str = field(default="", repr=False)
    """The same without the first `#` heading."""
