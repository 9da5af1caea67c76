"""What a text asks for and does not get: diagrams and formulas that are drawn, and texts that are there."""

from __future__ import annotations

from collections.abc import Iterator

from .. import prose
from ..drawn import Drawing, Undrawn
from ..handbook import Handbook
from ..problems import Place, Problem, problem

LONGEST_SHOWN = 60
"""Letters of a formula that a sentence shows."""


def undrawn(handbook: Handbook, text: str, path: str, lines_before: int) -> Iterator[Problem]:
    """Say where each diagram stands that is shown as it is written, and the first formula for each reason."""
    said: set[str | None] = set()
    for found in prose.to_draw(text, handbook.dialect):
        made = handbook.drawings.get(found.what)
        is_diagram = found.what.kind == prose.DIAGRAM
        reason = made.reason if isinstance(made, Undrawn) else None
        if isinstance(made, Drawing) or reason == "" or (not is_diagram and reason in said):
            continue
        line, column = prose.place_of(text, found.start)
        place = Place(path, line + lines_before, 1 if is_diagram else column)
        what = "Mermaid" if is_diagram else shown(text[found.start : found.end])
        if not is_diagram:
            said.add(reason)
        if made is None:
            yield problem("undrawn-diagram" if is_diagram else "undrawn-formula", place, what=what)
        else:
            by, why, more = made.program, made.reason, made.told
            yield problem("not-drawn", place, what=what, program=by, reason=why, detail=more)


def shown(formula: str) -> str:
    """Give a formula as a sentence shows it."""
    words = " ".join(formula.split())
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"


def not_taken_in(handbook: Handbook, text: str, path: str, lines_before: int) -> Iterator[Problem]:
    """Say which other texts a text takes in by a line of its own, and cannot have."""
    options = handbook.dialect.snippets
    for name, offset in prose.missing_snippets(text, handbook.root, options) if options is not None else ():
        line, column = prose.place_of(text, offset)
        yield problem(
            "snippet-not-there", Place(path, line + lines_before, column), name=name[:LONGEST_SHOWN]
        )
