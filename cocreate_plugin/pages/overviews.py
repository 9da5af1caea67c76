"""Overviews of each kind, the sources, the glossary, and a home page where nobody wrote one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from .. import kinds, prose
from ..facts.summary import Fact, summary
from ..facts.summary import written as told
from ..facts.units import duration, minutes, people
from ..kinds import (
    A3,
    Checklist,
    Choice,
    DialogueModel,
    Document,
    Phase,
    Session,
    SuccessFactor,
    front_fields,
    label,
    name_of,
    plural_of,
    references,
)
from .page import Page
from .site import TOOLS, Site
from .templates import written
from .timetable import first_button
from .tools import grouped
from .writer import PageWriter

MOST_COLUMNS = 2
"""Columns of an overview beside name and purpose: more do not fit beside the navigation."""

Table = dict[str, Any]
"""A heading with columns and rows."""


def overviews(site: Site) -> Iterator[Page]:
    """Write the overview of every kind that has something to show."""
    for kind in site.handbook.kinds:
        if site.has_page(kind.folder):
            yield _overview(site, kind)


def _overview(site: Site, kind: type[Document]) -> Page:
    introduction = site.handbook.introductions.get(kind.folder)
    writer = PageWriter(site, site.addresses.page(kind.folder), introduction.path if introduction else "")
    title = introduction.title if introduction and introduction.title else plural_of(kind, writer.words)
    facts = {
        "title": title,
        "kind": kind.kind,
        "introduction": introduction.text if introduction else "",
        "groups_of": [each for each in _tables(writer, kind) if each["rows"]],
        "tools": _tools_beside(writer, kind),
    }
    return Page(
        path=writer.uri,
        title=prose.plain(title),
        section=kind.folder,
        source=introduction.path if introduction else "",
        markdown=written(writer, "pages/overview.md.jinja", facts),
    )


def _tools_beside(writer: PageWriter, kind: type[Document]) -> str:
    """Link the pages that show the same documents in another way."""
    beside = {
        "phase": ("blueprint", "matrix"),
        "success-factor": ("matrix", "assess"),
        "dialogue-model": ("choose", "matrix"),
    }
    names = [name for name in beside.get(kind.kind, ()) if writer.site.has_page(name)]
    return ", ".join(
        writer.file(writer.site.addresses.page(name), writer.words.t(f"{name}.title")) for name in names
    )


def _table(
    writer: PageWriter,
    columns: Iterable[str],
    rows: Iterable[tuple[str, ...]],
    title: str = "",
    anchor: str = "",
) -> Table:
    return {
        "title": title,
        "anchor": anchor,
        "columns": [writer.words.t(each) for each in columns],
        "rows": list(rows),
    }


def _purpose(writer: PageWriter, document: Document) -> str:
    return writer.of(document).line(document.purpose)


def _name(writer: PageWriter, document: Document) -> str:
    """Link a document, marked where it is a draft."""
    draft = f' <span class="cc-badge cc-badge--draft">{writer.words.t("status.draft")}</span>'
    return writer.link(document) + (draft if document.status == "draft" else "")


def _tables(writer: PageWriter, kind: type[Document]) -> Iterator[Table]:
    own = _TABLES.get(kind.kind)
    return own(writer) if own else _documents(writer, kind)


def _documents(writer: PageWriter, kind: type[Document]) -> Iterator[Table]:
    """Give the documents of any kind: name, purpose, and the first facts that are told in a few words."""
    words, handbook = writer.words, writer.site.handbook
    every = writer.site.of(kind)
    names = [
        name
        for name in front_fields(kind)
        if name not in front_fields(Document) and name not in references(kind)
    ]
    known = {each.id: {fact.name: fact for fact in summary(handbook, each)} for each in every}
    used = [name for name in names if any(name in facts for facts in known.values())][:MOST_COLUMNS]
    name = name_of(kind, words)
    yield {
        "title": "",
        "anchor": "",
        "columns": [
            name[:1].upper() + name[1:],
            words.t("label.purpose"),
            *(label(kind, each, words) for each in used),
        ],
        "rows": [
            (
                _name(writer, each),
                _purpose(writer, each),
                *(_told(writer.of(each), known[each.id].get(one)) for one in used),
            )
            for each in every
        ],
    }


def _told(writer: PageWriter, fact: Fact | None) -> str:
    return told(fact, writer.words, lambda text: writer.line(text.markdown), lambda _: "") if fact else ""


def _phases(writer: PageWriter) -> Iterator[Table]:
    words = writer.words
    yield _table(
        writer,
        ("field.phase", "overview.question", "field.duration"),
        (
            (
                _name(writer, each),
                writer.of(each).line(each.question.markdown) if each.question else _purpose(writer, each),
                duration(words, each.duration),
            )
            for each in writer.site.of(Phase)
        ),
    )


def _factors(writer: PageWriter) -> Iterator[Table]:
    for group in grouped(writer.site.of(SuccessFactor)):
        yield _table(
            writer,
            ("label.factor", "label.purpose"),
            ((_name(writer, each), _purpose(writer, each)) for each in group["factors"]),
            writer.line(group["title"]),
        )


def _models(writer: PageWriter) -> Iterator[Table]:
    words = writer.words
    yield _table(
        writer,
        ("label.model", "label.purpose", "field.people", "field.minutes"),
        (
            (
                _name(writer, each),
                _purpose(writer, each),
                people(words, each.people),
                minutes(words, each.minutes),
            )
            for each in writer.site.of(DialogueModel)
        ),
    )


def _checklists(writer: PageWriter) -> Iterator[Table]:
    site, words = writer.site, writer.words
    yield _table(
        writer,
        ("sheet.checklist", "label.purpose", "field.pause_point"),
        (
            (_name(writer, each), _purpose(writer, each), writer.line(each.pause_point or ""))
            for each in site.of(Checklist)
        ),
    )
    for kind in ("gate", "phase", "prepare"):
        lists = [each for each in site.generated_lists if each.kind == kind]
        yield _table(
            writer,
            ("sheet.checklist", "field.comes_from", "field.items"),
            (
                (
                    writer.file(writer.site.addresses.checklist(each.id), writer.line(each.title)),
                    writer.link(each.document),
                    words.number(len(each.items)),
                )
                for each in lists
            ),
            words.t(f"overview.lists.{kind}"),
            f"{kind}-lists",
        )


def _sheets(writer: PageWriter) -> Iterator[Table]:
    site, words = writer.site, writer.words
    every = site.of(A3)
    yield _table(
        writer,
        ("label.sheet", "label.purpose", "overview.print"),
        (
            (_name(writer, each), _purpose(writer, each), first_button(writer, each))
            for each in every
            if each.is_template
        ),
        words.t("overview.templates"),
        "templates",
    )
    yield _table(
        writer,
        ("label.sheet", "label.purpose", "field.template", "overview.print"),
        (
            (
                _name(writer, each),
                _purpose(writer, each),
                writer.link(site.handbook.find(A3, each.template)),
                first_button(writer, each),
            )
            for each in every
            if not each.is_template
        ),
        words.t("field.filled_in"),
        "filled-in",
    )


def _choices(writer: PageWriter) -> Iterator[Table]:
    find, words = writer.site.handbook.find, writer.words
    yield _table(
        writer,
        ("overview.choice", "label.purpose", "field.chosen", "field.date"),
        (
            (
                _name(writer, each),
                _purpose(writer, each),
                writer.link(find(DialogueModel, each.chosen)),
                words.date(each.date) if each.date else "",
            )
            for each in writer.site.of(Choice)
        ),
    )


def _sessions(writer: PageWriter) -> Iterator[Table]:
    find, words = writer.site.handbook.find, writer.words
    yield _table(
        writer,
        ("overview.session", "label.purpose", "field.date", "field.phase"),
        (
            (
                _name(writer, each),
                _purpose(writer, each),
                words.date(each.date) if each.date else "",
                writer.link(find(Phase, each.phase)),
            )
            for each in writer.site.of(Session)
        ),
    )


_TABLES: Mapping[str, Callable[[PageWriter], Iterator[Table]]] = {
    "phase": _phases,
    "success-factor": _factors,
    "dialogue-model": _models,
    "checklist": _checklists,
    "a3": _sheets,
    "choice": _choices,
    "session": _sessions,
}
"""Overviews that show more than name and purpose."""


def bibliography_page(site: Site) -> Page | None:
    """Write the list of sources, with the pages that use each."""
    if not site.has_page("sources"):
        return None
    writer = PageWriter(site, site.addresses.page("sources"), f"{site.handbook.process}/sources.bib")
    used = _users(site)
    listed = [
        {"key": key, "entry": writer.source(key), "used": used.get(key, ())} for key in site.bibliography.keys
    ]
    return Page(
        path=writer.uri,
        title=writer.words.t("sources.title"),
        source=writer.path,
        markdown=written(writer, "pages/sources.md.jinja", {"listed": listed}),
    )


def _users(site: Site) -> dict[str, list[Document]]:
    """Find which documents cite a source, in front matter or in their text."""
    found: dict[str, list[Document]] = {}
    for document in site.documents:
        keys = {*document.sources, *(each.key for each in prose.citations(site.text_at(document.path)))}
        for key in keys:
            found.setdefault(key, []).append(document)
    return found


def glossary(site: Site) -> Page | None:
    """Write the glossary."""
    if not site.has_page("glossary"):
        return None
    introduction = site.handbook.glossary_introduction
    writer = PageWriter(site, site.addresses.page("glossary"), f"{site.handbook.process}/glossary.md")
    title = introduction.title if introduction and introduction.title else writer.words.t("glossary.title")
    facts = {
        "title": title,
        "introduction": introduction.text if introduction else "",
        "terms": site.handbook.glossary,
    }
    return Page(
        path=writer.uri,
        title=prose.plain(title),
        source=writer.path,
        markdown=written(writer, "pages/glossary.md.jinja", facts),
    )


def home(site: Site, uri: str = "index.md") -> Page:
    """Write a home page for a site, or for a folder of it, that has none."""
    writer = PageWriter(site, uri)
    words, title = writer.words, site.handbook.identity.title or writer.words.t("home.title")
    names = [
        *((kind.folder, plural_of(kind, words)) for kind in site.handbook.kinds),
        *((name, words.t(f"{name}.title")) for name in (*TOOLS, "sources", "glossary")),
    ]
    links = [writer.file(site.addresses.page(name), said) for name, said in names if site.has_page(name)]
    return Page(
        path=uri,
        title=title,
        source=f"{site.handbook.process}/handbook.yml" if site.has_settings else "",
        markdown=written(writer, "pages/home.md.jinja", {"title": writer.line(title), "sections": links}),
    )


__all__ = ["bibliography_page", "glossary", "home", "kinds", "overviews"]
