"""A whole site, built by the command that authors use."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from tests.hosts.building import EXAMPLE, built, copy, html, lost, nav
from tests.shared import once, shared_folder

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(shared_folder(tmp_path_factory, "site"), lambda made: built(copy(made))) / "site"


def test_every_page_is_there(site: Path) -> None:
    for folder in (
        "phases",
        "success-factors",
        "dialogue-models",
        "roles",
        "checklists",
        "a3",
        "choices",
        "sessions",
    ):
        documents = {each.stem for each in (EXAMPLE / "process" / folder).glob("*.md")} - {
            "index",
            "listen.sv",
        }
        for name in ("", *(f"/{document}" for document in documents)):
            assert (site / f"{folder}{name}/index.html").is_file(), f"{folder}{name}"
    for name in (
        "blueprint",
        "matrix",
        "choose",
        "assess",
        "sources",
        "glossary",
        "checklists/gate-listen",
        "checklists/phase-listen",
        "checklists/prepare-tea-round",
        "sv/phases/listen",
    ):
        assert (site / name / "index.html").is_file(), name
    assert (site / "handbook.json").is_file() and (site / "handbook.schema.json").is_file()


def test_every_address_leads_somewhere(site: Path) -> None:
    assert not list(lost(site))


def test_the_foot_of_every_page_leads_to_the_accessibility_statement(site: Path) -> None:
    for file in site.rglob("*.html"):
        foot = file.read_text().partition('<div class="md-copyright">')[2]
        way = re.search(r'<a href="([^"]+)" lang="en">Accessibility statement</a>', foot)
        if foot:  # former addresses only lead on
            assert way, file
            base = "https://tea.example.org/handbook/" + file.relative_to(site).as_posix()
            assert urljoin(base, way[1]) == "https://tea.example.org/handbook/accessibility/", file


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for name, page in html(site).items():
        assert not [each for each in page.loads if urlsplit(each).netloc], name
    for file in (*site.rglob("assets/cocreate/*"),):
        assert "http" not in file.read_text()


def test_footnotes_and_citations_are_resolved(site: Path) -> None:
    listen = (site / "phases/listen/index.html").read_text()
    assert 'href="#fn:1"' in listen and "Our own observation" in listen
    assert 'href="../../sources/#shook2009">Shook, 2009</a>' in listen
    assert "a pot and <code>&lt;cups&gt;</code>" in listen
    assert "https://example.org/a_b_c</a>" in listen
    assert "<li>1. January is a bad day" in listen or "<li>January is a bad day" in listen


def test_hand_written_pages_lead_into_the_content(site: Path) -> None:
    home = (site / "index.html").read_text()
    assert 'href="phases/listen/#gate"' in home
    assert 'href="sources/#shook2009">Shook, 2009, p. 3</a>' in home
    assert 'href="../glossary/#gate"' in (site / "about/index.html").read_text()


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("phases/listen", "process/phases/listen.md"),
        ("phases", "process/phases/index.md"),
        ("checklists/gate-listen", "process/phases/listen.md"),
        ("glossary", "process/glossary.md"),
        ("sources", "process/sources.bib"),
        ("about", "docs/about.md"),
    ],
)
def test_edit_button_leads_to_the_file(site: Path, page: str, file: str) -> None:
    assert (
        f'href="https://example.org/tea/handbook/edit/main/{file}"'
        in (site / page / "index.html").read_text()
    )


def test_pages_of_no_single_file_have_no_edit_button(site: Path) -> None:
    assert 'rel="edit"' not in (site / "matrix/index.html").read_text()


def test_edit_template_finds_the_file(tmp_path: Path) -> None:
    copy(tmp_path)
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("edit_uri: edit/main/docs/", "edit_uri_template: '?path=/docs/{path}&x=1'")
    )
    listen = (built(tmp_path) / "phases/listen/index.html").read_text()
    assert "https://example.org/tea/handbook?path=/process/phases/listen.md&x=1" in listen


def test_suggestions_go_by_mail(site: Path) -> None:
    listen = (site / "phases/listen/index.html").read_text()
    assert 'href="mailto:tea@example.org?subject=Suggestion%3A%20Listen&amp;body=Page' in listen
    assert "tea.example.org/handbook/phases/listen/" in listen


def test_former_addresses_redirect(site: Path) -> None:
    page = (site / "phases/hear/index.html").read_text()
    assert "url=../listen/" in page and 'rel="canonical"' in page


def test_theme_is_dressed(site: Path) -> None:
    home = (site / "index.html").read_text()
    assert "fonts.googleapis" not in home and 'lang="en"' in home
    assert '"navigation.prune"' in home and "assets/cocreate/screen.css" in home
    assert 'data-md-color-primary="custom"' in home


def test_everything_is_in_the_navigation(site: Path) -> None:
    titles = nav(site / "index.html")
    order = [
        "The tea handbook",
        "About",
        "The phases",
        "Success factors",
        "Dialogue models",
        "Roles",
        "Checklists",
        "A3 sheets",
        "Choices",
        "Sessions",
        "Tools",
        "Sources",
        "Words",
    ]
    assert [each for each in dict.fromkeys(titles) if each in order] == order
    listen = nav(site / "phases/listen/index.html")
    assert listen.index("Listen") < listen.index("Brew")
    assert "Gate: Listen" not in titles


@pytest.mark.parametrize("page", ["index.html", "phases/listen/index.html", "404.html"])
def test_the_search_has_a_name(site: Path, page: str) -> None:
    html = (site / page).read_text()
    assert html.count('role="dialog" aria-label="Search the handbook">') == 1
    assert html.count('role="search" aria-label="Search the handbook">') == 1
