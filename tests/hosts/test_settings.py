"""What mkdocs.yml says of a handbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.hosts.project import project
from cocreate_plugin.hosts.settings import read_settings
from cocreate_plugin.testing import write
from tests.hosts.cli.command import PHASE


def test_settings_from_another_file_and_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDRESS", "https://example.org/")
    write(
        tmp_path,
        {
            "mkdocs.yml": "INHERIT: base.yml\nsite_name: Ours\ntheme: {language: sv}\n",
            "base.yml": "site_name: Base\nsite_url: !ENV [ADDRESS, 'http://x']\ntheme: {name: material}\n"
            "plugins: {cocreate: {workers: 3}}\n",
        },
    )
    settings = read_settings(tmp_path)
    assert (settings.name, settings.url, settings.language) == ("Ours", "https://example.org/", "sv")
    assert settings.options == {"workers": 3}


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("https://example.org/book/", True),
        ("http://127.0.0.1:8000/", False),
        ("http://localhost/", False),
        ("http://[bad", False),
        ("http://192.168.1.4/", False),
        ("http://nas.local/", False),
        ("http://intranet/book/", False),
    ],
)
def test_no_local_address_is_printed_unless_on_purpose(tmp_path: Path, address: str, printed: bool) -> None:
    """An address of the own network is printed where handbook.yml has it; that of a machine never is."""
    write(tmp_path, {"mkdocs.yml": f"site_url: '{address}'\n", "process/phases/explore.md": PHASE})
    loaded = project(tmp_path).load()
    assert bool(loaded.handbook.addresses.base) == printed
    assert [each.code for each in loaded.problems] == ([] if printed else ["address-not-printed"])
    if "[" not in address:
        write(tmp_path, {"process/handbook.yml": f"site_url: '{address}'\n"})
        loaded = project(tmp_path).load()
        on_purpose = not address.startswith(("http://127", "http://localhost"))
        assert loaded.handbook.addresses.base == (address if on_purpose else "")
        assert [each.code for each in loaded.problems] == ([] if on_purpose else ["address-not-printed"])


@pytest.mark.parametrize(
    "at", ["..", "../x", "a//b/../../..", "https://example.org/x", "a b", ".hidden", "a/_?"]
)
def test_a_mount_point_is_a_folder_of_the_site(tmp_path: Path, at: str) -> None:
    write(
        tmp_path,
        {"mkdocs.yml": f"plugins: [{{cocreate: {{at: '{at}'}}}}]\n", "process/phases/explore.md": PHASE},
    )
    loaded = project(tmp_path).load()
    assert [each.code for each in loaded.problems] == ["bad-mount"] and not loaded.handbook.addresses.at


@pytest.mark.parametrize(
    ("at", "folder"),
    [
        ("", ""),
        ("/", ""),
        (".", ""),
        ("process/", "process"),
        ("/a/b", "a/b"),
        ("./a", "a"),
        ("Ö-1.0", "Ö-1.0"),
    ],
)
def test_a_mount_point_may_be_written_in_many_ways(tmp_path: Path, at: str, folder: str) -> None:
    write(
        tmp_path,
        {"mkdocs.yml": f"plugins: {{cocreate: {{at: '{at}'}}}}\n", "process/phases/explore.md": PHASE},
    )
    loaded = project(tmp_path).load()
    assert not loaded.problems and loaded.handbook.addresses.at == folder


def test_what_is_not_published_takes_no_place(tmp_path: Path) -> None:
    files = {
        "process/phases/explore.md": PHASE,
        "docs/phases.md": "# Mine\n",
        "docs/drafts/print.md": "# Mine\n",
    }
    write(tmp_path, {**files, "mkdocs.yml": "site_name: Ours\n"})
    assert [each.code for each in project(tmp_path).load().problems] == ["page-taken"]
    write(tmp_path, {"mkdocs.yml": "site_name: Ours\nexclude_docs: |\n  phases.md\n"})
    assert not project(tmp_path).load().problems


def test_a_conflict_in_a_hand_written_page_is_said(tmp_path: Path) -> None:
    both = "# Ours\n\n<<<<<<< HEAD\nTea.\n=======\nCoffee.\n>>>>>>> theirs\n"
    shown = f"# How to\n\n```\n{both}```\n"
    write(tmp_path, {"process/phases/explore.md": PHASE, "docs/a.md": both, "docs/b.md": shown})
    write(tmp_path, {"mkdocs.yml": "site_name: Ours\n"})
    found = project(tmp_path).tried().problems
    assert [(each.code, each.place.path, each.place.line) for each in found] == [("conflict", "docs/a.md", 3)]


@pytest.mark.parametrize(("structure", "page"), [("suffix", "roles/index.en.md"), ("folder", "en/roles.md")])
def test_pages_of_the_first_language_take_no_place(tmp_path: Path, structure: str, page: str) -> None:
    i18n = (
        f"i18n: {{docs_structure: {structure}, languages: [{{locale: en, default: true}}, {{locale: sv}}]}}"
    )
    role = "---\ntitle: Host\npurpose: To be there.\n---\n"
    files = {"mkdocs.yml": f"plugins: [{{{i18n}}}]\n", "process/roles/host.md": role}
    write(tmp_path, {**files, f"docs/{page}": "# Mine\n", "docs/sv/roles.md": "# Mina\n"})
    found = project(tmp_path).load().problems
    assert [(each.code, each.place.path) for each in found] == [("page-taken", f"docs/{page}")]


def test_content_outside_the_folder_of_the_settings_is_one_sentence(tmp_path: Path) -> None:
    write(tmp_path, {"conf/mkdocs.yml": "plugins: [{cocreate: {process_dir: ../process}}]\n"})
    write(
        tmp_path,
        {"process/phases/explore.md": PHASE, "conf/docs/index.md": "[x](../../process/phases/no.md)"},
    )
    assert [each.code for each in project(tmp_path / "conf").load().problems] == ["outside-process"]


def test_a_page_that_is_as_it_was_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"process/phases/explore.md": PHASE})
    first = project(tmp_path).tried()
    monkeypatch.setattr("markdown.Markdown.convert", None)
    assert project(tmp_path).tried().problems == first.problems
