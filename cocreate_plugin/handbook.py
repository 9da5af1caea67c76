"""Documents → Handbook: order, references, back-links."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from .addresses import Addresses, printed_base
from .drawn import Drawing, Drawings
from .kinds import (
    A3,
    KINDS,
    Copies,
    Document,
    Entry,
    Identity,
    Listing,
    Role,
    Row,
    Step,
    Text,
    references,
    section_fields,
)
from .phrases import LAST_LETTERS
from .prose import Dialect, ToDraw
from .sources import DISK, Disk
from .sources.bibliography import BibEntry

D = TypeVar("D", bound=Document)

READ = (".md", ".yml", ".yaml", ".bib")
"""Ends of the files of the content that become something else."""
TEMPLATES = "templates"
"""A folder at the handbook's root with templates of its own."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary."""

    title: str
    id: str
    text: Text
    definitions: str = ""
    """Footnotes, reference links and abbreviations of the glossary."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """The text of an `index.md`, or of the glossary: its title and what stands below."""

    path: str
    title: str
    text: Text
    language: str = ""
    definitions: str = ""
    """Footnotes, reference links and abbreviations that its text uses and does not hold itself."""


@dataclass(frozen=True, slots=True)
class BackLink:
    """Some document names another in one of its fields."""

    source: Document
    field: str


@dataclass(frozen=True, kw_only=True)
class Handbook:
    """All documents, in order, linked both ways."""

    root: Path
    process: str = "process"
    """The folder of the content, below the root."""
    disk: Disk = DISK
    """What its files hold: what is on the disk, or not saved yet."""
    identity: Identity = field(default_factory=Identity)
    language: str = "en"
    kinds: tuple[type[Document], ...] = KINDS
    """Every kind that it may hold, in the order of the navigation."""
    documents: tuple[Document, ...] = ()
    """By kind in their order, then by `order`, then by title."""
    translations: tuple[Document, ...] = ()
    introductions: Mapping[str, Introduction] = field(default_factory=dict)
    """By folder."""
    glossary_introduction: Introduction | None = None
    glossary: tuple[Term, ...] = ()
    bibliography: Mapping[str, BibEntry] = field(default_factory=dict)
    back_links: Mapping[str, tuple[BackLink, ...]] = field(default_factory=dict)
    """By `folder/id` of the document that is named."""
    changed: Mapping[str, dt.date] = field(default_factory=dict)
    """The day of each file's last commit, by path."""
    files: frozenset[str] = frozenset()
    """Files beside the documents that are published, by their path below the content."""
    built: dt.date | None = None
    """The date of the build, where `SOURCE_DATE_EPOCH` gives one."""
    addresses: Addresses = field(default_factory=Addresses)
    """Where everything is on the site, and which address paper leads to."""
    dialect: Dialect = field(default_factory=Dialect)
    """What its Markdown knows beside what every document may use."""
    drawings: Drawings = field(default_factory=dict)
    """What its texts ask for and the owner of the site wants: as drawn, or why it is not."""

    def drawing(self, what: ToDraw) -> Drawing | None:
        """Give a drawing that there is."""
        drawing = self.drawings.get(what)
        return drawing if isinstance(drawing, Drawing) else None

    def of(self, kind: type[D]) -> tuple[D, ...]:
        """Give the documents of a kind, in order."""
        return tuple(self._by_kind.get(kind.kind, ()))

    def published(self, kind: type[D]) -> tuple[D, ...]:
        """Give the published documents of a kind, in order."""
        return tuple(document for document in self.of(kind) if document.publish)

    def kind(self, name: str) -> type[Document]:
        """Give the kind of a name such as `phase`."""
        return self._kinds[name]

    @cached_property
    def _kinds(self) -> Mapping[str, type[Document]]:
        return {kind.kind: kind for kind in self.kinds}

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Any]]:
        """Put the documents by kind: a large handbook looks them up very often."""
        by_kind: defaultdict[str, list[Document]] = defaultdict(list)
        for document in self.documents:
            by_kind[document.kind].append(document)
        return by_kind

    @cached_property
    def _by_id(self) -> Mapping[str, Mapping[str, Any]]:
        # Turned around, so that of two with one id the first is found.
        return {
            kind: {document.id: document for document in reversed(documents)}
            for kind, documents in self._by_kind.items()
        }

    def original_of(self, document: Document) -> Document | None:
        """Give the document that a translation translates; None for one that is none, or has lost it."""
        return self._by_id.get(document.kind, {}).get(document.id) if document.language else None

    @cached_property
    def _by_path(self) -> Mapping[str, Document]:
        return {document.path: document for document in reversed(self.documents)}

    def definitions_of(self, path: str) -> str:
        """Give the footnotes, reference links and abbreviations that the file at `path` defines."""
        if path == f"{self.process}/glossary.md" and self.glossary_introduction:
            return self.glossary_introduction.definitions
        document = self._by_path.get(path)
        return document.definitions if document else ""

    def find(self, kind: type[D], id_: str | None) -> D | None:
        """Give a document by id, or None."""
        return self._by_id.get(kind.kind, {}).get(id_) if id_ else None

    def found(self, kind: type[D], ids: Iterable[str]) -> tuple[D, ...]:
        """Give the documents of these ids, in their order."""
        by_id = self._by_id.get(kind.kind, {})
        return tuple(by_id[id_] for id_ in ids if id_ in by_id)

    def at(self, path: str) -> Document | None:
        """Give the document that a file holds; the path is from the root."""
        return self._by_path.get(path)

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        """Map the file that a renamed document was to the one that it is."""
        return {
            f"{posixpath.dirname(document.path)}/{former}.md": document.path
            for document in self.documents
            for former in document.formerly
        }

    @cached_property
    def former_pages(self) -> Mapping[str, str]:
        """Map the uri that the page of a renamed document had to the one that it has."""
        to = self.addresses
        shown = {document.ref: document for document in self.documents if document.publish}
        translated = (
            document for document in self.translations if document.publish and document.ref in shown
        )
        pages = {
            to.document(document, former): to.document(document)
            for document in (*shown.values(), *translated)
            for former in shown[document.ref].formerly
        }
        return {old: new for old, new in pages.items() if old not in pages.values()}

    def current(self, path: str) -> str:
        """Give the file that a path means today: a renamed document's, where the path is its former one."""
        moved = self._moved.get(path)
        return moved if moved and path not in self._by_path else path

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        """Map every file and folder of the content that has a page to its uri."""
        to, content = self.addresses, self.process
        originals = {document.ref: document for document in self.documents if document.publish}
        shown = (*originals.values(), *(document for document in self.translations if document.publish))
        known = {document.path: to.document(document) for document in shown if document.ref in originals}
        for folder in dict.fromkeys(
            (*(original.folder for original in originals.values()), *self.introductions)
        ):
            known[f"{content}/{folder}/index.md"] = known[f"{content}/{folder}"] = to.page(folder)
        known |= {own.path: to.page(folder) for folder, own in self.introductions.items()}
        known[f"{content}/glossary.md"] = to.page("glossary")
        known[f"{content}/sources.bib"] = to.page("sources")
        return known

    def uri_of(self, path: str) -> str | None:
        """Give the uri of the page or file that a file becomes, by its path from the root; None: of none."""
        path = self.current(path)
        if path in self._pages:
            return self._pages[path]
        if path.startswith(f"{self.process}/"):
            below = path.removeprefix(f"{self.process}/")
            return None if below.endswith(READ) else self.addresses.file(below)
        uri = self.addresses.hand_written(path)
        return self.former_pages.get(uri, uri) if uri else None

    def public(self, path: str) -> str:
        """Give the public address of what a file becomes; empty when it has none."""
        uri, to = self.uri_of(path), self.addresses
        if uri is None:
            return ""
        by_hand = not path.startswith(f"{self.process}/")
        return to.public(to.languages.moved(uri) if by_hand else uri)

    def naming(self, document: Document, kind: type[D], name: str | None = None) -> tuple[D, ...]:
        """Give the published documents of a kind that name this one (in a certain field), in order."""
        ids = {
            link.source.id
            for link in self.back_links.get(document.ref, ())
            if isinstance(link.source, kind) and name in (None, link.field)
        }
        return tuple(document for document in self.published(kind) if document.id in ids) if ids else ()

    def who(self, word: str | None) -> str:
        """Give the title of the role whose id this is; other words stay as they are."""
        role = self.find(Role, word)
        return role.title if role else word or ""

    def template_of(self, sheet: A3) -> A3 | None:
        """Give the template of a filled-in sheet; a template is its own."""
        return sheet if sheet.is_template else self.find(A3, sheet.template)


def handbook(
    documents: Iterable[Document], kinds: tuple[type[Document], ...] = KINDS, **rest: Any
) -> Handbook:
    """Put documents in order and link them both ways."""
    everything = tuple(documents)
    language = str(rest.get("language", "en"))
    at = {kind.kind: number for number, kind in enumerate(kinds)}
    ordered = tuple(
        sorted(
            (document for document in everything if not document.language),
            key=lambda document: (at[document.kind], *_position(document, language)),
        )
    )
    return Handbook(
        kinds=kinds,
        documents=ordered,
        translations=tuple(document for document in everything if document.language),
        back_links=_back_links(ordered, {kind.kind: kind.folder for kind in kinds}),
        **rest,
    )


def located(book: Handbook, addresses: Addresses) -> Handbook:
    """Give a handbook the addresses of a site; an address of its own in handbook.yml wins over the site's."""
    base = printed_base(book.identity.site_url or "", addresses.base)
    return replace(book, addresses=replace(addresses, base=base))


def named_in(document: Document) -> Iterator[tuple[str, str, str]]:
    """Name everything that a document refers to: field, kind and id."""
    for name, ref in references(type(document)).items():
        value = getattr(document, name)
        for named in (value,) if isinstance(value, str) else value or ():
            yield name, ref.kinds[0], named.id if isinstance(named, Copies) else named
    for name in section_fields(type(document)):
        value = getattr(document, name)
        if isinstance(value, Listing):
            for kind, id_ in _named_in_items(value):
                yield name, kind, id_


def _named_in_items(listing: Listing[Any]) -> Iterator[tuple[str, str]]:
    for entry in listing:
        if isinstance(entry, Entry):
            yield from (("role", role) for role in entry.who)
        elif isinstance(entry, Step):
            yield from (("role", role) for lane in entry.lanes for role in lane.entry.who)
        elif isinstance(entry, Row):
            yield from (("role", role) for role in entry.lead)
            if entry.model:
                yield "dialogue-model", entry.model
        elif hasattr(entry, "criterion"):
            yield "success-factor", entry.criterion


def _back_links(
    documents: tuple[Document, ...], folders: Mapping[str, str]
) -> dict[str, tuple[BackLink, ...]]:
    known = {document.ref for document in documents}
    links_to: defaultdict[str, dict[tuple[str, str], BackLink]] = defaultdict(dict)
    for document in documents:
        for name, kind, id_ in named_in(document):
            ref = f"{folders[kind]}/{id_}"
            if ref in known:
                links_to[ref].setdefault((document.ref, name), BackLink(document, name))
    return {ref: tuple(links.values()) for ref, links in links_to.items()}


def alphabetical(title: str, language: str) -> tuple[Any, ...]:
    """Give the key that sorts titles as readers of a language look them up, and `10` after `9`."""
    folded = title.casefold()
    last = LAST_LETTERS.get(language.split("-")[0], "")
    plain = "".join(
        f"\uffff{last.index(sign)}" if sign in last else unicodedata.normalize("NFKD", sign)[0]
        for sign in unicodedata.normalize("NFC", folded)
    )
    return _natural(plain), folded


def _position(document: Document, language: str) -> tuple[Any, ...]:
    order = (0, document.order) if document.order is not None else (1, 0)
    return order, alphabetical(document.title, language), document.id


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (1, int(part), "") if part.isdigit() else (0, 0, part) for part in re.split("([0-9]{1,15})", text)
    )
