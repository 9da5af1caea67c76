"""A3 sheets and checklists on paper: size, type, letters, codes, fields, and what is said when they do not fit."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw
import pytest
import zxingcpp
from page import validate_pdf

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets import a3, checklist
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write

pytestmark = pytest.mark.paper

OURS = ("Source-Sans-3", "DejaVu-Sans", "DejaVu-Sans-Mono", "Inter")
LETTERS = (
    "Flygande bäckasiner söka hwila på mjuka tuvor.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία.",
    "Съешь ещё этих мягких булок.",
)
HANDBOOK = (
    "title: Ours\nlanguage: {language}\nedition: '7'\nlicence: CC-BY-4.0\npaper: {paper}\n"
    "site_url: https://example.org/book/\norganisation: Örebro kommun\n"
)
TEMPLATE = """---
title: Problem-solving A3
purpose: One sheet that carries a problem from its background to the follow-up.
use: problem
order: 1
status: draft
layout:
  - [background 40, current 75, causes 60]
  - [plan 70, check 45]
---

## Background

- Why this, and why now?

## Current condition {#current}

- What happens today? Draw it.

## Causes

## Plan

| No | What | 1 | 2 |
|---|---|---|---|
| 1 |  |  |  |

Place and date:

## Check

- What did we find?
"""
FILLED = """---
title: Hemkomst
purpose: Ett ifyllt blad.
template: problem
order: 2
owner: Avdelning 3
participants: [patienter, anhöriga]
version: "1.0"
date: 2026-03-04
state: agreed
agreed_by:
  - {role: Chef, date: 2026-03-05}
follow_up: 2026-06-01
---

## Background

%s

## Current condition {#current}

| Mått | Före | Efter |
|---|---|---|
| Samma plan | 21 %% | 75 %% |

- Se [mallen](problem.md)[^1]

<svg viewBox="0 0 100 20"><title>Ett flöde</title><path d="M0 10H100" stroke="#000"/></svg>

[^1]: Mätt två gånger.

## Causes

- [ ] en ruta
- [x] en ruta som är ifylld

## Plan

Kort.

## Check

#### En rubrik

Kort.
"""
LIST = """---
title: Öppna mötet
purpose: Alla vet varför vi är här.
style: read-do
pause_point: Fem minuter före start
reads: [leader]
revised: 2026-01-02
---

- [ ] Stolarna står i ring. {#ring} — leader

    Annars sitter några bakom andra.

- [ ] Kaffet är varmt.
"""
ROLE = "---\ntitle: Samtalsledare\npurpose: Leder.\n---\n"


def book(folder: Path, language: str = "en", paper: str = "iso", **more: str) -> Path:
    text = {"background": "\n\n".join(LETTERS), **more}["background"]
    return write(
        folder,
        {
            "process/handbook.yml": HANDBOOK.format(language=language, paper=paper),
            "process/a3/problem.md": TEMPLATE,
            "process/a3/hemkomst.md": FILLED % text,
            "process/checklists/oppna.md": LIST,
            "process/roles/leader.md": ROLE,
        },
    )


def print_book(folder: Path, printed: Callable[..., list[Printed]]) -> dict[str, Printed]:
    loaded = load(folder)
    sheets = (*checklist.sheets(loaded.handbook), *a3.sheets(loaded.handbook))
    return {each.path.removeprefix("print/"): each for each in printed(*jobs(sheets, folder))}


@pytest.fixture(scope="module")
def found(
    tmp_path_factory: pytest.TempPathFactory, printed: Callable[..., list[Printed]]
) -> dict[str, Printed]:
    result = print_book(book(tmp_path_factory.mktemp("book")), printed)
    assert all(each.file for each in result.values()), [each.problems for each in result.values()]
    return result


def text_of(file: Path | None) -> str:
    assert file
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def type_sizes(file: Path | None) -> Iterator[tuple[float, str]]:
    """The size of each letter as it is on paper, in points."""
    assert file
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            text = page.get_textpage()
            for number in range(text.count_chars()):
                matrix = pypdfium2.raw.FS_MATRIX()
                pypdfium2.raw.FPDFText_GetMatrix(text.raw, number, ctypes.byref(matrix))
                size = pypdfium2.raw.FPDFText_GetFontSize(text.raw, number) * math.hypot(matrix.b, matrix.d)
                letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, number))
                if letter.strip():
                    yield size, letter


def millimetres(file: Path | None) -> list[tuple[int, int]]:
    assert file
    with pypdfium2.PdfDocument(file) as document:
        return [
            (round(page.get_width() * 25.4 / 72), round(page.get_height() * 25.4 / 72)) for page in document
        ]


def test_every_sheet_has_its_paper(found: dict[str, Printed]) -> None:
    assert {name: millimetres(each.file) for name, each in found.items()} == {
        "checklists/oppna.pdf": [(210, 297)],
        "checklists/oppna-form.pdf": [(210, 297)],
        "a3/problem.pdf": [(420, 297)],
        "a3/problem-blank.pdf": [(420, 297)],
        "a3/problem-form.pdf": [(420, 297)],
        "a3/problem-2xa4.pdf": [(210, 297)] * 2,
        "a3/hemkomst.pdf": [(420, 297)],
        "a3/hemkomst-2xa4.pdf": [(210, 297)] * 2,
    }


def test_every_sheet_passes_the_validator(found: dict[str, Printed]) -> None:
    """PDF/UA-1 for all of them, forms and taped halves included."""
    failures = {name: validate_pdf(each.file, profile="ua1").failures for name, each in found.items()}
    assert not {name: each for name, each in failures.items() if each}


def test_only_our_fonts_are_there_and_all_are_embedded(found: dict[str, Printed]) -> None:
    for each in found.values():
        with pikepdf.open(each.file) as pdf:
            for font in (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)):
                if font.get("/Type") == "/FontDescriptor":
                    assert "/FontFile2" in font or "/FontFile3" in font
                    assert str(font.FontName).split("+")[-1].strip(",").startswith(OURS)


@pytest.mark.parametrize(
    ("name", "running", "smallest"),
    [("a3/hemkomst.pdf", 10, 7.5), ("a3/hemkomst-2xa4.pdf", 9, 7.5), ("checklists/oppna.pdf", 9, 7.5)],
)
def test_type_is_as_large_as_promised(
    found: dict[str, Printed], name: str, running: float, smallest: float
) -> None:
    sizes = list(type_sizes(found[name].file))
    assert min(size for size, _ in sizes) >= smallest - 0.03
    assert max(size for size, letter in sizes if letter in "Съешьщё" or letter in "ä") >= running
    assert {round(size, 2) for size, letter in sizes if letter in "ъщ"} <= {
        round(size, 2) for size, _ in sizes if size >= running
    }


def test_every_letter_can_be_copied(found: dict[str, Printed]) -> None:
    copied = " ".join(text_of(found["a3/hemkomst.pdf"].file).split())
    for line in LETTERS:
        assert line in copied
    assert "Mätt två gånger." in copied, "the footnote that the sheet uses"


def test_title_language_and_imprint(found: dict[str, Printed]) -> None:
    with pikepdf.open(found["a3/hemkomst.pdf"].file) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert pdf.open_metadata()["dc:title"] == "Hemkomst, A3, filled in"
    for name in ("a3/hemkomst.pdf", "checklists/oppna.pdf", "a3/problem-blank.pdf"):
        copied = " ".join(text_of(found[name].file).split())
        for said in ("Edition 7", "CC-BY-4.0", "Page 1 of 1", "https://example.org/book/", "Örebro kommun"):
            assert said in copied, (name, said)
    assert "Revised 2 January 2026" in text_of(found["checklists/oppna.pdf"].file)
    assert "Draft" in text_of(found["a3/problem.pdf"].file)


def test_codes_lead_to_the_pages(found: dict[str, Printed]) -> None:
    for name, address in (
        ("checklists/oppna.pdf", "checklists/oppna/"),
        ("a3/problem.pdf", "a3/problem/"),
        ("a3/hemkomst.pdf", "a3/hemkomst/"),
        ("a3/problem-2xa4.pdf", "a3/problem/"),
    ):
        with pypdfium2.PdfDocument(found[name].file) as document:
            pages = [page.render(scale=150 / 72, grayscale=True).to_pil() for page in document]
        codes = [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
        assert f"https://example.org/book/{address}" in codes


def test_prompts_stand_on_the_guided_sheet_and_small_on_the_one_to_write_on(
    found: dict[str, Printed],
) -> None:
    assert "Why this, and why now?" in text_of(found["a3/problem.pdf"].file)
    assert "Why this, and why now?" in text_of(found["a3/problem-blank.pdf"].file)
    assert "Current condition" in text_of(found["a3/problem-blank.pdf"].file)


def test_fields_have_stable_names_labels_and_keep_what_is_written(
    found: dict[str, Printed], tmp_path: Path
) -> None:
    file = found["a3/problem-form.pdf"].file
    assert file
    reader = pypdf.PdfReader(file)
    fields = reader.get_fields() or {}
    assert [*fields][:5] == ["topic", "owner", "coach", "version", "date"]
    assert {
        "participants",
        "state",
        "box-background",
        "box-current",
        "box-causes",
        "box-check",
        "plan_1_1_2",
        "plan_1_1",
        "plan_2",
        "agreed-1",
        "agreed-3",
        "follow-up",
    } <= set(fields)
    assert all(each.get("/TU") for each in fields.values())
    writer = pypdf.PdfWriter(clone_from=reader)
    values = {"box-background": "Žlu Привет\nAndra raden", "owner": "Åsa"}
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)
    writer.write(tmp_path / "filled.pdf")
    again = pypdf.PdfReader(tmp_path / "filled.pdf").get_fields() or {}
    assert again["box-background"].value == values["box-background"]


def test_what_does_not_fit_is_named_with_its_line(
    tmp_path: Path, printed: Callable[..., list[Printed]]
) -> None:
    book(tmp_path, background="Ett ord till när bladet redan är fullt. " * 60)
    result = print_book(tmp_path, printed)["a3/hemkomst.pdf"]
    assert result.file is None
    problem = result.problems[0]
    assert (problem.code, problem.place.path, problem.place.line) == (
        "does-not-fit",
        "process/a3/hemkomst.md",
        16,
    )
    assert problem.facts["box"] == "Background"
    assert float(str(problem.facts["mm"])) > 20
    assert int(str(problem.facts["lines"])) > 4
    assert "mm" in phrases("en").sentence(problem)


def test_what_is_too_wide_is_named(tmp_path: Path, printed: Callable[..., list[Printed]]) -> None:
    book(tmp_path, background=f"| {' | '.join(['wide'] * 60)} |\n|{'---|' * 60}")
    result = print_book(tmp_path, printed)["a3/hemkomst.pdf"]
    assert {problem.code for problem in result.problems} <= {"too-wide", "does-not-fit"}
    assert result.file is None


def test_american_paper_and_swedish_words(tmp_path: Path, printed: Callable[..., list[Printed]]) -> None:
    result = print_book(book(tmp_path, "sv", "us"), printed)
    assert millimetres(result["a3/hemkomst.pdf"].file) == [(432, 279)]
    assert millimetres(result["a3/hemkomst-2xa4.pdf"].file) == [(216, 279)] * 2
    assert millimetres(result["checklists/oppna.pdf"].file) == [(216, 279)]
    copied = " ".join(text_of(result["checklists/oppna.pdf"].file).split())
    for said in ("Pauspunkt", "Läs, gör sedan", "Samtalsledare", "Sida 1 av 1", "2 januari 2026"):
        assert said in copied


def test_same_input_same_bytes(tmp_path: Path, found: dict[str, Printed]) -> None:
    from cocreate_plugin.pdf import print_all

    loaded = load(book(tmp_path / "book"))
    again = {
        each.path: each.file
        for each in print_all(jobs(a3.sheets(loaded.handbook), tmp_path / "book"), tmp_path / "cache")
    }
    for name in ("a3/problem-form.pdf", "a3/hemkomst-2xa4.pdf"):
        first, second = found[name].file, again[f"print/{name}"]
        assert first
        assert second
        assert first.read_bytes() == second.read_bytes()
