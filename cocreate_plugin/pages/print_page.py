"""The page of everything that can be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ..kinds import A3, Checklist, Choice, Document, Phase, Role, Session, plural_of
from ..sheets.a3_picture import picture
from ..sheets.sheet import PAPERS
from ..templating import Markup
from .now import run_sheets_now
from .page import Page
from .site import Site
from .templates import written
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
    makers: dict[str, Callable[[PageWriter], Iterator[Printable]]] = {
        "print.moments": _moments,
        "print.phases": _phases,
        "print.roles": _roles,
        "print.templates": partial(_a3, True),
        "print.filled-in": partial(_a3, False),
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
        "unprinted": site.unprinted,
        "groups_of": [group for group in groups if group.items],
        "tiled": any(sheet.path.endswith("-2xa4.pdf") for sheet in site.sheets),
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
    name: str = "",
    note: str = "",
    more: Iterable[str] = (),
    drawn: Markup | None = None,
) -> Printable:
    """Give what a document prints; the first sheet is the one that most will want."""
    sheets = writer.site.sheets_for(document)
    plain = writer.line(document.title)
    return Printable(
        name=name or writer.link(document),
        note=note,
        first=writer.button(sheets[0], plain) if sheets else "",
        others=(*(writer.form(sheet) for sheet in sheets[1:]), *more),
        picture=drawn,
        plain=plain,
    )


def _moments(writer: PageWriter) -> Iterator[Printable]:
    for checklist in writer.site.of(Checklist):
        moment, link = writer.of(checklist).line(checklist.pause_point or ""), writer.link(checklist)
        yield _item(writer, checklist, name=moment or link, note=link if moment else "")


def _phases(writer: PageWriter) -> Iterator[Printable]:
    for phase in writer.site.of(Phase):
        forms = (
            writer.form(sheet, writer.line(template.title))
            for template in writer.site.handbook.found(A3, phase.a3)
            for sheet in writer.site.sheets_for(template)[:1]
        )
        yield _item(writer, phase, more=forms)


def _roles(writer: PageWriter) -> Iterator[Printable]:
    return (_item(writer, role) for role in writer.site.of(Role))


def _a3(templates: bool, writer: PageWriter) -> Iterator[Printable]:
    for sheet in writer.site.of(A3):
        if sheet.is_template == templates:
            yield _item(writer, sheet, drawn=picture(writer.site.handbook, sheet, writer.words))


def _of_any_kind(writer: PageWriter) -> Iterator[PrintGroup]:
    """Give a group for each kind that prints, and that no other group shows."""
    for kind in writer.site.handbook.kinds:
        if kind.prints or kind is Choice:
            items = (_item(writer, document) for document in writer.site.of(kind))
            printable = tuple(item for item in items if item.first)
            yield PrintGroup(kind.folder, plural_of(kind, writer.words), printable)


def _sessions(writer: PageWriter) -> Iterator[Printable]:
    for session in writer.site.of(Session):
        yield _item(writer, session, note=writer.words.date(session.date) if session.date else "")


def _whole(writer: PageWriter) -> Iterator[Printable]:
    """Give what belongs to no single document."""
    site = writer.site
    known = {document.ref for document in site.documents} | {
        f"checklists/{view.id}" for view in site.generated_lists
    }
    for subject in dict.fromkeys(sheet.subject for sheet in site.sheets):
        if subject not in known and (sheets := site.sheets_of(subject)):
            title = writer.line(sheets[0].title)
            others = tuple(writer.form(sheet) for sheet in sheets[1:])
            yield Printable(name=title, first=writer.button(sheets[0], title), others=others, plain=title)
