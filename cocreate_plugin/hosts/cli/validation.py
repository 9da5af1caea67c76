"""Whether printed sheets keep PDF/UA-1, the standard of accessible PDF (ISO 14289-1), and a report of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from ...pdf.files import put
from ...phrases import Phrases
from .localised_click import refuse_plainly
from .report import tell

PROFILE = "ua1"
STANDARD = "PDF/UA-1"
LIBRARY = "page-validation"
REPORT = "print/accessibility"
"""Where the reports lie, below the folder that gets `print/`, without their endings."""
MOST = 5
"""Failures of one sheet that are told on a terminal; the reports have all."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a sheet breaks, where first, and how often."""

    rule: str
    message: str
    times: int


@dataclass(frozen=True, slots=True)
class Validated:
    """A sheet by its path, how many rules were tried, and which it breaks."""

    path: str
    rules: int
    failures: tuple[Failure, ...]


def refuse_without_library(words: Phrases) -> None:
    """Refuse to validate where nothing is installed that can, before anything is printed."""
    try:
        import page  # noqa: F401
    except ImportError:
        refuse_plainly(words.t("validate.needs"))


def validated(folder: Path, paths: Iterable[str]) -> tuple[Validated, ...]:
    """Hold PDFs below a folder against the standard."""
    from page import validate_pdf

    results: list[Validated] = []
    for path in paths:
        told = validate_pdf(str(folder / path), profile=PROFILE)
        times = Counter(failure.rule_id for failure in told.failures)
        first = {failure.rule_id: failure.message for failure in reversed(told.failures)}
        failures = tuple(Failure(rule, first[rule], number) for rule, number in sorted(times.items()))
        results.append(Validated(path, told.rules.total, failures))
    return tuple(results)


def say_and_write(results: tuple[Validated, ...], folder: Path, words: Phrases) -> bool:
    """Say how many sheets keep the standard and which do not; write both reports; tell whether all do."""
    failing = [each for each in results if each.failures]
    for each in failing:
        told = [f"{failure.rule}: {failure.message}" for failure in each.failures]
        more = len(told) - MOST
        tell("\n  ".join((each.path, *told[:MOST], *((f"+ {more}",) if more > 0 else ()))))
    tell(_summary(results, words))
    put(folder / f"{REPORT}.json", _as_json(results).encode())
    put(folder / f"{REPORT}.md", _as_markdown(results, words).encode())
    tell(words.t("validate.written", path=str(folder / f"{REPORT}.md")))
    return not failing


def _summary(results: tuple[Validated, ...], words: Phrases) -> str:
    good = sum(not each.failures for each in results)
    rules = max((each.rules for each in results), default=0)
    facts = {"total": words.number(len(results)), "standard": STANDARD, "library": _library()}
    return words.n("validate.summary", good, **facts, rules=words.number(rules))


def _library() -> str:
    return f"{LIBRARY} {version(LIBRARY)}"


def _as_json(results: tuple[Validated, ...]) -> str:
    data = {
        "version": 1,
        "standard": STANDARD,
        "tested_with": _library(),
        "sheets": [
            {
                "path": each.path,
                "rules": each.rules,
                "passes": not each.failures,
                "failures": [
                    {"rule": failure.rule, "message": failure.message, "times": failure.times}
                    for failure in each.failures
                ],
            }
            for each in results
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _as_markdown(results: tuple[Validated, ...], words: Phrases) -> str:
    lines = [f"# {words.t('validate.title')}", "", _summary(results, words), ""]
    lines += [words.t("validate.by-hand"), "", f"## {words.t('validate.sheets')}", ""]
    for each in results:
        lines.append(f"- `{each.path}`: {words.t('validate.fails' if each.failures else 'validate.passes')}")
        lines += [
            f"    - `{failure.rule}`, {words.number(failure.times)} ×: {failure.message}"
            for failure in each.failures
        ]
    return "\n".join(lines) + "\n"
