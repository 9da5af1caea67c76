"""What a build says of problems, in files for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from cocreate_plugin.testing import write
from tests.hosts.building import built, copy, run

pytestmark = pytest.mark.site

SETTINGS = "plugins: [search, {{cocreate: {{pdf: false, report: {0}}}}}]\n"
FILES = "{gitlab: out/quality.json, sarif: problems.sarif}"


def found_in(folder: Path) -> tuple[list[str], list[str]]:
    """The problems in both files, as `path:line code`."""
    quality = json.loads((folder / "out/quality.json").read_text("utf-8"))
    (run,) = json.loads((folder / "problems.sarif").read_text("utf-8"))["runs"]
    places = [(each["ruleId"], each["locations"][0]["physicalLocation"]) for each in run["results"]]
    return (
        [f"{each['location']['path']} {each['check_name']}" for each in quality],
        [f"{place['artifactLocation']['uri']} {code}" for code, place in places],
    )


def test_a_build_writes_its_problems_for_other_programs(tmp_path: Path) -> None:
    """Those that only a build finds as well, and all in one file; none is an empty list."""
    built(copy(tmp_path, settings=SETTINGS.format(FILES)))
    assert found_in(tmp_path) == ([], [])
    write(tmp_path, {"docs/about.md": "# About\n\n[Gone](gone.md) <img src='a.png' onerror='x()'>\n"})
    assert run(tmp_path).returncode == 0
    quality, sarif = found_in(tmp_path)
    assert quality == sarif and "docs/about.md broken-link" in quality


def test_a_build_that_stops_has_written_them(tmp_path: Path) -> None:
    copy(tmp_path, settings=SETTINGS.format(FILES))
    write(tmp_path, {"process/roles/host.md": "---\ntitel: Host\n---\n"})
    assert run(tmp_path).returncode != 0
    assert any(line.startswith("process/roles/host.md ") for line in found_in(tmp_path)[0])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{junit: a.xml}", "no format 'junit'"),
        ("{sarif: ../a.sarif}", "below mkdocs.yml"),
        ("{sarif: /a.sarif}", "below mkdocs.yml"),
        ("{sarif: 1}", "below mkdocs.yml"),
        ("a.sarif", "below mkdocs.yml"),
    ],
)
def test_what_cannot_be_written_is_refused(
    tmp_path: Path, given: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    copy(tmp_path, settings=SETTINGS.format(given))
    with pytest.raises((Abort, ConfigurationError)):
        load_config(str(tmp_path / "mkdocs.yml"))
    assert said in caplog.text
