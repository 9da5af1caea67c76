"""The files that declare kinds of a handbook's own: `process/kinds/<folder>.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..problems import Place, Problem, problem
from .disk import DISK, Disk
from .files import DEVICE, ID, entries_of, fields_of, printable, proposed_id
from .front_matter import Value
from .limits import MOST_DECLARATIONS

KINDS_FOLDER = "kinds"
"""The folder of the declarations, below the content."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A file that declares a kind, or adds to one: the folder that it is named after, and its fields."""

    path: str
    folder: str
    fields: Value


def read_declarations(
    root: Path, process: str, disk: Disk = DISK
) -> tuple[tuple[Declaration, ...], tuple[Problem, ...]]:
    """Read all declarations of a handbook; one that cannot be read is left out and reported."""
    folder, where = root / process / KINDS_FOLDER, f"{process}/{KINDS_FOLDER}"
    problems: list[Problem] = []
    if not folder.is_dir():
        return (), ()
    paths = [each for each in entries_of(folder, where, problems) if not each.name.startswith((".", "_"))]
    for path in paths[MOST_DECLARATIONS:]:
        place = Place(f"{where}/{printable(path.name)}")
        problems.append(problem("too-long", place, most=MOST_DECLARATIONS, reason="kinds"))
    return tuple(_read(paths[:MOST_DECLARATIONS], where, problems, disk)), tuple(problems)


def _read(paths: list[Path], where: str, problems: list[Problem], disk: Disk) -> Iterator[Declaration]:
    for path in paths:
        name = printable(path.name)
        folder, place = name.removesuffix(".yml"), Place(f"{where}/{name}")
        if path.suffix != ".yml":
            problems.append(problem("stray-file", place, name=name))
        elif not ID.match(folder) or DEVICE.match(folder):
            better = proposed_id(folder) if not ID.match(folder) else ""
            problems.append(problem("bad-file-name", place, name=name, proposal=f"{better or 'my-kind'}.yml"))
        else:
            before = len(problems)
            fields = fields_of(path, place.path, problems, disk)
            if fields is not None or len(problems) == before:
                # A kind may have nothing but what every document has.
                yield Declaration(place.path, folder, fields or Value((), place, is_pairs=True))
