"""What pages need beside themselves: styles, scripts, and the handbook as data."""

from __future__ import annotations

from .data import SCHEMA, handbook_json, schema_json
from .pages.colours import identity_styles
from .pages.site import Site

SHIPPED = ("screen.css", "theme.css", "letters.css", "ticks.js", "choose.js", "assess.js", "now.js")
"""Our files for the screen; they are published below assets/cocreate/."""


def made(site: Site) -> dict[str, str]:
    """Write the files that differ from handbook to handbook, by their place on the site."""
    return {
        "assets/cocreate/identity.css": identity_styles(site.handbook.identity),
        "handbook.json": handbook_json(site),
        SCHEMA: schema_json(site),
    }
