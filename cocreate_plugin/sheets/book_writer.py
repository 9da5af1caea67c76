"""Writer: what is needed to write one document into the book."""

from __future__ import annotations

from collections.abc import Iterable

from ..handbook import Handbook
from ..kinds import Document, Role
from ..phrases import Phrases, phrases
from .book_links import Linker


class Writer:
    """What is needed to write the chapter of one document."""

    def __init__(self, handbook: Handbook, document: Document, linker: Linker) -> None:
        """Remember the document and its handbook."""
        self.handbook = handbook
        self.document = document
        self.linker = linker
        self.words: Phrases = phrases(handbook.language)

    def text(self, markdown: str) -> str:
        """Prepare a text of the document."""
        return self.linker.text(markdown, self.document.path)

    def links(self, documents: Iterable[Document]) -> str:
        """Write documents as a line of links."""
        return ", ".join(self.linker.to(each) for each in documents if each.publish)

    def roles(self, ids: Iterable[str]) -> str:
        """Write roles by their titles."""
        return ", ".join(role.title for role in self.handbook.found(Role, ids))
