"""One document that trips a reader, or keeps it busy for ever, is one problem; the others are read."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from ..problems import Place, Problem, problem
from .limits import DEEPEST

MOST_SECONDS = 60
"""Seconds of processor time for one document or page; the longest that people write takes one."""


MOST_OF_A_RUN = 600
"""Seconds of processor time for all documents, and again for all pages; a thousand of them take one tenth."""


class Budget:
    """The time that a run has for all its documents; those that it leaves over are one problem."""

    def __init__(self, seconds: float | None = None, checkpoint: Callable[[], None] = lambda: None) -> None:
        """Begin now; before each document `checkpoint` is called, which may end the run by raising."""
        self._checkpoint = checkpoint
        self._seconds = MOST_OF_A_RUN if seconds is None else seconds
        self._end = time.process_time() + self._seconds
        self._left: dict[str, None] = {}

    def spent(self, path: str) -> bool:
        """Tell whether there is no time left, and note the file that has to be left over."""
        self._checkpoint()
        over = time.process_time() >= self._end
        if over:
            self._left[path] = None
        return over

    def problems(self, folder: str) -> tuple[Problem, ...]:
        """Name what was left over, if anything was."""
        left = tuple(self._left)
        told = problem(
            "no-time", Place(folder), seconds=round(self._seconds), number=len(left), files=left[:MOST_NAMED]
        )
        return (told,) if left else ()


MOST_NAMED = 20
"""Files that are named of those that were left over."""


class OutOfTime(Exception):
    """A document takes longer to read than any that a person wrote."""


@contextmanager
def guarded(path: str, problems: list[Problem]) -> Iterator[None]:
    """Turn whatever goes wrong inside into one problem of the file at `path`."""
    try:
        with _limited(MOST_SECONDS):
            yield
    except RecursionError:
        problems.append(problem("too-deep", Place(path), most=DEEPEST))
    except OutOfTime:
        problems.append(problem("too-slow", Place(path), seconds=MOST_SECONDS))
    except Exception as error:
        # A reader of ours or of a library has a fault; the author can do something about the text only.
        detail = " ".join(f"{type(error).__name__} {error}".split())[:200]
        problems.append(problem("cannot-read", Place(path), detail=detail))


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise OutOfTime after so much processor time, where the system can tell; it can in the main thread."""
    able = hasattr(signal, "SIGVTALRM") and threading.current_thread() is threading.main_thread()
    if not able or signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise OutOfTime
