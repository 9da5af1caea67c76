"""A minute of the fuzzer; `make fuzz` goes on for ten."""

from __future__ import annotations

from pathlib import Path

import pytest

from .fuzz import fuzz

DOCUMENTS = 600
"""So many take a sixth of the minute; what is made of a seed is the same on every machine."""
MOST_LATE = 4
"""So many of them may be told from the finished page or sheet instead of the line; told they must be."""


@pytest.mark.site
@pytest.mark.parametrize("seed", range(1, 5))
def test_no_handbook_trips_the_program_and_nothing_changes_unsaid(seed: int, tmp_path: Path) -> None:
    result = fuzz(tmp_path, lambda tally: tally.documents < DOCUMENTS, seed)
    assert not result.faults and result.late.total() <= MOST_LATE, result.examples
