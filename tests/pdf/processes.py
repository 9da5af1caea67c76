"""Which processes there are, where /proc tells."""

from __future__ import annotations

from pathlib import Path


def children(parent: int) -> list[int]:
    """Give the processes that another has started and that still run."""
    return [pid for pid in _all() if _state(pid)[1:2] == [str(parent)] and is_alive(pid)]


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that is dead and waits for a parent does not."""
    return _state(pid)[:1] not in ([], ["Z"], ["X"])


def _all() -> list[int]:
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def _state(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
