"""A folder mended as far as is certain: tried in a copy, checked after every round, written in one go."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..pdf.files import put
from ..problems import CODES, Edit, Level, Move, Place, Problem
from .apply import Plan, applied, planned

MOST_ROUNDS = 12
"""Each round does all that can be done at once; more are needed where one fault hides another."""

Check = Callable[[Path], Sequence[Problem]]
_Key = tuple[str, Place, str]


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended: files as they were and as they are to be, by path; None: not there."""

    before: Mapping[str, bytes | None]
    after: Mapping[str, bytes | None]
    done: tuple[Problem, ...] = ()
    left: tuple[Problem, ...] = ()
    """What needs a person, as it stands afterwards."""
    moved: tuple[Move, ...] = ()


class ChangedMeanwhileError(Exception):
    """A file is no longer what it was when it was read; its path is the argument."""


def mended(root: Path, check: Check, left_out: Iterable[str] = ()) -> Mended:
    """Try everything that is certain in a copy of a folder, until nothing more is; the folder is not touched.

    `check` gives the problems of a folder with their edits; `left_out` are names at the top that it does not
    need.
    """
    there = tuple(check(root))
    if not planned(there).done:
        return Mended({}, {}, left=there)
    with tempfile.TemporaryDirectory(prefix="cocreate-") as name:
        copy = Path(name) / "copy"
        copied(root, copy, {*left_out})
        # What only the copy has wrong lies outside the folder that was copied: it is not touched.
        found = tuple(check(copy))
        rounds = _Rounds(copy, check)
        rounds.refused |= {_key(each) for each in found} - {_key(each) for each in there}
        return rounds.run(found)


class _Rounds:
    """The copy, what was in it at first, and what has been done."""

    def __init__(self, copy: Path, check: Check) -> None:
        self.copy, self.check = copy, check
        self.before: dict[str, bytes | None] = {}
        self.moved: list[Move] = []
        self.refused: set[_Key] = set()

    def run(self, found: tuple[Problem, ...]) -> Mended:
        done: list[Problem] = []
        for _ in range(MOST_ROUNDS):
            plan = planned(each for each in found if self._may(each))
            if not plan.done:
                break
            found = self._round(plan, found, done)
        after = {path: _content(self.copy / path) for path in self.before}
        changed = [path for path in sorted(after) if after[path] != self.before[path]]
        return Mended(
            {path: self.before[path] for path in changed},
            {path: after[path] for path in changed},
            tuple(done),
            found,
            tuple(self.moved),
        )

    def _round(self, plan: Plan, found: tuple[Problem, ...], done: list[Problem]) -> tuple[Problem, ...]:
        """Do what is planned; where that makes it worse, one by one, without what does."""
        undo = self._do(plan)
        now = tuple(self.check(self.copy))
        if _better(found, now, plan):
            self.moved += [Move(path, to) for path, to in plan.moves.items()]
            done += plan.done
            return now
        self._undo(undo)
        if len(plan.done) == 1:
            self.refused.add(_key(plan.done[0]))
            return found
        middle = len(plan.done) // 2
        for half in (plan.done[:middle], plan.done[middle:]):
            # The places of the second half may have moved, so that its problems are looked up anew.
            wanted = {_key(each) for each in half}
            again = planned(each for each in found if _key(each) in wanted and self._may(each))
            if again.done:
                found = self._round(again, found, done)
        return found

    def _may(self, problem: Problem) -> bool:
        paths = {each.place.path if isinstance(each, Edit) else each.path for each in problem.edits}
        return _key(problem) not in self.refused and not any(_leads_away(self.copy, path) for path in paths)

    def _do(self, plan: Plan) -> dict[str, bytes | None]:
        undo: dict[str, bytes | None] = {}
        for path in {*plan.edits, *plan.moves}:
            old = _content(self.copy / path) or b""
            undo[path] = old
            text = applied(old.decode(), plan.edits.get(path, ()))
            to = plan.moves.get(path, path)
            undo.setdefault(to, _content(self.copy / to))
            if to != path:
                (self.copy / path).unlink()
            put(self.copy / to, text.encode())
        for path, content in undo.items():
            self.before.setdefault(path, content)
        return undo

    def _undo(self, undo: Mapping[str, bytes | None]) -> None:
        for path, content in undo.items():
            _put(self.copy / path, content)


def _better(before: Sequence[Problem], after: Sequence[Problem], plan: Plan) -> bool:
    """Tell whether what was done is gone, and no other error has come that is not mended in the next round.

    Where a file was not read before, what comes up was there.
    """
    then, now = _counted(before, plan.moves), _counted(after, {})
    hid = {each.place.path for each in plan.done if each.code in HIDING} | {*plan.moves.values()}
    done = {(each.place.path, each.code) for each in plan.done}
    if any(now[each] >= then[each] for each in done if each[0] not in plan.moves):
        return False
    alone = _counted((each for each in after if not each.edits), {})
    return not any(
        alone[path, code] > then[path, code]
        for path, code in alone
        if CODES[code] is Level.ERROR and code not in REVEALED and path not in hid
    )


HIDING = frozenset(
    (
        "needs-quotes",
        "bad-yaml",
        "tab-in-yaml",
        "open-bracket",
        "yaml-reference",
        "no-front-matter",
        "unclosed-front-matter",
    )
)
"""Where these stand, the rest of the file was not read: what is wrong there comes up when they are gone."""
REVEALED = frozenset("unknown-reference unknown-source not-a-candidate unknown-criterion".split())
"""What a value says can be wrong only when it can be read; that it is now is no harm."""


def _counted(problems: Iterable[Problem], moves: Mapping[str, str]) -> Counter[tuple[str, str]]:
    return Counter((moves.get(each.place.path, each.place.path), each.code) for each in problems)


def _key(problem: Problem) -> _Key:
    return problem.code, problem.place, repr(sorted(problem.facts.items()))


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put(path: Path, content: bytes | None) -> None:
    """Give a file what it is to hold, with the rights that it has; None: it is to be gone."""
    if content is None:
        path.unlink(missing_ok=True)
        return
    mode = path.stat().st_mode if path.exists() else None
    put(path, content)
    if mode is not None:
        path.chmod(mode & 0o7777)


def _leads_away(root: Path, path: str) -> bool:
    """Tell whether a file is a link, or lies behind one: nothing is ever written through it."""
    file = root / path
    above = [file, *file.parents]
    return any(each.is_symlink() for each in above[: above.index(root)])


def copied(root: Path, copy: Path, left_out: set[str]) -> None:
    """Copy what is not hidden, files as second names of the same content where the disk can do that."""

    def skipped(folder: str, names: list[str]) -> set[str]:
        top = left_out if Path(folder) == root else set()
        return {each for each in names if each in top or each.startswith(".") or each == "node_modules"}

    def linked(source: str, to: str) -> None:
        try:
            os.link(source, to)
        except OSError:
            shutil.copyfile(source, to)

    shutil.copytree(root, copy, symlinks=True, ignore=skipped, copy_function=linked)


def write(root: Path, result: Mended) -> None:
    """Write what was mended, all of it or nothing.

    Raises `ChangedMeanwhileError` when a file is not what it was, and `OSError` when one cannot be written;
    both leave everything as it was.
    """
    for path, content in result.before.items():
        if _leads_away(root, path) or _content(root / path) != content:
            raise ChangedMeanwhileError(path)
    written: list[str] = []
    try:
        # New files come first: a file under its old name is gone only when it is there under the new one.
        for path in sorted(result.after, key=lambda each: result.after[each] is None):
            written.append(path)
            _put(root / path, result.after[path])
    except BaseException:
        for path in written:
            _put(root / path, result.before[path])
        raise
