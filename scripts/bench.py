"""Times the common steps on a copy of the reference handbook: `make bench`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ("docs", "process", "mkdocs.yml")
PROGRAMS = Path(sys.executable).parent


def seconds(folder: Path, program: str, *arguments: str) -> float:
    """Runs one command in a folder and returns how long it takes; a failure ends the whole run."""
    start = time.perf_counter()
    done = subprocess.run([PROGRAMS / program, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{program} {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - start


def without_paper(folder: Path) -> str:
    """Writes a site configuration that leaves the PDFs out, and returns its name."""
    name = "pages-only.yml"
    (folder / name).write_text("INHERIT: mkdocs.yml\nplugins: [search, {cocreate: {pdf: false}}]\n")
    return name


def change_a_word(folder: Path) -> None:
    """Changes the text of one phase, as an author does between two builds."""
    phase = min((folder / "process" / "phases").glob("*.md"))
    phase.write_text(phase.read_text().replace("## Question", "## Question\n\nAnd one more thing.", 1))


def steps(folder: Path) -> Iterator[tuple[str, float]]:
    """Runs the steps in the order in which an author meets them."""
    yield "check all documents", seconds(folder, "cocreate", "check")
    yield "build the pages, no paper", seconds(folder, "mkdocs", "build", "-q", "-f", without_paper(folder))
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    yield "build everything, first time", seconds(folder, "mkdocs", "build", "-q")
    yield "build everything, nothing changed", seconds(folder, "mkdocs", "build", "-q")
    change_a_word(folder)
    yield "build everything, one phase changed", seconds(folder, "mkdocs", "build", "-q")


def main() -> None:
    """Prints one line per step."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in CONTENT:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
        for step, duration in steps(folder):
            print(f"{duration:7.2f} s  {step}", flush=True)
        pdfs, pages = (len(list(folder.glob(f"site/**/*.{end}"))) for end in ("pdf", "html"))
        print(f"{pdfs} PDF files, {pages} pages, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
