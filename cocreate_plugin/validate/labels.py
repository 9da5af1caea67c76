"""The headings that are fields: their labels in each language, and the shape of what stands below."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from ..kinds import Document, section_fields
from ..phrases import Phrases
from ..sources import Section

SHAPES: dict[str, str] = {
    "question": "text",
    "why": "text",
    "participants_receive": "text",
    "online": "text",
    "reasons": "text",
    "minority_view": "text",
    "entry": "list",
    "inputs": "list",
    "outputs": "list",
    "pitfalls": "list",
    "signs": "list",
    "statements": "list",
    "use_when": "list",
    "not_when": "list",
    "materials": "list",
    "goes_wrong": "list",
    "frontstage": "list",
    "backstage": "list",
    "gate": "tasks",
    "prepare": "tasks",
    "items": "tasks",
    "run_sheet": "table",
    "agenda": "table",
    "criteria": "table",
    "steps": "steps",
    "scores": "scores",
}
"""The shape of every field that is a heading."""


def labels(kind: type[Document], phrases: Phrases) -> Mapping[str, str]:
    """Give the field of each label of a kind: in English, in the words' language, and as an id."""
    return _labels(cast("Any", kind), phrases)


@cache
def _labels(kind: Any, phrases: Phrases) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in section_fields(kind):
        if name != "items":
            found[name.replace("_", " ")] = name
            found.update(dict.fromkeys(phrases.words(f"field.{name}"), name))
    return found


def field_of(section: Section, kind: type[Document], phrases: Phrases) -> str | None:
    """Tell which field a heading opens, if any."""
    if section.id:
        name = section.id.replace("-", "_")
        return name if name in section_fields(kind) and name != "items" else None
    return labels(kind, phrases).get(folded(section.title))


def folded(label: str) -> str:
    """Fold a heading for comparison: case, spaces, emphasis and a closing colon do not matter."""
    plain = unicodedata.normalize("NFC", label).casefold().replace("-", " ")
    return " ".join(plain.strip("*_ ").rstrip(":").split())


def misspelt(section: Section, kind: type[Document], phrases: Phrases) -> str | None:
    """Give the label that a free heading seems to mean."""
    known = labels(kind, phrases)
    close = difflib.get_close_matches(folded(section.title), known, 1, 0.8)
    return phrases.t(f"field.{known[close[0]]}") if close else None
