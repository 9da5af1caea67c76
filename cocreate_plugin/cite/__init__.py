"""`sources.bib` as citations in the text and entries in a list, author and date in the manner of APA."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from html import escape, unescape
from pathlib import Path
from threading import Lock
from typing import Any

from citeproc import (
    Citation as Cited,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from ..handbook import Handbook
from ..phrases import LAST_LETTERS, OwnWords, in_every_language, own_words
from ..prose import Citation
from ..sources.bibliography import BibEntry
from .references import address, cited_as, language_of, people_of, reference, title_of, year_of

STYLE = Path(__file__).parents[1] / "assets" / "csl" / "author-date.csl"

_LOCATORS = ("page", "chapter", "section", "paragraph", "figure", "volume", "note")
"""What a place in a source is called by the processor; the catalogues have the words that authors write."""
_NUMBERS = re.compile(r"[\dIVXLCivxlc][\dIVXLCivxlc\s,&–-]*")
# The processor writes texts into its HTML as they are, and has no name for "and others".
_MASK = {ord("&"): "\ue000", ord("<"): "\ue001", ord(">"): "\ue002"}
_UNMASK = {ord("\ue000"): "&amp;", ord("\ue001"): "&lt;", ord("\ue002"): "&gt;"}
_AND_OTHERS = re.compile(r"(?:,|(?<![\s,]))\s++\S++\s++\ue003\.?|\ue003")
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


def _masked(value: Any) -> Any:
    """Hide from the processor, in texts at any depth, the signs that mean something in HTML."""
    if isinstance(value, str):
        return value.translate(_MASK)
    if isinstance(value, list):
        return [_masked(each) for each in value]
    return {name: _masked(each) for name, each in value.items()}


def _letter(number: int) -> str:
    """Give a, b, … z, aa, ab and so on."""
    letters = ""
    while number >= 0:
        letters = chr(ord("a") + number % 26) + letters
        number = number // 26 - 1
    return letters


@cache
def _locators(_: OwnWords) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give a pattern for each kind of place; a source is often cited in its own language."""
    return tuple((label, _locator_of(label)) for label in _LOCATORS)


def _locator_of(label: str) -> re.Pattern[str]:
    spellings = sorted(in_every_language(f"locator.{label}"), key=len, reverse=True)
    any_of = "|".join(re.escape(word) for word in spellings)
    return re.compile(rf"(?:{any_of})\s*(?=[\dIVXLCivxlc])(.+)", re.I | re.S)


def _locator(text: str) -> Locator | None:
    """Read `p. 12`, `s. 12`, `kap. 3` or a bare number; None: something else."""
    for label, pattern in _locators(own_words()):
        if match := pattern.fullmatch(text):
            return Locator(label, match[1].strip())
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
            title = title_of(entry)
            people = [f"{each.short} {each.given}" for each in people_of(entry)] or [title]
            return [_sortable(each, short) for each in people], year_of(entry), _sortable(title, short), key

        return tuple(sorted(self._entries, key=rank))

    @cached_property
    def _suffixes(self) -> dict[str, str]:
        """Give a, b, … to entries that would be cited alike, in the order of their titles."""
        alike: dict[tuple[str, ...], list[str]] = {}
        for key in self.keys:
            alike.setdefault(cited_as(self._entries[key]), []).append(key)
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
                _masked(reference(self._entries[key], number, self._suffixes.get(key, "")))
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
                html = " ".join(str(ask()).split()).translate(_UNMASK)
                others = str(self._processor.style.root.get_single_term(name="et-al"))
            except Exception:
                return otherwise
        return _STOPPED.sub(r"\1\2", _AND_OTHERS.sub(f" {others}", html))

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
        known = [citation for citation in citations if citation.key in self._entries]
        unknown = [f"{citation.key}?" for citation in citations if citation.key not in self._entries]
        keys = f"({'; '.join(each.key for each in known)})" if known else ""

        def ask() -> str:
            cited = Cited([self._item(each) for each in known])
            self._processor.register(cited)
            return str(self._processor.cite(cited, lambda item: ""))

        html = self._processed(ask, escape(keys)) if known else "()"
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
        names = ", ".join(name.short for name in people_of(entry))
        plain = [names, f"({year_of(entry)})" if year_of(entry) else "", title_of(entry), url]

        def ask() -> str:
            item = self._processor.items[self._numbers[entry.key]]
            return str(self._processor.style.render_bibliography([item])[0])

        html = self._processed(ask, escape(". ".join(part for part in plain if part), quote=False))
        written = _linked(html, url) if url else html
        language = language_of(entry)
        same = language.partition("-")[0] == self._language.partition("-")[0].lower()
        return f'<span lang="{language}">{written}</span>' if language and not same else written


def _markdown(html: str) -> str:
    """Write the processor's HTML as Markdown."""
    parts = re.split(r"</?i>", html)
    texts = (_MARKDOWN.sub(r"\\\1", unescape(re.sub(r"<[^>]*>", "", part))) for part in parts)
    return "".join(f"*{text}*" if number % 2 and text else text for number, text in enumerate(texts))


def bibliography(entries: Mapping[str, BibEntry], language: str = "en") -> Bibliography:
    """Make the bibliography of a handbook in a language."""
    return Bibliography(entries, language)


_known: tuple[Mapping[str, BibEntry], str, Bibliography] | None = None


def bibliography_of(handbook: Handbook) -> Bibliography:
    """Give the handbook's bibliography, made once: the last one is kept, since a style is slow to read.

    A handbook that is checked again after a change mostly has the same sources.
    """
    global _known
    given = handbook.bibliography, handbook.language
    if _known is None or _known[:2] != given:
        made = bibliography(handbook.bibliography, handbook.language)
        _known = *given, made
    return _known[2]
