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
    Record,
    Ref,
    Row,
    Score,
    Shaped,
    Span,
    Step,
    Subheading,
    Task,
    Text,
    Words,
    section,
)
from .checklist import Checklist
from .choice import Choice
from .dialogue_model import DialogueModel
from .fields import (
    added_sections,
    bare,
    columns,
    front_fields,
    item_type,
    references,
    required_columns,
    section_fields,
    shapes,
    whole_body,
)
from .identity import Identity
from .phase import Phase
from .role import Role
from .session import Copies, Session
from .success_factor import SuccessFactor
from .words import (
    about,
    capitalised,
    choice_label,
    column_label,
    kind_named,
    label,
    name_of,
    named,
    own_words,
    plural_of,
    spellings,
)

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

__all__ = [
    "A3",
    "KINDS",
    "LANES",
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
    "Lane",
    "LaneName",
    "Listing",
    "Phase",
    "Rating",
    "Record",
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
    "Words",
    "about",
    "added_sections",
    "bare",
    "capitalised",
    "choice_label",
    "column_label",
    "columns",
    "front_fields",
    "item_type",
    "kind_named",
    "label",
    "name_of",
    "named",
    "own_words",
    "plural_of",
    "references",
    "required_columns",
    "section",
    "section_fields",
    "shapes",
    "spellings",
    "whole_body",
]
