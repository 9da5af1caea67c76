"""A check says all that a strict build says, and nothing else: on every project of the corpus of mistakes."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from cocreate_plugin.hosts.project import project
from cocreate_plugin.problems import CODES, Level
from cocreate_plugin.testing import write
from tests.broken.mistakes import HANDBOOKS, Mistake, made, mistakes, path_of, texts
from tests.hosts.building import CONFIG, PHASE
from tests.hosts.test_hand_written_text import BOOK, PAGES

pytestmark = pytest.mark.site

CORPUS = sorted((Path(__file__).parents[1] / "broken").glob("*.yml"))
_LINE = re.compile(r"(?m)^(?:cocreate: )?(\S.*?):(\d+):\d+: (?:error|warning|note)\[([\w-]+)\]")

Said = set[tuple[str, int, str]]


def checked(folder: Path) -> Said:
    problems = project(folder).tried(dt.date.today()).problems
    return {(each.place.path, each.place.line, each.code) for each in problems}


def built(folder: Path, caplog: pytest.LogCaptureFixture) -> tuple[Said, list[str]]:
    """Gives what a strict build says in our words, and in MkDocs'."""
    caplog.clear()
    with caplog.at_level(logging.INFO, "mkdocs"):
        config = load_config(str(folder / "mkdocs.yml"), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        with contextlib.suppress(Abort):
            build(config)
    ours = [_LINE.search(each.getMessage()) for each in caplog.records]
    loud = [each for each in caplog.records if each.levelno >= logging.WARNING and "mkdocs" in each.name]
    others = [each.getMessage() for each in loud if each.name != "mkdocs.commands.build"]
    others = [line for line in others if not _LINE.search(line)]
    return {(found[1], int(found[2]), found[3]) for found in ours if found}, others


def agree(folder: Path, caplog: pytest.LogCaptureFixture) -> Said:
    told = checked(folder)
    assert built(folder, caplog) == (told, [])
    return told


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.stem)
def test_on_mistakes_in_documents(case: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    data = yaml.safe_load(case.read_text("utf-8"))
    files: Mapping[str, str | bytes] = {
        "docs/index.md": "# Home\n",
        **data["files"],
        "mkdocs.yml": CONFIG,
        **{name: text.encode("latin-1") for name, text in data.get("bytes", {}).items()},
    }
    write(tmp_path, files)
    assert bool(agree(tmp_path, caplog)) == bool(data["report"])


def test_on_mistakes_in_hand_written_pages(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    pages = {f"docs/{case.replace(' ', '-')}.md": f"# Page\n\n{text}\n" for case, (text, _) in PAGES.items()}
    book = {name: text.encode("latin-1") for name, text in BOOK.items()}
    config = f"{CONFIG}nav: [index.md, gone.md]\n"
    write(tmp_path, {**book, **pages, "mkdocs.yml": config, "docs/other.md": "# Two words\n"})
    assert len({code for _, _, code in agree(tmp_path, caplog)}) > 6


def test_what_is_said_of_a_page_is_not_said_again_in_other_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What mkdocs.yml makes a note of stops no strict build, and MkDocs keeps silent about it."""
    text = "[a](a.md)\n[b](#b)\n[c](/c/)\n[d](d/)\n![e](e.png)\n"
    config = f"{CONFIG}nav: [index.md, f.md]\nvalidation: {{not_found: info}}\n"
    files = {"mkdocs.yml": config, "docs/index.md": text, "process/phases/listen.md": PHASE.format(title="L")}
    write(tmp_path, files)
    assert len(agree(tmp_path, caplog)) == 6
    assert not [each for each in caplog.records if each.name.startswith("mkdocs.structure")]
    assert (tmp_path / "site/index.html").exists()


MISTAKES = tuple(mistakes())


def beside_each_other(handbook: str, chosen: Iterable[Mistake]) -> dict[str, str | bytes]:
    """Give a sound handbook with the documents of many mistakes beside its own, each under another name."""
    files: dict[str, str | bytes] = {**texts(handbook)}
    for number, mistake in enumerate(chosen):
        for change in mistake.changes:
            path = Path(path_of(change["in"]))
            sound = texts(handbook).get(path.as_posix(), b"").decode()
            text = sound.replace(change["from"], change["to"], 1) if "from" in change else change.get("to")
            if text is not None and path.parts[:1] == ("process",) and len(path.parts) > 2:
                files[path.with_name(f"m{number}-{path.name}").as_posix()] = text
    return files


def is_grave(mistake: Mistake) -> bool:
    """Tell whether a mistake stops every build: then no page is judged, neither by a check nor by a build."""
    return any(CODES[answer.split(" ")[1]] is Level.ERROR for answer in mistake.says)


@pytest.mark.parametrize("grave", [False, True])
@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_on_all_mistakes_of_contributors(
    handbook: str, grave: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    chosen = [each for each in MISTAKES if each.handbook == handbook and is_grave(each) == grave]
    files = beside_each_other(handbook, chosen)
    write(tmp_path, {"docs/index.md": "# Home\n", **files, "mkdocs.yml": CONFIG})
    assert len(agree(tmp_path, caplog)) > len(chosen) / 2


ELSEWHERE = [each for each in MISTAKES if "/" not in each.changes[0]["in"]]


@pytest.mark.parametrize("mistake", ELSEWHERE, ids=lambda each: each.name)
def test_on_mistakes_in_other_files(
    mistake: Mistake, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shared = ("process/handbook.yml", "process/glossary.md", "process/sources.bib", "process/roles/host.md")
    files = {path: text for path, text in texts(mistake.handbook).items() if path in shared}
    write(
        tmp_path,
        {
            **files,
            "docs/index.md": "# Home\n",
            "mkdocs.yml": CONFIG,
            "process/phases/x.md": PHASE.format(title="X"),
        },
    )
    with made(mistake, tmp_path):
        agree(tmp_path, caplog)
