"""Footnotes of texts in table cells: their marks stay there, the notes come at the end of the sheet."""

from __future__ import annotations

from .. import prose
from ..handbook import Handbook
from ..kinds import Document
from .writer import paper


def notes(handbook: Handbook, document: Document, *texts: str) -> list[dict[str, str]]:
    """Give the labels of the notes that these texts use, with the definitions that explain them."""
    definitions = document.definitions
    if not definitions or "[^" not in "".join(texts):
        return []
    prepared = paper(handbook, definitions, document.path)
    used = prose.footnotes("\n\n".join(texts), prepared)
    return [{"label": label, "definitions": prepared} for label in used]
