"""What hand-written pages say, held against the site: links, anchors, sources, pictures, and what acts."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from .. import prose
from ..addresses import MARKDOWN
from ..load import Loaded
from ..policy import DIRECTIVES, STRICTEST, extra_sources
from ..problems import Level, Place, Problem, closest, problem
from ..prose.targets import local_target
from ..rules import Adviser, lost, unknown_bib_key
from ..sources.conflicts import one_side
from ..sources.guard import guarded
from ..sources.limits import tangled, too_deep
from ..sources.structure import structure
from ..sources.tolerant_yaml import Named, word
from .hand_written import files_of
from .included import Included
from .settings import Settings

_FRONT = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.S | re.M)
_LANGUAGE = re.compile(r"\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\.\w+$")
_MARKUP = re.compile(r"!\[|<[A-Za-z]|script:|data:", re.I)
_ELSEWHERE = re.compile(r"--8<--|\{%|\{\{|^:::", re.M)
"""Signs of text that is put in while a page is built: which headings it has, nobody knows before."""


@dataclass(frozen=True)
class HandWritten:
    """The hand-written pages of a handbook, and the site that they are part of."""

    loaded: Loaded
    settings: Settings
    made: Collection[str]
    """Uris of everything that is generated."""
    anchors: Mapping[str, Collection[str]] = field(default_factory=dict)
    """What one can link to on generated pages, by their uri, as far as it is known."""

    @cached_property
    def docs(self) -> str:
        """Name the folder of hand-written pages from the handbook's root."""
        return self.loaded.handbook.addresses.docs

    @cached_property
    def names(self) -> Mapping[str, None]:
        """Name the files that are published, in order."""
        return dict.fromkeys(files_of(self.loaded.handbook, self.settings.is_left_out))

    def problems(self) -> Iterator[Problem]:
        """Say what is wrong with the text of each page, and with the navigation."""
        texts: dict[str, str] = {}
        # Without any document every link to one is lost, and another problem says why.
        for name in self.names if self.loaded.handbook.documents else ():
            if name.endswith(MARKDOWN) and (text := self._text(name)):
                path = f"{self.docs}/{name}"
                of_page: list[Problem] = []
                with guarded(path, of_page):
                    # MkDocs itself would be busy for ever with such a page.
                    endless = tangled(text, path) or too_deep(structure(text).tokens, path, 1)
                    of_page += (endless,) if endless else self._of(text, name)
                    texts |= {} if endless else {path: text}
                yield from of_page
        if self.loaded.handbook.documents:
            said = {(each.code, each.place) for each in self.loaded.problems}
            found = Included(self.loaded.handbook, self.settings).problems(texts)
            yield from (each for each in found if (each.code, each.place) not in said)
            yield from self._lost_in_navigation()

    def _of(self, text: str, name: str) -> Iterator[Problem]:
        """Say what is wrong with the text of one page."""
        path = f"{self.docs}/{name}"
        yield from one_side(text, path)[1]
        yield from self._unknown_sources(text, path)
        yield from self._refused(text, path)
        for link in prose.links(text):
            yield from self._lost(link, name, Place(path, link.line, link.column))
        # Where the handbook is a guest, other pages have authors of their own.
        if self.loaded.advise and not self.loaded.handbook.addresses.at:
            translated = _LANGUAGE.search(name)
            language = translated[1] if translated else self.loaded.handbook.language
            yield from self._adviser.on_page(text, path, language)

    @cached_property
    def _adviser(self) -> Adviser:
        return Adviser.of(self.loaded.handbook, self.loaded.advise)

    def _text(self, name: str) -> str:
        """Read a page, with empty lines in place of its front matter."""
        try:
            book = self.loaded.handbook
            text = book.disk.text(Path(book.root, self.docs, name))
        except OSError:  # a link to nothing: MkDocs has its say
            return ""
        return _FRONT.sub(lambda match: "\n" * match[0].count("\n"), text, count=1)

    def _unknown_sources(self, text: str, path: str) -> Iterator[Problem]:
        book = self.loaded.handbook
        for citation in prose.citations(text) if "@" in text else ():
            if citation.key not in book.bibliography and not self._is_unread(citation.key):
                yield unknown_bib_key(book, citation.key, Place(path, citation.line, citation.column))

    def _is_unread(self, key: str) -> bool:
        """Tell whether a source is there and its entry cannot be read, which has been said."""
        book = self.loaded.handbook
        unread = [each.place.path for each in self.loaded.problems if each.code == "bad-bibliography"]
        entry = re.compile(rf"@\w+\s*\{{\s*{re.escape(key)}\b")
        return any(entry.search(book.disk.text(book.root / path)) for path in {*unread})

    def _refused(self, text: str, path: str) -> Iterator[Problem]:
        """Say what acts, loads from elsewhere or has no words; in a guest's house it is a note."""
        weight = Level.NOTE if self.loaded.handbook.addresses.at else Level.WARNING
        for each in prose.refusals(text, cleaned=False) if _MARKUP.search(text) else ():
            if not self._is_allowed(each):
                found = problem(each.code, Place(path, each.line, each.column), what=each.what)
                yield replace(found, weight=weight)

    def _is_allowed(self, each: prose.UnsafeHtml) -> bool:
        """Tell whether the settings see to it, or allow it: then browsers and the build judge the address."""
        more = extra_sources(self.settings.options.get("content_security_policy"))
        if each.code == "remote-image":
            privacy = "privacy" in self.settings.plugins
            return privacy or STRICTEST.allowing(more).allows("img-src", each.what)
        return bool(more.get(DIRECTIVES.get(each.what.strip("<>"), "")))

    def _lost(self, link: prose.Link, name: str, place: Place) -> Iterator[Problem]:
        """Say that a link of a page leads nowhere, or by a former name."""
        book, target = self.loaded.handbook, link.target
        if self.settings.makes_pages and _ELSEWHERE.search(target):
            return
        local = local_target(book.root, place.path, target)
        if local is not None and local.startswith(f"{book.process}/"):
            yield from lost(book, link, place, self.loaded.anchors)
        elif target.startswith("/") and not target.startswith("//"):
            yield from self._weighed(
                problem("broken-link", place, target=target), "links", "absolute_links", Level.NOTE
            )
        elif local is not None or target.startswith("#"):
            uri = name if local is None else book.addresses.hand_written(local) or f"../{local}"
            fragment = unquote(target.partition("#")[2])
            if not self._is_there(uri):
                yield from self._missing(uri, name, target, place)
            elif fragment and not link.image:
                yield from self._unanchored(uri, fragment, target, place)

    def _missing(self, uri: str, name: str, target: str, place: Place) -> Iterator[Problem]:
        """Say that nothing is published at a uri; what other plugins make is known to MkDocs alone."""
        start = posixpath.dirname(name) or "."
        if now := self.loaded.handbook.former_pages.get(uri):
            yield problem("former-id", place, id=target, now=posixpath.relpath(now, start))
        elif not self.settings.makes_pages or uri.startswith("../"):
            near = self._near(uri)
            suggestion = posixpath.relpath(near, start) if near else None
            found = problem("broken-link", place, target=target, suggestion=suggestion)
            if posixpath.splitext(uri)[1]:
                yield from self._weighed(found, "links", "not_found", left_out=self._is_left_out(uri))
            else:
                yield from self._weighed(found, "links", "unrecognized_links", Level.NOTE)

    def _unanchored(self, uri: str, fragment: str, target: str, place: Place) -> Iterator[Problem]:
        """Say that a page has no such anchor."""
        known = self._anchors(uri)
        if known is not None and fragment not in known:
            close = closest(fragment.casefold(), frozenset(known))
            near = f"{target.partition('#')[0]}#{close}" if close else None
            found = problem("broken-anchor", place, target=target, suggestion=near)
            # Of pages that have nothing to do with the handbook, MkDocs makes as little by itself.
            own = Level.NOTE if uri in self.names else Level.WARNING
            yield from self._weighed(found, "links", "anchors", own)

    def _weighed(
        self,
        found: Problem,
        part: str,
        rule: str,
        default: Level = Level.WARNING,
        left_out: bool = False,
    ) -> Iterator[Problem]:
        """Give a problem the weight that `validation` says; what is left out on purpose is a note at most."""
        weight = self.settings.told(part, rule, default)
        if weight:
            yield replace(found, weight=Level.NOTE if left_out else weight)

    def _is_left_out(self, uri: str) -> bool:
        return Path(self.loaded.handbook.root, self.docs, uri).is_file()

    def _near(self, uri: str) -> str | None:
        """Propose what a lost uri may mean: the one of its name elsewhere, else one that is written alike."""
        named = [each for each in self._published if posixpath.basename(each) == posixpath.basename(uri)]
        if len(named) == 1:
            return named[0]
        return closest(uri, sorted(self._published), 0.8)

    def _is_there(self, uri: str) -> bool:
        """Tell whether a uri is published, in any language of the site."""
        return any(each in self._published for each in self._in_languages(uri))

    @cached_property
    def _published(self) -> frozenset[str]:
        return frozenset((*self.names, *self.made))

    def _in_languages(self, uri: str) -> Iterator[str]:
        """Give the uris that a link may mean in a site of several languages."""
        to = self.loaded.handbook.addresses.languages
        yield uri
        for language in (to.default, *to.others) if to.default else ():
            stem, end = posixpath.splitext(uri)
            yield f"{stem}.{language}{end}"
            below = uri.removeprefix(f"{language}/")
            yield from (below, f"{to.default}/{below}")

    def _anchors(self, uri: str) -> Collection[str] | None:
        """Give what one can link to on a page; None when nobody knows."""
        if uri not in self.names or not uri.endswith(MARKDOWN):
            return self.anchors.get(uri)
        if uri not in self._read:
            text = self._text(uri)
            read = None if _ELSEWHERE.search(text) else self._reader
            self._read[uri] = read and prose.ids(read(text))
        return self._read[uri]

    @cached_property
    def _read(self) -> dict[str, Collection[str] | None]:
        return {}

    @cached_property
    def _reader(self) -> Callable[[str], str] | None:
        """Give what reads a page as mkdocs.yml says; None: its headings get ids that nobody here can tell."""
        names = {
            name.removeprefix("markdown.extensions."): each for name, each in self.settings.markdown.items()
        }
        options = names.get("toc")
        toc = dict(options) if isinstance(options, Mapping) else {}
        way = toc.get("slugify", Named("markdown.extensions.toc.slugify"))
        if not isinstance(way, Named):
            return None
        return prose.heading_reader(
            names, way.name, word(way.options.get("case")), word(toc.get("separator"))
        )

    def _lost_in_navigation(self) -> Iterator[Problem]:
        """Say which entries of the navigation name no page; those of other plugins are theirs."""
        book = self.loaded.handbook
        file = Path(book.root, self.settings.file)
        lines = book.disk.text(file).split("\n") if file.is_file() else []
        for entry in dict.fromkeys(_entries(self.settings.nav)):
            overview = f"{entry.removesuffix('.md')}/index.md"
            elsewhere = entry.startswith("/") or "*" in entry or bool(urlsplit(entry).scheme)
            placed = self.settings.places_pages and not entry.endswith(MARKDOWN)
            if not (elsewhere or placed or self.settings.makes_pages or self._is_there(entry)):
                if entry.endswith(".md") and overview in self._published:
                    continue
                place = _place(lines, entry, self.settings.file)
                found = problem("broken-link", place, target=entry, suggestion=self._near(entry))
                yield from self._weighed(found, "nav", "not_found", left_out=self._is_left_out(entry))


def _entries(nav: Any) -> Iterator[str]:
    """Give every address that a navigation names."""
    if isinstance(nav, str):
        yield nav
    for each in nav.values() if isinstance(nav, Mapping) else nav if isinstance(nav, list) else ():
        yield from _entries(each)


def _place(lines: list[str], entry: str, file: str) -> Place:
    """Find an entry of the navigation in the settings."""
    whole = re.compile(rf"(?<![\w./-]){re.escape(entry)}(?![\w./-])")
    begun = False
    for number, line in enumerate(lines, 1):
        begun = begun or line.startswith("nav:")
        if begun and (match := whole.search(line)):
            return Place(file, number, match.start() + 1)
    return Place(file)
