"""Builds with other settings, languages, themes and plugins."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, PAGES_ONLY, PHASE, built, copy, lost, nav

pytestmark = pytest.mark.site


def test_what_the_author_chose_stays(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Tea\nextra_css: [own.css]\n"
            "markdown_extensions: [{toc: {permalink: '§'}}, pymdownx.keys, pymdownx.emoji]\n"
            "theme: {name: material, language: de, features: [navigation.expand], palette: {primary: red}}\n"
            + PAGES_ONLY,
            "docs/index.md": "# Home\n\n## Part\n",
            "docs/own.css": "a {}\n",
            "process/phases/listen.md": PHASE.format(title="L") + "\n## More\n\nPress ++ctrl+p++ :smile:\n",
        },
    )
    site = built(tmp_path)
    page = (site / "phases/listen/index.html").read_text("utf-8")
    assert '<kbd class="key-control">' in page and "\U0001f604" in page, (
        "and nothing is said of foreign signs"
    )
    home = (site / "index.html").read_text()
    assert 'lang="de"' in home and 'data-md-color-primary="red"' in home and ">§</a>" in home
    assert "navigation.prune" not in home and "navigation.indexes" in home
    assert home.index("assets/cocreate/screen.css") < home.index("own.css")


def test_what_a_title_shows_as_code_never_runs(tmp_path: Path) -> None:
    code = '`\\"></title><script>alert(1)</script>`'
    phase = f'---\ntitle: "Use {code} & co"\npurpose: "P {code}"\ntags: ["{code}"]\n---\n\n## Gate\n\n- [ ] A {code}\n'
    files = {"mkdocs.yml": CONFIG, "process/phases/listen.md": phase, "docs/index.md": "# Home\n"}
    files["process/handbook.yml"] = (
        f'organisation: "O {code}"\nlicence: "[CC](https://c.example) {code}"\nedition: "E {code}"\n'
    )
    site = built(write(tmp_path, {**files, "process/phases/index.md": f"# All {code}\n".replace("\\", "")}))
    assert not [page for page in site.rglob("*.html") if "<script>alert" in page.read_text("utf-8")]
    head = (site / "phases/listen/index.html").read_text("utf-8").partition("</head>")[0]
    assert 'content="P &quot;&gt;&lt;/title&gt;&lt;script&gt;' in head
    assert "<title>Use &quot;&gt;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in head


@pytest.mark.parametrize(
    ("language", "shown"), [("sv-SE", "sv"), ("no", "nb"), ("ga", "en"), ("pt-BR", "pt")]
)
def test_a_language_that_the_theme_does_not_know_by_that_name(
    tmp_path: Path, language: str, shown: str
) -> None:
    files = {
        "mkdocs.yml": CONFIG,
        "process/phases/listen.md": PHASE.format(title="L"),
        "docs/index.md": "# Home\n",
    }
    site = built(write(tmp_path, {**files, "process/handbook.yml": f"language: {language}\n"}))
    assert f'<html lang="{shown}"' in (site / "phases/listen/index.html").read_text("utf-8")


def test_hand_written_navigation_is_kept_and_completed(tmp_path: Path) -> None:
    copy(tmp_path)
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text()
        + (
            "nav:\n  - index.md\n  - about.md\n  - Brewing: phases/brew.md\n  - Steps: phases/index.md\n  - Map: blueprint.md\n"
            "  - Who:\n    - roles/index.md\n    - roles/host.md\n"
        )
    )
    site = built(tmp_path)
    titles = list(dict.fromkeys(nav(site / "index.html")))
    order = ["About", "Brewing", "Steps", "Map", "Who", "Success factors"]
    assert [each for each in titles if each in order] == order
    assert "Listen" in nav(site / "phases/index.html") and "Guest" in nav(site / "roles/host/index.html")
    assert "Tools" in titles and not list(lost(site))


def test_addresses_without_folders(tmp_path: Path) -> None:
    copy(tmp_path)
    with (tmp_path / "mkdocs.yml").open("a") as file:
        file.write("use_directory_urls: false\n")
    site = built(tmp_path)
    assert (site / "phases/listen.html").is_file() and not list(lost(site))
    assert "url=listen.html" in (site / "phases/hear.html").read_text()


def test_a_handbook_of_one_phase(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"mkdocs.yml": CONFIG, "process/phases/listen.md": PHASE.format(title="Listen"), "docs/.keep": ""},
    )
    site = built(tmp_path)
    assert 'href="phases/"' in (site / "index.html").read_text() and not list(lost(site))


def test_swedish(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": CONFIG,
            "docs/.keep": "",
            "process/handbook.yml": "language: sv\n",
            "process/phases/lyssna.md": "---\ntitle: Lyssna\npurpose: Hör.\n---\n\n## Grind\n\n- [ ] Alla är hörda.\n",
        },
    )
    page = (built(tmp_path) / "phases/lyssna/index.html").read_text()
    assert '<html lang="sv"' in page and '<h2 id="gate">Grind' in page


def test_other_plugins_keep_working(tmp_path: Path) -> None:
    copy(tmp_path, settings="plugins: [search, tags, meta, offline, {cocreate: {pdf: false}}]\n")
    site = built(tmp_path)
    assert not list(lost(site)) and "listening" in (site / "phases/listen.html").read_text()


def test_other_themes_work(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": CONFIG.replace("material", "mkdocs"),
            "process/phases/listen.md": PHASE.format(title="L"),
            "docs/index.md": "# Home\n",
        },
    )
    assert not list(lost(built(tmp_path)))


def test_properdocs(tmp_path: Path) -> None:
    assert not list(lost(built(copy(tmp_path), command="properdocs")))


def test_search_speaks_the_handbooks_language(tmp_path: Path) -> None:
    """The search plugin stands before ours in mkdocs.yml, and yet hears of the language."""
    folder = write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Te\ntheme: material\nplugins: [search, {cocreate: {pdf: false}}]\n",
            "docs/index.md": "# Hem\n",
            "process/handbook.yml": "language: sv\n",
            "process/phases/lyssna.md": "---\ntitle: Lyssna\npurpose: Höra.\n---\n",
        },
    )
    index = json.loads((built(folder) / "search/search_index.json").read_text())
    assert index["config"]["lang"] == ["sv"]
