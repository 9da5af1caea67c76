"""Pools the data sheets of those who repeat the case, and writes what came of it into `docs/replication.md`.

`python scripts/pool.py` writes the table again; with `--check` it says whether the page is stale, and ends
with 1 when it is.
Each sheet is a file of `docs/replication/sheets/`, in the columns of `docs/replication/schema.json`.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/replication.md"
SHEETS = ROOT / "docs/replication/sheets"
SCHEMA = ROOT / "docs/replication/schema.json"
BEGIN, END = "<!-- pool -->", "<!-- end of the pool -->"

SMALLEST_GROUP = 5
"""People; what fewer have said is left out, since one could find out who they are."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pooled:
    """What is known of one dialogue model, over all settings."""

    model: str
    settings: tuple[str, ...]
    heard: tuple[tuple[int, int], ...]
    """Of each setting: how many scored “heard” after the change, and how many of them gave 4 or 5."""
    stopped: int


def faults(row: Row, schema: Mapping[str, object] | None = None) -> Iterator[str]:
    """Name what is not as the schema has it, and groups that are too small."""
    rules = schema or json.loads(SCHEMA.read_text(encoding="utf-8"))
    properties = rules["properties"]
    assert isinstance(properties, Mapping)
    for name in sorted(set(row) ^ set(properties)):
        yield f"{name}: no such column, or it is missing"
    for name in sorted(set(row) & set(properties)):
        rule = properties[name]
        good = row[name] in rule["enum"] if "enum" in rule else re.fullmatch(rule["pattern"], row[name])
        if not good:
            yield f"{name}: {row[name]!r}"
    if 0 < answers(row) < SMALLEST_GROUP:
        yield f"a group of {answers(row)}, and {SMALLEST_GROUP} is the least"


def answers(row: Row) -> int:
    """Count the people of a row."""
    return sum(int(cell) for score in range(1, 6) if (cell := row.get(f"n{score}", "")).isdecimal())


def pool(rows: Iterable[Row]) -> tuple[Pooled, ...]:
    """Put together what rows say of each model; settings are never averaged into one number."""
    by_model: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        by_model.setdefault(row["model"], {}).setdefault(row["setting"], []).append(row)
    return tuple(
        Pooled(
            model,
            tuple(sorted(settings)),
            tuple(count for name in sorted(settings) if (count := _heard(settings[name]))[0]),
            sum(any(row["stopped"] == "yes" for row in own) for own in settings.values()),
        )
        for model, settings in sorted(by_model.items())
    )


def _heard(rows: Sequence[Row]) -> tuple[int, int]:
    scored = [row for row in rows if (row["measure"], row["moment"]) == ("heard", "after")]
    return sum(map(answers, scored)), sum(int(row["n4"] or 0) + int(row["n5"] or 0) for row in scored)


def table(pooled: Sequence[Pooled]) -> str:
    """Write the table of the page."""
    lines = [
        "| Dialogue model | Settings | People who scored “heard” | 4 or 5, by setting | Stopped |",
        "|---|---|---|---|---|",
    ]
    for entry in pooled:
        shares = sorted(round(100 * high / people) for people, high in entry.heard)
        range_ = (
            "–"
            if not shares
            else " to ".join(f"{share} %" for share in dict.fromkeys((shares[0], shares[-1])))
        )
        people = sum(count for count, _ in entry.heard)
        lines.append(f"| {entry.model} | {len(entry.settings)} | {people} | {range_} | {entry.stopped} |")
    return "\n".join(lines if pooled else [*lines, "| *none so far* | 0 | 0 | – | 0 |"])


def sheets() -> Iterator[Row]:
    """Read all sheets; the first fault ends the run with its file and line."""
    for path in sorted(SHEETS.glob("*.csv")):
        with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
            for line, row in enumerate(csv.DictReader(file, restkey="a cell too many", restval=""), start=2):
                if wrong := next(faults(row), None):
                    sys.exit(f"{path.relative_to(ROOT)}:{line}: {wrong}")
                if not row["setting"].startswith("constructed-"):
                    yield row


def page(text: str, rows: Iterable[Row]) -> str:
    """Give the text of the page with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{table(pool(rows))}\n\n{END}{rest.partition(END)[2]}"


def main(arguments: Sequence[str]) -> int:
    """Write the page, or only look whether it is stale."""
    written = PAGE.read_text(encoding="utf-8")
    new = page(written, sheets())
    if "--check" in arguments:
        if new != written:
            print("docs/replication.md is stale: run `python scripts/pool.py`")
        return int(new != written)
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
