"""What may stand in `process/kinds/<folder>.yml`: keys, types and shapes, each with what it is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from .base import Duration, Entry, Listing, Record, Span, Step, Task, Text

OWN_KEYS: Mapping[str, str] = {
    "name": "What one document is called, such as `persona`; `cocreate add` takes it. Else the folder.",
    "plural": "What all of them are called, in the navigation. Else the folder.",
    "about": "What the kind is for, in one sentence.",
    "print": "`sheet` (a plain A4, as without this key), `checklist`, `card` for the deck, "
    "`pack` (the A4 with every sheet that it links to, in one file), several, or `no`.",
    "fields": "What stands in front matter: a name and a type each, or more keys.",
    "sections": "What stands below headings: a name and a shape each, or more keys.",
}
"""Keys of a file that declares a kind."""

ADDED_KEYS = ("fields", "sections")
"""Keys of a file that adds to a kind which there is."""

FIELD_KEYS: Mapping[str, str] = {
    "type": "One of the types below. Else `references` beside `to`, `choice` beside `choices`, or `text`.",
    "label": "What readers see: a word, or a word for each language. Else the name.",
    "about": "What it is for: help for those who write, in editors and in `cocreate add`.",
    "choices": "The values of a choice: a list, or each with its label.",
    "to": "The folder of the kind that a reference leads to.",
}
"""Keys of a field."""

SECTION_KEYS: Mapping[str, str] = {
    "shape": "One of the shapes below; else `table` where `columns` stand, or `text`.",
    "label": "The heading: a word, or a word for each language. Else the name.",
    "about": "What it is for: help for those who write.",
    "columns": "The heads of a table: a list, or each with its label.",
}
"""Keys of a section."""

PLAIN: Mapping[str, Any] = {
    "text": str,
    "number": float,
    "date": dt.date,
    "time": dt.time,
    "duration": Duration,
    "people": Span,
}
"""Types of a field that needs no more than its type."""

TYPES: Mapping[str, str] = {
    "text": "One line of Markdown.",
    "number": "Such as `3` or `2.5`.",
    "date": "Such as `2026-11-21`.",
    "time": "A time of day, such as `13:10`.",
    "duration": "Such as `90 min` or `4-8 weeks`.",
    "people": "A number of people, such as `8`, `2-8` or `12+`.",
    "list": "Words in a list.",
    "choice": "One of some `choices`.",
    "reference": "The id of one document of the kind that it leads `to`.",
    "references": "Ids of documents, in a list.",
}
"""What a field may hold."""

SHAPES: Mapping[str, Any] = {
    "text": Text,
    "list": Listing[Entry],
    "tasks": Listing[Task],
    "table": Listing[Record],
    "steps": Listing[Step],
}
"""What may stand below a heading."""

PRINTS = ("sheet", "checklist", "card", "pack", "no")
"""What a kind may print."""

RESERVED_NAMES = frozenset(
    "accessibility assess assets blueprint blueprints cards choose css document event files fonts"
    " generated-checklist glossary handbook home images javascripts js kinds language matrix overview parts"
    " practice print promises run-sheets search sheets sources stylesheets texts translations version".split()
)
"""Names of pages, files, templates and data that are made, or that a later version will make."""


def schema() -> dict[str, Any]:
    """Describe a declaration as JSON Schema, for editors."""
    forms: dict[str, dict[str, Any]] = {
        "print": {"anyOf": [_listed({"enum": [*PRINTS, False]}), {"enum": [*PRINTS, False]}]},
        "fields": {"type": "object", "additionalProperties": _field(FIELD_KEYS, TYPES)},
        "sections": {"type": "object", "additionalProperties": _field(SECTION_KEYS, SHAPES)},
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "kinds/*.yml",
        "type": ["object", "null"],
        "properties": {
            key: {"description": about, **forms.get(key, _LABEL)} for key, about in OWN_KEYS.items()
        },
        "additionalProperties": False,
    }


_WORD: dict[str, Any] = {"type": ["string", "number"]}
_LABEL: dict[str, Any] = {"anyOf": [_WORD, {"type": "object", "additionalProperties": _WORD}]}


def _listed(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _field(keys: Mapping[str, str], names: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a field or a section: one word, or more keys."""
    one = {"enum": list(names)}
    several = {"anyOf": [_listed(_WORD), {"type": "object", "additionalProperties": _LABEL}]}
    forms: dict[str, dict[str, Any]] = {
        "type": one,
        "shape": one,
        "choices": several,
        "columns": several,
        "to": _WORD,
    }
    told = {key: {"description": about, **forms.get(key, _LABEL)} for key, about in keys.items()}
    return {"anyOf": [one, {"type": "object", "properties": told, "additionalProperties": False}]}
