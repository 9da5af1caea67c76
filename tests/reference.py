"""The reference handbook, loaded once for all tests that read it."""

from functools import cache
from pathlib import Path

from cocreate_plugin.load import load

ROOT = Path(__file__).parent.parent

PHASES = ("initiate", "prepare", "explore", "create", "test", "decide", "implement", "follow-up")


@cache
def loaded():
    return load(ROOT)


@cache
def book():
    return loaded().handbook
