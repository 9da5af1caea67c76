"""The author's own Markdown: what of the extensions that mkdocs.yml names holds in the content as well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pymdownx import arithmatex

from .code_spans import code
from .safelist import HOOK

_HOLDING: Mapping[str, frozenset[str]] = {
    "pymdownx.arithmatex": frozenset(("smart_dollar", "block_syntax", "inline_syntax")),
}
"""Extensions that sheets use, each with those of its options that hold there."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What an author's Markdown knows beside what every document may use; equal ones read alike."""

    extensions: tuple[tuple[str, str], ...] = ()
    """Names of extensions in order, each with its options as JSON."""

    @classmethod
    def of(cls, extensions: Mapping[str, Any]) -> Dialect:
        """Take what can be used of the extensions that an author has set, each with its options."""
        held = {
            name: {
                option: value
                for option, value in (options if isinstance(options, Mapping) else {}).items()
                if option in _HOLDING[name] and _is_plain(value)
            }
            for name, options in extensions.items()
            if name in _HOLDING
        }
        return cls(tuple((name, json.dumps(options, sort_keys=True)) for name, options in held.items()))

    @property
    def settings(self) -> Mapping[str, Mapping[str, Any]]:
        """Give the options of each extension."""
        return {name: json.loads(options) for name, options in self.extensions}


def on_pages(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """Set an author's extensions so that what they make of the content needs no script within it.

    Diagrams stay code, since what a theme's script acts on is not for the content; formulas are words that a
    script of the site may draw.
    """
    changed = dict(settings)
    fences = dict(changed.get("pymdownx.superfences") or {})
    if fences.get("custom_fences"):
        fences["custom_fences"] = [
            fence for fence in fences["custom_fences"] if not HOOK.match(str(fence.get("class")))
        ]
        changed["pymdownx.superfences"] = fences
    changed["pymdownx.arithmatex"] = {**(changed.get("pymdownx.arithmatex") or {}), "generic": True}
    return changed


def _is_plain(value: Any) -> bool:
    """Tell whether a setting is nothing but words, numbers and lists of them."""
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return isinstance(value, str | int | float)


def formulas(text: str, dialect: Dialect) -> Iterator[re.Match[str]]:
    """Find the formulas of a text; without the extension that reads them there are none."""
    pattern = _formula(dialect) if "$" in text or "\\" in text else None
    if pattern is not None:
        found = pattern.finditer(code(text).masked(text))
        yield from (match for match in found if match[0].strip("\\"))


@lru_cache(maxsize=8)
def _formula(dialect: Dialect) -> re.Pattern[str] | None:
    """Give what a formula looks like, where it may stand by itself or within a line."""
    options = dialect.settings.get("pymdownx.arithmatex")
    if options is None:
        return None
    blocks, lines = (options.get(f"{where}_syntax") for where in ("block", "inline"))
    dollar = "SMART_DOLLAR" if options.get("smart_dollar", True) else "DOLLAR"
    forms = {
        "RE_DOLLAR_BLOCK": blocks is None or "dollar" in blocks,
        "RE_BRACKET_BLOCK": blocks is None or "square" in blocks,
        "RE_TEX_BLOCK": blocks is None or "begin" in blocks,
        f"RE_{dollar}_INLINE": lines is None or "dollar" in lines,
        "RE_BRACKET_INLINE": lines is None or "round" in lines,
    }
    known = [getattr(arithmatex, name) for name, is_on in forms.items() if is_on]
    return re.compile("|".join(known)) if known else None
