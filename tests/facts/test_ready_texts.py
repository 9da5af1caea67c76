"""Texts that are ready to be sent: what is a blank, and how long they take."""

from __future__ import annotations

import pytest

from cocreate_plugin.facts.ready_texts import blanks, minutes_aloud
from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import ReadyText
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.testing import handbook


def book(body: str) -> Handbook:
    head = "---\ntitle: One\npurpose: Why.\nform: letter\nto: all\n---\n\n"
    return handbook({"process/texts/one.md": f"{head}{body}"})


def text(body: str) -> ReadyText:
    return book(body).of(ReadyText)[0]


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("Dear [name], on [day and time].", ("name", "day and time")),
        ("[name] and [ name ] and [år]", ("name", "år")),
        ("a [link](https://example.org) and `[code]` and ![a](b.png)".replace("![a](b.png)", ""), ()),
        ("*“[their words]”*", ("their words",)),
        ("- [ ] a\n- [x] b\n", ()),
        ("a[^1]\n\n[^1]: note", ()),
        ("", ()),
    ],
)
def test_a_blank_is_words_in_brackets(body: str, named: tuple[str, ...]) -> None:
    assert blanks(text(body)) == named


def test_reading_aloud_takes_as_long_as_there_are_words() -> None:
    assert [minutes_aloud(text("word " * count)) for count in (0, 1, 130, 131)] == [0, 1, 1, 2]


def test_a_page_names_its_blanks_and_keeps_them_in_the_text() -> None:
    page = next(each for each in pages(Site(book("Dear [name], [day].\n"))) if each.path == "texts/one.md")
    assert "To fill in: name, day." in page.markdown
    assert "Dear [name], [day]." in page.markdown
