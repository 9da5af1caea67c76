"""Edits of what names another document: ids, former ids, links, keys of sources."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from ..problems import Edit, Move
from ..sources import ID, proposed_id
from .context import Context, Mender, alike, only_near, renamed, suggested
from .values import unquoted


def _reference(context: Context) -> Iterator[Edit]:
    """Name the only document that the word can mean: without quotes, by its title, or misspelt once."""
    given, folder = context.fact("id"), context.fact("folder")
    in_folder = {
        each.id: each.title
        for each in context.book.documents
        if posixpath.basename(posixpath.dirname(each.path)) == folder
    }
    bare = unquoted(given.removesuffix(".md").rpartition("/")[2])
    by_title = {proposed_id(title): id_ for id_, title in in_folder.items()}
    slug = proposed_id(bare)
    counted = re.match(r"^([a-z][\w-]*?)\s*(?:[x×*:]|\s\()\s*([0-9]{1,4})\)?$", bare)
    several = [unquoted(each) for each in re.split(r"[;/+]", given)]
    if counted and counted[1] in in_folder and folder == "a3":
        meant: str | None = f"{{id: {counted[1]}, copies: {counted[2]}}}"
    elif len(several) > 1 and all(each in in_folder for each in several) and "[" in context.line:
        meant = ", ".join(several)
    else:
        meant = slug if slug in in_folder else by_title.get(slug)
        meant = meant or (only_near(bare, in_folder) if " " not in bare else None)
    if meant:
        line, start = context.line, context.problem.place.column - 1
        at = line.find(given, start)
        if at >= 0:
            yield context.lines.part(context.problem.place.line, at + 1, at + len(given) + 1, meant)


def _twice(context: Context) -> Iterator[Edit]:
    """Take out the second of two equal ids, in a list between brackets or of lines."""
    place, line = context.problem.place, context.line
    if re.match(r"^\s*-\s+[\w-]+\s*$", line):
        yield context.lines.gone(place.line)
        return
    match = re.compile(r"[\w/-]+").match(line, place.column - 1)
    before = re.search(r",\s*$", line[: place.column - 1])
    if match and before and ID.match(match[0].rpartition("/")[2]):
        yield context.lines.part(place.line, before.start() + 1, match.end() + 1, "")


def _link(context: Context) -> Iterator[Edit]:
    """Lead a link to the only file that it can mean."""
    target, near = context.fact("target"), context.fact("suggestion")
    stem = posixpath.basename(target.partition("#")[0].replace("\\", "/").rstrip("/"))
    stem = re.sub(r"\.(?:md|html?)$", "", stem)
    better = ""
    if target.startswith("www."):
        better = f"https://{target}"
    elif re.match(r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$", target):
        better = f"mailto:{target}"
    elif near and (alike(stem, posixpath.basename(near).removesuffix(".md"))):
        better = near + target[len(target.partition("#")[0]) :]
    yield from _target(context, target, better)


def _address(context: Context) -> Iterator[Edit]:
    """Write the beginning of an address as it is meant."""
    yield from _target(context, context.fact("target"), context.fact("suggestion"))


def _citation(context: Context) -> Iterator[Edit]:
    """Write a citation in the form that is read."""
    place, given, new = context.problem.place, context.fact("given"), context.fact("suggestion")
    if context.line.startswith(given, place.column - 1):
        yield context.lines.part(place.line, place.column, place.column + len(given), new)


def _candidate(context: Context) -> Iterator[Edit]:
    candidates = context.problem.facts.get("candidates")
    meant = only_near(context.fact("id"), candidates) if isinstance(candidates, tuple) else None
    yield from context.swapped(context.fact("id"), meant or "")


def _share(context: Context) -> Iterator[Edit]:
    """Name the box that a layout means, unless it has a place already."""
    near = context.fact("suggestion")
    layout = "\n".join(context.lines.lines).partition("\n---")[0]
    if near and not re.search(rf"(?<![\w-]){re.escape(near)}(?![\w-])", layout):
        yield from suggested("box")(context)


def _target(context: Context, old: str, new: str) -> Iterator[Edit]:
    at = context.line.find(f"({old}", context.problem.place.column - 1)
    if new and at >= 0:
        yield context.lines.part(context.problem.place.line, at + 2, at + 2 + len(old), new)


def _anchor(context: Context) -> Iterator[Edit]:
    target, near = context.fact("target"), context.fact("suggestion")
    if near and alike(target.partition("#")[2], near.partition("#")[2]):
        yield from _target(context, target, near)


def _source(context: Context) -> Iterator[Edit]:
    meant = only_near(context.fact("key"), context.book.bibliography)
    if meant:
        yield from context.swapped(context.fact("key"), meant)


def _former(context: Context) -> Iterator[Edit]:
    """Write the id, or the link, of today."""
    old, new = context.fact("id"), context.fact("now")
    if new.endswith(".md") or ".md#" in new:
        yield from _target(context, old, new)
    else:
        yield from context.swapped(old.rpartition("/")[2], new)


def _file_name(context: Context) -> Iterator[Edit | Move]:
    """Call the file what it can be called, and everything that links to it by the new name."""
    path, name, proposal = context.problem.place.path, context.fact("name"), context.fact("proposal")
    if proposal != "document.md" and name.endswith(".md"):
        yield from _moved(context, {path: posixpath.join(posixpath.dirname(path), proposal)})


def _folder(context: Context) -> Iterator[Edit | Move]:
    """Call a folder what its kind is called, when there is none of that name."""
    path, near = context.problem.place.path, context.fact("suggestion")
    to = posixpath.join(posixpath.dirname(path), near)
    if near and alike(context.fact("folder"), near) and not (context.book.root / to).exists():
        inside = sorted((context.book.root / path).rglob("*"))
        files = [each.relative_to(context.book.root / path).as_posix() for each in inside if each.is_file()]
        yield from _moved(context, {f"{path}/{name}": f"{to}/{name}" for name in files})


def _stray(context: Context) -> Iterator[Edit | Move]:
    """Give a file the ending that is read."""
    path = context.problem.place.path
    better = re.sub(r"(?i)\.(?:md\.txt|markdown|mdown|mkd|md)$", ".md", path)
    if path == f"{context.book.process}/handbook.yaml":
        better = path.removesuffix("yaml") + "yml"
    if better != path and path.count("/") > 1:
        yield from _moved(context, {path: better})


def _moved(context: Context, to: Mapping[str, str]) -> Iterator[Edit | Move]:
    """Move files where nothing is in the way, and lead every link in a document to their new places."""
    root = context.book.root
    if any((root / new).exists() or not (root / old).is_file() for old, new in to.items()):
        return
    yield from (Move(old, new) for old, new in to.items())
    for each in sorted((root / context.book.process).rglob("*.md")):
        file = each.relative_to(root).as_posix()
        lines = context.read(file)
        for number, line in enumerate(lines.lines, 1):
            for match in _TARGET.finditer(line):
                leads = posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(match["to"])))
                if leads in to:
                    new = posixpath.relpath(to[leads], posixpath.dirname(to.get(file, file)))
                    if new != match["to"]:
                        yield lines.part(number, match.start("to") + 1, match.end("to") + 1, new)


_TARGET = re.compile(
    r"\]\((?:<(?P<enclosed>)(?=[^<>]*>))?(?P<to>(?(enclosed)[^<>()#:]+|[^\s()<>#:]+))(?=[#>)\s])"
)
"""Where a link leads, up to its anchor; spaces only between angle brackets."""


REFERENCES: dict[str, Mender] = {
    "unknown-reference": _reference,
    "unknown-role": suggested("word"),
    "former-id": _former,
    "duplicate-reference": _twice,
    "broken-link": _link,
    "broken-anchor": _anchor,
    "bad-address": _address,
    "citation-not-read": _citation,
    "unknown-source": _source,
    "not-a-candidate": _candidate,
    "unknown-criterion": suggested("criterion"),
    "box-without-section": _share,
    "unknown-surface": suggested("surface"),
    "no-such-kind": suggested("given"),
    "bad-field-name": renamed("name", "suggestion"),
    "bad-file-name": _file_name,
    "unknown-kind": _folder,
    "stray-file": _stray,
}
