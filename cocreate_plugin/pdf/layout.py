"""One sheet on its way through WeasyPrint: parsed once, laid out at any type size, measured, written."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from . import binding, drawn
from .fetcher import SheetFetcher
from .finisher import OUR_PLACES, finish, make_tagging_linear
from .fit import excess, findings, largest, levels, measures, white
from .fonts import signs
from .html_tree import (
    add_probes,
    boxes_with_image,
    boxes_with_sign,
    growing,
    marked_levels,
    prepare,
    take_out_missing,
    take_styles,
)
from .jobs import LARGER_PAPER, MEASURED, PLACED, Finding, Fit, Order, Outcome
from .merge import Laid, bound
from .references import follow_targets
from .tagging import tag_attributes

VARIANT = "pdf/ua-1"

SHARPEST = 200
"""Photographs are brought down to so many dots per inch; more is not seen on paper."""

ALWAYS = """
[id^="end-"] { clear: both !important; height: 0 !important; margin: 0 !important; padding: 0 !important }
.fit * { break-before: auto !important; break-after: auto !important; break-inside: auto !important }
input, textarea, select { display: inline-block; font-family: "Inter", "DejaVu Sans" }
"""
"""Under every sheet: nothing moves out of a box, and fields have a font of their own.

A field's font is embedded whole. A text in the same font would lose its ligatures when it is copied.
"""

ENDLESS = """
@page { size: %.2fpx 6000mm !important }
* { break-before: auto !important; break-after: auto !important; break-inside: auto !important }
"""
"""Over a sheet that is measured: so high that nothing falls off."""


MANY_OBJECTS = 200_000
"""So many new objects are made before Python looks for rings among them; a layout makes millions."""


class Printer:
    """Prints one order after the other with one set of fonts."""

    def __init__(self) -> None:
        """Load the fonts and the styles that lie under every sheet."""
        make_tagging_linear()
        follow_targets()
        tag_attributes()
        self._styles = Styles(FontConfiguration())
        self._faults = _ImageFaults()
        self._sizes: dict[tuple[bytes, Fit, bool], float] = {}
        # What is loaded now stays to the end, so nobody needs to look through it again and again.
        gc.freeze()
        gc.set_threshold(MANY_OBJECTS, 10, 10)

    def print(self, order: Order) -> Outcome:
        """Make the PDF of an order, or find out why there is none."""
        if order.chapters:
            return self._bound(order)
        if order.drawn:
            return self._drawn(order)
        if order.parts:
            return bound(order, self.laid, self._faults.images)
        forms = [order, *(replace(order, html=each.html, fit=each.fit) for each in order.larger)]
        for step, form in enumerate(forms if order.larger else ()):
            outcome = self._printed(form, by_how_much=False)
            if outcome.pdf is not None:
                return _on_larger(outcome, step)
        return self._printed(order)

    def _printed(self, order: Order, by_how_much: bool = True) -> Outcome:
        sheet, document, found = self.laid(order, by_how_much)
        if document is None:
            return Outcome(findings=found)
        pdf = sheet.written(document)
        faults = (*sheet.unreadable(self._faults.images), *sheet.missing_signs(document))
        found = (*faults, *(each for each in found if each.code == MEASURED))
        return Outcome(pdf, len(document.pages), found)

    def _drawn(self, order: Order) -> Outcome:
        """Draw a chapter, to be bound later; say on which of its pages everything is."""
        sheet, document, found = self.laid(order)
        if document is None:
            return Outcome(findings=found)
        drawn.undress(document)
        marked = drawn.Marked(document)
        chapters: list[bytes] = []

        def keep(document: Any, pdf: Any) -> None:
            finish(document, pdf)
            chapters.append(drawn.kept(document, marked, pdf, sheet.elsewhere))

        sheet.written(document, keep)
        faults = (*sheet.unreadable(self._faults.images), *sheet.missing_signs(document))
        places = (
            Finding(PLACED, name, {"page": number})
            for number, page in enumerate(document.pages, 1)
            for name in page.anchors
            if name not in sheet.elsewhere and not name.startswith(OUR_PLACES)
        )
        return Outcome(chapters[0], len(document.pages), (*faults, *places))

    def _bound(self, order: Order) -> Outcome:
        """Bind the chapters of an order."""
        sheets: list[SheetLayout] = []

        def lay(html: str) -> Any:
            sheets.append(SheetLayout(html, order, self._styles))
            return sheets[0].lay_out(order.fit.wanted)

        pdf, pages = binding.bound(order, lay, lambda document, bind: sheets[0].written(document, bind))
        return Outcome(pdf, pages)

    def laid(self, order: Order, by_how_much: bool = True) -> Laid:
        """Lay a sheet out at the largest size that fits; without a document it does not fit.

        By how much need not be measured where another form of it is tried next.
        """
        html = order.html()
        self._faults.images.clear()
        sheet = SheetLayout(html, order, self._styles)
        # A pack holds sheets that are printed by themselves as well: their type size is known by then.
        known = (sha256(html.encode()).digest(), order.fit, order.forms)
        fit = replace(order.fit, wanted=self._sizes.get(known, order.fit.wanted))
        document, size, too_much = largest(sheet.lay_out, fit, sheet.marks)
        found = sheet.unreadable(self._faults.images)
        if too_much and not by_how_much:
            return Laid(sheet, None, (Finding("does-not-fit"),))
        if too_much:
            probed = SheetLayout(html, order, self._styles, probes=True)
            tall = probed.lay_out_endless(document, order.fit.smallest)
            return Laid(sheet, None, (*findings(too_much, document, tall, order.fit), *found))
        self._sizes[known] = size
        document = sheet.stretched(document, size, order.fit.pages)
        return Laid(sheet, document, (*found, *measures(document, size)))


def _on_larger(outcome: Outcome, step: int) -> Outcome:
    """Say which of the larger forms was printed; 0 is the sheet itself."""
    larger = (Finding(LARGER_PAPER, facts={"step": step}),) if step else ()
    return replace(outcome, findings=(*larger, *outcome.findings))


class Styles:
    """Style sheets, each parsed once: all sheets share one, those of a kind another."""

    MOST = 64

    def __init__(self, fonts: FontConfiguration) -> None:
        """Remember the fonts, which belong to the styles."""
        self.fonts = fonts
        self._known: dict[str, CSS] = {}

    def of(self, text: str, fetcher: SheetFetcher | None = None) -> CSS:
        """Give a style sheet; one that may name files is read again for each sheet, by its fetcher."""
        if fetcher and ("url(" in text or "@import" in text):
            return CSS(string=text, base_url=fetcher.base_url, url_fetcher=fetcher, font_config=self.fonts)
        if text not in self._known:
            while len(self._known) >= self.MOST:
                self._known.pop(next(iter(self._known)))
            self._known[text] = CSS(string=text, font_config=self.fonts)
        return self._known[text]


class SheetLayout:
    """One sheet and what is known of it."""

    def __init__(self, html: str, order: Order, styles: Styles, probes: bool = False) -> None:
        """Parse the sheet and take out what cannot be printed."""
        self._fetcher = SheetFetcher(order.root, order.base)
        self._html = HTML(string=html, base_url=self._fetcher.base_url, url_fetcher=self._fetcher)
        self._root = self._html.etree_element
        self.marks = prepare(self._root, order.forms)
        self._pages = order.fit.pages
        self._levels = marked_levels(self._root)
        self.elsewhere = drawn.elsewhere(self._root)
        self._missing = take_out_missing(self._root, signs())
        self._growing = 0
        if probes:
            add_probes(self._root)
        else:
            self._growing = growing(self._root)
        self._styles = styles
        own = (styles.of(text, self._fetcher) for text in take_styles(self._root))
        self._sheets: Sequence[CSS] = (styles.of(ALWAYS), *own)
        self._options: dict[str, Any] = {
            "pdf_variant": VARIANT,
            "pdf_forms": order.forms or None,
            "dpi": SHARPEST,
            "cache": {},
        }

    def lay_out(self, size: float, more: str = "") -> Any:
        """Lay the sheet out at a type size in points; what is on a level is equally high on every page."""
        document = self._laid_out(size, more)
        if self._pages is not None and len(document.pages) > self._pages:
            return document  # higher things do not bring it back
        heights = levels(document, self._levels)
        return self._laid_out(size, more + heights) if heights else document

    def _laid_out(self, size: float, more: str) -> Any:
        style = self._styles.of(f"html {{ font-size: {size:.2f}pt !important }}{more}")
        sheets = [*self._sheets, style]
        return self._html.render(stylesheets=sheets, font_config=self._styles.fonts, **self._options)

    def stretched(self, document: Any, size: float, pages: int | None) -> Any:
        """Share what the page leaves empty among what may grow, such as the lanes of a blueprint."""
        share = white(document) / self._growing if self._growing else 0.0
        if not share:
            return document
        taller = self.lay_out(size, f":root {{ --more: {share:.2f}px; --room: block }}")
        return document if excess(taller, pages, self.marks) else taller

    def lay_out_endless(self, document: Any, size: float) -> Any:
        """Lay the sheet out on pages as wide as the document's and 6 metres high."""
        return self.lay_out(size, ENDLESS % max(page.width for page in document.pages))

    def written(self, document: Any, finisher: Callable[[Any, Any], None] = finish) -> bytes:
        """Write the PDF."""
        with _still_clock():
            pdf: bytes = document.write_pdf(finisher=finisher, **self._options)
        return pdf

    def unreadable(self, faults: set[str]) -> tuple[Finding, ...]:
        """Name the images that were refused or could not be drawn."""
        reasons = {**dict.fromkeys(sorted(faults), "damaged"), **self._fetcher.refused}
        boxes = boxes_with_image(self._root, self._fetcher.base_url)
        return tuple(
            Finding("unreadable-image", boxes.get(url, ""), {"image": _shown(url), "reason": reason})
            for url, reason in reasons.items()
        )

    def missing_signs(self, document: Any) -> tuple[Finding, ...]:
        """Name the signs that no shipped font has, each at the first box where it stands.

        Those of texts were found before; those of drawings are seen when they are drawn.
        """
        points = {point for font in document.fonts.values() for point in font.missing}
        return tuple(self._missing_sign(point) for point in sorted({*points, *map(ord, self._missing)}))

    def holds(self, sign: str) -> bool:
        """Tell whether a sign stands anywhere on the sheet."""
        return sign in self._missing or next(boxes_with_sign(self._root, sign), None) is not None

    def _missing_sign(self, point: int) -> Finding:
        box = self._missing.get(chr(point)) or next(boxes_with_sign(self._root, chr(point)), "")
        return Finding("missing-sign", box, {"sign": chr(point), "code": f"U+{point:04X}"})


class _ImageFaults(logging.Handler):
    """Hears what WeasyPrint says of images, which it then leaves out without failing."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.images: set[str] = set()
        logger = logging.getLogger("weasyprint")
        logger.handlers = [self]
        logger.propagate = False
        logging.getLogger("fontTools").setLevel(logging.CRITICAL)

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(("Failed to load image", "Failed to render SVG image")) and record.args:
            self.images.add(str(next(iter(record.args))))


@contextmanager
def _still_clock() -> Iterator[None]:
    """Keep the date out of fonts that are cut without HarfBuzz's own library, so that bytes stay the same."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = before or "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]


def _shown(url: str) -> str:
    """Shorten an address for a message."""
    if url[:5].lower() == "data:":
        return url.split(",")[0][:60]
    return url.removeprefix("file:///")[:200]
