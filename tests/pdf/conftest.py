from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.hosts.project import project, workers
from cocreate_plugin.pdf import Job, Printed, print_all
from cocreate_plugin.problems import Problem
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.sheets.sheet import Sheet

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[Printed]]:
    """Print jobs with one cache for all tests, since most print the same small sheets."""
    cache = tmp_path_factory.mktemp("cache")

    def print_them(*jobs: Job, deadline: float = 60) -> list[Printed]:
        return list(print_all(jobs, cache, 1, deadline))

    return print_them


@dataclass(frozen=True)
class Print:
    """A sheet and what came of it."""

    sheet: Sheet
    file: Path
    pages: int
    problems: tuple[Problem, ...]


class Everything(dict[str, Print]):
    """Every sheet of the reference handbook by its path."""

    handbook: Handbook
    sheets: tuple[Sheet, ...]


@pytest.fixture(scope="session")
def every() -> Everything:
    """Print the whole reference handbook, once for tests and for `make handbook`: they share the project's cache."""
    here = project(ROOT)
    found = Everything()
    found.handbook = here.load().handbook
    found.sheets = sheets(found.handbook)
    results = print_all(jobs(found.sheets, here.root), here.cache, workers(here.settings.options))
    for sheet, result in zip(found.sheets, results, strict=True):
        assert result.file, list(result.problems)
        found[sheet.path] = Print(sheet, result.file, result.pages, result.problems)
    return found
