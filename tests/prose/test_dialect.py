"""The author's own Markdown: what of it holds in the content, and formulas and diagrams that nothing draws."""

from __future__ import annotations

import pytest
from pymdownx.arithmatex import arithmatex_fenced_format
from pymdownx.superfences import fence_code_format

from cocreate_plugin.hosts.mkdocs.markdown import Markdown
from cocreate_plugin.hosts.project import project
from cocreate_plugin.prose import Dialect, formulas
from cocreate_plugin.testing import write

ARITHMATEX = {"pymdownx.arithmatex": {}}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The area is $a^2$.", ["$a^2$"]),
        ("$$\nE = mc^2\n$$\n\nand $x$", ["$$\nE = mc^2\n$$", "$x$"]),
        (r"So \(x_1\) is less", [r"\(x_1\)"]),
        (r"\begin{align}a &= b\end{align}", [r"\begin{align}a &= b\end{align}"]),
        ("It costs $5 and $10, or `$x$`.", []),
        (r"An escaped \$x\$ is money, and \\$ is none", []),
        ("```\n$x$\n```", []),
        ("", []),
    ],
)
def test_formulas_are_those_that_the_extension_reads(text, shown) -> None:
    assert [match[0] for match in formulas(text, Dialect.of(ARITHMATEX))] == shown
    assert [*formulas(text, Dialect())] == [], "without the extension they are words"


def test_formulas_are_read_as_they_are_set() -> None:
    options = {"inline_syntax": ["round"], "block_syntax": [], "smart_dollar": False, "generic": True}
    dialect = Dialect.of({"pymdownx.arithmatex": options})
    assert [match[0] for match in formulas(r"$a$ \(b\) $$c$$", dialect)] == [r"\(b\)"]
    assert "generic" not in dialect.settings["pymdownx.arithmatex"], "paper has its own form"
    nothing = {"inline_syntax": [], "block_syntax": []}
    assert [*formulas("$a$", Dialect.of({"pymdownx.arithmatex": nothing}))] == []


@pytest.mark.parametrize("settings", [{}, {"pymdownx.arithmatex": None}, {"a.b": 5}, {"toc": {"x": "y"}}])
def test_settings_of_any_form_are_read(settings) -> None:
    dialect = Dialect.of(settings)
    assert {*dialect.settings} == {*settings} & {*ARITHMATEX}
    assert Dialect.of(settings) == dialect and hash(Dialect.of(settings)) == hash(dialect)


def test_pages_need_no_script_within_the_content() -> None:
    """A theme's script acts on the class `mermaid`; a script of formulas stands in the page."""
    fences = [
        {"name": "mermaid", "class": "mermaid", "format": fence_code_format},
        {"name": "math", "class": "arithmatex", "format": arithmatex_fenced_format(mode="generic")},
    ]
    own = Markdown(
        ("pymdownx.superfences", "pymdownx.arithmatex"), {"pymdownx.superfences": {"custom_fences": fences}}
    )
    html = own.with_ours().reader()("```mermaid\na-->b\n```\n\n```math\nx\n```\n\nand $y^2$\n")
    assert 'class="mermaid"' not in html and "a--&gt;b" in html
    assert '<div class="arithmatex">' in html and r'<span class="arithmatex">\(y^2\)</span>' in html
    assert "<script" not in html


def test_a_check_names_each_diagram_and_the_first_formula_of_a_file(tmp_path) -> None:
    page = "---\ntitle: Explore\n---\n\n## Notes\n\n"
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Ours\nmarkdown_extensions:\n  - pymdownx.arithmatex:\n      generic: true\n",
            "process/handbook.yml": "title: Ours\nlanguage: en\n",
            "process/phases/explore.md": page
            + "```mermaid\na-->b\n```\n\nLet $x$ be\n\n$$y$$\n\n- Item\n\n  ``` {.mermaid}\n  c\n  ```\n",
        },
    )
    told = [each for each in project(tmp_path).tried().problems if each.code.startswith("undrawn")]
    assert [(each.code, each.place.line, each.place.column) for each in told] == [
        ("undrawn-diagram", 7, 1),
        ("undrawn-formula", 11, 5),
        ("undrawn-diagram", 17, 1),
    ]
