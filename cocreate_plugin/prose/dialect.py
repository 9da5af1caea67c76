"""The author's own Markdown: what of the extensions that mkdocs.yml names holds in the content as well."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pymdownx import arithmatex

from .code_spans import code
from .pictograms import index_named, index_of, is_fetched, known, pictogram
from .safelist import HOOK

SNIPPETS = "pymdownx.snippets"
PICTOGRAMS = "pymdownx.emoji"
FORMULAS = "pymdownx.arithmatex"
CAPTIONS = "pymdownx.blocks.caption"
CRITIC = "pymdownx.critic"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HELD: Mapping[str, frozenset[str]] = {
    "nl2br": frozenset(),
    "smarty": _names("smart_quotes smart_angled_quotes smart_dashes smart_ellipses substitutions"),
    FORMULAS: _names("smart_dollar block_syntax inline_syntax"),
    "pymdownx.betterem": _names("smart_enable punctuation"),
    "pymdownx.blocks.admonition": _names("types"),
    CAPTIONS: _names("types prepend auto_level"),
    "pymdownx.blocks.definition": frozenset(),
    "pymdownx.blocks.details": _names("types"),
    "pymdownx.blocks.html": _names("custom"),
    "pymdownx.blocks.tab": frozenset(),
    "pymdownx.caret": _names("smart_insert insert superscript no_space punctuation"),
    CRITIC: _names("mode"),
    PICTOGRAMS: frozenset(),
    "pymdownx.escapeall": _names("hardbreak nbsp"),
    "pymdownx.fancylists": _names("additional_ordered_styles"),
    "pymdownx.inlinehilite": _names("style_plain_text"),
    "pymdownx.keys": _names("separator strict camel_case key_map"),
    "pymdownx.magiclink": _names(
        "hide_protocol repo_url_shortener social_url_shortener shortener_user_exclude repo_url_shorthand "
        "social_url_shorthand provider labels normalize_issue_symbols user repo"
    ),
    "pymdownx.mark": _names("smart_mark"),
    "pymdownx.saneheaders": frozenset(),
    "pymdownx.smartsymbols": _names(
        "trademark copyright registered plusminus arrows notequal fractions ordinal_numbers care_of"
    ),
    SNIPPETS: _names("base_path dedent_subsections"),
    "pymdownx.tilde": _names("smart_delete delete subscript no_space punctuation"),
}
"""Extensions that sheets use as pages do, each with those of its options that hold there."""

_ALIKE = _names(
    "abbr admonition attr_list def_list footnotes md_in_html tables toc extra fenced_code codehilite meta "
    "sane_lists legacy_attrs legacy_em pymdownx.extra pymdownx.highlight pymdownx.superfences "
    "pymdownx.details pymdownx.tabbed pymdownx.tasklist pymdownx.b64 pymdownx.pathconverter"
)
"""Extensions that the content has by itself, and those that are of no matter on paper."""

_IN_BLOCKS = (*_names("pymdownx.fancylists pymdownx.saneheaders nl2br"), "pymdownx.blocks.")
"""Beginnings of the names of those that one line has no use for."""
_BEFORE = (SNIPPETS, CRITIC)
"""Those that are done with before a text is read."""
_FIXED: Mapping[str, Mapping[str, Any]] = {
    CAPTIONS: {"auto": False},
    FORMULAS: {
        "generic": True,
        "tex_inline_wrap": ["", ""],
        "tex_block_wrap": ["", ""],
        "inline_tag": "code",
        "block_tag": "pre",
    },
    PICTOGRAMS: {"emoji_generator": pictogram, "alt": "unicode", "title": "none"},
}
"""How extensions are set on paper, whatever the author has said.

Formulas are code, pictograms are signs, and no captions are counted: a sheet shows parts of documents.
"""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What an author's Markdown knows beside what every document may use; equal ones read alike."""

    extensions: tuple[tuple[str, str], ...] = ()
    """Names of extensions in order, each with its options as JSON."""

    @classmethod
    def of(cls, extensions: Mapping[str, Any]) -> Dialect:
        """Take what can be used of the extensions that an author has set, each with its options."""
        held: dict[str, Mapping[str, Any]] = {}
        for named, options in extensions.items():
            name = _short(named)
            if name in _HELD:
                told = options if isinstance(options, Mapping) else {}
                held[name] = {
                    option: told[option]
                    for option in sorted(_HELD[name] & {*map(str, told)})
                    if _is_plain(told[option])
                }
                if name == PICTOGRAMS:
                    held[name] = {"index": index_named(told.get("emoji_index"))}
        return cls(tuple((name, json.dumps(options, sort_keys=True)) for name, options in held.items()))

    @property
    def settings(self) -> Mapping[str, Mapping[str, Any]]:
        """Give the options of each extension."""
        return _settings(self)

    @property
    def snippets(self) -> Mapping[str, Any] | None:
        """Give how texts take in others; None when they do not."""
        return self.settings.get(SNIPPETS) if self.extensions else None

    def of_reader(self, *, blocks: bool) -> Mapping[str, dict[str, Any]]:
        """Give the extensions for a reader of blocks or of lines, each with its options on paper."""
        settings: dict[str, dict[str, Any]] = {}
        for name, options in self.settings.items():
            if name not in _BEFORE and (blocks or not name.startswith(_IN_BLOCKS)):
                settings[name] = {**options, **_FIXED.get(name, {})}
        if PICTOGRAMS in settings:
            settings[PICTOGRAMS]["emoji_index"] = index_of(settings[PICTOGRAMS].pop("index"))
        return settings


@lru_cache(maxsize=8)
def _settings(dialect: Dialect) -> Mapping[str, Mapping[str, Any]]:
    return {name: json.loads(options) for name, options in dialect.extensions}


def on_pages_only(extensions: Collection[str]) -> tuple[str, ...]:
    """Name the extensions that pages use and sheets do not."""
    return tuple(name for name in extensions if _short(name) not in _HELD.keys() | _ALIKE)


def _short(name: str) -> str:
    """Name an extension as one writes it; its class behind a colon says nothing more."""
    return name.partition(":")[0].removeprefix("markdown.extensions.")


def on_pages(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """Set an author's extensions so that what they make of the content runs and loads nothing.

    Diagrams stay code, since what a theme's script acts on is not for the content; formulas are words that a
    script of the site may draw; pictograms are signs or drawings within the page.
    """
    changed = dict(settings)
    fences = dict(changed.get("pymdownx.superfences") or {})
    if fences.get("custom_fences"):
        fences["custom_fences"] = [
            fence for fence in fences["custom_fences"] if not HOOK.match(str(fence.get("class")))
        ]
        changed["pymdownx.superfences"] = fences
    changed[FORMULAS] = {**(changed.get(FORMULAS) or {}), "generic": True}
    pictograms = changed.get(PICTOGRAMS) or {}
    if is_fetched(pictograms.get("emoji_generator")):
        changed[PICTOGRAMS] = {**pictograms, **_FIXED[PICTOGRAMS]}
    return changed


def is_pictogram(sign: str, dialect: Dialect) -> bool:
    """Tell whether a word between colons is a pictogram that the author's Markdown knows."""
    index = dialect.settings.get(PICTOGRAMS, {}).get("index")
    return index is not None and sign in known(index)


def _is_plain(value: Any) -> bool:
    """Tell whether a setting is nothing but words, numbers, and lists and mappings of them."""
    if isinstance(value, Mapping):
        return all(isinstance(name, str) and _is_plain(each) for name, each in value.items())
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
    options = dialect.settings.get(FORMULAS)
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
    known_forms = [getattr(arithmatex, name) for name, is_on in forms.items() if is_on]
    return re.compile("|".join(known_forms)) if known_forms else None
