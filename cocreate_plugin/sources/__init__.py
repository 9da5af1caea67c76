"""Finds files; front matter and body sections, each with its line."""

from __future__ import annotations

from .blocks import Block, Body, Bullet, Bullets, Cell, Grid, Heading, Paragraphs, Section
from .body import GIVEN_ID, read_body
from .declarations import Declaration, read_declarations
from .files import (
    DEVICE,
    ID,
    LANGUAGE,
    RESERVED,
    Source,
    Sources,
    leads_out,
    printable,
    proposed_id,
    read_sources,
    split_front_matter,
)
from .front_matter import Pair, Value, read_yaml

__all__ = [
    "DEVICE",
    "GIVEN_ID",
    "ID",
    "LANGUAGE",
    "RESERVED",
    "Block",
    "Body",
    "Bullet",
    "Bullets",
    "Cell",
    "Declaration",
    "Grid",
    "Heading",
    "Pair",
    "Paragraphs",
    "Section",
    "Source",
    "Sources",
    "Value",
    "leads_out",
    "printable",
    "proposed_id",
    "read_body",
    "read_declarations",
    "read_sources",
    "read_yaml",
    "split_front_matter",
]
