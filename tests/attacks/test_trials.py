"""Trials: a build is killed, workers are killed, two build at once, the cache is damaged; the site stays whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate_plugin.pdf import Fit, job, print_all
from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, ENVIRONMENT, PHASE, run, state
from tests.pdf.processes import children

pytestmark = [pytest.mark.site, pytest.mark.paper, pytest.mark.skipif(os.name == "nt", reason="no signals")]

SETTINGS = CONFIG.replace("{pdf: false}", "{}")
SEEDS = range(4)


def book(folder: Path, phases: int = 3) -> Path:
    names = [f"phase{number}" for number in range(phases)]
    files = {f"process/phases/{name}.md": PHASE.format(title=name) for name in names}
    return write(folder, {"mkdocs.yml": SETTINGS, "docs/index.md": "# Home\n", **files})


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook with a site that was built before."""
    folder = book(tmp_path_factory.mktemp("old"))
    assert run(folder, "-q").returncode == 0
    return folder


@pytest.fixture
def changed(old: Path, tmp_path: Path) -> Iterator[Path]:
    """The same handbook with a change, and its old site."""
    folder = book(tmp_path / "changed")
    subprocess.run(["cp", "-r", str(old / "site"), str(old / ".cache"), str(folder)], check=True)
    write(folder, {"process/phases/phase1.md": PHASE.format(title="Another")})
    yield folder


def begun(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=quiet, stderr=quiet)


def is_whole(file: Path) -> bool:
    content = file.read_bytes()
    return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """Wait for the build's first worker; none when it needed none."""
    while process.poll() is None:
        if there := children(process.pid):
            return there
        time.sleep(0.01)
    return []


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_build_that_is_killed_while_it_prints_costs_no_site(changed: Path, seed: int):
    before = state(changed / "site")
    process = begun(changed)
    workers(process)
    time.sleep(random.Random(seed).random())  # somewhere in starting or printing
    process.send_signal(signal.SIGSTOP)
    is_printing = bool(children(process.pid))
    process.kill()
    process.wait()
    assert not is_printing or state(changed / "site") == before
    assert all(is_whole(file) for file in (changed / "site").rglob("*.pdf"))
    assert all(is_whole(file) for file in (changed / ".cache").rglob("*.pdf"))
    assert run(changed, "-q").returncode == 0
    assert all(is_whole(file) for file in (changed / "site").rglob("*.pdf"))


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_worker_that_is_killed_costs_no_paper(changed: Path, seed: int):
    before = state(changed / "site")
    process = begun(changed)
    there = workers(process)
    time.sleep(random.Random(seed).random() * 2)
    for pid in there:
        if pid in children(process.pid):
            os.kill(pid, signal.SIGKILL)
    code = process.wait()
    names = {path for path in state(changed / "site") if path.endswith(".pdf")}
    assert names >= {path for path in before if path.endswith(".pdf")}
    assert code == 0 or state(changed / "site") == before


def test_two_builds_at_once_into_two_folders_share_a_cache(changed: Path):
    other = changed / "other"
    first = begun(changed)
    second = run(changed, "-q", "-d", str(other))
    assert first.wait() == 0 and second.returncode == 0, second.stderr
    one, two = state(changed / "site"), state(other)
    pdfs = [name for name in one if name.endswith(".pdf")]
    assert pdfs and all(one[name] == two[name] for name in pdfs)


def test_two_builds_at_once_into_one_folder_both_make_a_whole_site(changed: Path, old: Path):
    first = begun(changed)
    second = run(changed, "-q")
    assert first.wait() == 0 and second.returncode == 0, second.stderr
    assert all(is_whole(file) for file in (changed / "site").rglob("*.pdf"))
    assert set(state(changed / "site")) == set(state(old / "site"))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cache_that_is_damaged_anywhere_gives_the_same_site(old: Path, tmp_path: Path, seed: int):
    folder = book(tmp_path / "book")
    subprocess.run(["cp", "-r", str(old / ".cache"), str(folder)], check=True)
    chance = random.Random(seed)
    kept = sorted(each for each in (folder / ".cache" / "cocreate").rglob("*") if each.is_file())
    assert {each.parent.name for each in kept} == {"cocreate", "pages"}
    for file in kept:
        content = bytearray(file.read_bytes())
        match chance.randrange(4):
            case 0:
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
                file.write_bytes(content)
            case 1:
                file.write_bytes(content[: chance.randrange(len(content))])
            case 2:
                file.unlink()
                file.symlink_to("/etc/hostname")
    assert run(folder, "-q").returncode == 0
    one, two = state(old / "site"), state(folder / "site")
    shown = [name for name in one if name.endswith((".pdf", ".html"))]
    assert shown and all(one[name] == two[name] for name in shown)


def test_a_disk_that_is_full_while_printing_is_a_problem_and_leaves_no_half(tmp_path: Path):
    """A limit on the size of files fails in the same place as a full disk."""
    code = """
import resource, sys
from pathlib import Path
from cocreate_plugin.pdf import Fit, job, print_all
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
html = '<html lang="en"><head><title>A</title></head><body><h1>A</h1><p>Text.</p></body></html>'
folder = Path(sys.argv[1])
(result,) = print_all([job(html, folder, Fit(10, 8))], folder / "cache")
print(result.file, [problem.code for problem in result.problems])
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(tmp_path)], capture_output=True, text=True, cwd="/"
    )
    assert done.stdout.startswith("None ["), done.stdout + done.stderr
    # A worker may fail to start at all; either is an error, which stops a build before it replaces a site.
    assert "cannot-write" in done.stdout or "no-print-worker" in done.stdout
    assert not list((tmp_path / "cache").glob("*.pdf")) and not list((tmp_path / "cache").glob(".*.part"))
    html = '<html lang="en"><head><title>A</title></head><body><h1>A</h1><p>Text.</p></body></html>'
    (again,) = print_all([job(html, tmp_path, Fit(10, 8))], tmp_path / "cache")
    assert again.file and is_whole(again.file)
