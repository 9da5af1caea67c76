"""Where everything is on the site, and which sheets belong to what."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from ..addresses import Addresses
from ..cite import Bibliography, bibliography_of
from ..facts.accessibility import Validation
from ..facts.calendar import calendar
from ..facts.checklists import ChecklistView, checklists, gate, preparation
from ..facts.coverage import dialogues
from ..facts.promises import promises
from ..facts.quality import is_measured
from ..handbook import Handbook
from ..kinds import A3, Choice, DialogueModel, Document, Phase, SuccessFactor, label, section_fields
from ..phrases import Phrases, phrases
from ..sheets.sheet import Sheet
from ..sources import leads_out
from ..validate import slug, web_anchor

D = TypeVar("D", bound=Document)

TOOLS = (
    "choose",
    "event",
    "decide",
    "blueprint",
    "matrix",
    "calendar",
    "promises",
    "quality",
    "assess",
    "print",
    "accessibility",
)
"""Pages that are made of the whole handbook, in the order of the navigation."""

_GENERATED: Mapping[str, tuple[str, ...]] = {"phase": ("phase", "gate"), "dialogue-model": ("prepare",)}


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A sheet that could not be printed, and why, in plain sentences with their places."""

    sheet: Sheet
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Site:
    """A handbook as a site: its pages' addresses, its sheets, its words."""

    handbook: Handbook
    sheets: tuple[Sheet, ...] = ()
    printed: Mapping[str, int] = field(default_factory=dict)
    """How many pages each PDF has, by its path, as far as they have been made."""

    validation: Validation | None = None
    """How far the PDFs of this build keep PDF/UA-1; None: they were not tested."""

    unprinted: tuple[Unprinted, ...] = ()
    """What could not be printed; it is not among the sheets."""

    @property
    def addresses(self) -> Addresses:
        """Give the map of the site."""
        return self.handbook.addresses

    @property
    def words(self) -> Phrases:
        """Give the words of the handbook's language."""
        return phrases(self.handbook.language)

    @cached_property
    def bibliography(self) -> Bibliography:
        """Give the sources as the style writes them."""
        return bibliography_of(self.handbook)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Give the published documents, in order."""
        return tuple(document for document in self.handbook.documents if document.publish)

    def of(self, kind: type[D]) -> tuple[D, ...]:
        """Give the published documents of a kind, in order."""
        return self.handbook.published(kind)

    def has_page(self, name: str) -> bool:
        """Tell whether an overview, a tool, the sources or the glossary has something to show."""
        return name in self._pages

    @cached_property
    def _pages(self) -> frozenset[str]:
        book = self.handbook
        phases, factors, models = self.of(Phase), self.of(SuccessFactor), self.of(DialogueModel)
        there = {
            **{kind.folder: bool(self.of(kind)) or kind.folder in book.introductions for kind in book.kinds},
            "choose": bool(dialogues(book)),
            "event": any(model.run_sheet for model in models),
            "decide": len(dialogues(book)) > 1 or bool(self.of(Choice)),
            "blueprint": any(phase.steps for phase in phases),
            "matrix": bool(factors) and bool(phases or models),
            "calendar": bool(calendar(book)),
            "promises": any(
                (each.keepers or each.within) and each.document.publish for each in promises(book)
            ),
            "quality": is_measured(book),
            "assess": any(factor.statements for factor in factors),
            "print": bool(self._by_path or self.unprinted) or any(model.run_sheet for model in models),
            "accessibility": bool(self.documents),
            "sources": bool(book.bibliography),
            "glossary": bool(book.glossary or book.glossary_introduction),
        }
        there["checklists"] = there["checklists"] or bool(self.generated_lists)
        return frozenset(name for name, shown in there.items() if shown)

    @cached_property
    def newest(self) -> str:
        """Name the published file that was changed last, as far as history tells."""
        changed = self.handbook.changed
        paths = [document.path for document in self.documents] or [self.handbook.process]
        return max(paths, key=lambda path: changed.get(path, dt.date.min))

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """Map the uri of every page, and of every former one, to the file or folder that it is made from."""
        to, content, introductions = self.addresses, self.handbook.process, self.handbook.introductions
        made_from = {
            "glossary": f"{content}/glossary.md",
            "sources": f"{content}/sources.bib",
            **dict.fromkeys(TOOLS, content),
            **{kind.folder: f"{content}/{kind.folder}" for kind in self.handbook.kinds},
            **{folder: introduction.path for folder, introduction in introductions.items()},
        }
        pages = {
            **{to.page(name): made_from[name] for name in self._pages},
            **{to.checklist(view.id): view.document.path for view in self.generated_lists},
            **{to.document(document): document.path for document in (*self.documents, *self.translations)},
        }
        return {**{old: pages[new] for old, new in self.former_pages.items() if new in pages}, **pages}

    @cached_property
    def _former_subjects(self) -> tuple[tuple[str, str], ...]:
        """Name renamed documents and the lists that they generate: as they were called, and as they are."""
        generated: dict[str, list[str]] = {}
        for view in self.generated_lists:
            generated.setdefault(view.document.ref, []).append(view.id)
        return tuple(
            pair
            for document in self.documents
            for former in document.formerly
            for pair in (
                (f"{document.folder}/{former}", document.ref),
                *(
                    (f"checklists/{id_.removesuffix(document.id)}{former}", f"checklists/{id_}")
                    for id_ in generated.get(document.ref, ())
                ),
            )
        )

    @cached_property
    def former_pages(self) -> Mapping[str, str]:
        """Map the uri of every page that had another name to the one that it has."""
        to, there = self.addresses, {view.id for view in self.lists}
        lists = {
            to.checklist(posixpath.basename(old)): to.checklist(posixpath.basename(new))
            for old, new in self._former_subjects
            if posixpath.basename(new) in there and posixpath.basename(old) not in there
        }
        return {**lists, **self.handbook.former_pages}

    @cached_property
    def former_sheets(self) -> Mapping[str, Sheet]:
        """Map the path of every PDF that had another name to the sheet that it is."""
        former: dict[str, Sheet] = {}
        for old, new in self._former_subjects:
            for sheet in self.sheets_of(new):
                folder, name = posixpath.split(sheet.path)
                rest = name.removeprefix(posixpath.basename(new))
                path = f"{folder}/{posixpath.basename(old)}{rest}"
                if rest != name and path not in self._by_path:
                    former[path] = sheet
        return former

    @cached_property
    def lists(self) -> tuple[ChecklistView, ...]:
        """Give the published checklists, stand-alone and generated."""
        return tuple(view for view in checklists(self.handbook) if view.document.publish)

    @cached_property
    def generated_lists(self) -> tuple[ChecklistView, ...]:
        """Give the checklists that phases and dialogue models generate."""
        return tuple(view for view in self.lists if view.kind != "list")

    def list_of(self, document: Document, kind: str) -> ChecklistView | None:
        """Give the list of a kind that a document, or the original of a translation, generates."""
        if isinstance(document, Phase) and kind == "gate":
            view = gate(self.handbook, document)
        elif isinstance(document, DialogueModel):
            view = preparation(self.handbook, document)
        else:
            return None
        return view if view.items else None

    @property
    def has_settings(self) -> bool:
        """Tell whether there is a file that says whose handbook it is."""
        return (self.handbook.root / self.handbook.process / "handbook.yml").is_file()

    def text_at(self, path: str) -> str:
        """Give a file of the content as it is; empty when it cannot be read, or lies elsewhere."""
        book = self.handbook
        if not path.startswith(f"{book.process}/") or leads_out(book.root / path, book.root / book.process):
            return ""
        try:
            return book.disk.text(book.root / path)
        except OSError:
            return ""

    def sheets_for(self, document: Document) -> tuple[Sheet, ...]:
        """Give the sheets of a document, and of the lists that it generates: first the one that most want."""
        own = self.sheets_of(document.ref)
        generated = tuple(sheet for list_ in _lists_of(document) for sheet in self.sheets_of(list_))
        return (*generated, *own) if isinstance(document, Phase) else (*own, *generated)

    def unprinted_of(self, subject: str | Document) -> tuple[Unprinted, ...]:
        """Give what could not be printed of a list, a page, or a document with its own lists."""
        subjects = (subject,) if isinstance(subject, str) else (subject.ref, *_lists_of(subject))
        return tuple(each for each in self.unprinted if each.sheet.subject in subjects)

    @cached_property
    def translations(self) -> tuple[Document, ...]:
        """Give the translations of published documents."""
        known = {document.ref for document in self.documents}
        return tuple(
            document for document in self.handbook.translations if document.publish and document.ref in known
        )

    @cached_property
    def in_all_languages(self) -> Mapping[str, tuple[Document, ...]]:
        """Give each published document with its translations, by its reference."""
        by_ref: dict[str, list[Document]] = {}
        for document in (*self.documents, *self.translations):
            by_ref.setdefault(document.ref, []).append(document)
        return {ref: tuple(documents) for ref, documents in by_ref.items()}

    def sheets_of(self, subject: str) -> tuple[Sheet, ...]:
        """Give the published sheets of a document (`a3/problem-a3`) or a page (`blueprint`)."""
        return self._by_subject.get(subject, ())

    @cached_property
    def _by_subject(self) -> Mapping[str, tuple[Sheet, ...]]:
        by_subject: dict[str, list[Sheet]] = {}
        for sheet in self.sheets:
            if sheet.publish:
                by_subject.setdefault(sheet.subject, []).append(sheet)
        return {subject: tuple(sheets) for subject, sheets in by_subject.items()}

    @cached_property
    def _by_path(self) -> Mapping[str, Sheet]:
        return {sheet.path: sheet for sheet in self.sheets if sheet.publish}

    def sheet_at(self, path: str) -> Sheet | None:
        """Give the published sheet of a path, or of a path that it had, if it is printed."""
        return self._by_path.get(path) or self.former_sheets.get(path)

    def pages_of(self, sheet: Sheet) -> int | None:
        """Give how many pages a PDF has: as it was printed, else as it promises, else nobody knows."""
        return self.printed.get(sheet.path) or sheet.pages

    @cached_property
    def anchors(self) -> Mapping[tuple[str, str], str]:
        """Map the anchors that a repository's web view gives headings to those on their pages."""
        anchors: dict[tuple[str, str], str] = {}
        for path, heading, id_ in self._headings():
            for name in (slug(heading), web_anchor(heading)):
                anchors.setdefault((path, name), id_)
        return anchors

    def _headings(self) -> Iterator[tuple[str, str, str]]:
        """Name every heading that gets an id of its own on its page: file, words and id."""
        for document in (*self.documents, *self.translations):
            words = phrases(document.language or self.handbook.language)
            for name in section_fields(type(document)):
                yield document.path, label(type(document), name, words), name.replace("_", "-")
            for section in document.free:
                yield document.path, section.title, section.id
            for box in document.boxes if isinstance(document, A3) else ():
                yield document.path, box.title, box.id
        for term in self.handbook.glossary:
            yield f"{self.handbook.process}/glossary.md", term.title, term.id


def _lists_of(document: Document) -> tuple[str, ...]:
    """Name the checklists that a document may generate."""
    return tuple(f"checklists/{name}-{document.id}" for name in _GENERATED.get(document.kind, ()))
