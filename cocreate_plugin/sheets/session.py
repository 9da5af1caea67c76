"""Session packs: everything that one event needs in one file, in the order in which it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from .. import prose
from ..facts.event import Event, Use
from ..facts.handouts import handouts
from ..facts.schedule import TimedRow
from ..handbook import Handbook
from ..kinds import A3, FreeSection, ReadyText, Row, Session, Text
from ..phrases import Phrases, phrases
from . import a3, checklist, door, easy, plain, questions, run_sheet
from .run_sheet import (
    MANY,
    SIZE,
    SMALLEST,
    Agenda,
    Remark,
    RowOfRun,
    TimedHeading,
    agenda_size,
    between,
    facilitators_row,
    participants_row,
    remarks,
)
from .sheet import PAPERS, Sheet, SheetData, in_front, sheet_of
from .texts import LabelledText, field_of, named
from .writer import facts

R = TypeVar("R")

COVER = ("date", "start", "place", "people", "groups", "phase", "facilitator")
"""Facts on the cover of a pack."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A sheet of the pack as the cover lists it: what it is, how many copies are printed, on which paper."""

    what: str
    copies: str
    paper: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover of a pack is filled with."""

    purpose: Text
    facts: tuple[LabelledText, ...]
    contents: tuple[Enclosed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRun:
    """What the facilitator's run sheet of a session is filled with."""

    purpose: Text
    facts: tuple[LabelledText, ...]
    remarks: tuple[str, ...]
    rows: tuple[RowOfRun, ...]
    clock: bool
    ends: str
    said: tuple[FreeSection, ...]
    """Its introduction and its free sections."""


@dataclass(frozen=True, slots=True)
class ToBring:
    """Something to bring, how many, and what for."""

    text: Text
    number: str
    used: str


@dataclass(frozen=True, slots=True)
class Materials:
    """What is to be brought, and what the room needs."""

    facts: tuple[LabelledText, ...]
    tables: str
    things: tuple[ToBring, ...]


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give two packs for every session: one with A3 sheets, one all on A4."""
    return tuple(
        pack(handbook, session, small) for session in handbook.of(Session) for small in (False, True)
    )


def pack(handbook: Handbook, session: Session, small: bool) -> Sheet:
    """Give the pack of a session; a small one has its A3 sheets on two A4."""
    event = Event(handbook, session)
    enclosed = tuple(_enclosed(event, small))
    data = Cover(
        purpose=field_of(session, "purpose"),
        facts=facts(handbook, session, *COVER),
        contents=tuple(line for line, _ in enclosed),
    )
    made = sheet_of(
        handbook,
        session,
        data,
        path=f"print/sessions/{session.id}{'-a4' if small else ''}.pdf",
        kind="session-a4" if small else "session",
        template="session",
        wanted=10.5,
        smallest=10.0,
    )
    return in_front(made, tuple(part for _, part in enclosed))


def _enclosed(event: Event, small: bool) -> Iterator[tuple[Enclosed, Sheet]]:
    """Give the sheets of a pack in the order in which they are used, each with its line on the cover."""
    handbook, session = event.handbook, event.session
    words = phrases(handbook.language)
    people = words.number(session.people) if session.people else words.t("pack.per-person")

    def with_line(sheet: Sheet, what: str, copies: str = "1", remark: str = "") -> tuple[Enclosed, Sheet]:
        name = PAPERS[handbook.identity.paper, sheet.paper]
        paper = words.t("pack.landscape", paper=name) if sheet.landscape else name
        return Enclosed(what, copies, paper, remark), sheet

    occasion = _occasion(session, words)
    yield with_line(run(event), words.t("run.kicker"))
    yield with_line(participants(event), words.t("sheet.run-sheet-participants"), people)
    yield with_line(run_sheet.large(participants(event)), words.t("sheet.agenda-large"))
    if page := questions.of_session(event):
        yield with_line(page, words.t("sheet.questions"), people)
        yield with_line(questions.large(page), words.t("sheet.questions-large"))
    yield with_line(materials(event), words.t("pack.materials"))
    yield from (with_line(*each) for each in _at_the_door(event, words))
    for view in event.lists:
        title, what = prose.plain(view.title), words.t("sheet.checklist")
        day = event.day_of(view)
        read_on = words.t("pack.read-on", date=words.date(day, "full")) if day else ""
        used_for = ", ".join(part for part in (occasion, read_on) if part)
        yield with_line(checklist.sheet(handbook, view, used_for), title, remark=read_on or what)
    make = a3.halves if small else a3.whole
    for copy in event.copies:
        number = words.t("pack.per-group") if copy.number is None else words.number(copy.number)
        tape = words.t("pack.tape") if small else ""
        yield with_line(make(handbook, copy.sheet, session), named(copy.sheet), number, tape)
    for each in handouts(event):
        document, number = each.document, each.supply.amount(words) or "1"
        if isinstance(document, A3):
            tape = words.t("pack.tape") if small else ""
            yield with_line(make(handbook, document, session), named(document), number, tape)
        else:
            make_text = easy.sheet if document.easy_to_read else plain.sheet
            yield with_line(make_text(handbook, document), named(document), number)


def _at_the_door(event: Event, words: Phrases) -> Iterator[tuple[Sheet, str, str]]:
    """Give what lies at the door: each sheet, what it is, and how many times it is printed."""
    if not event.session.sign_in:
        return
    lists, cards = (words.number(many) for many in (door.lists_needed(event), door.pages_needed(event)))
    yield door.sign_in_list(event), words.t("sheet.sign-in"), lists
    if text := event.handbook.find(ReadyText, event.session.consent):
        yield plain.sheet(event.handbook, text), named(text), "1"
    yield door.name_cards(event), words.t("sheet.name-cards"), cards


def _occasion(session: Session, words: Phrases) -> str:
    """Say what the lists of a pack are used for, where and when, as somebody would write it on them."""
    day = words.date(session.date) if session.date else ""
    return ", ".join(part for part in (prose.plain(session.title), session.place or "", day) if part)


def run(event: Event) -> Sheet:
    """Give the facilitator's run sheet of a session, with what its page says beside the agenda."""
    session = event.session
    begins = (FreeSection("", "", session.introduction),) if session.introduction else ()
    data = SessionRun(
        purpose=field_of(session, "purpose"),
        facts=facts(event.handbook, session, "start", "place", "people", "groups"),
        remarks=remarks(phrases(event.handbook.language), event.schedule),
        rows=tuple(_rows(event, lambda block: facilitators_row(event.handbook, block, event.written))),
        clock=event.has_clock,
        ends=event.written(event.schedule.end),
        said=(*begins, *session.free),
    )
    return _part(event, "session-run", SIZE, SMALLEST, data)


def participants(event: Event) -> Sheet:
    """Give the participants' agenda: times and steps."""
    rows = _rows(event, lambda block: participants_row(block, event.written))
    data = Agenda(
        purpose=field_of(event.session, "purpose"),
        facts=facts(event.handbook, event.session, "date", "start", "place"),
        rows=tuple(row for row in rows if not isinstance(row, Remark)),
        clock=event.has_clock,
        ends=event.written(event.schedule.end),
        close=len(event.schedule.blocks) > MANY,
    )
    return _part(event, "agenda", agenda_size(event.schedule), 10.5, data)


def materials(event: Event) -> Sheet:
    """Give the list of what to bring, and of what the room needs."""
    words = phrases(event.handbook.language)
    data = Materials(
        facts=facts(event.handbook, event.session, "date", "start", "place", "people", "groups"),
        tables=_tables(event, words),
        things=tuple(
            ToBring(supply.text, supply.amount(words), ", ".join(_use(use) for use in supply.uses))
            for supply in event.supplies
        ),
    )
    return _part(event, "session-materials", 10.5, 10.0, data)


def _tables(event: Event, words: Phrases) -> str:
    """Say how many tables and chairs the room needs."""
    groups, seats = event.session.groups, event.seats
    return words.n("pack.tables", groups, seats=seats) if groups and seats else ""


def _use(use: Use) -> str:
    return named(use.model) if use.number is None else f"{named(use.model)} ({use.number})"


def _part(event: Event, template: str, wanted: float, smallest: float, data: SheetData) -> Sheet:
    """Give a sheet of the pack; it is as old as the session and the dialogue models that it goes through."""
    made = sheet_of(
        event.handbook,
        event.session,
        data,
        *event.models,
        path="",
        kind=template,
        place="agenda",
        wanted=wanted,
        smallest=smallest,
    )
    return replace(made, subject="", publish=True)


def _rows(event: Event, write: Callable[[TimedRow], R]) -> Iterator[R | TimedHeading | Remark]:
    """Give the rows of an agenda, with a heading above those that come from a dialogue model."""
    blocks = list(event.schedule.blocks)
    for block in event.session.agenda.blocks if event.session.agenda else ():
        if isinstance(block, Row):
            count = _length(block, blocks)
            yield from _expanded(event, blocks[:count], write)
            del blocks[:count]
        else:
            yield between(block)


def _length(row: Row, blocks: list[TimedRow]) -> int:
    """Tell how many blocks a row of the agenda became."""
    model = blocks[0].model if blocks and row.model else None
    return len(model.run_sheet) if model is not None and model.run_sheet else 1


def _expanded(
    event: Event, blocks: list[TimedRow], write: Callable[[TimedRow], R]
) -> Iterator[R | TimedHeading]:
    model = blocks[0].model if blocks else None
    if model is not None and model.run_sheet:
        span = f"{event.written(blocks[0].start)}–{event.written(blocks[-1].end)}"
        yield TimedHeading(field_of(model, "title"), span)
    yield from map(write, blocks)
