"""Hand-written pages and the content lead to each other; every page leads to the file one edits."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Iterable, Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import nav as mkdocs_nav, pages as mkdocs_pages
from mkdocs.structure.pages import Page

from ...pages.site import Site
from ...pages.writer import PageWriter
from ...problems import Problem

_SLASH = r"(?:/|%2F)"
_UP = re.compile(rf"(?:(?<=[/?#=&])|(?<=%2F))(?!\.\.{_SLASH})(?:(?!%2F)[^/?#=&])+{_SLASH}\.\.{_SLASH}")
"""A folder and the way up from it."""

_STILL_UP = re.compile(rf"(?:[/?#=&]|%2F)\.\.{_SLASH}")


def let_warnings_be_heard(config: MkDocsConfig) -> None:
    """Say warnings in a strict build even with `--quiet`: they stop it."""
    speaker = logging.getLogger(mkdocs_pages.log.name.partition(".")[0])
    if config.strict and not speaker.isEnabledFor(logging.WARNING):
        speaker.setLevel(logging.WARNING)


class SaidBefore(logging.Filter):
    """Keeps MkDocs from saying in its words what has been said of hand-written pages and the navigation."""

    def __init__(self, docs: str, problems: Iterable[Problem]) -> None:
        """`docs` is the folder of the pages, from the handbook's root."""
        super().__init__()
        heads = (
            (posixpath.relpath(each.place.path, docs), each.facts["target"])
            for each in problems
            if "target" in each.facts
        )
        self._heads = tuple(head for file, target in heads for head in _said(file, target))

    def filter(self, record: logging.LogRecord) -> bool:
        """Let a message through if it says something new."""
        return not record.getMessage().startswith(self._heads)

    def listen(self) -> None:
        """Begin, in the place of the one before."""
        for speaker in (mkdocs_pages.log, mkdocs_nav.log):
            for before in [each for each in speaker.filters if isinstance(each, SaidBefore)]:
                speaker.removeFilter(before)
            speaker.addFilter(self)


def _said(file: str, target: object) -> Iterator[str]:
    for what in ("a link", "an absolute link", "an unrecognized relative link"):
        yield f"Doc file '{file}' contains {what} '{target}',"
    yield f"A reference to '{target}' is included in the 'nav' "


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
