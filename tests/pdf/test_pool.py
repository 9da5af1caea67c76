"""Many jobs at once: order, workers that hang or die, and what is left when somebody interrupts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from cocreate_plugin.pdf import Fit, Printed, budget, print_all, worker_process as worker_module
from cocreate_plugin.pdf.jobs import Outcome
from cocreate_plugin.pdf.worker_process import WorkerProcess
from tests.pdf import makers
from tests.pdf.processes import children, is_alive

pytestmark = pytest.mark.paper

ROOT = Path(__file__).parents[2]


def codes(printed: Printed) -> list[str]:
    return [problem.code for problem in printed.problems]


@pytest.fixture(autouse=True)
def no_worker_is_left() -> Iterator[None]:
    before = set(children(os.getpid()))
    yield
    assert set(children(os.getpid())) <= before


def test_results_come_in_the_order_of_the_jobs(tmp_path: Path):
    long = makers.job(partial(makers.checklist, 60), tmp_path, path="1.pdf", fit=Fit(10, 10))
    short = [makers.job(partial(makers.checklist, n), tmp_path, path=f"{n}.pdf") for n in (2, 3, 4)]
    results = list(print_all([long, *short], tmp_path / "cache", workers=2))
    assert [each.path for each in results] == ["1.pdf", "2.pdf", "3.pdf", "4.pdf"]
    assert [each.pages for each in results] == [2, 1, 1, 1]
    assert all(each.file and each.file.read_bytes().startswith(b"%PDF") for each in results)


def test_no_worker_is_started_when_everything_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    jobs = [makers.job(makers.checklist, tmp_path), makers.job(partial(makers.boxes, 30), tmp_path)]
    first = list(print_all(jobs, tmp_path / "cache"))

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(worker_module.subprocess, "Popen", forbidden)
    assert list(print_all(jobs, tmp_path / "cache", workers=4)) == first
    assert codes(first[0]) == []
    assert "does-not-fit" in codes(first[1])


def test_places_are_looked_up_anew_when_the_result_is_known(tmp_path: Path):
    full = makers.job(partial(makers.boxes, 4, 30), tmp_path)
    list(print_all([full], tmp_path / "cache"))
    moved = makers.job(partial(makers.boxes, 4, 30), tmp_path, names={"b0": "Bakgrund"})
    moved.places["b0"] = type(moved.places[""])("process/a3/sheet.md", 99)  # type: ignore[index]
    (result,) = print_all([moved], tmp_path / "cache")
    assert result.problems[0].place.line == 99
    assert result.problems[0].facts["box"] == "Bakgrund"


def test_jobs_made_from_the_same_are_printed_once(tmp_path: Path):
    jobs = [makers.job(makers.tells_process, tmp_path, path=name) for name in ("a.pdf", "b.pdf")]
    one, two = print_all(jobs, tmp_path / "cache", workers=2)
    assert (one.path, two.path) == ("a.pdf", "b.pdf")
    assert one.file == two.file
    assert len(list((tmp_path / "cache").glob("*.pdf"))) == 1


@pytest.mark.parametrize(
    ("html", "code", "reason"),
    [
        (makers.fails, "print-failed", "LookupError: no such template (makers.py:"),
        (makers.nests, "print-failed", "nested-too-deep"),
        (makers.dies, "print-failed", "SIGKILL"),
        (makers.eats_memory, "print-failed", "out-of-memory"),
        ("<p>no language", "print-failed", "SheetError: the sheet has no language"),
        (makers.hangs, "print-too-slow", None),
        (makers.loops_in_layout, "print-too-slow", None),
    ],
)
def test_a_bad_sheet_is_a_problem_and_the_next_one_is_printed(
    tmp_path: Path, html: Callable[[], str] | str, code: str, reason: str | None
):
    if html is makers.dies and sys.platform == "win32":
        pytest.skip("no signals")
    jobs = [makers.job(html, tmp_path), makers.job(makers.checklist, tmp_path, path="good.pdf")]
    bad, good = print_all(jobs, tmp_path / "cache", deadline=2)
    assert codes(bad) == [code]
    assert bad.file is None
    facts = bad.problems[0].facts
    assert facts["path"] == "print/sheet.pdf"
    assert str(facts.get("reason", "")).startswith(reason or "")
    assert "\n" not in str(facts.get("reason", ""))
    assert good.file and not good.problems


def test_a_long_job_may_be_given_more_time(tmp_path: Path):
    patient = replace(makers.job(makers.slow, tmp_path), patience=20)
    (result,) = print_all([patient], tmp_path / "cache", deadline=0.5)
    assert result.file and not result.problems


def test_what_cannot_be_pickled_is_a_problem(tmp_path: Path):
    (result,) = print_all([makers.job(lambda: "x", tmp_path)], tmp_path / "cache")
    assert codes(result) == ["print-failed"]


def test_missing_libraries_are_said_once_with_their_package_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    broken = "raise OSError(\"cannot load library 'libpango-1.0-0'\")"
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text(broken)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    jobs = [makers.job(partial(makers.checklist, n), tmp_path) for n in range(3)]
    first, *rest = print_all(jobs, tmp_path / "cache", workers=2)
    assert codes(first) == ["no-print-libraries"]
    assert "libpango-1.0-0" in first.problems[0].facts["packages"]
    assert "cannot load library" in str(first.problems[0].facts["reason"])
    assert [(each.file, each.problems) for each in rest] == [(None, ()), (None, ())]


KILLED_AT_FIRST = """
import os, signal, sys
from pathlib import Path
starts = Path(__file__).with_name("starts")
starts.write_text(starts.read_text() + "x" if starts.exists() else "x")
if len(starts.read_text()) <= TIMES:
    os.kill(os.getpid(), signal.SIGKILL)
sys.path.remove(str(Path(__file__).parent))
del sys.modules["weasyprint"]
import weasyprint
"""


def kill_while_starting(folder: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    (folder / "weasyprint.py").write_text(KILLED_AT_FIRST.replace("TIMES", str(times)))
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    return folder / "starts"


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_worker_that_is_killed_while_it_starts_is_started_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    starts = kill_while_starting(tmp_path, 1, monkeypatch)
    (result,) = print_all([makers.job(makers.checklist, tmp_path)], tmp_path / "cache")
    assert result.file and not result.problems
    assert starts.read_text() == "xx"


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_worker_that_never_starts_is_no_missing_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    starts = kill_while_starting(tmp_path, 1000, monkeypatch)
    jobs = [makers.job(partial(makers.checklist, n), tmp_path) for n in range(9)]
    results = list(print_all(jobs, tmp_path / "cache"))
    assert [codes(each) for each in results] == [["no-print-worker"], *[[]] * 8]
    assert str(results[0].problems[0].facts["reason"]).startswith("SIGKILL")
    assert not any(each.file for each in results)
    assert len(starts.read_text()) == 4


def test_a_worker_that_cannot_be_started_at_all_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    (result,) = print_all([makers.job(makers.checklist, tmp_path)], tmp_path / "cache")
    assert codes(result) == ["no-print-worker"]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_what_a_worker_leaves_that_is_killed_at_work_is_printed_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    killed: list[int] = []
    answer = WorkerProcess._answer

    def killed_once(worker: WorkerProcess, content: bytes, deadline: float) -> Outcome:
        if not killed and (process := worker._process):
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            killed.append(process.pid)
        return answer(worker, content, deadline)

    monkeypatch.setattr(WorkerProcess, "_answer", killed_once)
    (result,) = print_all([makers.job(makers.checklist, tmp_path)], tmp_path / "cache")
    assert killed and result.file and not result.problems


def test_a_slow_drawing_is_tried_once_and_named_and_the_rest_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(budget, "DRAWING_SECONDS", 2)
    for name, drawing in {"slow": makers.endless_drawing(), "good": makers.DRAWING}.items():
        (tmp_path / f"{name}.svg").write_text(drawing)
    jobs = [
        replace(makers.job(partial(makers.shows, name, n), tmp_path), drawings=(f"{name}.svg",))
        for n, name in enumerate(("slow", "good", "slow", "good"))
    ]
    results = list(print_all(jobs, tmp_path / "cache", deadline=1000))
    assert [codes(each) for each in results] == [["slow-drawing"], [], ["slow-drawing"], []]
    assert [bool(each.file) for each in results] == [False, True, False, True]
    assert results[0].problems[0].facts == {"image": "slow.svg", "seconds": 2}


def test_a_run_that_has_lost_too_much_time_begins_no_other_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    known = makers.job(makers.checklist, tmp_path)
    list(print_all([known], tmp_path / "cache"))
    monkeypatch.setattr(budget, "AT_WORK_FOR", 1)
    jobs = [makers.job(makers.hangs, tmp_path), known, makers.job(partial(makers.checklist, 3), tmp_path)]
    results = list(print_all(jobs, tmp_path / "cache", deadline=1))
    assert [codes(each) for each in results] == [["print-too-slow"], [], ["print-no-time"]]


def test_a_run_that_has_lost_much_time_becomes_impatient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(budget, "PATIENT_FOR", 1)
    monkeypatch.setattr(budget, "IMPATIENT_SECONDS", 2)
    jobs = [makers.job(partial(makers.hangs, n), tmp_path) for n in range(2)]
    jobs.append(makers.job(partial(makers.checklist, 3), tmp_path))
    results = list(print_all(jobs, tmp_path / "cache", deadline=3))
    assert [each.problems[0].facts["seconds"] for each in results[:2]] == [3, 2]
    assert results[2].file


def test_workers_are_gone_when_the_iterator_is_closed_early(tmp_path: Path):
    jobs = [makers.job(makers.checklist, tmp_path), makers.job(makers.hangs, tmp_path)]
    results = print_all(jobs, tmp_path / "cache", workers=2)
    next(results)
    results.close()  # type: ignore[attr-defined]


def run_as_main(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_calling_process_never_loads_the_drawing_library(tmp_path: Path):
    code = """
        import sys
        from pathlib import Path
        from cocreate_plugin.pdf import print_all
        from tests.pdf import makers
        (result,) = print_all([makers.job(makers.checklist, Path(sys.argv[1]))], Path(sys.argv[1], "cache"))
        assert result.file and not result.problems, result
        assert "weasyprint" not in sys.modules and "pydyf" not in sys.modules
        print("done")
    """
    process = run_as_main(code, str(tmp_path))
    assert process.communicate(timeout=60) == ("done\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_killed_build_leaves_no_worker_and_no_half_file(tmp_path: Path, sign: signal.Signals):
    code = """
        import signal, sys
        from pathlib import Path
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
        from cocreate_plugin.pdf import print_all
        from tests.pdf import makers
        folder = Path(sys.argv[1])
        jobs = [makers.job(makers.checklist, folder), makers.job(makers.hangs, folder)]
        for result in print_all(jobs, folder / "cache"):
            print("one", flush=True)
    """
    process = run_as_main(code, str(tmp_path))
    assert process.stdout and process.stdout.readline() == "one\n"
    (worker,) = children(process.pid)
    process.send_signal(sign)
    process.communicate(timeout=20)
    for _ in range(50):
        if not is_alive(worker):
            break
        time.sleep(0.1)
    assert not is_alive(worker)
    assert not list((tmp_path / "cache").glob("*.part"))


def test_the_bytes_are_the_same_for_any_hash_seed_number_of_workers_and_folder(tmp_path: Path):
    code = """
        import sys
        from functools import partial
        from hashlib import sha256
        from pathlib import Path
        from cocreate_plugin.pdf import Fit, print_all
        from tests.pdf import makers
        folder = Path(sys.argv[1])
        picture = '<p><img src="red.png" alt="Red"> <a href="#end-b1">on</a></p>'
        jobs = [makers.job(makers.checklist, folder), makers.job(partial(makers.boxes, 4, 0, picture), folder)]
        jobs.append(makers.job(makers.form, folder, forms=True))
        for result in print_all(jobs, folder / "cache", int(sys.argv[2])):
            print(sha256(result.file.read_bytes()).hexdigest(), result.problems)
    """
    from PIL import Image

    answers = set()
    for number, seed in enumerate(("1", "2")):
        folder = tmp_path / f"folder{number}"
        folder.mkdir()
        Image.new("RGB", (40, 40), "red").save(folder / "red.png")
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code), str(folder), str(number + 1)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": ("UTC", "Asia/Tokyo")[number]},
        )
        answers.add(process.communicate(timeout=60)[0])
    assert len(answers) == 1
    assert next(iter(answers)).count("()") == 3


def test_nothing_of_this_process_is_changed(tmp_path: Path):
    before = dict(os.environ)
    list(print_all([makers.job(makers.checklist, tmp_path)], tmp_path / "cache"))
    assert dict(os.environ) == before


def test_a_folder_that_was_not_there_is_made(tmp_path: Path):
    (result,) = print_all([makers.job(makers.checklist, tmp_path)], tmp_path / "a" / "b" / "cache")
    assert result.file and result.file.is_relative_to(tmp_path / "a")


def test_stray_prints_of_a_sheet_do_not_disturb_the_answer(tmp_path: Path):
    (result,) = print_all([makers.job(makers.prints_to_screen, tmp_path)], tmp_path / "cache")
    assert result.file and not result.problems


def test_no_jobs_are_no_results(tmp_path: Path):
    assert list(print_all([], tmp_path / "cache")) == []


def test_a_worker_that_waits_for_a_processor_is_given_more_time(tmp_path: Path) -> None:
    """Stopped and continued by a signal, it is at work for a part of its time only, as on a busy machine."""
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        clock = worker_module._Clock(1.0, process)
        with clock:
            os.kill(process.pid, signal.SIGSTOP)
            clock._timer.join(0.8)
            os.kill(process.pid, signal.SIGCONT)
            first = clock._timer
            first.join()
            was_patient = process.poll() is None
            clock._timer.join()
            process.wait()
    assert was_patient
    assert clock.rang
