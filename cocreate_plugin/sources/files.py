"""Finds the files of a handbook and reads each into front matter and body."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..phrases import is_language
from ..problems import Place, Problem, closest, problem
from .blocks import Body
from .body import read_body
from .conflicts import one_side
from .disk import DISK, Disk
from .fences import second_block, split_front_matter, straightened
from .front_matter import Value, read_yaml
from .guard import Budget, guarded
from .limits import (
    LARGEST,
    LARGEST_PAGE,
    LONGEST_FRONT,
    MOST_DOCUMENTS,
    READ_OF_TOO_MANY,
    long_lines_cut,
    too_much,
)
from .lines import STRANGE, readable

MADE_ENDINGS = ("blank", "form", "2xa4", "pocket", "participants", "large", "joined", "a4", "ballots", "pack")
"""How the files of the further forms of a sheet end."""
ENDINGS_OF_EVENTS = ("sign-in", "name-cards", "questions")
"""The same for what is printed of events alone."""
HELD = frozenset(("sessions", "dialogue-models"))
"""Folders of documents with such sheets; in others these words may end a name."""
RESERVED = re.compile(rf"^(index|(gate|phase|prepare)-.*|.*-({'|'.join(MADE_ENDINGS)}))$")
_OF_EVENTS = re.compile(rf".*-({'|'.join(ENDINGS_OF_EVENTS)})$")
DEVICE = re.compile(r"^(con|prn|aux|nul|com[1-9]|lpt[1-9])$")
"""Names that Windows keeps for devices: a repository with such a file cannot be checked out there."""
ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")
STATEMENT = "accessibility.md"
"""What the organisation adds to the accessibility statement."""
TOP_NAMES = ("handbook.yml", "glossary.md", STATEMENT, "sources.bib", "files", "kinds")
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that are more than a Latin letter with a mark."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document's file: what it is called, its front matter, and its body."""

    path: str
    folder: str
    id: str
    language: str
    front: Value | None
    body: Body
    front_end: int = 0
    """Lines that front matter takes, its fences included."""


@dataclass(frozen=True, slots=True)
class Sources:
    """All files of a process folder."""

    documents: tuple[Source, ...] = ()
    read: int = 0
    """How many of them were read, from the first on; of too many, the others are only known to be there."""
    introductions: tuple[Source, ...] = ()
    """The `index.md` of kinds, and the text of the accessibility statement."""
    glossary: tuple[Source, ...] = ()
    handbook: Value | None = None
    bibliography: str = ""
    problems: tuple[Problem, ...] = ()


def read_sources(
    root: Path, process: str, folders: Iterable[str], budget: Budget | None = None, disk: Disk = DISK
) -> Sources:
    """Read everything below `root/process`; all faults come back as problems."""
    known = tuple(folders)
    base = root / process
    budget = budget or Budget()
    if process.startswith(".."):
        # Links, pictures and dates are those of files below the root.
        return Sources(problems=(problem("outside-process", Place(process), folder=process),))
    if leads_out(base, root):
        return Sources(problems=(problem("outside-file", Place(process), file=process),))
    if not base.is_dir():
        return Sources(problems=(problem("no-process", Place(process), folder=process),))
    problems: list[Problem] = []
    problems += _strangers(entries_of(base, process, problems), process, known)
    documents: list[Source] = []
    introductions: list[Source] = []
    files = {
        folder: entries_of(base / folder, f"{process}/{folder}", problems) if (base / folder).is_dir() else []
        for folder in known
    }
    count = sum(path.suffix == ".md" for listed in files.values() for path in listed)
    most = MOST_DOCUMENTS if count <= MOST_DOCUMENTS else READ_OF_TOO_MANY
    for folder, listed in files.items():
        for path in (each for each in listed if each.suffix == ".md"):
            if path.name.startswith((".", "_")):
                continue
            name = printable(path.name)
            where = f"{process}/{folder}/{name}"
            stem, language = _stem(name)
            too_many = len(documents) >= most
            if too_many or budget.spent(where):
                # As one that cannot be read: what names it is not wrong for that.
                source: Source | None = Source(where, folder, stem, language, None, Body(()))
            else:
                source = _read(path, where, folder, stem, language, problems, stem != "index", disk)
            if source is None:
                continue
            if stem == "index":
                introductions.append(source)
            elif _acceptable(stem, name, where, problems):
                documents.append(source)
            elif better := _free_id(stem, listed):
                documents.append(replace(source, id=better))
        for path in listed:
            stem, language = _stem(re.sub(r"(?i)\.(md|markdown|mdown)(\.txt)?$", "", printable(path.name)))
            if path.suffix != ".md" and _WRONG_END.search(path.name) and (better := _free_id(stem, listed)):
                # It is told as a stray; what names it is not to seem wrong as well.
                where = f"{process}/{folder}/{printable(path.name)}"
                source = _read(path, where, folder, better, language, [], True, disk)
                documents += [source] if source else []
    if len(documents) > MOST_DOCUMENTS:
        first = Place(documents[MOST_DOCUMENTS].path)
        problems.append(problem("too-long", first, most=MOST_DOCUMENTS, reason="documents"))
    glossary = [
        source
        for path in sorted(base.glob("glossary*.md"))
        if _stem(path.name)[0] == "glossary"
        and (source := _read(path, f"{process}/{path.name}", "", *_stem(path.name), problems, False, disk))
    ]
    if (base / STATEMENT).exists():
        where, folder = f"{process}/{STATEMENT}", STATEMENT.removesuffix(".md")
        own = _read(base / STATEMENT, where, folder, "index", "", problems, False, disk)
        introductions += [own] if own else []
    front = fields_of(base / "handbook.yml", f"{process}/handbook.yml", problems, disk)
    bibliography = _text(base / "sources.bib", f"{process}/sources.bib", problems, disk, required=False)
    if not documents and not problems:
        problems.append(problem("empty-process", Place(process), folder=process, kinds=known))
    return Sources(
        tuple(documents),
        most,
        tuple(introductions),
        tuple(glossary),
        front,
        bibliography or "",
        tuple(problems),
    )


def leads_out(path: Path, root: Path) -> bool:
    """Tell whether a file lies, links followed, outside the handbook, or among its hidden files."""
    try:
        real, home = path.resolve(), root.resolve()
    except (OSError, RuntimeError):  # links in a circle lead nowhere
        return False
    return not real.is_relative_to(home) or any(part.startswith(".") for part in real.relative_to(home).parts)


def proposed_id(name: str) -> str:
    """Propose an id for a file name or a title: `Följa upp` gives `folja-upp`."""
    letters = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    plain = letters.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


_WRONG_END = re.compile(r"(?i)\.(?:md|markdown|mdown)(?:\.txt)?$")
"""Endings of files that were meant as documents."""


def _strangers(paths: list[Path], process: str, known: tuple[str, ...]) -> Iterator[Problem]:
    for path in paths:
        name, where = printable(path.name), Place(f"{process}/{printable(path.name)}")
        if name.startswith((".", "_")) or name in TOP_NAMES:
            continue
        if path.is_dir() and name not in known and any(each.suffix == ".md" for each in _below(path)):
            yield problem(
                "unknown-kind", where, folder=name, folders=known, suggestion=closest(name.lower(), known)
            )
        elif path.is_dir() and name in known:
            yield from _strangers_within(path, f"{process}/{name}")
        elif path.suffix.lower() in (".md", ".markdown", ".yml", ".yaml", ".bib") and not _translated(name):
            yield problem("stray-file", where, name=name)


def _free_id(stem: str, listed: list[Path]) -> str:
    """Give the id that a wrong file name means; empty when another file has it, or none is meant."""
    better = proposed_id(stem)
    taken = {path.name for path in listed}
    return better if better and f"{better}.md" not in taken and not RESERVED.match(better) else ""


def _strangers_within(folder: Path, where: str) -> Iterator[Problem]:
    for path in _below(folder):
        wrong_end = path.suffix.lower() in (".md", ".markdown", ".mdown", ".txt") and path.suffix != ".md"
        if wrong_end or (path.suffix == ".md" and path.parent != folder):
            inside = printable(path.relative_to(folder).as_posix())
            yield problem("stray-file", Place(f"{where}/{inside}"), name=inside)


def entries_of(folder: Path, where: str, problems: list[Problem]) -> list[Path]:
    """List a folder in order."""
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        problems.append(problem("unreadable-file", Place(where), detail=error.strerror or str(error)))
        return []


def _below(folder: Path) -> Iterator[Path]:
    """Find all files below a folder; links to folders are not followed, for they may lead in a circle."""
    for above, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        yield from (Path(above, name) for name in sorted(files) if not name.startswith("."))


def printable(name: str) -> str:
    """Give a file name that can be shown, whatever bytes it is made of."""
    shown = os.fsencode(name).decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)


def _translated(name: str) -> bool:
    stem, language = _stem(name)
    return stem == "glossary" and bool(language)


def _stem(name: str) -> tuple[str, str]:
    """Split `explore.sv.md` into id and language."""
    stem = name.removesuffix(".md")
    start, dot, end = stem.rpartition(".")
    return (start, end) if dot and LANGUAGE.match(end) and is_language(end) else (stem, "")


def is_reserved(id_: str, folder: str) -> bool:
    """Tell whether a document in a folder may not be called so, because something that is made is."""
    return bool(RESERVED.match(id_) or (folder in HELD and _OF_EVENTS.match(id_)))


def _acceptable(stem: str, name: str, where: str, problems: list[Problem]) -> bool:
    if not ID.match(stem) or DEVICE.match(stem):
        better = f"the-{stem}" if ID.match(stem) else proposed_id(stem) or "document"
        problems.append(problem("bad-file-name", Place(where), name=name, proposal=f"{better}.md"))
        return False
    if is_reserved(stem, where.split("/")[-2]):
        problems.append(problem("reserved-id", Place(where), id=stem))
        return False
    return True


def fields_of(
    path: Path, where: str, problems: list[Problem], disk: Disk, most: int = LONGEST_FRONT
) -> Value | None:
    """Read a file that holds nothing but fields; None when it is empty, or cannot be read."""
    text = _text(path, where, problems, disk, required=False)
    if not text or not text.strip():
        return None
    if len(text) > most:
        problems.append(problem("too-long", Place(where), most=most, reason="signs"))
        return None
    # A line of hyphens at the end is what front matter has, and would begin another document.
    value, found = read_yaml(re.sub(r"\n---[ \t]*\s*\Z", "\n", text), where)
    problems.extend(found)
    if value is not None and not value.is_pairs:
        problems.append(problem("no-fields", value.place))
        return None
    return value


def _text(
    path: Path, where: str, problems: list[Problem], disk: Disk, required: bool = True, most: int = LARGEST
) -> str | None:
    """Read a text file as editors do: UTF-8, any line end, a byte order mark ignored."""
    if leads_out(path, path.parents[where.removeprefix("./").count("/")]):
        problems.append(problem("outside-file", Place(where), file=where))
        return None
    if not path.is_file():
        if required or path.is_symlink() or path.exists():
            problems.append(problem("unreadable-file", Place(where), detail="not a file"))
        return None
    try:
        if disk.size(path) > most:
            problems.append(problem("too-long", Place(where), most=most, reason="bytes"))
            return None
        data = disk.read(path)
    except OSError as error:
        problems.append(problem("unreadable-file", Place(where), detail=error.strerror or str(error)))
        return None
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(problem("not-text", Place(where)))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = readable(data.decode("utf-8-sig", "replace")[: len(data[: error.start].decode())])
        problems.append(problem("not-utf-8", _end_of(before, where)))
        return None
    if strange := STRANGE.search(text):
        sign = f"U+{ord(strange[0]):04X}"
        place = _end_of(readable(text[: strange.start()]), where)
        problems.append(problem("strange-sign", place, sign=sign, number=len(STRANGE.findall(text))))
    text, conflicts = one_side(readable(text), where)
    problems.extend(conflicts)
    return text


def _end_of(text: str, where: str) -> Place:
    """Give the place behind a text that begins a file."""
    return Place(where, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _read(
    path: Path,
    where: str,
    folder: str,
    stem: str,
    language: str,
    problems: list[Problem],
    needs_front: bool,
    disk: Disk,
) -> Source | None:
    text = _text(path, where, problems, disk, most=LARGEST_PAGE)
    refused = too_much(text, where) if text is not None else None
    # A file that cannot be read still exists: one fault must not set off ten.
    blank = Source(where, folder, stem, language, None, Body(())) if needs_front else None
    if text is None or refused:
        problems += [refused] if refused else []
        return blank
    name = (where, folder, needs_front)
    before, known = (disk.parsed or {}).get(name, ("", None))
    source, found = known if known and before == text else (blank, list[Problem]())
    if not (known and before == text):
        with guarded(where, found):
            source = _parsed(long_lines_cut(text, where, found), blank, where, folder, stem, language, found)
        if disk.parsed is not None and not any(each.code == "too-slow" for each in found):
            disk.parsed[name] = (text, (source, found))
    problems += found
    return source


def _parsed(
    text: str,
    blank: Source | None,
    where: str,
    folder: str,
    stem: str,
    language: str,
    problems: list[Problem],
) -> Source:
    """Divide a text into front matter and body, and read both."""
    needs_front = blank is not None
    if needs_front:
        text = straightened(text, where, problems)
    front_text, end, left_open = split_front_matter(text)
    front: Value | None = None
    if not text.strip():
        problems.append(problem("empty-file", Place(where)))
    elif left_open:
        problems.append(problem("unclosed-front-matter", Place(where)))
        return blank or Source(where, folder, stem, language, None, Body(()))
    elif front_text is not None and len(front_text) > LONGEST_FRONT:
        problems.append(problem("too-long", Place(where, 2), most=LONGEST_FRONT, reason="signs"))
    elif front_text is not None:
        front, found = read_yaml(front_text, where, 2)
        problems.extend(found)
        if front is not None and not front.is_pairs:
            problems.append(problem("no-fields", front.place))
            front = None
    elif needs_front:
        problems.append(problem("no-front-matter", Place(where)))
    lines = text.split("\n")
    if front is not None and (second := second_block(lines, end)):
        problems.append(problem("second-front-matter", Place(where, second[0] + 1)))
        lines[second[0] : second[1]] = [""] * (second[1] - second[0])
    body = Body(())
    with guarded(where, problems):
        body, found = read_body("\n".join(lines[end:]), where, end + 1)
        problems.extend(found)
    return Source(where, folder, stem, language, front, body, end)
