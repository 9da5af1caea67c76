"""Times, numbers and people in words: one wording for every medium."""

from __future__ import annotations

from ..kinds import Duration, Span
from ..phrases import Phrases


def duration(words: Phrases, time: Duration | None) -> str:
    """Write `4–8 weeks`."""
    return "" if time is None else _counted(words, f"count.{time.unit}", time.least, time.most)


def people(words: Phrases, span: Span | None) -> str:
    """Write `2–8 people` or `12+ people`."""
    return "" if span is None else _counted(words, "count.people", span.least, span.most)


def minutes(words: Phrases, number: int) -> str:
    """Write `2 hours 30 minutes`, and `90 minutes` below two hours; nothing for no time at all."""
    hours, rest = divmod(number, 60)
    if number < 120 and rest:
        return count(words, "min", number)
    return " ".join(count(words, unit, part) for unit, part in (("hour", hours), ("min", rest)) if part)


def between(words: Phrases, least: int, most: int) -> str:
    """Write `55–75 minutes`; as one number where it can be no shorter, or nobody says how much."""
    return _counted(words, "count.min", least, most) if 0 < least < most else minutes(words, most)


def count(words: Phrases, unit: str, number: float) -> str:
    """Write a number of something that the catalogue counts, such as `3 groups`."""
    return _counted(words, f"count.{unit}", number, number)


def range_of(words: Phrases, unit: str, least: float, most: float) -> str:
    """Write `0–17 days`; as one number where both are the same."""
    return _counted(words, f"count.{unit}", least, most)


def clock(minutes: int) -> str:
    """Write minutes from midnight as `13:05`; after midnight the clock begins again."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def elapsed(minutes: int) -> str:
    """Write minutes from the start as `1:05`."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _counted(words: Phrases, key: str, least: float, most: float | None) -> str:
    """Write a number or a range with its unit; no `most` is an open range."""
    if most is None:
        return words.n(key, least, f"{words.number(least)}+")
    shown = words.number(most) if least == most else f"{words.number(least)}–{words.number(most)}"
    return words.n(key, most, shown)
