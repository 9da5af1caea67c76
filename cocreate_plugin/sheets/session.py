"""Session packs: everything that one event needs in one file, in the order in which it is used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..facts.checklists import checklists
from ..facts.event import models_of
from ..facts.schedule import Block, Schedule, agenda, material
from ..facts.units import clock, elapsed
from ..handbook import Handbook
from ..kinds import A3, Document, Phase, Row, Session, Subheading
from ..phrases import Phrases, phrases
from . import a3, checklist
from .footnotes import notes
from .run_sheet import (
    MANY,
    SIZE,
    SMALLEST,
    agenda_size,
    facilitators_row,
    participants_row,
    remarks,
    texts_of,
)
from .sheet import PAPERS, Sheet, frame
from .writer import paper


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A sheet of the pack: what it is, and how many copies are printed."""

    what: str
    sheet: Sheet
    copies: str
    remark: str = ""


@dataclass(slots=True)
class Thing:
    """Something to bring, for one or more dialogue models of the session."""

    text: str
    number: int | None = None
    each: list[str] = field(default_factory=list)
    """How many for every one of them, where nobody says how many come."""
    models: list[str] = field(default_factory=list)


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give two packs for every session: one with A3 sheets, one all on A4."""
    return tuple(pack(handbook, session, small) for session in handbook.sessions for small in (False, True))


def pack(handbook: Handbook, session: Session, small: bool) -> Sheet:
    """Give the pack of a session; a small one has its A3 sheets on two A4."""
    words = phrases(handbook.language)
    schedule = agenda(handbook, session)
    enclosed = tuple(_enclosed(handbook, session, schedule, small))
    data = {
        "frame": frame(handbook, session.title, session),
        "purpose": paper(handbook, session.purpose, session.path),
        "facts": _facts(handbook, session, schedule),
        "contents": [_line(handbook, words, number, each) for number, each in enumerate(enclosed, 1)],
    }
    return Sheet(
        path=f"print/sessions/{session.id}{'-a4' if small else ''}.pdf",
        kind="session-a4" if small else "session",
        template="session",
        title=session.title,
        subject=session.ref,
        wanted=10.5,
        smallest=10.0,
        data=data,
        places={"": session.first_line},
        names={"": session.title},
        publish=session.publish,
        parts=tuple(each.sheet for each in enclosed),
    )


def things(handbook: Handbook, session: Session, schedule: Schedule) -> tuple[Thing, ...]:
    """Add up the materials of a session's dialogue models, times its people or groups."""
    words = phrases(handbook.language)
    found: dict[str, Thing] = {}
    for model in models_of(schedule):
        for entry in model.materials or ():
            one = material(entry, words)
            thing = found.setdefault(one.text.casefold(), Thing(paper(handbook, one.text, model.path)))
            amount = one.amount(session.people, session.groups)
            if amount is not None:
                thing.number = (thing.number or 0) + amount
            elif one.per:
                number = words.number(1 if one.number is None else one.number)
                thing.each.append(f"{number} {words.t(f'run.per.{one.per}')}")
            thing.models.append(model.title if amount is None else f"{model.title} ({amount})")
    return tuple(found.values())


def _enclosed(handbook: Handbook, session: Session, schedule: Schedule, small: bool) -> Iterator[Enclosed]:
    """Give the sheets of a pack in the order in which they are used."""
    words = phrases(handbook.language)
    people = words.number(session.people) if session.people else words.t("pack.per-person")
    yield Enclosed(words.t("pack.run-sheet"), run(handbook, session, schedule), "1")
    yield Enclosed(words.t("pack.agenda"), participants(handbook, session, schedule), people)
    yield Enclosed(words.t("pack.materials"), materials(handbook, session, schedule), "1")
    lists = {each.id: each for each in checklists(handbook)}
    prepared = (f"prepare-{model.id}" for model in models_of(schedule))
    for id_ in dict.fromkeys((*prepared, *session.checklists)):
        if id_ in lists:
            yield Enclosed(
                lists[id_].title, checklist.sheet(handbook, lists[id_]), "1", words.t("pack.checklist")
            )
    for copies in session.a3:
        document = handbook.find(A3, copies.id)
        if document is not None and handbook.template_of(document) is not None:
            number = words.number(copies.copies) if copies.copies is not None else _one_each(session, words)
            remark = words.t("pack.tape") if small else ""
            yield Enclosed(document.title, _sheet_of(handbook, document, small), number, remark)


def _one_each(session: Session, words: Phrases) -> str:
    """Say one per group and a spare."""
    return words.number(session.groups + 1) if session.groups else words.t("pack.per-group")


def _sheet_of(handbook: Handbook, document: A3, small: bool) -> Sheet:
    if small:
        return a3.halves(handbook, document)
    return a3.guided(handbook, document) if document.is_template else a3.filled(handbook, document)


def _line(handbook: Handbook, words: Phrases, number: int, each: Enclosed) -> dict[str, Any]:
    """Give the line of the list on the cover; its pages are known when the file is bound."""
    name = PAPERS[handbook.identity.paper, each.sheet.paper]
    wide = each.sheet.landscape
    return {
        "number": number,
        "what": each.what,
        "remark": each.remark,
        "copies": each.copies,
        "paper": words.t("pack.landscape", paper=name) if wide else name,
    }


def run(handbook: Handbook, session: Session, schedule: Schedule) -> Sheet:
    """Give the facilitator's run sheet of a session, with what its page says beside the agenda."""
    words = phrases(handbook.language)
    rows = list(_rows(handbook, session, schedule, facilitators=True))
    said = [("", session.introduction)] if session.introduction else []
    said += [(each.title, each.text) for each in session.free]
    data: dict[str, Any] = {
        "frame": frame(handbook, session.title, session),
        "purpose": paper(handbook, session.purpose, session.path),
        "facts": _facts(handbook, session, schedule, "time", "place", "people"),
        "remarks": remarks(words, schedule),
        "rows": rows,
        "clock": _has_clock(session),
        "ends": _writer(session)(schedule.end),
        "said": [
            {"title": title, "text": paper(handbook, text.markdown, session.path)} for title, text in said
        ],
        "definitions": paper(handbook, session.definitions, session.path),
    }
    data["notes"] = [
        note
        for document in (session, *models_of(schedule))
        for note in notes(handbook, document, *texts_of(rows))
    ]
    return _part(session, "session-run", SIZE, SMALLEST, data)


def participants(handbook: Handbook, session: Session, schedule: Schedule) -> Sheet:
    """Give the participants' agenda: times and steps."""
    data = {
        "frame": frame(handbook, session.title, session),
        "purpose": paper(handbook, session.purpose, session.path),
        "facts": _facts(handbook, session, schedule, "date", "time", "place"),
        "rows": list(_rows(handbook, session, schedule, facilitators=False)),
        "close": len(schedule.blocks) > MANY,
        "clock": _has_clock(session),
        "ends": _writer(session)(schedule.end),
    }
    return _part(session, "agenda", agenda_size(schedule), 10.5, data)


def materials(handbook: Handbook, session: Session, schedule: Schedule) -> Sheet:
    """Give the list of what to bring, and of what the room needs."""
    words = phrases(handbook.language)
    rows = [
        {
            "text": each.text,
            "number": words.number(each.number) if each.number is not None else ", ".join(each.each),
            "for": ", ".join(each.models),
        }
        for each in things(handbook, session, schedule)
    ]
    data = {
        "frame": frame(handbook, session.title, session),
        "facts": _facts(handbook, session, schedule, "date", "time", "place", "people"),
        "tables": _tables(session, words),
        "things": rows,
    }
    return _part(session, "session-materials", 10.5, 10.0, data)


def _tables(session: Session, words: Phrases) -> str:
    """Say how many tables and chairs the room needs."""
    if not session.groups or not session.people:
        return ""
    seats = -(-session.people // session.groups)
    return words.n("pack.tables", session.groups, seats=seats)


def _part(
    session: Session,
    template: str,
    wanted: float,
    smallest: float,
    data: dict[str, Any],
) -> Sheet:
    return Sheet(
        path="",
        kind=template,
        template=template,
        title=session.title,
        wanted=wanted,
        smallest=smallest,
        data=data,
        places={"": session.where("agenda")},
        names={"": session.title},
    )


def _rows(
    handbook: Handbook, session: Session, schedule: Schedule, *, facilitators: bool
) -> Iterator[dict[str, Any]]:
    """Give the rows of an agenda, with a heading above those that come from a dialogue model."""
    blocks = list(schedule.blocks)
    for each in session.agenda.blocks if session.agenda else ():
        if isinstance(each, Row):
            count = _length(each, blocks)
            yield from _expanded(handbook, session, blocks[:count], facilitators=facilitators)
            del blocks[:count]
        elif facilitators or isinstance(each, Subheading):
            kind = "heading" if isinstance(each, Subheading) else "text"
            markdown = each.text if isinstance(each, Subheading) else each.markdown
            yield {"kind": kind, "text": paper(handbook, markdown, session.path), "span": ""}


def _length(row: Row, blocks: list[Block]) -> int:
    """Tell how many blocks a row of the agenda became."""
    model = blocks[0].model if blocks and row.model else None
    return len(model.run_sheet) if model is not None and model.run_sheet else 1


def _expanded(
    handbook: Handbook, session: Session, blocks: list[Block], *, facilitators: bool
) -> Iterator[dict[str, Any]]:
    write = _writer(session)
    model = blocks[0].model if blocks else None
    if model is not None and model.run_sheet:
        span = f"{write(blocks[0].start)}–{write(blocks[-1].end)}"
        yield {"kind": "heading", "text": model.title, "span": span}
    for block in blocks:
        source: Document = handbook.at(block.row.place.path) or session
        if facilitators:
            yield facilitators_row(handbook, block, write(block.start), source)
        else:
            yield participants_row(handbook, block, write, source)


def _has_clock(session: Session) -> bool:
    """Tell whether a session has clock times, or only minutes from its start."""
    return session.start is not None or any(row.at is not None for row in session.agenda or ())


def _writer(session: Session) -> Callable[[int], str]:
    return clock if _has_clock(session) else elapsed


def _facts(handbook: Handbook, session: Session, schedule: Schedule, *only: str) -> list[dict[str, str]]:
    """Give when, where and for whom a session is, as far as that is known."""
    words = phrases(handbook.language)
    write = _writer(session)
    phase = handbook.find(Phase, session.phase)
    groups = words.n("count.groups", session.groups) if session.groups else ""
    people = words.n("count.people", session.people) if session.people else ""
    known = {
        "date": _day(words, session.date),
        "time": f"{write(schedule.start)}–{write(schedule.end)}" if schedule.blocks else "",
        "place": session.place or "",
        "people": ", ".join(each for each in (people, groups) if each),
        "phase": phase.title if phase else "",
        "facilitator": handbook.who(session.facilitator),
    }
    names = only or tuple(known)
    return [{"label": words.t(f"pack.{name}"), "text": known[name]} for name in names if known[name]]


def _day(words: Phrases, day: dt.date | None) -> str:
    return words.date(day, "full") if day else ""
