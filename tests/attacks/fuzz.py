"""Handbooks made at random: none trips the program, and what no error has named is published unchanged.

python -m tests.attacks.fuzz SECONDS [SEED]      from the top of the checkout, as `make fuzz` does
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import yaml

from cocreate_plugin import prose
from cocreate_plugin.load import load
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.problems import Level
from cocreate_plugin.prose import refused_in_drawing, rendering
from cocreate_plugin.prose.differences import differences
from cocreate_plugin.prose.safelist import AUTHORS
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.texts import texts
from cocreate_plugin.testing import write

from .places import AROUND, PLACES, READ, dangers, handbook_of

HERE = Path(__file__).parent
TEXTS: list[str] = yaml.safe_load((HERE / "texts.yml").read_text("utf-8"))
DRAWINGS: list[str] = yaml.safe_load((HERE / "drawings.yml").read_text("utf-8"))
PIECES = (
    "\n", "\n\n", " ", "    ", "\t", "\xa0", "\r", "\x02", "\x03", "\ue000", "\ufdd0", "`", "``", "```\n", "~~~\n", "~~",
    "*", "**", "_", "[", "]", "(", ")", "![", "](", "[^1]", "[^1]: ", "[^]:", "[x]: ", "{", "}", "{: ", "{ .a }", "{#id}",
    "{ onclick=@ }", "<", ">", "<b>", "</b>", "<div>", "</div>", '<div markdown="1">', "<p", "<img src=x alt=x onerror=@>",
    "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<svg>", "</svg>", "<title>", "</title>", "<a href='", "'>", '"', "'",
    "&", "&lt;", "&#60;", "&#xE000;", "\\", "\\<", "|", "| a |\n| - |\n| ", "- ", "- [ ] ", "1. ", "> ", "# ", "## ", "### ",
    "!!! note\n    ", "??? a\n    ", '=== "a"\n    ', ":   ", "*[A]: ", "A", "javascript:", "https://e.example/@.png", "@",
    "[@a]", "[@a, p. 1]", " — sponsor", "× group", "==", "^^", "++", "$", "%", "<details>", "<summary>", "<pre>", "<code>",
    "</code>", "</pre>", "<script>", "<style>", "style=", "class=", "mermaid", "id=", "__config", "\U0001f600", "é", "ß",
)  # fmt: skip


@dataclass
class Tally:
    """What was tried and what was found."""

    documents: int = 0
    drawings: int = 0
    pages: int = 0
    sheets: int = 0
    judged: int = 0
    """Pages and sheets of files in which no error is, which the cleaner must not change."""
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def note(self, kind: str, example: str) -> None:
        """Note a fault with the first text that shows it."""
        self.faults[kind] += 1
        self.examples.setdefault(kind, example)


class Watched:
    """The cleaner of authors' texts, and what it took out of them."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []

    def clean(self, html: str) -> str:
        """Clean, and note what goes."""
        cleaned = AUTHORS.clean(html)
        self.taken += differences(html, cleaned, AUTHORS)
        return cleaned


def text(chance: random.Random) -> str:
    """Put pieces together, or change a text of the corpus."""
    if chance.random() < 0.4:
        parts = list(chance.choice(TEXTS))
        for _ in range(chance.randint(1, 4)):
            parts.insert(chance.randint(0, len(parts)), chance.choice(PIECES))
            del parts[chance.randrange(len(parts))]
        return "".join(parts)
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 14)))


def files_of(chance: random.Random) -> dict[str, str]:
    """Make a handbook with a text of its own in each of its documents."""
    files: dict[str, str] = {}
    for name in PLACES:
        files |= handbook_of(text(chance), {name: None})
    for path, body in chance.sample(sorted(AROUND.values()), 2):
        files[path] = body.replace("@", text(chance))
    return files


def tried(folder: Path, files: Mapping[str, str], tally: Tally, *, paper: bool) -> None:
    """Load a handbook and make its pages and sheets; note what trips, and what changes unsaid."""
    shown = "\n".join(f"== {path}\n{body}" for path, body in files.items())
    shutil.rmtree(folder / "process", ignore_errors=True)
    loaded = load(write(folder, files), changed={})
    tally.documents += len(files)
    for problem in loaded.problems:
        if problem.code in ("cannot-read", "too-slow"):
            tally.note(f"{problem.code} {problem.facts}", files.get(problem.place.path, shown))
    told = {problem.place.path for problem in loaded.problems if problem.level is Level.ERROR}
    changed = told | {problem.place.path for problem in loaded.problems if problem.code == "removed-html"}
    site = Site(loaded.handbook, sheets(loaded.handbook) if paper else ())
    documents = {document.path for document in loaded.handbook.documents}
    for page in pages(site):
        read = READ(page.markdown)
        cleaned = prose.clean_page(read)
        if dangers(cleaned) or prose.changes(cleaned):
            tally.note("dangerous page", page.markdown)
        tally.pages += 1
        # An overview shows texts of many files.
        if page.source not in told if page.source in documents else not told:
            tally.judged += 1
            if taken := prose.changes(read):
                tally.note("a page changes unsaid", f"{page.source} {taken} {files.get(page.source, shown)}")
    for sheet in site.sheets:
        with mock.patch.object(rendering, "AUTHORS", Watched()) as watched:
            rendering.html.cache_clear()
            rendering.inline.cache_clear()
            body = html(sheet, loaded.handbook.root).partition("</head>")[2]
        tally.sheets += 1
        if dangers(body):
            tally.note("dangerous sheet", shown)
        if not changed & {text.place.path for text in texts(sheet.data)}:
            tally.judged += 1
            if watched.taken:
                tally.note("a sheet changes unsaid", f"{sheet.path} {watched.taken} {shown}")


def drawing(chance: random.Random, tally: Tally) -> None:
    """Change a drawing that is refused; it must not trip the reader."""
    parts = list(chance.choice(DRAWINGS).replace("SVG", 'xmlns="http://www.w3.org/2000/svg"'))
    for _ in range(chance.randint(0, 5)):
        parts.insert(chance.randint(0, len(parts)), chance.choice(PIECES))
        del parts[chance.randrange(len(parts))]
    refused_in_drawing("".join(parts).encode("utf-8", "replace"))
    tally.drawings += 1


def fuzz(folder: Path, goes_on: Callable[[Tally], bool], seed: int) -> Tally:
    """Try handbooks and drawings as long as it goes on."""
    chance = random.Random(seed)
    tally = Tally()
    while goes_on(tally):
        files = files_of(chance)
        try:
            tried(folder, files, tally, paper=chance.random() < 0.1)
        except Exception as error:  # every fault is counted, with what shows it
            place = error.__traceback__
            while place and place.tb_next:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
            tally.note(
                f"{type(error).__name__} {where}",
                "\n".join(f"== {path}\n{body}" for path, body in files.items()),
            )
        for _ in range(20):
            drawing(chance, tally)
    return tally


if __name__ == "__main__":
    end = time.monotonic() + float(sys.argv[1])
    seed = int(sys.argv[2]) if sys.argv[2:] else time.time_ns() % 1_000_000
    # One folder for all: templates are compiled once for each.
    with tempfile.TemporaryDirectory() as folder:
        result = fuzz(Path(folder), lambda _: time.monotonic() < end, seed)
    print(f"seed {seed}, {result.pages} pages and {result.sheets} sheets, {result.judged} without an error")
    print(f"{result.documents} documents, {result.drawings} drawings, {sum(result.faults.values())} faults")
    for kind, number in result.faults.most_common():
        print(f"\n{number} × {kind}\n{result.examples[kind]!r}")
    sys.exit(bool(result.faults))
