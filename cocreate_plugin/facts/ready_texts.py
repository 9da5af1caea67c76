"""What is known of a text that is ready to be sent: its blanks, and how long it takes to read it aloud."""

from __future__ import annotations

import re
from math import ceil

from .. import prose
from ..kinds import ReadyText
from ..prose.code_spans import code

BLANK = re.compile(r"(?<![\\!\]\[])\[(?!\^|\s*\]|[xX]\])(?P<name>[^\[\]\n]{1,80})\](?![(\[:])")
"""A place to fill in: words in square brackets that are no link, no footnote and no box to tick."""

WORDS_A_MINUTE = 130
"""How fast one reads aloud to others: slower than a news reader, so that everybody can follow."""


def blanks(text: ReadyText) -> tuple[str, ...]:
    """Name what is to be filled in, each once, in the order of the text."""
    markdown = text.introduction.markdown if text.introduction else ""
    named = (match["name"].strip() for match in code(markdown).outside(BLANK, markdown))
    return tuple(dict.fromkeys(named))


def minutes_aloud(text: ReadyText) -> int:
    """Give the minutes that it takes to read it aloud, rounded up; 0 for one without words."""
    words = prose.plain(text.introduction.markdown).split() if text.introduction else []
    return ceil(len(words) / WORDS_A_MINUTE)
