"""The real server, spoken with as editors do: problems, their places, and the edits that mend them."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from cocreate_plugin.hosts.project import project, words_of
from cocreate_plugin.testing import write
from tests.hosts.editor.client import Editor, mended

PHASE = "process/phases/listen.md"
FILES = {
    "mkdocs.yml": "site_name: T\nplugins: [cocreate]\n",
    "docs/index.md": "# Home\n",
    "process/handbook.yml": "title: T\n",
    PHASE: "---\ntitle: Listen\npurpose: To hear.\ndecides: host\nsuccess_factors: [warmth]\n---\n",
    "process/roles/host.md": "---\ntitle: Host\npurpose: To invite.\n---\n",
    "process/success-factors/warmth.md": "---\ntitle: Warmth\npurpose: To be welcome.\n---\n",
}
WRONG = {
    **FILES,
    "mkdocs.yml": "site_name: T\nplugins: [cocreate]\nnav: [index.md, lost.md]\n",
    "docs/index.md": "# Hémé\n\n😀 [Gone](gone.md) and [@nobody].\n",
    "process/handbook.yml": "title: T\nedition: 1\naccent: red\n",
    "process/sources.bib": "@book{one, title={A}\n",
    PHASE: FILES[PHASE].replace("host", "hist")
    + "\n## Gaate\n- [ ] å 😀 Ωμέγα [x](gone.md) {#a}\n- [ ] b {#a}\n",
    "process/kinds/tools.yml": "fields: {weight: numbr}\n",
}


@pytest.fixture(scope="module")
def editor():
    made = Editor()
    yield made
    assert made.leave() == 0


def shown(editor, root):
    """Give what the editor shows, as tuples that can be compared."""
    return sorted(
        (path, each["range"]["start"]["line"] + 1, each["code"], each["severity"], each["message"])
        for path in WRONG
        for each in editor.problems.get((root / path).as_uri(), ())
    )


def told(root):
    """Give what `cocreate check` says of the files on the disk."""
    here = project(root)
    severity = {"error": 1, "warning": 2, "note": 3}
    return sorted(
        (each.place.path, each.place.line, each.code, severity[each.level], words_of(here).sentence(each))
        for each in here.tried(dt.date.today(), {}).problems
    )


def test_the_problems_are_those_of_the_check_though_nothing_is_saved(editor, tmp_path):
    root, saved = (
        write(tmp_path / "open", {**FILES, **dict.fromkeys(set(WRONG) - set(FILES), "")}),
        tmp_path / "saved",
    )
    for number, (path, text) in enumerate(WRONG.items(), 1):
        editor.open(root / path, text, number)
    editor.wait(root / "process/kinds/tools.yml", len(WRONG))
    wanted = told(write(saved, WRONG))
    assert {path for path, *_ in wanted} == {*WRONG} - {
        "process/roles/host.md",
        "process/success-factors/warmth.md",
    }
    assert shown(editor, root) == wanted


def test_columns_are_those_of_editors_and_codes_lead_to_their_paragraph(editor, tmp_path):
    root = write(tmp_path, FILES)
    line = "Först 😀 Ωμέγα [x](gone.md)"
    (found,) = editor.open(root / PHASE, f"{FILES[PHASE]}\n{line}\n")
    start = len("Först 😀 Ωμέγα ".encode("utf-16-le")) // 2
    assert found["range"] == {
        "start": {"line": 7, "character": start},
        "end": {"line": 7, "character": start + len("[x](gone.md)")},
    }
    assert found["codeDescription"]["href"].endswith("/reference/problems/#broken-link")
    assert found["source"] == "cocreate"


def test_the_other_place_of_a_problem_can_be_followed(editor, tmp_path):
    root = write(tmp_path, FILES)
    found = editor.open(root / PHASE, f"{FILES[PHASE]}\n## Gate\n- [ ] a {{#x}}\n- [ ] b {{#x}}\n")
    (related,) = next(each for each in found if each["code"] == "same-item-id")["relatedInformation"]
    assert related["location"]["uri"] == (root / PHASE).as_uri()
    assert related["location"]["range"]["start"]["line"] == 8


def test_a_mistake_is_mended_by_the_edit_that_it_carries(editor, tmp_path):
    root = write(tmp_path, FILES)
    text = (
        FILES[PHASE]
        .replace("[warmth]", "[wärmth, warmht] # 😀")
        .replace("\n---\n", "\nreviewed: 1 March 2026\n---\n")
    )
    found = editor.open(root / PHASE, text)
    date = next(each for each in found if each["code"] == "wrong-type")
    actions = editor.at("textDocument/codeAction", root / PHASE, date["range"]["start"]["line"], 0)
    quick = [each for each in actions if each["kind"] == "quickfix"]
    assert [each["title"] for each in quick] == ["Write: reviewed: 2026-03-01"]
    assert quick[0]["diagnostics"][0]["code"] == "wrong-type"
    assert "reviewed: 2026-03-01\n" in mended(text, quick[0], root / PHASE)
    (everything,) = editor.at(
        "textDocument/codeAction", root / PHASE, 0, 0, context={"diagnostics": [], "only": ["source.fixAll"]}
    )
    better = mended(text, everything, root / PHASE)
    assert "reviewed: 2026-03-01\n" in better and "warmht" not in better
    assert not [each for each in editor.write(root / PHASE, better, 2) if each["code"] == "wrong-type"]


def test_a_file_gets_the_name_that_it_can_have(editor, tmp_path):
    root = write(tmp_path, {**FILES, "process/roles/Tea Lady.md": FILES["process/roles/host.md"]})
    file = root / "process/roles/Tea Lady.md"
    editor.open(file)
    (action,) = (
        each for each in editor.at("textDocument/codeAction", file, 0, 0) if each["kind"] == "quickfix"
    )
    assert action["title"] == "Call the file tea-lady.md"
    (move,) = action["edit"]["documentChanges"]
    assert (move["kind"], move["newUri"]) == ("rename", (root / "process/roles/tea-lady.md").as_uri())


def test_a_folder_without_a_handbook_is_left_alone(editor, tmp_path):
    other = write(tmp_path / "other", {"mkdocs.yml": "site_name: X\n", "docs/a.md": "[x](gone.md)\n"})
    root = write(tmp_path / "ours", FILES)
    for file in (other / "docs/a.md", write(tmp_path / "plain", {"a.md": "# A\n"}) / "a.md"):
        item = {"uri": file.as_uri(), "languageId": "markdown", "version": 1, "text": "[x](gone.md)"}
        editor.tell("textDocument/didOpen", {"textDocument": item})
        assert editor.at("textDocument/codeAction", file, 0, 0) == []
    editor.open(root / PHASE)
    assert not any(str(other) in uri or "plain" in uri for uri in editor.problems)


def test_two_handbooks_do_not_get_in_each_others_way(editor, tmp_path):
    one = write(tmp_path / "one", {**FILES, "process/handbook.yml": "language: sv\n"})
    two = write(tmp_path / "two", FILES)
    text = FILES[PHASE].replace("host", "nobody")
    (swedish,) = editor.open(one / PHASE, text)
    (english,) = editor.open(two / PHASE, text)
    assert (
        swedish["code"] == english["code"]
        and "heter" in swedish["message"]
        and "called" in english["message"]
    )
    assert not editor.write(two / PHASE, FILES[PHASE], 2)
    assert editor.problems[(one / PHASE).as_uri()]


def test_settings_that_cannot_be_read_are_told_and_the_rest_goes_on(editor, tmp_path):
    root = write(tmp_path, FILES)
    editor.open(root / PHASE)
    (broken,) = editor.open(root / "process/handbook.yml", "title: [\n")
    assert broken["severity"] == 1 and not editor.problems[(root / PHASE).as_uri()]
    assert not editor.write(root / "process/handbook.yml", "title: T\n", 2)


def test_files_that_go_or_get_another_name_are_seen(editor, tmp_path):
    root = write(tmp_path, FILES)
    assert not editor.open(root / PHASE)
    factor = root / "process/success-factors/warmth.md"
    factor.rename(factor.with_name("kindness.md"))
    editor.changed(factor, factor.with_name("kindness.md"))
    assert [each["code"] for each in editor.next(root / PHASE)] == ["unknown-reference"]
    (root / PHASE).unlink()
    editor.changed(root / PHASE)
    assert editor.next(root / PHASE) == []


def test_a_handbook_that_goes_takes_its_problems_along(editor, tmp_path):
    root = write(tmp_path / "here", {**FILES, PHASE: FILES[PHASE].replace("host", "nobody")})
    editor.open(root / "process/handbook.yml")
    assert editor.problems[(root / PHASE).as_uri()]
    shutil.rmtree(root)
    editor.changed(root)
    assert editor.next(root / PHASE) == []


def test_a_folder_that_is_taken_off_the_window_is_shown_no_more(editor, tmp_path):
    root = write(tmp_path, {**FILES, PHASE: FILES[PHASE].replace("host", "nobody")})
    event = {"added": [{"uri": tmp_path.as_uri(), "name": "x"}], "removed": []}
    editor.tell("workspace/didChangeWorkspaceFolders", {"event": event})
    assert editor.next(root / PHASE)
    event = {"added": [], "removed": event["added"]}
    editor.tell("workspace/didChangeWorkspaceFolders", {"event": event})
    assert editor.next(root / PHASE) == []


def test_what_is_closed_counts_as_it_was_saved(editor, tmp_path):
    root = write(tmp_path, FILES)
    assert editor.open(root / PHASE, "nothing")
    editor.tell("textDocument/didClose", {"textDocument": {"uri": (root / PHASE).as_uri()}})
    assert editor.wait(root / PHASE, None) == []


def test_the_folder_that_is_open_is_checked_at_once_and_files_are_watched(tmp_path):
    root = write(tmp_path / "a book", WRONG)
    own = Editor(root)
    own.wait(root / "process/handbook.yml", None)
    assert shown(own, root) == told(root)
    assert own.leave() == 0


def test_nonsense_is_answered_with_a_sentence_in_the_log(editor, tmp_path):
    root = write(tmp_path, FILES)
    for uri in ("untitled:Untitled-1", "file:///%00", (tmp_path / "nowhere.md").as_uri()):
        item = {"uri": uri, "version": 3}
        editor.tell("textDocument/didChange", {"textDocument": item, "contentChanges": [{"text": "x"}]})
    before = len(editor.sentences)
    assert editor.open(root / PHASE, "\ud83d\n") and len(editor.sentences) >= before
    assert all("Traceback" not in each["message"] for each in editor.sentences)
