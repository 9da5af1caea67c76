"""`sources.bib`: BibTeX as reference managers export it, as plain text, every problem with its line."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
)
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

from ..problems import Also, Place, Problem, problem

# What the parser has to say is said by our problems, with a line.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser").propagate = False

NAMED = ("author", "editor", "translator", "director")
"""Fields that hold names."""

_VERBATIM = ("url", "doi", "file", "eprint", "isbn", "issn", "urldate", "date")
_AND_OR_BRACE = re.compile(r"\\.|[{}]|(?<!\s)(\s+and\s+)", re.I | re.S)
_WORDS = re.compile(r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\.|[^\s{}\\])+")
_LATEX = re.compile(r"[\\{}$~]|--|``|''")
_LOST_COMMA = re.compile(r"[}\"][^\S\n]*+\n\s*+\w++\s*+=")


@dataclass(frozen=True, slots=True)
class Contributor:
    """A name: parts of a person's, or the whole name of an organisation in `literal`."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def short(self) -> str:
        """Give the name as it is cited."""
        return self.literal or " ".join(part for part in (self.particle, self.family) if part)


LONGEST_FIELD = 20_000
"""Characters of one field; a long abstract has a fourth of that."""
MOST_ENTRIES = 20_000
"""Entries of one file; a reference manager exports whole libraries."""

MOST_NAMED = 2_000
"""Entries that the texts of one handbook may name."""
MOST_UNUSED = 1_000
"""Entries that a handbook may list without citing all; each takes milliseconds to put into words."""

_WORD = re.compile(r"[^\s,;\[\]@\"']+")

OTHERS = Contributor(literal="et al.")
"""What BibTeX writes as `and others`."""


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry: its fields as plain text, LaTeX resolved, and the names in it divided into parts."""

    key: str
    type: str
    fields: Mapping[str, str]
    place: Place
    names: Mapping[str, tuple[Contributor, ...]] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _latex() -> LatexNodes2Text:
    """Make the one reader of LaTeX."""
    return LatexNodes2Text(math_mode="text", strict_latex_spaces=False)


def plain_text(latex: str) -> str:
    """Resolve accents, braces and dashes of LaTeX; what its reader trips over stays as it is."""
    if _LATEX.search(latex):
        # A percent sign or an ampersand in BibTeX is meant as one, whether escaped or not.
        escaped = re.sub(r"(?<!\\)[%#&]", lambda sign: "\\" + sign[0], latex)
        # It nests without end, or a command lacks what belongs to it, for which the reader does not ask.
        with suppress(Exception):
            latex = str(_latex().latex_to_text(escaped))
    return unicodedata.normalize("NFC", " ".join(latex.split()))


def _divided(text: str) -> Iterator[str]:
    """Divide names at each `and` that stands outside braces."""
    start = depth = 0
    for match in _AND_OR_BRACE.finditer(text):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
        elif match[1] and not depth:
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


def _commas(text: str) -> list[str]:
    """Divide a name at each comma that stands outside braces."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if sign == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def _lower(word: str) -> bool:
    """Tell whether a word of a name is a particle, such as `von`."""
    letters = [sign for sign in plain_text(word) if sign.isalpha()]
    return bool(letters) and letters[0].islower() and not word.startswith("{")


def _family(words: list[str]) -> tuple[str, str]:
    """Divide particle and family name."""
    count = 0
    while count < len(words) - 1 and _lower(words[count]):
        count += 1
    return plain_text(" ".join(words[:count])), plain_text(" ".join(words[count:]))


def read_name(text: str) -> Contributor:
    """Read one name: `Family, Given`, `Given von Family`, or `{An organisation}`."""
    text = text.strip()
    if text.startswith("{") and _WORDS.fullmatch(text) and text.endswith("}"):
        return Contributor(literal=plain_text(text))
    parts = _commas(text)
    if len(parts) > 1:
        particle, family = _family(_WORDS.findall(parts[0]))
        suffix = plain_text(parts[1]) if len(parts) > 2 else ""
        return Contributor(family, plain_text(parts[-1]), particle, suffix)
    words = _WORDS.findall(text)
    if len(words) < 2:
        return Contributor(literal=plain_text(text))
    start = next((at for at, word in enumerate(words[:-1]) if at and _lower(word)), len(words) - 1)
    particle, family = _family(words[start:])
    return Contributor(family, plain_text(" ".join(words[:start])), particle)


def read_names(text: str) -> tuple[Contributor, ...]:
    """Read all names of a field; `and others` is one of them, so that nobody is forgotten."""
    return tuple(
        OTHERS if part.strip() == "others" else read_name(part) for part in _divided(text) if part.strip()
    )


def _value(name: str, text: str) -> str:
    """Give the value of a field as plain text; addresses keep their signs."""
    if name in _VERBATIM:
        return re.sub(r"\\([_%&#~{}])", r"\1", text.strip().strip("{}")).replace("\\url", "").strip("{} ")
    return plain_text(text)


def _entry(entry: Entry, place: Place) -> BibEntry:
    """Turn the parser's entry into ours."""
    raw = {field_.key.lower(): str(field_.value)[:LONGEST_FIELD] for field_ in entry.fields}
    names = {each: read_names(raw[each]) for each in NAMED if raw.get(each, "").strip()}
    fields = {name: _value(name, value) for name, value in raw.items()}
    return BibEntry(entry.key.strip(), entry.entry_type.lower(), fields, place, names)


def _line(block: Block) -> int:
    """Give the line of a block, from 1, past blank lines that the parser counts in."""
    return (block.start_line or 0) + 1


def _first_line(text: str) -> str:
    """Give the first line of a text that has words in it."""
    return text.strip().split("\n")[0]


def _broken(block: Block, path: str) -> Problem | None:
    """Say what is wrong with a block that the parser gave up."""
    place = Place(path, _line(block))
    if isinstance(block, DuplicateBlockKeyBlock):
        first = _line(block.previous_block)
        return problem(
            "duplicate-source", place, also=(Also(Place(path, first), "first"),), key=block.key, line=first
        )
    if isinstance(block, DuplicateFieldKeyBlock):
        key = getattr(block.ignore_error_block, "key", "")
        twice = tuple(sorted(block.duplicate_keys))
        return problem("bad-bibliography", place, key=key, reason="field-twice", what=", ".join(twice))
    if isinstance(block, ParsingFailedBlock):
        return problem("bad-bibliography", place, reason="unreadable", what=_first_line(block.raw or ""))
    if isinstance(block, ImplicitComment) and re.match(r"\s*@\s*\w+\s*[{(]", block.comment):
        return problem("bad-bibliography", place, reason="unreadable", what=_first_line(block.comment))
    return None


def _doubts(entry: Entry, path: str) -> Iterator[Problem]:
    """Say what is wrong with an entry that the parser could read."""
    place = Place(path, _line(entry))
    if not entry.key.strip() or re.search(r"\s", entry.key.strip()):
        yield problem("bad-bibliography", place, key=entry.key, reason="no-key", what=entry.key.strip())
    titles = [field_ for field_ in entry.fields if field_.key.lower() in ("title", "shorttitle", "booktitle")]
    if not any(plain_text(str(title.value)[:LONGEST_FIELD]) for title in titles):
        yield problem("bad-bibliography", place, key=entry.key, reason="no-title")
    for field_ in entry.fields:
        if len(str(field_.value)) > LONGEST_FIELD:
            line = (field_.start_line or entry.start_line or 0) + 1
            yield problem("too-long", Place(path, line), most=LONGEST_FIELD, reason="signs")
            continue
        lost = _LOST_COMMA.search(str(field_.value))
        if lost and str(field_.value).startswith(("{", '"')):
            line = (field_.start_line or entry.start_line or 0) + 1
            yield problem(
                "bad-bibliography",
                Place(path, line),
                key=entry.key,
                reason="no-comma",
                what=field_.key.lower(),
            )


def used(
    entries: dict[str, BibEntry], texts: Iterable[str], path: str
) -> tuple[dict[str, BibEntry], tuple[Problem, ...]]:
    """Leave out of a whole library what no text names; a list of what was read for a handbook stays whole."""
    if len(entries) <= MOST_UNUSED:
        return entries, ()
    words = {word for text in texts for word in _WORD.findall(text)}
    named = {key: entry for key, entry in entries.items() if key in words}
    if len(named) > MOST_NAMED:
        too_many = problem("too-long", Place(path), most=MOST_NAMED, reason="named-entries")
        return dict(islice(named.items(), MOST_NAMED)), (too_many,)
    left = len(entries) - len(named)
    told = problem("unlisted-sources", Place(path), number=left, most=MOST_UNUSED)
    return named, (told,) if left else ()


def read_bibliography(text: str, path: str) -> tuple[dict[str, BibEntry], tuple[Problem, ...]]:
    """Read `sources.bib`: the entries by key, in the order of the file, and all problems."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    entries: dict[str, BibEntry] = {}
    problems: list[Problem] = []
    if text.count("@") > MOST_ENTRIES:
        return {}, (problem("too-long", Place(path), most=MOST_ENTRIES, reason="entries"),)
    for block in parse_string(text).blocks:
        found = block
        if isinstance(block, DuplicateFieldKeyBlock) and isinstance(block.ignore_error_block, Entry):
            found = block.ignore_error_block
        if isinstance(found, Entry):
            problems += _doubts(found, path)
            if found.key.strip():
                entries.setdefault(found.key.strip(), _entry(found, Place(path, _line(block))))
        if broken := _broken(block, path):
            problems.append(broken)
    return entries, tuple(problems)
