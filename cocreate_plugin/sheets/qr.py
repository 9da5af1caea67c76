"""QR codes as drawings of one path, and colours that can be read."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import segno

from ..templating import Markup, escape

QUIET = 4
"""White modules around a code, as its standard demands (ISO/IEC 18004)."""


@lru_cache(maxsize=1024)
def qr(text: str, title: str) -> Markup:
    """Draw a QR code; its title is what is read aloud."""
    if not text:
        return Markup("")
    code = segno.make(text, error="m", micro=False)
    size = code.symbol_size(border=QUIET)[0]
    path = "".join(_runs(row, y) for y, row in enumerate(code.matrix_iter(border=QUIET)))
    return Markup(  # noqa: S704 - the parts are numbers, or escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}" role="img">'
        f'<title>{escape(title)}</title><path fill="#000" d="{path}"/></svg>'
    )


def _runs(row: object, y: int) -> str:
    """Draw the dark modules of a row as few rectangles: seams between neighbours would show."""
    parts, x = [], 0
    for dark, run in groupby(row):  # type: ignore[call-overload]
        width = len(list(run))
        if dark:
            parts.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(parts)
