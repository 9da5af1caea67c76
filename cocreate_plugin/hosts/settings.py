"""Reads what mkdocs.yml says of a handbook, without running anything that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..problems import Problem
from ..sources.tolerant_yaml import read_mapping, word

NAMES = ("mkdocs.yml", "mkdocs.yaml")
DEEPEST_INHERITANCE = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """The few settings of a site that matter where there is no MkDocs."""

    name: str = ""
    url: str = ""
    language: str = ""
    """The theme's."""
    docs: str = "docs"
    """Folder of the hand-written pages."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Options of the plugin `cocreate`."""
    problems: tuple[Problem, ...] = ()
    exists: bool = False
    """Whether there is a file of settings at all."""

    @property
    def process(self) -> str:
        """Name the folder of the content."""
        return str(self.options.get("process_dir") or "process").strip("/")


def settings_file(root: Path) -> Path | None:
    """Give the file of the site's settings, if there is one."""
    return next((root / name for name in NAMES if (root / name).is_file()), None)


def read_settings(root: Path) -> Settings:
    """Read the settings of the site at `root`; none at all is fine."""
    file = settings_file(root)
    if file is None:
        return Settings()
    problems: list[Problem] = []
    data = _inherited(file, root, problems, 0)
    theme = data.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    return Settings(
        name=word(data.get("site_name")),
        url=word(data.get("site_url")),
        language=word(theme.get("language")) or word(theme.get("locale")).replace("_", "-"),
        docs=word(data.get("docs_dir")).strip("/") or "docs",
        options=_options(data.get("plugins")),
        problems=tuple(problems),
        exists=True,
    )


def _inherited(file: Path, root: Path, problems: list[Problem], depth: int) -> dict[str, Any]:
    data = read_mapping(file, root, problems)
    parent = data.get("INHERIT")
    if not isinstance(parent, str) or depth >= DEEPEST_INHERITANCE or not (file.parent / parent).is_file():
        return data
    return _merged(_inherited(file.parent / parent, root, problems, depth + 1), data)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Lay one mapping over another, as MkDocs does with inherited settings."""
    joined = dict(below)
    for key, value in above.items():
        old = joined.get(key)
        joined[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return joined


def _options(plugins: Any) -> Mapping[str, Any]:
    """Find the options of our plugin in a list or a mapping of plugins."""
    if isinstance(plugins, dict):
        plugins = [{name: options} for name, options in plugins.items()]
    for each in plugins if isinstance(plugins, list) else ():
        if isinstance(each, dict) and isinstance(each.get("cocreate"), dict):
            return dict(each["cocreate"])
    return {}
