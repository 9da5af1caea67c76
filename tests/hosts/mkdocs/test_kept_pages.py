"""Pages that are the same as in the last build are not read again, and nobody can tell from the site."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pymdownx.slugs import slugify
from pymdownx.superfences import fence_code_format

from cocreate_plugin import prose
from cocreate_plugin.hosts.mkdocs import kept_pages
from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, PHASE, built, run, state

COUNT = """\
from pathlib import Path
from mkdocs.structure.pages import Page

render = Page.render


def count(page, config, files):
    with Path("read").open("a") as file:
        file.write(page.file.src_uri + "\\n")
    render(page, config, files)


def on_startup(**_):
    Page.render = count


def on_page_markdown(markdown, page, **_):
    word = Path("word")
    return markdown.replace("Why?", word.read_text()) if word.exists() else markdown


def on_shutdown(**_):
    Page.render = render
"""
"""A hook that notes which pages are read, and changes a word in them."""

FILES = {
    "mkdocs.yml": f"{CONFIG}hooks: [count.py]\n",
    "count.py": COUNT,
    "docs/index.md": "# Tea\n\n[Listen](phases/listen.md), and [more](more.md#cups).\n\n## Cups {#own}\n",
    "docs/more.md": "# More\n\n## Cups\n\nTwo.\n",
    "process/phases/listen.md": PHASE.format(title="Listen"),
    "process/phases/speak.md": PHASE.format(title="Speak"),
}

pytestmark = pytest.mark.site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    built(tmp_path)
    read(tmp_path)
    return tmp_path


def read(folder: Path) -> set[str]:
    """Names the pages that were read since somebody asked."""
    path = folder / "read"
    names = set(path.read_text().split()) if path.exists() else set()
    path.write_text("")
    return names


def test_what_did_not_change_is_not_read_again(folder: Path) -> None:
    before = state(folder / "site")
    assert state(built(folder)) == before
    assert not read(folder)
    write(folder, {"process/phases/listen.md": PHASE.format(title="Listen") + "\nBecause.\n"})
    built(folder)
    assert "phases/listen.md" in (again := read(folder)) and not again & {"phases/speak.md", "more.md"}
    write(folder, {"process/phases/listen.md": PHASE.format(title="Listen")})
    assert state(built(folder)) == before
    assert not read(folder)


def test_what_a_plugin_makes_of_a_page_counts(folder: Path) -> None:
    (folder / "word").write_text("Whose cup?")
    assert "Whose cup?" in (built(folder) / "phases/listen/index.html").read_text()
    assert {"phases/listen.md", "phases/speak.md"} <= (again := read(folder)) and "more.md" not in again


def test_a_link_that_leads_elsewhere_is_written_anew(folder: Path) -> None:
    more = folder / "docs/more.md"
    more.rename(more.with_name("rest.md"))
    done = run(folder)
    assert "index.md" in read(folder) and "'more.md' is not found" in done.stderr.replace("\n", " ")
    assert "'more.md' is not found" in run(folder).stderr.replace("\n", " "), (
        "not said of a page that is kept"
    )
    (folder / "docs/rest.md").rename(more)
    built(folder)


def test_an_anchor_that_is_gone_is_missed_though_the_page_with_the_link_is_kept(folder: Path) -> None:
    run(folder)  # not quiet, other things are said: these pages are others
    read(folder)
    write(folder, {"docs/more.md": "# More\n\nTwo.\n"})
    done = run(folder)
    assert read(folder) == {"more.md"} and "#cups" in done.stdout + done.stderr


@pytest.mark.parametrize("harm", ["changed", "empty", "folder", "other"])
def test_a_kept_page_that_is_not_as_it_was_written_is_read_again(folder: Path, harm: str) -> None:
    before = state(folder / "site")
    files = sorted((folder / ".cache/cocreate/pages").iterdir())
    for file, other in zip(files, files[1:] + files[:1], strict=True):
        if harm == "changed":
            file.write_bytes(file.read_bytes().replace(b"Tea", b"Pea").replace(b"Listen", b"Linten"))
        elif harm == "empty":
            file.write_bytes(b"")
        elif harm == "folder":
            file.unlink()
            file.mkdir()
        else:
            file.write_bytes(other.read_bytes())
    assert state(built(folder)) == before
    assert "phases/listen.md" in read(folder)


class _Own(prose.Reading):
    """An extension of a plugin."""


@pytest.mark.parametrize(
    ("extensions", "settings", "text"),
    [
        ([_Own(), object()], {}, ""),
        (["mkdocs_gallery"], {}, ""),
        (["toc"], {"toc": {"slugify": lambda title, separator: title}}, ""),
        (["toc"], {"toc": {"slugify": partial(print, 1)}}, ""),
        (["pymdownx.snippets"], {}, '--8<-- "more.md"'),
        (["pymdownx.snippets"], {"pymdownx.snippets": {"auto_append": ["words.md"]}}, ""),
        (["pymdownx.emoji"], {"pymdownx.emoji": {"options": {"custom_icons": ["icons"]}}}, ""),
    ],
)
def test_a_page_is_read_anew_when_nobody_can_tell_what_it_is_made_from(
    extensions: list[Any], settings: dict[str, Any], text: str
) -> None:
    with pytest.raises(kept_pages.UntoldError):
        kept_pages.reading(extensions, settings, text)


def test_settings_are_told_by_what_they_say() -> None:
    fences = {"custom_fences": [{"name": "x", "class": "x", "format": fence_code_format}]}

    def told(case: str, permalink: bool) -> list[Any]:
        settings = {
            "toc": {"slugify": slugify(case=case), "permalink": permalink},
            "pymdownx.superfences": fences,
        }
        return kept_pages.reading(
            ["toc", "pymdownx.superfences", "pymdownx.snippets", prose.Reading()], settings, ""
        )

    assert told("lower", True) == told("lower", True)
    assert told("lower", True) != told("upper", True) != told("upper", False)
