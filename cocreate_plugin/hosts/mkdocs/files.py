"""What is added to the site: pages, pictures, styles, data, redirects and PDFs."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from ...pages.all import Page
from ...pages.redirects import redirects
from ...pages.site import Site
from ...pdf.pictures import without_fonts
from ...site_assets import ASSETS, SHIPPED, delivered, made
from . import languages
from .paper import Paper
from .theme import DISK_SEARCH, OFFLINE, is_for_disk, keeps_offline


def add(files: Files, config: MkDocsConfig, site: Site, pages: Iterable[Page], paper: Paper) -> None:
    """Add everything that the handbook brings; a file that the author has put there stays."""
    for file in _all(config, site, tuple(pages), paper):
        if files.get_file_from_path(file.src_uri) is None:
            files.append(_with_path(file, site))


def _all(config: MkDocsConfig, site: Site, pages: tuple[Page, ...], paper: Paper) -> Iterator[File]:
    to = site.addresses
    for page in pages:
        yield page_file(config, site, page)
    sometimes = ((DISK_SEARCH, is_for_disk(config)), (OFFLINE, keeps_offline(config)))
    shipped = (*SHIPPED, *(name for name, is_wanted in sometimes if is_wanted))
    texts = {to.file(f"{ASSETS}/{name}"): delivered(name) for name in shipped} | made(site)
    for name, text in texts.items():
        yield File.generated(config, name, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
    content = Path(site.handbook.root, site.handbook.process)
    for name in sorted(site.handbook.files):
        yield _beside(config, to.file(name), content / name)
    # A PDF cannot lead on to another address: at its former one lies a copy.
    for address, sheet in (*((sheet.path, sheet) for sheet in site.sheets), *site.former_sheets.items()):
        file = paper.files.get(sheet.path)
        # While serving on demand an empty file keeps the place, so that links to it are known.
        yield (
            _copied(config, to.file(address), file)
            if file
            else File.generated(config, to.file(address), content=b"", inclusion=InclusionLevel.NOT_IN_NAV)
        )
    for name, html in redirects(site, pages, is_for_disk(config)):
        yield File.generated(config, name, content=html, inclusion=InclusionLevel.NOT_IN_NAV)


def page_file(config: MkDocsConfig, site: Site, page: Page) -> File:
    """Make the file of a page, with front matter for the theme and for other plugins."""
    inclusion = InclusionLevel.UNDEFINED if page.in_nav else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.path, content=front_matter(page) + page.markdown, inclusion=inclusion)
    if page.source:
        file.edit_uri = Path(os.path.relpath(site.handbook.root / page.source, config.docs_dir)).as_posix()
    languages.mark(file, page)
    _with_path(file, site, page.source)
    if page.section == "tools":
        # The theme makes the first page called `index` in a section the section's own page.
        file.dest_uri, file.url = file.dest_uri, file.url
        file.name = posixpath.basename(posixpath.dirname(page.path))
    return file


def _with_path(file: File, site: Site, path: str = "") -> File:
    """Let a file name the one that it is made from: other plugins ask that for its dates and authors."""
    if file.abs_src_path is None:
        file.abs_src_path = str(site.handbook.root / (path or site.newest))
    return file


def front_matter(page: Page) -> str:
    """Write what the theme and other plugins read of a page."""
    fields: dict[str, object] = {"title": as_html(page.title)}
    if page.description:
        fields["description"] = as_html(page.description)
    if page.tags:
        fields["tags"] = [as_html(tag) for tag in page.tags]
    if page.wide:
        fields["hide"] = ["toc"]
    # JSON is YAML, and needs no rules for quotation marks.
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def as_html(text: str) -> str:
    """Write a text as themes insert it: as it is, between tags and in attributes with double quotes."""
    return escape(text, quote=False).replace('"', "&quot;")


def _beside(config: MkDocsConfig, uri: str, path: Path) -> File:
    """Copy a file of the content; a drawing without the fonts that it would load when it is opened."""
    if path.suffix.lower() == ".svg":
        drawing = path.read_bytes()
        plain = without_fonts(drawing)
        if plain != drawing:
            return File.generated(config, uri, content=plain, inclusion=InclusionLevel.NOT_IN_NAV)
    return _copied(config, uri, path)


def _copied(config: MkDocsConfig, uri: str, path: Path) -> File:
    return File.generated(config, uri, abs_src_path=str(path), inclusion=InclusionLevel.NOT_IN_NAV)
