"""What lies beside the documents neither runs nor comes from elsewhere, and only what is meant is published."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml

from cocreate_plugin.hosts.reports.report import Report
from cocreate_plugin.load import load
from cocreate_plugin.mend import lines_of
from cocreate_plugin.phrases import phrases
from cocreate_plugin.problems import Place
from cocreate_plugin.prose import refused_in_drawing
from cocreate_plugin.testing import project, write

DRAWINGS = yaml.safe_load(Path(__file__).with_name("drawings.yml").read_text("utf-8"))
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
DOCUMENT = "---\ntitle: It\npurpose: Why.\n---\n\n"
PNG = b"\x89PNG\r\n\x1a\nIEND"

NAMES = (
    "a.html", "a.htm", "a.xhtml", "a.xht", "a.shtml", "a.xml", "a.js", "a.mjs", "a.svgz", "a.swf", "a.php", "a.exe",
    "a.zip", "a.tar.gz", "a.wasm", "a.css", "a.json", "a.webmanifest", "a", "_a.png", "_worker.js", "_redirects",
    "_headers", "_x/a.png", ".a.png", ".git/config", "a.png~", "a.png.bak", "#a.png#", "~$a.docx", "a.docm", "a.eml",
    "CNAME", ".nojekyll", "a.htaccess", "a.py", "a.jinja", "a.svg.html", "a.PNG.HTML", "Makefile",
)  # fmt: skip
"""Names of files that are not published, whatever is in them, and though a document links to them."""


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_drawing_that_does_something_is_refused(drawing):
    text = drawing.replace("SVG", NAMESPACE)
    files = {"process/phases/it.md": DOCUMENT + "![a](../files/a.svg)\n", "process/files/a.svg": text}
    assert {problem.code for problem in project(files).problems} & {"unsafe-html", "unreadable-image"}
    assert refused_in_drawing(text.encode()) != ()


def test_a_font_in_a_drawing_is_told_at_its_line():
    font = "@font-face { font-family: Hand; src: url('https://e.example/Hand.woff2') }"
    text = f"<svg {NAMESPACE}>\n<style>{font} path {{ fill: red }}</style></svg>"
    files = {"process/phases/it.md": DOCUMENT + "![A way](../files/a.svg)\n", "process/files/a.svg": text}
    assert [(each.code, each.place) for each in project(files).problems] == [
        ("drawing-font", Place("process/files/a.svg", 2, 8))
    ]


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<filter id='f'>\n<feOffset dx='1'/><feGaussianBlur stdDeviation='2'/></filter>", [2]),
        ("\n\n<switch><g/><g/></switch>", [3]),
        ("<filter id='f'><feOffset dx='1'/></filter><mask id='m'><path d='M0 0'/></mask>", []),
    ],
)
def test_what_paper_does_not_draw_is_told_at_its_line(inside, told):
    text = f"<svg {NAMESPACE}>{inside}</svg>"
    files = {"process/phases/it.md": DOCUMENT + "![A way](../files/a.svg)\n", "process/files/a.svg": text}
    found = project(files).problems
    assert [each.place.line for each in found if each.code == "drawing-effect"] == told
    assert {each.code for each in found} <= {"drawing-effect"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-7", "utf-32"])
def test_a_drawing_is_read_as_it_is_written(encoding):
    assert refused_in_drawing(f"<svg {NAMESPACE} onload='x'/>".encode(encoding)) != ()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_no_picture_and_no_paper_is_not_published(name):
    text = DOCUMENT + f"[a](<../files/{quote(name)}>)\n"
    loaded = project({"process/phases/it.md": text, f"process/files/{name}": b"x"})
    assert loaded.handbook.files == frozenset()
    assert {problem.code for problem in loaded.problems} & {"unpublished-file", "unsafe-html"}


def test_only_what_something_links_to_is_published():
    files = {
        "process/phases/it.md": DOCUMENT + "![a](a.png) <a href='../files/b.pdf'>b</a>\n",
        "process/phases/a.png": PNG,
        "process/files/b.pdf": b"x",
        "process/files/c.png": PNG,
        "process/files/d.ods": b"x",
        "process/files/e.png": PNG,
        "process/files/f.gif": b"GIF89a",
        "docs/page.md": "[d](../process/files/d.ods)",
        "templates/pages/role.md.jinja": "![e](../files/e.png)",
        "mkdocs.yml": "theme: {logo: files/f.gif}",
    }
    loaded = project(files)
    published = {"phases/a.png", "files/b.pdf", "files/d.ods", "files/e.png", "files/f.gif"}
    assert loaded.handbook.files == published
    assert [(each.code, each.place.path) for each in loaded.problems] == [
        ("unused-file", "process/files/c.png")
    ]


LINKS = (
    "process/phases/it.md", "process/phases/index.md", "process/glossary.md", "process/sources.bib",
    "process/handbook.yml", "process/files/a.txt", "process/files/_a.txt", "process/files/a.png", "process/a",
    "process/glossary.sv.md", "process/kinds/persona.yml", "templates/pages/phase.md.jinja",
)  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="needs rights to make links")
@pytest.mark.parametrize("target", ["secret.md", "book/.git/config", "/proc/self/environ"])
@pytest.mark.parametrize("name", LINKS)
def test_nothing_is_read_through_a_link_that_leaves_the_handbook(name, target, tmp_path):
    write(tmp_path, {"secret.md": DOCUMENT + "SECRET", "book/.git/config": DOCUMENT + "SECRET"})
    write(tmp_path, {"book/process/phases/other.md": DOCUMENT + "[a](../files/a.txt) ![a](../files/a.png)"})
    link = tmp_path / "book" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / target)
    loaded = load(tmp_path / "book")
    assert "outside-file" in {problem.code for problem in loaded.problems}
    assert "SECRET" not in repr(loaded.handbook) and not loaded.handbook.files


@pytest.mark.skipif(os.name == "nt", reason="needs rights to make links")
@pytest.mark.parametrize(
    "folder", ["process", "process/phases", "process/files", "templates", "process/kinds"]
)
def test_no_folder_of_the_handbook_lies_elsewhere(folder, tmp_path):
    write(tmp_path, {"outside/leak.md": DOCUMENT + "SECRET", "outside/phases/leak.md": DOCUMENT + "SECRET"})
    write(tmp_path, {"book/mkdocs.yml": "", "outside/a.png": PNG})
    if folder != "process":
        write(tmp_path, {"book/process/roles/other.md": DOCUMENT + "![a](../files/a.png)"})
    (tmp_path / "book" / folder).symlink_to(tmp_path / "outside", target_is_directory=True)
    loaded = load(tmp_path / "book")
    assert "outside-file" in {problem.code for problem in loaded.problems}
    assert "SECRET" not in repr(loaded.handbook) and not loaded.handbook.files


def test_there_are_enough():
    assert len(NAMES) + len(DRAWINGS) + len(LINKS) >= 90


@pytest.mark.skipif(os.name == "nt", reason="needs rights to make links")
@pytest.mark.parametrize("name", ["process/glossary.md", "process/files/a.png", "process/roles/leak.md"])
def test_a_report_shows_no_line_of_a_file_outside(name, tmp_path):
    write(tmp_path, {"secret.txt": "SECRET\n", "book/process/phases/it.md": DOCUMENT})
    link = tmp_path / "book" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "secret.txt")
    loaded = load(tmp_path / "book")
    report = Report(loaded.problems, phrases("en"), tmp_path / "book")
    assert {problem.place.path for problem in loaded.problems} >= {name}
    assert all("SECRET" not in "".join(report.lines(problem.place.path).lines) for problem in loaded.problems)
    assert lines_of(tmp_path / "book", "process/phases/it.md").lines
