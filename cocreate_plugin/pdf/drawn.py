"""A chapter as it is kept: its pages drawn, without what stands around them and with page numbers left open.

Heads, feet and numbers of pages come when chapters are bound, and so do the fonts, one for all of them.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pydyf
from tinycss2.color5 import parse_color
from weasyprint.formatting_structure.boxes import MarginBox, TextBox

from .raw import DIGIT, FONTS, PAGE, ROOT, Opened, open_at

ELSEWHERE = "data-elsewhere"
"""Attribute of an element that stands for the places in other chapters, so that links to them are kept."""

NUMBER = "data-page"
"""Attribute of a link whose page is shown behind it, with a zero for each digit."""

ZERO = "0"
_GLYPHS = re.compile(r"<([0-9a-f]*)>")


class Marked:
    """Page numbers that are shown behind links, told by a colour of their own until they are drawn."""

    def __init__(self, document: Any) -> None:
        """Give each of them its colour; what comes instead of it is remembered by how it is set in a PDF."""
        self.colours: dict[bytes, tuple[bytes, str, int]] = {}
        for page in document.pages:
            for box in list(page._page_box.descendants()):
                if isinstance(box, TextBox) and box.element_tag == "a::after" and box.element.get(NUMBER):
                    self._mark(box)

    def _mark(self, box: Any) -> None:
        own = box.style["color"]
        thousands, rest = divmod(len(self.colours), 1000)
        mark = parse_color(f"color(srgb 0.123457 {thousands / 1000} {rest / 1000} / {own.alpha})")
        target, number = box.element.get("href")[1:], box.element.get(NUMBER)
        self.colours[_set(mark)] = _set(own), target, len(number)
        box.style = box.style.copy()
        box.style["color"] = mark

    def opened(self, content: list[Any], zeros: dict[str, int]) -> Iterator[str]:
        """Give the operators of a page; digits of page numbers are open."""
        inside, font, target, width = False, "", "", 0
        for item in content:
            operator = pydyf._to_bytes(item)
            if operator in self.colours:
                operator, target, width = self.colours[operator]
                inside = True
            text = operator.decode("latin-1")
            if text.endswith(" Tf"):
                font = text[1:].split(" ")[0]
            elif text == "ET":
                inside = False
            elif inside and text.endswith("TJ"):
                text = _with_open_digits(text, font, zeros.get(font, -1), target, width)
            yield text


def _set(colour: Any) -> bytes:
    stream = pydyf.Stream()
    stream.set_color_rgb(*colour.to("srgb").coordinates)
    operator: bytes = stream.stream[-1]
    return operator


def _with_open_digits(text: str, font: str, zero: int, target: str, width: int) -> str:
    """Leave the last zeros of a text open, as many as the page number has digits."""
    left = _GLYPHS.sub(lambda group: _count_zeros(group, zero), text).count("\0")
    seen = 0

    def replaced(group: re.Match[str]) -> str:
        nonlocal seen
        units = []
        for unit in _units(group[1]):
            if int(unit, 16) == zero:
                seen += 1
                place = seen - 1 - (left - width)
                unit = open_at(DIGIT, f"{font},{place},{width},{target}") if place >= 0 else unit
            units.append(unit)
        return f"<{''.join(units)}>"

    return _GLYPHS.sub(replaced, text)


def _units(group: str) -> list[str]:
    return [group[at : at + 4] for at in range(0, len(group), 4)]


def _count_zeros(group: re.Match[str], zero: int) -> str:
    return "\0" * sum(int(unit, 16) == zero for unit in _units(group[1]))


def elsewhere(root: Any) -> frozenset[str]:
    """Name the places of a chapter that only stand for those in other chapters."""
    away = (element for element in root.iter() if element.get(ELSEWHERE) is not None)
    return frozenset(place.get("id", "") for element in away for place in element)


def undress(document: Any) -> None:
    """Take away what stands around the pages, and what stood for other chapters."""
    for page in document.pages:
        box = page._page_box
        box.children = [child for child in box.children if not isinstance(child, MarginBox)]
        for root in box.children:
            for body in getattr(root, "children", ()):
                body.children = [
                    child
                    for child in getattr(body, "children", ())
                    if child.element is None or child.element.get(ELSEWHERE) is None
                ]


def kept(document: Any, marked: Marked, pdf: Any, away: frozenset[str]) -> bytes:
    """Write what is kept of a chapter that was drawn into a PDF; `away` are places that are not in it."""
    pages = [pdf.objects[_number(each)] for each in pdf.page_references]
    tags = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    root = pdf.objects[_number(tags["K"][0])]
    resources = pdf.objects[_number(pages[0]["Resources"])]
    known = {_number(each): open_at(PAGE, at) for at, each in enumerate(pdf.page_references)}
    known |= {root.number: open_at(ROOT), _number(resources["Font"]): open_at(FONTS)}
    opened = Opened(pdf, known)
    numbers = pdf.objects[_number(tags["ParentTree"])]["Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    zeros = {
        font.hash: glyph
        for font in document.fonts.values()
        for glyph, text in font.to_unicode.items()
        if text == ZERO
    }
    content = {
        "pages": [
            {
                **_told(laid, away),
                "content": "\n".join(
                    marked.opened(pdf.objects[_number(page["Contents"])].stream, zeros)
                ),
                "annotations": [opened.reference(each, at) for each in page.get("Annots", ())],
                "tagged": [opened.reference(each) for each in owners[at]],
            }
            for at, (page, laid) in enumerate(zip(pages, document.pages, strict=True))
        ],
        "tree": [opened.reference(each) for each in root["K"]],
        "owners": {
            str(number): opened.reference(owner)
            for number, owner in owners.items()
            if isinstance(owner, bytes)
        },
        "resources": {
            name: opened.value(resources[name])
            for name in ("XObject", "Pattern", "Shading")
            if resources.get(name)
        },
        "states": {name: opened.value(state) for name, state in resources["ExtGState"].items()},
        "fonts": [
            {
                "name": font.hash, "family": font.family,
                "style": int(font.style), "weight": int(font.weight),
                "letters": {str(glyph): text for glyph, text in font.to_unicode.items()},
                "widths": {str(glyph): width for glyph, width in font.widths.items()},
            }
            for font in document.fonts.values()
        ],
    }  # fmt: skip
    opened.finish()
    content["objects"] = opened.texts
    return zlib.compress(json.dumps(content).encode(), 1)


def _told(page: Any, away: frozenset[str]) -> dict[str, Any]:
    """Tell what a page is, and what stands where on it, in CSS pixels."""
    box = page._page_box
    return {
        "blank": bool(box.page_type.blank),
        "side": box.page_type.side,
        "name": box.page_type.name or "",
        "left": box.margin_left,
        "top": box.margin_top,
        "anchors": [[name, *place[:2]] for name, place in page.anchors.items() if name not in away],
        "links": [target for kind, target, *_ in page.links if kind == "internal"],
        "marks": [[level, label, *place, state] for level, label, place, state in page.bookmarks],
        "strings": [list(pair) for each in box.descendants() for pair in _strings(each)],
    }


def _strings(box: Any) -> Any:
    return box.string_set if box.string_set and box.string_set != "none" else ()


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
