"""A new site takes the place of the old one whole, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from cocreate_plugin.hosts.mkdocs import new_site
from cocreate_plugin.hosts.mkdocs.new_site import NewSite, SitePlace
from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, ENVIRONMENT, PHASE, run, state

HOOK = "hook.py"
WITH_HOOK = f"{CONFIG}hooks: [{HOOK}]\n"
FILES = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "# Home\n",
    "process/phases/explore.md": PHASE.format(title="Explore"),
}
AT_EACH = {
    "on_files": 1,
    "on_env": 1,
    "on_post_template": 1,
    "on_page_context": 1,
    "on_post_page": 3,
    "on_post_build": 1,
}
"""Events of MkDocs from the first file to the last, and how often each has happened when the hook acts."""


def hook(event: str, number: int, act: str) -> str:
    return (
        "import logging, os, signal\n"
        "times = []\n"
        f"def {event}(*values, **more):\n"
        "    times.append(1)\n"
        f"    if len(times) == {number}:\n"
        f"        {act}\n"
        "    return values[0] if values else None\n"
    )


def with_old_site(folder: Path, changes: Mapping[str, str]) -> dict[str, bytes]:
    """Build a site, change the handbook, and give what lies in the site."""
    write(folder, FILES)
    assert run(folder, "-q").returncode == 0
    write(folder, {"mkdocs.yml": WITH_HOOK, "docs/index.md": "# Another home\n", **changes})
    return state(folder / "site")


def beside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".site.*"))


@pytest.mark.site
@pytest.mark.skipif(os.name == "nt", reason="no signals")
@pytest.mark.parametrize("event", AT_EACH)
def test_a_build_that_is_killed_while_it_writes_leaves_the_old_site(tmp_path: Path, event: str) -> None:
    killed = hook(event, AT_EACH[event], "os.kill(os.getpid(), signal.SIGKILL)")
    before = with_old_site(tmp_path, {HOOK: killed})
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=tmp_path, env=ENVIRONMENT)
    assert done.returncode == -signal.SIGKILL
    assert state(tmp_path / "site") == before and len(beside(tmp_path)) == 1
    write(tmp_path, {"mkdocs.yml": CONFIG})
    assert run(tmp_path, "-q").returncode == 0
    assert "Another home" in (tmp_path / "site/index.html").read_text() and not beside(tmp_path)


@pytest.mark.site
@pytest.mark.parametrize("event", AT_EACH)
def test_a_disk_that_is_full_leaves_the_old_site(tmp_path: Path, event: str) -> None:
    full = hook(event, AT_EACH[event], "raise OSError(28, 'No space left on device')")
    before = with_old_site(tmp_path, {HOOK: full})
    done = run(tmp_path, "-q")
    assert done.returncode == 1 and "error[cannot-write]: site cannot be written" in done.stderr
    assert state(tmp_path / "site") == before and not beside(tmp_path)


@pytest.mark.site
def test_a_site_that_mkdocs_refuses_in_the_end_does_not_take_its_place(tmp_path: Path) -> None:
    late = hook("on_post_build", 1, "logging.getLogger('mkdocs').warning('late')")
    before = with_old_site(tmp_path, {HOOK: late})
    done = run(tmp_path, "--strict")
    assert done.returncode == 1 and "Aborted with 1 warnings" in done.stdout + done.stderr
    assert state(tmp_path / "site") == before and not beside(tmp_path)
    assert run(tmp_path, "-q").returncode == 0
    assert "Another home" in (tmp_path / "site/index.html").read_text()


@pytest.mark.site
def test_who_publishes_finds_the_site_in_its_place(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    publishing = (
        "from mkdocs.config import load_config\n"
        "from mkdocs.commands.build import build\n"
        "config = load_config()\n"
        "config.plugins.on_startup(command='gh-deploy', dirty=False)\n"
        "build(config)\n"
        "print(config.site_dir)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", publishing], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True
    )
    assert done.stdout.strip() == str(tmp_path / "site"), done.stderr
    assert (tmp_path / "site/index.html").is_file() and not beside(tmp_path)


@pytest.mark.site
def test_what_other_plugins_write_in_the_end_is_in_the_site(tmp_path: Path) -> None:
    wrote = hook("on_post_build", 1, "open(more['config'].site_dir + '/own.txt', 'w').close()")
    write(tmp_path, {**FILES, "mkdocs.yml": WITH_HOOK, HOOK: wrote})
    done = run(tmp_path)
    assert f"Building documentation to directory: {tmp_path / 'site'}\n" in done.stderr
    assert (tmp_path / "site/own.txt").is_file()


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def begun(site: Path, *, is_beside: bool = True) -> tuple[SitePlace, MkDocsConfig]:
    config = MkDocsConfig()
    config.site_dir = str(site)
    place = SitePlace(is_beside=is_beside)
    place.begin(config)
    return place, config


def test_a_new_site_and_none_before(tmp_path: Path) -> None:
    site = tmp_path / "deep" / "site"
    place, config = begun(site)
    write(Path(config.site_dir), {"index.html": "new"})
    assert config.site_dir != str(site) and not site.exists()
    place.end(config)
    assert config.site_dir == str(site) and (site / "index.html").read_text() == "new"
    assert names(site.parent) == ["site"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_what_is_hidden_stays_and_the_rest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(new_site, "_exchanged", lambda one, other: False)
    write(tmp_path, {"site/.git/HEAD": "a", "site/.nojekyll": "old", "site/old.html": "old"})
    place, config = begun(tmp_path / "site")
    write(Path(config.site_dir), {"index.html": "new", ".nojekyll": "new"})
    place.end(config)
    assert state(tmp_path) == {"site/.git/HEAD": b"a", "site/.nojekyll": b"new", "site/index.html": b"new"}


def test_a_link_to_a_site_stays_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"away/real/old.html": "old"})
    (tmp_path / "site").symlink_to("away/real")
    place, config = begun(tmp_path / "site")
    write(Path(config.site_dir), {"index.html": "new"})
    place.end(config)
    assert (tmp_path / "site").is_symlink() and names(tmp_path / "away/real") == ["index.html"]


def test_builds_for_other_languages_lie_within_the_first(tmp_path: Path) -> None:
    write(tmp_path, {"site/old.html": "old"})
    place, config = begun(tmp_path / "site")
    folder = config.site_dir
    place.begin(config)
    place.end(config)
    assert config.site_dir == folder and names(tmp_path / "site") == ["old.html"]
    place.end(config)
    assert names(tmp_path / "site") == []


def test_where_it_cannot_lie_beside_it_is_written_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write(tmp_path, {"site/old.html": "old"}) / "site"
    assert begun(site, is_beside=False)[1].site_dir == str(site)
    for name, answer in (("_belongs_to_somebody_else", True), ("_size", 1 << 70)):
        with monkeypatch.context() as changed:
            changed.setattr(new_site, name, lambda site, answer=answer: answer)
            place, config = begun(site)
            assert config.site_dir == str(site)
            place.end(config)
    with monkeypatch.context() as changed:
        changed.setattr(os.path, "ismount", lambda path: True)
        assert begun(site)[1].site_dir == str(site)
    assert state(tmp_path) == {"site/old.html": b"old"}


def test_what_killed_builds_leave_behind_is_mended_by_the_next(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".site.1.new/.git/HEAD": "not the site's",
            ".site.2.old/.git/HEAD": "the site's",
            ".site.2.old/old.html": "old",
            ".site.notes.md": "mine",
            "site/index.html": "new",
        },
    )
    place, _ = begun(tmp_path / "site")
    place.give_up()
    assert state(tmp_path) == {
        "site/.git/HEAD": b"the site's",
        "site/index.html": b"new",
        ".site.notes.md": b"mine",
    }


def test_a_site_that_was_on_its_way_goes_back(tmp_path: Path) -> None:
    write(tmp_path, {".site.1.old/old.html": "old"})
    place, _ = begun(tmp_path / "site")
    place.give_up()
    assert state(tmp_path) == {"site/old.html": b"old"}


@pytest.mark.skipif(os.name == "nt", reason="no such lock")
def test_a_folder_that_a_build_is_writing_into_is_left_alone(tmp_path: Path) -> None:
    first, second = NewSite.begun(str(tmp_path / "site")), NewSite.begun(str(tmp_path / "site"))
    assert first and second and first.folder.is_dir()
    for new, text in ((first, "one"), (second, "two")):
        write(new.folder, {"index.html": text})
        new.put_in_place()
        new.given_up()
    assert state(tmp_path) == {"site/index.html": b"two"}


def test_a_refused_exchange_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"site/old.html": "old"})
    place, config = begun(tmp_path / "site")
    rename = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if target == tmp_path / "site" and self.suffix == new_site.NEW:
            raise PermissionError(13, "Permission denied", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refusing)
    monkeypatch.setattr(new_site, "_exchanged", lambda one, other: False)
    with pytest.raises(PermissionError):
        place.end(config)
    place.give_up()
    assert state(tmp_path) == {"site/old.html": b"old"}
