"""The command in a folder of its own, untouched by what this machine has set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hosts.cli.command import Command


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    for name in (
        "LANG",
        "LC_ALL",
        "LC_MESSAGES",
        "GITHUB_WORKSPACE",
        "COCREATE_WORKERS",
        "SOURCE_DATE_EPOCH",
    ):
        monkeypatch.delenv(name, raising=False)
    return Command(tmp_path, capsys, monkeypatch)
