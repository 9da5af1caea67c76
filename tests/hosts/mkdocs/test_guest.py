"""A site that was there before the plugin: what its author has set, and what its pages say, stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from cocreate_plugin.addresses import Addresses
from cocreate_plugin.handbook import located
from cocreate_plugin.hosts.mkdocs import theme
from cocreate_plugin.pages.site import Site
from cocreate_plugin.testing import project, write
from tests.hosts.building import built

pytestmark = pytest.mark.site

OURS = "{cocreate: {pdf: false}}"
BARE = "site_name: Norrvik\nvalidation: {links: {not_found: ignore}}\nrepo_url: https://git.example/norrvik\nedit_uri: edit/main/docs/\ntheme: {name: material}\n"
SETTLED = """\
site_name: Norrvik
repo_url: https://git.example/norrvik
edit_uri: edit/main/docs/
theme:
  name: material
  font: false
  features: [navigation.tabs]
  palette: {scheme: norrvik, primary: custom}
extra_css: [own.css]
markdown_extensions:
  - pymdownx.tasklist: {custom_checkbox: true}
  - toc: {permalink: '§'}
validation: {links: {not_found: ignore}}
"""
SIGNS = """\
# Signs

Write H~2~O, a^2^, ==marked==, ~~gone~~, a_b_c, {: .x } and [^1].

- [ ] open
- [x] done

*[HTML]: a language

!!! note
    Not for us: HTML.

Term
:   Meaning

[^1]: A note.

<div markdown>
*one*
</div>

## Part {#part}
"""
LINKS = """\
# Links of [@octocat](https://git.example/octocat), ann@git.example

[out](../README.md), [query](index.md?a=1#home), [here](#links), [there](./signs.md#part "Part"), [](index.md)
"""
PAGES = {
    "docs/links.md": LINKS,
    "docs/index.md": "# Home\n\nSee [signs](signs.md).\n",
    "docs/signs.md": SIGNS,
    "docs/own.css": "[data-md-color-scheme=norrvik] { --md-typeset-a-color: rgb(180, 0, 90) }\n",
    "process/handbook.yml": "accent: '#0b6e69'\n",
    "process/phases/listen.md": "---\ntitle: Listen\npurpose: Hear.\n---\n\nWater is H~2~O.\n\n## Gate\n\n- [ ] All are heard.\n",
}


def site(folder: Path, settings: str, *plugins: str) -> Path:
    return built(
        write(folder, {**PAGES, "mkdocs.yml": f"{settings}plugins: [{', '.join(('search', *plugins))}]\n"})
    )


def article(page: Path) -> str:
    text = page.read_text("utf-8")
    return text[text.index("<article") : text.index("</article>")]


@pytest.mark.parametrize("page", ["index.html", "signs/index.html", "links/index.html"])
def test_hand_written_pages_say_the_same_with_the_plugin(tmp_path: Path, page: str) -> None:
    alone, beside = site(tmp_path / "alone", SETTLED), site(tmp_path / "beside", SETTLED, OURS)
    assert article(alone / page) == article(beside / page)


def test_pages_are_read_as_listed_also_where_nothing_is(tmp_path: Path) -> None:
    alone, beside = site(tmp_path / "alone", BARE), site(tmp_path / "beside", BARE, OURS)
    words = [
        re.sub(r"<a[^>]*rel=\"edit\".*?</a>", "", article(each / "signs/index.html"), flags=re.S)
        for each in (alone, beside)
    ]
    assert re.sub(r"\s+", " ", words[0]) == re.sub(r"\s+", " ", words[1])


def test_pages_of_the_process_have_what_they_need_all_the_same(tmp_path: Path) -> None:
    listen = article(site(tmp_path, SETTLED, OURS) / "phases/listen/index.html")
    assert "H<sub>2</sub>O" in listen and 'title="Permanent link">§</a>' in listen
    assert 'href="https://git.example/norrvik/edit/main/process/phases/listen.md"' in listen


def test_settings_of_the_theme_stay(tmp_path: Path) -> None:
    alone, beside = site(tmp_path / "alone", SETTLED), site(tmp_path / "beside", SETTLED, OURS)
    for page in ("index.html", "signs/index.html", "phases/listen/index.html"):
        head = (beside / page).read_text("utf-8").partition("</head>")[0]
        assert re.findall(r"assets/cocreate/([\w-]+\.css)", head) == ["tokens.css", "screen.css"], page
    home, before = ((each / "index.html").read_text("utf-8") for each in (beside, alone))
    body = re.compile(r"<body[^>]*>")
    assert body.findall(home) == body.findall(before)
    assert '"content.action.edit"' not in home and '"navigation.tabs"' in home


def test_a_style_sheet_of_ones_own_outdoes_the_handbooks_colour(tmp_path: Path) -> None:
    """Every rule of ours weighs as much as one attribute, and ours come first."""
    styles = (site(tmp_path, BARE, OURS) / "assets/cocreate/identity.css").read_text("utf-8")
    selectors = [re.sub(r":where\([^)]*\)", "", each).strip() for each in re.findall(r"([^{}]+)\{", styles)]
    assert selectors and all(
        re.fullmatch(r"\[data-md-color-(primary|accent)=custom\]", each) for each in selectors
    )


@pytest.mark.parametrize(("at", "everywhere"), [("handbook", False), ("", True)])
def test_the_foot_of_other_pages_is_left_to_a_site_that_has_the_handbook_in_a_folder(
    at: str, everywhere: bool
) -> None:
    uri = f"{at}/accessibility/index.md".lstrip("/")
    config = MkDocsConfig()
    config.load_dict({"site_name": "Norrvik"})
    config.validate()
    there = Files([File(uri, "docs", "site", use_directory_urls=True)])
    ours = Site(located(project(PAGES).handbook, Addresses(at=at)))
    theme.lead_to_statement(config, there, ours)
    assert config.extra[theme.STATEMENT]["everywhere"] == everywhere
    theme.lead_to_statement(config, Files([]), ours)
    assert theme.STATEMENT not in config.extra, "nothing leads to a page that somebody left out"
