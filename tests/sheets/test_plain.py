"""Plain sheets: what people are given to read is larger than what a team looks up, and shows only what is for them."""

from __future__ import annotations

import pytest

from cocreate_plugin.sheets import plain
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.plain import LEAFLET, LETTER, SMALL
from cocreate_plugin.testing import project

TEXT = "---\ntitle: Note\npurpose: To be asked.\nform: {form}\nwhen: in time\n---\n\n**What happens**\n\nWe *talk*.\n"


@pytest.mark.parametrize(
    ("form", "size"), [("letter", LETTER), ("form", LETTER), ("leaflet", LEAFLET), ("phone", SMALL)]
)
def test_people_are_given_large_letters(form: str, size: float) -> None:
    book = project({"process/texts/note.md": TEXT.format(form=form)}).handbook
    first = plain.sheets(book)[0]
    assert (first.wanted, first.smallest) == (size, size)


def test_large_print_says_nothing_that_is_for_the_sender() -> None:
    loaded = project({"process/texts/note.md": TEXT.format(form="letter")})
    small, large = plain.sheets(loaded.handbook)
    assert "To be asked." in html(small, loaded.handbook.root) and "in time" in html(
        small, loaded.handbook.root
    )
    told = html(large, loaded.handbook.root)
    assert "We <em>talk</em>" in told
    assert not [words for words in ("To be asked.", "in time", 'class="kicker"') if words in told]


def test_a_leaflet_is_what_people_are_given_on_half_a_page() -> None:
    loaded = project({"process/texts/note.md": TEXT.format(form="leaflet")})
    small, large = plain.sheets(loaded.handbook)
    told = html(small, loaded.handbook.root)
    assert (small.paper, large.paper) == ("a5", "a4") and "size: 148mm 210mm" in told
    assert "We <em>talk</em>" in told and "To be asked." not in told and "in time" not in told


def test_a_line_in_bold_stays_with_what_it_leads() -> None:
    loaded = project({"process/texts/note.md": TEXT.format(form="letter") + "\n**Yours**\n"})
    told = html(plain.sheets(loaded.handbook)[0], loaded.handbook.root)
    assert '<p class="led"><strong>What happens</strong></p>' in told
    assert "<p><strong>Yours</strong></p>" in told, "nothing follows it"
