"""What a document defines anywhere in it: footnotes, reference links and abbreviations."""

from __future__ import annotations

import re
from functools import lru_cache

from .. import prose
from ..sources.structure import structure

_NOTE = re.compile(r"(?<!\\)\[\^[^\]\s]+\](?!:)")
_REFERENCE = re.compile(r"(?<![\\!])\[((?:[^\[\]\\]|\\.)+)\](?:\[([^\[\]]*)\])?(?![(:\[])")
_SPACE = re.compile(r"\s+")


def used(markdown: str, definitions: str) -> str:
    """Leave out footnotes that a page does not refer to: their way back would lead nowhere."""
    if not definitions:
        return ""
    kept = set(prose.footnotes(markdown, definitions))
    lines = definitions.split("\n")
    dropped: set[int] = set()
    for token in structure(definitions).tokens:
        if token.type == "footnote_reference_open" and token.map and token.meta["label"] not in kept:
            dropped |= set(range(*token.map))
    return "\n".join(line for number, line in enumerate(lines) if number not in dropped).strip("\n")


def without(markdown: str, definitions: str) -> str:
    """Write a text so that it needs no definitions, for a page on which they do not stand."""
    if "[" not in markdown or not definitions:
        return markdown
    known = _links(definitions)
    text = _NOTE.sub("", markdown)

    def direct(match: re.Match[str]) -> str:
        href = known.get(_label(match[2] or match[1]))
        return f"[{match[1]}](<{href}>)" if href else match[0]

    return _REFERENCE.sub(direct, text) if known else text


@lru_cache(maxsize=256)
def _links(definitions: str) -> dict[str, str]:
    return {_label(label): each.href for label, each in structure(definitions).references.items()}


def _label(text: str) -> str:
    return _SPACE.sub(" ", text.strip()).casefold()
