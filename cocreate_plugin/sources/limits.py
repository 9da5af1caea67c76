"""What no reader of Markdown reads in a reasonable time is refused before one tries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from ..problems import Place, Problem, problem
from .structure import Token

LARGEST = 5_000_000
"""Bytes of `sources.bib`; a reference manager exports a whole library."""
LARGEST_PAGE = 500_000
"""Bytes of one document; a novel has as many, a long phase a fiftieth of that."""
LARGEST_SETTINGS = 200_000
"""Bytes of mkdocs.yml; a navigation of three thousand pages has as many."""
MOST_LINES = 10_000
"""Lines of one document."""
MOST_ITEMS = 2_000
"""Items of lists in one document; the longest checklist that is read through has nine."""
MOST_REFERENCES = 300
"""How often one footnote may be named: Python-Markdown looks through all earlier times, each time."""
MOST_DOCUMENTS = 4_000
"""Documents of one handbook, translations counted; ours has a hundred."""
READ_OF_TOO_MANY = 1_000
"""How many are read where there are more: enough to say what is wrong, in seconds."""
LONGEST_LINE = 20_000
"""Characters of one line, data of pictures in it not counted; a long paragraph has a tenth of that."""
LONGEST_FRONT = 20_000
"""Characters of front matter, or of handbook.yml."""
LONGEST_WORD = 2_000
"""Characters of one value in it; what is longer belongs in the body."""
MOST_DECLARATIONS = 40
"""Kinds that a handbook may declare itself; an overview of more is no overview."""
MOST_FIELDS = 60
"""Fields, headings, columns or choices that one declaration may give a kind."""
MOST_LANGUAGES = 40
"""Languages that a handbook may bring words for; the world's largest organisations publish in thirty."""
LONGEST_WORDS = 200_000
"""Characters of one file of words; our longest has half as many, with the English ones above them."""
MOST_WORDS = 40
"""Files of words for one language; we have eleven ourselves."""
DEEPEST = 12
"""Lists and quotations within each other; a page has no room for half as many."""
MOST_SIGNS = 20_000
"""How often one of the signs that begin something may occur; a book has a tenth of that."""
MOST_STEPS = 5_000_000
"""Signs that are looked at in search of closing ones: Python-Markdown takes two seconds for them."""

_DATA = re.compile(r"data:image/[\w.+-]{1,20};base64,[\w+/=]*+", re.A)
_ITEM = re.compile(r"^[ \t>]*+(?:[-*+]|\d{1,9}[.)])[ \t]", re.M)
_FOOTNOTE = re.compile(r"\[\^([^\]\s]++)\]")
_NUMBERED_SIGN = re.compile(r"&#(?:\d{8}|x[0-9a-f]{7})", re.I)
_BLANK = re.compile(r"\n[ \t]*\n")
_BRACKET = re.compile(r"\\.|[\[\]()]", re.S)
_TAG = re.compile(r"<(?=([A-Za-z/!?](?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*))")
_OPENING = {"]": "[", ")": "("}
_CONTAINERS = ("list_item_open", "blockquote_open")


def too_much(text: str, path: str) -> Problem | None:
    """Say what makes a document too much to read: its length, or signs that wait for others."""
    if text.count("\n") > MOST_LINES:
        return problem("too-long", Place(path, MOST_LINES + 1), most=MOST_LINES, reason="lines")
    item = next(islice(_ITEM.finditer(text), MOST_ITEMS, None), None)
    if item is not None:
        place = Place(path, text.count("\n", 0, item.start()) + 1)
        return problem("too-long", place, most=MOST_ITEMS, reason="items")
    return tangled(text, path)


def tangled(text: str, path: str) -> Problem | None:
    """Say which signs of a text keep a reader of Markdown busy for ever."""
    found = _tangled(text)
    if found is None:
        return None
    sign, offset = found
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return problem("tangled-signs", Place(path, line, column), sign=sign)


def long_lines_cut(text: str, path: str, problems: list[Problem]) -> str:
    """Cut lines that are longer than a reader gets through, and say so; pictures in the text may be long."""
    if len(text) <= LONGEST_LINE:
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if len(line) > LONGEST_LINE and len(_DATA.sub("", line)) > LONGEST_LINE:
            problems.append(problem("too-long", Place(path, number + 1), most=LONGEST_LINE, reason="line"))
            lines[number] = line[:LONGEST_LINE]
    return "\n".join(lines)


def too_deep(tokens: Sequence[Token], path: str, first_line: int) -> Problem | None:
    """Say where lists and quotations stand too deep within each other."""
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.replace("_close", "_open") in _CONTAINERS else 0
        if depth > DEEPEST:
            line = (token.map or [0])[0]
            return problem("too-deep", Place(path, first_line + line), most=DEEPEST)
    return None


def _tangled(text: str) -> tuple[str, int] | None:
    """Give a sign that occurs too often, or whose other half a reader looks for too long."""
    for sign in "<[\\&|":
        if text.count(sign) > MOST_SIGNS:
            return sign, text.index(sign)
    if huge := _NUMBERED_SIGN.search(text):
        return "&#", huge.start()
    for label, number in Counter(_FOOTNOTE.findall(text)).items():
        if number > MOST_REFERENCES:
            return f"[^{label}]", text.index(f"[^{label}]")
    steps = {"[": 0, "(": 0, "<": 0}
    longest = {"[": (0, 0), "(": (0, 0), "<": (0, 0)}
    for sign, start, end in _searches(text):
        steps[sign] += end - start
        longest[sign] = max(longest[sign], (end - start, -start))
        if steps[sign] > MOST_STEPS:
            return sign, -longest[sign][1]
    return None


def _searches(text: str) -> Iterator[tuple[str, int, int]]:
    """Give each opening sign, where it stands, and how far a reader goes in search of its other half.

    That is the end of the paragraph at most, but for tags, and in elements that may hold blank lines.
    """
    ends = [match.start() for match in _BLANK.finditer(text)] if "markdown" not in text else []
    at = 0
    for end in (*ends, len(text)):
        yield from _brackets(text, at, end)
        at = end
    for match in _TAG.finditer(text):
        yield "<", match.start(), match.end(1)


def _brackets(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    waiting: dict[str, list[int]] = {"[": [], "(": []}
    for match in _BRACKET.finditer(text, start, end):
        sign = match[0]
        if sign in waiting:
            waiting[sign].append(match.start())
        elif sign in _OPENING and waiting[_OPENING[sign]]:
            yield _OPENING[sign], waiting[_OPENING[sign]].pop(), match.start()
    for sign, places in waiting.items():
        for place in places:
            yield sign, place, end
