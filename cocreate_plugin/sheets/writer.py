"""Text for paper: citations in words, links that lead to the public address, images from the root."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

from .. import prose
from ..cite import bibliography_of
from ..facts.checklists import ChecklistItem, ChecklistView
from ..facts.summary import summary, written
from ..handbook import Handbook
from ..kinds import Document, Entry, FreeSection, Text
from ..kinds.shape import names_of
from ..phrases import phrases
from ..prose.targets import local_target
from .texts import LabelledText, PaperDocument, PaperEntry, PaperText, Titled, field_of, named, titles

D = TypeVar("D")

NOWHERE = "./"
"""What a link becomes whose page has no public address: the worker prints its words and drops the link."""


LONGEST_WAY = 60
"""Letters of an address that is printed behind a link; a longer one, nobody types."""

Lead = Callable[[str, str, bool], str | None]
"""Gives where a link or an image leads on paper, by its file, its target, and whether it is an image."""


def writer(handbook: Handbook, lead: Lead | None = None) -> Callable[[Text], PaperText]:
    """Give the function that prepares texts; their links lead to public addresses, or where `lead` says."""
    return partial(_written, handbook, lead or partial(link_to, handbook))


def _written(handbook: Handbook, lead: Lead, text: Text) -> PaperText:
    path, known = text.place.path, handbook.definitions_of(text.place.path)
    snippets = handbook.dialect.snippets
    taken_in = (
        text.markdown if snippets is None else prose.with_snippets(text.markdown, handbook.root, snippets)
    )
    taken_in = prose.with_critic_marks(taken_in, handbook.dialect)
    ways: dict[str, str] = {}

    def led(target: str, image: bool) -> str | None:
        address = lead(path, target, image)
        way = "" if image else _way(handbook, path, target, address or target)
        if way:
            ways[address or target] = way
        return address

    def write(markdown: str) -> str:
        return prose.relinked(cited(handbook, markdown), led, known)

    markdown, definitions = (
        prose.with_pictures(each, handbook.dialect, partial(_drawn, handbook), write)
        if handbook.drawings
        else write(each)
        for each in (taken_in, prose.needed(taken_in, known))
    )
    return PaperText(markdown, text.place, definitions, tuple(ways.items()))


def _drawn(handbook: Handbook, what: prose.ToDraw) -> str | None:
    """Give a drawing as an address that needs no file: where it is kept, a worker cannot see."""
    drawing = handbook.drawing(what)
    return f"data:image/svg+xml;base64,{b64encode(drawing.svg.encode()).decode()}" if drawing else None


def _way(handbook: Handbook, path: str, target: str, address: str) -> str:
    """Give what is printed behind a link to a page that is on no paper; empty for all other links."""
    local = local_target(handbook.root, path, target)
    if local is None:
        way = address.partition("://")[2] if address.startswith(("https://", "http://")) else ""
        return way.removesuffix("/") if len(way) <= LONGEST_WAY else ""
    if local.startswith(f"{handbook.process}/") or not address.startswith(("https://", "http://")):
        return ""
    return f"…{address.removeprefix(handbook.addresses.public('').rstrip('/'))}"


def printed(handbook: Handbook, data: D, write: Callable[[Text], PaperText] | None = None) -> D:
    """Prepare all that the data of a sheet holds, however deep it stands, for its template.

    Texts are written, and documents, entries and sections of the handbook become what paper shows of them.
    """
    return _printed(data, write or writer(handbook), handbook)  # type: ignore[no-any-return]


def _printed(value: Any, write: Callable[[Text], PaperText], handbook: Handbook) -> Any:
    match value:
        case str() | int() | None | PaperText():  # most of what there is
            return value
        case Text():
            return write(value)
        case Document():
            return PaperDocument(write(field_of(value, "title")), value.status == "draft")
        case Entry():
            text, more = (write(Text(markdown, value.place)) for markdown in (value.text, value.more))
            lane, amount = (value.lane, value.amount) if isinstance(value, ChecklistItem) else ("", "")
            return PaperEntry(text, more, titles(handbook, value.who), lane, amount)
        case FreeSection():
            return Titled(write(Text(value.title, value.text.place)), write(value.text))
        case tuple():
            return tuple(_printed(each, write, handbook) for each in value)
        case Mapping():
            return {name: _printed(each, write, handbook) for name, each in value.items()}
        case _ if names := names_of(type(value)):
            values = {name: getattr(value, name) for name in names}
            return replace(value, **_printed(values, write, handbook))
    return value


def facts(
    handbook: Handbook,
    document: Document,
    *names: str,
    write: Callable[[Text], Text] | None = None,
    link: Callable[[Document | ChecklistView], str] | None = None,
) -> tuple[LabelledText, ...]:
    """Give label and text of the facts of a document that a sheet shows, as far as they are known.

    Without names they are all; `write` prepares its texts, and `link` names other documents.
    """
    words, prepare = phrases(document.language or handbook.language), write or writer(handbook)
    known = {fact.name: fact for fact in summary(handbook, document)}

    def text(markdown: str) -> Text:
        return prepare(Text(markdown, document.first_line))

    def said(name: str) -> Text:
        told = written(known[name], words, lambda own: text(own.markdown).markdown, link or named)
        return replace(text(told), markdown=told)  # Its links lead where they must already.

    return tuple(LabelledText(known[name].label, said(name)) for name in names or known if name in known)


def cited(handbook: Handbook, markdown: str) -> str:
    """Write citations as text."""
    if "@" not in markdown:
        return markdown
    return prose.with_citations(markdown, bibliography_of(handbook).citation)


def link_to(handbook: Handbook, path: str, target: str, image: bool) -> str | None:
    """Give what a link or an image of the file at `path` leads to on paper; None: as it is."""
    file, _, fragment = target.partition("#")
    local = local_target(handbook.root, path, target) if file else path
    if local is None:
        return None
    if image:
        return quote(local)
    public = handbook.public(local)
    if not public:
        return NOWHERE
    return f"{public}#{fragment}" if fragment else public
