"""Questions that participants hold: of a dialogue model, or of all that a session goes through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from ..facts.event import Event
from ..facts.guests import Asked, asked_at, asked_by
from ..handbook import Handbook
from ..kinds import DialogueModel, Session, Text
from .sheet import Sheet, in_large_print, sheet_of
from .texts import LabelledText, field_of
from .writer import facts

ROOM = ((4, 4), (5, 3), (7, 2))
"""Up to so many questions, and how many lines there are below each to write on; for more there is no room."""

WANTED, SMALLEST = 13.0, 10.5
"""Points: they are read at arm's length, while one listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What the page is filled with."""

    purpose: Text
    facts: tuple[LabelledText, ...]
    parts: tuple[Asked, ...]
    lines: int
    """To write on, below each question."""
    large: bool = False


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the page of each dialogue model and session that asks something, also in large print."""
    models = (of_model(handbook, model) for model in handbook.of(DialogueModel))
    sessions = (of_session(Event(handbook, session)) for session in handbook.of(Session))
    made = (sheet for sheet in (*models, *sessions) if sheet is not None)
    return tuple(each for sheet in made for each in (sheet, large(sheet)))


def of_model(handbook: Handbook, model: DialogueModel) -> Sheet | None:
    """Give the questions of a dialogue model; None: it has none."""
    parts = tuple(asked_by(model))
    return _page(handbook, model, parts, f"print/run-sheets/{model.id}") if parts else None


def of_session(event: Event) -> Sheet | None:
    """Give the questions of a session and of its dialogue models; None: there are none."""
    parts, session = asked_at(event), event.session
    return _page(event.handbook, session, parts, f"print/sessions/{session.id}") if parts else None


def _page(
    handbook: Handbook, document: DialogueModel | Session, parts: tuple[Asked, ...], path: str
) -> Sheet:
    count = sum(len(part.questions) for part in parts)
    data = Questions(
        purpose=field_of(document, "purpose"),
        facts=facts(handbook, document, "date", "start", "place") if isinstance(document, Session) else (),
        parts=parts,
        lines=next((lines for most, lines in ROOM if count <= most), 0),
    )
    return sheet_of(
        handbook,
        document,
        data,
        path=f"{path}-questions.pdf",
        kind="questions",
        place="questions",
        wanted=WANTED,
        smallest=SMALLEST,
    )


def large(page: Sheet) -> Sheet:
    """Give the questions once more in large print, with less room to write on."""
    lines = min(cast("Questions", page.data).lines, 2)
    path = page.path.replace("-questions.pdf", "-questions-large.pdf")
    return in_large_print(page, "questions-large", path, lines=lines)
