"""Pages at former addresses, which lead on to where a document is now; QR codes on paper live long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from ..phrases import phrases
from ..policy import STRICTEST, digest
from .page import Page
from .site import Site

_SCRIPT = (
    "location.replace(new URL(document.currentScript.dataset.to, location) + location.search + location.hash)"
)
"""Leads on with what stands behind the `#`; without it the page leads on by itself."""

_POLICY = STRICTEST.allowing({"script-src": [digest(_SCRIPT.encode())]}).element


def redirects(site: Site, pages: Iterable[Page], on_a_disk: bool = False) -> Iterator[tuple[str, str]]:
    """Give a page for every former address, by the file that it is published as."""
    to, by_uri = site.addresses, {page.path: page for page in pages}
    for old, new in site.former_pages.items():
        page, way = by_uri.get(new), to.way(old, new)
        if way.endswith("/") and on_a_disk:
            way += "index.html"
        title = page.title if page else to.below(new)
        yield to.place(old), _redirect(way, title, (page and page.language) or site.handbook.language)


def _redirect(way: str, title: str, language: str) -> str:
    words = phrases(language)
    sentence = escape(words.t("redirect.moved", title=title))
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n{_POLICY}\n'
        f"<title>{sentence}</title>\n"
        f'<link rel="canonical" href="{way}">\n<meta name="robots" content="noindex">\n'
        f'<script data-to="{way}">{_SCRIPT}</script>\n'
        f'<meta http-equiv="refresh" content="0; url={way}">\n</head>\n'
        f'<body><p><a href="{way}">{sentence}</a></p></body>\n</html>\n'
    )
