"""The shipped fonts, and the settings that let a worker see no others."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
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
