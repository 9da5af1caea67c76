"""HTML as Markdown: what a web page holds, and what a word processor's file becomes on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from .notes import Reading, note
from .plain_text import as_text

_AROUND = ("nav", "header", "footer", "aside")
_SILENT = ("script", "style", "noscript", "template", "head")
_BLOCKS = (
    "p",
    "li",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "dt",
    "dd",
    "figcaption",
    "blockquote",
)
_SIGN = re.compile(r"[\\`*]|<(?=[A-Za-z/!?])|(?<![^\W_])_|_(?![^\W_])|\[(?=[^\]\n]{0,500}\]\()")
_START = re.compile(r"^(?=#{1,6}\s|>|[-+]\s|={3,}|-{3,})|^(\d{1,9})(?=[.)]\s)", re.M)


class Writer(MarkdownConverter):
    """Writes Markdown in plain signs, with a backslash only where one is needed."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Disarm what a reader of Markdown would take for a sign."""
        return _SIGN.sub(lambda sign: f"\\{sign[0]}", text) if text else ""

    def convert_p(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """Write a paragraph whose beginning opens nothing else."""
        plain = _START.sub(lambda start: f"{start[1]}\\" if start[1] else "\\", text.strip())
        written: str = super().convert_p(element, plain, parent_tags)  # type: ignore[misc]  # It is there.
        return written

    def convert_td(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """Write a cell in one line."""
        return _cell(element, text)

    def convert_th(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """Write the head of a column in one line."""
        return _cell(element, text)

    def convert_input(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """Write a box to tick."""
        return (
            f"[{'x' if element.has_attr('checked') else ' '}] " if element.get("type") == "checkbox" else ""
        )

    def convert_fnref(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        """Write the mark of a footnote."""
        return f"[^{element['n']}]"


def _cell(element: Tag, text: str) -> str:
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    span = str(element.get("colspan") or "1")
    empty = " |" * (min(int(span), 100) - 1) if span.isdigit() else ""
    return f" {'<br>'.join(lines).replace('|', chr(92) + '|')} |{empty}"


def web_page(name: str, content: bytes) -> Reading:
    """Read an HTML file: what is around the text is told, what only programs read is left out."""
    soup = BeautifulSoup(as_text(content)[0], "html.parser")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    for element in soup(_SILENT):
        element.decompose()
    top = soup.find("main") or soup.find("article") or soup.body or soup
    around = [element for element in soup(_AROUND) if element.parent is not None]
    notes = [note("word-margin", what=words[:200]) for element in around if (words := _words(element))]
    for element in around:
        element.extract()
    front: dict[str, object] = {"title": title} if title and not top.find("h1") else {}
    return Reading(name, front, markdown_of(top), 0, tuple(blocks_of(top)), notes=tuple(notes))


def word_html(html: str) -> tuple[str, str]:
    """Give title and Markdown of what a word processor's file became."""
    soup = BeautifulSoup(html, "html.parser")
    heading = soup.find("h1", class_="title")
    title = heading.get_text(" ", strip=True) if heading else ""
    if heading:
        heading.extract()
    definitions = list(_footnotes(soup))
    text = markdown_of(soup)
    return title, "\n\n".join([text.rstrip(), *definitions]) + "\n"


def markdown_of(soup: Any) -> str:
    """Write Markdown; a table of one cell is a box, and becomes a quotation."""
    for table in soup("table"):
        cells = table(["td", "th"])
        if len(cells) == 1 and not table.find_parent("table"):
            table.name = "blockquote"
            for element in table(["tbody", "thead", "tr", "td", "th"]):
                element.unwrap()
    writer = Writer(heading_style="atx", bullets="-", table_infer_header=True, newline_style="backslash")
    text: str = writer.convert_soup(soup)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.M)).strip("\n") + "\n"


def blocks_of(soup: Any) -> Iterator[str]:
    """Give the words of each block that holds no other."""
    for element in soup(_BLOCKS):
        if not element.find(_BLOCKS) and (words := _words(element)):
            yield words


def _words(element: Any) -> str:
    return " ".join(str(element.get_text(" ")).split())


def _footnotes(soup: Any) -> Iterator[str]:
    """Turn marks and notes as a word processor's file has them into those of Markdown."""
    for link in soup.find_all("a", href=re.compile("^#(?:foot|end)note-[0-9]+$")):
        mark = soup.new_tag("fnref", n=_label(link["href"][1:]))
        (link.parent if link.parent.name == "sup" else link).replace_with(mark)
    for item in soup.find_all("li", id=re.compile("^(?:foot|end)note-[0-9]+$")):
        for back in item.find_all("a", href=re.compile("^#(?:foot|end)note-ref-")):
            back.decompose()
        item.name = "div"
        lines = markdown_of(item).strip().split("\n")
        label = _label(str(item["id"]))
        above = item.parent
        item.extract()
        if above is not None and not above.find("li"):
            above.decompose()
        yield "\n".join([f"[^{label}]: {lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])])


def _label(id_: str) -> str:
    number = id_.rpartition("-")[2]
    return f"e{number}" if id_.startswith("end") else number
