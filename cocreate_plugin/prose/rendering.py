"""Markdown to HTML, in blocks, in one line, and to plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape, unescape
from threading import local
from typing import Any

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import slugify as plain_slug, slugify_unicode
from markdown.util import Registry
from pymdownx.slugs import slugify

from ..sources.structure import structure
from .code_spans import code
from .dialect import Dialect
from .on_paper import FENCES, OnPaper
from .python_markdown import normalised, unescaped
from .reading import Reading
from .safelist import AUTHORS
from .strip_html import with_lone_signs_written
from .tag_reader import TagReader

EXTENSIONS = (
    "attr_list",
    "md_in_html",
    "tables",
    "admonition",
    "def_list",
    "sane_lists",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.details",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.betterem",
    "pymdownx.tilde",
    "pymdownx.caret",
    "pymdownx.mark",
)
"""Python-Markdown's extensions of the core, beside footnotes and abbreviations."""

INLINE_EXTENSIONS = ("attr_list", "pymdownx.betterem", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark")

PAGE_EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.betterem": {},
    "pymdownx.caret": {},
    "pymdownx.details": {},
    "pymdownx.mark": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True, "clickable_checkbox": True},
    "pymdownx.tilde": {},
}
"""What the text of documents may use, with how each is set unless the author has said otherwise."""

_OPTIONS: Mapping[str, Mapping[str, object]] = {
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.superfences": FENCES,
}
_NOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_ABBREVIATION = re.compile(r"^[ ]{0,3}\*\[([^\[\]]+)\][ ]?:[ ]*(.*)$", re.M)
_BLANK = re.compile(r"\n\s*\n")
_EMPTY = re.compile(r"<p>\s*</p>\n?")
_SLUGS: Mapping[str, Callable[[str, str], str]] = {
    "markdown.extensions.toc.slugify": plain_slug,
    "markdown.extensions.toc.slugify_unicode": slugify_unicode,
    "pymdownx.slugs.slugify": slugify(),
}
_ID = re.compile(r"<\w[^<>]*?\s(?:id|name)=(?:\"([^\"]+)\"|'([^']+)')")
_BLOCKS = re.compile(
    r"</?(?:p|div|section|article|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|pre|figure)\b[^>]*>"
)
_BREAKS = re.compile(
    "address|blockquote|br|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|table|tr|ul"
)

_OURS = Dialect()
_own = local()


class _MarkdownReader:
    """Python-Markdown with what it keeps between two texts within reach."""

    def __init__(self, dialect: Dialect, *, blocks: bool) -> None:
        self.notes = FootnoteExtension(USE_DEFINITION_ORDER=False, BACKLINK_TITLE="")
        self.abbreviations: Any = AbbrExtension()
        extensions = [*EXTENSIONS, self.notes] if blocks else [*INLINE_EXTENSIONS]
        authors = dialect.of_reader(blocks=blocks)
        known = (*extensions, *(name for name in authors if name not in extensions))
        options = {
            name: {**_OPTIONS.get(name, {}), **authors.get(name, {})}
            for name in known
            if isinstance(name, str)
        }
        self.markdown = Markdown(
            extensions=[*known, self.abbreviations, Reading(), OnPaper()], extension_configs=options
        )
        if not blocks:
            self._keep_paragraphs_only()

    def _keep_paragraphs_only(self) -> None:
        """Take away everything that could read a line as something else than text."""
        paragraph = self.markdown.parser.blockprocessors["paragraph"]
        self.markdown.parser.blockprocessors = Registry()
        self.markdown.parser.blockprocessors.register(paragraph, "paragraph", 10)
        self.markdown.preprocessors.deregister("html_block")


def _reader(name: str, dialect: Dialect) -> _MarkdownReader:
    """Give this thread's reader of blocks or of lines, with nothing left of the text before."""
    readers = _readers()
    if (name, dialect) not in readers:
        readers[name, dialect] = _MarkdownReader(dialect, blocks=name == "blocks")
    reader = readers[name, dialect]
    reader.markdown.reset()
    return reader


def _readers() -> dict[tuple[str, Dialect], _MarkdownReader]:
    if not hasattr(_own, "readers"):
        _own.readers = {}
    readers: dict[tuple[str, Dialect], _MarkdownReader] = _own.readers
    return readers


def _read(name: str, dialect: Dialect, text: str) -> str:
    """Read a text with a reader that is ready for it."""
    reader = _readers()[name, dialect]
    try:
        return reader.markdown.convert(text)
    except RecursionError:
        return f"<pre>{escape(text)}</pre>"
    finally:
        # A text that fails half-way leaves the reader in the middle of it.
        if reader.markdown.parser.state:
            del _readers()[name, dialect]


def page_reader(
    extensions: Sequence[Any] = (*PAGE_EXTENSIONS, Reading()),
    settings: Mapping[str, Mapping[str, Any]] = PAGE_EXTENSIONS,
) -> Callable[[str], str]:
    """Give what makes HTML of a page's Markdown, as a site with these extensions does."""

    def made() -> Markdown:
        given = {name: dict(each) for name, each in settings.items()}
        return Markdown(extensions=[*extensions], extension_configs=given)

    reader = made()

    def read(markdown: str) -> str:
        nonlocal reader
        try:
            return reader.reset().convert(markdown)
        except BaseException:
            # A text that fails half-way leaves the reader in the middle of it.
            reader = made()
            raise

    return read


def heading_reader(
    extensions: Iterable[str], slugs: str, case: str = "", separator: str = ""
) -> Callable[[str], str] | None:
    """Give what reads a page so that its ids are those of a site with these extensions.

    `slugs` names the function that makes anchors of headings, as settings of `toc` do; None: it is unknown.
    """
    slug = _SLUGS.get(slugs)
    if slug is None:
        return None
    toc = {"slugify": slugify(case=case or "none") if slugs == "pymdownx.slugs.slugify" else slug}
    settings = {"toc": {**toc, **({"separator": separator} if separator else {})}}
    known = {*extensions} & {*PAGE_EXTENSIONS, "extra"} - {"toc"}
    return page_reader(("toc", "tables", "fenced_code", *sorted(known)), settings)


def ids(html: str) -> frozenset[str]:
    """Give what one can link to within a page."""
    return frozenset(unescape(match[1] or match[2]) for match in _ID.finditer(html))


@lru_cache(maxsize=256)
def _defined(definitions: str) -> tuple[Mapping[str, str], str]:
    """Divide definitions into footnotes by label, and the rest."""
    lines = definitions.split("\n")
    notes: dict[str, str] = {}
    taken: set[int] = set()
    for token in structure(definitions).tokens:
        if token.type == "footnote_reference_open" and token.level == 0 and token.map:
            first, after = token.map
            notes.setdefault(token.meta["label"], "\n".join(lines[first:after]).strip("\n"))
            taken |= set(range(first, after))
    return notes, "\n".join(line for number, line in enumerate(lines) if number not in taken)


@lru_cache(maxsize=512)
def footnotes(markdown: str, definitions: str = "") -> tuple[str, ...]:
    """Give the labels of the footnotes that a text uses and `definitions` define, in order."""
    known = _defined(definitions)[0] if definitions else _defined(markdown)[0]
    found: dict[str, None] = {}
    waiting = [markdown]
    while waiting:
        text = waiting.pop(0)
        for each in code(text).outside(_NOTE, text):
            if each[1] in known and each[1] not in found:
                found[each[1]] = None
                waiting.append(known[each[1]])
    return tuple(found)


def needed(markdown: str, definitions: str) -> str:
    """Give the footnotes and abbreviations that a text uses, of those that a document defines."""
    if not definitions:
        return ""
    notes, rest = _defined(definitions)
    used = [notes[label] for label in footnotes(markdown, definitions)]
    whole = "\n".join([markdown, *used])
    explained = [match[0] for match in _ABBREVIATION.finditer(rest) if match[1].strip() in whole]
    return "\n\n".join(["\n".join(explained), *used]).strip("\n")


def _with_definitions(markdown: str, definitions: str) -> str:
    """Add to a text the definitions that it uses."""
    if not definitions:
        return markdown
    notes, rest = _defined(definitions)
    used = [notes[label] for label in footnotes(markdown, definitions) if f"[^{label}]:" not in markdown]
    return "\n\n".join([markdown, rest, *used])


@lru_cache(maxsize=512)
def raw(markdown: str, definitions: str = "", name: str = "", dialect: Dialect = _OURS) -> str:
    """Give the HTML that comes out before it is cleaned."""
    reader = _reader("blocks", dialect)
    reader.notes.setConfig("SEPARATOR", f":{name}:" if name else ":")
    return _read("blocks", dialect, normalised(_with_definitions(markdown, definitions)))


@lru_cache(maxsize=1024)
def html(markdown: str, definitions: str = "", name: str = "", dialect: Dialect = _OURS) -> str:
    """Turn Markdown into safe block HTML; `name` keeps the footnotes of two texts on one page apart."""
    text, used = with_lone_signs_written(markdown), with_lone_signs_written(definitions)
    return _EMPTY.sub("", AUTHORS.clean(raw(text, used, name, dialect))).strip()


def _noted(markdown: str, definitions: str) -> str:
    """Write footnote marks as raised labels: one line has no room for the note itself."""
    used = set(footnotes(markdown, definitions)) if definitions else set()
    if not used:
        return markdown
    parts: list[str] = []
    at = 0
    for found in code(markdown).outside(_NOTE, markdown):
        if found[1] in used:
            parts += [markdown[at : found.start()], f'<sup class="footnote-ref">{found[1]}</sup>']
            at = found.end()
    return "".join(parts) + markdown[at:]


@lru_cache(maxsize=4096)
def raw_line(markdown: str, definitions: str = "", dialect: Dialect = _OURS) -> str:
    """Give the HTML of one paragraph before it is cleaned, whatever its first sign would mean in a block."""
    text = _BLANK.sub("\n", _noted(markdown, definitions)).strip()
    text = "\n".join(line.lstrip() for line in unescaped(text).split("\n"))
    text = re.sub(r"(?<!\\)((?:\\\\)*)\\\n", r"\1  \n", text)
    if not text:
        return ""
    reader = _reader("lines", dialect)
    references: dict[str, tuple[str, str | None]] = reader.markdown.references  # type: ignore[assignment]
    for label, each in structure(definitions).references.items() if definitions else ():
        references[label.lower()] = (each.href, each.title or None)
    for match in _ABBREVIATION.finditer(definitions):
        reader.abbreviations.abbrs[match[1].strip()] = match[2].strip()
    return _read("lines", dialect, text)


@lru_cache(maxsize=4096)
def inline(markdown: str, definitions: str = "", dialect: Dialect = _OURS) -> str:
    """Turn one paragraph into safe inline HTML."""
    text, used = with_lone_signs_written(markdown, line=True), with_lone_signs_written(definitions)
    return _BLOCKS.sub("", AUTHORS.clean(raw_line(text, used, dialect))).strip()


def note(label: str, definitions: str, dialect: Dialect = _OURS) -> str:
    """Turn the text of a footnote into safe HTML, for a sheet that prints its notes together."""
    notes, rest = _defined(definitions)
    lines = notes.get(label, "").split("\n")
    first = re.sub(r"^[ ]{0,3}\[\^[^\]]+\]:[ ]*", "", lines[0])
    return html(
        "\n".join([first, *(re.sub(r"^ {1,4}", "", line) for line in lines[1:])]), rest, dialect=dialect
    )


class _Words(TagReader):
    """Collects the words of an HTML text."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line where a block or a break begins; a picture is its alternative text."""
        if _BREAKS.fullmatch(tag):
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        """Break the line where a block ends."""
        if _BREAKS.fullmatch(tag) and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.parts.append(data)


@lru_cache(maxsize=4096)
def plain(markdown: str) -> str:
    """Give the words of a text without any markup, one block to a line."""
    text = markdown.strip()
    words = _Words()
    words.feed(html(_NOTE.sub("", _defined(text)[1])) if "\n" in text else inline(_NOTE.sub("", text)))
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).split("\n"))
    return "\n".join(line for line in lines if line)
