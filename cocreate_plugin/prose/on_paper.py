"""What sheets show otherwise than pages: tabs below each other, code with title and numbers of lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pymdownx.superfences import RE_HL_LINES, RE_LINENUMS

_OPTIONS: Mapping[str, re.Pattern[str]] = {
    "title": re.compile(".*"),
    "hl_lines": RE_HL_LINES,
    "linenums": RE_LINENUMS,
}
"""What may stand behind the language of code, and its form; nothing else begins code on pages either."""
_DIGITS = 7
"""Digits of a line's number that are read; code has fewer lines."""


class _TabsBelowEachOther(Treeprocessor):
    """Tabs as paper has them: all of them, one below the other, each with its title."""

    def run(self, root: Element) -> None:
        """Leave out what one presses on, and make a paragraph of every title."""
        for tabs in root.findall(".//div[@class='tabbed-set']"):
            tabs.attrib.pop("data-tabs", None)
            for part in list(tabs):
                if part.get("type") == "radio":
                    tabs.remove(part)
                elif part.tag == "label":
                    part.tag, part.attrib = "p", {"class": "tab-title"}


class OnPaper(Extension):
    """What sheets read otherwise than pages, since nothing on them can be pressed."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - as the library names it
        """Change a reader that has all its other extensions; words in titles are read by then."""
        md.treeprocessors.register(_TabsBelowEachOther(md), "tabs-on-paper", 1)


def _options(
    language: str, inputs: Mapping[str, Any], options: dict[str, Any], attrs: dict[str, Any], md: Markdown
) -> bool:
    """Divide what stands behind the language as the reader of pages does."""
    for name, value in inputs.items():
        form = _OPTIONS.get(name)
        known = form is not None and isinstance(value, str) and form.match(value)
        (options if known else attrs)[name] = value
    return True


def _code(
    source: str,
    language: str,
    class_name: str,
    options: Mapping[str, str],
    md: Markdown,
    *,
    classes: Sequence[str],
    id_value: str,
    attrs: Mapping[str, Any],
) -> str:
    """Write code without colours, below its title; lines have numbers, or stand out, if that is asked for."""
    names = " ".join([*([f"language-{language}"] if language else ()), *classes])
    attributes = {"id": id_value, "class": names, **attrs}
    start = "".join(
        f' {name}="{escape(str(value))}"' for name, value in attributes.items() if value or name in attrs
    )
    title = f'<p class="code-title">{escape(options["title"])}</p>\n' if options.get("title") else ""
    return f'{title}<pre class="{class_name}"><code{start}>{_lines(source, options)}</code></pre>'


def _lines(source: str, options: Mapping[str, str]) -> str:
    lines = escape(source).split("\n")
    if not options.keys() & {"hl_lines", "linenums"}:
        return "\n".join(lines)
    first = RE_LINENUMS.match(options.get("linenums", ""))
    number = int(first["linestart"][:_DIGITS]) if first else 1
    marked = _marked(options.get("hl_lines", ""), len(lines))
    shown = []
    for at, line in enumerate(lines):
        name = "line hll" if at + 1 in marked else "line"
        told = f' data-line="{number + at}"' if first else ""
        shown.append(f'<span class="{name}"{told}>{line}</span>')
    return "\n".join(shown)


def _marked(ranges: str, most: int) -> frozenset[int]:
    """Give the lines that `1 3-5` means, from 1; never more than there are."""
    marked: set[int] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        marked |= set(range(int(first[:_DIGITS]), min(int((last or first)[:_DIGITS]), most) + 1))
    return frozenset(marked)


FENCES: Mapping[str, Any] = {
    "custom_fences": [{"name": "*", "class": "highlight", "format": _code, "validator": _options}]
}
"""How the reader of fences is set for sheets."""
