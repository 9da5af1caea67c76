"""PDFs of a site, built and served."""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path

import pytest

from cocreate_plugin.testing import write
from tests.hosts.building import built, lost, run, served, state

pytestmark = pytest.mark.site


@pytest.mark.paper
def test_paper(tmp_path: Path) -> None:
    """PDFs are on the site; one that does not fit is missing there, its page says why, and strict builds stop."""
    long = (
        "---\ntitle: Long\npurpose: Too long.\nlayout:\n  - [a 1]\n---\n\n## A {#a}\n\n"
        + "- A question that fills a line.\n" * 400
    )
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Tea\ntheme: material\nplugins: [cocreate]\n",
            "docs/index.md": "# Home\n",
            "process/checklists/opening.md": "---\ntitle: Opening\npurpose: Ready.\n---\n\n- [ ] The cups are clean.\n",
        },
    )
    site = built(tmp_path)
    assert (site / "print/checklists/opening.pdf").read_bytes().startswith(b"%PDF")
    results = json.loads((site / "accessibility.json").read_text())["sheets"]
    assert results and all(sheet["passes"] for sheet in results)
    statement = (site / "accessibility/index.html").read_text()
    assert f"{len(results)} of {len(results)} sheets" in statement
    assert "print/checklists/opening.pdf" in (site / "checklists/opening/index.html").read_text()
    assert not list(lost(site))
    before = state(site)
    write(tmp_path, {"process/a3/long.md": long})
    done = run(tmp_path, "--strict")
    assert done.returncode == 1 and "warning[does-not-fit]" in done.stderr and "Traceback" not in done.stderr
    assert state(site) == before
    done = run(tmp_path)
    assert done.returncode == 0 and "warning[does-not-fit]" in done.stderr
    assert (site / "print/checklists/opening.pdf").exists() and not (site / "print/a3/long.pdf").exists()
    for page in ("a3/long", "print"):
        assert (
            "process/a3/long.md:8: “A” does not fit on print/a3/long.pdf."
            in (site / page / "index.html").read_text()
        )
    assert not list(lost(site))


@pytest.mark.paper
def test_pages_are_built_without_the_libraries_that_paper_needs(tmp_path: Path) -> None:
    """A machine without Pango says so in one sentence; a strict build stops, and the old site stays."""
    lacking = write(tmp_path / "lacking", {"weasyprint/__init__.py": "raise OSError('no libpango')\n"})
    checklist = "---\ntitle: Opening\npurpose: Ready.\n---\n\n- [ ] The cups are clean.\n"
    folder = write(
        tmp_path / "tea",
        {
            "mkdocs.yml": "site_name: Tea\ntheme: material\nplugins: [cocreate]\n",
            "docs/index.md": "# Home\n",
            "process/checklists/opening.md": checklist,
        },
    )
    done = run(folder, settings={"PYTHONPATH": str(lacking)})
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("WARNING") == 1 and "apt install libpango-1.0-0" in done.stderr
    assert "The cups are clean" in (folder / "site/checklists/opening/index.html").read_text()
    assert not list(lost(folder / "site")) and not list(folder.glob("site/**/*.pdf"))
    before = state(folder / "site")
    done = run(folder, "--strict", settings={"PYTHONPATH": str(lacking)})
    assert done.returncode == 1 and "error[no-print-libraries]" in done.stderr
    assert state(folder / "site") == before


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        content: bytes = answer.read()
        return content


@pytest.mark.paper
@pytest.mark.parametrize("at", ["", "our/process/"])
def test_serving_prints_what_is_asked_for(at: str, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Tea\nsite_url: https://tea.example.org/book/\ntheme: material\n"
            f"plugins: [{{cocreate: {{at: '{at}'}}}}]\n",
            "docs/index.md": "# Home\n",
            "process/checklists/opening.md": "---\ntitle: Opening\npurpose: Ready.\n---\n\n- [ ] The cups are clean.\n",
        },
    )
    with served(tmp_path) as address:
        assert not list((tmp_path / ".cache").rglob("*.pdf"))
        assert b"opening.pdf" in fetched(f"{address}/book/{at}checklists/opening/")
        pdf = fetched(f"{address}/book/{at}print/checklists/opening.pdf")
        assert pdf.startswith(b"%PDF")
        write(
            tmp_path,
            {
                "process/checklists/opening.md": "---\ntitle: Opened\npurpose: Ready.\n---\n\n- [ ] Other cups.\n"
            },
        )
        for _ in range(100):
            if b"Opened" in fetched(f"{address}/book/{at}checklists/opening/"):
                break
            time.sleep(0.1)
        assert fetched(f"{address}/book/{at}print/checklists/opening.pdf") != pdf
    log = (tmp_path / "log").read_text()
    assert "WARNING" not in log and "ERROR" not in log
