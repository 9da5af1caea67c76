"""Markdown as a repository shows it is Markdown as the site shows it, and nothing unsafe comes out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cocreate_plugin.prose import (
    SAFE_TAGS,
    Citation,
    citations,
    findings,
    footnotes,
    html,
    inline,
    links,
    normalised,
    note,
    plain,
    relinked,
    with_citations,
    without_unlisted_html,
)
from cocreate_plugin.prose.rendering import raw
from cocreate_plugin.sources.structure import structure, tokens

ROOT = Path(__file__).parent.parent
VIEW = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
SHAPE = frozenset("ul ol li table thead tbody tr th td h1 h2 h3 h4 h5 h6 blockquote pre hr".split())


class Shape(HTMLParser):
    """Headings, lists, tables, quotations and code, with the words in them, without the spaces."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SHAPE:
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in SHAPE - {"hr"}:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        words = "".join(data.split())
        if words and self.parts and not self.parts[-1].startswith("<"):
            self.parts[-1] += words
        elif words:
            self.parts.append(words)


def shape(html: str) -> list[str]:
    return Shape(html).parts


SAME = {
    "two-space nesting": "- a\n  - b\n    - c\n- d",
    "four-space nesting": "- a\n    - b\n        - c\n- d",
    "numbered nesting": "1. a\n   - b\n     1. c\n2. d",
    "list after a paragraph": "Text\n- a\n- b\nmore of b",
    "numbers after a paragraph": "Text\n1. a\n2. b",
    "not a list: another number": "Text\n2. a",
    "parentheses": "1) one\n2) two\n   - sub",
    "begins at three": "3. c\n4. d",
    "two lists": "- a\n- b\n\n* c\n* d",
    "dash and number": "- a\n1. b\n- c",
    "plus and star": "+ a\n* b",
    "table after a paragraph": "Text\n| a | b |\n|---|---|\n| 1 | 2 |",
    "table in a list": "- a\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n- b",
    "table without outer pipes": "a | b\n--|--\n1 | 2",
    "one column": "| a |\n|---|\n| 1 |",
    "pipe in a cell": "| a | b |\n|---|---|\n| x \\| y | `p \\| q` |",
    "backtick in a cell": "| a | b |\n|---|---|\n| x ` y | z ` w |",
    "short row": "| a | b |\n|---|---|\n| 1 |",
    "heading with spaces": "  ## Title\ntext",
    "underlined heading": "Title\nmore\n===\ntext\n\nsub\n---",
    "heading that ends in a sign": "# C#\n\n## F# and more ##",
    "heading right before a list": "# a\n- b",
    "list right before a heading": "- b\n# a",
    "rule after a list": "- a\n---\n- b",
    "code in a list": "- a\n\n  ```py\n  x = 1\n\n    y\n  ```\n- b",
    "code right below an item": "- a\n  ```\n  x\n  ```\n- b",
    "indented code in a list": "- a\n\n      code\n      - more\n\n- b",
    "code first in an item": "- ```\n  x\n  ```\n- b",
    "unclosed code": "a\n```\nx\n- y",
    "long fence": "````\n```\n````\n\n~~~\nx\n~~~~~",
    "code between lists": "- a\n\n<!-- -->\n\n    code",
    "quotation with lists": "> - a\n>   - b\n> - c\n>\n> text\n> 1. d",
    "lazy quotation": "> a\nb\n\n> c",
    "quotation in a list": "- a\n  > q\n  > - r\n- b",
    "quotation first in an item": "- > q\n- r",
    "loose list": "- a\n\n  b\n\n- c\n  - d\n\n    e\n- f",
    "loose inside tight": "- a\n  - b\n\n  - c\n- d\n- e",
    "list in a list": "- - a\n  - b\n- c",
    "heading in a list": "- # a\n  text\n- b",
    "empty item": "- a\n-\n- b",
    "only a mark": "-",
    "wide mark": "-   a\n\n    b\n-   c",
    "tabs": "-\ta\n\t- b\n\n1.\tc\n\n\td",
    "number at the start": "1986\\. A year\n\n12345678901. too long",
    "minus in a paragraph of an item": "- a\n      - not a list\n- b",
    "number in a paragraph of an item": "- a\n  2. not a list\n- b",
    "comment": "a\n<!-- c -->\n- b",
    "details": "<details>\n<summary>s</summary>\n\n- a\n  - b\n\n</details>\n\nafter",
    "deep": "".join("  " * depth + "- x\n" for depth in range(8)),
    "escapes": 'a \\< b \\& c \\"d\\" \\~ \\^ `\\<`',
    "hard break": "a\\\nb  \nc\n\n- a\\\n  b",
    "windows": "- a\r\n  - b\r\n\r\ntext\r\n1) c",
}


@pytest.mark.parametrize("name", SAME)
def test_the_site_shows_the_structure_that_a_repository_shows(name: str) -> None:
    source = SAME[name]
    assert shape(raw(source)) == shape(VIEW.render(source)), normalised(source)


def documents() -> list[Path]:
    return sorted(
        [*ROOT.glob("process/**/*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/example/**/*.md")]
    )


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_real_documents_show_the_same_structure(path: Path) -> None:
    source = re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.S)
    # What only Python-Markdown reads, or shows as something else than text.
    source = re.sub(
        r"\[[ x]\] |\s\{:?\s?[#.][^}`]*\}(?!`)|\[\^[^\]]*\]:?|^[!?]{3}.*\n(?: {4}.*\n|\n)*",
        "",
        source,
        flags=re.M,
    )
    assert shape(raw(source)) == shape(VIEW.render(source))


def test_a_no_break_space_counts_as_a_space() -> None:
    assert html("-\u00a0a\n-\u00a0[\u00a0]\u00a0b").count("<li") == 2
    assert html("##\u00a0A") == "<h2>A</h2>"
    assert "10\u00a0min" in html("10\u00a0min")


def test_lists_inside_admonitions_tabs_and_collapsibles_are_lists() -> None:
    for head in ('!!! note "Title"', "???+ tip", "??? note"):
        shown = html(f"{head}\n\n    Text\n    - a\n      - b\n\n    1) c\n\nafter")
        assert shown.count("<ul>") == 2 and "<ol>" in shown and shown.endswith("<p>after</p>")
    assert normalised('=== "A"\n    - a\n      - b') == '=== "A"\n    - a\n        - b'
    nested = html("- a\n\n  !!! note\n\n      - b\n        - c\n\n- d")
    assert nested.count("<ul>") == 3 and "admonition" in nested


def test_an_admonition_in_code_is_code() -> None:
    assert "admonition" not in html("```\n!!! note\n    x\n```")


def test_definition_lists_and_footnotes_keep_their_indentation() -> None:
    source = "Term\n:   Definition\n\n    more of it\n"
    assert normalised(source) == source
    shown = html("a[^1]\n\n[^1]: note\n    - b\n      - c\n")
    assert shown.count("<ul>") == 2 and "<pre" not in shown


def test_task_lists_are_task_lists() -> None:
    assert html("Text\n- [ ] a\n- [x] b").count('<input type="checkbox"') == 2


WORDS = st.text(alphabet="abc åÄ 12.)-*+#>`~|[]()!:<&\\_=\t{}@^\n\n  ", max_size=80)
LINES = st.lists(
    st.sampled_from(
        [
            "- a",
            "  - b",
            "    - c",
            "1) d",
            "   e",
            "",
            "",
            "text",
            "# f",
            "| g | h |",
            "|---|---|",
            "| i |",
            "```",
            "~~~",
            "    code",
            "> q",
            "> - r",
            "!!! note",
            "    inside",
            "    - s",
            "<div>",
            "</div>",
            "---",
            "===",
            "[^1]: n",
            "[x]: y",
            "\tt",
            "- ",
            "-",
            "* u",
            "2. v",
            "???+ w",
            "- > z",
            "- ```",
            "Term",
            ":   def",
            "*[A]: b",
            "<!--",
            "-->",
            '=== "T"',
        ]
    ),
    max_size=14,
).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(WORDS | LINES)
def test_normalising_keeps_words_and_never_fails(source: str) -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"[a-zåä]+", re.sub(r"<!-- -->|markdown=\"1\"|&#\d+;", "", text.lower()))

    if not re.search(r"\|", source):
        assert words(normalised(source)) == words(source)
    html(source)


@settings(max_examples=100, deadline=None)
@given(WORDS | LINES)
def test_reading_never_fails_and_rewriting_with_nothing_keeps_the_text(source: str) -> None:
    assert relinked(source, lambda target, image: None) == source
    citations(source)
    findings(source)
    links(source)
    plain(source)
    assert not re.search(r"<(?:p|ul|ol|h\d|blockquote|pre|table|div)\b", inline(source))
    without_unlisted_html(source)
    assert with_citations(source, lambda found: "x") == source or citations(source)


def test_deep_nesting_is_read_without_an_error() -> None:
    for source in (
        "> " * 2000 + "x",
        "- " * 2000 + "x",
        "[" * 3000,
        "".join(" " * n + "- a\n" for n in range(0, 600, 2)),
    ):
        html(source)


# HTML


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


# Safety


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
    found = findings(source)
    assert [(each.code, each.what, each.line, each.column) for each in found] == [(code, what, line, column)]
    if code == "unsafe-html":
        assert not re.search(r"script:|<script|onclick|onmouse|iframe|<form|type=.?text|data:", html(source))
        assert not [each for each in findings(without_unlisted_html(source)) if each.code == code]


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
        "[a](C:/x)",
        "a\n: b",
        "<details open><summary>a</summary>b</details>",
    ],
)
def test_what_is_safe_is_not_found(source: str) -> None:
    assert findings(source) == ()
    assert without_unlisted_html(source) == source


def test_the_second_of_two_is_found_at_the_second() -> None:
    found = findings("<foo>a</foo>\n\n<foo>b</foo>")
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


# Links


def test_links_are_found_with_their_places() -> None:
    source = (
        "a [b](c.md#d 'T') ![e [f]](<g h.png>) `[x](y)`\n[l][M] and [m]\n<img src='q' alt='r'> [![i](j)](k(1).md)\n\n"
        "    [x](code.md)\n\n!!! note\n\n    [in](adm.md)\n\n[m]: mm.md 'T'\n"
    )
    assert [(each.target, each.line, each.column, each.image, each.alt) for each in links(source)] == [
        ("c.md#d", 1, 3, False, "b"),
        ("g h.png", 1, 19, True, "e [f]"),
        ("mm.md", 2, 1, False, "l"),
        ("mm.md", 2, 12, False, "m"),
        ("q", 3, 1, True, "r"),
        ("k(1).md", 3, 23, False, "![i](j)"),
        ("j", 3, 24, True, "i"),
        ("adm.md", 9, 5, False, "in"),
    ]


def test_footnotes_tasks_and_citations_are_no_links() -> None:
    assert links("- [ ] a[^1] [@b]\n\n[^1]: c") == ()


def test_links_are_pointed_elsewhere() -> None:
    source = "[a](b.md 'T') ![c](d.png) [e][f] <img src='g.png'> `[a](b.md)`\n\n[f]: <h i.md> 'T'"

    def to(target: str, image: bool) -> str | None:
        return f"../{target}" if image or target.endswith("i.md") else None

    assert relinked(source, to) == (
        "[a](b.md 'T') ![c](../d.png) [e][f] <img src='../g.png'> `[a](b.md)`\n\n[f]: <../h i.md> 'T'"
    )
    assert relinked("[a](x)", lambda target, image: "y (1).md") == "[a](y%20%281%29.md)"


def test_a_label_that_is_explained_elsewhere_becomes_its_address():
    known = "[map]: maps/one.png\n[page]: two.md"
    text = "![The map][map], [page], [a page][Page] and `[page]`, but [nothing] and [own].\n\n[own]: three.md"
    assert relinked(text, lambda target, image: f"{'image' if image else 'link'}/{target}", known) == (
        "![The map](<image/maps/one.png>), [page](<link/two.md>), [a page](<link/two.md>) and `[page]`,"
        " but [nothing] and [own].\n\n[own]: link/three.md"
    )


# Citations


def test_citations_are_found_with_their_places() -> None:
    source = "A [@a2020] `[@b]` [@c-d, p. 12; @e.f:g,\ns. 3]. [@h](x) \\[@i]\n\n!!! note\n\n    [@j]\n\n```\n[@k]\n```"
    assert citations(source) == (
        Citation("a2020", "", 1, 4),
        Citation("c-d", "p. 12", 1, 20),
        Citation("e.f:g", "s. 3", 1, 33),
        Citation("j", "", 6, 6),
    )


def test_a_citation_that_names_no_key_is_kept_to_be_reported() -> None:
    assert [each.key for each in citations("[@a; see b]")] == ["a", "see b"]


def test_citations_are_replaced() -> None:
    said = with_citations(
        "A [@a; @b, p. 1] `[@a]`.", lambda found: f"({', '.join(each.key for each in found)})"
    )
    assert said == "A (a, b) `[@a]`."


# Structure


def test_structure_knows_lines_and_references() -> None:
    kinds = [
        (each.type, each.map)
        for each in tokens("# a\n\n- b\n- [ ] c\n")
        if each.map and each.type != "inline"
    ]
    assert kinds[0] == ("heading_open", [0, 1]) and ("list_item_open", [3, 4]) in kinds
    found = structure("[a]: b.md 'c'\n").references["A"]
    assert (found.href, found.title, found.first, found.after) == ("b.md", "c", 0, 1)


def test_a_drawing_keeps_what_makes_it_readable():
    drawing = '<svg viewBox="0 0 9 9"><title>a</title><path d="M0 0h9" stroke-opacity=".5" paint-order="stroke"></path></svg>'
    shown = html(drawing)
    assert 'stroke-opacity=".5"' in shown and 'paint-order="stroke"' in shown
