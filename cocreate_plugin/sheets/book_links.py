"""Links within the book: they lead to a page of it where there is one, else to the public address."""

from __future__ import annotations

import posixpath

from ..handbook import Handbook
from ..kinds import Document
from ..prose.targets import local_target
from .texts import named
from .writer import link_to, writer


def anchor(document: Document) -> str:
    """Give the place of a document in the book."""
    return f"{document.folder}-{document.id}"


class BookLinks:
    """Writes texts for the book."""

    def __init__(self, handbook: Handbook, documents: tuple[Document, ...]) -> None:
        """Remember which documents the book holds."""
        self._handbook = handbook
        self._documents = {document.path: document for document in documents}
        self._folders = {document.folder for document in documents}
        self._terms = {term.id for term in handbook.glossary}
        self.write = writer(handbook, self._link_to)

    def to(self, document: Document) -> str:
        """Write a link to a document; only its title when it is not in the book."""
        in_book = document.path in self._documents
        return f"[{named(document)}](#{anchor(document)})" if in_book else named(document)

    def _link_to(self, path: str, target: str, image: bool) -> str | None:
        return self._inside(path, target, image) or link_to(self._handbook, path, target, image)

    def _inside(self, path: str, target: str, image: bool) -> str | None:
        file, _, fragment = target.partition("#")
        local = local_target(self._handbook.root, path, target) if file and not image else None
        if local is None:
            return None
        local = self._handbook.current(local)
        if local in self._documents:
            return f"#{anchor(self._documents[local])}"
        content = self._handbook.process
        if local == f"{content}/glossary.md":
            return f"#term-{fragment}" if fragment in self._terms else "#glossary"
        if local == f"{content}/sources.bib":
            return "#sources"
        folder = posixpath.basename(local if local.startswith(content) else "")
        if posixpath.basename(local) == "index.md":
            folder = posixpath.basename(posixpath.dirname(local))
        return f"#part-{folder}" if folder in self._folders and local.startswith(f"{content}/") else None
