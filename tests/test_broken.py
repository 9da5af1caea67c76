"""One small broken project each, and the exact report that it deserves."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from cocreate_plugin.phrases import SHOWN
from cocreate_plugin.problems import CODES
from cocreate_plugin.testing import project, report
from tests.broken.mistakes import HANDBOOKS, answer, mistakes

CATALOGUES = Path(__file__).parents[1] / "cocreate_plugin/locale/en/LC_MESSAGES"
CASES = sorted((Path(__file__).parent / "broken").glob("*.yml"))
MADE_ELSEWHERE = {
    "does-not-fit",
    "larger-paper", "small-notes", "too-wide", "missing-sign", "print-failed", "print-too-slow", "slow-drawing", "print-no-time", "no-history", "no-print-libraries", "no-print-worker",
    "unreadable-image", "cannot-write",  # paper: tests/pdf
    "unreadable-file", "review-due", "bad-template", "tangled-signs", "outside-file", "cannot-read", "too-slow", "no-time", "unlisted-sources", "bad-plug-in",
    "page-taken", "bad-mount", "bad-policy", "policy-refuses", "no-policy", "undrawn-formula", "not-drawn", "snippet-not-there", "moving-picture", "unshown-image", "extension-not-printed", "outside-process", "address-gone", "item-gone", "bad-register",  # tests of the stage that finds them
}  # fmt: skip


def read(case):
    with case.open(encoding="utf-8") as file:
        return yaml.safe_load(file)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_broken_project_gets_the_report_it_deserves(case):
    said = read(case)
    files = dict(said["files"])
    files |= {name: text.encode("latin-1") for name, text in said.get("bytes", {}).items()}
    assert report(project(files), said.get("language", "en")) == [*map(counted, said["report"])]


def counted(line):
    """Put the number of words of pages and sheets where a case has `<all>`, so that a new word changes no case."""
    files = [CATALOGUES / f"{name}.po" for name in SHOWN]
    every = sum(len(re.findall(r'^msgid ".+"$', file.read_text("utf-8"), re.M)) for file in files)
    return re.sub(r"<all(?: but (\d+))?>", lambda match: str(every - int(match[1] or 0)), line)


MISTAKES = tuple(mistakes())


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The handbooks that mistakes are made in, as copies."""
    folder = tmp_path_factory.mktemp("sound")
    for name, root in HANDBOOKS.items():
        shutil.copytree(root, folder / f"handbook-{name}")
    return folder


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_gets_the_answer_it_deserves(mistake, sound):
    assert bool(mistake.says) != bool(mistake.tolerated)
    answered = answer(mistake, sound / f"handbook-{mistake.handbook}")
    assert answered.said == mistake.says
    assert answered.mended == mistake.mended
    # Where all is mended, nothing is left to say.
    assert not answered.mended or len(answered.left) < len(answered.said)


def test_every_code_is_shown_by_a_case():
    shown = {line.split("[")[1].split("]")[0] for case in CASES for line in read(case)["report"]}
    shown |= {answer.split(" ")[1] for mistake in MISTAKES for answer in mistake.says}
    assert set(CODES) - shown == MADE_ELSEWHERE
