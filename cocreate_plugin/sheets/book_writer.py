"""ChapterWriter: what is needed to write one document into the book."""

from __future__ import annotations

from collections.abc import Iterable

from ..facts.checklists import ChecklistView
from ..handbook import Handbook
from ..kinds import Document, Text
from ..phrases import Phrases, phrases
from .book_links import BookLinks
from .texts import LabelledText, named, titles
from .writer import facts


class ChapterWriter:
    """What is needed to write the chapter of one document."""

    def __init__(self, handbook: Handbook, document: Document, book_links: BookLinks) -> None:
        """Remember the document and its handbook."""
        self.handbook = handbook
        self.document = document
        self.book_links = book_links
        self.words: Phrases = phrases(handbook.language)

    def text(self, markdown: str) -> str:
        """Prepare a text of the document, as a part of a sentence."""
        return self.book_links.write(Text(markdown, self.document.first_line)).markdown

    def facts(self) -> tuple[LabelledText, ...]:
        """Give label and text of everything that is known of the document in short."""
        return facts(self.handbook, self.document, write=self.book_links.write, link=self._link)

    def named(self, document: Document | Text) -> str:
        """Name a document, or write what stands in the place of one."""
        return self.text(document.markdown) if isinstance(document, Text) else named(document)

    def _link(self, document: Document | ChecklistView) -> str:
        """Lead to a chapter; a list that is made of another document has none."""
        if isinstance(document, Document):
            return self.book_links.to(document)
        return self.book_links.to(document.document) if document.kind == "list" else named(document)

    def roles(self, ids: Iterable[str]) -> str:
        """Write roles by their titles."""
        return ", ".join(titles(self.handbook, ids))
