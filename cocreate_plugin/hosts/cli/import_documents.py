"""`cocreate import`: a folder of what others wrote becomes documents of a kind, all of them or none."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from ...intake import NeedsMoreError, TakenIn, taken_in
from ...intake.report import Report, as_json, as_markdown, as_text
from ...mend.rounds import ChangedMeanwhileError, Mended, copied, write
from ...pdf.files import put
from ...problems import Problem
from ..project import Project, words_of
from .add import kind_named
from .localised_click import refuse_plainly
from .report import tell
from .sound import sound_handbook

FORMS: Mapping[str, Callable[[Report], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}
PACKAGE = "mkdocs-cocreate[import]"


def import_documents(
    here: Project, source: Path, name: str, *, split: bool, is_trial: bool, form: str, out: Path | None
) -> bool:
    """Take files in as documents of the kind that `name` means, and report; tell whether there were any."""
    words = words_of(here)
    kind = kind_named(name, words, sound_handbook(here, words).kinds)
    top = source.resolve()
    if not top.exists():
        refuse_plainly(words.t("import.no-folder", folder=str(source)))
    if here.root.is_relative_to(top) or top.is_relative_to(here.process.resolve()):
        refuse_plainly(words.t("import.own-folder", folder=str(source)))
    if out is not None and out.exists():
        refuse_plainly(words.t("import.report-exists", path=str(out)))
    settings = here.settings
    try:
        taken = taken_in(
            top, here.root, settings.process, kind, words, language=settings.language, split=split
        )
    except NeedsMoreError:
        refuse_plainly(words.t("import.needs-more", command=f'pip install "{PACKAGE}"'))
    found = _problems(here, taken)
    report = FORMS[form](Report(taken.drafts, taken.left, found, settings.process, words, is_trial))
    if out is not None:  # First, for documents without what it asks of people would be half of an import.
        put(out, report.encode())
    if not is_trial and taken.drafts:
        try:
            _write(here, taken)
        except OSError:
            if out is not None:
                out.unlink()
            raise
    if out is None:
        click.echo(report)
    else:
        tell(words.t("import.report-in", path=str(out)))
    if taken.drafts and not is_trial:
        tell(words.t("import.next"))
    return bool(taken.drafts)


def _problems(here: Project, taken: TakenIn) -> Mapping[str, tuple[Problem, ...]]:
    """Give what the check will say of each document: it is tried in a copy of the handbook."""
    with tempfile.TemporaryDirectory(prefix="cocreate-") as folder:
        copy = Path(folder) / "copy"
        copied(here.root, copy, {"site"})
        for path, content in taken.files.items():
            if not (copy / path).exists():
                put(copy / path, content)
        problems = replace(here, root=copy).tried(changed={}).problems
    return {
        path: own for path in taken.files if (own := tuple(one for one in problems if one.place.path == path))
    }


def _write(here: Project, taken: TakenIn) -> None:
    """Write everything, or nothing: a file that is there already is never touched."""
    try:
        write(here.root, Mended(dict.fromkeys(taken.files), taken.files))
    except ChangedMeanwhileError as error:
        refuse_plainly(words_of(here).t("import.exists", path=str(error)))
