"""A machine that fails: no room, no folder, foreign links, walls; a sentence each, and the old site whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cocreate_plugin.hosts.project import kept_in
from cocreate_plugin.pdf.sandbox import obstacle
from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, ENVIRONMENT, PHASE, copy, run, state

needs_walls = pytest.mark.skipif(bool(obstacle()), reason=f"no sandbox here: {obstacle()}")
BOOK = {"process/phases/tea.md": PHASE.format(title="Tea"), "mkdocs.yml": CONFIG}


def command(
    folder: Path, *arguments: str, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-I", "-c", "from cocreate_plugin.hosts.cli.main import main; exit(main())"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **(more or {})}
    return subprocess.run([*words, *arguments], cwd=folder, capture_output=True, text=True, env=environment)


@needs_walls
def test_an_untrusted_handbook_is_checked(tmp_path: Path):
    write(tmp_path, {**BOOK, "process/phases/bad.md": "---\ntitle: It\n---\n"})
    done = command(tmp_path, "check", "--untrusted")
    assert "process/phases/bad.md:1:1: error[missing-field]" in done.stdout
    assert (done.returncode, done.stderr) == (1, "Found 1 error.\n")
    assert command(tmp_path, "check").stdout == done.stdout


@needs_walls
def test_an_untrusted_handbook_reaches_no_file_outside(tmp_path: Path):
    outside = write(
        tmp_path / "outside", {"glossary.md": "## Secret\n\nText.\n", "sources.bib": "@x{secret,}"}
    )
    book = write(tmp_path / "book", BOOK)
    for name in ("glossary.md", "sources.bib"):
        (book / "process" / name).symlink_to(outside / name)
    done = command(book, "check", "--untrusted", "--format", "json")
    assert done.returncode == 1 and "Secret" not in done.stdout and "secret" not in done.stdout


@needs_walls
@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_an_untrusted_handbook_is_checked_without_git(tmp_path: Path):
    book = write(tmp_path / "book", BOOK)
    subprocess.run(["git", "init", "-q", "."], cwd=book, check=True)
    done = command(book, "check", "--untrusted")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "No problems.\n")


def test_without_walls_nothing_untrusted_is_read(tmp_path: Path):
    write(tmp_path, BOOK)
    code = """
        from cocreate_plugin.hosts.cli import main, untrusted
        untrusted.obstacle = lambda: "this is a test"
        main.project = None  # Whatever reads anything fails.
        exit(main.main(["check", "--untrusted"]))
    """
    words = [sys.executable, "-I", "-c", textwrap.dedent(code)]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.startswith("Nothing was read"), done.stderr


@pytest.mark.parametrize("arguments", [("check",), ("check", "--untrusted"), ("print",), ("schema",)])
@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use is not removed there")
def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path, arguments: tuple[str, ...]):
    code = """
        import os, sys
        os.rmdir(os.getcwd())
        from cocreate_plugin.hosts.cli.main import main
        exit(main(sys.argv[1:]))
    """
    folder = tmp_path / "gone"
    folder.mkdir()
    words = [sys.executable, "-I", "-c", textwrap.dedent(code), *arguments]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True)
    assert done.returncode in (1, 2) and "Traceback" not in done.stderr and done.stderr.count("\n") == 1


def test_pdfs_are_not_kept_where_a_link_leads(tmp_path: Path):
    root, outside = tmp_path / "root", tmp_path / "outside"
    for folder in (root, outside):
        folder.mkdir()
    assert kept_in(root, ".cache/cocreate") == root / ".cache" / "cocreate"
    (root / ".cache").symlink_to(outside)
    kept = kept_in(root, ".cache/cocreate")
    assert not kept.is_relative_to(root) and not kept.is_relative_to(outside)
    assert kept_in(root, "../beside") == tmp_path / "beside"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of some megabytes, where one may be made."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=30m", "tmpfs", str(folder)], capture_output=True
    )
    if made.returncode:
        pytest.skip("no disk can be made here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.site
@pytest.mark.skipif(sys.platform != "linux", reason="needs mount")
def test_a_full_disk_costs_no_site(tmp_path: Path, small_disk: Path):
    book = copy(tmp_path / "book", {"docs/picture.png": os.urandom(20_000_000)})  # type: ignore[dict-item]
    site = small_disk / "site"
    assert run(book, "-q", "-d", str(site)).returncode == 0
    before = state(site)
    write(book, {"docs/another.png": os.urandom(20_000_000)})
    done = run(book, "-q", "-d", str(site))
    assert done.returncode and "error[cannot-write]" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert state(site) == before


@pytest.mark.site
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("None", "error[cannot-write]: site cannot be written: No space left on device."),
        ("'docs/secret.png'", "docs/secret.png:1:1: error[unreadable-file]"),
    ],
)
def test_what_the_system_refuses_while_mkdocs_copies_is_a_sentence(tmp_path: Path, name: str, sentence: str):
    full = f"def on_post_build(config):\n    raise OSError(28, 'No space left on device', {name})\n"
    book = write(tmp_path, {**BOOK, "docs/index.md": "# Home\n", "full.py": full})
    write(book, {"mkdocs.yml": CONFIG + "hooks: [full.py]\n"})
    done = run(book, "-q")
    assert done.returncode and "Traceback" not in done.stderr
    assert sentence in done.stdout + done.stderr


@pytest.mark.site
@pytest.mark.paper
@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_a_site_with_paper_is_not_replaced_by_one_without(tmp_path: Path, strict: tuple[str, ...]):
    book = write(tmp_path / "book", {**BOOK, "docs/index.md": "# Home\n"})
    write(book, {"mkdocs.yml": CONFIG.replace("{pdf: false}", "{}")})
    assert run(book, "-q").returncode == 0
    before = state(book / "site")
    assert any(name.endswith(".pdf") for name in before)
    broken = write(tmp_path / "broken", {"weasyprint/__init__.py": "raise OSError('no pango')\n"})
    shutil.rmtree(book / ".cache")
    done = run(book, "-q", *strict, settings={"PYTHONPATH": str(broken)})
    assert done.returncode and "error[no-print-libraries]" in done.stdout + done.stderr
    assert state(book / "site") == before
    shutil.rmtree(book / "site")
    assert (run(book, "-q", *strict, settings={"PYTHONPATH": str(broken)}).returncode == 0) is not bool(
        strict
    )


def without_an_administrators_rights() -> list[str]:
    """Give the words before a command that take away the right to read what nobody may read."""
    words = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all"]
    if not shutil.which("setpriv") or subprocess.run([*words, "true"], capture_output=True).returncode:
        return []
    return words


@pytest.mark.site
@pytest.mark.skipif(sys.platform == "win32", reason="other rights")
@pytest.mark.parametrize("name", ["docs/closed.png", "docs/closed.md", "process/files/closed.png"])
def test_a_file_that_nobody_may_read_costs_no_site(tmp_path: Path, name: str):
    words = without_an_administrators_rights() if os.geteuid() == 0 else []
    if os.geteuid() == 0 and not words:
        pytest.skip("an administrator may read everything")
    book = copy(tmp_path / "book")
    assert run(book, "-q").returncode == 0
    before = state(book / "site")
    write(book, {name: "closed"})
    (book / name).chmod(0)
    build = [*words, sys.executable, "-m", "mkdocs", "build", "-q"]
    done = subprocess.run(build, cwd=book, capture_output=True, text=True, env=ENVIRONMENT)
    assert done.returncode and "Traceback" not in done.stderr
    assert "error[unreadable-file]" in done.stdout + done.stderr and "closed" in done.stdout + done.stderr
    assert state(book / "site") == before


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes only there")
@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "C.UTF-8"}],
    ids=["no UTF-8", "UTF-8"],
)
@pytest.mark.parametrize("words", [("check",), ("check", "--format", "json"), ("print", "-o", "out")])
@pytest.mark.paper
def test_a_folder_whose_name_is_no_text_is_a_folder(
    tmp_path: Path, locale: Mapping[str, str], words: tuple[str, ...]
):
    folder = tmp_path / os.fsdecode(b"b\xff k \xc3\xa9")
    try:
        write(folder, BOOK)
    except OSError:
        pytest.skip("this disk wants text for a name")
    done = command(folder, *words, more=locale)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
