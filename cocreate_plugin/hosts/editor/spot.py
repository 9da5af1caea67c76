"""Where the cursor stands: in which file of the handbook, in which field at its top, below which heading."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...cite.references import title_of
from ...handbook import Handbook
from ...kinds import Document, Identity, references, shapes
from ...mend import Lines
from ...phrases import Phrases, is_language, phrases
from ...prose.targets import local_target
from ...sources.bibliography import BibEntry
from ...validate.labels import folded, labels
from .checks import Checked

KEY = re.compile(r"^(?P<key>[\w-]+)[ \t]*:")
HEADING = re.compile(r"^(?P<level>#{1,6})[ \t]+(?P<title>.*?)[ \t]*(?:\{#[\w-]+\}[ \t]*)?#*$")
DASH = re.compile(r"[—–]\s+(?P<who>[^—–]*)$")
_WORD = re.compile(r"[\w/-]+")
_CITED = re.compile(r"(?<!\w)@(?P<key>[\w:.+/-]*\w)")
_LINK = re.compile(r"\]\((?P<to>[^()\s]*)")


@dataclass(frozen=True)
class Spot:
    """A place in a text; lines and columns count from 1, a column stands before its character."""

    checked: Checked
    file: Path
    lines: Lines
    line: int
    column: int

    @property
    def book(self) -> Handbook:
        """Give the handbook as it was last found."""
        return self.checked.loaded.handbook

    @cached_property
    def path(self) -> str:
        """Give the path of the file from the root."""
        return self.checked.path(self.file)

    @property
    def text(self) -> str:
        """Give the line."""
        return self.lines[self.line]

    @property
    def before(self) -> str:
        """Give the line up to the place."""
        return self.text[: self.column - 1]

    @cached_property
    def kind(self) -> type[Document] | type[Identity] | None:
        """Give the kind of the document by the folder that it lies in; of handbook.yml: what stands in it."""
        if self.path == f"{self.book.process}/handbook.yml":
            return Identity
        folder, name = posixpath.split(self.path)
        known = {f"{self.book.process}/{kind.folder}": kind for kind in self.book.kinds}
        return known.get(folder) if name.endswith(".md") and name != "index.md" else None

    @property
    def document_kind(self) -> type[Document] | None:
        """Give the kind, where it is one of documents."""
        kind = self.kind
        return kind if kind is not None and issubclass(kind, Document) else None

    @cached_property
    def words(self) -> Phrases:
        """Give the words of the document's language."""
        language = posixpath.basename(self.path).removesuffix(".md").partition(".")[2]
        return phrases(language) if language and is_language(language) else phrases(self.book.language)

    @cached_property
    def front(self) -> range:
        """Give the lines of front matter without its fences; a file of fields is nothing else."""
        if self.kind is Identity:
            return range(1, len(self.lines.lines) + 1)
        if self.lines[1].rstrip() != "---":
            return range(0)
        end = (number for number in range(2, len(self.lines.lines) + 1) if _closes(self.lines[number]))
        return range(2, next(end, len(self.lines.lines) + 1))

    @property
    def in_front(self) -> bool:
        """Tell whether the place is among the fields at the top."""
        return self.line in self.front

    @cached_property
    def keys(self) -> Mapping[str, int]:
        """Give the fields that stand at the top, each with its line."""
        found = ((KEY.match(self.lines[number]), number) for number in self.front)
        return {match["key"]: number for match, number in found if match}

    @property
    def field(self) -> str:
        """Name the field whose value stands at the place; empty at a name, and outside front matter."""
        if not self.in_front:
            return ""
        match = KEY.match(self.text)
        if match:
            return match["key"] if self.column > match.end() else ""
        if not self.text.startswith((" ", "\t", "-")):
            return ""
        above = [key for key, number in self.keys.items() if number < self.line]
        return above[-1] if above else ""

    @cached_property
    def sections(self) -> Mapping[str, int]:
        """Give the fields whose heading stands in the body, each with its line."""
        kind = self.document_kind
        known = labels(kind, self.words) if kind else {}
        found: dict[str, int] = {}
        for number in range(self.front.stop + 1 if self.front else 1, len(self.lines.lines) + 1):
            match = HEADING.match(self.lines[number])
            if match and len(match["level"]) == 2:
                found.setdefault(known.get(folded(match["title"]), f"## {match['title']}"), number)
        return found

    @property
    def section(self) -> str:
        """Name the field below whose heading the place is."""
        above = [name for name, number in self.sections.items() if number < self.line]
        return above[-1] if above and not above[-1].startswith("## ") else ""

    @property
    def shape(self) -> str:
        """Give the shape of what stands below that heading."""
        kind = self.document_kind
        return shapes(kind).get(self.section, "") if kind else ""

    @property
    def named(self) -> Document | BibEntry | None:
        """Give the document or source that is named at the place."""
        if self.in_front:
            word = self._around(_WORD)
            return self._by_id(self.field, word.group() if word else "")
        cited = self._around(_CITED)
        if cited:
            return self.book.bibliography.get(cited["key"])
        link = self._around(_LINK)
        if link:
            target = local_target(self.book.root, self.path, link["to"])
            return self.book.at(self.book.current(target)) if target else None
        return self._doer()

    def _around(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Find what stands around the place on its line."""
        at = self.column - 1
        return next((each for each in pattern.finditer(self.text) if each.start() <= at <= each.end()), None)

    def _by_id(self, field: str, word: str) -> Document | BibEntry | None:
        kind = self.document_kind
        if field == "sources":
            return self.book.bibliography.get(word)
        ref = references(kind).get(field) if kind else None
        short = word.rpartition("/")[2]
        for name in ref.kinds if ref else ():
            for document in self.book.of(self.book.kind(name)):
                if short in (document.id, *document.formerly):
                    return document
        return None

    def _doer(self) -> Document | None:
        """Give the role that is named behind the dash of an item."""
        match = DASH.search(self.text)
        if not match or self.column <= match.start("who"):
            return None
        start = match.start("who")
        for part in match["who"].split(","):
            if start <= self.column - 1 <= start + len(part):
                said = folded(re.sub(r"\{#[\w-]+\}", "", part))
                roles = (each for each in self.book.documents if each.kind == "role")
                return next((each for each in roles if said in (folded(each.id), folded(each.title))), None)
            start += len(part) + 1
        return None


def title_and_purpose(named: Document | BibEntry) -> tuple[str, str]:
    """Give what a document or a source is called, and what it is for."""
    if isinstance(named, Document):
        return named.title, named.purpose
    return title_of(named), ""


def _closes(line: str) -> bool:
    return line.rstrip() in ("---", "...")
