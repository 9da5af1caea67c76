"""`check --complete`: what documents still lack, the best next step first."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from ...facts.completeness import completeness
from ...handbook import Handbook
from ...load import Loaded
from ..project import Project, words_of
from ..reports.completeness import CompletenessReport, as_json, as_markdown, as_text
from .localised_click import refuse_plainly, refuse_without_handbook
from .report import is_fatal, tell

WRITERS: Mapping[str, Callable[[CompletenessReport], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


def complete(here: Project, loaded: Loaded, file: str, form: str) -> None:
    """Say what every document lacks; with a file, all that this one lacks."""
    words, book = words_of(here), loaded.handbook
    if form not in WRITERS:
        refuse_plainly(words.t("usage.complete-format", formats=words.all_of(tuple(WRITERS), "or")))
    refuse_without_handbook(here, words)
    judged = completeness(book)
    if file:
        path = _path(here, book, file)
        own = f"{book.process}/handbook.yml"
        judged = tuple(state for state in judged if (state.document.path if state.document else own) == path)
        if not judged:
            refuse_plainly(words.t("usage.complete-file", given=file))
    click.echo(WRITERS[form](CompletenessReport(book, judged, words, alone=bool(file))).rstrip("\n"))
    if is_fatal(loaded.problems):
        tell(words.t("complete.unread"))


def _path(here: Project, book: Handbook, file: str) -> str:
    """Give the path from the root that a path means; a translation stands for its original."""
    translated = {document.path: book.original_of(document) for document in book.translations}
    known = {document.path for document in book.documents} | translated.keys()
    path = file if file in known else Path(os.path.relpath(Path(file).absolute(), here.root)).as_posix()
    original = translated.get(path)
    return original.path if original else path
