"""Paper for the site: printed before the old site is cleaned away; what could not be printed is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from ...handbook import Handbook
from ...pages.site import Site, Unprinted
from ...phrases import phrases
from ...problems import Problem, in_order
from ...sheets.all import sheets as every_sheet
from ...sheets.sheet import Sheet
from ..accessible_pdf import can_validate, validated

log = get_plugin_logger("cocreate")

PASSING = {"passing": True}
"""What marks a line of the log that tells how far a build is, and nothing of the site."""

SAY_EVERY = 25
"""How often the log says how far printing is: after so many sheets."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What was printed: files by their place on the site, and what was found on the way."""

    files: Mapping[str, Path] = field(default_factory=dict)
    pages: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    larger: Mapping[str, int] = field(default_factory=dict)
    """Which of the larger forms of a sheet was printed, counted from 1, by its place on the site."""
    failed: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """What is wrong with each sheet that was not printed, by its place on the site."""

    @property
    def impossible(self) -> Problem | None:
        """Give the problem that what every sheet needs is missing on this machine."""
        if not self.problems:
            return None
        from ...pdf.pool import OF_THE_MACHINE

        return next((problem for problem in self.problems if problem.code in OF_THE_MACHINE), None)


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
    from ...pdf.jobs import once_a_box
    from ...pdf.sandbox import obstacle
    from ...sheets.jobs import jobs

    words = phrases(handbook.language)
    if reason := obstacle():
        log.info(words.t("print.no-walls", reason=reason))
    files: dict[str, Path] = {}
    pages: dict[str, int] = {}
    problems: list[Problem] = []
    failed: dict[str, tuple[Problem, ...]] = {}
    larger: dict[str, int] = {}
    with closing(print_all(jobs(wanted, handbook.root), cache, workers)) as work:  # type: ignore[type-var]
        for number, each in enumerate(work, 1):
            problems += each.problems
            if each.file is not None:
                files[each.path] = each.file
                pages[each.path] = each.pages
                if each.larger:
                    larger[each.path] = each.larger
            else:
                failed[each.path] = each.problems
            if number % SAY_EVERY == 0 and number < len(wanted):
                log.info(words.t("build.printing", number=number, total=len(wanted)), extra=PASSING)
    return Paper(files, pages, in_order(once_a_box(problems)), larger, failed)


def without_failed(site: Site, paper: Paper, cache: Path | None = None) -> Site:
    """Leave what could not be printed out of a site, whose pages say so, and name the paper of what was.

    With the folder in which results are kept, the PDFs are held against PDF/UA-1, if that can be done here.
    """
    words = phrases(site.handbook.language)
    tests = cache is not None and bool(paper.files) and can_validate()
    reasons = {path: tuple(words.told(each) for each in problems) for path, problems in paper.failed.items()}
    return replace(
        site,
        sheets=tuple(
            sheet.larger[paper.larger[sheet.path] - 1] if sheet.path in paper.larger else sheet
            for sheet in site.sheets
            if sheet.path not in reasons
        ),
        printed=paper.pages,
        validation=validated(paper.files, cache) if tests else None,
        unprinted=tuple(
            Unprinted(sheet, reasons[sheet.path]) for sheet in site.sheets if sheet.path in reasons
        ),
    )


def without_empty(folder: Path, site: Site) -> None:
    """Take away what kept the place of a PDF that is made on demand: nobody is served an empty file."""
    for path in (*(sheet.path for sheet in site.sheets), *site.former_sheets):
        place = folder / site.addresses.file(path)
        if place.is_file() and not place.stat().st_size:
            place.unlink()
