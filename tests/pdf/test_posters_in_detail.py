"""What is particular to a blueprint, a matrix and a deck of cards on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import zxingcpp
from page import validate_pdf

from cocreate_plugin.kinds import DialogueModel, SuccessFactor
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import cards
from tests.pdf.conftest import ROOT, Everything
from tests.pdf.posters import (
    FACTOR,
    MM,
    SITE,
    letters,
    pages,
    place,
    strokes,
    text,
)

pytestmark = pytest.mark.paper


def test_every_card_leads_to_its_own_page(posters: dict[str, Printed], every: Everything):
    found = set()
    for number, page in enumerate(pages(posters["cards"])):
        if number % 2 == 0:
            found |= {
                code.text
                for code in zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil().convert("L"))
            }
    handbook = every.handbook
    documents = (*handbook.of(DialogueModel), *handbook.of(SuccessFactor))
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


def test_upright_headings_can_be_copied(posters: dict[str, Printed], every: Everything):
    (page,) = pages(posters["matrix"])
    found = page.get_textpage()
    for model in (model for model in every.handbook.of(DialogueModel) if not model.is_backstage):
        word = max(model.title.split(), key=len)
        assert found.search(word).get_next() is not None, word


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


def test_too_many_steps_go_on_larger_paper(small: Callable[..., dict[str, Printed]]):
    steps = "".join(f"### Step {n}\n\n- Backstage: {'words and more ' * 60}\n\n" for n in range(9))
    text_of = f"---\ntitle: Full\npurpose: Full.\norder: 0\n---\n\n## Steps\n\n{steps}"
    result = small("blueprint", **{"phases/explore": text_of})["blueprint"]
    (problem,) = result.problems
    assert (problem.code, problem.place.path) == ("larger-paper", "process/phases/explore.md")
    assert result.file and result.larger


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


def test_a_sheet_with_little_on_it_uses_the_wall(small: Callable[..., dict[str, Printed]]):
    """Lanes share what is left of the page, and below a small matrix are lines to write on."""
    found = small()
    for kind in ("blueprint", "blueprint-process"):
        (page,) = pages(found[kind])
        starts = [place(page, name)[1] for name in ("Evidence", "Backstage", "Support")]
        assert starts[1] - starts[0] > 75 and starts[2] > 200, kind
    (page,) = pages(found["matrix"])
    top = place(page, "Notes")[1]
    lines = [y for _, y, wide, high in strokes(page) if wide > 350 and round(high) == 9 and y > top]
    assert len(lines) > 8 and max(lines) > 250
    for kind in ("blueprint", "blueprint-process", "matrix"):
        assert found[kind].problems == () and not validate_pdf(found[kind].file, profile="ua1").failures
