"""Times what people wait for, on a copy of the reference handbook: `make bench`.

Prints a table for docs/about/benchmarks.md. Every figure is a median of what its user waits for.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from seen import edits

from cocreate_plugin.load import load
from cocreate_plugin.pdf import print_all
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.jobs import jobs

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ("docs", "process", "mkdocs.yml")
PROGRAMS = Path(sys.executable).parent
CACHE = ".cache"
RUNS = 5
LONG_RUNS = 3
MANY = 1_000
SMALL_MODEL = """---
title: Dialogue {number}
purpose: People hear each other about matter {number}.
---

See [the next one](model-{next}.md#nothing).

## Run sheet

| min | step |
|---|---|
| 5 | Aim |
| 20 | Talk in pairs |
"""
"""One of many small documents; its link draws one warning."""


def main() -> None:
    """Print a row per step, and what they were measured on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", action="store_true", help="each step once, to see whether it runs")
    once: bool = parser.parse_args().once
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in CONTENT:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
        print("| Step | Median | Fastest to slowest | Runs |\n| --- | --- | --- | --- |")
        for step, times in steps(folder, 1 if once else RUNS, 1 if once else LONG_RUNS):
            span = f"{shown(min(times))} to {shown(max(times))}"
            print(f"| {step} | {shown(statistics.median(times))} | {span} | {len(times)} |", flush=True)
        print(f"\n{machine(folder)}")


def steps(folder: Path, runs: int, long_runs: int) -> Iterator[tuple[str, list[float]]]:
    """Time the steps in the order in which an author meets them."""
    yield "Load the handbook", [timed(lambda: load(folder)) for _ in range(runs)]
    yield "`cocreate check`", [command(folder, "cocreate", "check") for _ in range(runs)]
    with many_models() as large:
        yield (
            f"`cocreate check`, {MANY:,} small documents",
            [command(large, "cocreate", "check") for _ in range(long_runs)],
        )
    yield "One A4 checklist, a worker running", one_by_one(folder, "print/checklists/", runs)
    yield "One A3 sheet, a worker running", one_by_one(folder, "print/a3/", runs)
    yield (
        "`cocreate print opening`, nothing kept",
        [in_new_process(folder, "cocreate", "print", "opening", "-o", "out") for _ in range(runs)],
    )
    yield (
        "`cocreate print`, nothing kept",
        [in_new_process(folder, "cocreate", "print", "-o", "out") for _ in range(long_runs)],
    )
    yield (
        "`cocreate print`, nothing changed",
        [command(folder, "cocreate", "print", "-o", "out") for _ in range(runs)],
    )
    with pages_only(folder) as settings:
        yield (
            "`mkdocs build`, `pdf: false`",
            [command(folder, "mkdocs", "build", "-q", "-f", settings) for _ in range(long_runs)],
        )
    command(folder, "mkdocs", "build", "-q")  # on the site, sheets carry its address
    yield (
        "`mkdocs build`, no sheet changed",
        [command(folder, "mkdocs", "build", "-q") for _ in range(long_runs)],
    )
    yield "`mkdocs build`, one phase changed", [changed_build(folder, run) for run in range(long_runs)]
    yield "`mkdocs serve`, an edit until it is seen", edits(folder, 2 * runs)


def timed(step: Callable[[], object]) -> float:
    """Give the seconds that a step takes."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def command(folder: Path, program: str, *arguments: str) -> float:
    """Run one command in a folder and give the seconds that it takes; a failure ends the whole run."""
    start = time.perf_counter()
    done = subprocess.run([PROGRAMS / program, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{program} {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - start


def in_new_process(folder: Path, program: str, *arguments: str) -> float:
    """Run one command with nothing printed before."""
    shutil.rmtree(folder / CACHE, ignore_errors=True)
    return command(folder, program, *arguments)


def one_by_one(folder: Path, below: str, runs: int) -> list[float]:
    """Give the seconds for each of some sheets, made one after the other by a worker that runs already."""
    wanted = [each for each in sheets(load(folder).handbook) if each.path.startswith(below)]
    step = max(1, len(wanted) // (4 * runs))
    some = wanted[::step]
    times: list[float] = []
    with tempfile.TemporaryDirectory() as cache:
        start = time.perf_counter()
        for _ in print_all(jobs(some, folder), Path(cache)):
            now = time.perf_counter()
            times.append(now - start)
            start = now
    return times[1:]


def changed_build(folder: Path, run: int) -> float:
    """Change the text of one phase, as an author does, and build."""
    phase = min((folder / "process" / "phases").glob("[a-h]*.md"))
    text = phase.read_text("utf-8").replace("## Question", f"## Question\n\nNote {run}.", 1)
    phase.write_text(text, "utf-8")
    return command(folder, "mkdocs", "build", "-q")


@contextmanager
def many_models() -> Iterator[Path]:
    """Write a handbook of many dialogue models, each with one warning, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "process", "dialogue-models")
        folder.mkdir(parents=True)
        for number in range(MANY):
            text = SMALL_MODEL.format(number=number, next=(number + 1) % MANY)
            (folder / f"model-{number}.md").write_text(text, "utf-8")
        yield Path(name)


@contextmanager
def pages_only(folder: Path) -> Iterator[str]:
    """Write settings that leave the PDFs out, for as long as they are needed."""
    path = folder / "pages-only.yml"
    path.write_text("INHERIT: mkdocs.yml\nplugins: [search, {cocreate: {pdf: false}}]\n", "utf-8")
    yield path.name
    path.unlink()


def shown(seconds: float) -> str:
    """Write a duration in the unit that suits it."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"


def machine(folder: Path) -> str:
    """Say what was measured, and on what."""
    pdfs, pages = (len(list((folder / "site").glob(f"**/*.{end}"))) for end in ("pdf", "html"))
    cores = os.environ.get("COCREATE_WORKERS") or os.cpu_count()
    parts = (
        f"{pages} pages and {pdfs} PDF files",
        f"{cores} cores ({platform.machine()})",
        platform.system(),
        f"Python {platform.python_version()}",
        f"WeasyPrint {version('weasyprint')}",
        f"MkDocs {version('mkdocs')}",
    )
    return ", ".join(parts) + "."


if __name__ == "__main__":
    main()
