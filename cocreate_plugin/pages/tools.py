"""Pages that are made of the whole handbook: choosing, the blueprint, the matrix, the self-assessment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .. import prose
from ..facts.coverage import Coverage, coverage
from ..kinds import LANES, DialogueModel, Document, Phase, SuccessFactor
from .page import Page
from .site import Site
from .templates import written
from .writer import Pen


def choose(site: Site) -> Page | None:
    """Write the page on which one finds a dialogue model."""
    models = site.of(DialogueModel)
    return _tool(site, "choose", {"models": models, "not_when": [each for each in models if each.not_when]})


def blueprint(site: Site) -> Page | None:
    """Write all phases in their five lanes."""
    phases = [each for each in site.of(Phase) if each.steps]
    pen = Pen(site, site.addresses.page("blueprint"))
    gaps = [
        f"{pen.of(phase).line(step.title)} ({pen.link(phase)})"
        for phase in phases
        for step in phase.steps or ()
        if step.backstage_gap
    ]
    return _tool(
        site,
        "blueprint",
        {"phases": [_Seen(pen, each) for each in phases], "lanes": LANES, "gaps": gaps},
        wide=True,
    )


class _Seen:
    """A phase whose text is read from its own file while it stands on another page."""

    def __init__(self, pen: Pen, phase: Phase) -> None:
        self.phase = phase
        self.pen = pen.of(phase)


def matrix(site: Site) -> Page | None:
    """Write which phase and which dialogue model serves which factor, with the holes."""
    covered = coverage(site.handbook)
    pen = Pen(site, site.addresses.page("matrix"))
    grids = [
        _grid(pen, "phases", site.of(Phase), covered, [{each.id for each in one.phases} for one in covered]),
        _grid(
            pen,
            "models",
            site.of(DialogueModel),
            covered,
            [{each.id for each in one.models} for one in covered],
        ),
    ]
    holes = [pen.link(each.factor) for each in covered if each.hole]
    return _tool(site, "matrix", {"grids": [each for each in grids if each], "holes": holes}, wide=True)


def _grid(
    pen: Pen, name: str, columns: Sequence[Document], covered: Sequence[Coverage], served: Sequence[set[str]]
) -> dict[str, Any] | None:
    if not columns or not covered:
        return None
    title = pen.words.t(f"matrix.{name}")
    return {
        "title": title,
        "anchor": "dialogue-models" if name == "models" else name,
        "columns": columns,
        "caption": pen.words.t(f"matrix.{name}.caption"),
        "rows": [
            {"factor": each.factor, "served": found} for each, found in zip(covered, served, strict=True)
        ],
    }


def assess(site: Site) -> Page | None:
    """Write the self-assessment."""
    factors = [each for each in site.of(SuccessFactor) if each.statements]
    return _tool(site, "assess", {"groups": grouped(factors), "sheets": site.sheets_of("assess")})


def grouped(factors: Iterable[SuccessFactor]) -> list[dict[str, Any]]:
    """Put factors by their group, groups in the order of their first factor."""
    found: dict[str, list[SuccessFactor]] = {}
    for factor in factors:
        found.setdefault(factor.group or "", []).append(factor)
    return [{"title": title, "factors": each} for title, each in found.items()]


def _tool(site: Site, name: str, facts: dict[str, Any], wide: bool = False) -> Page | None:
    if not site.has_page(name):
        return None
    pen = Pen(site, site.addresses.page(name))
    title = pen.words.t(f"{name}.title")
    return Page(
        path=pen.uri,
        title=title,
        section="tools",
        wide=wide,
        description=prose.plain(pen.words.t(f"{name}.lead")),
        markdown=written(pen, f"pages/{name}.md.jinja", {"sheets": site.sheets_of(name), **facts}),
    )
