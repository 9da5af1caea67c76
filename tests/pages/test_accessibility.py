"""The accessibility statement says what was tested, what failed, and whom to tell; it claims no more."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cocreate_plugin.facts.accessibility import Failure, ValidatedSheet, Validation
from cocreate_plugin.pages.accessibility import accessibility_json
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.documents import way_to_contact
from cocreate_plugin.pages.site import Site
from cocreate_plugin.testing import handbook, project, report

PHASE = "---\ntitle: Listen\npurpose: Hear.\n---\n"
GOOD = ValidatedSheet("print/good.pdf", 104, ())
BAD = ValidatedSheet("print/bad.pdf", 104, (Failure("PDFUA1-7.1-1", "no title", 2),))


def statement(identity: str = "", tested: Validation | None = None, **files: str) -> str:
    own = {f"process/{name}.md": text for name, text in files.items()}
    book = handbook({"process/handbook.yml": identity, "process/phases/listen.md": PHASE, **own})
    site = replace(Site(book), validation=tested)
    return next(page.markdown for page in pages(site) if page.path == "accessibility/index.md")


def test_what_fails_is_named_with_its_rules() -> None:
    text = statement(tested=Validation("page-validation 1.0", (BAD, GOOD)))
    assert "1 of 2 sheets keeps PDF/UA-1, as far as page-validation 1.0 can tell by 104 rules." in text
    assert "- `print/bad.pdf`: `PDFUA1-7.1-1`" in text and "good.pdf" not in text


def test_what_was_not_tested_is_said() -> None:
    assert "The PDF files were not tested in this build." in statement()


def test_the_organisation_adds_its_own_words() -> None:
    text = statement(
        accessibility="# x\n\nComplaints go to the **ombudsman**, see [Listen](phases/listen.md).\n"
    )
    assert "Complaints go to the **ombudsman**, see [Listen](../phases/listen.md)." in text


def test_its_own_words_are_checked_like_all_others() -> None:
    loaded = project(
        {
            "process/accessibility.md": "See [this](nowhere.md) and [[that]].\n",
            "process/phases/listen.md": PHASE,
        }
    )
    assert [line.partition("]")[0] for line in report(loaded)] == [
        "process/accessibility.md:1:5: error[broken-link",
        "process/accessibility.md:1:28: warning[foreign-signs",
    ]


@pytest.mark.parametrize(
    ("contact", "way"),
    [
        ("tea@example.org", "mailto:tea@example.org"),
        ("mailto:tea@example.org", "mailto:tea@example.org"),
        ("https://example.org/form?to=us", "https://example.org/form?to=us"),
    ],
)
def test_the_contact_can_be_reached(contact: str, way: str) -> None:
    assert way_to_contact(contact) == way
    assert f"({way})" in statement(f"contact: {contact}\n")


def test_without_a_contact_nobody_is_invented() -> None:
    assert "names nobody to write to" in statement()


def test_the_results_are_a_file() -> None:
    site = Site(handbook({"process/phases/listen.md": PHASE}))
    assert json.loads(accessibility_json(site))["sheets"] == []
    tested = json.loads(accessibility_json(replace(site, validation=Validation("x 1", (BAD, GOOD)))))
    assert [(sheet["path"], sheet["passes"]) for sheet in tested["sheets"]] == [
        ("print/bad.pdf", False),
        ("print/good.pdf", True),
    ]
