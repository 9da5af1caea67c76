"""Blueprints, matrix, cards and self-assessment on paper: sizes, type, signs, what is seen in grey, what is read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from page import validate_pdf
from PIL import Image

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import assess, blueprint, cards, matrix
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.testing import write

pytestmark = pytest.mark.paper

ROOT = Path(__file__).parents[2]
SITE = "https://handbook.example.org/co-creation/"
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


@cache
def reference(paper: str) -> Handbook:
    handbook = load(ROOT, site_url=SITE).handbook
    return replace(handbook, identity=replace(handbook.identity, paper=paper))


def made_of(handbook: Handbook) -> dict[str, Sheet]:
    """One sheet of each sort."""
    found = (
        *blueprint.sheets(handbook),
        *matrix.sheets(handbook),
        *cards.sheets(handbook),
        *assess.sheets(handbook),
    )
    kinds = {sheet.kind: sheet for sheet in reversed(found)}
    return dict(sorted(kinds.items()))


@pytest.fixture(scope="module", params=["iso", "us"])
def posters(request: pytest.FixtureRequest, printed: PrintJobs) -> dict[str, Printed]:
    """One sheet of each sort, of the reference handbook, on both sizes of paper."""
    sheets = made_of(reference(request.param))
    return dict(zip(sheets, printed(*jobs(sheets.values(), ROOT)), strict=True))


@pytest.fixture
def small(tmp_path: Path, printed: PrintJobs) -> Callable[..., dict[str, Printed]]:
    """Print the sheets of a small handbook with some files of one's own."""

    def make(kind: str = "", **more: str) -> dict[str, Printed]:
        files = {**FILES, **{f"process/{name}.md": text for name, text in more.items()}}
        handbook = load(write(tmp_path, files), site_url=SITE).handbook
        sheets = {name: sheet for name, sheet in made_of(handbook).items() if kind in ("", name)}
        return dict(zip(sheets, printed(*jobs(sheets.values(), tmp_path)), strict=True))

    return make


def pages(result: Printed) -> list[pypdfium2.PdfPage]:
    assert result.file, [problem.code for problem in result.problems]
    return list(pypdfium2.PdfDocument(result.file))


def text(result: Printed) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages(result)).split())


def letters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, tuple[float, float, float, float]]]:
    """Give each letter with its type size in points and its place: left, bottom, right, top."""
    found = page.get_textpage()
    for at in range(found.count_chars()):
        letter = found.get_text_range(at, 1)
        if letter.strip():
            yield letter, pypdfium2.raw.FPDFText_GetFontSize(found, at) * 0.75, found.get_charbox(at)


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


def test_everything_is_printed_without_a_problem(posters: dict[str, Printed]):
    assert list(posters) == ["assess", "blueprint", "blueprint-process", "cards", "matrix"]
    assert {name: result.problems for name, result in posters.items() if result.problems} == {}
    counts = {name: result.pages for name, result in posters.items()}
    deck = 1 + sum(
        each.publish for each in (*reference("iso").dialogue_models, *reference("iso").success_factors)
    )
    assert counts.pop("assess") <= 5
    assert counts.pop("cards") == 2 * -(-deck // 4)
    assert set(counts.values()) == {1}


def test_paper_sizes(posters: dict[str, Printed], request: pytest.FixtureRequest):
    us = "us" in request.node.callspec.id
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


def test_qr_codes_are_read_back(posters: dict[str, Printed]):
    handbook = reference("iso")
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


def test_every_card_leads_to_its_own_page(posters: dict[str, Printed]):
    found = set()
    for number, page in enumerate(pages(posters["cards"])):
        if number % 2 == 0:
            found |= {
                code.text
                for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil().convert("L"))
            }
    handbook = reference("iso")
    documents = (*handbook.dialogue_models, *handbook.success_factors)
    assert found == {f"{SITE}print/"} | {f"{SITE}{each.folder}/{each.id}/" for each in documents}


def test_front_and_back_of_cards_coincide_when_turned_on_the_long_edge(posters: dict[str, Printed]):
    """What is drawn on each card in the same place on both sides is measured, and turned."""
    sheet = pages(posters["cards"])
    width = sheet[0].get_width() * MM
    for front, back in zip(sheet[::2], sheet[1::2], strict=True):
        seen = sorted(
            (round(x, 2), round(y, 2)) for x, y, wide, _ in strokes(front) if 85 < wide < 95 and y > 5
        )
        behind = sorted(
            (round(x, 2), round(y, 2)) for x, y, wide, _ in strokes(back) if 85 < wide < 95 and y > 5
        )
        rules = {min(seen)[1], *(y for _, y in seen)} & {y for _, y in behind}
        assert rules
        for x, y in seen:
            if y in rules:
                turned = [
                    abs(width - (x + 88 + (width / 2 - 105)) - other)
                    for other, level in behind
                    if abs(level - y) < 1
                ]
                assert min(turned) < 1


def test_titles_lie_behind_each_other(posters: dict[str, Printed]):
    sheet = pages(posters["cards"])
    width, height = sheet[0].get_width() * MM, sheet[0].get_height() * MM
    for number, title in ((0, "A3 dialogue"), (0, "Appreciative interviews")):
        x, y = place(sheet[number], title)
        behind, level = place(sheet[number + 1], title)
        trim, trim_behind = x - cards.MARGIN, behind - cards.MARGIN
        assert trim_behind == pytest.approx(width - trim - width / 2, abs=1)
        assert (y > height / 2) == (level > height / 2)


def test_crop_marks_coincide_on_both_sides(posters: dict[str, Printed]):
    for page in pages(posters["cards"]):
        width, height = page.get_width() * MM, page.get_height() * MM
        marks = [
            each
            for each in strokes(page)
            if max(each[2:]) == pytest.approx(8, abs=0.5) and min(each[2:]) < 0.5
        ]
        tall = [x + wide / 2 for x, _, wide, high in marks if high > wide]
        flat = [y + high / 2 for _, y, wide, high in marks if wide > high]
        assert len(tall) == len(flat) == 3
        assert tall == pytest.approx([width / 2] * 3, abs=0.3)
        assert flat == pytest.approx([height / 2] * 3, abs=0.3)


def test_a_backstage_gap_is_seen_in_words_and_in_grey(small: Callable[..., dict[str, Printed]]):
    results = small()
    assert "Backstage gap" in text(results["blueprint"])
    assert "Backstage gap in step 2" in text(results["blueprint-process"])
    (page,) = pages(results["blueprint"])
    x, y = place(page, "Backstage gap")
    scale = 4
    picture = page.render(scale=scale).to_pil().convert("L")
    around = picture.crop(tuple(round(each * scale / MM) for each in (x - 5, y - 4, x + 40, y + 15)))
    darkest, lightest = around.getextrema()
    assert darkest < 100 and lightest > 250
    edge = picture.crop(tuple(round(each * scale / MM) for each in (x - 8, y - 6, x - 2, y + 20)))
    dark = sum(edge.histogram()[:140]) / (edge.width * edge.height)
    assert dark > 0.02  # the dashes of the border


def test_the_three_lines_are_drawn_and_named(posters: dict[str, Printed]):
    for kind in ("blueprint", "blueprint-process"):
        (page,) = pages(posters[kind])
        tops = [
            place(page, words)[1]
            for words in ("Line of interaction", "Line of visibility", "Line of internal")
        ]
        lanes = [
            place(page, words)[1]
            for words in ("what they do", "what we do in", "what we do unseen", "who and what")
        ]
        assert lanes[0] < tops[0] < lanes[1] < tops[1] < lanes[2] < tops[2] < lanes[3]
        near = [
            (wide, high) for _, y, wide, high in strokes(page) if tops[1] < y < tops[1] + 6 and wide > high
        ]
        assert sum(wide for wide, high in near if high >= 1) > 300


def test_lanes_are_read_in_order(posters: dict[str, Printed]):
    whole = text(posters["blueprint"])
    where = [
        whole.index(words)
        for words in ("Evidence what", "Line of interaction", "Line of visibility", "Support who")
    ]
    assert where == sorted(where)


def test_a_hole_of_the_matrix_is_a_word(small: Callable[..., dict[str, Printed]]):
    whole = text(small("matrix")["matrix"])
    assert (
        whole.count("0, hole") >= 4
    )  # two factors without a phase, one without a model, and the sign's explanation
    assert "●" in whole


def test_upright_headings_can_be_copied(posters: dict[str, Printed]):
    (page,) = pages(posters["matrix"])
    found = page.get_textpage()
    for model in reference("iso").dialogue_models:
        word = max(model.title.split(), key=len)
        assert found.search(word).get_next() is not None, word


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


def test_a_card_with_too_much_names_its_document(small: Callable[..., dict[str, Printed]]):
    long = FACTOR.format("Endless", "word " * 900)
    result = small("cards", **{"success-factors/endless": long})["cards"]
    assert [(each.code, each.facts.get("box"), each.place.path) for each in result.problems] == [
        ("does-not-fit", "Endless", "process/success-factors/endless.md"),
    ]  # fmt: skip
    assert result.file is None


def test_a_long_title_is_never_cut(small: Callable[..., dict[str, Printed]]):
    title = "Interdisciplinary acknowledgement of responsibilities in neighbourhoods " + "x" * 60
    result = small("cards", **{"success-factors/long": FACTOR.format(title, "It is there.")})["cards"]
    assert result.problems == ()
    joined = "".join(text(result).split())
    assert "".join(title.split()) in joined.replace("\ufffe", "").replace("-", "")
    for page in pages(result):
        assert all(box[0] > 0 and box[2] < page.get_width() for _, _, box in letters(page))


def test_too_many_steps_are_a_problem_with_millimetres(small: Callable[..., dict[str, Printed]]):
    steps = "".join(f"### Step {n}\n\n- Backstage: {'words and more ' * 60}\n\n" for n in range(9))
    text_of = f"---\ntitle: Full\npurpose: Full.\norder: 0\n---\n\n## Steps\n\n{steps}"
    result = small("blueprint", **{"phases/explore": text_of})["blueprint"]
    (problem,) = result.problems
    assert (problem.code, problem.facts["box"], problem.place.path) == (
        "does-not-fit", "Full", "process/phases/explore.md",
    )  # fmt: skip
    assert problem.facts["mm"] > 10


@pytest.mark.parametrize("count", [1, 14])
def test_the_process_fits_whatever_the_number_of_phases(small: Callable[..., dict[str, Printed]], count: int):
    phase = (ROOT / "process/phases/implement.md").read_text("utf-8").split("## Going back")[0]
    body = phase.split("---", 2)[2]
    more = {
        f"phases/p{n}": f"---\ntitle: Phase {n}\npurpose: One.\norder: {n}\n---\n{body}" for n in range(count)
    }
    result = small("blueprint-process", **more)["blueprint-process"]
    assert [problem.code for problem in result.problems if problem.code != "broken-link"] == []
    assert result.pages == 1


def test_the_same_in_swedish(tmp_path: Path, printed: PrintJobs):
    files = {**FILES, "process/handbook.yml": "language: sv\n"}
    handbook = load(write(tmp_path, files), site_url=SITE).handbook
    sheets = made_of(handbook)
    results = dict(zip(sheets, printed(*jobs(sheets.values(), tmp_path)), strict=True))
    assert {name: result.problems for name, result in results.items() if result.problems} == {}
    assert "Synlighetslinje" in text(results["blueprint"])
    assert "Framgångsfaktor" in text(results["cards"])
