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
