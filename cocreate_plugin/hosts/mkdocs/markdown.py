"""Two ways to read Markdown: hand-written pages as mkdocs.yml says, our pages as documents may use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from ... import prose


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
        missing = (name for name in prose.PAGE_EXTENSIONS if name not in self.extensions)
        ours = {
            name: {**preset, **(self.settings.get(name) or {})}
            for name, preset in prose.PAGE_EXTENSIONS.items()
        }
        # The marks of an edit are written already, and in code they are code.
        authors = (name for name in self.extensions if name != prose.CRITIC)
        return Markdown((*authors, *missing, prose.Reading()), prose.on_pages({**self.settings, **ours}))

    def use(self, config: MkDocsConfig) -> None:
        """Let the next page be read so."""
        config.markdown_extensions = list(self.extensions)
        config.mdx_configs = dict(self.settings)

    def reader(self) -> Callable[[str], str]:
        """Give what reads a page so, without the links of the site."""
        return prose.page_reader(self.extensions, self.settings)
