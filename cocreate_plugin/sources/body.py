"""The Markdown body as sections and blocks, each with its line; Markdown's meaning is left alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ..problems import Place, Problem, problem
from .blocks import Block, Body, Bullet, Bullets, Cell, Grid, Heading, Paragraphs, Section
from .limits import too_deep
from .lines import code_lines, corrected, definitions, despaced
from .rows import cells, rows_apart
from .structure import tokens
from .unclosed import OpenElement, blanked, follow, unclosed

GIVEN_ID = re.compile(r"(?<!\s)\s*+\{:?+\s*+(?:(?!#)[^\s{}]++\s++)*#(?P<id>[\w.:-]++)(?:\s[^{}]*+)?\}\s*+$")
TASK = re.compile(r"^\[[ xX]\](?:\s+|$)")

_MARKER = re.compile(r"^( *)([-*+]|\d{1,9}[.)])( +|$)")
_ADMONITION = re.compile(r"^(?:!!!|\?\?\?\+?|===) ")
MOST_UNCLOSED = 5
"""Things never closed that are told one by one."""
_LISTS = ("bullet_list_open", "ordered_list_open")
_SHOWN = ("fence", "code_block", "html_block")


def read_body(text: str, path: str, first_line: int = 1) -> tuple[Body, tuple[Problem, ...]]:
    """Read the body that begins at a line of a file."""
    reader = _BodyReader(text, path, first_line)
    refused = too_deep(reader.tokens, path, first_line)
    if refused:
        return Body(()), (refused,)
    return reader.body(), tuple(reader.problems)


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading of the outermost level, with its lines from `line` up to `end`."""

    level: int
    text: str
    id: str
    line: int
    end: int
    place: Place


class _BodyReader:
    """Carries what the small functions share: the lines, the path and the offset."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.path, self.offset, self.problems = path, first_line, list[Problem]()
        self.written = self._corrected(self._closed(text.split("\n")))
        self.definitions, self.lines = definitions(self.written)
        self.tokens = tokens("\n".join(self.lines))
        self.tops = [
            at for at, each in enumerate(self.tokens) if each.level == 0 and each.map and each.nesting >= 0
        ]
        self.top_lines = [(self.tokens[at].map or [0])[0] for at in self.tops]
        self.heads = {head.line: head for head in self._heads()}
        apart = tuple(rows_apart([self.tokens[at] for at in self.tops], self.lines, self.place))
        self.problems += [said for _, _, said in apart if said]
        self.table_of = {line: table for line, table, _ in apart if table is not None}

    def place(self, line: int, column: int = 1) -> Place:
        """Give the place of a line of the body, counted from 0."""
        return Place(self.path, line + self.offset, column)

    def _closed(self, lines: list[str]) -> list[str]:
        """Take out what is opened and never closed, and say so once: all below would seem to be wrong."""
        for _ in range(MOST_UNCLOSED):
            found = unclosed(tokens("\n".join(lines)), lines)
            if found is None:
                break
            place = self.place(found.line, found.column + 1)
            opened = problem("never-closed", place, opened=found.opened, closing=found.closing)
            self.problems.append(opened)
            lines[found.line] = blanked(lines[found.line], found)
        return lines

    def _corrected(self, lines: list[str]) -> list[str]:
        """Rewrite lines that only one reader would take for a heading or a task, and say so."""
        shown = [despaced(line) for line in lines]
        code = code_lines(tokens("\n".join(shown)))
        for number, line in enumerate(shown):
            if number in code:
                shown[number] = lines[number]
                continue
            better = corrected(line)
            if better is not None and better != line:
                place = self.place(number, _indent(line) + 1)
                self.problems.append(problem("doubtful-line", place, correction=better.strip()))
                shown[number] = better
        return shown

    def body(self) -> Body:
        """Divide the body at its headings of the first two levels."""
        starts = [head for head in self.heads.values() if head.level <= 2]
        first = starts[0].line if starts else len(self.lines)
        sections = [self._section(None, 0, first)]
        titles = [head for head in starts if head.level == 1]
        for number, head in enumerate(starts):
            end = starts[number + 1].line if number + 1 < len(starts) else len(self.lines)
            if head.level == 1 and len(sections) == 1 and not sections[0].markdown.strip():
                sections[0] = self._section(None, head.end, end)
            elif head.level == 2 or self._text(head.end, end).strip():
                sections.append(self._section(head, head.end, end))
        self._say_skipped()
        untitled = self.written
        if titles:
            untitled = [*self.written[: titles[0].line], *self.written[titles[0].end :]]
        return Body(
            tuple(sections),
            (titles[0].text, titles[0].place) if titles else None,
            tuple((head.text, head.place) for head in titles[1:]),
            self.definitions,
            tuple(sorted(self._hidden(), key=lambda each: each[1])),
            "\n".join(self.written),
            "\n".join(untitled).strip("\n"),
        )

    def _say_skipped(self) -> None:
        level = 1
        for head in self.heads.values():
            if head.level > level + 1:
                self.problems.append(problem("skipped-level", head.place, level=head.level, wanted=level + 1))
            level = head.level

    def _heads(self) -> Iterator[_Head]:
        """Find the headings at the top level that stand in no HTML element."""
        open_html: list[OpenElement] = []
        for at in self.tops:
            token = self.tokens[at]
            if token.type == "html_block":
                follow(token.content, open_html)
            elif token.type == "heading_open" and not open_html and token.map:
                line, end = token.map
                text = self.tokens[at + 1].content
                given = GIVEN_ID.search(text)
                yield _Head(
                    int(token.tag[1]),
                    " ".join(GIVEN_ID.sub("", text).split("\n")).strip(),
                    given["id"] if given else "",
                    line,
                    end,
                    self.place(line, _indent(self.lines[line]) + 1),
                )

    def _hidden(self) -> Iterator[tuple[str, Place]]:
        """Find the headings that open nothing: inside something else, or shown as code."""
        for number, token in enumerate(self.tokens):
            if token.type == "heading_open" and token.map and token.map[0] not in self.heads:
                yield GIVEN_ID.sub("", self.tokens[number + 1].content).strip(), self.place(token.map[0])
            elif token.type in _SHOWN and token.map:
                yield from self._shown_headings(*token.map)
        yield from self._boxed_headings()

    def _shown_headings(self, first: int, after: int) -> Iterator[tuple[str, Place]]:
        for number in range(first, min(after, len(self.lines))):
            if match := re.match(r"^([ >]*)#{1,6}[ \t]+(.*)$", self.lines[number]):
                yield GIVEN_ID.sub("", match[2]).strip(), self.place(number, len(match[1]) + 1)

    def _boxed_headings(self) -> Iterator[tuple[str, Place]]:
        """An admonition that is not divided by a blank line is one paragraph to a repository's web view."""
        for at in self.tops:
            token = self.tokens[at]
            if (
                token.type != "paragraph_open"
                or not token.map
                or not _ADMONITION.match(self.lines[token.map[0]])
            ):
                continue
            for number in range(token.map[0] + 1, token.map[1]):
                if match := re.match(r"^( {4,})#{1,6}[ \t]+(.*)$", self.lines[number]):
                    yield GIVEN_ID.sub("", match[2]).strip(), self.place(number, len(match[1]) + 1)

    def _text(self, start: int, end: int) -> str:
        return "\n".join(self.lines[start:end])

    def _section(self, head: _Head | None, start: int, end: int) -> Section:
        markdown = self._text(start, end)
        lead = len(markdown) - len(markdown.lstrip("\n"))
        return Section(
            head.text if head else "",
            head.id if head else "",
            head.place if head else self.place(0),
            markdown.strip("\n"),
            self.place(min(start + lead, len(self.lines) - 1)),
            tuple(self._blocks(start, end)),
            head.level if head else 2,
        )

    def _blocks(self, start: int, end: int) -> Iterator[Block]:
        waiting: int | None = None
        for at in self.tops[bisect_left(self.top_lines, start) : bisect_left(self.top_lines, end)]:
            line = (self.tokens[at].map or [0])[0]
            block = self._block(at, end)
            if block is None:
                waiting = line if waiting is None else waiting
                continue
            if waiting is not None:
                yield Paragraphs(self._text(waiting, line).strip("\n"), self.place(waiting))
                waiting = None
            yield block
        if waiting is not None and self._text(waiting, end).strip():
            yield Paragraphs(self._text(waiting, end).strip("\n"), self.place(waiting))

    def _block(self, at: int, end: int) -> Block | None:
        """Read a list, a table or a heading; None for anything else."""
        token = self.tokens[at]
        line, stop = token.map or (0, 0)
        stop = min(stop, end)
        if token.type in _LISTS:
            return Bullets(tuple(self._bullets(at)), self._text(line, stop).rstrip(), self.place(line))
        if token.type == "table_open":
            stop = self._end_of_rows(line, stop)
            rows = self._rows(line, stop)
            return Grid(rows[0], tuple(rows[2:]), self._text(line, stop).rstrip(), self.place(line))
        if token.type == "paragraph_open" and (table := self.table_of.get(line)) is not None:
            # A row that a blank line cut off still counts, or every sum would seem to be wrong as well.
            head = self._rows(table, table + 1)[0]
            return Grid(
                head, tuple(self._rows(line, stop)), self._text(line, stop).rstrip(), self.place(line)
            )
        heading = self.heads.get(line) if token.type == "heading_open" else None
        return Heading(heading.level, heading.text, heading.id, heading.place) if heading else None

    def _end_of_rows(self, line: int, stop: int) -> int:
        """Give the line behind the last row; one without a stroke is a sentence that stands too close."""
        if len(cells(self.lines[line])) > 1:
            for number in range(line + 2, stop):
                if "|" not in self.lines[number]:
                    self.problems.append(problem("text-in-table", self.place(number)))
                    return number
        return stop

    def _rows(self, first: int, after: int) -> list[tuple[Cell, ...]]:
        return [tuple(_cells(self.lines[number], self.place(number))) for number in range(first, after)]

    def _bullets(self, opening: int) -> Iterator[Bullet]:
        """Read the items of the list that a token opens."""
        level = self.tokens[opening].level
        for number in range(opening + 1, len(self.tokens)):
            token = self.tokens[number]
            if token.level == level and token.nesting < 0:
                return
            if token.type == "list_item_open" and token.level == level + 1:
                yield self._bullet(number)

    def _bullet(self, opening: int) -> Bullet:
        token = self.tokens[opening]
        line, end = token.map or (0, 0)
        direct = list(self._directly_inside(opening))
        column = self._content_column(line)
        place = self.place(line, _indent(self.lines[line]) + 1)
        notes: list[str] = []
        nested: list[Bullet] = []
        for at in direct:
            each = self.tokens[at]
            if each.type in _LISTS:
                nested += self._bullets(at)
            elif each.map and at != direct[0]:
                notes.append(_dedented(self.lines[slice(*each.map)], column))
        below = tuple(nested), "\n\n".join(notes)
        if not direct or self.tokens[direct[0]].type != "paragraph_open":
            inside = [self.lines[line].expandtabs(4)[column:], *self.lines[line + 1 : end]]
            return Bullet("", _dedented(inside, column), place, None, *below)
        text = self.tokens[direct[0] + 1].content
        after = (self.tokens[direct[0]].map or (0, line + 1))[1]
        ticked = text[1] in "xX" if TASK.match(text) else None
        return Bullet(TASK.sub("", text), _dedented(self.lines[after:end], column), place, ticked, *below)

    def _directly_inside(self, opening: int) -> Iterator[int]:
        """Number the tokens that open a block directly below an item."""
        level = self.tokens[opening].level
        for number in range(opening + 1, len(self.tokens)):
            token = self.tokens[number]
            if token.level == level and token.nesting < 0:
                return
            if token.level == level + 1 and token.nesting >= 0:
                yield number

    def _content_column(self, line: int) -> int:
        """Tell where the text of an item begins, in columns from 0."""
        match = _MARKER.match(self.lines[line].expandtabs(4))
        if not match:
            return 2
        gap = len(match[3])
        return len(match[1]) + len(match[2]) + (gap if 1 <= gap <= 4 else 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _dedented(lines: list[str], column: int) -> str:
    """Move lines to the left by the width of an item's mark."""
    out = []
    for line in lines:
        if line[: _indent(line)].count("\t"):
            line = line.expandtabs(4)
        lead = len(line) - len(line.lstrip(" "))
        out.append(line[min(lead, column) :])
    return "\n".join(out).strip("\n")


def _cells(line: str, place: Place) -> Iterator[Cell]:
    """Split a table row at its pipes; one after a backslash belongs to the text."""
    stripped = line.rstrip()
    column = _indent(stripped)
    inner = stripped[column:]
    if inner.startswith("|"):
        inner, column = inner[1:], column + 1
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    for part in re.split(r"(?<!\\)\|", inner):
        lead = _indent(part)
        yield Cell(part.strip().replace("\\|", "|"), Place(place.path, place.line, column + lead + 1))
        column += len(part) + 1
