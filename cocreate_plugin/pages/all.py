"""Every page of the site, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from .. import prose
from ..facts.checklists import ChecklistView
from ..kinds import A3, Document
from ..phrases import each_marked
from .documents import facts_of
from .overviews import bibliography_page, glossary, home, overviews
from .page import Page
from .print_page import print_page
from .site import Site
from .templates import written
from .tools import (
    accessibility,
    assess,
    blueprint,
    calendar,
    choose,
    decide,
    event,
    matrix,
    promises,
    quality,
)
from .writer import PageWriter

__all__ = ["Page", "home", "pages"]

WHOLE = (
    *(choose, event, decide, blueprint, matrix, calendar, promises, quality, assess, print_page),
    *(accessibility, bibliography_page, glossary),
)
"""Pages that are made of the whole handbook."""


def pages(site: Site, homes: Iterable[str] = ()) -> tuple[Page, ...]:
    """Give every page of a handbook, in the order of the navigation; `homes` are first pages nobody wrote."""
    return tuple(one_by_one(site, homes))


def one_by_one(site: Site, homes: Iterable[str] = ()) -> Iterator[Page]:
    """Write every page when it is asked for: thousands of them need not be in memory together."""
    written = chain((home(site, uri) for uri in homes), _pages(site))
    return (page for page in each_marked(written) if page is not None)


def page_at(site: Site, uri: str) -> Page | None:
    """Write one page; None when there is none at this place."""
    documents = (*site.documents, *site.translations)
    document = next((each for each in documents if site.addresses.document(each) == uri), None)
    if document is not None:
        return document_page(site, document)
    return next((page for page in one_by_one(site) if page.path == uri), None)


def _pages(site: Site) -> Iterator[Page | None]:
    for overview in overviews(site):
        yield overview
        yield from (
            document_page(site, document)
            for document in site.documents
            if document.folder == overview.section
        )
    yield from (document_page(site, document) for document in site.translations)
    yield from (list_page(site, view) for view in site.generated_lists)
    yield from (make(site) for make in WHOLE)


def document_page(site: Site, document: Document) -> Page:
    """Write the page of a document."""
    uri = site.addresses.document(document)
    writer = PageWriter(site, uri, document.path, document.language)
    return Page(
        path=uri,
        title=prose.plain(document.title),
        source=document.path,
        section=document.folder,
        markdown=written(
            writer,
            [f"pages/{document.kind}.md.jinja", "pages/document.md.jinja"],
            facts_of(writer, document),
            document.definitions,
        ),
        description=prose.plain(document.purpose),
        tags=document.tags,
        language=document.language,
        in_nav=not document.language,
        wide=isinstance(document, A3),
    )


def list_page(site: Site, view: ChecklistView) -> Page:
    """Write the page of a list that another document generates."""
    writer = PageWriter(site, site.addresses.checklist(view.id), view.document.path)
    facts = {
        "doc": view.document,
        "list": view,
        "sheets": site.sheets_of(f"checklists/{view.id}"),
        "unprinted": site.unprinted_of(f"checklists/{view.id}"),
    }
    return Page(
        path=writer.uri,
        title=prose.plain(view.title),
        source=view.document.path,
        section="checklists",
        in_nav=False,
        markdown=written(writer, "pages/generated-checklist.md.jinja", facts, view.document.definitions),
        description=prose.plain(view.aim),
    )
