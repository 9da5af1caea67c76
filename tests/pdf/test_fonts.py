from __future__ import annotations

import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cocreate_plugin.pdf.fonts import FOLDER, edition, only_our_fonts, surroundings


def test_the_settings_name_the_shipped_fonts_and_no_other_folder(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "/elsewhere")
    with only_our_fonts():
        file = Path(os.environ["FONTCONFIG_FILE"])
        root = ElementTree.parse(file).getroot()
    assert [each.text for each in root.iter("dir")] == [str(FOLDER)]
    assert [each.text for each in root.iter("cachedir")] == [str(file.parent)]
    assert not file.parent.exists()


def test_a_worker_sees_neither_the_language_nor_the_secrets_of_a_build(monkeypatch: pytest.MonkeyPatch):
    for name in ("LANGUAGE", "GITHUB_TOKEN", "PYTHONPATH", "PYTHONSTARTUP", "FONTCONFIG_FILE"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/pango")
    assert "secret" not in surroundings().values()
    assert surroundings()["LD_LIBRARY_PATH"] == "/opt/pango"


def test_the_edition_is_the_same_each_time():
    assert edition() == edition.__wrapped__()
