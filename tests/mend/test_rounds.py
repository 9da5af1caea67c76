"""A folder is mended as far as is certain, whole or not at all, and never through a link."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.load import load
from cocreate_plugin.mend import rounds
from cocreate_plugin.mend.rounds import ChangedMeanwhileError, mended, write
from cocreate_plugin.testing import write as written

GOOD = "---\ntitle: T\npurpose: P.\n---\n"
LATE = "---\ntitle: T\npurpose: P.\nreviewed: 1 March 2026\n---\n"
RIGHT = LATE.replace("1 March 2026", "2026-03-01")


def check(root: Path):
    return load(root, changed={}).problems


def fixed(root: Path):
    result = mended(root, check)
    write(root, result)
    return result


def test_line_ends_and_the_byte_order_mark_stay(tmp_path: Path) -> None:
    text = ("\ufeff" + LATE.replace("---\n", "---\n", 1) + "\n## Gate\n\n-[ ] å\n").replace("\n", "\r\n")
    written(tmp_path, {"process/phases/a.md": text.encode()})
    fixed(tmp_path)
    wanted = text.replace("1 March 2026", "2026-03-01").replace("-[ ]", "- [ ]")
    assert (tmp_path / "process/phases/a.md").read_bytes() == wanted.encode()


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    written(tmp_path, {"process/phases/a.md": LATE})
    assert len(fixed(tmp_path).done) == 1
    again = fixed(tmp_path)
    assert not again.done and not again.after


def test_a_title_without_words_is_left_to_a_person(tmp_path: Path) -> None:
    written(tmp_path, {"process/phases/a.md": GOOD + "\n# \n\nText.\n"})
    assert [each.code for each in check(tmp_path)] == ["extra-title"]
    assert not fixed(tmp_path).done


def test_nothing_is_copied_and_checked_again_where_nothing_can_be_mended(tmp_path: Path) -> None:
    written(tmp_path, {"process/phases/a.md": GOOD + "\n# \n\nText.\n"})
    checked: list[Path] = []
    result = mended(tmp_path, lambda root: checked.append(root) or check(root))
    assert checked == [tmp_path] and [each.code for each in result.left] == ["extra-title"]


def test_one_fault_that_hides_another_takes_two_rounds(tmp_path: Path) -> None:
    written(tmp_path, {"process/phases/a.md": LATE.replace("P.", "Why: this")})
    result = fixed(tmp_path)
    assert [each.code for each in result.done] == ["needs-quotes", "wrong-type"]
    assert (tmp_path / "process/phases/a.md").read_text() == RIGHT.replace("P.", '"Why: this"')


def test_two_edits_that_meet_are_done_one_after_the_other(tmp_path: Path) -> None:
    text = "---\ntitle: T\npurpose: P.\nsuccess_factors: [b, b, b]\n---\n"
    written(tmp_path, {"process/phases/a.md": text, "process/success-factors/b.md": GOOD})
    assert len(fixed(tmp_path).done) == 2
    assert "success_factors: [b]\n" in (tmp_path / "process/phases/a.md").read_text()


def test_a_file_and_the_links_to_it_get_their_name_together(tmp_path: Path) -> None:
    link = "\n[her](../roles/Tea%20Lady.md#x) and [her](<../roles/Tea Lady.md>), not [she](Tea%20Lady.md)\n"
    written(tmp_path, {"process/phases/a.md": GOOD + link, "process/roles/Tea Lady.md": GOOD})
    result = fixed(tmp_path)
    assert [move.to for move in result.moved] == ["process/roles/tea-lady.md"]
    assert not (tmp_path / "process/roles/Tea Lady.md").exists()
    assert (tmp_path / "process/roles/tea-lady.md").read_text() == GOOD
    text = (tmp_path / "process/phases/a.md").read_text()
    assert (
        "[her](../roles/tea-lady.md#x) and [her](<../roles/tea-lady.md>), not [she](../roles/tea-lady.md)"
        in text
    )


def test_a_name_that_is_taken_is_not_taken_again(tmp_path: Path) -> None:
    written(tmp_path, {"process/roles/Tea Lady.md": GOOD, "process/roles/tea-lady.md": GOOD})
    assert not fixed(tmp_path).moved


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    other = written(tmp_path / "other", {"a.md": LATE})
    root = written(tmp_path / "book", {"process/phases/b.md": GOOD})
    (root / "process/phases/a.md").symlink_to("b.md")
    (root / "process/phases/b.md").write_text(LATE)
    (root / "process/roles").symlink_to(other)
    result = fixed(root)
    assert list(result.after) == ["process/phases/b.md"]
    assert (other / "a.md").read_text() == LATE and (root / "process/phases/a.md").is_symlink()


def test_a_file_that_changed_meanwhile_stops_everything(tmp_path: Path) -> None:
    written(tmp_path, {"process/phases/a.md": LATE, "process/phases/b.md": LATE})
    result = mended(tmp_path, check)
    written(tmp_path, {"process/phases/b.md": GOOD})
    with pytest.raises(ChangedMeanwhileError, match=r"b\.md"):
        write(tmp_path, result)
    assert (tmp_path / "process/phases/a.md").read_text() == LATE


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, {"process/phases/a.md": LATE, "process/phases/b.md": LATE})
    result = mended(tmp_path, check)
    put = rounds.put

    def full(path: Path, content: bytes) -> None:
        if path.name == "b.md" and content != LATE.encode():
            raise OSError("no space left")
        put(path, content)

    monkeypatch.setattr(rounds, "put", full)
    with pytest.raises(OSError, match="space"):
        write(tmp_path, result)
    assert {(tmp_path / f"process/phases/{name}.md").read_text() for name in "ab"} == {LATE}


def test_what_would_make_it_worse_is_left_and_the_rest_is_done(tmp_path: Path) -> None:
    text = LATE + "\n## Gates\n\nNo task at all.\n"
    written(tmp_path, {"process/phases/a.md": text})
    result = fixed(tmp_path)
    assert [each.code for each in result.done] == ["wrong-type"]
    assert [each.code for each in result.left] == ["field-misspelt"]


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    written(tmp_path, {"process/phases/a.md": LATE})
    (tmp_path / "process/phases/a.md").chmod(0o640)
    fixed(tmp_path)
    assert (tmp_path / "process/phases/a.md").stat().st_mode & 0o777 == 0o640
