"""Drawings in files of their own: an SVG is XML, and a browser that opens it runs what is in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from .safelist import DRAWN, PICTURE, loads, squeezed

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_EDITORS = re.compile(
    r"http://(?:www\.inkscape\.org/namespaces/|sodipodi\.sourceforge\.net/|www\.w3\.org/1999/02/22-rdf-syntax"
    r"|creativecommons\.org/ns|web\.resource\.org/cc|purl\.org/dc/|www\.bohemiancoding\.com/sketch"
    r"|www\.serif\.com/|ns\.adobe\.com/|www\.w3\.org/2000/xmlns/)"
)
"""Notes that drawing programs leave for themselves; browsers pass over them."""

ELEMENTS = frozenset(
    "svg g defs symbol title desc metadata switch path rect circle ellipse line polyline polygon text tspan "
    "textPath linearGradient radialGradient stop clipPath mask pattern marker filter use image style "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur "
    "feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile "
    "feTurbulence".split()
)
ATTRIBUTES = DRAWN | frozenset(
    "id name class style role lang title tabindex focusable version baseProfile viewBox preserveAspectRatio "
    "x y z width height fx fy fr offset pathLength rotate textLength lengthAdjust startOffset method spacing "
    "side gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits "
    "patternContentUnits patternTransform markerUnits markerWidth markerHeight refX refY orient filterUnits "
    "primitiveUnits in in2 result mode type values tableValues slope intercept amplitude exponent operator "
    "k1 k2 k3 k4 order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha "
    "surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle pointsAtX pointsAtY "
    "pointsAtZ azimuth elevation scale xChannelSelector yChannelSelector stdDeviation radius baseFrequency "
    "numOctaves seed stitchTiles media requiredFeatures systemLanguage href "
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation "
    "color-interpolation-filters color-rendering cursor direction display enable-background filter "
    "flood-color flood-opacity font font-feature-settings font-kerning font-size-adjust font-stretch "
    "font-variant glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color "
    "line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode overflow "
    "pointer-events shape-rendering stop-color stop-opacity stroke-miterlimit text-align text-decoration "
    "text-rendering transform-origin transform-box unicode-bidi visibility white-space word-spacing "
    "writing-mode".split()
)
_STYLED = re.compile(r"@import|@font-face|expression\s*\(|-moz-binding", re.I)
_DRAWN_FILTERS = frozenset({"feOffset", "feBlend"})
"""Parts of filters that paper draws as well; of the others it leaves out what they do."""
_CODING = re.compile(r"utf-?8|us-ascii", re.I)


class _DamagedError(Exception):
    """The file is no well-formed XML."""


@dataclass
class _DrawingReader:
    """Reads a drawing and notes what is not on the list, with line and column."""

    found: list[tuple[str, int, int]] = field(default_factory=list)
    lost: list[tuple[str, int, int]] = field(default_factory=list)
    styles: int = 0
    root: str = ""

    def read(self, data: bytes) -> None:
        """Read a whole file; its encoding is what it must be, whatever it says."""
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.XmlDeclHandler = self.declared
        self.parser.StartDoctypeDeclHandler = lambda *_: self.note("DOCTYPE")
        self.parser.EntityDeclHandler = lambda *_: self.note("ENTITY")
        self.parser.ProcessingInstructionHandler = lambda target, _: self.note(f"<?{target}")
        self.parser.StartElementHandler = self.opened
        self.parser.EndElementHandler = self.closed
        self.parser.CharacterDataHandler = self.text
        try:
            self.parser.Parse(data, True)
        except (expat.ExpatError, ValueError) as error:
            if not self.found:
                raise _DamagedError from error

    def note(self, what: str) -> None:
        """Note one thing where the reader stands."""
        self.found.append((what, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1))

    def declared(self, version: str, encoding: str | None, standalone: int) -> None:
        """Refuse a drawing that says it is written otherwise than it is read."""
        if encoding and not _CODING.fullmatch(encoding):
            self.note(encoding)

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """Judge an element and its attributes."""
        space, _, tag = name.rpartition(" ")
        if not self.root and (space, tag) != (_SVG, "svg"):
            raise _DamagedError
        self.root = name
        if space and _EDITORS.match(space):
            return
        if space != _SVG or tag not in ELEMENTS:
            self.note(f"<{tag}>")
            return
        self.styles += tag == "style"
        if tag == "switch" or (tag.startswith("fe") and tag not in _DRAWN_FILTERS):
            self.lost.append((f"<{tag}>", self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1))
        for full, value in attributes.items():
            self.attribute(tag, full, value)

    def attribute(self, tag: str, full: str, value: str) -> None:
        """Judge one attribute."""
        space, _, name = full.rpartition(" ")
        if space and space != _XLINK:
            if not (_EDITORS.match(space) or name in ("space", "lang")):
                self.note(name)
        elif name == "href":
            picture = (
                tag == "image"
                and PICTURE.match(squeezed(value))
                and "svg" not in squeezed(value)[:16].lower()
            )
            if not value.startswith("#") and not picture:
                self.note(value[:60])
        elif space:
            if name not in ("type", "title", "show", "actuate", "role", "arcrole"):
                self.note(name)
        elif name.startswith(("aria-", "data-")) and not name.startswith("data-md"):
            pass
        elif name not in ATTRIBUTES:
            self.note(name)
        elif loads(value) and name not in ("id", "class", "role", "title", "lang"):
            self.note(value[:60])

    def closed(self, name: str) -> None:
        """Leave an element."""
        self.styles -= name == f"{_SVG} style"

    def text(self, text: str) -> None:
        """Judge the text of styles."""
        if self.styles and (loads(text) or _STYLED.search(text)):
            self.note("<style>")


def refused_in_drawing(data: bytes) -> tuple[tuple[str, int, int], ...] | None:
    """Give what a drawing may not hold, with line and column; None: it is no well-formed SVG at all."""
    reader = _DrawingReader()
    try:
        reader.read(data)
    except _DamagedError:
        return None
    return tuple(reader.found)


def lost_on_paper(data: bytes) -> tuple[str, int, int] | None:
    """Give the first part of a drawing that browsers draw and paper does not, with line and column."""
    reader = _DrawingReader()
    try:
        reader.read(data)
    except _DamagedError:
        return None
    return reader.lost[0] if reader.lost else None
