"""Hand-written pages and the content lead to each other; every page leads to the file one edits."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.structure.pages import Page

from ... import prose
from ...handbook import Handbook
from ...pages.site import Site
from ...pages.writer import PageWriter
from ...problems import Place, Problem, problem
from ...prose.targets import local_target
from ...rules import lost, unknown_bib_key
from ..hand_written import files_of

_SLASH = r"(?:/|%2F)"
_UP = re.compile(rf"(?:(?<=[/?#=&])|(?<=%2F))(?!\.\.{_SLASH})(?:(?!%2F)[^/?#=&])+{_SLASH}\.\.{_SLASH}")
"""A folder and the way up from it."""

_STILL_UP = re.compile(rf"(?:[/?#=&]|%2F)\.\.{_SLASH}")


def problems(handbook: Handbook) -> Iterator[Problem]:
    """Check what hand-written pages say of the content: its files, and keys of its sources."""
    docs = handbook.addresses.docs
    # Without any document every link to one is lost, and another problem says why.
    for name in files_of(handbook) if handbook.documents else ():
        if not name.endswith(".md"):
            continue
        try:
            text = Path(handbook.root, docs, name).read_text("utf-8-sig", errors="replace")
        except OSError:  # a link to nothing: MkDocs has its say
            continue
        path = f"{docs}/{name}"
        if "@" in text:
            for citation in prose.citations(text):
                if citation.key not in handbook.bibliography:
                    yield unknown_bib_key(handbook, citation.key, Place(path, citation.line, citation.column))
        yield from _lost(handbook, text, path)


def _lost(handbook: Handbook, text: str, path: str) -> Iterator[Problem]:
    for link in prose.links(text):
        local = local_target(handbook.root, path, link.target)
        if local is None:
            continue
        place = Place(path, link.line, link.column)
        now = handbook.former_pages.get(handbook.addresses.hand_written(local) or "")
        if local.startswith(f"{handbook.process}/"):
            yield from lost(handbook, link, place)
        elif now and not (handbook.root / local).exists():
            start = posixpath.dirname(posixpath.relpath(path, handbook.addresses.docs))
            yield problem("former-id", place, id=link.target, now=posixpath.relpath(now, start or "."))


def linked(markdown: str, page: Page, site: Site) -> str:
    """Lead a hand-written page's links to files of the content to their pages, and say its citations."""
    book = site.handbook
    former = (posixpath.basename(uri) for uri in book.former_pages)
    # At a glance; the folder of the content may lie in that of the page.
    if not any(sign in markdown for sign in ("@", f"{posixpath.basename(book.process)}/", *former)):
        return markdown
    path = f"{site.addresses.docs}/{page.file.src_uri}"
    writer = PageWriter(site, page.file.src_uri, path)
    return writer.linked(markdown)


def correct_edit_address(page: Page) -> None:
    """Take `docs/../` out of the address at which a page is edited: not every repository host does.

    The way from the folder of hand-written pages to the file goes up as often as it must, in slashes or in
    `%2F`, in the path of the address or behind its question mark, as `edit_uri_template` writes it.
    """
    if page.edit_url and (page.file.edit_uri or "").startswith("../"):
        while (shorter := _UP.sub("", page.edit_url, count=1)) != page.edit_url:
            page.edit_url = shorter
        if _STILL_UP.search(page.edit_url):  # the folder of hand-written pages is not in the address
            page.edit_url = None
