"""What must hold across documents: one generator a rule, each yields everything it knows."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from math import ceil, floor

from .. import prose
from ..facts.schedule import LONGEST_WITHOUT_BREAK, Schedule, agenda, run_sheet
from ..handbook import Handbook
from ..kinds import (
    A3,
    Checklist,
    Choice,
    DialogueModel,
    Document,
    Duration,
    Listing,
    Phase,
    Practice,
    Row,
    Session,
    Task,
)
from ..kinds.texts import ShownText, pieces
from ..problems import Also, Place, Problem, closest, problem
from ..sources import Source, Value
from .a3_boxes import boxes
from .choices import scores
from .doubts import doubts, same_titles
from .links import PICTURES, Anchors, lost
from .markup import foreign, poor_alts, unread_citations
from .missing_words import missing_words as missing_words
from .odd_addresses import RISKY, oddness
from .plain import Adviser
from .practised import cases
from .promised import keepers
from .translations import doubtful_names, drift
from .undrawn import not_taken_in, undrawn
from .unused import unused
from .unwritten import unwritten

_MARKUP = re.compile(r"[<\[{&]")

_MONTHS = {"month": 1, "year": 12}
_DAYS = {"min": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7}

LONGEST_CHECKLIST = 9
"""Items read at one pause point (Gawande 2009; Project Check)."""


def broken_rules(handbook: Handbook, today: dt.date | None = None) -> Iterator[Problem]:
    """Yield what every rule finds."""
    for document in (*handbook.documents, *handbook.translations):
        yield from unknown_bib_keys(handbook, document)
        yield from due_reviews(document, today)
        yield from doubts(document, today)
        yield from unwritten(document, handbook.original_of(document))
        yield from keepers(handbook, document)
    for phase in handbook.of(Phase):
        yield from backstage_gaps(phase)
        yield from long_list(phase.gate, phase.where("gate"))
    for checklist in handbook.of(Checklist):
        yield from long_list(checklist.items, checklist.first_line)
    for model in handbook.of(DialogueModel):
        yield from times(run_sheet(model), model, "run_sheet")
    for session in handbook.of(Session):
        yield from times(agenda(handbook, session), session, "agenda")
        yield from idle_minutes(handbook, session)
        yield from empty_lists(handbook, session)
        yield from group_sizes(handbook, session)
    for sheet in handbook.of(A3):
        yield from boxes(handbook, sheet)
    for choice in handbook.of(Choice):
        yield from scores(choice)
    for case in handbook.of(Practice):
        yield from cases(handbook, case)
    yield from equal_orders(handbook)
    yield from same_titles(handbook)
    yield from drift(handbook)
    yield from doubtful_names(handbook)
    yield from lost_translations(handbook)


def backstage_gaps(phase: Phase) -> Iterator[Problem]:
    """A step that participants see must say what makes it possible: the part that literature leaves out."""
    for step in phase.steps or ():
        if step.backstage_gap:
            yield problem("backstage-gap", step.place, step=step.title)


def long_list(items: Listing[Task] | None, place: Place) -> Iterator[Problem]:
    """A list of ten or more items is not read through."""
    if items is not None and len(items) > LONGEST_CHECKLIST:
        yield problem("long-checklist", place, items=len(items), most=LONGEST_CHECKLIST)


def times(schedule: Schedule, document: DialogueModel | Session, field: str) -> Iterator[Problem]:
    """Minutes must add up, and people need a break."""
    place = document.where(field)
    for block in schedule.blocks:
        row, own = block.row, block.model is None or isinstance(document, DialogueModel)
        if own and row.shorten_to is not None and row.min and row.shorten_to > row.min:
            yield problem("shorten-too-long", row.place, shorten_to=row.shorten_to, minutes=row.min)
        if block.late and isinstance(document, Session) and _unsaid(document, row):
            if document.start is not None:
                start, at = (
                    document.start.strftime("%H:%M"),
                    f"{(row.at or 0) // 60:02}:{(row.at or 0) % 60:02}",
                )
                yield problem("before-start", row.place, at=at, start=start)
        elif block.late:
            where = row.place if own else place
            yield problem("overrun", where, minutes=block.late, step=prose.plain(row.step))
    if schedule.longest_stretch > LONGEST_WITHOUT_BREAK:
        yield problem("no-break", place, minutes=schedule.longest_stretch, most=LONGEST_WITHOUT_BREAK)


def _unsaid(session: Session, row: Row) -> bool:
    """Tell whether a row seems late only since the session's start could not be read, or is after it."""
    if session.start is None:
        return "start" in session.place_of
    return row.at is not None and row.at < session.start.hour * 60 + session.start.minute


def idle_minutes(handbook: Handbook, session: Session) -> Iterator[Problem]:
    """A row that stands for a dialogue model takes the minutes of its run sheet, whatever the row says."""
    for row in session.agenda or ():
        model = handbook.find(DialogueModel, row.model)
        if model is None or not model.run_sheet:
            continue
        minutes = run_sheet(model).minutes
        if row.min is not None and row.min != minutes:
            yield problem("idle-minutes", row.place, given=row.min, minutes=minutes, id=model.id)


def group_sizes(handbook: Handbook, session: Session) -> Iterator[Problem]:
    """A group is as large as the dialogue models of the agenda are made for."""
    for model_id in dict.fromkeys(row.model for row in session.agenda or () if row.model):
        model = handbook.find(DialogueModel, model_id)
        if model is None or model.people is None or not session.people or not session.groups:
            continue
        size = session.people / session.groups
        least, most = model.people.least, model.people.most
        # What suits a room full of people may be done in small groups.
        suits = [
            least <= ceil(each) and (most is None or floor(each) <= most) for each in (size, session.people)
        ]
        if session.groups <= session.people and not any(suits):
            wanted = f"{least}+" if most is None else f"{least}–{most}" if most > least else str(least)
            yield problem(
                "group-size",
                session.where("groups"),
                people=session.people,
                groups=session.groups,
                size=size,
                model=model.title,
                wanted=wanted,
            )


def empty_lists(handbook: Handbook, session: Session) -> Iterator[Problem]:
    """A checklist that a phase or a dialogue model makes needs something to be made of."""
    for number, id_ in enumerate(session.checklists):
        name, _, of = id_.partition("-")
        phase = handbook.find(Phase, of) if name in ("gate", "phase") else None
        model = handbook.find(DialogueModel, of) if name == "prepare" else None
        parts: tuple[object, ...] = (model.prepare, model.materials) if model else ()
        if phase:
            parts = (phase.gate,) if name == "gate" else (phase.gate, phase.entry, phase.steps)
        if parts and not any(parts) and not handbook.find(Checklist, id_):
            place = session.where(f"checklists.{number}")
            yield problem("unknown-reference", place, kind="checklist", id=id_, folder="checklists")


def unknown_bib_keys(handbook: Handbook, document: Document) -> Iterator[Problem]:
    """Keys in front matter are keys of sources.bib."""
    for number, key in enumerate(document.sources):
        if key not in handbook.bibliography:
            yield unknown_bib_key(handbook, key, document.where(f"sources.{number}"))


def unknown_bib_key(handbook: Handbook, key: str, place: Place) -> Problem:
    """Say that sources.bib has no such key."""
    return problem(
        "unknown-source",
        place,
        key=key,
        file=f"{handbook.process}/sources.bib",
        suggestion=closest(key, handbook.bibliography),
    )


def due_reviews(document: Document, today: dt.date | None) -> Iterator[Problem]:
    """A document is read again as often as it says."""
    every = document.review_every
    if today is None or document.reviewed is None or every is None:
        return
    due = _later(document.reviewed, every)
    if due and due < today:
        yield problem("review-due", document.where("reviewed"), due=due.isoformat())


def _later(day: dt.date, after: Duration) -> dt.date | None:
    """Count months and years by the calendar, to the last day of a short month; None: beyond it."""
    months, part = divmod(after.most * _MONTHS.get(after.unit, 0), 1)
    days = after.most * _DAYS.get(after.unit, 0) + part * 30
    years, month = divmod(day.month - 1 + int(months), 12)
    try:
        first = dt.date(day.year + years, month + 1, 1)
        length = calendar.monthrange(first.year, first.month)[1]
        return first.replace(day=min(day.day, length)) + dt.timedelta(days=days)
    except (OverflowError, ValueError):
        return None


def equal_orders(handbook: Handbook) -> Iterator[Problem]:
    """Two phases with one number stand in an order that nobody chose."""
    seen: dict[int, Phase] = {}
    for phase in handbook.of(Phase):
        if phase.order is not None and phase.order in seen:
            other = seen[phase.order]
            also = (Also(other.where("order"), "same"),)
            yield problem("same-order", phase.where("order"), also=also, order=phase.order, other=other.path)
        elif phase.order is not None:
            seen[phase.order] = phase


def lost_translations(handbook: Handbook) -> Iterator[Problem]:
    """A translation needs the document that it translates."""
    known = {document.ref for document in handbook.documents}
    for document in handbook.translations:
        if document.ref not in known:
            yield problem("translation-without-original", document.first_line, original=f"{document.id}.md")


def broken_text(handbook: Handbook, source: Source, anchors: Anchors) -> Iterator[Problem]:
    """Check the text of a file, wherever it stands: safety, links, images and citations.

    `anchors` gives what one can link to within a file; None when that is not known.
    """
    whole = [*text_problems(handbook, source.body.markdown, source.path, source.front_end, anchors)]
    cited = [*unread_citations(source.body.markdown, source.path, source.front_end, handbook.bibliography)]
    told = {each.place for each in cited}
    signs = foreign(source.body.markdown, source.path, source.front_end, handbook.dialect)
    whole += (*cited, *(each for each in signs if each.place not in told))
    whole += poor_alts(source.body.markdown, source.path, source.front_end)
    whole += undrawn(handbook, source.body.markdown, source.path, source.front_end)
    whole += not_taken_in(handbook, source.body.markdown, source.path, source.front_end)
    whole += broken_front(handbook, source.front, source.path)
    yield from whole
    others = handbook.translations if source.language else ()
    document = handbook.at(source.path) or next(
        (other for other in others if other.path == source.path), None
    )
    shown = pieces(document) if document else _sections(source)
    yield from broken_pieces(shown, {(each.code, each.facts.get("what")) for each in whole})


def _sections(source: Source) -> Iterator[ShownText]:
    """Give the texts of a page without fields: its headings, and what stands below each."""
    if source.body.title:
        yield ShownText(*source.body.title, line=True)
    for section in source.body.sections:
        yield ShownText(section.title, section.place, line=True)
        yield ShownText(section.markdown, section.start, line=False)


def broken_pieces(
    shown: Iterable[ShownText], known: Collection[tuple[str, object]] = ()
) -> Iterator[Problem]:
    """Judge each text of a file on its own, as pages and sheets show it: in a cell, a heading, a box.

    What a fence or a comment hides in the whole may run where a part stands alone; `known` has been said.
    """
    for piece in shown:
        if not _MARKUP.search(piece.markdown):
            continue
        odd = any(oddness(link.target) for link in prose.links(piece.markdown))
        for refusal in prose.refusals(piece.markdown, piece.line):
            if odd and _is_of_address(refusal.what):
                continue
            if (refusal.code, refusal.what) not in known and refusal.code != "no-alt":
                below = 0 if piece.line else refusal.line - 1
                place = replace(piece.place, line=piece.place.line + below)
                yield problem(refusal.code, place, what=refusal.what)


def broken_front(handbook: Handbook, front: Value | None, path: str) -> Iterator[Problem]:
    """Check the words of front matter as text, where they could be more than words."""
    for word, place in front.words() if front else ():
        if _MARKUP.search(word):
            for found in text_problems(handbook, word, path, 0):
                yield Problem(found.code, place, found.facts)
            for refusal in prose.refusals(word, line=True):
                yield problem(refusal.code, place, what=refusal.what)


def _is_of_address(what: str) -> bool:
    """Tell whether something is refused only since nobody can follow its address, which is said."""
    return (what.endswith(":") and what not in RISKY) or what in ("href", "src")


def text_problems(
    handbook: Handbook, text: str, path: str, lines_before: int, anchors: Anchors = lambda path: None
) -> Iterator[Problem]:
    """Check Markdown that begins after some lines of the file at `path`."""
    links = prose.links(text)
    odd = {link.line for link in links if oddness(link.target)}
    for refusal in prose.refusals(text):
        if refusal.line in odd and _is_of_address(refusal.what):
            continue
        yield problem(
            refusal.code, Place(path, refusal.line + lines_before, refusal.column), what=refusal.what
        )
    for link in links:
        yield from lost(handbook, link, Place(path, link.line + lines_before, link.column), anchors)
    for citation in prose.citations(text):
        if citation.key not in handbook.bibliography:
            yield unknown_bib_key(
                handbook, citation.key, Place(path, citation.line + lines_before, citation.column)
            )


__all__ = [
    "PICTURES",
    "Adviser",
    "Anchors",
    "broken_front",
    "broken_rules",
    "broken_text",
    "lost",
    "text_problems",
    "unused",
]
