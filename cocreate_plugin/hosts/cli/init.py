"""A handbook of one's own that builds at once: next to nothing, or a copy of the reference handbook."""

from __future__ import annotations

import json
import os
import posixpath
import re
import secrets
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from ... import prose
from ...pdf.files import Unwritten, put
from ...phrases import FALLBACK, Phrases, is_language, phrases
from ...sources.files import LANGUAGE
from ..project import spoken
from ..reports.report import HOME
from .localised_click import refuse_plainly
from .report import tell

PACKAGE = Path(__file__).resolve().parents[2]
REFERENCE_LANGUAGE = "en"
OURS = ("guide", "reference", "about", "assets")
"""Folders of docs/ that are about this program."""

KEPT = (".git",)
"""What a folder may hold and still be empty: it was just made on a code host."""


def init(folder: Path, source: str | None, language: str | None) -> None:
    """Make a handbook in a folder; when something goes wrong on the way, the folder is as it was."""
    source = source or ("reference" if (language or spoken())[:2] == REFERENCE_LANGUAGE else "empty")
    language = language or (REFERENCE_LANGUAGE if source == "reference" else spoken())
    words = phrases(spoken(language))
    if not LANGUAGE.match(language) or not is_language(language):
        refuse_plainly(words.t("init.bad-language", given=language))
    if folder.exists() and (not folder.is_dir() or any(path.name not in KEPT for path in folder.iterdir())):
        refuse_plainly(words.t("init.not-empty", folder=str(folder)))
    home = folder.resolve()
    # Made where it is to be, for a folder may be a disk of its own, from which nothing can be moved.
    made = (home if home.exists() else home.parent) / f".{home.name[:40]}.{secrets.token_hex(4)}"
    try:
        _write(made, home.name, source, language, words)
        _move(made, home)
    except Unwritten as error:
        raise Unwritten(error.errno, error.strerror, os.fspath(folder)) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    _say_next(folder, source, language, words)


def _write(made: Path, home: str, source: str, language: str, words: Phrases) -> None:
    title = re.sub(r"[-_\s]+", " ", home).strip().capitalize() or words.t("init.title")
    facts = {"title": title, "language": language, "version": version("mkdocs-cocreate")}
    for name, path in _starter(words.language).items():
        where = PurePosixPath(name.replace("dot-", ".", 1))
        if source == "empty" or where.parts[0] not in ("process", "docs") or where.name == "handbook.yml":
            is_data = where.suffix in (".yml", ".yaml")
            put(made / where, _filled(path.read_text("utf-8"), facts, is_data).encode())
    if source == "reference":
        for path, name in _reference():
            put(made / name, _adapted(path, name) if path.suffix == ".md" else path.read_bytes())
        index = made / "docs" / "index.md"
        put(
            index, f"{index.read_text('utf-8').rstrip()}\n\n{words.t('init.credit', address=HOME)}\n".encode()
        )


def _starter(language: str) -> dict[str, Path]:
    """Give the files of a start by name: in a language, or in English with what only machines read."""
    folder = PACKAGE / "starters"
    own = folder / language if (folder / language / "process").is_dir() else folder / FALLBACK
    return {
        path.relative_to(start).as_posix(): path
        for start in (folder / FALLBACK, own)
        for path in _files(start)
        if start == own or path.relative_to(start).parts[0] not in ("process", "docs")
    }


def _filled(text: str, facts: dict[str, str], is_data: bool) -> str:
    """Fill in `%facts%`; in YAML a word gets quotes when it needs them."""
    for name, fact in facts.items():
        plain = not is_data or re.match(r"^[^\W\d_][\w .-]*$", fact)
        text = text.replace(f"%{name}%", fact if plain else json.dumps(fact, ensure_ascii=False))
    return text


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != ".DS_Store")


def _reference() -> Iterator[tuple[Path, str]]:
    """Name the files of the reference handbook: in the package, or in the checkout that it runs from."""
    packed = PACKAGE / "reference"
    top = packed if packed.is_dir() else PACKAGE.parent
    for folder in ("docs", "process"):
        for path in _files(top / folder):
            where = path.relative_to(top).as_posix()
            if not _is_ours(where) and where != "process/handbook.yml":
                yield path, where


def _is_ours(where: str) -> bool:
    return where.startswith(tuple(f"docs/{name}/" for name in OURS))


def _adapted(path: Path, where: str) -> bytes:
    """Lead links to pages that are not copied to where they are published."""

    def elsewhere(target: str, _: bool) -> str | None:
        plain, hash_, part = target.partition("#")
        local = posixpath.normpath(posixpath.join(posixpath.dirname(where), plain))
        if ":" in target or not plain.endswith(".md") or not _is_ours(local):
            return None
        page = local.removeprefix("docs/").removesuffix(".md").removesuffix("index").rstrip("/")
        return f"{HOME}{page}/{hash_}{part}"

    return prose.relinked(path.read_text("utf-8"), elsewhere).encode()


def _move(made: Path, home: Path) -> None:
    """Put the finished folder in its place; into a folder that is there already, its settings last."""
    if not home.exists():
        made.replace(home)
        return
    for path in sorted(made.iterdir(), key=lambda path: path.name == "mkdocs.yml"):
        path.replace(home / path.name)


def _say_next(folder: Path, source: str, language: str, words: Phrases) -> None:
    is_here = folder.resolve() == Path.cwd()
    tell(words.t("init.done-here") if is_here else words.t("init.done", folder=str(folder)))
    if source == "reference" and language[:2] != REFERENCE_LANGUAGE:
        tell(words.t("init.translate"))
    go = [] if is_here else [f"cd {_shell(os.fspath(folder))}"]
    for line in (*go, "mkdocs serve", "cocreate check"):
        tell(f"  {line}")
    tell(words.t("init.next"))


def _shell(word: str) -> str:
    return word if re.match(r"^[\w./-]+$", word) else json.dumps(word, ensure_ascii=False)
