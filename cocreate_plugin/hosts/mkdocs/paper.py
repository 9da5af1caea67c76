"""Paper for the site: printed before the old site is cleaned away, or on demand while serving."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote

from mkdocs.plugins import get_plugin_logger

from ...handbook import Handbook
from ...pages.site import Site, Unprinted
from ...phrases import phrases
from ...problems import Problem, in_order
from ...sheets.all import sheets as every_sheet
from ...sheets.sheet import Sheet
from .serving import App

log = get_plugin_logger("cocreate")

SAY_EVERY = 25
"""How often the log says how far printing is: after so many sheets."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What was printed: files by their place on the site, and what was found on the way."""

    files: Mapping[str, Path] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    failed: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """What is wrong with each sheet that was not printed, by its place on the site."""

    @property
    def impossible(self) -> Problem | None:
        """Give the problem that what every sheet needs is missing on this machine."""
        return next((problem for problem in self.problems if problem.code == "no-print-libraries"), None)


def lies_in(site: str) -> bool:
    """Tell whether a site that was built before has PDFs."""
    return next(Path(site).rglob("print/**/*.pdf"), None) is not None


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give every sheet that the site offers."""
    return tuple(each for each in every_sheet(handbook) if each.publish)


def printed(wanted: Sequence[Sheet], handbook: Handbook, cache: Path, workers: int) -> Paper:
    """Print sheets; those that are in the cache cost a look."""
    # Imported here: a site without PDFs must not need what paper needs.
    from ...pdf import print_all
    from ...pdf.sandbox import obstacle
    from ...sheets.jobs import jobs

    words = phrases(handbook.language)
    if reason := obstacle():
        log.info(words.t("print.no-walls", reason=reason))
    files: dict[str, Path] = {}
    pages: dict[str, int] = {}
    problems: list[Problem] = []
    failed: dict[str, tuple[Problem, ...]] = {}
    with closing(print_all(jobs(wanted, handbook.root), cache, workers)) as work:  # type: ignore[type-var]
        for number, each in enumerate(work, 1):
            problems += each.problems
            if each.file is not None:
                files[each.path] = each.file
                pages[each.path] = each.pages
            else:
                failed[each.path] = each.problems
            if number % SAY_EVERY == 0 and number < len(wanted):
                log.info(words.t("build.printing", number=number, total=len(wanted)))
    return Paper(files, pages, in_order(problems), failed)


def without_failed(site: Site, paper: Paper) -> Site:
    """Leave what could not be printed out of a site: its pages say so, and nothing leads there."""
    words = phrases(site.handbook.language)
    reasons = {path: tuple(words.told(each) for each in problems) for path, problems in paper.failed.items()}
    return replace(
        site,
        sheets=tuple(sheet for sheet in site.sheets if sheet.path not in reasons),
        printed=paper.pages,
        unprinted=tuple(
            Unprinted(sheet, reasons[sheet.path]) for sheet in site.sheets if sheet.path in reasons
        ),
    )


class OnDemand:
    """Answers for PDFs while somebody writes: each is printed when it is asked for."""

    def __init__(self, site_dir: Path, mount: str, at: str, make: Callable[[str], Path | None]) -> None:
        """`mount` is the path below which the site is served, `at` the folder of it that is ours.

        `make` prints the sheet of a path.
        """
        self.site_dir = site_dir
        self.mount = mount
        self.at = at
        self.make = make
        self._lock = Lock()

    def around(self, app: App) -> App:
        """Put this before the application that serves files."""

        def answered(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "ignore")
            below = posixpath.normpath(unquote(path).removeprefix(self.mount).lstrip("/"))
            name = posixpath.relpath(below, self.at or ".")
            if name.startswith("print/") and name.endswith(".pdf"):
                self._make(name)
            return app(environ, start_response)

        return answered

    def _make(self, name: str) -> None:
        """Put the sheet where the application looks for it."""
        with self._lock:
            file = self.make(name)
            if file is not None:
                place = self.site_dir / self.at / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(file.read_bytes())
