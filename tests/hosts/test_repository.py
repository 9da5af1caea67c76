"""Where the web editor of a repository begins a file, by what mkdocs.yml says of it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from cocreate_plugin.addresses import Addresses
from cocreate_plugin.handbook import located
from cocreate_plugin.hosts.repository import new_files, repository
from cocreate_plugin.kinds import KINDS
from cocreate_plugin.pages.overviews import overviews
from cocreate_plugin.pages.site import Site
from cocreate_plugin.phrases import phrases
from cocreate_plugin.testing import handbook, project, report
from cocreate_plugin.validate.beginning import short

FILES = {"process/roles/host.md": "---\ntitle: Host\npurpose: Opens the door.\n---\n"}


@pytest.mark.parametrize(
    ("address", "edit", "docs", "expected"),
    [
        (
            "https://github.com/norrvik/handbook",
            "edit/main/docs/",
            "docs",
            "https://github.com/norrvik/handbook/new/main/{folder}?filename={name}&value={text}",
        ),
        (
            "https://github.com/norrvik/all.git/",
            "edit/live/parts/handbook/docs",
            "docs",
            "https://github.com/norrvik/all/new/live/parts/handbook/{folder}?filename={name}&value={text}",
        ),
        (
            "https://gitlab.norrvik.example:8443/a/b/c",
            "-/edit/main/pages/",
            "pages",
            "https://gitlab.norrvik.example:8443/a/b/c/-/new/main/{folder}?file_name={name}",
        ),
        (
            "https://codeberg.org/a/b",
            "_edit/main/docs/",
            "docs",
            "https://codeberg.org/a/b/_new/main/{folder}?filename={name}&value={text}",
        ),
        ("https://github.com/norrvik/handbook", "edit/main/docs/", "pages", ""),
        ("https://github.com/norrvik/handbook", "edit/main/mydocs/", "docs", ""),
        ("https://github.com/norrvik/handbook", "blob/main/docs/", "docs", ""),
        ("https://github.com/norrvik/handbook", "", "docs", ""),
        ("https://github.com/norrvik", "edit/main/docs/", "docs", ""),
        ("https://git.example.org/a/b", "edit/main/docs/", "docs", ""),
        ("https://me:secret@github.com/a/b", "edit/main/docs/", "docs", "https://github.com/a/b/new/main/"),
        ("javascript://github.com/a/b", "edit/main/docs/", "docs", ""),
        ("https://github.com/a)](x)/b", "edit/main/docs/", "docs", ""),
        ("http://[", "edit/main/docs/", "docs", ""),
        ("", "edit/main/docs/", "docs", ""),
    ],
)
def test_the_address_of_a_new_file(address: str, edit: str, docs: str, expected: str) -> None:
    found = new_files(address, edit, docs)
    assert found.startswith(expected) if expected else not found


def test_an_address_that_cannot_be_read_names_no_repository() -> None:
    assert not repository("http://[").host


@pytest.mark.parametrize("language", ["en", "sv"])
def test_overviews_lead_to_the_beginning_of_a_document(language: str) -> None:
    begins = new_files("https://github.com/norrvik/handbook", "edit/main/docs/", "docs")
    book = handbook({**FILES, "process/handbook.yml": f"language: {language}\n"})
    book = located(book, Addresses(new_files=begins))
    words = phrases(language)
    page = next(page for page in overviews(Site(book)) if page.section == "roles")
    address = page.markdown.split(f"[{words.t('overview.new')}](")[1].split(")")[0]
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    assert parts.path == "/norrvik/handbook/new/main/process/roles"
    assert asked["filename"] == [{"en": "role.md", "sv": "roll.md"}[language]]
    assert asked["value"][0].startswith("---\ntitle: Rol")


def test_without_an_address_overviews_offer_nothing() -> None:
    page = next(page for page in overviews(Site(handbook(FILES))) if page.section == "roles")
    assert phrases("en").t("overview.new") not in page.markdown


@pytest.mark.parametrize("language", ["en", "sv"])
def test_every_beginning_passes_the_check_and_fits_into_an_address(language: str) -> None:
    words = phrases(language)
    texts = {f"process/{kind.folder}/new.md": short(kind, words) for kind in KINDS}
    loaded = project({**texts, "process/handbook.yml": f"language: {language}\n"})
    assert not [line for line in report(loaded) if "note[" not in line]
    # Servers refuse an address of more than some 8,000 characters.
    longest = max(len(Addresses(new_files="{text}").new_file("", "", text)) for text in texts.values())
    assert longest < 4_000
