"""A3 sheets: templates with prompts, ruled, and fillable; filled-in sheets; each on two A4 as well.

Every box has a place in millimetres, so that sheets of one kind can be laid on each other. The measures of the ISO
sheet are those of the handbook's own geometry: margin 10, title block 24, gaps 4 and 6, foot 8.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..handbook import Handbook
from ..kinds import A3, Agreement, Box
from ..phrases import Phrases, phrases
from ..problems import Place
from .prompts import Part, height_of, is_poster, is_score, parts_of, row_height
from .sheet import MILLIMETRES, Sheet, frame
from .text import images, paper

MARGIN = 10.0
TITLE_HEIGHT = 24.0
GAP = 4.0
GUTTER = 6.0
FOOT_HEIGHT = 8.0
ABOVE_BODY = {"iso": 4.0, "us": 2.5}
"""Millimetres between the title block and the boxes; a Tabloid sheet is lower."""

BELOW_BODY = {"iso": 22.0, "us": 20.5}
"""Millimetres from the last box to the edge of the paper: the foot with its gap, and the imprint."""

INSIDE = 5.9
"""Millimetres that the borders of a box and the white beside its text take."""

BOX_HEAD = 8.0
"""Height of a box's title with the white below it."""

LEAST_FIELD = 9.0
"""Where less is left below the prompts, the prompts become the label of the field."""

LINE = 9.0
"""Distance of ruled lines: room for a broad pen, read at arm's length."""

OVERLAP = 10.0
"""Millimetres by which two taped halves lie on each other."""

UNPRINTABLE = 6.0
"""Millimetres at the edge of office paper that printers leave white."""

WANTED = 11.0
SMALLEST = {"iso": 10.0, "us": 9.4}
"""A Tabloid sheet is 94 per cent as high as an A3, and holds the same words."""

POSTER = 36.0
"""Type size that a sheet of a few words begins with."""

HEAD_FIELDS = ("title", "owner", "participants", "coach", "version", "date")
"""Fields of the title block that are measured like boxes."""

TYPE_OF_HEAD = ((21.0, 9.5), (17.0, 9.5), (15.0, 9.5), (15.0, 8.5), (12.5, 9.5), (12.5, 8.5), (10.5, 8.5), (10.0, 8.0))
"""Sizes of title and purpose in points, the first that fits is taken."""

STATES = ("draft", "for-talk", "agreed", "closed")

PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|<svg\b.*</svg>", re.S)
"""A box that holds one picture and nothing else gives it all its room."""

Variant = Literal["guided", "blank", "form", "filled"]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on the sheet in millimetres from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def as_data(self) -> dict[str, float]:
        """Give it as plain numbers."""
        return {"x": self.x, "y": self.y, "width": self.width, "height": self.height}


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
    return _sheet(handbook, template, "guided", "")


def blank(handbook: Handbook, template: A3) -> Sheet:
    """Give the same boxes ruled for handwriting."""
    return _sheet(handbook, template, "blank", "-blank")


def form(handbook: Handbook, template: A3) -> Sheet:
    """Give the same boxes to be filled in on screen."""
    return _sheet(handbook, template, "form", "-form")


def filled(handbook: Handbook, document: A3) -> Sheet:
    """Give a filled-in sheet."""
    return _sheet(handbook, document, "filled", "")


def halves(handbook: Handbook, document: A3) -> Sheet:
    """Give the sheet on two pages of the smaller paper, with a strip that overlaps, a little reduced."""
    variant: Variant = "guided" if document.is_template else "filled"
    return _sheet(handbook, document, variant, "-2xa4", on_halves=True)


def places(layout: Iterable[tuple[str, ...]], shares: Mapping[str, float], size: str = "iso") -> dict[str, Rectangle]:
    """Place the boxes of each column: columns of equal width, heights by share."""
    height, width = MILLIMETRES[size, "a3"]
    columns = [column for column in layout if column]
    across = (width - 2 * MARGIN - GUTTER * (len(columns) - 1)) / max(1, len(columns))
    top = MARGIN + TITLE_HEIGHT + ABOVE_BODY[size]
    found: dict[str, Rectangle] = {}
    for number, column in enumerate(columns):
        room = height - BELOW_BODY[size] - top - GAP * (len(column) - 1)
        whole = sum(max(0.0, shares[box]) for box in column) or 1.0
        y = top
        for box in column:
            tall = room * max(0.0, shares[box]) / whole
            x = MARGIN + number * (across + GUTTER)
            found.setdefault(box, Rectangle(round(x, 2), round(y, 2), round(across, 2), round(tall, 2)))
            y += tall + GAP
    return found


def layout_of(template: A3) -> tuple[tuple[tuple[str, ...], ...], dict[str, float]]:
    """Give the columns of a template and the share of each box; without a layout, two columns of equal boxes."""
    known = {box.id for box in template.boxes}
    columns = tuple(tuple(share.box for share in column if share.box in known) for column in template.layout)
    shares = {share.box: share.share for column in template.layout for share in column}
    if not any(columns):
        ids = tuple(box.id for box in template.boxes)
        half = (len(ids) + 1) // 2
        columns, shares = (ids[:half], ids[half:]), dict.fromkeys(ids, 1.0)
    return columns, shares


def boxes_of(handbook: Handbook, document: A3) -> tuple[Box, ...]:
    """Give the boxes of a sheet in reading order, with the text of each; those that it lacks are empty."""
    template = handbook.template_of(document)
    if template is None:
        return ()
    columns, _ = layout_of(template)
    by_id = {box.id: box for box in template.boxes}
    ordered = tuple(by_id[id_] for id_ in dict.fromkeys(id_ for column in columns for id_ in column))
    return ordered if document.is_template else tuple(_filled_box(box, document) for box in ordered)


def _filled_box(box: Box, document: A3) -> Box:
    given = next((each for each in document.boxes if each.id == box.id), None) or next(
        (each for each in document.boxes if each.title.casefold() == box.title.casefold()), None)
    where = given.place if given else document.first_line
    text = given.text if given else type(box.text)("", where)
    return Box(box.id, box.title, text, where)


def _sheet(handbook: Handbook, document: A3, variant: Variant, suffix: str, on_halves: bool = False) -> Sheet:
    template = handbook.template_of(document)
    if template is None:
        raise ValueError(f"{document.id} has no template")
    words = phrases(handbook.language)
    size = MILLIMETRES[handbook.identity.paper, "a3"]
    rectangles = places(*layout_of(template), handbook.identity.paper)
    boxes = boxes_of(handbook, document)
    texts = {box.id: paper(handbook, box.text.markdown, document.path) for box in boxes}
    parts = {box.id: parts_of(texts[box.id]) for box in boxes}
    own, even = variant == "filled", _shared_heads(parts.values())
    poster = document.is_template and is_poster(parts.values()) and variant == "guided"
    data = {
        "frame": frame(handbook, document.title, document),
        "variant": variant,
        "poster": poster,
        "width": size[1],
        "height": size[0],
        "purpose": paper(handbook, document.purpose, document.path),
        "definitions": paper(handbook, document.definitions, document.path),
        "head": {**_head(handbook, document, template), **_type_of_head(handbook, document, size[1] / 2 - MARGIN - GUTTER / 2)},
        "boxes": [
            {**_box(box, number, parts[box.id], rectangles[box.id], variant), "text": texts[box.id] if own else "",
             "picture": bool(PICTURE.fullmatch(texts[box.id].strip())),
             "parts": [] if own else _shown(parts[box.id], rectangles[box.id], variant, even)}
            for number, box in enumerate(boxes, 1)
        ],
        "foot": _foot(document, words, size),
        "halves": _halves(handbook.identity.paper, boxes, rectangles) if on_halves else [],
    }
    kind = "2xa4" if on_halves else variant
    return Sheet(
        path=f"print/a3/{document.id}{suffix}.pdf", kind=f"a3-{kind}", template="a3", title=document.title,
        subject=document.ref, paper="a4" if on_halves else "a3", landscape=not on_halves,
        pages=2 if on_halves else 1, wanted=POSTER if poster else WANTED, smallest=SMALLEST[handbook.identity.paper], forms=variant == "form",
        data=data, images=images(*texts.values()), places=_places(document, boxes), names=_names(document, boxes, words),
        publish=document.publish,
    )


def _head(handbook: Handbook, document: A3, template: A3) -> dict[str, Any]:
    words = phrases(handbook.language)
    use = template.use or ""
    owner = document.owner or "" if not document.is_template else ""
    return {
        "owner_share": _owner_share(len(owner), len(document.coach or "")),
        "kind": words.t(f"a3.kind.{use}") if words.has(f"a3.kind.{use}") else use[:1].upper() + use[1:] or words.t("a3.kind"),
        "template": template.title,
        "owner": owner,
        "coach": document.coach or "",
        "participants": ", ".join(document.participants),
        "version": document.version or "",
        "date": words.date(document.date, "medium") if document.date else "",
        "state": document.state or "",
        "states": STATES,
    }


def _owner_share(owner: int, coach: int) -> float:
    """Divide the room for owner and coach by the length of what stands there."""
    return round(min(0.68, max(0.32, owner / (owner + coach))), 2) if owner and coach else 0.36 if coach else 0.52


def _type_of_head(handbook: Handbook, document: A3, across: float) -> dict[str, float]:
    """Choose how large title and purpose are, by how much room they need."""
    across -= 38 if handbook.identity.logo else 0
    room, sizes = (18.0, TYPE_OF_HEAD) if not document.is_template else (12.6, TYPE_OF_HEAD[1:])
    title = len(document.title) + (8 if document.status == "draft" else 0)
    for size in sizes:
        needed = _tall(title, size[0], 0.53, 1.08, across) + 0.8 + _tall(len(document.purpose), size[1], 0.47, 1.25, across)
        if needed <= room:
            return {"title_size": size[0], "purpose_size": size[1]}
    return {"title_size": sizes[-1][0], "purpose_size": sizes[-1][1]}


def _tall(letters: int, points: float, width_of_letter: float, leading: float, across: float) -> float:
    """Estimate the height of a text in millimetres."""
    em = points * 25.4 / 72
    return math.ceil(letters * em * width_of_letter / across) * em * leading


def _foot(document: A3, words: Phrases, size: tuple[float, float]) -> dict[str, Any]:
    """Give the lines for three agreements or more, and that for the follow-up, as quarters of the width."""
    width, height = size[1], size[0]
    quarter = (width - 2 * MARGIN - GUTTER - 2 * GAP) / 4
    starts = (MARGIN, MARGIN + quarter + GAP, MARGIN + 2 * quarter + GAP + GUTTER)
    given = [_agreement(each, words) for each in document.agreed_by]
    lines = []
    for number in range(max(3, len(given))):
        x, across = (starts[number], quarter) if len(given) <= 3 else _shared(number, len(given), quarter)
        lines.append({"number": number + 1, "text": given[number] if number < len(given) else "",
                      "x": round(x, 2), "width": round(across, 2)})
    return {
        "y": round(height - BELOW_BODY["iso"] + GAP, 2), "height": FOOT_HEIGHT, "agreed": lines,
        "follow_up": words.date(document.follow_up) if document.follow_up else "",
        "follow_up_x": round(width - MARGIN - quarter, 2), "follow_up_width": round(quarter, 2),
    }


def _shared(number: int, count: int, quarter: float) -> tuple[float, float]:
    """Divide three quarters among more than three agreements."""
    across = (3 * quarter + GUTTER - GAP * (count - 2)) / count
    return MARGIN + number * (across + GAP), across


def _agreement(each: Agreement, words: Phrases) -> str:
    day = words.date(each.date, "medium") if each.date else ""
    return ", ".join(part for part in (each.role, each.name, day) if part)


def _box(box: Box, number: int, parts: tuple[Part, ...], place: Rectangle, variant: Variant) -> dict[str, Any]:
    room = max(0.0, place.height - BOX_HEAD - 2)
    width = max(1.0, place.width - INSIDE)
    prompts = height_of(parts, width)
    tables = any(part.kind == "table" for part in parts)
    ruled = not tables and (variant == "blank" or (variant == "guided" and not parts))
    hidden = variant == "form" and not tables and room - prompts < LEAST_FIELD
    return {
        **place.as_data(), "id": box.id, "number": number, "title": box.title,
        "room": round(room, 1),
        "lines": int(room // LINE) if ruled else 0,
        "line": LINE,
        "row": row_height(parts, room, width, with_prompts=variant != "blank"),
        "prompts": 0.0 if hidden or not parts else round(prompts, 1),
        "field": variant == "form" and not tables,
    }


def _shown(parts: tuple[Part, ...], place: Rectangle, variant: Variant, even: Collection[tuple[str, ...]]) -> list[dict[str, Any]]:
    """Give the blocks of a box as they stand on a variant: a ruled one keeps only what is there to be filled in."""
    width = place.width - INSIDE
    return [
        (part.emptied() if variant == "blank" and part.kind == "table" else part).as_data(width, part.head in even)
        for part in parts if variant != "blank" or part.kind in ("table", "ask")
    ]


def _shared_heads(boxes: Iterable[tuple[Part, ...]]) -> set[tuple[str, ...]]:
    """Name the heads that tables of several boxes share, without a column for dots: their columns stand in line."""
    heads = Counter(part.head for parts in boxes for part in parts if part.kind == "table")
    return {head for head, count in heads.items() if count > 1 and not any(is_score(cell) for cell in head)}


def _halves(size: str, boxes: tuple[Box, ...], rectangles: Mapping[str, Rectangle]) -> list[dict[str, Any]]:
    """Say what stands on each half: its boxes, the frames of which a strip is seen, and where all of it lies."""
    width, height = MILLIMETRES[size, "a3"][1], MILLIMETRES[size, "a3"][0]
    page_width, page_height = MILLIMETRES[size, "a4"]
    middle, strip = width / 2, OVERLAP / 2
    scale = int(1000 * min((page_width - 2 * UNPRINTABLE) / (middle + strip - MARGIN),
                           (page_height - 2 * UNPRINTABLE) / (height - MARGIN))) / 1000
    top = (page_height - height * scale) / 2
    left_end = page_width - UNPRINTABLE
    found = []
    for name, first, last in (("left", 0.0, middle + strip), ("right", middle - strip, width)):
        shift = left_end - last * scale if name == "left" else UNPRINTABLE - first * scale
        inside = [box.id for box in boxes if _shows(rectangles[box.id], first, last, middle, name)]
        again = [id_ for id_ in inside if name == "right" and rectangles[id_].x < middle]
        found.append({
            "name": name, "scale": scale, "left": round(shift, 3), "top": round(top, 3),
            "first": 0.0 if name == "left" else UNPRINTABLE,
            "last": round(left_end, 3) if name == "left" else page_width,
            "seam": round(left_end - OVERLAP * scale, 3) if name == "left" else UNPRINTABLE,
            "boxes": inside, "again": again,
            "frames": [box.id for box in boxes if box.id not in inside],
        })
    return found


def _shows(place: Rectangle, first: float, last: float, middle: float, half: str) -> bool:
    """Tell whether a box stands on a half; one that crosses the middle stands on both."""
    crosses = place.x < middle < place.x + place.width
    return crosses or (place.x < middle if half == "left" else place.x >= middle)


def _places(document: A3, boxes: tuple[Box, ...]) -> dict[str, Place]:
    head = {f"_{name}": document.where(name) for name in HEAD_FIELDS}
    agreed = {f"_agreed-{number}": document.where("agreed_by") for number in range(1, len(document.agreed_by) + 1)}
    return {"": document.first_line, **head, **agreed, **{box.id: box.place for box in boxes}}


def _names(document: A3, boxes: tuple[Box, ...], words: Phrases) -> dict[str, str]:
    head = {f"_{name}": words.t(f"a3.{name}") for name in HEAD_FIELDS}
    agreed = {f"_agreed-{number}": words.t("a3.agreed-by") for number in range(1, len(document.agreed_by) + 1)}
    return {"": document.title, **head, **agreed, **{box.id: box.title for box in boxes}}
