"""Texts that are easy to read: a paragraph beside its picture, a line where its author ended it, large type."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import ReadyText
from cocreate_plugin.load import load
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets import easy, plain
from cocreate_plugin.sheets.easy import EasyPart
from cocreate_plugin.sheets.html import html
from cocreate_plugin.testing import handbook, project, write

PURPOSE = "purpose: Ask for help."
HEAD = f"---\ntitle: The invitation\n{PURPOSE}\neasy_to_read: yes\neasy_version_of: letter\n---\n\n"
LETTER = f"---\ntitle: Letter\n{PURPOSE}\n---\n\nDear [name], would you help us with something?\n"
DOT = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'><circle cx='2' cy='2' r='1'/></svg>"


def book(text: str) -> Handbook:
    files = {
        "process/texts/letter.md": LETTER,
        "process/texts/easy.md": HEAD + text,
        "process/files/dot.svg": DOT,
    }
    return handbook(files)


def parts(text: str) -> list[tuple[str, str]]:
    found = next(one for one in book(text).of(ReadyText) if one.easy_to_read)
    assert found.introduction
    divided: list[EasyPart] = list(easy.parts(found.introduction))
    return [(part.words.markdown, part.picture.markdown if part.picture else "") for part in divided]


@pytest.mark.parametrize(("text", "divided"), [
    ("We ask you.\nSay yes or no.\n", [("We ask you.\\\nSay yes or no.", "")]),
    ("One.\\\nTwo.  \nThree.<br>\nFour.\n", [("One.\\\nTwo.  \nThree.<br>\nFour.", "")]),
    ("One.\n\n- a\n- b\n\nTwo.\n- c\n", [("One.", ""), ("- a\n- b", ""), ("Two.\n- c", "")]),
    ("![a dot](../files/dot.svg)\n\nOne.\n\nTwo.\n", [("One.", "![a dot](../files/dot.svg)"), ("Two.", "")]),
    ("![a dot](../files/dot.svg)\nOne.\n", [("One.", "![a dot](../files/dot.svg)")]),
    ("One.\n\n![a dot](../files/dot.svg)\n", [("One.", ""), ("", "![a dot](../files/dot.svg)")]),
])  # fmt: skip
def test_each_paragraph_stands_beside_its_picture(text: str, divided: list[tuple[str, str]]) -> None:
    assert parts(text) == divided


def test_it_has_one_sheet_in_large_type_and_the_letter_has_the_plain_one() -> None:
    found = book("We ask you.\n")
    (sheet,) = easy.sheets(found)
    assert (sheet.path, sheet.wanted, sheet.smallest) == ("print/texts/easy.pdf", 17.0, 14.0)
    assert [one.path for one in plain.sheets(found)] == [
        "print/texts/letter.pdf", "print/texts/letter-large.pdf",
    ]  # fmt: skip


def test_a_text_without_words_has_an_empty_sheet() -> None:
    files = {"process/texts/easy.md": f"---\ntitle: Easy\n{PURPOSE}\neasy_to_read: yes\n---\n"}
    (sheet,) = easy.sheets(project(files).handbook)
    assert sheet.data.parts == ()


def test_the_text_and_its_easy_version_lead_to_each_other() -> None:
    written = {page.path: page.markdown for page in pages(Site(book("We ask you.\n")))}
    assert "easy.md" in written["texts/letter.md"] and "In easy words" in written["texts/letter.md"]
    assert "letter.md" in written["texts/easy.md"]


def test_sentences_of_more_than_twelve_words_are_told_where_it_is_to_be_easy(tmp_path: Path) -> None:
    thirteen = "We want to make all of this better for you and for me.\n"
    files = {"process/texts/easy.md": HEAD.replace("easy_version_of: letter\n", "") + thirteen}
    told = load(write(tmp_path, files), changed={}, advise=("sentences",)).problems
    assert [(one.code, one.facts["most"]) for one in told] == [("long-sentence", 12)]


def test_an_empty_row_of_a_text_has_room_to_write() -> None:
    form = f"---\ntitle: Form\n{PURPOSE}\n---\n\n| What | Who |\n|---|---|\n| [what] | [who] |\n| | |\n"
    written = handbook({"process/texts/form.md": form})
    (sheet, _) = plain.sheets(written)
    shown = html(sheet, written.root)
    assert "<td></td>" in shown and "td:empty { height: 8mm; min-width: 24mm }" in shown
