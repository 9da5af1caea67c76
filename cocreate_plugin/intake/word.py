"""A word processor's file (.docx): its text by mammoth, and from its parts what mammoth passes over."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import mammoth

from .notes import Note, Picture, Reading, note
from .web import word_html

MOST_PARTS = 5_000
MOST_UNFOLDED = 200_000_000
"""Bytes of all parts together when they are unpacked; a few thousand pages with pictures have as many."""
MOST_XML = 30_000_000
"""Bytes of one part that is text."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWN = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": "chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": "diagram",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "object",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "formula",
}
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name^='toc '] => !
p[style-name^='TOC '] => !
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
_ENDINGS = {"image/jpeg": ".jpg", "image/svg+xml": ".svg", "image/x-emf": ".emf", "image/x-wmf": ".wmf"}


class UnreadableError(ValueError):
    """A file that is none, or that nobody should unpack; the reason is a word."""


def word_file(name: str, content: bytes) -> Reading:
    """Read a file; UnreadableError when it is damaged, locked, or a trap."""
    parts = _Parts(content)
    pictures: list[Picture] = []

    def taken(image: Any) -> dict[str, str]:
        media = str(image.content_type or "").lower()
        ending = _ENDINGS.get(media) or "." + re.sub(r"[^a-z0-9]", "", media.rpartition("/")[2])
        with image.open() as opened:
            pictures.append(Picture(f"word-picture-{len(pictures) + 1}{ending}", ending, opened.read()))
        return {"src": pictures[-1].target}

    try:
        html = mammoth.convert_to_html(
            BytesIO(content),
            style_map=_STYLES + parts.headings(),
            convert_image=mammoth.images.img_element(taken),
        ).value
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise UnreadableError("damaged") from error
    title, body = word_html(html)
    front: dict[str, object] = {"title": title} if title else {}
    words = tuple(parts.paragraphs())
    return Reading(name, front, body, 0, words, tuple(pictures), tuple(parts.notes()))


class _Parts:
    """The parts of a file, each read when it is asked for."""

    def __init__(self, content: bytes) -> None:
        """Look at the sizes before anything is unpacked; no part unfolds to more than it says."""
        if content.startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableError("locked")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise UnreadableError("damaged") from error
        texts = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
        if (
            len(entries) > MOST_PARTS
            or sum(entry.file_size for entry in entries) > MOST_UNFOLDED
            or any(entry.file_size > MOST_XML for entry in texts)
        ):
            raise UnreadableError("too-large")
        self._names = {entry.filename for entry in entries}
        if "word/document.xml" not in self._names:
            raise UnreadableError("damaged")
        if any(self._declares(entry) for entry in texts):
            raise UnreadableError("trap")
        self._document = self._tree("word/document.xml")

    def _declares(self, entry: zipfile.ZipInfo) -> bool:
        """Tell whether a part declares what readers of XML would unfold; no word processor does."""
        try:
            head = self._zip.read(entry).replace(b"\0", b"")
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError) as error:
            raise UnreadableError("damaged") from error
        return b"<!DOCTYPE" in head or b"<!ENTITY" in head

    def _tree(self, name: str) -> ElementTree.Element:
        if name not in self._names:
            return ElementTree.Element("none")
        try:
            return ElementTree.fromstring(self._zip.read(name))  # noqa: S314  Nothing in it is declared.
        except ElementTree.ParseError as error:
            raise UnreadableError("damaged") from error

    def headings(self) -> str:
        """Write which styles of the file's own are headings, in any language: those with an outline level."""
        lines: list[str] = []
        for style in self._tree("word/styles.xml").iter(f"{_W}style"):
            level = style.find(f"{_W}pPr/{_W}outlineLvl")
            id_ = style.get(f"{_W}styleId") or ""
            number = level.get(f"{_W}val") if level is not None else None
            if number in ("0", "1", "2", "3", "4", "5") and re.fullmatch(r"[A-Za-z][\w-]*", id_, re.A):
                lines.append(f"p.{id_} => h{int(number) + 1}:fresh")
        return "\n".join(lines)

    def paragraphs(self) -> Iterator[str]:
        """Give every paragraph of the text and of its notes, without what was deleted."""
        for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            yield from _paragraphs(self._document if "document" in name else self._tree(name))

    def notes(self) -> Iterator[Note]:
        """Tell what does not come with the text: changes, comments, margins, drawings, names."""
        deleted = " ".join("".join(run.text or "" for run in self._document.iter(f"{_W}delText")).split())
        if deleted:
            yield note("word-deleted", what=deleted[:500])
        if inserted := sum(1 for _ in self._document.iter(f"{_W}ins")):
            yield note("word-inserted", number=inserted)
        for comment in self._tree("word/comments.xml").iter(f"{_W}comment"):
            author = comment.get(f"{_W}author") or "?"
            yield note("word-comment", who=author, what=" ".join(_paragraphs(comment))[:500])
        margins = sorted(
            name for name in self._names if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)
        )
        for words in dict.fromkeys(" ".join(_paragraphs(self._tree(name))).strip() for name in margins):
            if words:
                yield note("word-margin", what=words[:200])
        for tag, what in _DRAWN.items():
            if number := sum(1 for _ in self._document.iter(tag)):
                yield note("word-drawing", drawing=what, number=number)
        linked = sum(1 for blip in self._document.iter(_BLIP) if blip.get(f"{_R}link"))
        if linked:
            yield note("word-drawing", drawing="linked", number=linked)
        core = self._tree("docProps/core.xml")
        for who in dict.fromkeys((child.text or "").strip() for child in core if _names_somebody(child.tag)):
            if who:
                yield note("person", what=who)


def _names_somebody(tag: str) -> bool:
    return tag.rpartition("}")[2] in ("creator", "lastModifiedBy")


def _paragraphs(top: ElementTree.Element) -> Iterator[str]:
    """Give the words of each paragraph; one within another, as in a text box, by itself."""
    done: list[str] = []
    waiting: list[str] = []
    _walk(top, waiting, done)
    for words in done:
        if plain := " ".join(words.split()):
            yield plain


def _walk(element: ElementTree.Element, run: list[str], done: list[str]) -> None:
    for child in element:
        if child.tag == f"{_W}p":
            inner: list[str] = []
            _walk(child, inner, done)
            done.append("".join(inner))
        elif child.tag == f"{_W}t":
            run.append(child.text or "")
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            run.append(" ")
        elif child.tag == _ALTERNATE:
            fallback = child.find(_FALLBACK)
            _walk(child if fallback is None else fallback, run, done)
        elif child.tag != f"{_W}del":
            _walk(child, run, done)
