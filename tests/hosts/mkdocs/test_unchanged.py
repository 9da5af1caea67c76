"""A site that was built from all that is here now stays as it is; whatever else it is made from, it is built."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cocreate_plugin.hosts.mkdocs.unchanged import FILE
from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, PHASE, built, run, state

FILES = {
    "mkdocs.yml": f"{CONFIG}nav: [index.md]\nexclude_docs: drafts\n",
    "docs/index.md": "# Tea\n\n[Listen](phases/listen.md)\n",
    "docs/apart.md": "# Apart\n",
    "process/phases/listen.md": PHASE.format(title="Listen"),
}
RECORD = Path(".cache", "cocreate", FILE)

CHANGING = """\
import sys
from pathlib import Path
from mkdocs.__main__ import cli
from mkdocs.commands import build


def changing(*given, page=build._build_page, **more):
    Path("docs/index.md").touch()
    return page(*given, **more)


build._build_page = changing
sys.argv = ["mkdocs", "build", "-q"]
cli()
"""
"""A build, in the middle of which somebody saves a page."""

pytestmark = pytest.mark.site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    built(tmp_path)
    return tmp_path


def is_built(folder: Path, *arguments: str) -> bool:
    """Builds, and tells whether the site was written anew."""
    before = (folder / "site").stat().st_ino
    built(folder, *arguments)
    return (folder / "site").stat().st_ino != before


def test_what_is_made_from_the_same_stays_and_its_notes_are_said_again(folder: Path) -> None:
    first = run(folder)
    assert "apart.md" in first.stderr and "stays as it is" not in first.stderr, (
        "a build that is not silent is another"
    )
    before = state(folder / "site")
    again = run(folder)
    assert again.returncode == 0 and "apart.md" in again.stderr and "stays as it is" in again.stderr
    assert state(folder / "site") == before
    assert not list(folder.glob(".site*"))


CHANGES: dict[str, Callable[[Path], object]] = {
    "a document": lambda folder: write(folder, {"process/phases/listen.md": PHASE.format(title="Hear")}),
    "as long as it was": lambda folder: write(folder, {"docs/index.md": FILES["docs/index.md"][::-1]}),
    "a hand-written page": lambda folder: write(folder, {"docs/more.md": "# More\n"}),
    "a page less": lambda folder: (folder / "docs/apart.md").unlink(),
    "a setting": lambda folder: write(folder, {"mkdocs.yml": f"{FILES['mkdocs.yml']}site_author: Ada\n"}),
    "what is not published": lambda folder: write(
        folder, {"mkdocs.yml": FILES["mkdocs.yml"].replace("drafts", "apart.md")}
    ),
    "a template": lambda folder: write(folder, {"templates/pages/none.jinja": ""}),
    "a page of the site": lambda folder: (folder / "site/index.html").write_text("Mine"),
    "less in the site": lambda folder: (folder / "site/phases/listen/index.html").unlink(),
    "more in the site": lambda folder: write(folder, {"site/more.html": "Mine"}),
    "its record": lambda folder: (folder / RECORD).write_text("{"),
    "a strange record": lambda folder: (folder / RECORD).write_text("[[]]"),
    "a hook": lambda folder: write(
        folder, {"mkdocs.yml": f"{FILES['mkdocs.yml']}hooks: [hook.py]\n", "hook.py": ""}
    ),
}


def test_whatever_changes_it_is_built(folder: Path) -> None:
    assert not is_built(folder)
    for what, change in CHANGES.items():
        change(folder)
        assert is_built(folder), what


def test_a_link_to_a_file_that_changes_elsewhere_counts(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = write(tmp_path_factory.mktemp("elsewhere"), {"far.md": "# Far\n"}) / "far.md"
    (folder / "docs/far.md").symlink_to(elsewhere)
    assert is_built(folder) and not is_built(folder)
    elsewhere.write_text("# Afar\n")
    assert is_built(folder)


def test_links_that_lead_round_and_round_hold_nobody_up(folder: Path) -> None:
    for name in ("one", "two", "three"):
        (folder / name).symlink_to(folder)
    assert is_built(folder) and is_built(folder)


def test_another_time_is_another_site(folder: Path) -> None:
    def told(**more: str) -> str:
        return run(folder, settings=more).stderr

    ago = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert "stays as it is" not in told(**ago)
    assert "stays as it is" in told(**ago)
    assert "stays as it is" not in told(SOURCE_DATE_EPOCH="1600000000")


def test_a_site_with_warnings_is_built_each_time(folder: Path) -> None:
    write(folder, {"docs/index.md": "# Tea\n\n[Nowhere](nowhere.md)\n"})
    for _ in range(2):
        done = run(folder)
        assert done.returncode == 0 and "nowhere.md" in done.stderr and "stays as it is" not in done.stderr
    assert run(folder, "--strict").returncode == 1


def test_what_changes_while_it_is_built_is_built_the_next_time(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    subprocess.run([sys.executable, "-c", CHANGING], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "site/index.html").exists() and not (tmp_path / RECORD).exists()


def test_programs_that_want_to_be_told_are_told_each_time(folder: Path) -> None:
    said = run(folder, settings={"GITHUB_ACTIONS": "true"}).stderr
    assert "stays as it is" not in said


def test_a_site_elsewhere_is_another(folder: Path) -> None:
    built(folder, "-d", "other")
    assert (folder / "other/index.html").exists()
    assert is_built(folder), "only the last site is remembered"
    record = json.loads((folder / RECORD).read_text())
    assert "index.html" in record["site"]


def test_a_cache_that_takes_no_file_costs_nothing_but_time(folder: Path) -> None:
    (folder / RECORD).unlink()
    (folder / RECORD).mkdir()
    assert is_built(folder) and is_built(folder)


def test_another_commit_is_another_site(folder: Path) -> None:
    """Dates of last changes and names of authors stand in the history."""
    git = ("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run([*git, "init", "-q"], cwd=folder, check=True)
    for _ in range(2):
        subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "More"], cwd=folder, check=True)
        assert is_built(folder) and not is_built(folder)
