"""The page of everything that can be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..kinds import A3, Checklist, Document, Phase, Role, Session, plural_of
from ..sheets.sheet import PAPERS, Sheet
from ..templating import Markup
from .now import run_sheets_now
from .page import Page
from .site import Site
from .templates import written
from .thumbnails import picture
from .writer import PageWriter


@dataclass(frozen=True, slots=True)
class Printable:
    """Something to print: its name, when or for what, the first form, the other ones, a picture."""

    name: str
    note: str = ""
    first: str = ""
    others: tuple[str, ...] = ()
    picture: Markup | None = None
    plain: str = ""
    """The name without markup, for those who hear it."""


@dataclass(frozen=True, slots=True)
class PrintGroup:
    """A heading of the page with what stands below it."""

    name: str
    title: str
    items: tuple[Printable, ...]


def print_page(site: Site) -> Page | None:
    """Write the page of everything printable: now, by phase, by role, by moment, and the rest."""
    if not site.has_page("print"):
        return None
    writer = PageWriter(site, site.addresses.page("print"))
    makers = {
        "print.moments": _moments,
        "print.phases": _phases,
        "print.roles": _roles,
        "print.templates": _templates,
        "print.filled-in": _filled_in,
        "print.sessions": _sessions,
        "print.whole": _whole,
    }
    groups = [
        PrintGroup(
            key.removeprefix("print."),
            writer.words.t(key),
            tuple(each for each in make(writer) if each.first),
        )
        for key, make in makers.items()
    ]
    groups[-1:-1] = _of_any_kind(writer)
    size = site.handbook.identity.paper
    facts = {
        "now": run_sheets_now(writer),
        "groups_of": [each for each in groups if each.items],
        "tiled": any(each.path.endswith("-2xa4.pdf") for each in site.sheets),
        "papers": {"small": PAPERS[size, "a4"], "large": PAPERS[size, "a3"]},
    }
    return Page(
        path=writer.uri,
        title=writer.words.t("print.title"),
        section="tools",
        description=writer.words.t("print.lead"),
        markdown=written(writer, "pages/print.md.jinja", facts),
    )


def _item(
    writer: PageWriter,
    document: Document,
    sheets: Iterable[Sheet | None],
    name: str = "",
    note: str = "",
    more: Iterable[str] = (),
    drawn: Markup | None = None,
) -> Printable:
    """Give what a document prints; the first sheet is the one that most will want."""
    known = [each for each in sheets if each is not None]
    plain = writer.line(document.title)
    return Printable(
        name=name or writer.link(document),
        note=note,
        first=writer.button(known[0], plain) if known else "",
        others=(*(writer.form(each) for each in known[1:]), *more),
        picture=drawn,
        plain=plain,
    )


def _moments(writer: PageWriter) -> Iterator[Printable]:
    for each in writer.site.of(Checklist):
        moment, link = writer.of(each).line(each.pause_point or ""), writer.link(each)
        yield _item(
            writer, each, writer.site.sheets_for(each), name=moment or link, note=link if moment else ""
        )


def _phases(writer: PageWriter) -> Iterator[Printable]:
    for each in writer.site.of(Phase):
        templates = writer.site.handbook.found(A3, each.a3)
        named = (
            writer.form(first, writer.line(one.title)) for one in templates for first in _first(writer, one)
        )
        yield _item(writer, each, writer.site.sheets_for(each), more=named)


def _first(writer: PageWriter, document: Document) -> tuple[Sheet, ...]:
    return writer.site.sheets_for(document)[:1]


def _roles(writer: PageWriter) -> Iterator[Printable]:
    yield from (_item(writer, each, writer.site.sheets_for(each)) for each in writer.site.of(Role))


def _a3(writer: PageWriter, sheets: Iterable[A3]) -> Iterator[Printable]:
    for each in sheets:
        drawn = picture(writer.site.handbook, each, writer.words)
        yield _item(writer, each, writer.site.sheets_for(each), drawn=drawn)


def _templates(writer: PageWriter) -> Iterator[Printable]:
    return _a3(writer, (each for each in writer.site.of(A3) if each.is_template))


def _filled_in(writer: PageWriter) -> Iterator[Printable]:
    return _a3(writer, (each for each in writer.site.of(A3) if not each.is_template))


def _of_any_kind(writer: PageWriter) -> Iterator[PrintGroup]:
    """Give a group for each kind that prints without a template of its own."""
    for kind in writer.site.handbook.kinds:
        if kind.prints:
            items = (_item(writer, each, writer.site.sheets_for(each)) for each in writer.site.of(kind))
            found = tuple(each for each in items if each.first)
            yield PrintGroup(kind.folder, plural_of(kind, writer.words), found)


def _sessions(writer: PageWriter) -> Iterator[Printable]:
    for each in writer.site.of(Session):
        day = writer.words.date(each.date) if each.date else ""
        yield _item(writer, each, writer.site.sheets_for(each), note=day)


def _whole(writer: PageWriter) -> Iterator[Printable]:
    """Give what belongs to no single document."""
    site = writer.site
    known = {each.ref for each in site.documents} | {f"checklists/{each.id}" for each in site.generated_lists}
    for each in site.sheets:
        if each.publish and each.subject not in known:
            title = writer.line(each.title)
            yield Printable(name=title, first=writer.button(each, title), plain=title)
