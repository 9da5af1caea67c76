"""Fields of a kind as a CMS shows them: a widget each, with its label, a hint, and what it refuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ...handbook import Handbook
from ...kinds import (
    Agreement,
    Copies,
    Document,
    Duration,
    Identity,
    Ref,
    Share,
    Span,
    capitalised,
    choice_label,
    front_fields,
    label,
    own_words,
    plural_of,
    references,
)
from ...phrases import Phrases
from ...validate.beginning import body
from ...validate.front import unwrapped
from ...validate.schema import Schema, description, schema

Widget = dict[str, Any]

MOST_OPTIONS = 500
"""So many documents a list to choose from shows in Decap CMS, which else shows twenty."""

FIRST = ("title", "purpose", "order")
"""What stands before the fields of a kind; whatever else all kinds have stands behind the text."""

_EXPECTED: Mapping[Any, str] = {Duration: "duration", Span: "people", dt.time: "time"}
"""What values must look like for which no CMS has a widget."""

_DAY = "YYYY-MM-DD"
_WORDS: Widget = {"widget": "list"}
_DATE: Widget = {
    "widget": "datetime",
    "format": _DAY,
    "date_format": _DAY,
    "time_format": False,
}
_HIDDEN: Widget = {"widget": "hidden"}
"""For values of two forms, such as a word or a list: no widget shows both, and this one leaves them alone."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the fields of a kind are made of."""

    kind: type[Document] | type[Identity]
    words: Phrases
    program: str
    """Which CMS reads it: `sveltia` or `decap`."""
    book: Handbook
    hints: Mapping[str, Any]
    looks: Schema
    required: frozenset[str]

    @classmethod
    def of(cls, kind: type[Document] | type[Identity], words: Phrases, program: str, book: Handbook) -> Form:
        """Look up what a kind says of itself."""
        told = schema(kind, words)
        hints = get_type_hints(kind, include_extras=True)
        return cls(kind, words, program, book, hints, told["properties"], frozenset(told["required"]))

    def label(self, name: str) -> str:
        """Name a field as readers see it, one that no reader sees by a word of its own."""
        words = self.words
        if key := next(
            (key for key in (f"cms.label.{name}", f"label.{name}", f"book.{name}") if words.has(key)), ""
        ):
            return words.t(key)
        if not issubclass(self.kind, Document):
            return (
                words.t(f"field.{name}")
                if words.has(f"field.{name}")
                else capitalised(name.replace("_", " "))
            )
        ref = references(self.kind).get(name)
        known = words.has(f"field.{name}") or own_words(self.kind, f"field.{name}", words)
        if ref is None or known:
            return label(self.kind, name, words)
        return plural_of(next(kind for kind in self.book.kinds if kind.kind == ref.kinds[0]), words)

    def choice(self, name: str, value: str) -> str:
        """Name one of the values of a field; those of handbook.yml stand as they are written."""
        if issubclass(self.kind, Document):
            return capitalised(choice_label(self.kind, name, value, self.words))
        return value

    def collection(self, kind: str) -> str:
        """Name the collection of a kind, which is called by its folder."""
        return next(each.folder for each in self.book.kinds if each.kind == kind)

    def forms_of_items(self, name: str) -> frozenset[str]:
        """Tell how this handbook writes the items of a list: as `words`, as `pairs`, or both."""
        documents = (document for document in self.book.documents if type(document) is self.kind)
        places = [
            (key, document.place_of)
            for document in documents
            for key in document.place_of
            if _is_item(key, name)
        ]
        return frozenset("pairs" if f"{key}.id" in place_of else "words" for key, place_of in places)


def document_fields(kind: type[Document], words: Phrases, program: str, book: Handbook) -> Iterator[Widget]:
    """Give the fields of a kind: what only it has and the text first, what all kinds have last."""
    form = Form.of(kind, words, program, book)
    common = [name for name in front_fields(Document) if name not in FIRST]
    own = [name for name in front_fields(kind) if name not in (*FIRST, *common)]
    yield from _widgets(form, (*FIRST, *own))
    yield {
        "name": "body",
        "label": words.t("cms.text"),
        "widget": "markdown",
        "modes": ["raw"],  # An editor of rich text writes other Markdown than it read.
        "default": "\n".join(body(kind, words)),
        "required": False,
        "hint": words.t("cms.text.hint"),
    }
    yield from _widgets(form, common)


def identity_fields(words: Phrases, program: str, book: Handbook) -> Iterator[Widget]:
    """Give the fields of handbook.yml; the version of its format is nobody's to choose."""
    form = Form.of(Identity, words, program, book)
    yield from _widgets(form, (name for name in form.looks if name != "format"))


def _widgets(form: Form, names: Iterable[str]) -> Iterator[Widget]:
    for name in names:
        named, inner = form.label(name), _inner(form, name)
        hint = plain(description(form.kind, name, form.words))
        if name == "status":
            hint = f"{hint} {form.words.t('cms.draft')}"
        if inner is _HIDDEN:
            yield {"name": name, "label": named, **inner}
        else:
            more = {"hint": hint} if hint != named else {}
            yield {"name": name, "label": named, **inner, "required": name in form.required, **more}


def _inner(form: Form, name: str) -> Widget:
    """Give what is special about the widget of a field: how its value is chosen or written."""
    value, shaped = unwrapped(form.hints[name])
    if shaped == "advice":
        return _HIDDEN
    ref = references(form.kind).get(name) if issubclass(form.kind, Document) else None
    if get_origin(value) is tuple:
        return _listed(form, name, get_args(value)[0], ref)
    if ref is not None:
        return _related(form, ref)
    if get_origin(value) is Literal:
        # What is new is a draft: what it lacks is then no problem. Sveltia CMS says so of old documents too.
        new = {"default": "draft"} if name == "status" and form.program == "decap" else {}
        return {**_choice((form.choice(name, word), word) for word in get_args(value)), **new}
    if value is bool:
        return _choice((capitalised(form.words.words(f"word.{word}")[0]), word) for word in ("yes", "no"))
    if value is dt.date:
        return _DATE
    if value in (int, float):
        return {"widget": "number", "value_type": "int" if value is int else "float"}
    if expected := shaped or _EXPECTED.get(value):
        return {"widget": "string", "pattern": _pattern(form, name, expected)}
    return {"widget": "text" if name == "purpose" else "string"}


def _listed(form: Form, name: str, item: Any, ref: Ref | None) -> Widget:
    words = form.words
    if item == tuple[Share, ...]:
        return {**_WORDS, "field": {"name": "column", "label": words.t("cms.column"), **_WORDS}}
    if item is Agreement:
        said = {"widget": "string", "required": False}
        return {
            **_WORDS,
            "fields": [
                {"name": "role", "label": capitalised(words.t("kind.role")), **said},
                {"name": "date", "label": words.t("field.date"), **_DATE, "required": False},
                {"name": "name", "label": words.t("cms.name"), **said},
            ],
        }
    forms = form.forms_of_items(name) if item is Copies else {"words"}
    if ref is None or ref.generated:
        return _WORDS
    if forms == {"words"}:
        return {**_related(form, ref), "multiple": True}
    if "words" in forms:
        return _HIDDEN
    count = {"widget": "number", "value_type": "int", "required": False}
    return {
        **_WORDS,
        "fields": [
            {"name": "id", "label": form.label(name), **_related(form, ref)},
            {"name": "copies", "label": words.t("label.copies"), **count},
        ],
    }


def _related(form: Form, ref: Ref) -> Widget:
    return {
        "widget": "relation",
        "collection": form.collection(ref.kinds[0]),
        "value_field": "{{slug}}",
        "display_fields": ["title"],
        "search_fields": ["title"],
        **({"options_length": MOST_OPTIONS} if form.program == "decap" else {}),
    }


def _choice(options: Iterable[tuple[str, str]]) -> Widget:
    return {"widget": "select", "options": [{"label": named, "value": word} for named, word in options]}


def _pattern(form: Form, name: str, expected: str) -> list[str]:
    looks = form.words.t(f"expected.{expected}")
    return [
        form.looks[name]["pattern"],
        plain(form.words.t("problem.wrong-type", name=form.label(name), expected=looks)),
    ]


def _is_item(key: str, name: str) -> bool:
    return key.startswith(f"{name}.") and key.count(".") == 1


def plain(text: str) -> str:
    """Take the signs of code out of a text: hints know none."""
    return text.replace("`", "")
