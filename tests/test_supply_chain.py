"""Workflows and what surrounds them: pinned, with few rights, with an eye on what runs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
STARTERS = ROOT / "cocreate_plugin" / "starters"
WORKFLOWS = sorted([*ROOT.glob(".github/workflows/*.yml"), *STARTERS.glob("*/dot-github/workflows/*.yml")])
WORKFLOW = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())


def test_there_are_workflows():
    assert len(WORKFLOWS) >= 5


@WORKFLOW
def test_actions_are_pinned_by_commit_with_their_version_beside_them(path: Path):
    used = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", action), action


def test_one_action_has_one_version():
    used = {name for path in WORKFLOWS for name in re.findall(r"uses: (\S+)", path.read_text("utf-8"))}
    assert len(used) == len({name.partition("@")[0] for name in used})


@WORKFLOW
def test_a_workflow_has_no_right_but_to_read_unless_a_job_says_so(path: Path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in path.read_text("utf-8")
    for job in workflow["jobs"].values():
        rights = job.get("permissions", {})
        runs = [step.get("run", "") for step in job["steps"]]
        # Who may sign or publish runs nothing of the repository.
        assert not rights or not any("make" in line or ".venv" in line or "mkdocs" in line for line in runs)


@WORKFLOW
def test_no_checkout_leaves_its_token_behind(path: Path):
    for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@WORKFLOW
def test_nothing_that_a_stranger_names_is_put_into_a_command(path: Path):
    for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
        for step in job["steps"]:
            assert "${{ github" not in step.get("run", "")


COMMENTS = [path for path in WORKFLOWS if path.name == "comment.yml"]
STAND_IN = """#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in
*/pulls*) echo "$NUMBER" ;;
*/comments*GET* | *--paginate*) echo "$KNOWN" ;;
*body=@*) for word in "$@"; do case "$word" in body=@*) cp "${word#body=@}" "$SENT" ;; esac; done ;;
esac
"""


def comment_of(
    path: Path, folder: Path, report: str | None, number: str = "7", known: str = ""
) -> tuple[str, str]:
    """Run what puts a report into a comment, with a stand-in for GitHub; give what was asked and what was sent."""
    (folder / "review").mkdir()
    if report is not None:
        (folder / "review/review.md").write_text(report, "utf-8")
    (folder / "gh").write_text(STAND_IN)
    (folder / "gh").chmod(0o755)
    surroundings = {
        "PATH": f"{folder}:/usr/bin:/bin", "RUNNER_TEMP": str(folder), "REPOSITORY": "a/b", "OWNER": "stranger",
        "BRANCH": "$(touch it-ran)", "COMMIT": "c0ffee", "NUMBER": number, "KNOWN": known,
        "CALLS": str(folder / "calls"), "SENT": str(folder / "sent"),
    }  # fmt: skip
    script = yaml.safe_load(path.read_text("utf-8"))["jobs"]["comment"]["steps"][-1]["run"]
    subprocess.run(["bash", "-e", "-c", script], env=surroundings, cwd=folder, check=True)
    assert not (folder / "it-ran").exists()
    sent = folder / "sent"
    return (folder / "calls").read_text(), sent.read_text("utf-8") if sent.exists() else ""


@pytest.mark.parametrize("path", COMMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
class TestTheWorkflowThatComments:
    def test_it_runs_nothing_of_the_proposal_and_takes_its_number_from_the_event(self, path: Path):
        job = yaml.safe_load(path.read_text("utf-8"))["jobs"]["comment"]
        assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
        assert [step.get("uses", "").partition("@")[0] for step in job["steps"]] == [
            "actions/download-artifact",
            "",
        ]
        triggers = yaml.safe_load(path.read_text("utf-8"))[True]
        assert list(triggers) == ["workflow_run"]
        beside = yaml.safe_load(path.with_name("review.yml").read_text("utf-8"))
        assert triggers["workflow_run"]["workflows"] == [beside["name"]]
        assert list(beside[True]) == ["pull_request"]

    def test_a_report_becomes_one_comment_that_is_kept_up_to_date(self, path: Path, tmp_path: Path):
        asked, sent = comment_of(path, tmp_path, "## What this change does\n")
        assert "head=stranger:$(touch it-ran)" in asked
        assert "-X POST repos/a/b/issues/7/comments" in asked
        assert sent.startswith("<!-- cocreate-review -->\n## What this change does\n")

    def test_a_later_report_takes_the_place_of_the_first(self, path: Path, tmp_path: Path):
        asked, _ = comment_of(path, tmp_path, "later", known="42")
        assert "-X PATCH repos/a/b/issues/comments/42" in asked and "POST" not in asked

    def test_a_forged_report_calls_nobody_and_is_short(self, path: Path, tmp_path: Path):
        _, sent = comment_of(
            path, tmp_path, "@everyone ![x](https://e.org/x.png) <IMG src=x>" + "å" * 100_000
        )
        assert "@everyone" not in sent and "![" not in sent and "<IMG" not in sent
        assert len(sent) < 65_536

    @pytest.mark.parametrize(("report", "number"), [(None, "7"), ("x", "")])
    def test_without_a_report_or_a_proposal_nothing_is_said(
        self, path: Path, tmp_path: Path, report: str | None, number: str
    ):
        assert comment_of(path, tmp_path, report, number)[1] == ""


def test_owners_are_asked_about_files_that_run():
    owned = [
        line.split()[0] for line in (ROOT / ".github/CODEOWNERS").read_text().splitlines() if line[:1] == "/"
    ]
    for path in owned:
        if path not in ("/templates/", "/.gitmodules", "/.gitattributes"):  # there may be none yet
            assert list(ROOT.glob(path.strip("/"))), path
    assert {"/.github/", "/Makefile", "/pyproject.toml", "/requirements.lock", "/templates/"} <= set(owned)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a repository")
def test_no_file_is_a_link():
    listed = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, capture_output=True, text=True).stdout
    assert listed and not [line for line in listed.splitlines() if line.startswith(("120000", "160000"))]


def test_every_locked_package_has_a_hash():
    lines = (ROOT / "requirements.lock").read_text().replace("\\\n", " ").splitlines()
    packages = [line for line in lines if "==" in line]
    assert packages and all("--hash=sha256:" in line for line in packages)


def test_updates_are_proposed_for_actions_and_packages():
    for path in (ROOT / ".github/dependabot.yml", *STARTERS.glob("*/dot-github/dependabot.yml")):
        updates = yaml.safe_load(path.read_text("utf-8"))["updates"]
        assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip"}
