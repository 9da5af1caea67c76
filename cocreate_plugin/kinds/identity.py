"""Identity: whose handbook this is, from handbook.yml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from .base import Shaped

ADVICE = ("sentences", "passive", "abbreviations", "words")
"""The checks of plain language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whose handbook this is; every field is optional."""

    format: int = 1
    """Version of the format; there is one so far."""
    title: str | None = None
    """The handbook's name; else MkDocs' site name."""
    organisation: str | None = None
    """Who publishes it."""
    language: Annotated[str | None, Shaped("language")] = None
    """Language of the text, such as `en` or `sv`; else the theme's."""
    edition: str | None = None
    """Which edition; stands on every sheet."""
    licence: str | None = None
    """On what terms others may use it; stands on every sheet."""
    contact: str | None = None
    """An e-mail address for suggestions."""
    site_url: Annotated[str | None, Shaped("address")] = None
    """The address printed in QR codes; else MkDocs' `site_url`."""
    paper: Literal["iso", "us"] = "iso"
    """`iso`: A4 and A3; `us`: Letter and Tabloid."""
    accent: Annotated[str | None, Shaped("colour")] = None
    """The colour of headings and lines, such as `#0b6e69`."""
    logo: str | None = None
    """A picture below `process/`, shown on site and sheets."""
    plain_language: Annotated[tuple[str, ...], Shaped("advice")] = ()
    """Advice with every check: `yes`, or a list of `sentences`, `passive`, `abbreviations`, `words`."""
    retired: tuple[str, ...] = ()
    """Ended on purpose: documents or lists (`a3/oak-street`), items (`phases/explore#heard`), addresses."""
