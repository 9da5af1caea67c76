from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cocreate_plugin.addresses import Addresses
from cocreate_plugin.handbook import Handbook
from cocreate_plugin.hosts.project import project, workers
from cocreate_plugin.load import load
from cocreate_plugin.pdf import Job, Printed, pool, print_all
from cocreate_plugin.pdf.cache import Cache, digest
from cocreate_plugin.problems import Problem
from cocreate_plugin.sheets.all import sheets
from cocreate_plugin.sheets.jobs import jobs
from cocreate_plugin.sheets.sheet import Sheet
from cocreate_plugin.testing import write
from tests.pdf.posters import FILES, SITE, PrintJobs, made_of
from tests.shared import once, shared_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., list[Printed]]]:
    """Print jobs by one worker and into one cache for all tests: a worker takes longer to start than to print."""
    store = Cache(shared_folder(tmp_path_factory, "cache"))
    staff = pool._Workers(store, 1, (tmp_path_factory.getbasetemp(), ROOT))

    def print_one(job: Job, deadline: float) -> Printed:
        name = digest(job)
        verdict = store.look_up(name) or staff.take(name, job, deadline * job.patience).result()
        return pool._printed(job, verdict, set())

    def print_them(*jobs: Job, deadline: float = 60) -> list[Printed]:
        return [print_one(job, deadline) for job in jobs]

    yield print_them
    staff.close()


@dataclass(frozen=True)
class Print:
    """A sheet and what came of it."""

    sheet: Sheet
    file: Path
    pages: int
    problems: tuple[Problem, ...]


class Everything(dict[str, Print]):
    """Every sheet of the reference handbook by its path."""

    handbook: Handbook
    sheets: tuple[Sheet, ...]

    def on(self, paper: str) -> Handbook:
        """Give the handbook with another size of paper."""
        return replace(self.handbook, identity=replace(self.handbook.identity, paper=paper))


@pytest.fixture(scope="session")
def every(tmp_path_factory: pytest.TempPathFactory) -> Everything:
    """Print the whole reference handbook, once for tests and for `make handbook`: they share the project's cache."""

    here = project(ROOT)
    found = Everything()
    found.handbook = here.load().handbook
    found.sheets = sheets(found.handbook)

    def print_them(folder: Path) -> None:
        printed = print_all(jobs(found.sheets, here.root), here.cache, workers(here.settings.options))
        (folder / "printed").write_bytes(pickle.dumps(tuple(printed)))

    folder = once(shared_folder(tmp_path_factory, "every"), print_them)
    results = pickle.loads((folder / "printed").read_bytes())
    for sheet, result in zip(found.sheets, results, strict=True):
        assert result.file, list(result.problems)
        shown = sheet.larger[result.larger - 1] if result.larger else sheet
        found[sheet.path] = Print(shown, result.file, result.pages, result.problems)
    return found


@pytest.fixture(scope="session", params=["iso", "us"])
def paper(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def made(every: Everything, printed: PrintJobs) -> Callable[..., list[Print | Printed]]:
    """Give sheets of the reference handbook on their paper; on the handbook's own they are printed already."""

    def give(paper: str, sheets: Iterable[Sheet]) -> list[Print | Printed]:
        if paper == every.handbook.identity.paper:
            return [every[sheet.path] for sheet in sheets]
        return list(printed(*jobs(tuple(sheets), ROOT), deadline=120))

    return give


@pytest.fixture(scope="session")
def posters(every: Everything, paper: str, made: Callable[..., list[Printed]]) -> dict[str, Printed]:
    """One sheet of each sort, of the reference handbook, on both sizes of paper."""
    sheets = made_of(every.on(paper))
    return dict(zip(sheets, made(paper, sheets.values()), strict=True))


@pytest.fixture
def small(tmp_path: Path, printed: PrintJobs) -> Callable[..., dict[str, Printed]]:
    """Print the sheets of a small handbook with some files of one's own."""

    def make(kind: str = "", **more: str) -> dict[str, Printed]:
        files = {**FILES, **{f"process/{name}.md": text for name, text in more.items()}}
        handbook = load(write(tmp_path, files), addresses=Addresses(base=SITE)).handbook
        sheets = {name: sheet for name, sheet in made_of(handbook).items() if kind in ("", name)}
        return dict(zip(sheets, printed(*jobs(sheets.values(), tmp_path)), strict=True))

    return make
