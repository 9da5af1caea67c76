"""A field that is a table, of any kind: its heads and its cells, the same for every medium."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..handbook import Handbook
from ..kinds import (
    Document,
    Listing,
    Rating,
    Record,
    Role,
    SuccessFactor,
    Text,
    capitalised,
    column_label,
    columns,
    label,
)
from ..phrases import Phrases, phrases
from .gathering import in_words
from .units import clock


@dataclass(frozen=True, slots=True)
class FieldTable:
    """Heads, and rows of cells; each cell is Markdown of the document that the table stands in."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


def table_of(handbook: Handbook, document: Document, name: str) -> FieldTable:
    """Give a field of rows as a table; columns that nothing stands in are left out."""
    words, kind = phrases(document.language or handbook.language), type(document)
    listing: Listing[Any] = getattr(document, name)
    if any(isinstance(entry, Rating) for entry in listing):
        heads = ("column.criterion", "field.candidates", "field.scores")
        rated = (label(kind, name, words), *(words.t(key) for key in heads))
        return FieldTable(rated, tuple(row for entry in listing for row in _scores(handbook, entry, words)))
    named = columns(kind, name)
    rows = [_cells(handbook, entry, named, words) for entry in listing]
    used = [at for at in range(len(named)) if any(row[at].markdown for row in rows)]
    return FieldTable(
        tuple(capitalised(column_label(kind, name, named[at], words)) for at in used),
        tuple(tuple(row[at] for at in used) for row in rows),
    )


def _cells(handbook: Handbook, row: Any, named: tuple[str, ...], words: Phrases) -> tuple[Text, ...]:
    if isinstance(row, Record):
        return tuple(Text(cell, row.place) for cell in row.cells)
    write: Mapping[str, Callable[[Any], str]] = {
        "at": clock,
        "weight": words.number,
        "must": lambda must: words.t("choice.yes") if must else "",
        "lead": lambda lead: ", ".join(role.title for role in handbook.found(Role, lead)) or row.lead_text,
        "mode": lambda mode: words.t(f"mode.{mode}") if words.has(f"mode.{mode}") else mode,
        "together": lambda together: in_words(words, together),
        "criterion": lambda id_: _title(handbook, id_),
    }
    values = ((name, getattr(row, name)) for name in named)
    shown = ("" if value is None else write.get(name, str)(value) for name, value in values)
    return tuple(Text(text, row.place) for text in shown)


def _scores(handbook: Handbook, rating: Rating, words: Phrases) -> tuple[tuple[Text, ...], ...]:
    """Give a row for each score: who gave it, for what, to whom, and how much."""
    rows = (
        (rating.rater, _title(handbook, score.criterion), score.candidate, words.number(score.score))
        for score in rating.scores
    )
    return tuple(tuple(Text(cell, rating.place) for cell in row) for row in rows)


def _title(handbook: Handbook, criterion: str) -> str:
    factor = handbook.find(SuccessFactor, criterion)
    return factor.title if factor else criterion
