"""The whole handbook as data for other programs, and the JSON Schema that describes it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from . import prose
from .cite.references import cited_fields
from .facts.strings import strings
from .facts.summary import Fact, summary, written
from .kinds import DialogueModel, Document, Identity, Listing, Span, Subheading, Text, references
from .pages.site import Site
from .phrases import bare, phrases
from .problems import Place
from .sheets.sheet import Paper
from .sheets.writer import cited

VERSION = 1
"""Raised when a program that reads the data would have to change."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA = "handbook.schema.json"

Json = dict[str, Any]

LEFT_OUT = frozenset(("place_of", "path", "given_id", "publish"))
"""Fields that mean something only inside the program, or are told in another way."""

NAMING: Mapping[str, tuple[str, ...]] = {
    "who": ("role",),
    "lead": ("role",),
    "since": ("phase",),
    "model": ("dialogue-model",),
    "criterion": ("success-factor",),
    "candidate": ("dialogue-model",),
}
"""Names under which an item of a field holds ids, and what these are ids of."""

_PLAIN: Mapping[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
    dt.time: {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
    Text: {"type": "string", "contentMediaType": "text/markdown"},
}


def handbook_json(site: Site) -> str:
    """Write everything that is published, by kind; text is the author's Markdown."""
    return bare(json.dumps(data(site), ensure_ascii=False, indent=1)) + "\n"


def schema_json(site: Site) -> str:
    """Write the schema of the data."""
    return json.dumps(schema(site.handbook.kinds), ensure_ascii=False, indent=1) + "\n"


def data(site: Site) -> Json:
    """Give the published handbook as plain values; what is empty is left out."""
    book, to = site.handbook, site.handbook.addresses
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "language": book.language,
        "handbook": _value(replace(book.identity, site_url=to.base or None)),
        **{kind.folder: [_document(site, document) for document in site.of(kind)] for kind in book.kinds},
        "translations": [_document(site, document) for document in site.translations],
        "glossary": [_value(term) for term in book.glossary],
        "sources": [
            {"key": entry.key, "type": entry.type, "fields": cited_fields(entry)}
            for entry in map(book.bibliography.__getitem__, site.bibliography.keys)
        ],
        "sheets": [
            {
                "path": to.below(to.file(sheet.path)),
                "title": sheet.title,
                "kind": sheet.kind,
                "subject": sheet.subject,
                "paper": sheet.paper,
                "landscape": sheet.landscape,
            }
            for sheet in site.sheets
            if sheet.publish
        ],
    }


def _document(site: Site, document: Document) -> Json:
    to = site.handbook.addresses
    place = {"page": to.below(to.document(document)), "file": document.path}
    kinds = {name: ref.kinds for name, ref in references(type(document)).items()}
    hidden = frozenset((each.kind, each.id) for each in site.handbook.documents if not each.publish)
    own = _without_unpublished(_value(document), {**NAMING, **kinds}, hidden)
    return {**place, **own, **_strings(site, document), "facts": _facts(site, document)}


def _strings(site: Site, document: Document) -> Json:
    """Give what a dialogue model is held before and after, with the time and the sizes of all together."""
    if not isinstance(document, DialogueModel):
        return {}
    told = [
        {
            "models": [model.id for model in string.models],
            "minutes": string.minutes,
            "shortest": string.shortest,
            **({"people": _value(string.people)} if string.people else {}),
        }
        for string in strings(site.handbook, document)
    ]
    return {"strings": told} if told else {}


def _without_unpublished(
    value: Any, kinds: Mapping[str, tuple[str, ...]], hidden: frozenset[tuple[str, str]]
) -> Any:
    """Leave out ids of documents that are `hidden`; `kinds` tells what the ids under a name are of."""
    if isinstance(value, list):
        return [_without_unpublished(item, kinds, hidden) for item in value]
    if not isinstance(value, dict):
        return value

    def is_shown(name: str, id_: Any) -> bool:
        id_ = id_.get("id") if isinstance(id_, dict) else id_
        return not any((kind, id_) in hidden for kind in kinds.get(name, ()))

    shown = {
        name: [item for item in given if is_shown(name, item)] if isinstance(given, list) else given
        for name, given in value.items()
        if isinstance(given, list) or is_shown(name, given)
    }
    left = {name: given for name, given in shown.items() if given != []}
    return {name: _without_unpublished(given, kinds, hidden) for name, given in left.items()}


def _facts(site: Site, document: Document) -> list[Json]:
    """Give what is known of a document in short, in the words of page, sheet and book."""
    book = site.handbook
    words = phrases(document.language or book.language)

    def value(fact: Fact) -> str:
        return written(fact, words, lambda own: cited(book, own.markdown), lambda named: named.title)

    return [{"label": fact.label, "value": prose.plain(value(fact))} for fact in summary(book, document)]


def _value(value: Any) -> Any:
    """Give a value as JSON has it."""
    if isinstance(value, Text):
        return value.markdown
    if isinstance(value, Listing):
        return [_block(block) for block in value.blocks]
    if is_dataclass(value) and not isinstance(value, type):
        named = ((field_.name, getattr(value, field_.name)) for field_ in fields(value))
        return {name: _value(each) for name, each in named if name not in LEFT_OUT and _is_filled(each)}
    if isinstance(value, tuple | list):
        return [_value(each) for each in value]
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, dt.date) else value


def _block(block: Any) -> Any:
    """Give an item of a field, or the text or heading that stands between items."""
    if isinstance(block, Text):
        return {"paragraphs": block.markdown}
    return {"heading": block.text} if isinstance(block, Subheading) else _value(block)


def _is_filled(value: Any) -> bool:
    return value not in (None, "", ()) and value is not False and not isinstance(value, Place)


def schema(kinds: Iterable[type[Document]]) -> Json:
    """Describe the data as JSON Schema."""
    known: Json = {}
    listed = {kind.folder: {"type": "array", "items": _kind(kind, known)} for kind in kinds}
    text: Json = {"type": "string"}
    named: Json = {"type": "object", "additionalProperties": text}
    words: Json = {"path": text, "title": text, "kind": text, "subject": text}
    sheet: Json = {**words, "paper": {"enum": list(get_args(Paper))}, "landscape": {"type": "boolean"}}
    translation = [{"allOf": [items["items"]]} for items in listed.values()]
    return {
        "$schema": DRAFT,
        "title": "A co-creation handbook",
        "type": "object",
        "properties": {
            "$schema": text,
            "version": {"const": VERSION},
            "language": text,
            "handbook": _object(Identity, known),
            **listed,
            "translations": {"type": "array", "items": {"anyOf": translation}},
            "glossary": _list_of({"title": text, "id": text, "text": _PLAIN[Text]}, "title", "id"),
            "sources": _list_of({"key": text, "type": text, "fields": named}, "key", "type", "fields"),
            "sheets": _list_of(sheet, "path", "title"),
        },
        "required": ["version", "language", "handbook", *listed],
        "additionalProperties": False,
        "$defs": known,
    }


def _pairs(properties: Json, *required: str) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _list_of(properties: Json, *required: str) -> Json:
    return {"type": "array", "items": _pairs(properties, *required)}


def _kind(kind: type[Document], known: Json) -> Json:
    name = kind.__name__
    described = _object(kind, known)
    described["properties"] |= {
        "page": {"type": "string", "description": "Address below the site."},
        "file": {"type": "string", "description": "Path of its file from the handbook's root."},
        "facts": {
            "description": "What is known of it in short, in the words of its page.",
            **_list_of({"label": _PLAIN[str], "value": _PLAIN[str]}, "label", "value"),
        },
    }
    if issubclass(kind, DialogueModel):
        number: Json = {"type": "integer"}
        together: Json = {
            "models": {"type": "array", "items": {"type": "string"}},
            "minutes": number,
            "shortest": number,
            "people": _typed(Span, known),
        }
        described["properties"]["strings"] = {
            "description": "Dialogue models that go well one after another, this one among them.",
            **_list_of(together, "models", "minutes", "shortest"),
        }
    described["required"] = ["page", "file", "id", "title", "purpose", "facts"]
    known[name] = described
    return {"$ref": f"#/$defs/{name}"}


def _object(shape: type[Any], known: Json) -> Json:
    """Describe a dataclass by the types of its fields."""
    hints = get_type_hints(shape)
    kept = [
        field_.name
        for field_ in fields(shape)
        if field_.name not in LEFT_OUT and hints[field_.name] is not Place
    ]
    return {
        "type": "object",
        "description": (shape.__doc__ or "").strip(),
        "properties": {name: _typed(hints[name], known) for name in kept},
        "additionalProperties": False,
    }


def _typed(hint: Any, known: Json) -> Json:
    """Describe a type; what is empty is left out of the data, so None needs no word."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _typed(next(each for each in inner if each is not type(None)), known)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return {"type": "array", "items": _typed(inner[0], known)}
    if origin is Listing:
        around = [_pairs({name: _PLAIN[Text]}, name) for name in ("paragraphs", "heading")]
        return {"type": "array", "items": {"anyOf": [_typed(inner[0], known), *around]}}
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if not isinstance(hint, type) or not is_dataclass(hint):
        return {}
    if hint.__name__ not in known:
        known[hint.__name__] = {}
        known[hint.__name__] = _object(hint, known)
    return {"$ref": f"#/$defs/{hint.__name__}"}
