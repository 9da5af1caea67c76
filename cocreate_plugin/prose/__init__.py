"""Markdown to HTML, links, citations' places, what HTML is allowed."""

from __future__ import annotations

from .citations import Citation, citations, with_citations
from .code_spans import place_of, with_braces
from .differences import changes, clean_page
from .drawings import refused_in_drawing
from .links import Link, links, relinked
from .python_markdown import normalised, unescaped
from .rendering import (
    PAGE_EXTENSIONS,
    Reading,
    footnotes,
    heading_reader,
    html,
    ids,
    inline,
    needed,
    note,
    page_reader,
    plain,
)
from .safelist import SAFE_ATTRIBUTES, SAFE_SCHEMES, SAFE_TAGS, SVG_TAGS, UNSAFE_TAGS
from .strip_html import without_unlisted_html
from .unsafe_html import UnsafeHtml, refusals

__all__ = [
    "PAGE_EXTENSIONS",
    "SAFE_ATTRIBUTES",
    "SAFE_SCHEMES",
    "SAFE_TAGS",
    "SVG_TAGS",
    "UNSAFE_TAGS",
    "Citation",
    "Link",
    "Reading",
    "UnsafeHtml",
    "changes",
    "citations",
    "clean_page",
    "footnotes",
    "heading_reader",
    "html",
    "ids",
    "inline",
    "links",
    "needed",
    "normalised",
    "note",
    "page_reader",
    "place_of",
    "plain",
    "refusals",
    "refused_in_drawing",
    "relinked",
    "unescaped",
    "with_braces",
    "with_citations",
    "without_unlisted_html",
]
