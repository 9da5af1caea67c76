"""Sheets as jobs: what is printed, from what, and what each box is called."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from ..render.sheets import html, key
from ..views.sheet import Sheet
from .jobs import Fit, Job


def jobs(sheets: Iterable[Sheet], root: Path) -> tuple[Job, ...]:
    """Make a job of each sheet; its HTML is written in the worker, and only when the sheet is new."""
    return tuple(
        Job(
            path=sheet.path,
            key=key(sheet, root),
            html=partial(html, sheet, root),
            root=root,
            base=root,
            fit=Fit(sheet.wanted, sheet.smallest, sheet.pages),
            places=sheet.places,
            names=sheet.names,
            forms=sheet.forms,
            patience=1 if sheet.pages else 5,
        )
        for sheet in sheets
    )
