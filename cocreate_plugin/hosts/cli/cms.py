"""`cocreate cms`: the settings of a CMS, so that people without Git fill in a form in the browser."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ...handbook import Handbook
from ...pdf.files import put
from ...phrases import Phrases
from ...sources.written_yaml import as_yaml
from ..cms.backend import REVIEWED, branch_of, place_in_repository, settings
from ..cms.files import (
    CONFIG,
    NAMES,
    PAGE,
    PINNED,
    Config,
    Script,
    comment,
    integrity,
    page,
    read_config,
)
from ..cms.settings import for_kinds
from ..project import Project, words_of
from ..reports.report import HOME
from ..repository import repository
from .localised_click import LocalisedHelp, refuse_plainly
from .report import tell
from .sound import sound_handbook

FOLDER = "admin"
"""Where the CMS lies among the hand-written pages, and so on the site: where people look for it."""

DEFAULT = "sveltia"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command was asked for; empty words: what is there already, else what is usual."""

    folder: Path | None = None
    program: str = ""
    backend: str = ""
    script: str = ""
    overwrite: bool = False


def cms(here: Project, wanted: Wanted) -> None:
    """Write the settings and the page of a CMS; what somebody changed stays, unless it may be overwritten."""
    words = words_of(here)
    book = sound_handbook(here, words)
    folder = _folder(here, wanted.folder)
    before = _before(folder / CONFIG, wanted)
    program = wanted.program or (before.program if before else DEFAULT)
    own = before.own if before and not wanted.backend else _own(here, words, program, wanted.backend)
    _write(folder / CONFIG, Config(own, program, _made(here, book, words, program)).text())
    title = f"{book.identity.title or here.settings.name or 'cocreate'} · {NAMES[program]}"
    script = _script(folder, wanted.script, program)
    lost = words.t("cms.no-program", program=NAMES[program], address=script.address)
    html = page(title, words.language, words.t("cms.no-script"), lost, script)
    start = folder / PAGE
    if wanted.overwrite or not start.exists() or _text(start) == html:
        _write(start, html)
    else:
        tell(words.t("cms.kept", path=_named(start)))
    tell(words.t("cms.next", path=_named(folder / CONFIG), address=f"{HOME}guide/cms/"))


def is_new_enough(here: Project, folder: Path | None) -> bool:
    """Tell whether the settings of a CMS are what the kinds of documents give now, and say so."""
    words = words_of(here)
    config = _folder(here, folder) / CONFIG
    book = sound_handbook(here, words)
    before = read_config(_text(config)) if config.exists() else None
    made = _made(here, book, words, before.program) if before else ""
    is_new = before is not None and before.recorded == Config("", "", made).digest
    tell(words.t("cms.current" if is_new else "cms.outdated", path=_named(config)))
    return is_new


def _folder(here: Project, folder: Path | None) -> Path:
    return folder or here.root / here.settings.docs / FOLDER


def _before(config: Path, wanted: Wanted) -> Config | None:
    """Read settings that are there; refused when a part of them would be lost that nobody gave away."""
    if not config.exists():
        return None
    before = read_config(_text(config))
    if not wanted.overwrite and (before is None or before.is_changed or wanted.backend):
        refuse_plainly(LocalisedHelp.words.t("cms.not-ours", path=_named(config)))
    return before


def _own(here: Project, words: Phrases, program: str, backend: str) -> str:
    """Write the part of the settings that is the author's to change."""
    where = repository(here.settings.repository, backend)
    told = settings(where, branch_of(here.root))
    proposes = {"publish_mode": "editorial_workflow"} if where.backend in REVIEWED else {}
    local = {"local_backend": True, "locale": words.language} if program == "decap" else {}
    site = {"site_url": here.settings.url} if here.settings.url else {}
    head = (
        words.t("cms.head", program=NAMES[program], address=f"{HOME}guide/cms/"),
        words.t("cms.own"),
        words.t(f"cms.backend.{where.backend or 'unknown'}"),
    )
    return comment(head) + as_yaml({"backend": told, **proposes, **site, **local})


def _made(here: Project, book: Handbook, words: Phrases, program: str) -> str:
    made = for_kinds(book, words, program, place_in_repository(here.root))
    return comment([words.t("cms.made")]) + as_yaml(made)


def _script(folder: Path, address: str, program: str) -> Script:
    """Tell where the page finds the program: as it was asked for, else the version that was tried."""
    if not address:
        return PINNED[program]
    file = folder / address
    return Script(address, integrity(file.read_bytes()) if "//" not in address and file.is_file() else "")


def _write(path: Path, text: str) -> None:
    if path.exists() and _text(path) == text:
        tell(LocalisedHelp.words.t("cms.current", path=_named(path)))
        return
    put(path, text.encode())
    tell(LocalisedHelp.words.t("cms.written", path=_named(path)))


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace")


def _named(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()
