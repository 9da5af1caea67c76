"""Where a CMS finds the files: the repository that mkdocs.yml names, its branch, and how people sign in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...sources.git import answer, find_git
from ..repository import PUBLIC, Repository

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
