"""The four checks of plain language, each over one passage; all that they say is advice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ...problems import Problem, problem
from .language import Language
from .passages import Passage, sentences

_CAPITAL = r"[^\W_a-zà-öø-ÿ]"
_SHORT = re.compile(
    rf"(?<![\w.&-])(?=\w*[^\W\d_]\w*[^\W\d_]){_CAPITAL}{{2,7}}(?:-{_CAPITAL}+)*(?=s?\b)(?![-&]|\.\w)"
)
"""Two capital letters or more, perhaps with digits, perhaps joined by hyphens."""
_STATED = re.compile(r"[.!][^\w\s]*$")
LONGEST_EASY = 12
"""Words of a sentence in a text that is easy to read; GOV.UK asks for ten to fifteen."""
NEAR = 100
"""Signs before and behind a word that are looked at: a passage may be very long."""
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(slots=True)
class KnownShort:
    """Abbreviations that a reader of one file knows by now."""

    words: set[str]
    met: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class AvoidedWord:
    """A word that the glossary tells to avoid, and the term that stands for it."""

    word: str
    term: str


def long_sentences(passage: Passage, known: Language, is_easy: bool = False) -> Iterator[Problem]:
    """A sentence has one thought, and a reader can hold it to the end."""
    most = LONGEST_EASY if is_easy else known.longest_sentence
    for sentence in sentences(passage, known):
        number = sentence.words
        if number > most:
            yield problem("long-sentence", passage.place(sentence.start), words=number, most=most)


def passive_voice(passage: Passage, known: Language) -> Iterator[Problem]:
    """Who is to act stands in the sentence; questions, tasks and parts of sentences are left alone."""
    for sentence in () if passage.is_task else sentences(passage, known):
        seen: set[int] = set()
        for pattern in known.passive if _STATED.search(sentence.text) else ():
            for match in pattern.finditer(sentence.text):
                is_name = match.start(1) > 0 and match[1][:1].isupper()
                if match[1].casefold() not in known.states and not is_name and match.start(1) not in seen:
                    seen.add(match.start(1))
                    verb = " ".join(match[0].split())
                    yield problem("passive-voice", passage.place(sentence.start + match.start()), verb=verb)


def unexplained(passage: Passage, known: Language, read: KnownShort) -> Iterator[Problem]:
    """An abbreviation is spelled out where it first stands, or the glossary explains it."""
    for match in _SHORT.finditer(passage.text):
        short = match[0]
        if short in read.met or short in read.words or short in known.known or _ROMAN.fullmatch(short):
            continue
        if short in known.stressed or _shouted(passage.text, match):
            continue
        read.met.add(short)
        if not _spelled_out(passage.text, match):
            yield problem("unexplained-abbreviation", passage.place(match.start()), short=short)


def abbreviations(text: str) -> Iterator[str]:
    """Give all abbreviations in a text."""
    return (match[0] for match in _SHORT.finditer(text))


def explained_in(text: str) -> Iterator[str]:
    """Give the abbreviations that a text spells out."""
    return (match[0] for match in _SHORT.finditer(text) if _spelled_out(text, match))


def _shouted(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word stands beside others in capitals: then it is a heading or a shout."""
    before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
    behind = re.match(r"\w*\s+(\S+)", after)
    around = [*(before.split()[-1:] if before[-1:].isspace() else ()), *((behind[1],) if behind else ())]
    return any(len(near.strip(".,:;!?()")) > 1 and near.isupper() for near in around)


def _spelled_out(text: str, match: re.Match[str]) -> bool:
    """Tell whether words in brackets explain it, or it stands in brackets behind its words."""
    before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
    in_brackets = re.search(r"\w\W*\($", before) and re.match(r"s?\)", after)
    return bool(in_brackets or re.match(r"s?\s+\([^()]*[^\W\d_]{3}", after))


def avoided(passage: Passage, known: Language | None, words: Iterable[AvoidedWord]) -> Iterator[Problem]:
    """A term has one name; the glossary says which words not to use for it."""
    endings = "|".join(map(re.escape, known.endings)) if known else ""
    for avoid in words:
        # The term itself may hold the word: a dialogue model is no model.
        text = _inflected(avoid.term, endings).sub(lambda match: "_" * len(match[0]), passage.text)
        for match in _inflected(avoid.word, endings).finditer(text):
            place = passage.place(match.start())
            yield problem("avoided-word", place, given=match[0], instead=avoid.term)


@lru_cache(maxsize=4096)
def _inflected(word: str, endings: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{re.escape(word)}(?:{endings})?\b")
