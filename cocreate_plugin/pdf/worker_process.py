"""One worker process seen from outside: started on need, stopped at a deadline, restarted after a crash."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import IO, BinaryIO

from .fonts import surroundings
from .jobs import Finding, Order, Outcome, failed
from .protocol import packed_order, receive_answer, send

START_SECONDS = 120
"""A cold disk and a slow machine are given this long to load the libraries."""

FAIR_SHARE = 0.9
"""Who was at work for so much of the time had a processor, and is slow by itself."""

PROGRAM = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from cocreate_plugin.pdf.worker import main
main(json.loads(sys.argv[2]))
"""
"""A worker is a plain Python, not a fork or spawn of this one: it never runs the host's main module again.

It is started apart from its surroundings (`-I`), or a `json.py` in the folder one stands in would be run.
"""


class NoLibrariesError(Exception):
    """The libraries that draw cannot be loaded, so no sheet can be printed: the worker itself says so."""


class DiedError(Exception):
    """A worker ended, or was ended, while it was at work."""


class StartError(Exception):
    """A worker ended, or was ended, before it was ready."""


class WorkerProcess:
    """A worker process that prints one order after the other."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Remember which folders it may read; nothing is started yet."""
        self._folders = folders
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self._lock = Lock()
        self._closed = False

    def print(self, order: Order, deadline: float) -> Outcome:
        """Print an order within so many seconds; whatever goes wrong with it becomes a finding.

        Raises `DiedError` when the worker ends meanwhile; the next order starts a new one.
        """
        try:
            content = packed_order(order)
        except Exception as error:
            return failed(f"{type(error).__name__}: {error}")
        if self._process is None:
            self._start()
        return self._answer(content, deadline)

    def stop(self) -> None:
        """End the worker and wait until it is gone."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for channel in (process.stdin, process.stdout):
            with suppress(OSError):
                if channel:
                    channel.close()

    def close(self) -> None:
        """End the worker for good."""
        self._closed = True
        self.stop()
        if self._log:
            self._log.close()

    def _start(self) -> None:
        path = json.dumps([entry or str(Path.cwd()) for entry in sys.path])
        folders = json.dumps([str(folder) for folder in self._folders])
        try:
            self._log = self._log or tempfile.TemporaryFile()  # noqa: SIM115  Closed with the process.
            with self._lock:
                if self._closed:
                    raise StartError("closed")
                self._process = subprocess.Popen(
                    [sys.executable, "-I", "-X", "utf8", "-c", PROGRAM, path, folders],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._log,
                    env=surroundings(),
                )
        except OSError as error:
            raise StartError(error.strerror or str(error)) from error
        self._wait_until_ready()

    def _wait_until_ready(self) -> None:
        try:
            with _Clock(START_SECONDS, self._process):
                _, signs = receive_answer(self._channels()[1])
        except (OSError, EOFError, ValueError):
            reason = self._last_words()
            self.stop()
            raise StartError(reason) from None
        if "no_libraries" in signs:
            self.stop()
            raise NoLibrariesError(str(signs["no_libraries"]))

    def _answer(self, content: bytes, deadline: float) -> Outcome:
        clock = _Clock(deadline, self._process)
        try:
            with clock:
                orders, answers = self._channels()
                send(orders, content)
                outcome, signs = receive_answer(answers)
        except (OSError, EOFError, ValueError):
            reason = self._last_words()
            self.stop()
            if clock.rang:
                return Outcome(findings=(Finding("print-too-slow", facts={"seconds": round(deadline)}),))
            raise DiedError(reason) from None
        if signs.get("last"):
            self.stop()
        return outcome

    def _channels(self) -> tuple[BinaryIO, BinaryIO]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise EOFError
        return process.stdin, process.stdout  # type: ignore[return-value]

    def _last_words(self) -> str:
        """Say in one line how the worker ended: by which signal, and the last line that it wrote."""
        process, log = self._process, self._log
        if process is None or log is None:
            return "stopped"
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)
        code = process.poll()
        name = signal.Signals(-code).name if code and -code in set(signal.Signals) else f"exit code {code}"
        log.seek(max(0, log.seek(0, os.SEEK_END) - 4000))
        lines = log.read().decode(errors="replace").strip().splitlines()
        return f"{name}: {lines[-1][:300]}" if lines else name


class _Clock:
    """Kills a process when its time is up, which ends the wait for its answer on every system alike.

    What counts is how long it was at work: on a busy machine it may have waited for a processor.
    """

    def __init__(self, seconds: float, process: subprocess.Popen[bytes] | None) -> None:
        self.rang = False
        self._over = False
        self._seconds = seconds
        self._process = process
        self._begun = _processor_seconds(process)

    def _ring(self) -> None:
        used = _processor_seconds(self._process) - self._begun
        if self._over:
            return
        if 0 < used < FAIR_SHARE * self._seconds and _is_at_work(self._process):
            self._start(self._seconds - used)
            return
        self.rang = True
        if self._process:
            self._process.kill()

    def _start(self, seconds: float) -> None:
        self._timer = Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def __enter__(self) -> None:
        self._start(self._seconds)

    def __exit__(self, *_: object) -> None:
        self._over = True
        self._timer.cancel()


def _status(process: subprocess.Popen[bytes] | None) -> list[str]:
    """Give what Linux tells of a process, from its state on (proc_pid_stat(5))."""
    if process is None:
        return []
    try:
        return Path(f"/proc/{process.pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:  # no Linux, or it has ended
        return []


def _processor_seconds(process: subprocess.Popen[bytes] | None) -> float:
    """Tell how long a process has been at work; 0 where nobody knows."""
    fields = _status(process)
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK") if len(fields) > 13 else 0.0


def _is_at_work(process: subprocess.Popen[bytes] | None) -> bool:
    """Tell whether a process runs, or would if it had a processor or its disk."""
    return _status(process)[:1] in (["R"], ["D"])
