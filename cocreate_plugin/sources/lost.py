"""What a file held that is no longer there, by the repository's history."""

from __future__ import annotations

from pathlib import Path

from .git import UnansweredError, answer, find_git


def last_text(root: Path, path: str) -> str | None:
    """Give the text of a file before it was taken away or renamed; None when no commit has had it."""
    git = find_git(root)
    if git is None:
        return None
    try:
        # As it is stored: no filter or conversion of the repository's is run.
        now = answer(git, root, "cat-file", "blob", f"HEAD:./{path}")
        gone = "" if now else answer(git, root, "rev-list", "-1", "HEAD", "--", path).strip()
        return now or (answer(git, root, "cat-file", "blob", f"{gone}^:./{path}") if gone else "") or None
    except UnansweredError:
        return None
