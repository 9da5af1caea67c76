"""Files: which are read, what they are called, and how their bytes become lines."""

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cocreate_plugin.kinds import Phase, Role
from cocreate_plugin.load import load
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sources import RESERVED, proposed_id, read_sources
from cocreate_plugin.sources.files import ENDINGS_OF_EVENTS, MADE_ENDINGS
from cocreate_plugin.sources.history import last_changes, source_date
from cocreate_plugin.testing import project, report, write

OK = "---\ntitle: It\npurpose: Why.\n---\n"
FOLDERS = ("phases", "roles")


def codes(files):
    return [(each.place.path.removeprefix("process/"), each.code) for each in project(files).problems]


@pytest.mark.parametrize(
    ("name", "proposal"),
    [("Följa upp", "folja-upp"), ("Smörgås", "smorgas"), ("straße", "strasse"), ("Łódź", "lodz"), ("a__b", "a-b"),
     ("  x  ", "x"), ("日本", ""), ("Ægir Ø", "aegir-o"), ("1. First", "1-first"), ("ﬁne", "fine")],
)  # fmt: skip
def test_an_id_is_proposed_for_any_name(name, proposal):
    assert proposed_id(name) == proposal


def test_a_file_name_is_an_id():
    found = project({"process/phases/Följa upp.md": OK}).problems[0]
    assert (found.code, found.facts["proposal"]) == ("bad-file-name", "folja-upp.md")
    assert not project({"process/phases/3-x.md": OK}).problems


@pytest.mark.parametrize(
    "name",
    ["index", "gate-x", "phase-x", "prepare-x", "x-blank", "x-form", "x-2xa4", "x-participants", "x-a4"],
)
def test_some_ids_are_reserved(name):
    assert RESERVED.match(name)
    if name != "index":
        assert codes({f"process/phases/{name}.md": OK}) == [(f"phases/{name}.md", "reserved-id")]
    for folder, expected in (("sessions", ["reserved-id"]), ("roles", [])):
        found = project({f"process/{folder}/key-questions.md": OK}).problems
        assert [each.code for each in found if each.code == "reserved-id"] == expected, (
            "only events have such a sheet"
        )


@pytest.mark.parametrize("name", ["gate", "my-gate-x", "blank", "a4", "form-x", "gateway", "indexes"])
def test_others_are_not(name):
    assert not codes({f"process/phases/{name}.md": OK})


def test_ids_are_unique_per_kind_only():
    loaded = project({"process/phases/x.md": OK, "process/roles/x.md": OK})
    assert not loaded.problems
    assert [each.ref for each in loaded.handbook.documents] == ["phases/x", "roles/x"]


def test_a_translation_is_named_after_its_language():
    loaded = project(
        {"process/phases/x.md": OK, "process/phases/x.sv.md": OK, "process/phases/x.pt-BR.md": OK}
    )
    assert [each.code for each in loaded.problems] == ["missing-words"]
    assert [each.language for each in loaded.handbook.translations] == ["pt-BR", "sv"]
    assert len(loaded.handbook.documents) == 1


def test_folders_may_be_missing():
    assert not codes({"process/phases/x.md": OK})


def test_introductions_and_glossary_need_no_front_matter():
    loaded = project({
        "process/phases/x.md": OK,
        "process/phases/index.md": "# Our phases\n\nAll[^1].\n\n## More\n\nText.\n\n[^1]: Note.\n",
        "process/glossary.md": "Our words.\n\n## Zebra\n\nAn animal[^1].\n\n## Ape {#monkey}\n\nAnother.\n\n[^1]: Yes.\n",
    })  # fmt: skip
    assert not loaded.problems
    found = loaded.handbook.introductions["phases"]
    assert (found.title, found.text.markdown) == ("Our phases", "All[^1].\n\n## More\n\nText.\n\n[^1]: Note.")
    assert [(each.title, each.id, each.text.markdown) for each in loaded.handbook.glossary] == [
        ("Ape", "monkey", "Another."), ("Zebra", "zebra", "An animal[^1]."),
    ]  # fmt: skip
    assert loaded.handbook.glossary[0].definitions == "[^1]: Yes."
    assert loaded.handbook.glossary_introduction.text.markdown == "Our words."


def test_the_title_of_an_introduction_may_be_underlined_or_stand_in_front_matter():
    loaded = project({
        "process/phases/x.md": OK,
        "process/phases/index.md": "Our phases\n==========\n\nAll.\n",
        "process/roles/index.md": "---\ntitle: Our roles\n---\nAll.\n",
    })  # fmt: skip
    assert not loaded.problems
    found = loaded.handbook.introductions
    assert [(each.title, each.text.markdown) for each in found.values()] == [
        ("Our phases", "All."),
        ("Our roles", "All."),
    ]


def test_a_second_title_of_the_glossary_is_told():
    assert codes(
        {"process/phases/x.md": OK, "process/glossary.md": "# Words\n\n## A\n\nb\n\n# C\n\nd\n"}
    ) == [("glossary.md", "extra-title")]


# Bytes and lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_are_counted_as_editors_count_them(end, mark):
    text = mark + end.join(
        ["---", "title: It", "purpose: Why.", "---", "\x0cA\u2028B\x85C\x1cD", "", "## Gate", "", "prose"]
    )
    found = project({"process/phases/x.md": text.encode()}).problems
    assert [(each.code, each.place.line) for each in found] == [("strange-sign", 5), ("wrong-shape", 7)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_the_place_of_a_wrong_byte_is_counted_in_signs(end):
    data = end.join([b"---", "title: Följ".encode() + b"\xe5"])
    (found,) = project({"process/phases/x.md": data}).problems[:1]
    assert (found.code, found.place.line, found.place.column) == ("not-utf-8", 2, 12)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\x89PNG\r\n\x1a\n\0", "not-text"), ("---\n".encode("utf-16"), "not-utf-8"), (b"\xff", "not-utf-8"),
     (b"", "empty-file"), (b"\xef\xbb\xbf", "empty-file"), (b" \n\t\n", "empty-file")],
)  # fmt: skip
def test_what_is_no_text_is_told_and_exists_all_the_same(data, code):
    loaded = project(
        {"process/roles/x.md": data, "process/phases/y.md": OK.replace("---\n", "---\ndecides: x\n", 1)}
    )
    assert [each.code for each in loaded.problems] == [code]
    assert [each.id for each in loaded.handbook.of(Role)] == ["x"]


def test_a_file_too_large_is_not_read():
    loaded = project({"process/phases/x.md": OK + "x" * 5_000_001})
    assert [each.code for each in loaded.problems] == ["too-long"]


# What a disk can do


def test_folders_called_like_files_and_links_that_lead_nowhere(tmp_path):
    write(tmp_path, {"process/phases/x.md": OK, "process/roles/dir.md/y.txt": "", "process/glossary.md/x": "",
                     "process/sources.bib/x": "", "process/handbook.yml/x": ""})  # fmt: skip
    (tmp_path / "process/phases/lost.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "process/phases/self.md").symlink_to(tmp_path / "process/phases/self.md")
    loaded = load(tmp_path)
    unreadable = {
        each.place.path.removeprefix("process/") for each in loaded.problems if each.code == "unreadable-file"
    }
    assert unreadable == {
        "phases/lost.md",
        "phases/self.md",
        "roles/dir.md",
        "glossary.md",
        "sources.bib",
        "handbook.yml",
    }


def test_a_folder_that_cannot_be_read_is_told(tmp_path, monkeypatch):
    write(tmp_path, {"process/phases/x.md": OK, "process/roles/x.md": OK})
    listed = Path.iterdir
    denied = PermissionError(13, "Permission denied")
    monkeypatch.setattr(
        Path, "iterdir", lambda path: listed(path) if path.name != "roles" else (_ for _ in ()).throw(denied)
    )
    loaded = load(tmp_path)
    assert [(each.place.path, each.code) for each in loaded.problems] == [
        ("process/roles", "unreadable-file")
    ]
    assert len(loaded.handbook.of(Phase)) == 1


def test_links_in_a_circle_end(tmp_path):
    write(tmp_path, {"process/phases/x.md": OK})
    for name in ("process/phases/round", "process/other", "process/roles"):
        (tmp_path / name).symlink_to(tmp_path / "process", target_is_directory=True)
    assert [each.id for each in load(tmp_path).handbook.of(Phase)] == ["x"]


def test_a_folder_of_a_kind_that_is_a_file(tmp_path):
    write(tmp_path, {"process/phases/x.md": OK, "process/roles": "no folder"})
    assert not load(tmp_path).handbook.of(Role)


def test_a_file_that_disappears_while_it_is_read(tmp_path, monkeypatch):
    write(tmp_path, {"process/phases/x.md": OK})
    monkeypatch.setattr(
        "pathlib.Path.read_bytes", lambda path: (_ for _ in ()).throw(FileNotFoundError(2, "gone"))
    )
    assert [each.code for each in load(tmp_path).problems] == ["unreadable-file"]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_of_any_bytes_can_be_shown(tmp_path):
    write(tmp_path, {"process/phases/x.md": OK})
    try:
        (tmp_path / os.fsdecode(b"process/phases/\xff.md")).write_text(OK)
        (tmp_path / os.fsdecode(b"process/phases/old")).mkdir()
        (tmp_path / os.fsdecode(b"process/phases/old/\xff.md")).write_text(OK)
    except OSError:
        pytest.skip("this file system has UTF-8 names only")
    said = report(load(tmp_path))
    assert len(said) == 2
    assert "\n".join(said).encode()


def test_hidden_files_and_drafts_are_left_alone():
    assert not codes({"process/phases/x.md": OK, "process/phases/.x.md": "", "process/_drafts/x.md": "", "process/.git/x.md": "",
                      "process/files/readme.md": "", "process/phases/_picture.png": b"x"})  # fmt: skip


def test_nothing_at_all(tmp_path):
    assert [each.code for each in load(tmp_path).problems] == ["no-process"]
    (tmp_path / "process").write_text("a file")
    assert [each.code for each in load(tmp_path).problems] == ["no-process"]


def test_sources_remember_where_front_matter_ends(tmp_path):
    write(tmp_path, {"process/phases/x.md": OK + "text\n"})
    (source,) = read_sources(tmp_path, "process", FOLDERS).documents
    assert (source.front_end, source.body.sections[0].start.line) == (4, 5)


@pytest.mark.parametrize(("given", "day"), [("0", "1970-01-01"), ("1700000000", "2023-11-14"), ("", None), ("soon", None),
                                            ("-5", None), ("9" * 30, None), ("²", None)])  # fmt: skip
def test_the_date_of_the_build_is_that_of_the_environment(monkeypatch, given, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert str(source_date() or "") == (day or "")


def commit(folder, day):
    who = {
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.org",
    }
    when = {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    for words in (["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *words], cwd=folder, env={**os.environ, **who, **when}, check=True)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_the_day_of_a_file_is_that_of_its_last_commit(tmp_path):
    book = tmp_path / "a book"
    write(book, {"process/phases/x.md": OK, "process/phases/é.md": OK, "other.md": ""})
    assert last_changes(book, "process") == {}
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    assert last_changes(book, "process") == {}
    commit(tmp_path, "2024-01-02")
    write(book, {"process/phases/x.md": OK + "more"})
    commit(tmp_path, "2025-03-04")
    write(book, {"process/phases/new.md": OK})
    assert last_changes(book, "process") == {
        "process/phases/x.md": dt.date(2025, 3, 4), "process/phases/é.md": dt.date(2024, 1, 2),
    }  # fmt: skip
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "1", tmp_path.as_uri(), str(shallow)], check=True)
    assert last_changes(shallow / "a book", "process") == {}


def test_another_file_is_no_glossary():
    loaded = project(
        {
            "process/phases/x.md": OK,
            "process/glossary.md": "## Gate\n\nA stop.\n",
            "process/glossary-old.md": "## Old\n\nGone.\n",
        }
    )
    assert [term.title for term in loaded.handbook.glossary] == ["Gate"]
    assert [each.code for each in loaded.problems] == ["stray-file"]


def test_a_name_that_windows_keeps_for_itself_is_refused():
    loaded = project({"process/phases/con.md": OK, "process/phases/console.md": OK})
    assert [(each.code, each.facts["proposal"]) for each in loaded.problems] == [
        ("bad-file-name", "the-con.md")
    ]


def test_an_old_copy_is_no_translation():
    loaded = project(
        {"process/phases/x.md": OK, "process/phases/x.old.md": OK, "process/phases/x.pt-BR.md": OK}
    )
    assert [(each.code, each.facts.get("proposal")) for each in loaded.problems] == [
        ("missing-words", None),
        ("bad-file-name", "x-old.md"),
    ]
    assert [each.language for each in loaded.handbook.translations] == ["pt-BR"]


@pytest.mark.parametrize("name", ["_draft.md", ".hidden.md", "_index.md"])
def test_what_begins_with_a_line_or_a_dot_is_no_document(name):
    loaded = project({"process/phases/it.md": OK, f"process/phases/{name}": "no document"})
    assert not loaded.problems, report(loaded)
    assert [document.id for document in loaded.handbook.documents] == ["it"]


def test_no_document_can_have_the_name_of_a_further_form_of_a_sheet() -> None:
    """Where one sheet is called as another with an ending, no id may end so: it would overwrite that file."""
    book = load(Path(__file__).parents[2]).handbook
    paths = {sheet.path.removesuffix(".pdf") for sheet in sheets(book, with_book=False)}
    pairs = ((path, path.rpartition("/")[2].split("-")) for path in paths)
    endings = {
        "-".join(parts[at:])
        for path, parts in pairs
        for at in range(1, len(parts))
        if f"{path.rpartition('/')[0]}/{'-'.join(parts[:at])}" in paths
    }
    assert {"pocket", "form", "large"} <= endings
    assert not [ending for ending in endings if not ending.endswith((*MADE_ENDINGS, *ENDINGS_OF_EVENTS))]
