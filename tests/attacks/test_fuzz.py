"""A minute of the fuzzer; `make fuzz` goes on for ten."""

from __future__ import annotations

import pytest

from .fuzz import fuzz


@pytest.mark.site
@pytest.mark.parametrize("seed", [1, 2])
def test_no_handbook_trips_the_program_and_nothing_changes_unsaid(seed, tmp_path):
    result = fuzz(tmp_path, lambda tally: tally.documents < 250, seed)
    assert not result.faults and not result.late, result.examples
