"""What reading a body needs to know, and the problems that it finds."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from ..kinds import Document, Subheading, Text, named, shapes
from ..phrases import Phrases
from ..problems import Place, Problem, problem
from ..sources import Bullets, Grid, Heading, Paragraphs
from .names import Names, bare


@dataclass
class Reader:
    """What reading a body needs to know, and the problems that it finds."""

    path: str
    kind: type[Document]
    names: Names
    phrases: Phrases
    problems: list[Problem] = field(default_factory=list)
    references: Mapping[str, str] = field(default_factory=dict)
    """Addresses of reference links, by folded label."""
    ids: dict[str, Place] = field(default_factory=dict)
    hashes: dict[str, Place] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    """How often each id of a task is wanted."""

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


def free_id(wanted: str, taken: MutableMapping[str, int]) -> str:
    """Give an id that nothing else on the page has; `taken` counts how often each was wanted."""
    number = taken.get(wanted, 0) + 1
    while (free := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    taken[wanted] = number
    taken.setdefault(free, 1)
    return free


def wrong_shape(reader: Reader, name: str, place: Place) -> None:
    """Say that a field does not hold what it is made of."""
    field = named(reader.kind, name, reader.phrases)
    reader.say("wrong-shape", place, field=field, shape=shapes(reader.kind)[name])


def around(block: Paragraphs | Heading | Bullets | Grid) -> Text | Subheading:
    """Keep what stands around the items of a field."""
    if isinstance(block, Heading):
        return Subheading(block.text, block.place, block.id)
    return Text(block.markdown, block.place)
