"""What the page of a document shows beside the document's own fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from .. import kinds, prose
from ..kinds import A3, KIND_OF_NAME, Document, Role
from ..phrases import Phrases, languages, phrases
from ..reckon.choice import Result, result
from ..reckon.schedule import Block, Schedule, agenda, clock, elapsed, material, run_sheet
from ..views import acting
from ..views.addresses import page, page_of
from ..views.checklist import ChecklistView
from .measures import duration, minutes
from .pen import Pen
from .site import Site

COLUMNS = ("starts", "min", "step", "how", "lead", "mode", "shorten")
"""Columns of a run sheet and an agenda, in the order in which one reads them."""


def facts_of(pen: Pen, document: Document) -> dict[str, Any]:
    """Give everything that a document's template needs."""
    site = pen.site
    return {
        "doc": document,
        "sheets": site.sheets_for(document),
        "suggestion": suggestion(site, pen.words, document),
        "other_languages": _other_languages(pen, document),
        "details": _details(pen, document),
        "listed_sources": _entries(pen, document.sources),
        "naming": lambda kind, name=None: tuple(
            each for each in site.handbook.naming(_original(site, document), KIND_OF_NAME[kind], name) if each.publish),
        **_OF_KIND[document.kind](pen, document),
    }


def suggestion(site: Site, words: Phrases, document: Document) -> str:
    """Give the address of a mail that proposes a change, with title, address and edition filled in."""
    identity = site.handbook.identity
    if not identity.contact:
        return ""
    title = prose.plain(document.title)
    where = page(site.handbook, page_of(document)) or page_of(document)
    lines = [f"{words.t('suggest.page')}: {title}", f"{words.t('suggest.address')}: {where}"]
    if identity.edition:
        lines.append(f"{words.t('suggest.edition')}: {identity.edition}")
    body = "\r\n".join((*lines, "", words.t("suggest.what"), ""))
    return (f"mailto:{quote(identity.contact, safe='@')}?subject={quote(words.t('suggest.subject', title=title))}"
            f"&body={quote(body)}")


def _original(site: Site, document: Document) -> Document:
    """Give the document that others refer to: a translation is named under its original's id."""
    return site.handbook.find(type(document), document.id) or document


def _other_languages(pen: Pen, document: Document) -> str:
    site = pen.site
    alike = [each for each in (*site.documents, *site.translations)
             if each.ref == document.ref and each.language != document.language]
    return ", ".join(pen.link(each, _language(each.language or site.handbook.language)) for each in alike)


def _language(code: str) -> str:
    """Name a language in itself."""
    return phrases(code).t("language.name") if code.split("-")[0] in languages() else code


def _details(pen: Pen, document: Document) -> list[tuple[str, str]]:
    """Say how a page came about and who looks after it."""
    words = pen.words
    return [
        (words.t("page.status"), words.t(f"status.{document.status}") if document.status else ""),
        (words.t("page.owner"), pen.line(document.owner or "")),
        (words.t("page.reviewed"), words.date(document.reviewed) if document.reviewed else ""),
        (words.t("page.review-every"), duration(words, document.review_every)),
        (words.t("page.tags"), ", ".join(pen.line(tag) for tag in document.tags)),
    ]


def _entries(pen: Pen, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(pen.source(key) for key in keys if key in pen.site.handbook.bibliography)


def _phase(pen: Pen, phase: kinds.Phase) -> dict[str, Any]:
    site = pen.site
    ordered = site.of(kinds.Phase)
    at = next((number for number, each in enumerate(ordered) if each.id == phase.id), 0)
    return {
        "previous": ordered[at - 1] if at else None,
        "next": ordered[at + 1] if at + 1 < len(ordered) else None,
        "gate": site.list_of(phase, "gate"),
        "taking_part": [{"role": each.role, "part": said_part(pen.words, each)}
                        for each in acting.parts_in(site.handbook, phase) if each.role.publish],
        "to_print": _to_print(site, phase),
    }


def _to_print(site: Site, document: kinds.Phase | kinds.DialogueModel) -> list[dict[str, Any]]:
    named = (*site.handbook.found(A3, document.a3), *site.handbook.found(kinds.Checklist, document.checklists))
    return [{"document": each, "sheets": site.sheets_for(each)} for each in named if each.publish]


def said_part(words: Phrases, part: acting.Part) -> str:
    """Say in short where a role acts in a phase."""
    said = [words.t("part.decides")] if part.decides else []
    counts = [(lane, len(part.in_lane(lane))) for lane in kinds.LANES]
    said += [f"{words.t(f'lane.{lane}').lower()} {number}" for lane, number in counts if number]
    if gate := len(part.in_lane("gate")):
        said.append(f"{words.t('field.gate').lower()} {gate}")
    return ", ".join(said)


def _factor(pen: Pen, factor: kinds.SuccessFactor) -> dict[str, Any]:
    return {}


def _model(pen: Pen, model: kinds.DialogueModel) -> dict[str, Any]:
    schedule = run_sheet(model)
    rows = [_row(pen, each, elapsed) for each in schedule.blocks]
    return {
        "schedule": schedule, "rows": rows, "columns": _columns(rows),
        "prepare": _preparing(pen.site, model), "to_print": _to_print(pen.site, model),
    }


def _preparing(site: Site, model: kinds.DialogueModel) -> ChecklistView | None:
    """Give the list of what to prepare without the materials: the page has them under a heading of their own."""
    view = site.list_of(model, "prepare")
    if view is None or not model.prepare:
        return None
    own = {each.place for each in model.prepare}
    kept = tuple(part for part in view.parts if not part.items or part.items[0].place in own)
    return replace(view, parts=kept)


def _row(pen: Pen, block: Block, time: Callable[[int], str]) -> dict[str, str]:
    row, words = block.row, pen.words
    mode = f"mode.{row.mode}"
    return {
        "starts": time(block.start),
        "min": str(block.minutes) if row.min is not None else "",
        "step": pen.line(row.step),
        "how": pen.line(row.how),
        "lead": pen.who(row.lead) or pen.line(row.lead_text),
        "mode": f'<span class="cc-mode cc-mode--{row.mode}">{words.t(mode)}</span>' if words.has(mode) else pen.line(row.mode),
        "shorten": str(row.shorten_to) if row.shorten_to is not None else "",
        "kind": row.mode,
    }


def _columns(rows: Iterable[Mapping[str, str]]) -> list[str]:
    rows = tuple(rows)
    return [name for name in COLUMNS if name == "step" or any(row[name] for row in rows)]


def _role(pen: Pen, role: Role) -> dict[str, Any]:
    handbook = pen.site.handbook
    original = handbook.find(Role, role.id) or role
    both = {*role.not_with, *(each.id for each in handbook.naming(original, Role, "not_with"))}
    return {
        "not_with": [each for each in pen.site.of(Role) if each.id in both],
        "deciding": [each for each in pen.site.of(kinds.Phase) if each.decides == role.id],
        "taking_part": acting.parts_of(handbook, original),
        "acts": lambda part: [_act(pen, each) for each in part.acts],
        "leads": acting.led_by(handbook, original),
    }


def _act(pen: Pen, act: acting.Act) -> tuple[str, str, str]:
    """Write a row: step, lane, and what is done, read from the phase's file."""
    other = Pen(pen.site, pen.uri, act.phase.path, "")
    lane = pen.words.t("field.gate" if act.lane == "gate" else f"lane.{act.lane}")
    badge = f'<span class="cc-badge cc-badge--{act.lane}">{lane}</span>'
    return other.line(act.step.title) if act.step else lane, badge, other.line(act.entry.text)


def _checklist(pen: Pen, checklist: kinds.Checklist) -> dict[str, Any]:
    return {"list": pen.site.stand_alone_list(checklist)}


def _a3(pen: Pen, sheet: A3) -> dict[str, Any]:
    handbook = pen.site.handbook
    template = handbook.template_of(sheet) or sheet
    agreed = [", ".join(part for part in (
        pen.line(each.role or ""), pen.line(each.name or ""), pen.words.date(each.date) if each.date else "") if part)
        for each in sheet.agreed_by]
    return {
        "columns": _boxes(sheet, template),
        "agreed": "; ".join(agreed),
        "said": lambda each: ", ".join(pen.line(one) for one in each),
        "filled_in": [each for each in handbook.naming(sheet, A3, "template") if each.publish],
    }


def _boxes(sheet: A3, template: A3) -> list[list[dict[str, Any]]]:
    """Give the boxes by column: those of the layout, then any that it leaves out."""
    own = {box.id: box for box in sheet.boxes}
    titles = {box.title.casefold(): box for box in sheet.boxes}
    columns: list[list[dict[str, Any]]] = []
    placed: set[str] = set()
    known = {box.id: box for box in template.boxes}
    layout = template.layout or ((tuple(kinds.Share(box.id, 1) for box in template.boxes)),)
    for column in layout:
        boxes = []
        for share in column:
            box = known.get(share.box)
            if box is None:
                continue
            filled = own.get(box.id) or titles.get(box.title.casefold())
            placed |= {box.id, filled.id if filled else box.id}
            boxes.append({"id": box.id, "title": filled.title if filled else box.title, "share": f"{share.share:g}",
                          "text": filled.text if filled else None})
        columns.append(boxes)
    rest = [box for box in sheet.boxes if box.id not in placed]
    if rest:
        columns.append([{"id": box.id, "title": box.title, "share": "1", "text": box.text} for box in rest])
    return [column for column in columns if column]


def _choice(pen: Pen, choice: kinds.Choice) -> dict[str, Any]:
    handbook, words = pen.site.handbook, pen.words
    found = result(choice)
    candidates = handbook.found(kinds.DialogueModel, choice.candidates)
    criteria = choice.criteria.items if choice.criteria else ()
    named = {each.criterion: _criterion(pen, each.criterion) for each in criteria}
    yes = words.t("choice.yes")
    return {
        "candidates": candidates,
        "columns": [pen.link(each) for each in candidates],
        "criteria": [(named[each.criterion], words.number(each.weight), yes if each.must else "") for each in criteria],
        "matrix": _matrix(pen, choice, found, candidates, named),
        "given": lambda rating: [
            (named[each.criterion], *(_given_score(words, rating, each.criterion, one.id) for one in candidates))
            for each in criteria
        ],
        "outcome": _outcome(pen, choice, found),
    }


def _criterion(pen: Pen, criterion: str) -> str:
    factor = pen.site.handbook.find(kinds.SuccessFactor, criterion)
    return pen.link(factor) if factor else pen.line(criterion)


def _given_score(words: Phrases, rating: kinds.Rating, criterion: str, candidate: str) -> str:
    return next((words.number(each.score) for each in rating.scores
                 if (each.criterion, each.candidate) == (criterion, candidate)), "")


def _matrix(pen: Pen, choice: kinds.Choice, found: Result, candidates: Iterable[kinds.DialogueModel],
            named: Mapping[str, str]) -> list[tuple[str, ...]]:
    words = pen.words
    rows = []
    for each in choice.criteria or ():
        must = f" **{words.t('choice.must')}**" if each.must else ""
        head = f"{named[each.criterion]} × {words.number(each.weight)}{must}"
        rows.append((head, *(_mark(words, found, each.criterion, one.id) for one in candidates)))
    totals = {each.candidate: each for each in found.standings}
    rows.append((f"**{words.t('choice.total', best=words.number(found.best))}**",
                 *(f"**{words.number(totals[one.id].total)}**" for one in candidates)))
    return rows


def _mark(words: Phrases, found: Result, criterion: str, candidate: str) -> str:
    mark = found.mark(criterion, candidate)
    if mark is None or mark.mean is None:
        return ""
    if not mark.spread:
        return words.number(mark.mean)
    return f"{words.number(mark.mean)} <small>({words.number(mark.least or 0)}–{words.number(mark.most or 0)})</small>"


def _outcome(pen: Pen, choice: kinds.Choice, found: Result) -> list[str]:
    """Say in sentences what the numbers say."""
    words, handbook = pen.words, pen.site.handbook

    def model(id_: str) -> str:
        return pen.link(handbook.find(kinds.DialogueModel, id_), "") or id_

    said = []
    if found.leader:
        said.append(words.t("choice.leader", model=model(found.leader)))
    elif found.standings:
        said.append(words.t("choice.no-leader"))
    for standing in found.standings:
        if standing.missed:
            missed = words.all_of(tuple(_criterion(pen, each) for each in standing.missed))
            said.append(words.t("choice.missed", model=model(standing.candidate), criteria=missed))
        if not standing.complete:
            said.append(words.t("choice.incomplete", model=model(standing.candidate)))
    for turn in found.turns:
        said.append(words.t(
            "choice.turn", criterion=_criterion(pen, turn.criterion), weight=words.number(turn.weight),
            needed=words.number(turn.needed), model=model(turn.winner)))
    if len(found.standings) > 1 and not found.turns and found.leader:
        said.append(words.t("choice.firm"))
    return said


def _session(pen: Pen, session: kinds.Session) -> dict[str, Any]:
    site = pen.site
    schedule = agenda(site.handbook, session)
    has_clock = session.start is not None or any(row.at is not None for row in session.agenda or ())
    write = clock if has_clock else elapsed
    rows = [_agenda_row(pen, session, each, write) for each in schedule.blocks]
    return {
        "rows": rows, "columns": _columns(rows), "totals": _totals(pen.words, schedule) if schedule.blocks else [],
        "when": f"{clock(schedule.start)}–{clock(schedule.end)}" if has_clock and schedule.blocks
        else session.start.strftime("%H:%M") if session.start else "",
        "materials": _materials(pen, session, schedule),
        "copies": _copies(pen, session),
    }


def _agenda_row(pen: Pen, session: kinds.Session, block: Block, write: Callable[[int], str]) -> dict[str, str]:
    """Write a row; what comes from a dialogue model is read from that model's file, and says so."""
    model = block.model
    other = Pen(pen.site, pen.uri, model.path, pen.words.language) if model and block.row.model == "" else pen
    row = _row(other, block, write)
    if model and block.row.model == "":
        row["step"] += f' <small class="cc-from">{pen.link(model)}</small>'
    notes = []
    if block.late:
        notes.append(pen.words.n("session.late", block.late))
    if block.free:
        notes.append(pen.words.n("session.free", block.free))
    if notes:
        row["step"] += f' <strong class="cc-late">{" ".join(notes)}</strong>'
    return row


def _totals(words: Phrases, schedule: Schedule) -> list[str]:
    said = [words.t("session.total", time=minutes(words, schedule.minutes))]
    if schedule.shortest < sum(each.minutes for each in schedule.blocks):
        said.append(words.t("session.shortest", time=minutes(words, schedule.shortest)))
    pauses = sum(each.minutes for each in schedule.breaks)
    if pauses:
        said.append(words.t("session.breaks", time=minutes(words, pauses)))
    said.append(words.t("session.stretch", time=minutes(words, schedule.longest_stretch)))
    return said


def _materials(pen: Pen, session: kinds.Session, schedule: Schedule) -> list[tuple[str, str, str]]:
    """Add up the materials of all dialogue models in the agenda."""
    models = {each.model.id: each.model for each in schedule.blocks if each.model}
    amounts: dict[str, int | None] = {}
    used: dict[str, list[str]] = {}
    for model in models.values():
        other = Pen(pen.site, pen.uri, model.path, pen.words.language)
        for entry in model.materials or ():
            one = material(entry, pen.words)
            amount = one.amount(session.people, session.groups)
            if amount is None and one.per:
                text = other.line(entry.text)
            else:
                text = other.line(one.text)
            known = amounts.get(text)
            amounts[text] = amount if known is None else known + (amount or 0)
            used.setdefault(text, []).append(pen.link(model))
    return [(text, "" if amount is None else pen.words.number(amount), ", ".join(dict.fromkeys(used[text])))
            for text, amount in amounts.items()]


def _copies(pen: Pen, session: kinds.Session) -> list[tuple[str, str, str]]:
    site, words = pen.site, pen.words
    rows = []
    for each in session.a3:
        sheet = site.handbook.find(A3, each.id)
        if sheet:
            number = each.copies if each.copies is not None else (session.groups + 1 if session.groups else None)
            rows.append((pen.link(sheet), "" if number is None else words.number(number), pen.pdfs(site.sheets_for(sheet))))
    for checklist in site.handbook.found(kinds.Checklist, session.checklists):
        rows.append((pen.link(checklist), "1", pen.pdfs(site.sheets_for(checklist))))
    return rows


_OF_KIND: Mapping[str, Callable[[Pen, Any], dict[str, Any]]] = {
    "phase": _phase, "success-factor": _factor, "dialogue-model": _model, "role": _role, "checklist": _checklist,
    "a3": _a3, "choice": _choice, "session": _session,
}
