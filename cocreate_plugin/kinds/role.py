"""Role: what somebody does, seen and unseen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .base import Document, Entry, Listing, RoleIds, section


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Document):
    """What somebody does in the process, frontstage and backstage."""

    kind: ClassVar[str] = "role"
    folder: ClassVar[str] = "roles"
    prints: ClassVar[tuple[str, ...]] = ()

    not_with: RoleIds = ()
    """Roles that the same person must not hold."""

    frontstage: Listing[Entry] | None = section()
    """What participants see this role do."""
    backstage: Listing[Entry] | None = section()
    """What it does unseen."""
