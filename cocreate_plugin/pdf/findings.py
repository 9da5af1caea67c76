"""Findings as JSON: read as if a stranger had written them, for a worker or a cache may say anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from ..problems import Fact
from .jobs import Finding

MOST_CHARACTERS = 5000
MOST_FINDINGS = 10_000
LARGEST = 1e9

FACTS: Mapping[str, Mapping[str, type]] = {
    "does-not-fit": {"mm": float, "lines": float, "wide": float},
    "too-wide": {"mm": float},
    "missing-sign": {"sign": str, "code": str},
    "filled": {"used": float, "room": float, "size": float},
    "placed": {"page": float},
    "larger-paper": {"step": float},
    "unreadable-image": {"image": str, "reason": str},
    "print-failed": {"reason": str},
}
"""What may be found on a sheet, and what is known of it then."""

OPTIONAL = frozenset({"does-not-fit"})
"""Codes whose facts may be unknown."""


def written(findings: tuple[Finding, ...]) -> list[dict[str, object]]:
    """Give findings as JSON takes them."""
    return [asdict(finding) for finding in findings]


def read(findings: object) -> tuple[Finding, ...]:
    """Read findings; ValueError when they are not what this module writes."""
    if not isinstance(findings, list) or len(findings) > MOST_FINDINGS:
        raise ValueError("no findings")
    return tuple(_finding(entry) for entry in findings)


def count(number: object) -> int:
    """Read a number of pages; ValueError when it is none."""
    if type(number) is not int or not 0 <= number < LARGEST:
        raise ValueError("no count")
    return number


def parsed(content: bytes) -> Mapping[str, object]:
    """Read an object of JSON; ValueError for anything else, however deep or long."""
    try:
        thing = json.loads(content, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(thing, dict):
        raise ValueError("no object")
    return thing


def _finding(entry: object) -> Finding:
    if not isinstance(entry, dict) or set(entry) != {"code", "box", "facts"}:
        raise ValueError("no finding")
    code, box, facts = entry["code"], _text(entry["box"]), entry["facts"]
    kinds = FACTS.get(_text(code))
    if kinds is None or not isinstance(facts, dict):
        raise ValueError("unknown finding")
    if code not in OPTIONAL and kinds.keys() != facts.keys():
        raise ValueError("unknown finding")
    return Finding(code, box, {name: _fact(kinds.get(name), fact) for name, fact in facts.items()})


def _fact(kind: type | None, fact: object) -> Fact:
    if kind is str:
        return _text(fact)
    if kind is float and type(fact) in (int, float) and abs(fact) < LARGEST:  # type: ignore[arg-type]
        return fact  # type: ignore[return-value]
    raise ValueError("unknown fact")


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        raise ValueError("no text")
    value.encode()  # Half a character cannot be shown: UnicodeEncodeError is a ValueError.
    return value


def _refuse(name: str) -> object:
    raise ValueError(f"{name} is no number")
