"""What lies at the door and in hands: the sign-in list, name cards, and the questions of an event."""

from __future__ import annotations

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.sheets import session
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.testing import handbook
from tests.sheets.reading import told

FORM = """---
title: Consent
purpose: Agree to each use.
form: form
---

**What you agree to**

- My words may be *quoted* without my name.
- Photos may be taken,
  of the wall.

Signed: [name]
"""
CAFE = """---
title: Café
purpose: Think together.
---

## Questions
- What went well?

    None comes to mind? A time when it was less bad will do.

- What is missing?

## Run sheet
| min | step |
|---|---|
| 10 | Welcome |
"""
SESSION = """---
title: Kick-off
purpose: Begin.
{more}
---

## Questions
### Closing round
- What do you take home?

## Agenda
| min | step |
|---|---|
| | [Café](../dialogue-models/cafe.md) |
| | [Café](../dialogue-models/cafe.md) |
"""


def made(more: str = "people: 13") -> tuple[Handbook, dict[str, dict]]:
    book = handbook(
        {
            "process/texts/form.md": FORM,
            "process/dialogue-models/cafe.md": CAFE,
            "process/sessions/day.md": SESSION.format(more=more),
        }
    )
    return book, {each.path.removeprefix("print/"): told(each) for each in sheets(book)}


@pytest.mark.parametrize(("more", "rows"), [("people: 13", 13), ("", 24), ("people: 1000", 120)])
def test_the_list_has_a_row_for_each_person_who_is_expected(more: str, rows: int) -> None:
    _, every = made(more)
    assert len(every["sessions/day-sign-in.pdf"]["rows"]) == rows


def test_a_large_event_prints_list_and_cards_several_times() -> None:
    book, _ = made("people: 1000")
    copies = {line["what"]: line["copies"] for line in told(session.sheets(book)[0])["contents"]}
    assert (copies["Sign-in list"], copies["Name cards"]) == ("9", "125")


def test_people_agree_to_each_use_in_the_words_of_the_handbook() -> None:
    book, every = made("people: 2\nconsent: form")
    uses = [" ".join(use.split()) for use in every["sessions/day-sign-in.pdf"]["uses"]]
    assert uses == ["My words may be *quoted* without my name.", "Photos may be taken, of the wall."]
    assert "Consent" in [line["what"] for line in told(session.sheets(book)[0])["contents"]]
    assert made()[1]["sessions/day-sign-in.pdf"]["uses"] == []


def test_names_that_are_known_stand_on_list_and_cards() -> None:
    names = "publish: no\npeople: 10\nnames:\n  - Ödön Žák, home care, Blue\n  - Ada Lind\n"
    book, every = made(names + "".join(f"  - Guest {number}\n" for number in range(7)))
    rows, cards = every["sessions/day-sign-in.pdf"]["rows"], every["sessions/day-name-cards.pdf"]
    assert rows[0] == {"name": "Ödön Žák", "comes_from": "home care", "group": "Blue"}
    assert (rows[1]["name"], rows[1]["group"], rows[9]["name"], len(rows)) == ("Ada Lind", "", "", 10)
    assert [[card["name"] for card in leaf["cards"]].index("") for leaf in cards["leaves"][1:]] == [1]
    assert len(cards["leaves"]) == 2 and cards["groups"]
    assert not [sheet.path for sheet in sheets(book) if sheet.publish and "/day" in sheet.path]


def test_nobody_signs_in_where_a_session_says_so() -> None:
    book, every = made("sign_in: no\nconsent: form")
    assert not [path for path in every if "sign-in" in path or "name-cards" in path]
    lines = [line["what"] for line in told(session.sheets(book)[0])["contents"]]
    assert not {"Sign-in list", "Name cards", "Consent"} & set(lines)


def test_participants_hold_the_questions_of_models_and_session() -> None:
    book, every = made()
    parts = every["sessions/day-questions.pdf"]["parts"]
    assert [(part["title"], [one["text"] for one in part["questions"]]) for part in parts] == [
        ("Café", ["What went well?", "What is missing?"]),
        ("Closing round", ["What do you take home?"]),
    ]
    assert every["run-sheets/cafe-questions.pdf"]["parts"][0]["title"] is None
    large = every["sessions/day-questions-large.pdf"]
    assert large["large"] and large["parts"] == parts
    lines = {line["what"]: line["copies"] for line in told(session.sheets(book)[0])["contents"]}
    assert (lines["Questions for participants"], lines["Questions in large print"]) == ("13", "1")
