"""What pages need beside themselves: styles, scripts, and the handbook as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from .data import SCHEMA, handbook_json, schema_json
from .drawn import Drawing
from .pages.accessibility import FILE as VALIDATED, accessibility_json
from .pages.colours import identity_styles
from .pages.published import FILE as REGISTER, register_json
from .pages.site import Site

ASSETS = "assets/cocreate"
"""Folder of our files for the screen, below the folder that everything generated lies in."""

SHIPPED = (
    "tokens.css",
    "screen.css",
    "theme.css",
    "letters.css",
    "times.js",
    "alone.js",
    "reach.js",
    "elements.js",
    "kept.js",
    "qr.js",
    "hand.js",
    "runs.js",
    "gather.js",
    "weigh.js",
    "decide.js",
    "ticks.js",
    "choose.js",
    "assess.js",
    "now.js",
    "room.js",
    "event.js",
    "texts.js",
    "measure.js",
    "fill.js",
    "fill.css",
)
"""For every page."""

ONLY_WITH: Mapping[str, str] = {
    "fill.js": "cc-fill",
    "measure.js": "cc-fill",
    "fill.css": "cc-fill",
    "decide.js": "cc-decide",
    "weigh.js": "cc-decide",
    "event.js": "cc-event",
    "room.js": "cc-event",
}
"""Those of them that pages need alone which have an element of a class."""

MADE = (f"{ASSETS}/identity.css", "handbook.json", SCHEMA, REGISTER, VALIDATED)
"""Files that differ from handbook to handbook."""

SHIPPED_IN = Path(__file__).parent / "assets"


@cache
def delivered(name: str) -> str:
    """Write a script or style sheet as pages fetch it: without comments and indentation."""
    path = SHIPPED_IN / name
    return str((jsmin if path.suffix == ".js" else cssmin)(path.read_text("utf-8")))


def made(site: Site) -> dict[str, str]:
    """Write the files that differ from handbook to handbook, by their place on the site."""
    texts = (
        identity_styles(site.handbook.identity),
        handbook_json(site),
        schema_json(site),
        register_json(site),
        accessibility_json(site),
    )
    drawings = (each for each in site.handbook.drawings.values() if isinstance(each, Drawing))
    files = (*zip(MADE, texts, strict=True), *((each.file, each.svg) for each in drawings))
    return {site.addresses.file(path): text for path, text in files}
