"""The handbook as data: facts in the words of its pages, and of a source no more than citing it needs."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from cocreate_plugin.data import data, schema
from cocreate_plugin.pages.site import Site
from cocreate_plugin.testing import project

PHASE = "---\ntitle: Explore\npurpose: See.\nduration: 1-1.2 weeks\nsources: [doe]\n---\n"


def published(entry: str) -> dict[str, Any]:
    files = {"process/phases/explore.md": PHASE, "process/sources.bib": entry}
    site = Site(project(files).handbook)
    made: dict[str, Any] = json.loads(json.dumps(data(site)))
    jsonschema.Draft202012Validator(schema(site.handbook.kinds)).validate(made)
    return made


def source(*fields: str, type_: str = "article") -> dict[str, str]:
    known = "title = {Listening}, author = {Doe, Ann}, year = {2020}"
    entry = f"@{type_}{{doe,\n  {known}{''.join(f',{chr(10)}  {each}' for each in fields)}\n}}\n"
    found: dict[str, str] = published(entry)["sources"][0]["fields"]
    return {name: text for name, text in found.items() if name not in ("title", "author", "year")}


@pytest.mark.parametrize(
    "field",
    [
        "file = {/srv/anne/Zotero/storage/ABC/Doe.pdf:application/pdf}",
        "annote = {Private: do not quote}",
        "abstract = {A whole abstract}",
        "note = {Ask Bo before you quote this}",
        "keywords = {unread, boss}",
        "url = {file:///srv/anne/doe.pdf}",
        "url = {/srv/anne/doe.pdf}",
        "howpublished = {\\url{file:///srv/anne/doe.pdf}}",
        "owner = {anne}",
        "timestamp = {2026-01-02}",
        "bdsk-file-1 = {YnBsaXN0MDDS}",
        "library = {Room 3}",
        "x-my-own = {1}",
    ],
)
def test_what_only_its_reader_needs_is_not_published(field: str) -> None:
    assert source(field) == {}


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (("journal = {Talk}", "volume = {3}", "pages = {1--9}", "number = {2}"),
         {"journal": "Talk", "volume": "3", "pages": "1–9", "number": "2"}),
        (("doi = {https://doi.org/10.1/x}", "url = {https://example.org/x}"), {"doi": "10.1/x"}),
        (("url = {https://example.org/x}",), {"url": "https://example.org/x"}),
        (("note = {Read it at https://example.org/x}",), {"url": "https://example.org/x"}),
        (("publisher = {House}", "school = {Other}"), {"publisher": "House"}),
        (("howpublished = {Broadside}",), {"howpublished": "Broadside"}),
    ],
)  # fmt: skip
def test_what_a_citation_is_made_of_is_published(fields: tuple[str, ...], found: dict[str, str]) -> None:
    assert source(*fields) == found


def test_facts_are_told_in_the_words_of_the_page() -> None:
    (phase,) = published("@book{doe, title = {Listening}, author = {Doe, Ann}, year = {2020}}\n")["phases"]
    assert phase["facts"] == [
        {"label": "Duration", "value": "1–1.2 weeks"},
        {"label": "Sources", "value": "Doe, 2020"},
    ]
