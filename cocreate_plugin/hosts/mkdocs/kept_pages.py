"""Pages that were read before: what MkDocs made of their Markdown, kept by all that it was made from.

Turning Markdown into HTML is the dearest step of a build, and between two builds most pages stay the same.
What is kept is what the reader alone gives: what other plugins do to the Markdown before, and to the HTML
after, is done in every build. A page is read anew when anything is in play that cannot be told: an extension
of another plugin, a function of the author's own, or files that an extension takes in.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ... import prose
from ...pages.judged import Harmless
from ...pdf.cache import note_use, thrown_away
from ...pdf.files import read_plain, write_whole
from . import languages

FOLDER = "pages"
"""Folder of the cache that they are kept in."""

JUDGED = "harmless"
"""File in it that names pages and sheets of which the cleaner takes nothing."""

MOST = 20_000_000
"""Bytes of the largest file that is read."""

LIBRARIES = ("markdown", "mkdocs", "properdocs", "mkdocs-material", "pygments", "pymdown-extensions")
"""What makes HTML of Markdown, beside this package."""

PURE = frozenset(
    """
    abbr admonition attr_list codehilite def_list extra fenced_code footnotes legacy_attrs legacy_em
    md_in_html meta nl2br sane_lists smarty tables toc wikilinks pymdownx.arithmatex pymdownx.betterem
    pymdownx.blocks.admonition pymdownx.blocks.caption pymdownx.blocks.definition pymdownx.blocks.details
    pymdownx.blocks.html pymdownx.blocks.tab pymdownx.caret pymdownx.critic pymdownx.details pymdownx.emoji
    pymdownx.escapeall pymdownx.extra pymdownx.fancylists pymdownx.highlight pymdownx.inlinehilite
    pymdownx.keys pymdownx.magiclink pymdownx.mark pymdownx.progressbar pymdownx.quotes pymdownx.saneheaders
    pymdownx.smartsymbols pymdownx.snippets pymdownx.striphtml pymdownx.superfences pymdownx.tabbed
    pymdownx.tasklist pymdownx.tilde
    """.split()
)
"""Extensions that make of one text with one setting the same each time, and do nothing else."""

_TRUSTED = ("cocreate_plugin", "markdown", "material", "pymdownx")
"""Packages whose functions may stand in settings."""

_SNIPPET = "-8<-"


class UntoldError(Exception):
    """Something is in play of which nobody can say whether it is the same as last time."""


class KeptPages:
    """Pages as they were read before, in a folder; without the folder every page is read."""

    def __init__(self, cache_folder: Path) -> None:
        """Open the folder below the one of the cache; it is made on first need."""
        self._folder = cache_folder / FOLDER
        self._harmless: dict[str, str] = {}

    def watch(self, page: Page) -> None:
        """Let a page be read only if what it is made from is new; subclasses of plugins read as they do."""
        if type(page) is Page:
            page.render = partial(self._render, page)  # type: ignore[method-assign]

    def is_harmless(self, page: Page, html: str) -> bool:
        """Tell whether this HTML of one of our pages is known to hold nothing that is taken out."""
        return self._harmless.get(page.file.src_uri) == html

    @contextmanager
    def judging(self, extensions: Any, settings: Any) -> Iterator[Harmless]:
        """Give what is known to be harmless where pages are read so, and keep what is known afterwards."""
        path = self._folder / JUDGED
        known: frozenset[str] = frozenset()
        with suppress(OSError, ValueError):
            known = frozenset(read_plain(path, MOST).decode().split())
        harmless = Harmless(reading_in_words(extensions, settings), known)
        yield harmless
        # Builds for other languages know others; what nobody meets any more goes when it is too much.
        all_of_them = harmless.still if len(known) > 20 * len(harmless.still) else known | harmless.still
        if all_of_them != known:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                write_whole(path, "\n".join(sorted(all_of_them)).encode())

    def end(self) -> None:
        """Forget what this build knew, and throw away what nobody needed for long."""
        self._harmless.clear()
        thrown_away(self._folder)

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Give what was kept, else read the page, and keep what came of it if nothing was said on the way."""
        name = _name(page, config)
        kept = self._look_up(name, files) if name else None
        if kept is None:
            asked = _Asked(files)
            with _said() as said:
                Page.render(page, config, asked)  # type: ignore[arg-type]
            if name is None or said or page.content is None:
                return
            kept = _record(page, asked)
            self._keep(name, kept)
        else:
            _give(page, kept, files)
        if kept["harmless"]:
            self._harmless[page.file.src_uri] = kept["content"]

    def _look_up(self, name: str, files: Files) -> Mapping[str, Any] | None:
        """Give what is kept under a name; what was changed, or leads elsewhere now, counts as unknown."""
        path = self._folder / name
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            note_use(path)
            seal, _, text = read_plain(path, MOST).partition(b"\n")
            if seal.decode() != _sealed(name, text):
                return None
            kept: Mapping[str, Any] = json.loads(text)
            same = all(_led(files, uri) == url for uri, url in kept["led"].items())
            return kept if same else None
        return None

    def _keep(self, name: str, kept: Mapping[str, Any]) -> None:
        text = json.dumps(kept, ensure_ascii=False).encode("utf-8", "surrogatepass")
        with suppress(OSError):  # a build goes on without
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / name, _sealed(name, text).encode() + b"\n" + text)


class _Asked:
    """The files of a site, which remember where links led."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.led: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Give a file, and remember its address, or that there is none."""
        self.led[path] = _led(self._files, path)
        return self._files.get_file_from_path(path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._files, name)


def _led(files: Files, path: str) -> str | None:
    file = files.get_file_from_path(path)
    return None if file is None else f"{file.inclusion.name} {file.url}"


def _name(page: Page, config: MkDocsConfig) -> str | None:
    """Hash all that a page is made from; None when that cannot be told."""
    text = page.markdown or ""
    try:
        told = [
            edition_of_reading(),
            reading(config.markdown_extensions, config.mdx_configs, text),
            [page.file.src_uri, page.file.url, page.file.inclusion.name, languages.is_ours(page.file)],
            [bool(config.use_directory_urls), str(config.validation.links)],
            logging.getLogger("mkdocs.structure.pages").getEffectiveLevel(),
            text,
        ]
    except UntoldError:
        return None
    return sha256(json.dumps(told).encode()).hexdigest()[:40]


def reading_in_words(extensions: Any, settings: Any) -> str:
    """Write down how Markdown is read; empty when something is in play that cannot be told."""
    try:
        # A page that takes in a file is made from more than its own Markdown.
        return json.dumps([edition_of_reading(), reading(extensions, settings, _SNIPPET)])
    except UntoldError:
        return ""


def reading(extensions: Any, settings: Any, text: str) -> list[Any]:
    """Tell the extensions that read a text, and their settings."""
    names = [_extension(each) for each in extensions]
    for name in names:
        given = (settings or {}).get(name) or {}
        takes_in = name == "pymdownx.snippets" and (_SNIPPET in text or given.get("auto_append"))
        if takes_in or (given.get("options") or {}).get("custom_icons"):
            raise UntoldError
    return [names, {name: plain((settings or {}).get(name) or {}) for name in names}]


def _extension(extension: Any) -> str:
    if isinstance(extension, prose.Reading):
        return "cocreate"
    name = str(extension).partition(":")[0].removeprefix("markdown.extensions.")
    if not isinstance(extension, str) or name not in PURE:
        raise UntoldError
    return extension


def plain(value: Any) -> Any:
    """Write a setting as words and numbers; a function by its name, if it is of a package that we know."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in sorted(value.items(), key=str)}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, partial):
        return [plain(value.func), plain(value.args), plain(value.keywords)]
    where, called = getattr(value, "__module__", ""), getattr(value, "__qualname__", "<")
    if not isinstance(where, str) or where.partition(".")[0] not in _TRUSTED or "<" in called:
        raise UntoldError
    return f"{where}:{called}"


@cache
def edition_of_reading() -> str:
    """Hash what makes HTML of Markdown: the part of this package that does, and the libraries."""
    seen = sha256()
    for path in (*sorted(Path(prose.__file__).parent.glob("*.py")), Path(__file__)):
        seen.update(path.read_bytes())
    for library in LIBRARIES:
        with suppress(PackageNotFoundError):
            seen.update(f"{library} {version(library)}\n".encode())
    return seen.hexdigest()


def _sealed(name: str, text: bytes) -> str:
    return sha256(name.encode() + text).hexdigest()


def _record(page: Page, asked: _Asked) -> dict[str, Any]:
    content = page.content or ""
    return {
        "content": content,
        "toc": [_entry(each) for each in page.toc],
        "title": page._title_from_render,
        "ids": sorted(page.present_anchor_ids or ()),
        "links": None
        if page.links_to_anchors is None
        else {file.src_uri: dict(links) for file, links in page.links_to_anchors.items()},
        "led": asked.led,
        "harmless": languages.is_ours(page.file) and not prose.changes(content),
    }


def _entry(entry: AnchorLink) -> list[Any]:
    return [entry.title, entry.id, entry.level, [_entry(each) for each in entry.children]]


def _anchor(told: list[Any]) -> AnchorLink:
    title, name, level, children = told
    entry = AnchorLink(title, name, level)
    entry.children = [_anchor(each) for each in children]
    return entry


def _give(page: Page, kept: Mapping[str, Any], files: Files) -> None:
    """Give a page what its reading gave."""
    page.content = kept["content"]
    entries = [_anchor(each) for each in kept["toc"]]
    if entries:
        entries[0].active = True  # type: ignore[attr-defined]
    page.toc = TableOfContents(entries)
    page._title_from_render = kept["title"]
    page.present_anchor_ids = set(kept["ids"])
    if kept["links"] is not None:
        found = ((files.get_file_from_path(uri), links) for uri, links in kept["links"].items())
        page.links_to_anchors = {file: links for file, links in found if file is not None}


@contextmanager
def _said() -> Iterator[list[str]]:
    """Hear what is logged meanwhile, by whomever: it would not be said again of a page that is kept."""
    heard: list[str] = []
    ear = logging.Handler()
    ear.emit = lambda record: heard.append(record.name)  # type: ignore[method-assign]
    loggers = [logging.getLogger(), logging.getLogger("mkdocs")]
    for logger in loggers:
        logger.addHandler(ear)
    try:
        yield heard
    finally:
        for logger in loggers:
            logger.removeHandler(ear)
