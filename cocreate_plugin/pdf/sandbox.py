"""Shuts a process in for good: it reads some folders, and neither writes, nor connects, nor starts anything.

Linux has two walls for this, which need no rights and no program: Landlock for files, and a filter of system
calls (seccomp) for everything that is no file. What is open already stays open, so a pipe is the way out.
On other systems there is no such wall, and `obstacle` says so.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from zoneinfo import TZPATH

from .system_calls import ARCHITECTURES, Calls

LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
"""The same numbers on every machine."""

READ_FILE, READ_DIR = 1 << 2, 1 << 3
RIGHTS_BY_VERSION = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
"""What Landlock can forbid with files: run, write, read, list, remove, make; later to move, cut, control."""

TCP = 0b11
"""Since version 4 it forbids to bind and connect."""

SCOPES = 0b11
"""Since version 6: sockets without a file, and signals to others."""

PR_SET_NO_NEW_PRIVS, PR_GET_SECCOMP, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 21, 22, 2
LIBRARIES = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/timezone",
    *TZPATH,
)
"""Babel asks for the zone of time when it is loaded, and ends with an error where it may not."""
CLONE_THREAD = 0x10000
X32 = 0x40000000
"""System calls of another manner of speaking to the same kernel begin here."""

LARGEST_FILE = 1 << 20
"""Nothing is written but what a process says of its own end."""


class OpenError(OSError):
    """A wall could not be put up, though the system has it."""


def obstacle() -> str:
    """Say why a process cannot be shut in here, in a few English words; empty when it can."""
    if sys.platform != "linux":
        return f"{platform.system()} has no Landlock"
    if _architecture() is None:
        return f"{platform.machine()} is not supported"
    if _landlock_version() < 1:
        return "this kernel or container does not offer Landlock"
    if _libc().prctl(PR_GET_SECCOMP, 0, 0, 0, 0) < 0:
        return "this kernel or container does not offer seccomp"
    return ""


def libraries() -> tuple[Path, ...]:
    """Name the folders from which Python and what it loads are read."""
    own = [entry or str(Path.cwd()) for entry in sys.path]
    paths = sysconfig.get_paths()
    names = (*own, paths["stdlib"], paths["platstdlib"], *LIBRARIES, str(Path(__file__).parents[1]))
    return tuple(path for path in map(Path, dict.fromkeys(names)) if path.exists())


def shut_in(folders: Iterable[Path], memory: int) -> None:
    """Shut this process in: it reads below the folders and nothing else; `memory` is in bytes.

    Must be called before there is a second thread. OpenError when a wall does not stand.
    """
    _limit(memory)
    _must(_libc().prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _wall_around_files(folders)
    _wall_around_calls()


def limit_memory(memory: int) -> None:
    """Let a process have so many bytes of memory and leave no picture of it behind, where the system can."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _limit(memory: int) -> None:
    import resource

    limit_memory(memory)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


def _wall_around_files(folders: Iterable[Path]) -> None:
    version = _landlock_version()
    rights = sum(bits for since, bits in RIGHTS_BY_VERSION.items() if since <= version)
    rules = struct.pack("QQQ", rights, TCP if version >= 4 else 0, SCOPES if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = _must(_call(LANDLOCK_CREATE, rules, size, 0))
    try:
        for folder in folders:
            _let_read(ruleset, folder)
        _must(_call(LANDLOCK_RESTRICT, ruleset, 0))
    finally:
        os.close(ruleset)


def _let_read(ruleset: int, path: Path) -> None:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = READ_FILE | READ_DIR if path.is_dir() else READ_FILE
        _must(_call(LANDLOCK_ADD, ruleset, 1, struct.pack("=Qi", rights, handle), 0))
    finally:
        os.close(handle)


def _wall_around_calls() -> None:
    calls = _architecture()
    if calls is None:
        raise OpenError(errno.ENOSYS, "no system calls known")
    program = b"".join(_filter(calls, os.getpid()))
    holder = ctypes.create_string_buffer(program, len(program))
    description = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(holder))
    _must(_libc().prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_char_p(description), 0, 0))


LOAD, EQUAL, AT_LEAST, ANY_BIT, ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
"""Where the kernel puts what is asked: the number of the call, the machine, the low half of an argument."""


def _filter(calls: Calls, process: int) -> Iterator[bytes]:
    """Write the filter as the kernel reads it: each step is a code, two jumps and a value."""
    refused = _step(ANSWER, REFUSE | errno.EPERM)
    yield _step(LOAD, ARCHITECTURE)
    yield _step(EQUAL, calls.architecture, 1, 0)
    yield _step(ANSWER, KILL)
    yield _step(LOAD, NUMBER)
    yield _step(AT_LEAST, X32, 0, 1)
    yield refused
    for number in calls.refused:
        yield _step(EQUAL, number, 0, 1)
        yield refused
    # The library tries the older call, whose arguments can be seen, when it hears that there is no newer one.
    yield _step(EQUAL, calls.clone3, 0, 1)
    yield _step(ANSWER, REFUSE | errno.ENOSYS)
    yield _step(EQUAL, calls.clone, 0, 4)
    yield _step(LOAD, FIRST_ARGUMENT)
    yield _step(ANY_BIT, CLONE_THREAD, 1, 0)
    yield refused
    yield _step(ANSWER, ALLOW)
    for number in calls.signals:
        yield _step(EQUAL, number, 0, 4)
        yield _step(LOAD, FIRST_ARGUMENT)
        yield _step(EQUAL, process, 1, 0)
        yield refused
        yield _step(ANSWER, ALLOW)
    yield _step(ANSWER, ALLOW)


def _step(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_so, if_not, value)


def _architecture() -> Calls | None:
    # A Python of 32 bits on a machine of 64 speaks to the kernel in other numbers.
    return ARCHITECTURES.get(platform.machine()) if sys.maxsize > 2**32 else None


def _landlock_version() -> int:
    return _call(LANDLOCK_CREATE, None, 0, 1)


def _call(number: int, *arguments: bytes | int | None) -> int:
    wrapped = [
        ctypes.c_size_t(argument) if isinstance(argument, int) else ctypes.c_char_p(argument)
        for argument in arguments
    ]
    return int(_libc().syscall(ctypes.c_long(number), *wrapped))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _must(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OpenError(number, f"the sandbox does not stand: {os.strerror(number)}")
    return answer
