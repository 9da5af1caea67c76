"""Where links lead: the file that a target means, and whether it is there."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit


def local_target(root: Path, path: str, target: str) -> str | None:
    """Give the file, from the root, that a link in the file at `path` means; None for an address elsewhere.

    A file above the root begins with `../`; the way up and down again into the root is cut short.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    local = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    return Path(os.path.relpath(root / local, root)).as_posix() if local.startswith("../") else local


def local_file(root: Path, local: str, *, picture: bool = False) -> bool:
    """Tell whether a path leads to something below a folder; a picture is a file."""
    local = posixpath.normpath(local)
    if local == ".." or local.startswith(("../", "/")):
        return False
    try:
        return (root / local).is_file() if picture else (root / local).exists()
    except (OSError, ValueError):  # a name too long, or with a sign that no name has
        return False
