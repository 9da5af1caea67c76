"""The self-assessment as data: statements by factor and group."""

from __future__ import annotations

from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets import assess
from cocreate_plugin.sheets.html import html
from cocreate_plugin.testing import project
from tests.sheets.reading import told


def factor(title: str, *statements: str, front: str = "group: People") -> str:
    listed = "\n".join(f"- {each}" for each in statements)
    section = f"\n## Statements\n\n{listed}\n" if statements else ""
    return f"---\ntitle: {title}\npurpose: It is there.\n{front}\n---\n{section}"


FILES = {
    "process/success-factors/a.md": factor(
        "Trust", "I trust. {#trust}", "I am *trusted*.", front="group: People\norder: 1"
    ),
    "process/success-factors/b.md": factor("Time", "We have time.", front="group: Mandate\norder: 2"),
    "process/success-factors/c.md": factor("Voice", "I was heard.", front="group: People\norder: 3"),
    "process/success-factors/d.md": factor("Silent", front="order: 4"),
    "process/success-factors/e.md": factor("Secret", "Nobody knows.", front="publish: no\norder: 5"),
}


def test_factors_with_statements_by_group():
    groups = assess.assessment(project(FILES).handbook)
    assert [(group.name, [each.factor.title for each in group.factors]) for group in groups] == [
        ("People", ["Trust", "Voice"]), ("Mandate", ["Time"]),
    ]  # fmt: skip
    assert groups[0].factors[0].statements[0].id == "trust"


def test_the_form_is_plain_data_and_may_run_on():
    sheet, _, form = assess.sheets(project(FILES).handbook)
    assert (form.path, form.forms, sheet.forms) == ("print/assess-form.pdf", True, False)
    assert (sheet.path, sheet.paper, sheet.pages, sheet.smallest) == ("print/assess.pdf", "a4", None, 9.0)
    assert told(sheet)["groups"][0]["factors"][0]["statements"][1]["text"] == "I am *trusted*."
    assert (told(sheet)["scores"], told(sheet)["action"], told(sheet)["talk"]) == ([1, 2, 3, 4, 5], 3, 2)


def test_without_statements_there_is_no_form():
    assert (
        assess.sheets(project({"process/success-factors/d.md": factor("Silent", front="order: 1")}).handbook)
        == ()
    )


def test_the_name_of_a_group_is_read_as_markdown():
    handbook = project(
        {"process/success-factors/a.md": factor("A", "I speak.", front="group: '*Voice*'")}
    ).handbook
    sheet, *_ = assess.sheets(handbook)
    assert ">Voice</h2>" in html(sheet, handbook.root)


def test_a_statement_says_from_which_phase_on_it_can_be_answered():
    phases = {
        f"process/phases/{id_}.md": f"---\ntitle: {id_.title()}\npurpose: We do.\n---\n"
        for id_ in ("hear", "use")
    }
    statements = factor(
        "Trust", "I trust. {#trust} — hear", "It works — Use {#works}", "Well — or not.", "It lasts. — uses"
    )
    found = project({**phases, "process/success-factors/a.md": statements})
    (group,) = assess.assessment(found.handbook)
    (scored,) = group.factors
    assert [(one.text, one.since) for one in scored.statements] == [
        ("I trust.", "hear"), ("It works", "use"), ("Well — or not.", ""), ("It lasts. — uses", ""),
    ]  # fmt: skip
    assert [phase and phase.title for phase in scored.since] == ["Hear", "Use", None, None]
    assert [
        (one.code, one.facts["suggestion"]) for one in found.problems if one.code == "unknown-reference"
    ] == [("unknown-reference", "use")]
    for sheet in assess.sheets(found.handbook):
        shown = html(sheet, found.handbook.root)
        assert 'I trust. <span class="since">from Hear on</span>' in shown
        assert ('value="early"' in shown) == sheet.forms and ">too early</th>" in shown
    text = {page.path: page.markdown for page in pages(Site(found.handbook))}
    assert "from [Hear](../phases/hear.md) on" in text["assess/index.md"]
    assert "from [Hear](../phases/hear.md) on" in text["success-factors/a.md"]
    assert text["assess/index.md"].count('value="early"') == 4
