"""Values as people write them, turned into the form that a field takes: only what can mean one thing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from ..kinds.identity import ADVICE
from ..phrases import Phrases, in_every_language, language_named, months, yes_or_no
from ..sources import ID, proposed_id
from ..validate import duration, span

QUOTES = "\"'“”„‟‘’‚‛«»‹›`´″′"
"""Signs that a word processor, or a habit, puts around a word."""
UNITS = ("min", "hour", "day", "week", "month", "year")
_NUMBER = r"[0-9]{1,6}(?:[.,][0-9]{1,3})?"
_PLAIN = re.compile(r"^[^\s\"'\[\]{}#&*!|>%@`,:?-][^\"'\[\]{}#,:]*$")
_CENTURY = range(1900, 2100)


def better(expected: str, given: str, words: Phrases) -> str | None:
    """Give a value in the form that is expected; None where it could mean two things, or nothing."""
    reader = _READERS.get(expected)
    bare = unquoted(given)
    return reader(bare, words) if reader and bare else None


def unquoted(text: str) -> str:
    """Take quotation marks of any sort off both ends of a word."""
    return text.strip().strip(QUOTES).strip()


def listed(text: str) -> str | None:
    """Write words between commas or semicolons, or a single word, as a list of YAML."""
    bare = re.sub(r"^(?:[•◦▪‣·●○–—*-]|\d{1,2}[.)])\s+", "", text.strip())
    parts = [unquoted(each) for each in re.split(r"[,;]", bare.strip("[](){}"))]
    if not parts or not all(parts):
        return None
    return f"[{', '.join(plain_or_quoted(each) for each in parts)}]"


def plain_or_quoted(word: str) -> str:
    """Give a word as YAML takes it for a word: bare where that is safe, else in quotation marks."""
    if _PLAIN.match(word) and not word.endswith(" "):
        return word
    return f"'{word}'" if '"' in word and "'" not in word else '"' + word.replace('"', '\\"') + '"'


def _listed(text: str, words: Phrases) -> str | None:
    return listed(text)


def _advice(text: str, words: Phrases) -> str | None:
    """Write names of checks as a list, if every one of them is a check."""
    parts = [unquoted(each).casefold() for each in re.split(r"[,;]", text)]
    return f"[{', '.join(parts)}]" if all(part in ADVICE for part in parts) else None


def _ids(text: str, words: Phrases) -> str | None:
    parts = [proposed_id(each) for each in re.split(r"[,;]", text)]
    return f"[{', '.join(parts)}]" if all(ID.match(each) for each in parts) else None


def _date(text: str, words: Phrases) -> str | None:
    """Read a date of any common form; one whose day and month could be changed round is left alone."""
    text = re.sub(r"[–—‐‑−]", "-", text.casefold()).strip(" .")
    text = re.sub(r"(?<=\d)[t ]\d{1,2}:\d{2}(:\d{2})?z?$", "", text)
    if match := re.match(r"^(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})$", text):
        return _day(match[1], match[2], match[3])
    if match := re.match(r"^(\d{4})(\d{2})(\d{2})$", text):
        return _day(*match.groups())
    if match := re.match(r"^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$", text):
        return _day(match[3], match[2], match[1])
    if match := re.match(r"^(\d{1,2})\s*[-/]\s*(\d{1,2})\s*[-/]\s*(\d{4})$", text):
        both = {_day(match[3], match[2], match[1]), _day(match[3], match[1], match[2])} - {None}
        return both.pop() if len(both) == 1 else None
    return _spelt(text)


def _spelt(text: str) -> str | None:
    """Read `1 March 2026`, `March 1st, 2026`, `den 1:a mars 2026`."""
    parts = re.findall(r"[^\W\d_]+|\d+", text)
    names = months()
    found = [names[each] for each in parts if each in names]
    numbers = [each for each in parts if each.isdigit()]
    rest = [each for each in parts if not each.isdigit() and each not in names]
    if len(found) != 1 or len(numbers) != 2 or not {*rest} <= _FILLING:
        return None
    day, year = sorted(numbers, key=len)
    return _day(year, str(found[0]), day) if len(year) == 4 and len(day) <= 2 else None


_FILLING = frozenset("st nd rd th of the den a e".split())
"""What stands in a date beside day, month and year, in English and Swedish."""


def _day(year: str, month: str, day: str) -> str | None:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if found.year in _CENTURY else None


def _time(text: str, words: Phrases) -> str | None:
    """Read `13.10`, `kl. 13`, `2 pm`, `2:30 p.m.`, `13h10`."""
    folded = text.casefold().strip()
    clock = re.sub(r"^(?:kl\.?|klockan|at|um)\s+", "", folded)
    clock = re.sub(r"\s*(?:o'clock|o’clock|uhr)$", "", clock)
    match = re.match(r"^(\d{1,2})(?:\s*[:.h]\s*(\d{2})(?::\d{2})?)?\s*(h|a\.?m\.?|p\.?m\.?)?$", clock)
    match = match or re.match(r"^(\d{2})(\d{2})()$", clock)
    # A bare number may be an hour or anything; beside `kl.` or `o'clock` it is one.
    if not match or not (match[2] or match[3] or clock != folded):
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _yes(text: str, words: Phrases) -> str | None:
    found = yes_or_no(text) if text.casefold() not in ("on", "off") else text.casefold() == "on"
    return None if found is None else "yes" if found else "no"


def _in_figures(text: str) -> str:
    """Write small numbers in figures, and a range with a hyphen."""
    numbers = {word: str(at) for at, word in _small_numbers()}
    joining = in_every_language("word.to")
    parts = text.casefold().split()

    def is_number(at: int) -> bool:
        return 0 <= at < len(parts) and (parts[at] in numbers or parts[at][0].isdigit())

    # "to" joins in English and is two in Norwegian: between two numbers it joins.
    text = " ".join(
        each if each in joining and is_number(at - 1) and is_number(at + 1) else numbers.get(each, each)
        for at, each in enumerate(parts)
    )
    joins = "|".join(re.escape(each) for each in joining)
    return re.sub(rf"(?<=\d)\s*(?:{joins}|[—‐‑−])\s*(?=\d)", "-", text)


def _small_numbers() -> tuple[tuple[int, str], ...]:
    """Give the words for one to twelve of every language, with their numbers."""
    return tuple((at, word) for at in range(1, 13) for word in in_every_language(f"number.{at}"))


def _duration(text: str, words: Phrases) -> str | None:
    """Read `1h30`, `two weeks`, `2 to 3 weeks`, `90 minuter`, `half an hour`."""
    if text.casefold() in in_every_language("word.half-hour"):
        return "30 min"
    folded = re.sub(r"(?<=\d)\s*½", ".5", _in_figures(text.strip(" .")))
    if match := re.match(
        r"^(\d{1,2})\s*(?:h|hours?|tim|timmar|timme)\.?\s*(?:(?:and|och)\s*)?(\d{1,2})\s*(?:m|min|minutes?|minuter)?\.?$",
        folded,
    ):
        return f"{int(match[1]) * 60 + int(match[2])} min"
    match = re.match(rf"^({_NUMBER}(?:\s*[-–]\s*{_NUMBER})?)[\s-]*([^\W\d_]+)\.?$", folded)
    if not match:
        return None
    if not duration(f"{match[1]} {match[2]}", words):
        unit = next(
            (
                each
                for each in UNITS
                if match[2] in (*in_every_language(f"unit.{each}"), *_SHORT.get(each, ()))
            ),
            "",
        )
        if not unit:
            return None
        return f"{match[1]} {words.words(f'unit.{unit}')[-1 if unit == 'min' else 0]}"
    return f"{match[1]} {match[2]}"


_SHORT = {
    "min": ("mins",),
    "hour": ("hrs", "hr"),
    "week": ("wks", "wk", "v"),
    "month": ("mon", "mån"),
    "year": ("yrs", "yr"),
}
"""Units as they are shortened, beside those that a field takes."""


def _people(text: str, words: Phrases) -> str | None:
    """Read `2 to 8`, `8 people`, `12 or more`, `minst 12`."""
    folded = _in_figures(text)
    for mark in in_every_language("word.counted"):
        folded = re.sub(rf"\s*\b{re.escape(mark)}\.?$", "", folded)
    folded = re.sub(r"\s*[-–]\s*", "-", folded)
    for mark in in_every_language("word.at-least"):
        if re.search(rf"(^|\s){re.escape(mark)}(\s|$)", folded):
            folded = re.sub(rf"(^|\s){re.escape(mark)}(\s|$)", "", folded).strip() + "+"
            break
    return folded if span(folded) else None


def _whole(text: str, words: Phrases) -> str | None:
    """Read `three`, `3.`, `90 minutes`, `1 h`: in a column of minutes all of it is minutes."""
    folded = _in_figures(text.strip(" ."))
    return folded if re.match(r"^[0-9]{1,6}$", folded) else None


def _count(text: str, words: Phrases) -> str | None:
    """Read `3 people`, `3 st`: what is counted is known."""
    folded = text.casefold().strip()
    for mark in in_every_language("word.counted"):
        folded = re.sub(rf"\s*\b{re.escape(mark)}\.?$", "", folded)
    return _whole(folded, words)


def minutes(text: str, words: Phrases) -> str | None:
    """Give a time in minutes, as the cell of a run sheet takes it."""
    found = _whole(text, words)
    if found:
        return found
    lasting = duration(_duration(text, words) or "", words)
    if lasting is None or lasting.least != lasting.most or lasting.unit not in ("min", "hour"):
        return None
    number = lasting.least * (60 if lasting.unit == "hour" else 1)
    return str(int(number)) if number == int(number) else None


def _number(text: str, words: Phrases) -> str | None:
    folded = _in_figures(text).removesuffix("%").strip()
    return folded if re.match(r"^[0-9]{1,4}([.,][0-9]{1,3})?$", folded) else None


def _colour(text: str, words: Phrases) -> str | None:
    return f'"#{text.removeprefix("#")}"' if re.match(r"^#?(?:[0-9A-Fa-f]{3}){1,2}$", text) else None


def _language(text: str, words: Phrases) -> str | None:
    return language_named(text) or None


def _address(text: str, words: Phrases) -> str | None:
    return f"https://{text}" if re.match(r"^(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$", text) else None


def _copies(text: str, words: Phrases) -> str | None:
    return _ids(text, words)


_READERS: dict[str, Callable[[str, Phrases], str | None]] = {
    "date": _date,
    "time": _time,
    "duration": _duration,
    "people": _people,
    "whole-number": _whole,
    "count": _count,
    "number": _number,
    "yes-or-no": _yes,
    "list": _listed,
    "ids": _ids,
    "advice": _advice,
    "copies": _copies,
    "colour": _colour,
    "language": _language,
    "address": _address,
}
