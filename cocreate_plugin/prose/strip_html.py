"""The source without what is not on the safe list, for readers that clean nothing themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape

from .code_spans import Regions, code, ticked, with_plain_braces
from .links import relinked
from .safelist import (
    ALIGNED,
    AUTHORS,
    EMPTIED_TAGS,
    PARTS_OF_DRAWINGS,
    PICTURE,
    SAFE_ATTRIBUTES,
    SAFE_SCHEMES,
    SAFE_TAGS,
    is_safe_attribute,
    scheme,
    squeezed,
)

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_EMPTIED = re.compile(rf"<({'|'.join(sorted(EMPTIED_TAGS))})\b[^>]*>.*?(?:</\1\s*>|\Z)", re.S | re.I)
_LONE = re.compile(
    r"<(?=[A-Za-z/!?])(?!https?://[^<>\s]*+>|[^<>\s!@]++@[^<>\s@]++>|/?[A-Za-z][\w-]*+(?=[\s/>])"
    r"(?:[^<>\"'\n]++|\n(?!\s*\n)|\"(?:[^\"\n]++|\n(?!\s*\n))*\"|'(?:[^'\n]++|\n(?!\s*\n))*')*>)"
)
"""A sign that opens no tag and no address: what follows on a page would be part of one that stays open."""
_PAIR = re.compile(r"""([^\s=/>"'{}]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>}]+))?""")
_ATTRIBUTES = re.compile(r"\{:?+([^{}\n=]*+=[^{}\n]*+)\}")
_ANY_NAME = frozenset(name.lower() for names in SAFE_ATTRIBUTES.values() for name in names) - {"style"}


def _is_kept(tag: str, name: str, value: str) -> bool:
    """Tell whether an element keeps an attribute."""
    if name == "style":
        return tag in ("td", "th") and bool(ALIGNED.fullmatch(value))
    known = is_safe_attribute(tag, name) if tag else name in _ANY_NAME or name.startswith(("aria-", "data-"))
    return known and AUTHORS.filtered(tag, name, value) is not None


def _kept(tag: str, text: str) -> str | None:
    """Write the attributes that an element keeps; None: all of them."""
    pairs = list(_PAIR.finditer(text))
    kept = [
        pair[0]
        for pair in pairs
        if (not tag and pair[2] is None)
        or _is_kept(tag, pair[1].lower(), unescape((pair[2] or "").strip("\"'")))
    ]
    return None if len(kept) == len(pairs) else " ".join(kept)


def _named(text: str) -> str:
    """Write the signs of tags and of code by their names."""
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("`", "&#96;")


class _TagWriter:
    """Writes one raw tag after the other, without what it may not carry, or not at all."""

    def __init__(self) -> None:
        self._drawings = 0

    def __call__(self, match: re.Match[str]) -> str:
        """Write a tag; what is part of a drawing means nothing outside one, and may swallow what follows."""
        tag = match[2].lower()
        inside = self._drawings > 0
        alone = match[3].rstrip().endswith("/")
        if tag == "svg":
            self._drawings += -inside if match[1] else not alone
        if tag not in SAFE_TAGS or tag == "input" or (tag in PARTS_OF_DRAWINGS and not inside):
            return ""
        kept = _kept(tag, match[3])
        # A tag or code in the value of an attribute is one to some readers.
        if match[1] or kept is None:
            return f"<{match[1]}{match[2]}{_named(match[3])}>"
        return f"<{match[2]}{' ' if kept else ''}{_named(kept)}{' /' if alone else ''}>"


def _attributes(match: re.Match[str]) -> str:
    """Write an attribute list without the attributes that no element may carry; other braces are words."""
    plain = with_plain_braces(match[0])
    if plain != match[0]:
        return plain
    kept = _kept("", match[1])
    if kept is None:
        return match[0]
    return f"{{: {kept} }}" if kept else ""


def _sign(match: re.Match[str]) -> str:
    """Write a sign that opens no tag as one, but for that of a comment that ends."""
    text, at = match.string, match.start()
    return match[0] if text.startswith("<!--", at) and text.find("-->", at + 4) >= 0 else "&lt;"


def _rewritten(
    markdown: str, line: bool, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str]
) -> str:
    """Rewrite every match outside code."""
    parts: list[str] = []
    at = 0
    shown = Regions(tuple(ticked(markdown))) if line else code(markdown)
    for found in shown.outside(pattern, markdown):
        parts += [markdown[at : found.start()], write(found)]
        at = found.end()
    return "".join(parts) + markdown[at:]


def with_lone_signs_written(markdown: str, line: bool = False) -> str:
    """Give the source with every `<` that opens no tag as a sign to read, on paper as on pages.

    A cleaner takes such a sign for a tag that never ends, and drops it with all that follows.
    """
    return _rewritten(markdown, line, _LONE, _sign) if "<" in markdown else markdown


@lru_cache(maxsize=512)
def without_unlisted_html(markdown: str, line: bool = False) -> str:
    """Give the source without raw tags, attributes and addresses that are not on the safe list.

    `line` reads the text as one paragraph, in which nothing but backticks makes code.
    """
    if "<" in markdown:
        markdown = with_lone_signs_written(markdown, line)
        markdown = _rewritten(markdown, line, _EMPTIED, lambda match: "")
        markdown = _rewritten(markdown, line, _TAG, _TagWriter())
    if "{" in markdown:
        markdown = _rewritten(markdown, line, _ATTRIBUTES, _attributes)
    return relinked(markdown, _link_to)


def _link_to(target: str, image: bool) -> str | None:
    """Lead a link nowhere whose address is of a kind that is not on the list."""
    begins = scheme(target)
    shown = image and PICTURE.match(squeezed(target))
    return "#" if begins and begins not in SAFE_SCHEMES and not shown else None
