"""A template of an A3 in large print, on A4: its boxes below each other, with room to answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..facts.a3_layout import boxes_of, surfaces_of
from ..facts.coverage import dialogues
from ..facts.handouts import linked_in
from ..handbook import Handbook
from ..kinds import A3, Box, Text
from ..phrases import Phrases, phrases
from .a3_blocks import BoxBlock, grades, is_poster, parts_of
from .a3_surfaces import DRAWN, on_surface
from .sheet import LARGE, Sheet, sheet_of
from .texts import field_of
from .writer import printed

LINES = 4
"""To write on, in a box that asks for words."""

ROOM, WIDTH = 90.0, 176.0
"""Millimetres: the height of what one draws in, and the width of the page inside its margins."""

WHOLE = 4
"""Rows of a table that stay on one page."""

OF_EACH = ("none", "short")
"""Title blocks of what each person gets: surveys, cards, slips."""

EMPTY_ROWS = 2
"""How many rows of a table are there to be filled in, where they are all alike."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something to answer: its name, and its words where there are some already."""

    name: Text
    words: Text


@dataclass(frozen=True, slots=True)
class RowInLarge:
    """A row of a table: what it says, what is to be answered, and the grades of its scale with their ends."""

    says: tuple[Text, ...]
    asked: tuple[Asked, ...]
    grades: tuple[str, ...] = ()
    ends: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class PartInLarge:
    """A block of a box: prompts, text, something to complete, or the rows of a table."""

    kind: str
    text: Text
    rows: tuple[RowInLarge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxInLarge:
    """A box with what stands in it, and what there is to write or to draw on."""

    number: int
    title: Text
    parts: tuple[PartInLarge, ...]
    whole: bool
    """Whether it stays on one page."""
    lines: int = 0
    height: float = 0.0
    """Of a frame to draw in, in millimetres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeA3:
    """What the pages are filled with."""

    purpose: Text
    has_topic: bool
    boxes: tuple[BoxInLarge, ...]
    large: bool = True


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give each template that participants hold in large print."""
    models = dialogues(handbook)
    materials = (entry for model in models for entry in model.materials or ())
    linked = {each.ref for entry in materials for each in linked_in(handbook, Text(entry.text, entry.place))}
    named = {id_ for model in models for id_ in model.a3}
    return tuple(
        large(handbook, template)
        for template in handbook.of(A3)
        if template.is_template
        and (template.head in OF_EACH or {template.id, template.ref} & (named | linked))
    )


def large(handbook: Handbook, template: A3) -> Sheet:
    """Give a template in large print: it runs on over as many pages as it needs."""
    words = phrases(handbook.language)
    boxes = _once(boxes_of(handbook, template))
    texts = printed(handbook, {box.id: box.text for box in boxes})
    parts = {id_: parts_of(text.markdown) for id_, text in texts.items()}
    is_read = is_poster(parts.values())
    surfaces = {} if is_read else surfaces_of(template)
    data = LargeA3(
        purpose=field_of(template, "purpose"),
        has_topic=template.head != "none" and not is_read,
        boxes=tuple(
            _box(number, box, texts[box.id], parts[box.id], surfaces.get(box.id, ""), words, is_read)
            for number, box in enumerate(boxes, 1)
        ),
    )
    made = sheet_of(
        handbook,
        template,
        data,
        path=f"print/a3/{template.id}-large.pdf",
        kind="a3-large",
        wanted=LARGE,
        smallest=LARGE,
    )
    return replace(made, is_again=True)


def _once(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Leave out what is the same as a box before it: of slips to cut out, one is enough."""
    found: dict[tuple[str, str], Box] = {}
    for box in boxes:
        found.setdefault((box.title, box.text.markdown), box)
    return tuple(found.values())


def _box(
    number: int,
    box: Box,
    text: Text,
    parts: tuple[BoxBlock, ...],
    surface: str,
    words: Phrases,
    is_read: bool,
) -> BoxInLarge:
    # A plan is a table to write in, since bars of weeks are too fine for large type.
    parts = on_surface(surface, parts, words, ROOM, WIDTH, form=surface == "plan")
    is_answered = is_read or any(part.kind in ("table", "ask") for part in parts)
    is_drawn = surface in DRAWN and surface != "lines" and not is_answered
    return BoxInLarge(
        number=number,
        title=Text(box.title, box.place),
        parts=tuple(_part(part, text) for part in parts),
        whole=all(len(part.rows) <= WHOLE for part in parts),
        lines=0 if is_answered or is_drawn else LINES,
        height=ROOM if is_drawn else 0.0,
    )


def _part(part: BoxBlock, text: Text) -> PartInLarge:
    if part.kind == "table":
        return PartInLarge(part.kind, replace(text, markdown=""), tuple(_rows(part, text)))
    return PartInLarge(part.kind, replace(text, markdown=part.text))


def _rows(table: BoxBlock, text: Text) -> Iterator[RowInLarge]:
    """Give the rows below each other; of those that say nothing but their number a few."""
    empty = 0
    for cells in table.rows:
        is_empty = not any(cells[1:]) and (not cells[0] or cells[0].rstrip(".").isdecimal())
        empty += is_empty
        if not is_empty or empty <= EMPTY_ROWS:
            yield _row(table, cells, text)


def _row(table: BoxBlock, cells: tuple[str, ...], text: Text) -> RowInLarge:
    def piece(markdown: str) -> Text:
        return replace(text, markdown=markdown)

    is_grade = grades(table.head, len(cells))
    heads = (*table.head, *("" for _ in cells))[: len(cells)]
    says, asked, ends = [], [], []
    for at, (head, cell) in enumerate(zip(heads, cells, strict=True)):
        if is_grade[at]:
            continue
        if at == 0 and cell:
            says.append(piece(cell))
        elif any(is_grade) and not head:
            ends.append(piece(cell))
        elif not any(is_grade) or cell:
            asked.append(Asked(piece(head), piece(cell)))
    shown = tuple(head for head, grade in zip(heads, is_grade, strict=True) if grade)
    return RowInLarge(tuple(says), tuple(asked), shown, tuple(ends))
