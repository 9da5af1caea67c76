"""Writer: what is needed to write one document into the book."""

from __future__ import annotations

from collections.abc import Iterable

from ..facts.checklists import ChecklistView
from ..facts.summary import summary, written
from ..handbook import Handbook
from ..kinds import Document, Role, Text
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

    def facts(self) -> tuple[dict[str, str], ...]:
        """Give label and text of everything that is known of the document in short."""
        return tuple(
            {"label": fact.label, "text": written(fact, self.words, self._own, self._link)}
            for fact in summary(self.handbook, self.document)
        )

    def named(self, named: Document | Text) -> str:
        """Name a document, or write what stands in the place of one."""
        return self.text(named.markdown) if isinstance(named, Text) else named.title

    def _own(self, text: Text) -> str:
        return self.text(text.markdown)

    def _link(self, named: Document | ChecklistView) -> str:
        """Lead to a chapter; a list that is made of another document has none."""
        if isinstance(named, Document):
            return self.linker.to(named)
        return self.linker.to(named.document) if named.kind == "list" else named.title

    def roles(self, ids: Iterable[str]) -> str:
        """Write roles by their titles."""
        return ", ".join(role.title for role in self.handbook.found(Role, ids))
