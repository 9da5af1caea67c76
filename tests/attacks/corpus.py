"""Every text of the corpus at every place, in few handbooks: many texts share a document where none hides the next."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml

from cocreate_plugin.sources.structure import structure
from tests.attacks.places import AROUND, PLACES

T = TypeVar("T")
HERE = Path(__file__).parent
AT_ONCE = 60
"""Texts of one handbook; its overviews show all of them."""
TOGETHER = 12
"""Texts that share one document."""
_MARK = re.compile(r"(?<![\[\w])@(?!import|font-face)")

PHASE = (
    "@\n",
    "## Question\n@\n",
    "## Participants receive\n\n@\n",
    "## Entry\n\n- a\n- @\n- b\n\n    @\n",
    "## Steps\n\n### @\n\n- Frontstage: a\n- Backstage: b\n\n### A\n\n@\n\n- Frontstage: @\n- Backstage: b\n",
    "## Gate\n\n- [ ] @\n- [ ] a\n\n    @\n",
    "## @\n\ntext\n",
    "## More\n\n@\n\na[^1]\n\n[^1]: @\n",
)
"""The places in the body of a phase, so that one document has a text at all of them."""

SHARED: Mapping[str, tuple[str, str, str]] = {
    # kind's folder: front matter, what stands first, what stands there for each text; `#` is its number
    "success-factors": ("", "## Statements\n\n", "- @\n"),
    "dialogue-models": ("", "## Materials\n\n", "- @\n"),
    "a3": ("use: problem\n", "", "## Box # {#b#}\n\n@\n\n## @ {#c#}\n\n- why\n\n"),
    "choices": ("", "## Reasons\n\n", "@\n\n"),
    "sessions": ("place: @\n", "## Agenda\n\n| min | step |\n| --- | --- |\n", "| 5 | @ |\n"),
    "checklists": ("", "", "- [ ] @\n"),
    "roles": ("", "## Frontstage\n\n", "- @\n"),
}
RUN_SHEET = "## Run sheet\n\n| min | step | how |\n| --- | --- | --- |\n"


@cache
def texts() -> tuple[str, ...]:
    """Give all texts, those of every kind."""
    files = (HERE / "texts.yml", *sorted((HERE / "texts").glob("*.yml")))
    return tuple(dict.fromkeys(text for file in files for text in yaml.safe_load(file.read_text("utf-8"))))


def marked(text: str, number: int) -> str:
    """Put the mark of a text where it would run, or ask another host."""
    return _MARK.sub(f"X{number}X", text)


@cache
def swallows(text: str) -> bool:
    """Tell whether a text would hide what comes behind it in a document."""
    tokens = structure(f"{text}\n\n## Behind\n").tokens
    return not any(token.type == "heading_open" and token.level == 0 for token in tokens[-3:])


def handbooks() -> Iterator[tuple[Mapping[int, str], dict[str, str]]]:
    """Give handbooks, each with the texts that are in it by their numbers."""
    for some in _parts(tuple(enumerate(texts())), AT_ONCE):
        yield dict(some), _handbook({number: marked(text, number) for number, text in some})


def _parts(all_of: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (all_of[start : start + size] for start in range(0, len(all_of), size))


def _handbook(said: Mapping[int, str]) -> dict[str, str]:
    files: dict[str, str] = {}
    for number, text in said.items():
        files |= _apart(number, text) if swallows(text) else _together(number, text)
    alone = [text for text in said.values() if swallows(text) or "\n" in text]
    shared = [text for text in said.values() if text not in alone]
    for number, some in enumerate((*_parts(shared, TOGETHER), *([text] for text in alone))):
        files |= _shared(number, some)
    return files | _around(list(said.values()))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=True)


def _put(body: str, text: str) -> str:
    """Put a text in its places, its further lines as deep as the first."""
    lines = []
    for line in body.split("\n"):
        lead = " " * (len(line) - len(line.lstrip()))
        lines.append(line.replace("@", text.replace("\n", f"\n{lead}")))
    return "\n".join(lines)


def _document(front: str, body: str, title: str = "T") -> str:
    top = front if front.startswith("title:") else f"title: {title}\npurpose: Why.\n{front}"
    return f"---\n{top}---\n\n{body}"


def _together(number: int, text: str) -> dict[str, str]:
    """Write one phase with a text at all places of a phase."""
    front = "title: @\npurpose: @\nowner: @\ntags: [@]\n".replace("@", _quoted(text))
    return {f"process/phases/t{number}.md": _document(front, _put("\n".join(PHASE), text))}


def _apart(number: int, text: str) -> dict[str, str]:
    """Write a phase for each place of a phase."""
    front = "title: @\npurpose: @\nowner: @\ntags: [@]\n".replace("@", _quoted(text))
    bodies = [body for name, (folder, _, body) in PLACES.items() if folder == "phases" and body]
    files = {
        f"process/phases/w{number}-{place}.md": _document("", _put(body, text), f"W{number} {place}")
        for place, body in enumerate(bodies)
    }
    return files | {f"process/phases/t{number}.md": _document(front, "")}


def _shared(number: int, some: Sequence[str]) -> dict[str, str]:
    """Write a document of each other kind with some texts in it."""
    files: dict[str, str] = {}
    for folder, (front, first, part) in SHARED.items():
        parts = [
            _put(part.replace("#}", f"{at}}}").replace("Box #", f"Box {at}"), text)
            for at, text in enumerate(some)
        ]
        top = front.replace("@", _quoted(" · ".join(some)))
        body = first + "".join(parts)
        if folder == "dialogue-models":
            body += f"\n{RUN_SHEET}" + "".join(f"| 5 | {text} | {text} |\n" for text in some)
        files[f"process/{folder}/s{number}.md"] = _document(top, body, f"S{number}")
    return files


def _around(said: Sequence[str]) -> dict[str, str]:
    """Write the files that are no documents; of the texts that hide what is behind them, each has one."""
    hiding = [text for text in said if swallows(text)]
    closed = [text for text in said if text not in hiding]
    terms = "".join(f"## {text}\n\ntext\n\n## T{number}\n\n{text}\n\n" for number, text in enumerate(closed))
    entry = AROUND["source"][1]
    entries = (
        entry.replace("{a,", f"{{a{number},").replace("{@}", "{" + text + "}")
        for number, text in enumerate(said)
        if text.count("{") == text.count("}")
    )
    return {
        "process/phases/a.md": _document("", "A [@a0].\n"),
        "process/phases/index.md": "# Phases\n\n" + "\n\n".join((*closed, *hiding[-1:])) + "\n",
        "process/glossary.md": f"# Words\n\n{terms}" + "".join(f"## Last\n\n{text}\n" for text in hiding[:1]),
        "process/sources.bib": "".join(entries),
        "process/handbook.yml": f"language: en\norganisation: {_quoted(' '.join(closed)[:1_900])}\n",
    }
