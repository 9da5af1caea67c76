"""Front matter as JSON Schema, so that an editor completes fields and shows faults while one writes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from inspect import signature
from typing import Any, Literal, get_args, get_origin

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ..kinds import (
    SURFACES,
    Agreement,
    Copies,
    Document,
    Duration,
    Identity,
    Ref,
    Share,
    Span,
    about,
    choice_label,
    front_fields,
    hints,
    label,
    name_of,
    references,
)
from ..kinds.identity import ADVICE
from ..phrases import Phrases, in_every_language
from ..problems import Place, problem
from .front import _RANGE, _SHAPES, UNITS, _annotated, unwrapped

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The version that editors for YAML know best."""

_ID = r"^([a-z0-9-]+/)?[a-z0-9]+(-[a-z0-9]+)*$"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
Schema = dict[str, Any]


def schema(
    kind: type[Document] | type[Identity], words: Phrases, known: Mapping[str, Sequence[str]] | None = None
) -> Schema:
    """Describe the front matter of a kind, or handbook.yml, in the words' language.

    `known` are the documents of a handbook that fields may name: references such as `roles/host`, by kind.
    """
    refs = references(kind) if issubclass(kind, Document) else {}
    by_name = {field_.name: field_ for field_ in fields(kind)}
    names = front_fields(kind) if issubclass(kind, Document) else tuple(by_name)
    required = [name for name in names if by_name[name].default is MISSING]
    properties = {
        name: {
            "title": _title(kind, name, refs.get(name), words),
            "description": description(kind, name, words),
            "markdownDescription": description(kind, name, words),
            **_said(kind, name, hints(kind)[name], words),
            **_named(
                _looks(hints(kind)[name], refs.get(name), words, name in required),
                [
                    each
                    for of in (refs[name].kinds if name in refs else ())
                    for each in (known or {}).get(of, ())
                ],
                words,
            ),
        }
        for name in names
    }
    return {
        "$schema": DRAFT,
        "title": name_of(kind, words) if issubclass(kind, Document) else "handbook.yml",
        "description": description(kind, "", words),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _title(kind: type[Document] | type[Identity], name: str, ref: Ref | None, words: Phrases) -> str:
    """Give what people call a field; its name where nobody has called it anything."""
    if not issubclass(kind, Document):
        return name
    if words.has(f"field.{name}") or any(f"field.{name}" in own for own in kind.words.values()):
        return label(kind, name, words)
    key = f"kinds.{ref.kinds[0]}" if ref else ""
    return words.t(key) if key and words.has(key) else name


def _said(kind: type[Document] | type[Identity], name: str, hint: Any, words: Phrases) -> Schema:
    """Give what an editor says of a wrong value and of each right one, as those for YAML and JSON know it."""
    choices = get_args(unwrapped(hint)[0]) if get_origin(unwrapped(hint)[0]) is Literal else ()
    if choices:
        wrong = problem("not-a-choice", Place(""), name=name, given="", choices=tuple(map(str, choices)))
        said: Schema = {"errorMessage": words.parts(wrong)[1]}
        if issubclass(kind, Document):
            said["enumDescriptions"] = [choice_label(kind, name, each, words) for each in choices]
        return said
    wrong = problem("wrong-type", Place(""), name=name, expected=_expected(hint))
    message = words.sentence(wrong)
    return {"errorMessage": message, "patternErrorMessage": message}


def _expected(hint: Any) -> str:
    """Name what a value of a type must be, as the reader of front matter does that refuses another."""
    (reader,) = (each for each in _annotated(hint).__metadata__ if isinstance(each, BeforeValidator))
    takes = len(signature(reader.func).parameters)
    try:
        reader.func(*(None,) * takes)  # type: ignore[arg-type]
    except PydanticCustomError as refused:
        return str((refused.context or {})["expected"])
    return "text"


def _named(looks: Schema, known: Sequence[str], words: Phrases) -> Schema:
    """Show an editor which ids there are. It does not refuse others: documents come and go."""
    if not known:
        return looks
    lost = problem("unknown-reference", Place(""), kind="", id="", folder=known[0].partition("/")[0])
    advice = words.parts(lost)[1]
    ids = {"examples": [each.rpartition("/")[2] for each in known], "patternErrorMessage": advice}
    if "items" not in looks:
        return looks | ids | {"errorMessage": advice}
    first, *rest = looks["items"].get("anyOf", [looks["items"]])
    return looks | {"items": {"anyOf": [first | ids, *rest]} if rest else first | ids}


def kind_name(kind: type[Document] | type[Identity]) -> str:
    """Name a kind as its phrases do; handbook.yml is called `handbook`."""
    return kind.kind if issubclass(kind, Document) else "handbook"


def description(kind: type[Document] | type[Identity], name: str, words: Phrases) -> str:
    """Tell what a field is for, or the kind; fields that all kinds have are described once."""
    if issubclass(kind, Document):
        return about(kind, name, words) or label(kind, name, words)
    return words.t(f"manual.handbook.{name}" if name else "manual.handbook")


def _looks(hint: Any, ref: Ref | None, words: Phrases, required: bool) -> Schema:
    """Tell how a value is written; an optional field may also be left empty."""
    bare, shaped = unwrapped(hint)
    if shaped in _SHAPES:
        looks = _text(
            _SHAPES[shaped].pattern,
            {"colour": "#0b6e69", "language": "sv"}.get(shaped, "https://example.org/"),
        )
    elif shaped == "advice":
        several = {"type": ["array", "null"], "items": {"enum": list(ADVICE)}}
        return {"anyOf": [_yes(words), several], "examples": ["yes"]}
    elif get_origin(bare) is Literal:
        looks = {"enum": list(get_args(bare))}
    elif bare is str and ref is not None:
        looks = _text(_ID)
    elif get_origin(bare) is tuple:
        former = _text(r"^[a-z0-9]+(-[a-z0-9]+)*$", "former-name")
        looks = {
            "type": "array",
            "items": former if shaped == "ids" else _item(get_args(bare)[0], ref),
        }
    else:
        looks = _IN_WORDS[bare](words) if bare in _IN_WORDS else _PLAIN[bare]
    return looks if required else _or_empty(looks)


def _or_empty(looks: Schema) -> Schema:
    if "enum" in looks:
        return {**looks, "enum": [*looks["enum"], None]}
    types = looks["type"] if isinstance(looks["type"], list) else [looks["type"]]
    return {**looks, "type": [*types, "null"]}


def _item(inner: Any, ref: Ref | None) -> Schema:
    if inner is Copies:
        named = {"id": _text(_ID), "copies": _WHOLE}
        return {"anyOf": [_text(_ID), _pairs(named, ["id"])]}
    if inner is Agreement:
        return _pairs({"name": _WORD, "role": _WORD, "date": _DATE}, [])
    if inner == tuple[Share, ...]:
        surface = "|".join(SURFACES)
        share = _text(
            rf"^\S+(\s+\d{{1,4}}([.,]\d{{1,3}})?)?(\s+({surface}))?$", "background 2", "causes 3 fishbone"
        )
        return {"type": "array", "items": share, "minItems": 1}
    return _text(_ID) if ref is not None else _WORD


def _pairs(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _text(pattern: str, *examples: str) -> Schema:
    """Describe a word by a pattern; the names of its groups are Python's own and left out."""
    plain = re.sub(r"\(\?P<\w+>", "(", pattern)
    return {"type": "string", "pattern": plain, **({"examples": list(examples)} if examples else {})}


# `edition: 0.1` is a number to an editor; we read the word that it looks like.
_WORD: Schema = {"type": ["string", "number"]}
_WHOLE: Schema = {"type": ["integer", "string"], "pattern": r"^-?\d{1,9}$", "examples": [3]}
_DATE: Schema = {"type": "string", "format": "date", "pattern": _DAY, "examples": ["2026-11-21"]}


def _yes(_: Phrases) -> Schema:
    return {"enum": [*in_every_language("word.yes"), *in_every_language("word.no"), True, False]}


def _lasting(words: Phrases) -> Schema:
    units = [word for unit in UNITS for word in words.words(f"unit.{unit}")]
    number = r"\d+([.,]\d+)?"
    week, minute = (words.words(f"unit.{unit}")[0] for unit in ("week", "min"))
    return _text(rf"^{number}(\s*[-–]\s*{number})?\s*({'|'.join(units)})$", f"4-8 {week}", f"90 {minute}")


_PLAIN: dict[Any, Schema] = {
    str: _WORD,
    int: _WHOLE,
    float: {"type": ["number", "string"], "pattern": r"^-?\d{1,9}([.,]\d{1,6})?$", "examples": [2.5]},
    dt.date: _DATE,
    # YAML 1.1 takes 13:10 for a number to the base of sixty; some editors still do.
    dt.time: {**_text(r"^([01]?\d|2[0-3]):[0-5]\d$", "13:10"), "type": ["string", "integer"]},
    Span: {**_text(_RANGE.pattern, "2-8", "12+"), "type": ["string", "integer"]},
}
_IN_WORDS: dict[Any, Callable[[Phrases], Schema]] = {bool: _yes, Duration: _lasting}
"""What is written in the words of a language."""
