"""What one can link to within a document: `explore.md#gate`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ..kinds import Document
from ..phrases import Phrases
from ..sources import GIVEN_ID, Source, proposed_id
from ..sources.structure import Token, structure
from .labels import folded, labels

_BRACES = re.compile(r"\{([^{}\n]*+)\}")
_GIVEN = re.compile(r"#([^\s#]++)")
_NAMED = re.compile(r"\b(?:id|name)\s*+=\s*+[\"']?([^\s\"'>]++)")


def anchors(source: Source, kind: type[Document] | None, phrases: Phrases) -> frozenset[str]:
    """Give the anchors of a file, as a repository's web view writes them and as the site does."""
    fields = labels(kind, phrases) if kind else {}
    text = source.body.markdown
    found = {match[1] for match in _NAMED.finditer(text)}
    found |= {match[1] for braces in _BRACES.finditer(text) for match in _GIVEN.finditer(braces[1])}
    times: Counter[str] = Counter()
    for text in _headings(source.body.markdown):
        names = {web_anchor(text), proposed_id(text)}
        if folded(text) in fields:
            names.add(fields[folded(text)].replace("_", "-"))
        for name in names:
            found |= {name, f"{name}-{times[name]}", f"{name}_{times[name]}"} if times[name] else {name}
            times[name] += 1
    return frozenset(found - {""})


def web_anchor(heading: str) -> str:
    """Make the anchor of a heading as a repository's web view does."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _headings(markdown: str) -> Iterator[str]:
    tokens = structure(markdown).tokens
    for token, below in pairwise(tokens):
        if token.type == "heading_open":
            words = "".join(_words(child) for child in below.children or ())
            yield GIVEN_ID.sub("", words).strip()


def _words(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content if not token.nesting else ""
