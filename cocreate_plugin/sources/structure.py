"""The structure of a Markdown text: block tokens with their lines, as a repository's web view reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

__all__ = ["Reference", "Structure", "Token", "structure", "tokens"]

# Deep enough for any list a person writes, shallow enough for Python's stack.
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Reference:
    """A link reference definition, with its first line and the line after its last, from 0."""

    href: str
    title: str
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Structure:
    """The tokens of a text and its link reference definitions, by normalised label."""

    tokens: tuple[Token, ...]
    references: Mapping[str, Reference]
    repeated: tuple[Reference, ...] = ()
    """Definitions whose label has one before: they mean nothing."""


def _any_address(url: str) -> bool:
    """Let every address through: safety is judged where it can be reported with its place."""
    return True


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Make the one parser: CommonMark, tables, strikethrough, footnotes left where they stand."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    footnote_plugin(parser, inline=False, move_to_end=False, always_match_refs=True)
    parser.validateLink = _any_address  # type: ignore[method-assign]
    return parser


def _reference(found: Mapping[str, Any]) -> Reference:
    """Turn the parser's own record of a definition into ours."""
    first, after = found["map"]
    return Reference(found["href"], found.get("title") or "", first, after)


@lru_cache(maxsize=512)
def structure(markdown: str) -> Structure:
    """Read a text; its tokens are shared with other readers, so nobody changes them."""
    environment: dict[str, Any] = {}
    found = _parser().parse(markdown, environment)
    references = {label: _reference(each) for label, each in environment.get("references", {}).items()}
    return Structure(tuple(found), references, tuple(map(_reference, environment.get("duplicate_refs", ()))))


def tokens(markdown: str) -> list[Token]:
    """Give the tokens of a text: block tokens carry `map` (lines from 0), inline tokens their children.

    Footnote definitions stay in place, between `footnote_reference_open` and `footnote_reference_close`.
    """
    return list(structure(markdown).tokens)
