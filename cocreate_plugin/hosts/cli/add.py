"""A new document with what every field is for, in the handbook's language; it passes the check as it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ...facts.a3_layout import boxes_of
from ...handbook import Handbook
from ...kinds import (
    A3,
    Box,
    Document,
    front_fields,
    own_words,
    references,
)
from ...kinds.a3 import OF_TITLE_BLOCK
from ...pdf.files import put
from ...phrases import Phrases
from ...problems import Place, problem
from ...sources import DEVICE, ID, is_reserved, proposed_id
from ...validate.beginning import DOTS, body, required
from ...validate.schema import Schema, description, schema
from ..project import Project, words_of
from .localised_click import refuse, refuse_plainly, refuse_without_handbook
from .report import tell

SHORT = 3
"""Ids of existing documents that an example names."""


def add(here: Project, name: str, id_: str, template: str | None = None) -> Path:
    """Write a new document of a kind, or a sheet to fill in of a template, and give its file."""
    words = words_of(here)
    book = here.load().handbook
    kind = kind_named(name, words, book.kinds)
    _acceptable(here, kind, id_, words)
    path = here.process / kind.folder / f"{id_}.md"
    if template is None:
        text = document(kind, id_, words, book)
    else:
        text = sheet(template_named(template, kind, words, book), id_, words, book)
    put(path, text.encode())
    tell(words.t("add.next", path=path.relative_to(here.root).as_posix()))
    return path


def kind_named(name: str, words: Phrases, kinds: Sequence[type[Document]]) -> type[Document]:
    """Give the kind that a word means: singular, plural or folder, in English or the handbook's language."""
    known = {
        _folded(word): kind
        for kind in kinds
        for word in (
            *words.words(f"kinds.{kind.kind}"),
            *words.words(f"kind.{kind.kind}"),
            *own_words(kind, "kind", words),
            *own_words(kind, "kinds", words),
            kind.folder,
            kind.kind,
        )
    }
    if _folded(name) not in known:
        refuse("usage.unknown-kind", _folded(name), known, kinds=[kind.kind for kind in kinds])
    return known[_folded(name)]


def document(kind: type[Document], id_: str, words: Phrases, handbook: Handbook) -> str:
    """Write a document whose every optional field is a comment, ready to be taken out of it."""
    front = [*required(kind, id_.replace("-", " ").capitalize(), words), ""]
    front += [f"# {words.t('add.fields')}", *_optional(kind, words, handbook)]
    what = f"<!-- {description(kind, '', words)} -->"
    return "\n".join(("---", *front, "---", "", what, "", *body(kind, words)))


def template_named(id_: str, kind: type[Document], words: Phrases, handbook: Handbook) -> A3:
    """Give the template that a word means; only sheets have one."""
    templates = {each.id: each for each in handbook.of(A3) if each.is_template}
    if kind is not A3:
        refuse_plainly(words.t("add.no-template", kind=kind.kind))
    word = id_.removesuffix(".md")
    if word not in templates:
        refuse("usage.unknown-template", word, templates, templates=list(templates))
    return templates[word]


def sheet(template: A3, id_: str, words: Phrases, handbook: Handbook) -> str:
    """Write a sheet to fill in: each box of its template with what is asked there, in a comment."""
    title, purpose, status = required(A3, id_.replace("-", " ").capitalize(), words)[:3]
    asked = [name for name in OF_TITLE_BLOCK if name not in template.unasked]
    begun = {"version": '"0.1"', "date": dt.date.today().isoformat(), "state": "draft"}
    front = [title, purpose, status, f"template: {template.id}"]
    front += [f"{name}: {begun[name]}" for name in asked if name in begun]
    left = {name for name in asked if name not in begun} | {"owner"}
    looks = schema(A3, words)["properties"]
    front += ["", f"# {words.t('add.fields')}"]
    front += [
        _as_comment(A3, name, looks, handbook, words) for name in (*OF_TITLE_BLOCK, "owner") if name in left
    ]
    boxes = [line for box in boxes_of(handbook, template) for line in _box(box)]
    return "\n".join(("---", *front, "---", "", *boxes))


def _box(box: Box) -> tuple[str, ...]:
    """Write the heading of a box, and its prompts as a comment that nobody prints."""
    id_ = "" if proposed_id(box.title) == box.id else f" {{#{box.id}}}"
    prompts = re.sub(r"<!--.*?-->|-->|<!--", "", box.text.markdown, flags=re.DOTALL).strip()
    return (f"## {box.title}{id_}", "", *((f"<!--\n{prompts}\n-->", "") if prompts else ()))


def _optional(kind: type[Document], words: Phrases, handbook: Handbook) -> Iterator[str]:
    """Write a line for each optional field, those of the kind before those that all kinds have."""
    looks = schema(kind, words)["properties"]
    common = front_fields(Document)
    for name in sorted(front_fields(kind), key=lambda name: name in common):
        if name not in ("title", "purpose", "status", "layout"):
            yield _as_comment(kind, name, looks, handbook, words)


def _as_comment(
    kind: type[Document], name: str, looks: Mapping[str, Schema], handbook: Handbook, words: Phrases
) -> str:
    """Write a field as a comment, with an example of its value and what it is for."""
    example = _example(kind, name, looks[name], handbook)
    return f"# {name}: {example}  # {description(kind, name, words)}{_choices(looks[name])}"


def _acceptable(here: Project, kind: type[Document], id_: str, words: Phrases) -> None:
    refuse_without_handbook(here, words)
    if not ID.match(id_) or DEVICE.match(id_):
        better = proposed_id(id_.removesuffix(".md")) or "my-document"
        proposal = f"the-{better}" if DEVICE.match(better) else better
        refuse_plainly(words.t("add.bad-id", given=id_, command=f"cocreate add {kind.kind} {proposal}"))
    if is_reserved(id_, kind.folder):
        refuse_plainly(words.sentence(problem("reserved-id", Place(kind.folder), id=id_)))
    path = here.process / kind.folder / f"{id_}.md"
    if path.exists():
        refuse_plainly(words.t("add.exists", path=path.relative_to(here.root).as_posix()))


def _example(kind: type[Document], name: str, looks: Schema, handbook: Handbook) -> str:
    """Show how a value is written: with documents that exist, today's date, one of the choices."""
    ref = references(kind).get(name)
    if ref is not None:
        known = [each.id for each in handbook.documents if each.kind in ref.kinds]
        ids = known[:SHORT] or [f"{ref.kinds[0]}-id"]
        return f"[{', '.join(ids)}]" if "array" in looks["type"] else ids[0]
    if looks.get("format") == "date":
        return dt.date.today().isoformat()
    if "enum" in looks:
        return "no" if "no" in looks["enum"] else str(looks["enum"][0])
    if looks.get("items", {}).get("type") == "object":
        return f"[{{role: {DOTS}, date: {dt.date.today()}}}]"
    if "examples" in looks.get("items", {}):
        return f"[{looks['items']['examples'][0]}]"
    if "examples" in looks:
        return str(looks["examples"][0])
    return f"[{DOTS}]" if "array" in looks["type"] else DOTS


def _choices(looks: Schema) -> str:
    words = [each for each in looks.get("enum", ()) if isinstance(each, str)]
    return f" {' | '.join(words)}" if words and "no" not in words else ""


def _folded(word: str) -> str:
    return re.sub(r"[\s_]+", "-", word.strip().casefold()).strip("/")
