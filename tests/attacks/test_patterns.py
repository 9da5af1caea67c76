"""No regular expression of the package can be kept busy: each comes to an end on texts made for that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PARTS = 2
"""Into how many programs the patterns are divided, so that several processors can share them."""
MOST_SECONDS = 60
"""Processor time for each; they take a tenth of it, and a pattern that doubles with each sign takes for ever."""

LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1])))
program = sys.argv[2]
sys.path.insert(0, sys.argv[3])
del sys.argv[1:4]
runpy.run_path(program, run_name="__main__")
"""


@pytest.mark.site
@pytest.mark.skipif(sys.platform == "win32", reason="processor time is limited as Unix does it")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_pattern_comes_to_an_end(part: int):
    program = [
        sys.executable,
        "-c",
        LIMITED,
        str(MOST_SECONDS),
        str(HERE / "patterns.py"),
        str(HERE.parents[1]),
        str(part),
        str(PARTS),
    ]
    ended = subprocess.run(program, capture_output=True, text=True)
    tried = ended.stdout.splitlines()
    assert tried[-1:] == ["done"], f"does not end: {tried[-1:]} {ended.stderr[-2000:]}"
    assert len(tried) > 100 / PARTS
