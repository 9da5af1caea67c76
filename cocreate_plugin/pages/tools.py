"""Pages that are made of the whole handbook: choosing, the blueprint, the matrix, the self-assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .. import prose
from ..facts.assessment import assessment
from ..facts.coverage import coverage
from ..kinds import (
    KINDS,
    LANES,
    DialogueModel,
    Document,
    Phase,
    SuccessFactor,
    name_of,
    plural_of,
    references,
)
from .page import Page
from .site import Site
from .templates import written
from .writer import PageWriter


def choose(site: Site) -> Page | None:
    """Write the page on which one finds a dialogue model."""
    models = site.of(DialogueModel)
    return _tool(
        site, "choose", {"models": models, "not_when": [model for model in models if model.not_when]}
    )


def blueprint(site: Site) -> Page | None:
    """Write all phases in their five lanes."""
    phases = [phase for phase in site.of(Phase) if phase.steps]
    writer = PageWriter(site, site.addresses.page("blueprint"))
    gaps = [
        f"{writer.of(phase).line(step.title)} ({writer.link(phase)})"
        for phase in phases
        for step in phase.steps or ()
        if step.backstage_gap
    ]
    return _tool(
        site,
        "blueprint",
        {"phases": [_PhaseSeen(writer, phase) for phase in phases], "lanes": LANES, "gaps": gaps},
        wide=True,
    )


class _PhaseSeen:
    """A phase whose text is read from its own file while it stands on another page."""

    def __init__(self, writer: PageWriter, phase: Phase) -> None:
        self.phase = phase
        self.pen = writer.of(phase)  # the name that templates know


def matrix(site: Site) -> Page | None:
    """Write which phase and which dialogue model serves which factor, with the holes."""
    covered, writer = coverage(site.handbook), PageWriter(site, site.addresses.page("matrix"))
    by_phase = [(one.factor, one.phases) for one in covered]
    by_model = [(one.factor, one.models) for one in covered]
    grids = [
        _grid(writer, "phases", site.of(Phase), by_phase),
        _grid(writer, "models", site.of(DialogueModel), by_model, "dialogue-models"),
        *_own_grids(writer),
    ]
    holes = [writer.link(each.factor) for each in covered if each.hole]
    return _tool(site, "matrix", {"grids": [grid for grid in grids if grid], "holes": holes}, wide=True)


Served = Iterable[tuple[Document, Iterable[Document]]]
"""Documents, each with those that serve it, or name it."""


def _grid(
    writer: PageWriter, name: str, columns: Sequence[Document], served: Served, anchor: str = ""
) -> dict[str, Any] | None:
    rows = [{"document": row, "served": {each.id for each in serving}} for row, serving in served]
    if not columns or not rows:
        return None
    return {
        "title": writer.words.t(f"matrix.{name}"),
        "anchor": anchor or name,
        "columns": columns,
        "caption": writer.words.t(f"matrix.{name}.caption"),
        "head": writer.words.t("label.factor"),
        "rows": rows,
        "own": False,
    }


def _own_grids(writer: PageWriter) -> Iterator[dict[str, Any]]:
    """Give a grid for each kind of one's own that names factors or phases; it has no holes."""
    site, words = writer.site, writer.words
    built_in = {kind.kind for kind in KINDS}
    for kind in site.handbook.kinds:
        targets = {name for ref in references(kind).values() for name in ref.kinds}
        for target in (SuccessFactor, Phase):
            if kind.kind in built_in or target.kind not in targets or not site.of(kind):
                continue
            served = ((row, site.handbook.naming(row, kind)) for row in site.of(target))
            title = words.t("matrix.own", rows=plural_of(target, words), columns=plural_of(kind, words))
            rows = [
                {"document": row, "served": {each.id for each in naming if each.publish}}
                for row, naming in served
            ]
            yield {
                "title": title,
                "anchor": f"{kind.folder}-{target.folder}",
                "columns": site.of(kind),
                "caption": title,
                "head": _capital(name_of(target, words)),
                "rows": rows,
                "own": True,
            }


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def assess(site: Site) -> Page | None:
    """Write the self-assessment."""
    return _tool(site, "assess", {"groups": assessment(site.handbook)})


def _tool(site: Site, name: str, facts: dict[str, Any], wide: bool = False) -> Page | None:
    if not site.has_page(name):
        return None
    writer = PageWriter(site, site.addresses.page(name))
    title = writer.words.t(f"{name}.title")
    return Page(
        path=writer.uri,
        title=title,
        section="tools",
        wide=wide,
        description=prose.plain(writer.words.t(f"{name}.lead")),
        markdown=written(
            writer,
            f"pages/{name}.md.jinja",
            {"sheets": site.sheets_of(name), "unprinted": site.unprinted_of(name), **facts},
        ),
    )
