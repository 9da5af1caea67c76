"""Reads images below one folder and nothing else, and remembers what it refused.

Sheets see that folder as the root of their file system. So nothing outside of it has an address, and no
address depends on where the handbook lies on this machine.
"""

from __future__ import annotations

import stat
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

from .pictures import MOST_BYTES, TYPES, RefusedError, check, plainly, without_fonts


class SheetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types.
    """Gives WeasyPrint the images of one sheet."""

    def __init__(self, root: Path, base: Path) -> None:
        """Remember the root, and where in it relative addresses start."""
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self._root = root.resolve(strict=True)
        below = base.resolve().relative_to(self._root).as_posix()
        self.base_url = "file:///" if below == "." else f"file:///{below}/"
        self.refused: dict[str, str] = {}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Read an image, or refuse and remember why."""
        try:
            return self._data(url) if url[:5].lower() == "data:" else self._file(url)
        except RefusedError as error:
            self.refused.setdefault(url, str(error))
            raise

    def _data(self, url: str) -> URLFetcherResponse:
        if len(url) > MOST_BYTES:
            raise RefusedError("too-large")
        try:
            response = super().fetch(url)
        except Exception as error:
            raise RefusedError("damaged") from error
        return _checked(response.read(), response.content_type)

    def _file(self, url: str) -> URLFetcherResponse:
        path = self._inside(url)
        media_type = TYPES.get(path.suffix.lower())
        if media_type is None:
            raise RefusedError("not-an-image")
        return _checked(_content(path), media_type)

    def _inside(self, url: str) -> Path:
        """Find the file of an address, symbolic links followed before the root is asked for."""
        parts = urlsplit(url)
        if parts.scheme.lower() != "file" or parts.netloc not in ("", "localhost"):
            raise RefusedError("remote")
        try:
            below = unquote(parts.path, errors="strict")
            candidates = (Path(url2pathname(parts.path)), self._root / below.lstrip("/"))
            paths = [candidate.resolve() for candidate in candidates]
        except (ValueError, OSError) as error:
            raise RefusedError("not-found") from error
        for path in paths:
            if path.is_relative_to(self._root):
                return path
        raise RefusedError("outside")


def _content(path: Path) -> bytes:
    """Read a regular file; a pipe or a device could block or run on for ever."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise RefusedError("not-an-image")
        if state.st_size > MOST_BYTES:
            raise RefusedError("too-large")
        return path.read_bytes()
    except OSError as error:
        raise RefusedError("not-found") from error


def _checked(body: bytes, media_type: str) -> URLFetcherResponse:
    check(body, media_type)
    body = without_fonts(body) if media_type == TYPES[".svg"] else plainly(body)
    # An address of its own kind, because WeasyPrint reads the file behind a `file:` address once more.
    return URLFetcherResponse("image:", body, {"Content-Type": media_type})
