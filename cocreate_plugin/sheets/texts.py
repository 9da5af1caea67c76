"""What the data of a sheet is made of: texts, documents and entries as paper shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import unquote

from .. import prose
from ..facts.checklists import ChecklistView
from ..handbook import Handbook
from ..kinds import Document, Entry, Role, Subheading, Text
from ..kinds.shape import names_of
from ..problems import Place

T = TypeVar("T")

_SINGLE = (str, int, type(None), Place, Document, prose.Dialect)
_SEVERAL = (tuple, list)


@dataclass(frozen=True, slots=True)
class PaperText(Text):
    """A text as it is printed: Markdown that needs no handbook, with the footnotes it uses."""

    definitions: str = ""
    """Footnotes and abbreviations that the text uses."""
    ways: tuple[tuple[str, str], ...] = ()
    """Addresses that its links lead to and no other paper does, each with how it is printed."""

    def __bool__(self) -> bool:
        """Tell whether there is anything to print."""
        return bool(self.markdown.strip())

    def __str__(self) -> str:
        """Give the Markdown."""
        return self.markdown

    def __len__(self) -> int:
        """Give the number of its letters."""
        return len(self.markdown)


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """A document as sheets name it: they show no more of it than they are given."""

    title: PaperText
    draft: bool


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """An entry as it is printed: what it says, what stands below it, and the titles of those who do it."""

    text: PaperText
    more: PaperText
    who: tuple[str, ...]
    lane: str = ""
    amount: str = ""
    """Lane and amount of an item of a checklist."""


def field_of(document: Document, name: str) -> Text:
    """Give a field of the front matter as a text; an empty one when it is not filled in."""
    return Text(getattr(document, name) or "", document.where(name))


def named(document: Document | ChecklistView) -> str:
    """Name a document in words; a picture in its title stands where the title itself stands."""
    return prose.plain(document.title)


def titles(handbook: Handbook, ids: Iterable[str | None]) -> tuple[str, ...]:
    """Give the titles of roles; to name a role is not to show its document."""
    return tuple(named(role) for role in handbook.found(Role, (id_ or "" for id_ in ids)))


def brief(entries: Iterable[Entry] | None) -> tuple[Entry, ...]:
    """Give entries alone where what stands below them is left to other sheets."""
    return tuple(replace(entry, more="") for entry in entries or ())


def text_of(piece: Entry | Subheading | Text) -> Text:
    """Give a piece of a field as a text; what stands below an entry is a text of its own."""
    return piece if isinstance(piece, Text) else Text(piece.text, piece.place)


@dataclass(frozen=True, slots=True)
class Titled:
    """A text under a heading."""

    title: Text
    text: Text


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A label and what is said; the text may be Markdown."""

    label: str
    text: str | Text


def texts(data: Any) -> Iterator[Text]:
    """Give every text of a sheet's data in its order."""
    return _all_of(Text, data)


def words(data: Any) -> Iterator[str]:
    """Give every string of a sheet's data in its order, whatever it is for."""
    return _all_of(str, data)


def _all_of(wanted: type[T], data: Any) -> Iterator[T]:
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, wanted):
            yield value
        else:
            waiting += reversed(_parts(value))


def _parts(value: Any) -> Sequence[Any]:
    """Give what a piece of data consists of; nothing when it is a single value, a place or a document."""
    if isinstance(value, _SINGLE):
        return ()
    if isinstance(value, _SEVERAL):
        return value
    if names := names_of(type(value)):
        return [getattr(value, name) for name in names]
    return tuple(value.values()) if isinstance(value, Mapping) else ()


def plain_data(value: Any) -> Any:
    """Write data as JSON knows it; where a text stands in its file is left out, since lines move."""
    if isinstance(value, Text):
        return [value.markdown, getattr(value, "definitions", ""), *getattr(value, "ways", ())]
    if isinstance(value, Mapping):
        return {str(name): plain_data(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain_data(each) for each in value]
    if names := names_of(type(value)):
        return {name: plain_data(getattr(value, name)) for name in names}
    return value


def pictures(data: Any) -> tuple[str, ...]:
    """Name the pictures that texts show, from the root, each once; a `data:` picture is text itself."""
    markdown = (part for text in texts(data) for part in (text.markdown, getattr(text, "definitions", "")))
    shown = (part for part in markdown if "!" in part or "<" in part)
    targets = (link.target for part in shown for link in prose.links(part) if link.image)
    return tuple(dict.fromkeys(unquote(target) for target in targets if not target.startswith("data:")))


def revision(handbook: Handbook, data: Any, *more: Document | str) -> dt.date | None:
    """Give the day of the last change of all that is shown: texts, their pictures, more documents and files.

    That is the last commit of each file, or when its document was reviewed or revised if that is later; the
    day of an event or of a decision is none of these. Where nothing is known it is the day of the build.
    """
    shown = tuple(texts(data))
    files = {text.place.path for text in shown if text}
    files |= {*pictures(shown), *(each if isinstance(each, str) else each.path for each in more)}
    days = [handbook.changed[file] for file in files if file in handbook.changed]
    documents = (handbook.at(file) for file in files)
    known = (getattr(document, name, None) for document in documents for name in ("reviewed", "revised"))
    days += [day for day in known if day is not None]
    return max(days, default=handbook.built)
