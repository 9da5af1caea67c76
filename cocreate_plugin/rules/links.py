"""Links and images in text: they lead to what is there, by the name that it has today."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from .. import prose
from ..handbook import Handbook
from ..pdf.pictures import TYPES, UNPRINTED, Looked, looked_at, refusal_of_data
from ..problems import Level, Place, Problem, closest, problem
from ..prose.targets import local_file, local_target
from .odd_addresses import oddness

PICTURES = tuple(TYPES)
"""Pictures that are published, and drawn on paper."""

Anchors = Callable[[str], Collection[str] | None]
"""What one can link to within the file at a path; None when that is not known."""


def lost(
    handbook: Handbook, link: prose.Link, place: Place, anchors: Anchors = lambda path: None
) -> Iterator[Problem]:
    """Say that a link leads nowhere, by an old name, to a heading that is not there, or shows no picture."""
    odd = oddness(link.target)
    if odd:
        yield problem("bad-address", place, target=link.target, reason=odd[0], suggestion=odd[1])
        return
    file, _, fragment = link.target.partition("#")
    local = local_target(handbook.root, place.path, link.target) if file else place.path
    if link.image and link.target.startswith("/") and not link.target.startswith("//"):
        yield problem("broken-link", place, target=link.target)
    if link.image and link.target[:5].lower() == "data:" and (reason := refusal_of_data(link.target)):
        yield _undrawn(place, link.target.partition(",")[0][:60], reason)
    if not link.image and (inside := _from_root(handbook, place.path, link.target)):
        yield problem("broken-link", place, target=link.target, suggestion=inside)
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
    looked = _looked(handbook.root / local) if link.image else Looked()
    if looked.moves:
        yield problem("moving-picture", place, image=local)
    if looked.unshown:
        yield problem("unshown-image", place, image=local)
    if looked.refusal:
        yield _undrawn(place, local, looked.refusal)
    elif fragment:
        known = anchors(local)
        if known is not None and unquote(fragment) not in known:
            close = closest(unquote(fragment).casefold(), frozenset(known))
            near = f"{file}#{close}" if close else None
            yield problem("broken-anchor", place, target=link.target, suggestion=near)


def _from_root(handbook: Handbook, path: str, target: str) -> str | None:
    """Give the way to a file that a link names from the top of the repository, which is not the site's."""
    file, sign, fragment = target.partition("#")
    inside = unquote(file).lstrip("/")
    if not file.startswith("/") or file.startswith("//") or not local_file(handbook.root, inside):
        return None
    return posixpath.relpath(inside, posixpath.dirname(path)) + sign + fragment


def _is_there(handbook: Handbook, local: str, picture: bool) -> bool:
    """Tell whether a file is there; hand-written pages may lie above the root, pictures for paper may not."""
    if not picture and handbook.addresses.hand_written(local) is not None:
        return (handbook.root / local).exists()
    return local_file(handbook.root, local, picture=picture)


def _undrawn(place: Place, image: str, reason: str) -> Problem:
    """Say that paper cannot draw a picture; one that browsers show all the same costs sheets only."""
    found = problem("unreadable-image", place, image=image, reason=reason)
    return replace(found, weight=Level.WARNING) if reason == "not-an-image" else found


def _looked(file: Path) -> Looked:
    """Look at a picture; of a drawing, and of what is no picture at all, something else is said."""
    is_told = file.suffix.lower() in (*PICTURES, *UNPRINTED) and file.suffix.lower() != ".svg"
    return looked_at(file) if is_told else Looked()


def _near(handbook: Handbook, path: str, target: str) -> str | None:
    """Propose the document that a broken link may mean, as a link from the same file."""
    name = posixpath.basename(unquote(target).partition("#")[0].replace("\\", "/").rstrip("/"))
    known = {document.id: document.path for document in handbook.documents}
    if posixpath.splitext(name)[1].lower() in (*PICTURES, ".pdf", ".docx"):
        known = dict(_files(handbook))
    close = closest(re.sub(r"\.(?:md|html?)$", "", name), known)
    return posixpath.relpath(known[close], posixpath.dirname(path)) if close else None


def _files(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Give the files below the content that are no documents: name and path."""
    for each in islice(sorted((handbook.root / handbook.process).rglob("*")), 10_000):
        if each.suffix and each.suffix not in (".md", ".yml") and each.is_file():
            yield each.name, each.relative_to(handbook.root).as_posix()
