"""`cocreate words`: which words of a language are missing, and a file of them to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ...pdf.files import put
from ...phrases import (
    DRAFTED,
    FALLBACK,
    FRAME,
    Phrases,
    english,
    english_keys,
    is_language,
    language_name,
    languages,
    own_words,
    phrases,
    plural_forms,
)
from ...sources import LOCALE
from ..project import Project, language_of
from .localised_click import refuse_plainly


def report(here: Project, language: str, words: Phrases) -> str:
    """Tell how many words each language has; of one that is named, which are missing, with our English."""
    if not language:
        own = language_of(here)
        spoken = dict.fromkeys((*((own,) if is_language(own) else ()), *languages()))
        return "\n".join(_state(each, words) for each in spoken)
    _known(language, words)
    missing = _missing(language)
    lines = [_state(language, words)]
    for name, keys in _catalogues().items():
        lost = [key for key in keys if key in missing]
        lines += [
            "",
            f"# {name} ({len(lost)}/{len(keys)})",
            *(f"{key}: {_english(key)}" for key in lost),
        ] * bool(lost)
    return "\n".join(lines)


def write_missing(here: Project, language: str, words: Phrases) -> str:
    """Add what is missing to the files of a language, each with our English above; give what to say of it."""
    language = language or language_of(here)
    _known(language, words)
    missing, written = _missing(language), 0
    for name, keys in _catalogues().items():
        file = here.root / LOCALE / language / f"{name}.yml"
        there = here.disk.text(file).rstrip("\n") if file.is_file() else ""
        begun = {*re.findall(r"^([\w.-]+)\s*:", there, re.M)}
        lost = [key for key in keys if key in missing and key not in begun]
        head = there or "\n".join(f"# {line}" for line in words.t("words.file").split("\n"))
        if lost:
            put(file, "\n".join((head, *_to_fill_in(lost, language), "")).encode())
            written += len(lost)
    return words.n("words.written", written, "", folder=f"{LOCALE}/{language}/")


def _to_fill_in(keys: list[str], language: str) -> Iterator[str]:
    """Give lines for words: our English as a comment, then the key with an empty text for each form."""
    for key in keys:
        yield ""
        yield f"# {_english(key)}"
        if len(english(key)) > 1:
            yield f"{key}:"
            yield from (f'  {form}: ""' for form in plural_forms(language))
        else:
            yield f'{key}: ""'


def _catalogues() -> dict[str, tuple[str, ...]]:
    """Name all words by catalogue, first those that pages and sheets show."""
    return {name: english_keys()[name] for name in dict.fromkeys((*FRAME, *english_keys()))}


def _english(key: str) -> str:
    return json.dumps(english(key)[-1], ensure_ascii=False)[1:-1]


def _missing(language: str) -> dict[str, None]:
    return dict.fromkeys(phrases(language).missing(english_keys()))


def _state(language: str, words: Phrases) -> str:
    every = sum(map(len, english_keys().values()))
    told = words.t(
        "words.state",
        tongue=language_name(language, words.language),
        code=language,
        there=every - len(_missing(language)),
        all=every,
        own=len(own_words().of.get(language, ())),
    )
    return f"{told} {words.t('words.drafted')}" if language in DRAFTED else told


def _known(language: str, words: Phrases) -> None:
    if not is_language(language) or language == FALLBACK:
        refuse_plainly(words.t("init.bad-language", given=language))
