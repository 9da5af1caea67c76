"""Facts of a document, as its chapter of the book begins with them."""

from __future__ import annotations

from collections.abc import Iterator

from ..cite import sources_of
from ..facts.checklists import checklists
from ..facts.responsibilities import parts_of
from ..facts.schedule import agenda, run_sheet
from ..facts.units import clock, duration, elapsed, minutes, people
from ..kinds import A3, Checklist, Choice, DialogueModel, Phase, Role, Session, SuccessFactor
from ..prose import Citation
from .book_writer import Writer

Facts = Iterator[tuple[str, str]]
"""Keys of labels, and what is said."""


def facts(writer: Writer) -> tuple[dict[str, str], ...]:
    """Give label and text of everything that is known of a document in short."""
    return tuple(
        {"label": writer.words.t(key), "text": text}
        for key, text in (*_facts(writer), *_common(writer))
        if text
    )


def _common(writer: Writer) -> Facts:
    """Say what the document rests on and who looks after it."""
    document, words = writer.document, writer.words
    known = tuple(Citation(key, "", 1, 1) for key in document.sources if key in writer.handbook.bibliography)
    cited = sources_of(writer.handbook).citation(known) if known else ""
    yield "book.sources-of", cited.removeprefix("(").removesuffix(")")
    yield "book.status", words.t(f"status.{document.status}") if document.status else ""
    yield "book.owner", document.owner or ""
    yield "book.reviewed", words.date(document.reviewed) if document.reviewed else ""
    yield "book.review-every", duration(words, document.review_every)
    yield "book.tags", ", ".join(document.tags)


def _facts(writer: Writer) -> Facts:
    """Give the facts of the document's kind."""
    match writer.document:
        case Phase() as phase:
            return _phase(writer, phase)
        case SuccessFactor() as factor:
            return _factor(writer, factor)
        case DialogueModel() as model:
            return _model(writer, model)
        case Role() as role:
            return _role(writer, role)
        case Checklist() as checklist:
            return _checklist(writer, checklist)
        case A3() as sheet:
            return _a3(writer, sheet)
        case Choice() as choice:
            return _choice(writer, choice)
        case Session() as session:
            return _session(writer, session)
        case _:
            return iter(())


def _phase(writer: Writer, phase: Phase) -> Facts:
    book, words = writer.handbook, writer.words
    yield "book.duration", duration(words, phase.duration)
    yield "book.decides", writer.roles((phase.decides or "",))
    yield "book.pause-point", writer.text(phase.pause_point or "")
    yield "book.style", words.t(f"style.{phase.style}") if phase.style else ""
    yield "book.factors", writer.links(book.found(SuccessFactor, phase.success_factors))
    yield "book.models", writer.links(book.found(DialogueModel, phase.dialogue_models))
    yield "book.a3", writer.links(book.found(A3, phase.a3))
    yield "book.checklists", writer.links(book.found(Checklist, phase.checklists))
    yield "book.roles", writer.links(book.found(Role, phase.roles))


def _factor(writer: Writer, factor: SuccessFactor) -> Facts:
    yield "book.group", factor.group or ""
    yield "book.phases", writer.links(writer.handbook.naming(factor, Phase, "success_factors"))
    yield "book.served-by", writer.links(writer.handbook.naming(factor, DialogueModel, "success_factors"))


def _model(writer: Writer, model: DialogueModel) -> Facts:
    book, words = writer.handbook, writer.words
    schedule = run_sheet(model)
    length = minutes(words, schedule.minutes)
    if length and schedule.shortest < schedule.minutes:
        shortest = minutes(words, schedule.shortest)
        length = words.t("book.length.text", length=length, shortest=shortest)
    yield "book.people", people(words, model.people)
    yield "book.length", length
    yield "book.suits", writer.links(book.naming(model, Phase, "dialogue_models"))
    yield "book.factors", writer.links(book.found(SuccessFactor, model.success_factors))
    yield "book.a3", writer.links(book.found(A3, model.a3))
    yield "book.checklists", writer.links(book.found(Checklist, model.checklists))


def _role(writer: Writer, role: Role) -> Facts:
    yield "rolesheet.not-with", writer.links(writer.handbook.found(Role, role.not_with))
    yield "book.phases", writer.links(part.phase for part in parts_of(writer.handbook, role))


def _checklist(writer: Writer, checklist: Checklist) -> Facts:
    book, words = writer.handbook, writer.words
    yield "book.pause-point", writer.text(checklist.pause_point or "")
    yield "book.style", words.t(f"style.{checklist.style}") if checklist.style else ""
    yield "book.reads", writer.roles(checklist.reads)
    yield "book.answers", writer.roles(checklist.answers)
    yield "book.revised", words.date(checklist.revised) if checklist.revised else ""
    yield "book.phases", writer.links(book.naming(checklist, Phase, "checklists"))
    yield "book.models", writer.links(book.naming(checklist, DialogueModel, "checklists"))


def _a3(writer: Writer, sheet: A3) -> Facts:
    book, words = writer.handbook, writer.words
    template = None if sheet.is_template else book.template_of(sheet)
    agreed = (
        ", ".join(part for part in (each.role, each.name, words.date(each.date) if each.date else "") if part)
        for each in sheet.agreed_by
    )
    yield "book.use", sheet.use or ""
    yield "book.template", writer.links((template,)) if template else ""
    yield "book.participants", ", ".join(sheet.participants)
    yield "book.coach", sheet.coach or ""
    yield "book.version", sheet.version or ""
    yield "book.date-of", words.date(sheet.date) if sheet.date else ""
    yield "book.state", words.t(f"state.{sheet.state}") if sheet.state else ""
    yield "book.agreed-by", "; ".join(each for each in agreed if each)
    yield "book.follow-up", words.date(sheet.follow_up) if sheet.follow_up else ""
    yield "book.phases", writer.links(book.naming(sheet, Phase, "a3"))
    yield "book.models", writer.links(book.naming(sheet, DialogueModel, "a3"))


def _choice(writer: Writer, choice: Choice) -> Facts:
    book, words = writer.handbook, writer.words
    chosen = book.find(DialogueModel, choice.chosen)
    yield "book.candidates", writer.links(book.found(DialogueModel, choice.candidates))
    yield "book.chosen", writer.links((chosen,)) if chosen else ""
    yield "book.date-of", words.date(choice.date) if choice.date else ""


def _session(writer: Writer, session: Session) -> Facts:
    book, words = writer.handbook, writer.words
    schedule = agenda(book, session)
    write = clock if session.start is not None else elapsed
    phase = book.find(Phase, session.phase)
    people_ = words.n("count.people", session.people) if session.people else ""
    groups = words.n("count.groups", session.groups) if session.groups else ""
    yield "pack.date", words.date(session.date, "full") if session.date else ""
    yield "pack.time", f"{write(schedule.start)}–{write(schedule.end)}" if schedule.blocks else ""
    yield "pack.place", session.place or ""
    yield "pack.people", ", ".join(each for each in (people_, groups) if each)
    yield "pack.facilitator", book.who(session.facilitator)
    yield "pack.phase", writer.links((phase,)) if phase else ""
    yield "book.a3", ", ".join(_copies(writer, session))
    yield "book.checklists", ", ".join(_lists(writer, session))


def _lists(writer: Writer, session: Session) -> Iterator[str]:
    """Name the lists of a session; those that are made for it have no chapter."""
    lists = {each.id: each for each in checklists(writer.handbook)}
    for id_ in session.checklists:
        if id_ in lists and lists[id_].document.publish:
            known = lists[id_].kind == "list"
            yield writer.linker.to(lists[id_].document) if known else lists[id_].title


def _copies(writer: Writer, session: Session) -> Iterator[str]:
    for each in session.a3:
        sheet = writer.handbook.find(A3, each.id)
        if sheet is not None and sheet.publish:
            number = "" if each.copies is None else f" ({writer.words.n('book.copies', each.copies)})"
            yield f"{writer.linker.to(sheet)}{number}"
