"""An earlier state of a handbook: its files out of the repository's history, in a folder of their own.

Contents are read as they are stored. Nothing is checked out, so no filter, hook or attribute has a say; a
link becomes a copy of the file that it means, and one that leads out of the repository is left out.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .git import UnansweredError, answer, find_git, raw_answer

MOST_BYTES = 400_000_000
"""So much is taken out of the history; a handbook with hundreds of photographs has less."""

LARGEST = 40_000_000
"""A file that is longer is left out; nothing that is printed is."""

AT_ONCE = 16_000_000
"""So many bytes are asked for in one call."""

DEFAULT_BRANCHES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where a change is meant to go, the first that there is."""

FILES, LINK = ("100644", "100755"), "120000"
"""Modes of a tree's entries (git-fast-import)."""


class NoRevisionError(Exception):
    """There is no such state; the reason is a word."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file in a repository: the name of its content, how long it is, and whether it is a link."""

    name: str
    size: int
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, with its files by path from the top of the repository."""

    git: str
    folder: Path
    commit: str
    below: str
    """The folder that it was asked from, from the top of the repository; empty or ending in a slash."""
    files: Mapping[str, Blob]


def revision(folder: Path, name: str = "") -> Revision:
    """Find a commit by the name of a branch, a tag or a commit; no name: where this change began.

    NoRevisionError when there is none, UnansweredError when git does not answer.
    """
    git = find_git(folder)
    if git is None:
        raise NoRevisionError("no-git")
    if answer(git, folder, "rev-parse", "--is-inside-work-tree").strip() != "true":
        raise NoRevisionError("no-repository")
    commit = _commit(git, folder, name) if name else _beginning(git, folder)
    if not commit:
        shallow = answer(git, folder, "rev-parse", "--is-shallow-repository").strip() == "true"
        raise NoRevisionError("shallow" if shallow else "unknown-revision" if name else "no-default")
    below = answer(git, folder, "rev-parse", "--show-prefix").removesuffix("\n")
    listed = raw_answer(git, folder, "ls-tree", "-r", "-z", "-l", "--full-tree", commit)
    if listed is None:  # A copy that fetches what it needs, which starts programs, lacks the tree.
        raise NoRevisionError("shallow")
    return Revision(git, folder, commit, below, dict(_entries(listed)))


def write_files(state: Revision, paths: Iterable[str], out: Path) -> None:
    """Write files of a commit below a folder, by their path from the top of the repository."""
    wanted = {
        path: blob for path in paths if (blob := _followed(state, path)) is not None and blob.size <= LARGEST
    }
    if sum(blob.size for blob in wanted.values()) > MOST_BYTES:
        raise UnansweredError("git-too-much")
    contents = _contents(state, dict.fromkeys(wanted.values()))
    by_blob: dict[Blob, list[str]] = {}
    for path, blob in wanted.items():
        by_blob.setdefault(blob, []).append(path)
    for blob, content in contents:
        for path in by_blob[blob]:
            file = out / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def _commit(git: str, folder: Path, name: str) -> str:
    return answer(
        git, folder, "rev-parse", "--verify", "-q", "--end-of-options", f"{name}^{{commit}}"
    ).strip()


def _beginning(git: str, folder: Path) -> str:
    """Find the commit at which this branch left the one that changes are meant for."""
    branch = next(filter(None, (_commit(git, folder, name) for name in DEFAULT_BRANCHES)), "")
    return answer(git, folder, "merge-base", branch, "HEAD").strip() if branch else ""


def _entries(listed: bytes) -> Iterator[tuple[str, Blob]]:
    """Read what `ls-tree` prints; names that could lead elsewhere on a disk are left out."""
    for line in listed.split(b"\0"):
        told, _, name = line.partition(b"\t")
        mode, _, blob, size = (*told.decode("ascii", "replace").split(), "", "", "", "")[:4]
        try:
            path = name.decode()
        except UnicodeDecodeError:  # no name that a handbook may give
            continue
        if mode in (*FILES, LINK) and size.isdigit() and _is_plain(path):
            yield path, Blob(blob, int(size), mode == LINK)


def _is_plain(path: str) -> bool:
    parts = path.split("/")
    strange = ("\\", ":") if os.name == "nt" else ("\\",)
    return not any(sign in path for sign in strange) and not any(
        part in ("", ".", "..") or part.casefold() == ".git" for part in parts
    )


def _followed(state: Revision, path: str) -> Blob | None:
    """Give the file that a path means; a link may mean another, and none of its own is followed further."""
    blob = state.files.get(path)
    if blob is None or not blob.is_link:
        return blob
    target = answer(state.git, state.folder, "cat-file", "blob", blob.name)
    meant = state.files.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
    return meant if meant is not None and not meant.is_link else None


def _contents(state: Revision, blobs: Iterable[Blob]) -> Iterator[tuple[Blob, bytes]]:
    """Read contents, some at a time."""
    waiting: list[Blob] = []
    for blob in blobs:
        if waiting and sum(each.size for each in waiting) + blob.size > AT_ONCE:
            yield from _batch(state, waiting)
            waiting = []
        waiting.append(blob)
    yield from _batch(state, waiting)


def _batch(state: Revision, blobs: list[Blob]) -> Iterator[tuple[Blob, bytes]]:
    told = "".join(f"{blob.name}\n" for blob in blobs).encode()
    answered = raw_answer(state.git, state.folder, "cat-file", "--batch", told=told) if told else b""
    if answered is None:
        raise NoRevisionError("shallow")
    start = 0
    for blob in blobs:
        end = answered.find(b"\n", start)
        if answered[start:end].split()[1:2] != [b"blob"]:  # "missing": a copy that fetches when it needs.
            raise NoRevisionError("shallow")
        yield blob, answered[end + 1 : end + 1 + blob.size]
        start = end + 1 + blob.size + 1
