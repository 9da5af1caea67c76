"""All jobs of a run: known ones cost a look, the others go to the workers, results come in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from ..problems import Fact
from . import chapters
from .budget import Budget
from .cache import Cache, Verdict, digest
from .jobs import (
    LARGER_PAPER,
    MEASURED,
    Finding,
    Job,
    Order,
    Outcome,
    Printed,
    failed,
    filled,
    located,
    on_larger_paper,
)
from .worker_process import DiedError, NoLibrariesError, StartError, WorkerProcess

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""What Debian and its kin call the libraries that WeasyPrint opens by name."""

NO_LIBRARIES, NO_WORKER = "no-print-libraries", "no-print-worker"
OF_THE_MACHINE = frozenset({NO_LIBRARIES, NO_WORKER})
"""What is wrong with the machine, and so with every sheet: it is said once."""

STARTS, MOST_STARTS = 2, 4
"""So often a worker is started that was ended before it was ready; after so many in a row, none is."""


def print_all(jobs: Sequence[Job], cache: Path, workers: int = 1, deadline: float = 60) -> Iterator[Printed]:
    """Print the jobs and yield each result as soon as it and all before it are there.

    No worker is started when everything is known. All are gone when the iterator is done or closed.
    """
    store = Cache(cache)
    names = [digest(job) for job in jobs]
    known = {name: store.look_up(name) for name in dict.fromkeys(names)}
    missing = {name: job for name, job in zip(names, jobs, strict=True) if known[name] is None}
    roots = tuple(dict.fromkeys(job.root for job in missing.values()))
    staff = _Workers(store, min(max(1, workers), len(missing)), roots)
    try:
        awaited = {
            name: staff.take(name, missing[name], deadline * missing[name].patience)
            for name in _begun_in_order(missing, workers)
        }
        told: set[str] = set()
        for name, job in zip(names, jobs, strict=True):
            verdict = known[name] or awaited[name].result()
            printed = _printed(job, verdict, told)
            told |= OF_THE_MACHINE & {problem.code for problem in printed.problems}
            yield printed
        if missing:
            store.throw_away()
    finally:
        staff.close()


def _begun_in_order(missing: Mapping[str, Job], workers: int) -> list[str]:
    """Begin with what is heavier than a fair share: begun last, it would leave the other workers idle."""
    share = sum(job.weight for job in missing.values()) / (4 * workers)
    return sorted(missing, key=lambda name: -missing[name].weight if missing[name].weight > share > 0 else 0)


def _printed(job: Job, verdict: Verdict, told: set[str]) -> Printed:
    silent = {*told, MEASURED} if job.papers else {*told, MEASURED, LARGER_PAPER}
    problems = tuple(located(finding, job) for finding in verdict.findings if finding.code not in silent)
    return Printed(
        job.path,
        verdict.file,
        verdict.pages,
        problems,
        on_larger_paper(verdict.findings),
        filled(verdict.findings),
    )


class _Workers:
    """A few workers, and a thread that watches each."""

    def __init__(self, store: Cache, number: int, folders: Sequence[Path]) -> None:
        self._store = store
        self._workers = [WorkerProcess(folders) for _ in range(number)]
        self._free: SimpleQueue[WorkerProcess] = SimpleQueue()
        for worker in self._workers:
            self._free.put(worker)
        self._threads = ThreadPoolExecutor(max(1, number), thread_name_prefix="worker")
        self._budget = Budget()
        self._obstacle: Outcome | None = None
        self._starts_failed = 0

    def take(self, name: str, job: Job, seconds: float) -> Future[Verdict]:
        """Put a job in the line."""
        return self._threads.submit(self._print, name, job, seconds)

    def close(self) -> None:
        """Drop what is in the line, end the workers, and wait for their threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()
        self._threads.shutdown(wait=True)

    def _print(self, name: str, job: Job, seconds: float) -> Verdict:
        worker = self._free.get()
        try:
            print_ = partial(self._outcome, worker)
            outcome = self._budget.slow_drawings(job, print_)
            if outcome is None and job.by_chapters:
                one = partial(self._budget.printed, print_=print_, seconds=seconds)
                outcome = chapters.printed(job, one, partial(print_, seconds=seconds), self._store)
            return self._store.keep(name, outcome or self._budget.printed(job, print_, seconds))
        finally:
            self._free.put(worker)

    def _outcome(self, worker: WorkerProcess, order: Order, seconds: float) -> Outcome:
        """Print; a worker that does not start, or that ends at work, is started once more.

        Many things end a process that are no fault of the sheet, and a machine that is short of memory is one
        of them. After a few workers in a row that did not start, none is.
        """
        reason, died = "", False
        for _ in range(STARTS):
            if self._obstacle:
                return self._obstacle
            try:
                outcome = worker.print(order, seconds)
            except NoLibrariesError as error:
                facts: dict[str, Fact] = {"packages": PACKAGES, "reason": str(error)}
                self._obstacle = Outcome(findings=(Finding(NO_LIBRARIES, facts=facts),))
            except StartError as error:
                reason = str(error)
                self._starts_failed += 1
                if self._starts_failed >= MOST_STARTS:
                    self._obstacle = _not_started(reason)
            except DiedError as error:
                reason, died = str(error), True
            else:
                self._starts_failed = 0
                return outcome
        return self._obstacle or (failed(reason) if died else _not_started(reason))


def _not_started(reason: str) -> Outcome:
    return Outcome(findings=(Finding(NO_WORKER, facts={"reason": " ".join(reason.split())[:300]}),))
