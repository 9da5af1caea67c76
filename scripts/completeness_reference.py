"""The reference of what documents are asked for, written from the table in the code."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cocreate_plugin.facts.asks import ASKS, LINE, LIST, TEXT, Ask
from cocreate_plugin.kinds import KINDS, label, section_fields, whole_body
from cocreate_plugin.phrases import phrases

Table = Callable[[Iterable[str], Iterable[Iterable[str]]], str]

WORDS = phrases("en")
ABOUT = """\
`cocreate check --complete` asks each document for what its kind should have. Nothing here is a problem, \
and it never stops a build. A step is the better

- the more is made of it (*others*: 3 most of the handbook, 2 other pages, 1 its own page, 0 a part of that),
- the more it is printed (*paper*: 2 on a sheet of its own, 1 in the book, 0 nowhere),
- and the less it takes (a line, some items, a text).

Twice the first two, less 1, 2 or 3 for what it takes, is the *rank*. Of two steps with the same rank the \
one that more is made of comes first, then the one in the document that more others name."""
MORE = """\
## Beside the table

- Headings and fields that `process/kinds/*.yml` declares are asked for, too: a field takes a line, a \
list some items, a table or steps a text.
- What at least two thirds of a kind have, and at least three documents, is asked of the others: a field \
such as `owner`, or a heading of your own.
- Where there is nothing to name yet, nothing is asked: no success factor, no `success_factors`.
- Dots, TODO and what stands in comments count as empty, so that a page that `cocreate add` began has all \
before it."""


def completeness_page(table: Table) -> list[str]:
    """Write what each kind is asked for, as blocks of a page."""
    titles = {kind.kind: WORDS.t(f"kind.{kind.kind}") for kind in KINDS}
    titles |= {"a3": "A3 template", "a3-filled": "A3, filled in", "": "The handbook as a whole"}
    titles |= {"*": "Every document"}
    blocks = [ABOUT]
    for name, asks in ASKS.items():
        title = titles[name]
        rows = [_row(name, ask) for ask in sorted(asks, key=lambda ask: (-ask.rank, -ask.others))]
        blocks += [f"## {title[:1].upper()}{title[1:]}", table(_HEADS, rows)]
    return [*blocks, MORE]


_HEADS = ("Asked for", "Others", "Paper", "Takes", "Rank")
_TAKES = {LINE: "a line", LIST: "some items", TEXT: "a text"}
_WORKED_OUT = {
    "acts": "some step, gate or run sheet names it",
    "agreed_by": "`agreed_by`, once it is agreed",
    "bibliography": "`sources.bib`",
    "boxes": "all boxes of its template have something in them",
    "candidates": "at least two `candidates`",
    "chosen": "`chosen`, once there are scores",
    "doers": "tasks backstage and at the gate name a role",
    "draft": "it is no draft",
    "glossary": "`glossary.md`",
    "handouts": "`a3` or `checklists`",
    "items": "items to tick",
    "lead": "the run sheet says who leads",
    "minority_view": "`## Minority view`, once there are scores",
    "minutes": "every row of the run sheet has its minutes",
    "models": "some dialogue model serves it",
    "phases": "some phase names it",
    "prepared": "every step says what is done backstage",
    "prompts": "most of its boxes ask something",
    "reasons": "`## Reasons`, once there are scores",
    "sources": "`sources`, of phases, factors and dialogue models whose `basis` is no `proposal`",
    "used": "something names it or leads to it",
}


def _row(name: str, ask: Ask) -> tuple[str, ...]:
    kind = next((known for known in KINDS if known.kind == name.removesuffix("-filled")), None)
    is_heading = kind is not None and ask.name in section_fields(kind) and ask.name != whole_body(kind)
    written = f"`## {label(kind, ask.name, WORDS)}`" if kind and is_heading else f"`{ask.name}`"
    asked = _WORKED_OUT.get(ask.name, written)
    return asked[:1].upper() + asked[1:], str(ask.others), str(ask.paper), _TAKES[ask.effort], str(ask.rank)
