"""Same input, same bytes: whatever the seed of hashes, the number of workers, and the state of the cache."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from cocreate_plugin.hosts.project import project
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.jobs import jobs
from tests.pdf.conftest import Everything

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.paper

PRINT = """
import json, sys
from hashlib import sha256
from pathlib import Path
from cocreate_plugin.hosts.project import project
from cocreate_plugin.pdf import print_all
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.sheets.all import sheets

here = project(Path(sys.argv[1]))
tried = sys.argv[4:]
one_of_each = {sheet.kind: sheet for sheet in reversed(sheets(here.load().handbook)) if sheet.kind not in tried}
chosen = sorted(one_of_each.values(), key=lambda sheet: sheet.path)
work = list(zip(jobs(chosen, here.root), print_all(jobs(chosen, here.root), Path(sys.argv[2]), int(sys.argv[3]))))
print(json.dumps({job.path: [job.key, sha256(done.file.read_bytes()).hexdigest()] for job, done in work}))
"""
"""What is said after the folders and the number of workers are kinds of sheets that are tried elsewhere."""

EXAMPLE = ROOT / "tests" / "example"


def test_the_reference_printed_again_gives_the_same_bytes(tmp_path: Path, every: Everything) -> None:
    """A sheet of each kind that the example below lacks, by one worker with hashes of its own."""
    in_example = {sheet.kind for sheet in sheets(project(EXAMPLE).load().handbook)}
    again = printed(ROOT, tmp_path, "1", 1, *in_example)
    assert len(again) >= 8
    offered = {
        sheet.path: sheet for sheet in sheets(project(ROOT).load().handbook)
    }  # not a larger form of it
    work = jobs([offered[path] for path in again], ROOT)
    assert again == {
        job.path: [job.key, sha256(every[job.path].file.read_bytes()).hexdigest()] for job in work
    }


def test_two_builds_of_a_small_handbook_give_the_same_bytes_wherever_it_lies(tmp_path: Path) -> None:
    """With its book, from two folders, in two zones of time."""
    results = []
    for seed, workers, zone in (("3", 1, "Pacific/Auckland"), ("4", 2, "America/Los_Angeles")):
        here = tmp_path / seed
        shutil.copytree(EXAMPLE, here)
        more = {"TZ": zone, "SOURCE_DATE_EPOCH": "1700000000"}
        results.append(printed(here, tmp_path / f"cache-{seed}", seed, workers, **more))
    assert "print/handbook.pdf" in results[0]
    assert results[0] == results[1]


def printed(
    root: Path, cache: Path, seed: str, workers: int, *tried: str, **more: str
) -> dict[str, list[str]]:
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, **more}
    done = subprocess.run(
        [sys.executable, "-c", PRINT, str(root), str(cache), str(workers), *tried],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, list[str]] = json.loads(done.stdout)
    return result
