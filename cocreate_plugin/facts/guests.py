"""Who is expected at an event, what they are asked to agree to, and the questions that they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..handbook import Handbook
from ..kinds import DialogueModel, Entry, ReadyText, Session, Subheading, Text
from ..sources import Bullets, read_body
from .event import Event


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is expected; what nobody knows is empty, and is written by hand."""

    name: str = ""
    comes_from: str = ""
    """An organisation, a unit or a perspective."""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions that belong together, below a title where they have one."""

    title: Text | None
    questions: tuple[Entry, ...]


def guests(session: Session) -> tuple[Guest, ...]:
    """Give those whom the session names, in its order."""
    parts = ([part.strip() for part in name.split(",", 2)] for name in session.names)
    return tuple(Guest(*each) for each in parts)


def expected(session: Session) -> int | None:
    """Give how many are expected: as many as it says, and no fewer than it names; None: nobody knows."""
    return max(session.people or 0, len(session.names)) or None


def uses(handbook: Handbook, session: Session) -> tuple[Text, ...]:
    """Give what people are asked to agree to, one by one: the items of the text that the session names."""
    text = handbook.find(ReadyText, session.consent)
    if text is None or not text.introduction:
        return ()
    place = text.introduction.place
    body, _ = read_body(text.introduction.markdown, place.path, place.line)
    return tuple(
        Text(item.text, item.place)
        for section in body.sections
        for block in section.blocks
        if isinstance(block, Bullets)
        for item in block.items
    )


def asked_by(document: DialogueModel | Session, title: Text | None = None) -> Iterator[Asked]:
    """Give the questions of a dialogue model or a session, divided at its subheadings."""
    head, questions = title, list[Entry]()
    for block in document.questions.blocks if document.questions else ():
        if isinstance(block, Subheading):
            if questions:
                yield Asked(head, tuple(questions))
            head, questions = Text(block.text, block.place), []
        elif isinstance(block, Entry):
            questions.append(block)
    if questions:
        yield Asked(head, tuple(questions))


def asked_at(event: Event) -> tuple[Asked, ...]:
    """Give every question of an event: those of its dialogue models below their titles, then its own."""
    of_models = (
        each for model in event.models for each in asked_by(model, Text(model.title, model.where("title")))
    )
    return (*of_models, *asked_by(event.session))
