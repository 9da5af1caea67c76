"""How much time a run loses on what is too slow, and which drawings it need not try again.

A drawing of one kilobyte can keep a worker busy for hours. Each drawing is therefore tried by itself, once
in a run, so that it is named, and so that not every sheet that shows it waits for nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from html import escape
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from .jobs import Finding, Fit, Job, Order, Outcome, order

DRAWING_SECONDS = 5
"""A drawing with a hundred thousand lines takes one or two. One that passes is drawn again on its sheet."""

PATIENT_FOR, AT_WORK_FOR = 120, 600
"""Seconds lost in a run until sheets are given less time each, and until no other is begun."""

IMPATIENT_SECONDS = 10
"""What a sheet is given then; most take less than one."""

TOO_SLOW = "print-too-slow"

Print = Callable[[Order, float], Outcome]


class Budget:
    """What a run has lost so far; several threads may ask."""

    def __init__(self) -> None:
        """Begin with nothing lost."""
        self._lost = 0.0
        self._slow: dict[bytes, bool] = {}
        self._lock = Lock()

    def slow_drawings(self, job: Job, print_: Print) -> Outcome | None:
        """Name the drawings of a job that take too long by themselves; nothing when there are none."""
        slow = [name for name in job.drawings if self._is_slow(job.root, name, print_)]
        findings = [
            Finding("slow-drawing", facts={"image": name, "seconds": DRAWING_SECONDS}) for name in slow
        ]
        return Outcome(findings=tuple(findings)) if slow else None

    def printed(self, job: Job, print_: Print, seconds: float) -> Outcome:
        """Print a job as long as there is time for it."""
        lost = self._lost
        if lost >= AT_WORK_FOR:
            return Outcome(findings=(Finding("print-no-time", facts={"seconds": round(lost)}),))
        if lost >= PATIENT_FOR:
            seconds = min(seconds, IMPATIENT_SECONDS * job.patience)
        outcome = print_(order(job), seconds)
        self._count(outcome, seconds)
        return outcome

    def _is_slow(self, root: Path, name: str, print_: Print) -> bool:
        try:
            content = sha256((root / name).read_bytes()).digest()
        except OSError:  # The sheet says what is wrong with it.
            return False
        with self._lock:
            if content not in self._slow:
                alone = Order(partial(_alone, name), root, root, Fit(10, 10), forms=False)
                outcome = print_(alone, DRAWING_SECONDS)
                self._slow[content] = any(finding.code == TOO_SLOW for finding in outcome.findings)
                self._lost += DRAWING_SECONDS if self._slow[content] else 0
            return self._slow[content]

    def _count(self, outcome: Outcome, seconds: float) -> None:
        if any(finding.code == TOO_SLOW for finding in outcome.findings):
            with self._lock:
                self._lost += seconds


def _alone(name: str) -> str:
    """Write a sheet that shows one picture and nothing else."""
    address = escape(f"/{quote(name)}")
    return (
        '<!doctype html><html lang="en"><head><title>A drawing</title></head>'
        f'<body><h1>A drawing</h1><img src="{address}" alt="A drawing"></body></html>'
    )
