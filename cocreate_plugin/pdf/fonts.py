"""The shipped fonts, and the settings that let a worker see no others."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from math import ceil
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parent.parent / "assets" / "fonts"

SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


PASSED_ON = re.compile(
    "(PATH|LD_.*|DYLD_.*|WEASYPRINT_.*|HOME|USERPROFILE|LOCALAPPDATA|TMP|TEMP|TMPDIR|SYSTEMROOT|WINDIR"
    "|SOURCE_DATE_EPOCH)",
    re.IGNORECASE,
)
"""Variables that a worker may need to find its libraries; others, such as passwords of a build, stay away."""


@contextmanager
def only_our_fonts() -> Iterator[None]:
    """Let the libraries that are loaded meanwhile see the shipped fonts and no others.

    Fontconfig's own cache lies in a passing folder: it would believe whatever it found in one that is kept.
    """
    with tempfile.TemporaryDirectory(prefix="cocreate-", ignore_cleanup_errors=True) as folder:
        path = Path(folder, "fonts.conf")
        path.write_text(SETTINGS.format(fonts=escape(str(FOLDER)), cache=escape(folder)), "utf-8")
        os.environ["FONTCONFIG_FILE"] = str(path)
        yield


def surroundings() -> dict[str, str]:
    """Give the environment of a worker, without the system's language, zone of time and secrets."""
    seen = {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}
    return {**seen, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


@cache
def edition() -> str:
    """Hash what all sheets are printed with: this package, the fonts, and the libraries that draw."""
    seen = sha256()
    for path in [*sorted(Path(__file__).parent.glob("*.py")), *sorted(FOLDER.rglob("*.ttf"))]:
        seen.update(path.name.encode())
        seen.update(path.read_bytes())
    for library in ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "pillow", "pyphen"):
        seen.update(f"{library} {version(library)}\n".encode())
    return seen.hexdigest()


@cache
def signs() -> frozenset[int]:
    """Give the code points that the shipped fonts can draw."""
    from fontTools.ttLib import TTFont

    tables = (TTFont(path, lazy=True).getBestCmap() for path in sorted(FOLDER.rglob("*.ttf")))
    return frozenset(point for table in tables for point in table or ())


TEXT_FACES = ("source-sans-3/SourceSans3-Regular.ttf", "dejavu/DejaVuSans.ttf")
"""The face of running text, and the one that takes its place for other signs."""

MEASURED = (
    *(*range(0x20, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00), *range(0x2010, 0x2070)),
    *(*range(0x20A0, 0x20C0), 0x2116, 0x2122, *range(0x2190, 0x2196), 0x2212, *range(0x2248, 0x2266)),
)
"""Code points of Latin, Greek and Cyrillic, with the signs that stand in their texts."""

UNSEEN = frozenset(("Cc", "Cf", "Mn", "Zl", "Zp"))
"""Categories of signs that have no width of their own."""

WIDTH_STEP = 50
"""Widths are told in fiftieths of the type size, rounded up."""


@cache
def letters_by_width() -> Mapping[int, str]:
    """Give the signs of running text by their width, in fiftieths of the type size, never too little."""
    from fontTools.ttLib import TTFont

    found: dict[int, list[str]] = {}
    seen: set[int] = set()
    for name in TEXT_FACES:
        with TTFont(FOLDER / name, lazy=True) as face:
            glyphs, widths, unit = face.getBestCmap(), face["hmtx"], face["head"].unitsPerEm
            for point in MEASURED:
                if point in glyphs and point not in seen and unicodedata.category(chr(point)) not in UNSEEN:
                    found.setdefault(ceil(widths[glyphs[point]][0] / unit * WIDTH_STEP), []).append(
                        chr(point)
                    )
            seen |= glyphs.keys()
    return {wide: "".join(signs) for wide, signs in sorted(found.items())}
