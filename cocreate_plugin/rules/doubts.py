"""Values that can be read and can hardly be meant: dates, weights, groups, agreements, titles."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import fields

from ..handbook import Handbook
from ..kinds import A3, Choice, Document, Practice, Session
from ..problems import Place, Problem, problem

SOON = dt.timedelta(days=2 * 366)
"""How far ahead an agreement may be dated: worked examples tell of next year."""
OLDEST, FURTHEST = 1950, 30
"""The earliest year, and how many years from now the latest, that a handbook speaks of."""


def doubts(document: Document, today: dt.date | None) -> Iterator[Problem]:
    """Yield what is doubtful in one document; without a date of today nothing lies in the future."""
    yield from _dates(document, today)
    if isinstance(document, A3):
        yield from _sheet(document, today)
    elif isinstance(document, Choice):
        yield from _choice(document)
    elif isinstance(document, Session):
        yield from _session(document)


def _session(session: Session) -> Iterator[Problem]:
    groups, people = session.groups or 0, session.people
    if people and groups > people:
        yield problem("too-many-groups", session.where("groups"), groups=groups, people=people)
    if session.names and session.publish:
        yield problem("names-published", session.where("names"))


def _dates(document: Document, today: dt.date | None) -> Iterator[Problem]:
    for field in fields(document):
        day = getattr(document, field.name)
        if isinstance(day, dt.date):
            far = day.year < OLDEST or (today is not None and day.year > today.year + FURTHEST)
            past = field.name in ("reviewed", "revised") or isinstance(document, Practice)
            future = past and today is not None and day > today
            if far or future:
                yield _doubtful(document.where(field.name), field.name, day, "far" if far else "future")


def _sheet(sheet: A3, today: dt.date | None) -> Iterator[Problem]:
    if sheet.follow_up and sheet.date and sheet.follow_up < sheet.date:
        yield _doubtful(sheet.where("follow_up"), "follow_up", sheet.follow_up, "before-date")
    for number, each in enumerate(sheet.agreed_by):
        if each.date and today and each.date > today + SOON:
            place = sheet.where(f"agreed_by.{number}.date")
            yield _doubtful(place, "agreed_by", each.date, "future")
    if sheet.state == "agreed" and not sheet.agreed_by and "agreed_by" not in sheet.place_of:
        yield problem("agreed-by-nobody", sheet.where("state"))
    if sheet.version and sheet.versions and not sheet.versions[-1].startswith(sheet.version):
        place = sheet.where(f"versions.{len(sheet.versions) - 1}")
        yield problem("version-not-last", place, version=sheet.version, last=sheet.versions[-1])
    if sheet.template and sheet.layout:
        yield problem("layout-unused", sheet.where("layout"), template=sheet.template)


def _choice(choice: Choice) -> Iterator[Problem]:
    if choice.criteria and not any(each.weight for each in choice.criteria):
        yield problem("no-weight", choice.where("criteria"))
    seen: dict[str, Place] = {}
    for rating in choice.scores or ():
        name = rating.rater.casefold()
        if name in seen:
            yield problem("rater-twice", rating.place, rater=rating.rater, first=seen[name].line)
        seen.setdefault(name, rating.place)


def _doubtful(place: Place, name: str, day: dt.date, reason: str) -> Problem:
    return problem("doubtful-date", place, name=name, given=day.isoformat(), reason=reason)


def same_titles(handbook: Handbook) -> Iterator[Problem]:
    """Two documents of a kind cannot be told apart if they share a title; two events have a date each."""
    seen: defaultdict[tuple[str, str, object], list[Document]] = defaultdict(list)
    for document in handbook.documents:
        day = document.date if isinstance(document, Session | Practice) else None
        # A title that is missing is the id, and told; so is a copy that is called as no document may be.
        named = posixpath.basename(document.path).removesuffix(".md") == document.id
        if named and "title" in document.place_of:
            seen[document.kind, " ".join(document.title.casefold().split()), day].append(document)
    for first, *others in seen.values():
        for other in others:
            yield problem("same-title", other.where("title"), title=other.title, other=first.path)
