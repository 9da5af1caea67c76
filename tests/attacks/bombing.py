"""Throws bombs: each is read by the command in a process of its own, with limits of time and memory.

python -m tests.attacks.bombing [PART_OF_A_NAME]      from the top of the checkout; tells what each cost
"""

from __future__ import annotations

import os
import re
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from cocreate_plugin.hosts.cli import main as command_line
from cocreate_plugin.testing import write
from tests.attacks.bombs import BOMBS, Bomb

MOST_SECONDS = 10
"""Processor time of the process, and of each worker that it starts; the system ends one that takes more."""
MOST_BYTES = 2 << 30
"""Memory that the process, and each worker, may ask for."""
_CODE = re.compile(r"(?:error|warning|note)\[([a-z0-9-]+)\]")


@dataclass(frozen=True)
class Blast:
    """What came of a bomb."""

    code: int
    text: str
    """What was said, on both streams."""
    seconds: float
    """Processor time, that of workers included."""
    megabytes: int

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the problems that were told."""
        return frozenset(_CODE.findall(self.text))

    @property
    def faults(self) -> list[str]:
        """What must not be: no end, a traceback, a reader that tripped, too much time, nothing said."""
        faults = [word for word in ("Traceback", "cannot-read", "MemoryError") if word in self.text]
        if self.code not in (0, 1):
            faults.append(f"ended with {self.code}")
        if not self.text.strip():
            faults.append("nothing said")
        if self.code == 1 and not self.codes:
            faults.append("no code")
        return faults


def thrown(bomb: Bomb, folder: Path) -> Blast:
    """Write a handbook, and read it in a process that has limits."""
    write(
        folder / "book",
        {"mkdocs.yml": "site_name: A\ntheme: material\nplugins: [cocreate]\n", **bomb.files()},
    )
    said = folder / "said"
    child = os.fork()
    if not child:
        _become(bomb.command, folder / "book", said)
    _, status, used = os.wait4(child, 0)
    seconds = used.ru_utime + used.ru_stime
    text = said.read_text("utf-8", "replace")
    return Blast(os.waitstatus_to_exitcode(status), text, seconds, used.ru_maxrss // 1024)


def _become(command: tuple[str, ...], folder: Path, said: Path) -> None:
    """Be the command; this never comes back."""
    try:
        os.chdir(folder)
        for number in (1, 2):
            os.dup2(os.open(said, os.O_RDWR | os.O_CREAT | os.O_APPEND), number)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", closefd=False) for number in (1, 2))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS + 1, MOST_SECONDS + 1))
        code = command_line.main(command)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(70)


if __name__ == "__main__":
    chosen = [each for each in BOMBS.values() if " ".join(sys.argv[1:]) in each.name]
    total = 0.0
    for each in chosen:
        with tempfile.TemporaryDirectory() as place:
            started = time.monotonic()
            blast = thrown(each, Path(place))
        total += blast.seconds
        print(
            f"{blast.seconds:6.2f} s {time.monotonic() - started:6.2f} s {blast.megabytes:5} MB {blast.code:3} {each.name}: "
            f"{' '.join(sorted(blast.codes)) or blast.text[:60]!r} {blast.faults or ''}",
            flush=True,
        )
    print(f"{len(chosen)} bombs, {total:.0f} s")
