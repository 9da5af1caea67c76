"""`cocreate review`: what a change does, said to those who decide about it."""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import click

from ...handbook import TEMPLATES
from ...pdf.files import put
from ...review.compare import State, compared
from ...review.report import Review, as_json, as_markdown, as_text
from ...sheets.all import sheets
from ...sources.git import UnansweredError
from ...sources.revisions import NoRevisionError, Revision, revision, write_files
from ..hand_written import files_of
from ..project import Project, project, words_of
from ..settings import read_settings
from .localised_click import refuse_plainly

WRITERS = {"text": as_text, "markdown": as_markdown, "json": as_json}
SETTINGS_FILES, LONGEST_SETTINGS = (".yml", ".yaml"), 1_000_000
"""Which files may be settings, or be inherited by them."""


def review(here: Project, base: str, form: str, out: Path | None) -> bool:
    """Compare the handbook with an earlier state and say what is different; tell whether nothing breaks."""
    words = words_of(here)
    with earlier(here, base) as (before, name):
        told = Review(name, compared(state(before), state(here)))
    click.echo(WRITERS[form](told, words).rstrip("\n"))
    if out is not None:
        put(out / "review.md", as_markdown(told, words).encode())
        put(out / "review.json", as_json(told, words).encode())
    return not told.breaks


@contextmanager
def earlier(here: Project, base: str) -> Iterator[tuple[Project, str]]:
    """Open the earlier state and say what it is called; what is taken out of the history is removed again."""
    words = words_of(here)
    try:
        found = revision(here.root, base)
    except (NoRevisionError, UnansweredError) as error:
        if base and Path(base).is_dir():
            yield project(Path(base)), base
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
        yield Project(root, read_settings(root)), base or found.commit[:12]


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
    named = (settings.process, settings.docs, TEMPLATES, register)
    wanted = [posixpath.normpath(posixpath.join(found.below, name)) for name in named if name]
    write_files(
        found,
        (path for path in found.files if any(path == each or path.startswith(f"{each}/") for each in wanted)),
        top,
    )
    return root


def state(here: Project) -> State:
    """Read one state of a handbook. Days are left out: they follow from the change, and say nothing of it."""
    loaded = here.load(changed={})
    book, to = loaded.handbook, loaded.handbook.addresses
    hand_written = tuple(files_of(book, here.settings.is_left_out))
    return State(
        book,
        loaded.problems,
        sheets(book),
        dict(_files(here)),
        frozenset(to.printed(to.languages.moved(name)) for name in hand_written),
    )


def _files(here: Project) -> Iterator[tuple[str, str]]:
    """Give the hash of each file that the site is made from; hidden ones and links are none."""
    seen: set[Path] = set()
    for name in (here.settings.process, here.settings.docs, TEMPLATES):
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
