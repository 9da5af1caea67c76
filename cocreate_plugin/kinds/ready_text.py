"""Text: words that are ready to be sent, said or signed, with blanks in square brackets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from .base import Document, Entry, Listing, Ref, section


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyText(Document):
    """A letter, a message, a call, a speech, a form or a leaflet, ready but for its blanks."""

    kind: ClassVar[str] = "text"
    folder: ClassVar[str] = "texts"
    prints: ClassVar[tuple[str, ...]] = ("sheet",)

    form: Literal["letter", "message", "phone", "speech", "form", "leaflet"] | None = None
    """How it reaches people."""
    sender: Annotated[str | None, Ref("role")] = None
    """The role in whose name it goes out."""
    to: str | None = None
    """Who gets it."""
    when: str | None = None
    """When it goes out, such as `the same day` or `two weeks before`."""
    phase: Annotated[str | None, Ref("phase")] = None
    """The phase that it belongs to."""
    easy_to_read: bool = False
    """Whether it is written in easy words: it prints in large type with room for pictures."""
    easy_version_of: Annotated[str | None, Ref("text")] = None
    """The text that it says in easy words."""

    promises: Listing[Entry] | None = section()
    """What it promises those who get it, each with who keeps it and by when."""
