"""The texts of a sheet, wherever they stand in its data: prepared for paper, found again, written as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar
from urllib.parse import unquote

from .. import prose
from ..facts.checklists import ChecklistView
from ..handbook import Handbook
from ..kinds import Document, Entry, Subheading, Text
from ..problems import Place

D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class PaperText(Text):
    """A text as it is printed: Markdown that needs no handbook, with the footnotes it uses."""

    definitions: str = ""
    """Footnotes and abbreviations that the text uses."""

    def __bool__(self) -> bool:
        """Tell whether there is anything to print."""
        return bool(self.markdown.strip())

    def __str__(self) -> str:
        """Give the Markdown."""
        return self.markdown

    def __len__(self) -> int:
        """Give the number of its letters."""
        return len(self.markdown)


def field_of(document: Document, name: str) -> Text:
    """Give a field of the front matter as a text; an empty one when it is not filled in."""
    return Text(getattr(document, name) or "", document.where(name))


def named(document: Document | ChecklistView) -> str:
    """Name a document in words; a picture in its title stands where the title itself stands."""
    return prose.plain(document.title)


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


def free_of(document: Document) -> tuple[Titled, ...]:
    """Give the sections of a document that are no fields."""
    return tuple(Titled(Text(each.title, each.text.place), each.text) for each in document.free)


def printed(data: D, write: Callable[[Text], Text]) -> D:
    """Prepare every text in the data of a sheet, however deep it stands."""
    return _printed(data, write)  # type: ignore[no-any-return]


def _printed(value: Any, write: Callable[[Text], Text]) -> Any:
    if isinstance(value, Text):
        return value if isinstance(value, PaperText) else write(value)
    if isinstance(value, tuple):
        return tuple(_printed(each, write) for each in value)
    if isinstance(value, Mapping):
        return {name: _printed(each, write) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field_.name: _printed(getattr(value, field_.name), write) for field_ in fields(value)}
        )
    return value


def texts(data: Any) -> Iterator[Text]:
    """Give every text of a sheet's data in its order."""
    if isinstance(data, Text):
        yield data
    else:
        for part in parts(data):
            yield from texts(part)


def parts(value: Any) -> Iterable[Any]:
    """Give what a piece of data consists of; nothing when it is a single value."""
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, tuple | list):
        return value
    if is_dataclass(value) and not isinstance(value, Place | Document):
        return (getattr(value, field_.name) for field_ in fields(value))
    return ()


def plain_data(value: Any) -> Any:
    """Write data as JSON knows it; where a text stands in its file is left out, since lines move."""
    if isinstance(value, Text):
        return [value.markdown, getattr(value, "definitions", "")]
    if isinstance(value, Mapping):
        return {str(name): plain_data(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain_data(each) for each in value]
    if is_dataclass(value):
        return {field_.name: plain_data(getattr(value, field_.name)) for field_ in fields(value)}
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
    files = {text.place.path for text in texts(data) if text}
    files |= {*pictures(data), *(each if isinstance(each, str) else each.path for each in more)}
    days = [handbook.changed[file] for file in files if file in handbook.changed]
    documents = (handbook.at(file) for file in files)
    known = (getattr(document, name, None) for document in documents for name in ("reviewed", "revised"))
    days += [day for day in known if day is not None]
    return max(days, default=handbook.built)
