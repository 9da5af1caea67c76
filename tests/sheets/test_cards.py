"""The deck as data: which cards, where each lies on front and back, and what is left to the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import Text
from cocreate_plugin.problems import Place
from cocreate_plugin.sheets import cards
from cocreate_plugin.sheets.cards import Kept, kept
from cocreate_plugin.sheets.html import html
from cocreate_plugin.testing import project
from tests.sheets.reading import plain, told

MODEL = """---
title: {title}
purpose: Let many think together.
people: 12-60
---

## Use when

- The group is large

## Run sheet

| min | step | mode |
|---|---|---|
| 10 | Welcome | understand |
| 5 | Stretch | break |
"""
FACTOR = """---
title: Listening
purpose: People listen to understand.
group: Dialogue
---

## Signs

- Nobody is interrupted

## Statements

- I was heard. {#was-heard}
"""
FILES = {
    "process/dialogue-models/cafe.md": MODEL.format(title="Café"),
    "process/success-factors/listening.md": FACTOR,
    "process/phases/explore.md": "---\ntitle: Explore\npurpose: Look.\nsuccess_factors: [listening]\n---\n",
}


def book(**more: str) -> Handbook:
    return project({**FILES, **{f"process/{path}.md": text for path, text in more.items()}}).handbook


def test_the_deck_begins_with_what_it_is():
    deck = cards.deck(book())
    assert [(card.kind, card.title) for card in deck] == [
        ("deck", "Cards"), ("model", "Café"), ("factor", "Listening"),
    ]  # fmt: skip
    assert deck[0].front.counts == ("1 dialogue model", "1 success factor")


def test_both_sides_of_a_dialogue_model():
    model = cards.deck(book())[1]
    front, back = plain(model.front), plain(model.back)
    assert [fact["text"] for fact in front["facts"]] == ["12–60 people", "15 minutes"]
    assert front["lists"][0]["texts"] == ["The group is large"]
    assert back["rows"] == [
        {"min": 10, "step": "Welcome", "is_break": False}, {"min": 5, "step": "Stretch", "is_break": True},
    ]  # fmt: skip
    assert (back["sum"], back["more"]) == (15, 0)


def test_both_sides_of_a_factor():
    factor = cards.deck(book())[2]
    assert [str(fact.text) for fact in factor.front.facts] == ["Dialogue", "Explore"]
    assert [(each["label"], each["texts"]) for each in plain(factor.back)["lists"]] == [
        ("Signs", ["Nobody is interrupted"]), ("Statements, 1 to 5", ["I was heard."]),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 9])
def test_a_back_lies_behind_its_front_when_the_sheet_is_turned_on_its_long_edge(count: int):
    models = {f"dialogue-models/m{n}": MODEL.format(title=f"M{n}") for n in range(count)}
    (sheet,) = cards.sheets(book(**models))
    pages = told(sheet)["pages"]
    for fronts, backs in zip(pages[::2], pages[1::2], strict=True):
        assert len(fronts["cards"]) <= 4
        for front, back in zip(fronts["cards"], backs["cards"], strict=True):
            assert front["id"] == back["id"]
            assert back["x"] == pytest.approx(210 - (front["x"] + 105))
            assert back["y"] == front["y"]
        assert len({(card["x"], card["y"]) for card in fronts["cards"]}) == len(fronts["cards"])


def test_pages_come_front_and_back_in_turn():
    (sheet,) = cards.sheets(book(**{f"dialogue-models/m{n}": MODEL.format(title=f"M{n}") for n in range(4)}))
    assert [page["side"] for page in told(sheet)["pages"]] == ["front", "back", "front", "back"]
    assert sheet.pages == 4
    assert [card["number"] for card in told(sheet)["pages"][3]["cards"]] == [5, 6, 7]


def test_a_card_that_is_too_full_can_be_named():
    (sheet,) = cards.sheets(book())
    assert sheet.names["factor-listening-back"] == "Listening"
    assert sheet.places["factor-listening-back"].path == "process/success-factors/listening.md"
    assert sheet.places["model-cafe-front"].path == "process/dialogue-models/cafe.md"


def test_us_cards_are_a_quarter_of_letter():
    handbook = book()
    (sheet,) = cards.sheets(replace(handbook, identity=replace(handbook.identity, paper="us")))
    assert (told(sheet)["width"], told(sheet)["height"]) == (215.9 / 2, 279.4 / 2)


def test_a_long_run_sheet_says_how_much_more_its_page_holds():
    rows = "".join(f"| 5 | Step {n} with a name of some length that takes two lines |\n" for n in range(60))
    text = f"---\ntitle: Long\npurpose: Long.\n---\n\n## Run sheet\n\n| min | step |\n|---|---|\n{rows}"
    long = next(card for card in cards.deck(book(**{"dialogue-models/long": text})) if card.title == "Long")
    assert 5 < len(long.back.rows) < 40
    assert len(long.back.rows) + long.back.more == 60
    assert long.back.sum == 300


def test_what_is_kept():
    a, b, c = (Text(letter, Place("x.md")) for letter in "abc")
    assert kept([a, b], 80, 6) == Kept((a, b), 0)
    assert kept([a, b, c], 80, 8) == Kept((a,), 2)
    assert kept([], 80, 8) == Kept()


def test_nothing_published_gives_no_deck():
    hidden = FACTOR.replace("group: Dialogue", "publish: no")
    assert cards.sheets(project({"process/success-factors/a.md": hidden}).handbook) == ()


def test_a_fact_on_a_card_is_read_as_markdown():
    own = {
        "process/kinds/stories.yml": "print: card\nfields: {voice: text}\n",
        "process/stories/ada.md": "---\ntitle: Ada\npurpose: Why.\nvoice: '*Calm*'\n---\n",
        "process/success-factors/listening.md": FACTOR.replace("Dialogue", "'*Dialogue*'"),
    }
    handbook = project({**FILES, **own}).handbook
    (deck,) = cards.sheets(handbook)
    text = html(deck, handbook.root)
    assert "<em>Calm</em>" in text and "<em>Dialogue</em>" in text


def test_the_first_card_tells_only_how_the_cards_of_the_deck_are_used():
    alone = project({"process/dialogue-models/cafe.md": MODEL.format(title="Café")}).handbook
    (both, *_), (models, *_) = cards.deck(book()), cards.deck(alone)
    assert [use.split()[0] for use in both.back.uses] == ["Lay", "Deal"]
    assert [use.split()[0] for use in models.back.uses] == ["Lay"]
    assert "factor" not in str(models.front.purpose)


def test_the_card_of_a_model_draws_how_people_come_together():
    rows = MODEL.replace("| mode |\n|---|---|---|", "| together |\n|---|---|---|")
    drawn = rows.replace("Welcome | understand", "Welcome | pairs").replace("Stretch | break", "Talk | all")
    handbook = book(**{"dialogue-models/cafe": drawn.format(title="Café")})
    (sheet,) = cards.sheets(handbook)
    assert "pairs, 10 minutes; all, 5 minutes" in html(sheet, handbook.root)
    (without,) = cards.sheets(book())
    assert 'class="gathering"' not in html(without, handbook.root)
