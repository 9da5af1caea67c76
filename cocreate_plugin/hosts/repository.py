"""The repository that mkdocs.yml names: which server keeps it, and where its web editor begins a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_KNOWN = {"github": "github", "gitlab": "gitlab", "gitea": "gitea", "forgejo": "gitea", "codeberg": "gitea"}
"""Which server it is, by a word in its name."""

PUBLIC = {"github": "github.com", "gitlab": "gitlab.com", "gitea": "gitea.com"}
"""The public server of each kind; others need their addresses said."""

UNKNOWN = "your-organisation/handbook"
"""Stands where nobody says which repository it is."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the files are kept, as far as it is known."""

    backend: str = ""
    """github, gitlab or gitea; empty: nobody says."""
    host: str = ""
    """With the port, if there is one."""
    name: str = UNKNOWN
    """Owner and name, such as `norrvik/handbook`."""


def repository(address: str, backend: str = "") -> Repository:
    """Read the address of a repository, as `repo_url` of mkdocs.yml has it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return Repository(backend)
    host, name = parts.netloc.rpartition("@")[2].lower(), parts.path.strip("/").removesuffix(".git")
    if parts.scheme not in ("http", "https") or not host or not _NAME.match(name):
        return Repository(backend)
    return Repository(
        backend or next((kind for word, kind in _KNOWN.items() if word in host), ""), host, name
    )


_BEGINS = {
    "github": "/new/{branch}/{top}{folder}?filename={name}&value={text}",
    "gitlab": "/-/new/{branch}/{top}{folder}?file_name={name}",
    "gitea": "/_new/{branch}/{top}{folder}?filename={name}&value={text}",
}
"""Where the web editor of each server begins a file, behind the address of the repository."""

_NAME = re.compile(r"^[\w.~-]+(/[\w.~-]+)+$")
_EDIT = re.compile(r"^(?:-/)?_?edit/(?P<branch>[^/?#]+)/(?P<docs>[^?#]*)$")


def new_files(address: str, edit: str, docs: str) -> str:
    """Give the address at which the web editor begins a file, with `{folder}`, `{name}` and `{text}` in it.

    Empty where the server has none that is known, or `edit_uri` does not lead to the folder `docs`.
    """
    where = repository(address)
    match = _EDIT.match(edit.strip("/"))
    if not match or where.backend not in _BEGINS or where.name == UNKNOWN:
        return ""
    way = match["docs"].strip("/")
    if way != docs and not way.endswith(f"/{docs}"):
        return ""
    begins = _BEGINS[where.backend].replace("{branch}", match["branch"])
    home = f"{urlsplit(address).scheme}://{where.host}/{where.name}"
    return f"{home}{begins.replace('{top}', way.removesuffix(docs))}"
