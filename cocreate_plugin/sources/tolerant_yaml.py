"""Settings in YAML, read without running anything that they name."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ..phrases import in_every_language, is_language, language_named
from ..problems import Place, Problem, problem
from .disk import DISK, Disk
from .limits import LARGEST_SETTINGS, LONGEST_FRONT

_LANGUAGE = re.compile(r"^language:[ \t]*[\"']?([A-Za-z-]{2,8})[\"']?[ \t\r]*$", re.M)


@dataclass(frozen=True, slots=True)
class Named:
    """A Python object that settings name, as plain words: it is never made."""

    name: str
    options: Mapping[str, Any] = field(default_factory=dict)


class _Tolerant(yaml.SafeLoader):
    """Reads YAML whose tags name Python objects: their names are read, and nothing is made of them."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """Read `!ENV NAME` and `!ENV [NAME, other]` as MkDocs does; the last of several is the default."""
    if isinstance(node, yaml.SequenceNode):
        names = [loader.construct_object(each) for each in node.value]
        default = names.pop() if len(names) > 1 else None
    else:
        names, default = [node.value], None
    return next((os.environ[name] for name in map(str, names) if name in os.environ), default)


def _named(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> Named:
    data = loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else {}
    options = data.get("kwds")
    return Named(name, options if isinstance(options, dict) else {})


_Tolerant.add_constructor("!ENV", _environment)
_Tolerant.add_multi_constructor("!", lambda *_: None)
# The first that a tag begins with counts.
for _kind in ("name", "object/apply", "object/new"):
    _Tolerant.add_multi_constructor(f"tag:yaml.org,2002:python/{_kind}:", _named)
_Tolerant.add_multi_constructor("tag:", lambda *_: None)


class _Closed(_Tolerant):
    """Reads what strangers may write: nothing of the surroundings gets in."""


_Closed.add_constructor("!ENV", lambda *_: None)


def read_language(handbook: Path, disk: Disk = DISK) -> str:
    """Give the language that handbook.yml names, also where something else in it is wrong; else nothing."""
    if not handbook.is_file():
        return ""
    try:
        text = disk.read(handbook, 4 * LONGEST_FRONT + 1).decode("utf-8-sig", "replace")
        data = yaml.load(text, Loader=_Closed) if len(text) <= LONGEST_FRONT else None  # noqa: S506 - safe, see the class
    except OSError:
        return ""
    except (yaml.YAMLError, ValueError, RecursionError):
        data = None
    if data is not None:
        pairs = data.items() if isinstance(data, dict) else ()
        return next((_code(word(value)) for key, value in pairs if _names_language(key)), "")
    match = _LANGUAGE.search(text)
    return match[1] if match else ""


def _names_language(key: object) -> bool:
    """Tell whether a key is `language` or means it; then all headings are read in that language."""
    return str(key).casefold() in ("language", *in_every_language("meant.language"))


def _code(value: str) -> str:
    return value if is_language(value) else language_named(value) or value


def read_mapping(file: Path, root: Path, problems: list[Problem], disk: Disk = DISK) -> dict[str, Any]:
    """Read a file as a mapping; what is wrong is added to the problems, named from the root."""
    where = Path(os.path.relpath(file, root)).as_posix()
    try:
        if disk.size(file) > LARGEST_SETTINGS:
            problems.append(problem("too-long", Place(where), most=LARGEST_SETTINGS, reason="bytes"))
            return {}
        text = disk.read(file).decode("utf-8-sig")
        data = yaml.load(text, Loader=_Tolerant)  # noqa: S506 - safe, see the class
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


def word(value: Any) -> str:
    """Give a plain value as a word; anything else as nothing."""
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
