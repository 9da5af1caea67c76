"""One map of addresses: the same place for MkDocs, readers and paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cocreate_plugin.addresses import Addresses, Languages, printed_base, reach
from cocreate_plugin.handbook import located
from cocreate_plugin.kinds import Phase
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.testing import handbook, project, report

BASE = "https://example.org/book"
PHASE = "---\ntitle: Explore\npurpose: Hear.\n---\n\n## Gate\n\n- [ ] Heard: {links}\n"


@pytest.mark.parametrize(
    ("uri", "folders", "files"),
    [
        ("index.md", ("index.html", ""), ("index.html", "index.html")),
        ("phases/index.md", ("phases/index.html", "phases/"), ("phases/index.html", "phases/index.html")),
        ("phases/README.md", ("phases/index.html", "phases/"), ("phases/index.html", "phases/index.html")),
        ("a/explore.md", ("a/explore/index.html", "a/explore/"), ("a/explore.html", "a/explore.html")),
        ("b.markdown", ("b/index.html", "b/"), ("b.html", "b.html")),
        ("Ärende #1.md", ("Ärende #1/index.html", "%C3%84rende%20%231/"), ("Ärende #1.html", "%C3%84rende%20%231.html")),
        ("print/a.pdf", ("print/a.pdf", "print/a.pdf"), ("print/a.pdf", "print/a.pdf")),
        ("old/index.html", ("old/index.html", "old/"), ("old/index.html", "old/index.html")),
    ],
)  # fmt: skip
def test_a_uri_is_published_as_mkdocs_does(
    uri: str, folders: tuple[str, str], files: tuple[str, str]
) -> None:
    for to, (place, below) in ((Addresses(), folders), (Addresses(directory_urls=False), files)):
        assert (to.place(uri), to.below(uri)) == (place, below)
        assert to.public(uri) == "" and replace(to, base=BASE).public(uri) == f"{BASE}/{below}"


def test_a_copy_with_other_addresses_leads_to_the_public_site() -> None:
    copy = Addresses(base=BASE, directory_urls=False, public_directory_urls=True)
    assert (copy.below("a/b.md"), copy.public("a/b.md")) == ("a/b.html", f"{BASE}/a/b/")


@pytest.mark.parametrize(
    ("start", "target", "folders", "files"),
    [
        ("a/x.md", "a/y.md", "../y/", "y.html"),
        ("a/x.md", "b/index.md", "../../b/", "../b/index.html"),
        ("a/x.md", "index.md", "../../", "../index.html"),
        ("index.md", "a/x.md", "a/x/", "a/x.html"),
        ("a/x.md", "print/x.pdf", "../../print/x.pdf", "../print/x.pdf"),
    ],
)
def test_the_way_between_two_published_pages(start: str, target: str, folders: str, files: str) -> None:
    assert Addresses().way(start, target) == folders
    assert Addresses(directory_urls=False).way(start, target) == files


def test_everything_generated_lies_in_the_folder_and_after_the_language() -> None:
    book = handbook({"process/phases/explore.md": PHASE, "process/phases/explore.sv.md": PHASE})
    to = Addresses(at="our/process")
    assert to.document(book.of(Phase)[0]) == "our/process/phases/explore.md"
    assert to.document(book.of(Phase)[0], "hear") == "our/process/phases/hear.md"
    assert to.document(book.translations[0]) == "sv/our/process/phases/explore.md"
    assert (to.home, to.page("print"), to.file("handbook.json"), to.checklist("gate-explore")) == (
        "our/process/index.md",
        "our/process/print/index.md",
        "our/process/handbook.json",
        "our/process/checklists/gate-explore.md",
    )


@pytest.mark.parametrize(
    ("languages", "written", "moved"),
    [
        (Languages(), "about.sv.md", "about.sv.md"),
        (Languages("en", ("sv",)), "a/about.sv.md", "sv/a/about.md"),
        (Languages("en", ("sv",)), "a/about.en.md", "a/about.md"),
        (Languages("en", ("sv",)), "a/about.de.md", "a/about.de.md"),
        (Languages("en", ("sv",)), "sv.md", "sv.md"),
        (Languages("en", ("sv",), in_folders=True), "en/about.md", "about.md"),
        (Languages("en", ("sv",), in_folders=True), "sv/about.md", "sv/about.md"),
    ],
)
def test_languages_of_hand_written_pages(languages: Languages, written: str, moved: str) -> None:
    assert languages.moved(written) == moved


LINKS = (
    "[a](../roles/host.md) [b](../roles/guest.md) [c](../files/plan.xlsx) [d](../../docs/about.md#x) "
    "[e](../../docs/files/form.pdf) [f](../sources.bib) [g](../handbook.yml) [h](../roles/)"
)


def test_paper_links_whatever_is_published_and_nothing_else() -> None:
    role = "---\ntitle: {0}\npurpose: To be there.\npublish: {1}\n---\n"
    files = {
        "process/phases/explore.md": PHASE.format(links=LINKS),
        "process/roles/host.md": role.format("Host", "yes"),
        "process/roles/guest.md": role.format("Guest", "no"),
        "process/handbook.yml": f"site_url: {BASE}\n",
        "process/sources.bib": "",
        **dict.fromkeys(("process/files/plan.xlsx", "docs/about.md", "docs/files/form.pdf"), "x"),
    }
    book = located(handbook(files), Addresses(at="process"))
    gate = next(sheet for sheet in sheets(book) if sheet.path == "print/checklists/gate-explore.pdf")
    printed = repr(gate.data)
    for name, address in {
        "a": "process/roles/host/", "c": "process/files/plan.xlsx", "d": "about/#x", "e": "files/form.pdf",
        "f": "process/sources/", "h": "process/roles/",
    }.items():  # fmt: skip
        assert f"[{name}]({BASE}/{address})" in printed, printed
    assert "[b](./)" in printed and "[g](./)" in printed


def test_a_document_that_is_not_published_has_no_address() -> None:
    files = {"process/phases/explore.md": PHASE.replace("purpose", "publish: no\npurpose")}
    book = handbook({**files, "process/handbook.yml": f"site_url: {BASE}\n"})
    gate = next(sheet for sheet in sheets(book) if sheet.path == "print/checklists/gate-explore.pdf")
    assert BASE not in repr((gate.frame, gate.data))


def test_the_site_knows_every_page_that_is_written() -> None:
    book = located(
        handbook({"process/phases/explore.md": PHASE, "process/glossary.md": "# W\n\n## Pot\n\nX.\n"}),
        Addresses(at="x"),
    )
    site = Site(book, sheets(book))
    assert {page.path for page in pages(site)} == set(site.origins)
    assert {page.path for page in pages(site, ("index.md",))} - set(site.origins) == {"index.md"}


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("https://example.org/", "everybody"),
        ("https://8.8.8.8/", "everybody"),
        ("http://intranet/book/", "this network"),
        ("http://wiki.town.internal/", "this network"),
        ("http://nas.local/", "this network"),
        ("https://wiki.town.lan/", "this network"),
        ("https://lan.example.org/", "everybody"),
        ("http://192.168.1.4/", "this network"),
        ("http://[fd00::1]/", "this network"),
        ("http://localhost:8000/", "this machine"),
        ("http://a.localhost/", "this machine"),
        ("http://127.0.0.1/", "this machine"),
        ("http://0.0.0.0:8000/", "this machine"),
        ("http://[::1]/", "this machine"),
        ("http://[bad", "this machine"),
    ],
)
def test_who_can_follow_an_address(address: str, who: str) -> None:
    assert reach(address) == who
    assert printed_base("", address) == (address if who == "everybody" else "")
    assert printed_base(address, "https://site.example/") == ("" if who == "this machine" else address)


def test_links_to_pages_above_the_root(tmp_path: Path) -> None:
    """A folder of hand-written pages beside the handbook's can be linked to, and what is not there is an error."""
    to = Addresses(base=BASE, docs="../pages")
    book = located(handbook({"process/phases/explore.md": PHASE.format(links="x")}), to)
    assert book.uri_of("../pages/a/about.md") == "a/about.md"
    assert book.public("../pages/a/about.md") == f"{BASE}/a/about/"
    assert book.uri_of("../other/about.md") is None
    said = report(project({"process/phases/explore.md": PHASE.format(links="[x](../../../pages/no.md)")}))
    assert len(said) == 1 and "broken-link" in said[0]
