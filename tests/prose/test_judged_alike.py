"""What the check judges of a text is what pages and sheets make of it."""

from __future__ import annotations

import pytest

from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.pages.writer import PageWriter
from cocreate_plugin.prose import (
    changes,
    html,
    inline,
    links,
    normalised,
    page_reader,
    plain,
    refusals,
    relinked,
    without_unlisted_html,
)
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


@pytest.mark.parametrize(
    "sign", ["<![", "<![/p>", "<![if a>", "<![CDATA[b", "<!a", "<!-", "<!", "<!doctype [", "<!>", "<?"]
)
@pytest.mark.parametrize("line", [True, False])
def test_no_declaration_trips_the_reader(sign: str, line: bool) -> None:
    for text in (f"a {sign}", f"{sign} b <b>c</b>", f"<div>{sign}</div>", f"*a*\n{sign}\n"):
        assert not [each for each in refusals(text, line) if each.code == "unsafe-html"]
        plain(text)


@pytest.mark.parametrize("sign", ["<![CDATA[", "<![x[", "<![if a[", "<!a", "<?a", "</[", "<"])
@pytest.mark.parametrize("line", [True, False])
def test_what_a_declaration_hides_is_told_where_paper_shows_it(sign: str, line: bool) -> None:
    text = f"a {sign}b[<script>'>]]>[c] d"
    printed = inline(text) if line else html(text)
    assert "d" in plain(printed) or [each for each in refusals(text, line) if each.what == "<script>"]


def test_a_tag_in_the_value_of_another_is_written_by_name() -> None:
    source = '<p title="</b><img src=x alt=x onerror=y>">a</p>'
    assert (
        without_unlisted_html(source, True) == '<p title="&lt;/b&gt;&lt;img src=x alt=x onerror=y&gt;">a</p>'
    )
    assert refusals(without_unlisted_html(source, True), True) == ()


def test_an_address_within_the_value_of_another_attribute_is_none() -> None:
    source = '<a title="x href=y.md" href=z.md href=q.md>b</a> <img title=\'src=1\' src="a.png" alt="c">'
    assert [(each.target, each.alt) for each in links(source)] == [("z.md", ""), ("a.png", "c")]
    assert "src=1'" in relinked(source, lambda target, image: "other")


@pytest.mark.parametrize("text", ["<svg>a", "b <svg aria-label='c'>"])
def test_an_element_that_would_swallow_the_link_behind_a_heading_is_an_error(text: str) -> None:
    assert "unsafe-html" in {each.code for each in refusals(text, True)} or "¶" in page_reader()(
        f"## {text}¶"
    )


def test_indented_code_in_a_box_closes_nothing() -> None:
    page = '<div markdown="block">\n\n{}\n\n</div>\n'.format(
        normalised("    a</div><img src=x alt=x onerror=y>")
    )
    assert "onerror=y&gt;" in page_reader()(page) and "<img" not in page_reader()(page)


@pytest.mark.parametrize("text", ["a <!-->", "a <!--->", "<!--> b"])
def test_a_comment_that_ends_where_it_begins_is_none(text: str) -> None:
    assert "<!" not in without_unlisted_html(text) and refusals(without_unlisted_html(text)) == ()


def test_code_begins_in_no_value_of_an_attribute() -> None:
    source = '<b title="a`b">c</b> d`e <i>f</i>'
    assert without_unlisted_html(source, True) == source.replace("a`b", "a&#96;b")
    assert "<i>" in page_reader()(without_unlisted_html(source, True))


def test_a_line_that_looks_like_a_definition_is_a_line() -> None:
    book = project({"process/phases/a.md": "---\ntitle: A\npurpose: B.\n---\n"}).handbook
    writer = PageWriter(Site(book), "phases/a.md", "process/phases/a.md")
    assert writer.line("[x]: <b title='y'>z</b>") == "[x]&#58; <b title='y'>z</b>"
    assert writer.line("[x](#a): z") == "[x](#a): z"


@pytest.mark.parametrize("name", ['a"b', "a=b", "a'b", "a&b"])
def test_a_name_with_signs_of_html_is_none(name: str) -> None:
    body = f"- [ ] One {{#{name}}}\n- [ ] Two {{#two}}\n"
    book = project({"process/checklists/a.md": f"---\ntitle: A\npurpose: B.\n---\n\n{body}"}).handbook
    assert not [page for page in pages(Site(book)) if changes(page_reader()(page.markdown))]


@pytest.mark.parametrize("drawn", ["fill=\"'>red/>", "fill='red>", 'fill="red>'])
@pytest.mark.parametrize("around", ["{}", "- a\n\n    {}", "> {}"])
def test_a_sign_that_opens_no_tag_is_a_sign_on_page_and_paper(drawn: str, around: str) -> None:
    source = around.format(f'<svg role="img" aria-label="b"><path {drawn}</svg> c')
    on_page = html(without_unlisted_html(source))
    assert refusals(source) == () and "&lt;path" in on_page
    assert html(source) == on_page and inline(source) == inline(without_unlisted_html(source, True))
