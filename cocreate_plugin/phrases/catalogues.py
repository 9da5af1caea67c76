"""Catalogues of words by language: ours, those of a handbook's own, and which of them a run speaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TypeVar

from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parents[1] / "locale"
FALLBACK = "en"
SHOWN = ("fields", "paper", "site")
"""Catalogues of the words that pages and sheets show."""
FRAME = (*SHOWN, "commands", "completeness", "meant", "problems")
"""Catalogues that a language of ours has at least: what it shows, what authors write, what the check says."""
REFERENCE = "about."
"""How the keys in them begin whose texts only the reference and `cocreate explain` show."""
DRAFTED = frozenset(("de", "es", "fr", "nb", "nl"))
"""Languages of ours whose words were drafted by a machine, and that no speaker has read yet."""
BEGINS, ENDS = "\ufdd0", "\ufdd1"
"""What stands around an English word that stands in while pages and sheets are made; no text may hold it."""
_MARKS = str.maketrans("", "", BEGINS + ENDS)
T = TypeVar("T")
Catalogue = Mapping[str, tuple[str, ...]]
"""Texts by key, each with its plural forms."""


@dataclass(frozen=True, eq=False)
class OwnWords:
    """Words of a handbook's own, by language; they come before ours."""

    of: Mapping[str, Catalogue]


@dataclass
class _Now:
    """What this run speaks, and whether words that stand in are marked."""

    own: OwnWords
    marks: bool = False


_now = _Now(OwnWords({}))


def speak(words: Mapping[str, Catalogue]) -> OwnWords:
    """Let everything from now on speak these words before ours; give what was spoken until now."""
    before = _now.own
    if words != before.of:
        _now.own = OwnWords(words)
    return before


def own_words() -> OwnWords:
    """Give the words of its own that the handbook which was read last brought."""
    return _now.own


def own_texts(language: str) -> list[tuple[str, Catalogue]]:
    """Give the words of a handbook's own that a language may speak: what texts are made of, beside ours."""
    return [(name, _now.own.of[name]) for name in _names(language) if name in _now.own.of]


@contextmanager
def marking() -> Iterator[None]:
    """Mark English words that stand in, so that what shows them can tell their language."""
    before, _now.marks = _now.marks, True
    try:
        yield
    finally:
        _now.marks = before


def is_marking() -> bool:
    """Tell whether words that stand in are marked."""
    return _now.marks


def each_marked(made: Iterable[T]) -> Iterator[T]:
    """Give what is made one by one, each made while words that stand in are marked."""
    steps = iter(made)
    while True:
        with marking():
            try:
                one = next(steps)
            except StopIteration:
                return
        yield one


def bare(text: str) -> str:
    """Take the marks of words that stand in out of a text that can tell no language."""
    return text.translate(_MARKS)


@cache
def ours() -> tuple[str, ...]:
    """Name the languages that we have a catalogue of."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if (path / "LC_MESSAGES").is_dir()))


def languages() -> tuple[str, ...]:
    """Name the languages that have words, ours or a handbook's own."""
    return tuple(sorted({*ours(), *_now.own.of}))


def base_of(language: str) -> str:
    """Give the language that a variant such as `pt-BR` belongs to."""
    return language.replace("_", "-").split("-")[0]


def _names(language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((language, base_of(language), FALLBACK)))


def catalogues_of(language: str, own: OwnWords) -> Iterator[tuple[Locale, Catalogue]]:
    """Give the catalogues of a language with their plural forms: its own, its base's, English."""
    known = ours()
    for name in _names(language):
        if name in own.of:
            yield locale_of(name), own.of[name]
        if name in known:
            yield locale_of(name), _catalogue(name)


@cache
def english_keys() -> Mapping[str, tuple[str, ...]]:
    """Name the words that there are, by catalogue; texts of the reference are not counted."""
    return {
        path.stem: tuple(key for key in _read(path, FALLBACK) if not key.startswith(REFERENCE))
        for path in _files(FALLBACK)
    }


def english(key: str) -> tuple[str, ...]:
    """Give the English text of a key with its plural forms; empty when there is no such word."""
    return _catalogue(FALLBACK).get(key, ())


def plural_forms(language: str) -> tuple[str, ...]:
    """Name the plural forms of a language in the order of its texts, such as `one` and `other`."""
    return tuple(forms_of(locale_of(language)))


def language_name(code: str, language: str) -> str:
    """Give what a language is called in another, such as `Czech`; its code where nobody knows."""
    if not is_language(code):
        return code
    return Locale.parse(code.replace("-", "_")).get_display_name(locale_of(language)) or code


def facts_in(text: str) -> frozenset[str] | None:
    """Name the facts that a text has places for; None when it asks for anything else than plain facts.

    A text of an author is filled in like ours: `{a.b}` or `{a[0]}` would read what no text may know.
    """
    try:
        places = [each for each in Formatter().parse(text) if each[1] is not None]
    except ValueError:
        return None
    if any(spec or conversion or not (name or "").isidentifier() for _, name, spec, conversion in places):
        return None
    return frozenset(str(name) for _, name, _, _ in places)


def is_language(code: str) -> bool:
    """Tell whether there is a language of this code, such as `sv` or `pt-BR`."""
    try:
        Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True


def locale_of(language: str) -> Locale:
    """Give Babel's locale; plain English writes dates with the day first, as most of its readers do."""
    if language == FALLBACK:
        return Locale("en", "GB")
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale(FALLBACK)


@cache
def forms_of(locale: Locale) -> list[str]:
    """Name the plural forms of a language in the order in which its catalogues give them."""
    names = ("zero", "one", "two", "few", "many")
    return [*(name for name in names if name in locale.plural_form.rules), "other"]


@cache
def _catalogue(language: str) -> Catalogue:
    """Join the catalogues of a language, each text with its plural forms; no build step is needed."""
    return {key: texts for path in _files(language) for key, texts in _read(path, language).items()}


def _files(language: str) -> list[Path]:
    return sorted((FOLDER / language / "LC_MESSAGES").glob("*.po"))


@cache
def _read(path: Path, language: str) -> Catalogue:
    found: dict[str, tuple[str, ...]] = {}
    with path.open("rb") as file:
        for message in read_po(file, locale=language):
            key = message.id[0] if isinstance(message.id, list | tuple) else message.id
            texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if key and all(texts):
                found[key] = texts
    return found
