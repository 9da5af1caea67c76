"""What was tested for accessibility, and how it came out: whether PDFs keep PDF/UA-1 (ISO 14289-1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

STANDARD = "PDF/UA-1"


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a sheet breaks, where first, and how often."""

    rule: str
    message: str
    times: int


@dataclass(frozen=True, slots=True)
class ValidatedSheet:
    """A sheet by its path, how many rules were tried, and which it breaks."""

    path: str
    rules: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Validation:
    """The sheets that were held against the standard, and with what: name and version of the library."""

    library: str
    sheets: tuple[ValidatedSheet, ...]

    @property
    def failing(self) -> tuple[ValidatedSheet, ...]:
        """Give the sheets that break a rule."""
        return tuple(sheet for sheet in self.sheets if sheet.failures)

    @property
    def rules(self) -> int:
        """Give how many rules were tried."""
        return max((sheet.rules for sheet in self.sheets), default=0)


def as_data(tested: Validation | None) -> dict[str, Any]:
    """Give the result as JSON has it; where nothing was tested there are no sheets."""
    return {
        "version": 1,
        "standard": STANDARD,
        "tested_with": tested.library if tested else None,
        "sheets": [
            {
                "path": sheet.path,
                "rules": sheet.rules,
                "passes": not sheet.failures,
                "failures": [
                    {"rule": failure.rule, "message": failure.message, "times": failure.times}
                    for failure in sheet.failures
                ],
            }
            for sheet in (tested.sheets if tested else ())
        ],
    }
