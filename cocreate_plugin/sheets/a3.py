"""A3 sheets: templates with prompts, ruled, and fillable; filled-in sheets; each on two A4 as well.

Every box has a place in millimetres, so that sheets of one kind can be laid on each other. The measures of
the ISO sheet are those of the handbook's own geometry: margin 10, title block 24, gaps 4 and 6, foot 8.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from ..facts.a3_layout import boxes_of, layout_of
from ..handbook import Handbook
from ..kinds import A3, Agreement, Box
from ..phrases import Phrases, phrases
from ..problems import Place
from .a3_blocks import Part, height_of, is_poster, is_score, parts_of, row_height
from .a3_geometry import BELOW_BODY, FOOT_HEIGHT, GAP, GUTTER, MARGIN, Rectangle, foot_places, places
from .a3_geometry import halves as two_halves
from .footnotes import notes
from .sheet import MILLIMETRES, Sheet, frame
from .writer import paper

INSIDE = 5.9
"""Millimetres that the borders of a box and the white beside its text take."""

BOX_HEAD = 8.0
"""Height of a box's title with the white below it."""

LEAST_FIELD = 9.0
"""Where less is left below the prompts, the prompts become the label of the field."""

LINE = 9.0
"""Distance of ruled lines: room for a broad pen, read at arm's length."""

LOGO = 38.0
"""Millimetres that a logo takes from the title."""

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


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give every A3 there is: templates in four forms, filled-in sheets in two."""
    found: list[Sheet] = []
    for document in handbook.a3:
        if handbook.template_of(document) is None:
            continue
        if document.is_template:
            found += [guided(handbook, document), blank(handbook, document), form(handbook, document)]
        else:
            found.append(filled(handbook, document))
        found.append(halves(handbook, document))
    return tuple(found)


def guided(handbook: Handbook, template: A3) -> Sheet:
    """Give a template with its prompts."""
    return _sheet(handbook, template, "guided")


def blank(handbook: Handbook, template: A3) -> Sheet:
    """Give the same boxes ruled for handwriting."""
    return _sheet(handbook, template, "blank", "-blank")


def form(handbook: Handbook, template: A3) -> Sheet:
    """Give the same boxes to be filled in on screen."""
    return _sheet(handbook, template, "form", "-form")


def filled(handbook: Handbook, document: A3) -> Sheet:
    """Give a filled-in sheet."""
    return _sheet(handbook, document, "filled")


def halves(handbook: Handbook, document: A3) -> Sheet:
    """Give the sheet on two pages of the smaller paper, a little reduced, with a strip that overlaps."""
    whole = guided(handbook, document) if document.is_template else filled(handbook, document)
    rectangles = {
        box["id"]: Rectangle(box["x"], box["y"], box["width"], box["height"]) for box in whole.data["boxes"]
    }
    data = {**whole.data, "halves": two_halves(handbook.identity.paper, rectangles)}
    path = f"print/a3/{document.id}-2xa4.pdf"
    return replace(whole, path=path, kind="a3-2xa4", paper="a4", landscape=False, pages=2, data=data)


def _sheet(handbook: Handbook, document: A3, variant: Variant, suffix: str = "") -> Sheet:
    template = handbook.template_of(document)
    if template is None:
        raise ValueError(f"{document.id} has no template")
    words, size = phrases(handbook.language), handbook.identity.paper
    height, width = MILLIMETRES[size, "a3"]
    boxes = boxes_of(handbook, document)
    texts = {box.id: paper(handbook, box.text.markdown, document.path) for box in boxes}
    parts = {box.id: parts_of(text) for box, text in zip(boxes, texts.values(), strict=True)}
    logo = LOGO if handbook.identity.logo else 0
    poster = variant == "guided" and is_poster(parts.values())
    data = {
        "frame": frame(handbook, document.title, document),
        "variant": variant,
        "poster": poster,
        "width": width,
        "height": height,
        "purpose": paper(handbook, document.purpose, document.path),
        "definitions": paper(handbook, document.definitions, document.path),
        "head": {
            **_head(document, template, words),
            **_type_of_head(document, width / 2 - MARGIN - GUTTER / 2 - logo),
        },
        "boxes": _boxes(handbook, document, variant, boxes, texts, parts),
        "foot": _foot(document, words, size),
        "halves": [],
    }
    return Sheet(
        path=f"print/a3/{document.id}{suffix}.pdf",
        kind=f"a3-{variant}",
        template="a3",
        title=document.title,
        subject=document.ref,
        paper="a3",
        landscape=True,
        pages=1,
        wanted=POSTER if poster else WANTED if document.is_template else FILLED,
        smallest=SMALLEST[size],
        forms=variant == "form",
        data=data,
        places=_places(document, boxes),
        names=_names(document, boxes, words),
        publish=document.publish,
    )


def _head(document: A3, template: A3, words: Phrases) -> dict[str, Any]:
    """Give what the title block says; the owner of a template is not the owner of what is written on it."""
    owner = document.owner or "" if not document.is_template else ""
    return {
        "kind": _kind(template.use or "", words),
        "template": template.title,
        "owner": owner,
        "owner_share": _owner_share(len(owner), len(document.coach or "")),
        "coach": document.coach or "",
        "participants": ", ".join(document.participants),
        "version": document.version or "",
        "date": words.date(document.date, "medium") if document.date else "",
        "state": document.state or "",
        "states": STATES,
    }


def _kind(use: str, words: Phrases) -> str:
    known = f"sheet.a3.kind.{use}"
    return words.t(known) if words.has(known) else use[:1].upper() + use[1:] or words.t("sheet.a3.kind")


def _owner_share(owner: int, coach: int) -> float:
    """Divide the room for owner and coach by the length of what stands there."""
    if owner and coach:
        return round(min(0.68, max(0.32, owner / (owner + coach))), 2)
    return 0.36 if coach else 0.52


def _type_of_head(document: A3, across: float) -> dict[str, float]:
    """Choose how large title and purpose are, by how much room they need."""
    room, sizes = (12.6, TYPE_OF_HEAD[1:]) if document.is_template else (18.0, TYPE_OF_HEAD)
    letters = len(document.title) + (8 if document.status == "draft" else 0)
    for title, purpose in sizes:
        needed = _tall(letters, title, 0.53, 1.08, across) + 0.8
        needed += _tall(len(document.purpose), purpose, 0.47, 1.25, across)
        if needed <= room:
            break
    return {"title_size": title, "purpose_size": purpose}


def _tall(letters: int, points: float, width_of_letter: float, leading: float, across: float) -> float:
    """Estimate the height of a text in millimetres; widths and leading are in em."""
    em = points * 25.4 / 72
    return math.ceil(letters * em * width_of_letter / across) * em * leading


def _foot(document: A3, words: Phrases, size: str) -> dict[str, Any]:
    given = [_agreement(each, words) for each in document.agreed_by]
    lines, (x_of_follow_up, width_of_follow_up) = foot_places(size, len(given))
    padded = [*given, *[""] * (len(lines) - len(given))]
    height, _ = MILLIMETRES[size, "a3"]
    return {
        "y": round(height - BELOW_BODY["iso"] + GAP, 2),
        "height": FOOT_HEIGHT,
        "agreed": [
            {"number": number, "text": text, "x": x, "width": across}
            for number, (text, (x, across)) in enumerate(zip(padded, lines, strict=True), 1)
        ],
        "follow_up": words.date(document.follow_up) if document.follow_up else "",
        "follow_up_x": x_of_follow_up,
        "follow_up_width": width_of_follow_up,
    }


def _agreement(each: Agreement, words: Phrases) -> str:
    day = words.date(each.date, "medium") if each.date else ""
    return ", ".join(part for part in (each.role, each.name, day) if part)


def _boxes(
    handbook: Handbook,
    document: A3,
    variant: Variant,
    boxes: tuple[Box, ...],
    texts: Mapping[str, str],
    parts: Mapping[str, tuple[Part, ...]],
) -> list[dict[str, Any]]:
    template = handbook.template_of(document) or document
    rectangles = places(*layout_of(template), handbook.identity.paper)
    heads = _shared_heads(parts.values())
    found = []
    for number, box in enumerate(boxes, 1):
        place, blocks, text = rectangles[box.id], parts[box.id], texts[box.id]
        made = {"id": box.id, "number": number, "title": box.title, **place.as_data()}
        if variant == "filled":
            room = _room(place)
            made |= {"text": text, "room": room, "picture": bool(PICTURE.fullmatch(text.strip())), **EMPTY}
        else:
            cells = _in_cells(blocks, variant)
            made |= {"text": "", "picture": False, "parts": _shown(blocks, place, variant, heads)}
            made |= {**_measures(blocks, place, variant), "notes": notes(handbook, document, *cells)}
        found.append(made)
    return found


EMPTY: Mapping[str, Any] = {
    "parts": [],
    "notes": [],
    "lines": 0,
    "line": LINE,
    "row": 0.0,
    "prompts": 0.0,
    "field": False,
}
"""What a box of a filled-in sheet has nothing of."""


def _room(place: Rectangle) -> float:
    return round(max(0.0, place.height - BOX_HEAD - 2), 1)


def _measures(parts: tuple[Part, ...], place: Rectangle, variant: Variant) -> dict[str, Any]:
    """Say how much of a box is ruled, how high its rows are, and where the field begins."""
    room, width = _room(place), max(1.0, place.width - INSIDE)
    prompts = round(height_of(parts, width), 1)
    has_table = any(part.kind == "table" for part in parts)
    is_field = variant == "form" and not has_table
    is_ruled = not has_table and (variant == "blank" or (variant == "guided" and not parts))
    shows_prompts = bool(parts) and not (is_field and room - prompts < LEAST_FIELD)
    return {
        "room": room,
        "lines": int(room // LINE) if is_ruled else 0,
        "line": LINE,
        "row": row_height(parts, room, width, with_prompts=variant != "blank"),
        "prompts": prompts if shows_prompts else 0.0,
        "field": is_field,
    }


def _shown(
    parts: tuple[Part, ...],
    place: Rectangle,
    variant: Variant,
    heads: Collection[tuple[str, ...]],
) -> list[dict[str, Any]]:
    """Give the blocks of a box; a ruled sheet keeps only what is there to be filled in."""
    width = place.width - INSIDE
    if variant != "blank":
        return [part.as_data(width, part.head in heads) for part in parts]
    kept = (part for part in parts if part.kind in ("table", "ask"))
    return [part.emptied().as_data(width, part.head in heads) for part in kept]


def _in_cells(parts: tuple[Part, ...], variant: Variant) -> tuple[str, ...]:
    """Give the texts that stand in cells and on lines, where a footnote has no room."""
    kinds = ("table", "ask") if variant == "guided" else ("ask",)
    return tuple(part.text for part in parts if part.kind in kinds)


def _shared_heads(boxes: Iterable[tuple[Part, ...]]) -> set[tuple[str, ...]]:
    """Name the heads that tables of several boxes share, so that their columns stand in line."""
    heads = Counter(part.head for parts in boxes for part in parts if part.kind == "table")
    return {head for head, count in heads.items() if count > 1 and not any(is_score(cell) for cell in head)}


def _agreements(document: A3) -> tuple[str, ...]:
    return tuple(f"_agreed-{number}" for number in range(1, len(document.agreed_by) + 1))


def _places(document: A3, boxes: tuple[Box, ...]) -> dict[str, Place]:
    head = {f"_{name}": document.where(name) for name in HEAD_FIELDS}
    agreed = dict.fromkeys(_agreements(document), document.where("agreed_by"))
    return {"": document.first_line, **head, **agreed, **{box.id: box.place for box in boxes}}


def _names(document: A3, boxes: tuple[Box, ...], words: Phrases) -> dict[str, str]:
    head = {f"_{name}": words.t(f"field.{name}") for name in HEAD_FIELDS}
    agreed = dict.fromkeys(_agreements(document), words.t("field.agreed_by"))
    return {"": document.title, **head, **agreed, **{box.id: box.title for box in boxes}}
