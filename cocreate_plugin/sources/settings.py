"""Reads what mkdocs.yml says of a handbook, without running anything that it names."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..problems import Place, Problem, problem

NAMES = ("mkdocs.yml", "mkdocs.yaml")
_LANGUAGE = re.compile(r"^language:[ \t]*[\"']?([A-Za-z-]{2,8})[\"']?[ \t\r]*$", re.M)
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


class _Tolerant(yaml.SafeLoader):
    """Reads YAML whose tags name Python objects: they are left out, never made."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """Read `!ENV NAME` and `!ENV [NAME, other]` as MkDocs does; the last of several is the default."""
    if isinstance(node, yaml.SequenceNode):
        names = [loader.construct_object(each) for each in node.value]
        default = names.pop() if len(names) > 1 else None
    else:
        names, default = [node.value], None
    return next((os.environ[name] for name in map(str, names) if name in os.environ), default)


_Tolerant.add_constructor("!ENV", _environment)
_Tolerant.add_multi_constructor("!", lambda *_: None)
_Tolerant.add_multi_constructor("tag:", lambda *_: None)


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
        name=_word(data.get("site_name")),
        url=_word(data.get("site_url")),
        language=_word(theme.get("language")) or _word(theme.get("locale")).replace("_", "-"),
        docs=_word(data.get("docs_dir")).strip("/") or "docs",
        options=_options(data.get("plugins")),
        problems=tuple(problems),
        exists=True,
    )


def read_language(handbook: Path) -> str:
    """Give the language that handbook.yml names, also where something else in it is wrong; else nothing."""
    if not handbook.is_file():
        return ""
    problems: list[Problem] = []
    data = _mapping(handbook, handbook.parent, problems)
    if not problems:
        return _word(data.get("language"))
    try:
        found = _LANGUAGE.search(handbook.read_text("utf-8", "replace"))
    except OSError:
        return ""
    return found[1] if found else ""


def _inherited(file: Path, root: Path, problems: list[Problem], depth: int) -> dict[str, Any]:
    data = _mapping(file, root, problems)
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


def _mapping(file: Path, root: Path, problems: list[Problem]) -> dict[str, Any]:
    where = Path(os.path.relpath(file, root)).as_posix()
    try:
        data = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=_Tolerant)  # noqa: S506 - safe, see the class
    except UnicodeDecodeError:
        problems.append(problem("not-utf-8", Place(where)))
    except OSError as error:
        problems.append(problem("unreadable-file", Place(where), detail=error.strerror or str(error)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(where, mark.line + 1, mark.column + 1) if mark else Place(where)
        problems.append(problem("bad-yaml", place, detail=error.problem or "?"))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problems.append(problem("bad-yaml", Place(where), detail=str(error).split("\n")[0]))
    else:
        return data if isinstance(data, dict) else {}
    return {}


def _options(plugins: Any) -> Mapping[str, Any]:
    """Find the options of our plugin in a list or a mapping of plugins."""
    if isinstance(plugins, dict):
        plugins = [{name: options} for name, options in plugins.items()]
    for each in plugins if isinstance(plugins, list) else ():
        if isinstance(each, dict) and isinstance(each.get("cocreate"), dict):
            return dict(each["cocreate"])
    return {}


def _word(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
