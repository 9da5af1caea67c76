"""A site that is opened from a disk: every file lies where the public site has it, and links name it.

A server shows `explore/index.html` at `explore/`; a disk shows a list of files there. And pages that are read
from a disk may load scripts, but no data: so the index of the search is a script as well.
"""

from __future__ import annotations

from urllib.parse import quote

from mkdocs.structure.files import Files


def name_files(files: Files) -> None:
    """Let links to a page name its file."""
    for file in files.documentation_pages():
        file.url = quote(file.dest_uri)
