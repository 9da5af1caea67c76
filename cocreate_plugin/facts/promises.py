"""Promises: what participants are told that they receive, who keeps it, and by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeVar, get_args

from .. import prose
from ..handbook import Handbook
from ..kinds import Document, Entry, Phase, ReadyText, Role, Text
from ..phrases import Phrases, in_every_language, phrases
from ..sources.structure import Token, structure
from . import units

_ENDING = re.compile(r"^(?P<what>.*\S)\s+(?:—|–|--)\s+(?P<ending>\S.*)$", re.S)
_WITHIN = re.compile(r"^(?P<within>\D+?)\s+(?P<number>\d{1,3})\s+(?P<unit>\D+)$")

AnyDocument = TypeVar("AnyDocument", bound=Document)

Unit = Literal["working-day", "day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Within:
    """How long after an event a promise is kept at the latest; 0 days: the same day."""

    number: int
    unit: Unit

    def written(self, words: Phrases) -> str:
        """Write `within 10 working days`, or `the same day`."""
        if not self.number:
            return words.t("promises.same-day")
        return words.t("promises.within", time=units.count(words, self.unit, self.number))

    def after(self, day: dt.date) -> dt.date:
        """Give the last day on which a promise of an event is kept in time; Saturday and Sunday are free."""
        if self.unit == "month":
            months = day.month - 1 + self.number
            first = dt.date(day.year + months // 12, months % 12 + 1, 1)
            last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
            return min(last, first + dt.timedelta(days=day.day - 1))
        if self.unit != "working-day":
            return day + dt.timedelta(days=self.number * (7 if self.unit == "week" else 1))
        left = self.number
        while left:
            day += dt.timedelta(days=1)
            left -= day.weekday() < 5
        return day


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that is promised in a document."""

    document: Document
    text: Text
    """Without who and when; it stands where the item does."""
    keepers: tuple[Role, ...]
    within: Within | None
    unknown: tuple[str, ...] = ()
    """Words at its end that name no role and no time, beside some that do."""


def promises(handbook: Handbook) -> tuple[Promise, ...]:
    """Give all promises: those of phases in their order, then those of texts."""
    return tuple(
        promise
        for document in (*handbook.of(Phase), *handbook.of(ReadyText))
        for promise in promised_in(handbook, document)
    )


def promised_in(handbook: Handbook, document: Document) -> Iterator[Promise]:
    """Give the promises of a document: the items of a phase's `Participants receive`, or of a text's own."""
    for item in _items(document):
        yield _read(handbook, document, item)


def with_keepers(handbook: Handbook, document: AnyDocument) -> AnyDocument:
    """Give a document whose promises name their keepers by their titles: ids are for those who write it."""
    if isinstance(document, ReadyText) and document.promises:
        blocks = tuple(
            replace(each, text=_titled(handbook, each.text)) if isinstance(each, Entry) else each
            for each in document.promises.blocks
        )
        return replace(document, promises=replace(document.promises, blocks=blocks))
    if isinstance(document, Phase) and (text := document.participants_receive):
        lines = text.markdown.splitlines(keepends=True)
        for first, after in (token.map for token in _inline(text) if token.map):
            lines[first:after] = [_titled(handbook, "".join(lines[first:after])), *[""] * (after - first - 1)]
        return replace(document, participants_receive=replace(text, markdown="".join(lines)))
    return document


def _titled(handbook: Handbook, item: str) -> str:
    """Write titles in place of ids at the end of an item."""
    if not (match := _ENDING.match(item)):
        return item
    named = ((part, _role(handbook, part)) for part in match["ending"].split(","))
    parts = (part.replace(part.strip(), role.title) if role else part for part, role in named)
    return item[: match.start("ending")] + ",".join(parts)


def _items(document: Document) -> Iterable[Text]:
    if isinstance(document, ReadyText):
        return (Text(entry.text, entry.place) for entry in document.promises or ())
    return _listed(document.participants_receive) if isinstance(document, Phase) else ()


def _listed(text: Text | None) -> Iterator[Text]:
    for token in _inline(text) if text else ():
        if text and token.map:
            yield Text(token.content, replace(text.place, line=text.place.line + token.map[0]))


def _inline(text: Text) -> Iterator[Token]:
    """Give the words of each item of a list, as they were read."""
    return (token for token in structure(text.markdown).tokens if token.type == "inline" and token.level == 3)


def _read(handbook: Handbook, document: Document, item: Text) -> Promise:
    match = _ENDING.match(item.markdown)
    parts = [part.strip() for part in match["ending"].split(",")] if match else []
    times = [time for part in parts if (time := within(part))]
    named = {part: _role(handbook, part) for part in parts if not within(part)}
    keepers = tuple(role for role in named.values() if role is not None)
    if match is None or not (keepers or times):
        return Promise(document, item, (), None)
    unknown = tuple(part for part, role in named.items() if role is None)
    text = replace(item, markdown=match["what"])
    return Promise(document, text, keepers, times[0] if times else None, unknown)


def within(words: str) -> Within | None:
    """Read `within 10 working days` or `the same day`, in any language."""
    said = words.strip().casefold()
    if said in in_every_language("word.same-day"):
        return Within(0, "day")
    match = _WITHIN.match(said)
    if not match or match["within"] not in in_every_language("word.within"):
        return None
    unit = next((unit for unit in get_args(Unit) if match["unit"] in in_every_language(f"unit.{unit}")), None)
    return Within(int(match["number"]), unit) if unit and int(match["number"]) else None


def _role(handbook: Handbook, words: str) -> Role | None:
    said = prose.plain(words).strip().casefold()
    known = (role for role in handbook.of(Role) if said in (role.id, prose.plain(role.title).casefold()))
    return next(known, None)


def keeper_and_time(promise: Promise, language: str) -> tuple[str, str]:
    """Write who keeps a promise and by when, as far as it is said."""
    words = phrases(language)
    titles = tuple(prose.plain(role.title) for role in promise.keepers)
    return ", ".join(titles), promise.within.written(words) if promise.within else ""
