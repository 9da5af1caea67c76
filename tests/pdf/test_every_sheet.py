"""Every sheet of the reference handbook keeps every promise: access, fonts, paper, type, codes, grey."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pikepdf
import pypdf
import pypdfium2
import pytest
import tinyhtml5
from page import validate_pdf

from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.phrases import phrases
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.sheet import MILLIMETRES, Sheet
from cocreate_plugin.sheets.texts import pictures
from tests.pdf.conftest import ROOT, Everything, Print
from tests.pdf.reading import OURS, codes_of, fonts, millimetres, words_with_size

pytestmark = pytest.mark.paper

RUNNING = {"a4": 9.0, "a3": 10.0}
"""Smallest size of running text in points, by paper."""

SMALLEST = 7.5
"""Smallest size of captions, prompts and feet."""

CAPTIONS = frozenset({
    # Feet: imprint, page numbers, notes.
    ".foot", ".imprint", ".strip", ".edition", ".notes", ".footnote", ".hint", ".small",
    # Prompts, and the words that stand in a form until others are written there.
    ".prompts", ".hint-of-box", "textarea",
    # Names of fields, columns, lanes and lines; words of drawings; marks, legends, and how many more there are.
    "th", "caption", "figcaption", "sup", "sub", ".label", ".kicker", ".draft", ".states", ".sign", ".line",
    ".between", ".lane-mark", "p.more", ".remark", ".legend", ".picture",
    # What is filled in in the title block of an A3, where it is long.
    ".value",
})  # fmt: skip
"""Elements and classes of text that need not be as large as running text: captions, prompts and feet."""

RUNNING_HEADS = frozenset({"h1", "h2"})
"""What the book repeats at the head of its pages."""


PARTS = 3
"""Into how many tests a long one is divided, so that several processes can share it."""


def failing(every: Mapping[str, Print], check: object) -> dict[str, object]:
    """Ask something of every sheet, and give the answers that are not empty."""
    found = {path: check(one) for path, one in every.items()}  # type: ignore[operator]
    return {path: answer for path, answer in found.items() if answer}


def test_all_of_it_is_printed_and_nothing_is_found(every: Everything) -> None:
    assert len(every) > 150
    assert not failing(every, lambda one: [] if one.file and not one.problems else [one.problems])


@pytest.mark.parametrize("part", range(PARTS))
def test_every_sheet_is_accessible(every: Everything, part: int) -> None:
    """PDF/UA-1, as page-validation sees it; veraPDF is asked for a sample by hand."""
    mine = dict(islice(every.items(), part, None, PARTS))
    assert mine and not failing(mine, lambda one: validate_pdf(one.file, profile="ua1").failures)


def test_every_sheet_is_whole(every: Everything) -> None:
    def faults(one: Print) -> list[str]:
        with pikepdf.open(one.file) as pdf:
            return list(pdf.check_pdf_syntax() if hasattr(pdf, "check_pdf_syntax") else pdf.check())

    assert not failing(every, faults)


def test_every_sheet_says_its_title_and_language(every: Everything) -> None:
    def missing(one: Print) -> list[str]:
        with pikepdf.open(one.file) as pdf:
            title = str(pdf.open_metadata().get("dc:title", ""))
            said = {"language": str(pdf.Root.get("/Lang", "")) == "en", "title": bool(title.strip())}
            said["title is shown"] = bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        return [name for name, is_there in said.items() if not is_there]

    assert not failing(every, missing)


def test_only_what_has_heads_is_tagged_as_a_table(every: Everything) -> None:
    """What only stands side by side is read as what it holds."""
    for path in ("cards", "assess", "a3/dialogue-a3-form", "checklists/closing-form"):
        with pikepdf.open(every[f"print/{path}.pdf"].file) as pdf:
            tags = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
            tables = {each.objgen for each in tags if each.S == "/Table"}
            heads = [each for each in tags if each.S == "/TH"]
            with_head = {up.objgen for head in heads for up in (head.P.P, head.P.P.P)}
        assert tables <= with_head, path


def test_sources_in_another_language_say_so(every: Everything) -> None:
    with pikepdf.open(every["print/handbook.pdf"].file) as pdf:
        languages = [
            str(each.Lang) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each
        ]
    assert languages.count("sv") >= 4 and set(languages) == {"en", "sv"}


def test_every_file_of_several_pages_has_bookmarks(every: Everything) -> None:
    def missing(one: Print) -> bool:
        return one.pages > 1 and not pypdf.PdfReader(one.file).outline

    assert not failing(every, missing)


def test_every_font_is_ours_and_embedded(every: Everything) -> None:
    def strange(one: Print) -> list[str]:
        with pikepdf.open(one.file) as pdf:
            return [name for name, embedded in fonts(pdf) if not embedded or not name.startswith(OURS)]

    assert not failing(every, strange)


def papers(sheet: Sheet) -> set[tuple[int, int]]:
    found = set()
    for each in (sheet, *sheet.parts):
        width, height = (round(side) for side in MILLIMETRES["iso", each.paper])
        found.add((height, width) if each.landscape else (width, height))
    return found


def test_every_sheet_has_its_paper_and_as_many_pages_as_promised(every: Everything) -> None:
    def wrong(one: Print) -> list[str]:
        with pypdfium2.PdfDocument(one.file) as document:
            sizes = millimetres(document)
        found = [] if set(sizes) == papers(one.sheet) else [f"paper {set(sizes)}"]
        if not one.sheet.parts and one.sheet.pages not in (None, len(sizes)):
            found.append(f"{len(sizes)} pages, not {one.sheet.pages}")
        wide = sum(each.pages or 0 for each in one.sheet.parts if each.paper == "a3")
        if one.sheet.parts and sum(width > 400 for width, _ in sizes) != wide:
            found.append("another number of A3 pages than of A3 sheets")
        return found if len(sizes) == one.pages else [*found, "another number than was said"]

    assert not failing(every, wrong)


def test_a_run_sheet_does_not_spill_a_few_lines_on_another_page(every: Everything) -> None:
    names = ("after-action-dialogue", "case-clinic", "dialogue-mapping")
    assert {every[f"print/run-sheets/{name}.pdf"].pages for name in names} == {1}


def test_no_type_is_smaller_than_promised(every: Everything) -> None:
    """Words that are smaller than running text may be only where the sheet has captions, prompts and feet."""

    def too_small(one: Print) -> list[tuple[str, float]]:
        allowed = captions(one.sheet)
        with pypdfium2.PdfDocument(one.file) as document:
            found = dict.fromkeys(word for page in document for word in small_words(page))
        return [(word, size) for word, size in found if size < SMALLEST - 0.03 or not is_in(word, allowed)]

    assert not failing(every, too_small)


def small_words(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float]]:
    least = RUNNING["a3" if max(page.get_size()) * 25.4 / 72 > 400 else "a4"]
    for size, word in words_with_size(page):
        if size < least - 0.03:
            yield word, round(size, 2)


def is_in(word: str, allowed: str) -> bool:
    """Tell whether a word, or a part of one that a line's end divided, stands in a caption."""
    return plain(word) in allowed or re.fullmatch(r"\(?(page)?\d+\)?", word) is not None


def plain(text: str) -> str:
    """Leave out of a text what may differ between a sheet and its source: spaces, hyphens, marks of lists."""
    return re.sub(r"[\s\u00ad\ufffe•–-]", "", text)


def captions(sheet: Sheet) -> str:
    """Give all text of a sheet that may be small, without spaces."""
    words = phrases(sheet.frame.language)
    counters = [
        words.t("sheet.page-of", page=page, pages=total)
        for total in range(1, 41)
        for page in range(1, total + 1)
    ]
    found = [plain(each) for each in (*counters, words.t("book.page"), words.t("book.contents"))]
    for each in (sheet, *sheet.parts):
        root = tinyhtml5.parse(html(each, ROOT), namespace_html_elements=False)
        small = CAPTIONS | RUNNING_HEADS if each.kind == "handbook" else CAPTIONS
        found += [plain("".join(element.itertext())) for element in elements(root, small)]
    drawings = (
        ROOT / name for each in (sheet, *sheet.parts) for name in pictures(each.data) if name.endswith(".svg")
    )
    found += [plain("".join(ElementTree.parse(drawing).getroot().itertext())) for drawing in drawings]
    return "\n".join(found)


def elements(root: Element, wanted: frozenset[str]) -> Iterable[Element]:
    for element in root.iter():
        classes = (element.get("class") or "").split()
        names = {
            element.tag,
            *(f".{name}" for name in classes),
            *(f"{element.tag}.{name}" for name in classes),
        }
        if names & wanted:
            yield element


@pytest.fixture(scope="module")
def addresses(every: Everything) -> frozenset[str]:
    """Every page of the site, with those written by hand."""
    handbook = every.handbook
    written = {page.path for page in pages(Site(handbook, every.sheets))}
    written |= {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    return frozenset(handbook.addresses.public(uri) for uri in written)


def test_every_code_is_read_and_leads_to_a_page(every: Everything, addresses: frozenset[str]) -> None:
    def wrong(one: Print) -> list[str]:
        found: list[str] = []
        read = codes_of(one.file)
        found += [code for each in read for code in each if code not in addresses]
        expected = codes_expected(one, len(read))
        found += [
            f"page {number}: {len(each)} codes"
            for number, each in enumerate(read, 1)
            if number in expected and len(each) != expected[number]
        ]
        return found

    assert not failing(every, wrong)


def codes_expected(one: Print, count: int) -> Mapping[int, int]:
    """How many codes stand on a page; cards have one each on their fronts, the book one in all."""
    if one.sheet.kind == "cards":
        return {
            number: len(page.cards) * (page.side == "front")
            for number, page in enumerate(one.sheet.data.pages, 1)
        }
    if one.sheet.kind == "handbook":
        return {2: 1}
    if one.sheet.kind == "a3-2xa4":
        return {1: 0, 2: 1}
    if one.sheet.parts:
        return {}
    return dict.fromkeys(range(1, count + 1), 1)


def test_packs_have_a_code_on_every_sheet(every: Everything) -> None:
    """A taped sheet has its code on the right half only."""

    def missing(one: Print) -> int:
        if not one.sheet.parts:
            return 0
        without = sum(not read for read in codes_of(one.file))
        return without - sum(part.kind == "a3-2xa4" for part in one.sheet.parts)

    assert not failing(every, missing)
