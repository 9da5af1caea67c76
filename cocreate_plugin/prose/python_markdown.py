"""CommonMark source rewritten so that Python-Markdown reads the same headings, lists, tables and code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..sources.structure import Token, structure
from .code_spans import (
    BEGINS_DEFINITION,
    CONTAINER,
    DEEPEST,
    container_body,
    indent_of,
    ticked,
    with_plain_braces,
)
from .text_lines import Lines, cut, indented, without_blank_ends

_MARK = re.compile(r"^( *)([-*+]|\d{1,9}[.)])( *)(.*)$", re.S)
_NO_BREAK = re.compile(r"^[ \xa0]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \xa0]+)*(?:\[[ \xa0xX]\][ \xa0])?")
_LOOKS_LIKE_ITEM = re.compile(r"^(?:([-*+])|(\d+)([.)]))(?= |$)")
_LONG_NUMBER = re.compile(r"^(\d{10,})([.)])(?= |$)")
_ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\]]+\] ?:")
_DEFINITION = re.compile(r"^ {0,3}\*?\[[^\]]+\] ?:")
_FOOTNOTE = re.compile(r"^ {0,3}(\[\^[^\]]+\]:)[ ]*(.*)$")
_ALERT = re.compile(r"^\[!(note|tip|important|warning|caution)\][ ]*$", re.I)
_ALERTS = {
    "note": "note",
    "tip": "tip",
    "important": 'info "Important"',
    "warning": "warning",
    "caution": 'warning "Caution"',
}
"""Quotations that a repository's web view shows as boxes, and what they are called here."""
_NAMELESS = re.compile(r"^( {0,3})\[\^(?=\s*+\])")
"""A footnote without a label is none, and Python-Markdown trips over it."""
_INFO = re.compile(
    r"""\.?[\w#.+-]*+\s*+(?:\{[^\n`}]*+\})?(?:\s*+[a-zA-Z]\w*+(?:="[^"\n]*+"|='[^'\n]*+')?(?=\s|$))*\s*+"""
)
_ESCAPE = re.compile(r"\\([<&\"'@/?=^~])")
_TAG = re.compile(r"<(/?)(div|section|article|aside|header|footer|main|nav|figure|details)\b([^<>]*)>", re.I)

# Keeps two lists apart that would run together, and fills an item that begins with something else than text.
_NOTHING = "<!-- -->"


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of one level: its tokens, and its lines from `first` up to `after`."""

    tokens: Sequence[Token]
    first: int
    after: int

    @property
    def type(self) -> str:
        """Name the block as the structure parser does."""
        return self.tokens[0].type


def _despaced(line: str) -> str:
    """Read a tab as spaces, and a no-break space before or after a sign that opens a block as a space."""
    line = line.expandtabs(4)
    head = _NO_BREAK.match(line)
    end = head.end() if head else 0
    return line[:end].replace("\xa0", " ") + line[end:]


def unescaped(text: str) -> str:
    """Write as an entity a sign that means nothing in CommonMark, and something in Python-Markdown."""
    if "\\" not in text and "{" not in text:
        return text
    parts: list[str] = []
    at = 0
    for start, end in [*ticked(text), (len(text), len(text))]:
        parts.append(with_plain_braces(_ESCAPE.sub(lambda sign: f"&#{ord(sign[1])};", text[at:start])))
        parts.append(text[start:end])
        at = end
    return "".join(parts)


def _no_item(line: str) -> str:
    """Write a line so that it opens no list."""
    return _LOOKS_LIKE_ITEM.sub(lambda sign: f"\\{sign[1]}" if sign[1] else f"{sign[2]}\\{sign[3]}", line)


def _paragraph(block: _Block, lines: Lines, depth: int) -> Lines:
    """Keep a paragraph one: no line of it opens a list, and a backslash at a line's end breaks the line."""
    source = unescaped("\n".join(lines)).split("\n")
    breaks = any(child.type == "hardbreak" for token in block.tokens for child in token.children or ())
    out: Lines = []
    for number, line in enumerate(source):
        if number == 0:
            line = _LONG_NUMBER.sub(r"\1\\\2", line.lstrip(" "))
        elif depth:
            line = _no_item(line.lstrip(" "))
        line = _NAMELESS.sub(r"\1\\[^", line)
        if breaks and number < len(source) - 1 and re.search(r"(?<!\\)(?:\\\\)*\\$", line):
            line = line[:-1] + "  "
        out.append(line)
    return out if depth else _abbreviations_apart(out)


def _abbreviations_apart(lines: Lines) -> Lines:
    """Put abbreviations that stand in a row into blocks of their own: many in one block are slow to read."""
    out: Lines = []
    for line in lines:
        if out and _ABBREVIATION.match(line) and _ABBREVIATION.match(out[-1]):
            out.append("")
        out.append(line)
    return out


def _heading(block: _Block, lines: Lines, _: int) -> Lines:
    """Write every heading with number signs, from the margin."""
    text = " ".join(unescaped(block.tokens[1].content).split("\n"))
    if not text:
        return [lines[0].strip()]
    if text.endswith("\\"):
        text = text[:-1] + "&#92;"
    if text.endswith("#"):
        text = re.sub(r"(?<!#)\\?#++$", lambda signs: "\\#" * signs[0].count("#"), text)
    return ["#" * int(block.tokens[0].tag[1]) + " " + text]


def _fence(block: _Block, _lines: Lines, _: int) -> Lines:
    """Close every fence, with as many signs as opened it."""
    token = block.tokens[0]
    info = token.info.strip()
    if not _INFO.fullmatch(info):
        info = "".join(re.findall(r"^[\w#.+-]+", info))
    content = token.content.split("\n")
    return [token.markup + info, *(content[:-1] if content[-1] == "" else content), token.markup]


def _indented_code(block: _Block, _lines: Lines, _: int) -> Lines:
    """Fence code, so that neither its indentation nor a tag in it means anything else."""
    content = block.tokens[0].content.rstrip("\n")
    longest = max((len(run) for run in re.findall(r"`+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *content.split("\n"), fence]


def _cell(text: str) -> str:
    """Write a cell so that its pipes and lone backticks divide nothing."""
    parts: list[str] = []
    at = 0
    for start, end in [*ticked(text), (len(text), len(text))]:
        parts.append(unescaped(text[at:start]).replace("`", "&#96;").replace("|", "\\|"))
        parts.append(text[start:end])
        at = end
    return "".join(parts)


def _table(block: _Block, _lines: Lines, _: int) -> Lines:
    """Write a table again, from its cells."""
    rows: list[Lines] = []
    marks: Lines = []
    for at, token in enumerate(block.tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(_cell(block.tokens[at + 1].content))
            if token.type == "th_open":
                side = str(token.attrs.get("style", "")).removeprefix("text-align:")
                marks.append({"left": ":---", "right": "---:", "center": ":---:"}.get(side, "---"))
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    return [head, "| " + " | ".join(marks) + " |", *body]


def _html(_block: _Block, lines: Lines, depth: int) -> Lines:
    """Mark an element that a blank line leaves open, so that the Markdown inside it is read."""
    if depth:
        return lines
    text = "\n".join(lines)
    still_open: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        if not tag[1] and not tag[3].endswith("/"):
            still_open.append(tag)
        elif tag[1] and still_open:
            still_open.pop()
    for tag in reversed(still_open):
        if not re.search(r"\bmarkdown\b", tag[3]):
            text = text[: tag.end() - 1] + ' markdown="1"' + text[tag.end() - 1 :]
    return text.split("\n")


def _joined(lines: Iterable[tuple[str, bool]]) -> Lines:
    """Put a line that goes on with a paragraph, from outside its item or quotation, on the line before."""
    out: Lines = []
    for line, goes_on in lines:
        text = line.strip(" ")
        if not goes_on or not text or not out:
            out.append(line)
        elif text.startswith("{") or out[-1].endswith(("  ", "\\")):
            out.append(_no_item(text))
        else:
            out[-1] = f"{out[-1].rstrip()} {text}"
    return out


def _quote(_block: _Block, lines: Lines, depth: int) -> Lines:
    """Write what is inside a quotation again."""
    marked = [(line, re.match(r"^ {0,3}> ?", line)) for line in lines]
    inner = _joined((line[mark.end() :] if mark else line, mark is None) for line, mark in marked)
    if alert := _ALERT.match(inner[0]):
        return [f"!!! {_ALERTS[alert[1].lower()]}", *indented(_blocks(inner[1:], 0, depth + 1))]
    return [f"> {line}" if line else ">" for line in _blocks(inner, 0, depth + 1)]


def _footnote(_block: _Block, lines: Lines, depth: int) -> Lines:
    """Write a footnote again, what belongs to it indented by four."""
    match = _FOOTNOTE.match(lines[0])
    if match is None:
        return lines
    first, *rest = _blocks([match[2], *(cut(line, 4) for line in lines[1:])], 0, depth + 1) or [""]
    if not any(line.strip() and not _DEFINITION.match(line) for line in (first, *rest)):
        # A note that is nothing, or nothing but definitions, is empty, and Python-Markdown trips over that.
        first = f"\\{first.lstrip()}" if first.strip() else _NOTHING
    return [f"{match[1]} {first}".rstrip(), *indented(rest)]


def _container(lines: Lines, depth: int) -> Lines:
    """Write the body of an admonition, a collapsible or a tab again."""
    width = min((indent_of(line) for line in lines[1:] if line.strip()), default=4)
    body = _blocks([cut(line, width) for line in lines[1:]], 0, depth + 1)
    return [lines[0].strip(), *indented(without_blank_ends(body))]


def _item(lines: Lines, mark: str, tight: bool, depth: int) -> Lines:
    """Write one item: its first line after the mark, everything else indented by four."""
    match = _MARK.match(lines[0])
    if match is None:
        return lines
    before, sign, gap, rest = match.groups()
    wide = len(gap) > 4 or not rest
    width = len(before) + len(sign) + (1 if wide else len(gap))
    first = (gap[1:] if wide else "") + rest
    inner = _joined([(first, False), *((cut(line, width), indent_of(line) < width) for line in lines[1:])])
    if not any(line.strip() for line in inner):
        return [f"{mark} {_NOTHING}"]
    inner = without_blank_ends(_blocks(inner, 1, depth + 1, tight))
    opening = next(iter(_kinds("\n".join(inner))), "")
    if opening not in ("paragraph_open", "heading_open", "bullet_list_open", "ordered_list_open"):
        inner = [_NOTHING, "", *inner]
    return [f"{mark} {inner[0]}", *indented(inner[1:])]


def _kinds(text: str) -> Iterator[str]:
    """Name the blocks of a text; an admonition's head is none that may follow a mark."""
    if CONTAINER.match(text):
        yield "container"
    yield from (token.type for token in structure(text).tokens if token.level == 0)


def _list(block: _Block, lines: Lines, depth: int) -> Lines:
    """Write a list: tight or loose as it was, one item after the other."""
    level = block.tokens[0].level
    opened = [token for token in block.tokens if token.type == "list_item_open" and token.level == level + 1]
    loose = any(
        token.type == "paragraph_open" and token.level == level + 2 and not token.hidden
        for token in block.tokens
    )
    start = int(block.tokens[0].attrs.get("start", 1))
    ordered = block.type == "ordered_list_open"
    out: Lines = []
    spread = False
    for number, token in enumerate(opened):
        first, after = token.map or [block.first, block.after]
        source = without_blank_ends(lines[first - block.first : after - block.first])
        item = _item(source, f"{start + number}." if ordered else "-", not loose, depth)
        if out and (loose or spread):
            out.append("")
        spread = any(not line.strip() for line in item)
        out += item
    return out


_WRITERS: dict[str, Callable[[_Block, Lines, int], Lines]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "fence": _fence,
    "code_block": _indented_code,
    "table_open": _table,
    "html_block": _html,
}
_NESTING: dict[str, Callable[[_Block, Lines, int], Lines]] = {
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "blockquote_open": _quote,
    "footnote_reference_open": _footnote,
}


def _level_zero(lines: Lines) -> Iterator[_Block]:
    """Divide lines into the blocks of the outermost level."""
    opened: list[Token] = []
    for token in structure("\n".join(lines)).tokens:
        opened.append(token)
        if token.level == 0 and token.nesting <= 0:
            first, after = opened[0].map or [0, 0]
            while after > first and not lines[after - 1].strip():
                after -= 1
            if after > first:
                yield _Block(tuple(opened), first, after)
            opened = []


def _heads(lines: Lines) -> Iterator[tuple[int, int]]:
    """Find the admonitions, collapsibles and tabs of the outermost level, with the line after each."""
    if not any(CONTAINER.match(line) for line in lines):
        return
    shut = {
        number
        for block in _level_zero(lines)
        if block.type not in ("paragraph_open", "table_open")
        for number in range(block.first, block.after)
    }
    at = 0
    while at < len(lines):
        match = CONTAINER.match(lines[at])
        if match and len(match[1]) < 4 and at not in shut:
            end = container_body(lines, at)
            yield at, end
            at = end
        else:
            at += 1


def _join(out: Lines, lines: Lines, blank: bool = True) -> None:
    """Add a block, a blank line before it."""
    if blank and out and out[-1].strip() and lines and lines[0].strip():
        out.append("")
    out += lines


def _plain(lines: Lines, item: int, depth: int, tight: bool) -> Lines:
    """Write lines without containers again, block by block."""
    out: Lines = []
    at = 0
    before = ""
    defines = False
    for number, block in enumerate(_level_zero(lines)):
        gap = lines[at : block.first]
        if any(line.strip() for line in gap):
            _join(out, gap)
            before = ""
        else:
            out += gap
        listed = before.endswith("list_open")
        if (listed and block.type in (before, "code_block")) or block.type == before == "blockquote_open":
            _join(out, [_NOTHING])
        source = lines[block.first : block.after]
        if block.type != "code_block":
            defines = block.type == "paragraph_open" and any(map(BEGINS_DEFINITION.match, source))
        if block.type == "code_block" and defines and not item:
            written = source
        elif block.type in _NESTING:
            written = _NESTING[block.type](block, source, depth) if depth < DEEPEST else source
        else:
            written = _WRITERS[block.type](block, source, item) if block.type in _WRITERS else source
        # Python-Markdown makes a list below the first paragraph of a tight item part of it.
        close = tight and before == "paragraph_open" and number == 1 and block.type.endswith("list_open")
        _join(out, written, not close)
        before, at = block.type, block.after
    _join(out, lines[at:])
    return out


def _blocks(lines: Lines, item: int, depth: int, tight: bool = False) -> Lines:
    """Write lines again; `item` is 1 where they are what a list item holds."""
    out: Lines = []
    at = 0
    for head, end in list(_heads(lines)):
        _join(out, _plain(lines[at:head], item, depth, tight))
        _join(out, _container(lines[head:end], depth) if depth < DEEPEST else lines[head:end])
        at = end
    _join(out, _plain(lines[at:], item, depth, tight))
    return out


@lru_cache(maxsize=512)
def normalised(markdown: str) -> str:
    """Rewrite CommonMark so that Python-Markdown shows the same structure; its words stay as they are."""
    source = markdown.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_blocks([_despaced(line) for line in source.split("\n")], 0, 0))
