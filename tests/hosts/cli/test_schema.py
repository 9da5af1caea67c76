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

    def test_editors_say_what_is_wrong_and_name_fields_and_values_in_the_handbook_s_language(
        self, run: Command
    ) -> None:
        role = "---\ntitle: Värd\npurpose: Att bjuda.\n---\n"
        write(run.folder, {"process/handbook.yml": "language: sv\n", "process/roles/host.md": role})
        found = json.loads(run("schema").out)
        phase = found["phase.schema.json"]
        assert phase["$id"].endswith("/schemas/sv/phase.schema.json")
        assert len({each["$id"] for each in found.values()}) == len(found)
        fields = phase["properties"]
        assert fields["reviewed"]["title"] == "Senast granskad" and fields["roles"]["title"] == "Roller"
        assert fields["reviewed"]["errorMessage"] == "reviewed ska vara ett datum, som 2026-11-21."
        assert fields["duration"]["patternErrorMessage"].startswith("duration ska vara en tid med enhet")
        assert fields["status"]["enumDescriptions"] == ["utkast", "prövad", "antagen"]
        assert fields["status"]["errorMessage"].startswith("Det är något av draft")
        assert fields["decides"]["examples"] == fields["roles"]["items"]["examples"] == ["host"]
        assert "roles/" in fields["roles"]["items"]["patternErrorMessage"]
        assert not list(
            jsonschema.Draft7Validator(phase).iter_errors({"title": "x", "purpose": "y", "roles": ["new"]})
        )

    def test_every_field_has_a_title_and_a_message(self, run: Command) -> None:
        for one in json.loads(run("schema").out).values():
            for field in one["properties"].values():
                assert field["description"]
                if not one["title"].startswith("kinds/"):
                    assert field["title"] and field["errorMessage"] and field["markdownDescription"]
