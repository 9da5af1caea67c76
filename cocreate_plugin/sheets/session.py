"""Session packs: everything that one event needs in one file, in the order in which it is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..facts.event import Event, Use
from ..facts.schedule import Block
from ..handbook import Handbook
from ..kinds import A3, Document, Row, Session, Subheading
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
from .writer import facts, paper

COVER = ("date", "start", "place", "people", "groups", "phase", "facilitator")
"""Facts on the cover of a pack."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A sheet of the pack: what it is, and how many copies are printed."""

    what: str
    sheet: Sheet
    copies: str
    remark: str = ""


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give two packs for every session: one with A3 sheets, one all on A4."""
    return tuple(pack(handbook, session, small) for session in handbook.sessions for small in (False, True))


def pack(handbook: Handbook, session: Session, small: bool) -> Sheet:
    """Give the pack of a session; a small one has its A3 sheets on two A4."""
    words = phrases(handbook.language)
    event = Event(handbook, session)
    enclosed = tuple(_enclosed(event, small))
    data = {
        "frame": frame(handbook, session.title, session),
        "purpose": paper(handbook, session.purpose, session.path),
        "facts": facts(handbook, session, *COVER),
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


def _enclosed(event: Event, small: bool) -> Iterator[Enclosed]:
    """Give the sheets of a pack in the order in which they are used."""
    handbook, session = event.handbook, event.session
    words = phrases(handbook.language)
    people = words.number(session.people) if session.people else words.t("pack.per-person")
    yield Enclosed(words.t("pack.run-sheet"), run(event), "1")
    yield Enclosed(words.t("pack.agenda"), participants(event), people)
    yield Enclosed(words.t("pack.materials"), materials(event), "1")
    for view in event.lists:
        yield Enclosed(view.title, checklist.sheet(handbook, view), "1", words.t("pack.checklist"))
    for each in event.copies:
        number = words.t("pack.per-group") if each.number is None else words.number(each.number)
        remark = words.t("pack.tape") if small else ""
        yield Enclosed(each.sheet.title, _sheet_of(handbook, each.sheet, small), number, remark)


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


def run(event: Event) -> Sheet:
    """Give the facilitator's run sheet of a session, with what its page says beside the agenda."""
    handbook, session = event.handbook, event.session
    words = phrases(handbook.language)
    rows = list(_rows(event, facilitators=True))
    said = [("", session.introduction)] if session.introduction else []
    said += [(each.title, each.text) for each in session.free]
    data: dict[str, Any] = {
        "frame": frame(handbook, session.title, session),
        "purpose": paper(handbook, session.purpose, session.path),
        "facts": facts(handbook, session, "start", "place", "people", "groups"),
        "remarks": remarks(words, event.schedule),
        "rows": rows,
        "clock": event.has_clock,
        "ends": event.written(event.schedule.end),
        "said": [
            {"title": title, "text": paper(handbook, text.markdown, session.path)} for title, text in said
        ],
        "definitions": paper(handbook, session.definitions, session.path),
    }
    data["notes"] = [
        note for document in (session, *event.models) for note in notes(handbook, document, *texts_of(rows))
    ]
    return _part(session, "session-run", SIZE, SMALLEST, data)


def participants(event: Event) -> Sheet:
    """Give the participants' agenda: times and steps."""
    handbook, session, schedule = event.handbook, event.session, event.schedule
    data = {
        "frame": frame(handbook, session.title, session),
        "purpose": paper(handbook, session.purpose, session.path),
        "facts": facts(handbook, session, "date", "start", "place"),
        "rows": list(_rows(event, facilitators=False)),
        "close": len(schedule.blocks) > MANY,
        "clock": event.has_clock,
        "ends": event.written(event.schedule.end),
    }
    return _part(session, "agenda", agenda_size(schedule), 10.5, data)


def materials(event: Event) -> Sheet:
    """Give the list of what to bring, and of what the room needs."""
    handbook, session = event.handbook, event.session
    words = phrases(handbook.language)
    rows = [
        {
            "text": paper(handbook, each.text.markdown, each.text.place.path),
            "number": each.amount(words),
            "for": ", ".join(_use(use) for use in each.uses),
        }
        for each in event.supplies
    ]
    data = {
        "frame": frame(handbook, session.title, session),
        "facts": facts(handbook, session, "date", "start", "place", "people", "groups"),
        "tables": _tables(event, words),
        "things": rows,
    }
    return _part(session, "session-materials", 10.5, 10.0, data)


def _tables(event: Event, words: Phrases) -> str:
    """Say how many tables and chairs the room needs."""
    groups, seats = event.session.groups, event.seats
    return words.n("pack.tables", groups, seats=seats) if groups and seats else ""


def _use(use: Use) -> str:
    return use.model.title if use.number is None else f"{use.model.title} ({use.number})"


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


def _rows(event: Event, *, facilitators: bool) -> Iterator[dict[str, Any]]:
    """Give the rows of an agenda, with a heading above those that come from a dialogue model."""
    handbook, session = event.handbook, event.session
    blocks = list(event.schedule.blocks)
    for each in session.agenda.blocks if session.agenda else ():
        if isinstance(each, Row):
            count = _length(each, blocks)
            yield from _expanded(event, blocks[:count], facilitators=facilitators)
            del blocks[:count]
        elif facilitators or isinstance(each, Subheading):
            kind = "heading" if isinstance(each, Subheading) else "text"
            markdown = each.text if isinstance(each, Subheading) else each.markdown
            yield {"kind": kind, "text": paper(handbook, markdown, session.path), "span": ""}


def _length(row: Row, blocks: list[Block]) -> int:
    """Tell how many blocks a row of the agenda became."""
    model = blocks[0].model if blocks and row.model else None
    return len(model.run_sheet) if model is not None and model.run_sheet else 1


def _expanded(event: Event, blocks: list[Block], *, facilitators: bool) -> Iterator[dict[str, Any]]:
    handbook, write = event.handbook, event.written
    model = blocks[0].model if blocks else None
    if model is not None and model.run_sheet:
        span = f"{write(blocks[0].start)}–{write(blocks[-1].end)}"
        yield {"kind": "heading", "text": model.title, "span": span}
    for block in blocks:
        source: Document = handbook.at(block.row.place.path) or event.session
        if facilitators:
            yield facilitators_row(handbook, block, write(block.start), source)
        else:
            yield participants_row(handbook, block, write, source)
