"""Links and images in text: they lead to what is there, by the name that it has today."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from .. import prose
from ..handbook import Handbook
from ..problems import Place, Problem, problem
from ..prose.targets import local_file, local_target

Anchors = Callable[[str], Collection[str] | None]
"""What one can link to within the file at a path; None when that is not known."""

_HEADS = {
    ".png": b"\x89PNG\r\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
}
"""How pictures begin."""


def lost(
    handbook: Handbook, link: prose.Link, place: Place, anchors: Anchors = lambda path: None
) -> Iterator[Problem]:
    """Say that a link leads nowhere, by an old name, to a heading that is not there, or shows no picture."""
    file, _, fragment = link.target.partition("#")
    local = local_target(handbook.root, place.path, link.target) if file else place.path
    if link.image and link.target.startswith("/") and not link.target.startswith("//"):
        yield problem("broken-link", place, target=link.target)
    if local is None:
        return
    if file and not _is_there(handbook, local, link.image):
        now = handbook.current(local)
        if now == local:
            yield problem(
                "broken-link", place, target=link.target, suggestion=_near(handbook, place.path, link.target)
            )
            return
        local, file = now, posixpath.relpath(now, posixpath.dirname(place.path))
        yield problem("former-id", place, id=link.target, now=f"{file}#{fragment}" if fragment else file)
    if link.image and not _is_picture(handbook.root / local):
        yield problem("unreadable-image", place, image=local, reason="damaged")
    elif fragment:
        known = anchors(local)
        if known is not None and unquote(fragment) not in known:
            close = difflib.get_close_matches(unquote(fragment).casefold(), sorted(known), 1, 0.6)
            near = f"{file}#{close[0]}" if close else None
            yield problem("broken-anchor", place, target=link.target, suggestion=near)


def _is_there(handbook: Handbook, local: str, picture: bool) -> bool:
    """Tell whether a file is there; hand-written pages may lie above the root, pictures for paper may not."""
    if not picture and handbook.addresses.hand_written(local) is not None:
        return (handbook.root / local).exists()
    return local_file(handbook.root, local, picture=picture)


def _is_picture(file: Path) -> bool:
    """Tell whether a file begins as a picture of its name does; other names are not judged here."""
    begins = _HEADS.get(file.suffix.lower())
    try:
        with file.open("rb") as opened:
            return begins is None or opened.read(16).startswith(begins)
    except OSError:
        return False


def _near(handbook: Handbook, path: str, target: str) -> str | None:
    """Propose the document that a broken link may mean, as a link from the same file."""
    stem = posixpath.basename(target.partition("#")[0]).removesuffix(".md")
    by_id = {document.id: document.path for document in handbook.documents}
    close = difflib.get_close_matches(stem, list(by_id), 1, 0.7)
    return posixpath.relpath(by_id[close[0]], posixpath.dirname(path)) if close else None
