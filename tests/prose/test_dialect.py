"""The author's own Markdown: what of it holds in the content, and formulas and diagrams that nothing draws."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from pymdownx.arithmatex import arithmatex_fenced_format
from pymdownx.superfences import fence_code_format

from cocreate_plugin.hosts.mkdocs.markdown import Markdown
from cocreate_plugin.hosts.project import project
from cocreate_plugin.load import load
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.prose import (
    Dialect,
    formulas,
    html,
    inline,
    normalised,
    with_critic_marks,
    with_snippets,
)
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.html import html as sheet_html, key
from cocreate_plugin.sources.tolerant_yaml import Named
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


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"pymdownx.arithmatex": None},
        {"a.b": 5},
        {"toc": {"x": "y"}},
        {"pymdownx.arithmatex": {"smart_dollar": Named("a.b"), 5: 6}},
    ],
)
def test_settings_of_any_form_are_read(settings) -> None:
    dialect = Dialect.of(settings)
    assert {*dialect.settings} == {*settings} & {*ARITHMATEX}
    assert all(options == {} for options in dialect.settings.values())
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


def words(markup: str) -> list[str]:
    return unescape(re.sub(r"<[^>]*>", "", markup)).split()


@pytest.mark.parametrize(
    ("name", "options", "text"),
    [
        ("nl2br", {}, "One\ntwo"),
        ("markdown.extensions.smarty", {"smart_dashes": False}, "'One' -- two..."),
        ("pymdownx.betterem", {"smart_enable": "all"}, "a*b*c and *d*"),
        (
            "pymdownx.blocks.admonition",
            {"types": ["tip", "own"]},
            "/// own | Title\nAn *own* box\n\n- a\n///",
        ),
        ("pymdownx.blocks.caption", {}, "| a |\n|---|\n| b |\n\n/// table-caption | 3\nA *table*\n///"),
        ("pymdownx.blocks.caption", {"prepend": True}, "A text\n\n/// caption\nBefore it\n///"),
        (
            "pymdownx.blocks.caption",
            {"types": [{"name": "own", "prefix": "Map {}:"}]},
            "A\n\n/// own | 2\nB\n///",
        ),
        ("pymdownx.blocks.definition", {}, "/// define\nTerm\n\n- What it is\n\n///"),
        ("pymdownx.blocks.details", {}, "/// details | Open\n    type: tip\n\nInside\n///"),
        ("pymdownx.blocks.html", {}, "/// html | div.wide\nIn a div\n///"),
        ("pymdownx.blocks.tab", {}, "/// tab | One\nFirst\n///\n\n/// tab | Two\nSecond\n///"),
        ("pymdownx.caret", {"insert": False}, "^^one^^ and 2^nd^"),
        ("pymdownx.escapeall", {"hardbreak": True}, "a\\z"),
        ("pymdownx.fancylists", {}, "a. One\nb. Two"),
        ("pymdownx.keys:KeysExtension", {"key_map": {"own": "Mine"}}, "++own+shift++"),
        (
            "pymdownx.magiclink",
            {"repo_url_shorthand": True, "user": "we", "repo": "ours"},
            "See #3 at www.a.org",
        ),
        ("pymdownx.mark", {"smart_mark": False}, "a==b==c"),
        ("pymdownx.saneheaders", {}, "#one"),
    ],
)
def test_a_sheet_reads_a_text_as_a_page_does(name, options, text) -> None:
    dialect = Dialect.of({name: options})
    assert dialect.extensions and dialect != Dialect()
    name = name.partition(":")[0]
    on_page = Markdown((name,), {name: options}).with_ours().reader()(normalised(text))
    assert words(html(text, dialect=dialect)) == words(on_page)


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        (
            "pymdownx.keys",
            "++ctrl+p++",
            '<span class="keys"><kbd class="key-control">Ctrl</kbd><span>+</span>',
        ),
        ("pymdownx.emoji", ":smile: :nobody:", "\U0001f604 :nobody:"),
        ("pymdownx.arithmatex", r"$\frac{a}{b}$", r'<code class="arithmatex">\frac{a}{b}</code>'),
        ("pymdownx.smartsymbols", "(c)", "©"),
        ("pymdownx.fancylists", "a. One", "a. One"),
        ("pymdownx.snippets", '--8<-- "a.md"', '--8&lt;-- "a.md"'),
    ],
)
def test_a_line_is_read_so_too(name, text, shown) -> None:
    assert shown in inline(text, dialect=Dialect.of({name: {}}))
    assert "smile" in inline(":smile:"), "others read it as before"


def test_a_figure_is_named_as_no_setting_of_the_theme_is() -> None:
    own = Markdown(("pymdownx.blocks.caption",), {}).with_ours().reader()
    text = "A\n\n/// figure-caption\nB\n///\n"
    assert '<figure id="figure-caption_1">' in own(text) and "Figure 1." in own(text)
    on_paper = html(text, dialect=Dialect.of({"pymdownx.blocks.caption": {"auto": True}}))
    assert "<figcaption>" in on_paper and "Figure" not in on_paper, "a sheet shows parts of a document"


CRITIC = "{++an++} {--bn--} {~~cn~>dn~~} {==en==}{>>*fn* & <b>gn<<} `{++hn++}`"


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        ("view", ["an", "bn", "cn", "dn", "en", "fn", "&", "<b>gn", "{++hn++}"]),
        ("accept", ["an", "dn", "en", "{++hn++}"]),
        ("reject", ["bn", "cn", "en", "{++hn++}"]),
    ],
)
def test_marks_of_an_edit_are_read_alike_everywhere(tmp_path, mode, shown) -> None:
    settings = {"pymdownx.critic": {"mode": mode}}
    files = {**BOOK, "process/phases/explore.md": f"{PHASE}{CRITIC}\n\n## Gate\n\n- [ ] {{++in++}}\n"}
    book = load(write(tmp_path, files), dialect=Dialect.of(settings)).handbook
    (sheet,) = (each for each in sheets(book) if each.path == "print/handbook.pdf")
    printed = sheet_html(sheet, tmp_path)
    page = next(each for each in pages(Site(book), ()) if each.path == "phases/explore.md")
    on_page = Markdown(("pymdownx.critic",), settings).with_ours().reader()(page.markdown)
    for made in (printed, on_page):
        block = next(each for each in re.findall(r"<p>(.*?)</p>", made, re.S) if "hn" in each)
        said = [
            word
            for word in words(block.replace("</del>", " ").replace("</mark>", " "))
            if "n" in word or word == "&"
        ]
        assert said == shown
        assert ('<ins class="critic">in</ins>' in made) == (mode == "view")


@pytest.mark.parametrize(
    "text", ["{++", "{++ a\n\nb ++}", "{~~a~~}", "{++++}", "{a} {{b}}", "`{++a++}`", "{++" * 20_000]
)
def test_what_is_no_mark_stays(text) -> None:
    assert with_critic_marks(text, Dialect.of({"pymdownx.critic": {}})) == text


def test_without_the_extension_marks_are_words() -> None:
    assert with_critic_marks("{++a++}", Dialect()) == "{++a++}"


def test_pictograms_are_in_the_page_and_have_a_name() -> None:
    """The theme's own way takes signs from another host, and gives drawings no name."""
    of_theme = pytest.importorskip("material.extensions.emoji")
    theirs = {"emoji_index": of_theme.twemoji, "emoji_generator": of_theme.to_svg}
    named = {"emoji_index": Named("material.extensions.emoji.twemoji")}
    text = ":smile: and :octicons-clock-16:"
    on_page = Markdown(("pymdownx.emoji",), {"pymdownx.emoji": theirs}).with_ours().reader()(text)
    for made in (on_page, html(text, dialect=Dialect.of({"pymdownx.emoji": named}))):
        assert "\U0001f604" in made and "://" not in made.replace("http://www.w3.org/2000/svg", "")
        assert re.search(r'<svg [^>]*aria-label="clock"', made)


@pytest.mark.parametrize("formula", ["a < b", "a<b", "{a} & b", r"\frac{a}{b} > 1", "a &amp; b"])
def test_formulas_have_the_signs_that_somebody_wrote(formula) -> None:
    text = f"Let ${formula}$ be\n\n$$\n{formula}\n$$\n"
    on_page = Markdown(tuple(ARITHMATEX), ARITHMATEX).with_ours().reader()(normalised(text))
    signs = unescape(formula).split()
    assert words(html(text, dialect=Dialect.of(ARITHMATEX))) == ["Let", *signs, "be", *signs]
    assert words(re.sub(r"\\[()\[\]]", " ", on_page)) == ["Let", *signs, "be", *signs]


PHASE = "---\ntitle: Explore\npurpose: Why.\n---\n\n## Notes\n\n"
BOOK = {"process/handbook.yml": "title: Ours\nlanguage: en\n"}


def test_signs_that_the_author_can_read_are_not_foreign(tmp_path) -> None:
    write(tmp_path, {**BOOK, "process/phases/explore.md": f"{PHASE}Done :smile: and :nobody: too.\n"})
    told = load(tmp_path, dialect=Dialect.of({"pymdownx.emoji": {}})).problems
    assert [each.facts["what"] for each in told if each.code == "foreign-signs"] == [":nobody:"]


def test_what_paper_reads_is_part_of_the_key_of_a_sheet(tmp_path) -> None:
    write(tmp_path, {**BOOK, "process/phases/explore.md": f'{PHASE}++a++\n\n--8<-- "a.md"\n'})
    write(tmp_path, {"a.md": "One"})
    settings = {"pymdownx.keys": {}, "pymdownx.snippets": {}}

    def known(dialect: Dialect) -> str:
        book = load(tmp_path, dialect=dialect).handbook
        (sheet,) = (each for each in sheets(book) if each.path == "print/handbook.pdf")
        return key(sheet, tmp_path)

    keys = [known(Dialect()), known(Dialect.of(settings))]
    keys.append(known(Dialect.of({**settings, "pymdownx.keys": {"separator": "-"}})))
    write(tmp_path, {"a.md": "Two"})
    keys.append(known(Dialect.of(settings)))
    assert len({*keys}) == 4
    assert known(Dialect.of(settings)) == keys[-1]


SHARED = {
    "shared/words.md": "# Head\n\n<!-- --8<-- [start:part] -->\nA part\n<!-- --8<-- [end:part] -->\n\nEnd\r\n",
    "shared/round.md": '--8<-- "round.md"\nonce',
    "shared/latin.md": "Bj\xf6rn".encode("latin-1"),
    "shared/.secret/key.md": "hidden",
    "shared/large.md": "x" * 3_000_000,
    **{f"shared/{n}.md": f'--8<-- "{n + 1}.md"\n' * 20 for n in range(8)},
    "shared/8.md": "laugh",
}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("words.md:7", "End"),
        ("words.md:part", "A part"),
        ("round.md", "once"),
        ("latin.md", "Bj\ufffdrn"),
        ("none.md", ""),
        (".secret/key.md", ""),
        ("../outside.md", ""),
        ("/etc/hostname", ""),
        ("away.md", ""),
        ("large.md", ""),
        ("https://example.org/a.md", ""),
        ("x" * 300, ""),
    ],
)
def test_texts_take_in_files_of_the_handbook_alone(tmp_path, name, shown) -> None:
    root = (
        write(tmp_path, {**{f"in/{file}": text for file, text in SHARED.items()}, "outside.md": "no"}) / "in"
    )
    (root / "shared/away.md").symlink_to(tmp_path / "outside.md")
    taken = with_snippets(f'Before\n\n--8<-- "{name}"\n\nBehind', root, {"base_path": "shared"})
    assert [line for line in taken.split("\n") if line] == [*filter(None, ["Before", shown, "Behind"])]


def test_texts_that_take_in_each_other_come_to_an_end(tmp_path) -> None:
    taken = with_snippets('--8<-- "0.md"', write(tmp_path, SHARED), {"base_path": ["shared"]})
    assert 0 < taken.count("laugh") <= 100


def test_a_check_names_what_is_not_taken_in(tmp_path) -> None:
    text = '--8<-- "none.md"\n\n--8<-- "a.md"\n\n--8<--\nalso-none.md\n--8<--\n\n    --8<-- "far/none.md:3"\n'
    write(tmp_path, {**BOOK, "process/phases/explore.md": PHASE + text, "a.md": '--8<-- "deeper.md"'})
    told = load(tmp_path, dialect=Dialect.of({"pymdownx.snippets": {}})).problems
    missing = [each for each in told if each.code == "snippet-not-there"]
    assert [(each.place.line, each.place.column, each.facts["name"]) for each in missing] == [
        (8, 9, "none.md"),
        (13, 1, "also-none.md"),
        (16, 13, "far/none.md"),
    ]
    assert "foreign-signs" not in {each.code for each in told}
    assert [each.place.line for each in load(tmp_path).problems if each.code == "foreign-signs"] == [8, 10]


@pytest.mark.parametrize("folders", [[".."], ["/"], ["nowhere"], [], "shared/words.md"])
def test_folders_of_any_kind_hold_no_more(tmp_path, folders) -> None:
    root = write(tmp_path / "in", SHARED)
    write(tmp_path, {"outside.md": "no"})
    for name in ("outside.md", "etc/hostname", "other.md"):
        assert not with_snippets(f'--8<-- "{name}"', root, {"base_path": folders}).strip()


def test_a_check_names_the_extensions_that_paper_does_not_use(tmp_path: Path) -> None:
    listed = (
        "  - toc:\n      permalink: true\n  - pymdownx.progressbar\n  - pymdownx.keys\n  - own.markdown\n"
    )
    write(tmp_path, {**BOOK, "process/phases/explore.md": f"{PHASE}Words.\n"})
    for plugin, told in (("", [(5, 5), (7, 5)]), ("\nplugins:\n  - cocreate: {pdf: false}\n", [])):
        write(tmp_path, {"mkdocs.yml": f"site_name: Ours\nmarkdown_extensions:\n{listed}{plugin}"})
        found = [each for each in project(tmp_path).load().problems if each.code == "extension-not-printed"]
        assert [(each.place.line, each.place.column) for each in found] == told
