"""Pictograms that an author names between colons: signs, or drawings that are there; none is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

from pymdownx import emoji

from ..sources.tolerant_yaml import Named

_OF_THEME = re.compile(r"(?:material|materialx|zensical)\.(?:extensions\.)?emoji$")
"""Modules of themes that know drawings beside the signs of Unicode."""
_INDEXES = ("emojione", "gemoji", "twemoji")
_SET = re.compile(r"^(?:material|octicons|simple|fontawesome-(?:solid|regular|brands))-")
_SIZE = re.compile(r"-(?:12|16|24|48|96)$")

Index = Callable[[Any, Any], Mapping[str, Any]]


def index_named(told: Any) -> str:
    """Name the list of pictograms that settings ask for, with the edition of a theme that has it."""
    module, _, name = told.name.rpartition(".") if isinstance(told, Named) else ("", "", "")
    if _OF_THEME.match(module):
        try:
            return f"theme {version('mkdocs-material')}"
        except PackageNotFoundError:
            return "twemoji"
    return name if module == "pymdownx.emoji" and name in _INDEXES else _INDEXES[0]


def index_of(name: str) -> Index:
    """Give the list of a name; where the theme is not there, its signs are, without its drawings."""
    if name.startswith("theme "):
        try:
            of_theme: Index = import_module("material.extensions.emoji").twemoji
        except ImportError:
            return emoji.twemoji  # type: ignore[no-any-return]
        return of_theme
    return getattr(emoji, name)  # type: ignore[no-any-return]


@lru_cache(maxsize=4)
def known(name: str) -> frozenset[str]:
    """Give what stands between colons in a list, colons included."""
    index = index_of(name)({}, SimpleNamespace())
    return frozenset((*index["emoji"], *index["aliases"]))


def is_fetched(generator: Any) -> bool:
    """Tell whether what makes pictograms on a site lets browsers fetch them from another host."""
    module, name = getattr(generator, "__module__", ""), getattr(generator, "__name__", "")
    return generator is None or (
        (module == "pymdownx.emoji" or bool(_OF_THEME.match(module))) and name != "to_alt"
    )


def pictogram(
    index: str,
    shortname: str,
    alias: str | None,
    uc: str | None,
    alt: str,
    title: str | None,
    category: str | None,
    options: Mapping[str, Any],
    md: Any,
) -> Element | str:
    """Write a pictogram as a sign, or as a drawing with its name."""
    path = md.inlinePatterns["emoji"].emoji_index["emoji"].get(shortname, {}).get("path")
    if uc or path is None:
        return str(md.htmlStash.store(alt))
    name = _SIZE.sub("", _SET.sub("", shortname.strip(":"))).replace("-", " ")
    shown = Element("span", {"class": "twemoji"})
    shown.text = md.htmlStash.store(
        _drawing(path).replace("<svg ", f'<svg role="img" aria-label="{escape(name)}" ', 1)
    )
    return shown


@lru_cache(maxsize=256)
def _drawing(path: str) -> str:
    return Path(path).read_text("utf-8")
