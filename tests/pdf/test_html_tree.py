"""What is taken out of a sheet, what is marked in it, and where its text stands."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from cocreate_plugin.pdf.html_tree import (
    SheetError,
    add_probes,
    boxes_with_image,
    boxes_with_sign,
    prepare,
    take_styles,
    walk,
)


def tree(body: str, head: str = "<title>T</title>", language: str = "sv") -> Element:
    return ElementTree.fromstring(f'<html lang="{language}"><head>{head}</head><body>{body}</body></html>')


def written(root: Element) -> str:
    body = root.find("body")
    assert body is not None
    return ElementTree.tostring(body, encoding="unicode").removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<p>a<button>b</button>c</p>", "<p>ac</p>"),
        ("<p>a<i>b</i><button>c</button>d</p>", "<p>a<i>b</i>d</p>"),
        ('<input type="submit" /><input name="a" />', '<input name="a" />'),
        ("<script>x</script><p>a</p>", "<p>a</p>"),
        ('<a href="other.html">a</a>', "<a>a</a>"),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a href="https://example.org/" rel="attachment">a</a>', '<a href="https://example.org/">a</a>'),
        ('<a href="#there">a</a>', '<a href="#there">a</a>'),
    ],
)
def test_what_cannot_be_printed_goes_and_the_text_around_stays(body: str, kept: str):
    root = tree(body)
    prepare(root, forms=False)
    assert written(root) == kept


@pytest.mark.parametrize(
    ("attributes", "inside", "title"),
    [
        ('aria-label="A clock"', "<path />", "A clock"),
        ('aria-label="A clock"', "<title>Mine</title>", "Mine"),
        ('aria-label=" "', "<path />", None),
        ("", "", None),
    ],
)
def test_a_drawing_is_called_in_a_pdf_what_its_label_says(attributes, inside, title):
    root = tree(f'<p><svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg></p>')
    prepare(root, forms=False)
    titles = [each.text for each in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ([title] if title else [])


@pytest.mark.parametrize(
    ("head", "language"), [("", "sv"), ("<title> </title>", "sv"), ("<title>T</title>", "")]
)
def test_a_sheet_without_title_or_language_is_refused(head: str, language: str):
    with pytest.raises(SheetError):
        prepare(tree("<p>a</p>", head, language), forms=False)


def test_what_can_be_too_wide_is_marked_with_its_box():
    root = tree('<table /><div id="fit-a"><pre /><p><img /></p><table id="own" /></div>')
    assert prepare(root, forms=False) == {"wide-0": "", "wide-1": "a", "wide-2": "a", "own": "a"}


def test_what_a_box_holds_is_marked():
    root = tree('<div id="box-a"><div id="fit-a" /></div><div id="fit-b" /><div id="box-c" />')
    assert prepare(root, forms=False) == {"fit-a": "a"}


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("<td>short words only</td>", "<td>short words only</td>"),
        ("<caption>" + "a" * 40 + "</caption>", "<caption>" + "a" * 40 + "</caption>"),
        (
            "<td>a " + "b" * 30 + " c<i>d</i> " + "e" * 33 + ".</td>",
            f"<td>a {{{'b' * 16}}}{{{'b' * 14}}} c<i>d</i> {{{'e' * 16}}}{{{'e' * 17}.}}</td>",
        ),
        ("<th><a>" + "b" * 48 + "</a></th>", "<th><a>" + ("{" + "b" * 16 + "}") * 3 + "</a></th>"),
        (f"<td><textarea>{'b' * 48}</textarea></td>", f"<td><textarea>{'b' * 48}</textarea></td>"),
    ],
)
def test_a_long_word_in_a_cell_gets_pieces_and_no_letter_is_lost(cell: str, kept: str):
    for role, expected in (("", kept), (' role="presentation"', cell)):
        root = tree(f"<table{role}>{cell}</table>")
        prepare(root, forms=False)
        pieces = expected.replace("{", '<span class="piece">').replace("}", "</span>")
        assert written(root) == f'<table{role} id="wide-0">{pieces}</table>'


def test_styles_are_taken_out_of_the_head():
    root = tree("<p />", head="<title>T</title><style>a</style><meta /><style>b</style>")
    assert take_styles(root) == ("a", "b")
    assert [each.tag for each in root[0]] == ["title", "meta"]


def test_radio_buttons_may_share_a_name():
    prepare(tree('<input type="radio" name="a" /><input type="radio" name="a" />'), forms=True)


def test_probes_stand_at_the_end_of_each_box_and_of_the_sheet():
    root = tree('<section id="box-a"><div id="fit-a"><p /></div></section>')
    add_probes(root)
    assert [element.get("id") for element, _ in walk(root) if element.get("id")] == [
        *("box-a", "fit-a", "line-a"),
        *("end-", "line-", "top-", "foot-"),
    ]


def test_a_sign_is_found_in_text_and_behind_elements():
    root = tree('<p>§</p><section id="box-a"><div id="fit-a"><b>b</b>§<!-- § --></div></section>')
    assert list(boxes_with_sign(root, "§")) == ["", "a"]


def test_an_image_is_found_by_its_full_address():
    root = tree('<div id="fit-a"><img src="../b%20c.png" /></div>')
    assert boxes_with_image(root, "file:///files/") == {"file:///b%20c.png": "a"}


def test_a_deep_tree_is_walked_without_recursion():
    root = deepest = Element("html")
    for _ in range(5000):
        child = Element("div")
        deepest.append(child)
        deepest = child
    assert sum(1 for _ in walk(root)) == 5001
