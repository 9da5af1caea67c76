"""Overviews of each kind, the sources, the glossary, and a home page where nobody wrote one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .. import kinds, prose
from ..facts.units import duration, minutes, people
from ..kinds import (
    A3,
    Checklist,
    Choice,
    DialogueModel,
    Document,
    Phase,
    Role,
    Session,
    SuccessFactor,
    plural_of,
)
from .page import Page
from .site import TOOLS, Site
from .templates import written
from .timetable import first_button
from .tools import grouped
from .writer import Pen

Table = dict[str, Any]
"""A heading with columns and rows."""


def overviews(site: Site) -> Iterator[Page]:
    """Write the overview of every kind that has something to show."""
    for kind in site.handbook.kinds:
        if site.has_page(kind.folder):
            yield _overview(site, kind)


def _overview(site: Site, kind: type[Document]) -> Page:
    introduction = site.handbook.introductions.get(kind.folder)
    pen = Pen(site, site.addresses.page(kind.folder), introduction.path if introduction else "")
    title = introduction.title if introduction and introduction.title else plural_of(kind, pen.words)
    facts = {
        "title": title,
        "kind": kind.kind,
        "introduction": introduction.text if introduction else "",
        "groups_of": [each for each in _TABLES[kind](pen) if each["rows"]],
        "tools": _tools_beside(pen, kind),
    }
    return Page(
        path=pen.uri,
        title=prose.plain(title),
        section=kind.folder,
        source=introduction.path if introduction else "",
        markdown=written(pen, "pages/overview.md.jinja", facts),
    )


def _tools_beside(pen: Pen, kind: type[Document]) -> str:
    """Link the pages that show the same documents in another way."""
    beside = {
        Phase: ("blueprint", "matrix"),
        SuccessFactor: ("matrix", "assess"),
        DialogueModel: ("choose", "matrix"),
    }
    names = [name for name in beside.get(kind, ()) if pen.site.has_page(name)]
    return ", ".join(pen.file(pen.site.addresses.page(name), pen.words.t(f"{name}.title")) for name in names)


def _table(
    pen: Pen, columns: Iterable[str], rows: Iterable[tuple[str, ...]], title: str = "", anchor: str = ""
) -> Table:
    return {
        "title": title,
        "anchor": anchor,
        "columns": [pen.words.t(f"overview.{each}") for each in columns],
        "rows": list(rows),
    }


def _purpose(pen: Pen, document: Document) -> str:
    return pen.of(document).line(document.purpose)


def _name(pen: Pen, document: Document) -> str:
    """Link a document, marked where it is a draft."""
    draft = f' <span class="cc-badge cc-badge--draft">{pen.words.t("status.draft")}</span>'
    return pen.link(document) + (draft if document.status == "draft" else "")


def _phases(pen: Pen) -> Iterator[Table]:
    words = pen.words
    yield _table(
        pen,
        ("phase", "question", "duration"),
        (
            (
                _name(pen, each),
                pen.of(each).line(each.question.markdown) if each.question else _purpose(pen, each),
                duration(words, each.duration),
            )
            for each in pen.site.of(Phase)
        ),
    )


def _factors(pen: Pen) -> Iterator[Table]:
    for group in grouped(pen.site.of(SuccessFactor)):
        yield _table(
            pen,
            ("factor", "purpose"),
            ((_name(pen, each), _purpose(pen, each)) for each in group["factors"]),
            pen.line(group["title"]),
        )


def _models(pen: Pen) -> Iterator[Table]:
    words = pen.words
    yield _table(
        pen,
        ("model", "purpose", "people", "time"),
        (
            (_name(pen, each), _purpose(pen, each), people(words, each.people), minutes(words, each.minutes))
            for each in pen.site.of(DialogueModel)
        ),
    )


def _roles(pen: Pen) -> Iterator[Table]:
    yield _table(
        pen, ("role", "purpose"), ((_name(pen, each), _purpose(pen, each)) for each in pen.site.of(Role))
    )


def _checklists(pen: Pen) -> Iterator[Table]:
    site, words = pen.site, pen.words
    yield _table(
        pen,
        ("checklist", "purpose", "read"),
        (
            (_name(pen, each), _purpose(pen, each), pen.line(each.pause_point or ""))
            for each in site.of(Checklist)
        ),
    )
    for kind in ("gate", "phase", "prepare"):
        lists = [each for each in site.generated_lists if each.kind == kind]
        yield _table(
            pen,
            ("checklist", "from", "items"),
            (
                (
                    pen.file(pen.site.addresses.checklist(each.id), pen.line(each.title)),
                    pen.link(each.document),
                    words.number(len(each.items)),
                )
                for each in lists
            ),
            words.t(f"overview.lists.{kind}"),
            f"{kind}-lists",
        )


def _sheets(pen: Pen) -> Iterator[Table]:
    site, words = pen.site, pen.words
    every = site.of(A3)
    yield _table(
        pen,
        ("sheet", "purpose", "print"),
        (
            (_name(pen, each), _purpose(pen, each), first_button(pen, each))
            for each in every
            if each.is_template
        ),
        words.t("overview.templates"),
        "templates",
    )
    yield _table(
        pen,
        ("sheet", "purpose", "template", "print"),
        (
            (
                _name(pen, each),
                _purpose(pen, each),
                pen.link(site.handbook.find(A3, each.template)),
                first_button(pen, each),
            )
            for each in every
            if not each.is_template
        ),
        words.t("overview.filled-in"),
        "filled-in",
    )


def _choices(pen: Pen) -> Iterator[Table]:
    find, words = pen.site.handbook.find, pen.words
    yield _table(
        pen,
        ("choice", "purpose", "chosen", "date"),
        (
            (
                _name(pen, each),
                _purpose(pen, each),
                pen.link(find(DialogueModel, each.chosen)),
                words.date(each.date) if each.date else "",
            )
            for each in pen.site.of(Choice)
        ),
    )


def _sessions(pen: Pen) -> Iterator[Table]:
    find, words = pen.site.handbook.find, pen.words
    yield _table(
        pen,
        ("session", "purpose", "date", "phase"),
        (
            (
                _name(pen, each),
                _purpose(pen, each),
                words.date(each.date) if each.date else "",
                pen.link(find(Phase, each.phase)),
            )
            for each in pen.site.of(Session)
        ),
    )


_TABLES: Mapping[type[Document], Callable[[Pen], Iterator[Table]]] = {
    Phase: _phases,
    SuccessFactor: _factors,
    DialogueModel: _models,
    Role: _roles,
    Checklist: _checklists,
    A3: _sheets,
    Choice: _choices,
    Session: _sessions,
}


def sources(site: Site) -> Page | None:
    """Write the list of sources, with the pages that use each."""
    if not site.has_page("sources"):
        return None
    pen = Pen(site, site.addresses.page("sources"), f"{site.handbook.process}/sources.bib")
    used = _users(site)
    listed = [
        {"key": key, "entry": pen.source(key), "used": used.get(key, ())} for key in site.bibliography.keys
    ]
    return Page(
        path=pen.uri,
        title=pen.words.t("sources.title"),
        source=pen.path,
        markdown=written(pen, "pages/sources.md.jinja", {"listed": listed}),
    )


def _users(site: Site) -> dict[str, list[Document]]:
    """Find which documents cite a source, in front matter or in their text."""
    found: dict[str, list[Document]] = {}
    for document in site.documents:
        keys = {*document.sources, *(each.key for each in prose.citations(site.text_of(document)))}
        for key in keys:
            found.setdefault(key, []).append(document)
    return found


def glossary(site: Site) -> Page | None:
    """Write the glossary."""
    if not site.has_page("glossary"):
        return None
    introduction = site.handbook.glossary_introduction
    pen = Pen(site, site.addresses.page("glossary"), f"{site.handbook.process}/glossary.md")
    title = introduction.title if introduction and introduction.title else pen.words.t("glossary.title")
    facts = {
        "title": title,
        "introduction": introduction.text if introduction else "",
        "terms": site.handbook.glossary,
    }
    return Page(
        path=pen.uri,
        title=prose.plain(title),
        source=pen.path,
        markdown=written(pen, "pages/glossary.md.jinja", facts),
    )


def home(site: Site, uri: str = "index.md") -> Page:
    """Write a home page for a site, or for a folder of it, that has none."""
    pen = Pen(site, uri)
    words, title = pen.words, site.handbook.identity.title or pen.words.t("home.title")
    names = [
        *((kind.folder, plural_of(kind, words)) for kind in site.handbook.kinds),
        *((name, words.t(f"{name}.title")) for name in (*TOOLS, "sources", "glossary")),
    ]
    links = [pen.file(site.addresses.page(name), said) for name, said in names if site.has_page(name)]
    return Page(
        path=uri,
        title=title,
        source=f"{site.handbook.process}/handbook.yml" if site.has_settings else "",
        markdown=written(pen, "pages/home.md.jinja", {"title": pen.line(title), "sections": links}),
    )


__all__ = ["glossary", "home", "kinds", "overviews", "sources"]
