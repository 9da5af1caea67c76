"""`cocreate explain`: the paragraph of the reference about a code, in the language of the run."""

from __future__ import annotations

import re
import shutil
import textwrap

from ...mend import MENDED
from ...phrases import Phrases
from ...problems import CODES
from ..reports.report import about_address
from .localised_click import refuse


def explain(code: str, words: Phrases) -> str:
    """Tell what a code means and what to do; one that there is not is answered with those that are near."""
    bare = re.sub(r"^(?:error|warning|note)?\[|\]$", "", code.strip().casefold())
    if bare not in CODES:
        refuse("usage.unknown-code", code, CODES)
    width = min(shutil.get_terminal_size().columns, 100)
    parts = [f"{bare}: {words.t(f'level.{CODES[bare]}')}", textwrap.fill(words.t(f"about.{bare}"), width)]
    if bare in MENDED:
        parts.append(textwrap.fill(words.t("codes.mended"), width))
    return "\n\n".join((*parts, about_address(bare, words)))
