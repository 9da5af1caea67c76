"""The A3 and the ballots of a choice on paper: whatever is compared, they print, and a ballot stays whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from page import validate_pdf

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import choice
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write
from tests.pdf.reading import text_of

pytestmark = pytest.mark.paper


def test_a_choice_of_much_prints_on_us_paper(tmp_path: Path, printed: Callable[..., list[Printed]]) -> None:
    models = [f"m{number}" for number in range(4)]
    files = {
        f"process/dialogue-models/{id_}.md": f"---\ntitle: Samtal {id_}\npurpose: Da.\n---\n"
        for id_ in models
    }
    rows = "".join(f"| Kriterium med å, ä och ö {number} | 2 | yes |\n" for number in range(22))
    files["process/choices/ours.md"] = (
        f"---\ntitle: Val\npurpose: Därför.\ncandidates: [{', '.join(models)}]\n---\n\n"
        f"## Criteria\n\n| criterion | weight | must |\n|---|---|---|\n{rows}"
    )
    files["process/handbook.yml"] = "title: Wall\npaper: us\n"
    book = load(write(tmp_path, files)).handbook
    sheets = choice.sheets(book)[:2]
    results = printed(*jobs(sheets, tmp_path))
    assert tuple(result.pages for result in results) == (1, 2), [result.problems for result in results]
    for result in results:
        assert result.file and not validate_pdf(result.file, profile="ua1").failures
    assert text_of(results[1].file).count("Score alone") == choice.BALLOTS
