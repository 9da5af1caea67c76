"""The system tells it: of a hostile handbook nothing runs, no host is asked, and nothing outside it is read."""

from __future__ import annotations

import os
import re
import shutil
import site
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import cocreate_plugin
from cocreate_plugin.testing import write
from tests.attacks.corpus import handbooks
from tests.attacks.tracing import Trace, audited, can_trace, traced
from tests.hosts.building import CONFIG, PHASE

pytestmark = [
    pytest.mark.site,
    pytest.mark.skipif(sys.platform != "linux", reason="files and programs are named as on Linux"),
    pytest.mark.skipif(not shutil.which("git"), reason="needs git"),
]

COMMAND = "from cocreate_plugin.hosts.cli.main import main; raise SystemExit(main())"
BUILD = "import mkdocs.__main__ as m; m.cli()"
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
FINDERS = frozenset(("ldconfig", "gcc", "cc", "collect2", "ld", "objdump"))
"""Programs of the system by which Python looks for its libraries."""
TRIED = re.compile(re.escape(tempfile.gettempdir()) + r"/(?:cc\w{6}(?:\.\w+)*|(?:tmp)?[a-z0-9_]{8})")
"""Files that Python makes to see whether a folder can be written to, and a linker that it asks for a library."""
EVIL = "import pathlib; pathlib.Path({mark!r}).write_text('ran')\n"
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
MACHINE = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc",
    "/proc",
    "/sys",
    "/dev",
    "/opt",
    "/var/cache",
    "/var/lib",
    "/run",
)
"""Where Python, fonts and libraries of the system are; the canary is in none of them."""


def drawing(canary: Path) -> dict[str, str]:
    """Draw what asks for a file outside, in as many ways as there are."""
    inside = f'<image href="file://{canary}" width="9" height="9"/><use xlink:href="{canary}#a"/>'
    return {
        "process/files/a.svg": f'<svg {NAMESPACE} width="9" height="9">{inside}</svg>',
        "process/files/b.svg": f'<!DOCTYPE svg [<!ENTITY c SYSTEM "file://{canary}">]><svg {NAMESPACE}><text>&c;</text></svg>',
        "process/files/c.svg": f'<?xml-stylesheet href="file://{canary}"?><svg {NAMESPACE}><style>@import "{canary}";</style></svg>',
    }


def hostile(root: Path, canary: Path, mark: Path) -> Path:
    """Write a handbook of every text that hides nothing, with modules, links and a repository that want to act."""
    files: dict[str, str] = {**handbooks_text(canary), **drawing(canary)}
    shown = "![a](../files/a.svg) ![b](../files/b.svg) ![c](../files/c.svg)"
    more = f'--8<-- "{canary}"\n\n![d](file://{canary}) [e](../../../{canary.name}) <img src="{canary}" alt="f">\n\n{shown}\n'
    files["process/checklists/it.md"] = f"---\ntitle: It\npurpose: Why.\n---\n\n{more}\n- [ ] a {shown}\n"
    for name in (
        "json",
        "yaml",
        "weasyprint/__init__",
        "sitecustomize",
        "usercustomize",
        "cocreate_plugin/__init__",
        "re",
    ):
        files[f"{name}.py"] = EVIL.format(mark=str(mark))
    files["mkdocs.yml"] = CONFIG.replace("{pdf: false}", "{}")
    write(root, files)
    (root / "process" / "glossary.md").unlink(missing_ok=True)
    for name in (
        "process/glossary.md",
        "process/sources.sv.bib",
        "process/files/link.png",
        "process/roles/link.md",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(canary)
    (root / "evil.sh").write_text(f"#!/bin/sh\necho ran > {mark}\n")
    (root / "evil.sh").chmod(0o755)
    return root


def handbooks_text(canary: Path) -> dict[str, str]:
    """Give one handbook of the corpus whose addresses lead to the canary."""
    _, files = next(iter(handbooks()))
    return {name: text.replace("https://e.example/", f"file://{canary}/") if number % 2 else text
            for number, (name, text) in enumerate(files.items())}  # fmt: skip


def repository(root: Path) -> None:
    """Make a repository whose configuration names a program for all that git may do."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "process", "mkdocs.yml"], ["commit", "-q", "-m", "one"]):
        subprocess.run([*git, *words], cwd=root, check=True)
    evil = str(root / "evil.sh")
    for name in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "gpg.program",
        "core.askPass",
    ):
        subprocess.run(["git", "config", name, evil], cwd=root, check=True)
    subprocess.run(["git", "config", "log.showSignature", "true"], cwd=root, check=True)


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    file = tmp_path / "canary.txt"
    file.write_text("CANARY")
    return file


def judge(trace: Trace, root: Path, canary: Path, mark: Path) -> None:
    """Hold what was seen against what may be."""
    assert "Traceback" not in trace.done.stderr
    assert not mark.exists()
    for words in trace.started:
        assert is_ours(words, root), words
    assert not trace.asked
    assert str(canary) not in trace.read
    ours = (root, Path(cocreate_plugin.__file__).parents[1], Path(sys.prefix), Path(sys.base_prefix))
    known = [
        *MACHINE,
        *map(str, ours),
        *map(os.path.realpath, map(str, ours)),
        site.getuserbase(),
        str(Path.home() / ".gitconfig"),
        str(Path.home() / ".config"),
        str(Path.home() / ".cache"),
    ]
    passing = str(Path(tempfile.gettempdir()))
    outside = [
        name
        for name in trace.read
        if name.startswith("/")
        and not any(name == place or name.startswith(f"{place}/") for place in known)
        and name not in (*map(str, root.parents), passing)
        and not TRIED.fullmatch(name)
        and not any(part.startswith("cocreate") for part in Path(name).parts)
    ]
    assert outside == []


def is_ours(words: tuple[str, ...], root: Path) -> bool:
    """Tell whether a program is Python shut off from its surroundings, or git with its settings taken away."""
    if Path(words[0]).name == "git" or words[0] == "git":
        return not Path(words[0]).is_relative_to(root) and "safe.bareRepository=explicit" in words
    if Path(words[0]).name in FINDERS:
        return not Path(words[0]).is_relative_to(root)
    return words[0] == sys.executable and words[1] == "-I"


HOW = [pytest.param(traced, id="traced") if can_trace() else pytest.param(audited, id="audited")]
"""Where the kernel may tell, it tells more than Python."""


@pytest.mark.parametrize("how", HOW)
@pytest.mark.paper
@pytest.mark.parametrize("words", [("check",), ("print", "it")], ids=lambda words: words[0])
def test_a_hostile_handbook_reaches_nothing(how, words, tmp_path: Path, canary: Path):
    mark = tmp_path / "ran"
    root = hostile(tmp_path / "book", canary, mark)
    repository(root)
    trace = how(COMMAND, words, root, tmp_path / "log", QUIET)
    assert trace.done.returncode in (0, 1), trace.done.stderr
    assert trace.started, "git at least is asked"
    assert any(name.startswith(str(root / "process")) for name in trace.read)
    judge(trace, root, canary, mark)


@pytest.mark.parametrize("how", HOW)
@pytest.mark.paper
def test_a_build_reaches_nothing(how, tmp_path: Path, canary: Path):
    mark = tmp_path / "ran"
    files = {
        "docs/index.md": "# Home\n",
        "process/phases/a.md": PHASE.format(title="A") + f'--8<-- "{canary}"\n',
    }
    root = write(tmp_path / "book", {"mkdocs.yml": CONFIG.replace("{pdf: false}", "{}"), **files})
    (root / "evil.sh").write_text(f"#!/bin/sh\necho ran > {mark}\n")
    repository(root)
    trace = how(BUILD, ("build", "-q"), root, tmp_path / "log", QUIET)
    assert trace.done.returncode == 0, trace.done.stderr
    assert list((root / "site").rglob("*.pdf"))
    judge(trace, root, canary, mark)


def test_python_tells_the_same_where_there_is_no_strace(tmp_path: Path, canary: Path):
    root = hostile(tmp_path / "book", canary, tmp_path / "ran")
    repository(root)
    judge(audited(COMMAND, ("check",), root, tmp_path / "log", QUIET), root, canary, tmp_path / "ran")


def test_what_is_forbidden_would_be_seen(tmp_path: Path, canary: Path):
    code = f"import socket, subprocess; open({str(canary)!r}); subprocess.run(['true']); socket.socket().connect_ex(('127.0.0.1', 9))"
    for how in (audited, *([traced] if can_trace() else [])):
        trace = how(code, (), tmp_path, tmp_path / f"log-{how.__name__}", QUIET)
        assert str(canary) in trace.read and trace.asked
        assert [words for words in trace.started if Path(words[0]).name == "true"]
