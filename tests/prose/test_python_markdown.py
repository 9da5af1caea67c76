"""Markdown as a repository shows it is Markdown as the site shows it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt

from cocreate_plugin.prose import (
    citations,
    html,
    inline,
    links,
    normalised,
    plain,
    refusals,
    relinked,
    with_citations,
    without_unlisted_html,
)
from cocreate_plugin.prose.rendering import raw

ROOT = Path(__file__).parents[2]
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
    refusals(source)
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
