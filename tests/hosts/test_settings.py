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
