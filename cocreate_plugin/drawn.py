"""Drawings of what texts ask for, by programs of this machine; kept by what they are drawn from.

A program that is started here reads what a stranger may have written, and what it draws is held against the
same list as a picture of the author's: no script, no foreign element, no address outside of the drawing.
"""

from __future__ import annotations

import json
import math
import os
import re
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from . import prose
from .pdf.cache import Cache, note_use
from .pdf.files import read_plain, write_whole
from .pdf.pictures import without_fonts
from .programs import ProgramError, first_line, found, printed
from .prose import DIAGRAM, DISPLAYED, ToDraw

SECONDS = 30
"""One drawing; a browser that starts cold takes some seconds."""
SECONDS_OF_A_RUN = 600
"""All drawings of a run: what is drawn is kept, so the next run goes on from there."""
MOST_BYTES = 2_000_000
"""So much may be drawn; a large diagram takes some tens of kilobytes."""
LONGEST = 20_000
"""Characters of a text that is drawn."""
AT_A_TIME = 4

FOLDER = "assets/cocreate/drawn"
"""The folder of drawings on the site."""

_MERMAID: Mapping[str, object] = {
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False},
    "class": {"htmlLabels": False},
    "state": {"htmlLabels": False},
    "secure": ["secure", "securityLevel", "startOnLoad", "maxTextSize", "htmlLabels", "flowchart", "class"],
    "securityLevel": "strict",
    "deterministicIds": True,
    "theme": "neutral",
    "fontFamily": "sans-serif",
    "themeCSS": ".grid .tick { opacity: 1 !important }",
}
"""Text as text: labels that are HTML are no part of a picture. Without colours, for paper is often grey.

Of a text in the middle of something that is not opaque, WeasyPrint draws the second half alone.
"""
_KEPT = frozenset(
    "PATH HOME USERPROFILE LANG LC_ALL LC_CTYPE TMPDIR TEMP TMP SYSTEMROOT PATHEXT APPDATA LOCALAPPDATA "
    "XDG_CACHE_HOME XDG_CONFIG_HOME FONTCONFIG_FILE FONTCONFIG_PATH NODE_PATH".split()
)
_KEPT_FAMILIES = ("PUPPETEER_", "CHROME_")
"""What a program learns of its surroundings: where things are, and none of the secrets of a build."""
_NOWHERE = "http://127.0.0.1:9"
"""A browser that draws asks for everything outside at an address at which nobody listens."""
_ELSEWHERE = re.compile(
    r"\b(?:https?|ftp|wss?|file):|(?<![\w/])//\w|@import|\burl\(|@\{[^{}]*(?:\bimg\b|\\)"
    r"|<\s*(?:img|image|iframe|object|embed|video|audio|source|link|style|script|svg|input)\b",
    re.I,
)
"""What fetches something, or may do so in other words: a setting may write an address as `\\x68ttps`."""
_TODAY = re.compile(r"<line\b[^<>]*\sclass=\"today\"[^<>]*?(?:/>|>\s*</line>)")
"""The day on which somebody draws a Gantt diagram, a line in it: the same words give the same drawing."""
_ROOT = re.compile(r"<svg\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_NUMBER = r"-?(?:\d+\.?\d*|\.\d+)"
_LOWERED = re.compile(rf"vertical-align:\s*({_NUMBER})ex")
_IN_EX = re.compile(rf"({_NUMBER})ex")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG, under a name that says what it was drawn from."""

    name: str
    svg: str

    @property
    def file(self) -> str:
        """Name its file, below the folder that everything generated lies in."""
        return f"{FOLDER}/{self.name}.svg"


@dataclass(frozen=True, slots=True)
class Undrawn:
    """Why something is not drawn; without a reason nobody tried."""

    program: str
    reason: str = ""
    detail: str = ""

    @property
    def told(self) -> str:
        """Give what a sentence says behind the reason."""
        return f" ({self.detail})" if self.detail else ""


Drawings = Mapping[ToDraw, Drawing | Undrawn]


@dataclass(frozen=True, slots=True)
class _Program:
    """How a program is called."""

    name: str
    command: Callable[[ToDraw], tuple[str, ...]]
    files: Callable[[ToDraw], Mapping[str, str]] = lambda what: {}
    draws: str = ""
    """The file that it draws into; else it prints."""


def _mermaid_command(what: ToDraw) -> tuple[str, ...]:
    return ("--quiet", "-i", "diagram.mmd", "-o", "diagram.svg", "-c", "settings.json", "-b", "white")


def _tex_command(what: ToDraw) -> tuple[str, ...]:
    # The space keeps a formula that begins with a hyphen from being an option.
    return (*(() if what.kind == DISPLAYED else ("--inline",)), f" {what.text}")


PROGRAMS: Mapping[str, _Program] = {
    "mermaid": _Program(
        "mmdc",
        _mermaid_command,
        lambda what: {"diagram.mmd": what.text, "settings.json": json.dumps(_MERMAID)},
        "diagram.svg",
    ),
    "formulas": _Program("tex2svg", _tex_command),
}
"""What may be drawn, as the option `draw` names it, each by one program whose name nobody can choose."""


@dataclass
class Drawer:
    """Draws what the owner of a site wants drawn; what failed is not tried again while somebody writes."""

    root: Path
    wanted: tuple[str, ...]
    cache: Path | None = None
    """The folder in which drawings are kept; without one no program is started."""
    failed: dict[ToDraw, Undrawn] = field(default_factory=dict, compare=False, repr=False)
    _installed: dict[str, tuple[str | None, str]] = field(default_factory=dict, compare=False, repr=False)
    """Where each program is, and its version."""

    def __call__(self, asked: Iterable[ToDraw]) -> Drawings:
        """Draw everything that is asked for and wanted, several at a time."""
        each_once = [what for what in dict.fromkeys(asked) if _option(what) in self.wanted]
        if not each_once:
            return {}
        if self.cache is None:
            return {what: Undrawn(PROGRAMS[_option(what)].name) for what in each_once}
        end = time.monotonic() + SECONDS_OF_A_RUN
        with ThreadPoolExecutor(min(AT_A_TIME, os.cpu_count() or 1)) as threads:
            names = {PROGRAMS[_option(what)].name for what in each_once} - self._installed.keys()
            self._installed.update(zip(names, threads.map(self._looked_for, names), strict=True))
            return dict(
                zip(each_once, threads.map(lambda what: self._drawn(what, end), each_once), strict=True)
            )

    def _drawn(self, what: ToDraw, end: float) -> Drawing | Undrawn:
        if what not in self.failed:
            program = PROGRAMS[_option(what)]
            try:
                return self._draw(what, program, end)
            except ProgramError as error:
                failed = Undrawn(program.name, str(error), error.detail)
                if failed.reason == "program-no-time":
                    return failed
                self.failed[what] = failed
        return self.failed[what]

    def _draw(self, what: ToDraw, program: _Program, end: float) -> Drawing:
        if len(what.text) > LONGEST:
            raise ProgramError("asked-too-long")
        if _ELSEWHERE.search(what.text):
            raise ProgramError("asked-elsewhere")
        path, version = self._installed[program.name]
        if path is None:
            raise ProgramError("program-missing")
        command, files = program.command(what), program.files(what)
        seed = json.dumps([what.kind, what.text, program.name, version, command, dict(files)])
        if path.lower().endswith((".bat", ".cmd")) and what.text in command[-1]:
            raise ProgramError("program-missing")  # Windows reads the arguments of these as a command.
        name = sha256(seed.encode()).hexdigest()[:40]
        kept = self._home / f"{name}.svg"
        with suppress(OSError, ProgramError):
            note_use(kept)
            return Drawing(name, finished(what, read_plain(kept, MOST_BYTES)))
        seconds = min(SECONDS, end - time.monotonic())
        if seconds <= 0:
            raise ProgramError("program-no-time")
        made = _run((path, *command), files, program.draws, seconds)
        drawing = Drawing(name, finished(what, made))
        with suppress(OSError):
            write_whole(kept, made)
        return drawing

    @cached_property
    def _home(self) -> Path:
        return Cache(self.cache or self.root).home

    def _looked_for(self, name: str) -> tuple[str | None, str]:
        path = found(name, self.root)
        if path is None:
            return None, ""
        try:
            return path, first_line(_run((path, "--version"), {}, "", SECONDS))
        except ProgramError:
            return path, ""  # It may draw all the same, and says what is wrong if not.


def drawer(root: Path, wanted: object, cache: Path | None, before: Drawer | None = None) -> Drawer:
    """Make the drawer of a handbook; of what is wanted, whatever it is, only what is known counts.

    One that was there `before` and is the same goes on: it knows what failed.
    """
    named = wanted if isinstance(wanted, list | tuple) else ()
    new = Drawer(root, tuple(name for name in PROGRAMS if name in named), cache)
    return before if before == new and before is not None else new


def _option(what: ToDraw) -> str:
    return "mermaid" if what.kind == DIAGRAM else "formulas"


def _run(command: Collection[str], files: Mapping[str, str], draws: str, seconds: float) -> bytes:
    """Run a program in a passing folder that holds what it reads, and give what it draws or prints."""
    with tempfile.TemporaryDirectory(prefix="cocreate-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for file, text in files.items():
            (folder / file).write_text(text, "utf-8")
        content = printed((*command,), folder, _surroundings(), seconds=seconds, most=MOST_BYTES)
        if not draws:
            return content
        try:
            if (folder / draws).stat().st_size > MOST_BYTES:
                raise ProgramError("program-too-much")
            return read_plain(folder / draws, MOST_BYTES)
        except OSError as error:
            raise ProgramError("program-failed", first_line(content)) from error


def _surroundings() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in _KEPT or name.startswith(_KEPT_FAMILIES)
    }
    away = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), _NOWHERE)
    away["no_proxy"] = "<-loopback>"  # A browser asks its own machine without a proxy else.
    return {**kept, **away, **{name.upper(): value for name, value in away.items()}}


def finished(what: ToDraw, made: bytes) -> str:
    """Give a drawing that is safe and knows its size; ProgramError when it is none, or not safe."""
    plain = without_fonts(made.strip())
    refused = prose.refused_in_drawing(plain)
    if refused is None:
        raise ProgramError("program-failed", first_line(made))
    if refused:
        raise ProgramError("program-unsafe", refused[0][0])
    svg = _TODAY.sub("", plain.decode("utf-8", "replace").replace("\r\n", "\n"))
    root = _ROOT.search(svg)
    if root is None:
        raise ProgramError("program-failed")
    sized = _sized_diagram(root[0]) if what.kind == DIAGRAM else _sized_formula(root[0])
    drawing = f"{svg[: root.start()]}{sized}{svg[root.end() :]}\n"
    # Letters with an outline of a hair's breadth are bold in viewers that draw no line thinner than a dot.
    return drawing if what.kind == DIAGRAM else drawing.replace('<path stroke-width="1"', "<path")


def _sized_diagram(root: str) -> str:
    """Let a diagram be as large as it was drawn, where there is room: programs let it fill any page."""
    box = _box(root)
    if box is None:
        return root
    style = re.sub(r"max-width:[^;]*;?\s*", "", _value(root, "style"))
    return _with(root, width=_written(box[2]), height=_written(box[3]), style=style)


def _sized_formula(root: str) -> str:
    """Let the middle of a formula stand half an ex above its base line, where a picture's middle stands.

    So it needs no measure of its own in the text around it, in which pictures carry none.
    """
    box, lowered = _box(root), _LOWERED.search(_value(root, "style"))
    size = [_IN_EX.fullmatch(_value(root, name).strip()) for name in ("width", "height")]
    if box is None or size[0] is None or size[1] is None:
        return root
    width, height = float(size[0][1]), float(size[1][1])
    below = -float(lowered[1]) if lowered else 0.0
    above, below = height - below - 0.5, below + 0.5
    half = max(above, below)
    unit = box[3] / height if height else 0.0
    left, top, wide, _ = box
    view = (left, top - (half - above) * unit, wide, 2 * half * unit)
    return _with(
        root,
        width=f"{_written(width)}ex",
        height=f"{_written(2 * half)}ex",
        viewBox=" ".join(map(_written, view)),
        style="",
    )


def _written(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".")


def _box(root: str) -> tuple[float, float, float, float] | None:
    try:
        left, top, width, height = map(float, _value(root, "viewBox").replace(",", " ").split())
    except ValueError:
        return None
    sound = all(map(math.isfinite, (left, top, width, height))) and width > 0 and height > 0
    return (left, top, width, height) if sound else None


def _attribute(name: str) -> re.Pattern[str]:
    return re.compile(rf"\s{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def _value(root: str, name: str) -> str:
    match = _attribute(name).search(root)
    return (match[1] or match[2] or "") if match else ""


def _with(root: str, **values: str) -> str:
    """Set attributes of an element; an empty value takes one away."""
    for name, value in values.items():
        root = _attribute(name).sub("", root)
        if value:
            root = f'<svg {name}="{value}"{root.removeprefix("<svg")}'
    return root
