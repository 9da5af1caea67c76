"""One map of addresses: where each page and file is on the site, and the address that paper leads to."""

from __future__ import annotations

import ipaddress
import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, urlsplit

from .kinds import Document

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs makes a page of."""

OWN_NETWORK = (
    ".local",
    ".internal",
    ".intranet",
    ".lan",
    ".private",
    ".corp",
    ".home",
    ".home.arpa",
    ".test",
)
"""Ends of names that no public directory has (RFC 6762, appendix G; RFC 8375; RFC 6761)."""

Reach = Literal["everybody", "this network", "this machine"]


@dataclass(frozen=True, slots=True)
class Languages:
    """How a site in several languages tells the language of hand-written pages."""

    default: str = ""
    """The language that has no folder of its own on the site; empty: the site has one language."""
    others: tuple[str, ...] = ()
    in_folders: bool = False
    """Whether a page's language is its folder (`sv/about.md`), else its suffix (`about.sv.md`)."""

    def moved(self, uri: str) -> str:
        """Give the place that a hand-written file pretends to be at: `about.sv.md` is `sv/about.md`."""
        if not self.default:
            return uri
        if self.in_folders:
            return uri.removeprefix(f"{self.default}/")
        folder, name = posixpath.split(uri)
        stem, end = posixpath.splitext(name)
        stem, _, language = stem.rpartition(".")
        if not stem or language not in (self.default, *self.others):
            return uri
        return posixpath.join("" if language == self.default else language, folder, stem + end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where everything is. The host makes it, and everything that writes an address asks it.

    A *uri* is what a page or file pretends to be in the folder of hand-written pages: `phases/explore.md`,
    `print/a3/problem-a3.pdf`. Links in Markdown lead to uris; readers and paper get what is made of them.
    """

    base: str = ""
    """Public address of the site, with the version that it is published as; empty: paper shows no address."""
    directory_urls: bool = True
    """Whether this build writes `explore/index.html`, else `explore.html`."""
    public_directory_urls: bool | None = None
    """The same for the public site, where this build is a copy with other addresses."""
    at: str = ""
    """Folder of the site that everything generated lies in; empty: the site's root."""
    docs: str = "docs"
    """Folder of hand-written pages, from the handbook's root; it may lie above."""
    languages: Languages = field(default_factory=Languages)
    """How hand-written pages tell their language."""
    new_files: str = ""
    """Where the repository's web editor begins a file, with `{folder}`, `{name}` and `{text}`; or empty."""

    @property
    def home(self) -> str:
        """Give the uri of the handbook's first page."""
        return self.file("index.md")

    def document(self, document: Document, former: str = "") -> str:
        """Give the uri of a document's page, or of the page that it had under a former id."""
        own = self.file(f"{document.folder}/{former or document.id}.md")
        return f"{document.language}/{own}" if document.language else own

    def checklist(self, id_: str) -> str:
        """Give the uri of the page of a checklist, stand-alone or generated."""
        return self.file(f"checklists/{id_}.md")

    def page(self, name: str) -> str:
        """Give the uri of an overview (`phases`), a tool (`choose`), the sources or the glossary."""
        return self.file(f"{name}/index.md")

    def file(self, path: str) -> str:
        """Give the uri of something generated, such as a PDF, by its path where nothing else is."""
        return posixpath.join(self.at, path)

    def hand_written(self, path: str) -> str | None:
        """Give the uri of a file in the folder of hand-written pages; None for a file elsewhere."""
        return posixpath.relpath(path, self.docs) if path.startswith(f"{self.docs}/") else None

    def new_file(self, folder: str, name: str, text: str) -> str:
        """Give the address at which the web editor begins a file with a text; empty when nobody knows it."""
        facts = {"{folder}": quote(folder), "{name}": quote(name, safe=""), "{text}": quote(text, safe="")}
        address = self.new_files
        for sign, fact in facts.items():
            address = address.replace(sign, fact)
        return address

    def place(self, uri: str) -> str:
        """Give the file that this build writes for a uri: `phases/explore/index.html`."""
        return _place(uri, self.directory_urls)

    def below(self, uri: str) -> str:
        """Give the address below the site as this build publishes it: `phases/explore/`."""
        return _below(uri, self.directory_urls)

    def public(self, uri: str) -> str:
        """Give the public address of a uri, for paper and mail; empty when the site has none."""
        return f"{self.base.rstrip('/')}/{self.printed(uri)}" if self.base else ""

    def printed(self, uri: str) -> str:
        """Give the address below the public site, as paper has it."""
        own = self.public_directory_urls
        return _below(uri, self.directory_urls if own is None else own)

    def way(self, start: str, target: str) -> str:
        """Write the relative address that leads from one published page to another."""
        to = self.below(target)
        way = posixpath.relpath(f"/{to}", posixpath.dirname(f"/{self.below(start)}"))
        return f"{way}/" if not to or to.endswith("/") else way


def _place(uri: str, directory_urls: bool) -> str:
    folder, name = posixpath.split(uri)
    stem, end = posixpath.splitext(name)
    if end not in MARKDOWN:
        return uri
    # As MkDocs: what repositories show for a folder is the page of the folder.
    if stem in ("index", "README"):
        return posixpath.join(folder, "index.html")
    return posixpath.join(folder, f"{stem}/index.html" if directory_urls else f"{stem}.html")


@lru_cache(maxsize=65536)
def _below(uri: str, directory_urls: bool) -> str:
    place = _place(uri, directory_urls)
    if directory_urls and posixpath.basename(place) == "index.html":
        place = place.removesuffix("index.html")
    return quote(place)


@lru_cache(maxsize=65536)
def between(start: str, target: str) -> str:
    """Write the way from one uri to another, as links in Markdown have it."""
    return quote(posixpath.relpath(f"/{target}", f"/{posixpath.dirname(start)}"))


def reach(address: str) -> Reach:
    """Tell who can follow an address: everybody, those on this network, or this machine alone."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return "this machine"
    try:
        known = ipaddress.ip_address(host)
    except ValueError:
        if not host or host == "localhost" or host.endswith(".localhost"):
            return "this machine"
        return "this network" if "." not in host or host.endswith(OWN_NETWORK) else "everybody"
    if known.is_loopback or known.is_unspecified:
        return "this machine"
    return "this network" if known.is_private or known.is_link_local else "everybody"


def printed_base(own: str, site: str) -> str:
    """Choose the address that paper leads to.

    `own` stands in handbook.yml: it is printed on purpose, unless it leads to this machine only. `site` is
    the address of the site, which is printed when everybody can follow it.
    """
    if own:
        return own if reach(own) != "this machine" else ""
    return site if site and reach(site) == "everybody" else ""
