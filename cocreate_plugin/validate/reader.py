"""What reading a body needs to know, and the problems that it finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..kinds import Subheading, Text
from ..phrases import Phrases
from ..problems import Place, Problem, problem
from ..sources import Bullets, Grid, Heading, Paragraphs, Section
from .labels import SHAPES
from .names import Names, bare


@dataclass
class Reader:
    """What reading a body needs to know, and the problems that it finds."""

    path: str
    names: Names
    phrases: Phrases
    problems: list[Problem] = field(default_factory=list)
    references: Mapping[str, str] = field(default_factory=dict)
    """Addresses of reference links, by folded label."""
    ids: dict[str, Place] = field(default_factory=dict)
    hashes: dict[str, Place] = field(default_factory=dict)

    def named(self, word: str, kind: str, place: Place) -> str | None:
        """Give the id of the document that a word names; an earlier id still counts, with a warning."""
        found = self.names.named(word, (kind,), self.path, self.references)
        if found is None:
            return None
        if bare(word).rpartition("/")[2] != found.id and found.was(bare(word)):
            self.say("former-id", place, id=bare(word), now=found.id)
        return found.id

    def say(self, code: str, place: Place, **facts: Any) -> None:
        """Add a problem."""
        self.problems.append(problem(code, place, **facts))


def wrong_shape(section: Section, reader: Reader, name: str) -> None:
    """Say that a field does not hold what it is made of."""
    reader.say("wrong-shape", section.place, field=name, shape=SHAPES[name])


def around(block: Paragraphs | Heading | Bullets | Grid) -> Text | Subheading:
    """Keep what stands around the items of a field."""
    if isinstance(block, Heading):
        return Subheading(block.text, block.place)
    return Text(block.markdown, block.place)
