"""Where a command stands: the folder of the handbook, its settings, and the language to speak."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..phrases import FALLBACK, Phrases, languages, phrases, speak
from ..problems import Level, Problem, in_order
from ..sources import DISK, Disk, read_own_words
from ..sources.guard import Budget
from ..sources.tolerant_yaml import read_language
from .settings import Settings, option_problems, read_settings, settings_file, unprinted

if TYPE_CHECKING:
    from ..load import Loaded

# What reads a handbook is imported when one is read: help and completions answer at once.


@dataclass(frozen=True, slots=True)
class Project:
    """A handbook's folder and what mkdocs.yml says of it."""

    root: Path
    settings: Settings
    disk: Disk = DISK
    advise: tuple[str, ...] = ()
    """Checks of plain language, beside those that handbook.yml asks for."""
    draws_into: Path | None = None
    """Where drawings are kept that programs make of texts; without it no program is started for them."""

    @property
    def process(self) -> Path:
        """Give the folder of the content."""
        return self.root / self.settings.process

    @property
    def cache(self) -> Path:
        """Give the folder in which PDFs are kept between runs."""
        return kept_in(self.root, str(self.settings.options.get("cache_dir") or ".cache/cocreate"))

    @property
    def drawing(self) -> Project:
        """Give the same with drawings of what texts ask for, as far as the owner of the site wants them."""
        return replace(self, draws_into=self.cache)

    def load(
        self,
        today: dt.date | None = None,
        changed: Mapping[str, dt.date] | None = None,
        budget: Budget | None = None,
    ) -> Loaded:
        """Load the handbook and the faults of mkdocs.yml; without `changed`, git is asked for dates."""
        from ..drawn import drawer
        from ..load import load
        from ..prose import Dialect
        from .hand_written import files_of, gone, taken

        settings = self.settings
        loaded = load(
            self.root,
            settings.process,
            language=settings.language,
            title=settings.name,
            addresses=settings.addresses,
            today=today,
            changed=changed,
            disk=self.disk,
            budget=budget,
            advise=self.advise,
            dialect=Dialect.of(settings.markdown),
            drawer=drawer(self.root, settings.options.get("draw"), self.draws_into),
        )
        book = loaded.handbook
        hand_written = tuple(files_of(book, settings.is_left_out))
        found = (
            *settings.problems,
            *option_problems(settings.options, settings),
            *unprinted(settings.url, book.identity.site_url, settings.file),
            *taken(book, hand_written, settings.prints),
            *gone(book, str(settings.options.get("published") or ""), hand_written),
        )
        return replace(loaded, problems=in_order((*found, *loaded.problems)))

    def tried(
        self,
        today: dt.date | None = None,
        changed: Mapping[str, dt.date] | None = None,
        going_on: Callable[[], None] = lambda: None,
    ) -> Loaded:
        """Load the handbook, and say all that a build would say: of its pages and of hand-written ones.

        Generated pages are judged if nothing is wrong that must be put right first. `going_on` is called now
        and then, and ends the run by raising.
        """
        loaded = self.load(today, changed, Budget(checkpoint=going_on))
        from ..mend import with_edits
        from ..pages.judged import Judged, tried
        from ..pages.site import Site
        from ..sheets.all import listed
        from .hand_written import files_of, generated, missing_homes
        from .hand_written_text import HandWritten

        book = loaded.handbook
        going_on()
        sheets = tuple(each for each in listed(book) if each.publish) if self.settings.prints else ()
        site = Site(book, sheets)
        going_on()
        wrong = any(problem.level is Level.ERROR for problem in loaded.problems)
        pages = (
            Judged()
            if wrong
            else tried(site, missing_homes(book, files_of(book)), Budget(checkpoint=going_on))
        )
        written = HandWritten(loaded, self.settings, generated(site), pages.anchors)
        found = (*loaded.problems, *pages.problems, *written.problems())
        return replace(loaded, problems=with_edits(in_order(found), book))


def added(known: Iterable[Problem], on_paper: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give what paper adds to what is known: a picture that nobody can draw is said of its document alone."""
    said = {(each.code, each.place.path, each.place.line) for each in known}
    return tuple(each for each in on_paper if (each.code, each.place.path, each.place.line) not in said)


def project(start: Path, disk: Disk = DISK) -> Project:
    """Open the handbook in a folder or in the nearest one above it; none: the folder itself."""
    root = folder_of(start)
    return Project(root, read_settings(root, disk=disk), disk)


def folder_of(start: Path) -> Path:
    """Find the folder of the handbook that one stands in by names alone; nothing is read."""
    start = start.resolve()
    above = (start, *start.parents)
    return next((each for each in above if settings_file(each) or (each / "process").is_dir()), start)


def kept_in(root: Path, name: str) -> Path:
    """Give the folder in which PDFs are kept; when a link leads there, a passing one takes its place.

    A repository may hold a link, and we write and remove files in that folder.
    """
    from ..pdf.cache import passing_folder

    folder = Path(os.path.normpath(root / name))
    inside = [each for each in (folder, *folder.parents) if each.is_relative_to(root) and each != root]
    return passing_folder() if any(each.is_symlink() for each in inside) else folder


def language_of(here: Project) -> str:
    """Give the handbook's language as handbook.yml or the theme says it; empty when neither does."""
    return read_language(here.process / "handbook.yml", here.disk) or here.settings.language


def words_of(here: Project) -> Phrases:
    """Give the words in which to speak about a handbook, its own before ours."""
    speak(read_own_words(here.root, here.disk)[0])
    return phrases(spoken(language_of(here)))


def workers(options: Mapping[str, Any]) -> int:
    """Tell how many sheets are printed at a time: `COCREATE_WORKERS`, else the option, else one per core."""
    for number in (os.environ.get("COCREATE_WORKERS", ""), str(options.get("workers") or "")):
        if number.isdigit() and int(number) > 0:
            return int(number)
    return os.cpu_count() or 1


def spoken(*wanted: str) -> str:
    """Choose the first language that has a catalogue: what is wanted, the system's, English."""
    system = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system_language = next((word for word in system if word), "")
    known = languages()
    for word in (*wanted, system_language.partition(".")[0]):
        tag = word.replace("_", "-")
        for name in (tag, tag.partition("-")[0]):
            if name in known:
                return name
    return FALLBACK
