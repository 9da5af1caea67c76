"""Two states of a handbook, compared: documents, translations, addresses, ids, files, problems and sheets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Literal

from ..cite.references import cited_fields
from ..handbook import Handbook, named_in
from ..kinds import Document, name_of
from ..pages.published import register
from ..pages.site import Site
from ..phrases import phrases
from ..problems import Problem
from ..sheets.sheet import Sheet
from .changes import Change, changes
from .parts import Part, of_document

Fate = Literal["new", "gone", "renamed", "changed"]

_FORM = Change("form")
"""The file is not as it was, and says the same."""

_GIVEN_ID = re.compile(r"\{:?[^{}\n]{0,80}?#([\w-]+)[^{}\n]{0,80}\}")


@dataclass(frozen=True)
class State:
    """A handbook at one time."""

    book: Handbook
    problems: tuple[Problem, ...]
    sheets: tuple[Sheet, ...]
    files: Mapping[str, str]
    """The hash of each file that the site is made from, by path from the handbook's root."""
    hand_written: frozenset[str] = frozenset()
    """Addresses of the hand-written pages, below the public site."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A document, or another part of the handbook, that is not as it was."""

    path: str
    """The file that one edits."""
    title: str
    kind: str
    """What it is, in words; empty for what has no kind."""
    fate: Fate
    changes: tuple[Change, ...] = ()
    former: str = ""
    """The path that it had, when it was renamed."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What one state has that another has not."""

    subjects: tuple[Subject, ...]
    general: tuple[Change, ...]
    """What concerns no single document: addresses that are gone."""
    new_problems: tuple[Problem, ...]
    mended_problems: tuple[Problem, ...]

    @property
    def losses(self) -> tuple[tuple[Subject | None, Change], ...]:
        """Give everything that is gone, with where it was."""
        of_all: tuple[tuple[Subject | None, Change], ...] = tuple((None, each) for each in self.general)
        return (
            *(pair for pair in of_all if pair[1].is_loss),
            *((subject, each) for subject in self.subjects for each in subject.changes if each.is_loss),
        )


def compared(before: State, after: State) -> Compared:
    """Compare two states; what is new in the second stands in its order, what is gone comes last."""
    moved = {
        f"{document.folder}/{former}": document.ref
        for document in after.book.documents
        for former in document.formerly
    }
    subjects = (*_documents(before, after, moved), *_others(before, after))
    news, mended = _problems(before, after, moved)
    return Compared(subjects, tuple(_lost_addresses(before, after)), news, mended)


def _key(document: Document, moved: Mapping[str, str] = {}) -> tuple[str, str]:
    return moved.get(document.ref, document.ref), document.language


def _documents(before: State, after: State, moved: Mapping[str, str]) -> Iterator[Subject]:
    """Say of each document and translation what became of it."""
    then = {_key(each): each for each in _all(after)}
    # Where both the former and the present id are documents, each is compared with itself.
    still = {each.ref for each in _all(after)}
    moved = {old: new for old, new in moved.items() if old not in still}
    earlier = {_key(each, moved): each for each in _all(before)}
    touched: set[str] = set()
    for key, document in then.items():
        old = earlier.get(key)
        subject = _new(after, document) if old is None else _changed(before, after, old, document, moved)
        if subject is not None:
            if subject.changes != (_FORM,):
                touched.add(key[0])
            yield subject
        elif document.language and document.ref in touched:
            yield _subject(after.book, document, "changed", (_behind(document),))
    for key, document in earlier.items():
        if key not in then:
            yield _gone(before, after, document)


def _all(state: State) -> Iterable[Document]:
    return (*state.book.documents, *state.book.translations)


def _behind(document: Document) -> Change:
    """Say that a translation was left as it is while its original changed."""
    return Change("behind", {"language": document.language}, is_loss=True)


def _subject(
    book: Handbook, document: Document, fate: Fate, found: tuple[Change, ...] = (), former: str = ""
) -> Subject:
    words = phrases(book.language)
    kind = name_of(type(document), words)
    return Subject(document.path, document.title or document.id, kind, fate, found, former)


def _new(after: State, document: Document) -> Subject:
    return _subject(after.book, document, "new")


def _gone(before: State, after: State, document: Document) -> Subject:
    """Say that a document is gone, and which new one seems to be it."""
    is_new = {each.path for each in _all(after)} - {each.path for each in _all(before)}
    heir = next(
        (
            each
            for each in _all(after)
            if each.path in is_new
            and (each.kind, each.language, each.title) == (document.kind, document.language, document.title)
        ),
        None,
    )
    change = (
        Change("gone-renamed", {"id": document.id, "path": heir.path}, is_loss=True)
        if heir and not document.language
        else Change("gone", is_loss=True)
    )
    return _subject(before.book, document, "gone", (change,))


def _changed(
    before: State, after: State, old: Document, new: Document, moved: Mapping[str, str]
) -> Subject | None:
    """Compare two states of one document; None when it says the same."""
    found = (
        *(_said(before, after, old, new, moved) if _may_differ(before, after, old, new) else ()),
        *_lost_ids(before, after, old, new),
        *_unnamed(before, after, old, new),
    )
    if old.id != new.id:
        return _subject(after.book, new, "renamed", found, old.path)
    if not found and not _is_same(before, after, old, new):
        found = (_FORM,)
    return _subject(after.book, new, "changed", found) if found else None


def _said(
    before: State, after: State, old: Document, new: Document, moved: Mapping[str, str]
) -> Iterator[Change]:
    return changes(of_document(before.book, old, moved), of_document(after.book, new, {}))


def _may_differ(before: State, after: State, old: Document, new: Document) -> bool:
    """Tell whether a document can say something else: its file changed, or that of one that it names."""
    if not _is_same(before, after, old, new):
        return True
    named = ((after.book.kind(kind), id_) for _, kind, id_ in named_in(new))
    pairs = ((before.book.find(kind, id_), after.book.find(kind, id_)) for kind, id_ in named)
    return any(not (left and right and _is_same(before, after, left, right)) for left, right in pairs)


def _is_same(before: State, after: State, old: Document, new: Document) -> bool:
    return before.files.get(old.path) == after.files.get(new.path)


def _lost_ids(before: State, after: State, old: Document, new: Document) -> Iterator[Change]:
    """Name the ids in braces that a document has no more."""
    if _is_same(before, after, old, new):
        return
    there = {*_GIVEN_ID.findall(Site(after.book).text_at(new.path))}
    retired = {word.strip("/") for word in after.book.identity.retired}
    for id_ in dict.fromkeys(_GIVEN_ID.findall(Site(before.book).text_at(old.path))):
        if id_ not in there:
            yield Change("id-lost", {"id": id_}, is_loss=True, is_permanent=f"{new.ref}#{id_}" not in retired)


def _unnamed(before: State, after: State, old: Document, new: Document) -> Iterator[Change]:
    """Say that nothing names a document any longer."""
    links = before.book.back_links.get(old.ref, ())
    if links and not after.book.back_links.get(new.ref):
        titles = tuple(dict.fromkeys(link.source.title for link in links))
        yield Change("unnamed", {"names": titles}, is_loss=True)


def _lost_addresses(before: State, after: State) -> Iterator[Change]:
    """Name the addresses of pages and files that lead nowhere now."""
    there = {*_addresses(after), *after.hand_written}
    retired = {word.strip("/") for word in after.book.identity.retired}
    for address, subject in {**_addresses(before), **dict.fromkeys(before.hand_written, "")}.items():
        if address not in there:
            ended = bool({address, address.strip("/"), subject} & retired)
            yield Change("address-lost", {"address": address}, is_loss=True, is_permanent=not ended)


def _addresses(state: State) -> Mapping[str, str]:
    """Map every public address to what it belongs to."""
    site = Site(state.book, tuple(sheet for sheet in state.sheets if sheet.publish))
    return {address: name for name, each in register(site).items() for address in each.addresses}


def _others(before: State, after: State) -> Iterator[Subject]:
    """Compare whose handbook it is, the introductions, the glossary, the literature and the other files."""
    book, process = after.book, after.book.process
    words = phrases(book.language)
    told = (
        (f"{process}/handbook.yml", words.t("review.identity"), _identity),
        (f"{process}/glossary.md", words.t("glossary.title"), _glossary),
        (f"{process}/sources.bib", words.t("sources.title"), _literature),
    )
    seen = {_where_it_is_now(before, after, each.path) for each in _all(before)}
    seen |= {each.path for each in _all(after)}
    for path, title, parts in told:
        seen.add(path)
        found = tuple(changes(parts(before.book), parts(book)))
        if found:
            yield Subject(path, title, "", "changed", found)
    for folder in dict.fromkeys((*before.book.introductions, *book.introductions)):
        path = (book.introductions.get(folder) or before.book.introductions[folder]).path
        path = _where_it_is_now(before, after, path)
        seen.add(path)
        found = tuple(changes(_introduction(before.book, folder), _introduction(book, folder)))
        if found:
            yield Subject(path, path, "", "changed", found)
    earlier = {_where_it_is_now(before, after, path): told for path, told in before.files.items()}
    for path in sorted({*earlier, *after.files} - seen):
        old_hash, new_hash = earlier.get(path), after.files.get(path)
        if old_hash != new_hash:
            fate: Fate = "changed" if old_hash and new_hash else "new" if new_hash else "gone"
            yield Subject(path, path, "", fate, (Change("gone", is_loss=True),) if fate == "gone" else ())


def _where_it_is_now(before: State, after: State, path: str) -> str:
    """Give the path that a file has since the folder of the content is called as it is."""
    old, new = f"{before.book.process}/", f"{after.book.process}/"
    return f"{new}{path.removeprefix(old)}" if path.startswith(old) else path


def _identity(book: Handbook) -> Mapping[str, Part]:
    words = phrases(book.language)
    own = ((each.name, getattr(book.identity, each.name)) for each in fields(book.identity))
    said = {
        name: ", ".join(value) if isinstance(value, tuple) else str(value) for name, value in own if value
    }
    return {
        name: Part(words.t(f"field.{name}") if words.has(f"field.{name}") else name, text, text)
        for name, text in said.items()
    }


def _introduction(book: Handbook, folder: str) -> Mapping[str, Part]:
    own = book.introductions.get(folder)
    return {"text": Part(own.title, own.text.markdown, f"{own.title}\n{own.text.markdown}")} if own else {}


def _glossary(book: Handbook) -> Mapping[str, Part]:
    return {term.id: Part(term.title, term.text.markdown, term.text.markdown) for term in book.glossary}


def _literature(book: Handbook) -> Mapping[str, Part]:
    entries = {
        key: ", ".join(f"{name} {value}" for name, value in cited_fields(entry).items())
        for key, entry in book.bibliography.items()
    }
    return {key: Part(key, text, text) for key, text in entries.items()}


def _problems(
    before: State, after: State, moved: Mapping[str, str]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Tell the problems that came from those that went; one that only stands on another line did neither."""
    renamed = {
        f"{before.book.process}/{old}.md": f"{after.book.process}/{new}.md" for old, new in moved.items()
    }

    def known(problem: Problem) -> str:
        path = renamed.get(problem.place.path, problem.place.path)
        return repr((problem.code, path, sorted(problem.facts.items())))

    def beyond(some: Iterable[Problem], others: Iterable[Problem]) -> tuple[Problem, ...]:
        left = Counter(map(known, others))
        found = []
        for problem in some:
            left[known(problem)] -= 1
            if left[known(problem)] < 0:
                found.append(problem)
        return tuple(found)

    return beyond(after.problems, before.problems), beyond(before.problems, after.problems)
