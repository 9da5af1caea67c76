"""What an import has to tell: notes with a code and facts, and what became of one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..problems import Fact

NOTES: Mapping[str, bool] = {
    # what was done
    "list-became-tasks": False,
    "text-became-list": False,
    "bold-became-heading": False,
    "table-read": False,
    "sign-turned": False,
    "picture-copied": False,
    "attachment-copied": False,
    "front-taken": False,
    "purpose-heading": False,
    # what needs a person
    "title-from-name": True,
    "purpose-taken": True,
    "purpose-missing": True,
    "field-aside": True,
    "front-left": True,
    "read-as": True,
    "bold-left": True,
    "sign-dropped": True,
    "box-lost": True,
    "picture-remote": True,
    "picture-missing": True,
    "picture-unusable": True,
    "picture-silent": True,
    "link-elsewhere": True,
    "person": True,
    "word-deleted": True,
    "word-inserted": True,
    "word-comment": True,
    "word-margin": True,
    "word-drawing": True,
    "lost": True,
}
"""Every note there is, and whether somebody has to look."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that an import did, or could not do; a phrase puts it into words."""

    code: str
    line: int = 0
    """Line of the source from 1; 0 where it has none."""
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def needs_person(self) -> bool:
        """Tell whether somebody has to look."""
        return NOTES[self.code]


def note(code: str, line: int = 0, **facts: Fact) -> Note:
    """Make a note."""
    if code not in NOTES:
        raise KeyError(f"unknown note: {code}")
    return Note(code, line, facts)


@dataclass(frozen=True, slots=True)
class Left:
    """A file that was not taken in, and why as a word."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a text brings with it: what it is called in the text, and its bytes."""

    target: str
    ending: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as Markdown, before anything is known of kinds: what an importer reads, whatever it was."""

    name: str
    """Path from the folder, with slashes."""
    front: Mapping[str, object]
    body: str
    first_line: int
    """Line of the file at which the body begins; 0 where lines of the body are none of the file."""
    words: tuple[str, ...]
    """Every paragraph of the source, to be looked for in what comes out."""
    pictures: tuple[Picture, ...] = ()
    notes: tuple[Note, ...] = ()
