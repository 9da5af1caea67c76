"""Where a CMS finds the files: the repository that mkdocs.yml names, its branch, and how people sign in."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from ...sources.git import UnansweredError, answer, find_git
from ..repository import PUBLIC, Repository

APPLICATION = "your-application-id"
"""Stands where an author has to write one: without any, Sveltia CMS does not begin."""

REVIEWED = ("github", "gitlab")
"""Servers on which both programs propose a change rather than make it."""


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
            "app_id": APPLICATION,
            **({"api_root": f"{address}/api/v4", "base_url": address} if own else {}),
        }
    if name == "gitea":
        return {
            **told,
            "app_id": APPLICATION,
            "base_url": address if own else "https://gitea.com",
            "api_root": f"{address if own else 'https://gitea.com'}/api/v1",
        }
    return {**told, **({"api_root": f"{address}/api/v3"} if own else {})}


def branch_of(root: Path) -> str:
    """Give the branch that everything goes into: that of the server, else the present one, else `main`."""
    server = _asked(root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    return server or _asked(root, "symbolic-ref", "--short", "HEAD") or "main"


def place_in_repository(root: Path) -> str:
    """Give the way from the top of the repository to the handbook, with a slash at its end; often nothing."""
    return _asked(root, "rev-parse", "--show-prefix")


def _asked(root: Path, *words: str) -> str:
    """Ask git for a line; nothing without git, outside a repository, and when it does not answer."""
    git = find_git(root)
    with suppress(UnansweredError):
        return answer(git, root, *words).removesuffix("\n") if git else ""
    return ""
