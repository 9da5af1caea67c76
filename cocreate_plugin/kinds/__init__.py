"""The schema: one file per kind, one dataclass per file."""

from __future__ import annotations

from .a3 import A3 as A3, SURFACES as SURFACES, Agreement as Agreement, Box as Box, Share as Share
from .base import (
    LANES as LANES,
    Criterion as Criterion,
    Document as Document,
    Duration as Duration,
    Entry as Entry,
    FreeSection as FreeSection,
    Lane as Lane,
    LaneName as LaneName,
    Listing as Listing,
    Rating as Rating,
    Record as Record,
    Ref as Ref,
    Row as Row,
    Score as Score,
    Shaped as Shaped,
    Span as Span,
    Statement as Statement,
    Step as Step,
    Subheading as Subheading,
    Task as Task,
    Text as Text,
    Words as Words,
    section as section,
)
from .checklist import Checklist as Checklist
from .choice import Choice as Choice
from .dialogue_model import DialogueModel as DialogueModel
from .fields import (
    added_sections as added_sections,
    bare as bare,
    columns as columns,
    front_fields as front_fields,
    hints as hints,
    item_type as item_type,
    references as references,
    required_columns as required_columns,
    section_fields as section_fields,
    shapes as shapes,
    whole_body as whole_body,
)
from .identity import Identity as Identity
from .phase import Phase as Phase
from .practice import Practice as Practice
from .ready_text import ReadyText as ReadyText
from .role import Role as Role
from .session import Copies as Copies, Session as Session
from .success_factor import SuccessFactor as SuccessFactor
from .words import (
    about as about,
    capitalised as capitalised,
    choice_label as choice_label,
    column_label as column_label,
    kind_named as kind_named,
    label as label,
    name_of as name_of,
    named as named,
    own_words as own_words,
    plural_of as plural_of,
    spellings as spellings,
)

KINDS: tuple[type[Document], ...] = (
    Phase,
    SuccessFactor,
    DialogueModel,
    Role,
    Checklist,
    A3,
    ReadyText,
    Choice,
    Session,
    Practice,
)
"""Every kind of document, in the order of the navigation."""
