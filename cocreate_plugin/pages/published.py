"""The register of what an edition published, and what of an earlier one is gone; paper leads there."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from ..kinds import Document, Listing
from ..problems import Place, Problem, problem
from ..sources import printable
from .site import Site

FILE = "published.json"
FORMAT = 1
"""Raised when an earlier program could not read the register."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A document, a list or another page: what it is made from, and what of it may be printed somewhere."""

    file: str
    """The file that one edits to change it, from the handbook's root."""
    addresses: tuple[str, ...] = ()
    """Where its pages and PDFs are, and where they were before, below the public site."""
    items: tuple[str, ...] = ()
    """Permanent ids of its tasks and statements."""


Register = Mapping[str, Subject]
"""By `folder/id` of a document or a list, or the name of a page, such as `matrix`."""


def register(site: Site) -> Register:
    """Give everything that a site publishes under an address of its own."""
    items = {document.ref: tuple(_items(document)) for document in site.documents}
    addresses: dict[str, list[str]] = {}
    files: dict[str, str] = {}
    for subject, file, address in _published(site):
        addresses.setdefault(subject, []).append(address)
        files.setdefault(subject, file)
    return {
        subject: Subject(files[subject], tuple(sorted(found)), items.get(subject, ()))
        for subject, found in sorted(addresses.items())
    }


def _published(site: Site) -> Iterator[tuple[str, str, str]]:
    """Name every address: whose it is, the file that this is made from, and the address."""
    to = site.addresses
    refs = {to.document(document): document.ref for document in (*site.documents, *site.translations)}
    files: dict[str, str] = {}
    for uri, file in site.origins.items():
        now = site.former_pages.get(uri, uri)
        name = posixpath.relpath(now, to.at or ".").removesuffix(".md").removesuffix("/index")
        subject = refs.get(now, name)
        files.setdefault(subject, file)
        yield subject, files[subject], to.printed(uri)
    sheets = {**{sheet.path: sheet for sheet in site.sheets if sheet.publish}, **site.former_sheets}
    for path, sheet in sheets.items():
        yield sheet.subject, files.get(sheet.subject, site.handbook.process), to.printed(to.file(path))


def _items(document: Document) -> Iterator[str]:
    """Give the ids that an author gave to tasks and statements."""
    for field in fields(document):
        value = getattr(document, field.name)
        if isinstance(value, Listing):
            yield from (item.id for item in value if getattr(item, "given_id", False))


def register_json(site: Site) -> str:
    """Write the register of an edition, to be kept for the next."""
    subjects = {
        name: {key: value for key, value in asdict(subject).items() if value}
        for name, subject in register(site).items()
    }
    edition = site.handbook.identity.edition or ""
    data = {"format": FORMAT, "edition": edition, "published": subjects}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_register(text: str) -> Register | None:
    """Read a register as it was written; None when it is none."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            return None
        return {_word(name): _subject(each) for name, each in data["published"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _subject(data: Any) -> Subject:
    addresses, items = (tuple(map(_word, data.get(name, ()))) for name in ("addresses", "items"))
    return Subject(_word(data["file"]), addresses, items)


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return printable(value)


def vanished(site: Site, file: str, hand_written: Iterable[str]) -> Iterator[Problem]:
    """Say what of an earlier edition is gone; `file` is its register, `hand_written` the author's pages."""
    try:
        earlier = read_register((site.handbook.root / file).read_text("utf-8"))
    except (OSError, ValueError):
        earlier = None
    if earlier is None:
        yield problem("bad-register", Place(Path(file).as_posix()), file=file)
        return
    to = site.addresses
    there = {address for each in register(site).values() for address in each.addresses}
    there |= {to.printed(to.languages.moved(uri)) for uri in hand_written}
    retired = _retired(site, earlier)
    for name, each in earlier.items():
        yield from _lost_items(site, name, each, retired)
        for address in each.addresses if name not in retired else ():
            if address not in there and address not in retired:
                yield problem("address-gone", Place(each.file), address=address, subject=name)


def _retired(site: Site, earlier: Register) -> frozenset[str]:
    """Give what ended on purpose, with the lists that a document generated."""
    retired = {word.strip("/") for word in site.handbook.identity.retired}
    folders = {kind.folder for kind in site.handbook.kinds}
    own = {
        each.file
        for name, each in earlier.items()
        if name in retired and name.partition("/")[0] in folders and each.file.endswith(f"/{name}.md")
    }
    generated = {name for name, each in earlier.items() if each.file in own}
    return frozenset((*retired, *(f"{word}/" for word in retired), *generated))


def _lost_items(site: Site, name: str, earlier: Subject, retired: frozenset[str]) -> Iterator[Problem]:
    """Name the permanent ids that a document has no more; where it is gone itself, its addresses tell."""
    document = _document(site, name)
    if document is None:
        return
    for item in sorted({*earlier.items} - {*_items(document)}):
        if not {f"{name}#{item}", f"{document.ref}#{item}"} & retired:
            yield problem("item-gone", document.first_line, item=item, subject=document.ref)


def _document(site: Site, ref: str) -> Document | None:
    """Give the document that is called so, or was."""
    for document in site.documents:
        if ref in (document.ref, *(f"{document.folder}/{former}" for former in document.formerly)):
            return document
    return None
