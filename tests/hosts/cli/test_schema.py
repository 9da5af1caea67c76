"""`cocreate schema`: front matter as an editor checks it."""

from __future__ import annotations

import json
import re

import jsonschema

from cocreate_plugin.kinds import KINDS
from cocreate_plugin.testing import write
from tests.hosts.cli.command import Command


class TestSchema:
    def test_a_file_per_kind(self, run: Command) -> None:
        said = run("schema", "-o", "schemas")
        assert said.code == 0
        for kind in (*(each.kind for each in KINDS), "handbook", "kinds"):
            text = (run.folder / "schemas" / f"{kind}.schema.json").read_text("utf-8")
            jsonschema.Draft7Validator.check_schema(json.loads(text))

    def test_without_a_folder_it_is_printed(self, run: Command) -> None:
        assert len(json.loads(run("schema").out)) == len(KINDS) + 2

    def test_right_front_matter_is_right_and_wrong_is_wrong(self, run: Command) -> None:
        schema = json.loads(run("schema").out)["phase.schema.json"]
        right = {
            "title": "x",
            "purpose": "y",
            "order": 3,
            "duration": "4-8 weeks",
            "reviewed": "2026-11-21",
            "success_factors": ["listening"],
            "publish": "no",
            "style": None,
            "decides": "roles/sponsor",
        }
        check = jsonschema.Draft7Validator(schema)
        assert not list(check.iter_errors(right))
        for name, value in (
            ("duration", "soon"),
            ("reviewed", "tomorrow"),
            ("style", "loud"),
            ("purpos", "y"),
            ("success_factors", "listening"),
            ("decides", "The Sponsor"),
        ):
            assert list(check.iter_errors({**right, name: value})), name

    def test_units_are_in_the_handbook_s_language_too(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n"})
        pattern = json.loads(run("schema").out)["phase.schema.json"]["properties"]["duration"]["pattern"]
        assert re.match(pattern, "4–8 veckor")
        assert re.match(pattern, "1 år")
        assert re.match(pattern, "90 min")
