"""Sheets as they come out: letters, fonts, title and language, type size, pictures."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Fit, Printed
from cocreate_plugin.pdf.fonts import FOLDER
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write
from tests.pdf import makers
from tests.pdf.reading import words_with_size

pytestmark = pytest.mark.paper

Print = Callable[..., list[Printed]]

LETTERS = "Škoda Съешь Ξεσκ žluťoučký Åäö ☐ → ≤"
MORE_LETTERS = (
    "Flygande bäckasiner söka hwila på mjuka tuvor – Příliš žluťoučký kůň úpěl ďábelské ódy – zażółć gęślą jaźń – "
    "Įlinkdama fechtuotojo špaga – Glāžšķūņa rūķīši – Árvíztűrő tükörfúrógép – Gheorghe, obezul, a reuşit – "
    "pijamalı hasta yağız şoföre – Kæmi ný öxi hér – Съешь же ещё этих мягких – Щастям б'єш жук – Ξεσκεπάζω την "
    "ψυχοφθόρα – Chuyện nghiêm trọng ← ↑ → ↓ ↔ ⇒ ☐ ☑ ☒ ✓ ✗ ■ □ ▲ ● ○ ⚠ ≤ ≥ ≠ ± “quoted” ‘so’ … × § €"
)


def texts(file: Path) -> Iterator[str]:
    """Give the text as several readers copy it, lines joined."""
    with pypdfium2.PdfDocument(file) as document:
        yield " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    if shutil.which("pdftotext"):
        run = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
        yield " ".join(run.stdout.decode().split())


@pytest.mark.parametrize("style", ["p", "b", "i", "code"])
@pytest.mark.parametrize("letters", [LETTERS, MORE_LETTERS], ids=["short", "long"])
def test_every_letter_prints_and_can_be_copied(printed: Print, tmp_path: Path, style: str, letters: str):
    (result,) = printed(makers.job(partial(makers.text, f"<p><{style}>{letters}</{style}></p>"), tmp_path))
    assert result.problems == ()
    for text in texts(result.file):
        assert letters in text


def test_letters_are_drawn_by_the_right_glyphs(printed: Print, tmp_path: Path):
    """Text can be copied right and yet be drawn with the letters of another file, so pictures are compared."""
    one, other = (
        printed(makers.job(partial(makers.text, f"<p>{word}</p>"), tmp_path))[0] for word in ("Š", "ß")
    )
    alone, beside = picture(one), picture(other)
    assert alone.tobytes() != beside.tobytes()
    both = printed(makers.job(partial(makers.text, "<p>Š</p><p>ß Я Ω</p>"), tmp_path))[0]
    line = (150, 180, 600, 215)
    assert picture(both).crop(line).tobytes() == alone.crop(line).tobytes()


def picture(result: Printed) -> Image.Image:
    with pypdfium2.PdfDocument(result.file) as document:
        return document[0].render(scale=3).to_pil().convert("L")


def test_only_the_shipped_fonts_are_used(printed: Print, tmp_path: Path):
    body = f"<p style='font-family: Helvetica, Arial, serif'>{LETTERS}</p><p><b>{LETTERS}</b></p>"
    (result,) = printed(makers.job(partial(makers.text, body), tmp_path))
    names = {font.split("+")[1].rstrip(",") for font in font_names(result.file)}
    assert {name.split("-")[0] for name in names} <= {"Source", "DejaVu", "Inter"}


def font_names(file: Path) -> set[str]:
    return set(re.findall(rb"/BaseFont\s*/(\S+)", pypdf.PdfReader(file).stream.getvalue())) or {
        str(font["/BaseFont"])[1:]
        for page in pypdf.PdfReader(file).pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())
    }


def test_every_shipped_font_has_its_licence_beside_it():
    fonts = list(FOLDER.rglob("*.ttf"))
    assert len(fonts) >= 8
    assert all((font.parent / "LICENSE.txt").is_file() for font in fonts)
    assert sum(font.stat().st_size for font in fonts) < 4_000_000


def test_a_sign_that_no_font_has_is_a_warning_at_its_box(printed: Print, tmp_path: Path):
    (result,) = printed(makers.job(partial(makers.boxes, 1, 0, "<p>This is 漢.</p>"), tmp_path))
    (problem,) = result.problems
    assert (problem.code, problem.place.line) == ("missing-sign", 12)
    assert problem.facts == {"sign": "漢", "code": "U+6F22"}
    assert result.file
    (again,) = printed(makers.job(partial(makers.boxes, 1, 0, "<p>This is 漢.</p>"), tmp_path))
    assert again == result


def test_invisible_signs_are_no_problem(printed: Print, tmp_path: Path):
    signs = "a\u00ad\u200b\u200c\u200d\u2060\ufeff\u00a0\u2009\u202fb ✔\ufe0f"
    (result,) = printed(makers.job(partial(makers.text, f"<p>{signs}</p>"), tmp_path))
    assert result.problems == ()


def test_title_and_language_are_written_and_no_date(printed: Print, tmp_path: Path):
    meta = '<meta name="dcterms.created" content="2024-01-01">'
    html = makers.page("<p>Hej</p>", language="sv", title="Ett blad").replace("<head>", f"<head>{meta}")
    (result,) = printed(makers.job(html, tmp_path))
    reader = pypdf.PdfReader(result.file)
    assert reader.metadata.title == "Ett blad"
    assert reader.trailer["/Root"]["/Lang"] == "sv"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert not {"/CreationDate", "/ModDate"} & set(reader.metadata)


def type_size(result: Printed) -> float:
    """Give the size in points of the text in the boxes, by the height of its lines."""
    with pypdfium2.PdfDocument(result.file) as document:
        page = document[0].get_textpage()
        start = page.search("Orders take 26 days").get_next()[0]
        return round(pypdfium2.raw.FPDFText_GetFontSize(page, start) * 0.75, 1)  # CSS pixels to points


@pytest.mark.parametrize(("path", "least"), [("roles/a", 9.0), ("a3/b", 10.0)])
def test_code_is_not_smaller_than_text_may_be(printed: Print, tmp_path: Path, path: str, least: float):
    text = "---\ntitle: A\npurpose: B.\n{}---\n\n## Frontstage\n\n- Says `codeword`\n"
    files = {"roles/a": "", "a3/a": "", "a3/b": "template: a\n"}
    files = {f"process/{name}.md": text.format(front) for name, front in files.items()}
    made = {each.path: each for each in sheets(load(write(tmp_path, files)).handbook)}
    sheet = replace(made[f"print/{path}.pdf"], wanted=least, smallest=least)
    (result,) = printed(*jobs([sheet], tmp_path))
    with pypdfium2.PdfDocument(result.file) as document:
        sizes = {word: size for size, word in words_with_size(document[0])}
    assert sizes["codeword"] == pytest.approx(least, abs=0.03), sizes


def test_a_sheet_with_room_keeps_the_wanted_size(printed: Print, tmp_path: Path):
    (result,) = printed(makers.job(partial(makers.boxes, 4), tmp_path, fit=Fit(10, 7, 1)))
    assert (result.problems, result.pages, type_size(result)) == ((), 1, 10)


def test_a_full_sheet_is_printed_smaller_on_one_page_of_a3(printed: Print, tmp_path: Path):
    (result,) = printed(makers.job(partial(makers.boxes, 8, 8), tmp_path, fit=Fit(11, 7, 1)))
    assert (result.problems, result.pages) == ((), 1)
    assert 7 < type_size(result) < 11
    box = pypdf.PdfReader(result.file).pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (420, 297)


@pytest.mark.parametrize("millimetres", [3, 40, 700])
def test_the_surplus_of_a_box_is_exact(printed: Print, tmp_path: Path, millimetres: int):
    # The box is 120 mm high; its content begins 6.55 mm below its edge and ends 1.15 mm above its foot.
    block = f"<div style='height:{112.3 + millimetres}mm'></div>"
    html = makers.boxes(0, 0, "").replace(
        '<div class="fit" id="fit-b0">', f'<div class="fit" id="fit-b0">{block}'
    )
    html = re.sub(r"<table>.*?</table>", "", html, count=1)
    (result,) = printed(makers.job(html, tmp_path, fit=Fit(10, 10, 1)))
    (problem,) = result.problems
    assert (problem.code, problem.place.line) == ("does-not-fit", 12)
    assert problem.facts["box"] == "Background"
    assert problem.facts["mm"] == pytest.approx(millimetres, abs=0.11)
    assert problem.facts["lines"] == pytest.approx(millimetres / (13 / 72 * 25.4), abs=1.1)


def test_the_surplus_of_a_page_is_exact(printed: Print, tmp_path: Path):
    block = "<div style='height:100mm'></div>"
    html = makers.page(f'{block * 3}<div class="end" id="end-"></div>')
    (result,) = printed(makers.job(html, tmp_path, fit=Fit(10, 9, 1)))
    (problem,) = result.problems
    assert problem.code == "does-not-fit"
    assert problem.facts["mm"] == pytest.approx(
        33, abs=0.11
    )  # 300 mm on a page with 267 mm between its margins


@pytest.mark.parametrize("surplus", [-1, 2, 30, 400])
def test_a_box_on_a_later_page_of_another_size_is_measured_too(printed: Print, tmp_path: Path, surplus: int):
    (result,) = printed(makers.job(partial(makers.pack, surplus), tmp_path, fit=Fit(10, 10)))
    assert [problem.code for problem in result.problems] == (["does-not-fit"] if surplus > 0 else [])
    for problem in result.problems:
        assert problem.facts["mm"] == pytest.approx(surplus, abs=0.11)
    if result.file:
        widths = [round(page.mediabox.width / 72 * 25.4) for page in pypdf.PdfReader(result.file).pages]
        assert widths == [210, 420]


def test_a_text_may_run_on_when_its_pages_are_not_counted(printed: Print, tmp_path: Path):
    (result,) = printed(makers.job(partial(makers.checklist, 150), tmp_path, fit=Fit(10, 10)))
    assert (result.problems, result.pages) == ((), 3)


def test_a_table_that_is_too_wide_is_a_problem_with_millimetres(printed: Print, tmp_path: Path):
    wide = "<table style='width:110mm'><tr><td>a</td></tr></table>"
    (result,) = printed(makers.job(partial(makers.boxes, 1, 0, wide), tmp_path))
    (problem,) = result.problems
    assert (problem.code, problem.place.line) == ("too-wide", 12)
    assert problem.facts["box"] == "Background"
    assert problem.facts["mm"] == pytest.approx(110 - 93.3, abs=0.2)


def test_a_break_inside_a_box_does_not_hide_its_end(printed: Print, tmp_path: Path):
    broken = "<p style='break-before: page'>a</p><div style='break-after: page'>b</div><p>c</p>"
    (result,) = printed(makers.job(partial(makers.boxes, 1, 0, broken), tmp_path))
    assert (result.problems, result.pages) == ((), 1)
    assert "c" in next(texts(result.file)).split()


def test_a_float_inside_a_box_is_counted(printed: Print, tmp_path: Path):
    tall = "<div style='float: left; height: 150mm; width: 10mm'></div>"
    (result,) = printed(makers.job(partial(makers.boxes, 1, 0, tall), tmp_path))
    assert [problem.code for problem in result.problems] == ["does-not-fit"]


def test_a_large_photograph_is_brought_down(printed: Print, tmp_path: Path):
    Image.effect_noise((3000, 2000), 60).save(tmp_path / "photo.jpg", quality=95)
    body = '<p><img src="photo.jpg" alt="Noise" style="width: 60mm"></p>'
    (result,) = printed(makers.job(partial(makers.boxes, 1, 0, body), tmp_path))
    assert result.problems == ()
    assert result.file.stat().st_size < (tmp_path / "photo.jpg").stat().st_size / 5


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_all_kinds_are_printed(printed: Print, tmp_path: Path, mode: str):
    Image.new(mode, (40, 30)).save(tmp_path / "picture.png")
    body = f'<p><img src="picture.png" alt="Picture {mode}"></p>'
    (result,) = printed(makers.job(partial(makers.boxes, 1, 0, body), tmp_path))
    assert result.problems == () and result.file


def test_a_drawing_that_cannot_be_drawn_is_a_problem(printed: Print, tmp_path: Path):
    nested = "<g>" * 2000 + "<path d='M0 0h9v9z'/>" + "</g>" * 2000
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{nested}</svg>'
    (tmp_path / "deep.svg").write_text(svg)
    (result,) = printed(
        makers.job(partial(makers.boxes, 1, 0, '<p><img src="deep.svg" alt="Deep"></p>'), tmp_path)
    )
    assert {problem.code for problem in result.problems} <= {"unreadable-image", "print-failed"}
    assert result.problems
