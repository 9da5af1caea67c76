"""The files beside the documents: which are published, and what is wrong with the others."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from . import prose
from .addresses import Addresses
from .handbook import READ, TEMPLATES, Handbook
from .pdf.pictures import without_fonts
from .problems import Place, Problem, problem
from .prose.targets import local_file, local_target
from .rules import PICTURES
from .sources import DISK, Disk, Source, leads_out, printable
from .sources.limits import LARGEST

PAPERS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".csv", ".ics", ".txt")
"""Documents that a browser shows as they are or saves; none that it runs, and none that holds others."""
RUNNING = frozenset(
    (".html", ".htm", ".xhtml", ".xht", ".shtml", ".xml", ".xsl", ".js", ".mjs", ".svgz", ".swf")
)
"""Files that a browser runs."""
TOLD = (*READ, ".markdown", ".mdown")
"""Files that become something else, or are told of as strays."""
LEAVINGS = (".bak", ".orig", ".rej", ".swp", ".swo", ".tmp", ".part", "~", "#")


@dataclass(frozen=True, slots=True)
class Attached:
    """The files that are published with a handbook, below its content, and what is wrong with the others."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...]


def attached(handbook: Handbook, sources: Iterable[Source]) -> Attached:
    """Decide what lies beside the documents and is published: pictures and papers that something links to."""
    content = f"{handbook.process}/"
    linked = _linked(handbook, sources)
    problems = [*_outside(handbook, handbook.process), *_outside(handbook, TEMPLATES)]
    there = list(_beside(handbook))
    if not all(f"{content}{name}" in linked for name in there):
        linked = {**_linked_around(handbook, there), **linked}
    problems += [problem("unused-file", Place(each), file=each) for each in _leftovers(handbook)]
    files: list[str] = []
    for name in there:
        path = f"{content}{name}"
        end = posixpath.splitext(name)[1].lower()
        if end in RUNNING:
            problems.append(problem("unsafe-html", Place(printable(path)), what=posixpath.basename(name)))
        elif end == ".svg" and path in linked:
            problems += _drawing(handbook, path)
        if path not in linked:
            if end not in RUNNING:
                problems.append(problem("unused-file", Place(printable(path)), file=printable(path)))
        elif end in (*PICTURES, *PAPERS):
            files.append(name)
    published = {f"{content}{name}" for name in files}
    for path, place in linked.items():
        if (
            path.startswith(content)
            and path not in published
            and local_file(handbook.root, path, picture=True)
        ):
            problems.append(problem("unpublished-file", place, file=printable(path)))
    return Attached(tuple(files), tuple(problems))


def _beside(handbook: Handbook) -> Iterator[str]:
    """Name the files below the content that are no documents, and meant for readers."""
    content = handbook.root / handbook.process
    for above, folders, names in os.walk(content):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            file = Path(above, name)
            hidden = name.startswith((".", "_", "~", "#")) or name.lower().endswith(LEAVINGS)
            if (
                hidden
                or file.suffix.lower() in TOLD
                or name.lower().endswith(".md.txt")
                or not file.is_file()
            ):
                continue
            if not _leads_out(handbook, file):
                yield file.relative_to(content).as_posix()


def _leftovers(handbook: Handbook) -> Iterator[str]:
    """Name what editors and git left behind; it is not published, and nobody meant it."""
    content = handbook.root / handbook.process
    for above, folders, names in os.walk(content):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            if name.lower().endswith(LEAVINGS) and not name.startswith((".", "_")):
                yield printable(f"{handbook.process}/{Path(above, name).relative_to(content).as_posix()}")


def _outside(handbook: Handbook, folder: str) -> Iterator[Problem]:
    """Say which links below a folder leave the handbook's, whatever their names."""
    top = handbook.root / folder
    below = (Path(above, name) for above, folders, names in os.walk(top) for name in (*folders, *names))
    for file in (top, *sorted(below)):
        if file.is_symlink() and _leads_out(handbook, file):
            where = printable(file.relative_to(handbook.root).as_posix())
            yield problem("outside-file", Place(where), file=where)


def _leads_out(handbook: Handbook, file: Path) -> bool:
    return file.is_symlink() and leads_out(file, handbook.root)


def _linked(handbook: Handbook, sources: Iterable[Source]) -> dict[str, Place]:
    """Give the files that texts link to, from the root, each with the place of the first link."""
    found: dict[str, Place] = {}
    for source in sources:
        for link in prose.links(source.body.markdown):
            place = Place(source.path, link.line + source.front_end, link.column)
            _note(found, local_target(handbook.root, source.path, link.target), place)
        for word, place in source.front.words() if source.front else ():
            for link in prose.links(word):
                _note(found, local_target(handbook.root, source.path, link.target), place)
    logo = handbook.identity.logo
    if logo:
        _note(found, posixpath.join(handbook.process, logo), Place(f"{handbook.process}/handbook.yml"))
    return found


def _note(found: dict[str, Place], path: str | None, place: Place) -> None:
    if path is not None and posixpath.splitext(path)[1].lower() not in READ:
        found.setdefault(posixpath.normpath(path), place)


def texts_around(root: Path, addresses: Addresses, disk: Disk = DISK) -> Iterator[str]:
    """Give the texts of hand-written pages and of templates of one's own."""
    for path in (
        *sorted((root / addresses.docs).rglob("*.md")),
        *sorted((root / TEMPLATES).rglob("*.jinja")),
    ):
        yield _text(path, disk)


def _linked_around(handbook: Handbook, names: Iterable[str]) -> Mapping[str, Place]:
    """Give the files that hand-written pages link to, and that templates or mkdocs.yml name."""
    found: dict[str, Place] = {}
    for path in sorted((handbook.root / handbook.addresses.docs).rglob("*.md")):
        where = path.relative_to(handbook.root).as_posix()
        for link in prose.links(_text(path, handbook.disk)):
            _note(
                found, local_target(handbook.root, where, link.target), Place(where, link.line, link.column)
            )
    around = (*sorted((handbook.root / TEMPLATES).rglob("*.jinja")), *sorted(handbook.root.glob("*.yml")))
    texts = {path: _text(path, handbook.disk) for path in around}
    for name in names:
        for path, text in texts.items():
            if name in text:
                place = Place(path.relative_to(handbook.root).as_posix())
                found.setdefault(f"{handbook.process}/{name}", place)
    return found


def _text(path: Path, disk: Disk) -> str:
    try:
        if not path.is_file():  # a pipe is never read to its end
            return ""
        return disk.read(path, LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""


def _drawing(handbook: Handbook, path: str) -> Iterator[Problem]:
    """Find what a drawing is published without, and what would run when it is opened on its own."""
    where = printable(path)
    try:
        drawing = handbook.disk.read(handbook.root / path, LARGEST)
    except OSError:
        return
    plain = without_fonts(drawing)
    if plain != drawing:
        before = drawing[: drawing.index(b"@font-face")].decode("utf-8", "replace")
        yield problem("drawing-font", Place(where, *prose.place_of(before, len(before))))
    # What is published and printed is what is judged.
    refused = prose.refused_in_drawing(plain)
    if refused is None:
        yield problem("unreadable-image", Place(where), image=where, reason="damaged")
    for what, line, column in refused or ():
        yield problem("unsafe-html", Place(where, line, column), what=what)
    lost = prose.lost_on_paper(plain)
    if lost:
        yield problem("drawing-effect", Place(where, *lost[1:]), what=lost[0])
