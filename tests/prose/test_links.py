"""Links, citations and references in a text, with their places."""

from __future__ import annotations

import pytest

from cocreate_plugin.prose import (
    Citation,
    citations,
    links,
    relinked,
    with_citations,
)
from cocreate_plugin.sources.structure import structure, tokens


def test_links_are_found_with_their_places() -> None:
    source = (
        "a [b](c.md#d 'T') ![e [f]](<g h.png>) `[x](y)`\n[l][M] and [m]\n<img src='q' alt='r'> [![i](j)](k(1).md)\n\n"
        "    [x](code.md)\n\n!!! note\n\n    [in](adm.md)\n\n[m]: mm.md 'T'\n"
    )
    assert [(each.target, each.line, each.column, each.image, each.alt) for each in links(source)] == [
        ("c.md#d", 1, 3, False, "b"),
        ("g h.png", 1, 19, True, "e [f]"),
        ("mm.md", 2, 1, False, "l"),
        ("mm.md", 2, 12, False, "m"),
        ("q", 3, 1, True, "r"),
        ("k(1).md", 3, 23, False, "![i](j)"),
        ("j", 3, 24, True, "i"),
        ("adm.md", 9, 5, False, "in"),
    ]


def test_footnotes_tasks_and_citations_are_no_links() -> None:
    assert links("- [ ] a[^1] [@b]\n\n[^1]: c") == ()


def test_links_are_pointed_elsewhere() -> None:
    source = "[a](b.md 'T') ![c](d.png) [e][f] <img src='g.png'> `[a](b.md)`\n\n[f]: <h i.md> 'T'"

    def to(target: str, image: bool) -> str | None:
        return f"../{target}" if image or target.endswith("i.md") else None

    assert relinked(source, to) == (
        "[a](b.md 'T') ![c](../d.png) [e][f] <img src='../g.png'> `[a](b.md)`\n\n[f]: <../h i.md> 'T'"
    )
    assert relinked("[a](x)", lambda target, image: "y (1).md") == "[a](y%20%281%29.md)"


def test_a_label_that_is_explained_elsewhere_becomes_its_address():
    known = "[map]: maps/one.png\n[page]: two.md"
    text = "![The map][map], [page], [a page][Page] and `[page]`, but [nothing] and [own].\n\n[own]: three.md"
    assert relinked(text, lambda target, image: f"{'image' if image else 'link'}/{target}", known) == (
        "![The map](<image/maps/one.png>), [page](<link/two.md>), [a page](<link/two.md>) and `[page]`,"
        " but [nothing] and [own].\n\n[own]: link/three.md"
    )


def test_citations_are_found_with_their_places() -> None:
    source = "A [@a2020] `[@b]` [@c-d, p. 12; @e.f:g,\ns. 3]. [@h](x) \\[@i]\n\n!!! note\n\n    [@j]\n\n```\n[@k]\n```"
    assert citations(source) == (
        Citation("a2020", "", 1, 4),
        Citation("c-d", "p. 12", 1, 20),
        Citation("e.f:g", "s. 3", 1, 33),
        Citation("j", "", 6, 6),
    )


def test_a_citation_that_names_no_key_is_kept_to_be_reported() -> None:
    assert [each.key for each in citations("[@a; see b]")] == ["a", "see b"]


def test_citations_are_replaced() -> None:
    said = with_citations(
        "A [@a; @b, p. 1] `[@a]`.", lambda found: f"({', '.join(each.key for each in found)})"
    )
    assert said == "A (a, b) `[@a]`."


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("A [@a] [@b, p. 1], [@c].", "A (a b c)."),
        ("A [@a]\n[@b]\n\n[@c]", "A (a b)\n\n(c)"),
        ("[@a] and [@b]; - [@c]", "(a) and (b); - (c)"),
        ("- [@a]\n- [@b]\n> [@c]", "- (a)\n- (b)\n> (c)"),
    ],
)
def test_citations_beside_each_other_stand_in_one_bracket(source: str, said: str) -> None:
    assert with_citations(source, lambda group: f"({' '.join(each.key for each in group)})") == said


def test_structure_knows_lines_and_references() -> None:
    kinds = [
        (each.type, each.map)
        for each in tokens("# a\n\n- b\n- [ ] c\n")
        if each.map and each.type != "inline"
    ]
    assert kinds[0] == ("heading_open", [0, 1]) and ("list_item_open", [3, 4]) in kinds
    found = structure("[a]: b.md 'c'\n").references["A"]
    assert (found.href, found.title, found.first, found.after) == ("b.md", "c", 0, 1)


def test_a_link_that_is_explained_is_no_citation() -> None:
    assert [group.key for group in citations("[@x]: https://e.se\n> [@y]: z\n\n[@a]; see [@b]: yes")] == [
        "a",
        "b",
    ]
