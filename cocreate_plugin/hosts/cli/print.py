"""PDFs without a site: which sheets a word on the command line means, and printing them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path, PurePosixPath

import click

from ...handbook import Handbook
from ...kinds import A3, Document
from ...pdf import Printed, print_all
from ...pdf.files import put
from ...pdf.jobs import ABOUT_BOXES, once_a_box
from ...pdf.sandbox import obstacle
from ...phrases import Phrases
from ...problems import Level, Problem
from ...sheets.all import sheets
from ...sheets.jobs import jobs
from ...sheets.sheet import Sheet
from ..accessible_pdf import validated
from ..project import Project, words_of, workers
from .localised_click import refuse
from .report import is_fatal, show, tell
from .validation import refuse_without_library, say_and_write


def print_named(here: Project, names: Sequence[str], out: Path, *, validate: bool = False) -> bool:
    """Print what is named, or everything; tell whether all came out, and keeps the standard if asked."""
    words = words_of(here)
    if validate:
        refuse_without_library(words)
    loaded = here.load()
    everything = sheets(loaded.handbook)
    wanted = {sheet.path for name in names for sheet in _named(name, everything, loaded.handbook, here)}
    chosen_ones = tuple(sheet for sheet in everything if sheet.path in wanted or not names)
    own = concerned(loaded.handbook, chosen_ones)
    blocking = [problem for problem in loaded.problems if not names or problem.place.path in own]
    if is_fatal(blocking):
        show(blocking, words, here.root)
        tell(words.t("print.stopped"))
        return False
    show([problem for problem in loaded.problems if problem.level is Level.ERROR], words, here.root, err=True)
    all_well = print_sheets(chosen_ones, here, out, words)
    if not validate:
        return all_well
    there = {sheet.path: out / sheet.path for sheet in chosen_ones if (out / sheet.path).is_file()}
    return say_and_write(validated(there), out, words) and all_well


def print_sheets(wanted: Sequence[Sheet], here: Project, out: Path, words: Phrases) -> bool:
    """Print sheets below a folder, each file whole or not at all; tell whether all of them came out.

    To a program that listens, each file is named when it is there. What is wrong with a box is told once, at
    the end, since it stands on several sheets.
    """
    done, about_boxes = 0, list[Problem]()
    if reason := obstacle():
        tell(words.t("print.no-walls", reason=reason))
    work = print_all(jobs(wanted, here.root), here.cache, workers(here.settings.options))
    with closing(_announced(work, len(wanted), words)) as announced:
        for printed in announced:
            boxes = [problem for problem in printed.problems if problem.code in ABOUT_BOXES]
            show([each for each in printed.problems if each not in boxes], words, here.root, err=True)
            about_boxes += boxes
            if printed.file is not None:
                put(out / printed.path, printed.file.read_bytes())
                done += 1
                if not sys.stdout.isatty():
                    click.echo(printed.path)
    show(once_a_box(about_boxes), words, here.root, err=True)
    tell(words.n("print.done", done, folder=str(out / "print")))
    return done == len(wanted)


def found_on_paper(here: Project, handbook: Handbook, words: Phrases) -> Iterator[Problem]:
    """Print every sheet of the site into the cache alone, and give what is wrong with them, each box once."""
    wanted = tuple(sheet for sheet in sheets(handbook) if sheet.publish)
    work = print_all(jobs(wanted, here.root), here.cache, workers(here.settings.options))
    with closing(_announced(work, len(wanted), words)) as announced:
        yield from once_a_box(problem for printed in announced for problem in printed.problems)


def _named(word: str, everything: Sequence[Sheet], handbook: Handbook, here: Project) -> Sequence[Sheet]:
    """Give the sheets that a word means, or refuse it and say what there is."""
    found = chosen(word, everything, handbook, here)
    if not found:
        there = printables(handbook, everything)
        lists = "".join(f"\n  {folder}: {', '.join(ids)}" for folder, ids in there.items())
        ids = [id_ for ids in there.values() for id_ in ids]
        refuse("usage.unknown-sheet", word, ids, more=f" {words_of(here).t('print.there-is')}{lists}")
    return found


def printables(handbook: Handbook, sheets: Iterable[Sheet]) -> dict[str, tuple[str, ...]]:
    """Name what can be asked for: documents by folder, other sheets under `print`; each in one form."""
    names: dict[str, dict[str, None]] = {
        folder: {} for folder in (*(kind.folder for kind in handbook.kinds), "print")
    }
    for sheet in sheets:
        for document in documents(sheet, handbook):
            names[document.folder][document.id] = None
        again = sheet.is_again or sheet.forms
        if not again and not any(document.ref == sheet.subject for document in documents(sheet, handbook)):
            names["print"][_stem(sheet)] = None
    return {folder: tuple(ids) for folder, ids in names.items() if ids}


def documents(sheet: Sheet, handbook: Handbook) -> tuple[Document, ...]:
    """Give the documents that a sheet belongs to: the one it is about, and the one it is made from."""
    path = sheet.places[""].path if "" in sheet.places else ""
    return tuple(
        document for document in handbook.documents if document.ref == sheet.subject or document.path == path
    )


def chosen(word: str, sheets: Sequence[Sheet], handbook: Handbook, here: Project) -> tuple[Sheet, ...]:
    """Give the sheets that a word means: an id, `folder/id`, a path, a sheet, or a folder of sheets."""
    word = _subject(word, here)
    owned = {
        sheet.path: {name for each in documents(sheet, handbook) for name in (each.id, each.ref)}
        for sheet in sheets
    }
    tests: tuple[Callable[[Sheet], bool], ...] = (
        lambda sheet: word in owned[sheet.path],
        lambda sheet: (
            word in (_stem(sheet), sheet.path, sheet.path.removeprefix("print/").removesuffix(".pdf"))
            or (word == sheet.subject.rpartition("/")[2] and _stem(sheet).startswith(f"{word}-"))
        ),
        lambda sheet: sheet.path.startswith(f"print/{word}/"),
    )
    found = (tuple(sheet for sheet in sheets if test(sheet)) for test in tests)
    return next((each for each in found if each), ())


def concerned(handbook: Handbook, wanted: Sequence[Sheet]) -> frozenset[str]:
    """Name the files that sheets are made from; what is made from several documents is made from all."""
    own = [documents(sheet, handbook) for sheet in wanted]
    named = [each for each_own in own for each in each_own] if all(own) else handbook.documents
    templates = (handbook.template_of(each) for each in named if isinstance(each, A3))
    common = (f"{handbook.process}/handbook.yml", "mkdocs.yml", handbook.process)
    return frozenset((*common, *(each.path for each in (*named, *templates) if each is not None)))


def _announced(work: Iterable[Printed], total: int, words: Phrases) -> Generator[Printed]:
    """Say how far it is, on a terminal."""
    live = sys.stderr.isatty()
    for number, printed in enumerate(work, 1):
        if live:
            line = words.t("print.progress", number=number, total=total, path=printed.path)
            click.echo(f"\r\033[K{line}", err=True, nl=False)
        if live and (printed.problems or number == total):
            click.echo("\r\033[K", err=True, nl=False)
        yield printed


def _stem(sheet: Sheet) -> str:
    return PurePosixPath(sheet.path).stem


def _subject(word: str, here: Project) -> str:
    """Turn a path such as `process/a3/problem-a3.md` into the reference `a3/problem-a3`."""
    word = word.replace(os.sep, "/")
    if not word.endswith(".md"):
        return word.strip("/")
    for start in (Path.cwd(), here.root, here.process):
        path = Path(os.path.normpath(start / word))
        if path.is_file() and path.is_relative_to(here.process):
            return path.relative_to(here.process).with_suffix("").as_posix()
    return PurePosixPath(word).with_suffix("").as_posix()
