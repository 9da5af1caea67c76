"""What others wrote as documents of a kind: read, turned where that is certain, tried, and reported."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..kinds import Document
from ..phrases import Phrases
from ..problems import Problem
from ..sources.guard import Budget, guarded
from ..sources.limits import LARGEST_PAGE
from .draft import Draft, drafts
from .listed import MARKDOWN, WORD, listed
from .lost import lost
from .notes import Left, Reading
from .plain_text import markdown
from .trial import Trial
from .ways import Ways

MOST_BYTES = 100_000_000
"""Bytes of a word processor's file; a report full of photographs has a tenth of that."""


class NeedsMoreError(Exception):
    """A file asks for libraries that are not there."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What is to be written, and what there is to tell."""

    drafts: tuple[Draft, ...]
    files: dict[str, bytes]
    """Every file to be written, by its path from the root of the handbook."""
    left: tuple[Left, ...]


def taken_in(
    top: Path,
    root: Path,
    process: str,
    kind: type[Document],
    words: Phrases,
    *,
    language: str = "",
    split: bool = False,
) -> TakenIn:
    """Read the files below `top`, or the one file that it is, as documents of a kind; nothing is written.

    `root` and `process` say which handbook they are for; `language` serves where its handbook.yml is silent.
    NeedsMoreError: a file needs libraries that are not installed.
    """
    names, left = listed(top)
    if not all(name.lower().endswith(MARKDOWN) for name in names):
        _need_libraries()
    home = top.parent if top.is_file() else top
    unread = [*left]
    readings: list[Reading] = []
    budget = Budget()
    for name in names:
        if budget.spent(name):
            unread.append(Left(name, "no-time"))
        else:
            reading = _read(home, name)
            readings += [reading] if isinstance(reading, Reading) else []
            unread += [reading] if isinstance(reading, Left) else []
    content = root / process
    made: list[Draft] = []
    ids = set(_stems(content / kind.folder))
    for reading in readings:
        problems: list[Problem] = []
        with guarded(reading.name, problems):
            made += list(drafts(reading, kind, words, split, ids))
        unread += [Left(reading.name, problem.code) for problem in problems]
    ways = Ways(home, content, words, {path.name for path in _entries(content / "files")})
    ways.know(made)
    with tempfile.TemporaryDirectory(prefix="cocreate-") as folder:
        trial = Trial(root, process, language, words, Path(folder) / "book")
        for draft in made:
            problems = []
            with guarded(draft.source, problems):
                ways.point(draft)
                trial.settle(draft)
            unread += [Left(draft.source, problem.code) for problem in problems]
    made = [draft for draft in made if draft.text]
    for reading in readings:
        own = [draft for draft in made if draft.source == reading.name]
        if own:
            own[0].notes += lost(reading.words, own)
    files = {draft.path: draft.text.encode() for draft in made} | ways.files
    return TakenIn(tuple(made), {f"{process}/{name}": text for name, text in files.items()}, tuple(unread))


def _read(home: Path, name: str) -> Reading | Left:
    """Read one file as what its name says; one that cannot be read is left, and why."""
    file, lower = home / name, name.lower()
    try:
        most = LARGEST_PAGE if lower.endswith(MARKDOWN) else MOST_BYTES
        if file.stat().st_size > most:
            return Left(name, "too-large")
        content = file.read_bytes()
    except OSError:
        return Left(name, "unreadable")
    if not content.strip():
        return Left(name, "empty")
    problems: list[Problem] = []
    outcomes: list[Reading | Left] = []
    with guarded(name, problems):
        if not lower.endswith(MARKDOWN):
            outcomes.append(_converted(name, content))
        elif b"\0" in content[:1000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            outcomes.append(Left(name, "no-text"))
        else:
            outcomes.append(markdown(name, content))
    return outcomes[0] if outcomes else Left(name, problems[0].code if problems else "unreadable")


def _converted(name: str, content: bytes) -> Reading | Left:
    from .web import web_page
    from .word import UnreadableError, word_file

    if not name.lower().endswith(WORD):
        return web_page(name, content)
    try:
        return word_file(name, content)
    except UnreadableError as error:
        return Left(name, str(error))


def _need_libraries() -> None:
    """Ask for what reads Word files and web pages; it is installed where somebody imports."""
    try:
        from . import web, word  # noqa: F401
    except ImportError as error:
        raise NeedsMoreError from error


def _entries(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.is_dir() else iter(())


def _stems(folder: Path) -> Iterator[str]:
    return (path.name.partition(".")[0] for path in _entries(folder))
