"""`cocreate add`: a new document passes the check as it is."""

from __future__ import annotations

import json
import re

import pytest

from cocreate_plugin.kinds import KINDS
from cocreate_plugin.testing import write
from tests.hosts.cli.command import PHASE, Command

TEMPLATE = """\
---
title: Street A3
purpose: One sheet for one street.
layout:
  - [seen 1, goal 1]
---

## Goal

## What we see {#seen}

- Who was there?
- What <!-- a remark --> did they see?
"""


class TestAdd:
    @pytest.mark.parametrize("language", ["en", "sv", "de"])
    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
    def test_what_is_added_has_no_problem(self, run: Command, kind: type, language: str) -> None:
        write(run.folder, {"process/handbook.yml": f"language: {language}\n"})
        said = run("add", kind.kind, "something-new")
        assert (said.code, said.out) == (0, f"process/{kind.folder}/something-new.md\n")
        assert run("check", "--strict").code == 0

    @pytest.mark.parametrize(
        "word",
        [
            "dialogue-model",
            "dialogue-models",
            "Dialogue model",
            "dialogue_models",
            "dialogmodell",
            "Dialogmodeller",
        ],
    )
    def test_kinds_have_several_names(self, run: Command, word: str) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n"})
        assert run("add", word, "x").out == "process/dialogue-models/x.md\n"

    def test_headings_are_in_the_handbook_s_language(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n"})
        run("add", "fas", "utforska")
        text = (run.folder / "process/phases/utforska.md").read_text("utf-8")
        assert "\n## Grind\n" in text
        assert "- Bakom scenen: …" in text
        assert "# duration: 4-8 veckor" in text

    def test_every_field_that_is_uncommented_is_accepted(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n"})
        for kind in KINDS:
            run("add", kind.kind, "x")
            file = run.folder / "process" / kind.folder / "x.md"
            file.write_text(
                re.sub(r"^# (\w+: )", r"\1", file.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
            )
        codes = {one["code"] for one in json.loads(run("check", "--format", "json").out)}
        assert codes <= {
            "unknown-reference",
            "unknown-source",
            "missing-score",
            "box-without-section",
            "former-id",
            "former-id-taken",
        }

    def test_an_id_is_proposed(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        said = run("add", "phase", "Följa upp")
        assert said.code == 2
        assert "`cocreate add phase folja-upp`" in said.err
        assert len(list(run.folder.rglob("*.md"))) == 1

    def test_a_sheet_is_begun_from_its_template(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE, "process/a3/street.md": TEMPLATE})
        assert run("add", "a3", "oak-street", "--template", "street").out == "process/a3/oak-street.md\n"
        text = (run.folder / "process/a3/oak-street.md").read_text("utf-8")
        assert "\ntemplate: street\n" in text and "\nstate: draft\n" in text and "layout:" not in text
        assert "## What we see {#seen}\n\n<!--\n- Who was there?" in text
        assert text.index("## What we see") < text.index("## Goal")
        assert run("check", "--strict").code == 0
        sheet = run.folder / "process/a3/oak-street.md"
        sheet.write_text(re.sub(r"^# (\w+: )", r"\1", text, flags=re.MULTILINE), "utf-8")
        assert run("check", "--strict").code == 0

    def test_a_sheet_asks_only_what_its_template_asks(self, run: Command) -> None:
        template = TEMPLATE.replace("layout:", "head: none\nlayout:")
        write(run.folder, {"process/phases/explore.md": PHASE, "process/a3/street.md": template})
        run("add", "a3", "oak-street", "--template", "street.md")
        text = (run.folder / "process/a3/oak-street.md").read_text("utf-8")
        assert "state" not in text and "participants" not in text
        assert run("check", "--strict").code == 0

    def test_a_template_that_is_not_there(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE, "process/a3/street.md": TEMPLATE})
        said = run("add", "a3", "oak-street", "--template", "stret")
        assert said.code == 2 and "Did you mean `street`? The templates are street." in said.err
        assert "Only an A3 sheet" in run("add", "phase", "x", "--template", "street").err
        assert not (run.folder / "process/a3/oak-street.md").exists()

    def test_an_existing_document_stays(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        said = run("add", "phase", "explore")
        assert said.code == 2
        assert "process/phases/explore.md is there already." in said.err
        assert (run.folder / "process/phases/explore.md").read_text() == PHASE

    def test_a_reserved_id(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        assert "gate-explore is kept for pages" in run("add", "checklist", "gate-explore").err

    def test_an_unknown_kind(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        said = run("add", "phse", "x")
        assert said.code == 2
        assert "Did you mean `phase`?" in said.err

    def test_where_there_is_no_handbook(self, run: Command) -> None:
        said = run("add", "phase", "x")
        assert said.code == 2
        assert "cocreate init" in said.err
        assert not list(run.folder.iterdir())
