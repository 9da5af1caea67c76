"""A section of the body as the field that its heading opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..kinds import Text, shapes
from ..sources import Section
from .items import entry, listing, task
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
        "list": lambda: listing(section, reader, name, lambda each: entry(each, reader, acts=False)),
        "tasks": lambda: listing(section, reader, name, lambda each: task(each, reader)),
        "table": lambda: table(section, reader, name),
        "steps": lambda: steps_of(section, reader, name),
        "scores": lambda: scores_of(section, reader, name),
    }
    return readers[shape]()
