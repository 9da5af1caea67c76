"""What is known of a document in short: its fields and who names it, the same for every medium."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast, get_origin

from ..cite import bibliography_of
from ..handbook import Handbook
from ..kinds import (
    Agreement,
    DialogueModel,
    Document,
    Duration,
    Phase,
    Practice,
    ReadyText,
    Role,
    Session,
    Span,
    Text,
    bare,
    choice_label,
    front_fields,
    hints,
    label as field_label,
    own_words,
    plural_of,
    references,
)
from ..phrases import Phrases, phrases
from ..prose import Citation
from . import units
from .checklists import ChecklistView
from .event import CopiesDue, Event, When
from .practice import InPractice, Told, in_practice
from .ready_texts import minutes_aloud
from .responsibilities import parts_in
from .schedule import run_sheet

ELSEWHERE = frozenset(
    (
        *"title purpose order formerly publish layout head marks cut_out advice easy_to_read".split(),
        *"sign_in consent names working_days_before".split(),
    )
)
"""Fields that are seen in another way: as heading and lead, by their effect, or drawn."""

COMMON = frozenset(front_fields(Document))
"""Fields of every kind; they are told last."""

SYMMETRIC = frozenset(("not_with",))
"""Fields that hold in both directions, on whichever side they are written."""

NAMED_IN: Mapping[tuple[str, str], str] = {
    ("phase", "success_factors"): "serving_phases",
    ("dialogue-model", "success_factors"): "serving_models",
    ("dialogue-model", "before"): "after",
    ("choice", "criteria"): "weighed_in",
    ("phase", "dialogue_models"): "suits",
    ("choice", "candidates"): "candidate_in",
    ("choice", "chosen"): "chosen_in",
    ("phase", "decides"): "decides_at",
    ("phase", "decides_with"): "decides_with_at",
    ("dialogue-model", "run_sheet"): "leads",
    ("dialogue-model", "prepare"): "prepares",
    ("a3", "template"): "filled_in",
    ("text", "easy_version_of"): "easy_versions",
    **{
        (kind, name): "used_in"
        for kind in ("phase", "dialogue-model", "session")
        for name in ("a3", "checklists")
    },
}
"""What it is called to be named by a kind in a field; else it is called after the folder of that kind."""

ENDS = (".", "?", "!")
"""Where every value ends so, they follow each other as sentences do."""

OPEN = frozenset(("use",))
"""Fields whose values are words of the catalogue as far as it has them, and otherwise the author's."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something that the catalogue counts, such as `people` or `groups`."""

    unit: str
    number: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """A length in minutes."""

    number: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date on which people meet: it is told with the day of the week."""

    date: dt.date


@dataclass(frozen=True, slots=True)
class Word:
    """One of the values that a field may have; kind and catalogues have words for it."""

    kind: type[Document]
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Sources as they are cited, such as `Doe, 2020`; Markdown that leads nowhere."""

    text: str


Value = (
    Text
    | Document
    | ChecklistView
    | CopiesDue
    | Agreement
    | Duration
    | Span
    | Count
    | Minutes
    | When
    | Day
    | dt.date
    | dt.time
    | float
    | Word
    | Cited
    | InPractice
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A field that is filled in, or something that follows from other documents: one label, some values."""

    name: str
    """The field's name, or what it is called to be named by others, such as `used_in`."""
    label: str
    """In the language of the document; the same for every medium."""
    values: tuple[Value, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Give the documents that it names."""
        return tuple(value for value in self.values if isinstance(value, Document))


def summary(handbook: Handbook, document: Document) -> tuple[Fact, ...]:
    """Give everything that is known of a document in short, for any kind.

    First the kind's own fields: those told in a few words, then those that list other documents; then who
    names it; last what every document may have. A published document does not name an unpublished one.
    """
    words = phrases(document.language or handbook.language)
    own = _own(handbook, document)
    brief = {name: values for name, values in own.items() if not _is_list(document, name)}
    named = _named_in(handbook, document)
    if used := in_practice(handbook, document):
        brief["in_practice"] = (used,)
        named["practice"] = used.cases
    for name in SYMMETRIC & own.keys() & named.keys():
        own[name] = tuple(dict.fromkeys((*own[name], *named.pop(name))))
    facts = {**brief, **own, **named, **_common(handbook, document)}
    return tuple(
        Fact(name, label(handbook, document, name, words), kept)
        for name, values in facts.items()
        if (kept := tuple(value for value in values if _may_be_named(value, document)))
    )


def label(handbook: Handbook, document: Document, name: str, words: Phrases) -> str:
    """Give the one label of a fact; a name that is the folder of a kind means the documents of that kind."""
    own = type(document)
    kind = next((kind for kind in handbook.kinds if kind.folder.replace("-", "_") == name), None)
    if kind is None or own_words(own, f"field.{name}", words):
        return field_label(own, name, words)
    return plural_of(kind, words)


def written(
    fact: Fact, words: Phrases, text: Callable[[Text], str], link: Callable[[Document | ChecklistView], str]
) -> str:
    """Write the values of a fact in a line; a medium says how it writes texts and names documents."""
    if all(isinstance(value, Text) and value.markdown.endswith(ENDS) for value in fact.values):
        between = " "
    else:
        between = "; " if fact.name == "versions" or isinstance(fact.values[0], Agreement) else ", "
    return between.join(_value(value, words, text, link) for value in fact.values)


def _value(
    value: Value, words: Phrases, text: Callable[[Text], str], link: Callable[[Document | ChecklistView], str]
) -> str:
    match value:
        case Text():
            return text(value)
        case Document() | ChecklistView():
            return link(value)
        case CopiesDue():
            number = "" if value.number is None else f" ({units.count(words, 'copies', value.number)})"
            return f"{link(value.sheet)}{number}"
        case _:
            return said(value, words)


def said(value: Value, words: Phrases) -> str:
    """Write a value that needs nothing but words."""
    match value:
        case Agreement():
            day = words.date(value.date) if value.date else ""
            return ", ".join(part for part in (value.role, value.name, day) if part)
        case Duration():
            return units.duration(words, value)
        case Span():
            return units.people(words, value)
        case Count():
            return units.count(words, value.unit, value.number)
        case Minutes():
            return units.minutes(words, value.number)
        case Day():
            return words.date(value.date, "full")
        case dt.date():
            return words.date(value)
        case dt.time():
            return value.strftime("%H:%M")
        case Cited():
            return value.text
        case InPractice():
            return value.written(words)
        case Word():
            return choice_label(value.kind, value.field, value.value, words)
        case int() | float():
            return words.number(value)
        case _:
            return str(value)


def _is_list(document: Document, name: str) -> bool:
    """Tell whether a field names any number of documents."""
    return name in references(type(document)) and isinstance(getattr(document, name), tuple)


def _may_be_named(value: Value, document: Document) -> bool:
    match value:
        case Document():
            shown = value.publish
        case ChecklistView():
            shown = value.document.publish
        case CopiesDue():
            shown = value.sheet.publish
        case _:
            shown = True
    return shown or not document.publish


def _own(handbook: Handbook, document: Document) -> dict[str, tuple[Value, ...]]:
    """Give the fields of the document's kind as typed values, with what is worked out beside them."""
    names = (name for name in front_fields(type(document)) if name not in COMMON | ELSEWHERE)
    fields = {name: _values(handbook, document, name) for name in names}
    match document:
        case Phase():
            roles = (part.role for part in parts_in(handbook, document))
            return {**fields, "roles": tuple(roles)}
        case DialogueModel():
            schedule = run_sheet(document)
            shortest = schedule.shortest if schedule.shortest < schedule.minutes else 0
            both = (("minutes", schedule.minutes), ("shortest", shortest))
            times = {name: (Minutes(number),) if number else () for name, number in both}
            return {"people": fields.pop("people"), **times, **fields}
        case ReadyText():
            aloud = minutes_aloud(document)
            return {**fields, "read_aloud": (Minutes(aloud),) if aloud else ()}
        case Session():
            return {**fields, **_session(Event(handbook, document))}
        case Practice():
            words = phrases(document.language or handbook.language)
            measures = Told(handbook, document).measures(words).items()
            people = (Count("people", document.people),) if document.people else ()
            day = (Day(document.date),) if document.date else ()
            counted = {name: (_text(document, name, text),) for name, text in measures if text}
            return {**fields, "date": day, "people": people, **counted}
        case _:
            return fields


def _session(event: Event) -> Mapping[str, tuple[Value, ...]]:
    session, leads = event.session, event.facilitator
    return {
        "date": (Day(session.date),) if session.date else (),
        "start": (event.when,) if event.when else (),
        "people": (Count("people", session.people),) if session.people else (),
        "groups": (Count("groups", session.groups),) if session.groups else (),
        "facilitator": (leads if isinstance(leads, Role) else _text(session, "facilitator", leads),)
        if leads
        else (),
        "a3": event.copies,
        "checklists": event.lists,
    }


def _common(handbook: Handbook, document: Document) -> dict[str, tuple[Value, ...]]:
    """Give what the document rests on, and who looks after it."""
    names = ("status", "owner", "reviewed", "review_every", "tags", "basis")
    known = tuple(Citation(key, "", 1, 1) for key in document.sources if key in handbook.bibliography)
    cited = bibliography_of(handbook).citation(known).removeprefix("(").removesuffix(")") if known else ""
    return {
        "sources": (Cited(cited),) if cited else (),
        **{name: tuple(_typed(document, name)) for name in names},
    }


def _values(handbook: Handbook, document: Document, name: str) -> tuple[Value, ...]:
    ref = references(type(document)).get(name)
    if ref is None:
        return tuple(_typed(document, name))
    value = getattr(document, name)
    ids = (value,) if isinstance(value, str) else value or ()
    return tuple(
        document
        for kind in ref.kinds
        for document in handbook.found(handbook.kind(kind), (str(id_) for id_ in ids))
    )


def _typed(document: Document, name: str) -> Iterator[Value]:
    """Give the values of a field that names no document; what is empty has none."""
    value: Any = getattr(document, name)
    words = OPEN | _closed(cast("Hashable", type(document)))
    for part in value if isinstance(value, tuple) else (value,):
        if part is None or part == "" or part is False:
            continue
        if part is True:
            yield Word(type(document), "choice", "yes")
        elif name in words:
            yield Word(type(document), name, part)
        elif isinstance(part, Agreement | Duration | Span | dt.date | dt.time | int | float):
            yield part
        else:
            yield _text(document, name, str(part))


@lru_cache(maxsize=256)
def _closed(kind: Any) -> frozenset[str]:
    """Name the fields that may have certain values only."""
    return frozenset(name for name in front_fields(kind) if get_origin(bare(hints(kind)[name])) is Literal)


def _text(document: Document, name: str, markdown: str) -> Text:
    return Text(markdown, document.where(name))


def _named_in(handbook: Handbook, document: Document) -> dict[str, tuple[Value, ...]]:
    """Give who names the document, by what that is called, each once and in order."""
    by_name: dict[str, dict[str, Document]] = {}
    for link in handbook.back_links.get(document.ref, ()):
        if isinstance(link.source, Practice) and (link.source.made_up or link.source.status == "draft"):
            continue
        folder = link.source.folder.replace("-", "_")
        name = link.field if link.field in SYMMETRIC else NAMED_IN.get((link.source.kind, link.field), folder)
        by_name.setdefault(name, {})[link.source.ref] = link.source
    return {name: tuple(documents.values()) for name, documents in by_name.items()}
