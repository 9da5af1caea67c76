"""Hand-written pages and the content lead to each other; every page leads to the file one edits."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ... import prose
from ...handbook import Handbook
from ...pages.site import Site
from ...pages.writer import Pen
from ...problems import Place, Problem, problem
from ...prose.targets import local_file, local_target
from ...rules import unknown_source
from .theme import root_of


def docs_folder(config: MkDocsConfig, root: Path) -> str:
    """Name the folder of hand-written pages from the handbook's root."""
    return Path(os.path.relpath(config.docs_dir, root)).as_posix()


def problems(handbook: Handbook, docs: str) -> Iterator[Problem]:
    """Check what hand-written pages say of the content: its files, and keys of its sources."""
    for file in sorted(Path(handbook.root, docs).rglob("*.md")):
        try:
            text = file.read_text("utf-8-sig", errors="replace")
        except OSError:  # a folder of that name, or a link to nothing: MkDocs has its say
            continue
        path = file.relative_to(handbook.root).as_posix() if file.is_relative_to(handbook.root) else file.name
        if "@" in text:
            for citation in prose.citations(text):
                if citation.key not in handbook.bibliography:
                    yield unknown_source(handbook, citation.key, Place(path, citation.line, citation.column))
        if f"{handbook.process}/" in text:
            yield from _lost(handbook, text, path)


def _lost(handbook: Handbook, text: str, path: str) -> Iterator[Problem]:
    for link in prose.links(text):
        local = local_target(path, link.target)
        if local is None or not local.startswith(f"{handbook.process}/"):
            continue
        if not local_file(handbook.root, local):
            yield problem("broken-link", Place(path, link.line, link.column), target=link.target)


def led(markdown: str, page: Page, site: Site) -> str:
    """Lead a hand-written page's links to files of the content to their pages, and say its citations."""
    if "@" not in markdown and f"{site.handbook.process}/" not in markdown:
        return markdown
    path = posixpath.normpath(posixpath.join(site.docs, page.file.src_uri))
    pen = Pen(site, page.file.src_uri, path)
    return pen.led(markdown)


def correct_edit_address(page: Page, config: MkDocsConfig) -> None:
    """Take `docs/../` out of the address at which a page is edited: not every repository host does."""
    uri = page.file.edit_uri
    if not uri or not uri.startswith("../") or not page.edit_url:
        return
    docs = docs_folder(config, root_of(config))
    plain = posixpath.normpath(posixpath.join(docs, uri))
    template = str(config.edit_uri_template or f"{config.edit_uri or ''}{{path}}")
    for way in (f"{docs}/", f"{docs.replace('/', '%2F')}%2F"):
        if f"{way}{{path" in template:
            noext = posixpath.splitext(plain)[0]
            written = _filled(template.replace(f"{way}{{path", "{path"), path=plain, path_noext=noext)
            base = (
                config.repo_url
                if config.repo_url is None or config.repo_url.endswith("/") or written.startswith(("?", "#"))
                else f"{config.repo_url}/"
            )
            page.edit_url = urljoin(base or "", written)
            return


def _filled(template: str, **parts: str) -> str:
    """Fill a template as MkDocs does: `{path!q}` is the path with its slashes written as `%2F`."""
    for name, value in parts.items():
        template = template.replace(f"{{{name}!q}}", quote(value, safe="")).replace(f"{{{name}}}", value)
    return template
