"""Pages that are judged by their Markdown alone: only those that the cleaner does not change."""

from __future__ import annotations

import random

import pytest

from cocreate_plugin.prose import (
    changes,
    is_evidently_plain,
    is_evidently_safe,
    page_reader,
    read_refusals,
)

READ = page_reader()
SAFE = (
    "# Title\n\nWords, *words* and **words**! 5 & 6, &lt;, [a](b.md#c-d), [b](https://e.example/x?y=1).\n",
    '<div class="cc-lead" markdown="block">\n\nWhy.\n\n</div>\n',
    '<div class="cc-ticks" data-cc-left="{number} left" markdown="block">\n\n- a\n\n</div>\n',
    '<section class="cc-a3__box" style="flex-grow: 42.5" aria-labelledby="a" markdown="block">\n\na\n\n</section>',
    "## A { #a }\n\n[Print](a.pdf){: .cc-button .cc-button--primary }\n",
    '![A wall](wall.png "Wall")\n\n[a]: b.md\n\n*[API]: Interface\n',
    "| a | b |\n|---|---|\n| c | `d` |\n",
)
UNSAFE_SIGNS = (
    "<script>alert(1)</script>", "<b onclick=x>a</b>", "<svg></svg>", "<!-- a -->", "<![CDATA[", "a < b",
    "{: onclick=x }", "{: .mermaid }", "{: .md-a }", "{.js-a}", "{a}", "# __search", "&#106avascript:", "&copy=",
    "[a](javascript:x)", "[a](\njavascript:x)", "[a](j\u00a0avascript:x)", "[a](<b>)", "[a][r]\n\n[r]: \njavascript:x",
    "[a][r]\n\n[r]: javascript:x", "![a](https://e.example/a.png)", "![a](//e.example/a.png)", "!!! note", "??? note", '=== "a"',
    "```mermaid\na\n```", "~~~ mermaid\na\n~~~", "[TOC]", '<a title="![x](https://e.example/a.png)">x</a>',
    '<p style="color: red">a</p>', '<div style="flex-grow: 1">a</div>', '<img src="https://e.example/a.png" alt="a">',
    '<a href="javascript:x">a</a>', '<div class="md-a">a</div>', '<p data-md-a="b">a</p>', "<FORM>a</FORM>", "a\x00b",
    ">" * 40 + " a", "*a _b " * 60, "a " * 3000,
)  # fmt: skip


@pytest.mark.parametrize("page", SAFE)
def test_pages_of_the_common_form_need_not_be_read(page: str) -> None:
    assert is_evidently_safe(page) and not changes(READ(page))


@pytest.mark.parametrize("sign", UNSAFE_SIGNS)
@pytest.mark.parametrize("around", ["{}", "x\n\n{}\n", SAFE[1].replace("Why.", "{}")])
def test_with_any_other_sign_a_page_is_read(sign: str, around: str) -> None:
    assert not is_evidently_safe(around.replace("{}", sign))


PLAIN = (SAFE[0], SAFE[5], SAFE[6], "- a[^1]\n\n[^1]: b\n", "> *a* **b** `c`!\n")


@pytest.mark.parametrize("text", PLAIN)
def test_texts_of_the_common_form_need_not_be_read(text: str) -> None:
    assert is_evidently_plain(text) and not read_refusals(text, False, True)


@pytest.mark.parametrize(
    "sign", [*UNSAFE_SIGNS, "![](a.png)", "![*](a.png)", "<b>a</b>", "## A { #a }", "{: .cc-a }"]
)
def test_with_any_other_sign_a_text_is_read(sign: str) -> None:
    assert not is_evidently_plain(sign)


def test_no_mixture_of_common_forms_changes_when_it_is_cleaned() -> None:
    chance = random.Random(1)
    parts = [
        *SAFE,
        *(part for page in SAFE for part in page.split()),
        "\n\n",
        "- ",
        "> ",
        "</div>",
        "<li>",
        "|",
    ]
    parts += [
        "<select>",
        "<option>",
        "<table>",
        "<td>",
        "<pre>",
        "</pre>",
        "<b>",
        '<p markdown="span">',
        "`",
        "[^1]",
    ]
    safe = plain = 0
    for _ in range(2000):
        text = "".join(
            chance.choice(parts) + chance.choice(("", " ", "\n")) for _ in range(chance.randint(1, 12))
        )
        if is_evidently_safe(text):
            safe += 1
            assert not changes(READ(text)), text
        if is_evidently_plain(text):
            plain += 1
            assert not read_refusals(text, False, True) and not read_refusals(text, True, True), text
    assert safe > 300 and plain > 30
