"""Reads what mkdocs.yml says of a handbook, without running anything that it names."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pathspec.gitignore import GitIgnoreSpec

from ..addresses import Addresses, Languages, reach
from ..policy import SOURCES, extra_sources, malformed
from ..problems import Level, Place, Problem, problem
from ..sources import DISK, Disk
from ..sources.limits import LARGEST_SETTINGS
from ..sources.tolerant_yaml import read_mapping, word
from .repository import new_files

NAMES = ("mkdocs.yml", "mkdocs.yaml")
DEEPEST_INHERITANCE = 8
UNPUBLISHED = (".*", "/templates/")
"""What MkDocs leaves out of the folder of hand-written pages by itself."""
_TOLD: Mapping[str, Level | None] = {"warn": Level.WARNING, "info": Level.NOTE, "ignore": None}
_KEEPING = frozenset(
    (
        *("cocreate", "search", "i18n", "meta", "tags", "offline", "privacy", "optimize", "social", "info"),
        *("minify", "redirects", "rss", "mike", "exclude", "glightbox", "section-index"),
        *("awesome-nav", "awesome-pages", "literate-nav", "meta-descriptions", "git-authors"),
        *("git-revision-date-localized", "git-revision-date", "git-committers", "git-committers-2"),
    )
)
"""Plugins that neither add pages nor write links."""
_FOLDER = re.compile(r"^\w[\w.-]*$")


@dataclass(frozen=True, slots=True)
class Settings:
    """The few settings of a site that matter where there is no MkDocs."""

    name: str = ""
    url: str = ""
    repository: str = ""
    """Where the files are kept."""
    edit: str = ""
    """Behind the repository, the way to the folder of hand-written pages in its web editor: `edit_uri`."""
    language: str = ""
    """The theme's."""
    docs: str = "docs"
    """Folder of the hand-written pages, from the handbook's root; it may lie above."""
    directory_urls: bool = True
    """Whether the site's addresses are folders."""
    languages: Languages = field(default_factory=Languages)
    """How hand-written pages tell their language."""
    nav: Any = None
    """The navigation as the author wrote it."""
    validation: Mapping[str, Any] = field(default_factory=dict)
    """What the author wants to be told of links, as MkDocs has it."""
    markdown: Mapping[str, Any] = field(default_factory=dict)
    """Extensions of Markdown for hand-written pages, each with its settings."""
    lines: tuple[str, ...] = ()
    """The lines of the file."""
    plugins: tuple[str, ...] = ()
    """Names of all plugins, and `hooks` where there are any."""
    unpublished: str = ""
    """Patterns of hand-written files that are not published, as `exclude_docs` and `draft_docs` have them."""
    file: str = NAMES[0]
    """The file of the settings, from the handbook's root."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Options of the plugin `cocreate`."""
    problems: tuple[Problem, ...] = ()
    exists: bool = False
    """Whether there is a file of settings at all."""

    @property
    def process(self) -> str:
        """Name the folder of the content."""
        return str(self.options.get("process_dir") or "process").strip("/")

    def is_left_out(self, name: str) -> bool:
        """Tell whether a hand-written file, by its path from their folder, is not published."""
        patterns = (*UNPUBLISHED, *self.unpublished.split("\n"))
        return GitIgnoreSpec.from_lines(patterns).match_file(name)

    def told(self, part: str, name: str, default: Level | None) -> Level | None:
        """Give how much a finding weighs by `validation`; None: it is not to be said."""
        data = self.validation
        inner = data.get(part)
        said = inner.get(name) if isinstance(inner, Mapping) else None
        return _TOLD.get(str(said if said is not None else data.get(name)), default)

    @property
    def prints(self) -> bool:
        """Tell whether the site has PDFs."""
        return self.options.get("pdf") not in (False, "false")

    @property
    def makes_pages(self) -> bool:
        """Tell whether a plugin or a hook may add pages or write links, which nobody knows beforehand."""
        return not _KEEPING.issuperset(name.rpartition("/")[2] for name in self.plugins)

    @property
    def places_pages(self) -> bool:
        """Tell whether a plugin reads the navigation in its own way."""
        return not {"literate-nav", "awesome-nav", "awesome-pages", "i18n"}.isdisjoint(self.plugins)

    @property
    def addresses(self) -> Addresses:
        """Make the map of addresses as the site is published by these settings."""
        return Addresses(
            base=self.url,
            directory_urls=self.directory_urls,
            at=mounted(self.options),
            docs=self.docs,
            languages=self.languages,
            new_files=self.new_files,
        )

    @property
    def new_files(self) -> str:
        """Give the address at which the repository's web editor begins a file; empty when nobody knows it."""
        return new_files(self.repository, self.edit, self.docs)


def settings_file(root: Path) -> Path | None:
    """Give the file of the site's settings, if there is one."""
    return next((root / name for name in NAMES if (root / name).is_file()), None)


def read_settings(root: Path, file: Path | None = None, disk: Disk = DISK) -> Settings:
    """Read the settings of the site at `root`, in a file of any name; none at all is fine."""
    file = file or settings_file(root)
    if file is None:
        return Settings()
    problems: list[Problem] = []
    data = _inherited(file, root, problems, disk, 0)
    theme = data.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    return Settings(
        name=word(data.get("site_name")),
        url=word(data.get("site_url")),
        repository=word(data.get("repo_url")),
        edit=word(data.get("edit_uri")),
        language=word(theme.get("language")) or word(theme.get("locale")).replace("_", "-"),
        docs=_below(root, word(data.get("docs_dir")) or "docs"),
        directory_urls=data.get("use_directory_urls") not in (False, "false"),
        languages=_languages(_options(data.get("plugins"), "i18n")),
        nav=data.get("nav"),
        validation=_mapping(data.get("validation")),
        markdown=_extensions(data.get("markdown_extensions")),
        lines=_lines(file, disk),
        plugins=(*_extensions(data.get("plugins")), *(["hooks"] if data.get("hooks") else [])),
        unpublished="\n".join(word(data.get(name)) for name in ("exclude_docs", "draft_docs")).strip(),
        file=_below(root, str(file)),
        options=_options(data.get("plugins"), "cocreate"),
        problems=tuple(problems),
        exists=True,
    )


def _lines(file: Path, disk: Disk) -> tuple[str, ...]:
    try:
        return tuple(disk.read(file, LARGEST_SETTINGS).decode("utf-8", "replace").splitlines())
    except OSError:
        return ()


def _inherited(file: Path, root: Path, problems: list[Problem], disk: Disk, depth: int) -> dict[str, Any]:
    data = read_mapping(file, root, problems, disk)
    parent = data.get("INHERIT")
    if not isinstance(parent, str) or depth >= DEEPEST_INHERITANCE or not (file.parent / parent).is_file():
        return data
    return _merged(_inherited(file.parent / parent, root, problems, disk, depth + 1), data)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Lay one mapping over another, as MkDocs does with inherited settings."""
    joined = dict(below)
    for key, value in above.items():
        old = joined.get(key)
        joined[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return joined


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _extensions(listed: Any) -> Mapping[str, Any]:
    """Give what a list or a mapping of plugins or extensions names, each with its options."""
    if isinstance(listed, dict):
        return {str(name): options for name, options in listed.items()}
    named = (
        (each if isinstance(each, dict) else {each: {}} for each in listed if isinstance(each, str | dict))
        if isinstance(listed, list)
        else ()
    )
    return {str(name): options for each in named for name, options in each.items()}


def _options(plugins: Any, name: str) -> Mapping[str, Any]:
    """Find the options of a plugin in a list or a mapping of plugins."""
    return dict(_mapping(_extensions(plugins).get(name)))


def _languages(options: Mapping[str, Any]) -> Languages:
    """Read what mkdocs-static-i18n is told, in the form that it has had since version 1."""
    listed = options.get("languages")
    known = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    names = {word(each.get("locale")): each.get("default") is True for each in known}
    return Languages(
        default=next((name for name, is_default in names.items() if is_default), ""),
        others=tuple(name for name, is_default in names.items() if not is_default),
        in_folders=options.get("docs_structure") == "folder",
    )


def _below(root: Path, path: str) -> str:
    """Name a file or folder from the root."""
    return Path(os.path.relpath(root / path, root)).as_posix()


def mounted(options: Mapping[str, Any]) -> str:
    """Give the folder of the site that the option `at` names; empty for the root, or when it names none."""
    at = posixpath.normpath(str(options.get("at") or "")).strip("/")
    return at if at != "." and all(map(_FOLDER.match, at.split("/"))) else ""


def option_problems(options: Mapping[str, Any], settings: Settings) -> Iterator[Problem]:
    """Say that `at` names no folder, what is no policy, and which extensions paper does not use."""
    from .. import prose  # it reads Markdown, and a command's help need not wait for that

    file = settings.file
    for name in prose.on_pages_only(settings.markdown) if settings.prints else ():
        yield problem("extension-not-printed", _named_at(name, settings), name=name)
    at = str(options.get("at") or "")
    if posixpath.normpath(at or ".").strip("/") not in ("", ".") and not mounted(options):
        yield problem("bad-mount", Place(file), given=at)
    for given in malformed(extra_sources(options.get("content_security_policy"))):
        yield problem("bad-policy", Place(file), given=given, known=tuple(SOURCES))


def _named_at(name: str, settings: Settings) -> Place:
    """Find where the settings name an extension; one that they inherit is named by its file alone."""
    named = re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w.])")
    begun = False
    for number, line in enumerate(settings.lines, 1):
        begun = begun or line.startswith("markdown_extensions")
        if begun and (match := named.search(line.partition("#")[0])):
            return Place(settings.file, number, match.start() + 1)
    return Place(settings.file)


def unprinted(site: str, own: str | None, file: str) -> Iterator[Problem]:
    """Say why the address of the site is not printed, where handbook.yml has none of its own."""
    if site and not own and reach(site) != "everybody":
        yield problem("address-not-printed", Place(file), address=site)
