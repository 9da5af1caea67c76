"""`cocreate cms`: settings that two programs understand, and documents that pass the check after a program wrote them.

The programs themselves are tried by hand, in a browser; what is known of them from there is held here.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from cocreate_plugin.data import data
from cocreate_plugin.hosts.project import project
from cocreate_plugin.kinds import KINDS, front_fields
from cocreate_plugin.pages.site import Site
from cocreate_plugin.testing import write
from tests.hosts.building import CONFIG, EXAMPLE, built
from tests.hosts.cli.command import PHASE, Command

SCHEMA = json.loads(Path(__file__).with_name("sveltia-cms.schema.json").read_text("utf-8"))
PERSONA = """
name: {en: persona, sv: persona}
fields:
  born: {type: date, about: When.}
  mood: {type: choice, choices: [glad, sad]}
  knows: {type: references, to: roles}
  lead: {type: reference, to: roles}
  share: number
  hours: duration
sections: {needs: list}
"""
Settings = dict[str, Any]


def settings(run: Command, *words: str) -> Settings:
    """Calls the command and reads what it wrote."""
    said = run("cms", *words)
    assert said.code == 0, said.err
    text = (run.folder / "docs" / "admin" / "config.yml").read_text("utf-8")
    read: Settings = yaml.safe_load(text)
    return read


def fields(config: Settings, collection: str) -> dict[str, Settings]:
    found = next(each for each in config["collections"] if each["name"] == collection)
    return {field["name"]: field for field in found["fields"]}


def example(run: Command) -> Path:
    """Copies the example to where the command runs."""
    shutil.copytree(EXAMPLE, run.folder, dirs_exist_ok=True)
    write(run.folder, {"process/kinds/personas.yml": PERSONA})
    return run.folder


class TestSettings:
    def test_they_are_as_the_schema_of_sveltia_has_them(self, run: Command) -> None:
        example(run)
        check = jsonschema.Draft7Validator(SCHEMA)
        config = settings(run)
        assert not [error.message for error in check.iter_errors(config)]
        for backend in ("gitlab", "gitea"):
            told = settings(run, "--backend", backend, "--overwrite")["backend"]
            small = {**config, "backend": told, "collections": config["collections"][-1:]}
            assert not [error.message for error in check.iter_errors(small)]

    @pytest.mark.parametrize("program", ["sveltia", "decap"])
    def test_every_field_has_a_widget_and_every_relation_a_collection(
        self, run: Command, program: str
    ) -> None:
        """Decap CMS shuffles the fields of a document when one of them has no widget."""
        example(run)
        config = settings(run, "--program", program)
        collections = {each["name"] for each in config["collections"]}
        for kind in KINDS:
            assert set(fields(config, kind.folder)) == {*front_fields(kind), "body"}
        told = [
            field
            for folder in (*(kind.folder for kind in KINDS), "personas")
            for field in fields(config, folder).values()
        ]
        assert {field["collection"] for field in told if field["widget"] == "relation"} <= collections
        assert {field["format"] for field in told if field["widget"] == "datetime"} == {"YYYY-MM-DD"}
        assert [field["name"] for field in told if field["required"]] == ["title", "purpose"] * len(
            collections - {"handbook"}
        )

    def test_kinds_of_one_s_own_are_forms_too(self, run: Command) -> None:
        example(run)
        own = fields(settings(run), "personas")
        assert {
            name: own[name]["widget"] for name in ("born", "mood", "knows", "lead", "share", "hours")
        } == {
            "born": "datetime",
            "mood": "select",
            "knows": "relation",
            "lead": "relation",
            "share": "number",
            "hours": "string",
        }
        assert own["knows"]["multiple"] and "multiple" not in own["lead"]
        assert "## Needs" in own["body"]["default"]

    def test_labels_hints_and_headings_are_in_the_handbook_s_language(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n"})
        phase = fields(settings(run), "phases")
        assert [phase[name]["label"] for name in ("order", "decides", "success_factors")] == [
            *("Ordning", "Beslutar vid grinden", "Framgångsfaktorer")
        ]
        assert phase["publish"]["options"] == [
            *({"label": "Ja", "value": "yes"}, {"label": "Nej", "value": "no"})
        ]
        assert phase["status"]["options"][0] == {"label": "Utkast", "value": "draft"}
        assert "## Grind\n" in phase["body"]["default"]
        pattern, message = phase["duration"]["pattern"]
        assert re.match(pattern, "4–8 veckor")
        assert not re.match(pattern, "snart")
        assert "`" not in message

    def test_what_a_document_has_by_default_is_filled_in_by_decap_alone(self, run: Command) -> None:
        """Sveltia CMS writes defaults into documents that have been there for long: they would be drafts again."""
        write(run.folder, {"process/phases/explore.md": PHASE})
        assert "default" not in fields(settings(run), "phases")["status"]
        assert fields(settings(run, "--program", "decap"), "phases")["status"]["default"] == "draft"

    def test_translations_lie_beside_their_originals(self, run: Command) -> None:
        example(run)
        config = settings(run)
        assert (config["i18n"]["locales"], config["i18n"]["initial_locales"]) == (["en", "sv"], "default")
        phase = fields(config, "phases")
        assert {name for name, field in phase.items() if field.get("i18n")} == {
            *("title", "purpose", "body", "owner", "pause_point")
        }
        assert "i18n" not in settings(run, "--program", "decap", "--overwrite")

    def test_sheets_with_copies_are_written_as_the_handbook_writes_them(self, run: Command) -> None:
        session = "---\ntitle: Tea\npurpose: Drink.\na3: {sheets}\n---\n"
        for sheets, widget in (
            ("[]", "list"),
            ("[{id: one, copies: 2}]", "list"),
            ("[one]", "relation"),
            ("[one, {id: two}]", "hidden"),
        ):
            write(run.folder, {"process/sessions/tea.md": session.format(sheets=sheets)})
            assert fields(settings(run), "sessions")["a3"]["widget"] == widget, sheets

    def test_paths_begin_at_the_top_of_the_repository(self, run: Command) -> None:
        subprocess.run(["git", "init", "-q", "-b", "trunk", run.folder], check=True)
        below = run.folder / "parts" / "handbook"
        write(below, {"process/phases/explore.md": PHASE, "docs/index.md": "# Start\n"})
        assert run("cms", folder=below).code == 0
        config = yaml.safe_load((below / "docs/admin/config.yml").read_text("utf-8"))
        assert config["collections"][0]["folder"] == "parts/handbook/process/phases"
        assert config["media_folder"] == "parts/handbook/process/files"
        assert config["backend"]["branch"] == "trunk"


class TestRoundTrip:
    """What a program does with a document: it reads the fields, sorts them, and writes all of them anew."""

    @pytest.mark.parametrize("program", ["sveltia", "decap"])
    def test_documents_say_the_same_after_they_were_saved(self, run: Command, program: str) -> None:
        folder = example(run)
        before = data(Site(project(folder).load().handbook))
        config = settings(run, "--program", program)
        for collection in config["collections"][:-1]:
            order = [field["name"] for field in collection["fields"]]
            for file in sorted((folder / collection["folder"]).glob("*.md")):
                if file.name != "index.md":
                    save(file, order)
        assert data(Site(project(folder).load().handbook)) == before
        assert run("check", "--strict").code == 0

    @pytest.mark.parametrize("language", ["en", "sv"])
    def test_new_documents_pass_the_check_while_they_are_drafts(self, run: Command, language: str) -> None:
        write(
            run.folder,
            {"process/handbook.yml": f"language: {language}\n", "process/kinds/personas.yml": PERSONA},
        )
        config = settings(run)
        for collection in config["collections"][:-1]:
            own = fields(config, collection["name"])
            front = {"title": "Årets: “möte” #1", "purpose": "Why: we ask", "status": "draft"}
            if collection["name"] == "a3":
                boxes = [
                    re.sub(r"\W+", "-", title.lower())
                    for title in re.findall("## (.+)", own["body"]["default"])
                ]
                front["layout"] = [boxes]  # type: ignore[assignment]
            text = yaml.safe_dump(front, allow_unicode=True)
            write(
                run.folder,
                {f"{collection['folder']}/arets-mote-1.md": f"---\n{text}---\n{own['body']['default']}"},
            )
        said = run("check", "--strict")
        assert said.code == 0, said.out


def save(file: Path, order: list[str]) -> None:
    """Writes a document as both programs do: fields in the order of the settings, lists one item a line."""
    _, front, body = file.read_text("utf-8").split("---\n", 2)
    values = yaml.load(front, Loader=yaml.BaseLoader)
    assert set(values) <= set(order), file
    ordered = {name: values[name] for name in order if name in values}
    file.write_text(
        f"---\n{yaml.safe_dump(ordered, sort_keys=False, allow_unicode=True)}---\n{body}", "utf-8"
    )


class TestBackend:
    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("https://github.com/norrvik/handbook", {"name": "github", "repo": "norrvik/handbook"}),
            ("https://github.com/norrvik/handbook.git/", {"name": "github", "repo": "norrvik/handbook"}),
            (
                "https://gitlab.com/a/b/c",
                {"name": "gitlab", "repo": "a/b/c", "auth_type": "pkce", "app_id": "your-application-id"},
            ),
            (
                "https://gitlab.norrvik.example/a/b",
                {
                    "name": "gitlab",
                    "repo": "a/b",
                    "auth_type": "pkce",
                    "app_id": "your-application-id",
                    "api_root": "https://gitlab.norrvik.example/api/v4",
                    "base_url": "https://gitlab.norrvik.example",
                },
            ),
            (
                "https://codeberg.org/a/b",
                {
                    "name": "gitea",
                    "repo": "a/b",
                    "app_id": "your-application-id",
                    "base_url": "https://codeberg.org",
                    "api_root": "https://codeberg.org/api/v1",
                },
            ),
            ("https://example.org/a/b", {"name": "github", "repo": "a/b"}),
            ("", {"name": "github", "repo": "your-organisation/handbook"}),
        ],
    )
    def test_it_is_read_from_the_address_of_the_repository(
        self, run: Command, address: str, expected: Settings
    ) -> None:
        write(
            run.folder,
            {"mkdocs.yml": f"site_name: Tea\nrepo_url: {address}\n", "process/phases/explore.md": PHASE},
        )
        config = settings(run)
        assert config["backend"] == {**expected, "branch": "main"}
        proposes = "editorial_workflow" if re.search("github|gitlab", address) else None
        assert config.get("publish_mode") == proposes


class TestWhatIsThere:
    @pytest.fixture(autouse=True)
    def _handbook(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})

    def test_the_upper_part_is_the_author_s(self, run: Command) -> None:
        settings(run)
        config = run.folder / "docs/admin/config.yml"
        config.write_text(config.read_text("utf-8").replace("branch: main", "branch: live"), "utf-8")
        write(run.folder, {"process/kinds/personas.yml": PERSONA})
        assert run("cms", "--check").code == 1
        assert "personas" in {each["name"] for each in settings(run)["collections"]}
        assert yaml.safe_load(config.read_text("utf-8"))["backend"]["branch"] == "live"
        assert run("cms", "--check").code == 0

    def test_the_lower_part_is_not_written_over_when_somebody_changed_it(self, run: Command) -> None:
        settings(run)
        config = run.folder / "docs/admin/config.yml"
        changed = config.read_text("utf-8").replace("label: Phases", "label: Stretches")
        config.write_text(changed, "utf-8")
        said = run("cms")
        assert (said.code, config.read_text("utf-8")) == (2, changed)
        assert "--overwrite" in said.err
        assert run("cms", "--check").code == 0  # it is as old as the kinds, by the author's own will
        assert settings(run, "--overwrite")["collections"][0]["label"] == "Phases"

    def test_settings_of_somebody_else_are_refused(self, run: Command) -> None:
        write(run.folder, {"docs/admin/config.yml": "backend: {name: github}\n"})
        assert run("cms").code == 2
        assert run("cms", "--check").code == 1

    def test_a_page_of_one_s_own_stays(self, run: Command) -> None:
        write(run.folder, {"docs/admin/index.html": "mine"})
        assert "docs/admin/index.html" in run("cms").err
        assert (run.folder / "docs/admin/index.html").read_text() == "mine"
        settings(run, "--overwrite")
        assert "mine" not in (run.folder / "docs/admin/index.html").read_text()

    def test_without_settings_they_are_not_new_enough(self, run: Command) -> None:
        assert run("cms", "--check").code == 1

    def test_the_program_of_before_stays(self, run: Command) -> None:
        settings(run, "--program", "decap")
        assert "local_backend" in settings(run)

    def test_while_a_kind_cannot_be_read_its_form_stays(self, run: Command) -> None:
        write(run.folder, {"process/kinds/personas.yml": PERSONA})
        settings(run)
        before = (run.folder / "docs/admin/config.yml").read_bytes()
        write(run.folder, {"process/kinds/personas.yml": "fields: ["})
        said = run("cms")
        assert (said.code, (run.folder / "docs/admin/config.yml").read_bytes()) == (2, before)
        assert "process/kinds/personas.yml" in said.err

    def test_where_there_is_no_handbook_nothing_is_written(self, run: Command, tmp_path: Path) -> None:
        empty = tmp_path / "empty"
        empty.mkdir()
        shutil.rmtree(run.folder / "process")
        assert run("cms", folder=empty).code == 2
        assert not list(empty.iterdir())


class TestPage:
    def test_it_loads_one_version_and_checks_it(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        run("cms")
        html = (run.folder / "docs/admin/index.html").read_text("utf-8")
        assert re.search(
            r'src="https://unpkg\.com/@sveltia/cms@\d+\.\d+\.\d+/[^"]+" integrity="sha384-\S{64}" cross', html
        )

    def test_a_program_beside_it_is_checked_too(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE, "docs/admin/cms.js": ""})
        run("cms", "--script", "cms.js")
        empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb"
        html = (run.folder / "docs/admin/index.html").read_text("utf-8")
        assert f'<script src="cms.js" integrity="{empty}" onerror=' in html

    def test_names_are_written_as_html(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "title: A <b> & c\n", "process/phases/explore.md": PHASE})
        run("cms")
        assert "<title>A &lt;b&gt; &amp; c" in (run.folder / "docs/admin/index.html").read_text("utf-8")

    @pytest.mark.site
    def test_a_strict_build_publishes_it(self, run: Command) -> None:
        write(
            run.folder,
            {"mkdocs.yml": CONFIG, "docs/index.md": "# Start\n", "process/phases/explore.md": PHASE},
        )
        run("cms")
        site = built(run.folder)
        for name in ("config.yml", "index.html"):
            assert (site / "admin" / name).read_bytes() == (run.folder / "docs/admin" / name).read_bytes()


def test_nothing_is_written_for_a_handbook_that_is_not_there_or_cannot_be_read(run: Command) -> None:
    said = run("cms", "--check")
    assert said.code == 2 and "There is no folder process/ here." in said.err
    write(run.folder, {"process/phases/explore.md": PHASE, "process/handbook.yml": "language: [sv\n"})
    said = run("cms")
    assert said.code == 2 and "process/handbook.yml:1:11: error[open-bracket]" in said.err
    assert not (run.folder / "docs").exists()


def test_the_page_says_so_when_its_program_does_not_come(run: Command) -> None:
    write(run.folder, {"process/phases/explore.md": PHASE})
    run("cms", "--script", "gone.js")
    page = (run.folder / "docs/admin/index.html").read_text("utf-8")
    assert '<p id="lost" hidden>Sveltia CMS could not be loaded from gone.js, ' in page
    assert '<script src="gone.js" onerror="lost.hidden = false"></script>' in page
