"""No regular expression of the package can be kept busy: each comes to an end on texts made for that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MOST_SECONDS = 600
"""Processor time for all of them; they take a minute, and one that doubles with each sign takes for ever."""

LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1])))
sys.path.insert(0, sys.argv[3])
runpy.run_path(sys.argv[2], run_name="__main__")
"""


@pytest.mark.site
@pytest.mark.skipif(sys.platform == "win32", reason="processor time is limited as Unix does it")
def test_every_pattern_comes_to_an_end():
    program = [
        sys.executable,
        "-c",
        LIMITED,
        str(MOST_SECONDS),
        str(HERE / "patterns.py"),
        str(HERE.parents[1]),
    ]
    ended = subprocess.run(program, capture_output=True, text=True)
    tried = ended.stdout.splitlines()
    assert tried[-1:] == ["done"], f"does not end: {tried[-1:]} {ended.stderr[-2000:]}"
    assert len(tried) > 100
