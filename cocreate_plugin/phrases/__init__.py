"""The words of a language (gettext catalogues), plural forms, dates, and problems as sentences.

A handbook may bring words of its own. A run speaks those of the handbook that it read last: `load` says so by
`speak`, and who keeps something that is worked out of words keeps it by `own_words()`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal

from ..problems import Fact, Place, Problem
from .catalogues import (
    BEGINS as BEGINS,
    DRAFTED as DRAFTED,
    ENDS as ENDS,
    FALLBACK as FALLBACK,
    FOLDER as FOLDER,
    FRAME as FRAME,
    REFERENCE as REFERENCE,
    SHOWN as SHOWN,
    Catalogue as Catalogue,
    OwnWords as OwnWords,
    bare as bare,
    base_of,
    catalogues_of,
    each_marked as each_marked,
    english as english,
    english_keys as english_keys,
    facts_in as facts_in,
    forms_of,
    is_language as is_language,
    is_marking,
    language_name as language_name,
    languages as languages,
    locale_of,
    marking as marking,
    ours,
    own_texts as own_texts,
    own_words as own_words,
    plural_forms as plural_forms,
    speak as speak,
)

LAST_LETTERS = {"sv": "åäö", "fi": "åäö", "da": "æøå", "nb": "æøå", "nn": "æøå", "no": "æøå"}
"""Letters that a language counts as its last; elsewhere they stand with the letter that they look like."""
_UNSEEN = re.compile("[\ufdd0\ufdd1\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
"""Signs that would break a message into lines or turn it around."""
TRANSLATED_FACTS = {
    "kind": "kind",
    "kinds": "kind",
    "field": "field",
    "lane": "lane",
    "shape": "shape",
    "expected": "expected",
    "column": "column",
    "finding": "finding",
    "reason": "reason",
}
"""Facts whose value is the name of a word, and the family of words that it belongs to."""


class Phrases:
    """All words of one language; a word that is missing comes in English."""

    def __init__(self, language: str, own: OwnWords | None = None, marks: bool = False) -> None:
        """Read the catalogues of a language such as `sv` or `pt-BR`."""
        self.language = language
        self._locale = locale_of(language)
        self._own = own or OwnWords({})
        self._catalogues = tuple(catalogues_of(language, self._own))
        self._stands_in = marks and base_of(language) != FALLBACK
        self._words: dict[str, tuple[str, ...]] = {}

    @property
    def runs_left(self) -> bool:
        """Tell whether the language is written from right to left."""
        return str(self._locale.text_direction) == "rtl"

    def has(self, key: str) -> bool:
        """Tell whether some catalogue has this word."""
        return any(key in catalogue for _, catalogue in self._catalogues)

    def t(self, key: str, /, **facts: Fact) -> str:
        """Give the text of a key, with `{facts}` filled in."""
        for locale, catalogue in self._catalogues:
            if key in catalogue:
                text = catalogue[key][0]
                return self._filled(text, facts, locale)
        raise KeyError(f"no catalogue has the phrase {key!r}")

    def n(self, key: str, number: float, shown: str = "", /, **facts: Fact) -> str:
        """Give the text of a key in the plural form of a number; `{number}` in it is the number as shown.

        A range such as `0.5–1` or `1+` is shown in a plural, as English and Swedish do.
        """
        for locale, catalogue in self._catalogues:
            if key in catalogue:
                form = locale.plural_form(number)
                form = "other" if form == "one" and {*shown} & {*"–+"} else form
                text = catalogue[key][forms_of(locale).index(form)]
                return self._filled(text, {"number": shown or number, **facts}, locale)
        raise KeyError(f"no catalogue has the phrase {key!r}")

    def _filled(self, text: str, facts: Mapping[str, Fact], locale: Locale) -> str:
        """Fill in facts; in an English text that stands in, what it is filled with is not English."""
        if not self._stands_in or locale.language != FALLBACK:
            return text.format(**facts) if facts else text
        inside = {
            name: f"{ENDS}{fact}{BEGINS}" if isinstance(fact, str) else fact for name, fact in facts.items()
        }
        marked = f"{BEGINS}{text.format(**inside) if facts else text}{ENDS}"
        return marked.replace(f"{BEGINS}{ENDS}", "").replace(f"{ENDS}{BEGINS}", "")

    def speaks(self, key: str) -> bool:
        """Tell whether this language itself has a word, and English need not stand in."""
        is_english = base_of(self.language) == FALLBACK
        return any(
            key in catalogue
            for locale, catalogue in self._catalogues
            if is_english or locale.language != FALLBACK
        )

    def missing(self, catalogues: Iterable[str] = SHOWN) -> tuple[str, ...]:
        """Name the words of some catalogues that this language does not have, in their order."""
        keys = (key for name in catalogues for key in english_keys().get(name, ()))
        return tuple(key for key in keys if not self.speaks(key))

    def words(self, key: str) -> tuple[str, ...]:
        """Give all spellings that a key accepts from authors, lower case, in English and this language."""
        if key not in self._words:
            found = [catalogue[key][0] for _, catalogue in self._catalogues if key in catalogue]
            spellings = (word.strip().casefold() for text in found for word in text.split(","))
            self._words[key] = tuple(dict.fromkeys(word for word in spellings if word))
        return self._words[key]

    def date(self, day: dt.date, form: str = "long") -> str:
        """Write a date as this language does."""
        return format_date(day, format=form, locale=self._locale)

    def number(self, number: float) -> str:
        """Write a number as this language does, with two decimals at most."""
        return _number(self._locale, round(number, 2))

    def all_of(self, words: tuple[str, ...], style: str = "standard") -> str:
        """Write `a, b and c`; style `or` gives `a, b or c`."""
        return format_list(list(words), style=style, locale=self._locale)  # type: ignore[arg-type]

    def sentence(self, problem: Problem) -> str:
        """Say what happened and what to do, without the place."""
        return " ".join(part for part in self.parts(problem) if part)

    def parts(self, problem: Problem) -> tuple[str, str]:
        """Say what happened, and what to do; the second is empty where nobody can say."""
        facts = {name: self._fact(name, fact) for name, fact in problem.facts.items()}
        happened = [self.t(f"problem.{problem.code}", **facts)]
        if problem.code == "does-not-fit":
            happened += self._surplus(problem)
        advice = []
        if "suggestion" in facts:
            advice.append(self.t("advice.did-you-mean", suggestion=facts["suggestion"]))
        remedy = f"remedy.{problem.facts.get('remedy')}"
        key = remedy if self.has(remedy) else f"advice.{problem.code}"
        if self.has(key):
            advice.append(self.t(key, **facts))
        if "correction" in facts:
            advice.append(self.t("advice.write", correction=facts["correction"]))
        return " ".join(happened), " ".join(advice)

    def _surplus(self, problem: Problem) -> Iterator[str]:
        """Say by how much something on paper is too high or too wide."""
        high, lines, wide = (problem.facts.get(name) for name in ("mm", "lines", "wide"))
        if isinstance(high, int | float):
            count = self.n("count.lines", int(lines)) if isinstance(lines, int | float) else ""
            yield self.t("surplus.high", mm=self.number(high), lines=count)
        if isinstance(wide, int | float):
            yield self.t("surplus.wide", wide=self.number(wide))
        others = problem.facts.get("others")
        if isinstance(others, int):
            yield self.n("surplus.others", others)

    def told(self, problem: Problem) -> str:
        """Write a problem for a page that says what is wrong: place and sentence."""
        return f"{problem.place.path}:{problem.place.line}: {self.sentence(problem)}"

    def line(self, problem: Problem) -> str:
        """Write a problem as the commands show it: `path:line:column: level[code]: sentence`."""
        place: Place = problem.place
        where = f"{place.path}:{place.line}:{place.column}"
        return f"{where}: {problem.level}[{problem.code}]: {self.sentence(problem)}"

    def _fact(self, name: str, fact: Fact) -> str:
        if name == "packages" and isinstance(fact, tuple):
            return " ".join(fact)
        if isinstance(fact, tuple):
            return self.all_of(
                tuple(self._fact(name, each) for each in fact),
                style="or" if name == "choices" else "standard",
            )
        if isinstance(fact, float):
            return self.number(fact)
        if name == "tongue":
            return language_name(str(fact), self.language)
        family = TRANSLATED_FACTS.get(name)
        key = f"{family}.{fact}"
        return self.t(key) if family and self.has(key) else _UNSEEN.sub(" ", str(fact))


def phrases(language: str) -> Phrases:
    """Give the words of a language, read once."""
    return _phrases(language, own_words(), is_marking())


@lru_cache(maxsize=256)
def _phrases(language: str, own: OwnWords, marks: bool) -> Phrases:
    return Phrases(language, own, marks)


def in_every_language(key: str) -> tuple[str, ...]:
    """Give all spellings that a key accepts from authors, lower case, in every language that there is."""
    return _in_every_language(key, own_words())


@lru_cache(maxsize=4096)
def _in_every_language(key: str, own: OwnWords) -> tuple[str, ...]:
    codes = sorted({*ours(), *own.of})
    return tuple(dict.fromkeys(word for code in codes for word in _phrases(code, own, False).words(key)))


def months() -> Mapping[str, int]:
    """Give the number of each month by its name, short or long, lower case, in every language."""
    return _months(languages())


@lru_cache(maxsize=8)
def _months(codes: tuple[str, ...]) -> Mapping[str, int]:
    return {
        name.casefold().rstrip("."): number
        for code in codes
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, locale=locale_of(code)).items()
    }


def yes_or_no(word: str) -> bool | None:
    """Read a word for yes or for no in any language; None: neither."""
    folded = word.strip().casefold()
    return (
        True
        if folded in in_every_language("word.yes")
        else False
        if folded in in_every_language("word.no")
        else None
    )


@lru_cache(maxsize=8)
def _codes(spoken: tuple[str, ...]) -> Mapping[str, str]:
    """Give the code of each language by its name, lower case, in some languages."""
    named = (locale_of(code).languages.items() for code in reversed(spoken))
    return {name.casefold(): code for names in named for code, name in names if len(code) < 4}


def language_named(word: str) -> str:
    """Give the code of a language that is called by its name, such as `svenska`; else nothing."""
    return _codes(languages()).get(word.strip().casefold(), "")


@lru_cache(maxsize=4096)
def _number(locale: Locale, number: float) -> str:
    return format_decimal(number, locale=locale)
