"""Run sheets, role sheets, session packs and the book on paper: sizes, bookmarks, fonts, and what must not be there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from page import validate_pdf

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.kinds import DialogueModel, Phase, Role, Session
from cocreate_plugin.load import load
from cocreate_plugin.pdf import Printed
from cocreate_plugin.pdf.merge import page_ranges
from cocreate_plugin.sheets import book, checklist, role, run_sheet, session
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.testing import write
from tests.pdf.conftest import Everything
from tests.pdf.reading import text_of

pytestmark = pytest.mark.paper

POINTS = {
    ("iso", "a4"): (595, 842),
    ("iso", "a3"): (1191, 842),
    ("us", "a4"): (612, 792),
    ("us", "a3"): (1224, 792),
}

PrintJobs = Callable[..., list[Printed]]


def sheets_of(handbook: Handbook) -> tuple[Sheet, ...]:
    model = next(each for each in handbook.of(DialogueModel) if each.id == "world-cafe")
    (first, *_) = handbook.of(Session)
    return (
        run_sheet.for_facilitator(handbook, model),
        run_sheet.for_participants(handbook, model),
        role.sheet(handbook, next(each for each in handbook.of(Role) if each.id == "sponsor")),
        session.pack(handbook, first, False),
        session.pack(handbook, first, True),
    )


@pytest.fixture(scope="module")
def files(paper: str, every: Everything, made: PrintJobs) -> dict[str, Path]:
    """Some sheets of the reference handbook; none has a problem."""
    sheets = sheets_of(every.on(paper))
    results = made(paper, sheets)
    assert not [problem for each in results for problem in each.problems]
    return {sheet.kind: each.file for sheet, each in zip(sheets, results, strict=True) if each.file}


def sizes(file: Path) -> list[tuple[int, int]]:
    with pikepdf.open(file) as pdf:
        return [(round(float(page.MediaBox[2])), round(float(page.MediaBox[3]))) for page in pdf.pages]


def marks(file: Path) -> list[str]:
    return [str(each.title) for each in pypdf.PdfReader(file).outline if not isinstance(each, list)]


def words(file: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(file)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    pdf.close()
    return found


def fonts(file: Path) -> Iterator[pypdf.generic.DictionaryObject]:
    for page in pypdf.PdfReader(file).pages:
        for font in (page["/Resources"].get_object().get("/Font") or {}).values():
            yield font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()


def test_every_page_has_its_paper(paper: str, files: dict[str, Path]) -> None:
    for kind, file in files.items():
        small = POINTS[paper, "a4"]
        # A pack has cards for names, on their side.
        allowed = {
            small,
            *([small[::-1]] if kind.startswith("session") else []),
            *([POINTS[paper, "a3"]] if kind == "session" else []),
        }
        assert set(sizes(file)) == allowed, kind


def test_files_are_sound_and_accessible(files: dict[str, Path]) -> None:
    for kind, file in files.items():
        assert not validate_pdf(file, profile="ua1").failures, kind
        with pikepdf.open(file) as pdf:
            assert not pdf.check_pdf_syntax(), kind
        assert all(any(name in font for name in ("/FontFile2", "/FontFile3")) for font in fonts(file)), kind


def test_head_of_the_table_is_on_every_page(files: dict[str, Path]) -> None:
    pages = words(files["run-sheet"])
    assert len(pages) > 1
    assert all("Step, and how" in page for page in pages)


def test_participants_file_holds_no_notes(files: dict[str, Path], every: Everything) -> None:
    file = files["run-sheet-participants"]
    with pikepdf.open(file) as pdf:
        raw = b"\n".join(each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream))
        told = f"{dict(pdf.docinfo)} {pdf.Root.get('/Metadata').read_bytes()!r}"
    said = " ".join(words(file)) + told + raw.decode("latin-1")
    assert "Harvest" in said
    model = next(each for each in every.handbook.of(DialogueModel) if each.id == "world-cafe")
    notes = [row.how for row in model.run_sheet or ()] + [each.text for each in model.goes_wrong or ()]
    for note in (*notes, "Facilitator", "Table host", "understand"):
        assert note not in said


def test_pack_has_a_bookmark_for_every_sheet(files: dict[str, Path], every: Everything) -> None:
    (first, *_) = every.handbook.of(Session)
    enclosed = len(session.pack(every.handbook, first, False).parts)
    for kind in ("session", "session-a4"):
        assert len(marks(files[kind])) == enclosed + 1
        assert "Materials and room" in marks(files[kind])


def test_cover_names_the_pages_of_every_sheet(files: dict[str, Path]) -> None:
    reader = pypdf.PdfReader(files["session"])
    outline = (each for each in reader.outline if not isinstance(each, list))
    starts = [reader.get_destination_page_number(each) + 1 for each in outline]
    ends = [*(start - 1 for start in starts[1:]), len(reader.pages)]
    cover = " ".join(words(files["session"])[: ends[0]])
    for start, end in list(zip(starts, ends, strict=True))[1:]:
        assert re.search(rf"\b{start}–{end}\b" if start != end else rf"\b{start}\b", cover)


def test_sheets_of_a_pack_count_their_own_pages(files: dict[str, Path]) -> None:
    pages = words(files["session"])
    assert sum("Page 1 of" in page for page in pages) == len(marks(files["session"]))


def test_what_does_not_fit_in_a_pack_is_said_with_its_box(tmp_path: Path, printed: PrintJobs) -> None:
    box = "Too much to say in one box.\n\n" * 400
    root = write(tmp_path, {
        "process/a3/full.md": "---\ntitle: Full\npurpose: Carry.\n---\n## Background\n- Why?\n",
        "process/a3/ours.md": f"---\ntitle: Ours\npurpose: Carry.\ntemplate: full\n---\n## Background\n{box}",
        "process/sessions/x.md": "---\ntitle: X\npurpose: Y.\na3: [ours]\n---\n",
    })  # fmt: skip
    pack = session.sheets(load(root).handbook)[0]
    (result,) = printed(*jobs([pack], root))
    assert result.file is None
    assert {(each.code, each.place.path) for each in result.problems} == {
        ("does-not-fit", "process/a3/ours.md")
    }


def test_ranges_of_pages() -> None:
    assert page_ranges([1, 3, 2], 2) == ("2", "3–5", "6–7")


@pytest.fixture(scope="module")
def whole(every: Everything) -> Path:
    return every["print/handbook.pdf"].file


def test_book_is_sound_and_accessible(whole: Path) -> None:
    assert not validate_pdf(whole, profile="ua1").failures
    with pikepdf.open(whole) as pdf:
        assert not pdf.check_pdf_syntax()
    assert set(sizes(whole)) == {POINTS["iso", "a4"]}


def test_phases_and_parts_begin_on_a_right_hand_page(whole: Path, every: Everything) -> None:
    reader = pypdf.PdfReader(whole)
    parts = [each for each in reader.outline if not isinstance(each, list)]
    inside = reader.outline[[str(each.title) for each in parts].index("Phases") + 1]
    phases = next(each for each in reader.outline if isinstance(each, list))
    assert inside is not None
    titles = {phase.title for phase in every.handbook.of(Phase)}
    assert {str(each.title) for each in phases} == {*titles, "Blueprint of the process"}
    for mark in (*parts[2:], *(each for each in phases if each.title in titles)):
        assert reader.get_destination_page_number(mark) % 2 == 0, mark.title


def test_contents_and_references_name_the_right_pages(whole: Path) -> None:
    reader, pages = pypdf.PdfReader(whole), words(whole)
    at = {
        str(mark.title): reader.get_destination_page_number(mark) + 1
        for each in reader.outline
        for mark in (each if isinstance(each, list) else [each])
    }
    contents = " ".join(pages[2:7])
    for title in ("Explore", "World Café", "Sources", "Glossary"):
        assert f"{title} {at[title]}" in contents
    assert f"fishbowl (page {at['Fishbowl']})" in " ".join(pages)


def test_book_is_cited_and_counted(whole: Path) -> None:
    pages = words(whole)
    assert "How to cite" in pages[1]
    assert "Edition 0.1" in pages[1]
    assert sum(not page for page in pages) >= 2
    assert any("Mårtensson" in page for page in pages[-12:])


def test_book_of_one_document_in_letter(tmp_path: Path, printed: PrintJobs) -> None:
    root = write(tmp_path, {
        "process/handbook.yml": "paper: us\n",
        "process/roles/host.md": "---\ntitle: Host\npurpose: Opens the door.\n---\n\n### A heading\n\nText.\n",
    })  # fmt: skip
    (result,) = printed(*jobs(book.sheets(load(root).handbook), root))
    assert not result.problems
    assert result.file
    assert set(sizes(result.file)) == {POINTS["us", "a4"]}
    assert not validate_pdf(result.file, profile="ua1").failures


def test_a_table_beside_the_items_of_a_checklist_is_printed(printed: PrintJobs, tmp_path: Path):
    table = "| Time | What |\n|---|---|\n| 9.00 | Doors open |\n"
    text = (
        f"---\ntitle: Arrive\npurpose: All feel welcome.\n---\n\n{table}\n## Items\n\n- [ ] Greet\n\n{table}"
    )
    handbook = load(write(tmp_path, {"process/checklists/arrive.md": text})).handbook
    for result in printed(*jobs(checklist.sheets(handbook), tmp_path)):
        assert result.file, result.problems
        assert text_of(result.file).count("Doors open") == 2
