"""Repositories that name a program for git to run: a careless git runs it, and ours does not."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from cocreate_plugin.load import load
from cocreate_plugin.pdf.sandbox import obstacle
from cocreate_plugin.sources import git as safe_git, history
from cocreate_plugin.testing import write

pytestmark = [
    pytest.mark.skipif(not shutil.which("git"), reason="needs git"),
    pytest.mark.skipif(sys.platform == "win32", reason="the programs that must not run are shell scripts"),
]
DOCUMENT = "---\ntitle: It\npurpose: Why.\n---\n"
NOBODY = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_COMMITTER_DATE": "2024-01-02T12:00:00Z", "GIT_AUTHOR_DATE": "2024-01-02T12:00:00Z",
}  # fmt: skip


@dataclass
class Handbook:
    """A handbook in a repository of its own, and a program that leaves a mark when it runs."""

    root: Path
    evil: Path
    mark: Path

    def git(self, *words: str, stdin: str = "", environment: Mapping[str, str] = {}) -> str:
        command = ["git", "-c", "init.defaultBranch=main", *words]
        done = subprocess.run(
            command, cwd=self.root, input=stdin, env={**NOBODY, **environment}, text=True, capture_output=True
        )
        return done.stdout.strip()

    def set(self, **settings: str) -> None:
        for name, value in settings.items():
            self.git("config", name.replace("__", "."), value)

    def sign(self) -> None:
        """Give the last commit a signature, which git can only check by a program."""
        head, _, message = self.git("cat-file", "commit", "HEAD").partition("\n\n")
        seal = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----"
        if self.git("config", "gpg.format") == "ssh":
            seal = seal.replace("PGP", "SSH")
        signed = self.git(
            "hash-object", "-t", "commit", "-w", "--stdin", stdin=f"{head}\n{seal}\n\n{message}\n"
        )
        self.git("update-ref", "HEAD", signed)


@pytest.fixture
def handbook(tmp_path: Path) -> Handbook:
    root = write(tmp_path / "handbook", {"process/phases/x.md": DOCUMENT, "mkdocs.yml": "site_name: A\n"})
    mark, evil = tmp_path / "it-ran", root / "evil.sh"
    evil.write_text(f"#!/bin/sh\necho ran >> {mark}\nexit 1\n")
    evil.chmod(0o755)
    made = Handbook(root, evil, mark)
    made.git("init", "-q")
    made.git("add", ".")
    made.git("commit", "-q", "-m", "one")
    return made


def signed(book: Handbook) -> None:
    book.set(log__showSignature="true", gpg__program=str(book.evil))
    book.sign()


def signed_by_ssh(book: Handbook) -> None:
    book.set(gpg__format="ssh", log__showSignature="true", gpg__ssh__program=str(book.evil))
    book.git("config", "gpg.ssh.allowedSignersFile", str(book.evil))
    book.sign()


def bare_beside(book: Handbook) -> None:
    """The folder itself looks like a bare repository, as one can commit it in a folder of another."""
    signed(book)
    for name in ("HEAD", "config", "objects", "refs"):
        (book.root / ".git" / name).rename(book.root / name)
    shutil.rmtree(book.root / ".git")
    book.git("config", "-f", "config", "core.bare", "true")


def bare_with_work_tree(book: Handbook) -> None:
    bare_beside(book)
    book.git("config", "-f", "config", "core.bare", "false")
    book.git("config", "-f", "config", "core.worktree", str(book.root))
    book.git("config", "-f", "config", "core.fsmonitor", str(book.evil))


def fsmonitor(book: Handbook) -> None:
    book.set(core__fsmonitor=str(book.evil))


def hooks(book: Handbook) -> None:
    for name in ("post-index-change", "pre-commit", "reference-transaction"):
        shutil.copy(book.evil, book.root / ".git" / "hooks" / name)


def hooks_elsewhere(book: Handbook) -> None:
    shutil.copytree(book.root / ".git" / "hooks", book.root / "hooks", dirs_exist_ok=True)
    shutil.copy(book.evil, book.root / "hooks" / "pre-commit")
    book.set(core__hooksPath=str(book.root / "hooks"))


def filters(book: Handbook) -> None:
    (book.root / ".gitattributes").write_text("* filter=evil\n")
    book.set(filter__evil__clean=str(book.evil), filter__evil__smudge=str(book.evil))
    (book.root / "process/phases/x.md").write_text(DOCUMENT + "more")


def text_conversion(book: Handbook) -> None:
    (book.root / ".gitattributes").write_text("* diff=evil\n")
    book.set(diff__evil__textconv=str(book.evil))


def external_diff(book: Handbook) -> None:
    book.set(diff__external=str(book.evil))


def work_tree_settings(book: Handbook) -> None:
    book.set(extensions__worktreeConfig="true")
    book.git("config", "--worktree", "core.fsmonitor", str(book.evil))


def included(book: Handbook) -> None:
    (book.root / "more.cfg").write_text(f"[core]\n\tfsmonitor = {book.evil}\n")
    book.git("config", "include.path", "../more.cfg")


def included_on_a_condition(book: Handbook) -> None:
    (book.root / "more.cfg").write_text(f"[core]\n\tfsmonitor = {book.evil}\n")
    book.git("config", f"includeIf.gitdir:{book.root}/.path", "../more.cfg")


def _promised(book: Handbook, url: str) -> None:
    """An object is missing, and the repository says who would send it."""
    book.set(core__repositoryFormatVersion="1", extensions__partialClone="origin")
    book.set(remote__origin__promisor="true", remote__origin__url=url)
    tree = book.git("rev-parse", "HEAD:process")
    (book.root / ".git/objects" / tree[:2] / tree[2:]).unlink()


def promised_by_ssh(book: Handbook) -> None:
    book.set(core__sshCommand=str(book.evil), protocol__ssh__allow="always")
    _promised(book, "ssh://example.org/x")


def promised_by_a_program(book: Handbook) -> None:
    book.set(protocol__ext__allow="always")
    _promised(book, f"ext::{book.evil}")


def promised_by_a_folder(book: Handbook) -> None:
    book.set(remote__origin__uploadpack=str(book.evil), protocol__file__allow="always")
    _promised(book, str(book.root.parent))


def submodule(book: Handbook) -> None:
    commit = book.git("rev-parse", "HEAD")
    book.git("update-index", "--add", "--cacheinfo", f"160000,{commit},inner")
    (book.root / ".gitmodules").write_text('[submodule "inner"]\n\tpath = inner\n\turl = ./inner\n')
    book.git("clone", "-q", ".", "inner")
    book.git("commit", "-q", "--allow-empty", "-m", "later")
    book.git("-C", "inner", "checkout", "-q", "--orphan", "other")
    book.set(submodule__inner__url="./inner", submodule__inner__update=f"!{book.evil}")
    book.set(submodule__recurse="true", diff__submodule="log")
    book.git("-C", "inner", "config", "core.fsmonitor", str(book.evil))


def repository_in_the_content(book: Handbook) -> None:
    """The folder of a kind is a repository of its own, as an archive that somebody sends can hold one."""
    inner = Handbook(book.root / "process" / "phases", book.evil, book.mark)
    inner.git("init", "-q")
    inner.git("add", ".")
    inner.git("commit", "-q", "-m", "one")
    signed(inner)
    fsmonitor(inner)


def alternates(book: Handbook) -> None:
    other = book.root / "other.git"
    book.git("init", "-q", "--bare", str(other))
    (book.root / ".git/objects/info/alternates").write_text(f"{other}/objects\n")
    book.set(core__alternateRefsCommand=str(book.evil))


def a_file_called_git(book: Handbook) -> None:
    fsmonitor(book)
    (book.root / ".git").rename(book.root / "elsewhere")
    (book.root / ".git").write_text("gitdir: elsewhere\n")


def alias(book: Handbook) -> None:
    book.git("config", "alias.log", f"!{book.evil}")
    book.git("config", "alias.last", f"!{book.evil}")


def pager(book: Handbook) -> None:
    book.set(core__pager=str(book.evil), pager__log=str(book.evil))


TRAPS: dict[Callable[[Handbook], None], tuple[str, ...]] = {
    signed: ("log",),
    signed_by_ssh: ("log",),
    bare_beside: ("log",),
    bare_with_work_tree: ("status",),
    fsmonitor: ("status",),
    hooks: ("commit", "--allow-empty", "-m", "x"),
    hooks_elsewhere: ("commit", "--allow-empty", "-m", "x"),
    filters: ("add", "process"),
    text_conversion: ("log", "-p"),
    external_diff: ("log", "-p", "--ext-diff"),
    work_tree_settings: ("status",),
    included: ("status",),
    included_on_a_condition: ("status",),
    promised_by_ssh: ("log", "--name-only"),
    promised_by_a_program: ("log", "--name-only"),
    promised_by_a_folder: ("log", "--name-only"),
    submodule: ("status",),
    repository_in_the_content: ("-C", "process/phases", "log"),
    alternates: ("log", "--alternate-refs"),
    a_file_called_git: ("status",),
    alias: ("last",),
    pager: ("--paginate", "log"),
}
"""What is in a repository, and the command with which a careless git runs it."""

NEEDS_A_TERMINAL = {pager}


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_nothing_that_a_repository_names_is_run(handbook: Handbook, trap, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    trap(handbook)
    handbook.mark.unlink(missing_ok=True)
    loaded = load(handbook.root)
    assert not handbook.mark.exists()
    assert [document.id for document in loaded.handbook.documents] == ["x"]
    if trap not in NEEDS_A_TERMINAL:
        handbook.git(*TRAPS[trap])
        assert handbook.mark.exists(), "the trap itself does not work"


@pytest.mark.parametrize(
    "surroundings",
    [
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": "{evil}"},
        {"GIT_CONFIG_PARAMETERS": "'log.showSignature'='true' 'gpg.program'='{evil}'"},
        {"GIT_EXTERNAL_DIFF": "{evil}", "GIT_PAGER": "{evil}", "GIT_SSH_COMMAND": "{evil}"},
        {"GIT_EXEC_PATH": "{folder}"},
        {"GIT_DIR": "{folder}/nowhere", "GIT_WORK_TREE": "{folder}"},
        {"GIT_TRACE": "{mark}", "GIT_TRACE2": "{mark}"},
    ],
    ids=lambda names: next(iter(names)),
)
def test_variables_of_git_are_not_passed_on(
    handbook: Handbook, surroundings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
):
    shutil.copy(handbook.evil, handbook.root / "git-log")
    handbook.sign()
    handbook.mark.unlink(missing_ok=True)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value.format(evil=handbook.evil, folder=handbook.root, mark=handbook.mark))
    assert history.last_changes(handbook.root, "process") == {"process/phases/x.md": dt.date(2024, 1, 2)}
    assert not handbook.mark.exists()


@pytest.mark.parametrize("place", [".", "", "{root}", "{root}/bin"])
def test_a_git_that_lies_in_the_handbook_is_not_run(
    handbook: Handbook, place: str, monkeypatch: pytest.MonkeyPatch
):
    for folder in (handbook.root, handbook.root / "bin"):
        folder.mkdir(exist_ok=True)
        shutil.copy(handbook.evil, folder / "git")
    monkeypatch.chdir(handbook.root)
    monkeypatch.setenv("PATH", f"{place.format(root=handbook.root)}{os.pathsep}{os.environ['PATH']}")
    assert history.last_changes(handbook.root, "process")
    assert not handbook.mark.exists()


def other_git(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put another git before the machine's own."""
    folder.mkdir()
    program = folder / "git"
    program.write_text(f'#!/bin/sh\ncase "$*" in *rev-parse*) echo false; exit;; esac\n{script}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def reasons(book: Handbook) -> list[str]:
    loaded = load(book.root)
    assert [document.id for document in loaded.handbook.documents] == ["x"]
    return [str(each.facts["reason"]) for each in loaded.problems if each.code == "no-history"]


def test_a_git_that_never_ends_is_stopped_with_all_that_it_started(
    handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other_git(tmp_path / "bin", monkeypatch, "sleep 1000 & sleep 1000")
    monkeypatch.setattr(safe_git, "SECONDS", 0.5)
    assert reasons(handbook) == ["git-too-slow"]


def test_a_git_that_prints_for_ever_is_stopped(
    handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other_git(tmp_path / "bin", monkeypatch, "yes @2024-01-02")
    monkeypatch.setattr(safe_git, "MOST_BYTES", 100_000)
    assert reasons(handbook) == ["git-too-much"]


@pytest.mark.parametrize(
    "script",
    [
        "printf '@2024-13-45\\n\\nprocess/phases/x.md\\n'",
        "printf '@0000-00-00\\n\\nprocess/phases/x.md\\n'",
        "printf 'process/phases/x.md\\n'",
        "printf '\\377\\376\\000'",
        "exit 3",
        "kill -9 $$",
    ],
)
def test_a_git_that_says_nonsense_says_nothing(
    handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
):
    other_git(tmp_path / "bin", monkeypatch, script)
    assert history.last_changes(handbook.root, "process") == {}
    assert reasons(handbook) == []


def test_without_git_there_is_no_history(handbook: Handbook, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(handbook.root))
    assert history.last_changes(handbook.root, "process") == {}


def test_a_link_to_another_repository_is_not_asked(handbook: Handbook, tmp_path: Path):
    other = write(tmp_path / "other", {"secret.md": DOCUMENT})
    Handbook(other, handbook.evil, handbook.mark).git("init", "-q")
    Handbook(other, handbook.evil, handbook.mark).git("add", ".")
    Handbook(other, handbook.evil, handbook.mark).git("commit", "-q", "-m", "one")
    (handbook.root / "process" / "roles").symlink_to(other)
    assert set(history.last_changes(handbook.root, "process")) == {"process/phases/x.md"}


def test_a_folder_that_cannot_be_read_has_no_history(handbook: Handbook):
    """Walls take a folder away as rights do, and an administrator too."""
    if obstacle():
        pytest.skip(f"no sandbox here: {obstacle()}")
    code = """
        import sys
        from pathlib import Path
        from cocreate_plugin.pdf.sandbox import libraries, shut_in
        from cocreate_plugin.sources import history
        git = history.find_git(Path(sys.argv[1]))
        history.find_git = lambda _: git
        shut_in(libraries(), 2 << 30)
        print(history.last_changes(Path(sys.argv[1]), "process"))
    """
    words = [sys.executable, "-I", "-c", textwrap.dedent(code), str(handbook.root)]
    done = subprocess.run(words, capture_output=True, text=True, cwd="/")
    assert (done.stdout, done.stderr) == ("{}\n", "")
