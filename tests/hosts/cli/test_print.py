"""`cocreate print`: PDFs without a site."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pikepdf
import pytest

from cocreate_plugin.facts.accessibility import Validation
from cocreate_plugin.hosts import accessible_pdf
from cocreate_plugin.hosts.cli import print as print_command
from cocreate_plugin.testing import write
from tests.hosts.cli.command import PHASE, SHEET, Command


@pytest.mark.paper
class TestPrint:
    @pytest.fixture
    def book(self, run: Command) -> Command:
        write(
            run.folder,
            {
                "process/phases/explore.md": PHASE,
                "process/a3/sheet.md": SHEET,
                "process/checklists/mine.md": "---\ntitle: M\npurpose: p\npublish: no\n---\n\n- [ ] One thing\n",
                "process/roles/broken.md": "---\ntitle: B\n---\n",
            },
        )
        return run

    def test_a_document(self, book: Command) -> None:
        said = book("print", "sheet", "-o", "out")
        assert said.code == 0, said.err
        names = {path.name for path in (book.folder / "out/print/a3").iterdir()}
        assert names == {"sheet.pdf", "sheet-blank.pdf", "sheet-form.pdf", "sheet-2xa4.pdf"}
        assert set(said.out.split()) == {f"print/a3/{name}" for name in names}
        assert "error[missing-field]" in said.err  # in another document: said, and no obstacle
        assert (book.folder / "out/print/a3/sheet.pdf").read_bytes().startswith(b"%PDF")

    def test_one_list_one_path_and_one_that_is_not_published(self, book: Command) -> None:
        said = book("print", "gate-explore", "process/checklists/mine.md")
        ends = ("", "-form", "-pocket")
        names = {f"print/checklists/{name}{end}.pdf" for name in ("gate-explore", "mine") for end in ends}
        assert set(said.out.split()) == names
        assert book("print", "mine.md", folder=book.folder / "process/checklists").code == 0

    def test_a_file_is_named_when_it_is_there(self, book: Command) -> None:
        write(book.folder, {"out/print/checklists": "no folder"})
        said = book("print", "gate-explore", "-o", "out")
        assert (said.code, said.out) == (1, "")
        assert "out/print/checklists/gate-explore.pdf cannot be written: " in said.err

    def test_an_error_in_what_is_named(self, book: Command) -> None:
        write(book.folder, {"process/a3/sheet.md": SHEET.replace("Why?", "![](no.png)")})
        said = book("print", "sheet", "-o", "out")
        assert said.code == 1
        assert "error[no-alt]" in said.out
        assert "Nothing was printed" in said.err
        assert not (book.folder / "out").exists()

    def test_everything_needs_everything_to_be_right(self, book: Command) -> None:
        assert book("print").code == 1
        assert not (book.folder / "print").exists()

    def test_sheets_are_held_against_the_standard(self, book: Command) -> None:
        said = book("print", "sheet", "-o", "out", "--validate")
        assert said.code == 0 and "4 of 4 sheets keep PDF/UA-1, as far as page-validation " in said.err
        report = json.loads((book.folder / "out/print/accessibility.json").read_text())
        assert len(report["sheets"]) == 4 and all(each["passes"] for each in report["sheets"])
        text = (book.folder / "out/print/accessibility.md").read_text()
        assert "- `print/a3/sheet.pdf`: passes" in text and "A program cannot tell" in text

    def test_a_sheet_that_fails_is_named_with_its_rules(
        self, book: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def without_language(files: dict[str, Path]) -> Validation:
            with pikepdf.open(
                files["print/checklists/gate-explore.pdf"], allow_overwriting_input=True
            ) as pdf:
                del pdf.Root.Lang
                pdf.save()
            return accessible_pdf.validated(files)

        monkeypatch.setattr(print_command, "validated", without_language)
        said = book("print", "gate-explore", "-o", "out", "--validate")
        assert said.code == 1 and "2 of 3 sheets" in said.err
        assert "print/checklists/gate-explore.pdf\n  PDFUA1-" in said.err
        *_, sheet = json.loads((book.folder / "out/print/accessibility.json").read_text())["sheets"]
        assert not sheet["passes"] and sheet["failures"][0]["times"] >= 1
        assert (
            "gate-explore.pdf`: fails\n    - `PDFUA1-"
            in (book.folder / "out/print/accessibility.md").read_text()
        )

    def test_without_the_library_nothing_is_printed(
        self, book: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "page", None)
        said = book("print", "sheet", "--validate")
        assert said.code == 2 and "pip install 'mkdocs-cocreate[validate]'" in said.err
        assert not (book.folder / "print").exists()

    def test_an_unknown_name(self, book: Command) -> None:
        said = book("print", "shet")
        assert said.code == 2
        assert "Did you mean `sheet`?" in said.err
        assert "checklists: mine" in said.err
        assert "gate-explore" in said.err and "gate-explore-" not in said.err, "its forms come with it"

    def test_what_does_not_fit_is_not_written(self, book: Command) -> None:
        shutil.rmtree(book.folder / "process/roles")
        write(book.folder, {"process/a3/sheet.md": SHEET.replace("- Why?", "- Why so long?\n" * 400)})
        said = book("print", "sheet", "gate-explore", "-o", "out")
        assert said.code == 1
        assert said.err.count("warning[does-not-fit]") == 1, "a box on four sheets is one to mend"
        assert not (book.folder / "out/print/a3/sheet.pdf").exists()
        assert (book.folder / "out/print/checklists/gate-explore.pdf").exists()
