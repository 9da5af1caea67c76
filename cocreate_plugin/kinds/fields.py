"""What a kind says of itself: its fields, the shape of each, its columns, and which kinds it refers to."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

from .base import Criterion, Document, Entry, Listing, Rating, Record, Ref, Row, Statement, Step, Task, Text

_SHAPES: Mapping[Any, str] = {
    Text: "text",
    Listing[Entry]: "list",
    Listing[Statement]: "list",
    Listing[Task]: "tasks",
    Listing[Row]: "table",
    Listing[Criterion]: "table",
    Listing[Record]: "table",
    Listing[Step]: "steps",
    Listing[Rating]: "scores",
}
"""The shape of what stands below a heading, by the type of its field."""


def section_fields(kind: type[Document]) -> tuple[str, ...]:
    """Name the fields of a kind that are headings."""
    return tuple(shapes(kind))


def added_sections(kind: type[Document]) -> tuple[str, ...]:
    """Name the headings that a handbook adds to a kind which has a page of its own."""
    base = kind.__mro__[1]
    own = section_fields(base) if issubclass(base, Document) and base.kind else section_fields(kind)
    return tuple(name for name in section_fields(kind) if name not in own)


def front_fields(kind: type[Document]) -> tuple[str, ...]:
    """Name the fields of a kind that stand in front matter."""
    return _front_fields(cast("Hashable", kind))


def shapes(kind: type[Document]) -> Mapping[str, str]:
    """Give the shape of every field of a kind that is a heading."""
    return _shapes(cast("Hashable", kind))


def columns(kind: type[Document], name: str) -> tuple[str, ...]:
    """Name the columns of a field that is a table; none for another."""
    return tuple(_metadata(cast("Hashable", kind))[name].get("columns", ()))


def required_columns(kind: type[Document], name: str) -> tuple[str, ...]:
    """Name the columns that a table must have."""
    return tuple(_metadata(cast("Hashable", kind))[name].get("required", ()))


def item_type(kind: type[Document], name: str) -> Any:
    """Give the type of the items of a field that is a list, a table or steps."""
    return get_args(bare(hints(kind)[name]))[0]


def whole_body(kind: type[Document]) -> str:
    """Name the field that all tasks of the body form; empty for a kind without one."""
    return next(
        (name for name, told in _metadata(cast("Hashable", kind)).items() if told.get("whole_body")), ""
    )


def references(kind: type[Document]) -> Mapping[str, Ref]:
    """Name the front matter fields that hold references, with the kinds they may mean."""
    return _references(cast("Hashable", kind))


def hints(shape: type[Any]) -> Mapping[str, Any]:
    """Give the type of every field of a dataclass, with its marks; Python works it out anew each time."""
    return _hints(cast("Hashable", shape))


def bare(hint: Any) -> Any:
    """Take `Annotated` and `| None` off a type."""
    while True:
        rest = [each for each in get_args(hint) if each is not type(None)]
        if get_origin(hint) is Annotated or (len(rest) == 1 and type(None) in get_args(hint)):
            hint = rest[0]
        else:
            return hint


@lru_cache(maxsize=256)
def _hints(shape: Any) -> Mapping[str, Any]:
    return get_type_hints(shape, include_extras=True)


@lru_cache(maxsize=256)
def _metadata(kind: Any) -> Mapping[str, Mapping[str, Any]]:
    return {field_.name: field_.metadata for field_ in fields(kind)}


@lru_cache(maxsize=256)
def _shapes(kind: Any) -> Mapping[str, str]:
    named = (name for name, told in _metadata(kind).items() if told.get("section"))
    return {name: _SHAPES[bare(hints(kind)[name])] for name in named}


@lru_cache(maxsize=256)
def _references(kind: Any) -> Mapping[str, Ref]:
    marks = ((name, mark) for name, hint in hints(kind).items() for mark in getattr(hint, "__metadata__", ()))
    return {name: mark for name, mark in marks if isinstance(mark, Ref)}


@lru_cache(maxsize=64)
def _front_fields(kind: Any) -> tuple[str, ...]:
    hidden = ("section", "computed")
    return tuple(
        field_.name for field_ in fields(kind) if not any(field_.metadata.get(flag) for flag in hidden)
    )
