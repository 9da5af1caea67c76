"""Values as people write them, and the one thing that each can mean."""

from __future__ import annotations

import pytest

from cocreate_plugin.mend.values import better, minutes
from cocreate_plugin.phrases import phrases

ENGLISH, SWEDISH = phrases("en"), phrases("sv")


@pytest.mark.parametrize(
    ("expected", "given", "meant"),
    [
        ("date", "1.3.2026", "2026-03-01"),
        ("date", "1 March 2026", "2026-03-01"),
        ("date", "March 1st, 2026", "2026-03-01"),
        ("date", "1 mars 2026", "2026-03-01"),
        ("date", "den 1:a maj 2026", "2026-05-01"),
        ("date", "2026-3-1", "2026-03-01"),
        ("date", "2026/03/01", "2026-03-01"),
        ("date", "20260301", "2026-03-01"),
        ("date", "2026–03–01", "2026-03-01"),
        ("date", "2026-03-01T09:00", "2026-03-01"),
        ("date", "13/4/2026", "2026-04-13"),
        ("date", "3/4/2026", None),
        ("date", "4/4/2026", "2026-04-04"),
        ("date", "260401", None),
        ("date", "2026-02-30", None),
        ("date", "spring 2026", None),
        ("date", "March 2026", None),
        ("date", "0026-03-01", None),
        ("time", "13.10", "13:10"),
        ("time", "2 pm", "14:00"),
        ("time", "12 am", "00:00"),
        ("time", "2:30 p.m.", "14:30"),
        ("time", "kl. 9", "09:00"),
        ("time", "13h10", "13:10"),
        ("time", "1310", "13:10"),
        ("time", "9", None),
        ("time", "25:10", None),
        ("time", "13 pm", None),
        ("duration", "1h30", "90 min"),
        ("duration", "1 h 15 min", "75 min"),
        ("duration", "two weeks", "2 weeks"),
        ("duration", "2 to 3 weeks", "2-3 weeks"),
        ("duration", "a week", "1 week"),
        ("duration", "half an hour", "30 min"),
        ("duration", "2 veckor", "2 weeks"),
        ("duration", "6 mån", "6 months"),
        ("duration", "90", None),
        ("duration", "a while", None),
        ("people", "2 to 8", "2-8"),
        ("people", "8 people", "8"),
        ("people", "at least 12", "12+"),
        ("people", "minst 12 personer", "12+"),
        ("people", "many", None),
        ("whole-number", "three", "3"),
        ("whole-number", "3.", "3"),
        ("whole-number", "first", None),
        ("yes-or-no", "on", "yes"),
        ("yes-or-no", "maybe", None),
        ("list", "warmth, time", "[warmth, time]"),
        ("list", "one", "[one]"),
        ("ids", "Warmth; Tea break", "[warmth, tea-break]"),
        ("number", "50 %", "50"),
        ("colour", "0b6e69", '"#0b6e69"'),
        ("address", "www.x.org", "https://www.x.org"),
        ("text", "x", None),
    ],
)
def test_a_value_has_one_meaning_or_is_left_alone(expected, given, meant):
    assert better(expected, given, ENGLISH) == meant


def test_units_are_written_in_the_language_of_the_document():
    assert better("duration", "2 weeks", SWEDISH) == "2 weeks"
    assert better("duration", "två wks", SWEDISH) == "2 veckor"


@pytest.mark.parametrize(
    ("given", "meant"),
    [("90 minutes", "90"), ("1h30", "90"), ("1 h", "60"), ("1,5 h", "90"), ("ten", "10"), ("5-10 min", None)],
)
def test_a_cell_of_minutes_holds_minutes(given, meant):
    assert minutes(given, ENGLISH) == meant
