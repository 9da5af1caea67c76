"""A build that fails says why in a sentence, and leaves the site as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, PHASE, built, copy, run, state

pytestmark = pytest.mark.site


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


def test_a_font_in_a_drawing_costs_nothing_but_the_font(tmp_path: Path) -> None:
    """What a drawing program exports is published without what a browser would load when it opens it."""
    font = '<style>@font-face { font-family: "Hand"; src: url("https://example.org/a.woff2") }</style>'
    folder = write(
        tmp_path,
        {
            "mkdocs.yml": CONFIG,
            "docs/index.md": "# Tea\n",
            "process/phases/brew.md": PHASE.format(title="Brew")
            + "\n![Two cups](../files/cups.svg)\n\nDear {name of the guest}\n",
            "process/files/cups.svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{font}</svg>',
        },
    )
    done = run(folder)
    assert done.returncode == 0 and "drawing-font" in done.stdout + done.stderr
    assert "@font-face" not in (folder / "site/files/cups.svg").read_text()
    assert "Dear {name of the guest}" in (folder / "site/phases/brew/index.html").read_text()
