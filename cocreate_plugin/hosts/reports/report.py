"""What every report needs: the problems, the words to say them in, and the lines that they stand on."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ...mend import Lines, lines_of
from ...phrases import FALLBACK, Phrases
from ...problems import Also, Edit, Place, Problem
from ...sources import DISK, Disk

HOME = "https://mkdocs-cocreate.github.io/mkdocs-cocreate/"
"""Where the documentation of this program is published."""
TOPS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""Variables that name the top of a repository, where a server runs us."""
_LINK = re.compile(r"!?\[[^\[\]]*\]\([^()]*\)")
_WORD = re.compile(r"[\w@#-]+|[^\w\s]+")
_NAMED = (
    "given",
    "id",
    "word",
    "name",
    "heading",
    "target",
    "key",
    "box",
    "criterion",
    "sign",
    "what",
    "verb",
    "short",
)
"""Facts that quote what stands at the place of a problem."""


@dataclass(frozen=True)
class Report:
    """The problems of a run."""

    problems: Sequence[Problem]
    words: Phrases
    root: Path
    disk: Disk = DISK
    read: dict[str, Lines] = field(default_factory=dict)

    def lines(self, path: str) -> Lines:
        """Give the lines of a file, read once."""
        if path not in self.read:
            self.read[path] = lines_of(self.root, path, self.disk)
        return self.read[path]

    def end(self, problem: Problem) -> int:
        """Give the column behind what a problem is about, on its line; its own when that is not known."""
        place = problem.place
        rest = self.lines(place.path)[place.line][place.column - 1 :]
        here = [each for each in problem.edits if isinstance(each, Edit) and each.place == place]
        if here and here[0].end_line == place.line and here[0].end_column > place.column:
            return here[0].end_column
        for name in _NAMED:
            fact = problem.facts.get(name)
            at = rest.find(fact) if isinstance(fact, str) and fact else -1
            if isinstance(fact, str) and at >= 0 and not re.search(r"\w", rest[:at]):
                return place.column + at + len(fact)
        match = _LINK.match(rest) or _WORD.match(rest)
        return place.column + (match.end() if match else 0)

    @cached_property
    def _top(self) -> str:
        return next((os.environ[name] for name in TOPS if os.environ.get(name)), os.fspath(self.root))

    def from_top(self, path: str) -> str:
        """Give a path as the repository's server knows it."""
        return Path(os.path.relpath(self.root / path, self._top)).as_posix()

    def address(self, code: str) -> str:
        """Give the address of the paragraph about a code, in the language of the run."""
        return about_address(code, self.words)


def about_address(code: str, words: Phrases) -> str:
    """Give the address of the paragraph about a code."""
    language = words.language.partition("-")[0]
    has_page = language != FALLBACK and words.speaks(f"about.{code}")
    return f"{HOME}reference/problems{f'-{language}' if has_page else ''}/#{code}"


def also(problem: Problem) -> tuple[Also, ...]:
    """Give the second places of a problem, those that are told as a line of the same file too."""
    first = problem.facts.get("first")
    if problem.also or not isinstance(first, int):
        return problem.also
    return (Also(Place(problem.place.path, first), "first"),)
