"""`cocreate import`: what it writes, what it never touches, and a report that says what the check says."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from cocreate_plugin.testing import write
from tests.hosts.cli.command import PHASE, Command
from tests.intake.makers import docx, paragraph

OLD = {
    "old/arrive.md": "---\nauthor: Ann\n---\n# Arriving\n\n1. Unlock the door\n2. Put out chairs\n",
    "old/leave.md": "# Leaving\n\n## Door\n\n![](door.png)\n\n- Lock the door, see [arriving](arrive.md) and [gone](x.md)\n",
    "old/notes.xlsx": b"x",
}


@pytest.fixture
def book(run: Command) -> Command:
    write(run.folder, {"book/process/phases/explore.md": PHASE, **OLD})
    return run


def said(book: Command, *words: str) -> tuple[int, str, str]:
    done = book("import", *words, folder=book.folder / "book")
    return done.code, done.out, done.err


def files(book: Command) -> dict[str, bytes]:
    return {
        path.relative_to(book.folder).as_posix(): path.read_bytes()
        for path in book.folder.rglob("*")
        if path.is_file()
    }


def test_a_folder_becomes_documents_and_a_report(book: Command) -> None:
    before = files(book)
    code, out, err = said(book, "checklists", "../old")
    assert code == 0 and "cocreate check" in err
    assert out.split("\n\n")[0] == (
        "arrive.md → process/checklists/arriving.md “Arriving”\n"
        "  2 items got a box to tick.\n"
        "  - Names or addresses of people: Ann. May they be published?\n"
        "  - process/checklists/arriving.md:3:10: warning[placeholder]: “…” was left from a template, and the document"
        " is no draft. Write what belongs there, delete it, or set `status: draft`."
    )
    assert "Line 7: The link to x.md leads to nothing that was taken in; its words are kept." in out
    assert "notes.xlsx: is no text that is read here" in out and "Wrote 2 documents." in out
    after = files(book)
    assert before.items() <= after.items()
    assert set(after) - set(before) == {
        "book/process/checklists/arriving.md",
        "book/process/checklists/leaving.md",
    }
    assert (
        b"- [ ] Lock the door, see [arriving](arriving.md) and gone"
        in after["book/process/checklists/leaving.md"]
    )


def test_the_report_says_what_the_check_says(book: Command) -> None:
    code, out, _ = said(book, "checklist", "../old", "--format", "json")
    documents = json.loads(out)["documents"]
    reported = [(each["path"], told["code"], told["line"]) for each in documents for told in each["problems"]]
    checked = json.loads(book("check", "--format", "json", folder=book.folder / "book").out)
    problems = [
        (each["path"], each["code"], each["line"]) for each in checked if "checklists" in each["path"]
    ]
    assert code == 0 and reported == problems and len(problems) == 2
    assert [each["kept"] for each in documents] == [[], []]


def test_a_trial_writes_nothing_and_a_second_run_overwrites_nothing(book: Command) -> None:
    before = files(book)
    code, out, err = said(book, "checklists", "../old", "--dry-run", "--format", "markdown")
    assert code == 0 and not err and files(book) == before
    assert (
        "Would write 2 documents. Nothing was written." in out
        and "- [ ] Names or addresses of people: Ann." in out
    )
    said(book, "checklists", "../old")
    once = files(book)
    said(book, "checklists", "../old", "-o", "report.md")
    twice = files(book)
    assert once.items() <= twice.items()
    assert "book/process/checklists/arriving-2.md" in twice and "book/report.md" in twice
    assert said(book, "checklists", "../old", "-o", "report.md")[0] == 2


def test_all_or_nothing(book: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full on the way leaves no half of an import behind."""
    from cocreate_plugin.mend import rounds

    put, before = rounds.put, files(book)

    def full(path: Path, content: bytes) -> None:
        if path.name == "leaving.md" and path.is_relative_to(book.folder):
            raise OSError(28, "No space left on device", str(path))
        put(path, content)

    monkeypatch.setattr(rounds, "put", full)
    for words in ((), ("-o", "report.md")):
        code, _, err = said(book, "checklists", "../old", *words)
        assert code == 1 and "No space left on device" in err and files(book) == before


def test_a_report_that_cannot_be_written_leaves_no_documents_without_one(book: Command) -> None:
    before = files(book)
    code, _, err = said(book, "checklists", "../old", "-o", "reports/import.md")
    assert code == 0 and "The report is in reports/import.md." in err
    again = files(book)
    code, _, err = said(book, "checklists", "../old", "-o", "reports/import.md/more.md")
    assert code == 1 and "cannot be written" in err and files(book) == again != before


def test_it_speaks_the_language_of_the_handbook(book: Command) -> None:
    write(
        book.folder,
        {
            "book/process/handbook.yml": "language: sv\n",
            "word/lokal.docx": docx(paragraph("Lokal", "Titel") + paragraph("☐ Rummet är bokat")),
        },
    )
    code, out, _ = said(book, "checklistor", "../word")
    assert code == 0 and out.startswith("lokal.docx → process/checklists/lokal.md ”Lokal”\n")
    assert "Skrev 1 dokument." in out
    assert "- [ ] Rummet är bokat" in files(book)["book/process/checklists/lokal.md"].decode()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("checklists", "../nowhere"), "../nowhere is not there."),
        (("checklist", ".."), "is part of this handbook, or holds it"),
        (("checklists", "process/phases"), "is part of this handbook, or holds it"),
        (("cheklists", "../old"), "Did you mean `checklists`?"),
        (("checklists",), "FOLDER is missing"),
    ],
)
def test_calls_that_cannot_be_meant(words: tuple[str, ...], told: str, book: Command) -> None:
    code, _, err = said(book, *words)
    assert code == 2 and told in err


def test_without_its_libraries_it_says_what_to_install(
    book: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(book.folder, {"word/a.docx": docx(paragraph("A"))})
    monkeypatch.delitem(sys.modules, "cocreate_plugin.intake.word", raising=False)
    monkeypatch.delattr("cocreate_plugin.intake.word", raising=False)
    monkeypatch.setitem(sys.modules, "mammoth", None)
    code, _, err = said(book, "checklists", "../word")
    assert code == 2 and 'pip install "mkdocs-cocreate[import]"' in err
    assert said(book, "checklists", "../old")[0] == 0


def test_what_does_not_belong_is_told_and_never_read(book: Command) -> None:
    """Links that leave the folder, files that unfold, files that are none: the others are taken in."""
    write(
        book.folder,
        {
            "secret.md": "# Secret\n",
            "odd/a.md": "# A\n\n![x](../secret.png) ![y](/etc/passwd) ![z](link.png) [s](../secret.pdf)\n",
            "odd/empty.md": "",
            "odd/bin.md": b"\0\1",
            "odd/huge.md": b"a" * 500_001,
            "odd/latin.md": "# Café\n".encode("cp1252"),
            "odd/old.doc": b"x",
            "odd/no.docx": b"PK",
            "secret.png": b"\x89PNG\r\n\x1a\n",
            "secret.pdf": b"%PDF",
        },
    )
    odd = book.folder / "odd"
    (odd / "link.md").symlink_to(book.folder / "secret.md")
    (odd / "link.png").symlink_to(book.folder / "secret.png")
    (odd / "loop").symlink_to(odd)
    code, out, _ = said(book, "roles", "../odd", "--format", "json")
    report = json.loads(out)
    assert code == 0 and [each["path"] for each in report["documents"]] == [
        "process/roles/a.md",
        "process/roles/cafe.md",
    ]
    assert {each["source"]: each["reason"] for each in report["left"]} == {
        "bin.md": "no-text",
        "empty.md": "empty",
        "huge.md": "too-large",
        "link.md": "outside",
        "link.png": "outside",
        "no.docx": "damaged",
        "old.doc": "old-word",
    }
    written = files(book)
    assert "Secret" not in "".join(
        text.decode("utf-8", "replace") for name, text in written.items() if "book/" in name
    )
    assert not [name for name in written if name.startswith("book/process/files")]


def test_nothing_is_taken_in_while_settings_cannot_be_read(book: Command) -> None:
    """Its documents would speak another language, and its kinds lack fields."""
    write(book.folder, {"book/process/handbook.yml": "title: [Ours\n"})
    before = files(book)
    code, out, err = said(book, "checklists", "../old")
    assert code != 0 and "process/handbook.yml:" in err + out and "Nothing was written" in err
    assert files(book) == before
