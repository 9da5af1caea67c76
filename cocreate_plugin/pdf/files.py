"""Files that are there whole or not at all, even when a build is killed."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

_NO_LINK = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
"""Do not follow a link, do not wait for a pipe, do not change line ends; where a system knows them."""


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there, so that nobody ever reads a half."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def read_plain(path: Path, most: int) -> bytes:
    """Read a file of at most so many bytes; OSError when it is a link, a pipe or a device."""
    handle = os.open(path, os.O_RDONLY | _NO_LINK)
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(handle)
        if path.is_symlink() or not stat.S_ISREG(state.st_mode) or state.st_size > most:
            raise OSError(errno.EINVAL, "not a plain file", os.fspath(path))
        return file.read(most)


def unwritable(folder: Path) -> str:
    """Say why nothing can be written below a folder that may not be there yet; nothing when it can."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return ""
    return os.strerror(errno.EACCES if there.is_dir() else errno.ENOTDIR)


class Unwritten(OSError):
    """A file that could not be written, by the name that it was to have."""


def put(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there."""
    try:
        _put(path, content)
    except OSError as error:
        raise Unwritten(error.errno, error.strerror, os.fspath(path)) from error


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.part")
    try:
        # Opened by hand because tempfile makes files that only their owner may read.
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(content)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
