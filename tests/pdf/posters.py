"""Blueprints, matrix, cards and self-assessment, one of each sort, and where things stand on them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator

import pypdfium2

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import assess, blueprint, cards, matrix
from cocreate_plugin.sheets.sheet import Sheet

SITE = "https://mkdocs-cocreate.github.io/mkdocs-cocreate/"
"""Where the reference handbook stands."""
MM = 25.4 / 72


PrintJobs = Callable[..., list[Printed]]


GAP = """---
title: Explore
purpose: Understand before solving.
---

## Steps

### Hear

- Frontstage: explain how
- Backstage: pair people

### See

- Frontstage: walk along
"""


FACTOR = "---\ntitle: {}\npurpose: {}\n---\n\n## Signs\n\n- One sees it\n\n## Statements\n\n- It is so.\n"
MODEL = "---\ntitle: {}\npurpose: {}\n{}\n---\n\n## Run sheet\n\n| min | step |\n|---|---|\n{}\n"
FILES = {
    "process/phases/explore.md": GAP,
    "process/success-factors/listening.md": FACTOR.format("Listening", "People listen."),
    "process/success-factors/power.md": FACTOR.format("Shared power", "Nobody decides alone."),
    "process/dialogue-models/cafe.md": MODEL.format(
        "Café", "Many think.", "success_factors: [listening]", "| 5 | Talk |"
    ),
    "process/dialogue-models/walk.md": MODEL.format(
        "A walk in the neighbourhood", "See.", "people: 2-8", "| 30 | Go |"
    ),
}


def made_of(handbook: Handbook) -> dict[str, Sheet]:
    """One sheet of each sort, but those that are glued and those in large print."""
    found = (
        *blueprint.sheets(handbook),
        *matrix.sheets(handbook),
        *cards.sheets(handbook),
        *assess.sheets(handbook),
    )
    kinds = {sheet.kind: sheet for sheet in reversed(found) if not sheet.kind.endswith(("-joined", "-large"))}
    return dict(sorted(kinds.items()))


def pages(result: Printed) -> list[pypdfium2.PdfPage]:
    assert result.file, [problem.code for problem in result.problems]
    return list(pypdfium2.PdfDocument(result.file))


def text(result: Printed) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages(result)).split())


def letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, tuple[float, float, float, float]]]:
    """Give each letter with its type size in points and its place: left, bottom, right, top."""
    found, matrix = page.get_textpage(), pypdfium2.raw.FS_MATRIX()
    for at in range(found.count_chars()):
        letter = found.get_text_range(at, 1)
        if letter.strip():
            pypdfium2.raw.FPDFText_GetMatrix(found, at, ctypes.byref(matrix))
            own = pypdfium2.raw.FPDFText_GetFontSize(found, at) * math.hypot(matrix.b, matrix.d)
            yield letter, own, found.get_charbox(at)


def place(page: pypdfium2.PdfPage, words: str) -> tuple[float, float]:
    """Give left and top in millimetres of the first letter of some words."""
    found = page.get_textpage()
    at = found.search(words).get_next()
    assert at is not None, words
    left, _, _, top = found.get_charbox(at[0])
    return left * MM, (page.get_height() - top) * MM


def strokes(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Give everything drawn that is no letter: left, top, width, height in millimetres."""
    height, found = page.get_height(), []
    for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH], max_depth=6):
        left, bottom, right, top = each.get_bounds()
        found.append((left * MM, (height - top) * MM, (right - left) * MM, (top - bottom) * MM))
    return found
