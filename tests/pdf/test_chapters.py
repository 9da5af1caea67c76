"""A long sheet by chapters: each is drawn once and kept, and what is bound is what one layout would give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from page import validate_pdf

from cocreate_plugin.pdf import Fit, Job, Printed, print_all
from cocreate_plugin.pdf.chapters import _jobs, divided
from cocreate_plugin.pdf.worker_process import WorkerProcess
from tests.pdf import makers

STYLE = """
@page { size: 148mm 210mm; margin: 15mm; @bottom-left { content: string(edition) } }
@page :left { margin-left: 12mm; margin-right: 18mm; @top-left { content: counter(page) " " string(name) } }
@page :right { margin-left: 18mm; margin-right: 12mm; @top-right { content: string(name) " " counter(page) } }
@page :blank { @top-left { content: none } @bottom-left { content: none } }
html { font-size: 10pt } body { margin: 0; font: 1rem/1.3 "Source Sans 3" }
h1 { string-set: name content(), edition attr(data-edition) } h2 { string-set: name content() }
.next { break-before: page } .right { break-before: right }
"""
BY_CHAPTERS = "a[data-page]::after { content: ' (p. ' attr(data-page) ')' }"
IN_ONE = "a[href^='#']::after { content: ' (p. ' target-counter(attr(href), page) ')' }"
FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 4 2"><title>A bar</title>'
    '<rect width="3" height="1" fill="#0b6e69" opacity="0.5"/><text y="2" font-size="1">å</text></svg>'
)


ASSETS = Path(__file__).parents[2] / "cocreate_plugin/assets"

PrintJobs = Callable[..., list[Printed]]


def chapter(number: int, words: int, more: str = "") -> str:
    """A chapter that refers to the one before and to the last one; each second begins on a right page."""
    begins = "right" if number % 2 else "page"
    links = f'<a href="#c{max(0, number - 1)}">one</a> and <a href="#c11"><b>the <i>other</i></b></a>'
    paragraphs = "".join(f"<p>{'Words ' * 40} 00 {links} 10</p>" for _ in range(words))
    table = f"<table><tr><th>What</th><th>{number}</th></tr><tr><td>Škoda</td><td>1</td></tr></table>"
    return (
        f'<!--chapter {begins}--><section class="{begins.replace("page", "next")}">'
        f'<h2 id="c{number}">Chapter {number}</h2>{paragraphs}{table}{FIGURE}<ul><li><p>Loose</p></li></ul>{more}</section>'
    )


def book(*more: str, style: str = BY_CHAPTERS, edition: str = "First") -> str:
    chapters = "".join(
        chapter(number, 2 + number % 4, more[0] if more and number == 4 else "") for number in range(12)
    )
    title = f'<!--chapter page--><h1 data-edition="{edition}">A book</h1><p><a href="#c3">three</a></p>'
    return makers.page(f'{title}{chapters}<!--chapter end--><div class="end" id="end-"></div>', STYLE + style)


def job_of(html: str, folder: Path) -> Job:
    made = makers.job(partial(str, html), folder, path="book.pdf", fit=Fit(10, 10))
    return replace(made, by_chapters=True, key=sha256(html.encode()).hexdigest())


def print_book(html: str, folder: Path) -> Printed:
    folder.mkdir(exist_ok=True)
    (printed,) = print_all([job_of(html, folder)], folder / "cache")
    assert printed.file and not printed.problems
    return printed


def texts(printed: Printed) -> list[list[str]]:
    """The words of each page in no order: a head may come before a text or behind it."""
    assert printed.file
    return [sorted(page.extract_text().split()) for page in pypdf.PdfReader(printed.file).pages]


def test_only_a_sheet_with_an_end_is_divided() -> None:
    assert divided("<p>") is None
    assert divided("<body><!--chapter page--><p>") is None
    parts = divided("<body><!--chapter page-->1<!--chapter right-->2<!--chapter end-->3")
    assert parts and (parts.before, parts.after) == ("<body>", "3")
    assert [tuple(one) for one in parts.chapters] == [("page", "1"), ("right", "2")]


def test_a_picture_may_stand_in_the_text_itself(tmp_path: Path) -> None:
    html = book(f'<img alt="a" src="data:image/png;base64,{"A" * 5000}">')
    parts = divided(html)
    assert parts and len([*_jobs(job_of(html, tmp_path), parts, {})]) == len(parts.chapters)


@pytest.mark.paper
def test_a_chapter_that_spills_a_few_lines_is_set_smaller(printed: PrintJobs, tmp_path: Path) -> None:
    lines = "".join(f"<p style='margin: 0'>{number}</p>" for number in range(41))
    parts = f"<!--chapter page--><h1>A book</h1><!--chapter page-->{lines}<!--chapter end-->"
    job = job_of(makers.page(f'{parts}<div class="end" id="end-"></div>', STYLE), tmp_path)
    for smallest, pages in ((10, 3), (9.2, 2)):
        (bound,) = printed(replace(job, fit=Fit(10, smallest), key=f"spills{smallest}"))
        assert bound.pages == pages


@pytest.mark.paper
def test_no_line_of_a_list_stands_alone(printed: PrintJobs, tmp_path: Path) -> None:
    items = "<h3>Pitfalls</h3><ul><li>a</li><li>b</li><li>c</li><li>d</li></ul>"
    lists = "".join(
        f'<section class="chapter on-page"><div style="height: {height}mm"></div>{items}</section>'
        for height in range(215, 250, 2)
    )
    styles = "".join((ASSETS / name).read_text("utf-8") for name in ("print.css", "sheets/book.css"))
    (result,) = printed(replace(job_of(makers.page(lists, styles), tmp_path), by_chapters=False))
    assert result.file
    with pypdfium2.PdfDocument(result.file) as document:
        counts = {page.get_textpage().get_text_range().count("\u2022") for page in document}
    assert counts == {0, 2, 4}


@pytest.mark.paper
def test_chapters_give_what_one_layout_gives(printed: PrintJobs, tmp_path: Path) -> None:
    (bound,) = printed(job_of(book(), tmp_path))
    assert not validate_pdf(bound.file, profile="ua1").failures
    (whole,) = printed(replace(job_of(book(style=IN_ONE), tmp_path), by_chapters=False))
    assert bound.pages == whole.pages > 12
    assert texts(bound) == texts(whole)
    assert bound.file and whole.file
    one, other = pypdf.PdfReader(bound.file), pypdf.PdfReader(whole.file)
    assert [[each["/Rect"] for each in page.get("/Annots", ())] for page in one.pages] == [
        [each["/Rect"] for each in page.get("/Annots", ())] for page in other.pages
    ]
    assert titles(one) == titles(other)
    for name, place in one.named_destinations.items():
        assert (place.top, place.left) == (other.named_destinations[name].top, place.left)
        assert one.get_destination_page_number(place) == other.get_destination_page_number(
            other.named_destinations[name]
        )
    assert one.xmp_metadata and one.trailer["/Root"]["/Lang"] == "en"
    assert len(one.trailer["/Root"]["/StructTreeRoot"]["/K"]) == 1


def titles(reader: pypdf.PdfReader) -> list[tuple[str, int | None]]:
    def flat(entries: list[object]) -> list[tuple[str, int | None]]:
        return [
            pair
            for entry in entries
            for pair in (
                flat(entry)
                if isinstance(entry, list)
                else [(entry.title, reader.get_destination_page_number(entry))]  # type: ignore[attr-defined]
            )
        ]

    return flat(reader.outline)


@pytest.mark.paper
def test_an_edit_draws_its_chapter_alone_and_gives_the_bytes_of_a_first_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    print_book(book(), tmp_path)
    drawn: list[str] = []
    print_ = WorkerProcess.print

    def counted(self: WorkerProcess, order: object, deadline: float) -> object:
        drawn.append("bound" if order.chapters else "drawn")  # type: ignore[attr-defined]
        return print_(self, order, deadline)  # type: ignore[arg-type]

    monkeypatch.setattr(WorkerProcess, "print", counted)
    edited = print_book(book("<p>One more.</p>"), tmp_path)
    assert drawn == ["drawn", "bound"]
    drawn.clear()
    longer = print_book(book("<p>Words</p>" * 60), tmp_path)
    assert drawn.count("drawn") < 8
    assert longer.pages > edited.pages
    drawn.clear()
    assert print_book(book(edition="Second"), tmp_path).pages == edited.pages
    assert drawn == ["drawn", "bound"]
    first = print_book(book("<p>Words</p>" * 60), tmp_path / "anew")
    assert first.file and longer.file and first.file.read_bytes() == longer.file.read_bytes()


@pytest.mark.paper
def test_what_is_wrong_in_a_chapter_is_told_of_the_book(printed: PrintJobs, tmp_path: Path) -> None:
    (told,) = printed(job_of(book('<img src="away.png" alt="Gone">'), tmp_path))
    assert told.file is None
    assert [problem.code for problem in told.problems] == ["unreadable-image"]
