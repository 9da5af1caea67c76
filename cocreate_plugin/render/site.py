"""Where everything is on the site, and which sheets belong to what."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from ..cite import Bibliography
from ..handbook import Handbook
from ..kinds import Document, section_fields
from ..phrases import Phrases, phrases
from ..validate import slug
from ..views.sheet import Sheet
from ..views.text import sources_of

D = TypeVar("D", bound=Document)

TOOLS = ("choose", "blueprint", "matrix", "assess", "print")
"""Pages that are made of the whole handbook, in the order of the navigation."""


@dataclass(frozen=True)
class Site:
    """A handbook as a site: its pages' addresses, its sheets, its words."""

    handbook: Handbook
    sheets: tuple[Sheet, ...] = ()
    docs: str = "docs"
    """Folder of the hand-written pages, from the handbook's root."""
    taken: frozenset[str] = field(default_factory=frozenset)
    """Files of the hand-written part, below its folder: they win over generated ones."""

    @cached_property
    def words(self) -> Phrases:
        """Give the words of the handbook's language."""
        return phrases(self.handbook.language)

    @cached_property
    def bibliography(self) -> Bibliography:
        """Give the sources as the style writes them."""
        return sources_of(self.handbook)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Give the published documents, in order."""
        return tuple(each for each in self.handbook.documents if each.publish)

    def of(self, kind: type[D]) -> tuple[D, ...]:
        """Give the published documents of a kind, in order."""
        return tuple(each for each in self.documents if isinstance(each, kind))

    @cached_property
    def _uris(self) -> Mapping[str, str]:
        """Give the page of every file of the content that has one."""
        content = self.handbook.process
        known = {each.path: uri_of(each) for each in (*self.documents, *self.translations)}
        for folder in dict.fromkeys((*(each.folder for each in self.documents), *self.handbook.introductions)):
            known[f"{content}/{folder}/index.md"] = known[f"{content}/{folder}"] = f"{folder}/index.md"
        known[f"{content}/glossary.md"] = "glossary/index.md"
        known[f"{content}/sources.bib"] = "sources/index.md"
        return known

    @cached_property
    def translations(self) -> tuple[Document, ...]:
        """Give the translations of published documents."""
        known = {each.ref for each in self.documents}
        return tuple(each for each in self.handbook.translations if each.publish and each.ref in known)

    def uri_of_file(self, path: str, image: bool = False) -> str | None:
        """Give the page or the file of the site that a file below the root becomes; None: it is not on the site."""
        if path in self._uris:
            return self._uris[path]
        if path == self.docs or path.startswith(f"{self.docs}/"):
            return posixpath.relpath(path, self.docs)
        if path.startswith(f"{self.handbook.process}/") and (image or not path.endswith(".md")):
            return posixpath.relpath(path, self.handbook.process)
        return None

    def sheets_of(self, subject: str) -> tuple[Sheet, ...]:
        """Give the published sheets of a document (`a3/problem-a3`) or a page (`blueprint`)."""
        return self._by_subject.get(subject, ())

    @cached_property
    def _by_subject(self) -> Mapping[str, tuple[Sheet, ...]]:
        found: dict[str, list[Sheet]] = {}
        for sheet in self.sheets:
            if sheet.publish:
                found.setdefault(sheet.subject, []).append(sheet)
        return {subject: tuple(each) for subject, each in found.items()}

    def sheet_at(self, path: str) -> Sheet | None:
        """Give the published sheet of a path, if it is printed."""
        return next((each for each in self.sheets if each.path == path and each.publish), None)

    @cached_property
    def anchors(self) -> Mapping[tuple[str, str], str]:
        """Map the anchor that a repository's web view gives a field's heading to the one on its page."""
        found: dict[tuple[str, str], str] = {}
        for document in (*self.documents, *self.translations):
            words = phrases(document.language or self.handbook.language)
            for name in section_fields(type(document)):
                found[document.path, slug(words.t(f"field.{name}"))] = name.replace("_", "-")
        return found


def uri_of(document: Document) -> str:
    """Give the Markdown file that a document's page pretends to be."""
    folder = f"{document.language}/{document.folder}" if document.language else document.folder
    return f"{folder}/{document.id}.md"


def from_page(uri: str, target: str) -> str:
    """Write the way from one page to another file of the site."""
    return posixpath.relpath(target, posixpath.dirname(uri) or ".")
