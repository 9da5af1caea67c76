"""Builds that begin at once: a process that has loaded what they need divides itself for each of them."""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from jinja2 import TemplateAssertionError
from mkdocs.theme import Theme

from cocreate_plugin.hosts.project import project
from tests.compiled import keep_compiled

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "example"
LOADED = (
    "mkdocs.__main__", "mkdocs.commands.build", "material.plugins.search.plugin", "cocreate_plugin.hosts.mkdocs.plugin",
    "markdown.extensions.codehilite", "markdown.extensions.sane_lists", "pymdownx.superfences", "pymdownx.tabbed",
    "pymdownx.details", "pymdownx.highlight", "pymdownx.tasklist", "pymdownx.saneheaders", "pymdownx.betterem",
    "pydantic.dataclasses",
)  # fmt: skip
"""What every build loads."""


def run(
    folder: Path, arguments: Sequence[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Runs `python -m mkdocs` in a folder and a process of its own."""
    words = ["mkdocs", *arguments]
    with tempfile.TemporaryDirectory() as said:
        files = [Path(said, name) for name in ("out", "err")]
        order = {"folder": str(folder), "words": words, "environment": dict(environment)}
        server = _server()
        assert server.stdin and server.stdout
        server.stdin.write(json.dumps(order | {"files": list(map(str, files))}) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return subprocess.CompletedProcess(words, code, *(file.read_text() for file in files))


@cache
def _server() -> subprocess.Popen[str]:
    program = [sys.executable, "-c", "from tests.hosts.forked import serve; serve()"]
    pipe = subprocess.PIPE
    server = subprocess.Popen(program, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, env=_surroundings())
    atexit.register(server.communicate)
    return server


def _surroundings() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "default"}


def serve() -> None:
    """Carries out orders, one a line, until nobody is there to send more; says how each ended."""
    keep_compiled()
    for name in LOADED:
        importlib.import_module(name)
    _compile_templates()
    project(EXAMPLE).tried()  # what was worked out of the example's texts is kept
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(**json.loads(line))
            return
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _compile_templates() -> None:
    theme = Theme("material")
    templates = theme.get_env()
    partials = (
        f"partials/{file.name}" for folder in theme.dirs for file in Path(folder, "partials").glob("*.html")
    )
    for name in ("main.html", "base.html", "404.html", "sitemap.xml", *partials):
        with suppress(TemplateAssertionError):  # a blog's, which need filters of their own
            templates.get_template(name)


def _become(folder: str, words: list[str], environment: dict[str, str], files: list[str]) -> None:
    for number, file in enumerate((os.devnull, *files)):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[0] = folder
    sys.argv = words
    importlib.import_module("mkdocs.__main__").cli()
