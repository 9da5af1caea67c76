"""Two states of a small handbook, compared as a reviewer reads them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from cocreate_plugin.hosts.cli.review import state
from cocreate_plugin.hosts.project import project
from cocreate_plugin.phrases import phrases
from cocreate_plugin.review.compare import Compared, compared
from cocreate_plugin.review.report import sentence
from cocreate_plugin.testing import write

Files = Mapping[str, str | bytes]

PHASE = """---
title: Listen
purpose: Hear all.
order: 1
duration: 2 weeks
decides: host
---

## Question

What is it like now?

## Steps

### Hear each other {#hear}

- Frontstage: ask and wait — host
- Backstage: pair people — nurse

## Gate

- [ ] Everybody was heard {#heard} — nurse
- [ ] The tea is drunk
"""

MODEL = """---
title: Tea round
purpose: Talk in turn.
people: 3-8
---

## Run sheet

| min | step | lead |
|---|---|---|
| 10 | Pour | host |
| 40 | One at a time | nurse |
"""

BASE: Files = {
    "mkdocs.yml": "site_name: Tea\nsite_url: https://tea.example.org/\nplugins:\n  - cocreate\n",
    "process/handbook.yml": "title: Tea\nlanguage: en\nedition: '1'\n",
    "process/phases/listen.md": PHASE,
    "process/phases/listen.sv.md": "---\ntitle: Lyssna\npurpose: Hör alla.\n---\n\n## Fråga\n\nHur är det nu?\n",
    "process/dialogue-models/tea-round.md": MODEL,
    "process/roles/host.md": "---\ntitle: Host\npurpose: Pours.\n---\n",
    "process/roles/nurse.md": "---\ntitle: Nurse\npurpose: Cares.\n---\n",
}


def differing(before: Files, after: Files) -> Compared:
    """Compare two handbooks of files by path."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        states = (
            state(project(write(Path(folder), files))) for folder, files in ((one, before), (other, after))
        )
        return compared(*states)


def told(before: Files, after: Files, language: str = "en") -> list[str]:
    """Say everything that is different, each with a sign for whether it is lost."""
    found, words = differing(before, after), phrases(language)
    lines = [
        f"{'-' if change.is_loss else '+'} {subject.title}: {sentence(change, words)}"
        for subject in found.subjects
        for change in subject.changes
    ]
    return [f"- {sentence(change, words)}" for change in found.general] + lines


def changed(path: str, old: str, new: str, files: Files = BASE) -> Files:
    """Give the files with a passage of one put in another way."""
    text = files[path]
    assert isinstance(text, str) and old in text, f"{path} does not hold {old!r}"
    return {**files, path: text.replace(old, new)}
