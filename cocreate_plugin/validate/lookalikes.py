"""What looks like a field and is none: bold or deeper headings, and free sections of a field's shape."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..kinds import columns, label, named, required_columns, section_fields, shapes
from ..problems import Place
from ..sources import GIVEN_ID, Block, Bullets, Grid, Heading, Paragraphs, Section, proposed_id
from .items import doer
from .labels import folded, heading_like, labels, lone_lines, meant, misspelt
from .reader import Reader
from .steps import lane_begun
from .tables import known_columns

_SHAPES = ("unknown-lane", "not-a-task", "wrong-shape")
_BLOCKS = {"list": Bullets, "tasks": Bullets, "steps": Heading, "table": Grid, "scores": Heading}


def say_lookalikes(
    sections: Iterable[Section], free: Collection[Section], filled: Mapping[str, Place], reader: Reader
) -> None:
    """Say what seems to be meant as a field, and is read as text."""
    empty = [name for name in section_fields(reader.kind) if name not in filled]
    free = _steps_told(free, filled, reader)
    for section in free:
        if not section.id:
            _say_free(section, empty, reader)
    for section in sections:
        before = len(reader.problems)
        for number, block in enumerate(section.blocks):
            after = section.blocks[number + 1] if number + 1 < len(section.blocks) else None
            _say_headings(block, after, empty, reader)
        if len(reader.problems) > before:
            _forget_what_follows(section, reader.problems[before].place, reader)


def _steps_told(
    free: Collection[Section], filled: Mapping[str, Place], reader: Reader
) -> Collection[Section]:
    """Say of sections that they are headings within a field that is empty above them; give the others."""
    hollow = [each for each in reader.problems if each.code in ("wrong-shape", "empty-field")]
    names = [name for name in filled if shapes(reader.kind)[name] in ("steps", "scores")]
    inside = {
        name: [each for each in free if not each.id and _has_shape(each, name, reader)] for name in names
    }
    for name, sections in inside.items():
        of_field = [each for each in hollow if each.place == filled[name]]
        for section in sections if of_field else ():
            line, correction = f"## {section.title}", f"### {section.title}"
            reader.say("not-a-step", section.place, line=line, correction=correction)
        if of_field and sections:
            reader.problems[:] = [each for each in reader.problems if each not in of_field]
            free = [each for each in free if each not in sections]
    return free


def _forget_what_follows(section: Section, since: Place, reader: Reader) -> None:
    """Take back what was said of blocks that belong below a heading which was not read as one."""
    end = since.line + section.markdown.count("\n")
    reader.problems[:] = [
        each
        for each in reader.problems
        if each.code not in _SHAPES or not since.line < each.place.line <= end
    ]


def _say_free(section: Section, empty: list[str], reader: Reader) -> None:
    """Say that the heading of a free section is nearly a label, or its shape that of an empty field."""
    id_ = proposed_id(section.title)
    known = misspelt(section, empty, reader.kind, reader.phrases)
    if known:
        reader.say("field-misspelt", section.place, heading=section.title, suggestion=known, id=id_)
        return
    name = next((name for name in empty if _has_shape(section, name, reader)), None)
    if name:
        reader.say(
            "field-unnamed",
            section.place,
            heading=section.title,
            field=named(reader.kind, name, reader.phrases),
            correction=f"## {label(reader.kind, name, reader.phrases)}",
            id=id_,
        )
    elif lost := _without_words(empty, reader):
        reader.say(
            "heading-without-words",
            section.place,
            heading=section.title,
            tongue=reader.phrases.language,
            choices=lost,
            id=id_,
        )


def _without_words(empty: Iterable[str], reader: Reader) -> tuple[str, ...]:
    """Give the English headings of empty fields that have none in the document's language."""
    words, kind = reader.phrases, reader.kind
    return tuple(
        label(kind, name, words)
        for name in empty
        if words.has(f"field.{name}")
        and not words.speaks(f"field.{name}")
        and words.language not in kind.words
    )


def _say_headings(block: Block, after: Block | None, empty: list[str], reader: Reader) -> None:
    if isinstance(block, Heading):
        _say_heading(block.text, "#" * block.level + f" {block.text}", block.place, empty, reader)
    elif isinstance(block, Paragraphs):
        for line, place in lone_lines(block):
            words = heading_like(line)
            if words is None and block.markdown.endswith(line):
                # A plain line counts where what follows has the shape of the field that it names.
                shape = labels(reader.kind, reader.phrases).get(folded(line))
                wanted = _BLOCKS.get(shapes(reader.kind)[shape]) if shape else None
                words = line if wanted and isinstance(after, wanted) else None
            if words:
                _say_heading(words, line.strip(), place, empty, reader)


def _say_heading(words: str, line: str, place: Place, empty: list[str], reader: Reader) -> None:
    name = meant(words, reader.kind, reader.phrases)
    if name in empty and name is not None:
        correct = f"## {label(reader.kind, name, reader.phrases)}"
        reader.say("not-a-heading", place, line=line, correction=correct)


def _has_shape(section: Section, name: str, reader: Reader) -> bool:
    """Tell whether a free section holds what a field is made of."""
    shape = shapes(reader.kind)[name]
    bullets = [item for block in section.blocks if isinstance(block, Bullets) for item in block.items]
    if shape == "tasks":
        return any(
            item.ticked is not None or GIVEN_ID.search(item.text) or doer(item.text, reader)
            for item in bullets
        )
    if shape == "steps":
        return any(lane_begun(item.text, reader.phrases) for item in bullets)
    if shape == "scores":
        return any(isinstance(block, Grid) for block in section.blocks)
    if shape == "table":
        return any(_has_columns(block, name, reader) for block in section.blocks if isinstance(block, Grid))
    return False


def _has_columns(grid: Grid, name: str, reader: Reader) -> bool:
    known: dict[str, Any] = known_columns(name, reader)
    found = {known.get(folded(cell.text)) for cell in grid.header} - {None}
    return (
        len(found) > 1
        and set(required_columns(reader.kind, name)) <= found
        and bool(columns(reader.kind, name))
    )
