"""Texts that nobody has saved yet: what is found in them is what would be found once they are saved."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cocreate_plugin.hosts.project import project
from cocreate_plugin.load import load
from cocreate_plugin.sources import Disk
from cocreate_plugin.testing import write

CASES = sorted((Path(__file__).parent / "broken").glob("*.yml"))


def disk_of(root, files):
    return Disk({str((root / path).resolve()): text.encode() for path, text in files.items()})


def blank(files):
    return dict.fromkeys(files, "nothing of this is there\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_handbook_of_unsaved_texts_has_the_problems_and_edits_of_the_saved_one(case, tmp_path):
    files = yaml.safe_load(case.read_text("utf-8"))["files"]
    texts = {path: text for path, text in files.items() if isinstance(text, str)}
    saved, open_ = write(tmp_path / "saved", files), write(tmp_path / "open", {**files, **blank(texts)})
    found = load(open_, changed={}, disk=disk_of(open_, texts)).problems
    assert found == load(saved, changed={}).problems


SITE = {
    "mkdocs.yml": "site_name: T\nplugins: [cocreate]\nnav: [index.md, lost.md]\n",
    "docs/index.md": "# Home\n\n[Gone](gone.md), [@nobody], [a](process/x.md#y) <script>1</script>\n",
    "process/handbook.yml": "title: Té\nlanguage: sv\n",
    "process/phases/listen.md": "---\ntitle: Lyssna\npurpose: Att höra.\n---\n",
    "process/roles/host.md": "---\ntitle: Värd\npurpose: Att bjuda.\n---\n",
}


def test_pages_by_hand_and_settings_count_as_well(tmp_path):
    saved, open_ = write(tmp_path / "saved", SITE), write(tmp_path / "open", {**SITE, **blank(SITE)})
    wanted = project(saved).tried(changed={}).problems
    assert {each.place.path for each in wanted} >= {"mkdocs.yml", "docs/index.md"}
    assert project(open_, disk_of(open_, SITE)).tried(changed={}).problems == wanted


def test_a_text_without_a_file_is_not_there(tmp_path):
    root = write(tmp_path, SITE)
    disk = disk_of(root, {"process/phases/new.md": "nonsense", "process/handbook.yml": "title: Other\n"})
    loaded = load(root, changed={}, disk=disk)
    assert loaded.handbook.identity.title == "Other"
    assert not any("new.md" in each.place.path for each in loaded.problems)


def test_a_linked_folder_holds_the_same_files(tmp_path):
    root = write(tmp_path / "real", SITE)
    (tmp_path / "link").symlink_to(root)
    disk = disk_of(root, {"process/handbook.yml": "title: Other\n"})
    assert load(tmp_path / "link", changed={}, disk=disk).handbook.identity.title == "Other"


def test_a_check_can_be_left_before_it_is_done(tmp_path):
    class Left(Exception):
        pass

    def left():
        raise Left

    with pytest.raises(Left):
        project(write(tmp_path, SITE)).tried(changed={}, going_on=left)
