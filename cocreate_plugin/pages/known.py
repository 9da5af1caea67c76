"""What is known of a document in short, as its page writes it: in brief, as lists, about the page itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..facts.checklists import ChecklistView
from ..facts.summary import COMMON, NAMED_IN, Fact, label, summary, written
from ..kinds import Checklist, Document
from .writer import PageWriter

Pairs = list[tuple[str, str]]
"""Labels and what is said."""

BRIEF = frozenset(("after", "decides_at", "decides_with", "decides_with_at"))
"""What is told in a line, though it is about being named."""

PRINTED = frozenset(("a3", "checklists"))
"""Lists of what is there to be printed."""

ANCHORS = {
    "a3": "sheets",
    "candidate_in": "choices",
    "serving_models": "dialogue-models",
    "serving_phases": "phases",
    "suits": "phases",
    "weighed_in": "choices",
}
"""Anchors of lists that are not those of their names."""


@dataclass(frozen=True, slots=True)
class Related:
    """A list of documents under its label."""

    label: str
    anchor: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """The facts of a document for the template of its page."""

    writer: PageWriter
    document: Document

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Give all facts."""
        return summary(self.writer.site.handbook, self.document)

    @cached_property
    def _lists(self) -> frozenset[str]:
        """Name the facts that are lists of pages: what is called after a kind's folder, and who names it."""
        folders = (kind.folder.replace("-", "_") for kind in self.writer.site.handbook.kinds)
        return frozenset((*folders, *NAMED_IN.values())) - BRIEF

    def brief(self, *left_out: str) -> Pairs:
        """Give what stands below the lead."""
        hidden = {*left_out, *COMMON, *self._lists}
        return self.only(*(fact.name for fact in self.facts if fact.name not in hidden))

    def about(self) -> Pairs:
        """Give who looks after the page; what it rests on stands above, and its sources have a list."""
        return self.only(*(fact.name for fact in self.facts if fact.name in COMMON - {"sources", "basis"}))

    def only(self, *names: str) -> Pairs:
        """Give the facts of these names, in their own order."""
        return [(fact.label, self._written(fact)) for fact in self.facts if fact.name in names]

    def related(self, *left_out: str) -> list[Related]:
        """Give the lists of documents."""
        return [
            Related(
                fact.label,
                ANCHORS.get(fact.name, fact.name.replace("_", "-")),
                tuple(self._line(document, fact.name in PRINTED) for document in fact.documents),
            )
            for fact in self.facts
            if fact.name in self._lists and fact.name not in left_out
        ]

    def named(self, name: str) -> tuple[Document, ...]:
        """Give the documents of a fact; none when there is no such fact."""
        return next((fact.documents for fact in self.facts if fact.name == name), ())

    def label(self, name: str) -> str:
        """Give the label of a fact, whether it is there or not."""
        return label(self.writer.site.handbook, self.document, name, self.writer.words)

    def _written(self, fact: Fact) -> str:
        return written(fact, self.writer.words, lambda text: self.writer.line(text.markdown), self._link)

    def _link(self, named: Document | ChecklistView) -> str:
        if isinstance(named, Document):
            return self.writer.link(named)
        return link_to_list(self.writer, named)

    def _line(self, document: Document, printed: bool) -> str:
        """Write a document with what most will print of it, or with what it is for."""
        sheets = self.writer.site.sheets_for(document) if printed else ()
        more = self.writer.form(sheets[0]) if sheets else ""
        more = more if printed else self.writer.of(document).line(document.purpose)
        return f"{self.writer.link(document)}: {more}" if more else self.writer.link(document)


def link_to_list(writer: PageWriter, view: ChecklistView) -> str:
    """Write a link to a list: to the page of its own, or of the checklist that it is."""
    if isinstance(view.document, Checklist):
        return writer.link(view.document)
    return writer.file(writer.site.addresses.checklist(view.id), writer.of(view.document).line(view.title))
