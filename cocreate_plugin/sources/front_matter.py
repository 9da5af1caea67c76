"""Front matter: YAML read as plain words, each with its line and column, every fault at once."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ..problems import Place, Problem, problem
from .limits import DEEPEST, LONGEST_WORD
from .lines import readable

_NEEDS_QUOTES = re.compile(r"^(?P<start>\s*(?:- )?[\w-]+:\s+)(?P<value>[^\s|>#].*)$")
_CLOSED = re.compile(r"^(?:\"[^\"]*\"|'[^']*'|\[[^\[\]]*\]|\{[^{}]*\})\s*[^\s#,]")
"""Words after a closed quotation or list."""
_BETWEEN_VALUES = re.compile(r"((?<![^\[{,\s])\"[^\"]*\"|(?<![^\[{,\s])'[^']*'|[\[\]{},]|:\s+)")
"""What stands between the values in brackets that have no quotation marks."""


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value with its place: a word, a list of values, or pairs of key and value."""

    content: str | tuple[Value, ...] | tuple[Pair, ...]
    place: Place
    is_pairs: bool = False
    cut: str = ""
    """What YAML takes for a comment behind a word, from the space before its `#`."""

    @property
    def whole(self) -> str:
        """Give the word with what was cut off, in quotes."""
        return _quoted(f"{self.content}{self.cut}".strip()) if isinstance(self.content, str) else ""

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

    def words(self) -> Iterator[tuple[str, Place]]:
        """Give every word inside with its place."""
        if isinstance(self.content, str):
            yield self.content, self.place
            return
        for each in self.content:
            yield from (each.value if isinstance(each, Pair) else each).words()

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
    reader = _FrontMatterReader(text, path, first_line)
    for number, line in enumerate(text.split("\n")):
        if line.strip() and re.match(r" *\t", line):
            place = Place(path, first_line + number, line.index("\t") + 1)
            return None, (problem("tab-in-yaml", place),)
    try:
        reader.say_references()
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        if node is None:
            return Value((), Place(path, first_line), is_pairs=True), ()
        return reader.value(node), tuple(reader.problems)
    except yaml.MarkedYAMLError as error:
        return None, (reader.fault(error),)
    except yaml.reader.ReaderError as error:
        sign = f"U+{error.character:04X}" if isinstance(error.character, int) else str(error.character)
        return None, (problem("bad-yaml", reader.at(int(error.position)), detail=sign),)
    except yaml.YAMLError as error:
        return None, (problem("bad-yaml", Place(path, first_line), detail=str(error).split("\n")[0]),)
    except RecursionError:
        return None, (problem("too-deep", Place(path, first_line), most=DEEPEST),)


class _FrontMatterReader:
    """Carries what the small functions share: the text, the path and the line of its beginning."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text, self.path, self.first_line = text, path, first_line
        # YAML ends a line at more signs than editors do, so that its own count of lines may be higher.
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.seen: set[int] = set()
        self.problems: list[Problem] = []

    def at(self, index: int) -> Place:
        """Give the place of a sign of the text."""
        row = bisect_right(self.starts, index) - 1
        return Place(self.path, self.first_line + row, index - self.starts[row] + 1)

    def value(self, node: yaml.Node, depth: int = 0) -> Value:
        """Read a node; a list that stands for another is left empty, for it may hold itself."""
        place = self.at(node.start_mark.index)
        if isinstance(node, yaml.ScalarNode):
            word = readable(str(node.value))
            if len(word) > LONGEST_WORD:
                self.problems.append(problem("too-long", place, most=LONGEST_WORD, reason="signs"))
            cut = self.cut_off(node)
            if not word and re.match(r"#\S", cut.strip()):
                # Nobody writes a comment so: the value itself begins with the sign.
                place = self.at(node.end_mark.index + len(cut) - len(cut.lstrip()))
                self.say_swallowed(place, cut.strip())
                word, cut = cut.strip(), ""
            return Value(word[:LONGEST_WORD], place, cut=cut)
        if depth > DEEPEST:
            self.problems.append(problem("too-deep", place, most=DEEPEST))
        if depth > DEEPEST or id(node) in self.seen:
            return Value("", place)
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return Value(tuple(self.value(each, depth + 1) for each in node.value), place)
        pairs = self._pairs(node, depth) if isinstance(node, yaml.MappingNode) else ()
        return Value(pairs, place, is_pairs=True)

    def cut_off(self, node: yaml.ScalarNode) -> str:
        """Give what stands behind a plain word on its line, if it begins a comment."""
        if node.style is not None:
            return ""
        match = re.compile(r"[ \t]*#.*").match(self.text, node.end_mark.index)
        return match[0].rstrip() if match else ""

    def say_swallowed(self, place: Place, value: str) -> None:
        """Say of a value that begins with `#` that YAML takes it for a comment."""
        line = self.text.split("\n")[place.line - self.first_line]
        start = line[: place.column - 1].strip()
        self.problems.append(problem("needs-quotes", place, correction=f"{start} {_quoted(value)}"))

    def _pairs(self, node: yaml.MappingNode, depth: int) -> tuple[Pair, ...]:
        pairs: dict[str, Pair] = {}
        for key_node, value_node in node.value:
            place = self.at(key_node.start_mark.index)
            key = key_node.value if isinstance(key_node.value, str) else ""
            if key in pairs:
                self.problems.append(problem("duplicate-key", place, key=key, first=pairs[key].place.line))
                continue
            pairs[key] = Pair(key, place, self.value(value_node, depth + 1))
        return tuple(pairs.values())

    def say_references(self) -> None:
        """Anchors, aliases and tags are refused: a reader of the file cannot see what they stand for."""
        if not re.search("[&*!]", self.text):
            return
        for event in yaml.parse(self.text, Loader=yaml.BaseLoader):
            sign = ""
            if isinstance(event, yaml.AliasEvent):
                sign = f"*{event.anchor}"
            elif anchor := getattr(event, "anchor", None):
                sign = f"&{anchor}"
            elif tag := getattr(event, "tag", None):
                sign = str(tag)
            if sign and event.start_mark is not None:
                self.problems.append(problem("yaml-reference", self.at(event.start_mark.index), sign=sign))

    def fault(self, error: yaml.MarkedYAMLError) -> Problem:
        """Say what is wrong, with the line in quotes where only quotes are missing."""
        opened = error.context_mark
        if opened is not None and re.search("flow", error.context or ""):
            asked = error.problem_mark if "'?'" in (error.problem or "") else None
            for mark, quotes in ((opened, _hashes_in_quotes), (asked, _questions_in_quotes)):
                place = self.at(mark.index) if mark else Place(self.path)
                line = self.text.split("\n")[place.line - self.first_line] if mark else ""
                if (better := quotes(line)) != line:
                    return problem("needs-quotes", place, correction=better.strip())
        if opened is not None and re.search("flow|quoted", error.context or ""):
            return problem("open-bracket", self.at(opened.index))
        mark = error.problem_mark or error.context_mark
        if error.problem == "could not find expected ':'" and opened is not None:
            mark = opened  # where the word begins that no colon follows
        place = self.at(mark.index) if mark else Place(self.path, self.first_line)
        lines = self.text.split("\n")
        number = place.line - self.first_line
        for nearby in dict.fromkeys((number, max(number - 1, 0))):
            quoted = _with_quotes(lines[nearby])
            if quoted:
                start = len(lines[nearby]) - len(lines[nearby].lstrip()) + 1
                column = place.column if nearby == number else start
                return problem(
                    "needs-quotes", Place(self.path, nearby + self.first_line, column), correction=quoted
                )
            if straight := _straight(lines[nearby]):
                where = Place(self.path, nearby + self.first_line)
                return problem("bad-yaml", where, detail=error.problem, correction=straight)
            spaced = re.match(r"^\s*([\w-]+):([^\s/].*)$", lines[nearby])
            if spaced:
                better = f"{spaced[1]}: {spaced[2].strip()}"
                where = Place(self.path, nearby + self.first_line)
                return problem("bad-yaml", where, detail=error.problem, correction=better)
        return problem("bad-yaml", place, detail=error.problem or str(error).split("\n")[0])


def _straight(line: str) -> str | None:
    """Give an item with the hyphen that YAML reads, or a field with its colon, where another sign stands."""
    if match := re.match(r"^\s*(?:-(?=[^\s-])|[*•–—]\s+)(?P<item>[\w\"'].*)$", line):
        return f"- {match['item']}"
    match = re.match(r"^\s*(?:-\s+)?\**(?P<key>[\w-]+)\**(?:\s*[=：]\s*|:\s+)(?P<value>\S.*)$", line)
    better = f"{match['key']}: {match['value']}" if match else None
    return better if better and better != line.strip() else None


def _with_quotes(line: str) -> str | None:
    """Give the line with its value in quotes when only quotes are missing."""
    match = _NEEDS_QUOTES.match(line)
    value = match["value"].strip() if match else ""
    closed = _CLOSED.match(value)
    bare = re.search(r"^[^\"'\[{].*:(\s|$)|^[^\"'\[{].*\s#|^[-@`%&*!]", value)
    if match is None or not (closed or bare):
        return None
    return match["start"].strip() + " " + _quoted(value)


def _hashes_in_quotes(line: str) -> str:
    """Put quotes around what YAML takes for a comment, in brackets."""
    return re.sub(r"(?<=[\[,\s])#[^\s,\]][^,\]]*", lambda match: _quoted(match[0].rstrip()), line)


def _questions_in_quotes(line: str) -> str:
    """Put quotes around values in brackets with a question mark, which the reader of YAML trips over."""
    parts = _BETWEEN_VALUES.split(line)
    for at in range(0, len(parts), 2):
        if "?" in parts[at]:
            parts[at] = parts[at].replace(parts[at].strip(), _quoted(parts[at].strip()))
    return "".join(parts)


def _quoted(text: str) -> str:
    """Put a text in the quotes that leave it as it is, where there are such."""
    if re.search(r"[\"\\]", text) and "'" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)
