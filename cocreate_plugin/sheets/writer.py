"""Text for paper: citations in words, links that lead to the public address, images from the root."""

from __future__ import annotations

from urllib.parse import quote

from .. import prose
from ..cite import Bibliography, sources_of
from ..facts.checklists import ChecklistView
from ..facts.summary import summary, written
from ..handbook import Handbook
from ..kinds import Document, Text
from ..phrases import phrases
from ..prose import Citation
from ..prose.targets import local_target

NOWHERE = "./"
"""What a link becomes whose page has no public address: the press prints its words and drops the link."""


def paper(handbook: Handbook, markdown: str, path: str) -> str:
    """Prepare a text of the file at `path` for a sheet; what comes out is Markdown that needs no handbook."""
    said = cited(handbook, markdown)
    return prose.relinked(
        said, lambda target, image: printed(handbook, path, target, image), handbook.definitions_of(path)
    )


def cited(handbook: Handbook, markdown: str) -> str:
    """Write citations as text."""
    if "@" not in markdown:
        return markdown
    sources = sources_of(handbook)
    return prose.with_citations(markdown, lambda group: _said(sources, group))


def _said(sources: Bibliography, group: tuple[Citation, ...]) -> str:
    return sources.citation(group)


def printed(handbook: Handbook, path: str, target: str, image: bool) -> str | None:
    """Give what a link or an image of the file at `path` leads to on paper; None: as it is."""
    file, _, fragment = target.partition("#")
    local = local_target(handbook.root, path, target) if file else path
    if local is None:
        return None
    if image:
        return quote(local)
    public = handbook.public(local)
    if not public:
        return NOWHERE
    return f"{public}#{fragment}" if fragment else public


def facts(handbook: Handbook, document: Document, *names: str) -> list[dict[str, str]]:
    """Give label and text of the facts of a document that a sheet shows, as far as they are known."""
    words = phrases(document.language or handbook.language)
    known = {fact.name: fact for fact in summary(handbook, document)}

    def text(own: Text) -> str:
        return paper(handbook, own.markdown, document.path)

    def link(named: Document | ChecklistView) -> str:
        return named.title

    return [
        {"label": known[name].label, "text": written(known[name], words, text, link)}
        for name in names
        if name in known
    ]
