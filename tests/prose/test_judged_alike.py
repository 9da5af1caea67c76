"""What the check judges of a text is what pages and sheets make of it."""

from __future__ import annotations

import pytest

from cocreate_plugin.prose import html, page_reader, refusals, without_unlisted_html
from cocreate_plugin.testing import project


@pytest.mark.parametrize(
    "source",
    [
        "a [b][r]\n\n[r]: javascript:x",
        "a\n\n[r]: javascript:x",
        "a\n\n[r]: #a\n\n[r]: javascript:x",
        "> a\n>\n> [r]: javascript:x\n\n[r]: #a",
        "a [b][r] ![c][r]\n\n[r]: javascript:x",
    ],
)
def test_what_a_definition_leads_to_is_judged_whether_or_not_a_link_uses_it(source: str) -> None:
    assert {(each.code, each.what) for each in refusals(source)} == {("unsafe-html", "javascript:")}
    assert "javascript" not in html(without_unlisted_html(source))


def test_of_two_definitions_the_first_counts() -> None:
    source = "[a][r] ![b][s]\n\n[r]: #one\n\n[r]: #two\n\n[s]: data:image/png;base64,xx"
    assert '<a href="#one">' in html(source) and '<a href="#one">' in page_reader()(source)
    assert refusals(source) == ()


def test_a_part_of_a_drawing_outside_one_is_left_out() -> None:
    source = 'a <path d="M0"/> <svg role="img" aria-label="b"><path d="M0"/></svg> <title>c</title>'
    assert {(each.code, each.what) for each in refusals(source, True)} == {
        ("removed-html", "<path>"),
        ("removed-html", "<title>"),
    }
    kept = 'a  <svg role="img" aria-label="b"><path d="M0"/></svg> c'
    assert without_unlisted_html(source, True) == kept and refusals(kept, True) == ()


@pytest.mark.parametrize("path", ["process/glossary.md", "process/phases/index.md"])
def test_headings_of_pages_without_fields_are_judged_on_their_own(path: str) -> None:
    # In the whole text the fence before makes code of it.
    text = "# Words\n\n## A\n\n~~~\n\n## <b onclick=x>B</b>\n\n~~~\n\ntext\n"
    found = project({"process/phases/a.md": "---\ntitle: A\npurpose: B.\n---\n", path: text}).problems
    assert not [each for each in found if each.code == "unsafe-html"]
    lone = project(
        {"process/phases/a.md": "---\ntitle: A\npurpose: B.\n---\n", path: "# ~~~ <b onclick=x>B</b>\n"}
    )
    assert [each.facts["what"] for each in lone.problems if each.code == "unsafe-html"] == ["onclick"]
