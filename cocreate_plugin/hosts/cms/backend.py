"""Where a CMS finds the files: the repository that mkdocs.yml names, its branch, and how people sign in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ...sources.git import answer, find_git

BACKENDS = ("github", "gitlab", "gitea")
"""Servers that both programs know."""

PUBLIC = {"github": "github.com", "gitlab": "gitlab.com", "gitea": "gitea.com"}
"""The public server of each kind; others need their addresses said."""

UNKNOWN = "your-organisation/handbook"
"""Stands where nobody says which repository it is."""

REVIEWED = ("github", "gitlab")
"""Servers on which both programs propose a change rather than make it."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the files are kept, as far as it is known."""

    backend: str = ""
    """github, gitlab or gitea; empty: nobody says."""
    host: str = ""
    name: str = UNKNOWN
    """Owner and name, such as `norrvik/handbook`."""


def repository(address: str, backend: str = "") -> Repository:
    """Read the address of a repository, as `repo_url` of mkdocs.yml has it."""
    parts = urlsplit(address)
    host, name = (parts.hostname or "").lower(), parts.path.strip("/").removesuffix(".git")
    known = backend or next(
        (word for word in BACKENDS if word in host), "gitea" if "codeberg" in host else ""
    )
    if not host or not re.match(r"^[^/\s]+(/[^/\s]+)+$", name):
        return Repository(backend)
    return Repository(known, host, name)


def settings(where: Repository, branch: str) -> dict[str, Any]:
    """Give what both programs need to know; a repository that nobody names is one to be filled in."""
    name = where.backend or "github"
    told: dict[str, Any] = {"name": name, "repo": where.name, "branch": branch}
    own = where.host and where.host != PUBLIC[name] and bool(where.backend)
    address = f"https://{where.host}"
    if name == "gitlab":
        return {
            **told,
            "auth_type": "pkce",
            "app_id": "",
            **({"api_root": f"{address}/api/v4", "base_url": address} if own else {}),
        }
    if name == "gitea":
        return {
            **told,
            "app_id": "",
            "base_url": address if own else "https://gitea.com",
            "api_root": f"{address if own else 'https://gitea.com'}/api/v1",
        }
    return {**told, **({"api_root": f"{address}/api/v3"} if own else {})}


def branch_of(root: Path) -> str:
    """Give the branch that everything goes into: that of the server, else the present one, else `main`."""
    git = find_git(root)
    said = git and (
        answer(git, root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD")
        .strip()
        .removeprefix("origin/")
        or answer(git, root, "symbolic-ref", "--short", "HEAD").strip()
    )
    return said or "main"


def place_in_repository(root: Path) -> str:
    """Give the way from the top of the repository to the handbook, with a slash at its end; often nothing."""
    git = find_git(root)
    return answer(git, root, "rev-parse", "--show-prefix").strip() if git else ""
