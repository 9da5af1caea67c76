"""The headings that are fields: their labels in each language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any, cast

from ..kinds import Document, label, section_fields, spellings, whole_body
from ..phrases import OwnWords, Phrases, in_every_language, languages, own_words, phrases
from ..problems import Place, closest
from ..sources import GIVEN_ID, Heading, Paragraphs, Section
from ..sources.lines import code_lines
from ..sources.structure import Token, tokens

_HEADING = re.compile(
    r"^ {0,3}(?:\\#[\\#]{0,10}\s*(?P<hash>.+?)[\s\\#]*|(?P<mark>\*{1,3}|_{1,3})(?P<strong>[^*_]+)(?P=mark):?"
    r"|<(?P<tag>h[1-6]|b|strong|u|p)\b[^>]*>(?P<html>[^<]+)</(?P=tag)>:?)\s*$",
    re.I,
)
_AROUND = " \t\"'“”„«»‘’`#*_.,:;!?…–—-"
"""What may stand around a label and says nothing."""
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"</?[A-Za-z][^>]*>|&[a-z]+;|\\(?=[^\w\s])")
_BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")
_NUMBER = re.compile(
    r"^(?:(?:part|section|chapter|del|avsnitt|kapitel|§)\s+)?\(?(?:\d+(?:\.\d+)*(?:\s*[a-z](?=[.):\s]))?|[ivx]+(?=[.):])|[a-z](?=[.)]))[.):\s]+"
)


def labels(kind: type[Document], phrases: Phrases) -> Mapping[str, str]:
    """Give the field of each label of a kind: in English, in the words' language, and as an id."""
    return _labels(cast("Any", kind), phrases)


@lru_cache(maxsize=256)
def _labels(kind: Any, phrases: Phrases) -> Mapping[str, str]:
    named = (name for name in section_fields(kind) if name != whole_body(kind))
    return {folded(word): name for name in named for word in spellings(kind, name, phrases)}


def field_of(section: Section, kind: type[Document], phrases: Phrases) -> str | None:
    """Tell which field a heading opens, if any."""
    if section.id:
        name = section.id.replace("-", "_")
        return name if name in section_fields(kind) and name != whole_body(kind) else None
    return labels(kind, phrases).get(folded(section.title))


def folded(label: str) -> str:
    """Fold a heading for comparison: case, spaces, emphasis and a closing colon do not matter."""
    plain = unicodedata.normalize("NFC", label).casefold().replace("-", " ")
    return " ".join(plain.strip("*_ ").rstrip(":*_ ").split())


def heading_like(line: str) -> str | None:
    """Give the words of a line that looks like a heading and is none: bold, escaped, or in HTML."""
    match = _HEADING.match(GIVEN_ID.sub("", line))
    return (match["hash"] or match["strong"] or match["html"]).strip() if match else None


def lone_lines(block: Paragraphs) -> Iterator[tuple[str, Place]]:
    """Give the paragraphs of a block that are a single line, outside code."""
    lines = block.markdown.split("\n")
    code = code_lines([each for each in tokens(block.markdown) if not _is_one_line(each)])
    for number, line in enumerate(lines):
        alone = all(not lines[at].strip() for at in (number - 1, number + 1) if 0 <= at < len(lines))
        if line.strip() and alone and number not in code:
            yield line, Place(block.place.path, block.place.line + number)


def _is_one_line(token: Token) -> bool:
    return token.type == "html_block" and token.map is not None and token.map[1] - token.map[0] == 1


def headings_within(section: Section) -> Iterator[tuple[str, str, Place]]:
    """Give the deeper headings and bold lines of a section: the line, its words, and its place."""
    for block in section.blocks:
        if isinstance(block, Heading):
            yield "#" * block.level + f" {block.text}", block.text, block.place
        for line, place in lone_lines(block) if isinstance(block, Paragraphs) else ():
            title = heading_like(line)
            if title:
                yield line.strip(), title.rstrip(":"), place


def essence(title: str) -> str:
    """Take off a heading what people put around a label: numbers, articles, brackets, emoji, quotes."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", _LINK.sub(r"\1", title)))
    plain = "".join(sign if unicodedata.category(sign)[0] in "LMN" else _sign(sign) for sign in plain)
    bare = _BRACKETS.sub("", plain).strip(_AROUND)
    bare = _NUMBER.sub("", folded(bare or plain.strip(_AROUND + "()[]"))).strip(_AROUND)
    first, _, rest = bare.partition(" ")
    return rest if rest and first in in_every_language("word.articles") else bare


def meant(title: str, kind: type[Document], phrases: Phrases) -> str | None:
    """Give the field whose label a heading holds, in any language, or in other words; else None."""
    words = essence(title)
    return labels(kind, phrases).get(words) or _every_label(cast("Any", kind), own_words()).get(words)


def is_label(title: str, kind: type[Document]) -> bool:
    """Tell whether a heading holds a label itself, in any language, and not other words for it."""
    words = essence(title)
    return any(words in labels(kind, phrases(code)) for code in languages())


def misspelt(section: Section, empty: Collection[str], kind: type[Document], phrases: Phrases) -> str | None:
    """Give the label that a free heading seems to mean; other words count for fields that are `empty`."""
    known = labels(kind, phrases)
    name = meant(section.title, kind, phrases)
    if name not in empty and essence(section.title) not in known:
        name = closest(essence(section.title), known)
        name = known[name] if name else None
    return label(kind, name, phrases) if name else None


@lru_cache(maxsize=256)
def _every_label(kind: Any, _: OwnWords) -> Mapping[str, str]:
    """Give the field of each label of a kind in every language that there is, and of words that mean it."""
    own = (code for code in kind.words if code)
    spoken = [phrases(code) for code in dict.fromkeys((*languages(), *own))]
    known = {word: name for words in spoken for word, name in labels(kind, words).items()}
    for name in section_fields(kind):
        for word in in_every_language(f"meant.{name}"):
            known.setdefault(folded(word), name)
    return known


def _sign(sign: str) -> str:
    return sign if unicodedata.category(sign)[0] in "PZ" or sign in "`#+" else " "
