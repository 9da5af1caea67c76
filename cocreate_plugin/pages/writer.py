"""An author's text as one page needs it: links, citations, Markdown that is read the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from urllib.parse import unquote

from .. import prose
from ..addresses import between
from ..kinds import Document, Entry, Listing, Phase, Role, Statement, Subheading, Text
from ..phrases import Phrases, phrases
from ..prose import Citation
from ..prose.definitions import without
from ..prose.targets import local_target
from ..sheets.sheet import PAPERS, Sheet
from .site import Site

NOWHERE = "cocreate:nowhere"
_DROPPED = re.compile(r"!?\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(" + NOWHERE + r"(?:\s+\"[^\"]*\")?\)")
_BLOCK = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^(#{1,6})(?=\s|$)|^([-+*>])(?=\s|$)|^(:)(?=\s)")
_DEFINES = re.compile(r"^(\[(?![@^])[^\[\]]+\]):")
"""What defines a link where blocks stand; in a line it is a line."""
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_TEXT = re.compile(r"(?<=>)[^<]+(?=<)|^[^<]+|[^<>]+$")
_SIGNS = re.compile(r"([\\`*_\[\]~^=])")
_SPECIAL = re.compile(r"[\[<@`&{]")


class PageWriter:
    """Writes for one page of the site what stands in one file of the handbook."""

    def __init__(
        self, site: Site, uri: str, path: str = "", language: str = "", definitions: str = ""
    ) -> None:
        """`uri` is the page, `path` the file that its text comes from.

        `definitions` are those of that file when they do not stand on the page.
        """
        self.site = site
        self.uri = uri
        self.path = path
        self.definitions = definitions
        self.words: Phrases = phrases(language) if language else site.words

    def block(self, text: Text | str | None) -> str:
        """Write Markdown blocks."""
        markdown = text.markdown if isinstance(text, Text) else text or ""
        if not markdown.strip():
            return ""
        return self._drawn(markdown, lambda text: prose.normalised(self._prepared(text)).strip("\n"))

    def linked(self, markdown: str) -> str:
        """Write links and citations in a text that is otherwise left as it is."""
        text = prose.relinked(markdown, self._link_to)
        if NOWHERE in text:
            text = _DROPPED.sub(r"\1", text)
        return prose.with_citations(text, self._said) if "@" in text else text

    def line(self, markdown: str) -> str:
        """Write one paragraph's text, never a block, whatever its first sign would mean."""
        return self._drawn(markdown, self._line)

    def _line(self, markdown: str) -> str:
        text = prose.unescaped(" ".join(part.strip() for part in markdown.strip().split("\n")))
        text = _DEFINES.sub(r"\1&#58;", text)
        if _SPECIAL.search(text):
            text = _CODE.sub(_code_element, self._prepared(text, line=True))
        if "{" in text:
            text = prose.with_braces(text)
        return _BLOCK.sub(_plainly, text)

    def entry(self, entry: Entry, anchors: bool = False) -> str:
        """Write what a bullet holds: its text, who does it, and what is indented below.

        `anchors` gives it the id that its author gave it, for links to this one line of its own page.
        """
        first = self.line(entry.text)
        if anchors and entry.given_id:
            first = f'<span id="{escape(entry.id)}"></span>{first}'
        if entry.who:
            first = f"{first} {self.who(entry.who)}".strip()
        if isinstance(entry, Statement) and (since := self.site.handbook.find(Phase, entry.since)):
            said = self.words.t("assess.since", phase=self.link(since))
            first = f'{first} <span class="cc-who">{said}</span>'
        if not entry.more.strip():
            return first
        return f"{first}\n\n{self.block(entry.more)}" if first else self.block(entry.more)

    def bullets(self, entries: Iterable[Entry], anchors: bool = False) -> str:
        """Write bullets as a Markdown list."""
        return "\n".join(_item(self.entry(entry, anchors)) for entry in entries)

    def listing(self, listing: Listing[Entry] | None) -> str:
        """Write a field of bullets with the text and subheadings around them, in order."""
        parts: list[str] = []
        together = False
        for block in listing.blocks if listing else ():
            if isinstance(block, Entry):
                item = _item(self.entry(block, anchors=True))
                parts[-1:] = [f"{parts[-1]}\n{item}"] if together else [*parts[-1:], item]
            else:
                parts.append(self.around(block))
            together = isinstance(block, Entry)
        return "\n\n".join(parts)

    def heading(self, level: int, text: str, id_: str) -> str:
        """Write a heading with the id that its author gave it, if there is one."""
        given = f" {{ #{id_} }}" if id_ else ""
        return f"{'#' * level} {self.line(text)}{given}"

    def around(self, block: object) -> str:
        """Write text or a subheading that stands around the items of a field."""
        if isinstance(block, Subheading):
            return self.heading(3, block.text, block.id)
        return self.block(block) if isinstance(block, Text) else ""

    def who(self, roles: Iterable[str]) -> str:
        """Write who does it, as links."""
        known = self.site.handbook.found(Role, roles)
        links = ", ".join(self.link(role) for role in known)
        return f'<span class="cc-who">{links}</span>' if known else ""

    def link(self, document: Document | None, words: str = "", anchor: str = "") -> str:
        """Write a link to a document's page; an unpublished one is only named."""
        if document is None:
            return words
        shown = words or literal(prose.plain(document.title))
        uri = self.site.addresses.document(document)
        if not document.publish or (uri == self.uri and not anchor):
            return shown
        return f"[{shown}]({self.to(uri)}{anchor})"

    def links(self, documents: Iterable[Document]) -> str:
        """Write links with commas between."""
        return ", ".join(self.link(document) for document in documents)

    def to(self, uri: str) -> str:
        """Write the way from this page to another or to a file."""
        return between(self.uri, uri)

    def file(self, uri: str, words: str) -> str:
        """Write a link to another page or to a file."""
        return f"[{words}]({self.to(uri)})"

    def to_sheet(self, sheet: Sheet) -> str:
        """Write the way to a PDF."""
        return self.to(self.site.addresses.file(sheet.path))

    def pdfs(self, sheets: Iterable[Sheet], words: str = "") -> str:
        """Write links to PDFs, each by what it is."""
        return ", ".join(
            f"[{words or self.name_of(sheet)}]({self.to_sheet(sheet)}){{: .cc-pdf }}" for sheet in sheets
        )

    def button(self, sheet: Sheet, of: str = "") -> str:
        """Write the one link that stands out: what is printed, on which paper, on how many pages.

        `of` is what a reader who hears the links alone must know besides.
        """
        label = self._on_paper(sheet, self.words.t("print.button"))
        unseen = f'<span class="cc-unseen">: {of}</span>' if of else ""
        return f"[{label}{unseen}]({self.to_sheet(sheet)}){{: .cc-button .cc-button--primary }}"

    def form(self, sheet: Sheet, name: str = "") -> str:
        """Write the link to another form of what is printed, by its name."""
        return f"[{self._on_paper(sheet, name or self.name_of(sheet))}]({self.to_sheet(sheet)})"

    def name_of(self, sheet: Sheet) -> str:
        """Name a PDF by what it is."""
        return sheet_name(self.words, sheet, self.site.handbook.identity.paper)

    def _on_paper(self, sheet: Sheet, name: str) -> str:
        """Write `Print · A3 · 1 page`; the pages are left out where nobody knows them."""
        size, pages = self.site.handbook.identity.paper, self.site.pages_of(sheet)
        papers = tuple(dict.fromkeys(PAPERS[size, each.paper] for each in (sheet, *sheet.parts)))
        parts = [name, self.words.all_of(papers)]
        return " · ".join([*parts, self.words.n("print.pages", pages)] if pages else parts)

    def source(self, key: str) -> str:
        """Write the entry of a source: HTML whose text Markdown must leave alone."""
        return _TEXT.sub(lambda match: _SIGNS.sub(r"\\\1", match[0]), self.site.bibliography.entry(key))

    def of(self, document: Document) -> PageWriter:
        """Give a writer for the same page that reads the text of another document."""
        if document.path == self.path:
            return self
        return PageWriter(self.site, self.uri, document.path, document.language, document.definitions)

    def cited(self, keys: Iterable[str]) -> str:
        """Write keys of sources as one citation."""
        known = tuple(Citation(key, "", 1, 1) for key in keys if key in self.site.handbook.bibliography)
        return self._said(known) if known else ""

    def _drawn(self, markdown: str, write: Callable[[str], str]) -> str:
        """Write a text with the marks of edits, and pictures in place of what is drawn for it."""
        book = self.site.handbook
        markdown = prose.with_critic_marks(markdown, book.dialect)
        if not book.drawings:
            return write(markdown)

        def way(what: prose.ToDraw) -> str | None:
            drawing = book.drawing(what)
            return self.to(self.site.addresses.file(drawing.file)) if drawing else None

        return prose.with_pictures(markdown, book.dialect, way, write)

    def _prepared(self, markdown: str, line: bool = False) -> str:
        """Lead links to pages, say citations, and leave out HTML that is not allowed."""
        if not _SPECIAL.search(markdown):
            return markdown
        return self.linked(prose.without_unlisted_html(without(markdown, self.definitions), line))

    def _link_to(self, target: str, _image: bool) -> str | None:
        file, _, fragment = target.partition("#")
        if not self.path:
            return None
        if not file:
            # Text of a document that another page shows leads to the document's own page.
            own = self.site.handbook.uri_of(self.path) or self.uri
            way = self.to(own) if own != self.uri else ""
            return f"{way}#{self._anchor(self.path, fragment)}" if fragment else None
        local = local_target(self.site.handbook.root, self.path, target)
        if local is None:
            return None
        book = self.site.handbook
        uri = book.uri_of(local)
        by_hand = not any(path.startswith(f"{book.process}/") for path in (self.path, local))
        if by_hand and uri == book.addresses.hand_written(local):
            return None
        if uri is None:
            return NOWHERE
        way = self.to(uri)
        return f"{way}#{self._anchor(local, fragment)}" if fragment else way

    def _anchor(self, path: str, fragment: str) -> str:
        return self.site.anchors.get((self.site.handbook.current(path), unquote(fragment)), fragment)

    def _said(self, group: tuple[Citation, ...]) -> str:
        """Write citations so that each leads to its entry on the page of sources."""
        sources = self.to(self.site.addresses.page("sources"))
        parts = []
        for each in group:
            text = self.site.bibliography.citation((each,)).strip()
            text = text[1:-1] if text.startswith("(") and text.endswith(")") else text
            known = each.key in self.site.handbook.bibliography
            parts.append(f"[{text}]({sources}#{each.key})" if known else text)
        return f"({'; '.join(parts)})"


def literal(text: str) -> str:
    """Write plain words so that neither Markdown nor HTML reads anything in them."""
    return _SIGNS.sub(r"\\\1", escape(text, quote=False)).replace("{", "&#123;")


def _item(text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([f"- {first}", *(f"    {line}" if line.strip() else "" for line in rest)])


def _plainly(match: re.Match[str]) -> str:
    if match[1]:
        return f"{match[1]}\\{match[2]}"
    return f"\\{match[0]}"


def _code_element(match: re.Match[str]) -> str:
    """Write code that holds a tag as an element: inside HTML, Python-Markdown would take the tag for real."""
    if "<" not in match[2] and "|" not in match[2]:
        return match[0]
    inner = match[2].strip() if match[2].startswith(" ") and match[2].endswith(" ") else match[2]
    safe = inner.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<code>" + re.sub(r"([\\`*_{}\[\]()#+.!|~^=:-])", r"\\\1", safe) + "</code>"


OF_LISTS = {"checklist": "", "checklist-form": "pdf.on-screen", "pocket": "pdf.folded"}
"""How a form of a list is named after the list, by the kind of the sheet; the first has its name alone."""


def sheet_name(words: Phrases, sheet: Sheet, size: str = "iso") -> str:
    """Name a PDF by what it is; `size` is the handbook's `paper`."""
    first = sheet.path.rpartition("/")[2].partition("-")[0]
    if first in ("gate", "phase", "prepare") and sheet.kind in OF_LISTS:
        name, form = words.t(f"pdf.{first}"), OF_LISTS[sheet.kind]
        return words.t(form, list=name) if form else name
    keys = (f"sheet.{sheet.kind}.{size}", f"pdf.{sheet.kind}", f"sheet.{sheet.kind}")
    key = next((key for key in keys if words.has(key)), "")
    return words.t(key) if key else literal(prose.plain(sheet.title))
