"""Texts that a text takes in by a line such as `--8<-- "consent.md"`: files of the handbook alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pymdownx.snippets import SnippetExtension, SnippetPreprocessor

from ..sources.limits import LARGEST_PAGE

MOST = 100
"""Files that one text takes in, those within others included."""
_TAB = 4


class _Reader(SnippetPreprocessor):  # type: ignore[misc]
    """Takes in files below the handbook's root that are not hidden, as long as they are few and short."""

    def __init__(self, root: Path, options: Mapping[str, Any]) -> None:
        told = options.get("base_path", ["."])
        folders = (told,) if isinstance(told, str) else told
        settings = {**SnippetExtension().getConfigs(), "base_path": [str(root / each) for each in folders]}
        settings["dedent_subsections"] = bool(options.get("dedent_subsections"))
        super().__init__(settings, SimpleNamespace(tab_length=_TAB))
        self.root = root.resolve()
        self.left, self.room = MOST, LARGEST_PAGE
        self.missing: list[str] = []

    def get_snippet_path(self, path: str) -> str | None:
        """Give a file that may be taken in; None: there is none, and its name is remembered."""
        file = self._file(path)
        if file is None:
            self.missing.append(path)
        return file

    def _file(self, path: str) -> str | None:
        named = super().get_snippet_path(path)
        file = Path(named).resolve() if named else None
        if file is None or not file.is_relative_to(self.root) or not file.is_file():
            return None
        if any(part.startswith(".") for part in file.relative_to(self.root).parts):
            return None
        self.left -= 1
        self.room -= file.stat().st_size
        return str(file) if self.left >= 0 and self.room >= 0 else None

    def read_lines(self, path: str) -> list[str]:
        """Read a file, whatever signs are in it."""
        text = Path(path).read_bytes().decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").split("\n")


def missing_snippets(markdown: str, root: Path, options: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Name what a text takes in and cannot have, each with the offset at which the text names it."""
    if "-8<-" not in markdown:
        return
    reader = _Reader(root, options)
    try:
        reader.run(markdown.split("\n"))
    except (OSError, ValueError):
        return
    for name in dict.fromkeys(reader.missing):
        marked = re.compile(rf"^[ \t]*(?:-+8<-+[ \t]+[\"'])?[ \t]*({re.escape(name)})(?![\w./-])", re.M)
        yield from ((name, match.start(1)) for match in marked.finditer(markdown))


def with_snippets(markdown: str, root: Path, options: Mapping[str, Any]) -> str:
    """Put in the place of each such line what its file holds; one that is not there is nothing."""
    if "-8<-" not in markdown:
        return markdown
    try:
        lines: Sequence[str] = _Reader(root, options).run(markdown.split("\n"))
    except (OSError, ValueError):  # such as a name that is too long, or a number of a line
        return markdown
    return "\n".join(lines)
