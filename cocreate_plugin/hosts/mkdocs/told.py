"""What a build says of problems: in MkDocs' log, on GitHub, and in files for other programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from mkdocs.config import config_options as option
from mkdocs.config.base import ValidationError
from mkdocs.plugins import get_plugin_logger

from ...pdf.files import put
from ...phrases import phrases
from ...problems import Level, Place, Problem, in_order, problem
from ..reports import github, programs
from ..reports.report import Report

log = get_plugin_logger("cocreate")

_SAY: Mapping[Level, Callable[..., None]] = {
    Level.ERROR: log.error,
    Level.WARNING: log.warning,
    Level.NOTE: log.info,
}

FORMS: Mapping[str, Callable[[Report], str]] = {
    "json": programs.as_json,
    "gitlab": programs.as_gitlab,
    "sarif": programs.as_sarif,
    "rdjson": programs.as_rdjson,
}
"""What problems can be written as, into a file."""


class ReportFiles(option.OptionallyRequired[dict[str, str]]):
    """Files that a build reports into, by their format."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Refuse formats that there are not, and what is no name of a file below the folder of mkdocs.yml."""
        if not isinstance(value, dict) or not all(map(_is_below, value.values())):
            raise ValidationError(
                "Expected a file below mkdocs.yml for each format, such as `sarif: a.sarif`."
            )
        unknown = [str(form) for form in value if form not in FORMS]
        if unknown:
            raise ValidationError(f"There is no format {unknown[0]!r}: choose from {', '.join(FORMS)}.")
        return value


def _is_below(name: object) -> bool:
    """Tell the name of a file that lies below the folder that it is named from."""
    return (
        isinstance(name, str) and bool(name) and not Path(name).is_absolute() and ".." not in Path(name).parts
    )


class Told:
    """All that a build has said so far."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._problems: tuple[Problem, ...] = ()

    def say(self, root: Path, problems: tuple[Problem, ...], language: str, files: Mapping[str, str]) -> None:
        """Say problems as lines of the log; on GitHub as annotations and in the job's summary, too.

        `files` name, by their format, those that hold all problems of the build from now on, from the root.
        """
        words = phrases(language)
        for one in problems:
            _SAY[one.level](words.line(one))
        if os.environ.get("GITHUB_ACTIONS") == "true":
            github.annotate(Report(problems, words, root))
        self._problems = in_order((*self._problems, *problems))
        for form, name in files.items():
            try:
                put(root / name, FORMS[form](Report(self._problems, words, root)).encode())
            except OSError as error:
                reason = error.strerror or str(error)
                log.error(words.line(problem("cannot-write", Place(name), path=name, reason=reason)))
