"""Problems as a terminal, a pull request or a program reads them."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from ...phrases import Phrases
from ...problems import Edit, Level, Move, Problem

FORMATS = ("text", "github", "json")
_COLOURS = {Level.ERROR: "31", Level.WARNING: "33", Level.NOTE: "36"}
_IN_TEXT = re.compile("[%\r\n]")
_IN_PROPERTY = re.compile("[%\r\n:,]")
_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def listed(
    problems: Sequence[Problem], words: Phrases, root: Path, form: str = "text", colour: bool = False
) -> str:
    """Write problems in one of the formats; empty when there are none to list."""
    if form == "json":
        return json.dumps([_record(problem, words) for problem in problems], ensure_ascii=False, indent=2)
    if form == "github":
        return "\n".join(_annotation(problem, words, root) for problem in problems)
    return "\n".join(_line(problem, words, colour) for problem in problems)


def show(
    problems: Sequence[Problem], words: Phrases, root: Path, form: str = "text", err: bool = False
) -> None:
    """Print problems; in colour on a terminal only."""
    stream = sys.stderr if err else sys.stdout
    lines = listed(problems, words, root, form, colour=stream.isatty() and "NO_COLOR" not in os.environ)
    if lines:
        click.echo(lines, err=err)


def tell(sentence: str) -> None:
    """Say something beside the output, where it disturbs no other program."""
    click.echo(sentence, err=True)


def summary(problems: Sequence[Problem], words: Phrases) -> str:
    """Count the problems by level, in one line."""
    levels = [problem.level for problem in problems]
    counts = [words.n(f"count.{level}s", levels.count(level)) for level in Level if level in levels]
    return words.t("check.found", counts=words.all_of(tuple(counts))) if counts else words.t("check.none")


def is_fatal(problems: Sequence[Problem], strict: bool = False) -> bool:
    """Tell whether the problems make a run fail."""
    fatal = (Level.ERROR, Level.WARNING) if strict else (Level.ERROR,)
    return any(problem.level in fatal for problem in problems)


def _line(problem: Problem, words: Phrases, colour: bool) -> str:
    line = words.line(problem)
    if not colour:
        return line
    label = f"{problem.level}[{problem.code}]"
    return line.replace(label, f"\033[1;{_COLOURS[problem.level]}m{label}\033[0m", 1)


def _record(problem: Problem, words: Phrases) -> dict[str, object]:
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "level": str(problem.level),
        "code": problem.code,
        "message": words.sentence(problem),
        "facts": dict(problem.facts),
        "edits": [_edit(edit) for edit in problem.edits],
    }


def _edit(edit: Edit | Move) -> dict[str, object]:
    """Write an edit, or a new name of a file, for a program."""
    if isinstance(edit, Move):
        return {"path": edit.path, "to": edit.to}
    start, end = (edit.place.line, edit.place.column), (edit.end_line, edit.end_column)
    places = {
        name: {"line": line, "column": column} for name, (line, column) in (("start", start), ("end", end))
    }
    return {"path": edit.place.path, **places, "text": edit.text}


def _annotation(problem: Problem, words: Phrases, root: Path) -> str:
    """Write a workflow command of GitHub Actions; its file is named from the top of the repository."""
    top = os.environ.get("GITHUB_WORKSPACE") or os.fspath(root)
    path = Path(os.path.relpath(root / problem.place.path, top)).as_posix()
    facts = {"file": path, "line": problem.place.line, "col": problem.place.column, "title": problem.code}
    properties = ",".join(f"{name}={_escaped(str(fact), _IN_PROPERTY)}" for name, fact in facts.items())
    return f"::{_COMMANDS[problem.level]} {properties}::{_escaped(words.sentence(problem), _IN_TEXT)}"


def _escaped(text: str, signs: re.Pattern[str]) -> str:
    """Escape as the runner unescapes (actions/toolkit, packages/core/src/command.ts)."""
    return signs.sub(lambda match: f"%{ord(match[0]):02X}", text)
