"""The accessibility statement: what was tested in this build, what is known to fail, and whom to tell.

Its parts follow the model statement of Commission Implementing Decision (EU) 2018/1523. What only the
organisation can say stands in `accessibility.md` beside handbook.yml.
"""

from __future__ import annotations

import json
from typing import Any

from ..facts.accessibility import STANDARD, as_data
from .documents import way_to_contact
from .site import Site
from .writer import PageWriter

FILE = "accessibility.json"
"""The results of this build, beside `handbook.json`."""


def statement(writer: PageWriter) -> dict[str, Any]:
    """Give what the page is filled with."""
    site, words = writer.site, writer.words
    identity, tested = site.handbook.identity, site.validation
    own = site.handbook.introductions.get("accessibility")
    newest = site.handbook.changed.get(site.newest)
    contact = identity.contact or ""
    return {
        "who": identity.organisation or identity.title or "",
        "own": own.text if own else None,
        "contact": f"[{contact.removeprefix('mailto:')}]({way_to_contact(contact)})" if contact else "",
        "standard": STANDARD,
        "tested": tested,
        "has_forms": any(sheet.forms for sheet in site.sheets),
        "has_sheets": bool(site.sheets),
        "edition": identity.edition or "",
        "day": words.date(newest) if newest else "",
        "file": writer.to(site.addresses.file(FILE)),
    }


def accessibility_json(site: Site) -> str:
    """Write the results of this build."""
    return json.dumps(as_data(site.validation), ensure_ascii=False, indent=2) + "\n"
