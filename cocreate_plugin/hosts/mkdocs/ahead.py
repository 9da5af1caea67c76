"""While somebody writes: the page that is looked at is made anew first, the rest of the site behind it.

MkDocs makes every page again after each change, and lets browsers wait for that. Here the site is made in
one of two folders by turns while the other is served. Before that begins, the page that was asked for last
is made again within the last complete build. Whoever looks at it sees the change at once; when the whole is
there, pages are loaded again if anything is different. What fails here is left to the build behind it.
"""

from __future__ import annotations

import logging
import posixpath
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from ...load import unchecked
from ...pages.all import page_at
from ...pages.site import Site
from . import languages
from .files import front_matter
from .policy import SitePolicy

_NEEDED = ("_epoch_cond", "_visible_epoch", "_wanted_epoch", "root")
"""What of MkDocs' server is used here; without them, pages are seen when all are made."""


@dataclass(frozen=True, slots=True)
class Again:
    """A page that is to be made again: its file, the site as it is now, and its text if it is generated."""

    file: File
    site: Site
    text: str | None = None


@dataclass
class LastBuild:
    """A build, with all that one page of it needs to be made again."""

    config: MkDocsConfig
    files: Files
    env: Any
    nav: Navigation | None = None
    is_done: bool = False
    """Whether it came to its end, and one page of it can be made alone."""

    def again(self, address: str, site: Site, reading: Mapping[str, Any]) -> Again | None:
        """Find the page at an address below the site, such as `phases/explore/`, as its documents are now.

        `reading` is how the handbook is read, as `load` takes it.
        """
        name = posixpath.normpath(address or ".").removeprefix("/").removesuffix("index.html").strip("/.")
        wanted = {name, f"{name}/index.html".lstrip("/"), f"{name}.html"}
        file = next((file for file in self._shown if file.dest_uri in wanted), None)
        if file is None or not self.is_done:
            return None
        if not languages.is_ours(file):
            return Again(file, site)
        old = site.handbook
        book = unchecked(old.root, old.process, changed=old.changed, addresses=old.addresses, **reading)
        now = replace(site, handbook=replace(book, files=old.files))
        page = page_at(now, file.src_uri)
        if page is None:
            return None
        languages.mark(file, page)
        return Again(file, now, front_matter(page) + page.markdown)

    def make(self, again: Again, policy: SitePolicy | None) -> bool:
        """Make a page again, and tell whether it is another now."""
        file, place = again.file, Path(again.file.abs_dest_path)
        if file.page is None or self.nav is None:
            return False
        before = place.read_bytes()
        if again.text is not None:
            path, file.content_string = file.abs_src_path, again.text
            file.abs_src_path = path
        build._populate_page(file.page, self.config, self.files)
        build._build_page(file.page, self.config, self._shown, self.nav, self.env)
        if policy:
            tuple(policy.finish())
        return place.read_bytes() != before

    @property
    def _shown(self) -> Sequence[File]:
        return self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)


@dataclass
class Folders:
    """Two folders that sites are made in by turns, so that one is whole at any time."""

    served: str = ""
    made_in: str = ""
    _second: str = ""

    def use(self, config: MkDocsConfig) -> None:
        """Let the next site be made where the one that is served is not."""
        if self.served == config.site_dir:
            self._second = self._second or tempfile.mkdtemp(prefix="mkdocs_")
            config.site_dir = self._second
        self.made_in = config.site_dir

    def done(self) -> None:
        """Serve what was made."""
        self.served = self.made_in

    def remove(self) -> None:
        """Take the second folder away; MkDocs does so with the first."""
        if self._second:
            shutil.rmtree(self._second, ignore_errors=True)


@dataclass
class Ahead:
    """Shows a page before the site that it is part of is made."""

    server: Any
    make: Callable[[str], bool]
    """Makes the page at an address again, and tells whether it is another now."""
    folders: Folders
    looked_at: str = ""
    """Address below the site of the page that was asked for last."""
    _shown: dict[str, str] | None = field(default=None, init=False)
    """What was served by address since a page was shown ahead, as hashes; None: nothing was."""

    @property
    def is_possible(self) -> bool:
        """Whether the server is the one that this was written for."""
        return all(hasattr(self.server, name) for name in _NEEDED)

    def error_page(self, code: int) -> bytes | None:
        """Give the page for addresses that lead nowhere; MkDocs looks for it in the first folder only."""
        with suppress(OSError):
            return Path(self.folders.served, f"{code}.html").read_bytes()
        return None

    def note(self, address: str, page: bytes) -> None:
        """Remember a page that was served."""
        self.looked_at = address
        if self._shown is not None:
            self._shown[address] = _told(page)

    def begin(self) -> None:
        """Make the page again that was asked for last, and let browsers load it."""
        self._shown = None
        if not self.is_possible:
            return
        with suppress(Exception), _in_silence():
            if self.make(self.looked_at):
                self._shown = {}
        if self._shown is not None:
            with self.server._epoch_cond:
                self.server._visible_epoch = self.server._wanted_epoch
                self.server._epoch_cond.notify_all()

    def end(self, served: Callable[[str], bytes]) -> None:
        """Serve the site that was made; pages that were seen before it and are others now are loaded again.

        `served` gives what is served at an address now.
        """
        if not self.is_possible:
            return
        self.server.root = self.folders.served
        shown, self._shown = self._shown, None
        if shown is None or all(_told(served(address)) == before for address, before in shown.items()):
            return
        with self.server._epoch_cond:  # MkDocs shows what it wanted when this is over
            self.server._wanted_epoch += 1


def _told(page: bytes) -> str:
    return sha256(page).hexdigest()


@contextmanager
def _in_silence() -> Iterator[None]:
    """Say nothing meanwhile: the build behind says it all."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
