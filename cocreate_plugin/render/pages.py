"""Every page of the site, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from .. import kinds, prose
from ..handbook import Handbook
from ..kinds import KIND_OF_NAME, Document, Listing, Step, Subheading, Task, Text
from ..phrases import Phrases, languages, phrases
from ..views import acting
from ..views.addresses import page, page_of
from ..views.sheet import Sheet
from .measures import duration, minutes, people
from .pen import HELD, Pen
from .site import Site, from_page, uri_of
from .templates import environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site before any host has seen it."""

    path: str
    """The Markdown file that it pretends to be, such as `phases/explore.md`."""
    title: str
    markdown: str
    source: str = ""
    """The file that one edits to change it, from the handbook's root; empty: no single one."""
    section: str = ""
    """Where the navigation has it: a folder of documents, `tools`, or empty for the top."""
    in_nav: bool = True
    description: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    wide: bool = False
    """Whether it has a table that needs the room of the table of contents."""


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that stand together, or the text or subheading between them."""

    items: tuple[Task, ...] = ()
    around: Text | Subheading | None = None


def pages(site: Site) -> tuple[Page, ...]:
    """Give every page of a handbook, in the order of the navigation."""
    return tuple(_pages(site))


def _pages(site: Site) -> Iterator[Page]:
    for document in (*site.documents, *site.translations):
        if document.kind != "phase": continue
        yield document_page(site, document)


def document_page(site: Site, document: Document) -> Page:
    """Write the page of a document."""
    uri = uri_of(document)
    pen = Pen(site, uri, document.path, document.language)
    facts = {"doc": document, **_about(pen, document), **_OF_KIND.get(document.kind, _nothing)(pen, document)}
    return Page(
        path=uri, title=prose.plain(document.title), source=document.path, section=document.folder,
        markdown=written(pen, f"pages/{document.kind}.md.jinja", facts), description=prose.plain(document.purpose),
        tags=document.tags, language=document.language, in_nav=not document.language,
    )


def written(pen: Pen, template: str, facts: Mapping[str, Any]) -> str:
    """Fill a template for the page of a pen."""
    tools = environment_of(pen.site.handbook.root)
    given = {**_given(pen), **facts}
    given["parts"] = tools.get_template("pages/parts.md.jinja").make_module(given)
    return tidy(tools.get_template(template).render(given))


def tidy(markdown: str) -> str:
    """Leave one blank line where a template left several; those of the author's text are kept."""
    lines: list[str] = []
    for line in markdown.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip() if HELD not in line else line)
    return "\n".join(lines).strip("\n").replace(HELD, "\n") + "\n"


@lru_cache(maxsize=4)
def environment_of(root: Path) -> SandboxedEnvironment:
    """Give the templates of a handbook, its own before ours."""
    tools = environment(root)
    tools.globals.update(kinds=kinds, KINDS=kinds.KINDS)
    return tools


def _given(pen: Pen) -> dict[str, Any]:
    """Give what every template may use."""
    site, words = pen.site, pen.words
    return {
        "site": site, "handbook": site.handbook, "identity": site.handbook.identity, "pen": pen,
        "t": words.t, "n": words.n, "number": words.number, "date": words.date, "has": words.has,
        "duration": partial(duration, words), "people": partial(people, words), "minutes": partial(minutes, words),
        "plain": prose.plain, "groups": groups, "is_step": lambda block: isinstance(block, Step),
        "shown_lanes": acting.shown_lanes, "sheet_name": partial(sheet_name, words),
        "find": partial(_find, site), "found": partial(_found, site), "entries": partial(entries, pen),
        "about_facts": partial(about_facts, pen),
    }


def _find(site: Site, kind: str, id_: str | None) -> Document | None:
    return site.handbook.find(KIND_OF_NAME[kind], id_)


def _found(site: Site, kind: str, ids: Iterable[str]) -> tuple[Document, ...]:
    return tuple(each for each in site.handbook.found(KIND_OF_NAME[kind], ids) if each.publish)


def groups(listing: Listing[Task] | None) -> tuple[Group, ...]:
    """Put tasks that follow each other together, with the text between them."""
    found: list[Group] = []
    for block in listing.blocks if listing else ():
        if isinstance(block, Task):
            if found and found[-1].items:
                found[-1] = Group((*found[-1].items, block))
            else:
                found.append(Group((block,)))
        else:
            found.append(Group(around=block))
    return tuple(found)


def sheet_name(words: Phrases, sheet: Sheet) -> str:
    """Name a sheet by what it is and its size, such as `Gate, A4`."""
    kind = f"sheet.{sheet.kind}"
    named = words.t(kind) if words.has(kind) else sheet.title
    return f"{named} (PDF)" if words.has(kind) else f"{prose.plain(named)} (PDF)"


def entries(pen: Pen, keys: Iterable[str]) -> tuple[str, ...]:
    """Write sources in full, each leading to its place on the page of sources."""
    known = [key for key in keys if key in pen.site.handbook.bibliography]
    return tuple(pen.site.bibliography.entry(key) for key in known)


def about_facts(pen: Pen, document: Document) -> list[tuple[str, str]]:
    """Say how a page came about and who looks after it."""
    words = pen.words
    every = duration(words, document.review_every)
    return [
        (words.t("page.status"), words.t(f"status.{document.status}") if document.status else ""),
        (words.t("page.owner"), pen.line(document.owner or "")),
        (words.t("page.reviewed"), words.date(document.reviewed) if document.reviewed else ""),
        (words.t("page.review-every"), every),
        (words.t("page.tags"), ", ".join(pen.line(tag) for tag in document.tags)),
    ]


def _about(pen: Pen, document: Document) -> dict[str, Any]:
    site = pen.site
    own = (*site.sheets_of(document.ref),)
    translated = [each for each in site.translations if each.ref == document.ref and each.language != document.language]
    original = site.handbook.find(type(document), document.id) if document.language else None
    others = [*([original] if original else []), *translated]
    return {
        "sheets": own,
        "suggestion": suggestion(site, pen.words, document),
        "other_languages": ", ".join(pen.link(each, language_name(each.language or site.handbook.language)) for each in others),
        "naming": lambda kind, field=None: tuple(
            each for each in site.handbook.naming(document, KIND_OF_NAME[kind], field) if each.publish),
    }


def language_name(code: str) -> str:
    """Name a language in itself."""
    words = phrases(code)
    known = code.split("-")[0] in languages()
    return words.t("language.name") if known else code


def suggestion(site: Site, words: Phrases, document: Document) -> str:
    """Give the address of a mail that proposes a change, with title, address and edition filled in."""
    identity = site.handbook.identity
    if not identity.contact:
        return ""
    title = prose.plain(document.title)
    where = page(site.handbook, page_of(document)) or page_of(document)
    lines = [f"{words.t('suggest.page')}: {title}", f"{words.t('suggest.address')}: {where}"]
    if identity.edition:
        lines.append(f"{words.t('suggest.edition')}: {identity.edition}")
    body = "\r\n".join((*lines, "", words.t("suggest.what"), ""))
    subject = words.t("suggest.subject", title=title)
    return f"mailto:{quote(identity.contact, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _nothing(pen: Pen, document: Any) -> dict[str, Any]:
    return {}


def _phase(pen: Pen, phase: kinds.Phase) -> dict[str, Any]:
    site = pen.site
    ordered = site.of(kinds.Phase)
    at = next((number for number, each in enumerate(ordered) if each.id == phase.id), 0)
    return {
        "previous": ordered[at - 1] if at else None,
        "next": ordered[at + 1] if at + 1 < len(ordered) else None,
        "taking_part": [{"role": each.role, "part": said_part(pen, each)}
                        for each in acting.parts_in(site.handbook, phase) if each.role.publish],
        "to_print": [{"document": each, "sheets": site.sheets_of(each.ref)}
                     for each in (*_found(site, "a3", phase.a3), *_found(site, "checklist", phase.checklists))],
    }


def said_part(pen: Pen, part: acting.Part) -> str:
    """Say in short where a role acts in a phase."""
    words = pen.words
    said = [words.t("part.decides")] if part.decides else []
    counts = [(lane, len(part.in_lane(lane))) for lane in ("participants", "frontstage", "backstage", "support")]
    said += [f"{words.t(f'lane.{lane}').lower()} {number}" for lane, number in counts if number]
    if gate := len(part.in_lane("gate")):
        said.append(f"{words.t('field.gate').lower()} {gate}")
    return ", ".join(said)


_OF_KIND: Mapping[str, Callable[[Pen, Any], dict[str, Any]]] = {
    "phase": _phase,
}
__all__ = ["Group", "Handbook", "Page", "from_page", "jinja2", "pages"]
