"""How a document begins: the required fields, and each heading with the smallest content of its shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from ..kinds import (
    A3,
    LANES,
    Document,
    Record,
    capitalised,
    column_label,
    columns,
    item_type,
    label,
    name_of,
    required_columns,
    section_fields,
    shapes,
    whole_body,
)
from ..phrases import Phrases
from ..sources import proposed_id
from .schema import description

DOTS = "…"
"""What stands where the author is to write."""


def short(kind: type[Document], words: Phrases) -> str:
    """Write a whole document without help, for a form that shows the help beside it; it is a draft."""
    front = required(kind, capitalised(name_of(kind, words)), words)
    return "\n".join(("---", *front, "---", "", *body(kind, words, helps=False)))


def required(kind: type[Document], title: str, words: Phrases) -> tuple[str, ...]:
    """Write the lines of front matter that a draft cannot be without."""
    plain = title if re.match(r"^[A-Za-z][\w ]*$", title) else json.dumps(title, ensure_ascii=False)
    lines = (f"title: {plain}", f'purpose: "{DOTS}"', "status: draft")
    if not issubclass(kind, A3):
        return lines
    one, two, three = (proposed_id(words.t("add.box", number=number)) for number in (1, 2, 3))
    return (*lines, "layout:", f"  - [{one} 1, {two} 1]", f"  - [{three} 2]")


def body(kind: type[Document], words: Phrases, helps: bool = True) -> Iterator[str]:
    """Write the lines below the fields; with help, a comment says what each heading is for."""
    if whole_body(kind):
        yield from (f"- [ ] {DOTS}", "")
    elif issubclass(kind, A3):
        for number in (1, 2, 3):
            yield from (f"## {words.t('add.box', number=number)}", "", f"- {DOTS}?", "")
    for name in section_fields(kind):
        if name != whole_body(kind):
            heading, what = label(kind, name, words), description(kind, name, words)
            help_ = (f"<!-- {what} -->", "") if helps and what != heading else ()
            yield from (f"## {heading}", "", *help_, *_shape(kind, name, words), "")


def _shape(kind: type[Document], name: str, words: Phrases) -> Sequence[str]:
    """Give the smallest content that has the shape of a field."""
    shape = shapes(kind)[name]
    if shape == "steps":
        return (f"### {DOTS}", "", *(f"- {words.t(f'lane.{lane}')}: {DOTS}" for lane in LANES))
    if shape == "scores":
        return (
            f"### {DOTS}",
            "",
            f"| {words.t('column.criterion')} | {DOTS} |",
            "|---|---|",
            f"| {DOTS} |  |",
        )
    if shape == "table":
        heads = [column_label(kind, name, column, words) for column in columns(kind, name)]
        row = [_cell(kind, name, column) for column in columns(kind, name)]
        return (f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", f"| {' | '.join(row)} |")
    return {"text": (DOTS,), "list": (f"- {DOTS}",), "tasks": (f"- [ ] {DOTS}",)}[shape]


def _cell(kind: type[Document], name: str, column: str) -> str:
    """Fill in a cell that a row cannot be without."""
    if column == "min":
        return "10"
    return (
        DOTS if item_type(kind, name) is Record or column in (*required_columns(kind, name), "step") else ""
    )
