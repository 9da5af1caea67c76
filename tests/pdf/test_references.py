"""References to a page name the page where their target ends up, however often it moves on the way there."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from cocreate_plugin.pdf import Fit, Printed
from tests.pdf import makers

pytestmark = pytest.mark.paper

NARROW = """
@page { size: 120pt 60pt; margin: 10pt } body { font: 8pt/10pt "DejaVu Sans Mono"; margin: 0 }
h1, p { font-size: 8pt; margin: 0 } section { break-before: right }
a::after { content: " " target-counter(attr(href), page, upper-roman) }
"""
"""A number takes more or less room in every round, and a line too many moves all that follows by two pages."""


def chapters(*references: int) -> str:
    """Write a contents, then chapters with so many references to the last of them."""
    last = f"c{len(references) - 1}"
    contents = "".join(f'<p><a href="#c{n}">see</a></p>' for n in range(len(references)))
    texts = (
        f'<section><h1 id="c{n}">Chapter {n}</h1>{f"<a href=#{last}>w</a> " * number}</section>'
        for n, number in enumerate(references)
    )
    return makers.page(contents + "".join(texts), NARROW)


def roman(number: int) -> str:
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


@pytest.mark.parametrize("references", [(7, 29, 19, 7), (29, 10, 21)])
def test_references_follow_a_target_that_moves_again(
    printed: Callable[..., list[Printed]], tmp_path: Path, references: tuple[int, ...]
) -> None:
    (result,) = printed(makers.job(partial(chapters, *references), tmp_path, fit=Fit(8, 8)))
    assert result.file
    with pypdfium2.PdfDocument(result.file) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    starts = [roman(next(n for n, text in enumerate(pages, 1) if f"Chapter {chapter}" in text))
              for chapter in range(len(references))]  # fmt: skip
    text = " ".join(" ".join(pages).split())
    assert re.findall(r"see ([IVX]+)", text) == starts
    assert set(re.findall(r"w ([IVX]+)", text)) == {starts[-1]}
