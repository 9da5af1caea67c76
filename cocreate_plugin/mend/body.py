"""Edits of the body: headings, lists, tasks, lanes, tables and their cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..kinds import shapes
from ..problems import Edit
from ..sources.lines import STRANGE
from ..validate.labels import folded, is_label, labels, meant
from .context import Context, Mender, alike, corrected, renamed, suggested
from .values import better, minutes


def _heading(context: Context) -> Iterator[Edit]:
    """Write the label that a heading means; what stands in braces behind it stays."""
    heading, near = context.fact("heading"), context.fact("suggestion")
    match = re.match(r"^(\s{0,3}#{1,6}\s+)(.*?)(\s*(?:\{[^{}]*\})?\s*#*\s*)$", context.line)
    if near and match and _means(context, heading, near) and not _there(context, near):
        start = len(match[1]) + 1
        yield context.lines.part(context.problem.place.line, start, start + len(match[2]), near)


def _means(context: Context, heading: str, label: str) -> bool:
    """Tell whether a heading is a label with a slip, with something around it, or in another language.

    Other words for it may be meant as they stand, unless what follows has the shape of the field.
    """
    if context.kind is None or alike(heading, label):
        return alike(heading, label)
    field = meant(heading, context.kind, context.words)
    if field is None or field != meant(label, context.kind, context.words):
        return False
    shape = _SHAPES.get(shapes(context.kind)[field])
    return is_label(heading, context.kind) or bool(shape and shape.search(_below(context)))


_SHAPES = {
    "tasks": re.compile(r"^[-*+] \[[ xX]\]", re.M),
    "table": re.compile(r"^ {0,3}\|", re.M),
    "steps": re.compile(r"^### ", re.M),
    "scores": re.compile(r"^ {0,3}\|", re.M),
}
"""What shows that a section holds what a field is made of."""


def _below(context: Context) -> str:
    """Give what stands below a heading, up to the next one of its level."""
    rest = "\n".join(context.lines.lines[context.problem.place.line :])
    return re.split(r"^##? ", rest, maxsplit=1, flags=re.M)[0]


def _there(context: Context, label: str) -> bool:
    """Tell whether a heading of the file already opens what this label opens."""
    fields = labels(context.kind, context.words) if context.kind else {}
    wanted = fields.get(folded(label), folded(label))
    headings = (re.match(r"^\s{0,3}##\s+(.*?)\s*(?:\{[^{}]*\}\s*)?#*$", line) for line in context.lines.lines)
    return any(fields.get(folded(each[1]), folded(each[1])) == wanted for each in headings if each)


def _box(context: Context) -> Iterator[Edit]:
    """Write the title of the box that a heading of a sheet means."""
    box, near = context.fact("box"), context.fact("suggestion")
    if near and alike(box, near) and not _there(context, near):
        yield from context.swapped(box, near)


def _level(context: Context) -> Iterator[Edit]:
    """Give a heading the level that would be next."""
    wanted = context.problem.facts.get("wanted")
    match = re.match(r"^\s{0,3}(#{1,6})(?=\s)", context.line)
    if match and isinstance(wanted, int):
        yield context.lines.part(
            context.problem.place.line, match.start(1) + 1, match.end(1) + 1, "#" * wanted
        )


def _title(context: Context) -> Iterator[Edit]:
    """Make a second title a heading."""
    if re.match(r"\s*# +[^\s#]", context.line):
        yield from corrected(context)


def _boxed(context: Context) -> Iterator[Edit]:
    """Give an item among tasks its box, and a heading in front of one that is none its hyphen."""
    match = re.match(r"^(\s*)([-*+•–—]|\d{1,9}[.)])(\s+)(?:[☐□❏❑☑✓✔]\s*|\[\w?\]\s*)?(?=\S)", context.line)
    if match:
        start = len(match[1]) + 1
        yield context.lines.part(context.problem.place.line, start, match.end() + 1, "- [ ] ")


def _cell(context: Context) -> Iterator[Edit]:
    """Write a cell in the form that its column takes."""
    given, expected, column = context.fact("given"), context.fact("expected"), context.fact("column")
    in_minutes = expected == "whole-number" and column in ("min", "shorten_to")
    new = minutes(given, context.words) if in_minutes else better(expected, given, context.words)
    yield from _at(context, given, new or "")


def _score(context: Context) -> Iterator[Edit]:
    given = context.fact("given")
    match = re.match(r"^([1-5])\s*(?:/\s*5|av 5|of 5|p|poäng|points?)$", given.casefold())
    yield from _at(context, given, match[1] if match else "")


def _at(context: Context, old: str, new: str) -> Iterator[Edit]:
    """Replace what a cell holds, exactly where it begins."""
    place = context.problem.place
    if new and new != old and context.line.startswith(old, place.column - 1):
        yield context.lines.part(place.line, place.column, place.column + len(old), new)


def _cells(context: Context) -> Iterator[Edit]:
    """Take out cells at the end of a row that hold nothing."""
    place = context.problem.place
    rest = context.line[place.column - 1 :]
    if re.match(r"^[\s|]*$", rest):
        end = context.line.rfind("|", 0, place.column - 1) + 2
        yield context.lines.part(place.line, end, len(context.line) + 1, "")


def _joined(context: Context) -> Iterator[Edit]:
    """Take out the blank lines above a row."""
    line = context.problem.place.line - 1
    while line > 1 and not context.lines[line].strip():
        yield context.lines.gone(line)
        line -= 1


_BULLET = re.compile(r"^(\s*)(?:[•‣◦▪●○·∙–—*]\s*|-(?=[^\s\-\[]))(?=\S)")


def _shape(context: Context) -> Iterator[Edit]:
    """Write a list or a table that is there in the signs that Markdown reads."""
    shape = {"not-a-table": "table"}.get(context.problem.code) or context.fact("shape")
    first = context.problem.place.line + (context.problem.code == "wrong-shape")
    lines = context.lines.lines
    end = next(
        (at for at in range(first, len(lines) + 1) if re.match(r"^#{1,2}\s", lines[at - 1])), len(lines) + 1
    )
    numbered = [(at, lines[at - 1]) for at in range(first, end) if lines[at - 1].strip()]
    if shape in ("list", "tasks"):
        mark = "- [ ] " if shape == "tasks" else "- "
        if numbered and all(_BULLET.match(line) for _, line in numbered):
            for at, line in numbered:
                match = _BULLET.match(line)
                if match:
                    yield context.lines.part(at, len(match[1]) + 1, match.end() + 1, mark)
    elif shape == "table":
        rows = [(at, line) for at, line in numbered if line.count("|") >= 2]
        if len(rows) >= 2 and len(rows) == len(numbered):
            cells = len(re.findall(r"(?<!\\)\|", rows[0][1].strip().strip("|"))) + 1
            rule = "|" + "---|" * cells
            dashed = re.match(r"^[\s|:\-–—−_=.]+$", rows[1][1])
            yield context.lines.whole(rows[1][0], rule) if dashed else context.lines.added(rows[1][0], rule)
            between = range(rows[0][0], rows[-1][0])
            yield from (context.lines.gone(at) for at in between if not context.lines[at].strip())


_ITEM = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)(.*?)(\s*\{[^{}]*\})?\s*$")
"""A bullet with its box, its text, and its id."""


def _doer(context: Context) -> Iterator[Edit]:
    """Say behind a dash who does it, in an item that is one line."""
    correction = context.fact("correction")
    match = _ITEM.match(context.line)
    below = context.lines[context.problem.place.line + 1]
    words = correction.rpartition(" — ")[0]
    at = match[2].find(words) if match and words else -1
    if match and at >= 0 and not re.match(r"^\s+[^\s\-*+]", below):
        # Behind a lane and its colon, the correction is that of the text that follows.
        lane = re.sub(rf"(?:^|(?<=\s)){re.escape(context.fact('words'))}:\s*$", "", match[2][:at])
        if re.match(r"^(?:[^:]{1,40}:\W*)?$", lane):
            start = len(match[1]) + len(lane) + 1
            end = len(match[1]) + len(match[2]) + 1
            yield context.lines.part(context.problem.place.line, start, end, correction)


def _id(context: Context) -> Iterator[Edit]:
    """Put the id of an item at its end."""
    given, right = context.fact("given"), context.fact("correction").rpartition(" ")[2]
    line = context.line.rstrip()
    if line.count(given) == 1 and "`" not in line:
        rest = re.sub(rf"[ \t]*{re.escape(given)}", "", line)
        yield context.lines.part(context.problem.place.line, 1, len(context.line) + 1, f"{rest} {right}")


def _strange(context: Context) -> Iterator[Edit]:
    """Take out what shows nothing, and write bullets that a word processor leaves behind; else leave all."""
    edits = []
    for number, line in enumerate(context.lines.lines, 1):
        bullet = _WORD_BULLET.match(line)
        for match in STRANGE.finditer(line):
            if bullet and bullet.start("sign") == match.start():
                edits.append(context.lines.part(number, match.start() + 1, bullet.end() + 1, "- "))
            elif unicodedata.category(match[0]) == "Cc":
                edits.append(context.lines.part(number, match.start() + 1, match.end() + 1, ""))
            else:
                return
    yield from edits


_WORD_BULLET = re.compile("^\\s*(?P<sign>[\uf0a7\uf0b7\uf0d8\uf0fc\uf02d\uf076])[ \\t\xa0]+")
"""Signs of fonts such as Symbol and Wingdings, in which word processors keep their bullets."""


BODY: dict[str, Mender] = {
    "field-misspelt": _heading,
    "not-a-heading": corrected,
    "not-a-list": _shape,
    "not-a-table": _shape,
    "row-apart": _joined,
    "doer-not-read": _doer,
    "id-not-read": _id,
    "model-not-linked": renamed("words", "correction"),
    "skipped-level": _level,
    "strange-sign": _strange,
    "extra-title": _title,
    "doubtful-line": corrected,
    "not-a-task": _boxed,
    "unknown-lane": suggested("word"),
    "unknown-column": suggested("word"),
    "unknown-box": _box,
    "bad-cell": _cell,
    "score-out-of-range": _score,
    "too-many-cells": _cells,
    "wrong-shape": _shape,
}
