"""What the page of a document shows beside the document's own fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from .. import kinds, prose
from ..facts import responsibilities
from ..facts.a3_layout import columns_of
from ..facts.checklists import stand_alone, tasks
from ..facts.promises import with_keepers
from ..facts.ready_texts import blanks
from ..facts.tables import FieldTable, table_of
from ..kinds import Document, Role, added_sections, label, shapes
from ..phrases import Phrases, languages, phrases
from .charts import charts_of
from .choice import choice_facts
from .fill_in import fill_in
from .known import Known
from .site import Site
from .timetable import model_facts, session_facts
from .writer import PageWriter


def facts_of(writer: PageWriter, document: Document) -> dict[str, Any]:
    """Give everything that a document's template needs."""
    site = writer.site
    # Others refer to the original of a translation.
    original = site.handbook.find(type(document), document.id) or document
    return {
        "doc": with_keepers(site.handbook, document),
        "sheets": site.sheets_for(document),
        "unprinted": site.unprinted_of(document),
        "suggestion": suggestion(site, writer.words, document),
        "other_languages": _other_languages(writer, document),
        "known": Known(writer, document),
        "listed_sources": _entries(writer, document.sources),
        "naming": lambda kind, name=None: site.handbook.naming(original, site.handbook.kind(kind), name),
        **_fields(writer, document),
        **(_OF_KIND[document.kind](writer, document) if document.kind in _OF_KIND else {}),
    }


def suggestion(site: Site, words: Phrases, document: Document) -> str:
    """Give the address of a mail that proposes a change, with title, address and edition filled in."""
    identity = site.handbook.identity
    if not identity.contact:
        return ""
    title = prose.plain(document.title)
    uri = site.addresses.document(document)
    where = site.addresses.public(uri) or site.addresses.below(uri)
    lines = [f"{words.t('suggest.page')}: {title}", f"{words.t('suggest.address')}: {where}"]
    if identity.edition:
        lines.append(f"{words.t('label.edition')}: {identity.edition}")
    body = "\r\n".join((*lines, "", words.t("suggest.what"), ""))
    way, subject = way_to_contact(identity.contact), quote(words.t("suggest.subject", title=title))
    return f"{way}?subject={subject}&body={quote(body)}" if way.startswith("mailto:") else way


def way_to_contact(contact: str) -> str:
    """Give the address that leads to the contact of a handbook: a page, or a mail."""
    if contact.startswith(("https://", "http://")):
        return quote(contact, safe="/:?&=#%~+,;@")
    return f"mailto:{quote(contact.removeprefix('mailto:'), safe='@')}"


def _other_languages(writer: PageWriter, document: Document) -> str:
    site = writer.site
    return ", ".join(
        writer.link(other, _language(other.language or site.handbook.language))
        for other in site.in_all_languages.get(document.ref, ())
        if other.language != document.language
    )


def _language(code: str) -> str:
    """Name a language in itself."""
    return phrases(code).t("language.name") if code.split("-")[0] in languages() else code


def _entries(writer: PageWriter, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(writer.source(key) for key in keys if key in writer.site.handbook.bibliography)


def _table(writer: PageWriter, table: FieldTable) -> dict[str, Any]:
    rows = [[writer.line(cell.markdown) for cell in row] for row in table.rows]
    return {"heads": table.heads, "rows": rows}


def _phase(writer: PageWriter, phase: kinds.Phase) -> dict[str, Any]:
    site = writer.site
    ordered = site.of(kinds.Phase)
    at = next((number for number, phase_there in enumerate(ordered) if phase_there.id == phase.id), 0)
    return {
        "previous": ordered[at - 1] if at else None,
        "next": ordered[at + 1] if at + 1 < len(ordered) else None,
        "gate": site.list_of(phase, "gate"),
        "taking_part": [
            {"role": duties.role, "part": said_part(writer.words, duties)}
            for duties in responsibilities.parts_in(site.handbook, phase)
            if duties.role.publish
        ],
    }


def said_part(words: Phrases, part: responsibilities.PhaseDuties) -> str:
    """Say in short where a role acts in a phase."""
    parts = [words.t("part.decides")] if part.decides else []
    parts += [words.t("part.decides-with")] if part.decides_with else []
    counts = [(lane, len(part.in_lane(lane))) for lane in kinds.LANES]
    parts += [f"{words.t(f'lane.{lane}').lower()} {number}" for lane, number in counts if number]
    if gate := len(part.in_lane("gate")):
        parts.append(f"{words.t('field.gate').lower()} {gate}")
    return ", ".join(parts)


def _fields(writer: PageWriter, document: Document) -> dict[str, Any]:
    """Give what the fields of any kind need that has no template of its own."""
    kind, handbook = type(document), writer.site.handbook
    return {
        "label": lambda name: label(kind, name, writer.words),
        "sections": shapes(kind),
        "added": added_sections(kind),
        "tasks_of": lambda name: tasks(handbook, document, name),
        "table_of": lambda name: _table(writer, table_of(handbook, document, name)),
    }


def _role(writer: PageWriter, role: Role) -> dict[str, Any]:
    handbook = writer.site.handbook
    original = handbook.find(Role, role.id) or role
    return {
        "taking_part": responsibilities.parts_of(handbook, original),
        "acts": lambda part: [_act(writer, act) for act in part.acts],
        "leads": responsibilities.led_by(handbook, original),
    }


def _act(writer: PageWriter, act: responsibilities.Act) -> tuple[str, str, str]:
    """Write a row: step, lane, and what is done, read from the phase's file."""
    other = writer.of(act.phase)
    lane = writer.words.t("field.gate" if act.lane == "gate" else f"lane.{act.lane}")
    badge = f'<span class="cc-badge cc-badge--{act.lane}">{lane}</span>'
    return other.line(act.step.title) if act.step else lane, badge, other.line(act.entry.text)


def _text(writer: PageWriter, text: kinds.ReadyText) -> dict[str, Any]:
    return {"blanks": ", ".join(map(writer.line, blanks(text)))}


_OF_KIND: Mapping[str, Callable[[PageWriter, Any], dict[str, Any]]] = {
    "phase": _phase,
    "text": _text,
    "dialogue-model": model_facts,
    "role": _role,
    "checklist": lambda _, checklist: {"list": stand_alone(checklist)},
    "a3": lambda writer, sheet: {
        "columns": columns_of(writer.site.handbook, sheet),
        "charts": charts_of(writer.site.handbook, sheet, writer.words.language),
        "fill": fill_in(writer, sheet),
    },
    "choice": choice_facts,
    "session": session_facts,
}
