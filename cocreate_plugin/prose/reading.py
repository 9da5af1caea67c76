"""What pages and sheets read alike, whatever is set: drawings, empty footnotes, formulas, and names."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.arithmatex import ArithmatexExtension

_WRITTEN_TWICE = re.compile(r"&amp;(#123;|lt;|gt;|amp;)")


class _FirstKept(dict[str, Any]):
    """Definitions of links: of two with one label the first counts, as in a repository's web view."""

    def __setitem__(self, label: str, defined: Any) -> None:
        """Keep what is there."""
        self.setdefault(label, defined)


class Reading(Extension):
    """What pages and sheets read alike, whatever is set: drawings, empty footnotes, names of headings."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - as the library names it
        """Change a reader that has all its other extensions."""
        md.block_level_elements.append("svg")
        md.references = _FirstKept()
        if "footnote-reorder" in md.treeprocessors:
            notes: Any = md.treeprocessors["footnote-reorder"]
            reorder = notes.reorder_footnotes
            notes.reorder_footnotes = lambda parent: reorder(_with_ways_back(parent))
        if "toc" in md.treeprocessors:
            headings: Any = md.treeprocessors["toc"]
            named = headings.slugify
            # The theme looks for its settings under names that begin so.
            headings.slugify = lambda title, separator: named(title, separator).lstrip("_")
        if any(isinstance(each, ArithmatexExtension) for each in md.registeredExtensions):
            md.treeprocessors.register(_SignsOfFormulas(md), "signs-of-formulas", 2)
        md.treeprocessors.register(_NamesOfFigures(md), "names-of-figures", 1)


class _NamesOfFigures(Treeprocessor):
    """Names of figures with captions; the theme looks for its settings under names that begin with `__`."""

    def run(self, root: Element) -> None:
        """Write them without these signs."""
        for figure in root.iter("figure"):
            if "id" in figure.attrib:
                figure.set("id", figure.get("id", "").lstrip("_"))


class _SignsOfFormulas(Treeprocessor):
    """Signs of formulas as they are; elsewhere they are written so as to be no attributes and no tags."""

    def run(self, root: Element) -> None:
        """Write them back."""
        for formula in root.iterfind(".//*[@class='arithmatex']"):
            text = _WRITTEN_TWICE.sub(r"&\1", formula.text or "").replace("&#123;", "{")
            formula.text = AtomicString(text)


def _with_ways_back(notes: Element) -> Element:
    """Let every footnote lead back, even an empty one: Python-Markdown trips over one that does not."""
    for note in notes.iterfind("ol/li"):
        if note.find(".//a[@class='footnote-backref']") is None:
            SubElement(note, "a", {"class": "footnote-backref"})
    return notes
