"""Every place on an A3 follows from its measures: one of them moves all that belongs to it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from cocreate_plugin.sheets.a3_geometry import Geometry, Wanted, geometry, halves
from cocreate_plugin.sheets.a3_measures import MEASURES, Rectangle

WANTED = Wanted(
    columns=(("a", "b"), ("c",), ("d", "e", "f")),
    shares=dict.fromkeys("abcdef", 1.0),
    agreements=5,
    has_topic=True,
    has_logo=True,
    has_code=True,
)


def wrong(place: Geometry) -> list[tuple[str, str]]:
    """Name what lies on something else, or beyond the paper; the two bars of the title block meet."""
    known = {
        "title": place.title,
        **place.cells,
        **place.boxes,
        **{f"agreed-{number}": each for number, each in enumerate((*place.agreed, place.follow_up))},
        **{f"caption-{number}": each for number, each in enumerate(place.captions)},
        **{f"imprint-{number}": each for number, each in enumerate(place.imprints)},
        **{name: each for name in ("topic", "code", "logo", "coach") if (each := getattr(place, name))},
    }
    beyond = [
        (name, "paper")
        for name, each in known.items()
        if min(each.x, each.y) < 0 or each.right > place.sheet.width or each.bottom > place.sheet.height
    ]
    pairs = combinations(known.items(), 2)
    return beyond + [(one, other) for (one, a), (other, b) in pairs if lies_on(a, b)]


def lies_on(a: Rectangle, b: Rectangle) -> bool:
    return a.x < b.right - 0.02 and b.x < a.right - 0.02 and a.y < b.bottom - 0.02 and b.y < a.bottom - 0.02


@pytest.mark.parametrize("size", ["iso", "us"])
@pytest.mark.parametrize("margin", [8, 10, 14, 20])
@pytest.mark.parametrize(
    "change", [{}, {"title": 30}, {"gutter": 12, "gap": 6}, {"foot": 12}, {"overlap": 16}, {"cell": 9}]
)
def test_a_measure_moves_everything_that_follows_from_it(size: str, margin: float, change: dict[str, float]):
    measures = replace(MEASURES[size], margin=margin, **change)
    bare = replace(WANTED, has_topic=False, has_logo=False, has_code=False, agreements=0)
    for wanted in (WANTED, bare, replace(WANTED, has_coach=True)):
        place = geometry(size, wanted, measures)
        assert wrong(place) == []
        left = min(each.x for each in (place.bars[0], place.title, *place.boxes.values(), *place.agreed))
        last = (place.coach,) if place.coach else ()
        right = max(each.right for each in (place.bars[1], *place.boxes.values(), *last, place.follow_up))
        assert (left, place.sheet.width - right) == pytest.approx((margin, margin), abs=0.02)
        assert place.bars[0].y == margin
        below = place.sheet.height - margin
        assert all(each.bottom <= below + 0.02 for each in (*place.boxes.values(), *place.agreed))


@pytest.mark.parametrize("size", ["iso", "us"])
@pytest.mark.parametrize("change", [{}, {"margin": 14}, {"overlap": 16}, {"unprintable": 9}])
def test_what_a_half_shows_stays_on_what_printers_reach(size: str, change: dict[str, float]):
    measures = replace(MEASURES[size], **change)
    place = geometry(size, WANTED, measures)
    left, right = halves(size, place.boxes, measures)
    seen = left.scale * (place.sheet.width / 2 + measures.overlap / 2 - measures.margin)
    for half in (left, right):
        assert seen <= half.window.width - measures.unprintable + 0.01
        assert half.scale * (place.sheet.height - measures.margin) <= half.window.height
    assert left.sheet[0] + left.scale * measures.margin >= measures.unprintable - 0.01


@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("size", ["iso", "us"])
def test_the_boxes_of_the_right_half_alone_give_way_to_the_coach(size: str, columns: int):
    wanted = Wanted(
        columns=tuple((str(number),) for number in range(columns)),
        shares={str(number): 1.0 for number in range(columns)},
    )
    alone, beside = geometry(size, wanted), geometry(size, replace(wanted, has_coach=True))
    m = MEASURES[size]
    assert alone.coach is None and beside.coach is not None and wrong(beside) == []
    kept = [box for box, place in alone.boxes.items() if place.x < alone.middle] if columns > 1 else []
    assert [box for box in alone.boxes if beside.boxes[box] == alone.boxes[box]] == kept
    moved = [place for box, place in beside.boxes.items() if box not in kept]
    assert len({each.width for each in moved}) <= 2  # to a hundredth of a millimetre
    assert moved[-1].right == pytest.approx(beside.coach.x - m.gutter, abs=0.02)
    gutters = [after.x - before.right for before, after in pairwise(beside.boxes.values())]
    assert gutters == pytest.approx([m.gutter] * len(gutters), abs=0.03)


@pytest.mark.parametrize("size", ["iso", "us"])
def test_cards_are_cut_in_the_middle_between_two_and_each_holds_its_source(size: str) -> None:
    short = geometry(size, replace(WANTED, cut_out=("The handbook", "https://h.example/a/")))
    plain = geometry(size, WANTED)
    assert not wrong(short) and not plain.cuts and not plain.sources
    for box, place in short.boxes.items():
        source = short.sources[box]
        assert source.y == pytest.approx(place.bottom, abs=0.02)
        assert source.bottom == pytest.approx(plain.boxes[box].bottom, abs=0.02), (
            "a card is as large as its box was"
        )
        across = [
            line
            for line in short.cuts
            if line.height == 0 and line.x <= place.x and line.right >= place.right
        ]
        down = [
            line
            for line in short.cuts
            if line.width == 0 and line.y <= place.y and line.bottom >= source.bottom
        ]
        assert {line.y > place.y for line in across} == {line.x > place.x for line in down} == {False, True}
    assert len(set(short.cuts)) == len(short.cuts)
    assert all(line.x > 0 and line.right < short.sheet.width for line in short.cuts)
    long = geometry(size, replace(WANTED, cut_out=("The handbook", "https://h.example/" + "a" * 200)))
    assert long.sources["a"].height > short.sources["a"].height
