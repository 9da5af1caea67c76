"""A text judged once and published in everything that may stand around it: quicker than a whole handbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from cocreate_plugin import prose
from cocreate_plugin.pages.site import Site
from cocreate_plugin.pages.writer import PageWriter
from cocreate_plugin.testing import project

from .places import READ

LINES: Mapping[str, str] = {
    "item": "x\n\n- {}\n- b\n",
    "cell": "| a | b |\n| --- | --- |\n| {} | c |\n",
    "heading": "x\n\n## {} {{ #id }}\n\ny [z](#id)\n",
    "lane": '<table markdown="block">\n<tbody markdown="block">\n<tr markdown="block">\n<td markdown="block">\n\n- {}\n\n'
    "</td>\n</tr>\n</tbody>\n</table>\n\nz\n",
    "lead": '<div class="cc-lead" markdown="block">\n\n{}\n\n</div>\n\nz [a](#b)\n',
    "task": '<ul markdown="block">\n<li data-cc-tick="a" markdown="block">\n\n{}\n\n</li>\n</ul>\n',
}
"""What may stand around a text of one line on a page."""
BLOCKS: Mapping[str, str] = {
    "section": "x\n\n## H {{ #h }}\n\n{}\n\n## I {{ #i }}\n",
    "box": '<div class="cc-lead" markdown="block">\n\n{}\n\n</div>\n\nz [a](#b)\n',
}
"""What may stand around blocks."""
SAID = ("unsafe-html", "remote-image")


def unsaid(text: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Give where a text changes, and what of it, though it is judged to have no error."""
    text = "".join(sign if sign.isprintable() or sign in "\n\t" else "\ufffd" for sign in text)
    if not text.strip() or _is_refused(text, line=False):
        return
    writer = _writer()
    ways: list[tuple[Mapping[str, str], Callable[[str], str], bool]] = [(BLOCKS, writer.block, False)]
    if not _is_refused(text, line=True):
        ways.append((LINES, writer.line, True))
    for around, write, line in ways:
        written = write(text)
        for name, pattern in around.items():
            shown = written.replace("|", "&#124;") if name == "cell" else written
            if taken := prose.changes(READ(pattern.format(shown))):
                yield name, taken
        if taken := prose.changes_on_paper(text, "", line, prose.Dialect()):
            yield "sheet", taken


def _is_refused(text: str, *, line: bool) -> bool:
    return any(refusal.code in SAID for refusal in prose.refusals(text, line))


@cache
def _writer() -> PageWriter:
    files = {"process/phases/a.md": "---\ntitle: A\npurpose: Why.\n---\n"}
    book = project({**files, "process/sources.bib": "@book{a, title = {T}, author = {A, B}}\n"}).handbook
    return PageWriter(Site(book), "phases/a.md", "process/phases/a.md")
