"""One mistake each in a handbook that has none, and the exact answer that it deserves.

Each file of `tests/broken/mistakes/` is a list of mistakes. One is a mapping:

- `in`: the file, below `process/`, without `.md`; one with another ending is named in full, and one
  elsewhere begins with `/`, the root. With `sv:` before it, the file is one of the Swedish handbook
  (`tests/broken/handbok`); else of `tests/example`.
- `from` and `to`: the first place that holds the one gets the other. Without `from`, `to` is the whole file,
  new or instead of the old one; without `to`, it is taken away. `beside` names more such changes.
- `says`: the answers, `line code` or `line:column code`, in the order of the report; `path:line code` for
  one in another file. What the message proposes (`suggestion` or `correction`) may follow after ` = `.
- `mended`: the lines that stand there instead when everything has been carried out that the answers are certain
  of; `(gone)` where lines were only taken away, a path where a file is to be called so. Without it, nothing is
  certain.
- `tolerated`: why nothing is said. A mistake has `says` or `tolerated`.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cocreate_plugin.load import load
from cocreate_plugin.mend.apply import Plan, applied, planned
from cocreate_plugin.problems import Problem

HERE = Path(__file__).parent
HANDBOOKS = {"": HERE.parent / "example", "sv": HERE / "handbok"}
TODAY = dt.date(2026, 4, 1)


@dataclass(frozen=True)
class Mistake:
    """A change of one file or several, and what is said of it."""

    name: str
    handbook: str
    changes: tuple[Mapping[str, str], ...]
    says: tuple[str, ...]
    mended: str
    tolerated: str


def mistakes() -> Iterator[Mistake]:
    """Read all of them."""
    for path in sorted((HERE / "mistakes").glob("*.yml")):
        for number, each in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            yield _mistake(f"{path.stem}-{number}", each)


def _mistake(name: str, told: Mapping[str, Any]) -> Mistake:
    unknown = set(told) - {"in", "from", "to", "beside", "says", "mended", "tolerated"}
    assert not unknown, f"{name}: {unknown}"
    handbook, _, file = told["in"].rpartition(":")
    first = {key: told[key] for key in ("from", "to") if key in told}
    changes = ({"in": file, **first}, *told.get("beside", ()))
    says = told.get("says", ())
    return Mistake(
        name,
        handbook,
        changes,
        (says,) if isinstance(says, str) else tuple(says),
        told.get("mended", ""),
        told.get("tolerated", ""),
    )


def path_of(file: str) -> str:
    """Give the path of a file, from the root, as it is called in the list."""
    if file.startswith("/"):
        return file[1:]
    has_end = re.search(r"\.[A-Za-z0-9]+$", file) and not re.search(r"\.(?:sv|en|se|de)$", file)
    return f"process/{file}" if has_end or file.endswith("~") else f"process/{file}.md"


@cache
def texts(handbook: str) -> Mapping[str, bytes]:
    """Give the files of a sound handbook by path."""
    root = HANDBOOKS[handbook]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@contextmanager
def made(mistake: Mistake, root: Path) -> Iterator[None]:
    """Make a mistake in the files below `root`, which hold the sound handbook before and after."""
    sound = texts(mistake.handbook)
    touched: list[str] = []
    try:
        for change in mistake.changes:
            name = path_of(change["in"])
            path = root / name
            touched.append(name)
            if "from" in change:
                text = path.read_text("utf-8")
                assert change["from"] in text, f"{mistake.name}: {name} does not hold {change['from']!r}"
                path.write_text(text.replace(change["from"], change["to"], 1), "utf-8")
            elif "to" in change:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(change["to"], "utf-8")
            else:
                path.unlink()
        yield
    finally:
        for name in touched:
            if name in sound:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(sound[name])
            else:
                (root / name).unlink(missing_ok=True)


@dataclass(frozen=True)
class Answer:
    """What comes of a mistake: what is said, the lines that put it right, and what is still said then."""

    said: tuple[str, ...]
    mended: str
    left: tuple[str, ...]


def answer(mistake: Mistake, root: Path) -> Answer:
    """Make a mistake, give what is said of it as exactly as the list tells it, and carry out what is certain."""
    with made(mistake, root):
        problems = load(root, changed={}, today=TODAY).problems
        plan = planned(problems)
        mended = _mended(plan, root)
        left = load(root, changed={}, today=TODAY).problems if plan.done else problems
        for new in plan.moves.values():
            (root / new).unlink()
    for path in plan.edits.keys() & texts(mistake.handbook).keys():
        (root / path).write_bytes(texts(mistake.handbook)[path])
    home = path_of(mistake.changes[0]["in"])
    told = [*mistake.says, *[""] * len(problems)]
    said = (_said(each, home, wanted) for each, wanted in zip(problems, told, strict=False))
    return Answer(tuple(said), mended, tuple(f"{each.place.line} {each.code}" for each in left))


def _mended(plan: Plan, root: Path) -> str:
    """Carry out a plan, and give the new lines and names."""
    lines = [*plan.moves.values()]
    for path, edits in plan.edits.items():
        before = (root / path).read_bytes().decode("utf-8-sig")
        after = applied(before, edits)
        (root / path).write_bytes(after.encode())
        old, new = before.splitlines(), after.splitlines()
        for what, first, end, start, stop in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
            if what != "equal":
                lines += new[start:stop] or ["(gone)"] * (end - first)
    for name, other in plan.moves.items():
        (root / other).write_bytes((root / name).read_bytes())
        (root / name).unlink()
    return "\n".join(lines)


def _said(problem: Problem, home: str, wanted: str) -> str:
    place, facts = problem.place, problem.facts
    column = f":{place.column}" if re.match(r"(?:\S+:)?\d+:\d+ ", wanted) else ""
    where = "" if place.path == home else f"{place.path.removeprefix('process/').removesuffix('.md')}:"
    better = facts.get("correction") or facts.get("suggestion")
    proposal = f" = {better}" if better and (" = " in wanted or not wanted) else ""
    return f"{where}{place.line}{column} {problem.code}{proposal}"
