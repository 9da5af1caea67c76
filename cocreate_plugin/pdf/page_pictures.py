"""Pages of a PDF as pictures, for a screen; needs pypdfium2, which is installed where somebody looks."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

WIDTHS = (720, 1240)
"""Width of a picture in pixels, in portrait and in landscape: an A3 can just be read."""

COLOURS = 48
"""So many colours a picture has: sheets are made of few, and the file is a third as large."""


def can_draw() -> bool:
    """Tell whether the library that draws pages is installed."""
    try:
        import pypdfium2  # noqa: F401
    except ImportError:
        return False
    return True


def pictures(file: Path, most: int) -> tuple[bytes, ...]:
    """Draw the first pages of a PDF as PNG files; none when it cannot be read."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(file) as document:
            return tuple(_png(document[number]) for number in range(min(most, len(document))))
    except pypdfium2.PdfiumError:
        return ()


def _png(page: object) -> bytes:
    width, height = page.get_size()  # type: ignore[attr-defined]
    scale = WIDTHS[width > height] / width
    image = page.render(scale=scale).to_pil().convert("RGB")  # type: ignore[attr-defined]
    out = BytesIO()
    image.quantize(COLOURS, dither=0).save(out, "PNG", optimize=True)
    return out.getvalue()
