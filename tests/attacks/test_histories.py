"""Histories made to be slow to read: long, wide, deep, or with names that are hard to read."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate_plugin.load import load
from cocreate_plugin.sources import history
from cocreate_plugin.testing import write

pytestmark = [
    pytest.mark.skipif(not shutil.which("git"), reason="needs git"),
    pytest.mark.skipif(sys.platform == "win32", reason="names that are no names there"),
]
OURS = "process/phases/x.md"
MANY = 20_000
FIRST = 1_700_000_000
"""Seconds since 1970 of the first commit, in November 2023; each is a minute younger than the one before."""


def commit(number: int, *files: str) -> Iterator[str]:
    yield f"commit refs/heads/main\ncommitter A <a@example.org> {FIRST + number * 60} +0000\n"
    yield "data 1\nx\n"
    yield from (f'M 100644 inline "{name}"\ndata {len(str(number))}\n{number}\n' for name in files)


HISTORIES = {
    "long": lambda: (part for number in range(MANY) for part in commit(number, OURS)),
    "wide": lambda: commit(0, OURS, *(f"process/phases/{number}-{'n' * 200}.txt" for number in range(MANY))),
    "deep": lambda: commit(0, OURS, "process/" + "d/" * 2000 + "x.md"),
    "tossed": lambda: (
        part for number in range(200) for part in commit(number, OURS, *(f"process/{n}" for n in range(100)))
    ),
    "odd names": lambda: commit(
        0, OURS, *(f"process/{sign}.md" for sign in ("@2024-01-01", "a\\nb", "\\377"))
    ),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_a_history_that_is_heavy_to_read_is_read_or_given_up_in_words(name: str, tmp_path: Path) -> None:
    write(tmp_path, {OURS: "---\ntitle: It\npurpose: Why.\n---\n"})
    nobody = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    stream = "".join(HISTORIES[name]()).encode()
    for words, told in ((("init", "-q", "-b", "main"), b""), (("fast-import", "--quiet"), stream)):
        subprocess.run(["git", *words], cwd=tmp_path, input=told, env=nobody, check=True)
    loaded = load(tmp_path)
    assert [document.id for document in loaded.handbook.documents] == ["x"]
    changed = history.last_changes(tmp_path, "process")
    if not [each for each in loaded.problems if each.code == "no-history"]:
        last = FIRST + 60 * ({"long": MANY, "tossed": 200}.get(name, 1) - 1)
        assert changed[OURS] == dt.datetime.fromtimestamp(last, dt.UTC).date()
