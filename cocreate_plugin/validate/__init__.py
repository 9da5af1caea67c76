"""Source → Document, or every problem in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ..kinds import (
    A3,
    Box,
    Copies,
    Document,
    FreeSection,
    Identity,
    Text,
    label as label_of,
    named as spoken,
    references,
    section_fields,
    whole_body as whole_body_of,
)
from ..phrases import Phrases
from ..problems import Place, Problem, in_order, problem
from ..sources import Body, Paragraphs, Section, Source, Value, proposed_id
from ..sources.structure import structure
from .anchors import anchors, web_anchor
from .front import duration, read_front, span
from .items import hashed, whole_body
from .labels import field_of, folded, headings_within, labels
from .lookalikes import say_lookalikes
from .meant import under
from .names import DocumentName, Names, label, names_of, repeated_former_ids
from .reader import Reader, free_id, wrong_shape
from .sections import read_field

__all__ = [
    "DocumentName",
    "Names",
    "anchors",
    "duration",
    "free_id",
    "hashed",
    "headings_within",
    "labels",
    "names_of",
    "read_identity",
    "repeated_former_ids",
    "slug",
    "span",
    "under",
    "validate",
    "web_anchor",
]


@dataclass(frozen=True, slots=True)
class _Filled:
    """The fields that a body filled, and what was left over."""

    values: dict[str, Any]
    places: dict[str, Place]
    free: tuple[FreeSection, ...]
    boxes: tuple[Box, ...]


def validate(source: Source, names: Names, phrases: Phrases) -> tuple[Document, tuple[Problem, ...]]:
    """Read one document; what is wrong is left out of it and reported, so that it still exists."""
    kind = names.kind_of_folder[source.folder]
    problems: list[Problem] = []
    front: dict[str, Any] = {}
    places: dict[str, Place] = {}
    if source.front is not None:
        headings = {word: label_of(kind, name, phrases) for word, name in labels(kind, phrases).items()}
        places = dict(source.front.places())
        front = read_front(kind, source.front, phrases, problems, places, headings)
        front |= _resolved(kind, front, places, names, problems)
    title = str(front.get("title") or source.id)
    reader = Reader(source.path, kind, names, phrases, references=_references(source.body))
    body = replace(source.body, sections=_sections(source.body, title, kind))
    filled = _fill(body, title, reader)
    is_draft = front.get("status") == "draft"
    problems += [each for each in reader.problems if each.code != "empty-field" or not is_draft]
    introduction = _introduction(body, kind)
    document = kind(
        id=source.id,
        path=source.path,
        language=source.language,
        place_of={**places, **filled.places},
        introduction=introduction,
        free=filled.free,
        definitions=source.body.definitions,
        **{"title": title, "purpose": "", **front, **filled.values},
    )
    if isinstance(document, A3):
        document = replace(document, boxes=filled.boxes)
    return document, in_order(problems)


def read_identity(front: Value | None, phrases: Phrases) -> tuple[Identity, tuple[Problem, ...]]:
    """Read handbook.yml; what is wrong is reported and left at its default."""
    if front is None:
        return Identity(), ()
    problems: list[Problem] = []
    return Identity(**read_front(Identity, front, phrases, problems, dict(front.places()))), in_order(
        problems
    )


def slug(title: str) -> str:
    """Make the id of a section from its heading; empty when no letter of it has a Latin form."""
    return proposed_id(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title))


def _references(body: Body) -> dict[str, str]:
    """Give the addresses of reference links by folded label."""
    if not body.definitions:
        return {}
    return {label(name): each.href for name, each in structure(body.definitions).references.items()}


def _sections(body: Body, title: str, kind: type[Document]) -> tuple[Section, ...]:
    """Join what stands below a `#` line to the section before it, if it says the title, or divides a box."""
    joined: list[Section] = []
    for section in body.sections:
        divides = issubclass(kind, A3) or folded(section.title) == folded(title)
        if section.level == 1 and joined and divides:
            before = joined[-1]
            markdown = f"{before.markdown}\n\n{section.markdown}".strip("\n")
            joined[-1] = replace(before, markdown=markdown, blocks=before.blocks + section.blocks)
        else:
            joined.append(section)
    return tuple(joined)


def _resolved(
    kind: type[Document],
    front: dict[str, Any],
    places: dict[str, Place],
    names: Names,
    problems: list[Problem],
) -> dict[str, Any]:
    """Give the reference fields with ids that exist, former ids replaced."""
    found: dict[str, Any] = {}
    for name, ref in references(kind).items():
        value = front.get(name)
        parts = [part.strip() for part in value.split(",")] if isinstance(value, str) else []
        if len(parts) > 1 and all(names.find(part, ref.kinds) for part in parts):
            problems.append(problem("wrong-type", places[name], name=name, expected="one", given=value))
        elif isinstance(value, str):
            found[name] = names.resolve(value, ref.kinds, places[name], problems)
        elif isinstance(value, tuple):
            made = names.generated if ref.generated else None
            found[name] = _each_resolved(value, name, ref.kinds, places, names, problems, made)
    return found


def _each_resolved(
    values: tuple[Any, ...],
    name: str,
    kinds: tuple[str, ...],
    places: dict[str, Place],
    names: Names,
    problems: list[Problem],
    made: Callable[[str], str | None] | None,
) -> tuple[Any, ...]:
    """Resolve a list of references; `made` knows the lists that are no documents."""
    found: dict[str, Any] = {}
    for number, value in enumerate(values):
        place = places.get(f"{name}.{number}.id") or places.get(f"{name}.{number}") or places[name]
        word = value.id if isinstance(value, Copies) else value
        id_ = (made(word) if made else None) or names.resolve(word, kinds, place, problems)
        if id_ is None:
            continue
        if id_ in found:
            problems.append(problem("duplicate-reference", place, id=id_))
        found.setdefault(id_, replace(value, id=id_) if isinstance(value, Copies) else id_)
    return tuple(found.values())


def _introduction(body: Body, kind: type[Document]) -> Text | None:
    if not body.sections or body.sections[0].title:
        return None
    first = body.sections[0]
    if whole_body_of(kind):
        paragraphs = [block for block in first.blocks if isinstance(block, Paragraphs)]
        return (
            Text("\n\n".join(paragraph.markdown for paragraph in paragraphs), first.start)
            if paragraphs
            else None
        )
    return Text(first.markdown, first.start) if first.markdown.strip() else None


def _fill(body: Body, title: str, reader: Reader) -> _Filled:
    _titles(body, title, reader)
    kind = reader.kind
    named = tuple(section for section in body.sections if section.title)
    if whole := whole_body_of(kind):
        items = whole_body(body.sections, reader) if body.sections else None
        if items is None and body.sections:
            wrong_shape(reader, whole, Place(reader.path))
        return _Filled({whole: items}, {}, (), ())
    if issubclass(kind, A3):
        return _Filled({}, {}, (), tuple(_boxes(named, reader)))
    _hidden(kind, body, reader)
    taken: dict[str, int] = {}
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    free: list[FreeSection] = []
    left: list[Section] = []
    for section in named:
        name = field_of(section, kind, reader.phrases)
        if name is None:
            left.append(section)
            id_ = free_id(section.id or slug(section.title) or "section", taken)
            free.append(FreeSection(section.title, id_, Text(section.markdown, section.start)))
        elif name in places:
            reader.say(
                "field-twice",
                section.place,
                field=spoken(kind, name, reader.phrases),
                first=places[name].line,
            )
        else:
            places[name] = section.place
            values[name] = read_field(name, section, reader)
    say_lookalikes(body.sections, left, places, reader)
    return _Filled(values, places, tuple(free), ())


def _boxes(sections: tuple[Section, ...], reader: Reader) -> list[Box]:
    boxes: dict[str, Box] = {}
    for section in sections:
        id_ = section.id or slug(section.title)
        if not id_:
            reader.say(
                "box-without-id", section.place, box=section.title, correction=f"## {section.title} {{#box}}"
            )
        elif id_ in boxes:
            reader.say("box-twice", section.place, box=section.title, first=boxes[id_].place.line)
        else:
            boxes[id_] = Box(id_, section.title, Text(section.markdown, section.start), section.place)
    return list(boxes.values())


def _titles(body: Body, title: str, reader: Reader) -> None:
    for text, place in ((body.title,) if body.title else ()) + body.more_titles:
        if folded(text) != folded(title):
            # On a sheet every `##` is a box.
            marks = "###" if issubclass(reader.kind, A3) else "##"
            reader.say("extra-title", place, heading=text, correction=f"{marks} {text}")


def _hidden(kind: type[Document], body: Body, reader: Reader) -> None:
    known = labels(kind, reader.phrases)
    for text, place in body.hidden_headings:
        if folded(text) in known and section_fields(kind):
            reader.say("field-inside", place, heading=text)
