"""A long sheet by chapters: each is drawn once and kept, and all are bound together.

How many digits a reference to a page has can move a line, so a chapter is drawn for so many; which digits
they are is filled in when it is bound. A page more or less costs nothing but the chapter in which it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from html import unescape
from itertools import chain
from math import ceil
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from .cache import Cache, Verdict, digest
from .jobs import CHAPTERS_HERE, PLACED, Bound, Finding, Job, Order, Outcome, order

KEPT_AS = "chapter"
"""Ending of the files in which chapters are kept."""

ROUNDS = 5
"""So often digits are counted again; after that a reference may have room for one more than it needs."""

LETTERS_ON_A_PAGE, BLOCKS_ON_A_PAGE = 3600, 60
"""To guess on which page a chapter begins before it is laid out: letters fill lines, blocks have white."""

_BEGINS = re.compile(r"<!--chapter (page|right|left|end)-->")
_LINK = re.compile(r'(<a\b[^>]*\bhref="#([^":]+)")')
_ID = re.compile(r'\bid="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")
_BLOCK = re.compile(r"<(?:p|li|tr|dt|dd|h[1-6])\b")
_SOURCE = re.compile(r'\bsrc="([^"]+)"')

Print = Callable[[Job], Outcome]
Bind = Callable[[Order], Outcome]


class Chapter(NamedTuple):
    """A chapter as HTML, and where it begins: on the next page, on a right one, or on a left one."""

    begins: str
    html: str


class Divided(NamedTuple):
    """A sheet that is divided: what stands before and after all chapters, and these."""

    before: str
    chapters: tuple[Chapter, ...]
    after: str


def divided(html: str) -> Divided | None:
    """Divide a sheet at the comments that say where a chapter begins; nothing when there are none."""
    before, *parts = _BEGINS.split(html)
    if len(parts) < 4 or parts[-2] != "end":
        return None
    pairs = zip(parts[:-2:2], parts[1:-2:2], strict=True)
    return Divided(before, tuple(Chapter(begins, text) for begins, text in pairs), parts[-1])


def printed(job: Job, print_: Print, bind: Bind, store: Cache) -> Outcome | None:
    """Print a sheet by its chapters; nothing when it has none."""
    try:
        book = divided(job.html())
    except Exception:  # A template of the handbook's own may be wrong; the worker will say how.
        return None
    if book is None:
        return None
    pages = _guessed(book)
    for _ in range(ROUNDS):
        widths = {name: len(str(page)) for name, page in pages.items()}
        verdicts = [_drawn(piece, print_, store) for piece in _jobs(job, book, widths)]
        found = tuple(_once(chain.from_iterable(verdict.findings for verdict in verdicts)))
        if any(verdict.file is None for verdict in verdicts):
            return Outcome(findings=found)
        pages = dict(_pages(book, verdicts))
        if all(len(str(page)) == widths.get(name) for name, page in pages.items()):
            break
    outcome = bind(
        replace(
            order(job),
            html=partial("".join, (book.before, CHAPTERS_HERE, book.after)),
            chapters=tuple(
                Bound(_content(verdict), chapter.begins)
                for verdict, chapter in zip(verdicts, book.chapters, strict=True)
            ),
        )
    )
    return replace(outcome, findings=(*outcome.findings, *found))


def _content(verdict: Verdict) -> bytes:
    return verdict.file.read_bytes() if verdict.file else b""


def _drawn(piece: Job, print_: Print, store: Cache) -> Verdict:
    name = digest(piece)
    return store.look_up(name, KEPT_AS) or store.keep(name, print_(piece), KEPT_AS)


def _jobs(job: Job, book: Divided, widths: Mapping[str, int]) -> Iterator[Job]:
    """Make a job of each chapter: zeros for the page numbers it shows, places for what it links to."""
    for chapter in book.chapters:
        own = set(_ID.findall(chapter.html))
        shown = _LINK.sub(partial(_with_zeros, widths), chapter.html)
        targets = dict.fromkeys(name for _, name in _LINK.findall(chapter.html))
        away = [name for name in targets if name in widths and name not in own]
        places = "".join(f'<span id="{name}"></span>' for name in away)
        elsewhere = (
            f'<div data-elsewhere="" style="position: absolute; top: 0">{places}</div>' if away else ""
        )
        text = book.before + shown + elsewhere + book.after
        # A picture in the text itself is text already.
        named = (name for name in _SOURCE.findall(text) if name[:5].lower() != "data:")
        pictures = (job.root / unquote(unescape(name)) for name in named)
        # The name of a folder may be no text.
        seen = sha256(f"{job.root}\n{text}".encode("utf-8", "surrogatepass"))
        for picture in pictures:
            seen.update(_hash(picture, job.root))
        yield replace(job, key=seen.hexdigest(), html=partial(str, text), by_chapters=False, drawn=True)


def _hash(path: Path, root: Path) -> bytes:
    resolved = path.resolve()
    inside = resolved.is_relative_to(root.resolve()) and resolved.is_file()
    return sha256(resolved.read_bytes()).digest() if inside else b""


def _with_zeros(widths: Mapping[str, int], link: re.Match[str]) -> str:
    width = widths.get(unescape(link[2]))
    return f'{link[1]} data-page="{"0" * width}"' if width else link[1]


def _guessed(book: Divided) -> dict[str, int]:
    """Guess the page of each place, in the same way each time: the outcome must not depend on the past."""
    pages: dict[str, int] = {}
    page = 1
    for chapter in book.chapters:
        page = _beginning(chapter.begins, page)
        letters = len(_TAG.sub("", chapter.html))
        pages |= dict.fromkeys((name for name in _ID.findall(chapter.html) if name not in pages), page)
        blocks = len(_BLOCK.findall(chapter.html))
        page += max(1, ceil(letters / LETTERS_ON_A_PAGE + blocks / BLOCKS_ON_A_PAGE - 0.15))
    return pages


def _beginning(begins: str, page: int) -> int:
    """Give the page on which a chapter begins when this is the next one."""
    is_wrong = (begins == "right" and page % 2 == 0) or (begins == "left" and page % 2 == 1)
    return page + is_wrong


def _pages(book: Divided, verdicts: Sequence[Verdict]) -> Iterator[tuple[str, int]]:
    page = 1
    for chapter, verdict in zip(book.chapters, verdicts, strict=True):
        page = _beginning(chapter.begins, page)
        for finding in verdict.findings:
            if finding.code == PLACED:
                yield finding.box, page - 1 + int(str(finding.facts["page"]))
        page += verdict.pages


def _once(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Leave out where things are, and what was found in several chapters: the same picture, the same sign."""
    seen: set[str] = set()
    for finding in findings:
        what = repr((finding.code, sorted(finding.facts.items())))
        if finding.code != PLACED and what not in seen:
            yield finding
        seen.add(what)
