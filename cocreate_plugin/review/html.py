"""The report on a change as one HTML file, with a picture of each page of paper as it was and as it is."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from ..pdf.page_pictures import can_draw, pictures
from ..phrases import Phrases
from ..templating import Markup, environment
from .paper import SheetChange
from .report import Review, fullness, named, plain, sentence, sheet_named, summary

PACKAGE = Path(__file__).parents[1]

TEMPLATE = "built-in/review/report.html.jinja"
"""Our own, whatever templates the handbook brings: the report is what judges them."""

MOST_PAGES = 6
"""So many pages of a sheet are shown."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of paper that is not as it was: pictures as addresses, empty where there was or is none."""

    number: int
    before: str
    after: str


def as_html(review: Review, words: Phrases) -> str:
    """Write a report as one file that needs nothing else: no script, no other host."""
    tools = environment(PACKAGE)
    tools.begin()
    found = review.compared
    subjects = [
        (
            named(subject, words),
            plain(subject.path),
            [(each.is_loss, sentence(each, words)) for each in subject.changes],
        )
        for subject in found.subjects
    ]
    sheets = [
        (
            sheet_named(sheet, words),
            plain(sheet.title),
            plain(sheet.path),
            [fullness(box, words) for box in sheet.boxes],
            tuple(_pages(sheet)),
        )
        for sheet in review.sheets
    ]
    text: str = tools.get_template(TEMPLATE).render(
        language=words.language,
        t=words.t,
        style=Markup((PACKAGE / "assets/review.css").read_text("utf-8")),  # noqa: S704 - our own
        base=plain(review.base),
        summary=summary(review, words),
        remarks=review.remarks,
        losses=[
            (plain(subject.title) if subject else "", sentence(each, words)) for subject, each in found.losses
        ],
        subjects=subjects,
        sheets=sheets,
        new_problems=[words.line(problem) for problem in review.new_problems],
        mended_problems=[words.line(problem) for problem in found.mended_problems],
    )
    return text.rstrip() + "\n"


def _pages(sheet: SheetChange) -> Iterator[Page]:
    """Draw the pages that differ."""
    if not can_draw():
        return
    drawn = (pictures(file, MOST_PAGES) if file else () for file in (sheet.before, sheet.after))
    for number, (old, new) in enumerate(zip_longest(*drawn, fillvalue=b""), 1):
        if old != new:
            yield Page(number, _address(old), _address(new))


def _address(picture: bytes) -> str:
    return f"data:image/png;base64,{b64encode(picture).decode('ascii')}" if picture else ""
