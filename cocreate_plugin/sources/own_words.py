"""Words of a handbook's own: `locale/<language>/*.yml` beside its content, a key and its text a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..phrases import Catalogue, bare, english, english_keys, facts_in, is_language, plural_forms
from ..problems import Place, Problem, closest, problem
from .disk import DISK, Disk
from .files import entries_of, fields_of, leads_out, printable
from .front_matter import Pair
from .limits import LONGEST_WORDS, MOST_LANGUAGES, MOST_WORDS

LOCALE = "locale"
"""The folder of a handbook's own words, at its root; in it a folder for each language."""
_MARKUP = '<>"`\\'
"""Signs that no word needs, and that begin something in HTML or Markdown."""


def read_own_words(root: Path, disk: Disk = DISK) -> tuple[dict[str, Catalogue], tuple[Problem, ...]]:
    """Read the words of each language; a word that cannot be used is left out, and ours stays."""
    folder = root / LOCALE
    problems: list[Problem] = []
    if not folder.is_dir():
        return {}, ()
    if leads_out(folder, root):
        return {}, (problem("outside-file", Place(LOCALE), file=LOCALE),)
    found: dict[str, Catalogue] = {}
    for each in _shown(folder, LOCALE, problems)[:MOST_LANGUAGES]:
        where = f"{LOCALE}/{printable(each.name)}"
        if not each.is_dir() or not is_language(each.name):
            problems.append(problem("not-a-language", Place(where), name=printable(each.name)))
        elif words := dict(_of_language(each, where, problems, disk)):
            found[each.name] = words
    return found, tuple(problems)


def _shown(folder: Path, where: str, problems: list[Problem]) -> list[Path]:
    return [each for each in entries_of(folder, where, problems) if not each.name.startswith((".", "_"))]


def _of_language(
    folder: Path, where: str, problems: list[Problem], disk: Disk
) -> Iterator[tuple[str, tuple[str, ...]]]:
    seen: dict[str, Place] = {}
    for path in _shown(folder, where, problems)[:MOST_WORDS]:
        name = f"{where}/{printable(path.name)}"
        if path.suffix != ".yml":
            problems.append(problem("no-words", Place(name), name=printable(path.name)))
            continue
        fields = fields_of(path, name, problems, disk, LONGEST_WORDS)
        for key, pair in fields.pairs().items() if fields else ():
            if key in seen:
                first = seen[key]
                problems.append(
                    problem("word-twice", pair.place, word=key, first=f"{first.path}:{first.line}")
                )
                continue
            seen[key] = pair.place
            if texts := _word(key, pair, folder.name, problems):
                yield key, texts


def _word(key: str, pair: Pair, language: str, problems: list[Problem]) -> tuple[str, ...]:
    """Give the text of a word with its plural forms; nothing when it is empty, or is told to be wrong."""
    ours = english(key)
    slip = None if ours else closest(key, _keys(), 0.85)
    if slip:
        problems.append(problem("unknown-word", pair.place, word=key, suggestion=slip))
        return ()
    forms = plural_forms(language) if len(ours) > 1 else ("",)
    texts = _forms(pair, forms)
    reason = "word-forms" if texts is None else _fault(texts, ours)
    if reason:
        problems.append(
            problem(
                "bad-word",
                pair.value.place,
                word=key,
                reason=reason,
                text=ours[-1] if ours else "–",
            )
        )
    return () if reason or texts is None or not all(texts) else texts


def _forms(pair: Pair, forms: tuple[str, ...]) -> tuple[str, ...] | None:
    """Give the text of each plural form; None when other forms are told than the language has."""
    value = pair.value
    if isinstance(value.content, str):
        # One text for all forms is enough where a language needs no more.
        return (_clean(value.content),) * len(forms)
    told = {name: each.value.content for name, each in value.pairs().items()}
    if {*told} != {*forms}:
        return None
    texts = tuple(told[name] for name in forms)
    return tuple(_clean(text) for text in texts if isinstance(text, str)) if _are_words(texts) else None


def _are_words(texts: tuple[object, ...]) -> bool:
    return all(isinstance(text, str) for text in texts)


def _fault(texts: tuple[str, ...], ours: tuple[str, ...]) -> str:
    """Tell why texts cannot stand for ours: markup, or places for facts that we do not know."""
    known = frozenset[str]().union(*(facts_in(text) or () for text in ours))
    for text in texts:
        facts = facts_in(text)
        if any(sign in text and not any(sign in each for each in ours) for sign in _MARKUP):
            return "word-markup"
        if facts is None or (ours and not facts <= known):
            return "word-facts"
    if ours and all(texts) and known - frozenset[str]().union(*(facts_in(text) or () for text in texts)):
        return "word-facts"
    return ""


def _clean(text: str) -> str:
    return " ".join(bare(text).split())


def _keys() -> frozenset[str]:
    return frozenset(key for keys in english_keys().values() for key in keys)
