"""What stands in the boxes of an A3: a picture alone, titles of two lines, and what is said when it is too much."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.pdf.jobs import once_a_box
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets import a3, checklist
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write

pytestmark = pytest.mark.paper

PrintJobs = Callable[..., list[Printed]]

HANDBOOK = "title: Ours\nlanguage: {language}\npaper: {paper}\n"
HYPHENS = ("-", "\u2010", "\x02")
"""The last is what the reader of PDFs makes of a hyphen at the end of a line."""
LONG = "What the people who live here told us about the current condition"
TEMPLATE = """---
title: Five boxes
purpose: One sheet.
layout:
  - [one 1, two 2]
  - [three 3, four 1, five 1]
---

""" + "".join(
    f"## {title} {{#{title.lower()}}}\n\n- A prompt?\n\n" for title in ("One", "Two", "Three", "Four", "Five")
)
SHAPES = {
    "one": (1600, 500),
    "two": (1600, 1200),
    "three": (900, 1600),
    "four": (640, 640),
    "five": (1200, 1600),
}


def printed_book(
    folder: Path, printed: PrintJobs, files: dict[str, str], language: str = "en", paper: str = "iso"
) -> dict[str, Printed]:
    write(folder, {"process/handbook.yml": HANDBOOK.format(language=language, paper=paper)} | files)
    sheets = a3.sheets(load(folder).handbook)
    return {result.path.removeprefix("print/a3/"): result for result in printed(*jobs(sheets, folder))}


def pictures_on(file: Path) -> list[tuple[float, float]]:
    """The pictures of a page: their width and height in millimetres."""
    with pypdfium2.PdfDocument(file) as document:
        bounds = [shape.get_bounds() for shape in document[0].get_objects(filter=[3])]
    return [((right - left) * 25.4 / 72, (top - bottom) * 25.4 / 72) for left, bottom, right, top in bounds]


@pytest.mark.parametrize("paper", ["iso", "us"])
def test_a_picture_alone_in_a_box_fills_it(tmp_path: Path, printed: PrintJobs, paper: str) -> None:
    """Whether it is the width or the height that it fills: a photo of a board is what a box often holds."""
    (tmp_path / "process/a3").mkdir(parents=True)
    body = ""
    for box, size in SHAPES.items():
        Image.new("RGB", size, "teal").save(tmp_path / f"process/a3/{box}.png")
        body += f"## {box.title()}\n\n![The wall after the first evening]({box}.png)\n\n"
    files = {
        "process/a3/five-boxes.md": TEMPLATE,
        "process/a3/filled.md": f"---\ntitle: Filled\ntemplate: five-boxes\n---\n\n{body}",
    }
    result = printed_book(tmp_path, printed, files, paper=paper)["filled.pdf"]
    assert result.file, result.problems
    document = load(tmp_path).handbook
    boxes = {
        box.id: box
        for sheet in a3.sheets(document)
        if sheet.path.endswith("filled.pdf")
        for box in sheet.data.boxes
    }
    shown = sorted(pictures_on(result.file))
    expected = []
    for name, (wide, high) in SHAPES.items():
        scale = min((boxes[name].place.width - a3.INSIDE) / wide, boxes[name].room / high)
        expected.append((wide * scale, high * scale))
    for (width, height), (wide, high) in zip(shown, sorted(expected), strict=True):
        assert width == pytest.approx(wide, rel=0.03) and height == pytest.approx(high, rel=0.03)


@pytest.mark.parametrize("name", ["five-boxes.pdf", "five-boxes-blank.pdf", "five-boxes-form.pdf"])
def test_a_title_of_two_lines_leaves_room_below_it(tmp_path: Path, printed: PrintJobs, name: str) -> None:
    """What stands below the title begins below it, the ruled lines end within the box."""
    columns = "\n".join(f"  - [box-{number}]" for number in range(5))
    boxes = "".join(
        f"## {LONG} {number} {{#box-{number}}}\n\n- Prompt number {number}?\n\n" for number in range(5)
    )
    text = f"---\ntitle: Five boxes\npurpose: One sheet.\nlayout:\n{columns}\n---\n\n{boxes}"
    result = printed_book(tmp_path, printed, {"process/a3/five-boxes.md": text})[name]
    assert result.file, result.problems
    with pypdfium2.PdfDocument(result.file) as document:
        page = document[0]
        words = page.get_textpage()
        lowest_of_title = min(words.get_rect(number)[1] for number in rects_of(words, "condition"))
        if "blank" not in name:
            assert max(words.get_rect(number)[3] for number in rects_of(words, "Prompt")) < lowest_of_title


def rects_of(words: pypdfium2.PdfTextPage, wanted: str) -> list[int]:
    """The rectangles of text that hold a word."""
    return [
        number
        for number in range(words.count_rects())
        if wanted in words.get_text_bounded(*words.get_rect(number))
    ]


def test_too_much_is_said_once_with_what_would_help(tmp_path: Path, printed: PrintJobs) -> None:
    """A sheet and its halves show the same boxes; only a box of an A3 can be given more room."""
    body = "".join(f"## {box.title()}\n\n{'A word too many. ' * 900}\n\n" for box in ("one", "four"))
    head = "title: Filled\ntemplate: five-boxes\nagreed_by:\n"
    head += "".join(
        f"  - {{role: The council of number {number} and its neighbours}}\n" for number in range(8)
    )
    files = {
        "process/a3/five-boxes.md": TEMPLATE,
        "process/a3/filled.md": f"---\n{head}---\n\n{body}",
    }
    results = printed_book(tmp_path, printed, files).values()
    problems = once_a_box(problem for result in results for problem in result.problems)
    told = [(problem.place.line, phrases("en").sentence(problem)) for problem in problems]
    assert {line for line, sentence in told if "a larger share" in sentence} == {15, 19}
    (agreed,) = [sentence for _, sentence in told if "Agreed by" in sentence]
    assert agreed.startswith("“Agreed by” does not fit on print/a3/filled") and "name fewer" in agreed
    assert len(told) == 3 and all("on 1 other sheet as well" in sentence for _, sentence in told)


def test_a_word_that_is_wider_than_its_line_is_hyphenated(tmp_path: Path, printed: PrintJobs) -> None:
    """In titles as well, where a word that is not too wide stays whole."""
    word = "Rechtsschutzversicherungsgesellschaftsversammlung"
    boxes = "".join(f"## {word} heute {{#b{number}}}\n\n- {word}?\n\n" for number in range(5))
    columns = "\n".join(f"  - [b{number}]" for number in range(5))
    text = f"---\ntitle: Fünf\npurpose: Ein Blatt.\nlayout:\n{columns}\n---\n\n{boxes}"
    for result in printed_book(tmp_path, printed, {"process/a3/fuenf.md": text}, language="de").values():
        assert result.file, result.problems
        with pypdfium2.PdfDocument(result.file) as document:
            lines = document[0].get_textpage().get_text_range().splitlines()
        begun = [line for line in lines if "Rechtsschutz" in line and word not in line]
        assert begun and all(line.endswith(HYPHENS) for line in begun), begun


def test_fifteen_items_of_two_lines_stand_on_one_page(tmp_path: Path, printed: PrintJobs) -> None:
    """The items of a list use its width: they are what is read aloud."""
    item = "Everybody who has something to say about the evening knows when and where it can be said, to whom, and what becomes of it"
    tasks = "".join(f"- [ ] {item} {number} — host\n" for number in range(15))
    head = "---\ntitle: Before the doors open\npurpose: All is ready.\nreads: [host]\n---\n\n"
    files = {
        "process/checklists/doors.md": head + "Read it aloud.\n\n" + tasks,
        "process/roles/host.md": "---\ntitle: Host of the evening\npurpose: Receives people.\n---\n",
    }
    write(tmp_path, {"process/handbook.yml": HANDBOOK.format(language="en", paper="iso")} | files)
    result, form = printed(*jobs(checklist.sheets(load(tmp_path).handbook), tmp_path))
    assert form.file, form.problems
    assert result.file and result.pages == 1, result.problems
