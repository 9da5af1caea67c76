"""Problem: path, line, column, level, code, facts; never a sentence."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

Fact = str | int | float | tuple[str, ...]


class Level(StrEnum):
    """How much a problem weighs: an error fails any build, a warning a strict one, a note none."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


CODES: dict[str, Level] = {
    # files
    "no-process": Level.ERROR,
    "outside-process": Level.ERROR,
    "empty-process": Level.ERROR,
    "unknown-kind": Level.ERROR,
    "bad-file-name": Level.ERROR,
    "reserved-id": Level.ERROR,
    "unreadable-file": Level.ERROR,
    "not-text": Level.ERROR,
    "not-utf-8": Level.ERROR,
    "empty-file": Level.ERROR,
    "outside-file": Level.ERROR,
    "unpublished-file": Level.ERROR,
    "unused-file": Level.NOTE,
    "too-long": Level.ERROR,
    "strange-sign": Level.WARNING,
    "cannot-read": Level.ERROR,
    "too-slow": Level.ERROR,
    "no-time": Level.ERROR,
    "unlisted-sources": Level.NOTE,
    "stray-file": Level.WARNING,
    "conflict": Level.ERROR,
    # kinds of a handbook's own
    "kind-name-taken": Level.ERROR,
    "bad-field-name": Level.ERROR,
    "field-taken": Level.ERROR,
    "missing-part": Level.ERROR,
    "no-such-kind": Level.ERROR,
    "bad-plug-in": Level.ERROR,
    "no-history": Level.NOTE,
    "page-taken": Level.ERROR,
    # front matter
    "no-front-matter": Level.ERROR,
    "late-front-matter": Level.ERROR,
    "second-front-matter": Level.ERROR,
    "unclosed-front-matter": Level.ERROR,
    "bad-yaml": Level.ERROR,
    "no-fields": Level.ERROR,
    "open-bracket": Level.ERROR,
    "needs-quotes": Level.ERROR,
    "tab-in-yaml": Level.ERROR,
    "yaml-reference": Level.ERROR,
    "duplicate-key": Level.ERROR,
    "too-deep": Level.ERROR,
    "unknown-field": Level.ERROR,
    "field-is-heading": Level.ERROR,
    "missing-field": Level.ERROR,
    "wrong-type": Level.ERROR,
    "not-a-choice": Level.ERROR,
    # body
    "wrong-shape": Level.ERROR,
    "field-twice": Level.ERROR,
    "field-misspelt": Level.WARNING,
    "field-unnamed": Level.WARNING,
    "not-a-heading": Level.WARNING,
    "field-inside": Level.WARNING,
    "extra-title": Level.ERROR,
    "skipped-level": Level.WARNING,
    "never-closed": Level.ERROR,
    "row-apart": Level.ERROR,
    "text-in-table": Level.ERROR,
    "not-a-table": Level.ERROR,
    "doubtful-line": Level.WARNING,
    "tangled-signs": Level.ERROR,
    "placeholder": Level.WARNING,
    "empty-field": Level.WARNING,
    "empty-item": Level.WARNING,
    "empty-step": Level.WARNING,
    "not-a-step": Level.ERROR,
    "lane-apart": Level.ERROR,
    "id-not-read": Level.WARNING,
    "not-a-task": Level.ERROR,
    "nested-task": Level.ERROR,
    "same-item-id": Level.ERROR,
    "same-item": Level.WARNING,
    "unknown-lane": Level.ERROR,
    "unknown-column": Level.ERROR,
    "missing-column": Level.ERROR,
    "column-twice": Level.ERROR,
    "too-many-cells": Level.ERROR,
    "bad-cell": Level.ERROR,
    "row-without-step": Level.WARNING,
    "row-without-time": Level.WARNING,
    "model-not-linked": Level.WARNING,
    "not-a-list": Level.ERROR,
    "heading-without-words": Level.WARNING,
    # words of a handbook's own
    "not-a-language": Level.WARNING,
    "no-words": Level.WARNING,
    "unknown-word": Level.WARNING,
    "bad-word": Level.WARNING,
    "word-twice": Level.WARNING,
    "missing-words": Level.NOTE,
    # text
    "unsafe-html": Level.ERROR,
    "removed-html": Level.WARNING,
    "remote-image": Level.ERROR,
    "drawing-font": Level.WARNING,
    "drawing-effect": Level.WARNING,
    "moving-picture": Level.NOTE,
    "unshown-image": Level.WARNING,
    "snippet-not-there": Level.WARNING,
    "undrawn-diagram": Level.WARNING,
    "undrawn-formula": Level.WARNING,
    "not-drawn": Level.WARNING,
    "no-alt": Level.ERROR,
    "poor-alt": Level.WARNING,
    "no-link-text": Level.WARNING,
    "foreign-signs": Level.WARNING,
    "personal-number": Level.WARNING,
    "open-signs": Level.WARNING,
    "broken-link": Level.ERROR,
    "bad-address": Level.ERROR,
    "broken-anchor": Level.WARNING,
    "unknown-source": Level.ERROR,
    "citation-not-read": Level.WARNING,
    # sources.bib
    "bad-bibliography": Level.ERROR,
    "duplicate-source": Level.ERROR,
    # references
    "unknown-reference": Level.ERROR,
    "former-id": Level.WARNING,
    "former-id-taken": Level.ERROR,
    "unknown-role": Level.WARNING,
    "doer-not-read": Level.WARNING,
    "no-such-doer": Level.NOTE,
    "duplicate-reference": Level.WARNING,
    # across documents
    "backstage-gap": Level.WARNING,
    "long-checklist": Level.WARNING,
    "same-order": Level.WARNING,
    "no-break": Level.WARNING,
    "overrun": Level.WARNING,
    "before-start": Level.WARNING,
    "idle-minutes": Level.WARNING,
    "shorten-too-long": Level.ERROR,
    "not-a-template": Level.ERROR,
    "unknown-box": Level.ERROR,
    "box-twice": Level.ERROR,
    "box-without-id": Level.ERROR,
    "empty-box": Level.WARNING,
    "box-without-section": Level.WARNING,
    "unknown-keeper": Level.ERROR,
    "unknown-surface": Level.ERROR,
    "chart-number": Level.WARNING,
    "unknown-cause": Level.ERROR,
    "cause-not-met": Level.NOTE,
    "solution-as-title": Level.NOTE,
    "one-way-only": Level.NOTE,
    "action-without-owner": Level.NOTE,
    "action-without-day": Level.NOTE,
    "goal-without-measure": Level.NOTE,
    "goal-without-day": Level.NOTE,
    "check-before-goal": Level.NOTE,
    "nobody-decides": Level.NOTE,
    "not-a-candidate": Level.ERROR,
    "missing-score": Level.WARNING,
    "score-out-of-range": Level.ERROR,
    "unknown-criterion": Level.ERROR,
    "review-due": Level.NOTE,
    "same-title": Level.WARNING,
    "doubtful-date": Level.WARNING,
    "agreed-by-nobody": Level.WARNING,
    "version-not-last": Level.WARNING,
    "layout-unused": Level.WARNING,
    "unprinted-field": Level.WARNING,
    "no-weight": Level.WARNING,
    "rater-twice": Level.WARNING,
    "too-many-groups": Level.WARNING,
    "names-published": Level.WARNING,
    "group-size": Level.WARNING,
    "not-an-address": Level.WARNING,
    "unused-document": Level.NOTE,
    "unused-sources": Level.NOTE,
    "unknown-format": Level.ERROR,
    # advice
    "long-sentence": Level.NOTE,
    "passive-voice": Level.NOTE,
    "unexplained-abbreviation": Level.NOTE,
    "avoided-word": Level.NOTE,
    # translations
    "unused-translation": Level.WARNING,
    "translation-without-original": Level.ERROR,
    "item-not-translated": Level.WARNING,
    "item-only-translated": Level.WARNING,
    "items-differ": Level.WARNING,
    "translation-differs": Level.WARNING,
    "doubtful-language": Level.WARNING,
    # pages
    "bad-template": Level.ERROR,
    # paper
    "does-not-fit": Level.WARNING,
    "larger-paper": Level.NOTE,
    "small-notes": Level.NOTE,
    "too-wide": Level.WARNING,
    "missing-sign": Level.WARNING,
    "print-failed": Level.WARNING,
    "print-too-slow": Level.WARNING,
    "slow-drawing": Level.WARNING,
    "print-no-time": Level.WARNING,
    "no-print-worker": Level.ERROR,
    "no-print-libraries": Level.ERROR,
    "unreadable-image": Level.ERROR,
    "cannot-write": Level.ERROR,
    "address-not-printed": Level.NOTE,
    "extension-not-printed": Level.NOTE,
    "bad-mount": Level.ERROR,
    "bad-policy": Level.ERROR,
    "policy-refuses": Level.WARNING,
    "no-policy": Level.NOTE,
    # earlier editions
    "address-gone": Level.ERROR,
    "item-gone": Level.ERROR,
    "bad-register": Level.ERROR,
}
"""Every code there is, with its level. Codes are permanent: a retired one is never used again."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: path from the handbook's root with slashes, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a file, and what is to stand there instead.

    Lines and columns count characters from 1, as in a `Place`; the stretch ends before its end, so that an
    empty one puts something in.
    """

    place: Place
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Move:
    """A file that is to be called something else; both paths from the handbook's root, with slashes."""

    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Also:
    """A second place that belongs to a problem, and what it is there: `first`, `opened` or `same`."""

    place: Place
    what: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a place; `phrases.sentence` puts it into words of a language."""

    code: str
    place: Place
    facts: Mapping[str, Fact] = field(default_factory=dict)
    edits: tuple[Edit | Move, ...] = ()
    """What puts it right where that is certain, all of it or none; `mend` adds what a check does not say."""
    also: tuple[Also, ...] = ()
    weight: Level | None = None
    """A level of its own, where that of the code is too much: what somebody wrote beside the handbook."""

    def __post_init__(self) -> None:
        """Refuse a code that nobody has written down."""
        if self.code not in CODES:
            raise KeyError(f"unknown problem code: {self.code}")

    @property
    def level(self) -> Level:
        """Tell how much it weighs."""
        return self.weight or CODES[self.code]


LEAST = 0.75
"""How alike two words must be, from 0 to 1, as `difflib` measures it: a wrong guess is worse than none."""
SHORT = 4
"""Letters of a word that half of the language is near to: there one letter too many or too few, or two that
changed places."""


def closest(word: str, known: Iterable[str], least: float = LEAST) -> str | None:
    """Give the known word that a word is a slip of; case, hyphens and underscores do not count.

    Many words may be asked for among many known ones: what is worked out of these is kept, and the word is
    held against no more than some of them. A frozen set is the cheapest to give.
    """
    plain = _plain(word[:LONGEST_SLIP])
    names = _known_words(known if isinstance(known, frozenset) else tuple(known))
    if plain in names.by_plain:
        return names.by_plain[plain]
    near = difflib.get_close_matches(plain, names.like(plain), 3, max(least, LEAST))
    return next((names.by_plain[each] for each in near if len(plain) > SHORT or _one_slip(plain, each)), None)


MOST_COMPARED = 120
"""Known words that a word is held against letter by letter; of more, those that begin or end like it."""
LONGEST_SLIP = 200
"""Letters of a word that is a slip of another."""


class _KnownWords:
    """Known words as they are compared, and by how they begin and end."""

    def __init__(self, known: Iterable[str]) -> None:
        self.by_plain = {_plain(word): word for word in known if len(word) <= LONGEST_SLIP}
        self._by_end: dict[str, list[str]] = {}
        for word in self.by_plain if len(self.by_plain) > MOST_COMPARED else ():
            for end in _ends(word):
                self._by_end.setdefault(end, []).append(word)

    def like(self, word: str) -> Iterable[str]:
        """Give the words that may be meant: all, or those most like it by beginning, end and length."""
        if len(self.by_plain) <= MOST_COMPARED:
            return self.by_plain
        some: dict[str, None] = {}
        for end in _ends(word):
            some.update(dict.fromkeys(self._by_end.get(end, ())[: MOST_COMPARED // 3]))
        return some


def _ends(word: str) -> tuple[str, ...]:
    """Give what a slip seldom changes all of: the beginning with the length or without, and the end."""
    return f"{word[:3]}…", f"…{word[-3:]}", f"{word[:5]}…{len(word)}", f"{len(word)}…{word[-5:]}"


@lru_cache(8)
def _known_words(known: Collection[str]) -> _KnownWords:
    return _KnownWords(sorted(known) if isinstance(known, frozenset) else known)


def _one_slip(one: str, two: str) -> bool:
    """Tell whether a short word has a letter more or less than another, or two letters changed places."""
    return len(one) > 2 and (abs(len(one) - len(two)) == 1 or sorted(one) == sorted(two))


def _plain(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())


def problem(
    code: str,
    place: Place,
    *,
    edits: tuple[Edit | Move, ...] = (),
    also: tuple[Also, ...] = (),
    **facts: Fact | None,
) -> Problem:
    """Make a problem, leaving out the facts that are unknown."""
    known = {name: fact for name, fact in facts.items() if fact is not None}
    return Problem(code, place, known, edits, also)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by place, then by code, each problem once."""
    unique: dict[tuple[Place, str, str], Problem] = {}
    for one in problems:
        unique.setdefault((one.place, one.code, repr(sorted(one.facts.items()))), one)
    return tuple(unique[key] for key in sorted(unique))
