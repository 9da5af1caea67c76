"""The worker process: the only place where the drawing libraries are loaded."""

from __future__ import annotations

import mimetypes
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, BinaryIO

from .fonts import only_our_fonts
from .jobs import Outcome, failed
from .protocol import receive, send_answer, unpacked_order
from .sandbox import libraries, limit_memory, obstacle, shut_in

if TYPE_CHECKING:
    from .layout import Printer

MEMORY = 2 << 30
"""Some small documents ask for more than a machine has; a long handbook needs half a gigabyte."""


def main(folders: Sequence[str]) -> None:
    """Print what comes in, until nobody is there to send more; only these folders can be read by then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The build decides; Ctrl-C reaches the whole group.
    orders, answers = _channels()
    limit_memory(MEMORY)
    with only_our_fonts():
        printer = _printer(answers)
    if printer is None:
        return
    _shut_in(folders)
    inbox: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(orders, inbox), daemon=True).start()
    send_answer(answers, Outcome(), ready=True)
    while True:
        outcome, is_last = _outcome(printer, inbox.get())
        send_answer(answers, outcome, last=is_last)


def _shut_in(folders: Sequence[str]) -> None:
    """Let what is printed reach no file outside, no network and no program, where the system can."""
    mimetypes.init()  # Reads files of the system, which is over after this.
    if not obstacle():
        shut_in((*libraries(), *map(Path, folders)), MEMORY)


def _channels() -> tuple[BinaryIO, BinaryIO]:
    """Take standard input and output for orders and answers, and let stray prints go where errors go."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def _listen(orders: BinaryIO, inbox: SimpleQueue[bytes]) -> None:
    """Read orders; when the build is gone, end at once, even in the middle of a document."""
    with suppress(OSError, EOFError):
        while True:
            inbox.put(receive(orders))
    os._exit(0)


def _printer(answers: BinaryIO) -> Printer | None:
    """Load the libraries; when they cannot be loaded, say so."""
    try:
        from .layout import Printer
    except (ImportError, OSError) as error:
        send_answer(answers, Outcome(), no_libraries=_line(error))
        return None
    return Printer()


def _outcome(printer: Printer, content: bytes) -> tuple[Outcome, bool]:
    """Print an order; what it raises becomes a reason, and too little memory ends the worker."""
    try:
        return printer.print(unpacked_order(content)), False
    except MemoryError:
        return failed("out-of-memory"), True
    except RecursionError:
        return failed("nested-too-deep"), True
    except BaseException as error:
        return failed(_line(error)), False


def _line(error: BaseException) -> str:
    """Say in one line what was raised and where."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return " ".join(f"{type(error).__name__}: {error}".split())[:250] + where
