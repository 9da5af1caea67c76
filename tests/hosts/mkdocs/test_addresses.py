"""Sites built in every way that changes addresses: what paper, links and data lead to is there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from cocreate_plugin.handbook import Handbook
from cocreate_plugin.hosts.project import project
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.testing import write
from tests.hosts.building import ENVIRONMENT, EXAMPLE, Addresses, copy, lost, nav, run
from tests.pdf.reading import codes

pytestmark = pytest.mark.site

BASE = "https://tea.example.org/handbook/"
I18N = (
    "{i18n: {docs_structure: suffix, languages: ["
    "{locale: en, name: English, default: true, build: true}, {locale: sv, name: Svenska, build: true}]}}"
)
SMALL = {
    "mkdocs.yml": f"site_name: Tea\nsite_url: {BASE}\ntheme: material\n",
    "docs/index.md": "# Tea\n\n[The phase](../process/phases/listen.md)\n",
    "process/phases/listen.md": "---\ntitle: Listen\npurpose: Hear.\n---\n\n## Gate\n\n- [ ] Heard\n",
}


def published(folder: Path) -> tuple[Path, Handbook]:
    """Build, and give the site with the handbook as it was when its sheets were made."""
    config = load_config(str(folder / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    plugin = config.plugins["cocreate"]
    return Path(config.site_dir), plugin.site.handbook  # type: ignore[attr-defined]


def copied(folder: Path, settings: str) -> None:
    """Copy the example; its one link to a page that is not made from a document follows the folder."""
    copy(folder, settings=settings)
    at = re.search(r"at: ([^,}]*)", settings)
    home = (EXAMPLE / "docs/index.md").read_text()
    write(
        folder, {"docs/index.md": home.replace("choose/", f"{at[1].strip('/')}/choose/" if at else "choose/")}
    )


def on_paper(book: Handbook, base: str) -> set[str]:
    """Give every address below the site that any sheet shows: in its frame, its code, or a link."""
    return {
        address.rstrip(".,\\")
        for sheet in sheets(book)
        for address in re.findall(re.escape(base) + r"[^\s)\"'<>]*", repr(asdict(sheet)))
    }


def nowhere(site: Path, addresses: set[str], base: str) -> Iterator[str]:
    """Name the addresses at which there is no file."""
    for address in sorted(addresses):
        path = unquote(address.partition("#")[0].removeprefix(base))
        if not (site / (f"{path}index.html" if path.endswith("/") or not path else path)).is_file():
            yield address


WAYS = {
    "directories": ("{cocreate: {pdf: false}}", "", ""),
    "files": ("{cocreate: {pdf: false}}", "use_directory_urls: false\n", ""),
    "at": ("{cocreate: {pdf: false, at: process/}}", "", ""),
    "at and files": ("{cocreate: {pdf: false, at: /our/process/}}", "use_directory_urls: false\n", ""),
    "version": ("mike, {cocreate: {pdf: false}}", "", "2.0/"),
    "version, at and files": (
        "{cocreate: {pdf: false, at: process}}, {mike: {canonical_version: latest}}",
        "use_directory_urls: false\n",
        "latest/",
    ),
    "languages": (f"{I18N}, {{cocreate: {{pdf: false}}}}", "", ""),
    "languages, at and files": (
        f"{I18N}, {{cocreate: {{pdf: false, at: process}}}}",
        "use_directory_urls: false\n",
        "",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_address_on_paper_is_there(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugins, more, version = WAYS[way]
    if version:
        monkeypatch.setenv("MIKE_DOCS_VERSION", "2.0")  # as `mike deploy 2.0` does
    copied(tmp_path, f"plugins: [search, {plugins}]\n{more}")
    site, book = published(tmp_path)
    found = on_paper(book, BASE + version)
    assert len(found) > 20 and not list(nowhere(site, found, BASE + version))
    assert on_paper(book, BASE) == found
    # The switch of mkdocs-static-i18n between languages names whole addresses.
    assert not [each for each in lost(site) if ": /handbook/" not in each]
    at = book.addresses.at
    data = json.loads((site / at / "handbook.json").read_text())
    pages = {BASE + page["page"] for folder in ("phases", "roles", "translations") for page in data[folder]}
    assert pages and not list(nowhere(site, pages, BASE))
    assert {each.name for each in site.iterdir()} >= {"print", "phases"} or at


def test_the_folder_holds_everything_that_is_generated(tmp_path: Path) -> None:
    about = "# About\n\nSee [listening](../process/phases/listen.md) [@shook2009] and [paper](process/print/index.md).\n"
    copied(tmp_path, "plugins: [search, {cocreate: {pdf: false, at: process}}]\n")
    write(tmp_path, {"docs/about.md": about})
    site, book = published(tmp_path)
    own = {
        "index.html",
        "404.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        "assets",
        "search",
        "about",
        "process",
        "sv",
    }
    assert {each.name for each in site.iterdir()} == own and not (site / "assets/cocreate").exists()
    assert {each.name for each in (site / "sv").iterdir()} == {"process"}
    about = (site / "about/index.html").read_text()
    assert 'href="../process/phases/listen/"' in about and 'href="../process/sources/#shook2009"' in about
    home = (site / "index.html").read_text()
    assert "process/assets/cocreate/screen.css" in home and "process/assets/cocreate/ticks.js" in home
    assert "url=../listen/" in (site / "process/phases/hear/index.html").read_text()
    # One section of the navigation holds all of it.
    assert "process/" in Addresses(home).links and "process/phases/" not in Addresses(home).links
    assert "phases/" in Addresses((site / "process/index.html").read_text()).links
    titles = nav(site / "process/index.html")
    assert titles.index("The phases") < titles.index("Tools") < titles.index("Sources")
    assert (site / "process/index.html").is_file() and book.addresses.home == "process/index.md"


def test_paper_of_an_offline_copy_leads_to_the_public_site(tmp_path: Path) -> None:
    copy(tmp_path, settings="plugins: [search, offline, {cocreate: {pdf: false}}]\n")
    site, book = published(tmp_path)
    assert (site / "phases/listen.html").is_file()
    assert f"{BASE}phases/listen/" in on_paper(book, BASE)


def test_the_command_line_prints_the_addresses_of_the_site(tmp_path: Path) -> None:
    copied(tmp_path, "plugins: [search, {cocreate: {pdf: false, at: process}}]\nuse_directory_urls: false\n")
    _, book = published(tmp_path)
    assert on_paper(project(tmp_path).load().handbook, BASE) == on_paper(book, BASE)


@pytest.mark.paper
def test_codes_of_each_version_lead_into_it(tmp_path: Path) -> None:
    """The real mike, two versions with two forms of address, and the codes as a telephone reads them."""
    settings = SMALL["mkdocs.yml"] + "plugins: [search, mike, {cocreate: {at: process}}]\n"
    write(tmp_path, SMALL | {"mkdocs.yml": settings})
    person = {
        f"GIT_{who}_{what}": "tea@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{ENVIRONMENT['PATH']}"
    environment = ENVIRONMENT | person | {"PATH": path, "GIT_CONFIG_GLOBAL": os.devnull}

    def git(*words: str) -> bytes:
        return subprocess.run(
            ["git", *words], cwd=tmp_path, env=environment, check=True, capture_output=True
        ).stdout

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "Tea")
    for version, more in (("1.0", ""), ("2.0", "use_directory_urls: false\n")):
        write(tmp_path, {"mkdocs.yml": settings + more})
        subprocess.run(["mike", "deploy", version], cwd=tmp_path, env=environment, check=True)
        there = git("ls-tree", "-r", "--name-only", "gh-pages").decode().split()
        printed = git("show", f"gh-pages:{version}/process/print/checklists/gate-listen.pdf")
        with pypdfium2.PdfDocument(printed) as document:
            read = [code for page in document for code in codes(page)]
        (path,) = {code.removeprefix(BASE) for code in read}
        assert path.startswith(f"{version}/process/checklists/gate-listen")
        assert (f"{path}index.html" if path.endswith("/") else path) in there


CLASHES = [
    ("docs/roles.md", "", "roles/", "process/roles"),
    ("docs/roles/README.md", "", "roles/", "process/roles"),
    ("docs/print.md", "", "print/", "process"),
    ("docs/phases/listen/index.md", "", "phases/listen/", "process/phases/listen.md"),
    ("docs/phases/hear.md", "", "phases/hear/", "process/phases/listen.md"),
    ("docs/glossary.md", "", "glossary/", "process/glossary.md"),
    ("docs/checklists/gate-listen/index.html", "", "checklists/gate-listen/", "process/phases/listen.md"),
    (
        "docs/phases/listen.html",
        "use_directory_urls: false\n",
        "phases/listen.html",
        "process/phases/listen.md",
    ),
]


@pytest.mark.parametrize(("file", "more", "page", "source"), CLASHES, ids=lambda each: str(each)[:30])
def test_a_generated_page_takes_no_place(
    file: str, more: str, page: str, source: str, tmp_path: Path
) -> None:
    copy(tmp_path, {file: "# Mine\n"}, f"plugins: [{{cocreate: {{pdf: false}}}}]\n{more}")
    if page == "phases/hear/":
        file = "docs/phases/hear.md"
        (tmp_path / file).unlink()
        write(tmp_path, {"docs/phases/hear/index.md": "# Mine\n"})
        file = "docs/phases/hear/index.md"
    said = f"{file}:1:1: error[page-taken]: {file} would be published at {page}, the address of the page that is generated from {source}."
    (tmp_path / "site").mkdir()
    (tmp_path / "site/old.html").touch()
    done = run(tmp_path)
    assert done.returncode and said in done.stderr and (tmp_path / "site/old.html").is_file()
    assert [found for found in project(tmp_path).load().problems if found.code == "page-taken"]


def test_a_page_that_another_plugin_makes_takes_no_place(tmp_path: Path) -> None:
    hook = (
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n    files.append(File.generated(config, 'roles.md', content='# Made'))\n"
    )
    copy(tmp_path, {"hook.py": hook}, "plugins: [{cocreate: {pdf: false}}]\nhooks: [hook.py]\n")
    done = run(tmp_path)
    assert done.returncode and "error[page-taken]: roles.md would be published at roles/" in done.stderr


def test_what_a_hook_sets_last_is_what_paper_shows(tmp_path: Path) -> None:
    hook = "def on_config(config):\n    config.site_url += 'next/'\n    config.use_directory_urls = False\n"
    copy(tmp_path, {"hook.py": hook}, "plugins: [{cocreate: {pdf: false}}]\nhooks: [hook.py]\n")
    site, book = published(tmp_path)
    found = on_paper(book, f"{BASE}next/")
    assert f"{BASE}next/phases/listen.html" in found and not list(nowhere(site, found, f"{BASE}next/"))


def test_a_file_of_the_same_name_takes_the_place_on_purpose(tmp_path: Path) -> None:
    copy(tmp_path, {"docs/roles/index.md": "# Who we are\n"})
    assert "Who we are" in (published(tmp_path)[0] / "roles/index.html").read_text()
    assert not project(tmp_path).load().problems


def test_no_place_is_taken_below_a_folder_of_our_own(tmp_path: Path) -> None:
    pages = dict.fromkeys(("docs/roles.md", "docs/phases.md", "docs/print.md"), "# Mine\n")
    copied(tmp_path, "plugins: [{cocreate: {pdf: false, at: process}}]\n")
    write(tmp_path, pages)
    site, _ = published(tmp_path)
    assert "Mine" in (site / "roles/index.html").read_text() and not project(tmp_path).load().problems
    assert "Host" in (site / "process/roles/index.html").read_text()


def test_content_within_the_hand_written_pages_is_shown_once(tmp_path: Path) -> None:
    process = {f"docs/{name}": text for name, text in SMALL.items() if name.startswith("process/")}
    settings = (
        SMALL["mkdocs.yml"] + "plugins: [search, {cocreate: {pdf: false, process_dir: docs/process}}]\n"
    )
    docs = {"mkdocs.yml": settings, "docs/index.md": "# Tea\n\n[The phase](process/phases/listen.md)\n"}
    site, _ = published(write(tmp_path, {**process, **docs}))
    assert not (site / "process").exists() and not list(lost(site))
    assert 'href="phases/listen/"' in (site / "index.html").read_text()
    found = json.loads((site / "search/search_index.json").read_text())["docs"]
    assert not [each for each in found if each["location"].startswith("process/")]
    assert not project(tmp_path).load().problems


def test_hand_written_pages_may_lie_above(tmp_path: Path) -> None:
    """Links lead both ways, on the site and on paper; a link to nothing is an error."""
    moved = {f"conf/{name}": text for name, text in SMALL.items() if name.startswith("process/")}
    settings = SMALL["mkdocs.yml"] + "docs_dir: ../pages\nplugins: [search, {cocreate: {pdf: false}}]\n"
    page = "# Tea\n\n[The phase](../conf/process/phases/listen.md)\n"
    phase = moved["conf/process/phases/listen.md"].replace("Heard", "Read [us](../../../pages/a/us.md)")
    files = {**moved, "conf/mkdocs.yml": settings, "pages/index.md": page, "pages/a/us.md": "# Us\n"}
    write(tmp_path, {**files, "conf/process/phases/listen.md": phase})
    site, book = published(tmp_path / "conf")
    assert 'href="phases/listen/"' in (site / "index.html").read_text()
    assert 'href="../../a/us/"' in (site / "phases/listen/index.html").read_text()
    assert f"{BASE}a/us/" in on_paper(book, BASE)
    write(tmp_path, {"pages/index.md": page.replace("listen", "liste")})
    done = run(tmp_path / "conf")
    assert done.returncode and "../pages/index.md:3:1: error[broken-link]" in done.stderr


REPOSITORY = "https://git.example.org/town/all"


@pytest.mark.parametrize(
    ("folder", "docs", "settings", "edited"),
    [
        ("", "docs", "edit_uri: edit/main/docs/", "/edit/main/process/phases/listen.md"),
        ("book", "docs", "edit_uri: edit/main/book/docs/", "/edit/main/book/process/phases/listen.md"),
        ("book", "../pages", "edit_uri: edit/main/pages/", "/edit/main/book/process/phases/listen.md"),
        (
            "a/book",
            "src/docs",
            "edit_uri: -/edit/main/a/book/src/docs/",
            "/-/edit/main/a/book/process/phases/listen.md",
        ),
        ("book", "docs", "edit_uri: '?query=root/book/docs/'", "?query=root/book/process/phases/listen.md"),
        (
            "book",
            "docs",
            "edit_uri_template: '-/ide/edit/main/-/book/docs/{path}'",
            "/-/ide/edit/main/-/book/process/phases/listen.md",
        ),
        (
            "book",
            "../pages",
            "edit_uri_template: '?file=pages/{path}&mode=edit'",
            "?file=book/process/phases/listen.md&mode=edit",
        ),
        (
            "book",
            "docs",
            "edit_uri_template: 'edit?file=book%2Fdocs%2F{path!q}'",
            "/edit?file=book%2Fprocess%2Fphases%2Flisten.md",
        ),
        (
            "book",
            "docs",
            "edit_uri_template: 'new?name={path_noext}'",
            None,
        ),
    ],
)
def test_edit_links_lead_to_the_file(
    folder: str, docs: str, settings: str, edited: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = SMALL["mkdocs.yml"].replace(
        "theme: material", "theme: {name: material, features: [content.action.edit]}"
    )
    root = Path(folder)
    files = {f"{root}/{name}": text for name, text in SMALL.items() if name.startswith("process/")}
    config += (
        f"docs_dir: {docs}\nrepo_url: {REPOSITORY}\n{settings}\nplugins: [{{cocreate: {{pdf: false}}}}]\n"
    )
    write(tmp_path, {**files, f"{root}/mkdocs.yml": config, f"{root}/{docs}/index.md": "# Tea\n"})
    assert run(tmp_path, "-f", f"{root}/mkdocs.yml", "-d", str(tmp_path / "site")).returncode == 0
    page = Addresses((tmp_path / "site/phases/listen/index.html").read_text())
    edits = [link for link in page.links if link.startswith(REPOSITORY) and "listen" in link]
    assert edits == ([f"{REPOSITORY}{edited}"] if edited else [])
