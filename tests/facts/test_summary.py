"""The facts of a document: generic over its fields and over who names it, worded once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest

from cocreate_plugin.facts.summary import summary, written
from cocreate_plugin.handbook import Handbook, handbook as linked
from cocreate_plugin.kinds import (
    A3,
    KINDS,
    Agreement,
    DialogueModel,
    Document,
    Duration,
    Phase,
    Ref,
    Role,
    Session,
    Span,
)
from cocreate_plugin.phrases import phrases

GUIDE = Role(id="guide", path="process/roles/guide.md", title="Guide", purpose="Guides.")
HIDDEN = replace(GUIDE, id="hidden", path="process/roles/hidden.md", title="Hidden", publish=False)
EXPLORE = Phase(id="explore", path="process/phases/explore.md", title="Explore", purpose="See.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona(Document):
    """Somebody whom the process is for."""

    kind: ClassVar[str] = "persona"
    folder: ClassVar[str] = "personas"

    deputies: Annotated[tuple[str, ...], Ref("role")] = ()
    phases: Annotated[tuple[str, ...], Ref("phase")] = ()
    mood: Literal["calm", "cross"] | None = None
    seen_on: dt.date | None = None
    opens: dt.time | None = None
    takes: Duration | None = None
    crowd: Span | None = None
    height: float | None = None
    nicknames: tuple[str, ...] = ()
    asleep: bool = False


ANNA = Persona(id="anna", path="process/personas/anna.md", title="Anna", purpose="Knows.")


def handbook(documents: list[Document], kinds: tuple[type[Document], ...] = KINDS) -> Handbook:
    return linked(documents, kinds, root=Path())


def told(book: Handbook, document: Document) -> dict[str, str]:
    """Give the facts as plain text by label."""
    words = phrases(document.language or book.language)

    def link(named: object) -> str:
        return str(getattr(named, "title", named))

    return {
        fact.label: written(fact, words, lambda text: text.markdown, link) for fact in summary(book, document)
    }


def persona(**fields: object) -> dict[str, str]:
    document = replace(ANNA, **fields)  # type: ignore[arg-type]
    return told(handbook([document, GUIDE, HIDDEN, EXPLORE], kinds=(*KINDS, Persona)), document)


@pytest.mark.parametrize(
    ("field", "value", "label", "text"),
    [
        ("deputies", ("guide", "hidden"), "Deputies", "Guide"),
        ("phases", ("explore",), "Phases", "Explore"),
        ("mood", "cross", "Mood", "cross"),
        ("seen_on", dt.date(2026, 3, 12), "Seen on", "12 March 2026"),
        ("opens", dt.time(9, 5), "Opens", "09:05"),
        ("takes", Duration(1, 1.2, "week"), "Takes", "1–1.2 weeks"),
        ("crowd", Span(12, None), "Crowd", "12+ people"),
        ("height", 1.5, "Height", "1.5"),
        ("nicknames", ("Ann", "*Annie*"), "Nicknames", "Ann, *Annie*"),
        ("asleep", True, "Asleep", "yes"),
        ("owner", "The office", "Owner", "The office"),
        ("status", "draft", "Status", "draft"),
    ],
)
def test_a_field_of_any_kind_is_a_fact(field: str, value: object, label: str, text: str) -> None:
    assert persona(**{field: value}) == {label: text}


def test_who_is_named_knows_it() -> None:
    document = replace(ANNA, deputies=("guide",))
    book = handbook([document, GUIDE], kinds=(*KINDS, Persona))
    assert told(book, GUIDE) == {"Personas": "Anna"}


def test_an_unpublished_document_may_name_unpublished_ones() -> None:
    assert persona(deputies=("hidden",), publish=False) == {"Deputies": "Hidden"}


def test_a_bar_between_two_roles_holds_for_both() -> None:
    other = replace(GUIDE, id="other", path="process/roles/other.md", title="Other", not_with=("guide",))
    book = handbook([GUIDE, other])
    assert told(book, GUIDE) == {"Must not be held together with": "Other"}
    assert told(book, other) == {"Must not be held together with": "Guide"}


def test_facts_speak_the_language_of_the_document() -> None:
    phase = replace(EXPLORE, duration=Duration(1, 2, "week"))
    swedish = replace(phase, language="sv")
    book = handbook([phase, swedish])
    assert told(book, phase) == {"Duration": "1–2 weeks"}
    assert told(book, swedish) == {"Tid": "1–2 veckor"}


def test_agreements_are_kept_apart() -> None:
    sheet = A3(id="x", path="process/a3/x.md", title="X", purpose="Y.")
    agreed = (Agreement("guide", dt.date(2026, 1, 2)), Agreement(name="Ann"))
    assert told(handbook([sheet]), replace(sheet, agreed_by=agreed)) == {
        "Agreed by": "guide, 2 January 2026; Ann"
    }


def test_a_session_is_told_in_words() -> None:
    model = DialogueModel(id="cafe", path="process/dialogue-models/cafe.md", title="Cafe", purpose="Talk.")
    session = Session(
        id="day", path="process/sessions/day.md", title="Day", purpose="Meet.", date=dt.date(2026, 3, 12),
        start=dt.time(9, 5), people=12, groups=1, facilitator="guide",
    )  # fmt: skip
    assert told(handbook([model, session, GUIDE]), session) == {
        "Date": "Thursday, 12 March 2026",
        "Time": "09:05",
        "People": "12 people",
        "Groups": "1 group",
        "Facilitator": "Guide",
    }
