"""Repairs of what WeasyPrint 70 writes, made just before the file is closed.

Each repair says which rule of PDF/UA-1 (ISO 14289-1, by its clause) a validator found broken without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import pydyf

from .field_room import room

VOID = (b"<0000>", b"<feff>", b"<fffe>")
"""What stands for no letter in a table of glyphs and letters."""

MULTILINE, RADIO, DO_NOT_SCROLL = 1 << 12, 1 << 15, 1 << 23
"""Flags of fields (ISO 32000-1, tables 226 and 228)."""

TYPE_SIZE = re.compile(rb"([\d.]+) Tf")
FONT_NAME = re.compile(rb"/(\S+)(?= [\d.]+ Tf)")

ALL_SCRIPTS = "Wingdings"
"""What the font of fields is called within the file.

PDFium (Chrome, Edge) sets letters that are not Western in a font of the system, unless the font of the field
has the name of a font of pictograms (the constructor of `CPDF_BAFontMap`). Nobody sees the name, and other
viewers do not ask it.
"""

TYPED_INSTEAD = {b" <0269>": b" <03b9>", b" <02bc>": b" <2019>", b" <02ee>": b" <201d>"}
"""Letters that share a glyph, in Inter: the first is listed, and the second is what people type."""

OUR_PLACES = ("end-", "fit-", "wide-", "level-")
"""Ids that serve the measuring of sheets; nobody links to them."""


def finish(document: Any, pdf: Any) -> None:
    """Repair tags, fields and destinations."""
    tags = Tags(document, pdf)
    for element in tags.elements:
        wrap_list_item(tags, element)
        give_scope(tags, element)
        turn_figure_box(tags, element)
        name_inner_link(tags, element)
    repair_fields(pdf)
    let_all_scripts_be_typed(pdf)
    drop_void_letters(pdf)
    drop_own_places(pdf)


class Tags:
    """The structure elements of a PDF, found by reference."""

    def __init__(self, document: Any, pdf: Any) -> None:
        """Look at all objects once."""
        self._document = document
        self._pdf = pdf
        self._objects = {each.reference: each for each in pdf.objects if isinstance(each, pydyf.Object)}
        self.elements = [each for each in pdf.objects if _is_element(each)]

    @cached_property
    def pages(self) -> dict[bytes, Any]:
        """The laid out pages by the reference of the written ones."""
        return dict(zip(self._pdf.page_references, self._document.pages, strict=True))

    def get(self, reference: Any) -> Any:
        """Give the object of a reference, or None for a number of marked content."""
        return self._objects.get(reference) if isinstance(reference, bytes) else None

    def kids(self, element: Any) -> Iterator[tuple[Any, Any]]:
        """Give the references in an element that lead to objects, with these."""
        for reference in element["K"]:
            found = self.get(reference)
            if found is not None:
                yield reference, found

    def add(self, element: Any) -> None:
        """Add a new object."""
        self._pdf.add_object(element)
        self._objects[element.reference] = element


def wrap_list_item(tags: Tags, item: Any) -> None:
    """Put the blocks of a list item into one body (7.2): they are written beside its marker."""
    if item["S"] != "/LI":
        return
    kids = list(tags.kids(item))
    if all(kid.get("S") in ("/Lbl", "/LBody") for _, kid in kids):
        return
    labels = [reference for reference, kid in kids if kid.get("S") == "/Lbl"]
    body = next((kid for _, kid in kids if kid.get("S") == "/LBody"), None)
    if body is None:
        body = _new_element("/LBody", item)
        tags.add(body)
    inside: list[bytes] = []
    for reference, kid in kids:
        if kid is body:
            inside += body["K"]
        elif reference not in labels:
            kid["P"] = body.reference
            inside.append(reference)
    body["K"] = pydyf.Array(inside)
    item["K"] = pydyf.Array([*labels, body.reference])


def give_scope(tags: Tags, header: Any) -> None:
    """Say what a table header stands over (7.5): header ids alone do not do when cells span."""
    if header["S"] != "/TH":
        return
    row = tags.get(header["P"])
    group = tags.get(row["P"]) if row is not None else None
    cells = [kid.get("S") for _, kid in tags.kids(row)] if row is not None else []
    is_column = (group is not None and group["S"] == "/THead") or "/TD" not in cells
    attributes = header.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
    attributes.setdefault("Scope", "/Column" if is_column else "/Row")


def turn_figure_box(tags: Tags, figure: Any) -> None:
    """Give the place of a figure in points from the foot; it is written in CSS pixels from the top.

    No validator says so, but a reader that zooms to the figure goes to the wrong place.
    """
    if figure["S"] != "/Figure" or "BBox" not in figure.get("A", {}):
        return
    left, top, right, bottom = figure["A"]["BBox"]
    height = tags.pages[figure["Pg"]].height
    points = (left * 0.75, (height - bottom) * 0.75, right * 0.75, (height - top) * 0.75)
    figure["A"]["BBox"] = pydyf.Array(points)


def name_inner_link(tags: Tags, element: Any) -> None:
    """Tag code, bold or an image in a link as the link (7.18.5): it has the annotation, but not the tag."""
    if element["S"] == "/Link":
        return
    for _, kid in tags.kids(element):
        if kid.get("Type") == "/OBJR":
            annotation = tags.get(kid["Obj"])
            if annotation is not None and annotation.get("Subtype") == "/Link":
                element["S"] = "/Link"


def repair_fields(pdf: Any) -> None:
    """Make fields that every viewer shows, ticked and empty."""
    form = pdf.catalog.get("AcroForm")
    if not form:
        return
    in_groups, groups = set(), set()
    for widget in [each for each in pdf.objects if _is_widget(each)]:
        # It is written with its top before its foot, which is allowed but confuses simple readers.
        left, one, right, other = widget["Rect"]
        widget["Rect"] = pydyf.Array((left, min(one, other), right, max(one, other)))
        if "AP" in widget:
            # Without an appearance for the unticked state, some viewers never show a tick.
            widget["AP"]["N"]["Off"] = _empty_appearance(pdf, widget).reference
            if "Parent" in widget:
                # A radio button is named by its group, and is listed there only.
                widget.pop("T", None)
                in_groups.add(widget.reference)
                groups.add(widget["Parent"])
        if widget.get("FT") == "/Tx":
            keep_in_sight(widget)
        if widget.get("FT") == "/Tx" and not widget["V"].string:
            # An archive (PDF/A 6.3.3) wants to see each field, also an empty one.
            widget["AP"] = pydyf.Dictionary({"N": _empty_appearance(pdf, widget).reference})
    for group in (each for each in pdf.objects if each.reference in groups):
        # It has the label of its first button, "Name: choice"; a choice can be taken back.
        group["TU"] = pydyf.String(group["TU"].string.rpartition(": ")[0] or group["TU"].string)
        group["Ff"] = RADIO
    form["Fields"] = pydyf.Array(dict.fromkeys(each for each in form["Fields"] if each not in in_groups))
    # It makes viewers draw all fields again, and then some leave out the ticks.
    form.pop("NeedAppearances", None)


def keep_in_sight(field: Any) -> None:
    """Let no text run out of a field, where paper would lose it: what has no room is not taken.

    One that is filled in keeps its size, or every field of a table would have its own.
    """
    left, bottom, right, top = field["Rect"]
    flags, text, drawn = field.get("Ff", 0), field["V"].string, _drawn(field)
    size = float(match[1]) if text and (match := TYPE_SIZE.search(drawn)) else 0.0
    taken = room(right - left, top - bottom, bool(flags & MULTILINE), size)
    field["Ff"] = flags | DO_NOT_SCROLL
    field["MaxLen"] = max(taken.letters, len(text))
    field["DA"] = pydyf.String(TYPE_SIZE.sub(b"%g Tf" % taken.size, drawn))


def let_all_scripts_be_typed(pdf: Any) -> None:
    """Let viewers find each letter of the fields' font; for those not found they take another face."""
    form = pdf.catalog.get("AcroForm")
    if not form:
        return
    objects = {each.reference: each for each in pdf.objects if isinstance(each, pydyf.Object)}
    fields = [each for each in objects.values() if _is_widget(each) and each.get("FT") == "/Tx"]
    names = {match[1].decode() for field in fields if (match := FONT_NAME.search(_drawn(field)))}
    fonts = _at(_at(form["DR"], objects).get("Font"), objects)
    if len(names) != 1 or not fonts:
        return
    font = fonts[ALL_SCRIPTS] = fonts[names.pop()]
    for field in fields:
        field["DA"] = pydyf.String(FONT_NAME.sub(b"/" + ALL_SCRIPTS.encode(), _drawn(field)))
    letters = _at(_at(font, objects)["ToUnicode"], objects)
    letters.stream = [line[:-7] + TYPED_INSTEAD.get(line[-7:], line[-7:]) for line in letters.stream]


def _at(value: Any, objects: Mapping[bytes, Any]) -> Any:
    """Give what a reference leads to, or the value itself."""
    return objects[value] if isinstance(value, bytes) else value


def _drawn(field: Any) -> bytes:
    """Give how the text of a field is drawn."""
    drawn = field["DA"].string
    return drawn if isinstance(drawn, bytes) else drawn.encode()


def drop_void_letters(pdf: Any) -> None:
    """Name only glyphs that are letters (7.21.7): the font of a field is embedded whole, oddities too."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and b"begincmap" in each.stream:
            lines = [line for line in each.stream if not line.endswith(VOID)]
            if len(lines) < len(each.stream):
                each.stream = _counted(lines)


def _counted(lines: list[bytes]) -> list[bytes]:
    """Write again how many letters each part of a table has."""
    counted = list(lines)
    for start, line in enumerate(lines):
        if line.endswith(b" beginbfchar"):
            counted[start] = b"%d beginbfchar" % (lines.index(b"endbfchar", start) - start - 1)
    return counted


def drop_own_places(pdf: Any) -> None:
    """Leave out the destinations that only served the measuring."""
    destinations = pdf.catalog.get("Names", {}).get("Dests")
    if not destinations:
        return
    names = destinations["Names"]
    kept = [(name, place) for name, place in zip(names[::2], names[1::2], strict=True) if not _is_ours(name)]
    destinations["Names"] = pydyf.Array(part for pair in kept for part in pair)
    if not kept:
        del pdf.catalog["Names"]["Dests"]
        if not pdf.catalog["Names"]:
            del pdf.catalog["Names"]


def make_tagging_linear() -> None:
    """Let a PDF remember its list of pages; made again for each tag, it makes long handbooks quadratic."""

    def page_references(self: Any) -> tuple[bytes, ...]:
        known: tuple[bytes, ...] = self.__dict__.get("_known_pages", ())
        if len(known) != self.pages["Count"]:
            known = tuple(b"%d 0 R" % number for number in self.pages["Kids"][::3])
            self.__dict__["_known_pages"] = known
        return known

    pydyf.PDF.page_references = property(page_references)


def _is_element(each: Any) -> bool:
    return isinstance(each, pydyf.Dictionary) and each.get("Type") == "/StructElem"


def _is_widget(each: Any) -> bool:
    return isinstance(each, pydyf.Dictionary) and each.get("Subtype") == "/Widget"


def _is_ours(name: Any) -> bool:
    text = name.string
    place = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
    return bool(place == "foot-" or place.startswith(OUR_PLACES))


def _new_element(tag: str, parent: Any) -> Any:
    kind = {"Type": "/StructElem", "S": tag, "K": pydyf.Array()}
    return pydyf.Dictionary({**kind, "P": parent.reference, "Pg": parent["Pg"]})


def _empty_appearance(pdf: Any, widget: Any) -> Any:
    left, bottom, right, top = widget["Rect"]
    box = pydyf.Array((0, 0, abs(right - left), abs(top - bottom)))
    stream = pydyf.Stream([], {"Type": "/XObject", "Subtype": "/Form", "BBox": box})
    pdf.add_object(stream)
    return stream
