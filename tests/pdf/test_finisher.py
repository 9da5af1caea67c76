"""Every construct that sheets are made of passes a PDF/UA-1 validator, and forms work in several viewers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from page import validate_pdf
from PIL import Image

from cocreate_plugin.pdf import Fit, Printed, print_all
from tests.pdf import makers

pytestmark = pytest.mark.paper

Print = Callable[..., list[Printed]]

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 9" style="width: 40mm"><title>A flow</title>'
    '<rect width="20" height="9" fill="#bbb"/><text x="2" y="7" font-size="5">Need</text></svg>'
)

CONSTRUCTS = {
    "headings": "<h2>Two</h2><p>a</p><h3>Three</h3><p>b</p><h2>Two</h2>",
    "loose list": "<ul><li><p>One</p><p>more</p></li><li><p>Two</p><pre>code</pre></li></ul>",
    "numbers": "<ol><li>One<ul><li>inner</li></ul></li><li><p>Two</p><ol><li><p>deep</p></li></ol></li></ol>",
    "tasks": '<ul class="tasks"><li><span class="tick"></span>One <b>bold</b></li><li><p>Two</p><p>why</p></li></ul>',
    "definitions": "<dl><dt>Term</dt><dd>Text</dd><dd><p>Para</p></dd></dl>",
    "table": "<table><caption>What</caption><thead><tr><th>A</th><th>B</th></tr></thead>"
    "<tbody><tr><th scope='row'>1</th><td>2</td></tr></tbody></table>",
    "spans": "<table><tr><th colspan='2'>A</th><th>B</th></tr><tr><td rowspan='2'>1</td><td>2</td><td>3</td></tr>"
    "<tr><td>4</td><td>5</td></tr></table>",
    "table in list": "<ul><li><p>a</p><table><tr><th>A</th></tr><tr><td>1</td></tr></table></li></ul>",
    "links": '<p><a href="https://example.org/"><code>code</code></a> <a href="https://example.org/"><b>b</b> c</a> '
    '<a href="#there">in<br>ner</a> <a href="mailto:a@example.org">mail</a></p><p id="there">there</p>',
    "linked image": '<p><a href="https://example.org/"><img src="red.png" alt="Red"></a></p>',
    "image": '<figure><img src="red.png" alt="Red"><figcaption>A red field</figcaption></figure>',
    "see-through image": '<p><img src="clear.png" alt="Clear"></p>',
    "drawing": SVG,
    "quote": "<blockquote><p>a</p></blockquote><details open><summary>s</summary><p>t</p></details><hr>",
    "columns": "<div style='columns: 2'><p>a</p><p>b</p></div>",
    "absolute": "<div style='position: absolute; top: 100mm'><p>a</p></div>",
    "foot": "<p>a<sup>1</sup> <del>old</del> <ins>new</ins> <kbd>k</kbd> <abbr title='x'>y</abbr></p>",
    "link to a file": '<p><a href="other.html">gone</a></p>',
    "languages": "<p>A word: <i lang='sv'>samverkan</i>, <span lang='de-AT'>und <b lang='de-AT'>noch</b> eins</span></p>"
    "<blockquote lang='fr'><p>Un mot</p></blockquote><p lang='not one'>none</p>"
    "<ol><li><span lang='sv'>Att l\u00e4sa <a href='https://example.org/'>mer</a></span></li></ol>",
    "layout table": "<table role='presentation'><tr><td>Who <b>reads</b></td><td colspan='2'><h2>How</h2><p>Aloud</p></td></tr>"
    "<tr><td></td><td><table><tr><th>A</th></tr><tr><td>1</td></tr></table></td></tr></table>",
    "hyphens": "<p style='hyphens: auto; width: 20mm'>Acknowledgement of interdisciplinary responsibilities</p>",
}


@pytest.fixture(scope="module")
def constructs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """Print one sheet for each construct, and one of all."""
    root = tmp_path_factory.mktemp("constructs")
    Image.new("RGB", (30, 20), "red").save(root / "red.png")
    Image.new("RGBA", (30, 20), (255, 0, 0, 90)).save(root / "clear.png")
    bodies = {**CONSTRUCTS, "all": "".join(CONSTRUCTS.values())}
    jobs = [makers.job(partial(makers.text, body), root, fit=Fit(10, 10)) for body in bodies.values()]
    return dict(zip(bodies, print_all(jobs, root / "cache"), strict=True))


def assert_accessible(file: Path | None) -> None:
    assert file
    failures = validate_pdf(file, profile="ua1").failures
    assert not [f"{failure.rule_id}: {failure.message}" for failure in failures]


@pytest.mark.parametrize("name", [*CONSTRUCTS, "all"])
def test_a_construct_is_accessible(constructs: dict[str, Printed], name: str):
    result = constructs[name]
    assert result.problems == ()
    assert_accessible(result.file)
    with pikepdf.open(result.file) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_a3_and_checklist_and_pages_are_accessible(printed: Print, tmp_path: Path):
    jobs = [
        makers.job(partial(makers.boxes, 6), tmp_path),
        makers.job(makers.checklist, tmp_path),
        makers.job(partial(makers.checklist, 120), tmp_path, fit=Fit(10, 10)),
    ]
    for result in printed(*jobs):
        assert result.problems == ()
        assert_accessible(result.file)


def test_a_figure_has_its_place_in_points_from_the_foot(constructs: dict[str, Printed]):
    with pikepdf.open(constructs["drawing"].file) as pdf:
        (figure,) = [
            each for each in pdf.objects if getattr(each, "get", None) and each.get("/S") == "/Figure"
        ]
        left, bottom, right, top = (float(each) for each in figure.A.BBox)
        assert figure.Alt == "A flow"
    assert left == pytest.approx(15 / 25.4 * 72, abs=1)
    assert right - left == pytest.approx(40 / 25.4 * 72, abs=1)
    assert 297 / 25.4 * 72 * 0.8 < bottom < top < 297 / 25.4 * 72 * 0.96


def elements(file: Path | None) -> list[pikepdf.Dictionary]:
    """Give the tags of a file in the order in which they are read."""
    assert file
    with pikepdf.open(file) as pdf:
        waiting, read = [pdf.Root.StructTreeRoot.K[0]], []
        while waiting:
            tag = waiting.pop()
            if isinstance(tag, pikepdf.Dictionary) and "/S" in tag:
                kids = [*tag.K] if isinstance(tag.get("/K"), pikepdf.Array) else []
                read.append((str(tag.S)[1:], str(tag.get("/Lang", "")), tag.get("/A") is not None))
                waiting += reversed(kids)
    return read


def test_words_of_another_language_say_so(constructs: dict[str, Printed]):
    languages = [(name, language) for name, language, _ in elements(constructs["languages"].file) if language]
    assert languages == [("Span", "sv"), ("Span", "de-AT"), ("BlockQuote", "fr"), ("Span", "sv")]


def test_a_table_of_the_layout_is_read_as_what_stands_in_it(constructs: dict[str, Printed]):
    tags = elements(constructs["layout table"].file)
    names = [name for name, *_ in tags]
    first = names.index("Div")
    assert names[first : first + 5] == ["Div", "NonStruct", "NonStruct", "P", "Span"]
    assert [name for name in names if name in ("Table", "TH", "TD")] == ["Table", "TH", "TD"]
    assert [name for name, _, has_attributes in tags if has_attributes] == ["TH", "TD"]


def test_marks_for_measuring_are_no_destinations(printed: Print, tmp_path: Path):
    link = "<p><a href='#box-b1'>there</a></p>"
    (result,) = printed(makers.job(partial(makers.boxes, 1, 0, link), tmp_path))
    names = set(pypdf.PdfReader(result.file).named_destinations)
    assert names == {f"box-b{number}" for number in range(8)}


def test_tagging_a_long_text_is_linear(tmp_path: Path):
    """Each tag asks for the list of pages; it is made once per page, not once per tag."""
    import pydyf

    from cocreate_plugin.pdf.finisher import make_tagging_linear

    make_tagging_linear()
    pdf = pydyf.PDF()
    for number in range(3):
        page = pydyf.Dictionary({"Type": "/Page"})
        pdf.add_page(page)
        assert len(pdf.page_references) == number + 1
        assert pdf.page_references[-1] == page.reference
    assert pdf.page_references is pdf.page_references


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("form")
    (result,) = print_all([makers.job(makers.form, root, forms=True)], root / "cache")
    assert result.problems == () and result.file
    return result.file


def test_a_form_is_accessible_and_whole(form: Path):
    assert_accessible(form)
    with pikepdf.open(form) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert "/NeedAppearances" not in pdf.Root.AcroForm


def test_the_fields_of_a_form_have_their_names_and_no_button_is_left(form: Path):
    fields = pypdf.PdfReader(form).get_fields()
    assert {name: field["/FT"] for name, field in fields.items()} == {
        "name": "/Tx",
        "notes": "/Tx",
        "done": "/Btn",
        "told": "/Btn",
    }
    assert {field["/TU"] for field in fields.values()} == {"Name", "Notes", "Done", "Told"}
    assert fields["told"]["/V"] == "/on" and fields["done"]["/V"] == "/Off"


def test_a_filled_form_shows_what_was_filled_in_and_stays_accessible(form: Path, tmp_path: Path):
    writer = pypdf.PdfWriter(clone_from=form)
    values = {"name": "Žofie Ångström", "notes": "One\nTwo Привет", "done": "/on"}
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)
    filled = tmp_path / "filled.pdf"
    writer.write(filled)
    assert_accessible(filled)
    assert darkness(filled) > darkness(form) + 200
    fields = pypdf.PdfReader(filled).get_fields()
    assert fields["name"]["/V"] == "Žofie Ångström" and fields["done"]["/V"] == "/on"


def darkness(file: Path) -> int:
    """Count the dark pixels of the first page, fields drawn."""
    with pypdfium2.PdfDocument(file) as document:
        document.init_forms()
        histogram = document[0].render(scale=2, may_draw_forms=True).to_pil().convert("L").histogram()
        return sum(histogram[:128])


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ('<input title="a">', "no name"),
        ('<input name="a.b" title="a">', "with a dot"),
        ('<input name="a" title="a"><input name="a" title="b">', "one name"),
    ],
)
def test_fields_without_a_name_of_their_own_are_refused(tmp_path: Path, fields: str, reason: str):
    html = makers.page(f"<form>{fields}</form>")
    (result,) = print_all([makers.job(html, tmp_path, forms=True)], tmp_path / "cache")
    (problem,) = result.problems
    assert problem.code == "print-failed"
    assert re.search(reason, str(problem.facts["reason"]))
