"""Two ways to read Markdown: hand-written pages as mkdocs.yml says, our pages as documents may use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.betterem": {},
    "pymdownx.caret": {},
    "pymdownx.details": {},
    "pymdownx.mark": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True, "clickable_checkbox": True},
    "pymdownx.tilde": {},
}
"""What the text of documents may use, with how each is set unless the author has said otherwise."""


@dataclass(frozen=True, slots=True)
class Markdown:
    """Extensions of the Markdown reader, and their settings."""

    extensions: tuple[Any, ...]
    settings: Mapping[str, Any]

    @classmethod
    def of(cls, config: MkDocsConfig) -> Markdown:
        """Give the extensions that author and plugins have set."""
        return cls(tuple(config.markdown_extensions), dict(config.mdx_configs))

    def with_ours(self) -> Markdown:
        """Add what documents may use."""
        missing = (name for name in EXTENSIONS if name not in self.extensions)
        ours = {name: {**preset, **(self.settings.get(name) or {})} for name, preset in EXTENSIONS.items()}
        return Markdown((*self.extensions, *missing), {**self.settings, **ours})

    def use(self, config: MkDocsConfig) -> None:
        """Let the next page be read so."""
        config.markdown_extensions = list(self.extensions)
        config.mdx_configs = dict(self.settings)
