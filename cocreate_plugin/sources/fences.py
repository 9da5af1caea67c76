"""Where front matter begins and ends, and where it was meant to."""

from __future__ import annotations

import re

from ..problems import Place, Problem, problem

_FENCE_LIKE = re.compile(r"^\s*(?:[-–—―−_*=]{2,}|[—―])\s*$")
_KEY = re.compile(r"^[\w-]+\s*:(?:\s|$)")


def split_front_matter(text: str) -> tuple[str | None, int, bool]:
    """Give front matter, the number of lines it takes, and whether it was left open."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, 0, False
    for number in range(1, len(lines)):
        if lines[number].rstrip() in ("---", "..."):
            return "\n".join(lines[1:number]), number + 1, False
    return None, 0, True


def straightened(text: str, where: str, problems: list[Problem]) -> str:
    """Put front matter at the top, between fences that are read, where it is for certain; say so once.

    Lines keep their number: what stands above it is a blank line of it.
    """
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines[:12]) if line.strip()]
    top = next((at for at in filled[:4] if _FENCE_LIKE.match(lines[at]) and at + 1 < len(lines)), None)
    if top is None or not _KEY.match(lines[top + 1]):
        return text
    end = next((at for at in range(top + 1, len(lines)) if _FENCE_LIKE.match(lines[at])), None)
    keys = lines[top + 1 : end]
    if end is None or not all(
        _KEY.match(line) or line.startswith((" ", "-", "#")) or not line for line in keys
    ):
        return text
    wrong = 0 if top else None
    wrong = top if wrong is None and lines[top].rstrip() != "---" else wrong
    wrong = end if wrong is None and lines[end].rstrip() not in ("---", "...") else wrong
    if wrong is None:
        return text
    place = filled[0] if wrong == 0 else wrong
    problems.append(problem("late-front-matter", Place(where, place + 1), correction="---"))
    if lines[filled[0]].lstrip().startswith("```"):
        closing = max((at for at, line in enumerate(lines) if line.strip() == "```"), default=0)
        lines[closing] = "" if closing > end else lines[closing]
    return "\n".join(["---", *[""] * top, *keys, "---", *lines[end + 1 :]])


def second_block(lines: list[str], end: int) -> tuple[int, int] | None:
    """Find fields between lines of hyphens below the first ones: their first line and that behind."""
    first = next((at for at in range(end, len(lines)) if lines[at].strip()), None)
    if first is None or lines[first].rstrip() != "---":
        return None
    last = next((at for at in range(first + 1, len(lines)) if lines[at].rstrip() == "---"), None)
    inside = lines[first + 1 : last]
    is_fields = bool(inside) and all(_KEY.match(line) or line.startswith((" ", "-")) for line in inside)
    return (first, last + 1) if last is not None and is_fields else None
