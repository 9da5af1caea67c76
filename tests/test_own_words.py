"""Words of a handbook's own beside ours, and English ones that stand in."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.load import load
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.phrases import BEGINS, ENDS, marking, own_words, phrases, speak
from cocreate_plugin.prose.stand_ins import in_html, in_markdown
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html, key
from cocreate_plugin.testing import project, write

PHASE = """---
title: Zkoumat
purpose: Porozumění.
duration: 3 weeks
---

## Brána

- [ ] Hotovo
"""
CZECH = {
    "process/handbook.yml": "title: Příručka\nlanguage: cs\n",
    "process/phases/zkoumat.md": PHASE,
}
WORDS = {
    "locale/cs/fields.yml": (
        'field.gate: Brána\ncount.week:\n  one: "{number} týden"\n  few: "{number} týdny"\n'
        '  many: "{number} týdne"\n  other: "{number} týdnů"\n'
    )
}


@pytest.fixture(autouse=True)
def _our_words_again():
    before = own_words().of
    yield
    speak(before)


def gate_list(root):
    return next(each for each in sheets(load(root).handbook, with_book=False) if "gate-" in each.path)


def codes(loaded):
    return [problem.code for problem in loaded.problems]


def test_a_heading_in_a_language_of_its_own_opens_the_field_and_counts_in_its_plural_forms():
    loaded = project(CZECH | WORDS)
    (phase,) = loaded.handbook.documents
    assert [item.text for item in phase.gate] == ["Hotovo"]
    assert phrases("cs").n("count.week", 3) == "3 týdny"
    assert phrases("cs").speaks("field.gate")
    assert not phrases("cs").speaks("field.entry")


def test_a_regional_variant_and_our_own_languages_can_be_changed_too():
    with_words = {"locale/sv/mina.yml": "field.gate: Port\n", "locale/de-AT/x.yml": "field.gate: Türl\n"}
    project(CZECH | with_words)
    assert phrases("sv").t("field.gate") == "Port"
    assert phrases("de-AT").t("field.gate") == "Türl"
    project(CZECH)
    assert phrases("sv").t("field.gate") != "Port"


def test_one_note_counts_the_words_that_are_missing():
    told = [each for each in project(CZECH | WORDS).problems if each.code == "missing-words"]
    assert len(told) == 1
    assert told[0].place.path == "process/handbook.yml"
    assert int(told[0].facts["number"]) == int(told[0].facts["all"]) - 2
    assert "Czech" in phrases("en").sentence(told[0])
    assert "missing-words" not in codes(project({"process/handbook.yml": "title: Bok\nlanguage: sv\n"}))


def test_a_heading_in_a_language_without_words_is_never_lost_in_silence():
    text = PHASE.replace("- [ ] Hotovo", "Až bude hotovo.")
    told = project(CZECH | {"process/phases/zkoumat.md": text}).problems
    (lost,) = [each for each in told if each.code == "heading-without-words"]
    assert "Gate" in lost.facts["choices"]
    given = text.replace("## Brána", "## Brána {#brana}")
    assert "heading-without-words" not in codes(project(CZECH | {"process/phases/zkoumat.md": given}))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('field.gate: "{x.__class__}"', "bad-word"),
        ('sheet.edition: "vydání"', "bad-word"),
        ('sheet.edition: "vydání {edition} {edition!r}"', "bad-word"),
        ('field.gate: "<script>alert(1)</script>"', "bad-word"),
        ("count.week:\n  one: týden\n", "bad-word"),
        ("field.gat: Brána", "unknown-word"),
    ],
)
def test_a_word_that_cannot_be_used_is_left_out_and_told(line, code):
    loaded = project(CZECH | {"locale/cs/x.yml": f"{line}\n"})
    assert code in codes(loaded)
    assert phrases("cs").t("field.gate") == "Gate"


def test_folders_of_no_language_and_files_of_no_words_are_told():
    odd = {
        "locale/czech/x.yml": "a: b\n",
        "locale/cs/words.po": "x",
        "locale/cs/a.yml": "",
        "locale/_old": "",
    }
    assert [each for each in codes(project(CZECH | odd)) if each != "missing-words"] == [
        "no-words",
        "not-a-language",
        "field-unnamed",
    ]


def test_a_word_in_two_files_counts_once():
    both = {"locale/cs/a.yml": "field.gate: Brána\n", "locale/cs/b.yml": "field.gate: Vrata\n"}
    assert "word-twice" in codes(project(CZECH | both))
    assert phrases("cs").t("field.gate") == "Brána"


def test_english_words_that_stand_in_are_told_as_english_on_pages_and_sheets(tmp_path):
    root = write(tmp_path, CZECH | WORDS)
    book = load(root).handbook
    made = sheets(book, with_book=False)
    checklist = next(each for each in made if "gate-" in each.path)
    text = html(checklist, root)
    assert '<span lang="en">Gate checklist</span>' in text
    assert '<span lang="en">Gate: </span>Zkoumat' in text
    assert "<title>Gate: Zkoumat, Checklist</title>" in text
    page = next(each for each in pages(Site(book, made)) if each.path == "phases/zkoumat.md")
    assert "## Brána {" in page.markdown
    assert '<span lang="en">' in page.markdown
    everything = "".join((page.title, page.markdown, text))
    assert BEGINS not in everything
    assert ENDS not in everything


def test_a_sheet_is_another_one_when_its_words_change(tmp_path):
    root = write(tmp_path, CZECH | WORDS)
    before, again = (key(gate_list(root), root) for _ in range(2))
    write(tmp_path, {"locale/cs/paper.yml": "checklist.number: Č.\n"})
    assert before == again
    assert before != key(gate_list(root), root)


def test_an_own_word_is_escaped_like_all_text(tmp_path):
    root = write(tmp_path, CZECH | WORDS | {"locale/cs/paper.yml": "checklist.kind.gate: A & B\n"})
    assert "A &amp; B" in html(gate_list(root), root)


ONE = f"{BEGINS}Gate{ENDS}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"<p>{ONE}</p>", '<p><span lang="en">Gate</span></p>'),
        (f'<p title="{ONE}">x</p>', '<p title="Gate">x</p>'),
        (f"<title>{ONE}</title>", "<title>Gate</title>"),
        (f"{BEGINS}a {ONE} b{ENDS}", '<span lang="en">a Gate b</span>'),
        (f"<svg><text>{ONE}</text></svg>", "<svg><text>Gate</text></svg>"),
    ],
)
def test_marks_become_elements_where_html_can_stand(text, told):
    assert in_html(text) == told
    assert in_markdown(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"## {ONE} {{ #gate }}", '## <span lang="en">Gate</span> { #gate }'),
        (f"`{ONE}`", "`Gate`"),
        (f"```\n{ONE}\n```", "```\nGate\n```"),
        (f"![{ONE}](a.png)", "![Gate](a.png)"),
        (f'[{ONE}](a.md "{ONE}")', '[<span lang="en">Gate</span>](a.md "Gate")'),
        (f'x {{ .a title="{ONE}" }}', 'x { .a title="Gate" }'),
    ],
)
def test_marks_in_markdown_stay_out_of_what_holds_no_element(text, told):
    assert in_markdown(text) == told


def test_nothing_is_marked_outside_of_pages_and_sheets():
    assert phrases("cs").t("field.gate") == "Gate"
    with marking():
        assert phrases("cs").t("field.gate") == ONE
        assert phrases("sv").t("field.gate") == "Grind"
        assert phrases("en").t("field.gate") == "Gate"


def test_ours_are_what_they_were_when_a_folder_leads_out(tmp_path: Path):
    write(tmp_path / "else", {"cs/x.yml": "field.gate: Brána\n"})
    root = write(tmp_path / "book", CZECH)
    (root / "locale").symlink_to(tmp_path / "else")
    assert "outside-file" in [each.code for each in load(root).problems]
    assert phrases("cs").t("field.gate") == "Gate"
