"""The page of everything that can be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..kinds import A3, Checklist, DialogueModel, Phase, Role, Session
from ..views.sheet import Sheet
from .measures import minutes, people
from .page import Page
from .pen import Pen
from .site import Site
from .writing import written

Group = dict[str, Any]


def print_page(site: Site) -> Page | None:
    """Write the page of everything printable: now, by phase, by role, by moment, and the rest."""
    if not site.has_page("print"):
        return None
    pen = Pen(site, "print/index.md")
    groups = [
        each for make in (_now, _moments, _phases, _roles, _sheets, _sessions, _whole) for each in make(pen)
    ]
    facts = {"groups_of": groups, "tiled": any(each.path.endswith("-2xa4.pdf") for each in site.sheets)}
    return Page(
        path=pen.uri,
        title=pen.words.t("print.title"),
        section="tools",
        description=pen.words.t("print.lead"),
        markdown=written(pen, "pages/print.md.jinja", facts),
    )


def _group(
    pen: Pen, name: str, columns: Iterable[str], rows: Iterable[Sequence[str]], text: str = ""
) -> Iterator[Group]:
    """Give a group whose rows print something, without columns that stay empty."""
    filled = [tuple(row) for row in rows if any(row[1:])]
    heads = list(columns)
    kept = [at for at in range(len(heads)) if at == 0 or any(row[at] for row in filled)]
    if filled or text:
        yield {
            "title": pen.words.t(f"print.{name}"),
            "anchor": name,
            "text": text,
            "columns": [pen.words.t(f"print.column.{heads[at]}") for at in kept],
            "rows": [tuple(row[at] for at in kept) for row in filled],
        }


def _one(pen: Pen, path: str, words: str = "") -> str:
    """Link one PDF, if it is printed."""
    sheet = pen.site.sheet_at(path)
    return pen.pdfs((sheet,), words) if sheet else ""


def _now(pen: Pen) -> Iterator[Group]:
    """A facilitator with ten minutes: a dialogue model, its run sheet, what to prepare."""
    site, words = pen.site, pen.words
    text = (
        words.t("print.now.text", choose=pen.file("choose/index.md", words.t("choose.title")))
        if site.has_page("choose")
        else ""
    )
    rows = (
        (
            pen.link(each),
            people(words, each.people),
            minutes(words, each.minutes),
            _one(pen, f"print/run-sheets/{each.id}.pdf"),
            _one(pen, f"print/run-sheets/{each.id}-participants.pdf"),
            _one(pen, f"print/checklists/prepare-{each.id}.pdf"),
        )
        for each in site.of(DialogueModel)
        if site.sheets_for(each)
    )
    return _group(pen, "now", ("model", "people", "time", "run-sheet", "participants", "prepare"), rows, text)


def _moments(pen: Pen) -> Iterator[Group]:
    return _group(
        pen,
        "moments",
        ("checklist", "moment", "pdf"),
        (
            (pen.link(each), pen.line(each.pause_point or ""), pen.pdfs(pen.site.sheets_for(each)))
            for each in pen.site.of(Checklist)
            if pen.site.sheets_for(each)
        ),
    )


def _phases(pen: Pen) -> Iterator[Group]:
    return _group(
        pen,
        "phases",
        ("phase", "gate", "list", "blueprint", "sheets"),
        (
            (
                pen.link(each),
                _one(pen, f"print/checklists/gate-{each.id}.pdf"),
                _one(pen, f"print/checklists/phase-{each.id}.pdf"),
                _one(pen, f"print/blueprints/{each.id}.pdf"),
                ", ".join(
                    pen.link(sheet)
                    for sheet in pen.site.handbook.found(A3, each.a3)
                    if pen.site.sheets_for(sheet)
                ),
            )
            for each in pen.site.of(Phase)
        ),
    )


def _roles(pen: Pen) -> Iterator[Group]:
    return _group(
        pen,
        "roles",
        ("role", "pdf"),
        ((pen.link(each), pen.pdfs(pen.site.sheets_for(each))) for each in pen.site.of(Role)),
    )


def _sheets(pen: Pen) -> Iterator[Group]:
    every = pen.site.of(A3)
    yield from _group(
        pen,
        "templates",
        ("sheet", "guided", "blank", "form", "tiled"),
        (
            (
                pen.link(each),
                *(
                    _one(pen, f"print/a3/{each.id}{ending}.pdf")
                    for ending in ("", "-blank", "-form", "-2xa4")
                ),
            )
            for each in every
            if each.is_template
        ),
    )
    yield from _group(
        pen,
        "filled-in",
        ("sheet", "pdf"),
        ((pen.link(each), pen.pdfs(pen.site.sheets_for(each))) for each in every if not each.is_template),
    )


def _sessions(pen: Pen) -> Iterator[Group]:
    return _group(
        pen,
        "sessions",
        ("session", "pack", "pack-a4"),
        (
            (
                pen.link(each),
                _one(pen, f"print/sessions/{each.id}.pdf"),
                _one(pen, f"print/sessions/{each.id}-a4.pdf"),
            )
            for each in pen.site.of(Session)
        ),
    )


def _whole(pen: Pen) -> Iterator[Group]:
    """What belongs to no single document."""
    site = pen.site
    known = {each.ref for each in site.documents} | {f"checklists/{each.id}" for each in site.generated_lists}
    rest: list[Sheet] = [each for each in site.sheets if each.publish and each.subject not in known]
    return _group(pen, "whole", ("what", "pdf"), ((pen.line(each.title), pen.pdfs((each,))) for each in rest))
