"""All jobs of a run: known ones cost a look, the others go to the presses, results come in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from ..problems import Fact
from .cache import Cache, Verdict, digest
from .jobs import Finding, Job, Order, Outcome, Printed, located, order
from .worker_process import NoLibrariesError, Press

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""What Debian and its kin call the libraries that WeasyPrint opens by name."""

NO_LIBRARIES = "no-print-libraries"


def print_all(jobs: Sequence[Job], cache: Path, workers: int = 1, deadline: float = 60) -> Iterator[Printed]:
    """Print the jobs and yield each result as soon as it and all before it are there.

    No worker is started when everything is known. All are gone when the iterator is done or closed.
    """
    store = Cache(cache)
    names = [digest(job) for job in jobs]
    known = {name: store.look_up(name) for name in dict.fromkeys(names)}
    missing = {name: job for name, job in zip(names, jobs, strict=True) if known[name] is None}
    shop = _Shop(store, min(max(1, workers), len(missing)))
    try:
        awaited = {
            name: shop.take(name, order(missing[name]), deadline * missing[name].patience)
            for name in _begun_in_order(missing, workers)
        }
        said = False
        for name, job in zip(names, jobs, strict=True):
            verdict = known[name] or awaited[name].result()
            printed = _printed(job, verdict, silent_about=NO_LIBRARIES if said else None)
            said = said or any(each.code == NO_LIBRARIES for each in printed.problems)
            yield printed
        if missing:
            store.throw_away()
    finally:
        shop.close()


def _begun_in_order(missing: Mapping[str, Job], workers: int) -> list[str]:
    """Begin with what is heavier than a fair share: begun last, it would leave the other presses idle."""
    share = sum(job.weight for job in missing.values()) / (4 * workers)
    return sorted(missing, key=lambda name: -missing[name].weight if missing[name].weight > share > 0 else 0)


def _printed(job: Job, verdict: Verdict, silent_about: str | None) -> Printed:
    problems = tuple(located(each, job) for each in verdict.findings if each.code != silent_about)
    return Printed(job.path, verdict.file, verdict.pages, problems)


class _Shop:
    """A few presses, and a thread that minds each."""

    def __init__(self, store: Cache, presses: int) -> None:
        self._store = store
        self._presses = [Press(store.home) for _ in range(presses)]
        self._free: SimpleQueue[Press] = SimpleQueue()
        for press in self._presses:
            self._free.put(press)
        self._threads = ThreadPoolExecutor(max(1, presses), thread_name_prefix="press")
        self._hindrance: Outcome | None = None

    def take(self, name: str, order: Order, seconds: float) -> Future[Verdict]:
        """Put an order in the line."""
        return self._threads.submit(self._print, name, order, seconds)

    def close(self) -> None:
        """Drop what is in the line, end the workers, and wait for their threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for press in self._presses:
            press.close()
        self._threads.shutdown(wait=True)

    def _print(self, name: str, order: Order, seconds: float) -> Verdict:
        if self._hindrance:
            return self._store.keep(name, self._hindrance)
        press = self._free.get()
        try:
            return self._store.keep(name, press.print(order, seconds))
        except NoLibrariesError as error:
            facts: dict[str, Fact] = {"packages": PACKAGES, "reason": str(error)}
            self._hindrance = Outcome(findings=(Finding(NO_LIBRARIES, facts=facts),))
            return self._store.keep(name, self._hindrance)
        finally:
            self._free.put(press)
