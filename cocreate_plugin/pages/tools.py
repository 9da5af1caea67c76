"""Pages that are made of the whole handbook: choosing, the blueprint, the matrix, the self-assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .. import prose
from ..facts.assessment import assessment
from ..facts.calendar import calendar as all_phases
from ..facts.coverage import coverage, dialogues
from ..facts.practice import part_of
from ..facts.promises import promises as all_promises
from ..facts.quality import MEASURES, pooled
from ..facts.scored import PooledScores
from ..kinds import (
    KINDS,
    LANES,
    Document,
    Phase,
    Practice,
    Role,
    SuccessFactor,
    capitalised,
    label,
    name_of,
    plural_of,
    references,
)
from .accessibility import statement
from .choose import choosing
from .deciding import deciding
from .my_event import my_event
from .page import Page
from .script_words import ASSESS, GATHER, attributes
from .site import Site
from .templates import written
from .writer import PageWriter

BUILT_IN = frozenset(kind.kind for kind in KINDS)


def choose(site: Site) -> Page | None:
    """Write the page on which one finds a dialogue model."""
    return _tool(site, "choose", choosing(PageWriter(site, site.addresses.page("choose"))))


def event(site: Site) -> Page | None:
    """Write the page on which one puts an event together."""
    return _tool(site, "event", my_event(PageWriter(site, site.addresses.page("event"))))


def decide(site: Site) -> Page | None:
    """Write the page on which people decide together."""
    return _tool(site, "decide", deciding(PageWriter(site, site.addresses.page("decide"))))


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
        others = (id_ for id_ in phase.decides_with if id_ != phase.decides)
        book = writer.site.handbook
        self.decides = _deciding(writer, book.find(Role, phase.decides), book.found(Role, others))
        self.pen = writer.of(phase)  # the name that templates know


def matrix(site: Site) -> Page | None:
    """Write which phase and which dialogue model serves which factor, with the holes."""
    covered, writer = coverage(site.handbook), PageWriter(site, site.addresses.page("matrix"))
    words, models = writer.words, dialogues(site.handbook)

    def grid(name: str, anchor: str, columns: Sequence[Document], served: Served) -> dict[str, Any]:
        title, caption = words.t(f"matrix.{name}"), words.t(f"matrix.{name}.caption")
        return _grid(title, anchor, columns, served, caption, words.t("label.factor"))

    grids = (
        grid("phases", "phases", site.of(Phase), [(one.factor, one.phases) for one in covered]),
        grid(
            "models",
            "dialogue-models",
            models,
            [(one.factor, one.models) for one in covered],
        ),
        *_own_grids(writer),
    )
    holes = [writer.link(each.factor) for each in covered if each.hole]
    shown = [each for each in grids if each["columns"] and each["rows"]]
    return _tool(site, "matrix", {"grids": shown, "holes": holes}, wide=True)


Served = Iterable[tuple[Document, Iterable[Document]]]
"""Documents, each with those that serve it, or name it."""


def _grid(
    title: str,
    anchor: str,
    columns: Sequence[Document],
    served: Served,
    caption: str,
    head: str,
    own: bool = False,
) -> dict[str, Any]:
    """Give a table of marks; one's `own` has no holes."""
    rows = [{"document": row, "served": {each.id for each in serving}} for row, serving in served]
    return {
        "title": title,
        "anchor": anchor,
        "columns": columns,
        "caption": caption,
        "head": head,
        "rows": rows,
        "own": own,
    }


def _own_grids(writer: PageWriter) -> Iterator[dict[str, Any]]:
    """Give a grid for each kind of one's own that names factors or phases."""
    site, words = writer.site, writer.words
    for kind in site.handbook.kinds:
        targets = {name for ref in references(kind).values() for name in ref.kinds}
        for target in (SuccessFactor, Phase):
            if kind.kind in BUILT_IN or target.kind not in targets:
                continue
            served = ((row, site.handbook.naming(row, kind)) for row in site.of(target))
            title = words.t("matrix.own", rows=plural_of(target, words), columns=plural_of(kind, words))
            head, anchor = capitalised(name_of(target, words)), f"{kind.folder}-{target.folder}"
            yield _grid(title, anchor, site.of(kind), served, title, head, own=True)


def calendar(site: Site) -> Page | None:
    """Write when each phase may begin and end, and what is held in front and behind."""
    writer = PageWriter(site, site.addresses.page("calendar"))
    rows = [
        (
            writer.link(each.phase),
            each.when(writer.words),
            writer.links(each.in_front),
            writer.links(each.behind),
            _deciding(writer, each.decides, each.decides_with),
        )
        for each in all_phases(site.handbook)
    ]
    return _tool(site, "calendar", {"rows": rows}, wide=True)


def _deciding(writer: PageWriter, decides: Role | None, others: tuple[Role, ...]) -> str:
    """Link the role that decides at a gate, and those that must say yes too."""
    too = writer.words.t("gate.with", roles=writer.links(others)) if others else ""
    return " ".join(part for part in (writer.link(decides), too) if part)


def promises(site: Site) -> Page | None:
    """Write what is promised, who keeps it, and by when."""
    if not site.has_page("promises"):
        return None
    writer = PageWriter(site, site.addresses.page("promises"))
    rows = [
        (
            writer.of(promise.document).line(promise.text.markdown),
            writer.links(role for role in promise.keepers if role.publish),
            promise.within.written(writer.words) if promise.within else "",
            writer.link(promise.document),
        )
        for promise in all_promises(site.handbook)
        if promise.document.publish
    ]
    return _tool(site, "promises", {"rows": rows})


def quality(site: Site) -> Page | None:
    """Write the first measures of process quality, of each event and of all, and how long models took."""
    if not site.has_page("quality"):
        return None
    writer = PageWriter(site, site.addresses.page("quality"))
    words, pool = writer.words, pooled(site.handbook)
    titles = [label(Practice, name, words) for name in (*MEASURES, "perspectives_missing")]
    rows = [
        (writer.link(event.case), words.date(event.case.date) if event.case.date else "", *measured.values())
        for event in pool.events
        for measured in (event.measures(words),)
    ]
    if len(rows) > 1:
        rows.append((words.t("quality.together"), "", *pool.together(words).values(), ""))
    kind = plural_of(Practice, words)
    return _tool(
        site,
        "quality",
        {
            "measures": [
                (title, words.t(f"quality.how.{name}")) for name, title in zip(MEASURES, titles, strict=False)
            ],
            "heads": [words.t("event.which"), words.t("field.date"), *titles],
            "events": rows,
            "models": [(writer.link(model), use.written(words)) for model, use in pool.models],
            "scores": [_score(writer, each) for each in pool.scores],
            "stopped": words.t(
                "quality.stopped", part=part_of(words, pool.stopped.stopped, pool.stopped.settings)
            )
            if pool.stopped.settings
            else "",
            "overview": writer.file(site.addresses.page(Practice.folder), kind)
            if site.has_page(Practice.folder)
            else "",
        },
        wide=True,
    )


def _score(writer: PageWriter, scores: PooledScores) -> tuple[str, ...]:
    """Write a row of what people scored: settings beside each other as a range, never as one number."""
    words = writer.words
    shares = " – ".join(f"{words.number(share)} %" for share in dict.fromkeys(scores.shares))
    return (
        writer.link(scores.model) if scores.model else words.t("quality.before"),
        writer.line(scores.measure),
        words.number(len(scores.by_setting)),
        words.number(scores.people),
        shares,
    )


def accessibility(site: Site) -> Page | None:
    """Write the accessibility statement."""
    own = site.handbook.introductions.get("accessibility")
    writer = PageWriter(site, site.addresses.page("accessibility"), own.path if own else "")
    return _tool(site, "accessibility", statement(writer), source=own.path if own else "")


def assess(site: Site) -> Page | None:
    """Write the self-assessment."""
    phases, groups = site.of(Phase), assessment(site.handbook)
    later = {phase.id for group in groups for scored in group.factors for phase in scored.since if phase}
    facts = {
        "groups": groups,
        "phases": phases,
        "since": {phase.id: at for at, phase in enumerate(phases, 1)} if later else {},
        "words": attributes(site.words, {**GATHER, **ASSESS}),
    }
    return _tool(site, "assess", facts)


def _tool(site: Site, name: str, facts: dict[str, Any], wide: bool = False, source: str = "") -> Page | None:
    if not site.has_page(name):
        return None
    writer = PageWriter(site, site.addresses.page(name), source)
    title = writer.words.t(f"{name}.title")
    return Page(
        path=writer.uri,
        title=title,
        section="tools",
        source=source,
        wide=wide,
        description=prose.plain(writer.words.t(f"{name}.lead")),
        markdown=written(
            writer,
            f"pages/{name}.md.jinja",
            {"sheets": site.sheets_of(name), "unprinted": site.unprinted_of(name), **facts},
        ),
    )
