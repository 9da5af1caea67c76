"""What is printed reaches no other file, no network and no program."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import textwrap
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from cocreate_plugin.pdf import print_all
from cocreate_plugin.pdf.sandbox import obstacle
from tests.pdf import makers

ROOT = Path(__file__).parents[2]
needs_walls = pytest.mark.skipif(bool(obstacle()), reason=f"no sandbox here: {obstacle()}")

ATTEMPTS = """
    import json, os, socket, subprocess, sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[1])
    from cocreate_plugin.pdf.sandbox import libraries, shut_in
    inside, port = Path(sys.argv[2]), int(sys.argv[3])
    outside = inside.parent / "outside.txt"
    ready = socket.socket()
    shut_in((inside, *libraries()), 2 << 30)
    attempts = dict(
        read_inside=lambda: (inside / "a.txt").read_text(),
        list_inside=lambda: os.listdir(inside),
        read_outside=lambda: outside.read_text(),
        read_by_dots=lambda: (inside / ".." / "outside.txt").read_text(),
        read_by_link=lambda: (inside / "link.txt").read_text(),
        read_passwd=lambda: open("/etc/passwd").read(),
        read_environment=lambda: open("/proc/self/environ").read(),
        list_outside=lambda: os.listdir(inside.parent),
        write_inside=lambda: (inside / "b.txt").write_text("x"),
        append_inside=lambda: open(inside / "a.txt", "a"),
        write_outside=lambda: outside.write_text("x"),
        remove=lambda: (inside / "a.txt").unlink(),
        rename=lambda: (inside / "a.txt").rename(inside / "c.txt"),
        make_folder=lambda: (inside / "d").mkdir(),
        make_link=lambda: (inside / "l").symlink_to("/etc/passwd"),
        shorten=lambda: os.truncate(inside / "a.txt", 0),
        change_mode=lambda: os.chmod(inside / "a.txt", 0o777),
        change_time=lambda: os.utime(inside / "a.txt"),
        connect=lambda: ready.connect(("127.0.0.1", port)),
        open_socket=lambda: socket.create_connection(("127.0.0.1", port)),
        pair=lambda: socket.socketpair(),
        run=lambda: subprocess.run(["/bin/true"]),
        replace_itself=lambda: os.execv("/bin/true", ["true"]),
        fork=lambda: os.fork(),
        signal_to_parent=lambda: os.kill(os.getppid(), 0),
        import_more=lambda: __import__("colorsys"),
    )
    out = {}
    for name, attempt in attempts.items():
        try:
            attempt()
            out[name] = "done"
        except PermissionError:
            out[name] = "refused"
        except BaseException as error:
            out[name] = repr(error)
    print(json.dumps(out))
"""


@needs_walls
def test_a_process_that_is_shut_in_reads_its_folders_and_does_nothing_else(tmp_path: Path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "a.txt").write_text("a")
    (tmp_path / "outside.txt").write_text("secret")
    (inside / "link.txt").symlink_to("../outside.txt")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        command = [sys.executable, "-I", "-c", textwrap.dedent(ATTEMPTS), str(ROOT), str(inside), str(port)]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/")
    said = json.loads(done.stdout)
    allowed = {name for name, answer in said.items() if answer == "done"}
    assert allowed == {"read_inside", "list_inside", "import_more"}, done.stderr
    assert set(said.values()) == {"done", "refused"}
    assert (tmp_path / "outside.txt").read_text() == "secret" and (inside / "a.txt").read_text() == "a"


@needs_walls
@pytest.mark.paper
def test_a_worker_is_shut_in(tmp_path: Path):
    (tmp_path / "outside.txt").write_text("secret")
    root = tmp_path / "root"
    root.mkdir()
    attempts = {
        "read": partial(makers.reads, str(tmp_path / "outside.txt")),
        "write": partial(makers.writes, str(root / "x")),
        "run": makers.runs_a_program,
        "connect": makers.opens_a_socket,
    }
    jobs = [makers.job(make, root, path=f"{name}.pdf") for name, make in attempts.items()]
    for result in print_all(jobs, tmp_path / "cache"):
        (problem,) = result.problems
        assert problem.code == "print-failed" and "PermissionError" in str(problem.facts["reason"]), result
    assert not (root / "x").exists()


@pytest.mark.paper
def test_bytes_are_the_same_with_and_without_walls(tmp_path: Path):
    from PIL import Image

    Image.new("RGB", (40, 40), "red").save(tmp_path / "red.png")
    (tmp_path / "a.svg").write_text(makers.DRAWING)
    pictures = '<p><img src="/red.png" alt="Red"> <img src="/a.svg" alt="A"></p>'
    job = makers.job(partial(makers.boxes, 4, 0, pictures), tmp_path)
    (result,) = print_all([job], tmp_path / "cache")
    assert result.file and not result.problems
    code = """
        import sys
        from functools import partial
        from hashlib import sha256
        from pathlib import Path
        from cocreate_plugin.pdf.fonts import only_our_fonts
        from cocreate_plugin.pdf.jobs import order
        from tests.pdf import makers
        with only_our_fonts():
            from cocreate_plugin.pdf.layout import Printer
            printer = Printer()
        root = Path(sys.argv[1])
        outcome = printer.print(order(makers.job(partial(makers.boxes, 4, 0, sys.argv[2]), root)))
        print(sha256(outcome.pdf).hexdigest())
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path), pictures]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    assert done.stdout.strip() == sha256(result.file.read_bytes()).hexdigest(), done.stderr


@pytest.mark.paper
def test_a_module_in_the_folder_where_one_stands_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("json", "sitecustomize", "weasyprint", "ctypes"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a stranger was run')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (result,) = print_all([makers.job(makers.checklist, tmp_path)], tmp_path / "cache")
    assert result.file and not result.problems
