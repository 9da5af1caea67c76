"""Problems for programs: JSON of our own, GitLab's code quality, SARIF 2.1.0, reviewdog's rdjson."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from importlib.metadata import version
from typing import Any

from ...problems import CODES, Edit, Level, Move, Place, Problem
from .report import HOME, Report, also

_GITLAB = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}
_SARIF = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}
_REVIEWDOG = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}

_Record = dict[str, Any]


def written(found: object) -> str:
    """Write data as JSON, letters as they are."""
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_json(report: Report) -> str:
    """Write every problem with its place, its sentence, its facts and its edits."""
    return written([_record(report, problem) for problem in report.problems])


def _record(report: Report, problem: Problem) -> _Record:
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_column": report.end(problem),
        "level": str(problem.level),
        "code": problem.code,
        "message": report.words.sentence(problem),
        "facts": dict(problem.facts),
        "also": [
            {"path": each.place.path, "line": each.place.line, "column": each.place.column, "what": each.what}
            for each in also(problem)
        ],
        "edits": [_edit(edit) for edit in problem.edits],
    }


def _edit(edit: Edit | Move) -> _Record:
    """Write an edit, or a new name of a file."""
    if isinstance(edit, Move):
        return {"path": edit.path, "to": edit.to}
    start, end = (edit.place.line, edit.place.column), (edit.end_line, edit.end_column)
    places = {
        name: {"line": line, "column": column} for name, (line, column) in (("start", start), ("end", end))
    }
    return {"path": edit.place.path, **places, "text": edit.text}


def fingerprints(report: Report) -> list[str]:
    """Give each problem a name that stays when lines above it come or go: its code, file and facts."""
    times: Counter[str] = Counter()
    found = []
    for problem in report.problems:
        moving = ("first", "line")
        facts = sorted((name, fact) for name, fact in problem.facts.items() if name not in moving)
        name = f"{problem.code} {problem.place.path} {facts!r}"
        found.append(hashlib.sha256(f"{name} {times[name]}".encode()).hexdigest()[:32])
        times[name] += 1
    return found


def as_gitlab(report: Report) -> str:
    """Write a report of code quality (docs.gitlab.com/ci/testing/code_quality)."""
    return written(
        [
            {
                "description": report.words.sentence(problem),
                "check_name": problem.code,
                "fingerprint": fingerprint,
                "severity": _GITLAB[problem.level],
                "location": {
                    "path": report.from_top(problem.place.path),
                    "lines": {"begin": problem.place.line},
                },
            }
            for problem, fingerprint in zip(report.problems, fingerprints(report), strict=True)
        ]
    )


def as_sarif(report: Report) -> str:
    """Write a log in SARIF 2.1.0, with what each code means and what would mend a problem."""
    codes = sorted({problem.code for problem in report.problems})
    driver = {
        "name": "cocreate",
        "version": version("mkdocs-cocreate"),
        "informationUri": HOME,
        "rules": [_rule(report, code) for code in codes],
    }
    results = [
        _result(report, problem, codes.index(problem.code), fingerprint)
        for problem, fingerprint in zip(report.problems, fingerprints(report), strict=True)
    ]
    return written(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": driver},
                    "language": report.words.language,
                    "columnKind": "unicodeCodePoints",
                    "results": results,
                }
            ],
        }
    )


def _rule(report: Report, code: str) -> _Record:
    about = report.words.t(f"about.{code}")
    return {
        "id": code,
        "shortDescription": {"text": about.partition(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": about},
        "help": {"text": about, "markdown": f"{about}\n\n[{code}]({report.address(code)})"},
        "helpUri": report.address(code),
        "defaultConfiguration": {"level": _SARIF[CODES[code]]},
    }


def _result(report: Report, problem: Problem, rule: int, fingerprint: str) -> _Record:
    end = report.end(problem)
    region = {"startLine": problem.place.line, "startColumn": problem.place.column}
    found: _Record = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _SARIF[problem.level],
        "message": {"text": report.words.sentence(problem)},
        "locations": [
            _location(
                report,
                problem.place.path,
                region | ({"endColumn": end} if end > problem.place.column else {}),
            )
        ],
        "partialFingerprints": {"cocreate/v1": fingerprint},
    }
    if others := also(problem):
        found["relatedLocations"] = [
            {
                "id": number,
                **_location(report, each.place.path, {"startLine": each.place.line}),
                "message": {
                    "text": report.words.t(f"also.{each.what}", path=each.place.path, line=each.place.line)
                },
            }
            for number, each in enumerate(others, 1)
        ]
    if fix := _fix(report, problem):
        found["fixes"] = [fix]
    return found


def _location(report: Report, path: str, region: dict[str, int]) -> _Record:
    artifact = {"uri": _uri(report.from_top(path)), "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path)


def _fix(report: Report, problem: Problem) -> _Record | None:
    edits = [each for each in problem.edits if isinstance(each, Edit)]
    if not edits or len(edits) < len(problem.edits):
        return None
    changes = []
    for path in dict.fromkeys(each.place.path for each in edits):
        replacements = [
            {
                "deletedRegion": {
                    "startLine": each.place.line,
                    "startColumn": each.place.column,
                    "endLine": each.end_line,
                    "endColumn": each.end_column,
                },
                "insertedContent": {"text": each.text},
            }
            for each in edits
            if each.place.path == path
        ]
        artifact = {"uri": _uri(report.from_top(path)), "uriBaseId": "%SRCROOT%"}
        changes.append({"artifactLocation": artifact, "replacements": replacements})
    return {"artifactChanges": changes}


def as_rdjson(report: Report) -> str:
    """Write what reviewdog makes comments of, with suggestions that are taken with one click.

    Its columns count bytes of UTF-8 (reviewdog.proto), so that it is told those.
    """
    return written(
        {
            "source": {"name": "cocreate", "url": HOME},
            "diagnostics": [_diagnostic(report, problem) for problem in report.problems],
        }
    )


def _diagnostic(report: Report, problem: Problem) -> _Record:
    place = problem.place
    found: _Record = {
        "message": report.words.sentence(problem),
        "location": {
            "path": report.from_top(place.path),
            "range": _range(report, place, place.line, report.end(problem)),
        },
        "severity": _REVIEWDOG[problem.level],
        "code": {"value": problem.code, "url": report.address(problem.code)},
    }
    if others := also(problem):
        found["relatedLocations"] = [
            {
                "message": report.words.t(f"also.{each.what}", path=each.place.path, line=each.place.line),
                "location": {
                    "path": report.from_top(each.place.path),
                    "range": _range(report, each.place, each.place.line, each.place.column),
                },
            }
            for each in others
        ]
    edits = [each for each in problem.edits if isinstance(each, Edit) and each.place.path == place.path]
    if edits and len(edits) == len(problem.edits):
        found["suggestions"] = [
            {"range": _range(report, each.place, each.end_line, each.end_column), "text": each.text}
            for each in edits
        ]
    return found


def _range(report: Report, start: Place, end_line: int, end_column: int) -> _Record:
    lines = report.lines(start.path)

    def bytes_to(line: int, column: int) -> dict[str, int]:
        return {"line": line, "column": len(lines[line][: column - 1].encode()) + 1}

    return {"start": bytes_to(start.line, start.column), "end": bytes_to(end_line, end_column)}
