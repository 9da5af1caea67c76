"""Where a text goes beyond the safe list, judged on the HTML that comes out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from ..sources.structure import Structure, structure
from .code_spans import code, place_of
from .dialect import Dialect
from .differences import differences
from .evidently_safe import is_evidently_plain
from .rendering import raw, raw_line
from .safelist import (
    ACTING_TAGS,
    ADDRESSES,
    ALIGNED,
    AUTHORS,
    DANGEROUS_SCHEMES,
    INVISIBLE,
    PARTS_OF_DRAWINGS,
    PICTURE,
    REMOTE,
    SAFE_SCHEMES,
    SAFE_TAGS,
    SVG_TAGS,
    UNSAFE_TAGS,
    asks_for,
    is_hook,
    is_remote,
    is_safe_attribute,
    scheme,
    squeezed,
)
from .strip_html import with_lone_signs_written, without_unlisted_html
from .tag_reader import TagReader

_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|\w+);?")


_MAY_CHANGE = re.compile(
    r"[<{&!]|\?\?\?|\][(:](?!\s*+(?:(?:https?://|mailto:|tel:|sms:)[\w./?=~%#@+-]*|#?[\w./%-]*)(?:[)\s\]]|$))"
)
"""Signs of HTML, attributes, boxes, and addresses that are not of the most common form."""
_AFTER = '<a href="#a">a</a><h2 title="a">b</h2><ul><li>c</li></ul>'
"""What follows on a page: an element that stays open may swallow it."""
_BEHIND = '<a href="#b" title="b">¶</a>'
ERRORS = ("unsafe-html", "remote-image")
_LOADING = ("img", "source", "image", "video", "audio", "track", "picture")


@dataclass(frozen=True, slots=True)
class UnsafeHtml:
    """Something that the safety rules refuse: its code, what it is, and where it stands in the source."""

    code: str
    what: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Suspicion:
    """A finding before its place is known: `clue` is what to look for in the source."""

    code: str
    what: str
    clue: str


@dataclass
class _HtmlReader(TagReader):
    """Reads the HTML that comes out and notes what the rules refuse."""

    cleaned: bool = True
    """Whether the text will be cleaned; else only what acts, loads or is silent is noted."""
    seen: list[_Suspicion] = field(default_factory=list)
    drawing: list[tuple[int, bool]] = field(default_factory=list)
    """For each drawing that is open: where it would be noted, and whether it has a name."""

    def __post_init__(self) -> None:
        super().__init__()

    def note(self, code: str, what: str, clue: str) -> None:
        """Note one thing."""
        if self.cleaned or code != "removed-html":
            self.seen.append(_Suspicion(code, what, clue))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read `<br />` like `<br>`."""
        self.handle_starttag(tag, attrs)
        if tag == "svg":
            self.handle_endtag(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge an element and its attributes."""
        values = {name: value or "" for name, value in attrs}
        box = tag == "input" and values.get("type") == "checkbox" and "disabled" in values
        unsafe = tag in UNSAFE_TAGS or (tag == "input" and not box)
        if unsafe if self.cleaned else tag in ACTING_TAGS:
            self.note("unsafe-html", f"<{tag}>", f"<{tag}")
        elif tag not in SAFE_TAGS or (tag in PARTS_OF_DRAWINGS and not self.drawing):
            self.note("removed-html", f"<{tag}>", f"<{tag}")
        for name, value in values.items():
            self._attribute(tag, name, value)
        if tag == "img" and not values.get("alt", "").strip():
            self.note("no-alt", values.get("src", ""), values.get("src", "") or "![")
        if tag == "svg":
            named = bool(values.get("aria-label", "").strip()) or values.get("aria-hidden") == "true"
            self.drawing.append((len(self.seen), named or values.get("role") in ("presentation", "none")))
        elif tag == "title" and self.drawing:
            self.drawing[-1] = self.drawing[-1][0], True

    def handle_endtag(self, tag: str) -> None:
        """Note a drawing that nobody can hear."""
        if tag == "svg" and self.drawing:
            at, named = self.drawing.pop()
            if not named:
                self.seen.insert(at, _Suspicion("no-alt", "<svg>", "<svg"))

    def definitions(self, text: Structure) -> None:
        """Judge addresses that links may be led to by name, whether or not one is: on a page it may be."""
        known = {each.what for each in self.seen}
        for address in (each.href for each in (*text.references.values(), *text.repeated)):
            begins = scheme(address)
            picture = PICTURE.match(squeezed(address))
            if begins in DANGEROUS_SCHEMES and not picture and f"{begins}:" not in known:
                self.note("unsafe-html", f"{begins}:", address)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        """Judge one attribute."""
        if name.startswith("on") or name in ("formaction", "srcdoc"):
            self.note("unsafe-html", name, name)
        elif self.cleaned and is_hook(name, value):
            self.note("unsafe-html", name if name.startswith("data-") else f"{name}: {value}", value or name)
        elif name in ADDRESSES and not self._address(tag, name, value) and tag in SAFE_TAGS:
            if not is_safe_attribute(tag, name):
                self.note("removed-html", name, name)
        elif name == "style" and tag in ("td", "th") and ALIGNED.fullmatch(value):
            return
        elif name == "style" or (
            tag in SAFE_TAGS and name not in ADDRESSES and not is_safe_attribute(tag, name)
        ):
            self.note("removed-html", name, name)
            if REMOTE.search(asks_for(value)):
                self.note("remote-image", value, name)
        elif tag in SVG_TAGS and (asked := asks_for(value)):
            self.note("remote-image" if REMOTE.search(asked) else "removed-html", value, value)

    def _address(self, tag: str, name: str, value: str) -> bool:
        """Judge an address; tell whether anything was noted."""
        begins = scheme(value)
        picture = tag == "img" and name == "src" and bool(PICTURE.match(squeezed(value)))
        loads = tag in _LOADING or name in ("background", "poster")
        if begins in DANGEROUS_SCHEMES and not picture:
            self.note("unsafe-html", f"{begins}:", value)
        elif loads and is_remote(value):
            self.note("remote-image", value, value)
        elif begins and begins not in SAFE_SCHEMES and not picture:
            self.note("removed-html", f"{begins}:", value)
        else:
            return False
        return True


@dataclass(frozen=True, slots=True)
class _SearchedText:
    """The source without spaces and with its entities resolved, and where each sign of it stood."""

    text: str
    offsets: tuple[int, ...]
    known: dict[str, list[int]] = field(default_factory=dict, compare=False)
    """Where each clue that was looked for occurs, as far as it was looked for; -1 ends a list."""

    @classmethod
    def of(cls, markdown: str) -> _SearchedText:
        """Read a source."""
        signs: list[str] = []
        offsets: list[int] = []
        at = 0
        while at < len(markdown):
            entity = _ENTITY.match(markdown, at) if markdown[at] == "&" else None
            for sign in INVISIBLE.sub("", unescape(entity[0]) if entity else markdown[at]).lower():
                signs.append(sign)
                offsets.append(at)
            at = entity.end() if entity else at + 1
        return cls("".join(signs), tuple(offsets))

    def find(self, clue: str, nth: int) -> int:
        """Give the offset of the nth occurrence of a clue, or the last there is; -1 if there is none."""
        wanted = squeezed(clue).lower()
        if not wanted:
            return -1
        places = self.known.setdefault(wanted, [])
        while len(places) <= nth and (not places or places[-1] >= 0):
            places.append(self.text.find(wanted, places[-1] + 1 if places else 0))
        found = max(places[: nth + 1][-2:])
        return self.offsets[found] if found >= 0 else -1


def _located(markdown: str, seen: list[_Suspicion]) -> Iterator[UnsafeHtml]:
    """Give each finding its line and column, by looking for its clue in the source."""
    if not seen:
        return
    sources = [_SearchedText.of(code(markdown).masked(markdown)), _SearchedText.of(markdown)]
    counts: Counter[str] = Counter()
    for each in seen:
        key = f"{each.code} {each.clue}"
        clues = [each.clue, each.clue.split(":")[0] + ":"] if ":" in each.clue else [each.clue]
        tries = (source.find(clue, counts[key]) for clue in clues for source in sources)
        offset = next((at for at in tries if at >= 0), 0)
        counts[key] += 1
        yield UnsafeHtml(each.code, each.what, *place_of(markdown, offset))


@lru_cache(maxsize=4096)
def refusals(markdown: str, line: bool = False, cleaned: bool = True) -> tuple[UnsafeHtml, ...]:
    """Give what the safety rules refuse in the HTML that comes out, wherever it stood in the source.

    `line` reads the text as one paragraph, as it stands in a cell, a heading or a list. Of a text that is not
    `cleaned`, such as a hand-written page, only what acts, loads from elsewhere or is silent is given.
    """
    if not re.search(r"[<{!&:\]]", markdown) or is_evidently_plain(markdown):
        return ()
    return read_refusals(markdown, line, cleaned)


def read_refusals(markdown: str, line: bool, cleaned: bool) -> tuple[UnsafeHtml, ...]:
    """Give the same of any text, by reading it."""
    html = raw_line(markdown) if line else raw(markdown)
    seen = _seen(html, markdown, cleaned)
    if (written := with_lone_signs_written(markdown, line)) != markdown:
        # A sign that opens no tag is a word on paper. What it begins may hide a tag from a reader of HTML.
        known = {(each.code, each.what) for each in seen}
        again = _seen(raw_line(written) if line else raw(written), written, cleaned)
        seen += [each for each in again if (each.code, each.what) not in known]
    judged = cleaned and not any(each.code in ERRORS for each in seen)
    return tuple(_located(markdown, [*seen, *(_unexplained(markdown, html, line) if judged else ())]))


def _seen(html: str, markdown: str, cleaned: bool) -> list[_Suspicion]:
    reader = _HtmlReader(cleaned)
    reader.feed(html)
    reader.close()
    while reader.drawing:
        reader.handle_endtag("svg")
    reader.definitions(structure(markdown))
    return reader.seen


def _unexplained(markdown: str, html: str, line: bool) -> Iterator[_Suspicion]:
    """Give what the cleaner takes out for a reason that the reader of this module does not know.

    Pages leave out what may be left out; what is left is judged, for it may read otherwise.
    """
    # On a page a line is one line; on paper it keeps its breaks.
    whole = " ".join(part.strip() for part in markdown.strip().split("\n")) if line else markdown
    rest = without_unlisted_html(whole, line)
    if rest != markdown:
        html = raw_line(rest) if line else raw(rest)
    # Behind a heading stands a link to it, in the same element.
    html = f"{html.removesuffix('</p>')}{_BEHIND}</p>{_AFTER}" if line else html + _AFTER
    for what, clue in differences(html, AUTHORS.clean(html), AUTHORS):
        yield _Suspicion("unsafe-html", what, clue)


def may_change(text: str) -> bool:
    """Tell whether a text holds a sign without which the cleaner finds nothing to change."""
    return bool(_MAY_CHANGE.search(text))


@lru_cache(maxsize=1024)
def changes_on_paper(
    markdown: str, definitions: str, line: bool, dialect: Dialect
) -> tuple[tuple[str, str], ...]:
    """Give what the cleaner takes out of a text on paper, and what to look for in the source.

    What warnings name as left out is left out before.
    """
    # A line has no blank ones, and none that is indented.
    parts = (part.strip() for part in markdown.split("\n"))
    whole = "\n".join(filter(None, parts)) if line else markdown
    rest, used = (without_unlisted_html(each, line) for each in (whole, definitions))
    html = raw_line(rest, used, dialect) if line else raw(rest, used, dialect=dialect)
    return tuple(differences(html, AUTHORS.clean(html), AUTHORS))
