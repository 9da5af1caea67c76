from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from cocreate_plugin.pdf.fonts import FOLDER, edition, settings, surroundings


def test_the_settings_name_the_shipped_fonts_and_no_other_folder(tmp_path: Path):
    folder = tmp_path / "a & b"
    folder.mkdir()
    root = ElementTree.parse(settings(folder)).getroot()
    assert [each.text for each in root.iter("dir")] == [str(FOLDER)]
    assert [each.text for each in root.iter("cachedir")] == [str(folder)]


def test_the_settings_are_written_once(tmp_path: Path):
    first = settings(tmp_path).stat()
    assert settings(tmp_path).stat().st_mtime_ns == first.st_mtime_ns


def test_a_worker_sees_neither_the_fonts_nor_the_language_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LANGUAGE", "ja")
    monkeypatch.setenv("FONTCONFIG_FILE", "/elsewhere")
    monkeypatch.setenv("OTHER", "kept")
    seen = surroundings(tmp_path / "fonts.conf")
    assert seen["FONTCONFIG_FILE"] == str(tmp_path / "fonts.conf")
    assert "LANGUAGE" not in seen
    assert seen["OTHER"] == "kept"


def test_the_edition_is_the_same_each_time():
    assert edition() == edition.__wrapped__()
