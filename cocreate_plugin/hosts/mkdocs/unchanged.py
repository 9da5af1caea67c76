"""A site that was built from all that is here now, and lies where it was put: it need not be built again.

Only where everything that a site is made from can be told: settings in words, files, this package and those
beside it, the last commit, and the day. With a plugin or a hook of which nobody knows what it reads, every
build is made. Files are told by what the system says of them and not read: a copy of a folder is new.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.theme import Theme
from pathspec import PathSpec

from ...pdf.files import put, read_plain
from ...phrases import phrases
from ...sources.git import UnansweredError, answer, find_git
from . import addresses
from .kept_pages import UntoldError, plain, reading
from .new_site import HOST, NEW, OLD, SitePlace
from .theme import language_of

log = get_plugin_logger("cocreate")

FILE = "site.json"
"""In the cache: what the last site was built from, its files, and what was said while it was built."""

KNOWN = frozenset({"search", "material/search", "offline", "material/offline", "cocreate"})
"""Plugins that read nothing but the settings and what MkDocs reads."""

ELSEWHERE = frozenset({".git", ".venv", ".cache", "venv", "node_modules", "__pycache__"})
"""Folders that no site is made from."""

MOST_FILES = 20_000
"""Beside mkdocs.yml, and in the site, with their folders; with more, every build is made."""

MOST = 20_000_000
"""Bytes of the largest record that is read."""


@dataclass
class Unchanged:
    """What the site that is built now is made from, and what is said of it on the way."""

    holds: bool = False
    """Whether the site that is there was made from just this, and stays."""
    _record: Path = Path()
    _site: str = ""
    _outside: tuple[str, ...] = ()
    _files: str = ""
    _made_from: str = ""
    """In one word; empty where it cannot be told."""
    _said: tuple[tuple[str, str], ...] = ()
    """Notes, each with the name of the log that it stands in."""
    _ear: _Ear | None = None

    @classmethod
    def asked(cls, config: MkDocsConfig, cache: Path, place: SitePlace) -> Unchanged:
        """Find out, before anything is read, whether a site has to be built; then its build begins."""
        this = cls(_record=cache / FILE, _site=os.fspath(Path(config.site_dir).absolute()))
        if place.is_beside:
            with suppress(UntoldError, UnansweredError, OSError, ValueError, TypeError, RecursionError):
                this._look(config)
        place.begin(config)
        this.holds = this.holds and place.is_begun
        if this._made_from and not this.holds:
            this._ear = _Ear()
        return this

    def without_pages(self, config: MkDocsConfig) -> MkDocsConfig:
        """Say again what was said of the site, and let MkDocs make nothing beside it."""
        for name, line in self._said:
            logging.getLogger(name).info("%s", line)
        config.nav, config.extra_templates, config.theme.static_templates = None, [], set()
        return config

    def end(self, config: MkDocsConfig, place: SitePlace) -> None:
        """Let the site that is there stay, or the new one take its place, and keep what that is made from.

        Nothing is kept when something has changed meanwhile, or when there were warnings: a machine may lack
        something that it has another time.
        """
        is_in_place = place.end(config, is_wanted=not self.holds)
        said = self._ear.ended() if self._ear else None
        self._ear = None
        if self.holds:
            log.info(phrases(language_of(config)).t("build.unchanged"))
        elif is_in_place and said is not None:
            with suppress(OSError, UntoldError):
                if self._seen(addresses.root_of(config)) == self._files:
                    record = {"made from": self._made_from, "site": _site(self._site), "said": said}
                    put(self._record, json.dumps(record).encode())

    def give_up(self, place: SitePlace) -> None:
        """End a build that has failed."""
        place.give_up()
        if self._ear:
            self._ear.ended()
        self._ear = None

    def _look(self, config: MkDocsConfig) -> None:
        root = addresses.root_of(config)
        self._outside = (config.docs_dir, *filter(None, [config.theme.custom_dir]))
        self._files = self._seen(root)
        told = [_surroundings(root), _settings(config), logging.getLogger(HOST).getEffectiveLevel()]
        self._made_from = sha256(
            json.dumps([told, self._files]).encode("utf-8", "surrogateescape")
        ).hexdigest()
        with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            last = json.loads(read_plain(self._record, MOST))
            if last["made from"] == self._made_from and last["site"] == _site(self._site):
                self._said = tuple((str(name), str(line)) for name, line in last["said"])
                self.holds = True

    def _seen(self, root: Path) -> str:
        """Tell the files that a site may be made from as the system describes them."""
        passed = {os.fspath(self._record.parent.absolute()), self._site}
        folders = (os.fspath(root), *(each for each in self._outside if not Path(each).is_relative_to(root)))
        found = [told for folder in folders for told in _described(folder, passed)]
        return sha256(json.dumps(found).encode("utf-8", "surrogateescape")).hexdigest()


def _described(folder: str, passed: Collection[str] = ()) -> Iterator[list[Any]]:
    """Name files below a folder, each with its length, its times and its place on the disk.

    UntoldError when there are too many, as in a folder that a link leads round and round in.
    """
    seen = 0
    for at, folders, names in os.walk(folder, followlinks=True):
        seen += 1 + len(names)
        if seen > MOST_FILES:
            raise UntoldError
        folders[:] = sorted(name for name in folders if _counts(Path(at, name), passed))
        for path in (Path(at, name) for name in sorted(names)):
            there = path.stat()
            yield [os.fspath(path), there.st_size, there.st_mtime_ns, there.st_ctime_ns, there.st_ino]


def _counts(folder: Path, passed: Collection[str]) -> bool:
    """Tell whether a site may be made from what lies in a folder: not so from other sites and programs."""
    is_beside = folder.name.startswith(".") and folder.suffix in (NEW, OLD)
    is_passed = folder.name in ELSEWHERE or os.fspath(folder) in passed
    return not (is_beside or is_passed or (folder / "pyvenv.cfg").exists())


def _site(site_dir: str) -> dict[str, list[int]]:
    """Tell the files of a site; what is hidden in its folder is somebody else's."""
    found = {os.path.relpath(path, site_dir): [size, at] for path, size, at, *_ in _described(site_dir)}
    if not found:
        raise UntoldError
    return {name: told for name, told in found.items() if not name.startswith(".")}


def _surroundings(root: Path) -> list[Any]:
    """Tell what a site is made with: Python and its packages, this one, the last commit, and the day."""
    packages = {path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")}
    git = find_git(root)
    return [
        sys.version,
        sorted(packages),
        list(_described(os.fspath(Path(__file__).parents[2]))),
        answer(git, root, "rev-parse", "HEAD", "--is-shallow-repository", "--show-toplevel") if git else "",
        [dt.date.today().isoformat(), os.fspath(Path.cwd())],
        [os.environ.get(name, "") for name in ("SOURCE_DATE_EPOCH", "TZ")],
    ]


def _settings(config: MkDocsConfig) -> Any:
    """Write the settings as words; UntoldError where one does what nobody can tell."""
    ours = config.plugins.get("cocreate")
    if config.hooks or ours is None or not set(config.plugins) <= KNOWN:
        raise UntoldError
    if ours.config.draw or ours.config.report or os.environ.get("GITHUB_ACTIONS") == "true":
        # Programs draw, and other programs want to be told, each time.
        raise UntoldError
    reading(config.markdown_extensions, config.mdx_configs, "-8<-")
    told = {name: value for name, value in config.items() if name not in ("plugins", "theme", "hooks")}
    return [
        _words(told),
        [[name, type(plugin).__module__, _words(plugin.config)] for name, plugin in config.plugins.items()],
        _theme(config.theme),
    ]


def _theme(theme: Theme) -> Any:
    return [
        theme.name,
        theme.dirs,
        sorted(theme.static_templates),
        _words({name: str(theme[name]) if name == "locale" else theme[name] for name in theme}),
    ]


def _words(value: Any) -> Any:
    """Write a setting, which may be a group of settings, as words and numbers."""
    if isinstance(value, Config | Mapping):
        return {str(name): _words(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        each_of_them = [_words(each) for each in value]
        return sorted(each_of_them, key=str) if isinstance(value, set | frozenset) else each_of_them
    if isinstance(value, PathSpec):
        return [
            [each.include, str(getattr(each, "regex", None) and each.regex.pattern)]
            for each in value.patterns
        ]
    return plain(value)


class _Ear(logging.Handler):
    """Hears what is said of a site while it is built, by whomever."""

    def __init__(self) -> None:
        super().__init__()
        self._heard: list[tuple[str, str]] = []
        self._has_warnings = False
        self._logger = logging.getLogger(HOST)
        self._logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Note a line; that it builds, MkDocs says again by itself."""
        self._has_warnings |= record.levelno > logging.INFO
        if record.funcName != "build" and not getattr(record, "passing", False):
            self._heard.append((record.name, record.getMessage()))

    def ended(self) -> list[tuple[str, str]] | None:
        """Hear no more, and give the notes; None when there was anything worse."""
        self._logger.removeHandler(self)
        return None if self._has_warnings else self._heard
