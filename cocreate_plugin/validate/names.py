"""What every document is called, so that a reference can be resolved from within another."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ..kinds import KINDS, Document, kind_named
from ..phrases import FALLBACK, Phrases, phrases
from ..problems import LEAST, Also, Place, Problem, closest, problem
from ..sources import Source, Value
from .meant import under

LINK = re.compile(
    r"^\[(?P<text>.*)\]\(\s*(?:<(?P<enclosed>[^<>\n]*)>|(?P<target>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)$",
    re.S,
)
REFERENCE = re.compile(r"^\[(?P<text>[^\[\]]+)\](?:\[(?P<label>[^\[\]]*)\])?$")

_GENERATED = {"gate": "phase", "phase": "phase", "prepare": "dialogue-model"}
"""Kinds of documents that generate checklists, by the first word of the list's id."""


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A document as others may call it."""

    kind: str
    id: str
    title: str
    path: str
    formerly: tuple[tuple[str, Place], ...] = ()

    def was(self, word: str) -> bool:
        """Tell whether a word is an earlier id of the document."""
        return any(former == word.rpartition("/")[2] for former, _ in self.formerly)


class Names:
    """All documents by id, title, path and former id."""

    def __init__(
        self,
        names: Iterable[DocumentName],
        translated: Iterable[DocumentName] = (),
        kinds: Iterable[type[Document]] = KINDS,
        words: Phrases | None = None,
    ) -> None:
        """Index the names; a document that fails to validate has one too, and a translation one more."""
        self.kind_of_folder = {kind.folder: kind for kind in kinds}
        self._kinds = {kind.kind: kind for kind in self.kind_of_folder.values()}
        self._words = words or phrases(FALLBACK)
        self.all = tuple(names)
        self._every = every = (*self.all, *translated)
        self._close: dict[tuple[str, ...], tuple[list[str], dict[str, str]]] = {}
        self._ids = {(name.kind, name.id): name for name in self.all}
        former = (
            (f"{posixpath.dirname(name.path)}/{was}.md", name)
            for name in self.all
            for was, _ in name.formerly
        )
        self._paths = {**dict(former), **{name.path: name for name in every}}
        self._titles = {(name.kind, _folded(name.title)): name for name in reversed(every)}
        self._former = {
            (name.kind, former): name
            for name in self.all
            for former, _ in name.formerly
            if (name.kind, former) not in self._ids
        }

    def by_path(self, path: str) -> DocumentName | None:
        """Find the document that a file holds, or held before it was renamed."""
        return self._paths.get(path)

    def find(self, word: str, kinds: tuple[str, ...], titles: bool = False) -> DocumentName | None:
        """Find a document by id, by `folder/id`, by former id, or by title where that is allowed."""
        folder, _, short = word.rpartition("/")
        for kind in kinds:
            found = None
            if not folder or self._kinds[kind].folder == folder:
                found = self._ids.get((kind, short)) or self._former.get((kind, short))
            if found is None and titles:
                found = self._titles.get((kind, _folded(word)))
            if found is not None:
                return found
        return None

    def role_said(self, words: str) -> str | None:
        """Give the role that folded words name by id, by former id or by title in any language."""
        found = self.find(words.replace(" ", "-"), ("role",)) or self.find(words, ("role",), titles=True)
        return found.id if found else None

    def close_to(self, word: str, kinds: tuple[str, ...], cutoff: float = LEAST) -> str | None:
        """Propose the id that a misspelt word may mean."""
        ids, titles = self._known(kinds)
        close = closest(word, ids, cutoff)
        title = None if close else closest(_folded(word), titles, cutoff)
        return titles[title] if title else close

    def _known(self, kinds: tuple[str, ...]) -> tuple[list[str], dict[str, str]]:
        if kinds not in self._close:
            names = [name for name in self._every if name.kind in kinds]
            titles = {_folded(name.title): name.id for name in names}
            self._close[kinds] = [name.id for name in names], titles
        return self._close[kinds]

    def generated(self, word: str) -> str | None:
        """Give the id of the checklist that a phase or a dialogue model generates, such as `gate-explore`."""
        short = word.removeprefix("checklists/")
        prefix, _, id_ = short.partition("-")
        found = self.find(id_, (_GENERATED[prefix],)) if prefix in _GENERATED and "/" not in id_ else None
        return f"{prefix}-{found.id}" if found else None

    def resolve(self, word: str, kinds: tuple[str, ...], place: Place, problems: list[Problem]) -> str | None:
        """Give the id that a front matter reference means, or report that there is none."""
        found = self.find(word, kinds)
        if found is None:
            wanted = self._kinds[kinds[0]]
            problems.append(
                problem(
                    "unknown-reference",
                    place,
                    kind=kind_named(wanted, self._words),
                    id=word,
                    folder=wanted.folder,
                    suggestion=self.close_to(word.rpartition("/")[2], kinds),
                )
            )
            return None
        if found.id != word.rpartition("/")[2]:
            problems.append(problem("former-id", place, id=word, now=found.id))
        return found.id

    def named(
        self, word: str, kinds: tuple[str, ...], path: str, references: Mapping[str, str]
    ) -> DocumentName | None:
        """Find what a word of text names: an id, a title, or a link from the document at `path`."""
        word = bare(word)
        address = target(word, references)
        if address is not None:
            linked = self.by_path(posixpath.normpath(posixpath.join(posixpath.dirname(path), address)))
            return linked if linked is not None and linked.kind in kinds else None
        return self.find(word, kinds, titles=True)


def bare(word: str) -> str:
    """Take emphasis and code marks off a word."""
    return word.strip().strip("`*_").strip()


def target(word: str, references: Mapping[str, str]) -> str | None:
    """Give the address of a text that is one link and nothing else; `references` are addresses by label."""
    link = LINK.match(word)
    if link:
        return unquote((link["enclosed"] or link["target"] or "").partition("#")[0])
    named = REFERENCE.match(word)
    address = references.get(label(named["label"] or named["text"])) if named else None
    return None if address is None else unquote(address.partition("#")[0])


def label(text: str) -> str:
    """Fold the label of a reference link for comparison, as CommonMark does."""
    return " ".join(text.split()).casefold()


def names_of(
    sources: Iterable[Source], kinds: Iterable[type[Document]] = KINDS, words: Phrases | None = None
) -> Names:
    """Collect the names of all documents from their front matter."""
    every, known = tuple(sources), tuple(kinds)
    of_folder = {kind.folder: kind.kind for kind in known}
    return Names(
        (_name(source, of_folder) for source in every if not source.language),
        (_name(source, of_folder) for source in every if source.language),
        known,
        words,
    )


def repeated_former_ids(names: Names) -> Iterator[Problem]:
    """A former id that is in use again, or claimed twice, redirects nowhere."""
    taken = {(name.kind, name.id): Place(name.path) for name in names.all}
    for name in names.all:
        for former, place in name.formerly:
            if other := taken.get((name.kind, former)):
                yield problem("former-id-taken", place, also=(Also(other, "same"),), id=former)
            taken[name.kind, former] = place


def _name(source: Source, kinds: Mapping[str, str]) -> DocumentName:
    kind = kinds[source.folder]
    pairs = source.front.pairs() if source.front else {}
    titled, renamed = under("title", pairs), under("formerly", pairs)
    title = titled.value.plain() if titled else None
    former = renamed.value if renamed else None
    words = tuple(
        (each.content, each.place)
        for each in (former.content if former and isinstance(former.content, tuple) else ())
        if isinstance(each, Value) and isinstance(each.content, str)
    )
    return DocumentName(kind, source.id, title if isinstance(title, str) else source.id, source.path, words)


def _folded(word: str) -> str:
    return " ".join(unicodedata.normalize("NFC", word).casefold().replace("-", " ").split())
