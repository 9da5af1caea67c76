"""Fields of other tools as fields of a kind: what means the same is taken over, the rest is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..kinds import Document, front_fields
from ..mend.values import plain_or_quoted
from ..phrases import yes_or_no
from ..validate.meant import meaning
from .notes import Note, note

_NAMED = {
    "title": "title",
    "description": "purpose",
    "summary": "purpose",
    "excerpt": "purpose",
    "lead": "purpose",
    "abstract": "purpose",
    "subtitle": "purpose",
    "weight": "order",
    "nav_order": "order",
    "sidebar_position": "order",
    "tags": "tags",
    "keywords": "tags",
    "categories": "tags",
    "category": "tags",
}
"""Fields of generators and wikis, beside the words that mean a field in every language."""
_PERSONS = ("author", "authors", "creator", "contributors", "editor", "maintainer", "owner", "contact")
_OTHERS = ("layout", "template", "type", "date", "slug", "aliases", "permalink", "url", "id")
"""Fields that say something else elsewhere than here, or name an address that nobody keeps."""


@dataclass(slots=True)
class Fields:
    """Front matter that is being written: values as YAML takes them, by field."""

    values: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    title: str = ""
    purpose: str = ""

    def lines(self) -> Iterator[str]:
        """Write front matter, its fences included."""
        yield "---"
        yield f"title: {_value(self.title)}"
        yield f"purpose: {_value(self.purpose)}"
        yield from (f"{name}: {value}" for name, value in self.values.items())
        yield "---"


def taken_over(front: Mapping[str, object], kind: type[Document]) -> Fields:
    """Read the fields of a source; each is taken over, or told with its value."""
    fields = Fields()
    for key, value in front.items():
        name = _field(key, kind)
        words = _words(value)
        if key.casefold() in _PERSONS and words:
            fields.notes.append(note("person", what=", ".join(words)[:200]))
        if not words:
            if value not in (None, [], {}, ""):
                fields.notes.append(note("front-left", name=key, value=str(value)[:200]))
        elif name in ("title", "purpose") and not getattr(fields, name):
            setattr(fields, name, " ".join(" ".join(words).split()))
        elif not _take(fields, key, name, words) and key.casefold() not in _PERSONS:
            fields.notes.append(note("front-left", name=key, value=", ".join(words)[:200]))
    return fields


def _value(word: str) -> str:
    """Give a word as YAML takes it; one with a backslash in signs that leave it alone."""
    return "'" + word.replace("'", "''") + "'" if "\\" in word else plain_or_quoted(word)


def _take(fields: Fields, key: str, name: str | None, words: list[str]) -> bool:
    """Take a value over; tell whether that was possible."""
    folded, is_yes = key.casefold(), yes_or_no(words[0])
    if folded == "draft" and is_yes is not None:
        fields.values |= {"status": "draft"} if is_yes else {}
    elif folded in ("published", "publish") and is_yes is not None:
        fields.values |= {} if is_yes else {"publish": "no"}
    elif name is None or name in ("title", "purpose") or name in fields.values:
        return False
    else:
        many = len(words) > 1 or name == "tags"
        fields.values[name] = f"[{', '.join(map(_value, words))}]" if many else _value(words[0])
    fields.notes.append(note("front-taken", name=key))
    return True


def _field(key: str, kind: type[Document]) -> str | None:
    folded = key.casefold()
    if folded in _NAMED:
        return _NAMED[folded]
    known = front_fields(kind)
    if folded in _OTHERS and folded not in known:
        return None
    if folded in ("layout", "template", "date"):
        return folded if folded != "layout" and folded in known else None
    return None if folded in _PERSONS else meaning(key, known, "field")


def _words(value: object) -> list[str]:
    """Give a value as words; nothing where it is more than a list of words."""
    if isinstance(value, str):
        plain = re.sub(r"\s+", " ", value).strip()
        return [plain] if plain else []
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return [word for word in value if word]
    return []
