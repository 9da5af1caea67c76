"""Hold PDFs against PDF/UA-1; what was tested once is not tested again while its bytes stay the same."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..facts.accessibility import Failure, ValidatedSheet, Validation
from ..pdf.files import put

PROFILE = "ua1"
LIBRARY = "page-validation"
KEPT = "accessibility.json"
"""The file of results, in the folder in which PDFs are kept."""


def can_validate() -> bool:
    """Tell whether the library that tests is installed; it comes with the extra `validate`."""
    return find_spec("page") is not None


def library() -> str:
    """Name what tests, with its version."""
    return f"{LIBRARY} {version(LIBRARY)}"


def validated(files: Mapping[str, Path], cache: Path | None = None) -> Validation:
    """Hold PDFs, by their paths on the site, against the standard; `cache` keeps the results.

    A cache that cannot be read or written costs time and nothing else. Raises ImportError where the library
    is missing.
    """
    known = _kept(cache)
    digests = {path: hashlib.sha256(files[path].read_bytes()).hexdigest() for path in sorted(files)}
    new = {digest: files[path] for path, digest in digests.items() if digest not in known}
    with ThreadPoolExecutor() as threads:  # the library does its work outside of Python's lock
        found = {**known, **dict(zip(new, threads.map(_result, new.values()), strict=True))}
    results = {digest: found[digest] for digest in digests.values()}
    if cache is not None and results != known:
        _keep(cache, results)
    sheets = (ValidatedSheet(path, *_read(found[digest])) for path, digest in digests.items())
    return Validation(library(), tuple(sheets))


def _read(result: dict[str, Any]) -> tuple[int, tuple[Failure, ...]]:
    return result["rules"], tuple(Failure(*failure) for failure in result["failures"])


def _result(file: Path) -> dict[str, Any]:
    from page import PageError, validate_pdf

    try:
        told = validate_pdf(str(file), profile=PROFILE)
    except PageError as error:  # what a validator cannot read, nobody can rely on
        return {"rules": 0, "failures": [["unreadable", str(error), 1]]}
    times = Counter(failure.rule_id for failure in told.failures)
    first = {failure.rule_id: failure.message for failure in reversed(told.failures)}
    return {
        "rules": told.rules.total,
        "failures": [[rule, first[rule], number] for rule, number in sorted(times.items())],
    }


def _kept(cache: Path | None) -> dict[str, Any]:
    """Read the results that another version of the library has not made, as far as they have their shape."""
    try:
        kept = json.loads((cache / KEPT).read_bytes()) if cache else {}
        results = kept["results"] if kept.get("library") == library() else {}
        return {digest: result for digest, result in results.items() if _has_shape(result)}
    except (OSError, ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return {}


def _has_shape(result: Any) -> bool:
    match result:
        case {"rules": int(), "failures": [*failures]} if len(result) == 2:
            return all(isinstance(each, list) and [*map(type, each)] == [str, str, int] for each in failures)
    return False


def _keep(cache: Path, results: dict[str, Any]) -> None:
    try:
        put(cache / KEPT, json.dumps({"library": library(), "results": results}).encode())
    except OSError:
        return
