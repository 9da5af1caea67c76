"""A page is published as the cleaner leaves it, and whatever it takes out is told."""

from __future__ import annotations

import pytest

from cocreate_plugin import prose
from cocreate_plugin.prose.differences import differences
from cocreate_plugin.prose.safelist import AUTHORS


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<p onclick='x'>a</p>", "onclick"),
        ("<script>a</script>", "<script>"),
        ('<img src="https://e.example/a.png">', "src"),
        ('<a href="javascript:a">b</a>', "href"),
        ('<pre class="mermaid">a</pre>', "class"),
        ('<p data-md-component="x">a</p>', "data-md-component"),
        ('<p id="__config">a</p>', "id"),
        ('<path fill="url(https://e.example/a)"/>', "fill"),
        ('<path fill="u\\72l(https://e.example/a)"/>', "fill"),
        ('<p title="<!--"><!--><img src=x onerror=y></p>', "onerror"),
        ("<iframe></iframe>", "<iframe>"),
        ('<section style="background: url(a)">a</section>', "style"),
    ],
)
def test_what_is_taken_out_is_told(html, what):
    assert what in dict(prose.changes(html))
    assert not prose.changes(prose.clean_page(html))


@pytest.mark.parametrize(
    "html",
    [
        "<p>a &amp; b &lt; c &copy;</p>",
        '<a href="?a=1&copy=2">b</a>',
        "<table><tr><td>a</td></tr></table>",
        "<p>a<td class='x'>b</td></p>",
        '<section style="flex-grow: 2">a</section>',
        '<input type="radio" name="a" value="1">',
        '<div class="tabbed-set" data-tabs="1:2"><input id="__tabbed_1_1" type="radio"></div>',
        '<p class="cc-lead" data-cc-list="a">b</p>',
        '<svg viewBox="0 0 1 1"><path fill="#abc" d="M0"/></svg>',
        "<p>a<br />b<hr></p>",
        "<b>a<p>b</b>c",
    ],
)
def test_what_stays_is_not(html):
    assert prose.changes(html) == ()


def test_what_a_cleaner_only_spells_differently_is_not_taken_apart(monkeypatch):
    monkeypatch.setattr("cocreate_plugin.prose.differences._parts", None)
    before = '<p>a<br />b&nbsp;c <input type="checkbox" disabled></p>\n<hr />'
    after = AUTHORS.clean(before)
    assert before != after
    assert not [*differences(before, after, AUTHORS)]


def test_widgets_and_their_names_are_not_for_authors():
    html = '<p class="cc-ticks a" data-cc-list="x">a</p><button type="submit">b</button>'
    assert AUTHORS.clean(html) == '<p class="a">a</p>b'
    assert {what for what, _ in differences(html, AUTHORS.clean(html), AUTHORS)} == {
        "class", "data-cc-list", "<button>",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("a { onclick=b }", "a &#123; onclick=b }"),
        ("a { onclick=b } c", "a &#123; onclick=b } c"),
        ("{ .a }", "&#123; .a }"),
        ("*a*{ .b }", "*a*{ .b }"),
        ("*a*{ .b", "*a*&#123; .b"),
        (r"\{a}", "&#123;a}"),
        ("`{a}` {b}", "`{a}` &#123;b}"),
    ],
)
def test_braces_in_a_line_belong_to_what_stands_in_it(line, written):
    assert prose.with_braces(line) == written
