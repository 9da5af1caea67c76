"""Edits of front matter: fences, quotation marks, names of fields, and values that are written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..kinds import shapes
from ..problems import Edit
from ..validate.labels import folded, labels
from .context import Context, Mender, alike, corrected, suggested
from .values import better, listed, plain_or_quoted, unquoted

_VALUE = re.compile(
    r"^(?P<value>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|\[[^\[\]]*\]|[^\s\"'\[{].*?)\s*(?:\s#.*)?$"
)
_KEY = re.compile(r"^[\w-]+:(\s|$)")
_FENCE = re.compile(r"^\s*(?:-{2,}|[–—―−‒_]{1,}|\*{3,}|={3,})[-–—―−]*\s*$")


def _value(context: Context) -> Iterator[Edit]:
    """Write a value in the form that its field takes."""
    place, given, expected = context.problem.place, context.fact("given"), context.fact("expected")
    rest = context.line[place.column - 1 :]
    match = _VALUE.match(rest)
    if not match:
        return
    written = match["value"]
    if given and re.match(rf"{re.escape(given)}\s*[,\]}}]", rest) and re.search(r"[\[{]", context.line):
        written = given
    if expected == "layout":
        yield from _layout(context)
        return
    if given and given not in (written, unquoted(written), written[1:-1]):
        return  # a value of several lines
    if expected in ("text", "one"):
        alone = re.match(r"^\[([^\[\],]+)\]$", written)
        new = alone[1].strip() if alone else None
    elif written.startswith("["):
        new = _bare_words(written)
    else:
        new = better(expected, given or written, context.words)
    if new and new != written:
        yield context.lines.part(place.line, place.column, place.column + len(written), new)


def _layout(context: Context) -> Iterator[Edit]:
    """Write a column of a layout as its boxes and their shares: without colons, per cent and signs."""
    match = re.match(r"^(\s*-\s+)\[?([^\[\]]+)\]?\s*$", context.line)
    shares = [re.match(_SHARE, part.strip()) for part in match[2].split(",")] if match else []
    if match and all(shares):
        words = [f"{each[1]} {each[2]}" if each[2] else each[1] for each in shares if each]
        start = len(match[1]) + 1
        yield context.lines.part(
            context.problem.place.line, start, len(context.line.rstrip()) + 1, f"[{', '.join(words)}]"
        )


_SHARE = re.compile(r"^([a-z][\w-]*)\s*[:=×x*(]?\s*(?:([0-9]{1,4}(?:[.,][0-9]{1,3})?)\s*%?\)?)?$")
"""A box and its share, as people write them."""


def _bare_words(written: str) -> str | None:
    return listed(written) if re.search(r"[“”„‟‘’«»;]", written) else None


def _tab(context: Context) -> Iterator[Edit]:
    """Indent with spaces, two for each tab; a field behind one that has its value begins its line."""
    line = context.problem.place.line
    lead = re.match(r"[ \t]*", context.line)
    above = context.lines[line - 1]
    alone = _KEY.match(context.line.strip()) and (above.strip() == "---" or re.match(r"^[\w-]+:\s+\S", above))
    if lead:
        yield context.lines.part(line, 1, lead.end() + 1, "" if alone else lead[0].replace("\t", "  "))


def _field_name(context: Context) -> Iterator[Edit]:
    name, near = context.fact("name"), context.fact("suggestion")
    there = any(re.match(rf"^{re.escape(near)}:", line) for line in _front_lines(context))
    if near and alike(name, near) and not there:
        yield from context.swapped(name, near)


def _front_lines(context: Context) -> tuple[str, ...]:
    lines = context.lines.lines
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), len(lines))
    return lines[1:end]


def _same_key(context: Context) -> Iterator[Edit]:
    """Take out a line that says what another has said."""
    first = context.problem.facts.get("first")
    if (
        isinstance(first, int)
        and context.line.strip()
        and context.lines[first].strip() == context.line.strip()
    ):
        below = context.lines[context.problem.place.line + 1]
        if not below.startswith((" ", "\t", "-")) or below.startswith("---"):
            yield context.lines.gone(context.problem.place.line)


def _fences(context: Context) -> Iterator[Edit]:
    """Write the two lines around the fields as they are read: three hyphens each, the first at the top."""
    lines = context.lines.lines
    first = next((at for at, line in enumerate(lines, 1) if line.strip()), 0)
    if not first or not (_FENCE.match(lines[first - 1]) or _KEY.match(lines[first - 1])):
        return
    top = first + 1 if _FENCE.match(lines[first - 1]) else first
    end = top
    while end <= len(lines) and (_KEY.match(lines[end - 1]) or re.match(r"^\s+\S|^- ", lines[end - 1])):
        end += 1
    if end == top or "title:" not in "".join(lines[top - 1 : end]):
        return
    for line in range(1, first):
        yield context.lines.gone(line)
    if top == first:
        yield context.lines.added(first, "---")
    elif lines[first - 1] != "---":
        yield context.lines.part(first, 1, len(lines[first - 1]) + 1, "---")
    if end > len(lines) or not _FENCE.match(lines[end - 1]):
        yield (
            context.lines.added(end, "---")
            if end <= len(lines)
            else context.lines.part(len(lines), len(lines[-1]) + 1, len(lines[-1]) + 1, "\n---")
        )
    elif lines[end - 1] != "---":
        yield context.lines.part(end, 1, len(lines[end - 1]) + 1, "---")


def _open(context: Context) -> Iterator[Edit]:
    """Close a list or a quotation at the end of its line, when the next line begins something new."""
    line, column = context.line, context.problem.place.column
    below = context.lines[context.problem.place.line + 1]
    sign = line[column - 1 : column]
    closing = {"[": "]", "{": "}", '"': '"', "'": "'"}.get(sign)
    inside = line[column:]
    if not closing or not (_KEY.match(below) or below.rstrip() == "---") or " #" in inside:
        return
    if sign in "[{" and re.search(r"[\[\]{}\"']", inside):
        return
    end = len(line.rstrip()) + 1
    if inside.rstrip().endswith(","):
        end -= 1
        yield context.lines.part(context.problem.place.line, end, end + 1, closing)
    else:
        yield context.lines.part(context.problem.place.line, end, end, closing)


def _quoted(context: Context) -> Iterator[Edit]:
    """Put a value that begins with a sign of YAML in quotation marks."""
    place = context.problem.place
    value = context.line[place.column - 1 :].rstrip()
    if value and not value.startswith(("[", "{")):
        yield context.lines.part(place.line, place.column, place.column + len(value), plain_or_quoted(value))


def _title(context: Context) -> Iterator[Edit]:
    """Take the missing title from the `#` line of the text."""
    if context.fact("name") != "title" or any(line.startswith("title:") for line in _front_lines(context)):
        return
    if context.lines[1].rstrip() != "---":
        return
    heading = next((line for line in context.lines.lines if re.match(r"^# +\S", line)), "")
    words = re.sub(r"\s*\{[^{}]*\}\s*$", "", heading[1:]).strip(" #")
    if words:
        yield context.lines.added(2, f"title: {plain_or_quoted(words)}")


def _below(context: Context) -> Iterator[Edit]:
    """Move a field to the end of the body, below its heading, in the shape that belongs there."""
    kind, heading = context.kind, context.fact("heading")
    match = re.match(r"^[^:#]+:\s+(\S.*?)\s*$", context.line)
    shape = shapes(kind).get(labels(kind, context.words).get(folded(heading), "")) if kind else None
    following = context.lines[context.problem.place.line + 1]
    if not match or shape not in _MARKS or not (_KEY.match(following) or following.rstrip() == "---"):
        return
    if any(folded(line.lstrip("# ")) == folded(heading) for line in context.lines.lines if line[:1] == "#"):
        return
    listed_there = match[1][:1] == "["
    parts = (
        [unquoted(each) for each in match[1].strip("[]").split(",")] if listed_there else [unquoted(match[1])]
    )
    if match[1][:1] in "{|>&*!" or not all(parts) or (shape == "text" and len(parts) > 1):
        return
    yield context.lines.gone(context.problem.place.line)
    body = "\n".join(f"{_MARKS[shape]}{each}" for each in parts)
    last = len(context.lines.lines)
    start = "" if not context.lines[last] else "\n"
    column = len(context.lines[last]) + 1
    yield context.lines.part(last, column, column, f"{start}\n## {heading}\n\n{body}\n")


_MARKS = {"text": "", "list": "- ", "tasks": "- [ ] "}
"""How an item of a section begins, by the section's shape."""


FRONT: dict[str, Mender] = {
    "needs-quotes": corrected,
    "bad-yaml": corrected,
    "tab-in-yaml": _tab,
    "unknown-field": _field_name,
    "not-a-choice": suggested("given"),
    "wrong-type": _value,
    "duplicate-key": _same_key,
    "no-front-matter": _fences,
    "late-front-matter": _fences,
    "unclosed-front-matter": _fences,
    "open-bracket": _open,
    "yaml-reference": _quoted,
    "missing-field": _title,
    "field-is-heading": _below,
}
