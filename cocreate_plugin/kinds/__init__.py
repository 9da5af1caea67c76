"""The schema: one file per kind, one dataclass per file."""

from __future__ import annotations

from .a3 import A3, Agreement, Box, Share
from .base import (
    LANES,
    Criterion,
    Document,
    Duration,
    Entry,
    FreeSection,
    Lane,
    LaneName,
    Listing,
    Rating,
    Ref,
    Row,
    Score,
    Span,
    Step,
    Subheading,
    Task,
    Text,
    front_fields,
    section,
    section_fields,
)
from .checklist import Checklist
from .choice import Choice
from .dialogue_model import DialogueModel
from .identity import Identity, Shaped
from .phase import Phase
from .role import Role
from .session import Copies, Session
from .success_factor import SuccessFactor

KINDS: tuple[type[Document], ...] = (
    Phase,
    SuccessFactor,
    DialogueModel,
    Role,
    Checklist,
    A3,
    Choice,
    Session,
)
"""Every kind of document, in the order of the navigation."""

KIND_OF_FOLDER: dict[str, type[Document]] = {kind.folder: kind for kind in KINDS}
KIND_OF_NAME: dict[str, type[Document]] = {kind.kind: kind for kind in KINDS}

__all__ = [
    "A3",
    "Agreement",
    "Box",
    "Checklist",
    "Choice",
    "Copies",
    "Criterion",
    "DialogueModel",
    "Document",
    "Duration",
    "Entry",
    "FreeSection",
    "Identity",
    "KINDS",
    "KIND_OF_FOLDER",
    "KIND_OF_NAME",
    "LANES",
    "Lane",
    "LaneName",
    "Listing",
    "Phase",
    "Rating",
    "Ref",
    "Role",
    "Row",
    "Score",
    "Session",
    "Shaped",
    "Share",
    "Span",
    "Step",
    "Subheading",
    "SuccessFactor",
    "Task",
    "Text",
    "front_fields",
    "section",
    "section_fields",
]
