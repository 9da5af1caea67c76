"""PDFs are held against PDF/UA-1 once, and what was found is kept as long as their bytes are the same."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from cocreate_plugin.hosts import accessible_pdf
from cocreate_plugin.hosts.accessible_pdf import KEPT, validated


@pytest.fixture
def untagged(tmp_path: Path) -> Path:
    file = tmp_path / "untagged.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    return file


def test_a_pdf_without_tags_fails_with_the_rules_that_it_breaks(untagged: Path, tmp_path: Path):
    found = validated({"print/x.pdf": untagged}, tmp_path)
    (sheet,) = found.failing
    assert sheet.path == "print/x.pdf" and found.library.startswith("page-validation ")
    assert found.rules > 50 and all(failure.rule.startswith("PDFUA1-") for failure in sheet.failures)


def test_the_same_bytes_are_tested_once(untagged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first = validated({"print/x.pdf": untagged}, tmp_path)
    monkeypatch.setattr(accessible_pdf, "_result", lambda file: pytest.fail("tested again"))
    assert validated({"print/x.pdf": untagged}, tmp_path) == first
    renamed = validated({"print/y.pdf": untagged}, tmp_path)
    assert renamed.sheets[0].failures == first.sheets[0].failures
    monkeypatch.undo()
    untagged.write_bytes(untagged.read_bytes() + b"\n")
    before = {*json.loads((tmp_path / KEPT).read_text())["results"]}
    assert validated({"print/x.pdf": untagged}, tmp_path).failing
    assert before.isdisjoint(json.loads((tmp_path / KEPT).read_text())["results"])


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        "{",
        '{"library": 3}',
        '{"library": "LIBRARY", "results": []}',
        '{"library": "LIBRARY", "results": {"DIGEST": {"rules": 104, "failures": [[1, 2, 3]]}}}',
        '{"library": "LIBRARY", "results": {"DIGEST": {"rules": "many", "failures": []}}}',
        '{"library": "another 1.0", "results": {"DIGEST": {"rules": 104, "failures": []}}}',
    ],
)
def test_what_is_damaged_or_of_another_version_is_tested_again(untagged: Path, tmp_path: Path, kept: str):
    validated({"print/x.pdf": untagged}, tmp_path)
    (digest,) = json.loads((tmp_path / KEPT).read_text())["results"]
    text = kept.replace("LIBRARY", accessible_pdf.library()).replace("DIGEST", digest)
    (tmp_path / KEPT).write_text(text)
    assert validated({"print/x.pdf": untagged}, tmp_path).failing


def test_a_folder_that_takes_no_file_costs_nothing_but_time(untagged: Path, tmp_path: Path):
    (tmp_path / "kept").write_text("a file, and no folder")
    assert validated({"print/x.pdf": untagged}, tmp_path / "kept").failing


def test_what_cannot_be_read_fails(tmp_path: Path):
    (tmp_path / "empty.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    (sheet,) = validated({"print/x.pdf": tmp_path / "empty.pdf"}).failing
    assert sheet.failures[0].rule == "unreadable"
