"""Judged is what is published: pages as the site reads them, and sheets, held against the safe list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from itertools import chain

from .. import prose
from ..problems import Place, Problem, in_order, problem
from ..sheets.html import key, set_texts
from ..sheets.remarks import remarks
from ..sheets.sheet import Sheet
from ..sheets.texts import words
from ..sources.guard import Budget, OutOfTime, guarded
from ..templating import BrokenTemplate, broken
from .all import one_by_one
from .page import Page
from .site import Site


@dataclass
class Anchors(Mapping[str, frozenset[str]]):
    """The ids of each page, by its uri; a page is read when somebody asks for its ids."""

    read: Callable[[str], str]
    unread: dict[str, bytes] = field(default_factory=dict)
    """The Markdown of pages, as UTF-8: as text, one dash doubles the memory of a page."""
    known: dict[str, frozenset[str]] = field(default_factory=dict)

    def __getitem__(self, uri: str) -> frozenset[str]:
        """Give the ids of a page."""
        if uri not in self.known:
            self.known[uri] = prose.ids(self.read(self.unread[uri].decode()))
        return self.known[uri]

    def __iter__(self) -> Iterator[str]:
        """Name the pages."""
        return iter(self.unread | self.known)

    def __len__(self) -> int:
        """Count the pages."""
        return len(self.unread | self.known)


@dataclass(slots=True)
class Harmless:
    """What was judged before and holds nothing that is taken out, as hashes of all that it is made from."""

    reader: str = ""
    """How pages are read, in words; empty when that cannot be told, and then no page is remembered."""
    known: frozenset[str] = frozenset()
    still: set[str] = field(default_factory=set)
    """What this run came across."""

    def has(self, name: str) -> bool:
        """Tell whether something is known to be harmless, and remember that it is still there."""
        if name in self.known:
            self.still.add(name)
        return name in self.still

    def of_page(self, page: Page) -> str:
        """Name a page by what it is made from."""
        return sha256(f"{self.reader}\n{page.markdown}".encode()).hexdigest()[:40] if self.reader else ""

    def of_sheet(self, sheet: Sheet, site: Site) -> str:
        """Name a sheet by what it is made from."""
        return sha256(f"sheet\n{key(sheet, site.handbook.root)}".encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Judged:
    """What must not be published of some pages, and what one can link to on each."""

    problems: tuple[Problem, ...] = ()
    anchors: Mapping[str, frozenset[str]] = field(default_factory=dict)


def tried(site: Site, homes: Iterable[str] = (), budget: Budget | None = None) -> Judged:
    """Judge the pages that this package alone makes of a handbook."""
    try:
        return judged(site, one_by_one(site, homes), _reader(), budget)
    except BrokenTemplate as error:
        return Judged((error.problem,))


@lru_cache(maxsize=1)
def _reader() -> Callable[[str], str]:
    """Give a reader of our pages that remembers what it read: in the next check most pages are the same."""
    return lru_cache(maxsize=1024)(prose.page_reader())


def judged(
    site: Site,
    written: Iterable[Page],
    read: Callable[[str], str],
    budget: Budget | None = None,
    harmless: Harmless | None = None,
) -> Judged:
    """Judge some pages; `read` makes HTML of Markdown as the site does, `harmless` is known from before.

    The texts of documents have been judged one by one; here it shows what becomes of them next to others, and
    on paper. A page that is safe by its Markdown is not read; what an extension of another plugin makes of
    it is judged when the host has read it.
    """
    found: list[Problem] = []
    anchors = Anchors(read)
    budget = budget or Budget()
    harmless = harmless or Harmless()
    for page in written:
        if budget.spent(page.source or page.path):
            continue
        if prose.is_evidently_safe(page.markdown) or harmless.has(harmless.of_page(page)):
            anchors.unread[page.path] = page.markdown.encode()
            continue
        with guarded(page.source or site.handbook.process, found):
            html = read(page.markdown)
            anchors.known[page.path] = prose.ids(html)
            problems = tuple(refused(site, page.source, html))
            if not problems and (name := harmless.of_page(page)):
                harmless.still.add(name)
            found += problems
    found += on_paper(site, budget, harmless)
    found += remarks(site.sheets)
    return Judged(in_order((*found, *budget.problems(site.handbook.process))), anchors)


def refused(site: Site, source: str, html: str) -> Iterator[Problem]:
    """Yield what the cleaner takes out of a page that is mostly made of one file."""
    for what, clue in prose.changes(html):
        yield problem("unsafe-html", _place(site, source, clue), what=what)


def on_paper(site: Site, budget: Budget, harmless: Harmless | None = None) -> tuple[Problem, ...]:
    """Say once of each text what the cleaner takes out of it where it is printed."""
    found: list[Problem] = []
    harmless = harmless or Harmless()
    for sheet in chain.from_iterable((sheet, *sheet.parts) for sheet in site.sheets):
        if not any(prose.may_change(word) for word in words((sheet.frame, sheet.data))):
            continue
        if budget.spent(sheet.path):
            continue
        with guarded(sheet.path, found):
            if harmless.has(name := harmless.of_sheet(sheet, site)):
                continue
            problems = tuple(_on_sheet(site, sheet))
            if not problems:
                harmless.still.add(name)
            found += problems
    return tuple({(each.code, each.place, each.facts.get("what")): each for each in found}.values())


def _on_sheet(site: Site, sheet: Sheet) -> Iterator[Problem]:
    try:
        texts = set_texts(sheet, site.handbook.root)
    except (RecursionError, OutOfTime):
        raise
    except Exception as error:  # anything can happen in a template of one's own
        yield broken(error, site.handbook.root).problem
        return
    for text in texts:
        for what, clue in prose.changes_on_paper(
            text.markdown, text.definitions, text.line, sheet.frame.dialect
        ):
            place = text.place if text.place and text.place.path else _place(site, "", clue)
            yield problem("unsafe-html", place, what=what)


def _place(site: Site, source: str, clue: str) -> Place:
    """Find the first file that has a clue, beginning with the page's own."""
    book = site.handbook
    around = [f"{book.process}/{name}" for name in ("glossary.md", "sources.bib", "handbook.yml")]
    documents = [document.path for document in (*book.documents, *book.translations)]
    documents += [introduction.path for introduction in book.introductions.values()]
    for path in filter(None, (source, *documents, *around)):
        text = site.text_at(path).lower()
        at = text.find(clue.lower())
        if at >= 0:
            return Place(path, *prose.place_of(text, at))
    return Place(source or book.process)
