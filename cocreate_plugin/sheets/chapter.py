"""A document as a chapter of the book: facts, then its fields in order, then its free sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..facts.choice import Result, result
from ..facts.event import Event
from ..facts.outcome import outcome, sentence
from ..facts.schedule import Block, run_sheet
from ..facts.tables import table_of
from ..facts.units import clock, elapsed
from ..handbook import Handbook
from ..kinds import (
    A3,
    LANES,
    Choice,
    Criterion,
    DialogueModel,
    Document,
    Entry,
    Listing,
    Rating,
    Record,
    Row,
    Session,
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
from ..phrases import Phrases
from .book_links import Linker, anchor
from .book_writer import Writer
from .footnotes import notes
from .run_sheet import facilitators_row

Blocks = Iterator[dict[str, Any]]

LONG = 2400
"""Letters of a step, or of facts, that may be divided between two pages; shorter ones stay whole."""


def chapter(handbook: Handbook, document: Document, linker: Linker) -> dict[str, Any]:
    """Give everything that is filled in of a document."""
    writer = Writer(handbook, document, linker)
    known = writer.facts()
    blocks = [*_introduction(writer), *_fields(writer), *_free(writer)]
    return {
        "ref": document.ref,
        "anchor": anchor(document),
        "title": writer.text(document.title),
        "purpose": writer.text(document.purpose),
        "draft": document.status == "draft",
        "facts": known,
        "whole": sum(len(each["text"]) for each in known) < LONG,
        "blocks": blocks,
        "notes": notes(handbook, document, *(text for block in blocks for text in _inline_texts(block))),
        "definitions": writer.text(document.definitions),
    }


def _introduction(writer: Writer) -> Blocks:
    if writer.document.introduction:
        text = writer.text(writer.document.introduction.markdown)
        yield {"kind": "text", "text": text, "deeper": 0}


def _free(writer: Writer) -> Blocks:
    """Give free sections, or the boxes of an A3."""
    document = writer.document
    sections = document.boxes if isinstance(document, A3) else document.free
    for each in sections:
        yield {"kind": "heading", "text": writer.text(each.title)}
        empty = writer.words.t("book.empty") if isinstance(document, A3) and document.template else ""
        yield {"kind": "text", "text": writer.text(each.text.markdown) or empty, "deeper": 1}


def _fields(writer: Writer) -> Blocks:
    """Give the fields that are filled in, each under its heading, in the order of the schema."""
    for name in section_fields(type(writer.document)):
        value = getattr(writer.document, name)
        if value is None:
            continue
        if name != whole_body(type(writer.document)):
            yield {"kind": "heading", "text": label(type(writer.document), name, writer.words)}
        if isinstance(value, Text):
            yield {"kind": "text", "text": writer.text(value.markdown), "deeper": 1}
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


def _table(writer: Writer, name: str, listing: Listing[Any]) -> Blocks:
    """Give a table of any kind, after the text around its rows."""
    found = table_of(writer.handbook, writer.document, name)
    for each in listing.blocks:
        if isinstance(each, Text | Subheading):
            yield from _around(writer, each)
    rows = [[writer.text(cell.markdown) for cell in row] for row in found.rows]
    yield {"kind": "table", "head": list(found.heads), "rows": rows}


def _listing(writer: Writer, listing: Listing[Any]) -> Blocks:
    """Give a field of items with the text and subheadings around them."""
    if any(isinstance(each, Row) for each in listing):
        yield from _schedule(writer, listing)
        return
    together: list[Any] = []
    for each in listing.blocks:
        if isinstance(each, Text | Subheading):
            yield from _items(writer, together)
            together = []
            yield from _around(writer, each)
        else:
            together.append(each)
    yield from _items(writer, together)


def _around(writer: Writer, each: Text | Subheading) -> Blocks:
    if isinstance(each, Subheading):
        yield {"kind": "subheading", "text": writer.text(each.text)}
    else:
        yield {"kind": "text", "text": writer.text(each.markdown), "deeper": 1}


def _items(writer: Writer, items: list[Any]) -> Blocks:
    if not items:
        return
    first = items[0]
    if isinstance(first, Entry):
        yield {
            "kind": "list",
            "ticks": isinstance(first, Task),
            "items": [_entry(writer, each) for each in items],
        }
    elif isinstance(first, Step):
        yield from (_step(writer, each) for each in items)
    elif isinstance(first, Criterion):
        yield _criteria(writer, items)
    elif isinstance(first, Rating):
        yield from (block for each in items for block in _rating(writer, each))


def _entry(writer: Writer, entry: Entry) -> dict[str, str]:
    return {"text": writer.text(entry.text), "more": writer.text(entry.more), "who": writer.roles(entry.who)}


def _step(writer: Writer, step: Step) -> dict[str, Any]:
    """Give a step with its lanes, from what is seen most to what is seen least."""
    lanes: list[dict[str, Any]] = [
        {"lane": lane, "entries": [_entry(writer, each) for each in step.in_lane(lane)]}
        for lane in LANES
        if step.in_lane(lane)
    ]
    return {
        "kind": "step",
        "title": writer.text(step.title),
        "explanation": writer.text(step.explanation.markdown) if step.explanation else "",
        "lanes": lanes,
        "gap": step.backstage_gap,
        "whole": sum(len(each["text"]) + len(each["more"]) for lane in lanes for each in lane["entries"])
        < LONG,
    }


def _schedule(writer: Writer, listing: Listing[Any]) -> Blocks:
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
    before = [each for each in listing.blocks[: _first_row(listing)] if isinstance(each, Text | Subheading)]
    after = [each for each in listing.blocks[_first_row(listing) :] if isinstance(each, Text | Subheading)]
    yield from (block for each in before for block in _around(writer, each))
    yield {
        "kind": "run",
        "clock": has_clock,
        "rows": [_run_row(writer, each, write) for each in schedule.blocks],
        "ends": write(schedule.end),
        "shorten": any(each.row.shorten_to is not None for each in schedule.blocks),
    }
    yield from (block for each in after for block in _around(writer, each))


def _first_row(listing: Listing[Any]) -> int:
    return next((at for at, each in enumerate(listing.blocks) if isinstance(each, Row)), 0)


def _run_row(writer: Writer, block: Block, write: Callable[[int], str]) -> dict[str, Any]:
    source = writer.handbook.at(block.row.place.path) or writer.document
    row = facilitators_row(writer.handbook, block, write(block.start), source)
    own = {name: writer.linker.text(getattr(block.row, name), source.path) for name in ("step", "how")}
    return {**row, **own}


def _criteria(writer: Writer, criteria: list[Criterion]) -> dict[str, Any]:
    words = writer.words
    return {
        "kind": "table",
        "head": [words.t(f"column.{name}") for name in ("criterion", "weight", "must")],
        "rows": [
            [
                _factor_name(writer, each.criterion),
                words.number(each.weight),
                words.t("book.must") if each.must else "",
            ]
            for each in criteria
        ],
    }


def _rating(writer: Writer, rating: Rating) -> Blocks:
    """Give the scores of one rater as a table of criteria and candidates."""
    candidates = tuple(dict.fromkeys(score.candidate for score in rating.scores))
    criteria = tuple(dict.fromkeys(score.criterion for score in rating.scores))
    given = {(score.criterion, score.candidate): writer.words.number(score.score) for score in rating.scores}
    yield {"kind": "subheading", "text": writer.text(rating.rater)}
    yield {
        "kind": "table",
        "head": [writer.words.t("column.criterion"), *(_model_name(writer, each) for each in candidates)],
        "rows": [
            [_factor_name(writer, each), *(given.get((each, candidate), "") for candidate in candidates)]
            for each in criteria
        ],
    }


def _outcome(writer: Writer, choice: Choice, reckoned: Result) -> Blocks:
    """Give what is computed of a choice: means with their spread, weighted sums, and how firm it is."""
    words = writer.words
    criteria = choice.criteria.items if choice.criteria else ()
    yield {"kind": "heading", "text": words.t("book.mean")}
    rows = [
        [
            _factor_name(writer, each.criterion),
            *(_mark(words, reckoned, each, to) for to in choice.candidates),
        ]
        for each in criteria
    ]
    sums = {
        each.candidate: words.t(
            "book.of-best", sum=words.number(each.total), best=words.number(reckoned.best)
        )
        for each in reckoned.standings
    }
    rows.append([f"**{words.t('book.weighted')}**", *(f"**{sums[each]}**" for each in choice.candidates)])
    head = [words.t("column.criterion"), *(_model_name(writer, each) for each in choice.candidates)]
    yield {"kind": "table", "head": head, "rows": rows}
    told = [sentence(each, words, writer.named) for each in outcome(writer.handbook, choice)]
    if told:
        yield {"kind": "heading", "text": words.t("choice.result")}
        entries = [{"text": each, "more": "", "who": ""} for each in told]
        yield {"kind": "list", "ticks": False, "items": entries}


def _mark(words: Phrases, reckoned: Result, criterion: Criterion, candidate: str) -> str:
    mark = reckoned.mark(criterion.criterion, candidate)
    if mark is None or mark.mean is None or mark.least is None or mark.most is None:
        return ""
    spread = f" ({words.number(mark.least)}–{words.number(mark.most)})" if mark.least != mark.most else ""
    return f"{words.number(mark.mean)}{spread}"


def _factor_name(writer: Writer, id_: str) -> str:
    factor = writer.handbook.find(SuccessFactor, id_)
    return factor.title if factor else writer.text(id_)


def _model_name(writer: Writer, id_: str) -> str:
    model = writer.handbook.find(DialogueModel, id_)
    return model.title if model else id_


def _inline_texts(block: dict[str, Any]) -> Iterator[str]:
    """Give the texts of a block that are set as lines, whose notes come at the end of the chapter."""
    if block["kind"] == "list":
        yield from (each["text"] for each in block["items"])
    elif block["kind"] == "step":
        yield from (each["text"] for lane in block["lanes"] for each in lane["entries"])
    elif block["kind"] == "run":
        yield from (row[name] for row in block["rows"] for name in ("step", "how"))
