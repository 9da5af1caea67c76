"""While somebody writes: the page that is looked at is shown before the site is made anew, and then the rest."""

from __future__ import annotations

import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from cocreate_plugin.hosts.mkdocs.ahead import Ahead, Folders
from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, PHASE, served

WAIT = """\
import time
from pathlib import Path


def on_pre_build(config, **_):
    while Path("wait").exists():
        time.sleep(0.05)
"""
"""A hook that holds a build up as long as a file is there."""


@pytest.mark.site
def test_a_change_is_seen_while_the_site_is_still_being_made(tmp_path: Path) -> None:
    phase = tmp_path / "process/phases/listen.md"
    files = {
        "mkdocs.yml": f"{CONFIG}hooks: [wait.py]\n",
        "wait.py": WAIT,
        "docs/index.md": "# Tea\n",
        "process/phases/listen.md": PHASE.format(title="Listen"),
        "process/phases/speak.md": PHASE.format(title="Speak"),
    }
    with served(write(tmp_path, files)) as address:

        def page(at: str) -> str:
            with urlopen(f"{address}/{at}") as answer:
                return str(answer.read().decode())

        def seen(word: str, at: str) -> bool:
            end = time.monotonic() + 120
            while word not in page(at) and time.monotonic() < end:
                time.sleep(0.05)
            return word in page(at)

        assert "Listen" in page("") and "Why?" in page("phases/listen/")
        (tmp_path / "wait").touch()
        phase.write_text(PHASE.format(title="Hearing").replace("Why?", "Whose cup?"))
        assert seen("Whose cup?", "phases/listen/")
        assert "Content-Security-Policy" in page("phases/listen/")
        assert "Hearing" not in page("phases/") and "Speak" in page("phases/speak/"), "as they were"
        (tmp_path / "docs/index.md").write_text("# Coffee\n")  # looked at last is a page of the process
        (tmp_path / "wait").unlink()
        assert seen("Hearing", "phases/") and seen("Coffee", "") and "Whose cup?" in page("phases/listen/")
        page("")
        (tmp_path / "wait").touch()
        (tmp_path / "docs/index.md").write_text("# Milk\n")
        assert seen("Milk", "")
        (tmp_path / "wait").unlink()
        phase.write_text("---\ntitle: [\n---\n")
        assert seen("listen.md:2", ""), "what is wrong is told by the build behind"
        assert "Milk" in page("")
    assert "Traceback" not in (tmp_path / "log").read_text()


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    made = Folders()
    first = (
        write(tmp_path, {"first/a/index.html": "<body>old</body>", "first/404.html": "<body>no</body>"})
        / "first"
    )
    made.use(_config(first))
    made.done()
    return made


def _config(folder: Path) -> MkDocsConfig:
    config = MkDocsConfig()
    config.site_dir = str(folder)
    return config


def test_a_site_is_made_in_the_folder_that_is_not_served(folders: Folders) -> None:
    first = Path(folders.served)
    config = _config(first)
    folders.use(config)
    second = Path(config.site_dir)
    assert second != first and folders.served == str(first)
    config = _config(first)
    folders.use(config)
    assert Path(config.site_dir) == second, "what failed is made in the same folder again"
    folders.done()
    config = _config(first)
    folders.use(config)
    assert Path(config.site_dir) == first and folders.served == str(second)
    folders.remove()
    assert not second.exists() and first.exists()


def _reloads(
    folders: Folders, makes: bool, before: bytes, after: bytes, fails: bool = False
) -> tuple[bool, bool]:
    """Tells whether browsers load a page again before the site is made, and whether once more behind it."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, folders.served)
    try:

        def make(address: str) -> bool:
            if fails:
                raise ValueError(address)
            return makes

        ahead = Ahead(server, make, folders)
        server._wanted_epoch = server._visible_epoch + 1000
        ahead.note("a/", b"")
        ahead.begin()
        early = server._visible_epoch == server._wanted_epoch
        ahead.note("a/", before)
        ahead.end(lambda address: after)
        return early, server._visible_epoch != server._wanted_epoch
    finally:
        server.server_close()


def test_browsers_load_a_page_again_only_when_there_is_something_new(folders: Folders) -> None:
    assert _reloads(folders, True, b"new", b"new") == (True, False)
    assert _reloads(folders, True, b"new", b"newer") == (True, True)
    assert _reloads(folders, False, b"old", b"new") == (False, True)
    assert _reloads(folders, True, b"old", b"new", fails=True) == (False, True)


def test_a_server_that_is_another_is_left_alone(folders: Folders) -> None:
    ahead = Ahead(object(), lambda address: True, folders)
    ahead.begin()
    ahead.end(lambda address: b"")
    assert ahead.error_page(404) == b"<body>no</body>" and ahead.error_page(500) is None
