"""What is wrong with hand-written pages: each mistake once, at its line, as heavy as the settings say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cocreate_plugin.hosts.project import project
from cocreate_plugin.testing import write

PHASE = (
    "---\ntitle: Listen\npurpose: Hear.\nformerly: [hear]\n---\n\n![a](../files/a.png)\n\n"
    "## Gate\n\n- [ ] Heard {#heard}\n"
)
BOOK = {"process/phases/listen.md": PHASE, "process/files/a.png": "\x89PNG\r\nIEND"}
ALLOWING = "plugins: [{{cocreate: {{content_security_policy: {{{}}}}}}}]\n"
GUEST = "plugins: [cocreate: {at: our/process}]\n"


def said(folder: Path, docs: Mapping[str, str], settings: str = "") -> list[str]:
    """Gives what a check says, each as place, level and code."""
    files = {f"docs/{name}": text for name, text in docs.items()}
    book = {name: text.encode("latin-1") for name, text in BOOK.items()}
    write(folder, {**book, "mkdocs.yml": f"site_name: Tea\n{settings}", **files})
    return [
        f"{each.place.path}:{each.place.line}:{each.place.column} {each.level}[{each.code}]"
        for each in project(folder).tried().problems
        if each.code != "address-not-printed"
    ]


PAGES = {
    "a link to no page": ("[x](nowhere.md)", "warning[broken-link]"),
    "a link to no file": ("[x](plan.pdf)", "warning[broken-link]"),
    "a picture that is not there": ("![a hat](hat.png)", "warning[broken-link]"),
    "a file above the pages": ("[x](../README.md)", "warning[broken-link]"),
    "a generated page": ("[x](phases/listen.md)", ""),
    "an overview": ("[x](phases/index.md)", ""),
    "a PDF of the handbook": ("[x](print/checklists/gate-listen.pdf)", ""),
    "a PDF that there is not": ("[x](print/checklists/gate-lisen.pdf)", "warning[broken-link]"),
    "a picture of the handbook": ("![a hat](files/a.png)", ""),
    "the data": ("[x](handbook.json)", ""),
    "a document by its file": ("[x](../process/phases/listen.md#gate)", ""),
    "no document": ("[x](../process/phases/lisen.md)", "error[broken-link]"),
    "a document by a former name": ("[x](../process/phases/hear.md)", "warning[former-id]"),
    "a page by a former name": ("[x](phases/hear.md)", "warning[former-id]"),
    "an anchor of a document": ("[x](../process/phases/listen.md#gat)", "warning[broken-anchor]"),
    "an anchor of a generated page": ("[x](phases/listen.md#gate)", ""),
    "an item of a generated page": ("[x](checklists/gate-listen.md#heard)", ""),
    "no anchor of a generated page": ("[x](phases/listen.md#gat)", "warning[broken-anchor]"),
    "an anchor of another page": ("[x](other.md#two-words)", ""),
    "no anchor of another page": ("[x](other.md#three)", "note[broken-anchor]"),
    "no anchor of the page itself": ("[x](#three)", "note[broken-anchor]"),
    "an absolute address": ("[x](/phases/listen/)", "note[broken-link]"),
    "an address as a browser has it": ("[x](phases/listen/)", "note[broken-link]"),
    "another website": ("[x](https://example.org/nowhere.md) <ann@example.org>", ""),
    "a link in code": ("`[x](nowhere.md)`", ""),
    "a link in a comment": ("<!-- [x](nowhere.md) -->", ""),
    "a source that is not there": ("So it is [@nobody].", "error[unknown-source]"),
    "an image without words": ("![](files/a.png)", "warning[no-alt]"),
    "an image element without words": ('<img src="files/a.png">', "warning[no-alt]"),
    "an image elsewhere": ("![a hat](https://example.org/hat.png)", "warning[remote-image]"),
    "a script": ("<script>alert(1)</script>", "warning[unsafe-html]"),
    "a frame": ('<iframe src="https://example.org"></iframe>', "warning[unsafe-html]"),
    "an address that acts": ("[x](javascript:alert)", "warning[unsafe-html]"),
    "an attribute that acts": ('<p onclick="x()">a</p>', "warning[unsafe-html]"),
    "the theme's own classes": ("[x](other.md){ .md-button }", ""),
    "a form": ("<form><button>Go</button></form>", ""),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a check says of all of them, each on a page of its own."""
    pages = {
        f"{case.replace(' ', '-')}.md": f"---\ntitle: '[x](nowhere.md)'\n---\n\n{text}\n"
        for case, (text, _) in PAGES.items()
    }
    return said(tmp_path_factory.mktemp("tea"), {**pages, "index.md": "Home\n", "other.md": "# Two words\n"})


@pytest.mark.parametrize("case", PAGES)
def test_each_mistake_once_at_its_place(case: str, found: list[str]) -> None:
    wrong, begins = PAGES[case][1], f"docs/{case.replace(' ', '-')}.md:"
    own = [line.removeprefix(begins) for line in found if line.startswith(begins)]
    assert [line.partition(" ")[2] for line in own] == [wrong] * bool(wrong)
    assert [line.partition(":")[0] for line in own] == ["5"] * bool(wrong)


SETTINGS = {
    "dead links ignored": ("validation: {links: {not_found: ignore}}\n", "[x](a.md)", []),
    "dead links as notes": ("validation: {not_found: info}\n", "[x](a.md)", ["note[broken-link]"]),
    "absolute links": ("validation: {absolute_links: warn}\n", "[x](/a/)", ["warning[broken-link]"]),
    "anchors": ("validation: {anchors: warn}\n", "[x](#a)", ["warning[broken-anchor]"]),
    "a page that is left out": ("exclude_docs: other.md\n", "[x](other.md)", ["note[broken-link]"]),
    "what MkDocs leaves out": ("", "[x](templates/a.md)", ["note[broken-link]"]),
    "a guest": (GUEST, "![](a.png) <script></script>", ["warning[broken-link]", "note[no-alt]", "note[unsafe-html]"]),
    "links into a guest": (GUEST, "[x](our/process/phases/listen.md#gate)", []),
    "dead links into a guest": (GUEST, "[x](our/process/phases/lisen.md)", ["warning[broken-link]"]),
    "pages of other plugins": ("plugins: [cocreate, gen-files]\n", "[x](made.md) [y]({{ there }})", []),
    "hooks": ("hooks: [x.py]\n", "[x](made.md)", []),
    "images that a plugin fetches": ("plugins: [privacy]\n", "![a](https://example.org/a.png)", []),
    "images of a host that is allowed": (ALLOWING.format("img-src: 'https://a.example'"), "![a](https://a.example/a.png)", []),
    "images of another host": (ALLOWING.format("img-src: 'https://b.example'"), "![a](https://a.example/a.png)", ["warning[remote-image]"]),
    "frames where some are allowed": (ALLOWING.format("frame-src: 'https://a.example'"), "<iframe src='https://a.example'></iframe>", []),
    "ids where they are read": ("markdown_extensions: [attr_list]\n", "[x](#b)\n\n## A {#b}", []),
    "ids where they are not": ("", "[x](#b)\n\n## A {#b}", ["note[broken-anchor]"]),
    "a separator": ("markdown_extensions: [toc: {separator: _}]\n", "[x](#a_b)\n\n## A b", []),
    "other slugs": (
        "markdown_extensions:\n  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}\n",
        "[x](#åå)\n\n## Åå",
        [],
    ),
    "slugs that nobody knows": (
        "markdown_extensions:\n  - toc: {slugify: !!python/name:mine.slugs }\n",
        "[x](#zz)\n\n## Åå",
        [],
    ),
    "a heading from a snippet": ("", "[x](#there)\n\n--8<-- 'more.md'", []),
}  # fmt: skip


@pytest.mark.parametrize("case", SETTINGS)
def test_what_mkdocs_yml_says_is_heeded(case: str, tmp_path: Path) -> None:
    settings, text, wrong = SETTINGS[case]
    docs = {"index.md": f"Home\n\n{text}\n", "other.md": "# Other\n", "templates/a.md": "# A\n"}
    assert [line.partition(" ")[2] for line in said(tmp_path, docs, settings)] == wrong


def test_the_navigation(tmp_path: Path) -> None:
    """An entry names a hand-written page, a generated one or its overview, or another website."""
    nav = (
        "nav:\n  - index.md\n  - Phases: [phases/index.md, phases.md, roles.md]\n  - Gone: gone.md\n"
        "  - https://example.org\n"
    )
    assert said(tmp_path, {"index.md": "Home\n"}, nav) == [
        "mkdocs.yml:4:42 warning[broken-link]",
        "mkdocs.yml:5:11 warning[broken-link]",
    ]
    assert said(tmp_path, {}, f"{nav}validation: {{nav: {{not_found: ignore}}}}\n") == []


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_several_languages(structure: str, tmp_path: Path) -> None:
    """A page of one language stands in for that of another."""
    plugin = (
        f"plugins: [cocreate, i18n: {{docs_structure: {structure}, "
        "languages: [{locale: en, default: true}, {locale: sv}]}]\n"
    )
    links = "[x](only.md) [y](both.md) [z](lost.md)\n"
    docs = (
        {"index.md": "H\n", "index.sv.md": links, "only.md": "O\n", "both.md": "B\n", "both.sv.md": "B\n"}
        if structure == "suffix"
        else {"en/index.md": "H\n", "sv/index.md": links, "en/only.md": "O\n", "sv/both.md": "B\n"}
    )
    page = "index.sv.md" if structure == "suffix" else "sv/index.md"
    assert said(tmp_path, docs, plugin) == [f"docs/{page}:1:27 warning[broken-link]"]


def test_pages_above_the_handbook(tmp_path: Path) -> None:
    root = write(tmp_path / "book", {})
    write(
        tmp_path,
        {
            "pages/index.md": "[x](nowhere.md) [y](../book/process/phases/listen.md#gat) [z](phases/listen.md)\n"
        },
    )
    assert said(root, {}, "docs_dir: ../pages\n") == [
        "../pages/index.md:1:1 warning[broken-link]",
        "../pages/index.md:1:17 warning[broken-anchor]",
    ]


def test_pages_are_read_beside_documents_with_errors(tmp_path: Path) -> None:
    """One run says all; what can be linked to on pages that were not made is not judged."""
    write(tmp_path, {"process/phases/two.md": "---\ntitle: Two\npurpos: x\n---\n"})
    found = said(tmp_path, {"index.md": "[x](nowhere.md) [y](phases/listen.md#gat)\n"})
    assert found[0] == "docs/index.md:1:1 warning[broken-link]"
    assert {line.split(" ")[0].split(":")[0] for line in found[1:]} == {"process/phases/two.md"}


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("a\n\n" + "[" * 20_001, "3:1", "tangled-signs"),
        ("a\n\n" + "<a " * 20_001, "3:1", "tangled-signs"),
        ("".join(f"{'    ' * depth}- a\n" for depth in range(14)), "13:1", "too-deep"),
        ("> " * 500 + "a", "1:1", "too-deep"),
    ],
)
def test_a_page_that_would_keep_the_build_busy_for_ever_is_named(text, where, code, tmp_path):
    assert said(tmp_path, {"other.md": text, "index.md": "[x](nowhere.md)"}) == [
        "docs/index.md:1:1 warning[broken-link]",
        f"docs/other.md:{where} error[{code}]",
    ]


def test_advice_on_plain_language_where_it_is_asked_for_and_not_in_a_guests_house(tmp_path: Path) -> None:
    pages = {
        "index.md": "---\ntitle: Home\n---\n# Home\n\nIt must be sent.\n",
        "om.sv.md": "# Om\n\nDet ska skickas.\n",
    }
    asked = {"../process/handbook.yml": "plain_language: yes\n"}
    assert said(tmp_path / "silent", pages) == []
    told = ["docs/index.md:6:4 note[passive-voice]", "docs/om.sv.md:3:5 note[passive-voice]"]
    assert said(tmp_path / "asked", {**pages, **asked}) == told
    assert said(tmp_path / "guest", {**pages, **asked}, GUEST) == []


def test_a_source_that_cannot_be_read_is_not_missing_as_well(tmp_path: Path) -> None:
    write(tmp_path, {"process/sources.bib": "@book{tea2020,\n  title = {Tea\n}\n"})
    found = said(tmp_path, {"index.md": "So it is [@tea2020].\n"})
    assert [line.rpartition(" ")[2] for line in found] == ["error[bad-bibliography]"]
