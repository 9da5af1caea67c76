"""Filling a page's template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from .. import prose
from ..facts import responsibilities
from ..facts.checklists import ChecklistItem
from ..facts.schedule import run_sheet
from ..facts.units import between, duration, minutes, people
from ..kinds import KINDS, Document, Entry, Listing, Step
from ..prose.definitions import used
from ..templating import Sandbox, broken, environment
from ..validate import hashed
from .site import Site
from .ticking import tick_words
from .writer import PageWriter, literal

_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")


def written(
    writer: PageWriter, template: str | list[str], facts: Mapping[str, Any], definitions: str = ""
) -> str:
    """Fill a template for the page of a writer, with the definitions that its text uses.

    Of several templates, the first that is there is filled.
    """
    root = writer.site.handbook.root
    tools = _environment(root)
    tools.begin()
    values = {**_given(writer), **facts}
    try:
        values["parts"] = tools.get_template("pages/parts.md.jinja").make_module(values)
        body = tidy(
            tools.select_template(template if isinstance(template, list) else [template]).render(values)
        )
    except Exception as error:
        # Anything can happen in a template of one's own: a wrong name, a wrong type, a division by nothing.
        raise broken(error, root) from error
    below = writer.block(used(body, definitions))
    return f"{body}\n{below}\n" if below else body


def tidy(markdown: str) -> str:
    """Leave one blank line where a template left several; those between the fences of code are kept."""
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        signs = line.strip()
        if fence:
            fence = "" if signs.startswith(fence) and not signs.strip(fence[0]) else fence
        elif opening := _FENCE.match(signs):
            fence = opening[0]
        elif not signs and not (lines and lines[-1]):
            continue
        lines.append(line if signs or fence else "")
    return "\n".join(lines).strip("\n") + "\n"


@lru_cache(maxsize=4)
def _environment(root: Path) -> Sandbox:
    """Give the templates of a handbook, its own before ours."""
    tools = environment(root)
    tools.globals.update(kinds={kind.__name__: kind for kind in KINDS})
    return tools


def _given(writer: PageWriter) -> dict[str, Any]:
    """Give what every template may use."""
    site, words = writer.site, writer.words
    return {
        "site": site,
        "handbook": site.handbook,
        "identity": site.handbook.identity,
        "pen": writer,
        "t": words.t,
        "n": words.n,
        "number": words.number,
        "date": words.date,
        "has": words.has,
        "duration": partial(duration, words),
        "people": partial(people, words),
        "minutes": partial(minutes, words),
        "between": partial(between, words),
        "plain": prose.plain,
        "item_id": item_id,
        "tick_words": partial(tick_words, words),
        "around": partial(around, writer),
        "has_page": site.has_page,
        "forms": lambda sheets: [writer.form(sheet) for sheet in sheets[1:]],
        "unprinted": (),
        "because": lambda each: [literal(reason) for reason in each.reasons],
        "is_step": lambda block: isinstance(block, Step),
        "shown_lanes": responsibilities.shown_lanes,
        "shortest": lambda model: run_sheet(model).shortest,
        "find": partial(_find, site),
        "found": partial(_found, site),
    }


def _find(site: Site, kind: str, id_: str | None) -> Document | None:
    return site.handbook.find(site.handbook.kind(kind), id_)


def _found(site: Site, kind: str, ids: Iterable[str]) -> tuple[Document, ...]:
    return tuple(
        document for document in site.handbook.found(site.handbook.kind(kind), ids) if document.publish
    )


def around(writer: PageWriter, listing: Listing[Any]) -> str:
    """Write the text and the subheadings that stand around a field's rows."""
    return "\n\n".join(text for block in listing.blocks if (text := writer.around(block)))


def item_id(item: ChecklistItem | Entry) -> str:
    """Give the permanent id of an item: its own, else a hash of its words."""
    return item.id or hashed(item.text)
