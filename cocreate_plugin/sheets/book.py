"""The whole handbook as a book: cover, imprint, contents, a part for each kind, sources and glossary."""

from __future__ import annotations

from typing import Any

from .. import prose
from ..cite import sources_of
from ..handbook import Handbook
from ..kinds import Document, Phase, plural_of
from ..phrases import Phrases, phrases
from ..problems import Place
from .book_links import Linker, anchor
from .chapter import chapter
from .sheet import Sheet, frame, revision

SIZE = 10.0
"""A book has one type size: to search for another would lay hundreds of pages out again."""

BASES = ("case", "research", "guidance", "proposal")


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the book, if there is anything in it."""
    published = tuple(each for each in handbook.documents if each.publish)
    return (book(handbook, published),) if published else ()


def book(handbook: Handbook, documents: tuple[Document, ...]) -> Sheet:
    """Give the handbook as one file."""
    words = phrases(handbook.language)
    title = handbook.identity.title or words.t("sheet.handbook")
    linker = Linker(handbook, documents)
    parts = [
        _part(handbook, kind, linker, documents)
        for kind in handbook.kinds
        if any(each.kind == kind.kind for each in documents)
    ]
    glossary = _glossary(handbook, linker)
    sources = sources_of(handbook)
    data = {
        "frame": frame(handbook, title, None, handbook.addresses.home),
        "imprint": _imprint(handbook, words),
        "bases": [
            {"label": words.t(f"basis.{name}"), "text": words.t(f"basis.{name}.sentence")} for name in BASES
        ],
        "page_words": words.t("book.page").partition("{page}")[::2],
        "map": [_station(handbook, each, linker) for each in documents if isinstance(each, Phase)],
        "parts": parts,
        "glossary": glossary,
        "sources": [sources.entry(key) for key in sources.keys],
    }
    places = {each.ref: each.first_line for each in documents}
    return Sheet(
        path="print/handbook.pdf",
        kind="handbook",
        template="book",
        title=title,
        subject="handbook",
        wanted=SIZE,
        smallest=SIZE,
        data=data,
        places={"": Place(f"{handbook.process}/handbook.yml"), **places},
        names={"": title, **{each.ref: each.title for each in documents}},
    )


def _part(
    handbook: Handbook, kind: type[Document], linker: Linker, documents: tuple[Document, ...]
) -> dict[str, Any]:
    """Give the part of a kind: its introduction, then a chapter for each document."""
    words = phrases(handbook.language)
    introduction = handbook.introductions.get(kind.folder)
    given = introduction.title if introduction else ""
    return {
        "folder": kind.folder,
        "anchor": f"part-{kind.folder}",
        "title": given or plural_of(kind, words),
        "introduction": linker.text(introduction.text.markdown, introduction.path) if introduction else "",
        "chapters": [chapter(handbook, each, linker) for each in documents if each.kind == kind.kind],
    }


def _station(handbook: Handbook, phase: Phase, linker: Linker) -> dict[str, str]:
    """Give a phase as it stands on the map of the process."""
    return {
        "title": linker.text(phase.title, phase.path),
        "anchor": anchor(phase),
        "purpose": linker.text(phase.purpose, phase.path),
        "question": linker.text(phase.question.markdown, phase.path) if phase.question else "",
    }


def _glossary(handbook: Handbook, linker: Linker) -> dict[str, Any]:
    """Give the terms of the glossary, in the order of their file."""
    introduction = handbook.glossary_introduction
    path = f"{handbook.process}/glossary.md"
    return {
        "title": introduction.title if introduction else "",
        "introduction": linker.text(introduction.text.markdown, path) if introduction else "",
        "terms": [
            {"title": term.title, "id": term.id, "text": linker.text(term.text.markdown, path)}
            for term in handbook.glossary
        ],
    }


def _imprint(handbook: Handbook, words: Phrases) -> dict[str, Any]:
    """Give what a library asks for, and how to cite the book."""
    identity = handbook.identity
    day = revision(handbook, None)
    lines = (
        ("book.publisher", identity.organisation or ""),
        ("book.edition.label", identity.edition or ""),
        ("book.date", words.date(day) if day else ""),
        ("book.licence", identity.licence or ""),
        ("book.address", handbook.addresses.public(handbook.addresses.home)),
        ("book.contact", identity.contact or ""),
    )
    return {
        "lines": [{"label": words.t(key), "text": text} for key, text in lines if text],
        "cite": _citation(handbook, words, str(day.year) if day else words.t("book.cite.no-date")),
    }


def _citation(handbook: Handbook, words: Phrases, year: str) -> dict[str, str]:
    """Give the parts of a citation of the book, in the manner of APA."""
    identity = handbook.identity
    title = identity.title or words.t("sheet.handbook")
    edition = words.t("book.edition", edition=identity.edition) if identity.edition else ""
    return {
        "who": identity.organisation or "",
        "year": year,
        "title": prose.plain(title),
        "edition": edition,
        "address": handbook.addresses.public(handbook.addresses.home),
    }
