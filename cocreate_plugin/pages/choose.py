"""Choosing: what each dialogue model suits, for the table and for the script that narrows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from ..facts.coverage import dialogues
from ..facts.found_by import FoundBy
from ..kinds import DialogueModel, Document, Phase, SuccessFactor
from .writer import PageWriter

WORDS = (
    "found",
    "nearest",
    "fits",
    "missing",
    "shortened",
    "few-people",
    "many-people",
    "few-minutes",
    "word-not",
)
"""What the page's script says, by its word of the catalogue."""
MODES = ("understand", "create", "decide")
"""Modes of steps that one can look for."""


@dataclass(frozen=True, slots=True)
class ModelToChoose:
    """A dialogue model with what one can look for, as ids with a space between them."""

    model: DialogueModel
    phase: str
    factor: str
    mode: str
    also: str
    """Other words that it is found by."""


def choosing(writer: PageWriter) -> dict[str, Any]:
    """Give the dialogue models that one can choose between, and by what."""
    book, words = writer.site.handbook, writer.words
    found_by = FoundBy(book)
    rows = [
        ModelToChoose(
            model,
            _ids(book.naming(model, Phase, "dialogue_models")),
            " ".join(model.success_factors),
            " ".join(mode for mode in MODES if any(row.mode == mode for row in model.run_sheet or ())),
            " ".join((*model.tags, *found_by.synonyms(f"{model.title} {model.purpose}"))),
        )
        for model in dialogues(book)
    ]
    said = "".join(f' data-cc-{name}="{escape(words.t(f"choose.{name}"))}"' for name in WORDS)
    return {
        "rows": rows,
        "words": said,
        "filters": (
            ("phase", words.t("field.phase"), _used(book.published(Phase), (row.phase for row in rows))),
            (
                "factor",
                words.t("label.factor"),
                _used(book.published(SuccessFactor), (row.factor for row in rows)),
            ),
            (
                "mode",
                words.t("choose.mode"),
                [(mode, words.t(f"mode.{mode}")) for mode in MODES if any(mode in row.mode for row in rows)],
            ),
        ),
    }


def _ids(documents: Iterable[Document]) -> str:
    return " ".join(document.id for document in documents)


def _used(documents: Iterable[Document], ids: Iterable[str]) -> list[tuple[str, str]]:
    """Give id and title of the documents that some model is for."""
    used = {id_ for some in ids for id_ in some.split()}
    return [(document.id, document.title) for document in documents if document.id in used]
