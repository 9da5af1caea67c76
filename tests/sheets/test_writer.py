"""Text for paper: where its links lead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import Text
from cocreate_plugin.problems import Place
from cocreate_plugin.sheets.book import sheets
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.writer import writer
from cocreate_plugin.testing import handbook, project

FRONT = "---\ntitle: It\npurpose: Why.\n---\n"
FILES = {
    "process/handbook.yml": "site_url: https://example.org/h/\n",
    "process/phases/it.md": FRONT,
    "process/phases/other.md": FRONT.replace("It", "Other") + "\n## Gate\n\n- [ ] Heard\n",
}


def paper(book: Handbook, markdown: str, path: str) -> str:
    return writer(book)(Text(markdown, Place(path))).markdown


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("other.md", "https://example.org/h/phases/other/"),
        ("other.md#gate", "https://example.org/h/phases/other/#gate"),
        ("#gate", "https://example.org/h/phases/it/#gate"),
        ("https://e.se/a#b", "https://e.se/a#b"),
    ],
)
def test_a_printed_link_leads_to_the_public_place(target: str, address: str) -> None:
    assert paper(handbook(FILES), f"[a]({target})", "process/phases/it.md") == f"[a]({address})"


WAYS = {
    "[six weeks](../../docs/six-weeks.md#w1)": ["…/six-weeks/#w1"],
    "[*six* weeks][s] `a`\n\n[s]: ../../docs/six-weeks.md": ["…/six-weeks/"],
    "[a kit](https://kit.example/a?b=1&c=2)": ["kit.example/a?b=1&amp;c=2"],
    "[a kit](https://kit.example/){ .big } [and](https://two.example/a/)": ["kit.example", "two.example/a"],
    "<https://kit.example/a/> [kit.example/b](https://kit.example/b/)": [],
    "[long](https://kit.example/" + "a" * 60 + ")": [],
    "[mail](mailto:a@b.se), [gate](other.md#gate), [other](other.md)": [],
}


@pytest.mark.parametrize("markdown", WAYS)
def test_a_link_to_what_is_on_no_paper_says_where_it_leads(markdown: str) -> None:
    own = f"---\ntitle: It\npurpose: Why.\n---\n\n## More\n\n{markdown}\n"
    loaded = project({**FILES, "process/phases/it.md": own, "docs/six-weeks.md": "# Six\n"})
    (sheet,) = sheets(loaded.handbook)
    made = html(sheet, Path())
    assert re.findall(r'data-way=" \((.*?)\)"', made) == WAYS[markdown]


def test_without_a_public_address_a_link_leads_nowhere() -> None:
    files = {name: text for name, text in FILES.items() if "handbook" not in name}
    assert paper(handbook(files), "[a](other.md#gate)", "process/phases/it.md") == "[a](./)"
