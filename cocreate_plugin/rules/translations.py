"""Translations beside their originals: the same items, the same numbers, files with the right names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from ..handbook import Handbook
from ..kinds import Document, Entry, Listing, Step, Task, front_fields, named, section_fields
from ..kinds.texts import pieces
from ..phrases import is_language, languages, phrases
from ..problems import Problem, problem

COUNTRIES = {"se": "sv", "dk": "da", "cz": "cs", "jp": "ja", "cn": "zh", "gr": "el", "uk": "en", "us": "en"}
"""Codes of countries that people write for the language spoken there, though some are other languages."""
LETTERS = {"se": re.compile("[áčđŋšŧž]", re.I), "uk": re.compile("[а-яіїєґ]", re.I)}
"""Letters of the languages that have such a code: where they stand, Northern Sami and Ukrainian are meant."""
OWN = frozenset(
    "title purpose status reviewed review_every formerly publish tags sources basis "
    "participants coach_asks versions agreed_by".split()
)
"""Fields that a translation may have of its own, or in its own words; so are those that are text."""
_WRITTEN = re.compile(r"\{#([^\s{}]+)\}")


def drift(handbook: Handbook) -> Iterator[Problem]:
    """Say where a translation and its original have come apart."""
    originals = {document.ref: document for document in handbook.documents}
    for document in handbook.translations:
        original = originals.get(document.ref)
        if original is not None:
            yield from _fields(document, original)
            for name in section_fields(type(document)):
                yield from _items(document, original, name)


def doubtful_names(handbook: Handbook) -> Iterator[Problem]:
    """Say which files seem to be translations under a wrong name: `listen-sv.md`, `listen.se.md`."""
    known = {document.ref for document in handbook.documents}
    spoken = {document.language for document in handbook.translations} | {*languages()}
    for document in (*handbook.documents, *handbook.translations):
        name = posixpath.basename(document.path)
        meant = COUNTRIES.get(document.language)
        own = LETTERS.get(document.language)
        if own and any(own.search(piece.markdown) for piece in pieces(document)):
            meant = None
        if meant and meant != handbook.language.split("-")[0] and meant in spoken:
            better = f"{document.id}.{meant}.md"
            yield problem("doubtful-language", document.first_line, name=name, proposal=better)
        stem, _, end = document.id.rpartition("-")
        code = COUNTRIES.get(end, end)
        beside = not document.language and f"{document.folder}/{stem}" in known
        if beside and code in spoken and is_language(code):
            better = f"{stem}.{code}.md"
            yield problem("doubtful-language", document.first_line, name=name, proposal=better)


def _fields(document: Document, original: Document) -> Iterator[Problem]:
    """Say where numbers, dates and references are other than the original's, which hold."""
    for name in front_fields(type(document)):
        mine, theirs = getattr(document, name), getattr(original, name)
        text = isinstance(mine, str) and name not in ("decides", "phase", "chosen", "template")
        if name in document.place_of and name not in OWN and not text and mine != theirs:
            yield problem("translation-differs", document.where(name), name=name, original=original.path)


def _items(document: Document, original: Document, name: str) -> Iterator[Problem]:
    mine, theirs = getattr(document, name), getattr(original, name)
    if not isinstance(mine, Listing) or not isinstance(theirs, Listing):
        return
    here, there = _ids(mine), _ids(theirs)
    # An id that stands among the words was lost by another mistake, and that one is told.
    lacks = sorted(there.keys() - here.keys() - _unread(mine))
    added = sorted(here.keys() - there.keys() - _unread(theirs))
    # One of each is one id that was changed.
    changed = lacks[0] if len(lacks) == len(added) == 1 else None
    for id_ in () if changed else lacks:
        yield problem("item-not-translated", document.where(name), id=id_, original=original.path)
    for id_ in added:
        place = here[id_].place
        yield problem("item-only-translated", place, id=id_, original=original.path, suggestion=changed)
    counted = isinstance(next(iter(theirs), None), Task | Step)
    if counted and here.keys() == there.keys() and len(mine) != len(theirs):
        field = named(type(document), name, phrases(document.language))
        yield problem(
            "items-differ",
            document.where(name),
            field=field,
            number=len(mine),
            other=len(theirs),
            original=original.path,
        )


def _unread(listing: Listing[object]) -> set[str]:
    """Give the ids that are written where no id is read, before a doer of another form."""
    return {found for each in _inside(listing) for found in _WRITTEN.findall(each.text)}


def _inside(listing: Listing[object]) -> list[Entry]:
    """Give the entries of a list, and those of the lanes of its steps."""
    steps = [each for each in listing if isinstance(each, Step)]
    inside = (*listing, *(lane.entry for step in steps for lane in step.lanes))
    return [each for each in inside if isinstance(each, Entry)]


def _ids(listing: Listing[object]) -> dict[str, Entry | Step]:
    """Give the items that carry an id of their own."""
    found: dict[str, Entry | Step] = {each.id: each for each in listing if isinstance(each, Step) and each.id}
    return found | {each.id: each for each in _inside(listing) if each.given_id}
