"""Bombs in YAML, in declarations of kinds and in the bibliography."""

from __future__ import annotations

from .bomb import Files, bomb, document, phase

DOUBLED = "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(30))
"""Each line names the one before nine times."""


def entries(number: int, more: str = "") -> str:
    """Write so many entries of a bibliography."""
    return "".join(
        f"@book{{k{n}, title = {{T{n}}}, author = {{A, B{n}}}, year = 2020{more}}}\n" for n in range(number)
    )


@bomb("aliases that double, in front matter")
def _() -> Files:
    return phase("a0: &a0 [x]\n" + DOUBLED)


@bomb("aliases that double, in handbook.yml")
def _() -> Files:
    return {**phase(), "process/handbook.yml": "language: en\na0: &a0 [x]\n" + DOUBLED}


@bomb("aliases that double, in a declaration")
def _() -> Files:
    return {**phase(), "process/kinds/personas.yml": "name: persona\na0: &a0 [x]\n" + DOUBLED}


@bomb("aliases that double, in mkdocs.yml")
def _() -> Files:
    return {**phase(), "mkdocs.yml": "site_name: A\nextra:\n" + "".join(
        f"  {line}\n" for line in ("a0: &a0 [x]\n" + DOUBLED).splitlines()
    )}  # fmt: skip


@bomb("an alias of itself")
def _() -> Files:
    return phase("tags: &a [*a, *a]\n")


@bomb("merged mappings")
def _() -> Files:
    return phase(
        "a0: &a0 {x: 1}\n" + "".join(f"a{n + 1}: &a{n + 1} {{<<: [*a{n}, *a{n}]}}\n" for n in range(40))
    )


@bomb("flow lists within each other, in front matter")
def _() -> Files:
    return phase("tags: " + "[" * 9_000 + "]" * 9_000 + "\n")


@bomb("flow mappings within each other, in front matter")
def _() -> Files:
    return phase("tags: " + "{a: " * 4_000 + "}" * 4_000 + "\n")


@bomb("blocks within each other, in front matter")
def _() -> Files:
    return phase("".join(" " * n + f"a{n}:\n" for n in range(190)))


@bomb("dashes within each other, in front matter")
def _() -> Files:
    return phase("tags:\n  " + "- " * 9_000 + "a\n")


@bomb("a word that is long")
def _() -> Files:
    return phase("owner: " + "ab " * 6_000 + "\n")


@bomb("escapes in a word")
def _() -> Files:
    return phase('owner: "' + r"\U0001F600" * 1_900 + '"\n')


@bomb("unknown fields")
def _() -> Files:
    return phase("".join(f"titel{n}: a\n" for n in range(1_700)))


@bomb("question marks for keys")
def _() -> Files:
    return phase("? " * 9_000 + "\n")


@bomb("tags and anchors")
def _() -> Files:
    return phase(
        "tags: [" + ", ".join(f"!!python/object/apply:os.system &b{n} [x]" for n in range(420)) + "]\n"
    )


@bomb("handbook.yml that is large")
def _() -> Files:
    return {
        **phase(),
        "process/handbook.yml": "language: en\n" + "".join(f"k{n}: v\n" for n in range(500_000)),
    }


@bomb("declarations by the thousand")
def _() -> Files:
    declared = "name: n{n}\nfields:\n" + "".join(f"  f{m}: text\n" for m in range(50))
    return {**phase(), **{f"process/kinds/k{n}s.yml": declared.replace("{n}", str(n)) for n in range(1_000)}}


@bomb("a declaration with fields by the thousand")
def _() -> Files:
    declared = "name: persona\nfields:\n" + "".join(f"  f{n}: text\n" for n in range(30_000))
    return {**phase(), "process/kinds/personas.yml": declared}


@bomb("forty kinds of sixty fields that refer to each other")
def _() -> Files:
    files = dict(phase())
    for n in range(40):
        fields = "".join(f"  f{m}: {{to: k{m % 40}s}}\n" for m in range(60))
        files[f"process/kinds/k{n}s.yml"] = f"name: k{n}\nprint: sheet\nfields:\n{fields}"
        files[f"process/k{n}s/d.md"] = document("".join(f"f{m}: [d]\n" for m in range(60)))
    return files


@bomb("macros of BibTeX that double")
def _() -> Files:
    macros = "".join(f"@string{{m{n + 1} = m{n} # m{n}}}\n" for n in range(60))
    return {
        **phase(body="A [@a]."),
        "process/sources.bib": f"@string{{m0 = {{xy}}}}\n{macros}@book{{a, title = m60}}\n",
    }


@bomb("braces within each other, in the bibliography")
def _() -> Files:
    deep = "{" * 20_000 + "x" + "}" * 20_000
    return {**phase(body="A [@a]."), "process/sources.bib": f"@book{{a, title = {deep}, year = 2020}}\n"}


@bomb("braces that nothing closes, in the bibliography")
def _() -> Files:
    return {**phase(body="A [@a]."), "process/sources.bib": "@book{a, title = {" * 60_000}


@bomb("entries that are broken by the thousand")
def _() -> Files:
    return {**phase(body="A [@a]."), "process/sources.bib": "@book{a, title = {T}, x y z}\n" * 20_000}


@bomb("entries of one key")
def _() -> Files:
    return {
        **phase(body="A [@a]."),
        "process/sources.bib": "@book{a, title = {T}, author = {A, B}, year = 2020}\n" * 19_000,
    }


@bomb("nineteen thousand entries")
def _() -> Files:
    return {**phase(body="A [@k1]."), "process/sources.bib": entries(19_000)}


@bomb("nineteen thousand entries, all cited")
def _() -> Files:
    cited = "\n\n".join(
        " ".join(f"[@k{n}]" for n in range(first, first + 100)) for first in range(0, 19_000, 100)
    )
    return {**phase(body=cited), "process/sources.bib": entries(19_000)}


@bomb("authors by the thousand")
def _() -> Files:
    authors = " and ".join(f"A{n}, B" for n in range(60_000))
    return {
        **phase(body="A [@a]."),
        "process/sources.bib": f"@book{{a, title = {{T}}, author = {{{authors}}}, year = 2020}}\n",
    }


@bomb("entries that refer to each other in a ring")
def _() -> Files:
    rings = "".join(
        f"@inbook{{r{n}, title = {{T}}, crossref = {{r{(n + 1) % 5000}}}}}\n" for n in range(5_000)
    )
    return {**phase(body="A [@r1]."), "process/sources.bib": rings}


@bomb("LaTeX in a title")
def _() -> Files:
    title = r"{\"{\'{\^{\textbf{" * 2_000 + "a" + "}" * 10_000
    return {**phase(body="A [@a]."), "process/sources.bib": f"@book{{a, title = {{{title}}}, year = 2020}}\n"}


@bomb("unknown sources by the thousand")
def _() -> Files:
    cited = "\n\n".join(
        " ".join(f"[@q{n}x]" for n in range(first, first + 100)) for first in range(0, 9_000, 100)
    )
    return {**phase(body=cited), "process/sources.bib": entries(9_000)}
