"""What events tell: minutes planned and taken, promises kept and in how many days, perspectives present."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from .. import prose
from ..handbook import Handbook
from ..kinds import A3, DialogueModel, Document, Practice, Record
from ..phrases import Phrases, yes_or_no
from ..problems import Place
from . import units
from .promises import Within, within

_MINUTES = re.compile(r"^([0-9]{1,4})(?:\s*(?:min|′|'))?\.?$")
_LINK = re.compile(r"^\[[^\]]*\]\(((?![a-z]+:|/)[^)\s#]+\.md)(?:#[^)]*)?\)$")

NOTHING = " -–—…"
"""Signs of a cell that says nothing, as of one that is yet to be written; a dash is no “no”."""


@dataclass(frozen=True, slots=True)
class Use:
    """A dialogue model as it was used at an event."""

    place: Place
    written: str
    """The model as the case names it."""
    model: DialogueModel | None
    planned: int | None
    """Minutes; those of its run sheet where the case does not say."""
    real: int | None
    """Minutes that it took."""
    refused: tuple[tuple[str, str], ...] = ()
    """Column and cell of what is no number of minutes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a promise."""

    place: Place
    promise: str
    due: dt.date | None
    kept: dt.date | None
    broken: bool
    """It is said not to have been kept."""
    days: int | None
    """Days from the event until it was kept."""
    refused: tuple[tuple[str, str], ...] = ()
    """Column and cell of what is neither a day nor a word for it."""

    @property
    def on_the_day(self) -> bool | None:
        """Tell whether it was kept by its day; None: nobody says yet, or nobody said by when."""
        if self.broken:
            return False
        return self.kept <= self.due if self.kept and self.due else None


@dataclass(frozen=True)
class Told:
    """What one case tells."""

    handbook: Handbook
    case: Practice

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Give the models in the order of the table."""
        return tuple(_use(self.handbook, row.place, *row.cells) for row in filled(self.case.time_taken))

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Give the promises in the order of the table."""
        day = self.case.date
        return tuple(_outcome(day, row.place, *row.cells) for row in filled(self.case.promises_kept))

    @property
    def on_the_day(self) -> tuple[int, int]:
        """Count promises kept by their day, and those of which one can say it."""
        known = [each.on_the_day for each in self.outcomes if each.on_the_day is not None]
        return sum(known), len(known)

    @property
    def days(self) -> tuple[int, ...]:
        """Give the days to reply of all promises that were kept."""
        return tuple(each.days for each in self.outcomes if each.days is not None)

    @property
    def perspectives(self) -> tuple[int, int]:
        """Count perspectives that were invited and present, and those invited."""
        return len(self._invited) - len(self.missing), len(self._invited)

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the perspectives that were invited and not present."""
        there = {_folded(each) for each in self.case.perspectives_present}
        return tuple(words for folded, words in self._invited.items() if folded not in there)

    def measures(self, words: Phrases) -> dict[str, str]:
        """Put the three measures into words, as far as the case holds something to count."""
        written = {"kept_on_the_day": self.on_the_day, "perspectives_there": self.perspectives}
        counts = {name: part_of(words, *pair) for name, pair in written.items()}
        return {
            "kept_on_the_day": counts["kept_on_the_day"],
            "days_to_reply": reply_times(words, self.outcomes),
            "perspectives_there": counts["perspectives_there"],
            "perspectives_missing": ", ".join(self.missing) if self.case.perspectives_present else "",
        }

    @cached_property
    def _invited(self) -> dict[str, str]:
        return {_folded(each): each for each in reversed(self.case.perspectives_invited) if _folded(each)}


@dataclass(frozen=True, slots=True)
class InPractice:
    """How often something was used, and how long it took."""

    cases: tuple[Practice, ...]
    real: tuple[int, int] | None = None
    """Fewest and most minutes."""
    planned: tuple[int, int] | None = None
    """Fewest and most minutes of the same uses."""
    timed: int = 0
    """Events that say how long it took."""

    @property
    def settings(self) -> int:
        """Count the processes that its cases name: several events of one are no repetition."""
        return len({_folded(case.setting) for case in self.cases if case.setting})

    def written(self, words: Phrases) -> str:
        """Write `used in 2 settings, 3 events; took 45–80 minutes in 2 events (planned: 60 minutes)`."""
        used = self._used(words)
        if self.real is None:
            return used
        took = words.t("practice.took", time=units.between(words, *self.real))
        if self.timed < len(self.cases):
            events = units.count(words, "events", self.timed)
            took = words.t("practice.took-in", took=took, events=events)
        plan = words.t("practice.planned", time=units.between(words, *self.planned)) if self.planned else ""
        return f"{used}; {took}{f' ({plan})' if plan else ''}"

    def _used(self, words: Phrases) -> str:
        events = units.count(words, "events", len(self.cases))
        if not self.settings:
            return words.t("practice.used", events=events)
        settings = units.count(words, "settings", self.settings)
        return words.t("practice.used-in-settings", settings=settings, events=events)


def part_of(words: Phrases, part: int, whole: int) -> str:
    """Write `5 of 6`; nothing where there is nothing to count."""
    return words.t("practice.part", part=words.number(part), whole=words.number(whole)) if whole else ""


def reply_times(words: Phrases, outcomes: Iterable[Outcome]) -> str:
    """Write `0–17 days, 1 not kept`: a promise that nobody kept has no days, and must not vanish for it."""
    every = tuple(outcomes)
    days = [each.days for each in every if each.days is not None]
    broken = sum(each.broken for each in every)
    parts = (
        units.range_of(words, "day", min(days), max(days)) if days else "",
        words.t("practice.broken", number=words.number(broken)) if broken else "",
    )
    return ", ".join(part for part in parts if part)


def told(handbook: Handbook) -> tuple[Told, ...]:
    """Give what happened: every published case that is no draft and not made up, the earliest first."""
    cases = (case for case in handbook.published(Practice) if not (case.made_up or case.status == "draft"))
    return tuple(Told(handbook, case) for case in sorted(cases, key=lambda case: case.date or dt.date.min))


def in_practice(handbook: Handbook, document: Document) -> InPractice | None:
    """Give how a dialogue model or a sheet was used; None: no case tells of it."""
    known = _all(handbook) if isinstance(document, DialogueModel | A3) else ()
    if isinstance(document, A3):
        cases = tuple(one.case for one in known if document.id in one.case.a3)
        return InPractice(cases) if cases else None
    uses = [(one.case, use) for one in known for use in one.uses if use.model and use.model.id == document.id]
    if not uses:
        return None
    timed = [(case, use.real, use.planned) for case, use in uses if use.real]
    return InPractice(
        tuple({case.id: case for case, _ in uses}.values()),
        _range(real for _, real, _ in timed),
        _range(planned for *_, planned in timed),
        len({case.id for case, *_ in timed}),
    )


_last: tuple[weakref.ref[Handbook], tuple[Told, ...]] | None = None


def _all(handbook: Handbook) -> tuple[Told, ...]:
    """Give all cases; those of the last handbook are kept, since each of its models asks for them."""
    global _last
    if _last is None or _last[0]() is not handbook:
        _last = weakref.ref(handbook), told(handbook)
    return _last[1]


def _range(numbers: Iterable[int | None]) -> tuple[int, int] | None:
    known = [number for number in numbers if number]
    return (min(known), max(known)) if known else None


def _folded(words: str) -> str:
    return prose.plain(words).strip().casefold()


def filled(rows: Iterable[Record] | None) -> Iterator[Record]:
    """Give the rows that say something."""
    for row in rows or ():
        cells = tuple("" if not cell.strip(NOTHING) else cell for cell in row.cells)
        if any(cells):
            yield replace(row, cells=cells)


def _use(handbook: Handbook, place: Place, model: str, planned: str, real: str) -> Use:
    named = model_named(handbook, model, place.path)
    read = {"planned": _minutes(planned), "real": _minutes(real)}
    refused = tuple(
        (column, cell)
        for column, cell in (("planned", planned), ("real", real))
        if cell and read[column] is None
    )
    plan = read["planned"] if planned else (named.minutes or None if named else None)
    return Use(place, model, named, plan, read["real"], refused)


def _minutes(cell: str) -> int | None:
    match = _MINUTES.match(cell)
    return int(match[1]) if match else None


def model_named(handbook: Handbook, cell: str, path: str) -> DialogueModel | None:
    """Find the model that a cell of the file at `path` links or names, by what it is or was called."""
    if link := linked(cell, path):
        target = handbook.at(handbook.current(link))
        return target if isinstance(target, DialogueModel) else None
    word = _folded(cell)
    return handbook.find(DialogueModel, word) or next(
        (model for model in handbook.of(DialogueModel) if word in (_folded(model.title), *model.formerly)),
        None,
    )


def linked(cell: str, path: str) -> str:
    """Give the file that a cell of the file at `path` links, from the root; empty when it links none."""
    link = _LINK.match(cell)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), link[1])) if link else ""


def _outcome(event: dt.date | None, place: Place, promise: str, by: str, kept: str) -> Outcome:
    after = within(by)
    due = _last_day(after, event) if after else _day(by)
    day = _day(kept)
    broken = bool(kept) and yes_or_no(kept.casefold()) is False
    refused = tuple(_refused(by, kept, after, broken))
    days = (day - event).days if day and event and day >= event else None
    return Outcome(place, promise, due, day, broken, days, refused)


def _last_day(after: Within, event: dt.date | None) -> dt.date | None:
    try:
        return after.after(event) if event else None
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def _refused(by: str, kept: str, after: Within | None, broken: bool) -> Iterator[tuple[str, str]]:
    if by and after is None and _day(by) is None:
        yield "by", by
    if kept and not broken and _day(kept) is None:
        yield "kept", kept


def _day(cell: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cell) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell) else None
    except ValueError:
        return None
