"""Pictures that move: of what a browser plays, paper prints the first image. Told by what they hold."""

from __future__ import annotations


def begins_to_move(content: bytes) -> bool:
    """Tell whether a picture is one of several images, by what of it is given."""
    if content.startswith(b"GIF8"):
        return _has_two_images(content)
    if content.startswith(b"\x89PNG"):
        return b"acTL" in content.partition(b"IDAT")[0]
    if content.startswith(b"RIFF"):
        return content[8:16] == b"WEBPVP8X" and bool(content[20:21]) and bool(content[20] & 2)
    return content[4:12] == b"ftypavis"


def _has_two_images(gif: bytes) -> bool:
    """Go from block to block of a GIF until a second image begins."""
    try:
        at = 13 + _table(gif[10])
        images = 0
        while images < 2:
            if gif[at] == 0x2C:
                images += 1
                at = _behind(gif, at + 11 + _table(gif[at + 9]))
            elif gif[at] == 0x21:
                at = _behind(gif, at + 2)
            else:
                return False
    except IndexError:
        return False
    return True


def _table(flags: int) -> int:
    """Give the bytes of a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _behind(gif: bytes, at: int) -> int:
    """Give what follows a row of blocks, each behind its length."""
    while gif[at]:
        at += gif[at] + 1
    return at + 1
