"""Imports flow one way, and each dependency has one door. Read from the source with ast; nothing is imported."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cocreate_plugin"

STAGES = (
    "problems", "programs", "pdf", "phrases", "sources", "prose", "drawn", "kinds", "addresses", "validate", "handbook", "cite", "facts", "rules", "attached",
    "mend", "load", "intake", "contrast", "templating", "sheets", "policy", "pages", "data", "review", "site_assets", "hosts",
)  # fmt: skip

DOORS = {
    "sources": ("yaml", "bibtexparser", "pylatexenc", "markdown_it", "mdit_py_plugins"),
    "prose": ("markdown", "pymdownx", "nh3"),
    "validate": ("pydantic", "pydantic_core"),
    "phrases": ("babel",),
    "cite": ("citeproc", "lxml"),
    "templating": ("jinja2", "markupsafe"),
    "sheets": ("segno",),
    "site_assets": ("rcssmin", "rjsmin"),
    "pdf": ("weasyprint", "pydyf", "fontTools", "PIL", "pypdfium2", "tinycss2", "tinyhtml5"),
    "hosts": ("mkdocs", "properdocs", "material", "click", "pathspec", "pygls", "lsprotocol", "page"),
    "intake": ("mammoth", "markdownify", "bs4"),
}
DOOR_OF = {library: stage for stage, libraries in DOORS.items() for library in libraries}
ALLOWED = {*sys.stdlib_module_names, *DOOR_OF}

OUTSIDE = {
    "__init__": STAGES[: STAGES.index("hosts")],  # the public API knows no host
    "__main__": STAGES,
    "testing": STAGES[: STAGES.index("load") + 1],
}
"""Modules that are no stage, and the stages that each may import from."""

FILES = sorted(PACKAGE.rglob("*.py"))


def stage_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(file: Path, package: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Every imported name in full with its line, those inside functions and for typing included."""
    for node in ast.walk(ast.parse(file.read_bytes(), str(file))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*start, *([node.module] if node.module else ())))
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)


def wrong(file: Path, name: str) -> str | None:
    """Says why a file may not import a name, if it may not."""
    stage = stage_of(file)
    top, *rest = name.split(".")
    if top != PACKAGE.name:
        if top not in ALLOWED:
            return f"imports {top}, which has no door: give it one in tests/test_architecture.py"
        if top in DOOR_OF and DOOR_OF[top] != stage:
            return f"imports {top}, whose door is {DOOR_OF[top]}"
        return None
    other = rest[0] if rest else ""
    if other == stage or stage == "__main__":
        return None
    if other not in STAGES:
        return f"imports {name}; import from the stage that defines it instead"
    earlier = OUTSIDE[stage] if stage in OUTSIDE else STAGES[: STAGES.index(stage)]
    return None if other in earlier else f"imports {name}, but {other} does not come before {stage}"


def complaints(file: Path) -> Iterator[str]:
    package = file.relative_to(ROOT).parent.parts
    for name, line in imports(file, package):
        if reason := wrong(file, name):
            yield f"{file.relative_to(ROOT)}:{line}: {reason}"


@cache
def modules() -> frozenset[str]:
    return frozenset(map(stage_of, FILES))


def test_every_module_belongs_to_a_stage() -> None:
    strangers = modules() - {*STAGES, *OUTSIDE}
    assert not strangers, f"not a stage: {', '.join(sorted(strangers))}; the stages are {', '.join(STAGES)}"


def test_imports_flow_one_way_through_one_door() -> None:
    found = [
        complaint for file in FILES if stage_of(file) in {*STAGES, *OUTSIDE} for complaint in complaints(file)
    ]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("path", "source", "reason"),
    [
        ("prose.py", "from .kinds import Phase", "kinds does not come before prose"),
        ("prose/__init__.py", "from ..problems import Place", None),
        ("prose/links.py", "from . import citations", None),
        ("kinds/base.py", "def f():\n    import yaml", "whose door is sources"),
        ("sources/structure.py", "import markdown_it.token", None),
        ("sources/structure.py", "import markdown.util", "whose door is prose"),
        (
            "rules.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from . import pages",
            "pages does not come",
        ),
        ("load.py", "import numpy", "has no door"),
        ("load.py", "from cocreate_plugin import Handbook", "import from the stage"),
        ("__init__.py", "from .hosts import cli", "hosts does not come"),
        ("__init__.py", "from .load import load", None),
        ("testing.py", "from .sheets import matrix", "sheets does not come"),
        ("pdf/jobs.py", "from ..problems import Place", None),
        ("pdf/jobs.py", "from ..phrases import phrases", "phrases does not come before pdf"),
    ],
)
def test_the_check_itself(path: str, source: str, reason: str | None, tmp_path: Path) -> None:
    file = tmp_path / "source.py"
    file.write_text(source)
    place = PACKAGE / path
    said = [wrong(place, name) for name, _ in imports(file, place.relative_to(ROOT).parent.parts)]
    assert any(reason in words for words in said if words) if reason else not any(said)


def test_no_file_is_longer_than_one_reads_at_a_sitting() -> None:
    files = [
        file for folder in ("cocreate_plugin", "scripts", "tests") for file in (ROOT / folder).rglob("*.py")
    ]
    long = {
        str(file.relative_to(ROOT)): lines
        for file in files
        if (lines := file.read_bytes().count(b"\n")) > 400
    }
    assert not long


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("cocreate_plugin", ("mkdocs", "click", "weasyprint")),
        ("cocreate_plugin.hosts.mkdocs.plugin", ("weasyprint",)),
        (
            "cocreate_plugin.hosts.cli.main",
            ("mkdocs", "pygls", "lsprotocol", "pydantic", "markdown", "jinja2", "citeproc", "PIL"),
        ),
        ("cocreate_plugin.load", ("click", "jinja2", "cocreate_plugin.pdf.pool")),
    ],
)
def test_what_is_imported_only_when_needed(module: str, heavy: tuple[str, ...]) -> None:
    """A machine without Pango can build pages; another host can use the core; help answers at once."""
    code = f"import sys, {module}; print(*sorted(set({heavy!r}) & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert loaded.returncode == 0, loaded.stderr
    assert not loaded.stdout.strip(), f"import {module} also imports {loaded.stdout}"
