"""What is not written yet though the document is no draft: placeholders, empty items and empty fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace

from ..kinds import A3, Document, Entry, Listing, Step
from ..kinds.texts import pieces
from ..phrases import in_every_language
from ..problems import Problem, problem
from ..prose.code_spans import code

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_LEFT = re.compile(r"^(?!\s*>)[\W_]*(?:…|\.\.\.)[\W_]*$")
_MARK = re.compile(
    r"\b(?:TODO(?![ -]?list)|TBD|TBA|FIXME|XXX)\b|(?i:\blorem ipsum\b)|^\s*\[?(?:todo|tbd|tba)\b(?=:|\W*$)"
)
_NOTHING = re.compile(r"^[\s\-–—/]*$")
"""A hyphen in place of an answer; a line to write on with a pen is made of `_`, and is meant."""


def unwritten(document: Document, original: Document | None = None) -> Iterator[Problem]:
    """Say what was left over from a template, and what has no words; drafts may have both."""
    drafts = [each for each in (document, original) if each is not None]
    if any(each.status == "draft" or (isinstance(each, A3) and each.state == "draft") for each in drafts):
        return
    yield from _placeholders(document)
    for field in fields(document):
        value = getattr(document, field.name)
        for block in value.blocks if isinstance(value, Listing) else ():
            yield from _empty_items(block)


def _placeholders(document: Document) -> Iterator[Problem]:
    said: set[tuple[str, int]] = set()
    words = "|".join(re.escape(word) for word in in_every_language("word.placeholder"))
    for piece in pieces(document):
        text = _COMMENT.sub(
            lambda match: re.sub(r"[^\n]", " ", match[0]), code(piece.markdown).masked(piece.markdown)
        )
        for number, line in enumerate(text.split("\n")):
            match = _LEFT.match(line) or _MARK.search(line) or re.match(rf"(?i)^\W*(?:{words})\W*$", line)
            place = replace(piece.place, line=piece.place.line + (0 if piece.line else number))
            if match and line.strip() and (place.path, place.line) not in said:
                said.add((place.path, place.line))
                yield problem("placeholder", place, words=match[0].strip(" -*[]"))


def _empty_items(block: object) -> Iterator[Problem]:
    if isinstance(block, Step):
        if not block.lanes and not block.explanation:
            yield problem("empty-item", block.place)
        for lane in block.lanes:
            yield from _empty_items(lane.entry)
    elif isinstance(block, Entry) and _NOTHING.match(block.text) and not block.more:
        yield problem("empty-item", block.place)
