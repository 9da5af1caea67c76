"""Pages that the cleaner cannot change, told from their Markdown alone.

Reading a page as the site does is by far the dearest step of a check, and most pages hold nothing but words,
links within the handbook, and the elements of our templates. Every sign from which HTML could come is looked
at here one by one; with the first that is not of the most common form the page is read and judged as a whole.
The fuzzer holds what is told here against what the cleaner does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .safelist import ADDRESSES, PAGES, SVG_TAGS

_LOCAL = r"(?!//)[\w./%-]*+(?:\#[\w./%:-]*+)?"
_FAR = r"(?:https?://|mailto:|tel:|sms:)[\w./?=~%\#@+-]*+(?:&body=[\w./?=~%\#@+-]*+)?"
_TITLE = r'[ ]"[^"<>\[\]&`{}\\\n]*+"'
_ATTRIBUTE = r'\s[a-z][a-z-]*+(?:="(?:[^"<>\[\]`{}\\\n]|\{[a-z]++\})*")?'
_LOOKED_AT = re.compile(
    rf"""
    (?P<tag> </?[a-z][a-z0-9]*+(?:{_ATTRIBUTE})*[ ]?/?> )
  | (?P<attributes> \{{ :?+ [ ]?+ (?: [.\#][A-Za-z][\w-]*+ [ ]?+ )+ \}} )
  | !\[ (?P<alternative> [^\[\]<>&`{{}}\n]*+ ) \]\( {_LOCAL} (?:{_TITLE})? \) (?# a picture )
  | \]\( (?: {_FAR} | {_LOCAL} ) (?:{_TITLE})? \)
  | (?<=[^\[\]\n]) \]: [ ] (?=\S) (?: {_FAR} | {_LOCAL} ) (?:{_TITLE})? \Z (?# a reference )
  | & (?: amp | lt | gt | quot | nbsp | para | \#[1-9][0-9]{{1,3}} ) ;
  | & (?=\s)
  | ! (?!\[|!!)
  | \](?![(:])
    """,
    re.VERBOSE,
)
"""Signs from which nothing comes that a cleaner changes, each with what belongs to it."""

_DEEP = re.compile(r"^[ \t>*+-]{24}|[*_`~^=-]{100}")
_ANY_TAG = re.compile(r"<[^<>]*+>")
_OPENING = "*_`~^="
"""Signs that open something and close it again."""
MOST_OPENING = 80
"""So many of them in one paragraph; a reader looks for the other end of each."""
MOST_IN_LINE = 4_000
_SIGN = re.compile(r"[<{&!\]]|[\x00-\x08\x0b-\x1f\x7f]|__|\?\?\?|===|(?:```|~~~)[`~]*+[ \t]*+[^\s`~]|\[TOC\]")
"""Where a look is needed: tags, attributes, entities, pictures, links, boxes, and code that is drawn."""

_NAMES = re.compile(r'\s([a-z][a-z-]*+)(?:="([^"]*+)")?')
_TAG = re.compile(r"</?([a-z][a-z0-9]*+)")
_ADDRESS = re.compile(rf"https?://(?:[^\s\\&]|&amp;)*|{_FAR}|{_LOCAL}")
_GROWS = re.compile(r"flex-grow: [0-9]++(?:\.[0-9]++)?")
_HOOK = re.compile(r"\.(?:md-|js-|mermaid\b)", re.IGNORECASE)


def is_evidently_safe(markdown: str) -> bool:
    """Tell whether the cleaner of pages changes nothing of a page, whatever stands next to what."""
    return all(map(_is_safe_line, set(markdown.split("\n")))) and not _is_heavy(markdown)


def is_evidently_plain(markdown: str) -> bool:
    """Tell whether an author's text has nothing that is refused, and no element or attribute at all."""
    return all(map(_is_plain_line, markdown.split("\n"))) and not _is_heavy(markdown)


# Line by line, since most lines of a page are those of its template. A sign that goes on in the next line is
# of no common form here.


@lru_cache(maxsize=16384)
def _is_safe_line(line: str) -> bool:
    return not _is_heavy_line(line) and all(
        known is not None
        and (not (tag := known["tag"]) or _is_safe_tag(tag))
        and (not (attributes := known["attributes"]) or not _HOOK.search(attributes))
        for known in _signs(line)
    )


def _is_plain_line(line: str) -> bool:
    return not _is_heavy_line(line) and all(
        known is not None
        and not known["tag"]
        and not known["attributes"]
        and ((alternative := known["alternative"]) is None or any(map(str.isalnum, alternative)))
        for known in _signs(line)
    )


def _signs(line: str) -> Iterator[re.Match[str] | None]:
    """Give every sign from which HTML could come, with what belongs to it; None: it is of no common form."""
    at = 0
    while sign := _SIGN.search(line, at):
        known = _LOOKED_AT.match(line, sign.start())
        yield known
        at = known.end() if known else sign.end()


def _is_heavy_line(line: str) -> bool:
    """Tell whether a reader may take long for a line, or trip over it: deep, or long."""
    return len(line) > MOST_IN_LINE or bool(_DEEP.search(line))


def _is_heavy(markdown: str) -> bool:
    """Tell whether a paragraph is so full of signs that a reader may take long for it."""
    return _opening(markdown) > MOST_OPENING and any(
        _opening(paragraph) > MOST_OPENING and _opening(_ANY_TAG.sub("", paragraph)) > MOST_OPENING
        for paragraph in markdown.split("\n\n")
    )


def _opening(text: str) -> int:
    return sum(map(text.count, _OPENING))


@lru_cache(maxsize=4096)
def _is_safe_tag(text: str) -> bool:
    """Tell whether an element stays as it is written."""
    name = _TAG.match(text)
    tag = name[1] if name else ""
    if tag not in PAGES.tags or tag in SVG_TAGS:  # in a drawing a browser reads on by other rules
        return False
    return all(
        attribute == "markdown"
        or (
            (attribute != "style" or (tag == "section" and bool(_GROWS.fullmatch(value))))
            and PAGES.allows(tag, attribute)
            and PAGES.filtered(tag, attribute, value) == value
            and (attribute not in ADDRESSES or bool(_ADDRESS.fullmatch(value)))
            and not re.search(r"&(?!(?:amp|lt|gt|quot|\#[1-9][0-9]{1,3});|\s)", value)
        )
        for attribute, value in _NAMES.findall(text)
    )
