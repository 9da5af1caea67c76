"""`cocreate review`: what a change does, said to those who decide about it."""

from __future__ import annotations

import datetime as dt
import os
import posixpath
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import click

from ...handbook import TEMPLATES
from ...pdf.files import put
from ...pdf.page_pictures import can_draw
from ...phrases import Phrases
from ...review.compare import State, compared
from ...review.html import as_html
from ...review.paper import changed_sheets
from ...review.report import Review, as_json, as_markdown, as_text
from ...sheets.all import sheets as all_sheets
from ...sources import LOCALE
from ...sources.git import UnansweredError
from ...sources.history import last_changes
from ...sources.revisions import NoRevisionError, Revision, revision, write_files
from ..hand_written import files_of
from ..project import Project, project, words_of, workers
from ..settings import read_settings
from .localised_click import refuse_plainly

WRITERS: Mapping[str, tuple[str, Callable[[Review, Phrases], str]]] = {
    "review.txt": ("text", as_text),
    "review.md": ("markdown", as_markdown),
    "review.json": ("json", as_json),
    "index.html": ("html", as_html),
}
"""What a report is called in a folder, how it is called on the command line, and who writes it."""

FORMATS = tuple(form for form, _ in WRITERS.values())

Days = Mapping[str, dt.date]

SETTINGS_FILES, LONGEST_SETTINGS = (".yml", ".yaml"), 1_000_000
"""Which files may be settings, or be inherited by them."""


def review(here: Project, base: str, form: str, out: Path | None) -> bool:
    """Compare the handbook with an earlier state and say what is different; tell whether nothing breaks."""
    words = words_of(here)
    with_pictures = form == "html" or out is not None
    with earlier(here, base) as (before, name, days):
        old, new = state(before, days), state(here)
        sheets, unprinted = changed_sheets(
            old, new, here.cache, workers(here.settings.options), with_pictures and can_draw()
        )
        remarks = [words.sentence(problem) for problem in unprinted]
        if with_pictures and not can_draw():
            remarks.append(words.t("review.no-pictures"))
        told = Review(name, compared(old, new), sheets, tuple(remarks))
        # The pictures are drawn while the sheets of the earlier state are there.
        files = {
            file: writer(told, words)
            for file, (key, writer) in WRITERS.items()
            if out is not None or key == form
        }
    click.echo(next(text for file, text in files.items() if WRITERS[file][0] == form).rstrip("\n"))
    if out is not None:
        for file, text in files.items():
            put(out / file, text.encode())
    return not told.breaks


@contextmanager
def earlier(here: Project, base: str) -> Iterator[tuple[Project, str, Days | None]]:
    """Open the earlier state, say what it is called, and when its files were changed, where history says so.

    What is taken out of the history is removed again.
    """
    words = words_of(here)
    try:
        found = revision(here.root, base)
    except (NoRevisionError, UnansweredError) as error:
        if base and Path(base).is_dir():
            yield replace(project(Path(base)), draws_into=here.draws_into), base, None
            return
        refuse_plainly(
            words.t(f"review.base.{error}", **({"given": base} if str(error) == "unknown-revision" else {}))
        )
    with tempfile.TemporaryDirectory(prefix="cocreate-") as folder:
        top = Path(folder).resolve()
        try:
            root = _written(found, top)
        except (NoRevisionError, UnansweredError) as error:
            refuse_plainly(words.t(f"review.base.{error}"))
        before = Project(root, read_settings(root), draws_into=here.draws_into)
        days: Days = {}
        with suppress(UnansweredError):
            days = last_changes(here.root, before.settings.process, found.commit)
        yield before, base or found.commit[:12], days


def _written(found: Revision, top: Path) -> Path:
    """Write what the handbook is made from: the settings, then the folders that they name."""
    root = top / found.below
    root.mkdir(parents=True, exist_ok=True)
    settings_files = (
        path
        for path, blob in found.files.items()
        if path.endswith(SETTINGS_FILES) and blob.size <= LONGEST_SETTINGS
    )
    write_files(found, settings_files, top)
    settings = read_settings(root)
    register = str(settings.options.get("published") or "")
    named = (settings.process, settings.docs, TEMPLATES, LOCALE, register)
    wanted = [posixpath.normpath(posixpath.join(found.below, name)) for name in named if name]
    write_files(
        found,
        (path for path in found.files if any(path == each or path.startswith(f"{each}/") for each in wanted)),
        top,
    )
    return root


def state(here: Project, days: Days | None = None) -> State:
    """Read one state of a handbook; `days` says when each file was changed, else history is asked."""
    loaded = here.load(changed=days)
    book, to = loaded.handbook, loaded.handbook.addresses
    hand_written = tuple(files_of(book, here.settings.is_left_out))
    return State(
        book,
        loaded.problems,
        all_sheets(book, with_book=False),
        dict(_files(here)),
        frozenset(to.printed(to.languages.moved(name)) for name in hand_written),
    )


def _files(here: Project) -> Iterator[tuple[str, str]]:
    """Give the hash of each file that the site is made from; hidden ones and links are none."""
    seen: set[Path] = set()
    for name in (here.settings.process, here.settings.docs, TEMPLATES, LOCALE):
        for above, folders, names in os.walk(here.root / name):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            for each in sorted(names):
                file = Path(above, each)
                if not each.startswith(".") and file not in seen and file.is_file():
                    seen.add(file)
                    path = Path(os.path.relpath(file, here.root)).as_posix()
                    yield path, sha256(file.read_bytes()).hexdigest()
    settings = here.root / here.settings.file
    if settings.is_file():
        yield here.settings.file, sha256(settings.read_bytes()).hexdigest()
