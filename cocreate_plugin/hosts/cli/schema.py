"""Schemas of front matter, for editors."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...handbook import Handbook
from ...kinds import Identity, declaration
from ...pdf.files import put
from ...phrases import Phrases
from ...validate.schema import kind_name, schema
from ..reports.report import HOME


def schemas(words: Phrases, book: Handbook) -> str:
    """Give all schemas of a handbook as one JSON text, by file name."""
    return _json(_schemas(words, book))


def write_schemas(words: Phrases, book: Handbook, out: Path) -> list[str]:
    """Write one file per kind and name the files."""
    written = []
    for name, one in _schemas(words, book).items():
        put(out / name, f"{_json(one)}\n".encode())
        written.append(os.fspath(out / name))
    return written


def _schemas(words: Phrases, book: Handbook) -> Mapping[str, Any]:
    known: dict[str, list[str]] = {}
    for document in book.documents:
        known.setdefault(document.kind, []).append(document.ref)
    found = {kind_name(kind): schema(kind, words, known) for kind in (*book.kinds, Identity)}
    found["kinds"] = declaration.schema()
    return {f"{name}.schema.json": {"$id": _name(name, words), **one} for name, one in found.items()}


def _name(name: str, words: Phrases) -> str:
    """Give the name by which programs tell schemas apart; nothing is to be had there."""
    return f"{HOME}schemas/{words.language}/{name}.schema.json"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
