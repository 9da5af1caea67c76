"""A document that is being made of a source: its sections become fields where their headings mean one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..kinds import Document, label, section_fields, shapes, whole_body
from ..phrases import Phrases
from ..sources import DEVICE, GIVEN_ID, is_reserved, proposed_id
from ..sources.structure import tokens
from ..validate.labels import labels, meant
from ..validate.meant import meaning
from .dialects import turned
from .front import Fields, taken_over
from .headings import divided, levelled, parted, titled, with_real_headings
from .notes import Note, Picture, Reading, note
from .shapes import as_list, as_table, as_tasks

DOTS = "…"
"""What stands where somebody is to write."""
LONGEST_PURPOSE = 200
"""Characters of a first sentence that may be the purpose."""
LONGEST_ID = 60
_PERSON = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,64}+(?:\.[\w-]{1,64}+)+"
    r"|(?<![\d/-])(?:\+\d{1,3}|0)\d[\d \-]{6,13}\d(?![\d/-])"
)
"""An e-mail address or a telephone number."""


_BOX = re.compile(r"^[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\]|[☐☑☒])", re.M)


@dataclass(slots=True)
class Section:
    """A `##` section: its heading in the source, its text, and the field that it fills, if any."""

    heading: str
    text: str
    field: str = ""
    label: str = ""
    """The heading that is written."""


@dataclass(slots=True)
class Draft:
    """A document on its way: where it comes from, and everything that it will hold."""

    source: str
    kind: type[Document]
    id: str
    fields: Fields
    introduction: str
    sections: list[Section]
    pictures: tuple[Picture, ...] = ()
    notes: list[Note] = field(default_factory=list)
    words: tuple[str, ...] = ()
    body: str = ""
    """What the source held, from its line `first_line`; 0: its lines are none of a file."""
    first_line: int = 0
    asides: set[str] = field(default_factory=set)
    """Headings that were written so that they open no field."""
    text: str = ""
    """The finished document."""

    def line_of(self, words: str) -> int:
        """Give the line of the source that holds some words first; 0 when nobody knows."""
        at = self.body.find(words) if self.first_line else -1
        return self.first_line + self.body.count("\n", 0, at) if at >= 0 else 0

    @property
    def path(self) -> str:
        """Give the file below the folder of the content."""
        return f"{self.kind.folder}/{self.id}.md"

    @property
    def empty(self) -> tuple[str, ...]:
        """Name the fields of the body that nothing filled."""
        filled = {section.field for section in self.sections}
        own = whole_body(self.kind)
        return tuple(name for name in section_fields(self.kind) if name not in filled and name != own)

    @property
    def takes_all(self) -> bool:
        """Tell whether any heading is at home in the kind: above tasks, or as a box of a sheet."""
        return bool(whole_body(self.kind)) or not section_fields(self.kind)

    def written(self) -> str:
        """Write the document."""
        parts = ["\n".join(self.fields.lines()), self.introduction.strip("\n")]
        for section in self.sections:
            parts += [f"## {section.label}", section.text.strip("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n\n".join(part for part in parts if part)) + "\n"


def drafts(
    reading: Reading, kind: type[Document], words: Phrases, split: bool, taken: set[str]
) -> Iterator[Draft]:
    """Make the documents of one source: one, or one for each heading of the first level.

    `taken` are ids that are in use; those that are given away are added.
    """
    text, notes = turned(reading.body, reading.first_line)
    text, more = with_real_headings(text, reading.first_line, kind, words)
    parts = parted(text, reading.first_line) if split else [(text, reading.first_line)]
    for number, (part, line) in enumerate(parts):
        fields = taken_over(reading.front if number == 0 else {}, kind)
        known = fields.title if len(parts) == 1 else ""
        stem = re.sub(r"[-_]+", " ", reading.name.rpartition("/")[2].rpartition(".")[0]).strip()
        title, rest, guessed = titled(part, known, fields.title or stem)
        fields.title = title
        draft = Draft(reading.name, kind, _id(title, stem, kind, taken), fields, "", [], reading.pictures)
        draft.body, draft.first_line = reading.body, reading.first_line
        if guessed:
            draft.notes.append(note("title-from-name", title=title))
        draft.notes += fields.notes
        if number == 0:
            draft.notes += [*reading.notes, *notes, *more]
            draft.words = reading.words
        _fill(draft, levelled(rest), words)
        _find_persons(draft, rest, line)
        yield draft


def _id(title: str, stem: str, kind: type[Document], taken: set[str]) -> str:
    """Give a free id that is made of the title, else of the file's name, else of the kind."""
    plain = proposed_id(title) or proposed_id(stem) or kind.kind
    if len(plain) > LONGEST_ID:
        plain = plain[: LONGEST_ID + 1].rpartition("-")[0] or plain[:LONGEST_ID]

    def is_kept(way: str) -> bool:
        return is_reserved(way, kind.folder) or bool(DEVICE.match(way))

    ways: list[str] = [
        plain,
        *([f"the-{plain}"] if is_kept(plain) else ()),
        *(f"{plain}-{number}" for number in range(2, len(taken) + 4)),
    ]
    id_ = next(way for way in ways if way not in taken and not is_kept(way))
    taken.add(id_)
    return id_


def _fill(draft: Draft, text: str, words: Phrases) -> None:
    """Divide a text into sections, and let each fill the field that its heading means, if it is free."""
    introduction, sections = divided(text)
    own = whole_body(draft.kind)
    every_list = bool(own) and not _BOX.search(text)
    for heading, body in sections:
        if not draft.fields.purpose and _is_purpose(heading, body, draft.kind, words):
            draft.fields.purpose = " ".join(body.split())
            draft.notes.append(note("purpose-heading", heading=heading))
            continue
        section = Section(heading, body, label=heading)
        bare = GIVEN_ID.sub("", heading)
        name = meant(bare, draft.kind, words)
        filled = {each.field for each in draft.sections}
        if name and name not in filled:
            section.field, section.label = name, _label(name, heading, bare, draft.kind, words)
            section.text = _shaped(draft, name, bare, body, words)
        elif name:
            set_aside(draft, section, words)
        draft.sections.append(section)
    draft.introduction = _purpose_of(draft, introduction)
    if own:
        draft.introduction = _boxed(draft, draft.introduction, every_list)
        for section in draft.sections:
            section.text = _boxed(draft, section.text, every_list)


def _label(name: str, heading: str, bare: str, kind: type[Document], words: Phrases) -> str:
    """Give the heading that opens a field: that of the source where it is one already, with its id."""
    known = labels(kind, words).get(" ".join(bare.casefold().split()))
    plain: str = bare if known == name else label(kind, name, words)
    return plain + heading[len(bare) :]


def set_aside(draft: Draft, section: Section, words: Phrases) -> None:
    """Write a heading so that it opens no field, and is found again."""
    bare = GIVEN_ID.sub("", section.heading)
    given = section.heading[len(bare) :]
    section.field, section.label = "", f"{bare} ({words.t('import.aside')}){given}"
    draft.asides.add(f"{bare} ({words.t('import.aside')})")


def _is_purpose(heading: str, body: str, kind: type[Document], words: Phrases) -> bool:
    """Tell whether a section is the purpose and nothing else: one short paragraph."""
    name = meaning(GIVEN_ID.sub("", heading), ("purpose",), "field")
    return name == "purpose" and meant(heading, kind, words) is None and _is_sentence(body)


def _is_sentence(text: str) -> bool:
    """Tell whether a text is one short paragraph of words, without links, pictures or a box to tick."""
    read = [token for token in tokens(text) if token.level == 0 and token.map]
    plain = " ".join(text.split())
    is_paragraph = [token.type for token in read] == ["paragraph_open"] and len(plain) <= LONGEST_PURPOSE
    return is_paragraph and "[" not in plain and bool(re.match(r"[\w\"'“”„«*_(]", plain))


def _purpose_of(draft: Draft, introduction: str) -> str:
    """Take the purpose from the text before the first heading, where that is one sentence and no more."""
    if draft.fields.purpose:
        return introduction
    plain = " ".join(introduction.split())
    if _is_sentence(introduction) and not re.search(r"[.!?:]\s+\w", plain) and not _PERSON.search(plain):
        draft.fields.purpose = plain
        draft.notes.append(note("purpose-taken", purpose=plain))
        return ""
    draft.fields.purpose = DOTS
    draft.notes.append(note("purpose-missing"))
    return introduction


def _shaped(draft: Draft, name: str, heading: str, body: str, words: Phrases) -> str:
    """Write what stands below a heading in the shape of its field, where that is certain."""
    shape = shapes(draft.kind)[name]
    if shape == "table":
        table = as_table(body, draft.kind, name, words)
        if table is not None and table[0] != body:
            draft.notes.append(note("table-read", heading=heading, was=", ".join(table[1])))
        return table[0] if table else body
    if shape not in ("list", "tasks"):
        return body
    items = as_list(body, "- [ ] " if shape == "tasks" else "- ")
    if items is not None and items != body:
        draft.notes.append(note("text-became-list", heading=heading))
        return items
    return _boxed(draft, body, True) if shape == "tasks" else body


def _boxed(draft: Draft, text: str, every_list: bool) -> str:
    boxed, given, lost = as_tasks(text, every_list)
    if given:
        draft.notes.append(note("list-became-tasks", number=given))
    if lost:
        draft.notes.append(note("box-lost", number=lost))
    return boxed


def _find_persons(draft: Draft, text: str, first_line: int) -> None:
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n")):
        for match in _PERSON.finditer(line):
            if match[0] not in seen:
                seen.add(match[0])
                draft.notes.append(note("person", first_line and first_line + number, what=match[0]))
