"""Whether printed sheets keep PDF/UA-1, said on a terminal and in a report."""

from __future__ import annotations

import json
from pathlib import Path

from ...facts.accessibility import STANDARD, Validation, as_data
from ...pdf.files import put
from ...phrases import Phrases
from ..accessible_pdf import can_validate
from .localised_click import refuse_plainly
from .report import tell

REPORT = "print/accessibility"
"""Where the reports lie, below the folder that gets `print/`, without their endings."""
MOST = 5
"""Failures of one sheet that are told on a terminal; the reports have all."""


def refuse_without_library(words: Phrases) -> None:
    """Refuse to validate where nothing is installed that can, before anything is printed."""
    if not can_validate():
        refuse_plainly(words.t("validate.needs"))


def say_and_write(tested: Validation, folder: Path, words: Phrases) -> bool:
    """Say how many sheets keep the standard and which do not; write both reports; tell whether all do."""
    for sheet in tested.failing:
        told = [f"{failure.rule}: {failure.message}" for failure in sheet.failures]
        more = len(told) - MOST
        tell("\n  ".join((sheet.path, *told[:MOST], *((f"+ {more}",) if more > 0 else ()))))
    tell(_summary(tested, words))
    data = json.dumps(as_data(tested), ensure_ascii=False, indent=2) + "\n"
    put(folder / f"{REPORT}.json", data.encode())
    put(folder / f"{REPORT}.md", _as_markdown(tested, words).encode())
    tell(words.t("validate.written", path=str(folder / f"{REPORT}.md")))
    return not tested.failing


def _summary(tested: Validation, words: Phrases) -> str:
    good, total = len(tested.sheets) - len(tested.failing), words.number(len(tested.sheets))
    facts = {"standard": STANDARD, "library": tested.library, "rules": words.number(tested.rules)}
    return words.n("validate.summary", good, total=total, **facts)


def _as_markdown(tested: Validation, words: Phrases) -> str:
    lines = [f"# {words.t('validate.title')}", "", _summary(tested, words), ""]
    lines += [words.t("validate.by-hand"), "", f"## {words.t('validate.sheets')}", ""]
    for sheet in tested.sheets:
        verdict = words.t("validate.fails" if sheet.failures else "validate.passes")
        lines.append(f"- `{sheet.path}`: {verdict}")
        lines += [
            f"    - `{failure.rule}`, {words.number(failure.times)} ×: {failure.message}"
            for failure in sheet.failures
        ]
    return "\n".join(lines) + "\n"
