"""Where links lead: the file that a target means, and whether it is there."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote, urlsplit


def local_target(path: str, target: str) -> str | None:
    """Give the file, from the root, that a link in a file means; None for an address elsewhere."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))


def local_file(root: Path, local: str, *, picture: bool = False) -> bool:
    """Tell whether a path leads to something below a folder; a picture is a file."""
    local = posixpath.normpath(local)
    if local == ".." or local.startswith(("../", "/")):
        return False
    try:
        return (root / local).is_file() if picture else (root / local).exists()
    except (OSError, ValueError):  # a name too long, or with a sign that no name has
        return False
