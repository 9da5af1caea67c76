"""Checklists that are kept, and the self-assessment, as forms: each field has a name that can be heard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import assess, checklist
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write
from tests.pdf.conftest import Everything

pytestmark = pytest.mark.paper

FILES = {
    "process/handbook.yml": "language: sv\n",
    "process/checklists/oppna.md": "---\ntitle: Öppna\npurpose: Redo.\n---\n\n- [ ] Dörren är *olåst*. {#door.open}\n- [ ] Kaffet är klart.\n",
    "process/success-factors/tillit.md": (
        "---\ntitle: Tillit\npurpose: Vi litar på varandra.\n---\n\n## Påståenden\n\n"
        "- Jag blev hörd. {#heard}\n- Jag vågade: säga nej.\n"
    ),
}


def fields(file: Path) -> dict[str, pypdf.generic.Field]:
    return pypdf.PdfReader(file).get_fields() or {}


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory, printed: Callable[..., list[Printed]]) -> dict[str, Path]:
    folder = write(tmp_path_factory.mktemp("forms"), FILES)
    book = load(folder).handbook
    wanted = [sheet for sheet in (*checklist.sheets(book), *assess.sheets(book)) if sheet.forms]
    made = printed(*jobs(wanted, folder))
    assert not [problem for each in made for problem in each.problems]
    return {each.path: each.file for each in made if each.file}


def test_which_forms_there_are(forms: dict[str, Path]) -> None:
    assert list(forms) == ["print/checklists/oppna-form.pdf", "print/assess-form.pdf"]


def test_a_checklist_has_a_box_initials_and_a_remark_for_every_item(forms: dict[str, Path]) -> None:
    found = fields(forms["print/checklists/oppna-form.pdf"])
    labels = {name: str(field["/TU"]) for name, field in found.items()}
    assert labels["item_door-open"] == "1 Dörren är olåst." and labels["item-2"] == "2 Kaffet är klart."
    assert labels["initials-2"] == "Signatur, 2" and labels["remark_door-open"] == "Anmärkning, 1"
    assert {"owner", "for", "done"} <= labels.keys()
    assert {found[name]["/FT"] for name in ("item_door-open", "item-2")} == {"/Btn"}
    assert found["remark-2"]["/Ff"] & (1 << 12), "a remark has several lines"


def test_one_answer_to_each_statement(forms: dict[str, Path]) -> None:
    found = fields(forms["print/assess-form.pdf"])
    for name, label in (
        ("tillit_is_heard", "Jag blev hörd."),
        ("tillit_number_2", "Jag vågade: säga nej."),
    ):
        assert len(found[name]["/Kids"]) == 6 and found[name]["/Opt"] == ["1", "2", "3", "4", "5", "early"]
        assert found[name]["/Ff"] == 1 << 15
        assert found[name]["/TU"] == label
    assert found["tillit_group_mean"]["/TU"].endswith(": Tillit")
    assert found["tillit_end_spread"]["/TU"].startswith("Tillit, ")


def covered(file: Path) -> set[str]:
    """Name the fields that lie on a letter."""
    found = set()
    with pypdfium2.PdfDocument(file) as document:
        for page, there in zip(document, pypdf.PdfReader(file).pages, strict=True):
            text = page.get_textpage()
            boxes = [text.get_charbox(number) for number in range(text.count_chars())]
            middles = [((left + right) / 2, (low + high) / 2) for left, low, right, high in boxes]
            for field in (each.get_object() for each in there.get("/Annots", ())):
                left, low, right, high = map(float, field["/Rect"])
                if any(left < x < right and low < y < high for x, y in middles):
                    found.add(str(field.get("/TU")))
    return found


def test_no_field_lies_on_a_word(forms: dict[str, Path], every: Everything) -> None:
    assert not {path for path, file in forms.items() if covered(file)}
    assert not {path for path, one in every.items() if one.sheet.forms and covered(one.file)}
