"""Pictures that paper can draw: looked at as a whole, and told by what they hold."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

from .moving import begins_to_move

TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".svg": "image/svg+xml",
}
"""Pictures that paper shows, by their endings."""
_TIFF = (b"II*\0", b"MM\0*")
_HEADS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", *_TIFF)
"""How pictures begin, whatever they are called."""
_AVIF = re.compile(rb".{4}ftypavi[fs]", re.S)
UNPRINTED = {".heic": "heic", ".heif": "heic"}
"""Pictures that nothing here can read, by their endings, each with its kind as a word."""
_HEIC = re.compile(rb".{4}ftyp(?:hei|hev|mif1|msf1)", re.S)
"""How they begin, whatever they are called: a picture from a phone may be HEIC under the name of a JPEG."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "TIFF")
"""What is looked into, as Pillow calls it; no other of its many readers is asked."""
_ENDS = {b"\x89PNG": b"IEND", b"\xff\xd8\xff": b"\xff\xd9"}
"""What stands near the end of pictures that are whole, by how they begin."""
_TAIL = 65_536
_HEAD = 65_536
_LONG_HEAD = 4_000_000
"""Bytes of a GIF that are read: its second image lies behind its first."""
_STYLE = re.compile(rb"<style\b[^>]*+>.*?</style", re.S)
_FONT = re.compile(rb"@font-face\s*+\{(?:[^{}\"']++|\"[^\"\n]*+\"|'[^'\n]*+')*\}")
MOST_BYTES = 50_000_000
MOST_PIXELS = 50_000_000
"""An image of a few kilobytes can unfold to gigabytes; this many pixels fill an A3 at 400 dots per inch."""


class RefusedError(ValueError):
    """An image that is not read, with the reason as a word such as `outside`."""


def without_fonts(drawing: bytes) -> bytes:
    """Give a drawing without the fonts that its styles ask for; its lines keep their numbers."""
    if b"@font-face" not in drawing:
        return drawing
    return _STYLE.sub(lambda style: _FONT.sub(lambda font: b"\n" * font[0].count(b"\n"), style[0]), drawing)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a picture by a look at its beginning and its end."""

    refusal: str = ""
    """Why paper cannot draw it, as a word; else nothing."""
    moves: bool = False
    """Whether a browser plays it, and paper prints its first image."""
    unshown: bool = False
    """Whether it is TIFF, which paper shows and most browsers do not."""


def looked_at(file: Path) -> Looked:
    """Look at a file once: whether paper can draw it, and whether it moves."""
    ending = file.suffix.lower()
    if ending in UNPRINTED:
        return Looked(UNPRINTED[ending])
    if ending not in TYPES:
        return Looked("not-an-image")
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
            if ending == ".svg":
                return Looked()
            if _HEIC.match(head) and not _AVIF.match(head):
                return Looked("heic")
            if head.startswith(b"GIF8"):
                head += opened.read(_LONG_HEAD - _HEAD)
            end = next((end for start, end in _ENDS.items() if head.startswith(start)), b"")
            opened.seek(max(file.stat().st_size - _TAIL, 0))
            whole = begins_as_picture(head) and end in opened.read()
    except OSError:
        return Looked("damaged")
    if not whole:
        return Looked("damaged")
    return Looked(moves=begins_to_move(head), unshown=head.startswith(_TIFF))


def refusal_of_data(address: str) -> str:
    """Say the same of a picture that stands in the text, as a `data:` address."""
    head, _, body = address.partition(",")
    media_type, *options = (part.strip().lower() for part in head[len("data:") :].split(";"))
    if media_type not in TYPES.values() or media_type == TYPES[".tif"]:
        return "not-an-image"
    try:
        content = unquote_to_bytes(body)
        content = base64.b64decode(content) if "base64" in options else content
    except binascii.Error:
        return "damaged"
    return "" if media_type == "image/svg+xml" or begins_as_picture(content) else "damaged"


def begins_as_picture(content: bytes) -> bool:
    """Tell whether a file begins as a picture does."""
    return content.startswith(_HEADS) or bool(_AVIF.match(content))


def check(body: bytes, media_type: str) -> None:
    """Refuse what cannot be drawn; a picture of another type than its name says is drawn as what it is."""
    if media_type == "image/svg+xml":
        _check_drawing(body)
    else:
        _check_picture(body)


def _check_drawing(body: bytes) -> None:
    try:
        ElementTree.fromstring(body)  # noqa: S314  Only looked at; expat stops bombs.
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        raise RefusedError("damaged") from error


def _check_picture(body: bytes) -> None:
    """Look at the head of a picture and for its end: half a picture would be printed without a word."""
    from PIL import Image  # of use to workers only

    try:
        with Image.open(BytesIO(body), formats=_FORMATS) as picture:
            width, height = picture.size
            kind = picture.format
            if width * height > MOST_PIXELS:
                raise RefusedError("too-many-pixels")
            picture.verify()
    except RefusedError:
        raise
    except Image.DecompressionBombError as error:
        raise RefusedError("too-many-pixels") from error
    except Exception as error:
        raise RefusedError("damaged") from error
    if kind in ("JPEG", "MPO") and b"\xff\xd9" not in body[-_TAIL:]:
        raise RefusedError("damaged")


def plainly(body: bytes) -> bytes:
    """Give a picture as paper can draw it: TIFF as PNG, and more than eight bits a colour as eight.

    Such greys come from scanners and instruments, and WeasyPrint draws them black. Of a TIFF its first page
    counts. Any other picture is given back as it is.
    """
    from PIL import Image, ImageOps  # of use to workers only

    try:
        with Image.open(BytesIO(body), formats=_FORMATS) as opened:
            if opened.format != "TIFF" and not opened.mode.startswith("I"):
                return body
            picture: Image.Image = ImageOps.exif_transpose(opened)
            if picture.mode.startswith("I"):
                picture = picture.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
            elif picture.mode not in ("1", "L", "RGB"):
                colours = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
                picture = Image.new("RGB", colours.size, "white")
                picture.paste(colours, mask=colours if colours.mode == "RGBA" else None)
            written = BytesIO()
            picture.save(written, "PNG")
            return written.getvalue()
    except (OSError, ValueError, SyntaxError) as error:
        raise RefusedError("damaged") from error
