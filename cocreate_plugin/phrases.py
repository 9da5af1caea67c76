"""The words of a language (gettext catalogues), plural forms, dates, and problems as sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_month_names
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from .problems import Fact, Place, Problem

FOLDER = Path(__file__).parent / "locale"
FALLBACK = "en"
LAST_LETTERS = {"sv": "åäö", "fi": "åäö", "da": "æøå", "nb": "æøå", "nn": "æøå", "no": "æøå"}
"""Letters that a language counts as its last; elsewhere they stand with the letter that they look like."""
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
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


def languages() -> tuple[str, ...]:
    """Name the languages that have a catalogue."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if (path / "LC_MESSAGES").is_dir()))


class Phrases:
    """All words of one language; a word that is missing comes in English."""

    def __init__(self, language: str) -> None:
        """Read the catalogues of a language such as `sv` or `pt-BR`."""
        self.language = language
        self._locale = _locale(language)
        self._catalogues = tuple((_locale(name), _catalogue(name)) for name in _chain(language))
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
        for _, catalogue in self._catalogues:
            if key in catalogue:
                text = catalogue[key][0]
                return text.format(**facts) if facts else text
        raise KeyError(f"no catalogue has the phrase {key!r}")

    def n(self, key: str, number: float, shown: str = "", /, **facts: Fact) -> str:
        """Give the text of a key in the plural form of a number; `{number}` in it is the number as shown.

        A range such as `0.5–1` or `1+` is shown in a plural, as English and Swedish do.
        """
        for locale, catalogue in self._catalogues:
            if key in catalogue:
                form = locale.plural_form(number)
                form = "other" if form == "one" and {*shown} & {*"–+"} else form
                text = catalogue[key][_forms(locale).index(form)]
                return text.format(number=shown or number, **facts)
        raise KeyError(f"no catalogue has the phrase {key!r}")

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
        family = TRANSLATED_FACTS.get(name)
        key = f"{family}.{fact}"
        return self.t(key) if family and self.has(key) else _UNSEEN.sub(" ", str(fact))


@cache
def phrases(language: str) -> Phrases:
    """Give the words of a language, read once."""
    return Phrases(language)


@cache
def in_every_language(key: str) -> tuple[str, ...]:
    """Give all spellings that a key accepts from authors, lower case, in every language that there is."""
    return tuple(dict.fromkeys(word for code in languages() for word in phrases(code).words(key)))


@cache
def months() -> Mapping[str, int]:
    """Give the number of each month by its name, short or long, lower case, in every language."""
    return {
        name.casefold().rstrip("."): number
        for code in languages()
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, locale=_locale(code)).items()
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


def _chain(language: str) -> tuple[str, ...]:
    base = language.replace("_", "-").split("-")[0]
    known = languages()
    return tuple(dict.fromkeys(name for name in (language, base, FALLBACK) if name in known))


def is_language(code: str) -> bool:
    """Tell whether there is a language of this code, such as `sv` or `pt-BR`."""
    try:
        Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True


@cache
def _codes() -> Mapping[str, str]:
    """Give the code of each language by its name, lower case, in every language that has a catalogue."""
    named = (_locale(code).languages.items() for code in reversed(languages()))
    return {name.casefold(): code for names in named for code, name in names if len(code) < 4}


def language_named(word: str) -> str:
    """Give the code of a language that is called by its name, such as `svenska`; else nothing."""
    return _codes().get(word.strip().casefold(), "")


def _locale(language: str) -> Locale:
    """Give Babel's locale; plain English writes dates with the day first, as most of its readers do."""
    if language == FALLBACK:
        return Locale("en", "GB")
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale(FALLBACK)


@lru_cache(maxsize=4096)
def _number(locale: Locale, number: float) -> str:
    return format_decimal(number, locale=locale)


@cache
def _forms(locale: Locale) -> list[str]:
    """Name the plural forms of a language in the order in which its catalogues give them."""
    names = ("zero", "one", "two", "few", "many")
    return [*(name for name in names if name in locale.plural_form.rules), "other"]


@cache
def _catalogue(language: str) -> Mapping[str, tuple[str, ...]]:
    """Join the catalogues of a language, each text with its plural forms; no build step is needed."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((FOLDER / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                key = message.id[0] if isinstance(message.id, list | tuple) else message.id
                texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
                if key and all(texts):
                    found[key] = texts
    return found
