"""How long it takes until an edit is seen: from writing a file to its words at the page's address."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

PAGE = "dialogue-models/world-cafe"
WAIT = 600
"""Seconds after which something is wrong."""


def edits(folder: Path, runs: int) -> list[float]:
    """Give the seconds of some edits of one dialogue model, while a browser shows its page."""
    file = folder / "process" / f"{PAGE}.md"
    before = file.read_text("utf-8")
    try:
        with _served(folder) as (address, log):
            return [
                _edit(file, f"{before}\n## Remark\n\nEdit {run} of this page.\n", f"{address}{PAGE}/", log)
                for run in range(runs)
            ]
    finally:
        file.write_text(before, "utf-8")


def _edit(file: Path, text: str, address: str, log: Path) -> float:
    """Write a file as an editor does, and wait until its last line is seen, and then until all is quiet."""
    _page(address)
    builds = log.read_text("utf-8").count("Documentation built")
    file.write_text(text, "utf-8")
    start = time.perf_counter()
    last = text.strip().splitlines()[-1]
    _until(lambda: last in _page(address), 0.02)
    seconds = time.perf_counter() - start
    _until(lambda: log.read_text("utf-8").count("Documentation built") > builds, 0.2)
    return seconds


def _page(address: str) -> str:
    with urlopen(address, timeout=WAIT) as answer:
        text: str = answer.read().decode()
        return text


def _until(is_so: Callable[[], bool], pause: float) -> None:
    end = time.monotonic() + WAIT
    while not is_so():
        if time.monotonic() > end:
            sys.exit("The edit was not seen.")
        time.sleep(pause)


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, Path]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "serve.log"
    program = [str(Path(sys.executable).with_name("mkdocs")), "serve", "-a", f"127.0.0.1:{port}"]
    with log.open("w") as out, subprocess.Popen(program, cwd=folder, stdout=out, stderr=out) as server:
        try:
            _until(lambda: server.poll() is not None or "Serving on" in log.read_text("utf-8"), 0.1)
            address = log.read_text("utf-8").split("Serving on ")[-1].split()[0]
            yield address, log
        finally:
            server.terminate()
