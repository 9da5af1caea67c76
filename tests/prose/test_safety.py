"""Nothing unsafe comes out, and each unsafe thing is found at its place."""

from __future__ import annotations

import re

import pytest

from cocreate_plugin.prose import (
    SAFE_TAGS,
    html,
    page_reader,
    refusals,
    unescaped,
    without_unlisted_html,
)
from cocreate_plugin.prose.code_spans import code
from cocreate_plugin.prose.rendering import raw, raw_line
from cocreate_plugin.prose.safelist import AUTHORS


@pytest.mark.parametrize(
    ("source", "code", "what", "line", "column"),
    [
        ("a\n\n<script>alert(1)</script>", "unsafe-html", "<script>", 3, 1),
        ("a <b onclick='x'>b</b>", "unsafe-html", "onclick", 1, 6),
        ("text\n{: onmouseover=x }", "unsafe-html", "onmouseover", 2, 4),
        ("*a*{ onclick=x }", "unsafe-html", "onclick", 1, 6),
        ("[a](javascript:alert)", "unsafe-html", "javascript:", 1, 5),
        ("\n[a]( JavaScript:alert)", "unsafe-html", "javascript:", 2, 6),
        ("[a](java&#115;cript:x)", "unsafe-html", "javascript:", 1, 5),
        ("<a href='java\tscript:x'>b</a>", "unsafe-html", "javascript:", 1, 10),
        ("[a]\n\n[a]: javascript:x", "unsafe-html", "javascript:", 3, 6),
        ("[a](data:text/html;base64,xx)", "unsafe-html", "data:", 1, 5),
        ("<iframe src='x'></iframe>", "unsafe-html", "<iframe>", 1, 1),
        ("<form><p>x</p></form>", "unsafe-html", "<form>", 1, 1),
        ("<input type=text>", "unsafe-html", "<input>", 1, 1),
        ("!!! note\n\n    <iframe></iframe>", "unsafe-html", "<iframe>", 3, 5),
        ("![a](https://e.se/x.png)", "remote-image", "https://e.se/x.png", 1, 6),
        ("![a](//e.se/x.png)", "remote-image", "//e.se/x.png", 1, 6),
        ("<img src='http://e.se/x' alt=a>", "remote-image", "http://e.se/x", 1, 11),
        ("`![](x.png)`\n\n![](x.png)", "no-alt", "x.png", 3, 5),
        ("![ ](x.png)", "no-alt", "x.png", 1, 6),
        ("<svg><path d='M0'/></svg>", "no-alt", "<svg>", 1, 1),
        ("a <marquee>b</marquee>", "removed-html", "<marquee>", 1, 3),
        ("a\n{: style='color:red' }", "removed-html", "style", 2, 4),
        ("<p style='color:red'>a</p>", "removed-html", "style", 1, 4),
        ("[a](weird:x)", "removed-html", "weird:", 1, 5),
    ],
)
def test_what_is_unsafe_is_found_at_its_place(
    source: str, code: str, what: str, line: int, column: int
) -> None:
    found = refusals(source)
    assert [(each.code, each.what, each.line, each.column) for each in found] == [(code, what, line, column)]
    if code == "unsafe-html":
        assert not re.search(r"script:|<script|onclick|onmouse|iframe|<form|type=.?text|data:", html(source))
        assert not [each for each in refusals(without_unlisted_html(source)) if each.code == code]


@pytest.mark.parametrize(
    "source",
    [
        "`<script>` and\n\n    <iframe>\n\n```\n<b onclick=x>\n```",
        "- [ ] a task",
        "<https://e.se> <a@b.se> [a](mailto:a@b.se)",
        "![a](x.png){ width=50% .wide }",
        "a < b & c > d",
        "| a |\n|:-:|\n| 1 |",
        "<figure markdown>\n![a](b.png)\n<figcaption>c</figcaption>\n</figure>",
        "<!-- <script> -->",
        '<section class="x" markdown="1">\n\n- a\n\n</section>',
        "![a](data:image/png;base64,xx)",
        "x[^1]\n\n[^1]: n",
        "<svg aria-label='a'><path d='M0'/></svg>",
        "a\n: b",
        "<details open><summary>a</summary>b</details>",
    ],
)
def test_what_is_safe_is_not_found(source: str) -> None:
    assert refusals(source) == ()
    assert without_unlisted_html(source) == source


def test_the_second_of_two_is_found_at_the_second() -> None:
    found = refusals("<foo>a</foo>\n\n<foo>b</foo>")
    assert [each.line for each in found] == [1, 3]


def test_tags_outside_the_safe_list_are_removed_from_the_source() -> None:
    assert (
        without_unlisted_html("a <foo x=1>b</foo> `<foo>` <b onclick=x class=y>c</b>")
        == "a b `<foo>` <b class=y>c</b>"
    )
    assert without_unlisted_html("a <script>b</script> c") == "a  c"
    assert without_unlisted_html("a\n{: onclick=x .y #z }") == "a\n{: .y #z }"
    assert without_unlisted_html("[a](javascript:x) [b](c.md)") == "[a](#) [b](c.md)"


def test_the_safe_list_is_published() -> None:
    assert {"section", "figure", "details", "svg", "abbr"} <= SAFE_TAGS and "script" not in SAFE_TAGS


PAINTED = {
    'fill="url(https://e.se/a.svg#p)"': "remote-image",
    "stroke='URL( //e.se/a.svg#p )'": "remote-image",
    r'fill="u\72l(https://e.se/a.svg#p)"': "remote-image",
    "fill=\"image-set('https://e.se/a.png' 1x)\"": "remote-image",
    'fill="url(&quot;https://e.se/a.svg#p&quot;)"': "remote-image",
    'fill="url(a.svg#p)"': "removed-html",
}


@pytest.mark.parametrize("colour", PAINTED)
def test_no_colour_of_a_drawing_asks_for_a_file(colour: str) -> None:
    source = f"a\n\n<svg aria-label='a'><path d='M0' {colour}/></svg>"
    assert [(finding.code, finding.line) for finding in refusals(source)] == [(PAINTED[colour], 3)]
    for shown in (html(source), without_unlisted_html(source)):
        assert "M0" in shown and "(" not in shown


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("<javascript:x>", True),
        ("<p title='a' b?>", True),
        ("<detai{ onclick=x }ls ontoggle=y>a", False),
        ("<pre><codeß<>x</pre>", False),
        ("<svg><title>a", True),
        ('<svg aria-label="a"><path d="M0"/></vg>', True),
        ("<style>", True),
    ],
)
def test_what_is_left_of_a_text_on_a_page_is_judged_as_well(source: str, line: bool) -> None:
    rest = without_unlisted_html(source, line)
    html = raw_line(rest) if line else raw(rest)
    after = '<a href="#a">after</a><h2>after</h2>'
    cleaned = AUTHORS.clean(html + after)
    whole = '<a href="#a">after</a>' in cleaned and cleaned.endswith("<h2>after</h2>")
    assert whole or "unsafe-html" in {refusal.code for refusal in refusals(source, line=line)}


@pytest.mark.parametrize(
    ("source", "line", "written"),
    [
        ("<b title='a", True, "&lt;b title='a"),
        ("a <img src=x\n\nb > c", False, "a &lt;img src=x\n\nb > c"),
        ("<!-- --$!><img src=x onerror=y>", False, "&lt;!-- --$!><img src=x>"),
        ("<!-- a\n\nb -->", False, "<!-- a\n\nb -->"),
        ("~~~ <b x", True, "~~~ &lt;b x"),
        ("~~~ <b x", False, "~~~ <b x"),
        ("`<b x` a <3", True, "`<b x` a <3"),
    ],
)
def test_a_tag_that_stays_open_is_a_sign(source: str, line: bool, written: str) -> None:
    assert without_unlisted_html(source, line) == written


def test_sheets_and_pages_read_a_drawing_alike() -> None:
    drawing = '<svg aria-label="a"><title>[x](y)</title></svg>'
    assert raw(drawing) == page_reader()(drawing) == drawing


def test_no_heading_is_named_as_a_setting_of_the_theme() -> None:
    assert 'id="config-a"' in page_reader()("# __config <a")


def test_code_begins_with_its_first_sign() -> None:
    assert code("`a long piece of code`").covers(0)


def test_braces_over_two_lines_give_no_attribute_of_a_line() -> None:
    for text in ("*x*{: oncl\n\nck=y }", "*x*{: a=b\n\nonclick=y }"):
        assert not refusals(text, line=True)
        assert "<em>x</em>" in raw_line(without_unlisted_html(" ".join(text.split()), line=True))


@pytest.mark.parametrize(
    "source", ["<t\\<d href=a>b</t>", "<code&#60;>b", "<tel:+46>", "<ftp://e.se>", "<a=b>c"]
)
def test_what_has_no_name_of_an_element_opens_none(source: str) -> None:
    for text in (source, unescaped(source)):
        assert "<" not in without_unlisted_html(text, line=True).replace("</t>", "").replace("\\<d", "")


def test_addresses_between_angle_brackets_are_kept() -> None:
    source = "<https://e.se/a?b=c&d> <a@b.se> <mailto:a@b.se>"
    assert without_unlisted_html(source) == source and refusals(source) == ()


@pytest.mark.parametrize(
    "text", ["`a`", "~~~\na\n~~~", "    a", "\ta", "- b\n\n      a", "<!-- a -->", "```\na"]
)
def test_every_sign_of_code_is_looked_at(text: str) -> None:
    assert code(text).covers(text.index("a"))


def test_a_text_without_a_sign_of_code_is_not_read_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cocreate_plugin.prose.code_spans.structure", None)
    assert not code("Words, *words* and [a link](of-no-code.md), read by nobody before.").spans
