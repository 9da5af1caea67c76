from __future__ import annotations

from collections.abc import Callable

import pytest

from cocreate_plugin.pdf import Job, Printed, print_all


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[Printed]]:
    """Print jobs with one cache for all tests, since most print the same small sheets."""
    cache = tmp_path_factory.mktemp("cache")

    def print_them(*jobs: Job, deadline: float = 60) -> list[Printed]:
        return list(print_all(jobs, cache, 1, deadline))

    return print_them
