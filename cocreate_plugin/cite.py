"""`sources.bib` as citations in the text and entries in a list, author and date in the manner of APA."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from html import escape, unescape
from itertools import takewhile
from pathlib import Path
from threading import Lock
from typing import Any

from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, formatter
from citeproc.source.json import CiteProcJSON

from .handbook import Handbook
from .phrases import LAST_LETTERS, in_every_language
from .prose import Citation
from .sources.bibliography import OTHERS, BibEntry, Name

STYLE = Path(__file__).parent / "assets" / "csl" / "author-date.csl"

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
_LOCATORS = ("page", "chapter", "section", "paragraph", "figure", "volume", "note")
"""What a place in a source is called by the processor; the catalogues have the words that authors write."""
_NUMBERS = re.compile(r"[\dIVXLCivxlc][\dIVXLCivxlc\s,&–-]*")
_PLACE = re.compile(r":[/\\]|^[\s<]*[/~\\]")
"""An address or the path of a file."""
_ADDRESS = re.compile(r"\\?(?:url)?\{?(https?://[^\s{}<>]+)\}?")
# The processor writes texts into its HTML as they are, and has no name for "and others".
_MASK = {ord("&"): "\ue000", ord("<"): "\ue001", ord(">"): "\ue002"}
_UNMASK = {ord("\ue000"): "&amp;", ord("\ue001"): "&lt;", ord("\ue002"): "&gt;"}
_OTHERS = "\ue003"
_AND_OTHERS = re.compile(r"(?:,|(?<![\s,]))\s++\S++\s++\ue003\.?|\ue003")
_PARTICLE = re.compile(r"[^\W\d_A-ZÅÄÖ]\w*+")
_STOPPED = re.compile(r"([?!])((?:</i>)?)\.(?!\.)")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>{}~^=|#])")


def _sortable(text: str, language: str) -> str:
    """Make a text sort as a dictionary of the language does."""
    last = LAST_LETTERS.get(language, "")
    if last == "åäö":
        text = text.replace("Æ", "ä").replace("æ", "ä").replace("Ø", "ö").replace("ø", "ö")
    elif last:
        text = text.replace("Ä", "æ").replace("ä", "æ").replace("Ö", "ø").replace("ö", "ø")
    letters: list[str] = []
    for sign in unicodedata.normalize("NFC", text).casefold():
        if sign in last:
            letters.append("{" + "abc"[last.index(sign)])
        elif sign.isalnum() or sign == " ":
            letters.append(unicodedata.normalize("NFD", sign.replace("ø", "o").replace("æ", "ae"))[0])
    return "".join(letters)


def _year(entry: BibEntry) -> str:
    """Give the year, or what stands instead of one, such as `in press`."""
    written = entry.fields.get("year") or entry.fields.get("date") or ""
    found = re.match(r"(\d{4})(?:-\d\d(?:-\d\d)?)?(?:(/)(\d{4})?.*)?$", written)
    if found is None:
        return written
    if found[2] is None:
        return found[1]
    return f"{found[1]}–{found[3] or ''}" if found[3] != found[1] else found[1]


def _title(entry: BibEntry) -> str:
    """Give the title, or what stands instead of one."""
    title = ": ".join(entry.fields[name] for name in ("title", "subtitle") if entry.fields.get(name))
    return title or entry.fields.get("booktitle") or entry.key


def _people(entry: BibEntry) -> tuple[Name, ...]:
    """Give whoever an entry is cited by; empty: its title."""
    return entry.names.get("author") or entry.names.get("editor") or ()


def _cited_as(entry: BibEntry) -> tuple[str, ...]:
    """Tell entries apart as a citation does: names of one or two, else the first; and the year."""
    names = [name.short.casefold() for name in _people(entry)] or [_title(entry).casefold()]
    return (*(names if len(names) < 3 else [names[0], "…"]), _year(entry))


def _name(name: Name) -> dict[str, str]:
    """Write a name for the citation processor."""
    if name == OTHERS:
        return {"literal": _OTHERS}
    if name.literal:
        return {"literal": name.literal}
    # A particle after the given name, `Humboldt, Alexander von`, has no initial.
    words = name.given.split()
    particles = [*takewhile(_PARTICLE.fullmatch, reversed(words[1:]))][::-1]
    given = " ".join(words[: len(words) - len(particles)])
    parts = {
        "family": name.family,
        "given": given,
        "dropping-particle": " ".join(particles),
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in parts.items() if text}


def _masked(value: Any) -> Any:
    """Hide from the processor, in texts at any depth, the signs that mean something in HTML."""
    if isinstance(value, str):
        return value.translate(_MASK)
    if isinstance(value, list):
        return [_masked(each) for each in value]
    return {name: _masked(each) for name, each in value.items()}


def address(entry: BibEntry) -> str:
    """Give the address of an entry: its DOI, else its URL."""
    doi = re.sub(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", entry.fields.get("doi", "").strip(), flags=re.I
    )
    if doi:
        return f"{_DOI}{doi}"
    for name in ("url", "howpublished", "note"):
        if found := _ADDRESS.search(entry.fields.get(name, "")):
            return found[1].rstrip(".,;")
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


def _reference(entry: BibEntry, number: int, suffix: str) -> dict[str, Any]:
    """Write an entry for the citation processor."""
    fields = entry.fields
    reference: dict[str, Any] = {"id": f"r{number}", "type": TYPES.get(entry.type, "document")}
    reference |= {name: [_name(each) for each in names] for name, names in entry.names.items() if names}
    for variable, names in _FIELDS.items():
        if name := _first(entry, names):
            reference[variable] = fields[name]
    reference["title"] = _title(entry)
    if fields.get("number"):
        reference["issue" if entry.type == "article" else "number"] = fields["number"]
    if fields.get("issue"):
        reference["issue"] = fields["issue"]
    if entry.type in _WITH_GENRE and fields.get("type"):
        reference["genre"] = fields["type"]
    if (how := _how_published(entry)) and "publisher" not in reference:
        reference["publisher"] = how
    # An organisation that publishes its own report is named once.
    if [name.literal for name in _people(entry)] == [reference.get("publisher")]:
        del reference["publisher"]
    if year := _year(entry):
        reference["issued"] = {"literal": year}
    if suffix:
        reference["year-suffix"] = suffix if year else f"-{suffix}"
    if url := address(entry):
        reference["URL"] = url
    return reference


def _letter(number: int) -> str:
    """Give a, b, … z, aa, ab and so on."""
    letters = ""
    while number >= 0:
        letters = chr(ord("a") + number % 26) + letters
        number = number // 26 - 1
    return letters


@cache
def _locators() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give a pattern for each kind of place; a source is often cited in its own language."""
    return tuple((label, _locator_of(label)) for label in _LOCATORS)


def _locator_of(label: str) -> re.Pattern[str]:
    spellings = sorted(in_every_language(f"locator.{label}"), key=len, reverse=True)
    any_of = "|".join(re.escape(word) for word in spellings)
    return re.compile(rf"(?:{any_of})\s*(?=[\dIVXLCivxlc])(.+)", re.I | re.S)


def _locator(text: str) -> Locator | None:
    """Read `p. 12`, `s. 12`, `kap. 3` or a bare number; None: something else."""
    for label, pattern in _locators():
        if found := pattern.fullmatch(text):
            return Locator(label, found[1].strip())
    return Locator("page", text) if _NUMBERS.fullmatch(text) else None


def _linked(html: str, url: str) -> str:
    """Make the address at the end of an entry a link."""
    written = escape(url, quote=False)
    head, found, tail = html.rpartition(written)
    if not found:
        return html
    return f'{head}<a href="{escape(url)}">{written}</a>{tail}'


class Bibliography:
    """The sources of a handbook in one language; nothing is computed before it is asked for."""

    def __init__(self, entries: Mapping[str, BibEntry], language: str) -> None:
        self._entries = entries
        self._language = language or "en"
        self._lock = Lock()
        self._said: dict[tuple[Citation, ...], str] = {}
        self._listed: dict[str, str] = {}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Give all keys, sorted as the list is: by names, year and title."""
        short = self._language.split("-")[0].lower()

        def rank(key: str) -> tuple[object, ...]:
            entry = self._entries[key]
            title = _title(entry)
            people = [f"{each.short} {each.given}" for each in _people(entry)] or [title]
            return [_sortable(each, short) for each in people], _year(entry), _sortable(title, short), key

        return tuple(sorted(self._entries, key=rank))

    @cached_property
    def _suffixes(self) -> dict[str, str]:
        """Give a, b, … to entries that would be cited alike, in the order of their titles."""
        alike: dict[tuple[str, ...], list[str]] = {}
        for key in self.keys:
            alike.setdefault(_cited_as(self._entries[key]), []).append(key)
        return {
            key: _letter(number)
            for group in alike.values()
            if len(group) > 1
            for number, key in enumerate(group)
        }

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Number the keys: the processor does not tell upper from lower case."""
        return {key: number for number, key in enumerate(self.keys)}

    @cached_property
    def _processor(self) -> CitationStylesBibliography:
        """Prepare the processor for this language."""
        style = CitationStylesStyle(str(STYLE), locale=self._language, validate=False)
        if not self._language.startswith("en"):
            # A comma before "and" is English; a style cannot say so for each language.
            for name in style.root.iter("{*}name"):
                name.attrib.pop("delimiter-precedes-last", None)
        source = CiteProcJSON(
            [
                _masked(_reference(self._entries[key], number, self._suffixes.get(key, "")))
                for key, number in self._numbers.items()
            ]
        )
        processor = CitationStylesBibliography(style, source, formatter.html)
        for number in self._numbers.values():
            processor.register(Cited([CitationItem(f"r{number}")]))
        return processor

    def _processed(self, ask: Callable[[], object], otherwise: str) -> str:
        """Ask the processor, which warns of what no author can change and gives up on the unknown."""
        with self._lock, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                said = " ".join(str(ask()).split()).translate(_UNMASK)
                others = str(self._processor.style.root.get_single_term(name="et-al"))
            except Exception:
                return otherwise
        return _STOPPED.sub(r"\1\2", _AND_OTHERS.sub(f" {others}", said))

    def _item(self, citation: Citation) -> CitationItem:
        """Turn one of our citations into one of the processor's."""
        key = f"r{self._numbers[citation.key]}"
        if not citation.locator:
            return CitationItem(key)
        locator = _locator(_masked(citation.locator))
        if locator is None:
            return CitationItem(key, suffix=_masked(f", {citation.locator}"))
        return CitationItem(key, locator=locator)

    def citation(self, citations: tuple[Citation, ...]) -> str:
        """Cite, as Markdown: `(Mårtensson et al., 2020, p. 12)`; an unknown key stays as it is."""
        if citations not in self._said:
            self._said[citations] = self._cite(citations)
        return self._said[citations]

    def _cite(self, citations: tuple[Citation, ...]) -> str:
        """Cite without looking whether it was done before."""
        known = [each for each in citations if each.key in self._entries]
        unknown = [f"{each.key}?" for each in citations if each.key not in self._entries]
        said = f"({'; '.join(each.key for each in known)})" if known else ""

        def ask() -> str:
            cited = Cited([self._item(each) for each in known])
            self._processor.register(cited)
            return str(self._processor.cite(cited, lambda item: ""))

        html = self._processed(ask, escape(said)) if known else "()"
        parts = [_markdown(html)[1:-1], *(_MARKDOWN.sub(r"\\\1", each) for each in unknown)]
        return f"({'; '.join(part for part in parts if part)})"

    def entry(self, key: str) -> str:
        """Give an entry of the list, as HTML with its address linked."""
        if key not in self._listed:
            self._listed[key] = self._list(self._entries[key])
        return self._listed[key]

    def _list(self, entry: BibEntry) -> str:
        """Write an entry without looking whether it was done before."""
        url = address(entry)
        names = ", ".join(name.short for name in _people(entry))
        plain = [names, f"({_year(entry)})" if _year(entry) else "", _title(entry), url]

        def ask() -> str:
            item = self._processor.items[self._numbers[entry.key]]
            return str(self._processor.style.render_bibliography([item])[0])

        html = self._processed(ask, escape(". ".join(part for part in plain if part), quote=False))
        return _linked(html, url) if url else html


def _markdown(html: str) -> str:
    """Write the processor's HTML as Markdown."""
    parts = re.split(r"</?i>", html)
    texts = (_MARKDOWN.sub(r"\\\1", unescape(re.sub(r"<[^>]*>", "", part))) for part in parts)
    return "".join(f"*{text}*" if number % 2 and text else text for number, text in enumerate(texts))


def bibliography(entries: Mapping[str, BibEntry], language: str = "en") -> Bibliography:
    """Make the bibliography of a handbook in a language."""
    return Bibliography(entries, language)


_known: tuple[Mapping[str, BibEntry], str, Bibliography] | None = None


def sources_of(handbook: Handbook) -> Bibliography:
    """Give the handbook's bibliography, made once: the last one is kept, since a style is slow to read."""
    global _known
    if _known is None or _known[0] is not handbook.bibliography or _known[1] != handbook.language:
        made = bibliography(handbook.bibliography, handbook.language)
        _known = handbook.bibliography, handbook.language, made
    return _known[2]
