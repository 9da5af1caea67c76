"""Blueprints, matrix, cards and self-assessment on paper: sizes, type, signs, what is seen in grey."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from page import validate_pdf
from PIL import Image

from cocreate_plugin.addresses import Addresses
from cocreate_plugin.kinds import DialogueModel, SuccessFactor
from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write
from tests.pdf.conftest import Everything
from tests.pdf.posters import FILES, MM, SITE, PrintJobs, letters, made_of, pages, text

pytestmark = pytest.mark.paper


def test_everything_is_printed_without_a_problem(posters: dict[str, Printed], every: Everything):
    assert list(posters) == ["assess", "assess-form", "blueprint", "blueprint-process", "cards", "matrix"]
    assert {name: result.problems for name, result in posters.items() if result.problems} == {}
    counts = {name: result.pages for name, result in posters.items()}
    deck = 1 + sum(
        each.publish for each in (*every.handbook.of(DialogueModel), *every.handbook.of(SuccessFactor))
    )
    assert counts.pop("assess") <= 5 and counts.pop("assess-form") <= 5
    assert counts.pop("cards") == 2 * -(-deck // 4)
    assert set(counts.values()) == {1}


def test_paper_sizes(posters: dict[str, Printed], paper: str):
    us = paper == "us"
    for name, result in posters.items():
        large = name in ("blueprint", "blueprint-process", "matrix")
        wanted = ((431.8, 279.4) if us else (420, 297)) if large else ((215.9, 279.4) if us else (210, 297))
        for page in pages(result):
            size = page.get_width() * MM, page.get_height() * MM
            assert size == pytest.approx(wanted, abs=0.2), name


def test_accessible_with_title_and_language(posters: dict[str, Printed]):
    for name, result in posters.items():
        assert not validate_pdf(result.file, profile="ua1").failures, name
        reader = pypdf.PdfReader(result.file)
        assert reader.metadata.title and reader.trailer["/Root"]["/Lang"] == "en"
        if len(reader.pages) > 1:
            assert reader.outline, name


def test_no_letter_is_smaller_than_promised(posters: dict[str, Printed]):
    for name, result in posters.items():
        for page in pages(result):
            assert min(size for _, size, _ in letters(page)) >= 7.45, name


@pytest.mark.parametrize(
    ("kind", "words", "least"),
    [
        ("blueprint", "half a page that says", 10), ("blueprint-process", "Hear each other", 10),
        ("matrix", "Citizen value first", 10), ("cards", "Hold a prepared talk", 9), ("cards", "Silent reading", 9),
        ("assess", "I was heard", 9), ("assess", "tick one box", 9),
    ],
)  # fmt: skip
def test_running_text_has_its_size(posters: dict[str, Printed], kind: str, words: str, least: float):
    sizes = []
    for page in pages(posters[kind]):
        found = page.get_textpage()
        at = found.search(words).get_next()
        if at is not None:
            sizes.append(pypdfium2.raw.FPDFText_GetFontSize(found, at[0]) * 0.75)
    assert sizes and min(sizes) >= least - 0.05


def test_all_fonts_are_embedded(posters: dict[str, Printed]):
    for result in posters.values():
        for page in pypdf.PdfReader(result.file).pages:
            for font in page["/Resources"].get("/Font", {}).values():
                inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
                assert {"/FontFile2", "/FontFile3"} & set(inner)


def test_qr_codes_are_read_back(posters: dict[str, Printed], every: Everything):
    handbook = every.handbook
    known = {f"{SITE}{each.folder}/{each.id}/" for each in handbook.documents if each.publish}
    known |= {f"{SITE}{name}/" for name in ("blueprint", "matrix", "print", "assess")}
    for name, result in posters.items():
        for number, page in enumerate(pages(result)):
            if name == "cards" and number % 2:
                continue
            picture = page.render(scale=150 / 72).to_pil().convert("L")
            codes = [code.text for code in zxingcpp.read_barcodes(picture)]
            on_page = 4 if name == "cards" else 1
            assert 1 <= len(codes) <= on_page and set(codes) <= known, (name, number, codes)
            if name == "cards" and number == 0:
                assert len(codes) == 4


@pytest.mark.parametrize("kind", ["blueprint", "blueprint-process", "matrix", "cards", "assess"])
def test_every_letter_stands_out_in_grey(posters: dict[str, Printed], kind: str):
    page = pages(posters[kind])[0]
    scale = 3
    picture = page.render(scale=scale).to_pil().convert("L")
    for letter, size, box in list(letters(page))[::7]:
        if letter.isalnum():
            assert contrast(picture, box, page.get_height(), scale) > 70, (letter, size, box)


def contrast(picture: Image.Image, box: tuple[float, float, float, float], height: float, scale: int) -> int:
    left, bottom, right, top = box
    spot = picture.crop((
        int(left * scale) - 1, int((height - top) * scale) - 1, int(right * scale) + 2, int((height - bottom) * scale) + 2,
    ))  # fmt: skip
    darkest, lightest = spot.getextrema()
    return int(lightest - darkest)


def test_the_same_in_swedish(tmp_path: Path, printed: PrintJobs):
    files = {**FILES, "process/handbook.yml": "language: sv\n"}
    handbook = load(write(tmp_path, files), addresses=Addresses(base=SITE)).handbook
    sheets = made_of(handbook)
    results = dict(zip(sheets, printed(*jobs(sheets.values(), tmp_path)), strict=True))
    assert {name: result.problems for name, result in results.items() if result.problems} == {}
    assert "Synlighetslinje" in text(results["blueprint"])
    assert "Framgångsfaktor" in text(results["cards"])
