"""Front matter: YAML read as plain words, each with its line and column, every fault at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ..problems import Place, Problem, problem

DEEPEST = 12
"""Levels of nesting that are read; real front matter has three."""

_NEEDS_QUOTES = re.compile(r"^(?P<start>\s*(?:- )?[\w-]+:\s+)(?P<value>[^\s'\"\[{|>#].*)$")


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value with its place: a word, a list of values, or pairs of key and value."""

    content: str | tuple[Value, ...] | tuple[Pair, ...]
    place: Place
    is_pairs: bool = False

    def pairs(self) -> dict[str, Pair]:
        """Give the pairs by key; empty when this is no mapping."""
        if not self.is_pairs:
            return {}
        return {pair.key: pair for pair in self.content if isinstance(pair, Pair)}

    def plain(self) -> object:
        """Give ordinary Python: str, list and dict; an empty word is None."""
        if self.is_pairs:
            return {name: pair.value.plain() for name, pair in self.pairs().items()}
        if isinstance(self.content, str):
            return self.content if self.content.strip() else None
        return [each.plain() for each in self.content if isinstance(each, Value)]

    def places(self, prefix: str = "") -> Iterator[tuple[str, Place]]:
        """Name the place of everything inside, such as `a3.0.id`."""
        if prefix:
            yield prefix, self.place
        start = f"{prefix}." if prefix else ""
        if self.is_pairs:
            for name, pair in self.pairs().items():
                yield from pair.value.places(f"{start}{name}")
        elif not isinstance(self.content, str):
            for number, each in enumerate(self.content):
                if isinstance(each, Value):
                    yield from each.places(f"{start}{number}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A key of front matter, its place, and its value."""

    key: str
    place: Place
    value: Value


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Value | None, tuple[Problem, ...]]:
    """Read YAML that begins at a line of a file; None when it cannot be read at all.

    The pure Python reader is used on purpose: it gives the same columns and messages on every machine.
    """
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n")):
        if re.match(r" *\t", line):
            place = Place(path, first_line + number, line.index("\t") + 1)
            return None, (problem("tab-in-yaml", place),)
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        if node is None:
            return Value((), Place(path, first_line), is_pairs=True), ()
        value = _value(node, path, first_line, problems, 0)
        problems += _references(text, path, first_line)
    except yaml.MarkedYAMLError as error:
        return None, (_fault(error, text, path, first_line),)
    except yaml.YAMLError as error:
        return None, (problem("bad-yaml", Place(path, first_line), detail=str(error).split("\n")[0]),)
    except RecursionError:
        return None, (problem("too-deep", Place(path, first_line), most=DEEPEST),)
    return value, tuple(problems)


def _value(node: yaml.Node, path: str, offset: int, problems: list[Problem], depth: int) -> Value:
    place = Place(path, node.start_mark.line + offset, node.start_mark.column + 1)
    if depth > DEEPEST:
        problems.append(problem("too-deep", place, most=DEEPEST))
        return Value("", place)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_value(each, path, offset, problems, depth + 1) for each in node.value)
        return Value(items, place)
    if isinstance(node, yaml.MappingNode):
        pairs: dict[str, Pair] = {}
        for key_node, value_node in node.value:
            key_place = Place(path, key_node.start_mark.line + offset, key_node.start_mark.column + 1)
            key = key_node.value if isinstance(key_node.value, str) else ""
            if key in pairs:
                problems.append(problem("duplicate-key", key_place, key=key, first=pairs[key].place.line))
                continue
            pairs[key] = Pair(key, key_place, _value(value_node, path, offset, problems, depth + 1))
        return Value(tuple(pairs.values()), place, is_pairs=True)
    return Value(str(node.value), place)


def _references(text: str, path: str, offset: int) -> Iterator[Problem]:
    """Anchors, aliases and tags are refused: a reader of the file cannot see what they stand for."""
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        sign = ""
        if isinstance(event, yaml.AliasEvent):
            sign = f"*{event.anchor}"
        elif anchor := getattr(event, "anchor", None):
            sign = f"&{anchor}"
        elif tag := getattr(event, "tag", None):
            sign = str(tag)
        mark = event.start_mark
        if sign and mark is not None:
            yield problem("yaml-reference", Place(path, mark.line + offset, mark.column + 1), sign=sign)


def _fault(error: yaml.MarkedYAMLError, text: str, path: str, offset: int) -> Problem:
    opened = error.context_mark
    if opened is not None and re.search("flow|quoted", error.context or ""):
        return problem("open-bracket", Place(path, opened.line + offset, opened.column + 1))
    mark = error.problem_mark or error.context_mark
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column + 1 if mark else 1
    for nearby in dict.fromkeys((number, max(number - 1, 0))):
        quoted = _with_quotes(lines[nearby])
        if quoted:
            start = len(lines[nearby]) - len(lines[nearby].lstrip()) + 1
            place = Place(path, nearby + offset, column if nearby == number else start)
            return problem("needs-quotes", place, correction=quoted)
    return problem(
        "bad-yaml", Place(path, number + offset, column), detail=error.problem or str(error).split("\n")[0]
    )


def _with_quotes(line: str) -> str | None:
    """Give the line with its value in quotes when that is what it lacks."""
    found = _NEEDS_QUOTES.match(line)
    if not found or not re.search(r":(\s|$)|\s#|^[-@`%&*!]", found["value"]):
        return None
    return found["start"].strip() + " " + json.dumps(found["value"].strip(), ensure_ascii=False)
