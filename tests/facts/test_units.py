"""Numbers with their units: one wording for every medium, in the plural form of the language."""

from __future__ import annotations

import pytest

from cocreate_plugin.facts.units import count, duration, minutes, people
from cocreate_plugin.kinds import Duration, Span
from cocreate_plugin.phrases import phrases


@pytest.mark.parametrize(
    ("language", "time", "written"),
    [
        ("en", Duration(1, 1, "week"), "1 week"),
        ("en", Duration(4, 8, "week"), "4–8 weeks"),
        ("en", Duration(1, 1.2, "week"), "1–1.2 weeks"),
        ("en", Duration(0.5, 0.5, "hour"), "0.5 hours"),
        ("en", Duration(0.5, 1, "hour"), "0.5–1 hours"),
        ("sv", Duration(1, 1, "day"), "1 dag"),
        ("sv", Duration(1, 1.5, "week"), "1–1,5 veckor"),
        ("sv", Duration(1, 1, "week"), "1 vecka"),
    ],
)
def test_a_duration(language: str, time: Duration, written: str) -> None:
    assert duration(phrases(language), time) == written


@pytest.mark.parametrize(
    ("span", "written"),
    [
        (Span(2, 8), "2–8 people"),
        (Span(1, 1), "1 person"),
        (Span(12, None), "12+ people"),
        (Span(1, None), "1+ people"),
        (Span(22, 22), "22 people"),
    ],
)
def test_people(span: Span, written: str) -> None:
    assert people(phrases("en"), span) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, ""),
        (1, "1 minute"),
        (60, "1 hour"),
        (90, "90 minutes"),
        (120, "2 hours"),
        (150, "2 hours 30 minutes"),
    ],
)
def test_minutes(number: int, written: str) -> None:
    assert minutes(phrases("en"), number) == written


def test_nothing_is_said_of_nothing() -> None:
    assert duration(phrases("en"), None) == people(phrases("en"), None) == ""


def test_a_language_with_more_plural_forms_than_ours_still_reads_our_catalogue() -> None:
    assert [count(phrases("pl"), "week", number) for number in (1, 3, 5, 1.5)] == [
        "1 week",
        "3 weeks",
        "5 weeks",
        "1.5 weeks".replace(".", ","),
    ]
