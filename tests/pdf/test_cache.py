from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from cocreate_plugin.pdf.cache import DAY, Cache, digest
from cocreate_plugin.pdf.files import write_whole
from cocreate_plugin.pdf.jobs import Finding, Fit, Outcome
from tests.pdf import makers

SIGN = Finding("missing-sign", "b0", {"sign": "漢", "code": "U+6F22"})


def test_what_is_kept_is_found_with_its_pages_and_warnings(tmp_path: Path):
    kept = Cache(tmp_path).keep("k", Outcome(b"%PDF-1.7", 3, (SIGN,)))
    assert Cache(tmp_path).look_up("k") == kept
    assert kept.file and kept.file.read_bytes() == b"%PDF-1.7"


def test_a_sheet_that_does_not_fit_is_known_without_a_file(tmp_path: Path):
    too_high = Finding("does-not-fit", "b0", {"mm": 3.5, "lines": 1})
    Cache(tmp_path).keep("k", Outcome(findings=(too_high,)))
    found = Cache(tmp_path).look_up("k")
    assert found and found.file is None and found.findings == (too_high,)
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.parametrize("code", ["print-failed", "print-too-slow", "unreadable-image", "no-print-libraries"])
def test_what_may_go_better_next_time_is_not_kept(tmp_path: Path, code: str):
    verdict = Cache(tmp_path).keep("k", Outcome(b"%PDF", 1, (Finding(code),)))
    assert verdict.file is None
    assert Cache(tmp_path).look_up("k") is None


def test_a_file_is_whole_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write_whole(tmp_path / "a", b"old")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a", b"new")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a": b"old"}


def test_a_cache_that_cannot_be_written_to_gives_way_to_a_passing_folder(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be")
    kept = Cache(blocked / "cache").keep("k", Outcome(b"%PDF", 1))
    assert kept.file and kept.file.read_bytes() == b"%PDF"
    assert not kept.file.is_relative_to(tmp_path)


def test_a_full_disk_is_a_problem_with_the_folder_and_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("cocreate_plugin.pdf.cache.write_whole", full)
    verdict = Cache(tmp_path).keep("k", Outcome(b"%PDF", 1))
    assert verdict.file is None
    assert verdict.findings == (
        Finding("cannot-write", "", {"path": str(tmp_path), "reason": os.strerror(28)}),
    )


def test_the_name_depends_on_key_fit_and_forms(tmp_path: Path):
    one = makers.job("x", tmp_path)
    others = [
        makers.job("y", tmp_path),
        makers.job("x", tmp_path, fit=Fit(10, 7, 1)),
        makers.job("x", tmp_path, forms=True),
    ]
    assert digest(one) == digest(makers.job("x", tmp_path, path="elsewhere.pdf"))
    assert len({digest(each) for each in (one, *others)}) == 4


def test_a_verdict_is_small_and_readable(tmp_path: Path):
    Cache(tmp_path).keep("k", Outcome(b"%PDF", 2, (SIGN,)))
    said = json.loads((tmp_path / "k.json").read_text())
    assert said["pages"] == 2 and said["findings"][0]["code"] == "missing-sign"


def age(folder: Path, days: float) -> None:
    then = time.time() - days * DAY
    for file in folder.iterdir():
        os.utime(file, (then, then))


def test_what_nobody_used_for_two_months_is_thrown_away_and_nothing_else(tmp_path: Path):
    old, young = "a" * 40, "b" * 40
    cache = Cache(tmp_path)
    cache.keep(old, Outcome(b"%PDF-1.7", 1))
    (tmp_path / ".half.part").write_bytes(b"%P")
    (tmp_path / "fonts.conf").write_text("ours, but always needed")
    (tmp_path / "notes.pdf").write_text("somebody else's")
    age(tmp_path, 61)
    cache.keep(young, Outcome(b"%PDF-1.7", 1))
    cache.throw_away()
    assert {each.name for each in tmp_path.iterdir()} == {
        f"{young}.pdf",
        f"{young}.json",
        "fonts.conf",
        "notes.pdf",
    }
    assert cache.look_up(young) and not cache.look_up(old)


def test_what_is_used_stays(tmp_path: Path):
    cache = Cache(tmp_path)
    cache.keep("a" * 40, Outcome(b"%PDF-1.7", 1))
    age(tmp_path, 61)
    assert cache.look_up("a" * 40)
    cache.throw_away()
    assert cache.look_up("a" * 40)


def test_throwing_away_says_nothing_when_the_folder_is_gone_or_another_build_was_quicker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    Cache(tmp_path / "not there").throw_away()
    cache = Cache(tmp_path)
    cache.keep("a" * 40, Outcome(b"%PDF-1.7", 1))
    age(tmp_path, 61)

    def gone(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "unlink", gone)
    cache.throw_away()
