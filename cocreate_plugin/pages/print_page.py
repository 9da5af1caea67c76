"""The page of everything that can be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..kinds import A3, Checklist, Document, Phase, Role, Session, plural_of
from ..sheets.sheet import PAPERS, Sheet
from ..templating import Markup
from .now import on_the_spot
from .page import Page
from .site import Site
from .templates import written
from .thumbnails import picture
from .writer import Pen


@dataclass(frozen=True, slots=True)
class Item:
    """Something to print: its name, when or for what, the first form, the other ones, a picture."""

    name: str
    note: str = ""
    first: str = ""
    others: tuple[str, ...] = ()
    picture: Markup | None = None
    plain: str = ""
    """The name without markup, for those who hear it."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the page with what stands below it."""

    name: str
    title: str
    items: tuple[Item, ...]


def print_page(site: Site) -> Page | None:
    """Write the page of everything printable: now, by phase, by role, by moment, and the rest."""
    if not site.has_page("print"):
        return None
    pen = Pen(site, site.addresses.page("print"))
    makers = {
        "moments": _moments,
        "phases": _phases,
        "roles": _roles,
        "templates": _templates,
        "filled-in": _filled_in,
        "sessions": _sessions,
        "whole": _whole,
    }
    groups = [
        Group(name, pen.words.t(f"print.{name}"), tuple(each for each in make(pen) if each.first))
        for name, make in makers.items()
    ]
    groups[-1:-1] = _of_any_kind(pen)
    size = site.handbook.identity.paper
    facts = {
        "now": on_the_spot(pen),
        "groups_of": [each for each in groups if each.items],
        "tiled": any(each.path.endswith("-2xa4.pdf") for each in site.sheets),
        "papers": {"small": PAPERS[size, "a4"], "large": PAPERS[size, "a3"]},
    }
    return Page(
        path=pen.uri,
        title=pen.words.t("print.title"),
        section="tools",
        description=pen.words.t("print.lead"),
        markdown=written(pen, "pages/print.md.jinja", facts),
    )


def _item(
    pen: Pen,
    document: Document,
    sheets: Iterable[Sheet | None],
    name: str = "",
    note: str = "",
    more: Iterable[str] = (),
    drawn: Markup | None = None,
) -> Item:
    """Give what a document prints; the first sheet is the one that most will want."""
    known = [each for each in sheets if each is not None]
    plain = pen.line(document.title)
    return Item(
        name=name or pen.link(document),
        note=note,
        first=pen.button(known[0], plain) if known else "",
        others=(*(pen.form(each) for each in known[1:]), *more),
        picture=drawn,
        plain=plain,
    )


def _moments(pen: Pen) -> Iterator[Item]:
    for each in pen.site.of(Checklist):
        moment, link = pen.of(each).line(each.pause_point or ""), pen.link(each)
        yield _item(pen, each, pen.site.sheets_for(each), name=moment or link, note=link if moment else "")


def _phases(pen: Pen) -> Iterator[Item]:
    for each in pen.site.of(Phase):
        templates = pen.site.handbook.found(A3, each.a3)
        named = (pen.form(first, pen.line(one.title)) for one in templates for first in _first(pen, one))
        yield _item(pen, each, pen.site.sheets_for(each), more=named)


def _first(pen: Pen, document: Document) -> tuple[Sheet, ...]:
    return pen.site.sheets_for(document)[:1]


def _roles(pen: Pen) -> Iterator[Item]:
    yield from (_item(pen, each, pen.site.sheets_for(each)) for each in pen.site.of(Role))


def _a3(pen: Pen, sheets: Iterable[A3]) -> Iterator[Item]:
    for each in sheets:
        drawn = picture(pen.site.handbook, each, pen.words)
        yield _item(pen, each, pen.site.sheets_for(each), drawn=drawn)


def _templates(pen: Pen) -> Iterator[Item]:
    return _a3(pen, (each for each in pen.site.of(A3) if each.is_template))


def _filled_in(pen: Pen) -> Iterator[Item]:
    return _a3(pen, (each for each in pen.site.of(A3) if not each.is_template))


def _of_any_kind(pen: Pen) -> Iterator[Group]:
    """Give a group for each kind that prints without a template of its own."""
    for kind in pen.site.handbook.kinds:
        if kind.prints:
            items = (_item(pen, each, pen.site.sheets_for(each)) for each in pen.site.of(kind))
            found = tuple(each for each in items if each.first)
            yield Group(kind.folder, plural_of(kind, pen.words), found)


def _sessions(pen: Pen) -> Iterator[Item]:
    for each in pen.site.of(Session):
        day = pen.words.date(each.date) if each.date else ""
        yield _item(pen, each, pen.site.sheets_for(each), note=day)


def _whole(pen: Pen) -> Iterator[Item]:
    """Give what belongs to no single document."""
    site = pen.site
    known = {each.ref for each in site.documents} | {f"checklists/{each.id}" for each in site.generated_lists}
    for each in site.sheets:
        if each.publish and each.subject not in known:
            title = pen.line(each.title)
            yield Item(name=title, first=pen.button(each, title), plain=title)
