"""The project's own papers agree with each other."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = (ROOT / "requirements.lock").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
PAPERS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]

LOCAL_PATH = re.compile(r"(?<![\w.{$-])/(?:work|root|home/\w+|Users/\w+|tmp)/\w")


@cache
def tracked() -> tuple[Path, ...]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    names = listed.stdout.split("\0") if listed.returncode == 0 else []
    return tuple(file for name in names if name and (file := ROOT / name).is_file())


def text_of(file: Path) -> str:
    try:
        return file.read_text()
    except UnicodeDecodeError:
        return ""


def pinned() -> dict[str, list[str]]:
    versions: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def requirements() -> list[Requirement]:
    project = PROJECT["project"]
    lines = (
        project["dependencies"]
        + project["optional-dependencies"]["test"]
        + PROJECT["dependency-groups"]["build"]
    )
    return [Requirement(line) for line in lines]


def test_the_change_log_begins_with_this_version() -> None:
    first = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert first
    assert first[1] == PROJECT["project"]["version"]


def test_the_installed_package_is_this_one() -> None:
    assert importlib.metadata.version("mkdocs-cocreate") == PROJECT["project"]["version"]


@pytest.mark.parametrize("requirement", requirements(), ids=lambda requirement: requirement.name)
def test_the_lock_fits(requirement: Requirement) -> None:
    versions = pinned().get(canonicalize_name(requirement.name))
    assert versions, f"{requirement.name} is not in requirements.lock: run make lock"
    assert all(requirement.specifier.contains(version) for version in versions), (
        f"{requirement}: run make lock"
    )


def test_the_lock_has_hashes_and_no_addresses() -> None:
    entries = re.split(r"\n(?=\w)", LOCK)
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)
    assert not re.search(r"https?://|file:|index-url", LOCK)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_make_targets_in_text_exist(paper: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", MAKEFILE, re.MULTILINE))
    text = text_of(paper)
    named = set(re.findall(r"`make ([\w-]+)", text)) | set(re.findall(r"^make ([\w-]+)$", text, re.MULTILINE))
    assert named <= targets


def test_links_in_papers_at_the_root_lead_somewhere() -> None:
    for paper in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text_of(paper)):
            assert (ROOT / target).exists(), f"{paper.name} links to {target}"


def test_entry_points_load() -> None:
    distribution = importlib.metadata.distribution("mkdocs-cocreate")
    loaded = {(entry.group, entry.name): entry.load() for entry in distribution.entry_points}
    assert loaded.keys() == {("console_scripts", "cocreate"), ("mkdocs.plugins", "cocreate")}


def test_every_command_is_in_the_readme() -> None:
    shown = set(re.findall(r"cocreate (\w+)", (ROOT / "README.md").read_text()))
    command = Path(sys.executable).with_name("cocreate")
    helped = subprocess.run([command, "--help"], capture_output=True, text=True)
    assert helped.returncode == 0, helped.stderr
    commands = set(re.findall(r"^  (\w+)", helped.stdout.split("Commands:")[1], re.MULTILINE))
    assert commands == shown & commands


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in tracked()
        if file != Path(__file__) and (match := LOCAL_PATH.search(text_of(file)))
    ]
    assert not found, "\n".join(found)


def test_texts_end_their_lines_as_one_does() -> None:
    kinds = {".py", ".md", ".yml", ".toml", ".po", ".css", ".js", ".jinja", ".sh"}
    for file in tracked():
        if file.suffix in kinds and not file.is_relative_to(ROOT / "tests"):
            content = file.read_bytes()
            assert b"\r" not in content, f"{file.relative_to(ROOT)} has CR"
            assert not content or content.endswith(b"\n"), (
                f"{file.relative_to(ROOT)} does not end with a line break"
            )


def test_scripts_may_be_run() -> None:
    for name in (".ci/run", "scripts/setup.sh"):
        assert (ROOT / name).stat().st_mode & 0o111, name


def test_no_group_of_a_pattern_is_taken_possessively() -> None:
    """Python before 3.11.5 then misses what matches (python/cpython#106052); Debian 12 has 3.11.2."""
    taken = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+")
    lines = (
        f"{file.relative_to(ROOT)}:{number}"
        for file in (ROOT / "cocreate_plugin").rglob("*.py")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if taken.search(line) or "(?>" in line
    )
    assert not [*lines]
