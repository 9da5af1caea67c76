"""The search of the type size, on pages made by hand: no PDF is made here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cocreate_plugin.pdf.fit import LINE, MM, Excess, excess, findings, largest, levels, measures, white
from cocreate_plugin.pdf.jobs import Finding, Fit, Job, located
from cocreate_plugin.problems import Place as PlaceInSource

Place = tuple[float, float, float, float]


@dataclass
class Page:
    anchors: dict[str, Place]
    width: float = 420 * MM
    height: float = 297 * MM


@dataclass
class Document:
    pages: list[Page] = field(default_factory=list)


def sheet(end: float | None, wide: float = 0) -> Document:
    """A box from 10 to 110 mm whose content begins at 16 mm and ends where it is told to."""
    anchors = {"box-a": (0, 10 * MM, 100 * MM, 110 * MM), "fit-a": (2 * MM, 16 * MM, 98 * MM, 50 * MM)}
    if end is not None:
        anchors["end-a"] = (2 * MM, end * MM, 98 * MM, end * MM)
    if wide:
        anchors["wide-0"] = (2 * MM, 20 * MM, wide * MM, 30 * MM)
    return Document([Page(anchors)])


MARKS = {"wide-0": "a"}


def test_a_box_that_holds_its_content_is_not_too_high():
    assert not excess(sheet(108.8), 1, MARKS)


def test_a_box_is_too_high_when_its_end_lies_on_the_border():
    assert list(excess(sheet(109.9), 1, MARKS).high) == ["a"]


def test_a_box_is_measured_in_lines_at_its_type_size():
    points = MM * 72 / 96
    size = 10 * points / LINE  # A line is ten millimetres high.
    (found,) = measures(sheet(46), size)
    assert (found.code, found.box) == ("filled", "a")
    assert found.facts == {"used": 3.0, "room": 9.3, "size": round(size, 1)}
    assert not list(measures(sheet(None), size))


def test_an_end_that_fell_off_the_page_is_too_high():
    assert excess(sheet(None), 1, MARKS).high == {"a": float("inf")}


def test_a_box_is_too_high_when_all_that_it_holds_fell_off_the_page():
    page = Page({"box-a": (0, 10 * MM, 100 * MM, 11 * MM)})
    assert excess(Document([page]), 1, {"fit-a": "a"}).high == {"a": float("inf")}


def test_a_table_wider_than_its_box_is_named_with_the_pixels():
    assert excess(sheet(100, wide=99), 1, MARKS) == Excess({}, {"a": pytest.approx(MM)})


def test_more_pages_than_promised_are_too_high():
    assert "" in excess(Document([Page({}), Page({})]), 1, {}).high
    assert not excess(Document([Page({}), Page({})]), None, {})


def test_a_picture_outside_of_boxes_may_go_to_the_edge_of_the_paper():
    page = Page({"wide-0": (0, 0, 415 * MM, 20)})
    assert not excess(Document([page]), 1, {"wide-0": ""})
    page.anchors["wide-0"] = (0, 0, 417 * MM, 20)
    assert excess(Document([page]), 1, {"wide-0": ""}).wide == {"": pytest.approx(MM)}


def test_one_layout_is_enough_when_the_wanted_size_fits():
    tried = []

    def lay_out(size: float) -> Document:
        tried.append(size)
        return sheet(50)

    largest(lay_out, Fit(10, 7, 1), MARKS)
    assert tried == [10]


@pytest.mark.parametrize("best", [7.0, 7.1, 8.4, 9.9])
def test_the_largest_size_that_fits_is_found_in_few_steps_whatever_the_content_does(best: float):
    tried = []

    def lay_out(size: float) -> Document:
        tried.append(round(size, 2))
        return sheet(100 if size < best + 0.05 else 120)

    document, size, too_much = largest(lay_out, Fit(10, 7, 1), MARKS)
    assert not too_much
    assert document.pages[0].anchors["end-a"][1] == 100 * MM
    assert round(size, 2) == best == max(each for each in tried if each < best + 0.05)
    assert len(tried) <= 8


@pytest.mark.parametrize("needed", [101, 110, 130, 150, 180])
def test_a_text_leads_to_its_size_in_three_or_four_layouts(needed: float):
    """The area of a text grows as its type size squared."""
    tried = []

    def lay_out(size: float) -> Document:
        tried.append(size)
        return sheet(16 + (needed - 16) * (size / 10) ** 2)

    document, size, too_much = largest(lay_out, Fit(10, 7, 1), MARKS)
    assert not too_much
    assert not excess(document, 1, {})
    assert len(tried) <= 4
    assert size == 10 or excess(lay_out(size + 0.1), 1, {})


def test_what_does_not_fit_at_the_smallest_size_is_measured_in_millimetres_and_lines():
    real = sheet(None)
    too_much = excess(real, 1, MARKS)
    tall = sheet(145.25)
    tall.pages[0].anchors["line-a"] = (0, 0, 10, 4 * MM)
    (found,) = findings(too_much, real, tall, Fit(10, 7, 1))
    assert (found.code, found.box) == ("does-not-fit", "a")
    assert found.facts == {"mm": 36.4, "lines": 10}


def test_content_higher_than_the_measuring_sheet_is_at_least_named():
    real, tall = sheet(None), sheet(None)
    tall.pages[0].height = 6000 * MM
    (found,) = findings(excess(real, 1, MARKS), real, tall, Fit(10, 7, 1))
    assert found.facts["mm"] > 5800


def test_a_flowing_text_is_measured_between_top_and_foot():
    real = Document([Page({}), Page({})])
    anchors = {"top-": (0, 10 * MM, 1, 10 * MM), "foot-": (0, 5990 * MM, 1, 5990 * MM)}
    anchors |= {"end-": (0, 300 * MM, 1, 300 * MM), "line-": (0, 0, 1, 5 * MM)}
    tall = Document([Page(anchors, height=6000 * MM)])
    (found,) = findings(excess(real, 1, {}), real, tall, Fit(10, 7, 1))
    # 290 mm of text, and 277 mm between the margins of one page.
    assert found.facts == {"mm": 13.0, "lines": 3}


@pytest.mark.parametrize("code", ["does-not-fit", "too-wide"])
def test_a_finding_names_its_box_and_the_line_that_it_comes_from(code: str) -> None:
    place = PlaceInSource("process/a3/it.md", 7, 1)
    job = Job("print/a3/it.pdf", "key", str, Path(), Path(), Fit(12, 10), {"a": place}, {"a": "Background"})
    told = located(Finding(code, "a"), job)
    assert (told.place, told.facts["box"], told.facts["path"]) == (place, "Background", "print/a3/it.pdf")


@pytest.mark.parametrize(("end", "over"), [(20, 0), (8, 3.1)])
def test_a_box_that_stands_on_its_head_is_measured_as_if_it_did_not(end: float, over: float) -> None:
    """It is laid out with its top below its foot, and its text grows upwards."""
    anchors = {
        "box-a": (100 * MM, 110 * MM, 0, 10 * MM),
        "fit-a": (98 * MM, 104 * MM, 2 * MM, end * MM),
        "end-a": (98 * MM, end * MM, 2 * MM, end * MM),
    }
    document = Document([Page(anchors)])
    too_much = excess(document, 1, {"fit-a": "a"})
    assert {box: round(pixels / MM, 1) for box, pixels in too_much.high.items()} == (
        {"a": over} if over else {}
    )
    (measured,) = measures(document, 10.0)
    assert measured.facts["used"] > 0


def running(lines_of: dict[float, float]) -> Callable[[float], Document]:
    """A text that runs on: how many pages of 297 mm it takes at a type size, in parts of a page."""

    def lay(size: float) -> Document:
        whole = min(lines_of.items(), key=lambda each: abs(each[0] - size))[1]
        pages = [Page({}) for _ in range(int(whole) + 1)]
        end = (whole - int(whole)) * pages[-1].height
        pages[-1].anchors["end-"] = (0, end, 0, end)
        return Document(pages)

    return lay


@pytest.mark.parametrize(
    ("takes", "pages", "size"),
    [
        ({11: 1.2, 10.5: 1.1, 10: 0.97, 9.5: 0.9}, 1, 10.2),  # a few lines come back
        ({11: 1.2, 9.5: 1.05}, 2, 11),  # not even the smallest type brings them back: it stays large
        ({11: 1.6, 9.5: 0.9}, 2, 11),  # half a page is worth its paper
        ({11: 0.1, 9.5: 0.1}, 1, 11),
        ({11: 2.1, 10.5: 1.99, 9.5: 1.8}, 2, 10.7),
    ],
)
def test_a_smaller_type_saves_a_page_of_a_few_lines(
    takes: dict[float, float], pages: int, size: float
) -> None:
    document, chosen, too_much = largest(running(takes), Fit(11, 9.5), {})
    assert (len(document.pages), not too_much) == (pages, True)
    assert chosen == pytest.approx(size, abs=0.06)


@pytest.mark.parametrize(("end", "pages", "left"), [(100, 1, 158.9), (245, 1, 0), (100, 2, 0)])
def test_white_that_is_worth_it_is_what_is_between_the_end_and_the_foot(end: float, pages: int, left: float):
    """Less than 20 mm stay as they are, and so does the last of several pages."""
    marks = {name: (0.0, at * MM, MM, at * MM) for name, at in (("end-", end), ("foot-", 260))}
    document = Document([Page(marks)] * pages)
    assert white(document) / MM == pytest.approx(left, abs=0.1)
    assert white(Document([Page({})])) == 0


def test_what_is_on_a_level_becomes_as_high_as_the_highest_of_it():
    document = Document(
        [
            Page({"level-1-a": (0, 0, 9, 20), "level-1-b": (0, 20, 9, 30)}),
            Page({"level-2-a": (0, 0, 9, 35), "level-2-b": (0, 35, 9, 45), "other": (0, 0, 9, 9)}),
        ]
    )
    names = {"level-1-a": "a", "level-2-a": "a", "level-1-b": "b", "level-2-b": "b"}
    assert levels(document, names) == '[data-level="a"] { height: 35.000px !important }'
    assert levels(document, {}) == ""
