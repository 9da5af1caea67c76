"""Packs: a document of a kind that prints one, with the sheets that it links to, in one file."""

from __future__ import annotations

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets import pack, plain
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.testing import handbook

KIND = "name: pack\nprint: [sheet, pack]\n"
FILES = {
    "process/kinds/packs.yml": KIND,
    "process/packs/consent.md": "---\ntitle: Consent\npurpose: To ask well.\n---\n\n"
    "Use the [form](../texts/form.md) and the [sheet](../a3/plan.md), see [no](no.md).\n\n"
    "## Before\n\nRead the [list](../checklists/door.md), and the [form](../texts/form.md) again.\n"
    "Not the [draft](../texts/hidden.md).\n",
    "process/packs/no.md": "---\ntitle: A no\npurpose: To tell it.\n---\n\nSee [consent](consent.md).\n",
    "process/texts/form.md": "---\ntitle: Form\npurpose: To sign.\nform: form\n---\n\nMy name is [name].\n",
    "process/texts/hidden.md": "---\ntitle: Hidden\npurpose: Ours.\npublish: no\n---\n\nNothing [yet].\n",
    "process/checklists/door.md": "---\ntitle: At the door\npurpose: To begin.\n---\n\n- [ ] Open it\n",
    "process/a3/plan.md": "---\ntitle: Plan\npurpose: To see all.\nuse: proposal\n---\n\n## Why {#why}\n\nWhy?\n",
}


def of(book: Handbook) -> list[str]:
    return sorted(sheet.path for sheet in sheets(book) if sheet.path.startswith("print/packs/"))


def test_a_pack_holds_what_its_document_links_each_once_and_nothing_unpublished() -> None:
    (made,) = pack.sheets(handbook(FILES))
    assert [part.subject for part in made.parts] == ["texts/form", "a3/plan", "checklists/door"]
    assert made.path == "print/packs/consent-pack.pdf" and made.subject == "packs/consent"
    (job,) = jobs([made], handbook(FILES).root)
    assert [part.fit.pages for part in job.parts] == [None, 1, 1]


def test_its_first_sheet_says_what_follows_on_which_paper() -> None:
    book = handbook(FILES)
    (made,) = pack.sheets(book)
    assert [(line.what, line.paper) for line in made.data.contents] == [
        ("Form", "A4"),
        ("Plan", "A3, landscape"),
        ("At the door", "A4"),
    ]
    written = html(made, book.root)
    assert all(f'data-part="{number}"' in written for number in (1, 2, 3))
    assert "Read the" in written


def test_the_page_leads_to_the_pack_first() -> None:
    book = handbook(FILES)
    text = {page.path: page.markdown for page in pages(Site(book, sheets(book)))}
    page = text["packs/consent.md"]
    assert 0 < page.index("consent-pack.pdf") < page.index("consent.pdf")
    assert "consent-pack.pdf" in text["print/index.md"]


def test_what_links_to_nothing_that_is_printed_has_no_pack_and_its_sheet_all_the_same() -> None:
    assert of(handbook(FILES)) == [
        "print/packs/consent-pack.pdf",
        "print/packs/consent.pdf",
        "print/packs/no.pdf",
    ]
    alone = handbook(FILES | {"process/kinds/packs.yml": "name: pack\nprint: pack\n"})
    assert "print/packs/no.pdf" in of(alone)
    never = handbook(FILES | {"process/kinds/packs.yml": "name: pack\nprint: no\n"})
    assert of(never) == [] and not [one for one in plain.sheets(never) if one.subject == "packs/no"]
