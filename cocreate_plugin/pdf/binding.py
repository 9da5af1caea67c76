"""Chapters that are kept, bound to one PDF: one tree of tags, one set of fonts, one numbering of pages.

What stands around the pages is laid out anew each time, on pages that are empty but for the places in them:
so heads, numbers, bookmarks and destinations are WeasyPrint's own. Then each page gets what its chapter drew.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any, NamedTuple

from .finisher import drop_own_places
from .html_tree import SheetError
from .jobs import CHAPTERS_HERE, Bound, Order
from .raw import ACROSS, DIGIT, FONTS, OBJECT, OWN, OWNER, PAGE, ROOT, Fill, Raw, filled

Lay = Callable[[str], Any]

PIXEL = 0.75
"""Points in a CSS pixel."""

STYLE = """<style>
.leaf-- { position: relative; height: 1px; margin: 0; padding: 0; break-after: auto }
.leaf-- i { position: absolute; margin: 0; width: 0; height: 0 }
.leaf-- b { position: absolute; margin: 0; width: 0; height: 0; bookmark-label: attr(data-label) }
.fonts-- { page: fonts--; break-before: page }
@page fonts-- { @top-left { content: none } @top-right { content: none } @bottom-left { content: none }
  @bottom-right { content: none } }
</style>"""

_STYLES = ("normal", "oblique", "italic")
_MARKED = re.compile(rb"<</MCID (\d+)>>")


class Leaf(NamedTuple):
    """A page of a chapter, and the chapter that it belongs to."""

    chapter: int
    number: int
    page: Mapping[str, Any]


def opened(chapter: bytes) -> Mapping[str, Any]:
    """Read a chapter as it is kept."""
    content: Mapping[str, Any] = json.loads(zlib.decompress(chapter))
    return content


def bound(order: Order, lay: Lay, finish_writing: Callable[[Any, Any], bytes]) -> tuple[bytes, int]:
    """Bind the chapters of an order; give the PDF and how many pages it has."""
    chapters = [opened(one.drawn) for one in order.chapters]
    leaves = [
        Leaf(chapter, number, page)
        for chapter, content in enumerate(chapters)
        for number, page in enumerate(content["pages"])
        if not page["blank"]
    ]
    wanted = {target for leaf in leaves for target in leaf.page["links"]}
    text = STYLE + "".join(_leaves(order.chapters, chapters, wanted)) + _specimen(chapters)
    shell = order.html().replace(CHAPTERS_HERE, text)
    document = lay(shell)
    binder = Binder(document, chapters, leaves)
    return finish_writing(document, binder.bind), len(document.pages) - 1


def _leaves(bounds: Sequence[Bound], chapters: Sequence[Any], wanted: set[str]) -> Iterator[str]:
    for one, content in zip(bounds, chapters, strict=True):
        side = one.begins
        for page in content["pages"]:
            if page["blank"]:
                side = "left" if page["side"] == "right" else "right"
                continue
            name = f"; page: {escape(page['name'])}" if page["name"] else ""
            inside = "".join(_places(page, wanted))
            yield f'<div class="leaf--" style="break-before: {side}{name}">{inside}</div>'
            side = "page"


def _places(page: Mapping[str, Any], wanted: set[str]) -> Iterator[str]:
    """Give what runs on into heads, what is linked to, and what is a bookmark, each at its place."""
    for name, text in page["strings"]:
        yield f'<i data-text="{escape(text)}" style="string-set: {name} attr(data-text)"></i>'
    for name, across, down in page["anchors"]:
        if name in wanted:
            yield f'<i id="{escape(name)}" style="{_at(page, across, down)}"></i>'
    for level, label, across, down, state in page["marks"]:
        style = f"bookmark-level: {level}; bookmark-state: {state}; {_at(page, across, down)}"
        yield f'<b data-label="{escape(label)}" style="{style}"></b>'


def _at(page: Mapping[str, Any], across: float, down: float) -> str:
    return f"left: {across - page['left']:.4f}px; top: {down - page['top']:.4f}px"


def _specimen(chapters: Sequence[Mapping[str, Any]]) -> str:
    """Set all digits in each font, so that the font is there; the page is taken out again."""
    fonts = {font["name"]: font for content in chapters for font in content["fonts"]}
    styles = (
        f"{_STYLES[font['style']]} {font['weight']} 10pt &quot;{escape(font['family'])}&quot;"
        for _, font in sorted(fonts.items())
    )
    lines = "".join(f'<p style="font: {style}">0123456789</p>' for style in styles)
    return f'<div class="fonts--">{lines}</div>'


class Binder:
    """Puts the pages of chapters into a PDF of empty ones."""

    def __init__(self, document: Any, chapters: Sequence[Mapping[str, Any]], leaves: Sequence[Leaf]) -> None:
        """Find out which page each leaf is; fonts get all letters when the last page is drawn."""
        self._document, self._chapters = document, chapters
        empty = [at for at, page in enumerate(document.pages[:-1]) if not page._page_box.page_type.blank]
        if len(empty) != len(leaves):
            raise SheetError(f"{len(leaves)} pages on {len(empty)}")
        self._leaves = dict(zip(empty, leaves, strict=True))
        self._at = {(leaf.chapter, leaf.number): at for at, leaf in self._leaves.items()}
        self._number_of = {
            name: at + 1 for at, page in reversed(list(enumerate(document.pages))) for name in page.anchors
        }
        last = document.pages[-1]
        last.paint = partial(self._paint_specimen, last.paint)
        self._glyphs: dict[str, dict[str, int]] = {}

    def _paint_specimen(self, paint: Callable[..., None], stream: Any, scale: float) -> None:
        paint(stream, scale)
        letters: dict[str, dict[int, str]] = {}
        widths: dict[str, dict[int, int]] = {}
        of_base = [
            {"name": font.hash, "letters": font.to_unicode, "widths": font.widths}
            for font in self._document.fonts.values()
        ]
        for font in (*of_base, *(font for content in self._chapters for font in content["fonts"])):
            for known, name in ((letters, "letters"), (widths, "widths")):
                own = known.setdefault(font["name"], {})
                for glyph, value in font[name].items():
                    own.setdefault(int(glyph), value)
        if letters.keys() != {font.hash for font in self._document.fonts.values()}:
            raise SheetError("a font of a chapter is not there")
        for font in self._document.fonts.values():
            font.to_unicode = dict(sorted(letters[font.hash].items()))
            font.widths = dict(sorted(widths[font.hash].items()))
            self._glyphs[font.hash] = {text: glyph for glyph, text in font.to_unicode.items()}

    def bind(self, _document: Any, pdf: Any) -> None:
        """Put everything in its place, just before the file is written."""
        self._pdf = pdf
        self._tags = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
        self._root = pdf.objects[_number(self._tags["K"][0])]
        self._pages = [pdf.objects[_number(each)] for each in pdf.page_references]
        self._base = pdf.objects[_number(self._pages[0]["Resources"])]
        """What the empty pages are drawn with."""
        self._free = sorted(self._freed(), reverse=True)
        self._root["K"].clear()
        raws = [self._added(content["objects"]) for content in self._chapters]
        numbers = pdf.objects[_number(self._tags["ParentTree"])]["Nums"]
        owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
        pages = [_Page(page, owners[at]) for at, page in enumerate(self._pages[:-1])]
        of_annotations: list[bytes] = []
        for chapter, objects in enumerate(raws):
            first = len(pages) + len(of_annotations)
            of_annotations += self._graft(chapter, objects, pages, first)
        everyone = (*(page.owners for page in pages), *of_annotations)
        numbers[:] = [part for pair in enumerate(everyone) for part in pair]
        drop_own_places(pdf)
        while self._free:
            self._add(Raw(["null"]))

    def _graft(
        self, chapter: int, objects: Mapping[str, Raw], pages: Sequence[_Page], first: int
    ) -> Iterator[bytes]:
        """Take in one chapter; give the tags of its annotations, which are numbered from the first on."""
        content = self._chapters[chapter]
        fill = self._fill(chapter, objects, first)
        for one in objects.values():
            one.fill(fill)
        self._root["K"] += [filled(one, fill) for one in content["tree"]]
        resources = Raw([self._resources(content)])
        self._add(resources)
        resources.fill(fill)
        for number, page in enumerate(content["pages"]):
            if not page["blank"]:
                at = self._at[chapter, number]
                pages[at].page["Resources"] = resources.reference
                self._fill_page(pages[at], page, self._shift(at, page), fill)
        return (filled(owner, fill) for owner in content["owners"].values())

    def _fill(self, chapter: int, objects: Mapping[str, Raw], first: int) -> Fill:
        """Tell what stands at the open places of a chapter."""
        content = self._chapters[chapter]
        owners = {number: first + at for at, number in enumerate(content["owners"])}

        def across(value: str) -> str:
            number, _, points = value.partition(",")
            page = content["pages"][int(number)]
            return f"{float(points) + self._shift(self._at[chapter, int(number)], page):f}"

        gives: dict[str, Callable[[str], str]] = {
            OBJECT: lambda number: _reference(objects[number]),
            PAGE: lambda number: _reference(self._pages[self._at[chapter, int(number)]]),
            ROOT: lambda _: _reference(self._root),
            FONTS: lambda _: str(self._base["Font"].decode()),
            OWNER: lambda number: str(owners[number]),
            OWN: lambda _: f"{chapter}-",
            ACROSS: across,
            DIGIT: self._digit,
        }
        return lambda kind, value: gives[kind](value)

    def _resources(self, content: Mapping[str, Any]) -> str:
        """Give what the pages of a chapter draw with, and what is around them is drawn with."""
        states = {name: state.data.decode("latin-1") for name, state in self._base["ExtGState"].items()}
        shared = {name: self._base[name].decode() for name in ("ColorSpace", "Font")}
        own = {**content["resources"], "ExtGState": _dictionary({**states, **content["states"]})}
        return _dictionary({**shared, **own})

    def _fill_page(self, to: _Page, page: Mapping[str, Any], shift: float, fill: Fill) -> None:
        """Draw the page of a chapter on an empty one: what is around it is drawn first, and numbered last."""
        stream = self._pdf.objects[_number(to.page["Contents"])]
        tagged = [filled(one, fill) for one in page["tagged"]]
        around = [_numbered_after(len(tagged), item) for item in stream.stream]
        for owner in to.owners:
            inside = self._pdf.objects[_number(owner)]["K"]
            inside[:] = [one + len(tagged) if isinstance(one, int) else one for one in inside]
        to.owners[:0] = tagged
        moved = [f"1 0 0 1 {shift:f} 0 cm".encode()] if shift else []
        stream.stream = [b"q", *around, b"Q", b"q", *moved, filled(page["content"], fill), b"Q"]
        if page["annotations"]:
            to.page["Annots"] = type(to.owners)([filled(one, fill) for one in page["annotations"]])

    def _shift(self, at: int, page: Mapping[str, Any]) -> float:
        """Give the points by which a page moves across, since left and right pages have other margins."""
        shift: float = round((self._document.pages[at]._page_box.margin_left - page["left"]) * PIXEL, 6)
        return shift

    def _digit(self, value: str) -> str:
        font, place, width, target = value.split(",", 3)
        number = str(self._number_of.get(target, "")).rjust(int(width))
        more = len(number) - int(width)
        digits = number[: more + 1] if place == "0" else number[more + int(place)]
        return "".join(f"{self._glyphs[font][digit]:04x}" for digit in digits.strip())

    def _freed(self) -> Iterator[int]:
        """Take the page of the fonts out, and all tags of the empty pages; their numbers are given anew."""
        last = self._pages[-1]
        del self._pdf.pages["Kids"][-3:]
        self._pdf.pages["Count"] -= 1
        self._pdf.__dict__.pop("_known_pages", None)
        yield last.number
        yield _number(last["Contents"])
        waiting = list(self._root["K"])
        while waiting:
            reference = waiting.pop()
            if isinstance(reference, bytes):
                element = self._pdf.objects[_number(reference)]
                yield element.number
                waiting += element["K"]

    def _added(self, texts: Mapping[str, list[str]]) -> dict[str, Raw]:
        raws = {number: Raw(text) for number, text in texts.items()}
        for raw in raws.values():
            self._add(raw)
        return raws

    def _add(self, raw: Raw) -> None:
        if self._free:
            raw.number = self._free.pop()
            self._pdf.objects[raw.number] = raw
        else:
            self._pdf.add_object(raw)


class _Page(NamedTuple):
    page: Any
    owners: Any
    """The tag of each marked content on it."""


def _dictionary(parts: Mapping[str, str]) -> str:
    return "<<" + "".join(f"/{name} {value}\n" for name, value in parts.items()) + ">>"


def _numbered_after(count: int, item: Any) -> bytes:
    """Number marked content of what is around a page after that of the page itself."""
    return _MARKED.sub(lambda mark: b"<</MCID %d>>" % (int(mark[1]) + count), _bytes(item))


def _reference(one: Any) -> str:
    reference: bytes = one.reference
    return reference.decode()


def _bytes(item: Any) -> bytes:
    return item if isinstance(item, bytes) else item.data if hasattr(item, "data") else str(item).encode()


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
