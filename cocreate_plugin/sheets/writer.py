"""Text for paper: citations in words, links that lead to the public address, images from the root."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from .. import prose
from ..addresses import page, page_of
from ..cite import Bibliography, sources_of
from ..handbook import Handbook
from ..prose import Citation
from ..prose.targets import local_target

DOCS = "docs"
"""The folder of hand-written pages."""

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


def where(handbook: Handbook, local: str) -> str | None:
    """Give the address below the site of the page that a file becomes; None when it has no page."""
    translated = (each for each in handbook.translations if each.path == local)
    document = handbook.at(local) or next(translated, None)
    if document is not None:
        return page_of(document) if document.publish else None
    folder, name = posixpath.split(local)
    if folder == handbook.process and name == "glossary.md":
        return "glossary/"
    if posixpath.dirname(folder) == handbook.process and name == "index.md":
        return f"{posixpath.basename(folder)}/"
    if local.startswith(f"{DOCS}/") and name.endswith(".md"):
        below = local.removeprefix(f"{DOCS}/").removesuffix(".md")
        return f"{below}/".removesuffix("index/") if name == "index.md" else f"{below}/"
    return None


def _said(sources: Bibliography, group: tuple[Citation, ...]) -> str:
    return sources.citation(group)


def printed(handbook: Handbook, path: str, target: str, image: bool) -> str | None:
    """Give what a link or an image of the file at `path` leads to on paper; None: as it is."""
    file, _, fragment = target.partition("#")
    local = local_target(path, target) if file else path
    if local is None:
        return None
    if image:
        return quote(local)
    address = where(handbook, local)
    public = page(handbook, address) if address is not None else ""
    if not public:
        return NOWHERE
    return f"{public}#{fragment}" if fragment else public
