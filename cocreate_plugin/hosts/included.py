"""Texts of the content that hand-written pages take in: judged by what they would do there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import prose
from ..handbook import Handbook
from ..problems import Place, Problem, problem
from ..sources import Disk
from ..sources.guard import guarded
from ..sources.limits import LARGEST_PAGE, too_much
from .settings import Settings

_MARK = re.compile(r"-++8<-++|\{%|\{!")
"""Snippets of pymdownx; include-markdown and templates; markdown-include."""
_BLOCK = re.compile(r"^\s*+-++8<-++\s*+$")
_FILE = re.compile(r"[^\s\"'<>|:;!{}%()\[\]]{1,300}+")
_PART = re.compile(r"\{|\.\w++:")
_FENCE = re.compile(r"^\s*+(?:`{3}|~{3})")


@dataclass(frozen=True)
class Included:
    """The files of the content that pages take in, as far as their text and the settings name them."""

    handbook: Handbook
    settings: Settings

    def problems(self, texts: Mapping[str, str]) -> Iterator[Problem]:
        """Judge every file that some pages take in; `texts` are the pages, by their path from the root.

        On its own page a text is judged as it is read there. Elsewhere it may be read otherwise: a page can
        take a part that begins within a block of code, or put it into a cell.
        """
        pages = (each for path, text in texts.items() for each in self._named(path, text))
        for file, in_part in sorted({*self._everywhere(), *pages}):
            path = Path(os.path.relpath(file, self.handbook.root)).as_posix()
            found: list[Problem] = []
            with guarded(path, found):
                found += _judged(self.handbook.disk, file, path, in_part)
            yield from found

    def _everywhere(self) -> Iterator[tuple[Path, bool]]:
        """Find what the settings put under every page."""
        for name in _names(self._snippets.get("auto_append")):
            yield from ((file, False) for file in self._found(name, ""))

    def _named(self, path: str, text: str) -> Iterator[tuple[Path, bool]]:
        """Find what a page takes in, and whether it may be a part of it."""
        within = False
        for line in text.split("\n") if _MARK.search(text) else ():
            if _BLOCK.match(line):
                within = not within
            elif within or _MARK.search(line):
                in_part = bool(_PART.search(line))
                yield from (
                    (file, in_part) for name in _FILE.findall(line) for file in self._found(name, path)
                )

    def _found(self, name: str, path: str) -> Iterator[Path]:
        """Find a file of the content by a name from the root, the page, or a folder of the settings."""
        root = self.handbook.root
        content = root / self.handbook.process
        bases = (root, content, root / self.settings.docs, (root / path).parent)
        for base in (*bases, *(root / each for each in _names(self._snippets.get("base_path")))):
            file = Path(os.path.normpath(base / name))
            if file.is_relative_to(content) and os.path.isfile(file):  # noqa: PTH113  any name may stand there
                yield file
                return

    @property
    def _snippets(self) -> Mapping[str, Any]:
        given = self.settings.markdown.get("pymdownx.snippets")
        return given if isinstance(given, Mapping) else {}


def _judged(disk: Disk, file: Path, path: str, in_part: bool) -> Iterator[Problem]:
    if disk.size(file) > LARGEST_PAGE:
        yield problem("too-long", Place(path), most=LARGEST_PAGE, reason="bytes")
        return
    text = disk.text(file)
    text = _opened(text) if in_part else text
    if obstacle := too_much(text, path):
        yield obstacle
        return
    for each in prose.refusals(text, cleaned=False):
        yield problem(each.code, Place(path, each.line, each.column), what=each.what)


def _opened(text: str) -> str:
    """Take away what makes lines code: the signs of a fence, and blanks before a line."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join("" if _FENCE.match(line) else line for line in lines)


def _names(given: Any) -> tuple[str, ...]:
    return tuple(map(str, given)) if isinstance(given, list | tuple) else (str(given),) if given else ()
