"""Large print: what participants hold, for those who see little."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from page import validate_pdf

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import a3_large, assess, choice, plain, run_sheet
from cocreate_plugin.sheets.a3_large import EMPTY_ROWS
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.sheets.sheet import LARGE, Sheet
from cocreate_plugin.testing import write
from tests.pdf.reading import text_of, words_with_size

ROWS = "".join(
    f"| {number} | Samtal {number} om Bürgerbeteiligungsverfahren | Tala. |\n" for number in range(1, 25)
)
FACTOR = "---\ntitle: {}\npurpose: Da.\n---\n\n## Statements\n\n- Det var så för mig.\n- Det var inte så.\n"
FILES = {
    "process/dialogue-models/cafe.md": (
        "---\ntitle: Ett samtal i många steg\npurpose: Att höra alla.\npeople: 8-20\nminutes: 300\n---\n\n"
        f"## Run sheet\n\n| min | step | how |\n|---|---|---|\n{ROWS}"
    ),
    "process/dialogue-models/walk.md": "---\ntitle: En lång promenad\npurpose: Att se.\n---\n",
    "process/success-factors/trust.md": FACTOR.format("Tillit"),
    "process/success-factors/time.md": FACTOR.format("Tid nog för alla"),
    "process/choices/ours.md": (
        "---\ntitle: Vårt val\npurpose: Därför.\ncandidates: [cafe, walk]\n---\n\n## Criteria\n\n"
        "| criterion | weight | must |\n|---|---|---|\n| trust | 2 | yes |\n| time | 1 | no |\n"
    ),
    "process/texts/consent.md": (
        "---\ntitle: Samtycke\npurpose: Att få fråga.\nform: form\n---\n\nVi ber om *lov*.\n\n"
        "| Vad | Hur länge |\n|---|---|\n| Bilder | ett år |\n"
    ),
    "process/a3/pulse.md": (
        "---\ntitle: Pulsen\npurpose: Hur det var.\nuse: pulse\nhead: short\n"
        "layout:\n  - [me 2, plan 1]\n  - [see 1 map, scale 1 scale, say 1]\n---\n\n"
        "## Jag {#me}\n\n| Påstående | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|\n"
        "| Jag blev hörd. |  |  |  |  |  |\n\n"
        "## Vem {#plan}\n\n| Vad | Vem |\n|---|---|\n|  |  |\n|  |  |\n|  |  |\n|  |  |\n\n"
        "## Bilden {#see}\n\n- Vilka finns runt oss?\n\n## Takten {#scale}\n\n- Samtalet var: för långsamt - för fort\n\n"
        "## Fritt {#say}\n\n- Vad mer?\n"
    ),
}


def large_ones(book: Handbook) -> list[Sheet]:
    made = (
        *run_sheet.sheets(book),
        *choice.sheets(book),
        *plain.sheets(book),
        *assess.sheets(book),
        *a3_large.sheets(book),
    )
    return [sheet for sheet in made if sheet.kind.endswith("-large")]


@pytest.mark.paper
def test_nothing_that_participants_read_is_small(
    tmp_path: Path, printed: Callable[..., list[Printed]]
) -> None:
    sheets = large_ones(load(write(tmp_path, FILES)).handbook)
    kinds = ["agenda-large", "ballots-large", "plain-large", "assess-large", "a3-large"]
    assert [sheet.kind for sheet in sheets] == kinds
    results = dict(zip(kinds, printed(*jobs(sheets, tmp_path)), strict=True))
    titles = {sheet.kind: sheet.title for sheet in sheets}
    for kind, result in results.items():
        assert result.file and not result.problems, result
        assert not validate_pdf(result.file, profile="ua1").failures, kind
        assert not small_words(result.file, titles[kind]), (kind, small_words(result.file, titles[kind]))
    assert results["agenda-large"].pages > 1
    ballot, survey = (text_of(results[kind].file or Path()) for kind in ("ballots-large", "a3-large"))
    assert ballot.count("1 2 3 4 5") == 4 and ballot.count("Score alone") == 1
    assert "för långsamt" in survey and survey.count("Vem") == 1 + EMPTY_ROWS
    assert "Form" not in text_of(results["plain-large"].file or Path()), "what only the sender needs"
    assert "How" not in survey and len(re.findall(r"Påstående", survey)) == 0


def test_what_only_the_team_holds_is_not_in_large_print(tmp_path: Path) -> None:
    log = "---\ntitle: Logg\npurpose: Da.\n---\n\n## Vad\n\n- Vad hände?\n"
    model = "---\ntitle: {}\npurpose: Da.\na3: [log]\n{}---\n\n## Run sheet\n\n| min | step | how |\n|---|---|---|\n| 5 | A | B |\n"
    for more, large in (("", 1), ("lane: backstage\n", 0)):
        files = {"process/a3/log.md": log, "process/dialogue-models/talk.md": model.format("Samtal", more)}
        assert len(a3_large.sheets(load(write(tmp_path, files)).handbook)) == large


def test_a_plan_is_a_table_and_rows_with_a_number_alone_are_few(tmp_path: Path) -> None:
    survey = (
        "---\ntitle: Plan\npurpose: Da.\nhead: short\nlayout:\n  - [what 1 plan]\n  - [ideas 1]\n---\n\n"
        "## What\n\n- Who does what?\n\n"
        "## Ideas\n\n| no. | idea |\n|---|---|\n" + "".join(f"| {number}. |  |\n" for number in range(1, 8))
    )
    [sheet] = a3_large.sheets(load(write(tmp_path, {"process/a3/plan.md": survey})).handbook)
    plan, ideas = ([part for part in box.parts if part.kind == "table"] for box in sheet.data.boxes)
    assert [each.name.markdown for each in plan[0].rows[0].asked] != []
    assert len(ideas[0].rows) == EMPTY_ROWS


def small_words(file: Path, title: str) -> list[str]:
    """Give the words that are too small, but for those of the foot and of the head of following pages."""
    margins = {*title.split(), *"Page of".split()}
    with pypdfium2.PdfDocument(file) as document:
        small = [word for page in document for size, word in words_with_size(page) if size < LARGE - 0.1]
    return [word for word in small if word not in margins and not word.isdecimal()]
