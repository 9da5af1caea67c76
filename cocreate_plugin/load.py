"""The whole core in one function; read this first.

Files become documents, documents become a handbook, and everything that is wrong becomes a problem:

1. `sources` finds the files and remembers the line of everything in them.
2. `validate` turns each into a typed document.
3. `handbook` puts them in order and links them both ways.
4. `rules` checks what must hold across documents, and the text in them.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from .addresses import Addresses, reach
from .attached import attached, texts_around
from .drawn import Drawer
from .handbook import Handbook, Introduction, Term, alphabetical, handbook, located
from .kinds import KINDS, Document, Identity, Text
from .kinds.declared import declared_kinds
from .kinds.installed import with_installed
from .mend import with_edits
from .phrases import Phrases, phrases, speak
from .problems import Place, Problem, in_order, problem
from .prose import Dialect, ToDraw, to_draw
from .prose.targets import local_file
from .rules import Adviser, Anchors, broken_front, broken_rules, broken_text, missing_words, unused
from .sources import DISK, Disk, Source, Sources, read_declarations, read_own_words, read_sources
from .sources.bibliography import read_bibliography, used
from .sources.git import UnansweredError
from .sources.guard import Budget, guarded
from .sources.history import last_changes, source_date
from .sources.tolerant_yaml import read_language
from .validate import (
    anchors,
    free_id,
    headings_within,
    names_of,
    read_identity,
    repeated_former_ids,
    slug,
    under,
    validate,
)

FORMAT = 1
_ENTRY = re.compile(r"@\w+\s*+\{\s*+([^\s,{}]++)")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A handbook and everything that is wrong with it, in the order of the files."""

    handbook: Handbook
    problems: tuple[Problem, ...]
    anchors: Anchors = lambda path: None
    """What one can link to within a file of the content; None when that is not known."""
    advise: frozenset[str] = frozenset()
    """Checks of plain language that are wanted."""


def load(
    root: Path,
    process: str = "process",
    *,
    kinds: tuple[type[Document], ...] | None = None,
    language: str = "",
    title: str = "",
    addresses: Addresses | None = None,
    today: dt.date | None = None,
    changed: Mapping[str, dt.date] | None = None,
    disk: Disk = DISK,
    budget: Budget | None = None,
    advise: Collection[str] = (),
    dialect: Dialect | None = None,
    drawer: Drawer | None = None,
) -> Loaded:
    """Read the handbook below `root/process`.

    `kinds` are those that it may hold, in the order of the navigation; else KINDS and those of installed
    packages. A handbook may declare more. `language`, `title` and the base of
    `addresses` serve where handbook.yml is silent; `today` is the date that reviews are compared with, and
    without it none is due. `changed` is the day of each file's last change; history is asked when nobody
    says. `disk` may hold texts that are not saved yet. `advise` names checks of plain language,
    beside those that handbook.yml asks for. `dialect` is what the author's Markdown knows beside ours.
    `drawer` draws what texts ask for.
    """
    budget = budget or Budget()
    given = (root, process, kinds, language, title, addresses, changed, disk, budget, dialect, drawer)
    book, sources, identity, everything, words, problems = _gathered(*given)
    process = book.process
    beside = attached(book, everything)
    book = replace(book, files=frozenset(beside.files))
    problems += beside.problems
    problems += _identity_problems(sources, identity, root / process)
    problems += broken_rules(book, today)
    problems += missing_words(book, sources.handbook)
    problems += broken_front(book, sources.handbook, f"{process}/handbook.yml")
    for source in (*sources.introductions, *sources.glossary):
        problems += (*_more_titles(source), *_unused(source))
    problems += _glossary_problems(sources)
    known = _anchors(everything, book.kinds, words)
    for source in everything:
        if budget.spent(source.path):
            continue
        with guarded(source.path, problems):
            problems += broken_text(book, source, known)
    wanted = frozenset((*advise, *identity.plain_language))
    adviser = Adviser.of(book, wanted)
    for source in everything if wanted else ():
        with guarded(source.path, problems):
            problems += adviser.on_source(source)
    problems += budget.problems(process)
    problems += unused(book, everything)
    return Loaded(
        book, with_edits(in_order(_told_once(problems, sources, root / process)), book), known, wanted
    )


def unchecked(
    root: Path,
    process: str = "process",
    *,
    language: str = "",
    title: str = "",
    addresses: Addresses | None = None,
    changed: Mapping[str, dt.date] | None = None,
    disk: Disk = DISK,
    dialect: Dialect | None = None,
    drawer: Drawer | None = None,
) -> Handbook:
    """Read the handbook as `load` does, and ask nothing about it: for who shows a page before the check."""
    given = (root, process, None, language, title, addresses, changed, disk, Budget(), dialect, drawer)
    return _gathered(*given).book


class _Gathered(NamedTuple):
    """A handbook that was read, not yet checked, and what the check needs of its files."""

    book: Handbook
    sources: Sources
    identity: Identity
    everything: tuple[Source, ...]
    words: Phrases
    problems: list[Problem]


def _gathered(
    root: Path,
    process: str,
    kinds: tuple[type[Document], ...] | None,
    language: str,
    title: str,
    addresses: Addresses | None,
    changed: Mapping[str, dt.date] | None,
    disk: Disk,
    budget: Budget,
    dialect: Dialect | None,
    drawer: Drawer | None,
) -> _Gathered:
    process = posixpath.normpath(process)
    # A fault elsewhere in handbook.yml must not turn every heading into one.
    language = read_language(root / process / "handbook.yml", disk) or language
    own, odd_words = read_own_words(root, disk)
    speak(own)
    declarations, unread = read_declarations(root, process, disk)
    installed, unusable = with_installed(KINDS) if kinds is None else (kinds, ())
    kinds, undeclared = declared_kinds(declarations, installed, phrases(language or "en"))
    sources = read_sources(root, process, (kind.folder for kind in kinds), budget, disk)
    identity, of_identity = _identity(sources, language, title)
    words = phrases(identity.language or "en")
    names = names_of(sources.documents, kinds, words)
    problems = [
        *odd_words,
        *unusable,
        *unread,
        *undeclared,
        *sources.problems,
        *of_identity,
        *repeated_former_ids(names),
    ]
    documents: list[Document] = []
    for source in sources.documents[: sources.read]:
        if budget.spent(source.path):
            continue
        with guarded(source.path, problems):
            document, wrong = validate(source, names, phrases(source.language) if source.language else words)
            documents.append(document)
            problems += wrong
    entries, wrong = read_bibliography(sources.bibliography, f"{process}/sources.bib")
    problems += wrong
    everything = (*sources.documents, *sources.introductions, *sources.glossary)
    dialect = dialect or Dialect()
    around = texts_around(root, addresses or Addresses(), disk)
    entries, wrong = used(entries, chain(_texts(everything), around), f"{process}/sources.bib")
    problems += wrong
    if changed is None:
        changed, wrong = _history(root, process)
        problems += wrong
    introduction, terms = _glossary(sources, identity.language or "en")
    book = handbook(
        documents,
        kinds,
        root=root,
        process=process,
        disk=disk,
        identity=identity,
        language=identity.language or "en",
        introductions=_introductions(sources),
        glossary_introduction=introduction,
        glossary=terms,
        bibliography=entries,
        changed=changed,
        built=source_date(),
        dialect=dialect,
        drawings=drawer(_to_draw(everything, dialect, problems)) if drawer else {},
    )
    book = located(book, addresses or Addresses())
    return _Gathered(book, sources, identity, everything, words, problems)


def _told_once(problems: list[Problem], sources: Sources, folder: Path) -> Iterator[Problem]:
    """Leave out that a source or a kind is unknown that is there and cannot be read, which has been said."""
    unread = any(
        each.code in ("bad-bibliography", "too-long") and each.place.path.endswith("/sources.bib")
        for each in problems
    )
    there = frozenset(_ENTRY.findall(sources.bibliography)) if unread else frozenset()
    undrawn = {each.place for each in problems if each.code == "unreadable-image"}
    headings = {each.place for each in problems if each.code in ("not-a-heading", "not-a-step", "lane-apart")}
    nested = {each.place.path for each in problems if each.code in ("nested-task", "same-item", "not-a-list")}
    meant = {
        posixpath.normpath(
            posixpath.join(posixpath.dirname(each.place.path), str(each.facts.get("suggestion")))
        )
        for each in problems
        if each.code == "broken-link"
    }
    for each in problems:
        if each.code == "unused-file" and each.place.path in meant:
            continue
        if each.code == "unpublished-file" and each.place in undrawn:
            continue
        if each.code == "items-differ" and {each.place.path, each.facts.get("original")} & nested:
            continue
        if each.code == "skipped-level" and each.place in headings:
            continue
        declared = folder / "kinds" / f"{each.facts.get('folder')}.yml"
        if each.code == "unknown-source" and each.facts.get("key") in there:
            continue
        if each.code != "unknown-kind" or not declared.is_file():
            yield each


def _texts(everything: Iterable[Source]) -> Iterator[str]:
    """Give all texts of files, front matter word by word."""
    for source in everything:
        yield source.body.markdown
        yield from (word for word, _ in (source.front.words() if source.front else ()))


def _to_draw(everything: Iterable[Source], dialect: Dialect, problems: list[Problem]) -> Iterator[ToDraw]:
    """Give what texts ask to have drawn; one that trips its reader asks for nothing."""
    for source in everything:
        with guarded(source.path, problems):
            yield from [each.what for each in to_draw(source.body.markdown, dialect)]


def _history(root: Path, process: str) -> tuple[Mapping[str, dt.date], tuple[Problem, ...]]:
    try:
        return last_changes(root, process), ()
    except UnansweredError as error:
        return {}, (problem("no-history", Place(process), reason=str(error)),)


def _identity(sources: Sources, language: str, title: str) -> tuple[Identity, tuple[Problem, ...]]:
    identity, problems = read_identity(sources.handbook, phrases(language or "en"))
    return replace(
        identity,
        language=identity.language or language or "en",
        title=identity.title or title or None,
    ), problems


def _anchors(everything: Iterable[Source], kinds: Iterable[type[Document]], words: Phrases) -> Anchors:
    """Know what one can link to within each file; nothing is known of one that could not be read."""
    of_folder = {kind.folder: kind for kind in kinds}
    by_path = {source.path: source for source in everything if source.body.sections}

    @cache
    def known(path: str) -> Collection[str] | None:
        source = by_path.get(path)
        if source is None:
            return None
        kind = of_folder.get(source.folder)
        return anchors(source, kind, phrases(source.language) if source.language else words)

    return known


def _introductions(sources: Sources) -> dict[str, Introduction]:
    return {
        source.folder: Introduction(
            source.path, _title(source), Text(source.body.untitled, source.body.sections[0].start)
        )
        for source in sources.introductions
        if not source.language and source.body.sections
    }


def _glossary(sources: Sources, language: str) -> tuple[Introduction | None, tuple[Term, ...]]:
    source = next((source for source in sources.glossary if not source.language), None)
    if source is None or not source.body.sections:
        return None, ()
    first, *rest = source.body.sections
    known = source.body.definitions
    introduction = Introduction(
        source.path, _title(source), Text(first.markdown, first.start), definitions=known
    )
    terms: list[Term] = []
    taken: dict[str, int] = {}
    for section in rest:
        if section.level == 2:
            id_ = free_id(section.id or slug(section.title) or "term", taken)
            terms.append(Term(section.title, id_, Text(section.markdown, section.start), known))
    return introduction, tuple(sorted(terms, key=lambda term: alphabetical(term.title, language)))


def _glossary_problems(sources: Sources) -> Iterator[Problem]:
    """Say which term stands twice, and which has no words."""
    for source in sources.glossary:
        seen: dict[str, int] = {}
        for section in (each for each in source.body.sections if each.level == 2 and each.title):
            name = section.title.casefold()
            if name in seen:
                yield problem("field-twice", section.place, field=section.title, first=seen[name])
            elif not section.markdown.strip():
                yield problem("empty-field", section.place, heading=section.title)
            seen.setdefault(name, section.place.line)
            for line, title, place in headings_within(section):
                yield problem("not-a-heading", place, line=line, correction=f"## {title}")


def _title(source: Source) -> str:
    """Give the `#` line of a page without fields, else the title of its front matter, if it has one."""
    if source.body.title:
        return source.body.title[0]
    pair = source.front.pairs().get("title") if source.front else None
    return pair.value.content if pair and isinstance(pair.value.content, str) else ""


def _unused(source: Source) -> Iterator[Problem]:
    """Say what of a page without fields shows nowhere: a translation, and front matter but for its title."""
    if source.language:
        yield problem("unused-translation", Place(source.path), name=posixpath.basename(source.path))
    for name, pair in source.front.pairs().items() if source.front else ():
        if name != "title":
            yield problem("unknown-field", pair.place, name=name)
        elif not isinstance(pair.value.content, str):
            yield problem("wrong-type", pair.value.place, name=name, expected="text")


def _more_titles(source: Source) -> list[Problem]:
    return [
        problem("extra-title", place, heading=text, correction=f"## {text}")
        for text, place in source.body.more_titles
        if text != _title(source)
    ]


def _identity_problems(sources: Sources, identity: Identity, folder: Path) -> list[Problem]:
    """The format is known, a logo is a picture of the content, and others can follow the address."""
    pairs = sources.handbook.pairs() if sources.handbook else {}
    problems: list[Problem] = []

    def say(code: str, name: str, **facts: Any) -> None:
        pair = under(name, pairs)
        # What does not stand there was given by the host.
        if pair is not None:
            problems.append(problem(code, pair.value.place, **facts))

    if identity.format != FORMAT:
        say("unknown-format", "format", given=identity.format)
    if identity.logo and not local_file(folder, identity.logo, picture=True):
        say("broken-link", "logo", target=identity.logo)
    if identity.contact and not re.match(
        r"^(?:mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+$|^https?://\S+$", identity.contact
    ):
        say("not-an-address", "contact", given=identity.contact)
    if identity.site_url and reach(identity.site_url) == "this machine":
        say("address-not-printed", "site_url", address=identity.site_url)
    return problems
