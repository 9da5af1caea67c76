"""A renamed document is told its former id, and what names it gets the new one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cocreate_plugin.load import load
from cocreate_plugin.mend.former import with_former_ids
from cocreate_plugin.mend.rounds import mended, write
from cocreate_plugin.sources.lost import last_text
from cocreate_plugin.testing import write as written

WARMTH = "---\ntitle: Warmth\npurpose: Why.\n---\n\nOne\n\nTwo\n\nThree\n"
PHASE = "---\ntitle: T\npurpose: P.\nsuccess_factors: [warmth]\n---\n\n[it](../success-factors/warmth.md)\n"
FILES = {
    "process/phases/a.md": PHASE,
    "process/success-factors/warmth.md": WARMTH,
    "process/success-factors/time.md": "---\ntitle: Time\npurpose: Now.\n---\n",
}


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ("git", "-c", "user.name=x", "-c", "user.email=x@x.org", *words),
        cwd=root,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    written(tmp_path, FILES)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    return tmp_path


def fixed(root: Path) -> None:
    def check(folder: Path):
        loaded = load(folder, changed={})
        return with_former_ids(loaded.problems, loaded.handbook, folder, lambda path: last_text(root, path))

    write(root, mended(root, check))


@pytest.mark.parametrize("committed", [True, False])
def test_a_renamed_file_is_told_its_former_id(root: Path, committed: bool) -> None:
    folder = root / "process/success-factors"
    (folder / "warmth.md").rename(folder / "kindness.md")
    (folder / "kindness.md").write_text(WARMTH.replace("title: Warmth", "title: Kindness"))
    if committed:
        git(root, "add", "-A")
        git(root, "commit", "-qm", "two")
    fixed(root)
    assert "\npurpose: Why.\nformerly: [warmth]\n---\n" in (folder / "kindness.md").read_text()
    assert (root / "process/phases/a.md").read_text() == PHASE.replace("warmth", "kindness")


def test_a_file_that_is_gone_and_like_no_other_is_left_to_a_person(root: Path) -> None:
    (root / "process/success-factors/warmth.md").unlink()
    fixed(root)
    assert "formerly" not in (root / "process/success-factors/time.md").read_text()
    assert (root / "process/phases/a.md").read_text() == PHASE


def test_a_list_of_former_ids_grows(root: Path) -> None:
    folder = root / "process/success-factors"
    (folder / "warmth.md").unlink()
    (folder / "kind.md").write_text(WARMTH.replace("---\n\n", "formerly: [hot]\n---\n\n"))
    fixed(root)
    assert "formerly: [hot, warmth]\n" in (folder / "kind.md").read_text()


def test_a_folder_without_a_history_has_lost_nothing(tmp_path: Path) -> None:
    assert last_text(written(tmp_path, FILES), "process/roles/x.md") is None
