"""No bomb holds up the program: each is read, or refused in a sentence with a code, within seconds."""

from __future__ import annotations

import sys

import pytest

from tests.attacks.bombing import thrown
from tests.attacks.bombs import BOMBS

pytestmark = [
    pytest.mark.site,
    pytest.mark.skipif(sys.platform == "win32", reason="processor time is limited as Unix does it"),
]


@pytest.mark.parametrize("name", BOMBS)
def test_no_bomb_holds_up_the_program(name, tmp_path):
    blast = thrown(BOMBS[name], tmp_path)
    assert not blast.faults, blast.text[-2000:]


def test_there_are_enough():
    assert len(BOMBS) >= 60
