"""What can be read in a PDF: letters with their size, codes, fonts, the size of the paper."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw
import zxingcpp

OURS = ("Source-Sans-3", "DejaVu-Sans", "DejaVu-Sans-Mono", "Inter")
MM = 25.4 / 72


def words_with_size(page: pypdfium2.PdfPage) -> Iterator[tuple[float, str]]:
    """Give each word as it is on paper, with the size of its type in points; a broken word counts as several."""
    text = page.get_textpage()
    matrix = pypdfium2.raw.FS_MATRIX()
    word, size = "", 0.0
    for number in range(text.count_chars()):
        letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text.raw, number))
        pypdfium2.raw.FPDFText_GetMatrix(text.raw, number, ctypes.byref(matrix))
        own = pypdfium2.raw.FPDFText_GetFontSize(text.raw, number) * math.hypot(matrix.b, matrix.d)
        if word and (not letter.strip() or abs(own - size) > 0.02):
            yield size, word
            word = ""
        if letter.strip() and letter.isprintable():
            word, size = word + letter, own
    if word:
        yield size, word


def millimetres(document: pypdfium2.PdfDocument) -> list[tuple[int, int]]:
    return [(round(page.get_width() * MM), round(page.get_height() * MM)) for page in document]


def codes(page: pypdfium2.PdfPage) -> list[str]:
    """Read the QR codes of a page as an office printer sets them."""
    picture = page.render(scale=150 / 72, grayscale=True).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


@cache
def codes_of(file: Path) -> tuple[list[str], ...]:
    """Read the QR codes of every page of a file."""
    with pypdfium2.PdfDocument(file) as document:
        return tuple(codes(page) for page in document)


def fonts(pdf: pikepdf.Pdf) -> set[tuple[str, bool]]:
    """Give the name of each font, and whether it is embedded."""
    descriptors = (
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
    )
    return {
        (str(each.FontName).split("+")[-1].strip("/,"), "/FontFile2" in each or "/FontFile3" in each)
        for each in descriptors
    }


def text_of(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
