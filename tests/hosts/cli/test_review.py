"""`cocreate review`: repositories with two branches, and what is said of what lies between them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from cocreate_plugin.hosts.cli import review
from cocreate_plugin.testing import write
from tests.hosts.cli.command import Command
from tests.review.comparing import BASE, PHASE, changed

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")

LISTEN = "process/phases/listen.md"
SOMEBODY = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}  # fmt: skip
HOSTILE = "@everyone <img src=x onerror=alert(1)> ](https://e.org) `x` #1 **b** ![a](https://e.org/a.png) | $x$ www.e.org"


def git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *words]
    return subprocess.run(
        command, cwd=folder, env=SOMEBODY, text=True, capture_output=True, check=True
    ).stdout


def commit(folder: Path, files: Mapping[str, str | bytes], message: str = "more") -> None:
    write(folder, files)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture
def repository(
    run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Command:
    """A handbook on the branch `main`, and `change` that begins there."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("passing")))
    monkeypatch.setattr(review, "changed_sheets", lambda *_: ((), ()))  # tests/review/test_paper.py prints
    git(run.folder, "init", "-q")
    commit(run.folder, BASE)
    git(run.folder, "switch", "-q", "-c", "change")
    return run


def left_behind() -> list[Path]:
    return list(Path(tempfile.gettempdir()).iterdir())


def test_two_branches(repository: Command) -> None:
    commit(repository.folder, changed(LISTEN, "## Gate", "## Door"))
    git(repository.folder, "switch", "-q", "main")
    commit(repository.folder, changed(LISTEN, "2 weeks", "3 weeks"))
    git(repository.folder, "switch", "-q", "change")
    said = repository("review")
    assert (said.code, said.err) == (0, "")
    lost = said.out.split("\n\n")[1].splitlines()
    assert lost[0] == "Lost by this change"
    assert "  ! Listen: Gate had 2 items, now none" in lost
    assert "weeks" not in said.out, "what others changed since is no part of this change"
    assert "3 weeks → 2 weeks" in repository("review", "main").out
    assert not left_behind()


def test_what_is_not_committed_yet_counts(repository: Command) -> None:
    write(repository.folder, changed(LISTEN, "2 weeks", "3 weeks"))
    assert "    + Duration: 2 weeks → 3 weeks" in repository("review").out.splitlines()


def test_nothing_changed(repository: Command) -> None:
    assert repository("review", "main", "--strict").out.splitlines()[1:] == [
        "Nothing that a reader sees is different."
    ]


@pytest.mark.parametrize("name", ["main", "v1", "HEAD~1", "refs/heads/main"])
def test_every_way_to_name_a_state(repository: Command, name: str) -> None:
    git(repository.folder, "tag", "v1")
    commit(repository.folder, changed(LISTEN, "2 weeks", "3 weeks"))
    said = repository("review", name)
    assert said.out.startswith(f"Compared with {name}.\n")
    assert "2 weeks → 3 weeks" in said.out


def test_a_folder_as_the_earlier_state_needs_no_repository(
    run: Command, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "changed_sheets", lambda *_: ((), ()))
    before = write(tmp_path_factory.mktemp("before"), BASE)
    write(run.folder, changed(LISTEN, "2 weeks", "3 weeks"))
    assert "2 weeks → 3 weeks" in run("review", str(before)).out
    said = run("review")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("This folder is in no Git repository.")


def test_no_git(repository: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    said = repository("review")
    assert (said.code, said.err) == (
        2,
        "Git is not on this machine. Name a folder with the earlier state instead.\n",
    )


@pytest.mark.parametrize(
    "name", ["nothing", "--output=x", "-x", "main:process", "main..change", "HEAD^{tree}"]
)
def test_a_state_that_there_is_not(repository: Command, name: str) -> None:
    said = repository("review", "--", name)
    assert said.code == 2
    assert f"Nothing in the repository is called “{name}”" in said.err


def test_no_branch_to_compare_with(repository: Command) -> None:
    git(repository.folder, "branch", "-D", "main")
    assert "There is no branch main" in repository("review").err


def test_a_shallow_copy_says_what_to_do(
    repository: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    commit(repository.folder, changed(LISTEN, "2 weeks", "3 weeks"))
    git(repository.folder, "switch", "-q", "main")
    copy = tmp_path_factory.mktemp("copy")
    git(copy, "clone", "-q", "--depth", "1", "--branch", "change", f"file://{repository.folder}", ".")
    for words in ((), ("main",), ("HEAD~1",)):
        said = repository("review", *words, folder=copy)
        assert said.code == 2
        assert "`fetch-depth: 0`" in said.err


def test_a_handbook_in_a_folder_of_a_repository_and_in_a_worktree(
    run: Command, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setattr(review, "changed_sheets", lambda *_: ((), ()))
    git(run.folder, "init", "-q")
    files = {f"books/tea/{name}": text for name, text in BASE.items()}
    commit(run.folder, {**files, "shared.yml": "theme:\n  language: sv\n", "program.py": "x = 1\n"})
    tree = tmp_path_factory.mktemp("tree") / "it"
    git(run.folder, "worktree", "add", "-q", "-b", "change", str(tree))
    write(tree / "books/tea", changed(LISTEN, "2 weeks", "3 weeks"))
    said = run("review", folder=tree / "books/tea/process/phases")
    assert "2 weeks → 3 weeks" in said.out
    assert "1 new" not in said.out
    assert run("review", "change").out.count("\n") == 2


def test_settings_that_differ(repository: Command) -> None:
    """The earlier state is read by its own settings, inherited ones as well."""
    moved = {name.replace("process/", "content/"): text for name, text in BASE.items()}
    git(repository.folder, "rm", "-rq", "process")
    settings = {
        "mkdocs.yml": "INHERIT: base.yml\nplugins:\n  - cocreate:\n      process_dir: content\n",
        "base.yml": "site_name: Tea\n",
    }
    commit(repository.folder, {**moved, **settings})
    said = repository("review", "main")
    assert "had" not in said.out
    assert "gone" not in said.out.replace("(gone)", "")
    git(repository.folder, "tag", "now")
    write(repository.folder, {"content/phases/listen.md": PHASE.replace("2 weeks", "3 weeks")})
    assert "2 weeks → 3 weeks" in repository("review", "now").out


def test_a_base_that_is_broken(repository: Command) -> None:
    commit(repository.folder, {LISTEN: "---\ntitle: [\n---\n", "mkdocs.yml": ": :\n  - x"})
    git(repository.folder, "tag", "broken")
    commit(repository.folder, BASE)
    said = repository("review", "broken")
    assert said.code == 0
    assert "Problems that are gone" in said.out


def test_links_in_the_earlier_state_lead_nowhere_else(
    repository: Command, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = write(tmp_path_factory.mktemp("outside"), {"secret.md": PHASE.replace("Listen", "Secret")})
    folder = repository.folder / "process/phases"
    for name, target in (
        ("a", f"{secret}/secret.md"),
        ("b", "../../../../../etc/passwd"),
        ("c", "listen.md"),
        ("d", "c.md"),
    ):
        (folder / f"{name}.md").symlink_to(target)
    git(repository.folder, "add", "-A")
    git(repository.folder, "commit", "-q", "-m", "links")
    git(repository.folder, "tag", "links")
    for name in "abcd":
        (folder / f"{name}.md").unlink()
    said = repository("review", "links", "--format", "json")
    assert [each["path"] for each in json.loads(said.out)["documents"] if each["fate"] == "gone"] == [
        "process/phases/c.md"
    ]
    assert "Secret" not in said.out


def test_a_tree_whose_names_lead_elsewhere(repository: Command) -> None:
    """Git itself never writes such a tree, and reads it all the same."""
    blob = git(repository.folder, "rev-parse", f"HEAD:{LISTEN}").strip()
    made = subprocess.run(
        ["git", "hash-object", "-w", "-t", "tree", "--literally", "--stdin"],
        cwd=repository.folder, capture_output=True, env=SOMEBODY, check=True,
        input=b"".join(b"100644 " + name + b"\0" + bytes.fromhex(blob) for name in (b"../../evil.md", b"/evil.md")),
    ).stdout.decode().strip()  # fmt: skip
    evil = git(repository.folder, "commit-tree", made, "-m", "evil").strip()
    assert repository("review", evil).code == 0
    assert not list(Path(tempfile.gettempdir()).rglob("evil.md"))


def test_nothing_of_the_repository_runs(repository: Command) -> None:
    mark = repository.folder / "it-ran"
    evil = repository.folder / "evil.sh"
    evil.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    evil.chmod(0o755)
    commit(repository.folder, {".gitattributes": "* filter=evil export-subst\n"})
    for name in (
        "filter.evil.smudge",
        "filter.evil.clean",
        "core.fsmonitor",
        "diff.external",
        "tar.tar.command",
    ):
        git(repository.folder, "config", name, str(evil))
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        shutil.copy(evil, repository.folder / ".git/hooks" / hook)
    mark.unlink(missing_ok=True)
    assert repository("review", "main").code == 0
    assert not mark.exists()


def test_an_interruption_leaves_nothing_behind(repository: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        assert left_behind()
        raise KeyboardInterrupt

    monkeypatch.setattr(review, "state", interrupted)
    assert repository("review", "main").code == 130
    assert not left_behind()


def test_strict_fails_for_what_paper_relies_on(repository: Command) -> None:
    commit(repository.folder, changed(LISTEN, "- [ ] The tea is drunk\n", ""))
    assert repository("review", "--strict").code == 0, "an item may end"
    commit(repository.folder, changed(LISTEN, "{#heard} ", ""))
    assert repository("review").code == 0
    assert repository("review", "--strict").code == 1
    commit(repository.folder, changed(LISTEN, "purpose", "purpos"))
    assert repository("review", "--strict").code == 1


class TestMarkdown:
    def comment(self, run: Command, files: Mapping[str, str | bytes]) -> str:
        commit(run.folder, files)
        return run("review", "--format", "markdown").out

    def test_it_is_read_as_it_is_meant(self, repository: Command) -> None:
        made = self.comment(repository, changed(LISTEN, "- [ ] The tea is drunk\n", ""))
        html = MarkdownIt("gfm-like", {"linkify": False}).render(made)
        assert "<h2>What this change does</h2>" in html
        assert "<li><strong>Listen</strong>: Gate no longer has “The tea is drunk”</li>" in html
        assert "<details><summary>Listen (phase, changed)</summary>" in html

    @pytest.mark.parametrize(
        "place",
        ["title: Listen", "What is it like now?", "Everybody was heard", "ask and wait", "Hear each other"],
    )
    def test_nothing_of_an_author_acts(self, repository: Command, place: str) -> None:
        title = "title: '{}'" if place.startswith("title") else "{}"
        made = self.comment(repository, changed(LISTEN, place, title.format(HOSTILE)))
        html = MarkdownIt("gfm-like", {"linkify": False}).render(made)
        assert "everyone" in html
        assert {*re.findall(r"<(\w+)", html)} <= {
            "h2",
            "h3",
            "p",
            "ul",
            "li",
            "strong",
            "details",
            "summary",
            "em",
        }
        assert not re.search(r"[@#](?=\w)|://|www\.", re.sub(r"&#?\w+;", "", html))
        assert html.count("<details>") == html.count("</details>")

    def test_one_that_is_too_long_ends_where_it_may(self, repository: Command) -> None:
        many = "".join(f"- [ ] {HOSTILE} {number}\n" for number in range(1900))
        made = self.comment(
            repository,
            {
                **BASE,
                LISTEN: PHASE + many,
                "process/roles/host.md": "---\ntitle: Host!\npurpose: Pours.\n---\n",
            },
        )
        assert len(made) < 65_536
        assert made.count("<details>") == made.count("</details>")
        assert "The rest is left out here" in made


def test_json(repository: Command) -> None:
    commit(repository.folder, changed(LISTEN, " {#heard}", ""))
    told = json.loads(repository("review", "--format", "json").out)
    (listen, swedish) = told["documents"]
    assert (listen["path"], listen["fate"], told["breaks"]) == (LISTEN, "changed", True)
    assert [(each["code"], each["lost"], each["permanent"]) for each in listen["changes"]] == [
        ("id-lost", True, True)
    ]
    assert swedish["changes"][0]["code"] == "behind"


def test_a_folder_gets_all_of_it(repository: Command) -> None:
    commit(repository.folder, changed(LISTEN, "2 weeks", "3 weeks"))
    out = repository.folder / "report"
    assert repository("review", "-o", str(out)).code == 0
    assert (out / "review.md").read_text("utf-8").startswith("## What this change does")
    assert json.loads((out / "review.json").read_text("utf-8"))["documents"]
    assert (out / "review.txt").read_text("utf-8").startswith("Compared with ")
    assert "<h1>What this change does</h1>" in (out / "index.html").read_text("utf-8")


def test_nothing_of_an_author_acts_in_html(repository: Command) -> None:
    commit(
        repository.folder,
        changed(LISTEN, "title: Listen", f"title: '{HOSTILE}</style><script>alert(1)</script>'"),
    )
    made = repository("review", "--format", "html").out
    tags = {*re.findall(r"<(\w+)", made)}
    assert not tags & {"script", "img", "a", "b"}
    assert "default-src &#39;none&#39;" in made or "default-src 'none'" in made


def test_pictures_that_nobody_can_draw_are_left_out_in_a_sentence(
    repository: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "can_draw", lambda: False)
    assert "Pictures of the sheets are left out: pip install" in repository("review", "--format", "html").out
    assert "Pictures" not in repository("review").out
