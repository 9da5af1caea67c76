"""A handbook with one text at every place where an author can write, each with a number of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cocreate_plugin import prose
from cocreate_plugin.handbook import Handbook
from cocreate_plugin.pages.all import pages
from cocreate_plugin.pages.site import Site
from cocreate_plugin.prose.tag_reader import TagReader
from cocreate_plugin.sheets.html import html
from cocreate_plugin.sheets.sheet import Sheet

PLACES: Mapping[str, tuple[str, str, str]] = {
    # name: kind's folder, more front matter, body; `@` is the text, in front matter with quotes
    "title": ("phases", "", ""),
    "purpose": ("phases", "", ""),
    "owner": ("phases", "owner: @", ""),
    "tag": ("phases", "tags: [@]", ""),
    "introduction": ("phases", "", "@\n"),
    "question": ("phases", "", "## Question\n\n@\n"),
    "question without a blank line": ("phases", "", "## Question\n@\n"),
    "entry": ("phases", "", "## Entry\n\n- a\n- @\n"),
    "below an entry": ("phases", "", "## Entry\n\n- a\n\n    @\n"),
    "step": ("phases", "", "## Steps\n\n### @\n\n- Frontstage: a\n- Backstage: b\n"),
    "explanation": ("phases", "", "## Steps\n\n### A\n\n@\n\n- Frontstage: a\n- Backstage: b\n"),
    "lane": ("phases", "", "## Steps\n\n### A\n\n- Frontstage: @\n- Backstage: b\n"),
    "gate": ("phases", "", "## Gate\n\n- [ ] @\n"),
    "why of a task": ("phases", "", "## Gate\n\n- [ ] a\n\n    @\n"),
    "free heading": ("phases", "", "## @\n\ntext\n"),
    "free section": ("phases", "", "## More\n\n@\n"),
    "footnote": ("phases", "", "a[^1]\n\n[^1]: @\n"),
    "statement": ("success-factors", "", "## Statements\n\n- @\n"),
    "materials": ("dialogue-models", "", "## Materials\n\n- @\n- 2 pens × group\n"),
    "run sheet": ("dialogue-models", "", "## Run sheet\n\n| min | step | how |\n| --- | --- | --- |\n| 5 | @ | @ |\n"),
    "box": ("a3", "use: problem", "## Background\n\n@\n"),
    "heading of a box": ("a3", "use: problem", "## @ {#box}\n\n- why\n"),
    "reasons": ("choices", "", "## Reasons\n\n@\n"),
    "agenda": ("sessions", "", "## Agenda\n\n| min | step |\n| --- | --- |\n| 5 | @ |\n"),
    "place": ("sessions", "place: @", ""),
    "checklist": ("checklists", "", "- [ ] @\n"),
    "role": ("roles", "", "## Frontstage\n\n- @\n"),
}  # fmt: skip
AROUND = {
    "term": ("process/glossary.md", "# Words\n\n## @\n\ntext\n"),
    "definition": ("process/glossary.md", "# Words\n\n## A\n\n@\n"),
    "introduction of a kind": ("process/phases/index.md", "# Phases\n\n@\n"),
    "organisation": ("process/handbook.yml", "organisation: @\nlanguage: en\n"),
    "source": ("process/sources.bib", "@book{a, title = {@}, author = {A, B}, year = 2020}\n"),
}
READ = prose.page_reader()
_NUMBER = re.compile(r"X(\d+)X")


def handbook_of(text: str, chosen: Mapping[str, object] = PLACES) -> dict[str, str]:
    """Write files with a text at every place; `@` in it becomes the number of the place."""
    files: dict[str, str] = {}
    for number, (name, (folder, front, body)) in enumerate(PLACES.items()):
        if name not in chosen:
            continue
        said = text.replace("@", f"X{number}X")
        quoted = json.dumps(said, ensure_ascii=True)
        top = {"title": f"T{number}", "purpose": "Why."} | (
            {name: quoted} if name in ("title", "purpose") else {}
        )
        lines = [f"{key}: {value}" for key, value in top.items()]
        lines += [front.replace("@", quoted)] if front else []
        files[f"process/{folder}/d{number}.md"] = "---\n" + "\n".join(lines) + "\n---\n\n" + _put(body, said)
    return files


def around(text: str, name: str) -> dict[str, str]:
    """Write a handbook with a text in one of the files that are no documents."""
    path, body = AROUND[name]
    said = text.replace("@", "X99X")
    said = json.dumps(said) if path.endswith(".yml") else said
    body = body.replace("{@}", "{" + said + "}") if path.endswith(".bib") else _put(body, said)
    return {"process/phases/d0.md": "---\ntitle: T\npurpose: Why.\n---\n\nA [@a].\n", path: body}


def _put(body: str, text: str) -> str:
    """Put a text in its place, its further lines as deep as the first."""
    lines = []
    for line in body.split("\n"):
        lead = " " * (len(line) - len(line.lstrip()))
        lines.append(line.replace("@", text.replace("\n", f"\n{lead}")))
    return "\n".join(lines)


class _Dangers(TagReader):
    """Collects what would run, load from elsewhere, or wake a script of the theme."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag with an attribute that does something unseen."""
        whole = f"<{tag} " + " ".join(f"{name}={value}" for name, value in attrs) + ">"
        runs = tag in (
            "script",
            "iframe",
            "object",
            "embed",
            "base",
            "meta",
            "link",
            "style",
            "use",
            "animate",
        )
        for name, value in attrs:
            said = prose.safelist.squeezed(value or "").lower()
            told = name in ("title", "alt", "id") or name.startswith(("aria-", "data-"))
            leads = name in prose.safelist.ADDRESSES
            runs |= name.startswith("on") or (leads and said.startswith(("javascript:", "vbscript:")))
            runs |= name == "src" and said.startswith(("http:", "https:", "//"))
            told |= tag == "a" and name == "href"  # a link asks for nothing, whatever its address says
            # White space before the bracket makes it no address.
            asked = (value or "").lower().split("url(")[1:]
            runs |= not told and any(
                prose.safelist.squeezed(each).strip("'\"").startswith(("http", "//")) for each in asked
            )
            runs |= name in ("srcdoc", "formaction", "srcset", "action")
            runs |= name.startswith(("data-md-", "data-clipboard-")) or (
                name == "id" and said.startswith("__con")
            )
            runs |= name == "class" and any(
                # White space parts classes, so it is not squeezed out here: "merm aid" is two of them.
                each == "mermaid" or each.startswith("md-")
                for each in (value or "").lower().split()
            )
        if runs:
            self.found.append(whole)


def dangers(text: str) -> list[str]:
    """Give the tags of an HTML text that do something unseen."""
    reader = _Dangers()
    reader.feed(text)
    reader.close()
    return reader.found


def page_texts(book: Handbook, printed: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """Give every page of a handbook as a site reads it, before it is cleaned."""
    for page in pages(Site(book, tuple(printed))):
        html = READ(page.markdown)
        assert not (prose.is_evidently_safe(page.markdown) and prose.changes(html)), page.path
        yield page.path, html


def sheet_texts(book: Handbook, printed: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """Give every sheet of a handbook as it is printed, but for what the package itself links to."""
    for sheet in printed:
        yield sheet.path, html(sheet, book.root)


def numbers(text: str) -> set[int]:
    """Give the numbers of the places that a text comes from."""
    return {int(number) for number in _NUMBER.findall(text)}


def root_files(folder: Path) -> list[Path]:
    """List every file below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
