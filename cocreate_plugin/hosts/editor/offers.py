"""What can stand where somebody writes: fields, values, ids, headings, lanes, roles, sources, links."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from lsprotocol import types

from ...cite.references import cited_as, title_of
from ...facts.checklists import checklists
from ...kinds import (
    A3,
    LANES,
    Document,
    Identity,
    Role,
    choice_label,
    column_label,
    columns,
    declaration,
    front_fields,
    label,
    references,
)
from ...phrases import Phrases, languages
from ...validate.labels import labels
from ...validate.schema import description, schema
from ...validate.tables import MODES, TOGETHER
from .positions import Positions
from .spot import KEY, Spot

_PART = re.compile(r"[\w/.+-]*$")
_CITING = re.compile(r"(?<!\w)@(?P<part>[\w:.+/-]*)$")
_LINKING = re.compile(r"\]\((?P<part>[^()\s]*)$")
_HEADING = re.compile(r"^(?P<part>#{1,2}(?:[ \t].*)?)$")
_LANE = re.compile(r"^\s*[-*+][ \t]+(?P<part>[^:]*)$")
_DOER = re.compile(r"[—–]\s+(?:[^—–,]*,\s*)*(?P<part>[^—–,]*)$")
TRIGGERS = ("#", "|", ":", " ", "[", ",", "@", "(", "/", "-")
"""Signs after which an editor asks by itself."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can stand here."""

    text: str
    """What is written."""
    shown: str = ""
    """What the list shows, where that is something else."""
    detail: str = ""
    about: str = ""
    kind: types.CompletionItemKind = types.CompletionItemKind.Value


def completed(spot: Spot, positions: Positions) -> list[types.CompletionItem]:
    """Give what can stand at a place, in a sensible order."""
    part, offers = _offered(spot)
    where = positions.range(spot.lines, spot.line, spot.column - len(part), spot.column)
    return [
        types.CompletionItem(
            label=offer.shown or offer.text.strip(),
            kind=offer.kind,
            detail=offer.detail or None,
            documentation=types.MarkupContent(types.MarkupKind.Markdown, offer.about)
            if offer.about
            else None,
            filter_text=f"{offer.text.strip()} {offer.detail}".strip(),
            sort_text=f"{number:04}",
            text_edit=types.TextEdit(where, offer.text),
        )
        for number, offer in enumerate(offers)
    ]


def _offered(spot: Spot) -> tuple[str, list[Offer]]:
    """Give the word that is begun, and what it can become."""
    if spot.path.startswith(f"{spot.book.process}/kinds/"):
        return _declared(spot)
    if spot.in_front and spot.kind:
        return _front(spot, spot.kind)
    for pattern, offers in ((_CITING, _sources), (_LINKING, _links)):
        if (match := pattern.search(spot.before)) and "[" in spot.before:
            return match["part"], list(offers(spot))
    kind = spot.document_kind
    if kind is None:
        return "", []
    if match := _HEADING.match(spot.before):
        return match["part"], list(_headings(spot, kind))
    if spot.before.lstrip().startswith("|"):
        return _cells(spot, kind)
    if match := _DOER.search(spot.before):
        return match["part"], list(_ids(spot, (Role.kind,)))
    match = _LANE.match(spot.before)
    return (match["part"], list(_lanes(spot))) if match and spot.shape == "steps" else ("", [])


def _front(spot: Spot, kind: type[Document] | type[Identity]) -> tuple[str, list[Offer]]:
    part = _part(spot)
    if not spot.field:
        # A line that begins otherwise than a name does holds no name.
        return (spot.before, list(_keys(spot, kind))) if re.fullmatch(r"[\w-]*", spot.before) else ("", [])
    offers = list(_values(spot, kind, spot.field))
    return part, [_set_in(spot, each) for each in offers]


def _part(spot: Spot) -> str:
    match = _PART.search(spot.before)
    return match.group() if match else ""


def _set_in(spot: Spot, offer: Offer) -> Offer:
    """Put a blank between a name and its first value, and brackets around the first of a list."""
    match = KEY.match(spot.before)
    rest = spot.before[match.end() :] if match else "x"
    if not match or rest.strip() != _part(spot):
        return offer
    is_list = _looks(spot, spot.kind, spot.field).get("type") in ("array", ["array", "null"])
    text = f"[{offer.text}]" if is_list else offer.text
    blank = " " if not rest else ""
    return Offer(f"{blank}{text}", offer.shown or offer.text, offer.detail, offer.about, offer.kind)


def _keys(spot: Spot, kind: type[Document] | type[Identity]) -> Iterator[Offer]:
    names = front_fields(kind) if issubclass(kind, Document) else tuple(each.name for each in fields(kind))
    looks = schema(kind, spot.words)["properties"]
    end = "" if spot.text[spot.column - 1 :].lstrip().startswith(":") else ": "
    for name in names:
        if name not in spot.keys or spot.keys[name] == spot.line:
            title, about = looks[name]["title"], looks[name]["description"]
            called = title if title != name else ""
            yield Offer(f"{name}{end}", name, called, about, types.CompletionItemKind.Field)


def _values(spot: Spot, kind: type[Document] | type[Identity], name: str) -> Iterator[Offer]:
    """Give the values of a field: its own choices, ids of documents, else an example of how it is written."""
    ref = references(kind).get(name) if issubclass(kind, Document) else None
    there = {*re.findall(r"[\w/-]+", spot.text)} - {_part(spot)}
    if name == "sources":
        yield from (offer for offer in _sources(spot) if offer.text not in there)
    elif ref:
        generated = checklists(spot.book) if ref.generated else ()
        made = (view for view in generated if view.kind != "list")
        offers = (
            *_ids(spot, ref.kinds, templates=name == "template"),
            *(Offer(view.id, detail=view.title, kind=_REFERENCE) for view in made),
        )
        yield from (offer for offer in offers if offer.text not in there)
    elif name == "language":
        yield from (Offer(code) for code in languages())
    elif name == "tags":
        known = dict.fromkeys(tag for document in spot.book.documents for tag in document.tags)
        yield from (Offer(tag) for tag in sorted(known) if tag not in there)
    else:
        yield from _plain_values(spot, kind, name)


_REFERENCE = types.CompletionItemKind.Reference


def _plain_values(spot: Spot, kind: type[Document] | type[Identity], name: str) -> Iterator[Offer]:
    looks = _looks(spot, kind, name)
    if True in looks.get("enum", ()):
        yield from (Offer(_first(spot.words, key)) for key in ("word.yes", "word.no"))
    elif "enum" in looks:
        for value in (each for each in looks["enum"] if each):
            said = choice_label(kind, name, value, spot.words) if issubclass(kind, Document) else ""
            yield Offer(value, detail=said if said != value else "", kind=types.CompletionItemKind.EnumMember)
    elif looks.get("format") == "date":
        yield Offer(dt.date.today().isoformat())
    else:
        yield from (Offer(str(each)) for each in looks.get("examples", ()))


def _looks(spot: Spot, kind: type[Document] | type[Identity] | None, name: str) -> Mapping[str, Any]:
    found = schema(kind, spot.words)["properties"].get(name, {}) if kind else {}
    return found if isinstance(found, Mapping) else {}


def _first(words: Phrases, key: str) -> str:
    return words.t(key).partition(",")[0].strip()


def _ids(spot: Spot, kinds: tuple[str, ...], templates: bool = False) -> Iterator[Offer]:
    for name in kinds:
        for each in spot.book.of(spot.book.kind(name)):
            is_other = each.path != spot.path
            if is_other and not (templates and isinstance(each, A3) and not each.is_template):
                yield Offer(each.id, detail=each.title, about=each.purpose, kind=_REFERENCE)


def _sources(spot: Spot) -> Iterator[Offer]:
    for key, entry in sorted(spot.book.bibliography.items()):
        yield Offer(key, detail=title_of(entry), about=" ".join(cited_as(entry)), kind=_REFERENCE)


def _links(spot: Spot) -> Iterator[Offer]:
    """Give the documents as links from here, those of the same folder first."""
    folder = posixpath.dirname(spot.path)
    for each in sorted(spot.book.documents, key=lambda each: posixpath.dirname(each.path) != folder):
        to = posixpath.relpath(each.path, folder)
        yield Offer(to, detail=each.title, about=each.purpose, kind=types.CompletionItemKind.File)


def _headings(spot: Spot, kind: type[Document]) -> Iterator[Offer]:
    """Give the headings of fields that are not there yet; on a filled-in A3 those of its template."""
    seen = {name for name, number in spot.sections.items() if number != spot.line}
    if issubclass(kind, A3):
        sheet = spot.book.at(spot.path)
        template = spot.book.template_of(sheet) if isinstance(sheet, A3) else None
        for box in template.boxes if template and template is not sheet else ():
            if f"## {box.title}" not in seen:
                yield Offer(f"## {box.title}", detail=template.title if template else "")
        return
    for name in dict.fromkeys(labels(kind, spot.words).values()):
        if name not in seen:
            about = description(kind, name, spot.words)
            yield Offer(
                f"## {label(kind, name, spot.words)}", about=about, kind=types.CompletionItemKind.Struct
            )


def _lanes(spot: Spot) -> Iterator[Offer]:
    for lane in LANES:
        name = _first(spot.words, f"lane.{lane}")
        yield Offer(f"{name}: ", name, kind=types.CompletionItemKind.EnumMember)


def _cells(spot: Spot, kind: type[Document]) -> tuple[str, list[Offer]]:
    """Give what can stand in a cell: in the first row heads, below them what the column holds."""
    known = columns(kind, spot.section) if spot.section else ()
    heads = {column: column_label(kind, spot.section, column, spot.words) for column in known}
    *left, part = re.split(r"(?<!\\)\|", spot.before)
    part = part.lstrip()
    first = spot.line
    while spot.lines[first - 1].lstrip().startswith("|"):
        first -= 1
    named = [cell.strip().casefold() for cell in re.split(r"(?<!\\)\|", spot.lines[first])]
    if first == spot.line:
        new = (head for head in heads.values() if head.casefold() not in named)
        return part, [Offer(head, kind=types.CompletionItemKind.Field) for head in new]
    said = named[len(left)] if len(left) < len(named) else ""
    column = next((each for each in known if said in (each, heads[each].casefold())), "")
    if column == "lead":
        part = part.rpartition(",")[2].lstrip()
        return part, list(_ids(spot, (Role.kind,)))
    choices = {"mode": MODES, "together": TOGETHER}.get(column, ())
    words = (_first(spot.words, f"{column}.{choice}") for choice in choices)
    return part, [Offer(word, kind=types.CompletionItemKind.EnumMember) for word in words]


def _declared(spot: Spot) -> tuple[str, list[Offer]]:
    """Give what can stand in a file that declares a kind: keys by their depth, types, shapes and folders."""
    part = _part(spot)
    above = [spot.lines[number] for number in range(spot.line - 1, 0, -1)]
    top = next((match["key"] for line in above if (match := KEY.match(line))), "")
    is_section = top == "sections"
    before = spot.before.removesuffix(part)
    if not before:
        return part, [Offer(f"{key}: ", key, about=about) for key, about in declaration.OWN_KEYS.items()]
    key = re.search(r"([\w-]+):\s*$", before)
    if key:
        return part, [Offer(each) for each in _declared_values(spot, key[1], is_section)]
    inner = declaration.SECTION_KEYS if is_section else declaration.FIELD_KEYS
    deep = "{" in before or (before.isspace() and len(before) > 2)
    return part, [Offer(f"{key}: ", key, about=about) for key, about in inner.items()] if deep else []


def _declared_values(spot: Spot, key: str, is_section: bool) -> tuple[str, ...]:
    if key == "print":
        return declaration.PRINTS
    if key == "to":
        return tuple(kind.folder for kind in spot.book.kinds)
    if key in ("type", "shape") or (spot.before.startswith(" ") and key not in ("label", "about")):
        return tuple(declaration.SHAPES if is_section else declaration.TYPES)
    return ()
