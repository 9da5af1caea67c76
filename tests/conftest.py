"""What holds for all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from itertools import chain, islice

import pytest
from hypothesis import settings

from tests.compiled import keep_compiled

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
keep_compiled()

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


LONG = ("browser", "paper", "site")
"""Marks of tests that take long, each with things of its own to be made first."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out browser tests where there is no browser (in CI they run, and fail), and begins with what takes long."""
    if "CI" not in os.environ and not any(map(shutil.which, BROWSERS)):
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="needs Chromium"))
    items[:] = dealt(items, getattr(config, "workerinput", {}).get("workercount", 1))


def dealt(items: Sequence[pytest.Item], workers: int) -> list[pytest.Item]:
    """Orders tests for several processes, which begin with equal parts of the list: each has its own long ones first.

    So nobody waits for what another makes, and what is left for the end is short.
    """
    kinds: dict[str, list[pytest.Item]] = {kind: [] for kind in (*LONG, "")}
    for item in items:
        kinds[next(filter(item.get_closest_marker, LONG), "")].append(item)
    parts: list[list[pytest.Item]] = [[] for _ in range(workers)]
    for number, kind in enumerate(LONG):
        parts[number % workers] += kinds[kind]
    short = iter(kinds[""])
    for part in parts:
        part += islice(short, max(0, len(items) // workers - len(part)))
    return [*chain.from_iterable(parts), *short]
