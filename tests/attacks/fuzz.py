"""Handbooks made at random: none trips the program, and what no error has named is published unchanged.

python -m tests.attacks.fuzz SECONDS [SEED]      from the top of the checkout, as `make fuzz` does

A fault is an exception, a document that takes for ever, something that would run on a finished page or
sheet, and anything that the cleaner changes although `cocreate check` finds no error. Told late is what the
check finds on the finished page or sheet alone, and not when it reads the file that it comes from.
"""

from __future__ import annotations

import gc
import json
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from unittest import mock

from cocreate_plugin import prose
from cocreate_plugin.handbook import Handbook
from cocreate_plugin.hosts.project import project
from cocreate_plugin.load import Loaded, load
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.judged import on_paper, refused
from cocreate_plugin.pages.page import Page
from cocreate_plugin.pages.site import Site
from cocreate_plugin.pdf import cache
from cocreate_plugin.problems import Level
from cocreate_plugin.prose import refused_in_drawing, rendering
from cocreate_plugin.prose.differences import differences
from cocreate_plugin.prose.safelist import AUTHORS
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.sheets.texts import texts
from cocreate_plugin.sources.guard import Budget
from cocreate_plugin.testing import write

from . import made
from .places import READ, dangers
from .surroundings import unsaid

MOST_SECONDS = 60
"""Seconds of processor time for one handbook; it takes a fifth of one."""
MOST_SHOWN = 10
"""Examples of each kind that are written out."""


@dataclass
class Tally:
    """What was tried and what was found."""

    tried: Counter[str] = field(default_factory=Counter)
    """How many documents, settings, drawings, pages, sheets and so on."""
    faults: Counter[str] = field(default_factory=Counter)
    late: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    @property
    def documents(self) -> int:
        """Count the files of handbooks, of whatever sort."""
        return self.tried["documents"]

    def note(self, kind: str, example: str) -> None:
        """Note a fault with the text that shows it."""
        self.faults[kind] += 1
        self.examples.setdefault(kind, []).append(example)

    def note_late(self, kind: str, example: str) -> None:
        """Note what is told late, with the text that shows it."""
        self.late[kind] += 1
        self.examples.setdefault(kind, []).append(example)


class Watched:
    """The cleaner of authors' texts, and what it took out of them."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []

    def clean(self, html: str) -> str:
        """Clean, and note what goes."""
        cleaned = AUTHORS.clean(html)
        self.taken += differences(html, cleaned, AUTHORS)
        return cleaned


class TakesForEverError(Exception):
    """A handbook took longer than any may."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """End what takes longer, in processor time."""

    def stop(*_: object) -> None:
        raise TakesForEverError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def shown(files: Mapping[str, str]) -> str:
    """Write files one after the other."""
    return "\n".join(f"== {path}\n{body}" for path, body in files.items())


def without_errors(folder: Path, files: Mapping[str, str], tally: Tally, *, every: bool) -> Loaded | None:
    """Load a handbook, and again without the files that have an error, until none has.

    `every` makes pages of the first, errors and all: they must not be dangerous when they are cleaned.
    """
    for number in range(4):
        loaded = load(folder, changed={})
        for problem in loaded.problems:
            if problem.code in ("cannot-read", "too-slow", "no-time"):
                tally.note(f"{problem.code} {problem.facts}", files.get(problem.place.path, shown(files)))
        if every and number == 0:
            for page in pages(Site(loaded.handbook)):
                _cleaned(READ(page.markdown), page, tally)
        told = {problem.place.path for problem in loaded.problems if problem.level is Level.ERROR}
        if not told:
            return loaded
        for path in filter(Path.is_file, (folder / path for path in told)):
            path.unlink()
    return None


def tried(folder: Path, files: Mapping[str, str], tally: Tally, *, paper: bool, every: bool) -> None:
    """Make pages and sheets of what has no error; note what is dangerous, and what changes unsaid."""
    loaded = without_errors(folder, files, tally, every=every)
    if loaded is None:
        return
    book = loaded.handbook
    tally.tried["documents without an error"] += len(book.documents)
    site = Site(book, sheets(book) if paper else ())
    for page in pages(site):
        read = READ(page.markdown)
        _cleaned(read, page, tally)
        if late := tuple(refused(site, page.source, read)):
            path = late[0].place.path
            tally.note_late("a page", f"{page.path} {prose.changes(read)} {path} {files.get(path, '')}")
    removed = {problem.place.path for problem in loaded.problems if problem.code == "removed-html"}
    for sheet in site.sheets:
        _sheet(book, sheet, removed, tally, files)


def _cleaned(read: str, page: Page, tally: Tally) -> None:
    """Clean a page; nothing in it is dangerous then, and cleaning it again changes nothing."""
    tally.tried["pages"] += 1
    _evident(page.markdown, read, tally)
    cleaned = prose.clean_page(read)
    if (found := dangers(cleaned)) or prose.changes(cleaned):
        tally.note("dangerous page", f"{found} {prose.changes(cleaned)} {page.markdown}")


def _evident(markdown: str, read: str, tally: Tally) -> None:
    """Hold what is told of a page's Markdown alone against what the cleaner does."""
    if prose.is_evidently_safe(markdown):
        tally.tried["evident"] += 1
        if taken := prose.changes(read):
            tally.note("an evident page changes", f"{taken} {markdown}")


def _plain(text: str, tally: Tally) -> None:
    """Hold what is told of an author's text by its signs against what reading it shows."""
    if prose.is_evidently_plain(text):
        tally.tried["evident"] += 1
        for line in (False, True):
            if found := prose.read_refusals(text, line, True):
                tally.note("an evident text is refused", f"{found} {text}")


def _sheet(book: Handbook, sheet: Sheet, removed: set[str], tally: Tally, files: Mapping[str, str]) -> None:
    """Print a sheet; what the cleaner changes in a text of it has been said."""
    with mock.patch.object(rendering, "AUTHORS", Watched()) as watched:
        for read in (rendering.html, rendering.inline):
            read.cache_clear()
        body = html(sheet, book.root).partition("</head>")[2]
    tally.tried["sheets"] += 1
    if found := dangers(body):
        tally.note("dangerous sheet", f"{found} {shown(files)}")
    if late := on_paper(Site(book, (sheet,)), Budget()):
        path = late[0].place.path
        tally.note_late("a sheet", f"{sheet.path} {late} {files.get(path, '')}")
    elif watched.taken and not removed & {text.place.path for text in texts(sheet.data)}:
        tally.note("a sheet changes unsaid", f"{sheet.path} {watched.taken} {shown(files)}")


def checked(folder: Path, files: Mapping[str, str], tally: Tally) -> None:
    """Check a site with pages written by hand, as the command does."""
    tally.tried["sites"] += 1
    for problem in project(folder).tried(changed={}).problems:
        if problem.code in ("cannot-read", "too-slow", "no-time"):
            tally.note(f"{problem.code} {problem.facts}", shown(files))


def drawing(chance: random.Random, tally: Tally) -> None:
    """Change a drawing; it trips no reader, and what is not refused runs nothing."""
    tally.tried["drawings"] += 1
    whole = made.drawing(chance)
    if refused_in_drawing(whole.encode("utf-8", "replace")) != ():
        return
    # A drawing may have styles, and use its own parts.
    if found := [tag for tag in dangers(whole) if not tag.startswith(("<style ", "<use "))]:
        tally.note("dangerous drawing", f"{found} {whole}")


def surrounded(chance: random.Random, tally: Tally) -> None:
    """Publish a text in all that may stand around it."""
    tally.tried["texts"] += 1
    text = made.text(chance).replace("@", "X96X")
    _evident(text, READ(text), tally)
    _plain(text, tally)
    for where, taken in unsaid(text):
        tally.note_late(f"a text as {where}", f"{taken} {text}")


def entry(folder: Path, chance: random.Random, tally: Tally) -> None:
    """Change an entry of the cache, sealed again or not; what is handed out is what the verdict says."""
    tally.tried["cache entries"] += 1
    name, pdf = "0" * 40, b"%PDF-1.7 a"
    content: dict[str, object] = {"pages": 1, "pdf": sha256(pdf).hexdigest(), "findings": []}
    values = (None, -1, 1e99, True, "", [], {}, [[]], made.text(chance), [{"code": made.text(chance)}], 1)
    for key in chance.sample([*content, "more"], chance.randint(0, 3)):
        content[key] = chance.choice(values)
    verdict = cache._sealed(name, content)
    if chance.random() < 0.5:
        verdict = made.changed(chance, verdict.decode(), made.SIGNS, 3).encode("utf-8", "replace")
    write(folder, {f"{name}.json": verdict, f"{name}.pdf": pdf if chance.random() < 0.7 else b"%PDF-1.7 b"})
    known = cache.Cache(folder).look_up(name)
    if known and known.file and sha256(known.file.read_bytes()).hexdigest() != json.loads(verdict)["pdf"]:
        tally.note("another file", f"{content}")


def once(folder: Path, chance: random.Random, tally: Tally) -> None:
    """Try one handbook, and some drawings, entries of the cache and texts."""
    files = made.documents(chance) | made.around(chance)
    whole = chance.random() < 0.1
    files |= made.site(chance) if whole else {}
    for name in ("process", "docs"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / "mkdocs.yml").unlink(missing_ok=True)
    write(folder, files)
    tally.tried["documents"] += len(files)
    tally.tried["settings and sources"] += sum(not path.endswith(".md") for path in files)
    try:
        with limited(MOST_SECONDS):
            if whole:
                checked(folder, files, tally)
            tried(folder, files, tally, paper=chance.random() < 0.3, every=chance.random() < 0.1)
            for _ in range(20):
                drawing(chance, tally)
                entry(folder / "cache", chance, tally)
                surrounded(chance, tally)
    except Exception as error:  # every fault is counted, with what shows it
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
        tally.note(f"{type(error).__name__} {where}", shown(files))


def fuzz(folder: Path, goes_on: Callable[[Tally], bool], seed: int) -> Tally:
    """Try handbooks as long as it goes on."""
    chance = random.Random(seed)
    tally = Tally()
    while goes_on(tally):
        once(folder, chance, tally)
    return tally


def main(seconds: float, seed: int) -> bool:
    """Try for some seconds, say what was found, and tell whether there is a fault."""
    end = time.monotonic() + seconds
    gc.set_threshold(100_000)
    # One folder for all: templates are compiled once for each.
    with tempfile.TemporaryDirectory() as folder:
        result = fuzz(Path(folder), lambda _: time.monotonic() < end, seed)
    numbers = ", ".join(f"{number} {name}" for name, number in sorted(result.tried.items()))
    print(f"seed {seed}, {time.process_time():.0f} seconds of processor time: {numbers}")
    print(f"{sum(result.faults.values())} faults, {sum(result.late.values())} told late")
    for kind, number in (*result.faults.most_common(), *result.late.most_common()):
        print(f"\n{number} × {kind}", *map(repr, result.examples[kind][:MOST_SHOWN]), sep="\n")
    return bool(result.faults)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else time.time_ns() % 1_000_000))
