"""A text file as Markdown and the fields above it: YAML, TOML, a title block, or nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from ..sources import readable, split_front_matter
from ..sources.front_matter import read_yaml
from ..sources.limits import LONGEST_FRONT
from .notes import Note, Reading, note

_PAIR = re.compile(r"^([\w-]+)\s*:\s+(\S.*?)\s*$")
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.S | re.M)
_PERCENT = re.compile(r"\A% *(?P<title>\S[^\n]*)\n(?:% *(?P<author>[^\n]*)\n)?(?:% *(?P<date>[^\n]*)\n)?")


def as_text(content: bytes) -> tuple[str, str]:
    """Give the text of a file and the coding that it was read in: UTF-8, else what Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return readable(content.decode("utf-16", "replace")), "UTF-16"
    try:
        return readable(content.decode("utf-8-sig")), "UTF-8"
    except UnicodeDecodeError:
        return readable(content.decode("cp1252", "replace")), "Windows-1252"


def markdown(name: str, content: bytes) -> Reading:
    """Read a Markdown file."""
    text, coding = as_text(content)
    notes = [] if coding == "UTF-8" else [note("read-as", coding=coding)]
    front, body, taken, more = front_and_body(text)
    return Reading(name, front, body, taken + 1, tuple(_paragraphs(body)), notes=(*notes, *more))


def front_and_body(text: str) -> tuple[dict[str, object], str, int, list[Note]]:
    """Divide a text into fields and body; the number is that of the lines that the fields take."""
    if toml := _TOML.match(text):
        return _divided(text, toml.end(), *_toml(toml[1]))
    if block := _PERCENT.match(text):
        fields = {key: value.strip() for key, value in block.groupdict().items() if value and value.strip()}
        return _divided(text, block.end(), dict(fields), [])
    lead = len(text) - len(text.lstrip("\n"))
    yaml, lines, _ = split_front_matter(text[lead:])
    if yaml is None:
        return {}, text, 0, []
    end = sum(len(line) + 1 for line in text[lead:].split("\n")[:lines])
    return _divided(text, lead + end, *_yaml(yaml))


def _divided(
    text: str, end: int, fields: dict[str, object], notes: list[Note]
) -> tuple[dict[str, object], str, int, list[Note]]:
    return fields, text[end:], text.count("\n", 0, end), notes


def _toml(text: str) -> tuple[dict[str, object], list[Note]]:
    try:
        return dict(_flat(tomllib.loads(text).items())), []
    except tomllib.TOMLDecodeError:
        return _line_by_line(text.replace(" = ", ": "))


def _flat(pairs: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, object]]:
    """Give plain words and lists of words; what stands in tables of its own comes under its own name."""
    for key, value in pairs:
        if isinstance(value, dict):
            yield from _flat(value.items())
        elif isinstance(value, list):
            yield key, [str(word) for word in value]
        else:
            yield key, str(value).lower() if isinstance(value, bool) else str(value)


def _yaml(text: str) -> tuple[dict[str, object], list[Note]]:
    value, _ = read_yaml(text, "") if len(text) <= LONGEST_FRONT else (None, ())
    plain = value.plain() if value is not None and value.is_pairs else None
    return (plain, []) if isinstance(plain, dict) else _line_by_line(text)


def _line_by_line(text: str) -> tuple[dict[str, object], list[Note]]:
    """Read fields of which YAML cannot make anything, a line each; other lines are told."""
    fields: dict[str, object] = {}
    notes: list[Note] = []
    for line in text.split("\n"):
        if pair := _PAIR.match(line):
            fields.setdefault(pair[1], pair[2].strip("\"'"))
        elif line.strip():
            notes.append(note("front-left", name="?", value=line.strip()[:200]))
    return fields, notes


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n[ \t]*\n", text):
        if paragraph.strip():
            yield paragraph
