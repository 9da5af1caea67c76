"""Calls `cocreate` in a folder, as a user calls it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from cocreate_plugin.hosts.cli.main import main

PHASE = "---\ntitle: Explore\npurpose: Understand.\n---\n\n## Gate\n\n- [ ] All are heard\n"
SHEET = "---\ntitle: Sheet\npurpose: Talk.\nlayout: [[one 1], [two 1]]\n---\n\n## One\n\n- Why?\n\n## Two\n\n- How?\n"


@dataclass
class Said:
    code: int
    out: str
    err: str


class Command:
    """Calls `cocreate` in a folder and gives what it said."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.folder, self.capsys, self.monkeypatch = folder, capsys, monkeypatch

    def __call__(self, *words: str, folder: Path | None = None) -> Said:
        self.monkeypatch.chdir(folder or self.folder)
        self.capsys.readouterr()
        code = main(words)
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)
