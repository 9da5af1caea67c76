"""What a text asks for and does not get: diagrams and formulas that are drawn, and texts that are there."""

from __future__ import annotations

from collections.abc import Iterator

from .. import prose
from ..handbook import Handbook
from ..problems import Place, Problem, problem
from ..sources.structure import tokens

DRAWN_FROM_WORDS = ("mermaid",)
"""Languages of blocks that programs draw; a repository's web view does so too."""
LONGEST_SHOWN = 60
"""Letters of a formula that a sentence shows."""


def undrawn(text: str, path: str, lines_before: int, dialect: prose.Dialect) -> Iterator[Problem]:
    """Say where each diagram stands, and the first formula: they are shown as they are written."""
    for token in tokens(text) if any(name in text for name in DRAWN_FROM_WORDS) else ():
        language = token.info.strip(" {}.").split(" ")[0] if token.type == "fence" else ""
        if language in DRAWN_FROM_WORDS and token.map:
            yield problem(
                "undrawn-diagram", Place(path, token.map[0] + 1 + lines_before), what=language.capitalize()
            )
    first = next(prose.formulas(text, dialect), None)
    if first is not None:
        line, column = prose.place_of(text, first.start())
        shown = " ".join(first[0].split())
        shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
        yield problem("undrawn-formula", Place(path, line + lines_before, column), what=shown)


def not_taken_in(handbook: Handbook, text: str, path: str, lines_before: int) -> Iterator[Problem]:
    """Say which other texts a text takes in by a line of its own, and cannot have."""
    options = handbook.dialect.snippets
    for name, offset in prose.missing_snippets(text, handbook.root, options) if options is not None else ():
        line, column = prose.place_of(text, offset)
        yield problem(
            "snippet-not-there", Place(path, line + lines_before, column), name=name[:LONGEST_SHOWN]
        )
