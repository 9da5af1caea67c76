"""Pages as Markdown: the example as it should look, and what holds for every page."""

from __future__ import annotations

import json
import os
import posixpath
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from cocreate_plugin.contrast import contrast
from cocreate_plugin.data import data, schema
from cocreate_plugin.kinds import KINDS, Identity, Phase
from cocreate_plugin.load import load
from cocreate_plugin.pages.all import Page, pages
from cocreate_plugin.pages.colours import NIGHT, PAPER, identity_styles
from cocreate_plugin.pages.site import Site
from cocreate_plugin.pages.writer import PageWriter
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.testing import project, report

HERE = Path(__file__).parents[1]
GOLDEN = HERE / "golden" / "pages"
WRITE = os.environ.get("COCREATE_GOLDEN") == "write"
"""`COCREATE_GOLDEN=write pytest tests/pages/test_pages.py` writes them again; read the difference before you keep it."""

PHASE = "---\ntitle: Listen\npurpose: Hear.\n---\n"


@cache
def example(with_sheets: bool = False) -> Site:
    loaded = load(HERE / "example", changed={})  # golden pages stay as they are on the day of a commit
    assert not loaded.problems, "\n".join(report(loaded))
    return Site(loaded.handbook, sheets(loaded.handbook) if with_sheets else ())


@cache
def written() -> dict[str, Page]:
    return {page.path: page for page in pages(example())}


def site(files: dict[str, str]) -> Site:
    return Site(project(files).handbook)


def page(path: str, files: dict[str, str]) -> str:
    return next(each.markdown for each in pages(site(files)) if each.path == path)


@pytest.mark.parametrize("path", sorted(written()))
def test_page_of_the_example(path: str) -> None:
    golden = GOLDEN / path
    if WRITE:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(written()[path].markdown)
    assert golden.is_file(), "no golden page yet: COCREATE_GOLDEN=write makes it"
    assert written()[path].markdown == golden.read_text()


def test_no_golden_page_is_left_over() -> None:
    assert {each.relative_to(GOLDEN).as_posix() for each in GOLDEN.rglob("*.md")} == set(written())


def test_links_between_pages_lead_to_pages() -> None:
    known = {*written(), *(f"{name}.md" for name in ("index", "about"))}
    for path, one in written().items():
        for target in re.findall(r"\]\(([^)\s]+\.md)(?:#[\w-]*)?\)", one.markdown):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in known, (
                path,
                target,
            )


def test_html_is_balanced() -> None:
    for path, one in written().items():
        opened = re.findall(
            r"<(div|table|tr|td|th|ul|li|section|nav|dl|dd|fieldset|details|thead|tbody)\b", one.markdown
        )
        closed = re.findall(
            r"</(div|table|tr|td|th|ul|li|section|nav|dl|dd|fieldset|details|thead|tbody)>", one.markdown
        )
        assert sorted(opened) == sorted(closed), path


def test_nothing_empty_leaves_a_heading_behind() -> None:
    text = page("phases/listen.md", {"process/phases/listen.md": PHASE})
    assert text == '# Listen\n\n<div class="cc-lead" markdown="block">\n\nHear.\n\n</div>\n'


def test_everything_that_is_filled_in_shows() -> None:
    """Every word that stands in front matter or body of the example is somewhere on the document's page."""
    site = example()
    for document in site.documents:
        text = written()[f"{document.folder}/{document.id}.md"].markdown
        for each in (document.owner, *document.tags, *(getattr(document, "participants", ()))):
            assert not each or each in text, (document.ref, each)
        source = site.text_at(document.path).split("---", 2)[2]
        for line in source.split("\n"):
            words = re.sub(
                r"[^\w' ]+", " ", re.sub(r"\{#.*?\}|\[@.*?\]|`.*?`|\]\(.*?\)|×.*|\[\^1\]", " ", line)
            ).split()
            for word in words:
                if len(word) > 4 and word.isalpha() and not line.startswith("|"):
                    assert word in text or word.lower() in text.lower(), (document.ref, word)


def test_a_backstage_gap_cannot_be_overlooked() -> None:
    files = {"process/phases/listen.md": f"{PHASE}\n## Steps\n\n### Talk\n\n- Frontstage: talks\n"}
    for path in ("phases/listen.md", "blueprint/index.md"):
        text = page(path, files)
        assert "cc-gap" in text and "Backstage gap" in text
    assert "One backstage gap" in page("blueprint/index.md", files)


def test_a_fact_as_long_as_a_paragraph_has_a_line_of_its_own() -> None:
    text = '---\ntitle: A\npurpose: B.\nuse: problem\ncoach_asks: ["{}"]\n---\n\n## C\n\n- D?\n'
    short, long = (
        page("a3/a.md", {"process/a3/a.md": text.format(asked)}) for asked in ("Who?", "Who else? " * 20)
    )
    assert "cc-facts__long" not in short and long.count("cc-facts__long") == 1


def test_a_draft_is_marked() -> None:
    assert "**Draft.**" in written()["phases/listen.md"].markdown
    assert "**Draft.**" in written()["checklists/gate-listen.md"].markdown
    assert ">draft</span>" in written()["phases/index.md"].markdown


def test_what_is_not_published_is_named_nowhere_but_in_words() -> None:
    files = {
        "process/phases/listen.md": PHASE.replace("---\n", "---\ndecides: host\n", 1)
        + "\nThe [host](../roles/host.md) comes, as in [the plan](../../plan.md).\n",
        "process/roles/host.md": "---\ntitle: Host\npurpose: Pours.\npublish: no\n---\n",
        "plan.md": "# Plan\n",
    }
    assert not any("roles/" in each.path for each in pages(site(files)))
    text = page("phases/listen.md", files)
    assert "The host comes, as in the plan." in text
    assert "roles/" not in text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1. January", "1\\. January"),
        ("# of people", "\\# of people"),
        ("- dash", "\\- dash"),
        ("> more", "\\> more"),
        ("plain *words*", "plain *words*"),
        ("two\nlines", "two lines"),
        ("`</td>` in code", r"<code>&lt;/td&gt;</code> in code"),
        ("`plain` code", "`plain` code"),
    ],
)
def test_a_line_never_becomes_a_block(given: str, expected: str) -> None:
    assert PageWriter(example(), "phases/listen.md", "process/phases/listen.md").line(given) == expected


def test_links_of_the_repository_become_links_of_the_site() -> None:
    writer = PageWriter(example(), "phases/listen.md", "process/phases/listen.md")
    said = writer.linked(
        "[a](../roles/host.md) [b](brew.md#gate) [c](../../docs/about.md) [d](../glossary.md#pot) [e](../a3/index.md) "
        "[f](https://example.org/) [g](#gate) ![h](../files/cup.png) [i](../../mkdocs.yml)"
    )
    assert said == (
        "[a](../roles/host.md) [b](brew.md#gate) [c](../about.md) [d](../glossary/index.md#pot) [e](../a3/index.md) "
        "[f](https://example.org/) [g](#gate) ![h](../files/cup.png) i"
    )


def test_a_heading_in_another_language_is_found_under_its_field() -> None:
    writer = PageWriter(example(), "sv/phases/listen.md", "process/phases/listen.sv.md", "sv")
    assert writer.linked("[grinden](#grind)") == "[grinden](#gate)"


def test_a_translation_speaks_its_own_language() -> None:
    text = written()["sv/phases/listen.md"].markdown
    assert "## Grind" in text and "English" in text
    assert not written()["sv/phases/listen.md"].in_nav


def test_notes_and_references_follow_a_text_to_other_pages() -> None:
    files = {
        "process/phases/listen.md": f"{PHASE}\n## Question\n\nWhy[^1] [tea][t], [t] or [x]?\n\n[^1]: Really.\n\n[t]: ../roles/host.md\n",
        "process/roles/host.md": "---\ntitle: Host\npurpose: Pours.\n---\n",
    }
    assert "Why [tea](<../roles/host.md>), [t](<../roles/host.md>) or \\[x\\]?" in page(
        "phases/index.md", files
    ).replace("[x]", "\\[x\\]")
    own = page("phases/listen.md", files)
    assert "Why[^1] [tea][t]" in own and "[^1]: Really." in own and "[t]: ../roles/host.md" in own


def test_choice_says_what_the_numbers_say() -> None:
    text = written()["choices/our-tea.md"].markdown
    assert "Weighted sum, of 20" in text
    assert "misses a must-have: [Warmth]" in text
    assert "4.5 <small>(4–5)</small>" in text


def test_session_adds_up_times_and_materials() -> None:
    text = written()["sessions/first-tea.md"].markdown
    assert "14:00–15:15" in text and "after 10 free minutes" in text
    assert re.search(r">cup</th>\n<td [^>]*>6</td>", text)
    assert re.search(r">pots</th>\n<td [^>]*>4</td>", text)


def test_print_lists_every_sheet() -> None:
    site = example(with_sheets=True)
    text = next(each.markdown for each in pages(site) if each.path == "print/index.md")
    missing = [sheet.path for sheet in site.sheets if sheet.path.removeprefix("print/") not in text]
    assert not missing


def test_a_form_is_named_beside_the_sheet_that_it_is_a_form_of() -> None:
    """Two links that say the same would be one too many, for eyes and for ears."""
    shown = {each.path: each.markdown for each in pages(example(with_sheets=True))}
    whole = shown["print/index.md"].partition("{ #whole }")[2]
    assert whole.count('<span class="cc-unseen">: Self-assessment</span>](assess.pdf)') == 1
    assert "- [Self-assessment to fill in on screen · A4](assess-form.pdf)" in whole
    assert "- [Gate to fill in on screen · A4 · 1 page]" in shown["phases/listen.md"]


def test_each_sheet_of_a_phase_has_a_name_of_its_own() -> None:
    site = example(with_sheets=True)
    writer = PageWriter(site, "print/index.md")
    names = [writer.name_of(sheet) for sheet in site.sheets_for(site.of(Phase)[0])]
    assert len({*names}) == len(names) > 4


def test_own_templates_replace_a_block(tmp_path: Path) -> None:
    (tmp_path / "process/phases").mkdir(parents=True)
    (tmp_path / "process/phases/listen.md").write_text(PHASE)
    (tmp_path / "templates/pages").mkdir(parents=True)
    (tmp_path / "templates/pages/phase.md.jinja").write_text(
        '{% extends "built-in/pages/phase.md.jinja" %}{% block facts %}Ours: {{ doc.title }}{% endblock %}'
    )
    text = next(
        each.markdown for each in pages(Site(load(tmp_path).handbook)) if each.path == "phases/listen.md"
    )
    assert "Ours: Listen" in text and "cc-lead" in text


def test_data_follow_its_schema() -> None:
    given = json.loads(json.dumps(data(example(with_sheets=True))))
    jsonschema.Draft202012Validator.check_schema(schema(KINDS))
    jsonschema.Draft202012Validator(schema(KINDS)).validate(given)
    listen = given["phases"][0]
    assert listen["page"] == "phases/listen/" and listen["gate"][0]["who"] == ["host"]
    assert given["sessions"][0]["place"] == "The tea room"
    assert given["translations"][0]["language"] == "sv"


@pytest.mark.parametrize("accent", [None, "#0b6e69", "#ffd700", "#000", "#fff", "#7f7f7f"])
def test_links_can_be_read_in_any_colour(accent: str | None) -> None:
    styles = identity_styles(Identity(accent=accent))
    light, dark = re.findall(r"--md-typeset-a-color: (#\w+)", styles)
    assert contrast(light, PAPER) >= 4.5 and contrast(dark, NIGHT) >= 4.5
    ground, text = (re.search(rf"--md-primary-{name}-color: (#\w+)", styles)[1] for name in ("fg", "bg"))  # type: ignore[index]
    assert contrast(ground, text) >= 4.5


def test_home_page_where_nobody_wrote_one() -> None:
    home = next(each for each in pages(example(), ("index.md",)) if each.path == "index.md")
    assert "[Phases](phases/index.md)" in home.markdown and home.title == "The tea handbook"


@pytest.mark.parametrize("language", ["en", "sv"])
def test_every_word_of_the_pages_is_there(language: str) -> None:
    catalogue = (HERE.parent / f"cocreate_plugin/locale/{language}/LC_MESSAGES/site.po").read_text()
    other = (HERE.parent / "cocreate_plugin/locale/en/LC_MESSAGES/site.po").read_text()
    keys = re.findall(r'^msgid "(.+)"', catalogue, re.M)
    assert keys == re.findall(r'^msgid "(.+)"', other, re.M)
    assert not re.search(r'msgstr(\[\d\])? ""\n(?!")', catalogue.split("\n\n", 1)[1])


def test_links_to_headings_as_a_repository_names_them_lead_to_those_of_the_page() -> None:
    text = "[a](#deltagarna-får) [b](#fr%C3%A5gor--svar) [c](#frågor--svar) [d](../glossary.md#mål) [e](#grind) [f](#gate)"
    files = {
        "process/handbook.yml": "language: sv\n",
        "process/glossary.md": "# Ord\n\n## Mål\n\nDit vi ska.\n",
        "process/phases/lyssna.md": f"{PHASE}\n{text}\n\n## Deltagarna får\nEtt kort.\n\n## Grind\n- [ ] Klart\n\n## Frågor & svar\nx\n",
    }
    shown = page("phases/lyssna.md", files)
    assert re.findall(r"\]\(([^)]*#[^)]*)\)", shown)[:6] == [
        "#participants-receive", "#fragor-svar", "#fragor-svar", "../glossary/index.md#mal", "#gate", "#gate",
    ]  # fmt: skip


def test_a_role_that_is_not_published_is_named_on_no_page() -> None:
    phase = "## Steps\n\n### One\n\n- Frontstage: ask — {}\n- Backstage: book — {}\n"
    files = {"process/phases/listen.md": PHASE + phase.format("host", "ghost")}
    role = "---\ntitle: {}\npurpose: p\n{}---\n"
    files["process/roles/host.md"] = role.format("The host", "")
    files["process/roles/ghost.md"] = role.format("Nobody knows", "publish: no\n")
    listen = page("phases/listen.md", files)
    assert "The host" in listen
    assert "## Roles" not in listen or "Nobody knows" not in listen.partition("## Roles")[2]


def test_an_id_that_an_author_gave_leads_to_its_line_and_its_heading() -> None:
    body = (
        "\n## Steps\n\n### One {#first}\n\n- Frontstage: ask {#ask}\n- Backstage: book\n"
        "\n## Pitfalls\n\n### Early {#early}\n\n- haste {#haste}\n"
    )
    text = page("phases/listen.md", {"process/phases/listen.md": PHASE + body})
    for shown in (
        "### One { #first }",
        '<span id="ask"></span>ask',
        "### Early { #early }",
        '<span id="haste">',
    ):
        assert shown in text, shown


def test_an_id_that_an_author_gave_stands_once_on_the_pages_that_repeat_the_line() -> None:
    body = "\n## Steps\n\n### One\n\n- Frontstage: ask {#ask}\n- Backstage: book\n"
    files = {f"process/phases/{name}.md": PHASE + body for name in ("one", "two")}
    assert 'id="ask"' not in page("blueprint/index.md", files)


def test_the_heading_of_a_part_of_a_checklist_keeps_its_id() -> None:
    text = page(
        "checklists/open.md",
        {"process/checklists/open.md": PHASE + "\n## Before we open {#before}\n\n- [ ] Tea\n"},
    )
    assert "## Before we open { #before }" in text


def test_a_link_within_a_document_leads_to_its_page_from_others_that_show_its_text() -> None:
    files = {
        "process/dialogue-models/brew.md": "---\ntitle: Brew\npurpose: Talk.\n---\n\n## Materials\n\n"
        "- 1 [guide](#run-sheet) × person\n\n## Run sheet\n\n| min | step |\n|---|---|\n| 5 | Talk |\n"
    }
    assert "[guide](#run-sheet)" in page("dialogue-models/brew.md", files)
    assert "[guide](../dialogue-models/brew.md#run-sheet)" in page("checklists/prepare-brew.md", files)
