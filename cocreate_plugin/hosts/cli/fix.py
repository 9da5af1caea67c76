"""`check --fix`: what is certain is put right, and the difference can be read before."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from ...load import Loaded
from ...mend.former import with_former_ids
from ...mend.rounds import ChangedMeanwhileError, Mended, mended, write
from ...phrases import Phrases
from ...problems import Problem
from ...sources.lost import last_text
from ..project import Project
from .localised_click import refuse_plainly
from .report import tell


def fix(here: Project, words: Phrases, only_shown: bool, today: dt.date) -> Loaded:
    """Put right what is certain, say what was done, and give the handbook as it is then.

    When it is only shown, nothing is written.
    """
    there = here.tried(today)

    def check(root: Path) -> Sequence[Problem]:
        loaded = there if root == here.root else replace(here, root=root).tried(today, {})
        return with_former_ids(
            loaded.problems, loaded.handbook, root, lambda path: last_text(here.root, path)
        )

    result = mended(here.root, check, left_out=("site",))
    if only_shown:
        click.echo("".join(_difference(result)), nl=False)
    else:
        try:
            write(here.root, result)
        except ChangedMeanwhileError as error:
            refuse_plainly(words.t("fix.changed", path=str(error)))
        for each in result.done:
            line = words.line(each)
            tell(line.replace(f"{each.level}[", f"{words.t('fix.mended')}[", 1))
    files = sum(content is not None for content in result.after.values())
    said = words.n("fix.would" if only_shown else "fix.done", len(result.done))
    tell(f"{said} {words.n('fix.files', files)}" if result.done else words.t("fix.none"))
    return here.tried(today) if result.done and not only_shown else there


def _difference(result: Mended) -> Iterator[str]:
    """Write what changes as a unified diff, which `git apply` takes."""
    moved = {move.path: move.to for move in result.moved}
    for path in result.after:
        if path in moved.values():
            continue
        to = moved.get(path, path)
        old, new = result.before[path], result.after.get(to, result.after[path])
        if to != path:
            yield f"diff --git a/{path} b/{to}\nrename from {path}\nrename to {to}\n"
        lines = difflib.unified_diff(_lines(old), _lines(new), f"a/{path}", f"b/{to}")
        for line in lines:
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(content: bytes | None) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", (content or b"").decode("utf-8", "replace"))
