"""Text as HTML: blocks, lines, notes, drawings."""

from __future__ import annotations

import pytest
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from cocreate_plugin.prose import (
    footnotes,
    html,
    inline,
    normalised,
    note,
    page_reader,
    plain,
    refusals,
    without_unlisted_html,
)


def test_definitions_reach_a_text_and_only_used_notes_are_printed() -> None:
    definitions = "[^1]: First[^2]\n\n[^2]: Second\n[^3]: Unused\n\n[x]: page.md\n\n*[API]: Interface\n"
    shown = html("An API[^1] and [x]", definitions)
    assert 'title="Interface"' in shown and 'href="page.md"' in shown
    assert "First" in shown and "Second" in shown and "Unused" not in shown
    assert footnotes("An API[^1]", definitions) == ("1", "2")
    assert note("1", definitions).startswith("<p>First")


def test_notes_of_two_texts_on_a_page_are_kept_apart() -> None:
    assert 'id="fn:left:1"' in html("a[^1]", "[^1]: b", "left")


def test_a_line_is_never_a_block() -> None:
    assert inline("1. januari") == "1. januari"
    assert inline("# of people") == "# of people"
    assert inline("- a\n- b") == "- a\n- b"
    assert inline("> 5 % of *all*") == "&gt; 5 % of <em>all</em>"
    assert inline("    code?") == "code?"
    assert inline("| a |\n|---|") == "| a |\n|---|"
    assert inline("a\n\nb") == "a\nb"
    assert inline("a<br>b\\\nc") == "a<br>b<br>\nc"
    assert inline("See [x] and API[^1]", "[x]: y.md\n\n*[API]: I\n\n[^1]: n") == (
        'See <a href="y.md">x</a> and <abbr title="I">API</abbr><sup class="footnote-ref">1</sup>'
    )
    assert inline("") == ""


def test_braces_that_are_no_attributes_are_words() -> None:
    letter = "Dear {name},\n\nThank you for {what they did}.\n{A sentence. When?}"
    assert html(letter) == "<p>Dear {name},</p>\n<p>Thank you for {what they did}.\n{A sentence. When?}</p>"
    assert html("## To {the one who came} {#to}") == '<h2 id="to">To {the one who came}</h2>'
    assert html("*a*{.b} *c*{d} ![e](f.png){ width=9 }").count("{") == 1
    assert html("Om {namn på den som kom}\n{: .b }") == '<p class="b">Om {namn på den som kom}</p>'
    assert inline("By {who = a role}") == "By {who = a role}"
    assert (
        page_reader()(normalised(without_unlisted_html("{date = the day}"))) == "<p>&#123;date = the day}</p>"
    )
    assert not refusals(letter)


def test_a_quotation_that_is_a_box_in_a_repository_is_one_here() -> None:
    shown = html("> [!NOTE]\n> Doors open at nine.\n\n> [!caution]\n>\n> - Lift\n\n> [!NOTE] quoted")
    assert '<div class="admonition note">' in shown and "<p>Doors open at nine.</p>" in shown
    assert '<p class="admonition-title">Caution</p>\n<ul>\n<li>Lift</li>' in shown
    assert shown.endswith("<blockquote>\n<p>[!NOTE] quoted</p>\n</blockquote>")


def test_nothing_is_left_from_the_text_before() -> None:
    inline("API [x]", "[x]: y.md\n\n*[API]: I")
    assert inline("The API of [x]") == "The API of [x]"


def test_plain_text_has_no_markup() -> None:
    assert plain("**a** [b](c.md) `d` &amp; <kbd>e</kbd>") == "a b d & e"
    assert plain("- a\n- b[^1]\n\n[^1]: c") == "a\nb"
    assert plain("1. januari") == "1. januari"
    assert plain("![A cat](cat.png)") == "A cat"


def test_a_drawing_in_the_text_is_kept_without_what_could_run() -> None:
    source = (
        '<svg viewBox="0 0 9 9" role="img"><title>A line</title><g stroke="red">\n<path d="M0 0"/>\n\n'
        '<text x="1">hi</text></g><script>x</script><image href="https://e.se/x.png"/></svg>'
    )
    shown = html(source)
    assert 'viewBox="0 0 9 9"' in shown and '<path d="M0 0">' in shown and '<text x="1">hi</text>' in shown
    assert "script" not in shown and "e.se" not in shown


def test_alignment_of_columns_is_kept() -> None:
    assert 'style="text-align:right"' in html("| a |\n|--:|\n| 1 |")


def test_a_drawing_keeps_what_makes_it_readable():
    drawing = '<svg viewBox="0 0 9 9"><title>a</title><path d="M0 0h9" stroke-opacity=".5" paint-order="stroke"></path></svg>'
    shown = html(drawing)
    assert 'stroke-opacity=".5"' in shown and 'paint-order="stroke"' in shown


class Stopping(BlockProcessor):
    def test(self, parent, block):
        return "STOP" in block and parent.tag == "li"

    def run(self, parent, blocks):
        raise TimeoutError


class Stops(Extension):
    def extendMarkdown(self, md):
        md.parser.blockprocessors.register(Stopping(md.parser), "stopping", 1000)


def test_a_page_that_stops_the_reader_half_way_leaves_nothing_to_the_next():
    read, text = page_reader([Stops()], {}), "- One\n\n    Two\n\n- Three\n"
    whole = read(text)
    with pytest.raises(TimeoutError):
        read("- One\n- STOP\n")
    assert read(text) == whole


def test_tabs_stand_below_each_other_on_paper():
    tabs = (
        '=== "In *the* room"\n\n    - a\n\n    === "Inner"\n\n        deep\n\n=== "Online"\n\n    b\n\nAfter'
    )
    shown = html(tabs)
    assert plain(tabs).split("\n") == ["In the room", "a", "Inner", "deep", "Online", "b", "After"]
    assert shown.count('<p class="tab-title">') == 3 and "<li>a</li>" in shown
    assert "<input" not in shown and "<label" not in shown and "===" not in shown


def test_what_only_looks_like_tabs_breaks_no_sheet():
    assert plain('<div class="tabbed-set" markdown>\n\n- [ ] a\n\n</div>') == "a"
    assert html('=== "Empty"').count("Empty") == 1
    assert "onclick" not in html('=== "A"\n\n    <b onclick="x">b</b>')
    assert plain("Text\n===") == "Text"


@pytest.mark.parametrize(
    "options",
    [
        'title="a <b>.py" linenums="9" hl_lines="2-999999999999999"',
        '{ title="a <b>.py" linenums=9 hl_lines="2-3" }',
    ],
)
def test_code_has_its_title_and_its_numbers_on_paper(options):
    shown = html(f"``` python {options}\nx = 1\ny = <2>\n```\n")
    assert shown.startswith('<p class="code-title">a &lt;b&gt;.py</p>\n<pre class="highlight">')
    assert '<span class="line" data-line="9">x = 1</span>' in shown
    assert '<span class="line hll" data-line="10">y = &lt;2&gt;</span>' in shown


@pytest.mark.parametrize(
    "info", ["python", "", "python foo", 'python title="a"', 'python hl_lines="x"', "{ .python }"]
)
def test_what_begins_code_is_the_same_on_pages_and_on_paper(info):
    text = f"``` {info}\nx = 1\n```\n"
    assert ("<pre" in html(text)) == ("<pre" in page_reader()(text))


def test_numbers_of_lines_that_are_far_too_long_are_cut():
    assert "x = 1" in html(f'``` py linenums="{"9" * 5000}" hl_lines="{"1" * 5000}"\nx = 1\n```')
