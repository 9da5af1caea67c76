"""A3 sheets: templates with prompts, ruled, and fillable; filled-in sheets; each on two A4 as well.

Every box has a place in millimetres, so that sheets of one kind can be laid on each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from .. import prose
from ..facts.a3_layout import boxes_of, layout_of, marks_of, surfaces_of
from ..handbook import Handbook
from ..kinds import A3, Agreement, Box, Session, Text
from ..phrases import Phrases, phrases
from ..problems import Place
from .a3_blocks import is_poster, parts_of
from .a3_box import INSIDE, BoxOnSheet, Variant, box_on_sheet, shared_heads, to_fill_in, with_chart
from .a3_coach import CoachColumn, coach_column, has_coach_column
from .a3_geometry import Geometry, Wanted, geometry, halves as two_halves
from .a3_lanes import Lane, in_lane, lanes_of
from .a3_measures import MEASURES
from .a3_surfaces import on_surface
from .sheet import Sheet, frame, sheet_of
from .text_metrics import POINT, lines as lines_of, width_at_most
from .texts import field_of
from .writer import printed

WANTED = 11.0
FILLED = 14.0
"""Type size that a filled-in sheet begins with: it hangs on a wall, and few of its boxes are full."""

SMALLEST = {"iso": 10.0, "us": 9.4}
"""A Tabloid sheet is 94 per cent as high as an A3, and holds the same words."""

POSTER = 36.0
"""Type size that a sheet of a few words begins with."""

BOLDEST = 1.15
"""How much wider bold letters are than others."""

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
class A3Data:
    """What an A3 is filled with."""

    variant: Variant
    poster: bool
    places: Geometry
    purpose: Text
    head: TitleBlock
    boxes: tuple[BoxOnSheet, ...]
    lanes: Mapping[str, Lane]
    """How boxes are drawn whose titles stand beside their tables."""
    coach: CoachColumn | None
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
        is_again=True,
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
            title_block=template.head or "full",
            agreements=len(document.agreed_by),
            owner=head.owner_share,
            has_coach=has_coach_column(document, template),
            cut_out=(" · ".join((plain.handbook, plain.organisation)), plain.address)
            if template.cut_out
            else (),
            has_topic=variant != "filled",
            has_logo=bool(plain.logo),
            has_code=bool(plain.address),
        ),
    )
    title_size, purpose_size = _type_of_head(document, where.title.width)
    shown = [
        box_on_sheet(variant, number, box, where.boxes[box.id], texts[box.id], MEASURES[size])
        for number, box in enumerate(boxes, 1)
    ]
    marks, surfaces = marks_of(template), surfaces_of(template)
    shown = [replace(box, mark=marks.get(box.id, "")) for box in shown]
    if variant == "filled":
        shown = [with_chart(box, surfaces.get(box.id, ""), document.date) for box in shown]
    else:
        for box in shown:
            room = (box.room, max(1.0, box.place.width - INSIDE))
            surface = surfaces.get(box.id, "")
            parts[box.id] = on_surface(surface, parts[box.id], words, *room, variant == "form")
        heads = shared_heads(parts.values())
        shown = [
            to_fill_in(box, variant, texts[box.id], parts[box.id], heads, surfaces.get(box.id, ""))
            for box in shown
        ]
    lanes = lanes_of(columns, {box.id: box for box in boxes}, parts, where.boxes, words)
    shown = [
        in_lane(box, lanes[box.id], variant, texts[box.id], parts[box.id]) if box.id in lanes else box
        for box in shown
    ]
    data = A3Data(
        variant=variant,
        poster=poster,
        places=where,
        purpose=field_of(document, "purpose"),
        head=replace(head, title_size=title_size, purpose_size=purpose_size),
        boxes=tuple(shown),
        lanes=lanes,
        coach=coach_column(document, template, where.coach) if where.coach else None,
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
        of_title = lines_of(document.title, across, title * BOLDEST, width_at_most)
        of_purpose = lines_of(document.purpose, across, purpose, width_at_most)
        needed = _tall(letters, title, 0.53, 1.08, across, of_title) + 0.8
        needed += _tall(len(document.purpose), purpose, 0.47, 1.25, across, of_purpose)
        if needed <= room:
            break
    return title, purpose


def _tall(
    letters: int, points: float, width_of_letter: float, leading: float, across: float, least: int
) -> float:
    """Estimate the height of a text of some lines at least in millimetres; widths and leading are in em."""
    em = points * POINT
    return max(least, math.ceil(letters * em * width_of_letter / across)) * em * leading


def _agreement(each: Agreement, words: Phrases) -> str:
    day = words.date(each.date, "medium") if each.date else ""
    return ", ".join(part for part in (each.role, each.name, day) if part)


def _named(document: A3, boxes: tuple[Box, ...], words: Phrases) -> Mapping[str, tuple[Place, str]]:
    """Give where each box and each field of the title block stands in the source, and what it is called."""
    agreed = (f"_agreed-{number}" for number in range(1, len(document.agreed_by) + 1))
    of_fields = {f"_{name}": name for name in HEAD_FIELDS}
    column = "coach_asks" if document.coach_asks or not document.versions else "versions"
    return {
        "": (document.first_line, document.title),
        "_coach_asks": (document.where(column), words.t(f"field.{column}")),
        "_topic": (document.first_line, words.t("sheet.a3.topic")),
        **{box: (document.where(name), words.t(f"field.{name}")) for box, name in of_fields.items()},
        **{box: (document.where("agreed_by"), words.t("field.agreed_by")) for box in agreed},
        **{box.id: (box.place, box.title) for box in boxes},
    }
