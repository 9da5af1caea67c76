"""A3 sheets: templates with prompts, ruled, and fillable; filled-in sheets; each on two A4 as well.

Every box has a place in millimetres, so that sheets of one kind can be laid on each other.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from .. import prose
from ..facts.a3_layout import boxes_of, layout_of, surfaces_of
from ..handbook import Handbook
from ..kinds import A3, Agreement, Box, Session, Text
from ..phrases import Phrases, phrases
from ..problems import Place
from .a3_blocks import BoxBlock, ShownPart, height_of, is_poster, is_score, parts_of, row_height
from .a3_geometry import MEASURES, Geometry, Measures, Rectangle, Wanted, geometry, halves as two_halves
from .a3_surfaces import DRAWN, LEAST_DRAWING, Drawing, hint, on_surface
from .sheet import Sheet, frame, sheet_of
from .text_metrics import lines
from .texts import field_of
from .writer import printed

INSIDE = 5.9
"""Millimetres that the borders of a box and the white beside its text take."""

TITLE, BOLD = 11.0, 1.06
"""Type size of a box's title in points, and how much wider bold letters are than those that are measured."""

NUMBER = 10.4
"""Millimetres of a box's width that its number and the white beside its title take."""

LEAST_FIELD = 9.0
"""Where less is left below the prompts, the prompts become the label of the field."""

LINE = 9.0
"""Distance of ruled lines: room for a broad pen, read at arm's length."""

HINT, HINT_TYPE = 3.5, 8.0
"""Height in millimetres of a line of small prompts, and their type size in points."""

WANTED = 11.0
FILLED = 14.0
"""Type size that a filled-in sheet begins with: it hangs on a wall, and few of its boxes are full."""

SMALLEST = {"iso": 10.0, "us": 9.4}
"""A Tabloid sheet is 94 per cent as high as an A3, and holds the same words."""

POSTER = 36.0
"""Type size that a sheet of a few words begins with."""

HEAD_FIELDS = ("title", "owner", "participants", "coach", "version", "date")
"""Fields of the title block that are measured like boxes."""

TYPE_OF_HEAD = (
    (21.0, 10.0),
    (17.0, 10.0),
    (15.0, 10.0),
    (12.5, 10.0),
    (15.0, 9.0),
    (12.5, 9.0),
    (10.5, 8.5),
    (10.0, 8.0),
)
"""Sizes of title and purpose in points; the first that fits is taken."""

STATES = ("draft", "for-talk", "agreed", "closed")

PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|<svg\b.*</svg>", re.S)
"""A box that holds one picture and nothing else gives it all its room."""

Variant = Literal["guided", "blank", "form", "filled"]
"""A template with its prompts, ruled for handwriting, to be filled in on screen; a filled-in sheet."""

SUFFIXES: Mapping[Variant, str] = {"blank": "-blank", "form": "-form"}
"""Ends of the names of files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleBlock:
    """What the title block says; type sizes are points."""

    kind: str
    topic: str
    owner: str
    owner_share: float
    coach: str
    participants: str
    version: str
    date: str
    state: str
    states: tuple[str, ...] = STATES
    title_size: float = TYPE_OF_HEAD[0][0]
    purpose_size: float = TYPE_OF_HEAD[0][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxOnSheet:
    """A box with what stands in it; measures are millimetres."""

    id: str
    number: int
    title: Text
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
    """Height of what stands above the field of a form."""
    field: bool = False
    hint: str = ""
    """The prompts in one small paragraph, where the box is for writing on."""
    drawing: Drawing | None = None
    """What one draws on, below the prompts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class A3Data:
    """What an A3 is filled with."""

    variant: Variant
    poster: bool
    places: Geometry
    purpose: Text
    head: TitleBlock
    boxes: tuple[BoxOnSheet, ...]
    agreed: tuple[str, ...]
    follow_up: str


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give every A3 there is: templates in four forms, filled-in sheets in two."""
    found: list[Sheet] = []
    for document in handbook.of(A3):
        if handbook.template_of(document) is None:
            continue
        variants: tuple[Variant, ...] = ("guided", "blank", "form") if document.is_template else ("filled",)
        found += [sheet(handbook, document, variant) for variant in variants]
        found.append(halves(handbook, document))
    return tuple(found)


def whole(handbook: Handbook, document: A3, session: Session | None = None) -> Sheet:
    """Give the sheet that most will print: a template with its prompts, or what is filled in.

    In the pack of a session its topic and day stand on a template already.
    """
    return sheet(handbook, document, "guided" if document.is_template else "filled", session)


def halves(handbook: Handbook, document: A3, session: Session | None = None) -> Sheet:
    """Give the sheet on two pages of the smaller paper, a little reduced, with a strip that overlaps."""
    one = whole(handbook, document, session)
    data = cast("A3Data", one.data)
    divided = replace(data.places, halves=two_halves(handbook.identity.paper, data.places.boxes))
    return replace(
        one,
        path=f"print/a3/{document.id}-2xa4.pdf",
        kind="a3-2xa4",
        paper="a4",
        landscape=False,
        pages=2,
        data=replace(data, places=divided),
    )


def sheet(handbook: Handbook, document: A3, variant: Variant, session: Session | None = None) -> Sheet:
    """Give a sheet on one A3; a template may be for a session."""
    template = handbook.template_of(document)
    if template is None:
        raise ValueError(f"{document.id} has no template")
    words, size = phrases(handbook.language), handbook.identity.paper
    boxes = boxes_of(handbook, document)
    texts = printed(handbook, {box.id: box.text for box in boxes})
    parts = {id_: parts_of(text.markdown) for id_, text in texts.items()}
    poster = variant == "guided" and is_poster(parts.values())
    plain = frame(handbook, document.title, document)
    head = _head(document, template, words, session if document.is_template else None)
    columns, shares = layout_of(template)
    where = geometry(
        size,
        Wanted(
            columns=columns,
            shares=shares,
            title_block=template.title_block or "full",
            agreements=len(document.agreed_by),
            owner=head.owner_share,
            has_topic=variant != "filled",
            has_logo=bool(plain.logo),
            has_code=bool(plain.address),
        ),
    )
    title_size, purpose_size = _type_of_head(document, where.title.width)
    shown = [
        _box(variant, number, box, where.boxes[box.id], texts[box.id], MEASURES[size])
        for number, box in enumerate(boxes, 1)
    ]
    if variant != "filled":
        surfaces = surfaces_of(template)
        for box in shown:
            room = (box.room, max(1.0, box.place.width - INSIDE))
            surface = surfaces.get(box.id, "")
            parts[box.id] = on_surface(surface, parts[box.id], words, *room, variant == "form")
        heads = _shared_heads(parts.values())
        shown = [
            _to_fill_in(box, variant, texts[box.id], parts[box.id], heads, surfaces.get(box.id, ""))
            for box in shown
        ]
    data = A3Data(
        variant=variant,
        poster=poster,
        places=where,
        purpose=field_of(document, "purpose"),
        head=replace(head, title_size=title_size, purpose_size=purpose_size),
        boxes=tuple(shown),
        agreed=tuple(_agreement(each, words) for each in document.agreed_by),
        follow_up=words.date(document.follow_up) if document.follow_up else "",
    )
    made = sheet_of(
        handbook,
        document,
        data,
        template,
        path=f"print/a3/{document.id}{SUFFIXES.get(variant, '')}.pdf",
        kind=f"a3-{variant}",
        template="a3",
        paper="a3",
        landscape=True,
        pages=1,
        wanted=POSTER if poster else WANTED if document.is_template else FILLED,
        smallest=SMALLEST[size],
    )
    named = _named(document, boxes, words)
    return replace(
        made,
        forms=variant == "form",
        places={box: place for box, (place, _) in named.items()},
        names={box: name for box, (_, name) in named.items()},
    )


def _head(document: A3, template: A3, words: Phrases, session: Session | None) -> TitleBlock:
    """Give what the title block says; the owner of a template is not the owner of what is written on it."""
    owner = document.owner or "" if not document.is_template else ""
    date = session.date if session else document.date
    return TitleBlock(
        kind=_kind(template.use or "", words),
        topic=prose.plain(session.title) if session else "",
        owner=owner,
        owner_share=_owner_share(len(owner), len(document.coach or "")),
        coach=document.coach or "",
        participants=", ".join(document.participants),
        version=document.version or "",
        date=words.date(date, "medium") if date else "",
        state=document.state or "",
    )


def _kind(use: str, words: Phrases) -> str:
    known = f"sheet.a3.kind.{use}"
    return words.t(known) if words.has(known) else use[:1].upper() + use[1:] or words.t("sheet.a3.kind")


def _owner_share(owner: int, coach: int) -> float:
    """Divide the room for owner and coach by the length of what stands there."""
    if owner and coach:
        return round(min(0.68, max(0.32, owner / (owner + coach))), 2)
    return 0.36 if coach else 0.52


def _type_of_head(document: A3, across: float) -> tuple[float, float]:
    """Choose how large title and purpose are, by how much room they need."""
    room, sizes = (12.6, TYPE_OF_HEAD[1:]) if document.is_template else (18.0, TYPE_OF_HEAD)
    letters = len(document.title) + (8 if document.status == "draft" else 0)
    for title, purpose in sizes:
        needed = _tall(letters, title, 0.53, 1.08, across) + 0.8
        needed += _tall(len(document.purpose), purpose, 0.47, 1.25, across)
        if needed <= room:
            break
    return title, purpose


def _tall(letters: int, points: float, width_of_letter: float, leading: float, across: float) -> float:
    """Estimate the height of a text in millimetres; widths and leading are in em."""
    em = points * 25.4 / 72
    return math.ceil(letters * em * width_of_letter / across) * em * leading


def _agreement(each: Agreement, words: Phrases) -> str:
    day = words.date(each.date, "medium") if each.date else ""
    return ", ".join(part for part in (each.role, each.name, day) if part)


def _box(
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


def _to_fill_in(
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
        height = box.room - used - 0.6
        if height >= LEAST_DRAWING:
            drawing = Drawing(surface, round(width, 1), round(height, 1), round(box.head + used, 1))
    is_ruled = not has_table and not drawing and (variant == "blank" or (variant == "guided" and not parts))
    shows_prompts = bool(parts) and not (is_field and box.room - prompts < LEAST_FIELD)
    row = row_height(parts, room, width, with_prompts=variant != "blank")
    if variant == "blank":  # A sheet to write on keeps what is there to be filled in; its prompts are small.
        parts = tuple(part.emptied() for part in parts if part.kind in ("table", "ask"))
    return replace(
        box,
        lines=int(room // LINE) if is_ruled else 0,
        row=row,
        prompts=prompts if shows_prompts else 0.0,
        field=is_field,
        hint=small,
        drawing=drawing,
        parts=tuple(part.shown(text, width, part.head in shared, row) for part in parts),
    )


def _shared_heads(boxes: Iterable[tuple[BoxBlock, ...]]) -> set[tuple[str, ...]]:
    """Name the heads that tables of several boxes share, so that their columns stand in line."""
    heads = Counter(part.head for parts in boxes for part in parts if part.kind == "table")
    shared = (head for head, count in heads.items() if count > 1 and head)
    return {head for head in shared if not any(is_score(cell) for cell in head)}


def _named(document: A3, boxes: tuple[Box, ...], words: Phrases) -> Mapping[str, tuple[Place, str]]:
    """Give where each box and each field of the title block stands in the source, and what it is called."""
    agreed = {
        f"_agreed-{number}": words.t("sheet.a3.agreed-by-number", number=number)
        for number in range(1, len(document.agreed_by) + 1)
    }
    of_fields = {f"_{name}": name for name in HEAD_FIELDS}
    return {
        "": (document.first_line, document.title),
        "_topic": (document.first_line, words.t("sheet.a3.topic")),
        **{box: (document.where(name), words.t(f"field.{name}")) for box, name in of_fields.items()},
        **{box: (document.where("agreed_by"), name) for box, name in agreed.items()},
        **{box.id: (box.place, box.title) for box in boxes},
    }
