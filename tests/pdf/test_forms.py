"""Forms: every field has a name that stays, a label in words, its turn in the order, and shows what is filled in."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.sheets import a3
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import write
from tests.pdf.conftest import Everything, Print

pytestmark = pytest.mark.paper

PrintJobs = Callable[..., list[Printed]]
Box = tuple[float, float, float, float]

SHOWN = 25
"""So many pixels of a field change, at least, when a word is written in it or it is ticked."""

SWEDISH = {
    "process/handbook.yml": "title: Vår\nlanguage: sv\n",
    "process/a3/problem.md": (
        "---\ntitle: Problem\npurpose: Ett blad.\nuse: problem\nlayout:\n  - [current 4, plan 4]\n  - [check 4]\n---\n\n"
        "## Nuläge {#current}\n\n- Vad händer idag?\n\n## Plan\n\n| Vad | Vem |\n|---|---|\n| | |\n| | |\n\nPlats och dag:\n\n"
        "## Uppföljning {#check}\n\n- Vad såg vi?\n"
    ),
}


def forms(every: Everything) -> dict[str, Print]:
    return {path: one for path, one in every.items() if one.sheet.forms}


def fields(file: Path) -> dict[str, Any]:
    return pypdf.PdfReader(file).get_fields() or {}


def in_order(file: Path) -> list[str]:
    """Give the names of fields as they follow each other in the tree of tags, which is the order of tabs.

    The buttons of a group have one name.
    """
    with pikepdf.open(file) as pdf:
        assert pdf.pages[0].get("/Tabs") == "/S"
        names = (
            str(field.get("/T", field.get("/Parent", {}).get("/T")))
            for field in tagged(pdf.Root.StructTreeRoot)
        )
        return list(dict.fromkeys(names))


def tagged(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if not isinstance(element, pikepdf.Dictionary):
        return
    if element.get("/Type") == "/OBJR":
        if element.Obj.get("/Subtype") == "/Widget":
            yield element.Obj
        return
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield from tagged(kid)


def test_every_field_has_a_name_and_a_label(every: Everything) -> None:
    assert len(forms(every)) > 10
    for path, one in forms(every).items():
        found = fields(one.file)
        assert len(found) > 1, path
        assert all(each.get("/TU", "").strip() for each in found.values()), path
        assert all("." not in name and not name.startswith("unknown") for name in found), path


def test_fields_follow_each_other_as_the_numbers_of_the_boxes_do(every: Everything) -> None:
    a3_forms = {path: one for path, one in forms(every).items() if one.sheet.kind == "a3-form"}
    for path, one in a3_forms.items():
        names = in_order(one.file)
        assert sorted(names) == sorted(fields(one.file)), path
        boxes = [box.id for box in one.sheet.data.boxes]
        met = [boxes.index(name.removeprefix("box-").partition("_")[0]) for name in names if is_of_box(name)]
        assert met == sorted(met), path
        assert set(met) == set(range(len(boxes))), path
        where = one.sheet.data.places
        assert (names[0] == "topic") == (where.topic is not None), path
        assert (names[-1] == "follow-up") == (where.follow_up is not None), path


def is_of_box(name: str) -> bool:
    return name.startswith("box-") or "_" in name


def test_a_box_may_be_called_as_a_field_of_the_title_block_is(tmp_path: Path, printed: PrintJobs) -> None:
    names = ("topic", "agreed", "state", "owner")
    layout = f"layout:\n  - [{', '.join(f'{name} 1' for name in names)}]\n"
    boxes = "".join(f"## {name.title()}\n\n- Why?\n\nName:\n\n" for name in names)
    text = f"---\ntitle: T\npurpose: P.\nuse: x\n{layout}---\n\n{boxes}"
    file = swedish(tmp_path, printed, {"process/a3/t.md": text})
    assert {"topic", "box-topic", "topic_2", "agreed-1", "agreed_2", "state_2"} <= set(fields(file))


def test_names_stay_when_words_change(tmp_path: Path, printed: PrintJobs) -> None:
    names = []
    for number, changes in enumerate(
        ({}, {"Vad händer idag?": "Vad händer i dag, egentligen?", "Ett blad.": "Bladet."})
    ):
        files = dict(SWEDISH)
        for before, after in changes.items():
            files = {name: text.replace(before, after) for name, text in files.items()}
        names.append(in_order(swedish(tmp_path / str(number), printed, files)))
    assert names[0] == names[1]
    assert {"topic", "box-current", "plan_1_1_1", "plan_1_2_2", "plan_2", "box-check", "agreed-1"} <= set(
        names[0]
    )


def swedish(folder: Path, printed: PrintJobs, files: dict[str, str]) -> Path:
    made = a3.sheets(load(write(folder, files)).handbook)
    (result,) = printed(*jobs([sheet for sheet in made if sheet.forms], folder))
    assert result.file
    return result.file


def test_labels_speak_the_language_of_the_handbook(tmp_path: Path, printed: PrintJobs) -> None:
    file = swedish(tmp_path, printed, SWEDISH)
    labels = {name: each["/TU"] for name, each in fields(file).items()}
    assert labels["box-current"] == "1 Nuläge"
    assert labels["owner"] == "Ägare"
    assert labels["plan_1_1_2"].casefold() == "plan, rad 1, vem"
    assert labels["plan_2"] == "Plats och dag:"
    assert labels["agreed-1"].startswith("Överens 1")
    assert labels["follow-up"] == "Nästa uppföljning"


@pytest.fixture(scope="module")
def filled(every: Everything, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, Box]]:
    """Fill in every field of the form with the most kinds of fields; give it empty, filled, and where fields are."""
    empty = every["print/a3/experience-survey-form.pdf"].file
    writer = pypdf.PdfWriter(clone_from=empty)
    values = {}
    for name, each in fields(empty).items():
        states = [state for state in each.get("/_States_", []) if state != "/Off"]
        values[name] = states[0] if each["/FT"] == "/Btn" else "Žlu Öga 12"
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)
    path = tmp_path_factory.mktemp("forms") / "filled.pdf"
    writer.write(path)
    places = {
        name: tuple(map(float, each["/Rect"]))
        for each in map(pypdf.generic.IndirectObject.get_object, writer.pages[0]["/Annots"])
        if (name := name_of(each, values))
    }
    return empty, path, places  # type: ignore[return-value]


def name_of(widget: Any, values: dict[str, str]) -> str:
    """Give the name of a field, and nothing for a button of a group that was not chosen."""
    if "/T" in widget:
        return str(widget["/T"])
    name = str(widget["/Parent"]["/T"]) if "/Parent" in widget else ""
    return name if name and values[name] in widget["/AP"]["/N"] else ""


def by_pdfium(file: Path, _: Path) -> Image.Image:
    with pypdfium2.PdfDocument(file) as document:
        document.init_forms()
        return document[0].render(scale=2, may_draw_forms=True, grayscale=True).to_pil()


def by_poppler(file: Path, folder: Path) -> Image.Image:
    if not shutil.which("pdftoppm"):
        pytest.skip("needs poppler-utils")
    subprocess.run(
        ["pdftoppm", "-r", "144", "-gray", "-singlefile", str(file), str(folder / file.stem)], check=True
    )
    return Image.open(folder / f"{file.stem}.pgm")


@pytest.mark.parametrize("viewer", [by_pdfium, by_poppler])
def test_what_is_filled_in_is_seen(
    filled: tuple[Path, Path, dict[str, Box]], viewer: Callable[[Path, Path], Image.Image], tmp_path: Path
) -> None:
    empty, full, places = filled
    assert len(places) > 12
    before, after = viewer(empty, tmp_path), viewer(full, tmp_path)
    changed = ImageChops.difference(before, after).point(lambda value: 255 if value > 60 else 0)
    unseen = {name for name, place in places.items() if ink(changed, place) < SHOWN}
    assert not unseen


def ink(picture: Image.Image, place: Box) -> int:
    left, bottom, right, top = place
    height = picture.height / 2
    part = picture.crop(
        (round(left * 2), round((height - top) * 2), round(right * 2), round((height - bottom) * 2))
    )
    return part.histogram()[255]


def test_a_filled_form_stays_accessible(filled: tuple[Path, Path, dict[str, Box]]) -> None:
    from page import validate_pdf

    assert not validate_pdf(filled[1], profile="ua1").failures
