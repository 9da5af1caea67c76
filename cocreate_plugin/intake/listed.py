"""Which files of a folder are taken in, and which are not, and why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..sources import leads_out, printable
from .notes import Left

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
WORD = (".docx",)
WEB = (".html", ".htm")
READ = (*MARKDOWN, *WORD, *WEB)
PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".svg",
    ".bmp",
    ".tif",
    ".tiff",
    ".emf",
    ".wmf",
    ".heic",
)
"""Pictures of a folder come with the texts that show them; by themselves they are not told."""
MOST_FILES = 1000
"""Files of one import; more are several handbooks, or a folder that nobody meant."""


def listed(top: Path) -> tuple[tuple[str, ...], tuple[Left, ...]]:
    """Give the files to read below a folder, or the one file that is named, by their path from the folder."""
    if top.is_file():
        taken = top.suffix.lower() in READ
        return ((top.name,), ()) if taken else ((), (Left(printable(top.name), _reason(top.name)),))
    names: list[str] = []
    left: list[Left] = []
    for name in _below(top):
        shown = printable(name)
        if leads_out(top / name, top):
            left.append(Left(shown, "outside"))
        elif not (top / name).is_file():
            left.append(Left(shown, "no-file"))
        elif not name.lower().endswith(READ):
            if not name.lower().endswith(PICTURES):
                left.append(Left(shown, _reason(name)))
        elif len(names) == MOST_FILES:
            left.append(Left(shown, "too-many"))
        else:
            names.append(name)
    return tuple(names), tuple(left)


def _reason(name: str) -> str:
    ending = name.lower().rpartition(".")[2]
    return "old-word" if ending in ("doc", "odt", "rtf", "pages") else "other-type"


def _below(top: Path) -> Iterator[str]:
    """Name all files below a folder that are not hidden; links to folders are not followed."""
    for above, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(files):
            if not name.startswith((".", "~$")):
                yield Path(above, name).relative_to(top).as_posix()
