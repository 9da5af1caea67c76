"""Problems as an editor shows them, and their edits as it applies them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lsprotocol import types

from ...mend.apply import planned
from ...problems import Edit, Level, Move, Place, Problem
from ..reports.report import also
from ..reports.terminal import mended
from .checks import Checked
from .desk import Desk
from .positions import Positions

SEVERITY = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.NOTE: types.DiagnosticSeverity.Information,
}
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.cocreate"
LONGEST_TITLE = 70
"""Characters of a line that is shown in the name of an edit."""


def range_of(checked: Checked, problem: Problem, positions: Positions) -> types.Range:
    """Give the stretch of its line that a problem is about."""
    lines, place = checked.report.lines(problem.place.path), problem.place
    if (checked.here.root / place.path).is_dir():
        return positions.range(lines, 1, 1, 1)
    return positions.range(lines, place.line, place.column, checked.report.end(problem))


def _point(checked: Checked, place: Place, positions: Positions) -> types.Range:
    return positions.range(checked.report.lines(place.path), place.line, place.column, place.column)


def diagnostics(checked: Checked, desk: Desk, positions: Positions) -> dict[Path, list[types.Diagnostic]]:
    """Give the problems of a handbook by file."""
    found: dict[Path, list[types.Diagnostic]] = {}
    for problem in checked.report.problems:
        one = _diagnostic(checked, problem, desk, positions)
        found.setdefault(checked.file(problem.place.path), []).append(one)
    return found


def _diagnostic(checked: Checked, problem: Problem, desk: Desk, positions: Positions) -> types.Diagnostic:
    words = checked.words
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(
                desk.uri(checked.file(each.place.path)),
                _point(checked, each.place, positions),
            ),
            words.t(f"also.{each.what}", path=each.place.path, line=each.place.line),
        )
        for each in also(problem)
    ]
    return types.Diagnostic(
        range=range_of(checked, problem, positions),
        message=words.sentence(problem),
        severity=SEVERITY[problem.level],
        code=problem.code,
        code_description=types.CodeDescription(checked.report.address(problem.code)),
        source="cocreate",
        related_information=related or None,
    )


class Actions:
    """The edits that an editor can offer in a file, from one check."""

    def __init__(self, checked: Checked, desk: Desk, positions: Positions, renames: bool) -> None:
        """`renames` says whether the editor can give files other names."""
        self._checked, self._desk, self._positions, self._renames = checked, desk, positions, renames

    def offered(self, file: Path, where: types.Range, only: Sequence[str]) -> Iterator[types.CodeAction]:
        """Give the edits of the problems in a range, and all that is certain in the file as one."""
        if not self._is_current(file):
            return
        problems = self._checked.problems(file)
        for problem in problems if _wanted(types.CodeActionKind.QuickFix.value, only) else ():
            shown = range_of(self._checked, problem, self._positions)
            if problem.edits and _touch(shown, where) and (edit := self._edit([problem])):
                yield types.CodeAction(
                    title=self._title(problem),
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=[_diagnostic(self._checked, problem, self._desk, self._positions)],
                    is_preferred=True,
                    edit=edit,
                )
        here = self._checked.path(file)
        alone = [each for each in problems if each.edits and all(_is_in(edit, here) for edit in each.edits)]
        done = planned(alone).done
        if done and _wanted(FIX_ALL, only) and (edit := self._edit(done)):
            title = self._checked.words.n("editor.all", len(done))
            yield types.CodeAction(title=title, kind=FIX_ALL, edit=edit)

    def _is_current(self, file: Path) -> bool:
        """Tell whether the text is still the one that was checked: in another an edit would hit anything."""
        opened = self._desk.opened(file)
        return opened is None or self._checked.texts.get(file) == opened.version

    def _edit(self, problems: Sequence[Problem]) -> types.WorkspaceEdit | None:
        """Give all edits of some problems as one; None when the editor cannot do them, or a text is newer."""
        edits: dict[Path, list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit]] = {}
        moves: list[types.RenameFile] = []
        for each in (edit for problem in problems for edit in problem.edits):
            if isinstance(each, Move):
                old, new = self._checked.file(each.path), self._checked.here.root / each.to
                moves.append(types.RenameFile(self._desk.uri(old), new.as_uri()))
            else:
                file = self._checked.file(each.place.path)
                lines = self._checked.report.lines(each.place.path)
                edits.setdefault(file, []).append(self._positions.edit(lines, each))
        if (moves and not self._renames) or not all(map(self._is_current, edits)):
            return None
        changes = [
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(
                    self._desk.uri(file), opened.version if (opened := self._desk.opened(file)) else None
                ),
                made,
            )
            for file, made in edits.items()
        ]
        return types.WorkspaceEdit(document_changes=[*changes, *moves])

    def _title(self, problem: Problem) -> str:
        words = self._checked.words
        move = next((each for each in problem.edits if isinstance(each, Move)), None)
        if move:
            return words.t("editor.rename", name=move.to.rpartition("/")[2])
        line = mended(self._checked.report.lines(problem.place.path), problem)
        if line is None:
            return words.t("editor.mend")
        line = " ".join(line.split())
        if not line:
            return words.t("editor.gone")
        return words.t(
            "editor.write", line=line if len(line) <= LONGEST_TITLE else f"{line[:LONGEST_TITLE]} …"
        )


def _is_in(edit: Edit | Move, path: str) -> bool:
    return isinstance(edit, Edit) and edit.place.path == path


def _wanted(kind: str, only: Sequence[str]) -> bool:
    """Tell whether an editor asks for a kind of action: it names the kind, or one above it."""
    return not only or any(re.match(rf"{re.escape(each)}(\.|$)", kind) for each in only)


def _touch(one: types.Range, two: types.Range) -> bool:
    """Tell whether ranges meet, on whole lines: a cursor anywhere on the line of a problem is near enough."""
    return one.start.line <= two.end.line and two.start.line <= one.end.line
