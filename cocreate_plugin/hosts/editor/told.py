"""What is known of the place where somebody looks: problems, fields, headings, and what a word names."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from ...kinds import Document, Identity, choice_label, label
from ...phrases import Phrases
from ...validate.labels import folded, labels
from ...validate.schema import description, schema
from .desk import Desk
from .diagnostics import range_of
from .positions import Positions
from .spot import HEADING, KEY, Spot, title_and_purpose


def hovered(spot: Spot, positions: Positions) -> types.Hover | None:
    """Tell about a place; None when there is nothing to tell."""
    parts = [*_problems(spot, positions), *_named(spot), *_field(spot)]
    if not parts:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts)))


def defined(spot: Spot, desk: Desk, positions: Positions) -> types.Location | None:
    """Give where that is which is named at a place."""
    named = spot.named
    if named is None:
        return None
    place = named.where("title") if isinstance(named, Document) else named.place
    file = spot.checked.file(place.path)
    where = positions.range(desk.lines(file), place.line, place.column, place.column)
    return types.Location(desk.uri(file), where)


def _problems(spot: Spot, positions: Positions) -> Iterator[str]:
    """Give the paragraph about each code of the problems that are shown here."""
    here = positions.position(spot.lines, spot.line, spot.column)
    words, told = spot.checked.words, set[str]()
    for problem in spot.checked.problems(spot.file):
        where = range_of(spot.checked, problem, positions)
        if problem.code not in told and where.start <= here <= where.end:
            told.add(problem.code)
            address = spot.checked.report.address(problem.code)
            yield f"**[{problem.code}]({address})** {words.t(f'about.{problem.code}')}"


def _named(spot: Spot) -> Iterator[str]:
    named = spot.named
    if named is not None:
        title, purpose = title_and_purpose(named)
        yield "\n\n".join(part for part in (f"**{title}**", purpose) if part)


def _field(spot: Spot) -> Iterator[str]:
    """Tell what a field is for, and its values, at its name and at its heading."""
    kind = spot.kind
    if kind is None:
        return
    if spot.in_front:
        match = KEY.match(spot.text)
        if match and not spot.field:
            yield from _about(kind, match["key"], spot.words)
    elif issubclass(kind, Document) and (match := HEADING.match(spot.text)):
        name = labels(kind, spot.words).get(folded(match["title"]))
        if name and len(match["level"]) == 2:
            yield from _about(kind, name, spot.words)


def _about(kind: type[Document] | type[Identity], name: str, words: Phrases) -> Iterator[str]:
    looks = schema(kind, words)["properties"]
    is_known = name in looks or (issubclass(kind, Document) and name in labels(kind, words).values())
    if not is_known:
        return
    called = (
        looks[name]["title"]
        if name in looks
        else label(kind, name, words)
        if issubclass(kind, Document)
        else name
    )
    values = [value for value in looks.get(name, {}).get("enum", ()) if isinstance(value, str)]
    if values and True not in looks[name]["enum"] and issubclass(kind, Document):
        said = ((value, choice_label(kind, name, value, words)) for value in values)
        values = [f"- `{value}`{f': {says}' if says != value else ''}" for value, says in said]
    elif values:
        values = [] if True in looks[name]["enum"] else [f"- `{value}`" for value in values]
    yield "\n\n".join(
        part for part in (f"**{called}**", description(kind, name, words), "\n".join(values)) if part
    )
