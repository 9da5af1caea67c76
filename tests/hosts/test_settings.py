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
        ("https://example.org/book/", "https://example.org/book/"),
        ("http://127.0.0.1:8000/", None),
        ("http://localhost/", None),
        ("http://[bad", None),
        ("http://192.168.1.4/", None),
        ("http://nas.local/", None),
    ],
)
def test_no_local_address_is_printed(tmp_path: Path, address: str, printed: str | None) -> None:
    write(tmp_path, {"mkdocs.yml": f"site_url: '{address}'\n", "process/phases/explore.md": PHASE})
    assert project(tmp_path).load().handbook.identity.site_url == printed
