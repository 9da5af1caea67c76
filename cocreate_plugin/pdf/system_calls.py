"""The system calls of Linux that a process that is shut in is refused, by their number on each machine.

The numbers are part of the kernel's promise to programs and never change. What can only be done to files by
name is Landlock's business; here is what Landlock does not see.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calls:
    """Numbers of system calls on one kind of machine."""

    architecture: int
    """What the kernel calls the machine."""

    clone: int
    clone3: int
    """Threads are made with these, and processes too."""

    signals: tuple[int, ...]
    """`kill` and `tgkill`, which may only name the process itself."""

    refused: tuple[int, ...]


EVERYWHERE = {
    "pidfd_send_signal": 424, "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
    "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsmount": 432, "pidfd_open": 434, "pidfd_getfd": 438,
    "mount_setattr": 442, "memfd_secret": 447, "fchmodat2": 452,
}  # fmt: skip
"""Younger calls have the same number on every machine."""

X86_64 = {
    # networks
    "socket": 41, "connect": 42, "accept": 43, "sendto": 44, "sendmsg": 46, "bind": 49, "listen": 50,
    "socketpair": 53, "accept4": 288,
    # programs and processes
    "fork": 57, "vfork": 58, "execve": 59, "execveat": 322, "ptrace": 101, "tkill": 200,
    "rt_sigqueueinfo": 129, "rt_tgsigqueueinfo": 297, "process_vm_readv": 310, "process_vm_writev": 311,
    "kcmp": 312,
    # what belongs to a file but is not its content
    "chmod": 90, "fchmod": 91, "chown": 92, "fchown": 93, "lchown": 94, "utime": 132, "utimes": 235,
    "futimesat": 261, "utimensat": 280, "fchownat": 260, "fchmodat": 268, "setxattr": 188, "lsetxattr": 189,
    "fsetxattr": 190, "removexattr": 197, "lremovexattr": 198, "fremovexattr": 199,
    # the machine
    "personality": 135, "pivot_root": 155, "chroot": 161, "mount": 165, "umount2": 166, "reboot": 169,
    "init_module": 175, "kexec_load": 246, "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272,
    "perf_event_open": 298, "name_to_handle_at": 303, "open_by_handle_at": 304, "setns": 308,
    "finit_module": 313, "bpf": 321, "userfaultfd": 323,
}  # fmt: skip

ARM_64 = {
    "socket": 198, "socketpair": 199, "bind": 200, "listen": 201, "accept": 202, "connect": 203,
    "sendto": 206, "sendmsg": 211, "accept4": 242,
    "ptrace": 117, "tkill": 130, "rt_sigqueueinfo": 138, "execve": 221, "rt_tgsigqueueinfo": 240,
    "process_vm_readv": 270, "process_vm_writev": 271, "kcmp": 272, "execveat": 281,
    "setxattr": 5, "lsetxattr": 6, "fsetxattr": 7, "removexattr": 14, "lremovexattr": 15, "fremovexattr": 16,
    "fchmod": 52, "fchmodat": 53, "fchownat": 54, "fchown": 55, "utimensat": 88,
    "umount2": 39, "mount": 40, "pivot_root": 41, "chroot": 51, "personality": 92, "unshare": 97,
    "kexec_load": 104, "init_module": 105, "reboot": 142, "add_key": 217, "request_key": 218, "keyctl": 219,
    "perf_event_open": 241, "name_to_handle_at": 264, "open_by_handle_at": 265, "setns": 268,
    "finit_module": 273, "bpf": 280, "userfaultfd": 282,
}  # fmt: skip

ARCHITECTURES = {
    "x86_64": Calls(0xC000003E, 56, 435, (62, 234), (*X86_64.values(), *EVERYWHERE.values())),
    "aarch64": Calls(0xC00000B7, 220, 435, (129, 131), (*ARM_64.values(), *EVERYWHERE.values())),
}
