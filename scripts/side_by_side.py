"""What a build costs beside bare MkDocs and bare WeasyPrint on the same pages and sheets: `make bench`.

Processor time of the whole process and all that it starts, everything in one run, so that a busy machine
matters little. Prints a table for docs/about/benchmarks.md.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent
CONTENT = ("docs", "process", "mkdocs.yml")
RUNS = 3
BARE = """\
site_name: The same pages
theme:
  name: material
  features: [content.action.edit, content.code.copy, navigation.footer, navigation.indexes, navigation.prune,
    navigation.tabs, navigation.top, search.highlight, search.suggest, toc.follow]
plugins: [search]
docs_dir: pages
site_dir: bare-site
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.betterem
  - pymdownx.caret
  - pymdownx.details
  - pymdownx.mark
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true, clickable_checkbox: true}
  - pymdownx.tilde
"""
"""MkDocs with the same theme, features and extensions, and none of ours."""

SHEETS = """\
import sys
from pathlib import Path
from weasyprint import HTML
from cocreate_plugin.load import load
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html
folder = Path(sys.argv[1])
single = [each for each in sheets(load(folder).handbook) if not each.parts and each.template != "book"]
texts = [html(each, folder) for each in single]
{draw}
print(len(texts))
"""
PRINTED = """\
import sys
from pathlib import Path
from cocreate_plugin.load import load
from cocreate_plugin.pdf import print_all
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.jobs import jobs
folder = Path(sys.argv[1])
single = [each for each in sheets(load(folder).handbook) if not each.parts and each.template != "book"]
made = jobs(single, folder)
{draw}
"""
PRINT = "print_all(made, folder / 'bare-cache', 2)"
DRAW = "for text in texts: HTML(string=text, base_url=f'{folder}/').write_pdf(pdf_variant='pdf/ua-1')"


def main() -> None:
    """Print a row per comparison."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in CONTENT:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
        kept = Path(".cache", "cocreate")
        if (ROOT / kept).is_dir():  # what was printed already need not be printed again to be measured
            shutil.copytree(ROOT / kept, folder / kept)
        quiet(folder, "cocreate", "export", "pages")
        for page in (folder / "docs").rglob("*.md"):
            there = folder / "pages" / page.relative_to(folder / "docs")
            if not there.exists():
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(page, there)
        (folder / "bare.yml").write_text(BARE, "utf-8")
        quiet(folder, "mkdocs", "build", "-q")
        print("| What | Processor time | Beside bare MkDocs, bare WeasyPrint |\n| --- | --- | --- |")
        bare = measured(lambda: quiet(folder, "mkdocs", "build", "-q", "-f", "bare.yml", may_warn=True))
        row("Bare MkDocs with Material on the same pages", bare)
        row("`mkdocs build`, nothing changed", measured(lambda: quiet(folder, "mkdocs", "build", "-q")), bare)
        edited = measured(lambda: edit(folder))
        row("`mkdocs build`, one dialogue model edited", edited, bare)
        texts = cpu(lambda: python(folder, SHEETS.format(draw="")))
        drawn = cpu(lambda: python(folder, SHEETS.format(draw=DRAW))) - texts
        row("Bare WeasyPrint on the same single sheets", drawn)
        planned = cpu(lambda: python(folder, PRINTED.format(draw="")))
        printed = cpu(lambda: python(folder, PRINTED.format(draw=PRINT))) - planned
        row("All single sheets printed, nothing kept", printed, drawn)


def measured(step: Callable[[], object]) -> float:
    """Give the median processor time of some runs."""
    return statistics.median(cpu(step) for _ in range(RUNS))


def cpu(step: Callable[[], object]) -> float:
    """Give the seconds of processor time of the programs that a step runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    step()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def edit(folder: Path) -> None:
    """Change a dialogue model, and build."""
    file = folder / "process" / "dialogue-models" / "world-cafe.md"
    file.write_text(file.read_text("utf-8") + "\nOne more remark.\n", "utf-8")
    quiet(folder, "mkdocs", "build", "-q")


def quiet(folder: Path, program: str, *arguments: str, may_warn: bool = False) -> None:
    """Run a command; a failure ends the whole run."""
    done = subprocess.run([PROGRAMS / program, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode and not may_warn:
        sys.exit(f"{program} {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")


def python(folder: Path, program: str) -> None:
    """Run a program of Python on the folder."""
    subprocess.run([sys.executable, "-c", program, str(folder)], cwd=ROOT, check=True, capture_output=True)


def row(what: str, seconds: float, beside: float = 0.0) -> None:
    """Print a row."""
    print(f"| {what} | {seconds:.1f} s | {f'{seconds / beside:.2f} times' if beside else ''} |", flush=True)


if __name__ == "__main__":
    main()
