"""Sheets of two states: which are new, gone or changed, and how full the boxes of each became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from ..handbook import Handbook
from ..pages.site import Site
from ..pages.writer import sheet_name
from ..pdf import Job, Printed, print_all
from ..pdf.jobs import Filled
from ..pdf.pool import OF_THE_MACHINE
from ..phrases import phrases
from ..problems import Problem
from ..sheets.html import key
from ..sheets.jobs import jobs
from ..sheets.sheet import Sheet
from .compare import Fate, State

MOST = 40
"""So many changed sheets are printed."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of an A3, how full it is, and how full it was, where that is known."""

    name: str
    before: Filled | None
    after: Filled


@dataclass(frozen=True, slots=True)
class SheetChange:
    """A sheet that is not as it was."""

    path: str
    title: str
    kind: str
    """What it is, in words."""
    fate: Fate
    former: str = ""
    """The path that it had."""
    before: Path | None = None
    """The PDF as it was, where it was printed."""
    after: Path | None = None
    boxes: tuple[Box, ...] = ()
    """Boxes whose content takes more or fewer lines."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it on paper since, such as that it does not fit."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One sheet in two states, with the job that prints each."""

    before: tuple[Sheet, Job] | None
    after: tuple[Sheet, Job] | None

    @property
    def sheet(self) -> Sheet:
        """Give the sheet as it is, else as it was."""
        return next(state[0] for state in (self.after, self.before) if state)

    @property
    def is_looked_at(self) -> bool:
        """Tell whether it is printed: packs are made of sheets that are looked at by themselves."""
        return not self.sheet.parts and not self.sheet.is_again

    def jobs(self, with_pictures: bool) -> tuple[Job, ...]:
        """Give what is printed: how it was is of interest for a picture, and for how full an A3 was."""
        old = self.before if with_pictures or self.sheet.kind.startswith("a3-") else None
        return tuple(state[1] for state in (old, self.after) if state)


def changed_sheets(
    before: State, after: State, cache: Path, workers: int, with_pictures: bool
) -> tuple[tuple[SheetChange, ...], tuple[Problem, ...]]:
    """Name the sheets that differ, print those that one looks at, and say why nothing can be printed."""
    pairs = tuple(_differing(before, after))
    looked_at = [pair for pair in pairs if pair.is_looked_at][:MOST]
    printed = _printed([job for pair in looked_at for job in pair.jobs(with_pictures)], cache, workers)
    # What is wrong on paper now is only said when it was not wrong before.
    doubtful = [
        pair.before[1]
        for pair in looked_at
        if pair.before
        and pair.after
        and id(pair.before[1]) not in printed
        and printed[id(pair.after[1])].problems
    ]
    printed |= _printed(doubtful, cache, workers)
    changes = tuple(
        _change(
            pair,
            after.book,
            *(printed.get(id(state[1])) if state else None for state in (pair.before, pair.after)),
        )
        for pair in pairs
    )
    everything = (problem for done in printed.values() for problem in done.problems)
    return changes, tuple(each for each in everything if each.code in OF_THE_MACHINE)[:1]


def _printed(wanted: Sequence[Job], cache: Path, workers: int) -> dict[int, Printed]:
    """Print jobs, and give what came of each by its identity: two states may have a path in common."""
    with closing(print_all(wanted, cache, workers)) as work:  # type: ignore[type-var]
        return {id(job): done for job, done in zip(wanted, work, strict=True)}


def _differing(before: State, after: State) -> Iterator[Pair]:
    """Pair the sheets of two states by their path, or the one that they had, where they are not equal."""
    old = {sheet.path: (sheet, job) for sheet, job in _with_jobs(before)}
    moved = {sheet.path: path for path, sheet in Site(after.book, after.sheets).former_sheets.items()}
    kept: set[str] = set()
    for sheet, job in _with_jobs(after):
        former = sheet.path if sheet.path in old else moved.get(sheet.path, "")
        kept.add(former)
        was = old.get(former)
        if was is None or (was[1].key != job.key and _undated(was[0], before) != _undated(sheet, after)):
            yield Pair(was, (sheet, job))
    yield from (Pair(state, None) for path, state in old.items() if path not in kept)


def _undated(sheet: Sheet, state: State) -> str:
    """Hash what a sheet says but for the day of its last change, which follows from the change."""
    parts = (sheet, *sheet.parts)
    plain = (replace(part, frame=replace(part.frame, revised="", day=None)) for part in parts)
    return " ".join(key(part, state.book.root) for part in plain)


def _with_jobs(state: State) -> Iterator[tuple[Sheet, Job]]:
    return zip(state.sheets, jobs(state.sheets, state.book.root), strict=True)


def _change(pair: Pair, book: Handbook, old: Printed | None, new: Printed | None) -> SheetChange:
    sheet = pair.sheet
    former = pair.before[0].path if pair.before and pair.before[0].path != sheet.path else ""
    fate: Fate = (
        "new" if pair.before is None else "gone" if pair.after is None else "renamed" if former else "changed"
    )
    known = {*OF_THE_MACHINE, *(_about(each) for each in (old.problems if old else ()))}
    return SheetChange(
        sheet.path,
        sheet.title,
        sheet_name(phrases(book.language), sheet, book.identity.paper),
        fate,
        former,
        old.file if old else None,
        new.file if new else None,
        tuple(_boxes(sheet, old.filled if old else {}, new.filled if new else {})),
        tuple(each for each in new.problems if {each.code, _about(each)}.isdisjoint(known)) if new else (),
    )


def _about(problem: Problem) -> str:
    """Tell a problem from others, by how much something does not fit aside."""
    facts = {name: fact for name, fact in problem.facts.items() if name not in ("mm", "lines", "wide")}
    return repr((problem.code, sorted(facts.items())))


def _boxes(sheet: Sheet, before: Mapping[str, Filled], after: Mapping[str, Filled]) -> Iterator[Box]:
    """Give the boxes of an A3 whose content grew or shrank; the fields of its head are none."""
    for box, name in sheet.names.items() if sheet.kind.startswith("a3-") else ():
        old, new = before.get(box), after.get(box)
        if box and not box.startswith("_") and new is not None and old != new:
            yield Box(name, old, new)
