"""What a command prints of problems: in the form that is asked for, and how many they are."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...phrases import Phrases
from ...problems import Level, Problem

if TYPE_CHECKING:
    from ..reports.report import Report

FORMATS = ("full", "text", "github", "gitlab", "sarif", "rdjson", "json")


def listed(report: Report, form: str = "text", colour: bool = False, links: bool = False) -> str:
    """Write problems in one of the formats; empty when there are none to list."""
    from ..reports import github, programs, terminal

    for_programs: Mapping[str, Callable[[Report], str]] = {
        "json": programs.as_json,
        "gitlab": programs.as_gitlab,
        "sarif": programs.as_sarif,
        "rdjson": programs.as_rdjson,
    }
    if form in for_programs:
        return for_programs[form](report)
    if form == "github":
        return "\n".join(github.lines(report))
    lines: list[str] = []
    for problem in report.problems:
        lines.append(terminal.line(report, problem, colour, links))
        if form == "full":
            lines += [*terminal.excerpt(report, problem, colour), ""]
    return "\n".join(lines)


def show(
    problems: Sequence[Problem], words: Phrases, root: Path, form: str | None = None, err: bool = False
) -> None:
    """Print problems: in full on a terminal, else a line each; in colour on a terminal only."""
    from ..reports import github, terminal
    from ..reports.report import Report

    stream = sys.stderr if err else sys.stdout
    at_terminal = stream.isatty()
    form = form or ("full" if at_terminal else "text")
    report = Report(problems, words, root)
    colour = at_terminal and not os.environ.get("NO_COLOR")
    lines = listed(report, form, colour, links=at_terminal and terminal.follows_links())
    if lines:
        click.echo(lines, err=err, color=True)
    if form == "github":
        github.add_to_summary(report)


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
