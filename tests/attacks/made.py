"""Handbooks made at random: documents, declarations of kinds, bibliography, settings, pages written by hand."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path

import yaml

from .places import AROUND, PLACES, handbook_of

HERE = Path(__file__).parent
WRITTEN = (HERE.parents[1] / "process", HERE.parent / "example" / "process")
"""Folders of handbooks that people wrote; their documents are changed at random."""
TEXTS: list[str] = yaml.safe_load((HERE / "texts.yml").read_text("utf-8"))
DRAWINGS: list[str] = yaml.safe_load((HERE / "drawings.yml").read_text("utf-8"))
PIECES = (
    "\n", "\n\n", " ", "    ", "\t", "\xa0", "\r", "\x02", "\x03", "\ue000", "\ufdd0", "`", "``", "```\n", "~~~\n", "~~",
    "*", "**", "_", "[", "]", "(", ")", "![", "](", "[^1]", "[^1]: ", "[^]:", "[x]: ", "{", "}", "{: ", "{ .a }", "{#id}",
    "{ onclick=@ }", "<", ">", "<b>", "</b>", "<div>", "</div>", '<div markdown="1">', "<p", "<img src=x alt=x onerror=@>",
    "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<svg>", "</svg>", "<title>", "</title>", "<a href='", "'>", '"', "'",
    "&", "&lt;", "&#60;", "&#xE000;", "\\", "\\<", "|", "| a |\n| - |\n| ", "- ", "- [ ] ", "1. ", "> ", "# ", "## ", "### ",
    "!!! note\n    ", "??? a\n    ", '=== "a"\n    ', ":   ", "*[A]: ", "A", "javascript:", "https://e.example/@.png", "@",
    "[@a]", "[@a, p. 1]", " — sponsor", "× group", "==", "^^", "++", "$", "%", "<details>", "<summary>", "<pre>", "<code>",
    "</code>", "</pre>", "<script>", "<style>", "style=", "class=", "mermaid", "id=", "__config", "\U0001f600", "é", "ß",
)  # fmt: skip
SIGNS = (
    "\n", "  ", "- ", ": ", ":\n  ", "[", "]", "{", "}", ", ", "#", "|\n  ", ">\n  ", "&a ", "*a", "<<: ", "!!set ", "? ",
    "\t", "---\n", "...\n", "%YAML 9\n", "'", '"', "null", "true", "1e999", "-1", "2026-13-45", "title", "phases", "../x",
    "__class__", "class", "\ufeff", "\x85", "\u2028", "ſ", "İ", "\\", "\\x00", "@a", "{{ 1 }}", "%s", "\U0001f600", "0x1F",
)  # fmt: skip
"""What means something in YAML, in BibTeX or as a name."""
DECLARED = """\
name: persona
about: @
print: [sheet, checklist, card]
fields:
  age: number
  mood: {choices: [calm, hurried]}
  phase: {type: reference, to: phases}
  note: {label: @}
sections:
  situation: text
  needs: {shape: list, label: @}
  ready: tasks
  signals: {columns: [What, @]}
  day: steps
"""
OF_DECLARED = """\
---
title: @
purpose: Why.
age: 3
mood: calm
note: @
---

## Situation

@

## Needs

- @

## Ready

- [ ] @

## Signals

| What | Where |
| --- | --- |
| @ | b |

## Day

### @

- Frontstage: @
- Backstage: b
"""
KEYS = {
    "handbook": "format title organisation language edition licence contact site_url paper accent logo retired",
    "entry": "title author editor year date publisher journal booktitle doi url note pages volume edition isbn howpublished",
    "entries": "book article misc techreport incollection online phdthesis string comment preamble unheard",
}
SETTINGS = """\
site_name: @
site_url: https://handbook.example/
theme: {name: material}
plugins: [search, cocreate: {pdf: false}]
nav:
  - Home: index.md
  - @: about.md
  - Part:
      - @: phases/d0.md
markdown_extensions: [attr_list, md_in_html, toc: {permalink: @}]
"""
BY_HAND = "# About\n\n@\n\n[a](phases/d0.md) [@a]\n"
_FRONT = re.compile(r"---\n.*?\n---\n", re.S)
_NAMES = re.compile(r"\]\((?!https?:|#)[^)]*\)|\[@[^\]]*\]|— [a-z-]+$", re.M)


def text(chance: random.Random) -> str:
    """Put pieces together, or change a text of the corpus."""
    if chance.random() < 0.4:
        return changed(chance, chance.choice(TEXTS), PIECES, 4)
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 14)))


def changed(chance: random.Random, text: str, pieces: tuple[str, ...], most: int) -> str:
    """Put some pieces into a text, and take as many signs out of it."""
    parts = list(text)
    for _ in range(chance.randint(1, most)):
        parts.insert(chance.randint(0, len(parts)), chance.choice(pieces))
        del parts[chance.randrange(len(parts))]
    return "".join(parts)


def documents(chance: random.Random) -> dict[str, str]:
    """Make a text of its own at every place of documents, and parts of documents that somebody wrote."""
    files: dict[str, str] = {}
    for name in PLACES:
        files |= handbook_of(text(chance), {name: None})
    for number in range(15):
        folder, body = _excerpt(chance)
        top = "---\ntitle: A\npurpose: Why.\n---\n"
        body = changed(chance, body, (*PIECES, *TEXTS), 6).replace("@", "X98X")
        files[f"process/{folder}/r{number}.md"] = top + body
    return files


def _excerpt(chance: random.Random) -> tuple[str, str]:
    """Take some lines of a document that somebody wrote, with the folder of its kind."""
    folder, body = chance.choice(_written())
    lines = body.split("\n")
    at = chance.randrange(len(lines))
    return folder, "\n".join(lines[at : at + chance.randint(1, 20)])


@cache
def _written() -> list[tuple[str, str]]:
    """Give the bodies of documents that people wrote, each with its folder, without what names others."""
    found: list[tuple[str, str]] = []
    for path in sorted(path for top in WRITTEN for path in top.glob("*/*.md")):
        body = _FRONT.sub("", path.read_text("utf-8"), count=1)
        found.append((path.parent.name, _NAMES.sub("", body)))
    return found


def around(chance: random.Random) -> dict[str, str]:
    """Make some of the files that are no documents, the text at its place or anywhere in the file."""
    made = {path: body.replace("@", text(chance)) for path, body in chance.sample(sorted(AROUND.values()), 1)}
    more = {
        "process/handbook.yml": _handbook,
        "process/sources.bib": _bibliography,
        "process/kinds/personas.yml": _declaration,
    }
    for path in chance.sample(sorted(more), 1):
        made[path] = more[path](chance)
        if chance.random() < 0.3:
            made[path] = changed(chance, made[path], (*SIGNS, *PIECES), 3)
    if "process/kinds/personas.yml" in made:
        made["process/personas/ada.md"] = _filled(chance, OF_DECLARED)
    return made


def site(chance: random.Random) -> dict[str, str]:
    """Make the settings of a site and a page written by hand."""
    settings = _filled(chance, SETTINGS, quoted=True)
    if chance.random() < 0.5:
        settings = changed(chance, settings, SIGNS, 3)
    return {"mkdocs.yml": settings, "docs/index.md": "# A\n", "docs/about.md": _filled(chance, BY_HAND)}


def drawing(chance: random.Random) -> str:
    """Change a drawing that is refused."""
    whole = chance.choice(DRAWINGS).replace("SVG", 'xmlns="http://www.w3.org/2000/svg"')
    return changed(chance, whole, PIECES, 5)


def _filled(chance: random.Random, pattern: str, quoted: bool = False) -> str:
    """Put a text at each place of a pattern, or a plain word, so that most of it can be read."""
    said = text(chance)
    lines = []
    for line in pattern.split("\n"):
        lead = " " * (len(line) - len(line.lstrip()))
        word = said if chance.random() < 0.5 else "word"
        front = quoted or re.match(r"(title|about|note|purpose): |.*[{\[].*@", line)
        lines.append(
            line.replace(
                "@", json.dumps(word) if front else word.replace("\n", f"\n{lead}").replace("@", "X97X")
            )
        )
    return "\n".join(lines)


def _handbook(chance: random.Random) -> str:
    keys = chance.sample(KEYS["handbook"].split(), 3)
    return "".join(f"{key}: {json.dumps(text(chance))}\n" for key in keys)


def _declaration(chance: random.Random) -> str:
    return _filled(chance, DECLARED)


def _bibliography(chance: random.Random) -> str:
    entries = []
    for key in ("a", "b"):
        kind = chance.choice(KEYS["entries"].split())
        known = chance.sample(KEYS["entry"].split(), 5)
        fields = [f"{name} = {{{text(chance) if chance.random() < 0.5 else '2020'}}}" for name in known]
        entries.append(f"@{kind}{{{key},\n  " + ",\n  ".join(fields) + "\n}\n")
    return "".join(entries)
