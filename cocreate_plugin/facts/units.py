"""Times, numbers and people in words."""

from __future__ import annotations

from ..kinds import Duration, Span
from ..phrases import Phrases


def duration(words: Phrases, given: Duration | None) -> str:
    """Write `4–8 weeks`."""
    if given is None:
        return ""
    text = _count(words, f"count.{given.unit}", given.most)
    return (
        text
        if given.least == given.most
        else text.replace(
            words.number(given.most), f"{words.number(given.least)}–{words.number(given.most)}", 1
        )
    )


def people(words: Phrases, given: Span | None) -> str:
    """Write `2–8 people` or `12+ people`."""
    if given is None:
        return ""
    if given.most is None:
        return _count(words, "count.people", given.least).replace(
            words.number(given.least), f"{given.least}+", 1
        )
    text = _count(words, "count.people", given.most)
    return (
        text
        if given.least == given.most
        else text.replace(words.number(given.most), f"{given.least}–{given.most}", 1)
    )


def minutes(words: Phrases, given: int) -> str:
    """Write `1 hour 30 minutes`; nothing for no time at all."""
    hours, rest = divmod(given, 60)
    if given < 120 and rest:
        return _count(words, "count.min", given)
    parts = [_count(words, "count.hour", hours)] if hours else []
    if rest:
        parts.append(_count(words, "count.min", rest))
    return " ".join(parts)


def _count(words: Phrases, key: str, number: float) -> str:
    """Write a number with its unit; the plural form is that of the whole number above it."""
    whole = int(number) if number == int(number) else max(int(number) + 1, 2)
    return words.n(key, whole).replace(str(whole), words.number(number), 1)
