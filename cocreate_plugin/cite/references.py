"""An entry of `sources.bib` as the citation processor reads it, and which of its fields citing it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import Any

from ..phrases import is_language, language_named
from ..sources.bibliography import OTHERS, BibEntry, Contributor

TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "mvbook": "book",
    "online": "webpage",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "standard": "standard",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
"""Types of BibTeX and BibLaTeX, as the citation processor calls them; any other is a document."""

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title-short": ("shorttitle",),
    "container-title": ("journal", "journaltitle", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "volume": ("volume",),
    "page": ("pages",),
    "edition": ("edition",),
}
_WITH_GENRE = ("mastersthesis", "phdthesis", "thesis", "report", "techreport")
"""Types whose `type` is told."""
_DOI = "https://doi.org/"
_PLACE = re.compile(r":[/\\]|^[\s<]*[/~\\]")
"""An address or the path of a file."""
_ADDRESS = re.compile(r"\\?(?:url)?\{?(https?://[^\s{}<>]+)\}?")
AND_OTHERS = "\ue003"
"""Stands for "and others", for which the processor has no name."""
_PARTICLE = re.compile(r"[^\W\d_A-ZÅÄÖ]\w*+")


def year_of(entry: BibEntry) -> str:
    """Give the year, or what stands instead of one, such as `in press`."""
    written = entry.fields.get("year") or entry.fields.get("date") or ""
    match = re.match(r"(\d{4})(?:-\d\d(?:-\d\d)?)?(?:(/)(\d{4})?.*)?$", written)
    if match is None:
        return written
    if match[2] is None:
        return match[1]
    return f"{match[1]}–{match[3] or ''}" if match[3] != match[1] else match[1]


def title_of(entry: BibEntry) -> str:
    """Give the title, or what stands instead of one."""
    title = ": ".join(entry.fields[name] for name in ("title", "subtitle") if entry.fields.get(name))
    return title or entry.fields.get("booktitle") or entry.key


def people_of(entry: BibEntry) -> tuple[Contributor, ...]:
    """Give whoever an entry is cited by; empty: its title."""
    return entry.names.get("author") or entry.names.get("editor") or ()


def cited_as(entry: BibEntry) -> tuple[str, ...]:
    """Tell entries apart as a citation does: names of one or two, else the first; and the year."""
    names = [name.short.casefold() for name in people_of(entry)] or [title_of(entry).casefold()]
    return (*(names if len(names) < 3 else [names[0], "…"]), year_of(entry))


def _name(name: Contributor) -> dict[str, str]:
    """Write a name for the citation processor."""
    if name == OTHERS:
        return {"literal": AND_OTHERS}
    if name.literal:
        return {"literal": name.literal}
    # A particle after the given name, `Humboldt, Alexander von`, has no initial.
    words = name.given.split()
    particles = [*takewhile(_PARTICLE.fullmatch, reversed(words[1:]))][::-1]
    first_names = " ".join(words[: len(words) - len(particles)])
    parts = {
        "family": name.family,
        "given": first_names,
        "dropping-particle": " ".join(particles),
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def address(entry: BibEntry) -> str:
    """Give the address of an entry: its DOI, else its URL."""
    doi = re.sub(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", entry.fields.get("doi", "").strip(), flags=re.I
    )
    if doi:
        return f"{_DOI}{doi}"
    for name in ("url", "howpublished", "note"):
        if match := _ADDRESS.search(entry.fields.get(name, "")):
            return match[1].rstrip(".,;")
    return ""


def cited_fields(entry: BibEntry) -> dict[str, str]:
    """Give the fields of an entry that citing it needs, and its address; nothing else of it is published."""
    title = [name for name in ("title", "subtitle") if entry.fields.get(name)] or ["booktitle"]
    filled = (_first(entry, names) for names in (*_FIELDS.values(), ("year", "date")))
    genre = "type" if entry.type in _WITH_GENRE else ""
    how = "" if _first(entry, _FIELDS["publisher"]) else _how_published(entry) and "howpublished"
    used = ("author", "editor", "number", "issue", *title, *filled, genre, how)
    found = {name: entry.fields[name] for name in used if entry.fields.get(name)}
    where = address(entry)
    doi = where.removeprefix(_DOI)
    return {**found, **({"doi": doi} if doi != where else {"url": where} if where else {})}


def _first(entry: BibEntry, names: Iterable[str]) -> str:
    """Name the first of some fields that is filled in; empty when none is."""
    return next((name for name in names if entry.fields.get(name)), "")


def _how_published(entry: BibEntry) -> str:
    """Give how an entry was published, where that is words: neither an address nor a file of its reader."""
    how = entry.fields.get("howpublished", "")
    return "" if _PLACE.search(how) else how


def reference(entry: BibEntry, number: int, suffix: str) -> dict[str, Any]:
    """Write an entry for the citation processor."""
    fields = entry.fields
    reference: dict[str, Any] = {"id": f"r{number}", "type": TYPES.get(entry.type, "document")}
    reference |= {name: [_name(person) for person in names] for name, names in entry.names.items() if names}
    for variable, names in _FIELDS.items():
        if name := _first(entry, names):
            reference[variable] = fields[name]
    reference["title"] = title_of(entry)
    if fields.get("number"):
        reference["issue" if entry.type == "article" else "number"] = fields["number"]
    if fields.get("issue"):
        reference["issue"] = fields["issue"]
    if entry.type in _WITH_GENRE and fields.get("type"):
        reference["genre"] = fields["type"]
    if (how := _how_published(entry)) and "publisher" not in reference:
        reference["publisher"] = how
    # An organisation that publishes its own report is named once.
    if [name.literal for name in people_of(entry)] == [reference.get("publisher")]:
        del reference["publisher"]
    if year := year_of(entry):
        reference["issued"] = {"literal": year}
    if suffix:
        reference["year-suffix"] = suffix if year else f"-{suffix}"
    if url := address(entry):
        reference["URL"] = url
    return reference


_OTHER_NAMES = {"ngerman": "de", "naustrian": "de", "american": "en", "british": "en", "norsk": "nb"}
"""Names of languages that LaTeX has and others have not."""


def language_of(entry: BibEntry) -> str:
    """Give the code of the language of a source, from `langid` or `language`; empty when nobody says."""
    word = (entry.fields.get("langid") or entry.fields.get("language") or "").strip()
    code = _OTHER_NAMES.get(word.casefold()) or language_named(word)
    return code or (word if word and is_language(word) else "")
