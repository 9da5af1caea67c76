"""The shipped fonts, and the settings that let a worker see no others."""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from xml.sax.saxutils import escape

from .files import write_whole

FOLDER = Path(__file__).parent.parent / "assets" / "fonts"

SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def settings(folder: Path) -> Path:
    """Write the Fontconfig settings into a folder, which then also holds Fontconfig's own cache."""
    path = folder / "fonts.conf"
    text = SETTINGS.format(fonts=escape(str(FOLDER)), cache=escape(str(folder))).encode()
    if not path.is_file() or path.read_bytes() != text:
        write_whole(path, text)
    return path


def surroundings(settings_file: Path) -> dict[str, str]:
    """Give the environment of a worker, in which neither the system's fonts nor its language are seen."""
    seen = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "PANGO_LANGUAGE")}
    return {**seen, "FONTCONFIG_FILE": str(settings_file), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


@cache
def edition() -> str:
    """Hash what all sheets are printed with: this package, the fonts, and the libraries that draw."""
    seen = sha256()
    for path in [*sorted(Path(__file__).parent.glob("*.py")), *sorted(FOLDER.rglob("*.ttf"))]:
        seen.update(path.name.encode())
        seen.update(path.read_bytes())
    for library in ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "pillow", "pyphen"):
        seen.update(f"{library} {_version(library)}\n".encode())
    return seen.hexdigest()


@cache
def signs() -> frozenset[int]:
    """Give the code points that the shipped fonts can draw."""
    from fontTools.ttLib import TTFont

    tables = (TTFont(path, lazy=True).getBestCmap() for path in sorted(FOLDER.rglob("*.ttf")))
    return frozenset(point for table in tables for point in table or ())


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
