"""Parts: whatever a document says, of any kind, as a tree of labels, words and items that can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from ..data import NAMING
from ..facts.gathering import in_words
from ..facts.summary import said, summary, written
from ..facts.units import clock, minutes
from ..handbook import Handbook
from ..kinds import (
    Agreement,
    Box,
    Copies,
    Criterion,
    Document,
    Duration,
    FreeSection,
    Listing,
    Rating,
    Record,
    Row,
    Score,
    Share,
    Span,
    Subheading,
    Text,
    column_label,
    columns,
    front_fields,
    label,
    references,
)
from ..phrases import Phrases, phrases
from ..problems import Place

SKIPPED = frozenset(("id", "path", "language", "place_of", "place", "given_id", "formerly"))
"""Fields that mean something only inside the program, or are told as the name of a document."""

NAMED_BY: Mapping[type[Any], tuple[str, ...]] = {
    Agreement: ("role", "name"),
    Copies: ("id",),
    Criterion: ("criterion",),
    Rating: ("rater",),
    Row: ("step",),
    Score: ("criterion", "candidate"),
    Share: ("box",),
}
"""What an item is known by; others are known by their text or their title."""

DERIVED = frozenset(("minutes", "shortest"))
"""What is worked out of a document and counts as said by it."""

SECTIONED = frozenset(("boxes", "free", "lanes"))
"""Fields whose items have labels of their own."""

DOERS = ("who", "lead")
"""Names under which an item says who does it."""

TIMES = frozenset(("min", "shorten_to"))
"""Names under which minutes are counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a document says: a field, an item of one, or something said of an item."""

    label: str
    """What it is called; empty for an item that is known by its text."""
    text: str = ""
    """What it says, as Markdown."""
    value: str = ""
    """What is compared: the text, or the id of what it names."""
    id: str = ""
    """The permanent id given with `{#id}`, else empty."""
    named: Mapping[str, Part] = field(default_factory=dict)
    """What else is said of it, by name."""
    items: tuple[Part, ...] = ()
    people: tuple[str, ...] = ()
    """Who does it, by title."""
    shape: str = ""
    """What an item is: a task does not become a paragraph, it goes and the paragraph comes."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a document as parts needs: its handbook, its words, and what was renamed since."""

    book: Handbook
    document: Document
    moved: Mapping[str, str]
    """What `folder/id` became, for documents that have another id since."""

    @property
    def words(self) -> Phrases:
        """Give the words of the document's language."""
        return phrases(self.document.language or self.book.language)

    def parts(self) -> Mapping[str, Part]:
        """Give everything that the document says, by the name of its field."""
        kind = type(self.document)
        told = self._told()
        found: dict[str, Part] = {}
        for each in fields(self.document):
            value = getattr(self.document, each.name)
            if each.name in SKIPPED or not _is_filled(value, each.name):
                continue
            name = self._label(each.name)
            if each.name in told and not isinstance(value, tuple):
                found[each.name] = _leaf(name, told[each.name])
            else:
                found[each.name] = self._part(name, each.name, value)
        extra = {name: _leaf(label(kind, name, self.words), told[name]) for name in DERIVED & told.keys()}
        return {**found, **extra}

    def _told(self) -> Mapping[str, str]:
        """Give what is known of the document in short, in the words of its page."""

        def title(named: Any) -> str:
            return str(named.title)

        facts = summary(self.book, self.document)
        names = {*front_fields(type(self.document)), *DERIVED}
        return {
            fact.name: written(fact, self.words, lambda text: text.markdown, title)
            for fact in facts
            if fact.name in names
        }

    def _part(self, name: str, field_name: str, value: Any) -> Part:
        """Read a value of any shape."""
        if isinstance(value, Text):
            return _leaf(name, value.markdown.strip())
        if isinstance(value, Listing):
            return Part(name, items=tuple(self._item(field_name, each) for each in value.blocks))
        if isinstance(value, tuple):
            return Part(name, items=tuple(self._item(field_name, each) for each in value))
        if is_dataclass(value) and not isinstance(value, Duration | Span):
            return self._item(field_name, value, name)
        if kinds := self._kinds(field_name):
            return self._reference(name, str(value), kinds)
        return _leaf(name, self._said(field_name, value))

    def _item(self, field_name: str, value: Any, name: str = "") -> Part:
        """Read an item of a field: its words, and what else is said of it."""
        if isinstance(value, Text | Subheading):
            text = value.markdown.strip() if isinstance(value, Text) else value.text
            return Part(name, text, text, getattr(value, "id", ""), shape=type(value).__name__)
        if isinstance(value, Box | FreeSection):
            text = value.text.markdown.strip()
            return Part(value.title, text, f"{value.title}\n{text}", value.id)
        if isinstance(value, tuple) or not is_dataclass(value) or isinstance(value, Duration | Span):
            return self._part(name, field_name, value)
        if isinstance(value, Record):
            return self._record(field_name, value)
        flat = dict(_flat(value))
        known_by = NAMED_BY.get(type(value)) or ("text" if "text" in flat else "title",)
        kept = field_name if isinstance(value, Copies) else ""
        known = [self._part("", kept or each, flat[each]) for each in known_by if flat.get(each)]
        rest = {
            each: self._part(self._label(each), each, given)
            for each, given in flat.items()
            if each not in (*known_by, *DOERS, "lane", *SKIPPED) and _is_filled(given, each)
        }
        doers = (id_ for each in DOERS for id_ in flat.get(each, ()))
        return Part(
            self.words.t(f"lane.{flat['lane']}") if "lane" in flat else name,
            ", ".join(each.text for each in known),
            ", ".join(each.value for each in known),
            flat.get("id", "") if flat.get("given_id", True) else "",
            rest,
            people=tuple(self._reference("", id_, ("role",)).text for id_ in doers),
            shape=type(value).__name__,
        )

    def _label(self, name: str) -> str:
        """Give what a field or a part of an item is called; nothing where its items say so themselves."""
        if name in SECTIONED:
            return ""
        own = front_fields(type(self.document))
        keys = (f"review.label.{name}", *((f"column.{name}", f"label.{name}") if name not in own else ()))
        known = next((key for key in keys if self.words.has(key)), "")
        return self.words.t(known) if known else label(type(self.document), name, self.words)

    def _record(self, field_name: str, value: Record) -> Part:
        """Read a row of a table whose columns the kind names: it is known by its first cell."""
        kind = type(self.document)
        heads = [column_label(kind, field_name, each, self.words) for each in columns(kind, field_name)]
        first, *rest = (*value.cells, "")
        cells = zip(heads[1:], rest, strict=False)
        return Part("", first, first, named={head: _leaf(head, cell) for head, cell in cells if cell})

    def _kinds(self, field_name: str) -> tuple[str, ...]:
        """Name the kinds of document that a value of this name is an id of."""
        own = references(type(self.document)).get(field_name)
        return own.kinds if own else NAMING.get(field_name, ())

    def _reference(self, name: str, id_: str, kinds: tuple[str, ...]) -> Part:
        """Read the id of a document: shown by its title, and the same as what it was renamed to."""
        for kind_name in kinds:
            kind = self.book.kind(kind_name)
            if document := self.book.find(kind, id_):
                ref = f"{kind.folder}/{id_}"
                return Part(name, document.title, self.moved.get(ref, ref))
        return _leaf(name, id_)

    def _said(self, field_name: str, value: Any) -> str:
        if field_name in TIMES:
            return minutes(self.words, value)
        if field_name == "at":
            return clock(value)
        if isinstance(value, bool):
            return self.words.t("choice.yes" if value else "review.no")
        if field_name == "mode" and self.words.has(f"mode.{value}"):
            return self.words.t(f"mode.{value}")
        if field_name == "together":
            return in_words(self.words, value)
        return said(value, self.words)


def _flat(value: Any) -> Iterator[tuple[str, Any]]:
    """Name the fields of an item; those of an item within it stand beside its own."""
    for each in fields(value):
        given = getattr(value, each.name)
        if is_dataclass(given) and not isinstance(given, Text | Place | Duration | Span | Listing | type):
            yield from _flat(given)
        else:
            yield each.name, given


def _leaf(name: str, text: str) -> Part:
    return Part(name, text, text)


def _is_filled(value: Any, name: str) -> bool:
    if isinstance(value, Text):
        return bool(value)
    if name == "publish":
        return value is False
    return value not in (None, "", (), False) and not isinstance(value, Place)


def of_document(book: Handbook, document: Document, moved: Mapping[str, str]) -> Mapping[str, Part]:
    """Give everything that a document says, by the name of its field."""
    return Reader(book, document, moved).parts()
