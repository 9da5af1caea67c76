"""Real builds in a temporary folder, by the commands that authors use."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, ENVIRONMENT, EXAMPLE, PAGES_ONLY, built, copy, html, lost, run

pytestmark = pytest.mark.site

PHASE = "---\ntitle: {title}\npurpose: Hear.\n---\n\n## Question\n\nWhy?\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(copy(tmp_path_factory.mktemp("example")))


def test_every_page_is_there(site: Path) -> None:
    for folder in (
        "phases",
        "success-factors",
        "dialogue-models",
        "roles",
        "checklists",
        "a3",
        "choices",
        "sessions",
    ):
        documents = {each.stem for each in (EXAMPLE / "process" / folder).glob("*.md")} - {
            "index",
            "listen.sv",
        }
        for name in ("", *(f"/{document}" for document in documents)):
            assert (site / f"{folder}{name}/index.html").is_file(), f"{folder}{name}"
    for name in (
        "blueprint",
        "matrix",
        "choose",
        "assess",
        "sources",
        "glossary",
        "checklists/gate-listen",
        "checklists/phase-listen",
        "checklists/prepare-tea-round",
        "sv/phases/listen",
    ):
        assert (site / name / "index.html").is_file(), name
    assert (site / "handbook.json").is_file() and (site / "handbook.schema.json").is_file()


def test_every_address_leads_somewhere(site: Path) -> None:
    assert not list(lost(site))


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for name, page in html(site).items():
        assert not [each for each in page.loads if urlsplit(each).netloc], name
    for file in (*site.rglob("assets/cocreate/*"),):
        assert "http" not in file.read_text()


def test_footnotes_and_citations_are_resolved(site: Path) -> None:
    listen = (site / "phases/listen/index.html").read_text()
    assert 'href="#fn:1"' in listen and "Our own observation" in listen
    assert 'href="../../sources/#shook2009">Shook, 2009</a>' in listen
    assert "a pot and <code>&lt;cups&gt;</code>" in listen
    assert "https://example.org/a_b_c</a>" in listen
    assert "<li>1. January is a bad day" in listen or "<li>January is a bad day" in listen


def test_hand_written_pages_lead_into_the_content(site: Path) -> None:
    home = (site / "index.html").read_text()
    assert 'href="phases/listen/#gate"' in home
    assert 'href="sources/#shook2009">Shook, 2009, p. 3</a>' in home
    assert 'href="../glossary/#gate"' in (site / "about/index.html").read_text()


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("phases/listen", "process/phases/listen.md"),
        ("phases", "process/phases/index.md"),
        ("checklists/gate-listen", "process/phases/listen.md"),
        ("glossary", "process/glossary.md"),
        ("sources", "process/sources.bib"),
        ("about", "docs/about.md"),
    ],
)
def test_edit_button_leads_to_the_file(site: Path, page: str, file: str) -> None:
    assert (
        f'href="https://example.org/tea/handbook/edit/main/{file}"'
        in (site / page / "index.html").read_text()
    )


def test_pages_of_no_single_file_have_no_edit_button(site: Path) -> None:
    assert 'rel="edit"' not in (site / "matrix/index.html").read_text()


def test_edit_template_finds_the_file(tmp_path: Path) -> None:
    copy(tmp_path)
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("edit_uri: edit/main/docs/", "edit_uri_template: '?path=/docs/{path}&x=1'")
    )
    listen = (built(tmp_path) / "phases/listen/index.html").read_text()
    assert "https://example.org/tea/handbook?path=/process/phases/listen.md&x=1" in listen


def test_suggestions_go_by_mail(site: Path) -> None:
    listen = (site / "phases/listen/index.html").read_text()
    assert 'href="mailto:tea@example.org?subject=Suggestion%3A%20Listen&amp;body=Page' in listen
    assert "tea.example.org/handbook/phases/listen/" in listen


def test_former_addresses_redirect(site: Path) -> None:
    page = (site / "phases/hear/index.html").read_text()
    assert "url=../listen/" in page and 'rel="canonical"' in page


def test_theme_is_dressed(site: Path) -> None:
    home = (site / "index.html").read_text()
    assert "fonts.googleapis" not in home and 'lang="en"' in home
    assert '"navigation.prune"' in home and "assets/cocreate/screen.css" in home
    assert 'data-md-color-primary="custom"' in home


def test_what_the_author_chose_stays(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Tea\nextra_css: [own.css]\nmarkdown_extensions: [{toc: {permalink: '§'}}]\n"
            "theme: {name: material, language: de, features: [navigation.expand], palette: {primary: red}}\n"
            + PAGES_ONLY,
            "docs/index.md": "# Home\n\n## Part\n",
            "docs/own.css": "a {}\n",
            "process/phases/listen.md": PHASE.format(title="L"),
        },
    )
    home = (built(tmp_path) / "index.html").read_text()
    assert 'lang="de"' in home and 'data-md-color-primary="red"' in home and ">§</a>" in home
    assert "navigation.prune" not in home and "navigation.indexes" in home
    assert home.index("assets/cocreate/screen.css") < home.index("own.css")


def test_what_a_title_shows_as_code_never_runs(tmp_path: Path) -> None:
    code = '`\\"></title><script>alert(1)</script>`'
    phase = f'---\ntitle: "Use {code} & co"\npurpose: "P {code}"\ntags: ["{code}"]\n---\n\n## Gate\n\n- [ ] A {code}\n'
    files = {"mkdocs.yml": CONFIG, "process/phases/listen.md": phase, "docs/index.md": "# Home\n"}
    files["process/handbook.yml"] = (
        f'organisation: "O {code}"\nlicence: "[CC](https://c.example) {code}"\nedition: "E {code}"\n'
    )
    site = built(write(tmp_path, {**files, "process/phases/index.md": f"# All {code}\n".replace("\\", "")}))
    assert not [page for page in site.rglob("*.html") if "<script>alert" in page.read_text("utf-8")]
    head = (site / "phases/listen/index.html").read_text("utf-8").partition("</head>")[0]
    assert 'content="P &quot;&gt;&lt;/title&gt;&lt;script&gt;' in head
    assert "<title>Use &quot;&gt;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in head


@pytest.mark.parametrize(
    ("language", "shown"), [("sv-SE", "sv"), ("no", "nb"), ("ga", "en"), ("pt-BR", "pt")]
)
def test_a_language_that_the_theme_does_not_know_by_that_name(
    tmp_path: Path, language: str, shown: str
) -> None:
    files = {
        "mkdocs.yml": CONFIG,
        "process/phases/listen.md": PHASE.format(title="L"),
        "docs/index.md": "# Home\n",
    }
    site = built(write(tmp_path, {**files, "process/handbook.yml": f"language: {language}\n"}))
    assert f'<html lang="{shown}"' in (site / "phases/listen/index.html").read_text("utf-8")


def test_hand_written_pages_that_cannot_be_read_or_name_too_much(tmp_path: Path) -> None:
    page = f"[a](../process/roles/{'a' * 300}.md)\n"
    write(
        tmp_path,
        {"mkdocs.yml": CONFIG, "process/phases/listen.md": PHASE.format(title="L"), "docs/a.md/b.md": "x"},
    )
    done = run(write(tmp_path, {"docs/index.md": page}))
    assert "error[broken-link]" in done.stderr and "Traceback" not in done.stderr
    write(tmp_path, {"docs/index.md": "# Home\n"})
    assert "Traceback" not in run(tmp_path).stderr


def test_a_site_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"mkdocs.yml": CONFIG, "process/phases/listen.md": PHASE.format(title="L"), "docs/index.md": "# H\n"},
    )
    done = run(write(tmp_path, {"file": "mine"}), "-d", "file/site")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "file/site cannot be written: Not a directory. Choose a folder you may write to." in done.stderr


def nav(page: Path) -> list[str]:
    """The titles in the side bar, in order."""
    text = page.read_text()
    side = text[text.index('data-md-type="navigation"') : text.index('data-md-component="content"')]
    return [each.strip() for each in re.findall(r'<span class="md-ellipsis">\s*(.*?)\s*<', side)]


def test_everything_is_in_the_navigation(site: Path) -> None:
    titles = nav(site / "index.html")
    order = [
        "The tea handbook",
        "About",
        "The phases",
        "Success factors",
        "Dialogue models",
        "Roles",
        "Checklists",
        "A3 sheets",
        "Choices",
        "Sessions",
        "Tools",
        "Sources",
        "Words",
    ]
    assert [each for each in dict.fromkeys(titles) if each in order] == order
    listen = nav(site / "phases/listen/index.html")
    assert listen.index("Listen") < listen.index("Brew")
    assert "Gate: Listen" not in titles


def test_hand_written_navigation_is_kept_and_completed(tmp_path: Path) -> None:
    copy(tmp_path)
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text()
        + (
            "nav:\n  - index.md\n  - about.md\n  - Brewing: phases/brew.md\n  - Steps: phases/index.md\n  - Map: blueprint.md\n"
            "  - Who:\n    - roles/index.md\n    - roles/host.md\n"
        )
    )
    site = built(tmp_path)
    titles = list(dict.fromkeys(nav(site / "index.html")))
    order = ["About", "Brewing", "Steps", "Map", "Who", "Success factors"]
    assert [each for each in titles if each in order] == order
    assert "Listen" in nav(site / "phases/index.html") and "Guest" in nav(site / "roles/host/index.html")
    assert "Tools" in titles and not list(lost(site))


def test_addresses_without_folders(tmp_path: Path) -> None:
    copy(tmp_path)
    with (tmp_path / "mkdocs.yml").open("a") as file:
        file.write("use_directory_urls: false\n")
    site = built(tmp_path)
    assert (site / "phases/listen.html").is_file() and not list(lost(site))
    assert "url=listen.html" in (site / "phases/hear.html").read_text()


def test_a_handbook_of_one_phase(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"mkdocs.yml": CONFIG, "process/phases/listen.md": PHASE.format(title="Listen"), "docs/.keep": ""},
    )
    site = built(tmp_path)
    assert 'href="phases/"' in (site / "index.html").read_text() and not list(lost(site))


def test_swedish(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": CONFIG,
            "docs/.keep": "",
            "process/handbook.yml": "language: sv\n",
            "process/phases/lyssna.md": "---\ntitle: Lyssna\npurpose: Hör.\n---\n\n## Grind\n\n- [ ] Alla är hörda.\n",
        },
    )
    page = (built(tmp_path) / "phases/lyssna/index.html").read_text()
    assert '<html lang="sv"' in page and '<h2 id="gate">Grind' in page


def test_other_plugins_keep_working(tmp_path: Path) -> None:
    copy(tmp_path, settings="plugins: [search, tags, meta, offline, {cocreate: {pdf: false}}]\n")
    site = built(tmp_path)
    assert not list(lost(site)) and "listening" in (site / "phases/listen.html").read_text()


def test_other_themes_work(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": CONFIG.replace("material", "mkdocs"),
            "process/phases/listen.md": PHASE.format(title="L"),
            "docs/index.md": "# Home\n",
        },
    )
    assert not list(lost(built(tmp_path)))


def test_properdocs(tmp_path: Path) -> None:
    assert not list(lost(built(copy(tmp_path), command="properdocs")))


def state(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


@pytest.mark.parametrize(
    ("file", "text", "strict", "said"),
    [
        (
            "process/phases/listen.md",
            "---\ntitle: L\npurpose: H.\ncolour: red\n---\n",
            False,
            "listen.md:4:1: error[unknown-field]",
        ),
        (
            "process/phases/listen.md",
            "---\ntitle: L\npurpose: H.\n---\n\n## Steps\n\n### One\n\n- Frontstage: a\n",
            True,
            "warning[backstage-gap]",
        ),
        ("docs/index.md", "# Home\n\n[@nobody]\n", False, "docs/index.md:3:2: error[unknown-source]"),
        (
            "docs/index.md",
            "# Home\n\n[x](../process/phases/lost.md)\n",
            False,
            "docs/index.md:3:1: error[broken-link]",
        ),
    ],
)
def test_a_failing_build_leaves_the_site_as_it_was(
    tmp_path: Path, file: str, text: str, strict: bool, said: str
) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": CONFIG,
            "process/phases/listen.md": PHASE.format(title="L"),
            "docs/index.md": "# Home\n",
        },
    )
    before = state(built(tmp_path))
    write(tmp_path, {file: text})
    done = run(tmp_path, *(["--strict"] if strict else []))
    assert done.returncode == 1
    assert said in done.stderr and "Traceback" not in done.stderr
    assert state(tmp_path / "site") == before


@pytest.mark.paper
def test_paper(tmp_path: Path) -> None:
    """PDFs are on the site; one that does not fit stops the build before the old site is gone."""
    long = (
        "---\ntitle: Long\npurpose: Too long.\nlayout:\n  - [a 1]\n---\n\n## A {#a}\n\n"
        + "- A question that fills a line.\n" * 400
    )
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Tea\ntheme: material\nplugins: [cocreate]\n",
            "docs/index.md": "# Home\n",
            "process/checklists/opening.md": "---\ntitle: Opening\npurpose: Ready.\n---\n\n- [ ] The cups are clean.\n",
        },
    )
    site = built(tmp_path)
    assert (site / "print/checklists/opening.pdf").read_bytes().startswith(b"%PDF")
    assert "print/checklists/opening.pdf" in (site / "checklists/opening/index.html").read_text()
    assert not list(lost(site))
    before = state(site)
    write(tmp_path, {"process/a3/long.md": long})
    done = run(tmp_path)
    assert done.returncode == 1 and "error[does-not-fit]" in done.stderr and "Traceback" not in done.stderr
    assert state(site) == before


@pytest.mark.paper
def test_pages_are_built_without_the_libraries_that_paper_needs(tmp_path: Path) -> None:
    """A machine without Pango says so in one sentence; a strict build stops, and the old site stays."""
    lacking = write(tmp_path / "lacking", {"weasyprint/__init__.py": "raise OSError('no libpango')\n"})
    checklist = "---\ntitle: Opening\npurpose: Ready.\n---\n\n- [ ] The cups are clean.\n"
    folder = write(
        tmp_path / "tea",
        {
            "mkdocs.yml": "site_name: Tea\ntheme: material\nplugins: [cocreate]\n",
            "docs/index.md": "# Home\n",
            "process/checklists/opening.md": checklist,
        },
    )
    done = run(folder, settings={"PYTHONPATH": str(lacking)})
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("WARNING") == 1 and "apt install libpango-1.0-0" in done.stderr
    assert "The cups are clean" in (folder / "site/checklists/opening/index.html").read_text()
    assert not list(lost(folder / "site")) and not list(folder.glob("site/**/*.pdf"))
    before = state(folder / "site")
    done = run(folder, "--strict", settings={"PYTHONPATH": str(lacking)})
    assert done.returncode == 1 and "error[no-print-libraries]" in done.stderr
    assert state(folder / "site") == before


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", address],
            cwd=folder,
            stdout=log,
            stderr=log,
            env=ENVIRONMENT,
        ) as server,
    ):
        try:
            for _ in range(300):
                if server.poll() is not None or "Serving on" in (folder / "log").read_text():
                    break
                time.sleep(0.1)
            assert server.poll() is None, (folder / "log").read_text()
            yield f"http://{address}"
        finally:
            server.terminate()


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        content: bytes = answer.read()
        return content


@pytest.mark.paper
def test_serving_prints_what_is_asked_for(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Tea\nsite_url: https://tea.example.org/book/\ntheme: material\nplugins: [cocreate]\n",
            "docs/index.md": "# Home\n",
            "process/checklists/opening.md": "---\ntitle: Opening\npurpose: Ready.\n---\n\n- [ ] The cups are clean.\n",
        },
    )
    with served(tmp_path) as address:
        assert not list((tmp_path / ".cache").rglob("*.pdf"))
        assert b"opening.pdf" in fetched(f"{address}/book/checklists/opening/")
        pdf = fetched(f"{address}/book/print/checklists/opening.pdf")
        assert pdf.startswith(b"%PDF")
        write(
            tmp_path,
            {
                "process/checklists/opening.md": "---\ntitle: Opened\npurpose: Ready.\n---\n\n- [ ] Other cups.\n"
            },
        )
        for _ in range(100):
            if b"Opened" in fetched(f"{address}/book/checklists/opening/"):
                break
            time.sleep(0.1)
        assert fetched(f"{address}/book/print/checklists/opening.pdf") != pdf
    log = (tmp_path / "log").read_text()
    assert "WARNING" not in log and "ERROR" not in log


BROKEN_TEMPLATES = {
    "a wrong name": (
        "{% extends 'built-in/pages/phase.md.jinja' %}\n{% block fields %}{{ nobody.x }}{% endblock %}\n",
        2,
    ),
    "a block left open": ("# Phase\n\n{% if doc %}\n", 3),
}


@pytest.mark.parametrize("case", BROKEN_TEMPLATES)
def test_a_broken_template_of_ones_own_leaves_the_site_as_it_was(tmp_path: Path, case: str) -> None:
    template, line = BROKEN_TEMPLATES[case]
    folder = copy(tmp_path)
    before = state(built(folder))
    write(folder, {"templates/pages/phase.md.jinja": template})
    done = run(folder)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"templates/pages/phase.md.jinja:{line}:1: error[bad-template]" in done.stderr
    assert state(folder / "site") == before


def test_search_speaks_the_handbooks_language(tmp_path: Path) -> None:
    """The search plugin stands before ours in mkdocs.yml, and yet hears of the language."""
    folder = write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Te\ntheme: material\nplugins: [search, {cocreate: {pdf: false}}]\n",
            "docs/index.md": "# Hem\n",
            "process/handbook.yml": "language: sv\n",
            "process/phases/lyssna.md": "---\ntitle: Lyssna\npurpose: Höra.\n---\n",
        },
    )
    index = json.loads((built(folder) / "search/search_index.json").read_text())
    assert index["config"]["lang"] == ["sv"]
