"""A site that is opened from a disk: every file lies where the public site has it, and links name it.

A server shows `explore/index.html` at `explore/`; a disk shows a list of files there. And pages that are read
from a disk may load scripts, but no data: so the index of the search is a script as well.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from .search import INDEX


def name_files(files: Files) -> None:
    """Let links to a page name its file."""
    for file in files.documentation_pages():
        file.url = quote(file.dest_uri)


def write_index(config: MkDocsConfig) -> None:
    """Write the index of the search, if there is one, as the script that the theme asks for on a disk."""
    index = Path(config.site_dir, INDEX)
    if index.is_file():
        index.with_suffix(".js").write_text(f"var __index = {index.read_text('utf-8')}", "utf-8")
