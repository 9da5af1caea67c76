"""A new site is written beside the old one and takes its place whole, even when the build is killed.

MkDocs clears the folder of the site first and writes into it afterwards. Here it writes into an empty folder
beside; nothing of the old site is touched until the last plugin is done.
"""

from __future__ import annotations

import atexit
import ctypes
import logging
import os
import re
import secrets
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

if sys.platform != "win32":
    import fcntl

NEW, OLD = ".new", ".old"
"""How the name of a folder ends that a site is written into, and of one that it has taken the place of.

Before that it has a dot, the name of the site, and a few letters by chance.
"""

HOST = build.log.name.partition(".")[0]
"""The log of the program that builds; ProperDocs has a name of its own."""

_HERE = -100
"""The folder that names are read from; from Linux' `fcntl.h`."""
_EXCHANGE = 2
"""From `renameat2(2)`: two names change places in one step."""


@dataclass
class NewSite:
    """A site that is being written, the place that it is for, and the lock that says so."""

    site: Path
    folder: Path
    _lock: int = -1
    _log: _TrueName | None = field(default=None, repr=False)

    @classmethod
    def begun(cls, site_dir: str) -> NewSite | None:
        """Make the folder of a new site; None where the old one can only be written into.

        So it is when the site is a disk of its own, belongs to somebody else, or lies where nothing can be
        made or a second one has no room. What a killed build has left behind is taken away first.
        """
        site = Path(site_dir).resolve()
        if os.path.ismount(site) or _belongs_to_somebody_else(site):
            return None
        try:
            site.parent.mkdir(parents=True, exist_ok=True)
            for left in site.parent.glob(f"{_beside(site)}*"):
                _take_away(left, site)
            if shutil.disk_usage(site.parent).free < _size(site):
                return None
            folder = site.with_name(f"{_beside(site)}{secrets.token_hex(4)}{NEW}")
            folder.mkdir()
            if site.is_dir():
                shutil.copymode(site, folder)
            new = cls(site, folder, _locked(folder))
        except OSError:
            return None
        new._log = _TrueName(new)
        build.log.addFilter(new._log)
        atexit.register(new.given_up)
        return new

    def put_in_place(self) -> None:
        """Let the new site take the place of the old one; OSError when the system refuses, and the old stays.

        What is hidden in the folder of the site stays there, as MkDocs leaves it: `.git`, for example.
        """
        aside = self.folder.with_suffix(OLD)
        if self.site.is_dir():
            # From now on, what lies beside is an old site, whoever finds it.
            self.folder = self.folder.rename(aside)
            if not _exchanged(aside, self.site):
                self.folder = self.folder.rename(aside.with_suffix(NEW))
                self.site.rename(aside)
                try:
                    self.folder.rename(self.site)
                except OSError:
                    aside.rename(self.site)
                    raise
                self.folder = aside
        else:
            self.folder.rename(self.site)

    def given_up(self) -> None:
        """Take away what lies beside the site: a new one that nobody wants, or the old one."""
        atexit.unregister(self.given_up)
        build.log.removeFilter(self._log or _TrueName(self))
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1
        _take_away(self.folder, self.site)

    def true_name(self, text: str) -> str:
        """Name the site where a text names the folder that it is written into."""
        return text.replace(os.fspath(self.folder), os.fspath(self.site))


@dataclass
class SitePlace:
    """Where a build finds the site, and where it writes it."""

    is_beside: bool = False
    """Whether it is written beside; not so one that is served, or not built whole, or only asked about."""
    name: str = ""
    """The folder in which readers find the site."""
    written_into: str = ""
    _new: NewSite | None = None
    _builds: int = 0
    """How many have begun and not ended: builds for other languages lie within the first one."""

    def begin(self, config: MkDocsConfig) -> None:
        """Let a build write beside the old site, before any other plugin asks where the site is."""
        self._builds += 1
        if self._builds > 1:
            return
        self.name = config.site_dir
        self._new = NewSite.begun(config.site_dir) if self.is_beside else None
        if self._new:
            config.site_dir = os.fspath(self._new.folder)
        self.written_into = config.site_dir

    @property
    def is_begun(self) -> bool:
        """Tell whether the site that was there stays until this one takes its place."""
        return self._new is not None

    def end(self, config: MkDocsConfig, is_wanted: bool = True) -> bool:
        """Let the new site take its place, unless MkDocs is about to refuse it; tell whether it did.

        Who publishes asks for the folder afterwards, and finds the site there.
        """
        self._builds -= 1
        if self._builds or not self._new:
            return False
        config.site_dir = self.name
        is_wanted = is_wanted and not _has_warnings()
        if is_wanted:
            self._new.put_in_place()
        self.give_up()
        return is_wanted

    def give_up(self) -> None:
        """Take away what has not taken its place."""
        self._builds = 0
        if self._new:
            self._new.given_up()
        self._new = None


class _TrueName(logging.Filter):
    """Lets MkDocs say where the site will be."""

    def __init__(self, new: NewSite) -> None:
        super().__init__()
        self.new = new

    def filter(self, record: logging.LogRecord) -> bool:
        """Name the place of the site."""
        record.msg = self.new.true_name(str(record.msg))
        return True


def _has_warnings() -> bool:
    """Tell whether MkDocs will refuse the site after its last page: it counts warnings when it is strict."""
    handlers = logging.getLogger(HOST).handlers
    return any(isinstance(each, CountHandler) and each.get_counts() for each in handlers)


def _belongs_to_somebody_else(site: Path) -> bool:
    return site.is_dir() and hasattr(os, "geteuid") and site.stat().st_uid != os.geteuid()


def _locked(folder: Path) -> int:
    """Hold a folder as long as this process lives; OSError when another build does."""
    if sys.platform == "win32":
        return os.open(os.devnull, os.O_RDONLY)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle


def _take_away(folder: Path, site: Path) -> None:
    """Remove a folder that lies beside, unless a build holds it.

    An old site whose place is empty goes back there; so does what is hidden in it, and not in the new one.
    """
    with suppress(OSError):
        if folder.is_symlink() or not folder.is_dir() or folder.suffix not in (NEW, OLD):
            return
        os.close(_locked(folder))
        if folder.suffix == OLD and not site.exists():
            folder.rename(site)
            return
        for hidden in folder.glob(".*") if folder.suffix == OLD else ():
            if not os.path.lexists(site / hidden.name):
                hidden.rename(site / hidden.name)
        shutil.rmtree(folder, ignore_errors=True)


def _beside(site: Path) -> str:
    """Begin the names of folders that lie beside a site; no sign in it is special to who looks for them."""
    name = re.sub(r"[^\w.-]", "_", site.name)
    return f".{name[:80]}."


def _size(site: Path) -> int:
    """Count the bytes of a site."""
    files = (Path(above, name) for above, _, names in os.walk(site) for name in names)
    return sum(path.lstat().st_size for path in files)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    refused: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return not refused
