"""A renamed document: every address that it gave leads on, on the site and on the paper that was printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.policy import digest
from cocreate_plugin.testing import write
from tests.hosts.building import built, run
from tests.hosts.cli.command import Command

pytestmark = pytest.mark.site

PHASE = """\
---
title: Trial
purpose: Learn by doing.
formerly: [try-out, pilot]
---

## Steps

### Walk
- Frontstage: walk along
- Backstage: book the street

## Gate

- [ ] It was tried. {#tried}
"""
MODEL = """\
---
title: Street talk
purpose: Talk where it is.
formerly: [neighbour-talk]
---

## Prepare

- [ ] Chairs

## Run sheet

| min | step |
| --- | --- |
| 10 | Talk |
"""
FORMER = ("phases/try-out", "phases/pilot", "checklists/gate-try-out", "checklists/phase-pilot")
FORMER_MODEL = ("dialogue-models/neighbour-talk", "checklists/prepare-neighbour-talk")
FILES = {
    "docs/index.md": "# Home\n\n[was](../process/phases/try-out.md) [page](phases/pilot.md)\n",
    "process/phases/trial.md": PHASE,
    "process/phases/trial.sv.md": PHASE.replace("formerly: [try-out, pilot]\n", "").replace(
        "## Gate", "## Grind"
    ),
    "process/dialogue-models/street-talk.md": MODEL,
}


def site(folder: Path, settings: str = "", options: str = "pdf: false", *arguments: str) -> Path:
    config = f"site_name: Tea\ntheme: material\nplugins: [search, {{cocreate: {{{options}}}}}]\n{settings}"
    return built(write(folder, {**FILES, "docs/index.md": "# Home\n", "mkdocs.yml": config}), *arguments)


@pytest.mark.parametrize(
    ("settings", "options", "end", "at"),
    [
        ("", "pdf: false", "/index.html", ""),
        ("use_directory_urls: false\n", "pdf: false", ".html", ""),
        ("", "pdf: false, at: process", "/index.html", "process/"),
        ("", "pdf: false, disk: true", "/index.html", ""),
    ],
    ids=["folders", "files", "mounted", "disk"],
)
def test_every_page_that_had_another_name_leads_on(
    tmp_path: Path, settings: str, options: str, end: str, at: str
) -> None:
    made = site(tmp_path, settings, options)
    for former in (*FORMER, *FORMER_MODEL):
        page = made / f"{at}{former}{end}"
        html = page.read_text("utf-8")
        way = html.partition('rel="canonical" href="')[2].partition('"')[0]
        script = html.partition("<script data-to=")[2].partition(">")[2].partition("</script>")[0]
        now = (page.parent / way).resolve()
        now = now / "index.html" if way.endswith("/") else now
        assert now.is_file() and "Moved: " in html and f"url={way}" in html, former
        assert f"script-src '{digest(script.encode())}';" in html
        assert "trial" in now.as_posix() or "street-talk" in now.as_posix()
        assert ("disk" not in options) or not way.endswith("/")


def test_the_next_edition_is_compared_with_the_register_of_the_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cocreate = Command(tmp_path, capsys, monkeypatch)
    register = (site(tmp_path) / "published.json").read_text("utf-8")
    renamed = PHASE.replace("try-out, pilot", "try-out").replace("{#tried}", "{#done}")
    options = "pdf: false, published: editions/1.json"
    config = f"site_name: Tea\ntheme: material\nplugins: [search, {{cocreate: {{{options}}}}}]\n"
    write(
        tmp_path,
        {"editions/1.json": register, "process/phases/trial.md": renamed, "mkdocs.yml": config},
    )
    before = (tmp_path / "site/phases/pilot/index.html").read_bytes()
    done = run(tmp_path)
    checked = cocreate("check")
    for said in (done.stderr, checked.out):
        assert "error[address-gone]: The address phases/pilot/ was published" in said
        assert "error[address-gone]: The address checklists/gate-pilot/ was published" in said
        assert "process/phases/trial.md:1:1: error[item-gone]: The item tried was published" in said
    assert done.returncode == checked.code == 1
    assert (tmp_path / "site/phases/pilot/index.html").read_bytes() == before


def test_a_translation_leads_on_too(tmp_path: Path) -> None:
    assert "../trial/" in (site(tmp_path) / "sv/phases/try-out/index.html").read_text("utf-8")


@pytest.mark.paper
def test_pdfs_lie_at_their_former_addresses_too(tmp_path: Path) -> None:
    made = site(tmp_path, "", "workers: 1")
    for old, new in (
        ("blueprints/try-out", "blueprints/trial"),
        ("checklists/gate-pilot", "checklists/gate-trial"),
        ("checklists/phase-try-out", "checklists/phase-trial"),
        ("checklists/prepare-neighbour-talk", "checklists/prepare-street-talk"),
        ("run-sheets/neighbour-talk", "run-sheets/street-talk"),
        ("run-sheets/neighbour-talk-participants", "run-sheets/street-talk-participants"),
    ):
        assert (made / f"print/{old}.pdf").read_bytes() == (made / f"print/{new}.pdf").read_bytes(), old


def test_links_to_former_names_lead_to_the_page_of_today(tmp_path: Path) -> None:
    config = "site_name: Tea\ntheme: material\nplugins: [search, {cocreate: {pdf: false}}]\n"
    done = run(write(tmp_path, {**FILES, "mkdocs.yml": config}))
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert home.count('href="phases/trial/"') >= 2 and done.returncode == 0
    for link, now in (
        ("../process/phases/try-out.md", "../process/phases/trial.md"),
        ("phases/pilot.md", "phases/trial.md"),
    ):
        assert f"warning[former-id]: “{link}” is now called “{now}”." in done.stderr
    assert done.stderr.count("WARNING") == 2
