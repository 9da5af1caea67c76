"""A bomb: a handbook that is small to send and large, deep or slow to read; each has a name and a generator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Files: TypeAlias = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Bomb:
    """Files by path, and the command that reads them."""

    name: str
    files: Callable[[], Files]
    command: tuple[str, ...]


BOMBS: dict[str, Bomb] = {}
"""All of them, by name."""


def bomb(name: str, *command: str) -> Callable[[Callable[[], Files]], Callable[[], Files]]:
    """Note a generator of files; it is tried by `cocreate check` unless another command is named."""

    def note(files: Callable[[], Files]) -> Callable[[], Files]:
        assert name not in BOMBS
        BOMBS[name] = Bomb(name, files, command or ("check",))
        return files

    return note


def document(front: str = "", body: str = "", title: str = "It") -> str:
    """Write a document with what every document must have."""
    return f"---\ntitle: {title}\npurpose: Why.\n{front}---\n\n{body}\n"


def phase(front: str = "", body: str = "") -> Files:
    """Write a handbook of one phase."""
    return {"process/phases/it.md": document(front, body)}


def text(body: str) -> Files:
    """Write a handbook whose only phase has a text."""
    return phase(body=f"## Question\n\n{body}")
