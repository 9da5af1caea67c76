"""Sheets of two states: which differ, how full their boxes are, and their pictures."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cocreate_plugin.hosts.cli.review import state
from cocreate_plugin.hosts.project import project
from cocreate_plugin.pdf.page_pictures import pictures
from cocreate_plugin.phrases import phrases
from cocreate_plugin.review import paper
from cocreate_plugin.review.compare import State, compared
from cocreate_plugin.review.html import as_html
from cocreate_plugin.review.paper import SheetChange, changed_sheets
from cocreate_plugin.review.report import Review, as_text
from cocreate_plugin.testing import write
from tests.review.comparing import BASE, Files, changed

LISTEN, ROUND = "process/phases/listen.md", "process/dialogue-models/tea-round.md"
TEMPLATE = "---\ntitle: Sheet\npurpose: Talk.\nuse: problem\nlayout: [[one 1], [two 1]]\n---\n\n## One\n\n- Why?\n\n## Two\n\n- How?\n"
FILLED = "---\ntitle: Ours\npurpose: Talk.\ntemplate: sheet\n---\n\n## One\n\nA line.\n\n## Two\n\nAnother.\n"
A3: Files = {**BASE, "process/a3/sheet.md": TEMPLATE, "process/a3/ours.md": FILLED}


@contextmanager
def states(before: Files, after: Files) -> Iterator[tuple[State, State]]:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        yield state(project(write(Path(one), before))), state(project(write(Path(other), after)))


def unprinted(before: Files, after: Files, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Give what became of each sheet, without printing any."""
    monkeypatch.setattr(paper, "MOST", 0)
    with states(before, after) as both:
        return {each.path: each.fate for each in changed_sheets(*both, Path("unused"), 1, False)[0]}


def test_sheets_that_show_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unprinted(BASE, changed(LISTEN, "The tea is drunk", "The tea is cold"), monkeypatch) == {
        **{f"print/checklists/gate-listen{end}.pdf": "changed" for end in ("", "-form", "-pocket")},
        **{f"print/checklists/phase-listen{end}.pdf": "changed" for end in ("", "-pocket")},
        "print/blueprints/listen.pdf": "changed",
    }


def test_a_gate_without_items_has_no_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        unprinted(BASE, changed(LISTEN, "## Gate", "## Door"), monkeypatch)[
            "print/checklists/gate-listen.pdf"
        ]
        == "gone"
    )


def test_a_sheet_of_a_renamed_document_is_held_against_its_former_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    after = {name: text for name, text in BASE.items() if name != ROUND}
    model = BASE[ROUND]
    assert isinstance(model, str)
    after["process/dialogue-models/tea-circle.md"] = model.replace(
        "people:", "formerly: [tea-round]\npeople:"
    )
    found = unprinted(BASE, after, monkeypatch)
    assert found["print/run-sheets/tea-circle.pdf"] == "renamed"
    assert "gone" not in found.values()


def test_the_day_of_the_change_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    monkeypatch.setattr(paper, "MOST", 0)
    with tempfile.TemporaryDirectory() as folder:
        here = project(write(Path(folder), BASE))
        old, new = (state(here, {LISTEN: dt.date(2026, 1, day)}) for day in (1, 2))
        assert changed_sheets(old, new, Path("unused"), 1, False) == ((), ())


@pytest.mark.paper
class TestPrinted:
    def printed(
        self, before: Files, after: Files, cache: Path, with_pictures: bool = True
    ) -> tuple[Review, dict[str, SheetChange]]:
        with states(before, after) as both:
            sheets, remarks = changed_sheets(*both, cache, 1, with_pictures)
            assert not remarks
            review = Review("before", compared(*both), sheets)
        return review, {each.path: each for each in sheets}

    def test_how_full_a_box_became(self, tmp_path: Path) -> None:
        more = changed("process/a3/ours.md", "A line.", "A line.\n\nOne more.\n\nAnd a third.", A3)
        review, sheets = self.printed(A3, more, tmp_path, with_pictures=False)
        sheet = sheets["print/a3/ours.pdf"]
        assert sheet.before and sheet.after
        (box,) = sheet.boxes
        assert box.name == "One" and box.before
        assert box.before.used < box.after.used < box.after.room
        assert "    One: 4 of" in as_text(review, phrases("en"))

    def test_a_sheet_that_no_longer_fits_breaks(self, tmp_path: Path) -> None:
        full = changed("process/a3/ours.md", "A line.", "A line.\n\n" * 80, A3)
        review, sheets = self.printed(A3, full, tmp_path, with_pictures=False)
        assert sheets["print/a3/ours.pdf"].after is None
        assert {each.code for each in review.new_problems} == {"does-not-fit"}
        assert review.breaks
        fuller = changed("process/a3/ours.md", "Another.", "Another one.", full)
        assert not self.printed(full, fuller, tmp_path, with_pictures=False)[0].new_problems

    def test_what_was_wrong_before_is_not_new(self, tmp_path: Path) -> None:
        before = changed(LISTEN, "The tea is drunk", "The tea 🫖🫘 is drunk")
        after = changed(LISTEN, "is drunk", "is cold", before)
        assert not self.printed(before, after, tmp_path, with_pictures=False)[0].new_problems
        assert self.printed(BASE, after, tmp_path, with_pictures=False)[0].new_problems

    def test_pictures_of_the_pages_that_differ(self, tmp_path: Path) -> None:
        after = changed(LISTEN, "The tea is drunk", "The tea is cold and nobody wants it")
        review, sheets = self.printed(BASE, after, tmp_path)
        gate = sheets["print/checklists/gate-listen.pdf"]
        assert gate.before and gate.after
        old, new = (pictures(file, 1)[0] for file in (gate.before, gate.after))
        assert old != new
        assert Image.open(BytesIO(new)).size == (720, 1019)
        html = as_html(review, phrases("en"))
        shown = [path for path, each in sheets.items() if each.after]
        assert [path.rpartition("/")[2] for path in sheets if path not in shown] == [
            "gate-listen-form.pdf",
            "gate-listen-pocket.pdf",
            "phase-listen-pocket.pdf",
        ], "forms that say the same are not looked at"
        assert html.count("<img ") == 2 * len(shown)
        assert 'alt="Gate: Listen, Before, page 1"' in html

    def test_a_file_that_is_no_pdf_has_no_picture(self, tmp_path: Path) -> None:
        write(tmp_path, {"it.pdf": b"no"})
        assert pictures(tmp_path / "it.pdf", 1) == ()
        shutil.rmtree(tmp_path)
