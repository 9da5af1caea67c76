"""Lines before their structure is read: no-break spaces, doubtful lines, definitions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .structure import Token, structure, tokens

STRANGE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)
"""Control characters and characters for private use: no font has them, and programs give them meanings."""

_OPENING = re.compile(r"^[ \xa0]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \xa0]+)*(?:\[[ \xa0xX]\](?:[ \xa0]+|$))?")
_RULE = re.compile(r"^[-|:=\s]+$")
_TIGHT_HEADING = re.compile(r"^( {0,3})(#{1,6})(?=[^\s#])(?!#?\{)(.*)$", re.S)
_WIDE_HEADING = re.compile(r"^ {0,3}(＃{1,6})\s*(\S.*)$", re.S)
"""A heading as keyboards for East Asian languages write it."""
_TIGHT_TASK = re.compile(r"^(\s*)([-*+])(\s*)\[([ xX]?)\](?![(\[:])(\s*)(\S.*)$", re.S)
_BOX = re.compile(
    r"^(?P<lead>\s*)(?:[-*+]\s+(?P<box1>[☐☑☒□▢◻❏❑])|(?P<box2>[☐☑☒□▢◻❏❑]|\[[ xX]\]))"
    r"\s*(?P<text>[^☐☑☒\s(:\[][^☐☑☒]*)$",
    re.S,
)
"""A task with a box from a word processor, or without its hyphen; several boxes in a line are none."""
_ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\]]+\] ?:")


def readable(text: str) -> str:
    """Read every line end as editors do, and put the sign for an unknown character for a strange one."""
    return STRANGE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def despaced(line: str) -> str:
    """Read a no-break space as a space where it would open a block; in the text it stays what it is."""
    if "\xa0" not in line:
        return line
    if _RULE.match(line):
        return line.replace("\xa0", " ")
    match = _OPENING.match(line)
    end = match.end() if match else 0
    return line[:end].replace("\xa0", " ") + line[end:]


def corrected(line: str) -> str | None:
    """Correct a line that only one common reader of Markdown takes for a heading or a task."""
    if wide := _WIDE_HEADING.match(line):
        return f"{'#' * len(wide[1])} {wide[2]}"
    heading = _TIGHT_HEADING.match(line)
    if heading and not re.match(r"#\d", line.strip()):
        return f"{heading[1]}{heading[2]} {heading[3]}"
    if boxed := _BOX.match(line):
        ticked = "x" if (boxed["box1"] or boxed["box2"]).strip("[]") in ("☑", "☒", "x", "X") else " "
        return f"{boxed['lead']}- [{ticked}] {boxed['text']}"
    task = _TIGHT_TASK.match(line)
    if task and not (task[3] and task[4] and task[5]):
        return f"{task[1]}{task[2]} [{task[4].strip() or ' '}] {task[6]}"
    return None


def code_lines(found: Sequence[Token]) -> set[int]:
    """Number the lines of code, comments and HTML."""
    lines: set[int] = set()
    for token in found:
        if token.type in ("fence", "code_block", "html_block") and token.map:
            lines.update(range(*token.map))
    return lines


def definitions(lines: list[str]) -> tuple[str, list[str]]:
    """Give footnotes, reference links and abbreviations, and the lines without them."""
    taken: dict[int, list[str]] = {}
    rest = list(lines)
    abbreviations = [number for number, line in enumerate(lines) if _ABBREVIATION.match(line)]
    code = code_lines(tokens("\n".join(lines))) if abbreviations else set()
    for number in abbreviations:
        if number not in code:
            taken[number] = [lines[number].strip(), ""]
            rest[number] = ""
    read = structure("\n".join(rest))
    for token in read.tokens:
        if token.type == "footnote_reference_open" and token.level == 0 and token.map:
            taken[token.map[0]] = [*rest[slice(*token.map)], ""]
            _blank(rest, *token.map)
    for reference in read.references.values():
        if any(rest[reference.first : reference.after]):
            taken[reference.first] = _reference(rest[reference.first : reference.after])
            if lines[reference.first].lstrip().startswith("["):
                _blank(rest, reference.first, reference.after)
    for reference in read.repeated:
        if rest[reference.first].lstrip().startswith("["):
            _blank(rest, reference.first, reference.after)
    return "\n".join(line for number in sorted(taken) for line in taken[number]).strip("\n"), rest


def _blank(lines: list[str], first: int, after: int) -> None:
    lines[first:after] = [""] * (after - first)


def _reference(lines: list[str]) -> list[str]:
    """Take a definition out of the list or the quotation that it stands in."""
    first, *rest = lines
    return [first[first.index("[") :], *(line.lstrip("> \t") for line in rest), ""]
