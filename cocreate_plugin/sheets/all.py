"""Everything there is on paper, in the order of `print/`."""

from __future__ import annotations

from collections.abc import Callable

from ..handbook import Handbook
from ..phrases import marking
from . import (
    a3,
    a3_large,
    assess,
    blueprint,
    book,
    calendar,
    cards,
    checklist,
    choice,
    door,
    easy,
    matrix,
    pack,
    plain,
    pocket,
    promises,
    quality,
    questions,
    role,
    run_sheet,
    session,
)
from .sheet import Sheet

MAKERS: tuple[Callable[[Handbook], tuple[Sheet, ...]], ...] = (
    checklist.sheets,
    pocket.sheets,
    a3.sheets,
    a3_large.sheets,
    run_sheet.sheets,
    blueprint.sheets,
    matrix.sheets,
    calendar.sheets,
    promises.sheets,
    quality.sheets,
    role.sheets,
    cards.sheets,
    assess.sheets,
    choice.sheets,
    session.sheets,
    door.sheets,
    questions.sheets,
    pack.sheets,
    plain.sheets,
    easy.sheets,
    book.sheets,
)
"""One function for each kind of sheet; a new kind is one more line."""


def listed(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give every PDF of a handbook for those who only list them: the book is there, and nothing in it."""
    with marking():
        return (*sheets(handbook, with_book=False), *book.listed(handbook))


def sheets(handbook: Handbook, with_book: bool = True) -> tuple[Sheet, ...]:
    """Give every PDF of a handbook; the book takes as long as all others, and repeats what they say."""
    makers = MAKERS if with_book else (maker for maker in MAKERS if maker is not book.sheets)
    with marking():
        return tuple(sheet for maker in makers for sheet in maker(handbook))
