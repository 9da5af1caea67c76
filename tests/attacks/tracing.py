"""What a command does to the system: which programs it starts, which hosts it asks, which files it reads.

The kernel tells it (strace) of the command and of all that it starts; where there is no strace, Python tells it of the
command alone (`sys.addaudithook`).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = "execve,execveat,open,openat,openat2,connect,sendto,sendmsg,bind"
_CALL = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)(?:<(.*)>)?(?: .*)?$")
_BEGUN = re.compile(r"^(\d+)\s+(.*) <unfinished \.\.\.>$")
_GOES_ON = re.compile(r"^(\d+)\s+<\.\.\. \w+ resumed>(.*)$")
_WORDS = re.compile(r'"((?:[^"\\]|\\.)*)"')

AUDITED = """
import json, os, sys
out = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def note(event, arguments):
    if event in ("open", "socket.connect", "socket.sendto", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.exec",
                 "os.posix_spawn", "os.system", "ctypes.dlopen"):
        os.write(out, (json.dumps([event, [str(each) for each in arguments]]) + "\\n").encode("utf-8", "replace"))
sys.addaudithook(note)
del sys.argv[1]
"""


@dataclass(frozen=True)
class Trace:
    """What was seen."""

    done: subprocess.CompletedProcess[str]
    started: tuple[tuple[str, ...], ...]
    """The words of each program that was started."""
    asked: tuple[str, ...]
    """Calls that reach another host, or a service of this one."""
    read: frozenset[str]
    """Files and folders that were opened, links followed."""


def can_trace() -> bool:
    """Tell whether strace is there and may look."""
    return (
        bool(shutil.which("strace"))
        and not subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True).returncode
    )


def traced(code: str, words: Sequence[str], folder: Path, log: Path, settings: Mapping[str, str]) -> Trace:
    """Run a Python program under strace."""
    strace = [
        "strace",
        "-f",
        "-qq",
        "-y",
        "-s",
        "4096",
        "-e",
        f"trace={CALLS}",
        "-e",
        "signal=none",
        "-o",
        str(log),
    ]
    program = [*strace, sys.executable, "-I", "-c", code, *words]
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, env={**os.environ, **settings})
    started: list[tuple[str, ...]] = []
    asked: list[str] = []
    read: set[str] = set()
    for call, arguments, result, opened in _calls(log):
        if call.startswith("exec") and result == 0:
            path, _, words = arguments.partition("[")
            started.append((*_WORDS.findall(path)[:1], *_WORDS.findall(words.partition("]")[0])[1:]))
        elif call.startswith("open") and result >= 0:
            read.add(opened.removesuffix(" (deleted)"))
        elif call in ("connect", "sendto", "sendmsg", "bind") and "sa_family=AF_UNIX" not in arguments:
            asked += [arguments] if "AF_" in arguments else []
    return Trace(done, tuple(started[1:]), tuple(asked), frozenset(read))


def _calls(log: Path) -> list[tuple[str, str, int, str]]:
    """Read what strace wrote, calls that another process interrupted put together."""
    begun: dict[str, str] = {}
    calls = []
    for line in log.read_text("utf-8", "replace").splitlines():
        if start := _BEGUN.match(line):
            begun[start[1]] = start[2]
            continue
        if rest := _GOES_ON.match(line):
            line = f"{rest[1]} {begun.pop(rest[1], '')}{rest[2]}"
        if call := _CALL.match(line):
            calls.append((call[1], call[2], int(call[3]), call[4] or ""))
    return calls


def audited(code: str, words: Sequence[str], folder: Path, log: Path, settings: Mapping[str, str]) -> Trace:
    """Run a Python program that tells what it does; programs that it starts tell nothing."""
    program = [sys.executable, "-I", "-c", AUDITED + code, str(log), *words]
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, env={**os.environ, **settings})
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    opened = {
        os.path.realpath(folder / given[0])
        for event, given in events
        if event == "open" and not given[0].isdigit()
    }
    started = [_listed(given[1]) for event, given in events if event == "subprocess.Popen"]
    started += [(event, *given) for event, given in events if event in ("os.exec", "os.system")]
    asked = tuple(f"{event} {given}" for event, given in events if event.startswith("socket."))
    return Trace(done, tuple(started), asked, frozenset(opened))


def _listed(words: str) -> tuple[str, ...]:
    return tuple(re.findall(r"'((?:[^'\\]|\\.)*)'", words))
