"""The headings that are fields: their labels in each language."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from ..kinds import Document, label, section_fields, spellings, whole_body
from ..phrases import Phrases
from ..problems import closest
from ..sources import Section


def labels(kind: type[Document], phrases: Phrases) -> Mapping[str, str]:
    """Give the field of each label of a kind: in English, in the words' language, and as an id."""
    return _labels(cast("Any", kind), phrases)


@lru_cache(maxsize=256)
def _labels(kind: Any, phrases: Phrases) -> Mapping[str, str]:
    named = (name for name in section_fields(kind) if name != whole_body(kind))
    return {folded(word): name for name in named for word in spellings(kind, name, phrases)}


def field_of(section: Section, kind: type[Document], phrases: Phrases) -> str | None:
    """Tell which field a heading opens, if any."""
    if section.id:
        name = section.id.replace("-", "_")
        return name if name in section_fields(kind) and name != whole_body(kind) else None
    return labels(kind, phrases).get(folded(section.title))


def folded(label: str) -> str:
    """Fold a heading for comparison: case, spaces, emphasis and a closing colon do not matter."""
    plain = unicodedata.normalize("NFC", label).casefold().replace("-", " ")
    return " ".join(plain.strip("*_ ").rstrip(":").split())


def misspelt(section: Section, kind: type[Document], phrases: Phrases) -> str | None:
    """Give the label that a free heading seems to mean."""
    known = labels(kind, phrases)
    close = closest(folded(section.title), known, 0.8)
    return label(kind, known[close], phrases) if close else None
