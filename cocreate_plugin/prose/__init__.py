"""Markdown to HTML, links, citations' places, what HTML is allowed."""

from __future__ import annotations

from .citations import Citation, citations, with_citations
from .code_spans import place_of
from .links import Link, links, relinked
from .python_markdown import normalised
from .rendering import footnotes, html, inline, needed, note, plain
from .safelist import SAFE_ATTRIBUTES, SAFE_SCHEMES, SAFE_TAGS, SVG_TAGS, UNSAFE_TAGS
from .strip_html import without_unlisted_html
from .unsafe_html import Finding, findings

__all__ = [
    "Citation",
    "Finding",
    "Link",
    "SAFE_ATTRIBUTES",
    "SAFE_SCHEMES",
    "SAFE_TAGS",
    "SVG_TAGS",
    "UNSAFE_TAGS",
    "citations",
    "findings",
    "footnotes",
    "html",
    "inline",
    "links",
    "needed",
    "normalised",
    "note",
    "place_of",
    "plain",
    "relinked",
    "with_citations",
    "without_unlisted_html",
]
