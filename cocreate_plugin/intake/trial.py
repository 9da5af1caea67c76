"""A document tried before it is written: what is certain is mended, and what fits no field is set aside."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..load import load
from ..mend.rounds import mended
from ..pdf.files import put
from ..phrases import Phrases
from ..problems import Level, Problem
from ..sources import LOCALE
from ..sources.declarations import KINDS_FOLDER
from .draft import Draft, set_aside
from .headings import heads
from .notes import note

MOST_TRIES = 12
"""A document has few fields; each try sets those aside that cannot be read."""
_OF_TEXT = frozenset(
    "unsafe-html removed-html remote-image no-alt broken-link broken-anchor unknown-source never-closed "
    "too-deep tangled-signs too-long same-item-id missing-field extra-title unreadable-image "
    "outside-file".split()
)
"""What is wrong with a text wherever it stands: to set it aside would mend nothing."""

_OF_OTHERS = frozenset(("broken-link", "unknown-reference", "unknown-role", "former-id", "unknown-source"))
"""What names other documents and files: a trial has none, so whatever is near there is not what was meant."""


class Trial:
    """A handbook of one document at a time, with the kinds and the language of the real one."""

    def __init__(self, root: Path, process: str, language: str, words: Phrases, made: Path) -> None:
        """Copy what a document is read with into the folder `made`."""
        self._process, self._language, self._words, self._made = process, language, words, made
        self._known: dict[bytes, Sequence[Problem]] = {}
        home = made / process
        home.mkdir(parents=True)
        for name in (f"{process}/handbook.yml", f"{process}/{KINDS_FOLDER}", LOCALE):
            there = root / name
            if there.is_dir():
                shutil.copytree(there, made / name)
            elif there.is_file():
                shutil.copyfile(there, made / name)

    def settle(self, draft: Draft) -> None:
        """Write a document, mended as far as is certain; what can be read as no field becomes plain text."""
        for _ in range(MOST_TRIES):
            path = f"{self._process}/{draft.path}"
            file = self._made / path
            put(file, draft.written().encode())
            asides = frozenset(draft.asides)
            result = mended(self._made, lambda root: self._check(root, path, asides))  # noqa: B023
            text = (result.after.get(path) or file.read_bytes()).decode()
            file.unlink()
            wrong = [
                problem
                for problem in result.left
                if problem.level is Level.ERROR
                and problem.code not in _OF_TEXT
                and problem.place.path == path
            ]
            if not any(self._set_aside(draft, problem, text) for problem in wrong):
                break
        draft.text = text

    def _check(self, root: Path, path: str, asides: frozenset[str]) -> Sequence[Problem]:
        """Give what is wrong, with edits for the document alone, none for a heading set aside."""
        # It is tried in copies of one handbook, so that the same text has the same faults in all of them.
        text = (root / path).read_bytes()
        if text not in self._known:
            self._known = {text: load(root, self._process, language=self._language, changed={}).problems}
        return tuple(
            replace(problem, edits=())
            if problem.place.path != path
            or problem.code in _OF_OTHERS
            or problem.facts.get("heading") in asides
            else problem
            for problem in self._known[text]
        )

    def _set_aside(self, draft: Draft, problem: Problem, text: str) -> bool:
        """Take the field out that a problem stands in; tell whether there was one."""
        line = problem.place.line
        lines = text.split("\n")
        end = lines.index("---", 1) + 1
        if line <= end:
            return self._without(draft, _key_at(lines, line))
        above = [head for head in _sections(lines, end) if head[0] <= line]
        heading = above[-1][1] if above else ""
        for section in draft.sections:
            if section.field and section.label == heading:
                draft.notes.append(
                    note(
                        "field-aside",
                        heading=section.heading,
                        field=section.field,
                        why=self._words.parts(problem)[0],
                    )
                )
                set_aside(draft, section, self._words)
                return True
        return False

    def _without(self, draft: Draft, key: str) -> bool:
        value = draft.fields.values.pop(key, None)
        if value is not None:
            draft.notes.append(note("front-left", name=key, value=value))
        return value is not None


def _key_at(lines: Sequence[str], line: int) -> str:
    """Give the field of front matter that a line belongs to."""
    for at in range(line - 1, 0, -1):
        if match := re.match(r"^([\w-]+):", lines[at]):
            return match[1]
    return ""


def _sections(lines: Sequence[str], end: int) -> list[tuple[int, str]]:
    """Give the line and the words of each `##` heading below the front matter."""
    found = heads("\n".join(lines[end:]))
    return [(head.first + end + 1, head.text) for head in found if head.level == 2]
