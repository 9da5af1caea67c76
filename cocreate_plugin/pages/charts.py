"""The charts of a filled-in A3 as its page shows them: values over time, and rings with names."""

from __future__ import annotations

from collections.abc import Mapping

from ..facts.a3_layout import boxes_of, surfaces_of
from ..facts.box_tables import source_of
from ..facts.charts import Rings, RunChart, chart_of
from ..handbook import Handbook
from ..kinds import A3
from ..sheets.a3_charts import Plot, plotted
from ..templating import Markup

CHART, RINGS = (120.0, 64.0), (150.0, 120.0)
"""Width and height of a drawing in millimetres; on the page it is as wide as its box."""

NUMBERS = 14.0
"""Millimetres beside a chart for its numbers."""


def charts_of(handbook: Handbook, sheet: A3, language: str) -> Mapping[str, Markup]:
    """Draw what the tables of a filled-in sheet mean, by the id of the box, with words of a language.

    The tables stay as they are.
    Bars, bones and notes have no drawing here: they say no more than their table does.
    """
    template = handbook.template_of(sheet)
    if template is None or sheet.is_template:
        return {}
    surfaces = surfaces_of(template)
    return {
        box.id: plotted(plot, language)
        for box in boxes_of(handbook, sheet)
        if (plot := _plot(surfaces.get(box.id, ""), box.text.markdown, sheet)) is not None
    }


def _plot(surface: str, markdown: str, sheet: A3) -> Plot | None:
    table = source_of(surface, markdown)
    chart = chart_of(surface, table, sheet.date) if table else None
    if not isinstance(chart, RunChart | Rings):
        return None
    width, height = RINGS if isinstance(chart, Rings) else CHART
    return Plot(chart, width, height, NUMBERS, numbers=False, on_page=True)
