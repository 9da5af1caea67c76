"""The navigation: what the author placed stays, everything else appears in a sensible order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.utils import nest_paths

from ... import prose
from ...kinds import plural_of
from ...pages.all import Page
from ...pages.site import Site
from ...phrases import phrases
from .files import as_html
from .languages import is_ours

Nav = list[Any]


def placed(
    nav: Any, files: Files, pages: tuple[Page, ...], site: Site, site_name: str, in_sections: bool = False
) -> Nav:
    """Give the navigation with every page in it; below a folder of the site they are one section.

    `in_sections` leaves no generated page on its own at the top: sources and glossary stand with the tools.
    """
    own = _named(nav, files) if nav is not None else _of_docs(files)
    shown = [page for page in pages if page.in_nav]
    homes = ("index.md", site.addresses.home)
    sections: dict[str, list[str]] = {}
    for page in shown:
        alone = in_sections and not page.section and page.path not in homes
        sections.setdefault("tools" if alone else page.section, []).append(page.path)
    there = set(_paths(own))
    rest: Nav = []
    for folder, paths in sections.items():
        missing = [path for path in paths if path not in there]
        if folder and missing and paths[0] in there:
            own = _completed(own, paths[0], missing, _title(folder, site))
            missing = []
        rest += [{_title(folder, site): missing}] if folder and missing else missing
    rest.sort(key=lambda entry: 0 if entry in homes else 1 if isinstance(entry, dict) else 2)
    if not site.addresses.at or not rest:
        return [*own, *rest]
    top = [entry for entry in rest if entry == "index.md"]
    return [*own, *top, {_name(site, site_name): [entry for entry in rest if entry not in top]}]


def _name(site: Site, site_name: str) -> str:
    """Name the handbook within a site that holds more: by its own title if it has one."""
    title = prose.plain(site.handbook.identity.title or "")
    return (
        as_html(title) if title and title != site_name else phrases(site.handbook.language).t("nav.handbook")
    )


def _title(folder: str, site: Site) -> str:
    words = phrases(site.handbook.language)
    kind = next((kind for kind in site.handbook.kinds if kind.folder == folder), None)
    introduction = site.handbook.introductions.get(folder)
    if kind is None:
        return words.t(f"nav.{folder}")
    own = prose.plain(introduction.title) if introduction else ""
    return as_html(own) if own else plural_of(kind, words)


def _of_docs(files: Files) -> Nav:
    """Arrange the hand-written pages as MkDocs does."""
    pages: list[File] = sorted(
        (
            each
            for each in files.documentation_pages()
            if not is_ours(each) and each.inclusion.value >= InclusionLevel.UNDEFINED.value
        ),
        key=file_sort_key,
    )
    nested: Nav = nest_paths(page.src_uri for page in pages)  # type: ignore[no-untyped-call]
    return nested


def _paths(nav: Any) -> Iterator[str]:
    """Name every page that a navigation places."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping):
        for each in nav.values():
            yield from _paths(each)
    elif isinstance(nav, list):
        for each in nav:
            yield from _paths(each)


def _named(nav: Any, files: Files) -> Any:
    """Let `blueprint.md` mean `blueprint/index.md`."""
    if isinstance(nav, str):
        other = f"{nav.removesuffix('.md')}/index.md"
        lost = nav.endswith(".md") and files.get_file_from_path(nav) is None
        return other if lost and files.get_file_from_path(other) else nav
    if isinstance(nav, Mapping):
        return {title: _named(each, files) for title, each in nav.items()}
    return [_named(each, files) for each in nav] if isinstance(nav, list) else nav


def _completed(nav: Nav, index: str, missing: list[str], title: str) -> Nav:
    """Put the missing pages of a folder where the author placed its overview.

    A section that holds nothing else goes on; an overview among other pages becomes a section.
    """
    at = next((number for number, each in enumerate(nav) if _leaf(each) == index), None)
    if at is None:
        return [_within(entry, index, missing, title) for entry in nav]
    if len(nav) > 1 and all(_leaf(each).startswith(index.removesuffix("index.md")) for each in nav):
        return [*nav, *missing]
    named = next(iter(nav[at])) if isinstance(nav[at], Mapping) else title
    return [*nav[:at], {named: [index, *missing]}, *nav[at + 1 :]]


def _within(entry: Any, index: str, missing: list[str], title: str) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    return {
        name: _completed(each, index, missing, title) if isinstance(each, list) else each
        for name, each in entry.items()
    }


def _leaf(entry: Any) -> str:
    """Give the path of an entry that is a page, else nothing."""
    if isinstance(entry, Mapping) and len(entry) == 1:
        entry = next(iter(entry.values()))
    return entry if isinstance(entry, str) else ""
