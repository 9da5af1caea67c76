"""What documents still lack, as text for a terminal, Markdown for a comment, and JSON for a program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...facts.asks import LINE, Ask
from ...facts.completeness import Completeness, KindCompleteness, Lack, by_kind
from ...handbook import Handbook
from ...kinds import Document, Identity, label, plural_of, section_fields, whole_body
from ...phrases import Phrases, phrases
from ...problems import Fact
from ...review.report import Escape, markdown_text, plain
from ...validate.schema import description

OTHERS, SHEET = 2, 2
"""From where on the table means pages of other documents, and a sheet of its own."""


@dataclass(frozen=True, slots=True)
class CompletenessReport:
    """Documents with what they lack, and the words to say it in."""

    handbook: Handbook
    judged: Sequence[Completeness]
    words: Phrases
    alone: bool = False
    """Whether one document was asked for: then all that it lacks is told."""

    @property
    def kinds(self) -> tuple[KindCompleteness, ...]:
        """Add up each kind."""
        return by_kind(self.judged, self.handbook.kinds)


def path_of(report: CompletenessReport, state: Completeness) -> str:
    """Name the file that one would write in."""
    return state.document.path if state.document else f"{report.handbook.process}/handbook.yml"


def step(report: CompletenessReport, state: Completeness, lack: Lack, escape: Escape = plain) -> str:
    """Say what to do, as the second half of a sentence and without its full stop."""
    words, name = report.words, lack.ask.name
    if lack.ask.is_row and words.has(f"ask.{name}"):
        facts = {
            key: words.all_of(tuple(map(escape, fact))) if isinstance(fact, tuple) else fact
            for key, fact in lack.facts.items()
        }
        facts = {key: escape(fact) if isinstance(fact, str) else fact for key, fact in facts.items()}
        if name == "first":
            facts["plural"] = escape(plural_of(report.handbook.kind(str(lack.facts["kind"])), words))
        number = facts.pop("number", None)
        key = f"ask.{name}"
        return words.n(key, number, **facts) if isinstance(number, int) else words.t(key, **facts)
    kind: type[Document] | type[Identity] = type(state.document) if state.document else Identity
    about = description(kind, name, words).rstrip(".")
    if issubclass(kind, Document) and any(f"about.{name}" in own for own in kind.words.values()):
        about = escape(about)
    about = about[:1].lower() + about[1:]
    heading = _heading(report, state, lack.ask)
    if heading:
        return words.t("complete.section", heading=escape(heading), about=about)
    return words.t("complete.field", field=name, about=about)


def _heading(report: CompletenessReport, state: Completeness, ask: Ask) -> str:
    """Give the heading that a field is written below, in the language of the document; empty: none."""
    kind = type(state.document) if state.document else None
    if kind is None or ask.name not in section_fields(kind) or ask.name == whole_body(kind):
        return ""
    return label(kind, ask.name, phrases(report.handbook.language))


def why(report: CompletenessReport, state: Completeness, ask: Ask) -> str:
    """Say why a step comes where it does; empty when nothing speaks for it."""
    words = report.words
    reasons = (
        (ask.others >= OTHERS, words.t("complete.why.others")),
        (ask.paper >= SHEET, words.t("complete.why.paper")),
        (state.named_by > 1, words.n("complete.why.named", state.named_by)),
        (ask.effort == LINE, words.t("complete.why.line")),
    )
    return "; ".join(reason for holds, reason in reasons if holds)


def _with_reasons(report: CompletenessReport, state: Completeness, lack: Lack, escape: Escape = plain) -> str:
    because = why(report, state, lack.ask)
    sentence = step(report, state, lack, escape)
    return f"{sentence} ({because})" if because else sentence


def as_text(report: CompletenessReport) -> str:
    """Write a line for each document that lacks something, then how far each kind is."""
    return "\n".join(_alone(report, plain) if report.alone else _text(report))


def _unfinished(report: CompletenessReport) -> Iterator[Completeness]:
    return (state for state in report.judged if state.lacks)


def _text(report: CompletenessReport) -> Iterator[str]:
    words = report.words
    for state in _unfinished(report):
        path, sentence = plain(path_of(report, state)), _with_reasons(report, state, state.lacks[0])
        yield words.t("complete.line", path=path, met=state.met, asked=state.asked, step=sentence)
    yield from ("", rest, "") if (rest := _rest(report)) else ("",)
    for kind in report.kinds:
        yield words.t(
            "complete.kind",
            kind=plain(_kind_named(report, kind)),
            met=kind.met,
            asked=kind.asked,
            complete=kind.complete,
            documents=kind.documents,
        )


def _alone(report: CompletenessReport, escape: Escape, name: Escape = plain) -> Iterator[str]:
    """Say all that one document lacks, in order."""
    for state in report.judged:
        facts: dict[str, Fact] = {
            "path": name(path_of(report, state)),
            "met": state.met,
            "asked": state.asked,
        }
        yield report.words.t("complete.all" if not state.lacks else "complete.one", **facts)
        yield from (
            f"{number}. {_with_reasons(report, state, lack, escape)}"
            for number, lack in enumerate(state.lacks, 1)
        )


def _rest(report: CompletenessReport) -> str:
    number = sum(not state.lacks and state.document is not None for state in report.judged)
    return report.words.n("complete.rest", number) if number else ""


def _kind_named(report: CompletenessReport, kind: KindCompleteness) -> str:
    return plural_of(kind.kind, report.words) if kind.kind else report.words.t("complete.handbook")


def as_markdown(report: CompletenessReport) -> str:
    """Write the same for a comment or a page; nothing in an author's words acts there."""
    return "\n".join(_markdown(report)) + "\n"


def _as_code(text: str) -> str:
    return f"`{re.sub('[`|]', '_', plain(text))}`"


def _markdown(report: CompletenessReport) -> Iterator[str]:
    words, escape = report.words, markdown_text
    if report.alone:
        first, *steps = _alone(report, escape, _as_code)
        yield from (first, "", *steps)
        return
    yield f"## {words.t('complete.title')}\n"
    heads = (words.t("complete.document"), words.t("complete.has"), words.t("complete.next"))
    yield from (f"| {' | '.join(heads)} |", "|---|---|---|")
    for state in _unfinished(report):
        sentence = _with_reasons(report, state, state.lacks[0], escape).replace(" | ", " \\| ")
        yield f"| {_as_code(path_of(report, state))} | {state.met}/{state.asked} | {sentence} |"
    yield from ("", _rest(report), "", f"### {words.t('complete.kinds')}\n")
    yield from (
        f"| {words.t('complete.kinds')} | {heads[1]} | {words.t('complete.complete')} |",
        "|---|---|---|",
    )
    for kind in report.kinds:
        name = escape(_kind_named(report, kind))
        yield f"| {name} | {kind.met}/{kind.asked} | {kind.complete}/{kind.documents} |"


def as_json(report: CompletenessReport) -> str:
    """Write everything for a program: all steps of all documents, in order."""
    record = {
        "documents": [_record(report, state) for state in report.judged],
        "kinds": [
            {
                "kind": kind.kind.kind if kind.kind else None,
                "documents": kind.documents,
                "complete": kind.complete,
                "met": kind.met,
                "asked": kind.asked,
            }
            for kind in report.kinds
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1)


def _record(report: CompletenessReport, state: Completeness) -> dict[str, Any]:
    document = state.document
    return {
        "path": path_of(report, state),
        "kind": document.kind if document else None,
        "title": document.title if document else report.handbook.identity.title,
        "met": state.met,
        "asked": state.asked,
        "named_by": state.named_by,
        "steps": [
            {
                "name": lack.ask.name,
                "heading": _heading(report, state, lack.ask) or None,
                "message": step(report, state, lack),
                "others": lack.ask.others,
                "paper": lack.ask.paper,
                "effort": lack.ask.effort,
                "facts": dict(lack.facts),
            }
            for lack in state.lacks
        ],
    }
