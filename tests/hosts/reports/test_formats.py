"""GitHub, GitLab, SARIF and reviewdog read what we write."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cocreate_plugin.hosts.reports import github, programs
from cocreate_plugin.hosts.reports.report import Report
from cocreate_plugin.load import load
from cocreate_plugin.phrases import phrases
from cocreate_plugin.problems import Place, problem
from cocreate_plugin.testing import write

FILE = "process/phases/explore.md"
TEXT = "---\ntitle: å\npurpose: P.\ntitle: Two\nreviewed: 1 March 2026\n---\n\n## Gaten\n"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_SHA"):
        monkeypatch.delenv(name, raising=False)
    root = write(tmp_path / "book", {FILE: TEXT})
    return Report(load(root, changed={}).problems, phrases("en"), root)


class TestGitHub:
    def test_a_title_in_words_and_what_to_do(self, report: Report) -> None:
        first = next(github.lines(report))
        assert first.startswith(
            f"::error file={FILE},line=4,col=1,title=title stands twice; the first is on line 2."
        )
        assert first.endswith("[duplicate-key]") and "title=duplicate-key" not in first

    def test_all_problems_as_plain_lines_too_and_none_is_a_command(self, tmp_path: Path) -> None:
        many = [problem("bad-yaml", Place("::add-mask::x/##[x]", at), detail="d") for at in range(1, 30)]
        lines = list(github.lines(Report(many, phrases("en"), tmp_path)))
        start = next(at for at, line in enumerate(lines) if line.startswith("::stop-commands::"))
        token = lines[start].rpartition("::")[2]
        assert len(lines[start + 1 : -1]) == 29 and lines[-1] == f"::{token}::"
        assert re.fullmatch("[0-9a-f]{32}", token)

    def test_a_build_adds_annotations_to_its_log_and_the_table(
        self,
        report: Report,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
        github.annotate(report)
        assert capsys.readouterr().out.splitlines() == [
            github.annotation(report, each) for each in report.problems
        ]
        assert (tmp_path / "summary.md").read_text("utf-8").startswith("### Found ")

    def test_nothing_to_say(self, tmp_path: Path) -> None:
        assert list(github.lines(Report((), phrases("en"), tmp_path))) == []

    def test_the_table_of_a_job_is_added_and_holds_text_only(
        self, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "summary.md"
        file.write_text("before\n")
        for name, value in {
            "STEP_SUMMARY": str(file),
            "SERVER_URL": "https://g.h",
            "REPOSITORY": "a/b",
            "SHA": "1",
        }.items():
            monkeypatch.setenv(f"GITHUB_{name}", value)
        evil = problem("bad-yaml", Place("process/a b.md", 3), detail="![x](http://y/z) | @you <img> `c`")
        github.add_to_summary(Report((*report.problems, evil), phrases("en"), report.root))
        text = file.read_text("utf-8")
        assert text.startswith("before\n### Found 3 errors")
        assert f"[{FILE}:4](https://g.h/a/b/blob/1/{FILE}#L4)" in text
        row = next(line for line in text.splitlines() if "a b.md" in line)
        assert row.count("|") == 5 and "![" not in row and "<img" not in row and "@you" not in row
        assert "/process/a%20b.md#L3" in row

    def test_a_summary_that_cannot_be_opened_costs_nothing(
        self, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "no" / "folder.md"))
        github.add_to_summary(report)

    def test_a_summary_that_was_opened_beforehand_serves_one_check(
        self, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
        monkeypatch.setattr(github.Summary, "kept", (tmp_path / "summary.md").open("ab", buffering=0))
        github.add_to_summary(report)
        github.add_to_summary(report)
        assert (tmp_path / "summary.md").read_text("utf-8").count("### Found ") == 1


def test_gitlab_keeps_fingerprints_when_lines_come_or_go(report: Report) -> None:
    found = json.loads(programs.as_gitlab(report))
    assert {*found[0]} == {"description", "check_name", "fingerprint", "severity", "location"}
    assert found[0]["location"] == {"path": FILE, "lines": {"begin": 4}}
    assert {each["severity"] for each in found} <= {"info", "minor", "major", "critical", "blocker"}
    write(report.root, {FILE: TEXT.replace("title: å\n", "order: 1\ntitle: å\n")})
    moved = Report(load(report.root, changed={}).problems, report.words, report.root)
    assert programs.fingerprints(moved) == programs.fingerprints(report)
    assert len({*programs.fingerprints(report)}) == len(report.problems)


def test_paths_are_those_of_the_repository(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", str(report.root.parent))
    assert json.loads(programs.as_gitlab(report))[0]["location"]["path"] == f"book/{FILE}"


def test_sarif_names_rules_places_and_fixes(report: Report) -> None:
    log = json.loads(programs.as_sarif(report))
    (run,) = log["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert log["version"] == "2.1.0" and run["columnKind"] == "unicodeCodePoints"
    assert rules["duplicate-key"]["helpUri"].endswith("/reference/problems/#duplicate-key")
    results = {result["ruleId"]: result for result in run["results"]}
    assert all(
        run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"]
    )
    late = results["wrong-type"]
    place = late["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": FILE, "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 5, "startColumn": 11, "endColumn": 23}
    (change,) = late["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 5, "startColumn": 11, "endLine": 5, "endColumn": 23},
            "insertedContent": {"text": "2026-03-01"},
        }
    ]
    assert results["duplicate-key"]["relatedLocations"][0]["physicalLocation"]["region"] == {"startLine": 2}


def test_reviewdog_is_told_columns_in_bytes_and_gets_suggestions(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            FILE: "---\ntitle: T\npurpose: P.\n---\n\n## Gate\n\n- [ ] å — hostes\n",
            "process/roles/hostess.md": "---\ntitle: Hostess\npurpose: P.\n---\n",
        },
    )
    found = Report(load(root, changed={}).problems, phrases("en"), root)
    by_code = {each["code"]["value"]: each for each in json.loads(programs.as_rdjson(found))["diagnostics"]}
    one = by_code["unknown-role"]
    assert one["severity"] == "WARNING" and one["location"]["path"] == FILE
    assert one["suggestions"] == [
        {"range": {"start": {"line": 8, "column": 14}, "end": {"line": 8, "column": 20}}, "text": "hostess"}
    ]
