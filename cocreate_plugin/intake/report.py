"""The report of an import: what became of each file, and what needs a person; as text, Markdown and JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..kinds import label
from ..phrases import Phrases
from ..problems import Problem
from .draft import Draft
from .notes import Left, Note

FORMAT = 1
"""Version of the JSON; it grows by new names, and no name changes what it means."""
_COUNTED = (
    "list-became-tasks",
    "box-lost",
    "picture-copied",
    "attachment-copied",
    "picture-silent",
    "word-inserted",
)
"""Notes that are told once, with their number."""
_CHECKED = {"purpose-missing": "placeholder", "picture-silent": "poor-alt"}
"""Notes that say what the check says at its line, if it does."""


@dataclass(frozen=True, slots=True)
class Report:
    """All that there is to tell of an import."""

    drafts: tuple[Draft, ...]
    left: tuple[Left, ...]
    problems: Mapping[str, tuple[Problem, ...]]
    """What the check says of each document afterwards, by its path from the root."""
    process: str
    words: Phrases
    is_trial: bool
    """Whether nothing was written."""

    def path(self, draft: Draft) -> str:
        """Give a document's path from the root of the handbook."""
        return f"{self.process}/{draft.path}"

    @property
    def pending(self) -> int:
        """Count what needs a person."""
        own = sum(len(list(_asked(self, draft))) for draft in self.drafts)
        return own + sum(map(len, self.problems.values())) + len(self.left)


def as_text(report: Report) -> str:
    """Write the report for a terminal."""
    words = report.words
    lines: list[str] = []
    for draft in report.drafts:
        lines += [
            words.t("import.file", source=draft.source, path=report.path(draft), title=draft.fields.title)
        ]
        lines += [f"  {line}" for line in _done(draft, words)]
        lines += [f"  - {line}" for line in _asked(report, draft)]
        lines += [f"  - {words.line(problem)}" for problem in report.problems.get(report.path(draft), ())]
        lines.append("")
    lines += [f"{left.name}: {words.t(f'import.left.{left.reason}')}" for left in report.left]
    return "\n".join([*lines, *([""] if report.left else []), *_summary(report)])


def as_markdown(report: Report) -> str:
    """Write the report as a list to tick off."""
    words = report.words
    lines = [f"# {words.t('import.title')}", "", *_summary(report), ""]
    for draft in report.drafts:
        path = report.path(draft)
        lines += [f"## {_plain(draft.fields.title)}", "", f"[{path}]({path}) ← `{draft.source}`", ""]
        lines += [f"- {_plain(line)}" for line in _done(draft, words)]
        asked = [_plain(line) for line in _asked(report, draft)]
        asked += [
            f"{each.place.line}:{each.place.column} **{each.code}** {_plain(words.sentence(each))}"
            for each in report.problems.get(path, ())
        ]
        lines += ["", *(f"- [ ] {line}" for line in asked), ""] if asked else [""]
    if report.left:
        lines += [f"## {words.t('import.not-taken')}", ""]
        lines += [f"- [ ] `{left.name}`: {words.t(f'import.left.{left.reason}')}" for left in report.left]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_json(report: Report) -> str:
    """Write the report for programs."""
    words = report.words
    return json.dumps(
        {
            "format": FORMAT,
            "written": not report.is_trial,
            "documents": [
                {
                    "source": draft.source,
                    "path": report.path(draft),
                    "title": draft.fields.title,
                    "fields": [
                        {"field": section.field, "heading": section.heading}
                        for section in draft.sections
                        if section.field
                    ],
                    "kept": [
                        section.heading
                        for section in draft.sections
                        if not section.field and not draft.takes_all
                    ],
                    "empty": list(draft.empty),
                    "notes": [
                        {
                            "code": told.code,
                            "line": told.line,
                            "needs_person": told.needs_person,
                            "facts": dict(told.facts),
                            "message": _said(told, words),
                        }
                        for told in draft.notes
                    ],
                    "problems": [
                        {
                            "code": problem.code,
                            "level": str(problem.level),
                            "line": problem.place.line,
                            "column": problem.place.column,
                            "message": words.sentence(problem),
                        }
                        for problem in report.problems.get(report.path(draft), ())
                    ],
                }
                for draft in report.drafts
            ],
            "left": [{"source": left.name, "reason": left.reason} for left in report.left],
        },
        ensure_ascii=False,
        indent=1,
    )


def _done(draft: Draft, words: Phrases) -> Iterator[str]:
    """Say what became of a source: its fields, what was kept as text, what is empty, what was turned."""
    filled = [
        words.t("import.renamed", field=_label(draft, section.field, words), heading=section.heading)
        if section.heading != section.label
        else section.label
        for section in draft.sections
        if section.field
    ]
    kept = [] if draft.takes_all else [each.heading for each in draft.sections if not each.field]
    for key, names in (
        ("import.fields", filled),
        ("import.kept", kept),
        ("import.empty", [_label(draft, name, words) for name in draft.empty]),
    ):
        if names:
            yield words.t(key, names="; ".join(names))
    yield from _told((told for told in draft.notes if not told.needs_person), words)


def _asked(report: Report, draft: Draft) -> Iterator[str]:
    """Say what somebody has to look at, but for what the check says as well."""
    checked = {problem.code for problem in report.problems.get(report.path(draft), ())}
    asked = (told for told in draft.notes if told.needs_person and _CHECKED.get(told.code) not in checked)
    yield from _told(asked, report.words)


def _told(notes: Iterable[Note], words: Phrases) -> Iterator[str]:
    told_once: dict[tuple[str, str], tuple[Note, int]] = {}
    counts: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    persons: dict[str, None] = {}
    for told in notes:
        if told.code == "sign-turned":
            signs[str(told.facts["sign"])] += 1
        elif told.code == "person":
            persons[str(told.facts["what"])] = None
        elif told.code in _COUNTED:
            counts[told.code] += int(str(told.facts.get("number", 1)))
        else:
            key = told.code, repr(sorted(told.facts.items()))
            told_once[key] = told_once.get(key, (told, 0))[0], told_once.get(key, (told, 0))[1] + 1
    for told, number in told_once.values():
        where = f"{words.t('import.line', line=told.line)} " if told.line else ""
        yield f"{where}{_said(told, words)}{f' (× {number})' if number > 1 else ''}"
    for code, number in counts.items():
        yield words.n(f"import.note.{code}", number)
    if persons:
        yield words.t("import.note.person", what=", ".join(persons))
    if signs:
        names = (f"{words.t(f'import.sign.{sign}')} × {number}" for sign, number in signs.items())
        yield words.t("import.turned", names=", ".join(names))


def _said(told: Note, words: Phrases) -> str:
    key = f"import.note.{told.code}"
    if told.code == "sign-turned":
        return words.t("import.turned", names=words.t(f"import.sign.{told.facts['sign']}"))
    if told.code in _COUNTED:
        return words.n(key, int(str(told.facts.get("number", 1))))
    facts = dict(told.facts)
    if "drawing" in facts:
        facts["drawing"] = words.t(f"import.drawing.{facts['drawing']}")
    return words.t(key, **facts)


def _summary(report: Report) -> Iterator[str]:
    words = report.words
    key = "import.would" if report.is_trial else "import.done"
    yield words.n(key, len(report.drafts))
    if report.pending:
        yield words.n("import.pending", report.pending)


def _label(draft: Draft, name: str, words: Phrases) -> str:
    return label(draft.kind, name, words)


def _plain(line: str) -> str:
    """Write words of a source so that a reader of Markdown takes them for words."""
    return (
        line.replace("\\", "\\\\")
        .replace("<", "\\<")
        .replace("[", "\\[")
        .replace("`", "\\`")
        .replace("*", "\\*")
    )
