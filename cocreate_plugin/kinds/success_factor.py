"""SuccessFactor: a condition that makes constructive dialogue more likely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import Document, Entry, Listing, Statement, Text, section


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessFactor(Document):
    """A condition that makes constructive dialogue more likely, with visible signs."""

    kind: ClassVar[str] = "success-factor"
    folder: ClassVar[str] = "success-factors"
    prints: ClassVar[tuple[str, ...]] = ()

    group: str | None = None
    """Where it belongs when factors are listed, such as Mandate or People."""

    why: Text | None = section()
    """Why it matters, with the source."""
    signs: Listing[Entry] | None = section()
    """What one sees when it is there."""
    statements: Listing[Statement] | None = section()
    """Scored from 1 to 5 in the self-assessment; `— test` at its end: from that phase on."""
