"""Problems on GitHub: annotations, the plain lines, and a table for the summary of the job."""

from __future__ import annotations

import os
import re
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, ClassVar

from ...problems import Level, Problem
from .report import Report
from .terminal import seen

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
MOST_ROWS = 500
"""Rows of the table; a summary may hold one mebibyte."""
_IN_TEXT = re.compile("[%\r\n]")
_IN_PROPERTY = re.compile("[%\r\n:,]")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>|#!~$&@{}]|(?<=\w)://")


def lines(report: Report) -> Iterator[str]:
    """Write an annotation for each problem, and all of them as plain lines.

    GitHub keeps ten annotations of a level from one step and drops the others in silence
    (github.com/actions/toolkit/issues/734), so that the plain lines are the report.
    """
    for problem in report.problems:
        yield annotation(report, problem)
    if report.problems:
        # Between these two, no line is taken for a command, whatever a document makes it say.
        token = secrets.token_hex(16)
        yield f"::stop-commands::{token}"
        yield from (seen(report.words.line(problem)) for problem in report.problems)
        yield f"::{token}::"


def annotate(report: Report) -> None:
    """Print the annotations of problems that a log has told already, and add them to the job's summary."""
    for problem in report.problems:
        print(annotation(report, problem), flush=True)
    add_to_summary(report)


def annotation(report: Report, problem: Problem) -> str:
    """Write a workflow command; its file is named from the top of the repository, its title is in words."""
    what, todo = report.words.parts(problem)
    facts = {
        "file": report.from_top(problem.place.path),
        "line": problem.place.line,
        "col": problem.place.column,
        "title": what if todo else report.words.t(f"level.{problem.level}").capitalize(),
    }
    end = report.end(problem)
    if end > problem.place.column:
        facts |= {"endColumn": end - 1}
    properties = ",".join(f"{name}={_escaped(str(fact), _IN_PROPERTY)}" for name, fact in facts.items())
    message = f"{todo or what} [{problem.code}]"
    return f"::{COMMANDS[problem.level]} {properties}::{_escaped(message, _IN_TEXT)}"


def _escaped(text: str, signs: re.Pattern[str]) -> str:
    """Escape as the runner unescapes (actions/toolkit, packages/core/src/command.ts)."""
    return signs.sub(lambda match: f"%{ord(match[0]):02X}", text)


def opened_summary() -> BinaryIO | None:
    """Open the summary of the job to add to it, where the environment names one that can be written."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    with suppress(OSError):
        return Path(name).open("ab", buffering=0) if name else None
    return None


class Summary:
    """The summary of the job, opened beforehand by a run that is shut in before it has anything to say."""

    kept: ClassVar[BinaryIO | None] = None


def add_to_summary(report: Report) -> None:
    """Add the problems to the summary of the job as a table; a full disk costs the table, not the check."""
    file, Summary.kept = Summary.kept or opened_summary(), None
    if file is not None and report.problems:
        with suppress(OSError):
            file.write(("\n".join(table(report)) + "\n\n").encode())
    if file is not None:
        file.close()


def table(report: Report) -> Iterator[str]:
    """Write the problems as a table, with a link to each line."""
    words = report.words
    levels = Counter(problem.level for problem in report.problems)
    counts = tuple(words.n(f"count.{level}s", levels[level]) for level in Level if levels[level])
    yield f"### {words.t('check.found', counts=words.all_of(counts))}"
    yield ""
    heads = ("summary.level", "role.where", "label.what", "summary.code")
    yield f"| {' | '.join(map(words.t, heads))} |"
    yield "| --- | --- | --- | --- |"
    for problem in report.problems[:MOST_ROWS]:
        cells = (
            words.t(f"level.{problem.level}"),
            _linked(report, problem),
            _escaped_markdown(words.sentence(problem)),
            f"[{problem.code}]({report.address(problem.code)})",
        )
        yield f"| {' | '.join(cells)} |"
    if len(report.problems) > MOST_ROWS:
        yield ""
        yield words.t("summary.more", number=len(report.problems) - MOST_ROWS)


def _linked(report: Report, problem: Problem) -> str:
    place = problem.place
    name = _escaped_markdown(f"{place.path}:{place.line}")
    top = [os.environ.get(f"GITHUB_{each}", "") for each in ("SERVER_URL", "REPOSITORY", "SHA")]
    if not all(top):
        return name
    path = re.sub(
        r"[^\w./-]",
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()),
        report.from_top(place.path),
    )
    return f"[{name}]({top[0]}/{top[1]}/blob/{top[2]}/{path}#L{place.line})"


def _escaped_markdown(text: str) -> str:
    """Write a text in a cell so that it is only text: no link, no picture, no one who is called."""
    return _MARKDOWN.sub(lambda match: "".join(f"&#{ord(sign)};" for sign in match[0]), seen(text))
