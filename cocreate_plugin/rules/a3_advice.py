"""Advice on the reasoning of a filled-in A3: notes that can be switched off with `advice: no`.

What is asked follows what coaches ask of A3 reports (Shook 2008; Sobek and Smalley 2008): is it a problem
that is named, were there several ways, who does what by when, how will one know. The tests are our own, and
simple: a note is a question to think about, and never a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .. import prose
from ..facts.a3_layout import boxes_like
from ..facts.box_tables import Table, place_in, table_in
from ..handbook import Handbook
from ..kinds import A3, Box, Role
from ..phrases import in_every_language, months
from ..problems import Problem, problem

REASONED = frozenset(("problem", "proposal"))
"""Uses of templates whose sheets argue from left to right."""

_DAY = re.compile(r"\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b|\b\d{1,2}/\d{1,2}\b")
"""A year, an ISO date, or a day and a month."""


def advice(handbook: Handbook, template: A3, sheet: A3) -> Iterator[Problem]:
    """Ask about the reasoning of a sheet; a draft, and one that wants no advice, is left in peace."""
    if not sheet.advice or sheet.status == "draft" or sheet.state == "draft":
        return
    boxes = [box for box in boxes_like(template, sheet) if box.text.markdown.strip()]
    if template.use in REASONED and _is_solution(sheet.title):
        yield problem("solution-as-title", sheet.where("title"), title=prose.plain(sheet.title))
    goals, ways, plans, checks, decisions = (
        [box for box in boxes if _is_called(box, key)]
        for key in ("box.goal", "box.ways", "box.plan", "box.check", "box.decision")
    )
    yield from (problem("one-way-only", box.place, box=box.title) for box in ways if _items(box) == 1)
    for box in plans:
        yield from _unowned(box)
    for box in goals:
        if not _has_number(box):
            yield problem("goal-without-measure", box.place, box=box.title)
        if not sheet.follow_up and not _has_day(box):
            yield problem("goal-without-day", box.place, box=box.title)
    if checks and not goals and any(_is_called(box, "box.goal") for box in template.boxes):
        yield problem("check-before-goal", checks[0].place, box=checks[0].title)
    for box in decisions:
        if not sheet.agreed_by and not _names_somebody(handbook, box):
            yield problem("nobody-decides", box.place, box=box.title)


def _is_called(box: Box, key: str) -> bool:
    names = in_every_language(key)
    return any(each in names for each in (box.id.replace("-", " "), prose.plain(box.title).casefold()))


def _is_solution(title: str) -> bool:
    first = re.split(r"\W+", prose.plain(title).casefold(), maxsplit=1)[0]
    return first in in_every_language("word.solution")


def _items(box: Box) -> int:
    """Count what a box lists: the rows of its table, else the items of its lists; 0 for running text."""
    if table := table_in(box.text.markdown):
        return sum(any(map(str.strip, row)) for row in table.rows)
    return len(re.findall(r"^(?:[-*+]|\d+[.)])\s+\S", box.text.markdown, re.M))


def _unowned(box: Box) -> Iterator[Problem]:
    """Say which rows of a plan have nobody, or no day; words beside the table may say it for all of them."""
    table = table_in(box.text.markdown)
    if table is None:
        return
    rows = box.text.markdown.split("\n")
    alone = not any(map(str.strip, (*rows[: table.span[0]], *rows[table.span[1] :])))
    for code, key in (("action-without-owner", "word.who"), ("action-without-day", "word.by")):
        column = _column(table, key)
        if column is None and alone:
            yield problem(code, box.place, action=box.title)
        for number, row in enumerate(table.rows if column is not None else ()):
            if column is not None and not row[column].strip() and any(map(str.strip, row)):
                action = next(prose.plain(cell) for cell in row if cell.strip())
                yield problem(code, place_in(box.text, table, number, ""), action=action)


def _column(table: Table, key: str) -> int | None:
    names = in_every_language(key)
    heads = [prose.plain(cell).strip().casefold() for cell in table.head]
    return next((at for at, head in enumerate(heads) if head in names), None)


def _has_number(box: Box) -> bool:
    """Tell whether something is counted, beside days and years."""
    words = _DAY.sub(" ", prose.plain(box.text.markdown)).casefold()
    counted = re.findall(r"\w+", words)
    return bool(re.search(r"\d", words)) or not {*counted}.isdisjoint(in_every_language("word.every"))


def _has_day(box: Box) -> bool:
    words = prose.plain(box.text.markdown)
    return bool(_DAY.search(words)) or bool(_months().search(words))


@cache
def _months() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, sorted(months(), key=len, reverse=True)))})\b")


def _names_somebody(handbook: Handbook, box: Box) -> bool:
    words = prose.plain(box.text.markdown).casefold()
    titles = (prose.plain(role.title).casefold() for role in handbook.of(Role))
    return any(name in words for name in (*titles, *in_every_language("word.decider")))
