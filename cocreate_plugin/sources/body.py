"""The Markdown body as sections and blocks, each with its line; Markdown's meaning is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..problems import Place, Problem, problem
from .structure import Token, tokens

GIVEN_ID = re.compile(r"\s*\{:?\s*#(?P<id>[^\s}]+)\s*\}\s*$")
TASK = re.compile(r"^\[[ xX]\](?:\s+|$)")

_DEFINITION = re.compile(r"^ {0,3}(?:\[[^\]]+\]:(?!\()\s*\S|\*\[[^\]]+\]:)")
_TIGHT_HEADING = re.compile(r"^( {0,3})(#{1,6})(?=[^\s#])(?!#?\{)(.*)$")
_TIGHT_TASK = re.compile(r"^(\s*)([-*+])(\s*)\[([ xX]?)\](?![(\[:])(\s*)(\S.*)$")
_MARKER = re.compile(r"^(\s*)([-*+]|\d{1,9}[.)])(\s+|$)")
_ADMONITION = re.compile(r"^(?:!!!|\?\?\?\+?|===) ")
_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
    "p",
}


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Any blocks that are neither a list, a table nor a heading, as they stand in the file."""

    markdown: str
    place: Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below `##`."""

    level: int
    text: str
    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list: its first paragraph, and the blocks below it."""

    text: str
    more: str
    place: Place
    ticked: bool | None = None
    """None: no task; else whether its box was ticked."""
    nested: tuple[Bullet, ...] = ()
    """Items of the lists directly below it."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Bullet, ...]
    markdown: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: header and rows."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    markdown: str
    place: Place


Block = Paragraphs | Heading | Bullets | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A `##` heading and what stands below it; the first one, before any heading, has no title."""

    title: str
    id: str
    place: Place
    markdown: str
    """Everything below the heading as it stands, without definitions."""
    start: Place
    """Where `markdown` begins."""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """All sections of a document."""

    sections: tuple[Section, ...]
    title: tuple[str, Place] | None = None
    """The first `#` line, if there is one."""
    more_titles: tuple[tuple[str, Place], ...] = ()
    definitions: str = ""
    """Footnotes, reference links and abbreviations, wherever they stood."""
    hidden_headings: tuple[tuple[str, Place], ...] = ()
    """Headings inside quotations, lists, admonitions or HTML: they open nothing."""
    lines: tuple[str, ...] = field(default=(), repr=False)


def read_body(text: str, path: str, first_line: int = 1) -> tuple[Body, tuple[Problem, ...]]:
    """Read the body that begins at a line of a file."""
    reader = _Reader(text, path, first_line)
    return reader.body(), tuple(reader.problems)


class _Reader:
    """Carries what the small functions share: the lines, the path and the offset."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.path, self.offset, self.problems = path, first_line, list[Problem]()
        # A no-break space counts as a space for structure; it stays in the text that is shown.
        self.lines = text.split("\n")
        shown = [line.replace("\u00a0", " ") for line in self.lines]
        code = _code_lines(tokens("\n".join(shown)))
        self.lines, shown = self._mend(shown, code)
        self.definitions = self._take_definitions(shown, code)
        self.tokens = tokens("\n".join(shown))
        self.shown = shown

    def place(self, line: int, column: int = 1) -> Place:
        return Place(self.path, line + self.offset, column)

    def _mend(self, shown: list[str], code: set[int]) -> tuple[list[str], list[str]]:
        """Rewrite lines that only one reader would take for a heading or a task, and say so."""
        lines = list(self.lines)
        for number, line in enumerate(shown):
            if number in code:
                continue
            mended = _mended(line)
            if mended is not None and mended != line:
                place = self.place(number, len(line) - len(line.lstrip()) + 1)
                self.problems.append(problem("doubtful-line", place, correction=mended.strip()))
                lines[number] = shown[number] = mended
        return lines, shown

    def _take_definitions(self, shown: list[str], code: set[int]) -> str:
        """Take footnotes, reference links and abbreviations out of the sections; they hold everywhere."""
        taken: list[str] = []
        number = 0
        while number < len(shown):
            if number in code or not _DEFINITION.match(shown[number]):
                number += 1
                continue
            end = number + 1
            if shown[number].lstrip().startswith("[^"):
                end = _end_of_footnote(shown, end)
            taken += [*self.lines[number:end], ""]
            for each in range(number, end):
                shown[each] = self.lines[each] = ""
            number = end
        return "\n".join(taken).strip("\n")

    def body(self) -> Body:
        sections: list[Section] = []
        titles: list[tuple[str, Place]] = []
        heads = self._heads()
        starts = [head for head in heads if head.level <= 2]
        first = starts[0].line if starts else len(self.lines)
        sections.append(self._section("", "", self.place(0), 0, first, heads))
        for number, head in enumerate(starts):
            end = starts[number + 1].line if number + 1 < len(starts) else len(self.lines)
            if head.level == 1:
                titles.append((head.text, head.place))
                if len(sections) == 1 and not sections[0].markdown.strip():
                    sections[0] = self._section("", "", self.place(0), head.end, end, heads)
                elif self._text(head.end, end).strip():
                    sections.append(self._section(head.text, head.id, head.place, head.end, end, heads))
            else:
                sections.append(self._section(head.text, head.id, head.place, head.end, end, heads))
        self._say_skipped(heads)
        hidden = tuple(self._hidden())
        return Body(
            tuple(sections),
            titles[0] if titles else None,
            tuple(titles[1:]),
            self.definitions,
            hidden,
            tuple(self.lines),
        )

    def _say_skipped(self, heads: list[_Head]) -> None:
        level = 1
        for head in heads:
            if head.level > level + 1:
                self.problems.append(problem("skipped-level", head.place, level=head.level, wanted=level + 1))
            level = head.level

    def _heads(self) -> list[_Head]:
        """Find the headings at the top level that stand in no HTML element."""
        found: list[_Head] = []
        open_html: list[str] = []
        for number, token in enumerate(self.tokens):
            if token.type == "html_block" and token.level == 0:
                _follow_html(token.content, open_html)
            if token.type == "heading_open" and token.level == 0 and not open_html and token.map:
                text = self.tokens[number + 1].content
                given = GIVEN_ID.search(text)
                line, end = token.map
                place = self.place(line, len(self.shown[line]) - len(self.shown[line].lstrip()) + 1)
                found.append(
                    _Head(
                        int(token.tag[1]),
                        GIVEN_ID.sub("", text).strip(),
                        given["id"] if given else "",
                        line,
                        end,
                        place,
                    )
                )
        return found

    def _hidden(self) -> Iterator[tuple[str, Place]]:
        open_html: list[str] = []
        for number, token in enumerate(self.tokens):
            if token.type == "html_block" and token.level == 0:
                _follow_html(token.content, open_html)
            if token.type == "heading_open" and token.map and (token.level > 0 or open_html):
                yield GIVEN_ID.sub("", self.tokens[number + 1].content).strip(), self.place(token.map[0])
        inside = False
        for number, line in enumerate(self.shown):
            if _ADMONITION.match(line):
                inside = True
            elif line.strip() and not line.startswith("    "):
                inside = False
            elif inside and (found := re.match(r"^ {4}#{1,6} +(.*)$", line)):
                yield GIVEN_ID.sub("", found[1]).strip(), self.place(number, 5)

    def _text(self, start: int, end: int) -> str:
        return "\n".join(self.lines[start:end])

    def _section(
        self, title: str, id_: str, place: Place, start: int, end: int, heads: list[_Head]
    ) -> Section:
        top = [head for head in heads if start <= head.line < end]
        blocks = tuple(self._blocks(start, end, {head.line: head for head in top}))
        markdown = self._text(start, end)
        lead = len(markdown) - len(markdown.lstrip("\n"))
        return Section(title, id_, place, markdown.strip("\n"), self.place(start + lead), blocks)

    def _blocks(self, start: int, end: int, heads: dict[int, _Head]) -> Iterator[Block]:
        waiting: int | None = None
        for number, token in enumerate(self.tokens):
            if token.level != 0 or not token.map or token.nesting < 0 or not start <= token.map[0] < end:
                continue
            line, stop = token.map
            stop = min(stop, end)
            block: Block | None = None
            if token.type in ("bullet_list_open", "ordered_list_open"):
                block = Bullets(
                    tuple(self._bullets(number)), self._text(line, stop).rstrip(), self.place(line)
                )
            elif token.type == "table_open":
                block = self._grid(line, stop)
            elif token.type == "heading_open" and line in heads:
                head = heads[line]
                block = Heading(head.level, head.text, head.id, head.place)
            if block is None:
                waiting = line if waiting is None else waiting
                continue
            if waiting is not None:
                yield Paragraphs(self._text(waiting, line).strip("\n"), self.place(waiting))
                waiting = None
            yield block
        if waiting is not None and self._text(waiting, end).strip():
            yield Paragraphs(self._text(waiting, end).strip("\n"), self.place(waiting))

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
        inner = list(self._inside(opening))
        first = next((each for _, each in inner if each.type == "inline"), None)
        direct = [(at, each) for at, each in inner if each.level == token.level + 1 and each.nesting >= 0]
        starts_with_text = bool(direct) and direct[0][1].type == "paragraph_open"
        text = first.content if first is not None and starts_with_text else ""
        after = (direct[0][1].map or (0, line + 1))[1] if starts_with_text else line
        column = self._content_column(line)
        more = _dedented(self.lines[after:end], column) if starts_with_text else ""
        nested: list[Bullet] = []
        for at, each in direct:
            if each.type in ("bullet_list_open", "ordered_list_open"):
                nested += self._bullets(at)
        mark = TASK.match(text)
        ticked = None if not mark else text[1] in "xX"
        start = self.shown[line]
        place = self.place(line, len(start) - len(start.lstrip()) + 1)
        return Bullet(TASK.sub("", text), more.strip("\n"), place, ticked, tuple(nested))

    def _inside(self, opening: int) -> Iterator[tuple[int, Token]]:
        level = self.tokens[opening].level
        for number in range(opening + 1, len(self.tokens)):
            if self.tokens[number].level == level and self.tokens[number].nesting < 0:
                return
            yield number, self.tokens[number]

    def _content_column(self, line: int) -> int:
        """Tell where the text of an item begins, in columns from 0."""
        found = _MARKER.match(self.shown[line])
        if not found:
            return 2
        gap = len(found[3])
        return len(found[1]) + len(found[2]) + (gap if 1 <= gap <= 4 else 1)

    def _grid(self, line: int, end: int) -> Grid:
        rows = [tuple(_cells(self.shown[each], self.place(each))) for each in range(line, end)]
        return Grid(rows[0], tuple(rows[2:]), self._text(line, end).rstrip(), self.place(line))


@dataclass(frozen=True, slots=True)
class _Head:
    level: int
    text: str
    id: str
    line: int
    end: int
    place: Place


def _mended(line: str) -> str | None:
    heading = _TIGHT_HEADING.match(line)
    if heading and not re.match(r"#\d", line.strip()):
        return f"{heading[1]}{heading[2]} {heading[3]}"
    task = _TIGHT_TASK.match(line)
    if task and not (task[3] and task[4] and task[5]):
        return f"{task[1]}{task[2]} [{task[4].strip() or ' '}] {task[6]}"
    return None


def _code_lines(found: list[Token]) -> set[int]:
    lines: set[int] = set()
    for token in found:
        if token.type in ("fence", "code_block", "html_block") and token.map:
            lines.update(range(*token.map))
    return lines


def _end_of_footnote(lines: list[str], end: int) -> int:
    """A footnote goes on over indented lines, and over blank ones that such lines follow."""
    while end < len(lines):
        follows = end + 1 < len(lines) and lines[end + 1].startswith("    ")
        if lines[end].strip() and not lines[end].startswith("    ") and _starts_block(lines[end]):
            break
        if not lines[end].strip() and not follows:
            break
        end += 1
    return end


def _starts_block(line: str) -> bool:
    return bool(re.match(r"^ {0,3}(#|[-*+] |\d+[.)] |>|\||```|~~~|<)", line) or _DEFINITION.match(line))


def _follow_html(content: str, open_html: list[str]) -> None:
    """Keep count of the HTML elements that are open after a block."""
    for closing, name, own_end in re.findall(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>", _without_comments(content)):
        name = name.lower()
        if name in _VOID or own_end:
            continue
        if not closing:
            open_html.append(name)
        elif name in open_html:
            while open_html.pop() != name:
                pass


def _without_comments(content: str) -> str:
    return re.sub(r"<!--.*?(-->|$)", "", content, flags=re.S)


def _dedented(lines: list[str], column: int) -> str:
    out = []
    for line in lines:
        lead = len(line) - len(line.lstrip(" "))
        out.append(line[min(lead, column) :])
    return "\n".join(out)


def _cells(line: str, place: Place) -> Iterator[Cell]:
    """Split a table row at its pipes; one after a backslash belongs to the text."""
    stripped = line.rstrip()
    column = len(stripped) - len(stripped.lstrip())
    inner = stripped[column:]
    if inner.startswith("|"):
        inner, column = inner[1:], column + 1
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    for part in re.split(r"(?<!\\)\|", inner):
        lead = len(part) - len(part.lstrip())
        yield Cell(part.strip().replace("\\|", "|"), Place(place.path, place.line, column + lead + 1))
        column += len(part) + 1
