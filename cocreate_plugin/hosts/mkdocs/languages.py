"""Sites in several languages by mkdocs-static-i18n, which builds once for each of them into one folder.

Pages of the handbook are written in one of these builds only, the one for their language: a later build would
put them into the frame of another. In the others they are known, so that links and navigation lead to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from ...addresses import Languages
from ...pages.all import Page

NAME = "i18n"
_PAGE = "cocreate_page"
"""An attribute of files; the theme's part with the edit button asks for it as well."""


def of_pages(config: MkDocsConfig) -> Languages:
    """Tell how hand-written pages tell their language."""
    plugin = _plugin(config)
    if plugin is None:
        return Languages()
    built = tuple(str(language) for language in plugin.build_languages)
    return Languages(default(config), built, plugin.config.docs_structure == "folder")


def in_several(config: MkDocsConfig) -> bool:
    """Tell whether the site is built in several languages."""
    return _plugin(config) is not None


def default(config: MkDocsConfig) -> str:
    """Give the language in which the site begins; empty when nothing builds in several."""
    return str(getattr(_plugin(config), "default_language", None) or "")


def current(config: MkDocsConfig) -> str:
    """Give the language for which this build is."""
    return str(getattr(_plugin(config), "current_language", None) or default(config))


def mark(file: File, page: Page) -> None:
    """Remember which page a file was generated from."""
    setattr(file, _PAGE, page)


def page_of(file: File) -> Page | None:
    """Give the page that a file was generated from; None for one that somebody wrote."""
    page: Page | None = getattr(file, _PAGE, None)
    return page


def is_ours(file: File) -> bool:
    """Tell whether a page was generated here."""
    return page_of(file) is not None


def is_written_now(file: File, config: MkDocsConfig, language: str) -> bool:
    """Tell whether this build writes a page; `language` is the handbook's."""
    page: Page | None = getattr(file, _PAGE, None)
    plugin = _plugin(config)
    if page is None or plugin is None:
        return True
    own = page.language or language
    return current(config) == (own if own in plugin.build_languages else default(config))


def arranged(pages: tuple[Page, ...], config: MkDocsConfig) -> tuple[Page, ...]:
    """Let the navigation of a language name the translations into it, each in its original's place."""
    return tuple(_arranged(pages, current(config)))


def _arranged(pages: tuple[Page, ...], language: str) -> Iterator[Page]:
    own = {
        page.path.removeprefix(f"{language}/"): page
        for page in pages
        if language and page.language == language
    }
    placed = own.keys() & {page.path for page in pages}
    for page in pages:
        if page.path in own:
            yield replace(own[page.path], in_nav=page.in_nav)
            yield replace(page, in_nav=False)
        elif page.language != language or page.path.removeprefix(f"{language}/") not in placed:
            yield page


def _plugin(config: MkDocsConfig) -> Any:
    return config.plugins.get(NAME)
