"""What a cleaner took out of an HTML text, told from its tags, attributes and words before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from .safelist import PAGES, Rules
from .tag_reader import TagReader

IMPLIED = frozenset(("tbody", "colgroup", "tr", "p"))
"""Elements that a browser adds where an author left them out."""

_SPELLINGS = (
    (" />", ">"),
    ("&para;", "¶"),
    ("&nbsp;", "\u00a0"),
    *((f" {name}>", f' {name}="">') for name in ("required", "hidden", "disabled", "checked")),
)
"""What means the same in HTML: as Python-Markdown and our templates write it, and as a cleaner does."""


@dataclass
class _Parts(TagReader):
    """Counts the tags, the attributes and the letters of an HTML text."""

    tags: Counter[str] = field(default_factory=Counter)
    attributes: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    letters: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a tag and its attributes; of two attributes of one name a browser reads the first."""
        self.tags[tag] += 1
        for name, value in dict(reversed(attrs)).items():
            self.attributes[tag, name, _comparable(name, value or "")] += 1

    def handle_data(self, data: str) -> None:
        """Count letters, whatever their order: a browser puts text in front of a table that it stands in."""
        self.letters.update("".join(data.split()))


def _comparable(name: str, value: str) -> str:
    """Write a value as a browser writes it back."""
    # In an address `&copy=` is no sign to a browser, and one to Python.
    value = unescape(value).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return "".join(value.split()).rstrip(";") if name == "style" else value


def _parts(html: str) -> _Parts:
    parts = _Parts()
    parts.feed(html)
    parts.close()
    return parts


def _rewritten(html: str) -> str:
    """Write what Python-Markdown made as a cleaner writes it back; most texts are equal then."""
    for ours, theirs in _SPELLINGS:
        html = html.replace(ours, theirs)
    return html


def differences(before: str, after: str, rules: Rules) -> Iterator[tuple[str, str]]:
    """Give what the cleaner of some rules changed: what it is, and what to look for in the source.

    Tags on the list that stand where none may are no difference: every browser passes over them.
    """
    if _rewritten(before) == after:
        return
    old, new = _parts(before), _parts(after)
    lost = old.tags - new.tags
    for tag in lost:
        if tag not in rules.tags:
            yield f"<{tag}>", f"<{tag}"
    for tag, name, value in old.attributes - new.attributes:
        misplaced = lost[tag] and rules.allows(tag, name) and rules.filtered(tag, name, value) == value
        if tag in rules.tags and not misplaced and name != "markdown":
            yield name, value if name in ("class", "href", "src", "id") else name
    for tag, name, value in new.attributes:
        if (tag, name, value) not in old.attributes and name not in ("class", "style", "type"):
            yield f"<{tag} {name}>", name
    for tag in new.tags:
        if tag not in old.tags and tag not in IMPLIED:
            yield f"<{tag}>", f"<{tag}"
    if not lost.keys() - rules.tags and (missing := old.letters - new.letters):
        yield "".join(missing)[:40], "<"


def clean_page(html: str) -> str:
    """Give of the content of one of our pages what may be published."""
    return PAGES.clean(html)


@lru_cache(maxsize=1024)
def changes(html: str) -> tuple[tuple[str, str], ...]:
    """Give what `clean_page` takes out, and what to look for in the source."""
    return tuple(differences(html, clean_page(html), PAGES))
