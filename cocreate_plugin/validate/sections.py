"""A section of the body as the field that its heading opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..kinds import Entry, Statement, Text, item_type, shapes
from ..sources import Bullet, Section
from .items import entry, listing, statement, task
from .reader import Reader
from .steps import steps_of
from .tables import scores_of, table


def read_field(name: str, section: Section, reader: Reader) -> Any:
    """Read a section as its field; None when its shape is wrong, which is reported."""
    shape = shapes(reader.kind)[name]
    if not section.markdown.strip():
        reader.say("empty-field", section.place, heading=section.title)
        return None
    if shape == "text":
        return Text(section.markdown, section.start)
    readers: dict[str, Callable[[], Any]] = {
        "list": lambda: listing(section, reader, name, lambda each: _item(each, reader, name)),
        "tasks": lambda: listing(section, reader, name, lambda each: task(each, reader)),
        "table": lambda: table(section, reader, name),
        "steps": lambda: steps_of(section, reader, name),
        "scores": lambda: scores_of(section, reader, name),
    }
    return readers[shape]()


def _item(bullet: Bullet, reader: Reader, name: str) -> Entry:
    scored = item_type(reader.kind, name) is Statement
    return statement(bullet, reader) if scored else entry(bullet, reader, acts=False)
