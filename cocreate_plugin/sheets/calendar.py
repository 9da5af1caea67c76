"""The calendar of the process for the wall: weeks of each phase, what is held in front and behind, gates."""

from __future__ import annotations

from dataclasses import dataclass

from ..facts.calendar import PhaseInCalendar, calendar
from ..facts.promises import keeper_and_time, promised_in
from ..handbook import Handbook
from ..kinds import DialogueModel, Text
from ..phrases import phrases
from .sheet import Sheet, sheet_of
from .texts import field_of

WANTED, SMALLEST = 12.0, 10.0
"""Type sizes of the sheet in points."""


COLUMNS = ("in_front", "behind", "decides", "promises")
"""Fields of a row that no phase needs to have."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar lies in the whole process, in per cent: its beginning and its length."""

    left: float
    length: float


@dataclass(frozen=True, slots=True)
class PromiseInCalendar:
    """What is promised, and who keeps it by when."""

    what: Text
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """A phase as it stands on the sheet."""

    title: Text
    when: str
    possible: Bar
    """From the earliest beginning to the latest end."""
    likely: Bar
    """From the middle of its beginnings to the middle of its ends."""
    in_front: tuple[Text, ...]
    behind: tuple[Text, ...]
    decides: str
    decides_with: tuple[str, ...]
    promises: tuple[PromiseInCalendar, ...]
    """What participants get."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What the sheet is filled with."""

    purpose: str
    rows: tuple[CalendarRow, ...]
    columns: tuple[str, ...]
    """What is told of the phases beside their weeks, each something that one of them has."""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the sheet, when two phases or more say how long they take."""
    found, words = calendar(handbook), phrases(handbook.language)
    if not found:
        return ()
    shown = [each.phase for each in found]
    models = {model.ref: model for each in found for model in (*each.in_front, *each.behind)}
    rows = tuple(_row(handbook, each, found[-1]) for each in found)
    columns = tuple(name for name in COLUMNS if any(getattr(row, name) for row in rows))
    made = sheet_of(
        handbook,
        None,
        Calendar(purpose=words.t("calendar.lead"), rows=rows, columns=columns),
        *shown,
        *models.values(),
        path="print/calendar.pdf",
        kind="calendar",
        title=words.t("calendar.title"),
        page="calendar",
        place="phases",
        paper="a3",
        landscape=True,
        pages=None,
        wanted=WANTED,
        smallest=SMALLEST,
    )
    return (made,)


def _row(handbook: Handbook, each: PhaseInCalendar, last: PhaseInCalendar) -> CalendarRow:
    whole = last.ends.latest or 1.0

    def bar(begins: float, ends: float) -> Bar:
        return Bar(round(100 * begins / whole, 2), round(100 * (ends - begins) / whole, 2))

    middle_of = [(point.earliest + point.latest) / 2 for point in (each.begins, each.ends)]
    return CalendarRow(
        title=field_of(each.phase, "title"),
        when=each.when(phrases(handbook.language)),
        possible=bar(each.begins.earliest, each.ends.latest),
        likely=bar(middle_of[0], middle_of[1]),
        in_front=_titles(each.in_front),
        behind=_titles(each.behind),
        decides=each.decides.title if each.decides else "",
        decides_with=tuple(role.title for role in each.decides_with),
        promises=tuple(
            PromiseInCalendar(promise.text, ", ".join(part for part in known if part))
            for promise in promised_in(handbook, each.phase)
            for known in (keeper_and_time(promise, handbook.language),)
        ),
    )


def _titles(models: tuple[DialogueModel, ...]) -> tuple[Text, ...]:
    return tuple(field_of(model, "title") for model in models)
