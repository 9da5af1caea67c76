"""Bombs in pictures, drawings and fonts, on screen and on paper."""

from __future__ import annotations

import struct
import zlib

from .bomb import Files, bomb, document

SVG = 'xmlns="http://www.w3.org/2000/svg" width="90" height="90"'


def showing(name: str, content: str | bytes) -> Files:
    """Write a checklist that shows a picture."""
    body = f"![a drawing](../files/{name})\n\n- [ ] a\n"
    return {"process/checklists/it.md": document(body=body), f"process/files/{name}": content}


def png(width: int, height: int, *, data: bytes = b"", more: bytes = b"") -> bytes:
    """Write a PNG that says it is so large, whatever it holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def chunk(name: bytes, content: bytes) -> bytes:
    """Write a part of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@bomb("a PNG of many pixels in few bytes", "print", "it")
def _() -> Files:
    return showing("a.png", png(40_000, 20_000, data=zlib.compress(bytes(40_001 * 2_000), 9)))


@bomb("a PNG that says it is huge", "print", "it")
def _() -> Files:
    return showing("a.png", png(2**31 - 1, 2**31 - 1))


@bomb("a PNG with texts that unfold", "print", "it")
def _() -> Files:
    texts = b"".join(chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(60_000_000), 9)) for _ in range(20))
    return showing("a.png", png(9, 9, data=zlib.compress(bytes(90)), more=texts))


@bomb("a PNG with colours that unfold", "print", "it")
def _() -> Files:
    colours = chunk(b"iCCP", b"k\0\0" + zlib.compress(bytes(900_000_000), 9))
    return showing("a.png", png(9, 9, data=zlib.compress(bytes(90)), more=colours))


@bomb("a JPEG that says it is huge", "print", "it")
def _() -> Files:
    size = struct.pack(">BHHB", 8, 65_535, 65_535, 1) + b"\x01\x11\x00"
    return showing("a.jpg", b"\xff\xd8\xff\xc0" + struct.pack(">H", 2 + len(size)) + size + b"\xff\xd9")


@bomb("a JPEG with parts by the thousand", "print", "it")
def _() -> Files:
    return showing("a.jpg", b"\xff\xd8" + b"\xff\xfe\x00\x02" * 1_000_000 + b"\xff\xd9")


@bomb("a GIF of frames by the thousand", "print", "it")
def _() -> Files:
    frame = b",\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x44\x01\0"
    return showing("a.gif", b"GIF89a\xff\xff\xff\xff\xf0\0\0\0\0\0\xff\xff\xff" + frame * 100_000 + b";")


@bomb("a WebP that says it is huge", "print", "it")
def _() -> Files:
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + b"\xff\xff\xff" + b"\xff\xff\xff"
    return showing("a.webp", b"RIFF" + struct.pack("<I", len(body)) + body)


def drawing(inside: str, more: str = "") -> Files:
    """Write a checklist that shows a drawing."""
    return showing("a.svg", f"<svg {SVG}{more}>{inside}</svg>")


@bomb("a drawing whose parts double", "print", "it")
def _() -> Files:
    parts = '<g id="a0"><path d="M0 0L9 9"/></g>' + "".join(
        f'<g id="a{n + 1}"><use href="#a{n}"/><use href="#a{n}"/></g>' for n in range(30)
    )
    return drawing(f'<defs>{parts}</defs><use href="#a30"/>')


@bomb("a drawing whose entities double", "print", "it")
def _() -> Files:
    entities = '<!ENTITY a0 "x">' + "".join(f'<!ENTITY a{n + 1} "&a{n};&a{n};">' for n in range(40))
    return showing("a.svg", f"<!DOCTYPE svg [{entities}]><svg {SVG}><text>&a40;</text></svg>")


@bomb("a drawing whose groups are within each other", "print", "it")
def _() -> Files:
    return drawing("<g>" * 9_000 + "</g>" * 9_000)


@bomb("a drawing that uses itself", "print", "it")
def _() -> Files:
    return drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><use href="#a"/>')


@bomb("a drawing of tiny dashes", "print", "it")
def _() -> Files:
    return drawing('<path d="M0 0H1000000" stroke="red" stroke-dasharray="0.000001 0.000001"/>')


@bomb("a drawing of tiny tiles", "print", "it")
def _() -> Files:
    tile = '<pattern id="a" width="0.00001" height="0.00001" patternUnits="userSpaceOnUse"><path d="M0 0H1"/></pattern>'
    return drawing(f'<defs>{tile}</defs><rect width="90" height="90" fill="url(#a)"/>')


@bomb("a drawing of a colour that repeats", "print", "it")
def _() -> Files:
    colour = '<linearGradient id="a" x1="0" x2="1e-12" spreadMethod="repeat"><stop offset="0"/><stop offset="1" stop-color="red"/></linearGradient>'
    return drawing(f'<defs>{colour}</defs><rect width="90" height="90" fill="url(#a)"/>')


@bomb("a drawing that is huge", "print", "it")
def _() -> Files:
    return showing(
        "a.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="1e9" viewBox="0 0 1e-9 1e-9"><path d="M0 0H1"/></svg>',
    )


@bomb("a drawing of one path that is long", "print", "it")
def _() -> Files:
    return drawing(f'<path d="M0 0{"L9 9L0 0" * 200_000}"/>')


@bomb("a drawing of styles", "print", "it")
def _() -> Files:
    rules = "".join(f"g g g g g g .a{n} {{ fill: red }}" for n in range(2_000))
    return drawing(
        f"<style>{rules}</style>" + "<g>" * 40 + '<path class="a1" d="M0 0H1"/>' * 300 + "</g>" * 40
    )


@bomb("a drawing of brackets in a style", "print", "it")
def _() -> Files:
    return drawing(f"<style>{'a{' * 20_000}</style>" + f'<path style="fill:{"(" * 9_000}" d="M0 0H1"/>')


@bomb("a drawing of attributes by the thousand", "print", "it")
def _() -> Files:
    return drawing("<path " + " ".join(f'a{n}="b"' for n in range(50_000)) + "/>")


@bomb("pictures by the thousand in one document", "print", "it")
def _() -> Files:
    body = "![a](../files/a.svg)\n\n" * 300 + "- [ ] a\n"
    return {
        "process/checklists/it.md": document(body=body),
        "process/files/a.svg": f'<svg {SVG}><path d="M0 0H1"/></svg>',
    }


@bomb("a picture in the text that is long")
def _() -> Files:
    return {
        "process/checklists/it.md": document(body=f"![a](data:image/png;base64,{'A' * 480_000})\n\n- [ ] a\n")
    }


@bomb("a font that unfolds")
def _() -> Files:
    font = b"wOFF" + struct.pack(">I", 0x10000) + bytes(36) + zlib.compress(bytes(100_000_000), 9)
    return {"process/phases/it.md": document(body="[a](../files/a.woff)"), "process/files/a.woff": font}
