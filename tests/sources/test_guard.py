"""A document that trips a reader is one problem of its file; what is wrong elsewhere is said as well."""

from __future__ import annotations

import threading

import pytest

from cocreate_plugin.kinds import Phase
from cocreate_plugin.pages.judged import tried
from cocreate_plugin.pages.site import Site
from cocreate_plugin.problems import Place, problem
from cocreate_plugin.sources import guard
from cocreate_plugin.testing import project

FRONT = "---\ntitle: Explore\npurpose: Why.\n---\n"


@pytest.mark.parametrize("body", ["[^]:", "[^ ]:", "- [^]: a\n  b", "> [^]:", "[^]: a\n[^]", "[^1]: *[A]: b"])
def test_a_note_without_a_label_or_a_text_is_text(body):
    assert not project({"process/phases/x.md": FRONT + body}).problems


@pytest.mark.parametrize("note", ["", "[x]: http://y.example", "*[x]: y", "\n    *[x]: y", "[^2]:"])
def test_a_footnote_of_nothing_trips_no_reader(note):
    for body in (f"a[^1]\n\n[^1]: {note}\n", f"- b\n\n    [^1]: {note}\n", f"<svg>\n</svg>[^]: {note}\n"):
        loaded = project({"process/phases/x.md": FRONT + body})
        assert "cannot-read" not in {problem.code for problem in loaded.problems}


@pytest.mark.parametrize("value", ["a\\r<b>x</b>", "a\\rb", "\\r", "a\\r\\n<b>x</b>", "\\u2028<b>x</b>"])
def test_a_line_end_written_as_an_escape_is_read(value):
    loaded = project({"process/phases/x.md": f'---\ntitle: X\npurpose: "A {value}"\n---\n'})
    assert "\r" not in loaded.handbook.of(Phase)[0].purpose and not loaded.problems


def test_whatever_trips_a_reader_is_one_problem():
    found = []
    with guard.guarded("a.md", found):
        raise AttributeError("no group")
    with guard.guarded("b.md", found):
        raise RecursionError
    with guard.guarded("c.md", found):
        pass
    assert found == [
        problem("cannot-read", Place("a.md"), detail="AttributeError no group"),
        problem("too-deep", Place("b.md"), most=12),
    ]


@pytest.mark.skipif(not hasattr(guard.signal, "SIGVTALRM"), reason="the system has no such clock")
def test_what_goes_on_for_ever_is_stopped(monkeypatch):
    monkeypatch.setattr(guard, "MOST_SECONDS", 0.05)
    found = []
    with guard.guarded("a.md", found):
        while True:
            pass
    assert [each.code for each in found] == ["too-slow"]
    thread = threading.Thread(target=lambda: guard.guarded("b.md", found).__enter__())
    thread.start()
    thread.join()
    assert len(found) == 1


def test_a_run_names_what_it_has_no_time_for(monkeypatch):
    monkeypatch.setattr(guard, "MOST_OF_A_RUN", 0)
    files = {f"process/phases/x{number}.md": FRONT for number in range(30)}
    files["process/roles/r.md"] = FRONT + "[a](../phases/x1.md) [b](nowhere.md)"
    loaded = project(files)
    (left,) = loaded.problems
    assert (left.code, left.facts["number"], len(left.facts["files"])) == ("no-time", 31, guard.MOST_NAMED)
    assert loaded.handbook.documents == ()
    monkeypatch.undo()
    book = project(files).handbook
    monkeypatch.setattr(guard, "MOST_OF_A_RUN", 0)
    assert [each.code for each in tried(Site(book)).problems] == ["no-time"]
