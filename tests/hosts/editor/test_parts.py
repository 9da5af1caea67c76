"""What the server is made of: when checks begin and end, how places are counted, what is offered no more."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event, Thread

import pytest
from lsprotocol import types

from cocreate_plugin.hosts.cli.main import main
from cocreate_plugin.hosts.editor.checks import Checks, checked
from cocreate_plugin.hosts.editor.desk import Desk, Opened
from cocreate_plugin.hosts.editor.diagnostics import Actions
from cocreate_plugin.hosts.editor.positions import Positions, file_of
from cocreate_plugin.mend import Lines
from cocreate_plugin.problems import Edit, Place
from cocreate_plugin.sources import Disk
from cocreate_plugin.testing import write

ONE, TWO = Path("/one"), Path("/two")


def test_a_newer_text_ends_the_check_of_an_older_one_and_no_other():
    begun, newer, done = Event(), Event(), []

    def check(root, going_on):
        begun.set()
        newer.wait(60)
        going_on()
        done.append(root)
        if len(done) == 2:
            checks.stop()

    checks = Checks(check, pause=0)
    checks.ask(ONE)
    worker = Thread(target=checks.work)
    worker.start()
    begun.wait(60)
    checks.ask(ONE)
    checks.ask(TWO)
    newer.set()
    worker.join(60)
    assert sorted(done) == [ONE, TWO]


def test_what_is_asked_for_many_times_is_done_once():
    done = []
    checks = Checks(lambda root, going_on: (done.append(root), checks.stop()), pause=0)
    for _ in range(5):
        checks.ask(ONE)
    checks.work()
    assert done == [ONE]


@pytest.mark.parametrize(("encoding", "units"), [("utf-16", 4), ("utf-8", 8), ("utf-32", 3)])
def test_places_are_counted_as_the_editor_wants(encoding, units):
    positions, lines = Positions(encoding), Lines("x", ("", "å😀Ωx"))
    assert positions.position(lines, 2, 4) == types.Position(1, units)
    assert positions.place(lines, types.Position(1, units)) == (2, 4)
    assert positions.place(lines, types.Position(1, 99)) == (2, 5)
    assert positions.position(lines, 9, 9) == types.Position(8, 0)
    edit = positions.edit(lines, Edit(Place("x", 1, 1), 2, 4, "y"))
    assert edit.range.end == types.Position(1, units)


def test_addresses_are_files_of_this_machine_or_nothing(tmp_path):
    assert file_of((tmp_path / "å ;#?.md").as_uri()) == tmp_path.resolve() / "å ;#?.md"
    assert file_of("untitled:Untitled-1") is None
    assert file_of("file:///%00") is None
    assert file_of("http://[") is None


def test_an_edit_is_offered_only_for_the_text_that_it_was_made_for(tmp_path):
    role = "---\ntitle: Host\npurpose: To invite.\nreviewed: 1 March 2026\n---\n"
    root = write(tmp_path, {"process/roles/host.md": role}).resolve()
    file, desk = root / "process/roles/host.md", Desk()
    found = checked(root, Disk(), {file: 1}, lambda: None)
    line, everywhere = types.Range(types.Position(3, 0), types.Position(3, 0)), ()

    def offered(renames=True):
        return [
            each.title for each in Actions(found, desk, Positions(), renames).offered(file, line, everywhere)
        ]

    desk.put(Opened(file.as_uri(), file, role, 1))
    assert offered()[0] == "Write: reviewed: 2026-03-01"
    desk.put(Opened(file.as_uri(), file, role, 2))
    assert not offered()


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch, capsys):
    for name in [each for each in sys.modules if each.startswith("cocreate_plugin.hosts.editor")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    assert main(["lsp"]) == 2
    assert (
        capsys.readouterr().err
        == "For editors one more package is needed: pip install 'mkdocs-cocreate[lsp]'\n"
    )
