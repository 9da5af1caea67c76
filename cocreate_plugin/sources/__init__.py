"""Finds files; front matter and body sections, each with its line."""

from __future__ import annotations

from .blocks import (
    Block as Block,
    Body as Body,
    Bullet as Bullet,
    Bullets as Bullets,
    Cell as Cell,
    Grid as Grid,
    Heading as Heading,
    Paragraphs as Paragraphs,
    Section as Section,
)
from .body import GIVEN_ID as GIVEN_ID, read_body as read_body
from .declarations import Declaration as Declaration, read_declarations as read_declarations
from .disk import DISK as DISK, Disk as Disk
from .fences import split_front_matter as split_front_matter
from .files import (
    DEVICE as DEVICE,
    ID as ID,
    LANGUAGE as LANGUAGE,
    RESERVED as RESERVED,
    Source as Source,
    Sources as Sources,
    is_reserved as is_reserved,
    leads_out as leads_out,
    printable as printable,
    proposed_id as proposed_id,
    read_sources as read_sources,
)
from .front_matter import Pair as Pair, Value as Value, read_yaml as read_yaml
from .lines import readable as readable
from .own_words import LOCALE as LOCALE, read_own_words as read_own_words
