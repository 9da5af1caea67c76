"""Our languages in use: headings open their fields, and a handbook checks, shows and prints in its language."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pyphen
import pytest

from cocreate_plugin.hosts.cli.init import init
from cocreate_plugin.hosts.cli.main import main
from cocreate_plugin.kinds import KINDS, label, section_fields, whole_body
from cocreate_plugin.load import load
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.phrases import DRAFTED, FRAME, languages, phrases
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html
from cocreate_plugin.testing import write
from cocreate_plugin.validate.labels import folded, labels

UNDIVIDED = {"fi"}
"""Languages that the library for dividing words at the ends of lines does not know."""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a German handbook with a phase, a dialogue model, a checklist and an A3 of its own."""
    folder = tmp_path_factory.mktemp("german") / "handbuch"
    init(folder, "empty", "de")
    return folder


def test_a_german_handbook_is_read_whole_and_nothing_in_it_is_wrong(german: Path) -> None:
    loaded = load(german)
    assert not [problem for problem in loaded.problems if problem.code != "missing-words"]
    by_kind = {document.kind: document for document in loaded.handbook.documents}
    (step,) = by_kind["phase"].steps
    assert [lane.lane for lane in step.lanes] == "evidence participants frontstage backstage support".split()
    assert len(by_kind["phase"].gate) == 2
    assert sum(row.min for row in by_kind["dialogue-model"].run_sheet) == 50
    assert not any(document.free for document in loaded.handbook.documents)


@pytest.mark.site
def test_its_pages_and_sheets_are_german_and_nothing_in_them_is_told_as_english(german: Path) -> None:
    book = load(german).handbook
    made = sheets(book)
    texts = {each.path: html(each, german) for each in made}
    assert all('<html lang="de">' in text for text in texts.values())
    assert "Tor-Checkliste" in texts["print/checklists/gate-erkunden.pdf"]
    assert "Ablauf für die Moderation" in texts["print/run-sheets/paare.pdf"]
    shown = {page.path: page.markdown for page in pages(Site(book, made))}
    assert "## Tor" in shown["phases/erkunden.md"]
    assert "2–4 Wochen" in shown["phases/erkunden.md"]
    assert not [path for path, text in {**texts, **shown}.items() if 'lang="en"' in text]


@pytest.mark.paper
def test_a_pdf_tells_its_language_and_that_of_words_that_stand_in(
    german: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    czech = write(
        tmp_path / "cs",
        {
            "process/handbook.yml": "title: Kniha\nlanguage: cs\n",
            "process/checklists/otevrit.md": "---\ntitle: Otevřít\npurpose: Začít.\n---\n\n- [ ] Hotovo\n",
        },
    )
    for root, name in ((german, "eroeffnen"), (czech, "otevrit")):
        monkeypatch.chdir(root)
        assert main(["print", name, "-o", str(tmp_path / "out")]) == 0
    told = {}
    for name in ("eroeffnen", "otevrit"):
        with pikepdf.open(tmp_path / f"out/print/checklists/{name}.pdf") as pdf:
            tags = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each)
            told[name] = {str(each.Lang) for each in tags}
    assert told == {"eroeffnen": {"de"}, "otevrit": {"cs", "en"}}


@pytest.mark.parametrize("language", languages())
def test_every_heading_that_a_language_shows_opens_its_field(language: str) -> None:
    words = phrases(language)
    for kind in KINDS:
        for name in section_fields(kind):
            if name != whole_body(kind):
                assert labels(kind, words)[folded(label(kind, name, words))] == name


@pytest.mark.site
@pytest.mark.parametrize("language", languages())
def test_no_word_of_a_language_is_missing(language: str) -> None:
    assert not phrases(language).missing(FRAME)


@pytest.mark.parametrize("language", languages())
def test_a_language_divides_its_words(language: str) -> None:
    assert bool(pyphen.language_fallback(language)) == (language not in UNDIVIDED)


@pytest.mark.parametrize("language", sorted(DRAFTED))
def test_units_that_are_shown_are_read_again(language: str) -> None:
    words = phrases(language)
    for unit in ("min", "hour", "day", "week", "month", "year", "working-day"):
        for number in (1, 2, 5):
            shown = re.sub(r"^[\d\s.,]+", "", words.n(f"count.{unit}", number)).casefold()
            assert shown in words.words(f"unit.{unit}"), (unit, shown)
