"""Builds together with other plugins that handbooks use: strict, in silence, with our pages there."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from tests.hosts.building import ENVIRONMENT, Addresses, built, copy, html, lost, nav

pytestmark = pytest.mark.site

OURS = "{cocreate: {pdf: false}}"


def commit(folder: Path) -> None:
    git = ("git", "-c", "user.name=Tea", "-c", "user.email=tea@example.org")
    for command in (
        ("init", "-q"),
        ("add", "."),
        ("commit", "-q", "-m", "Tea", "--date=2026-02-03T10:00:00"),
    ):
        subprocess.run([*git, *command], cwd=folder, check=True)


def with_plugins(*plugins: str) -> str:
    return f"plugins: [{', '.join(plugins)}]\n"


def test_search_finds_our_pages_once(tmp_path: Path) -> None:
    site = built(copy(tmp_path))
    found = json.loads((site / "search/search_index.json").read_text())["docs"]
    assert any(each["location"] == "phases/listen/" for each in found)
    # The run sheets that wait on the page for printing are on their models' pages already.
    assert not any("Real time" in each["text"] for each in found if each["location"].startswith("print/"))


def test_tags_name_our_pages(tmp_path: Path) -> None:
    copy(tmp_path, {"docs/tags.md": "# Tags\n\n<!-- material/tags -->\n"}, with_plugins("tags", OURS))
    site = built(tmp_path)
    assert 'href="../phases/listen/"' in (site / "tags/index.html").read_text() and not list(lost(site))


def test_offline(tmp_path: Path) -> None:
    site = built(copy(tmp_path, settings=with_plugins("search", "offline", OURS)))
    assert (site / "phases/listen.html").is_file() and not list(lost(site))


def test_privacy_has_nothing_to_fetch(tmp_path: Path) -> None:
    # What the theme itself would fetch, should a page have a diagram, is not ours.
    privacy = "{privacy: {assets_exclude: [unpkg.com/*]}}"
    site = built(copy(tmp_path, settings=with_plugins(privacy, OURS)))
    assert not (site / "assets/external").exists() and (site / "phases/listen/index.html").is_file()


def test_redirects_may_lead_to_our_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENVIRONMENT, "DISABLE_MKDOCS_2_WARNING", "true")  # it advertises another builder
    redirects = "{redirects: {redirect_maps: {old.md: phases/listen.md}}}"
    site = built(copy(tmp_path, settings=with_plugins(redirects, OURS)))
    assert "phases/listen/" in (site / "old/index.html").read_text()


@pytest.mark.skipif(
    not importlib.util.find_spec("mkdocs_minify_plugin"),
    reason="mkdocs-minify-plugin needs two packages that are no wheels, so it is not locked",
)
def test_minify(tmp_path: Path) -> None:
    minify = "{minify: {minify_html: true, minify_js: true, minify_css: true}}"
    site = built(copy(tmp_path, settings=with_plugins("search", minify, OURS)))
    listen = (site / "phases/listen/index.html").read_text()
    assert "cc-ticks" in listen and not list(lost(site))


def test_two_languages(tmp_path: Path) -> None:
    """Hand-written pages come in both languages; ours once, each in the frame of its own language."""
    i18n = (
        "{i18n: {docs_structure: suffix, languages: ["
        "{locale: en, name: English, default: true, build: true}, {locale: sv, name: Svenska, build: true}]}}"
    )
    copy(tmp_path, {"docs/about.sv.md": "# Om\n\nPå svenska.\n"}, with_plugins("search", i18n, OURS))
    site = built(tmp_path)
    swedish, listen = (
        (site / "sv/about/index.html").read_text(),
        (site / "sv/phases/listen/index.html").read_text(),
    )
    assert "På svenska" in swedish and '<html lang="sv"' in swedish
    assert '<html lang="sv"' in listen and "Grind" in listen
    titles = nav(site / "sv/phases/listen/index.html")
    assert "Lyssna" in titles and "Listen" not in titles and titles.index("Lyssna") < titles.index("Brew")
    assert '<html lang="en"' in (site / "phases/listen/index.html").read_text()
    assert '<html lang="en"' in (site / "phases/brew/index.html").read_text()
    assert not (site / "sv/phases/brew").exists()
    phases = Addresses((site / "sv/index.html").read_text()).links
    assert "../phases/" in phases
    found = json.loads((site / "search/search_index.json").read_text())["docs"]
    places = [each["location"] for each in found]
    assert len(places) == len(set(places)) and "phases/listen/" in places and "sv/phases/listen/" in places
    # The plugin's own switch between languages names whole addresses.
    assert not [each for each in lost(site) if ": /handbook/" not in each]


def test_dates_of_the_last_change(tmp_path: Path) -> None:
    copy(tmp_path, settings=with_plugins("search", OURS, "{git-revision-date-localized: {type: iso_date}}"))
    commit(tmp_path)
    site = built(tmp_path)
    assert "git-revision-date-localized-plugin" in (site / "about/index.html").read_text()
    assert len(html(site)) > 30 and not list(lost(site))


def test_navigation_by_awesome_pages(tmp_path: Path) -> None:
    """A `.pages` names our folders like those of hand-written pages; each section stands once."""
    pages = "nav:\n  - index.md\n  - The steps: phases\n  - Lists: checklists\n  - ...\n"
    copy(tmp_path, {"docs/.pages": pages}, with_plugins("search", "awesome-pages", OURS))
    site = built(tmp_path)
    titles = nav(site / "phases/index.html")
    assert (
        titles.count("The steps")
        and "The phases" not in titles
        and titles.index("The steps") < titles.index("Lists")
    )
    listen = nav(site / "phases/listen/index.html")
    assert listen.index("Listen") < listen.index("Brew") and not list(lost(site))


def test_authors_of_our_pages_are_those_of_their_documents(tmp_path: Path) -> None:
    copy(tmp_path, {"docs/about.md": "# About\n"}, with_plugins("search", OURS, "git-authors"))
    commit(tmp_path)
    site = built(tmp_path)
    assert "tea@example.org" in (site / "phases/listen/index.html").read_text()


def test_every_file_names_one_on_the_disk(tmp_path: Path) -> None:
    """Plugins ask for its dates and authors, and stop with a traceback when there is none."""
    config = load_config(str(copy(tmp_path) / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files = config.plugins.on_files(get_files(config), config=config)
    assert len(list(files)) > 40 and not [
        file for file in files if not Path(file.abs_src_path or "x").exists()
    ]
    assert (files.get_file_from_path("phases/listen.md").abs_src_path or "").endswith(
        "process/phases/listen.md"
    )  # type: ignore[union-attr]
