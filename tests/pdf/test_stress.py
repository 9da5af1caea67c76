"""What nobody should write, and somebody will: a correct sheet or a clear problem, soon."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from page import validate_pdf
from PIL import Image

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.phrases import phrases
from cocreate_plugin.problems import Problem
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write
from tests.pdf.reading import text_of

pytestmark = pytest.mark.paper

PrintJobs = Callable[..., list[Printed]]

SECONDS = 20
"""A sheet that takes longer is ended, and fails its test."""

HANDBOOK = (
    "title: Ours\nlanguage: {}\nedition: '7'\nlicence: CC-BY-4.0\nsite_url: https://example.org/book/\n"
)
HEAD = "---\ntitle: {}\npurpose: {}\n{}---\n\n"
TEMPLATE = HEAD.format(
    "Problem", "One sheet.", "use: problem\nlayout:\n  - [background 4, plan 4]\n  - [check 4]\n"
) + ("## Background\n\n{}\n\n## Plan\n\n## Check\n")
FILLED = HEAD.format("Home", "A sheet.", "template: problem\n") + "## Background\n\n{}\n"
HEBREW = "שלום עולם, זה מבחן של טקסט עברי."
ARABIC = "مرحبا بالعالم، هذا اختبار للنص العربي."
TITLE = "A title that does not want to end and goes on " * 7
LONG = "w" * 300


@pytest.fixture
def prints(tmp_path: Path, printed: PrintJobs) -> Callable[..., dict[str, Printed]]:
    """Print every sheet of a handbook made of some files; whatever comes out is a valid file or a known problem."""

    def print_them(files: dict[str, str], only: str = "", language: str = "en") -> dict[str, Printed]:
        write(tmp_path, {"process/handbook.yml": HANDBOOK.format(language), **files})
        wanted = [sheet for sheet in sheets(load(tmp_path).handbook) if only in sheet.path]
        found = {
            each.path.removeprefix("print/"): each
            for each in printed(*jobs(wanted, tmp_path), deadline=SECONDS)
        }
        for each in found.values():
            assert each.file or each.problems
            assert not {problem.code for problem in each.problems} & {"print-failed", "print-too-slow"}
            assert not each.file or not validate_pdf(each.file, profile="ua1").failures
            assert all(len(phrases("en").line(problem)) < 400 for problem in each.problems)
        return found

    return print_them


Prints = Callable[..., dict[str, Printed]]


def filled(text: str) -> dict[str, str]:
    return {"process/a3/problem.md": TEMPLATE.format("- Why?"), "process/a3/home.md": FILLED.format(text)}


def only_problem(each: Printed) -> Problem:
    assert each.file is None
    (problem,) = each.problems
    return problem


def test_a_box_of_ten_thousand_words(prints: Prints) -> None:
    found = prints(filled("lorem ipsum dolor sit amet\n" * 2000), "a3/home")
    for each in found.values():
        problem = only_problem(each)
        assert (problem.code, problem.place.path, problem.place.line) == (
            "does-not-fit",
            "process/a3/home.md",
            7,
        )
        assert problem.facts["box"] == "Background"
        assert float(str(problem.facts["mm"])) > 1000
        assert int(str(problem.facts["lines"])) > 250


@pytest.mark.parametrize("text", ["q" * 300, f"| a | b |\n|---|---|\n| {'q' * 300} | y |", f"- {'q' * 300}"])
def test_a_word_of_three_hundred_letters_is_broken_and_whole(prints: Prints, text: str) -> None:
    for each in prints(filled(text), "a3/home").values():
        assert each.file
        assert not each.problems
        assert text_of(each.file).count("q") == 300


@pytest.mark.parametrize("word", ["wide", "a"])
def test_a_table_of_forty_columns_in_a_box_is_too_wide(prints: Prints, word: str) -> None:
    """It is never set in columns of single letters."""
    row = f"| {' | '.join([word] * 40)} |\n"
    for each in prints(filled(f"{row}|{'---|' * 40}\n{row}"), "a3/home").values():
        problem = only_problem(each)
        assert (problem.code, problem.place.line, problem.facts["box"]) == ("too-wide", 7, "Background")
        assert float(str(problem.facts["mm"])) > 30


def test_a_table_of_forty_columns_in_a_template_is_too_wide(prints: Prints) -> None:
    row = f"| {' | '.join(['word'] * 40)} |\n"
    found = prints({"process/a3/problem.md": TEMPLATE.format(f"{row}|{'---|' * 40}\n{row}")}, "a3/")
    assert len(found) == 4
    assert {only_problem(each).code for each in found.values()} == {"too-wide"}


def test_a_word_is_not_squeezed_into_letters_by_its_neighbours(prints: Prints) -> None:
    """Where there is too little room, the longest words keep theirs, and long texts have more lines."""
    long = "a text of many words that goes on and on " * 3
    (each,) = prints(
        filled(f"| one | two | three |\n|---|---|---|\n| Wednesday | {long} | {long} |"), "a3/home.pdf"
    ).values()
    assert each.file
    assert "Wednesday" in text_of(each.file)


def test_an_image_that_unfolds_to_a_gigabyte(prints: Prints, tmp_path: Path) -> None:
    (tmp_path / "process/files").mkdir(parents=True)
    Image.new("1", (12000, 12000)).save(tmp_path / "process/files/big.png")
    for each in prints(filled("![Big](../files/big.png)"), "a3/home").values():
        problem = only_problem(each)
        assert (problem.code, problem.place.line) == ("unreadable-image", 9)
        assert problem.facts == {"image": "process/files/big.png", "reason": "too-many-pixels"}


def test_an_image_that_is_missing(prints: Prints) -> None:
    for each in prints(filled("![Gone](../files/gone.png)"), "a3/home").values():
        problem = only_problem(each)
        assert (problem.code, problem.place.line, problem.facts["reason"]) == (
            "unreadable-image",
            9,
            "not-found",
        )


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ('<script>alert(1)</script><a href="javascript:x()"><text y="30">hi</text></a>', ""),
        ('<image href="file:///etc/passwd" width="10" height="10"/>', "not-an-image"),
        ('<image href="https://example.org/spy.png" width="10" height="10"/>', "remote"),
        ("<use href='#a'/><g id='a'><use href='#a'/></g>", "damaged"),
    ],
)
def test_a_drawing_with_more_than_a_drawing_in_it(prints: Prints, inside: str, reason: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" onload="alert(1)">{inside}</svg>'
    files = {**filled("![Drawing](../files/drawing.svg)"), "process/files/drawing.svg": svg}
    for each in prints(files, "a3/home").values():
        if reason:
            assert (only_problem(each).code, only_problem(each).facts["reason"]) == (
                "unreadable-image",
                reason,
            )
        else:
            assert each.file
            assert b"alert" not in each.file.read_bytes()
            assert b"javascript" not in each.file.read_bytes()


def lines_from_the_right(file: Path) -> Iterator[tuple[float, float]]:
    """Give how far lines of Hebrew and Arabic are from the left and from the right of their page."""
    with pypdfium2.PdfDocument(file) as document:
        page = document[0]
        text = page.get_textpage()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            said = text.get_text_bounded(left, bottom, right, top)
            if any("\u0590" <= letter <= "\u06ff" for letter in said):
                yield left, page.get_width() - right


def test_text_that_runs_from_right_to_left_in_a_sheet_that_does_not(prints: Prints) -> None:
    (each,) = prints(filled(f"{HEBREW}\n\n{ARABIC}\n\nAnd English."), "a3/home.pdf").values()
    assert each.file
    assert not each.problems
    copied = text_of(each.file)
    assert HEBREW in copied
    assert ARABIC in copied
    with pypdfium2.PdfDocument(each.file) as document:
        half = document[0].get_width() / 2
    edges = list(lines_from_the_right(each.file))
    assert min(right for _, right in edges) < half + 25, "the lines begin at the right of their box"
    assert min(left for left, _ in edges) > 100, "and end before its left"


def test_a_handbook_that_runs_from_right_to_left(prints: Prints) -> None:
    files = {
        "process/a3/problem.md": TEMPLATE.format(f"- {HEBREW}"),
        "process/checklists/open.md": f"{HEAD.format(HEBREW, HEBREW, '')}- [ ] {HEBREW}\n- [ ] {ARABIC}\n",
        "process/phases/one.md": f"{HEAD.format(HEBREW, HEBREW, '')}## Steps\n\n### {HEBREW}\n- Frontstage: {HEBREW}\n- Backstage: {ARABIC}\n",
        "process/dialogue-models/one.md": f"{HEAD.format(HEBREW, HEBREW, '')}## Run sheet\n\n| min | step |\n|---|---|\n| 5 | {HEBREW} |\n",
        "process/success-factors/one.md": f"{HEAD.format(HEBREW, HEBREW, '')}## Statements\n\n- {HEBREW}\n",
        "process/sessions/one.md": f"{HEAD.format(HEBREW, HEBREW, 'a3: [problem]' + chr(10))}## Agenda\n\n| min | step |\n|---|---|\n| 5 | {HEBREW} |\n",
    }
    found = prints(files, language="he")
    assert len(found) > 12
    assert all(each.file and not each.problems for each in found.values())
    text = text_of(found["checklists/open.pdf"].file or Path())
    assert HEBREW in text
    assert ARABIC in text


@pytest.mark.parametrize("language", ["en", "sv"])
def test_documents_with_nothing_filled_in(prints: Prints, language: str) -> None:
    nothing = HEAD.format("A", "B.", "")
    folders = ("phases", "dialogue-models", "roles", "success-factors", "sessions", "choices", "checklists")
    files = {f"process/{folder}/a.md": nothing for folder in folders}
    files |= {
        "process/a3/problem.md": HEAD.format("P", "B.", "use: problem\n"),
        "process/a3/home.md": FILLED.partition("##")[0],
    }
    found = prints(files, language=language)
    assert len(found) >= 14
    assert all(each.file and not each.problems for each in found.values()), found


def documents_titled(title: str, word: str) -> dict[str, str]:
    return {
        "process/a3/problem.md": TEMPLATE.format("- Why?").replace("title: Problem", f"title: {title}"),
        "process/checklists/a.md": f"{HEAD.format(title, title, '')}- [ ] {word}\n",
        "process/phases/a.md": f"{HEAD.format(title, 'B.', '')}## Steps\n\n### {word}\n- Frontstage: {word}\n- Backstage: y\n",
        "process/dialogue-models/a.md": f"{HEAD.format(title, 'B.', '')}## Run sheet\n\n| min | step |\n|---|---|\n| 5 | {word} |\n",
        "process/success-factors/a.md": f"{HEAD.format(title, 'B.', '')}## Statements\n\n- {word}\n",
        "process/roles/a.md": HEAD.format(title, "B.", ""),
    }


@pytest.mark.parametrize(("title", "word"), [(TITLE[:300], "x"), (LONG, LONG)], ids=["words", "one word"])
def test_titles_of_three_hundred_letters(prints: Prints, title: str, word: str) -> None:
    found = prints(documents_titled(title, word))
    assert len(found) >= 14
    for path, each in found.items():
        assert each.file or {problem.code for problem in each.problems} == {"does-not-fit"}, (
            path,
            each.problems,
        )
    for name in ("checklists/a", "roles/a", "run-sheets/a", "assess", "blueprints/a", "handbook"):
        assert found[f"{name}.pdf"].file, name


def test_signs_that_no_font_has_are_named_and_the_sheet_stays_accessible(prints: Prints) -> None:
    (each,) = prints(filled("Well done 🎉 ☕ 👍🏽 ❤️ 🇸🇪"), "a3/home.pdf").values()
    assert each.file
    assert {problem.code for problem in each.problems} == {"missing-sign"}
    assert {problem.facts["sign"] for problem in each.problems} == set("🎉👍🏽🇸🇪")
    assert {problem.place.line for problem in each.problems} == {9}
    copied = text_of(each.file)
    assert "☕" in copied
    assert copied.count("\ufffd") == 3, "one for each sign, however many points it is made of"


def test_a_layout_of_nine_by_nine_boxes(prints: Prints) -> None:
    layout = "".join(f"  - [{', '.join(f'b{x}{y} 1' for y in range(9))}]\n" for x in range(9))
    boxes = "".join(f"## Box {x}{y} {{#b{x}{y}}}\n\n- Why?\n\n" for x in range(9) for y in range(9))
    found = prints(
        {"process/a3/big.md": HEAD.format("Big", "Many.", f"use: x\nlayout:\n{layout}") + boxes}, "a3/"
    )
    assert all(each.file and not each.problems for each in found.values())
    assert text_of(found["a3/big.pdf"].file or Path()).count("Why?") == 81


def test_a_layout_of_one_box(prints: Prints) -> None:
    one = HEAD.format("One", "One.", "use: x\nlayout:\n  - [all 1]\n") + "## All\n\n- Why?\n"
    found = prints({"process/a3/one.md": one}, "a3/")
    assert len(found) == 4
    assert all(each.file and not each.problems for each in found.values())


@pytest.mark.parametrize("prompts", ["- Why so small?", "Text.", "| a |\n|---|\n| b |", "Name:"])
def test_a_box_that_is_too_low_for_its_own_title(prints: Prints, prompts: str) -> None:
    shares = "use: x\nlayout:\n  - [large 1000, tiny 1]\n  - [a 1, b 1]\n"
    template = HEAD.format("S", "One.", shares) + f"## Large\n\n## Tiny\n\n{prompts}\n\n## A\n\n## B\n"
    written = HEAD.format("F", "X.", "template: s\n") + "## Tiny\n\nhello\n"
    found = prints({"process/a3/s.md": template, "process/a3/f.md": written}, "a3/")
    assert len(found) == 6
    for path, each in found.items():
        assert (only_problem(each).code, only_problem(each).facts["box"]) == ("does-not-fit", "Tiny"), path


def test_a_checklist_of_sixty_items_does_not_fit_on_its_page(prints: Prints) -> None:
    items = "".join(f"- [ ] Item number {number} is done by somebody\n" for number in range(60))
    found = prints({"process/checklists/a.md": HEAD.format("Open", "Many.", "") + items})
    problem = only_problem(found["checklists/a.pdf"])
    assert problem.code == "does-not-fit"
    assert float(str(problem.facts["mm"])) > 100
    assert found["handbook.pdf"].file


def test_a_phase_of_thirty_steps(prints: Prints) -> None:
    lanes = ("Evidence", "Participants", "Frontstage", "Backstage", "Support")
    steps = (f"### Step {n}\n" + "".join(f"- {lane}: act {n}\n" for lane in lanes) for n in range(30))
    found = prints({"process/phases/a.md": HEAD.format("A", "B.", "") + "## Steps\n\n" + "\n".join(steps)})
    assert found["checklists/phase-a.pdf"].pages > 1
    for name in ("checklists/phase-a.pdf", "blueprint.pdf", "handbook.pdf"):
        assert found[name].file, name
    each = found["blueprints/a.pdf"]
    assert each.file or only_problem(each).code in ("does-not-fit", "too-wide")


def test_a_deck_of_a_hundred_and_twenty_dialogue_models(prints: Prints) -> None:
    model = HEAD + "## Run sheet\n\n| min | step |\n|---|---|\n| 5 | Say |\n"
    files = {f"process/dialogue-models/m{n}.md": model.format(f"Model {n}", "B.", "") for n in range(120)}
    (deck,) = prints(files, "print/cards").values()
    assert deck.pages == 2 * 31
