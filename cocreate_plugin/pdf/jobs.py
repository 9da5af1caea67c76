"""What is to be printed, what came out of it, and what was found on the way."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from ..problems import Fact, Level, Place, Problem

ABOUT_BOXES = frozenset({"does-not-fit", "too-wide"})
MEASURED = "filled"
"""The code of a finding that is no problem: how full a box is."""

PLACED = "placed"
"""The code of a finding that is no problem: on which page of its chapter something is."""

CHAPTERS_HERE = "<!--chapters-->"
"""Stands in a sheet where its chapters are bound in."""

LARGER_PAPER = "larger-paper"
"""The code that says on which of the larger papers a sheet is: its number, counted from 1."""

ABOUT_SHEETS = ABOUT_BOXES | {"print-failed", "print-too-slow", "print-no-time", LARGER_PAPER}


LONGEST_NAME = 80
"""Letters of a box's title in a message."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The type size a sheet wants, the smallest that is read with ease, and how many pages it may take."""

    wanted: float
    smallest: float
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet that follows in the same file, on its own paper and at its own type size."""

    html: Callable[[], str]
    fit: Fit


@dataclass(frozen=True, slots=True)
class Bound:
    """A chapter as it is kept, and where it begins: on the next page, on a right one, or on a left one."""

    drawn: bytes
    begins: str


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF to be made: where it goes, what it is made from, and what its boxes are called."""

    path: str
    """Where it goes below the output folder, such as `print/a3/problem-a3.pdf`."""

    key: str
    """Hash of everything the sheet is made from."""

    html: Callable[[], str]
    """Gives the sheet's HTML; must survive pickling, since it runs in another process and only on a miss."""

    root: Path
    """The only folder from which images may be read."""

    base: Path
    """The folder, below the root, that relative addresses start from."""

    fit: Fit
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each box stands in its source; `""` is the document."""

    names: Mapping[str, str] = field(default_factory=dict)
    """The title of each box, for messages."""

    forms: bool = False
    remedies: Mapping[str, str] = field(default_factory=dict)
    """What would help where a box holds too much, as a word for its caller; `""` is any other box."""
    patience: float = 1
    """How many times the usual deadline it may take: a handbook of hundreds of pages is given more."""

    parts: tuple[Part, ...] = ()
    """Sheets that follow; a box of the second is known as `2/box`."""

    larger: tuple[Part, ...] = ()
    """The same on larger paper, or on more sheets: each is tried when what comes before it does not fit."""

    papers: tuple[str, ...] = ()
    """What its paper is called, then what that of each larger one is; none: nobody need know which it is."""

    drawings: tuple[str, ...] = ()
    """SVG files that it shows, from the root: each is tried by itself first, since it can take hours."""

    weight: int = 0
    """How much there is in it, in any measure: the heaviest are begun first."""

    by_chapters: bool = False
    """Whether it is divided where its HTML says `<!--chapter page-->`, and each chapter is kept by itself."""

    drawn: bool = False
    """Whether it is one of these chapters: what comes out of it is not a PDF yet."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How full a box is: lines that its content takes, lines that it has, and the type size in points."""

    used: float
    room: float
    size: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A job that is done: the file in the cache, or none and the problems that say why."""

    path: str
    file: Path | None
    pages: int
    problems: tuple[Problem, ...] = ()
    larger: int = 0
    """Which of the larger ones it is, counted from 1; 0 is the sheet itself."""
    filled: Mapping[str, Filled] = field(default_factory=dict)
    """By box, for those that have a height of their own."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is told about a job."""

    html: Callable[[], str]
    root: Path
    base: Path
    fit: Fit
    forms: bool
    parts: tuple[Part, ...] = ()
    larger: tuple[Part, ...] = ()
    drawn: bool = False
    chapters: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a sheet whose place in the source is not looked up yet.

    Findings are kept in the cache. Only the box is, since lines move while a sheet stays the same.
    """

    code: str
    box: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a worker made of an order."""

    pdf: bytes | None = None
    pages: int = 0
    findings: tuple[Finding, ...] = ()


def job(html: str, root: Path, fit: Fit, path: str = "sheet.pdf") -> Job:
    """Make a job of finished HTML, whose pictures lie below the root."""
    key = sha256(f"{root}\n{html}".encode()).hexdigest()
    return Job(path=path, key=key, html=partial(str, html), root=root, base=root, fit=fit)


def order(job: Job) -> Order:
    """Take from a job what a worker needs; places and names stay here."""
    return Order(
        html=job.html,
        root=job.root,
        base=job.base,
        fit=job.fit,
        forms=job.forms,
        parts=job.parts,
        larger=job.larger,
        drawn=job.drawn,
    )


def located(finding: Finding, job: Job) -> Problem:
    """Turn a finding into a problem with the place and the title of its box.

    What is said of a sign or an image names no sheet: it is said once, on however many sheets it stands.
    """
    document = job.places.get("", Place(job.path))
    facts = dict(finding.facts)
    place = job.places.get(finding.box, document)
    if finding.code in ABOUT_BOXES:
        facts["box"] = _shortened(job.names.get(finding.box) or finding.box or job.path)
    if finding.code == "does-not-fit" and (remedy := job.remedies.get(finding.box, job.remedies.get(""))):
        facts["remedy"] = remedy
    if finding.code in ABOUT_SHEETS:
        facts["path"] = job.path
    if finding.code == LARGER_PAPER:
        step = int(str(facts.pop("step")))
        facts |= {"paper": job.papers[0], "larger": job.papers[min(step, len(job.papers) - 1)]}
    if finding.code == "missing-sign":
        place = _written(str(facts["sign"]), place, job)
    elif finding.code == "unreadable-image":
        place = _written(posixpath.basename(str(facts["image"])), place, job)
        # A picture that nobody can draw is an error of its document; here it costs a sheet.
        return Problem(finding.code, place, facts, weight=Level.WARNING)
    return Problem(finding.code, place, facts)


def once_a_box(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep of each box the sheet on which it is too large by most, and count the others on which it is.

    It is mended once; where it fits there, it fits on the others.
    """
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for number, one in enumerate(problems):
        key = (one.code, one.place, one.facts.get("box")) if one.code in ABOUT_BOXES else (number,)
        alike.setdefault(key, []).append(one)
    return tuple(_worst(same) for same in alike.values())


def _worst(same: Sequence[Problem]) -> Problem:
    """Give the problem with the largest surplus, with the number of other sheets on which it stands too."""
    worst = max(same, key=_surplus)
    others = len({one.facts.get("path") for one in same}) - 1
    return replace(worst, facts={**worst.facts, "others": others}) if others > 0 else worst


def _surplus(problem: Problem) -> float:
    millimetres = problem.facts.get("mm")
    return millimetres if isinstance(millimetres, int | float) else 0.0


def _written(words: str, place: Place, job: Job) -> Place:
    """Find where words of a sheet stand: below the beginning of their box, else in any source of it."""
    sources = (place, *job.places.values(), *map(Place, job.drawings))
    for path in dict.fromkeys(each.path for each in sources):
        try:
            lines = (job.root / path).read_text("utf-8", "replace").split("\n")
        except OSError:  # a sheet may be made from a folder
            continue
        first = place.line - 1 if path == place.path else 0
        for number in (*range(first, len(lines)), *range(min(first, len(lines)))):
            if words and (column := lines[number].find(words)) >= 0:
                return Place(path, number + 1, column + 1)
    return place


def filled(findings: Iterable[Finding]) -> Mapping[str, Filled]:
    """Give how full each box is, as far as it was measured."""
    measured = (each for each in findings if each.code == MEASURED)
    return {
        each.box: Filled(*(float(str(each.facts[name])) for name in ("used", "room", "size")))
        for each in measured
    }


def on_larger_paper(findings: Iterable[Finding]) -> int:
    """Tell which of the larger ones was printed; 0 is the sheet itself."""
    return next((int(str(each.facts["step"])) for each in findings if each.code == LARGER_PAPER), 0)


def _shortened(name: str) -> str:
    """Keep a message readable, however long the title of a box is."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def failed(reason: str) -> Outcome:
    """Say that printing failed, with the reason in one line."""
    line = " ".join(reason.split())
    return Outcome(findings=(Finding("print-failed", facts={"reason": line[:300]}),))
