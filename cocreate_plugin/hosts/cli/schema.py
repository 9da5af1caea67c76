"""Schemas of front matter, for editors."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ...kinds import Document, Identity, declaration
from ...pdf.files import put
from ...phrases import Phrases
from ...validate.schema import kind_name, schema


def schemas(words: Phrases, kinds: Iterable[type[Document]]) -> str:
    """Give all schemas as one JSON text, by file name."""
    return _json(_schemas(words, kinds))


def write_schemas(words: Phrases, kinds: Iterable[type[Document]], out: Path) -> list[str]:
    """Write one file per kind and name the files."""
    written = []
    for name, one in _schemas(words, kinds).items():
        put(out / name, f"{_json(one)}\n".encode())
        written.append(os.fspath(out / name))
    return written


def _schemas(words: Phrases, kinds: Iterable[type[Document]]) -> Mapping[str, Any]:
    own = {f"{kind_name(kind)}.schema.json": schema(kind, words) for kind in (*kinds, Identity)}
    return {**own, "kinds.schema.json": declaration.schema()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
