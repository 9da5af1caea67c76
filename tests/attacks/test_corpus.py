"""The whole corpus, at every place: no finished page and no sheet does anything, as another parser and a browser read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from cocreate_plugin import prose
from cocreate_plugin.load import Loaded, load
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.problems import Level
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.testing import write
from tests.attacks.corpus import handbooks, texts
from tests.attacks.places import READ, dangers, numbers, sheet_texts
from tests.attacks.verdict import deeds

pytestmark = pytest.mark.site
WRITTEN_ON = frozenset(("textarea",))
"""Elements of sheets that can be filled in."""
BOOKS = tuple(handbooks())


def named(html: str, said: Mapping[int, str]) -> list[str]:
    """Give the texts whose marks stand in a piece of HTML."""
    return [said[number] for number in sorted(numbers(html)) if number in said] or [html]


def unsaid(loaded: Loaded, read: Mapping[str, str]) -> Iterator[str]:
    """Give tags that do something on the page of a document in which no error is."""
    told = {problem.place.path for problem in loaded.problems if problem.level is Level.ERROR}
    for source, html in read.items():
        if source.startswith("process/phases/t") and source not in told and not prose.changes(html):
            yield from (f"{source}: {tag}" for tag in dangers(html))


@pytest.mark.parametrize("number", range(len(BOOKS)))
def test_nothing_that_is_published_does_anything(number, tmp_path):
    said, files = BOOKS[number]
    loaded = load(write(tmp_path, files), changed={})
    assert not {problem.code for problem in loaded.problems} & {"cannot-read", "too-slow"}
    printed = sheets(loaded.handbook)
    read = {page.source or page.path: READ(page.markdown) for page in pages(Site(loaded.handbook, printed))}
    assert list(unsaid(loaded, read)) == []
    for source, html in read.items():
        for deed in deeds(prose.clean_page(html)):
            raise AssertionError(f"{source}: {deed} {named(deed, said)}")
    # What says again what another sheet says is made by the same filters: the first texts are looked at there, too.
    looked_at = [sheet for sheet in printed if number == 0 or not sheet.is_again]
    for path, html in sheet_texts(loaded.handbook, looked_at):
        for deed in deeds(html.partition("</head>")[2], WRITTEN_ON):
            raise AssertionError(f"{path}: {deed} {named(deed, said)}")


def test_there_are_enough():
    assert len(texts()) >= 400
    assert len(BOOKS) == len({frozenset(said) for said, _ in BOOKS})
