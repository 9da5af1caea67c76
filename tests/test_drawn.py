"""Diagrams and formulas that programs draw: stand-ins for them lie on the search path of each test."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from cocreate_plugin.drawn import Drawer, Drawing, Undrawn, drawer, finished
from cocreate_plugin.hosts.cli.export import export
from cocreate_plugin.hosts.project import project
from cocreate_plugin.prose import DIAGRAM, DISPLAYED, FORMULA, Dialect, ToDraw, html, to_draw, with_pictures
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html as sheet_html
from cocreate_plugin.testing import write
from tests.hosts.building import ENVIRONMENT, built

DIALECT = Dialect.of({"pymdownx.arithmatex": {}})
PROGRAM = """#!{python} -IS
import json, os, sys, time
from pathlib import Path
if "--version" in sys.argv:
    print("1.2"); sys.exit()
with open({log!r}, "a") as log:
    log.write(json.dumps([sys.argv[1:], sorted(os.environ)]) + "\\n")
words = Path("diagram.mmd").read_text() if "-i" in sys.argv else sys.argv[-1]
if "slow" in words:
    time.sleep(60)
if "wrong" in words:
    print("Parse error on line 1:", file=sys.stderr); sys.exit(1)
body = "<foreignObject/>" if "html" in words else "<script/>" if "script" in words else "x" * 3_000_000 if "large" in words else "<path d='M0 0h1'/>"
if "-o" in sys.argv:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="100%" style="max-width: 9px; fill: red" viewBox="0 0 90 30">'
    Path("diagram.svg").write_text(f"{{svg}}{{body}}</svg>")
else:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="2ex" height="3ex" style="vertical-align: -1ex;" viewBox="0 -200 200 300">'
    print(f"{{svg}}{{body}}</svg>")
"""
PHASE = "---\ntitle: Explore\npurpose: Why.\n---\n\n"
BOOK = {"process/handbook.yml": "title: Ours\nlanguage: en\n"}
SETTINGS = (
    "site_name: Ours\nmarkdown_extensions: [pymdownx.arithmatex]\nplugins:\n  - cocreate: {draw: [%s]}\n"
)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand-ins for both programs; what they are called with lies in the file that is given."""
    log = tmp_path / "calls"
    for name in ("mmdc", "tex2svg"):
        file = tmp_path / "bin" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(PROGRAM.format(python=sys.executable, log=str(log)))
        file.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("SECRET_TOKEN", "x")
    return log


def drew(root: Path, *asked: ToDraw, cache: Path | None = None) -> list[Drawing | Undrawn]:
    made = Drawer(root, ("mermaid", "formulas"), cache or root / ".cache")(asked)
    return [made[each] for each in asked]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("```mermaid\na-->b\n```", [ToDraw(DIAGRAM, "a-->b")]),
        ("- one\n\n  ~~~ {.mermaid}\n  a\n    b\n  ~~~", [ToDraw(DIAGRAM, "a\n  b")]),
        ("!!! note\n\n    ```mermaid\n    a\n    ```", [ToDraw(DIAGRAM, "a")]),
        ("    ```mermaid\n    a\n    ```", []),
        ("```python\nmermaid\n```", []),
        ("Let $a$ and \\(b\\)", [ToDraw(FORMULA, "a"), ToDraw(FORMULA, "b")]),
        ("$$\na\n$$\n\n\\[b\\]", [ToDraw(DISPLAYED, "a"), ToDraw(DISPLAYED, "b")]),
        (r"\begin{align}a\end{align}", [ToDraw(DISPLAYED, r"\begin{align}a\end{align}")]),
    ],
)
def test_what_a_text_asks_to_have_drawn_is_found(text, asked) -> None:
    assert [found.what for found in to_draw(text, DIALECT)] == asked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Before\n```mermaid\na\n```\nbehind", "<p>Before</p>\n<p>{}</p>\n<p>behind</p>"),
        ("- one\n\n    ```mermaid\n    a\n    ```\n", "<li>\n<p>one</p>\n<p>{}</p>\n</li>"),
        ("> ```mermaid\n> a\n> ```\n", "<blockquote>\n<p>{}\n</p>\n</blockquote>"),
        ("- ```mermaid\n  a\n  ```\n", "<li>{}</li>"),
        ("!!! note\n\n    ```mermaid\n    a\n    ```\n", "<p>{}</p>\n</div>"),
    ],
)
def test_a_picture_stands_where_the_words_stood(text, shown) -> None:
    drawn = with_pictures(text, DIALECT, lambda what: "a.svg", lambda rest: rest)
    assert shown.format('<img alt="a" class="diagram" src="a.svg">') in html(drawn)


def test_what_stands_around_is_written_and_a_formula_is_not() -> None:
    text = "See [a](b.md), $[a](b)$, ```$c$``` and $x_1|y`$ *so*"
    drawn = with_pictures(text, DIALECT, lambda what: "f.svg", lambda rest: rest.replace("b.md", "c.md"))
    assert html(drawn, dialect=DIALECT).count("<img") == 2
    assert 'href="c.md"' in html(drawn) and 'alt="[a](b)"' in html(drawn) and 'alt="x_1|y`"' in html(drawn)
    assert with_pictures(text, DIALECT, lambda what: None, str.upper) == text.upper()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("graph LR\n  a-->b", "graph LR a-->b"),
        ("graph LR\n accTitle: How\n accDescr: Long and\n a", "How Long and"),
        ("graph LR\n accDescr { More\n  lines }\n a", "More lines"),
    ],
)
def test_a_diagram_says_in_words_what_it_shows(words, said) -> None:
    assert ToDraw(DIAGRAM, words).alternative == said


def test_drawings_are_kept_and_have_their_size(tmp_path, programs) -> None:
    asked = ToDraw(DIAGRAM, "a-->b"), ToDraw(FORMULA, "-x"), ToDraw(DISPLAYED, "x")
    first = drew(tmp_path / "in", *asked)
    assert [*map(type, first)] == [Drawing] * 3
    assert '<svg style="fill: red" height="30" width="90" xmlns' in first[0].svg
    assert 'viewBox="0 -200 200 300" height="3ex" width="2ex"' in first[1].svg, "its middle is half an ex up"
    calls = programs.read_text().splitlines()
    assert len(calls) == 3 and not [call for call in calls if "SECRET" in call]
    assert all('"https_proxy"' in call and '"no_proxy"' in call for call in calls), "no way to the network"
    assert drew(tmp_path / "in", *asked) == first
    assert programs.read_text().splitlines() == calls, "nothing is drawn twice"
    for kept in (tmp_path / "in/.cache").iterdir():
        kept.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    assert drew(tmp_path / "in", *asked) == first, "what was changed there is not believed"


@pytest.mark.parametrize(
    ("asked", "reason", "detail"),
    [
        (ToDraw(DIAGRAM, "wrong"), "program-failed", "Parse error on line 1:"),
        (ToDraw(FORMULA, "html"), "program-unsafe", "<foreignObject>"),
        (ToDraw(DIAGRAM, "script"), "program-unsafe", "<script>"),
        (ToDraw(DIAGRAM, "large"), "program-too-much", ""),
        (ToDraw(FORMULA, "large"), "program-too-much", ""),
        (ToDraw(FORMULA, "slow"), "program-too-slow", ""),
        (ToDraw(FORMULA, "a" * 30_000), "asked-too-long", ""),
        (ToDraw(DIAGRAM, 'A@{ img: "https://example.org/a.png" }'), "asked-elsewhere", ""),
        (ToDraw(DIAGRAM, 'A@{ img: "//example.org/a.png" }'), "asked-elsewhere", ""),
        (ToDraw(DIAGRAM, 'A@{ "i\\x6dg": "\\x68ttp:\\x2f\\x2fexample.org" }'), "asked-elsewhere", ""),
        (ToDraw(DIAGRAM, "mindmap\n a((< IMG src='&sol;&sol;example.org'>))"), "asked-elsewhere", ""),
    ],
)
def test_what_is_not_drawn_has_a_reason(tmp_path, programs, monkeypatch, asked, reason, detail) -> None:
    monkeypatch.setattr("cocreate_plugin.drawn.SECONDS", 0.5)
    (made,) = drew(tmp_path / "in", asked)
    assert (made.reason, made.detail) == (reason, detail)
    assert not [*(tmp_path / "in/.cache").glob("*.svg")]


def test_a_program_is_none_of_the_handbook_and_none_that_is_missing(tmp_path, programs, monkeypatch) -> None:
    assert [each.reason for each in drew(tmp_path, ToDraw(DIAGRAM, "a"))] == ["program-missing"]
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert [each.reason for each in drew(tmp_path / "in", ToDraw(DIAGRAM, "a"))] == ["program-missing"]


def test_what_failed_is_not_tried_again_while_somebody_writes(tmp_path, programs) -> None:
    first = drawer(tmp_path / "in", ["mermaid", "formulas", "a"], tmp_path / "cache")
    asked = [ToDraw(DIAGRAM, "wrong")]
    assert first(asked) == first(asked) and len(programs.read_text().splitlines()) == 1
    assert drawer(tmp_path / "in", ["formulas", "mermaid"], tmp_path / "cache", first) is first
    assert drawer(tmp_path / "in", ["mermaid"], tmp_path / "cache", first) is not first
    assert drawer(tmp_path / "in", "mermaid", None).wanted == ()


@pytest.mark.parametrize(
    "made",
    [
        b"",
        b"No such formula",
        b"<svg/>",
        b"<!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='http://a.org/b.png'/></svg>",
    ],
)
def test_what_is_no_safe_drawing_is_none(made) -> None:
    with pytest.raises(Exception, match=r"program-(failed|unsafe)"):
        finished(ToDraw(FORMULA, "x"), made)


def test_a_drawing_does_not_tell_the_day_on_which_it_is_drawn() -> None:
    line = '<line x1="%s" class="today"%s'
    made = f"<svg xmlns='http://www.w3.org/2000/svg'>{line % (3, '/>')}<path/>{line % (4, '></line>')}</svg>"
    assert "<svg xmlns='http://www.w3.org/2000/svg'><path/></svg>" in finished(
        ToDraw(DIAGRAM, "gantt"), made.encode()
    )


@pytest.mark.parametrize("root", ["", "viewBox='0 0 x 1'", "viewBox='0 0 nan 1'", "width='2px' height='1ex'"])
def test_sizes_that_cannot_be_read_are_left(root) -> None:
    made = f"<svg xmlns='http://www.w3.org/2000/svg' {root}></svg>"
    for kind in (DIAGRAM, FORMULA):
        assert root in finished(ToDraw(kind, "x"), made.encode())


TEXT = f"{PHASE}## Notes\n\nLet $x^2$ be\n\n```mermaid\naccTitle: How\n```\n\n```mermaid\nwrong\n```\n\n$wrong$ and $wrong$\n"


def test_pages_and_sheets_show_what_was_drawn_and_a_check_tells_the_rest(tmp_path, programs) -> None:
    root = write(
        tmp_path / "in",
        {**BOOK, "mkdocs.yml": SETTINGS % "mermaid, formulas", "process/phases/explore.md": TEXT},
    )
    loaded = project(root).drawing.tried()
    told = [(each.place.line, each.place.column) for each in loaded.problems if each.code == "not-drawn"]
    assert told == [(14, 1), (18, 1)]
    assert not [each for each in loaded.problems if each.code.startswith(("undrawn", "unsafe", "removed"))]
    (book,) = (each for each in sheets(loaded.handbook) if each.path == "print/handbook.pdf")
    printed = sheet_html(book, root)
    for name, words in (("diagram", "How"), ("formula", "x^2")):
        assert f'<img alt="{words}" class="{name}" src="data:image/svg+xml;base64,' in printed
    assert export(project(root).drawing, tmp_path / "out")
    page = (tmp_path / "out/phases/explore.md").read_text()
    assert "](../assets/cocreate/drawn/" in page and "```mermaid\nwrong" in page.replace("    ", "")
    assert len([*(tmp_path / "out/assets/cocreate/drawn").iterdir()]) == 2


@pytest.mark.parametrize("options", ["", "formulas"])
def test_nothing_is_drawn_that_nobody_wants_or_where_no_program_may_start(
    tmp_path, programs, options
) -> None:
    files = {**BOOK, "mkdocs.yml": SETTINGS % options, "process/phases/explore.md": TEXT}
    root = write(tmp_path / "in", files)
    codes = [each.code for each in project(root).tried().problems if "drawn" in each.code]
    assert codes == ([*["undrawn-formula"] * (not options), "undrawn-diagram", "undrawn-diagram"])
    assert not programs.exists()


@pytest.mark.site
def test_a_site_shows_what_was_drawn(tmp_path, programs, monkeypatch) -> None:
    monkeypatch.setitem(ENVIRONMENT, "PATH", os.environ["PATH"])
    files = {**BOOK, "mkdocs.yml": f"theme: material\n{SETTINGS % 'mermaid'}", "docs/index.md": "# Home\n"}
    files["mkdocs.yml"] = files["mkdocs.yml"].replace("draw:", "pdf: false, draw:")
    text = f"{PHASE}## Notes\n\n```mermaid\naccTitle: How\n```\n\n## Question\n\nWhy?\n"
    site = built(write(tmp_path / "in", {**files, "process/phases/explore.md": text}))
    (drawing,) = (site / "assets/cocreate/drawn").iterdir()
    page = (site / "phases/explore/index.html").read_text()
    assert re.search(rf'<img [^>]*alt="How"[^>]*src="../../assets/cocreate/drawn/{drawing.name}"', page), page
