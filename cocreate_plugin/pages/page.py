"""A page of the site before any host has seen it."""

from __future__ import annotations

from dataclasses import dataclass

from ..phrases import bare
from ..prose.stand_ins import in_markdown


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Markdown, and what a host must know to place it."""

    path: str
    """The Markdown file that it pretends to be, such as `phases/explore.md`."""
    title: str
    markdown: str
    source: str = ""
    """The file that one edits to change it, from the handbook's root; empty: no single one."""
    section: str = ""
    """Where the navigation has it: a folder of documents, `tools`, or empty for the top."""
    in_nav: bool = True
    description: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    """Its language where that is not the handbook's."""
    wide: bool = False
    """Whether it has a table that needs the room of the table of contents."""

    def __post_init__(self) -> None:
        """Tell English words that stand in as English; a title or a tag cannot tell it."""
        told = {
            "title": bare(self.title),
            "description": bare(self.description),
            "tags": tuple(map(bare, self.tags)),
            "markdown": in_markdown(self.markdown),
        }
        for name, value in told.items():
            object.__setattr__(self, name, value)
