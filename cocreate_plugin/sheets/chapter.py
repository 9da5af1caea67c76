"""A document as a chapter of the book: facts, then its fields in order, then its free sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from ..facts.checklists import ChecklistView
from ..facts.choice import Result, result
from ..facts.event import Event
from ..facts.outcome import outcome, sentence
from ..facts.promises import with_keepers
from ..facts.responsibilities import ShownLane, shown_lanes
from ..facts.schedule import run_sheet
from ..facts.tables import table_of
from ..facts.units import clock, elapsed
from ..handbook import Handbook
from ..kinds import (
    A3,
    Choice,
    Criterion,
    DialogueModel,
    Document,
    Entry,
    Listing,
    Phase,
    Rating,
    Record,
    Row,
    Session,
    Statement,
    Step,
    Subheading,
    SuccessFactor,
    Task,
    Text,
    item_type,
    label,
    section_fields,
    shapes,
    whole_body,
)
from ..phrases import Phrases, phrases
from .a3_picture import in_book
from .book_links import BookLinks, anchor
from .run_sheet import FacilitatorsRow, facilitators_row
from .texts import LabelledText, PaperEntry, PaperText, field_of, named, text_of
from .writer import facts

LONG = 2400
"""Letters of a step, or of facts, that may be divided between two pages; shorter ones stay whole."""


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading of a field, or one within it."""

    text: str | Text
    kind: Literal["heading", "subheading"] = "heading"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Text, and by how many levels its headings are set deeper."""

    text: str | Text
    deeper: int = 1
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, with boxes to tick or without."""

    items: tuple[Entry | PaperEntry, ...]
    ticks: bool = False
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class StepBlock:
    """A step with its lanes, from what is seen most to what is seen least."""

    title: Text
    explanation: Text | None
    lanes: tuple[ShownLane, ...]
    whole: bool
    kind: Literal["step"] = "step"


@dataclass(frozen=True, slots=True)
class RunBlock:
    """A run sheet or an agenda with its times."""

    rows: tuple[FacilitatorsRow, ...]
    clock: bool
    ends: str
    shorten: bool
    kind: Literal["run"] = "run"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of words and numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | Text, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """What a sheet looks like, as SVG."""

    svg: str
    kind: Literal["picture"] = "picture"


Block = HeadingBlock | TextBlock | ListBlock | StepBlock | RunBlock | TableBlock | PictureBlock
Blocks = Iterator[Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Everything that is filled in of a document."""

    ref: str
    anchor: str
    title: Text
    purpose: Text
    draft: bool
    facts: tuple[LabelledText, ...]
    whole: bool
    """Whether its facts stay on one page."""
    blocks: tuple[Block, ...]


class ChapterWriter:
    """What is needed to write the chapter of one document."""

    def __init__(self, handbook: Handbook, document: Document, book_links: BookLinks) -> None:
        """Remember the document and its handbook."""
        self.handbook = handbook
        self.document = document
        self.book_links = book_links
        self.words: Phrases = phrases(handbook.language)

    def text(self, markdown: str) -> PaperText:
        """Prepare a text of the document."""
        return self.book_links.write(Text(markdown, self.document.first_line))

    def statement(self, markdown: str) -> PaperEntry:
        """Give a sentence for a list; its links lead where they must already."""
        return PaperEntry(PaperText(markdown, self.document.first_line), self.text(""), ())

    def facts(self) -> tuple[LabelledText, ...]:
        """Give label and text of everything that is known of the document in short."""
        return facts(self.handbook, self.document, write=self.book_links.write, link=self._link)

    def named(self, document: Document | Text) -> str:
        """Name a document, or write what stands in the place of one."""
        return self.text(document.markdown).markdown if isinstance(document, Text) else named(document)

    def _link(self, document: Document | ChecklistView) -> str:
        """Lead to a chapter; a list that is made of another document has none."""
        if isinstance(document, Document):
            return self.book_links.to(document)
        return self.book_links.to(document.document) if document.kind == "list" else named(document)


def chapter(handbook: Handbook, document: Document, book_links: BookLinks) -> Chapter:
    """Give everything that is filled in of a document."""
    document = with_keepers(handbook, document)
    writer = ChapterWriter(handbook, document, book_links)
    told = writer.facts()
    return Chapter(
        ref=document.ref,
        anchor=anchor(document),
        title=field_of(document, "title"),
        purpose=field_of(document, "purpose"),
        draft=document.status == "draft",
        facts=told,
        whole=sum(len(str(fact.text)) for fact in told) < LONG,
        blocks=(*_introduction(document), *_fields(writer), *_free(writer)),
    )


def _introduction(document: Document) -> Blocks:
    if document.introduction:
        yield TextBlock(document.introduction, 0)


def _free(writer: ChapterWriter) -> Blocks:
    """Give free sections, or the boxes of an A3."""
    document = writer.document
    if isinstance(document, A3) and document.is_template:
        yield PictureBlock(in_book(writer.handbook, document, writer.words))
    sections = document.boxes if isinstance(document, A3) else document.free
    for section in sections:
        yield HeadingBlock(Text(section.title, section.text.place))
        empty = writer.words.t("book.empty") if isinstance(document, A3) and document.template else ""
        yield TextBlock(section.text or empty)


def _fields(writer: ChapterWriter) -> Blocks:
    """Give the fields that are filled in, each under its heading, in the order of the schema."""
    for name in section_fields(type(writer.document)):
        value = getattr(writer.document, name)
        if value is None:
            continue
        if name != whole_body(type(writer.document)):
            yield HeadingBlock(label(type(writer.document), name, writer.words))
        if isinstance(value, Text):
            yield TextBlock(value)
        elif _is_plain_table(writer.document, name):
            yield from _table(writer, name, value)
        else:
            yield from _listing(writer, value)
    if isinstance(writer.document, Choice) and writer.document.scores:
        yield from _outcome(writer, writer.document, result(writer.document))


def _is_plain_table(document: Document, name: str) -> bool:
    """Tell whether a field is a table without clock times or sums."""
    kind = type(document)
    counted = isinstance(document, Choice | DialogueModel | Session) and item_type(kind, name) is not Record
    return shapes(kind)[name] == "table" and not counted


def _table(writer: ChapterWriter, name: str, listing: Listing[Any]) -> Blocks:
    """Give a table of any kind, after the text around its rows."""
    found = table_of(writer.handbook, writer.document, name)
    yield from (_around(block) for block in listing.blocks if isinstance(block, Text | Subheading))
    yield TableBlock(found.heads, found.rows)


def _listing(writer: ChapterWriter, listing: Listing[Any]) -> Blocks:
    """Give a field of items with the text and subheadings around them."""
    if any(isinstance(entry, Row) for entry in listing):
        yield from _schedule(writer, listing)
        return
    together: list[Any] = []
    for block in listing.blocks:
        if isinstance(block, Text | Subheading):
            yield from _items(writer, together)
            together = []
            yield _around(block)
        else:
            together.append(block)
    yield from _items(writer, together)


def _around(each: Text | Subheading) -> Block:
    return HeadingBlock(text_of(each), "subheading") if isinstance(each, Subheading) else TextBlock(each)


def _items(writer: ChapterWriter, items: list[Any]) -> Blocks:
    if not items:
        return
    first = items[0]
    if isinstance(first, Entry):
        yield ListBlock(tuple(_since(writer, item) for item in items), isinstance(first, Task))
    elif isinstance(first, Step):
        yield from map(_step, items)
    elif isinstance(first, Criterion):
        yield _criteria(writer, items)
    elif isinstance(first, Rating):
        yield from (block for item in items for block in _rating(writer, item))


def _since(writer: ChapterWriter, item: Entry) -> Entry:
    """Write behind a statement from which phase on it can be answered."""
    phase = writer.handbook.find(Phase, item.since) if isinstance(item, Statement) else None
    said = writer.words.t("assess.since", phase=phase.title) if phase else ""
    return replace(item, text=f"{item.text} ({said})") if said else item


def _step(step: Step) -> StepBlock:
    letters = sum(len(lane.entry.text) + len(lane.entry.more) for lane in step.lanes)
    return StepBlock(Text(step.title, step.place), step.explanation, shown_lanes(step), letters < LONG)


def _schedule(writer: ChapterWriter, listing: Listing[Any]) -> Blocks:
    """Give a run sheet or an agenda with its times, between the texts around it."""
    document = writer.document
    has_clock = False
    if isinstance(document, Session):
        event = Event(writer.handbook, document)
        schedule, has_clock = event.schedule, event.has_clock
    elif isinstance(document, DialogueModel):
        schedule = run_sheet(document)
    else:
        return
    write = clock if has_clock else elapsed
    first = next((at for at, each in enumerate(listing.blocks) if isinstance(each, Row)), 0)
    yield from (_around(block) for block in listing.blocks[:first])
    yield RunBlock(
        tuple(facilitators_row(writer.handbook, block, write) for block in schedule.blocks),
        has_clock,
        write(schedule.end),
        any(block.row.shorten_to is not None for block in schedule.blocks),
    )
    yield from (_around(block) for block in listing.blocks[first:] if isinstance(block, Text | Subheading))


def _criteria(writer: ChapterWriter, criteria: list[Criterion]) -> TableBlock:
    words = writer.words
    head = tuple(words.t(f"choice.{name}") for name in ("criterion", "weight", "must-column"))
    rows = (
        (
            _factor_name(writer, criterion.criterion),
            words.number(criterion.weight),
            words.t("choice.yes") if criterion.must else "",
        )
        for criterion in criteria
    )
    return TableBlock(head, tuple(rows))


def _rating(writer: ChapterWriter, rating: Rating) -> Blocks:
    """Give the scores of one rater as a table of criteria and candidates."""
    candidates = tuple(dict.fromkeys(score.candidate for score in rating.scores))
    criteria = tuple(dict.fromkeys(score.criterion for score in rating.scores))
    scores = {(score.criterion, score.candidate): writer.words.number(score.score) for score in rating.scores}
    yield HeadingBlock(Text(rating.rater, rating.place), "subheading")
    rows = (
        (
            _factor_name(writer, criterion),
            *(scores.get((criterion, candidate), "") for candidate in candidates),
        )
        for criterion in criteria
    )
    yield TableBlock(_head(writer, candidates), tuple(rows))


def _head(writer: ChapterWriter, candidates: Iterable[str]) -> tuple[str, ...]:
    return (writer.words.t("choice.criterion"), *(_model_name(writer, candidate) for candidate in candidates))


def _outcome(writer: ChapterWriter, choice: Choice, computed: Result) -> Blocks:
    """Give what is computed of a choice: means with their spread, weighted sums, and how firm it is."""
    words = writer.words
    criteria = choice.criteria.items if choice.criteria else ()
    yield HeadingBlock(words.t("book.mean"))
    rows = [
        (
            _factor_name(writer, criterion.criterion),
            *(_mark(words, computed, criterion, to) for to in choice.candidates),
        )
        for criterion in criteria
    ]
    sums = {
        standing.candidate: words.t(
            "book.of-best", sum=words.number(standing.total), best=words.number(computed.best)
        )
        for standing in computed.standings
    }
    rows.append(
        (f"**{words.t('book.weighted')}**", *(f"**{sums[candidate]}**" for candidate in choice.candidates))
    )
    yield TableBlock(_head(writer, choice.candidates), tuple(rows))
    told = tuple(sentence(each, words, writer.named) for each in outcome(writer.handbook, choice))
    if told:
        yield HeadingBlock(words.t("choice.result"))
        yield ListBlock(tuple(map(writer.statement, told)))


def _mark(words: Phrases, computed: Result, criterion: Criterion, candidate: str) -> str:
    mark = computed.mark(criterion.criterion, candidate)
    if mark is None or mark.mean is None or mark.least is None or mark.most is None:
        return ""
    spread = f" ({words.number(mark.least)}–{words.number(mark.most)})" if mark.least != mark.most else ""
    return f"{words.number(mark.mean)}{spread}"


def _factor_name(writer: ChapterWriter, id_: str) -> str:
    factor = writer.handbook.find(SuccessFactor, id_)
    return named(factor) if factor else writer.text(id_).markdown


def _model_name(writer: ChapterWriter, id_: str) -> str:
    model = writer.handbook.find(DialogueModel, id_)
    return named(model) if model else id_
