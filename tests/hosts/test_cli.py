"""The command line, called as a user calls it."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import click
import jsonschema
import pytest
from click.testing import CliRunner

from cocreate_plugin import __version__
from cocreate_plugin.hosts.cli import init as making
from cocreate_plugin.hosts.cli.main import cocreate, main
from cocreate_plugin.hosts.project import project
from cocreate_plugin.hosts.settings import read_settings
from cocreate_plugin.kinds import KINDS
from cocreate_plugin.testing import write

PHASE = "---\ntitle: Explore\npurpose: Understand.\n---\n\n## Gate\n\n- [ ] All are heard\n"
SHEET = "---\ntitle: Sheet\npurpose: Talk.\nlayout: [[one 1], [two 1]]\n---\n\n## One\n\n- Why?\n\n## Two\n\n- How?\n"


@dataclass
class Said:
    code: int
    out: str
    err: str


class Command:
    """Calls `cocreate` in a folder and gives what it said."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.folder, self.capsys, self.monkeypatch = folder, capsys, monkeypatch

    def __call__(self, *words: str, folder: Path | None = None) -> Said:
        self.monkeypatch.chdir(folder or self.folder)
        self.capsys.readouterr()
        code = main(words)
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    for name in (
        "LANG",
        "LC_ALL",
        "LC_MESSAGES",
        "GITHUB_WORKSPACE",
        "COCREATE_WORKERS",
        "SOURCE_DATE_EPOCH",
    ):
        monkeypatch.delenv(name, raising=False)
    return Command(tmp_path, capsys, monkeypatch)


def test_it_says_its_version(run: Command) -> None:
    assert run("--version") == Said(0, f"cocreate {__version__}\n", "")


def test_without_a_word_it_shows_what_there_is(run: Command) -> None:
    said = run()
    assert said.code == 0
    assert re.findall(r"^  (\w+)", said.out.split("Commands:")[1], re.MULTILINE) == list(cocreate.commands)


def test_every_option_is_explained_in_both_languages(run: Command) -> None:
    for language, usage in (("en", "Usage: "), ("sv", "Användning: ")):
        run.monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")
        for name, command in cocreate.commands.items():
            said = run(name, "--help")
            assert said.code == 0
            assert said.out.startswith(usage)
            assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_click_s_own_runner_can_call_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cocreate, ["check"]).exit_code == 1


class TestMisuse:
    def test_an_unknown_command(self, run: Command) -> None:
        said = run("chek")
        assert said.code == 2
        assert "There is no command `chek`. Did you mean `check`?" in said.err

    def test_an_unknown_option(self, run: Command) -> None:
        said = run("check", "--strikt")
        assert (said.code, said.out) == (2, "")
        assert "Did you mean `--strict`?" in said.err

    def test_an_unknown_format(self, run: Command) -> None:
        said = run("check", "--format", "xml")
        assert said.code == 2
        assert "--format is one of text, github" in said.err

    def test_a_missing_word(self, run: Command) -> None:
        said = run("add", "phase")
        assert said.code == 2
        assert "ID is missing." in said.err

    def test_in_swedish(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n"})
        said = run("chek")
        assert "Det finns inget kommando `chek`. Menade du `check`?" in said.err
        assert said.err.startswith("Användning: cocreate")


class TestCheck:
    def test_nothing_wrong(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        assert run("check") == Said(0, "", "No problems.\n")

    def test_no_handbook_at_all(self, run: Command) -> None:
        said = run("check")
        assert said.code == 1
        assert said.out.startswith("process:1:1: error[no-process]: ")

    def test_from_a_folder_below(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        assert run("check", folder=run.folder / "process" / "phases").code == 0

    def test_an_error_with_its_place(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE.replace("purpose", "purpos")})
        said = run("check")
        assert said.code == 1
        assert "process/phases/explore.md:3:1: error[unknown-field]: " in said.out
        assert "\033" not in said.out
        assert said.err == "Found 2 errors.\n"

    def test_a_warning_fails_only_when_strict(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": f"{PHASE}\n## Pitfall\n\n- x\n"})
        assert run("check").code == 0
        assert run("check", "--strict").code == 1

    def test_in_swedish(self, run: Command) -> None:
        write(run.folder, {"process/handbook.yml": "language: sv\n", "process/phases/explore.md": ""})
        said = run("check")
        assert "error[empty-file]: Filen är tom." in said.out
        assert said.err == "Hittade 1 fel.\n"

    def test_as_json(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": ""})
        (one,) = json.loads(run("check", "--format", "json").out)
        assert (one["path"], one["line"], one["column"], one["level"], one["code"]) == (
            "process/phases/explore.md",
            1,
            1,
            "error",
            "empty-file",
        )
        assert one["message"].startswith("This file is empty.")

    def test_json_of_nothing_is_a_list(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        assert json.loads(run("check", "--format", "json").out) == []

    def test_as_annotations(self, run: Command) -> None:
        run.monkeypatch.setenv("GITHUB_WORKSPACE", str(run.folder))
        book = run.folder / "book, one"
        write(book, {"process/phases/explore.md": "---\ntitle: x\npurpose: y\nreviewed: 100%: soon\n---\n"})
        line = run("check", "--format", "github", folder=book).out.splitlines()[0]
        assert line.startswith("::error file=book%2C one/process/phases/explore.md,line=4,col=")
        head, _, message = line.removeprefix("::").partition("::")
        assert "%" not in re.sub(r"%(25|0D|0A|3A|2C)", "", head + message)

    def test_settings_are_read_and_nothing_in_them_is_run(self, run: Command) -> None:
        write(
            run.folder,
            {
                "mkdocs.yml": "site_name: x\ntheme: {name: material, language: sv}\nmarkdown_extensions:\n"
                "  - pymdownx.emoji: {emoji_index: !!python/name:os.nothing }\n  - x: !!python/object/apply:os.abort []\n"
                "plugins:\n  - search\n  - cocreate: {process_dir: content}\n",
                "content/phases/explore.md": PHASE,
            },
        )
        assert run("check") == Said(0, "", "Inga problem.\n")

    def test_broken_settings_are_a_problem(self, run: Command) -> None:
        write(run.folder, {"mkdocs.yml": "site_name: [x\n", "process/phases/explore.md": PHASE})
        said = run("check")
        assert said.code == 1
        assert said.out.startswith("mkdocs.yml:2:1: error[bad-yaml]: ")


def test_settings_from_another_file_and_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDRESS", "https://example.org/")
    write(
        tmp_path,
        {
            "mkdocs.yml": "INHERIT: base.yml\nsite_name: Ours\ntheme: {language: sv}\n",
            "base.yml": "site_name: Base\nsite_url: !ENV [ADDRESS, 'http://x']\ntheme: {name: material}\n"
            "plugins: {cocreate: {workers: 3}}\n",
        },
    )
    settings = read_settings(tmp_path)
    assert (settings.name, settings.url, settings.language) == ("Ours", "https://example.org/", "sv")
    assert settings.options == {"workers": 3}


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("https://example.org/book/", "https://example.org/book/"),
        ("http://127.0.0.1:8000/", None),
        ("http://localhost/", None),
        ("http://[bad", None),
        ("http://192.168.1.4/", None),
        ("http://nas.local/", None),
    ],
)
def test_no_local_address_is_printed(tmp_path: Path, address: str, printed: str | None) -> None:
    write(tmp_path, {"mkdocs.yml": f"site_url: '{address}'\n", "process/phases/explore.md": PHASE})
    assert project(tmp_path).load().handbook.identity.site_url == printed


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
            "former-id",
            "former-id-taken",
        }

    def test_an_id_is_proposed(self, run: Command) -> None:
        write(run.folder, {"process/phases/explore.md": PHASE})
        said = run("add", "phase", "Följa upp")
        assert said.code == 2
        assert "`cocreate add phase folja-upp`" in said.err
        assert len(list(run.folder.rglob("*.md"))) == 1

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
        said = run("add", "fase", "x")
        assert said.code == 2
        assert "Did you mean `phase`?" in said.err

    def test_where_there_is_no_handbook(self, run: Command) -> None:
        said = run("add", "phase", "x")
        assert said.code == 2
        assert "cocreate init" in said.err
        assert not list(run.folder.iterdir())


class TestInit:
    @pytest.mark.parametrize(("source", "language"), [("empty", "en"), ("empty", "sv"), ("reference", "en")])
    def test_what_is_made_has_no_problem(self, run: Command, source: str, language: str) -> None:
        assert run("init", "our-handbook", "--from", source, "--language", language).code == 0
        home = run.folder / "our-handbook"
        assert {"mkdocs.yml", "docs", "process", ".gitignore", ".github", "requirements.txt"} == {
            each.name for each in home.iterdir()
        }
        assert [each.name for each in run.folder.iterdir()] == ["our-handbook"]
        said = run("check", "--strict", folder=home)
        assert said.code == 0, said.out
        assert "%" not in (home / "mkdocs.yml").read_text("utf-8")
        assert {"/site/", "/.cache/"} <= set((home / ".gitignore").read_text().splitlines())

    @pytest.mark.site
    @pytest.mark.parametrize(("source", "language"), [("empty", "en"), ("empty", "sv"), ("reference", "en")])
    def test_what_is_made_builds_at_once(self, run: Command, source: str, language: str) -> None:
        import subprocess
        import sys

        run("init", "ours", "--from", source, "--language", language)
        settings = run.folder / "ours" / "mkdocs.yml"
        settings.write_text(
            settings.read_text("utf-8").replace("cocreate]", "cocreate: {pdf: false}]"), "utf-8"
        )
        built = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
            cwd=settings.parent,
            capture_output=True,
            text=True,
            env=None,
        )
        assert built.returncode == 0, built.stdout + built.stderr

    def test_links_that_leave_the_copy_lead_to_the_published_handbook(self, run: Command) -> None:
        run("init", "ours", "--from", "reference")
        home = run.folder / "ours"
        assert not any((home / "docs" / name).exists() for name in ("guide", "reference", "about"))
        assert f"]({making.HOME}guide/" in (home / "docs" / "adapt.md").read_text("utf-8")
        assert "CC BY 4.0" in (home / "docs" / "index.md").read_text("utf-8")

    def test_without_a_source_the_language_decides(self, run: Command) -> None:
        run("init", "english")
        run("init", "svenska", "--language", "sv")
        assert (run.folder / "english/process/phases/initiate.md").exists()
        assert [each.name for each in (run.folder / "svenska/process/phases").iterdir()] == ["utforska.md"]

    def test_a_folder_that_is_not_empty_stays(self, run: Command) -> None:
        write(run.folder, {"ours/notes.txt": "mine"})
        said = run("init", "ours", "--from", "empty")
        assert said.code == 2
        assert "is not empty" in said.err
        assert [each.name for each in (run.folder / "ours").iterdir()] == ["notes.txt"]

    def test_the_folder_one_stands_in(self, run: Command) -> None:
        home = run.folder / "new"
        (home / ".git").mkdir(parents=True)
        assert run("init", ".", "--from", "empty", folder=home).code == 0
        assert (home / "mkdocs.yml").exists()
        assert (home / ".git").exists()

    def test_it_is_made_inside_a_folder_that_may_be_a_disk_of_its_own(self, run: Command) -> None:
        seen: list[Path] = []
        run.monkeypatch.setattr(making, "_move", lambda made, home: seen.append(made))
        (run.folder / "disk").mkdir()
        assert run("init", "disk", "--from", "empty").code == 0
        assert seen[0].parent == run.folder / "disk"
        assert not list((run.folder / "disk").iterdir())

    def test_where_nothing_can_be_written(self, run: Command) -> None:
        write(run.folder, {"file": "mine"})
        said = run("init", "file/ours", "--from", "empty")
        assert said.code == 1
        assert said.err == "file/ours cannot be written: Not a directory. Choose a folder you may write to.\n"

    def test_an_interruption_leaves_nothing(self, run: Command) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        run.monkeypatch.setattr(making, "_move", interrupted)
        assert run("init", "ours", "--from", "empty").code == 130
        assert not list(run.folder.iterdir())

    def test_a_title_with_signs_is_quoted(self, run: Command) -> None:
        run("init", "a: b #c", "--from", "empty", "--language", "en")
        assert 'site_name: "A: b #c"\n' in (run.folder / "a: b #c" / "mkdocs.yml").read_text("utf-8")
        assert run("check", folder=run.folder / "a: b #c").code == 0

    def test_a_language_is_a_code(self, run: Command) -> None:
        assert run("init", "ours", "--language", "svenska").code == 2
        assert run("init", "ours", "--language", "xx").code == 2

    def test_the_workflow_is_read_by_a_yaml_reader(self, run: Command) -> None:
        for language in ("en", "sv"):
            run("init", language, "--from", "empty", "--language", language)
            text = (run.folder / language / ".github/workflows/handbook.yml").read_text("utf-8")
            assert "cocreate check --format github" in text
            assert "${{ steps.published.outputs.page_url }}" in text


class TestSchema:
    def test_a_file_per_kind(self, run: Command) -> None:
        said = run("schema", "-o", "schemas")
        assert said.code == 0
        for kind in (*(each.kind for each in KINDS), "handbook"):
            text = (run.folder / "schemas" / f"{kind}.schema.json").read_text("utf-8")
            jsonschema.Draft7Validator.check_schema(json.loads(text))

    def test_without_a_folder_it_is_printed(self, run: Command) -> None:
        assert len(json.loads(run("schema").out)) == len(KINDS) + 1

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


@pytest.mark.paper
class TestPrint:
    @pytest.fixture
    def book(self, run: Command) -> Command:
        write(
            run.folder,
            {
                "process/phases/explore.md": PHASE,
                "process/a3/sheet.md": SHEET,
                "process/checklists/mine.md": "---\ntitle: M\npurpose: p\npublish: no\n---\n\n- [ ] One thing\n",
                "process/roles/broken.md": "---\ntitle: B\n---\n",
            },
        )
        return run

    def test_a_document(self, book: Command) -> None:
        said = book("print", "sheet", "-o", "out")
        assert said.code == 0, said.err
        names = {path.name for path in (book.folder / "out/print/a3").iterdir()}
        assert names == {"sheet.pdf", "sheet-blank.pdf", "sheet-form.pdf", "sheet-2xa4.pdf"}
        assert set(said.out.split()) == {f"print/a3/{name}" for name in names}
        assert "error[missing-field]" in said.err  # in another document: said, and no hindrance
        assert (book.folder / "out/print/a3/sheet.pdf").read_bytes().startswith(b"%PDF")

    def test_one_list_one_path_and_one_that_is_not_published(self, book: Command) -> None:
        said = book("print", "gate-explore", "process/checklists/mine.md")
        assert set(said.out.split()) == {"print/checklists/gate-explore.pdf", "print/checklists/mine.pdf"}
        assert book("print", "mine.md", folder=book.folder / "process/checklists").code == 0

    def test_a_file_is_named_when_it_is_there(self, book: Command) -> None:
        write(book.folder, {"out/print/checklists": "no folder"})
        said = book("print", "gate-explore", "-o", "out")
        assert (said.code, said.out) == (1, "")
        assert "out/print/checklists/gate-explore.pdf cannot be written: " in said.err

    def test_an_error_in_what_is_named(self, book: Command) -> None:
        write(book.folder, {"process/a3/sheet.md": SHEET.replace("Why?", "![](no.png)")})
        said = book("print", "sheet", "-o", "out")
        assert said.code == 1
        assert "error[no-alt]" in said.out
        assert "Nothing was printed" in said.err
        assert not (book.folder / "out").exists()

    def test_everything_needs_everything_to_be_right(self, book: Command) -> None:
        assert book("print").code == 1
        assert not (book.folder / "print").exists()

    def test_an_unknown_name(self, book: Command) -> None:
        said = book("print", "shet")
        assert said.code == 2
        assert "Did you mean `sheet`?" in said.err
        assert "checklists: mine" in said.err
        assert "gate-explore" in said.err

    def test_what_does_not_fit_is_not_written(self, book: Command) -> None:
        shutil.rmtree(book.folder / "process/roles")
        write(book.folder, {"process/a3/sheet.md": SHEET.replace("- Why?", "- Why so long?\n" * 400)})
        said = book("print", "sheet", "gate-explore", "-o", "out")
        assert said.code == 1
        assert "error[does-not-fit]" in said.err
        assert not (book.folder / "out/print/a3/sheet.pdf").exists()
        assert (book.folder / "out/print/checklists/gate-explore.pdf").exists()


class TestExport:
    BOOK = {
        "process/handbook.yml": "title: Ours\n",
        "process/phases/explore.md": f"{PHASE.rstrip()} {{#heard}}\n\n[All](../../docs/about.md)\n",
        "process/files/dot.svg": "<svg/>",
        "process/checklists/mine.md": "---\ntitle: M\npurpose: p\npublish: no\n---\n\n- [ ] One thing\n",
        "docs/about.md": "# About\n\n[Explore](../process/phases/explore.md)\n",
    }

    @pytest.fixture
    def book(self, run: Command) -> Command:
        write(run.folder, self.BOOK)
        return run

    @pytest.mark.paper
    def test_pages_data_and_pdfs(self, book: Command) -> None:
        said = book("export", "out")
        assert said.code == 0, said.err
        out = book.folder / "out"
        assert "[Explore](phases/explore.md)" in (out / "about.md").read_text("utf-8")
        page = (out / "phases/explore.md").read_text("utf-8")
        assert page.startswith('---\ntitle: "Explore"\n')
        assert "[All](../about.md)" in page
        assert "{:" not in page
        assert (out / "files/dot.svg").read_text() == "<svg/>"
        assert (out / "print/checklists/gate-explore.pdf").read_bytes().startswith(b"%PDF")
        assert not list(out.rglob("mine.*"))
        assert (out / "index.md").exists()

    @pytest.mark.paper
    def test_every_link_leads_to_a_file(self, run: Command) -> None:
        from cocreate_plugin import prose

        run("init", "ours", "--from", "empty", "--language", "sv")
        run("export", "out", folder=run.folder / "ours")
        out = run.folder / "ours" / "out"
        for page in out.rglob("*.md"):
            for link in prose.links(page.read_text("utf-8")):
                target = link.target.partition("#")[0]
                assert ":" in target or not target or (page.parent / target).exists(), f"{page}: {target}"

    def test_errors_are_mended_first(self, book: Command) -> None:
        write(book.folder, {"process/roles/x.md": ""})
        said = book("export", "out")
        assert said.code == 1
        assert "error[empty-file]" in said.err
        assert not (book.folder / "out").exists()

    @pytest.mark.parametrize("folder", [".", "..", "docs", "process/a3"])
    def test_what_the_handbook_is_made_from_is_not_overwritten(self, book: Command, folder: str) -> None:
        assert book("export", folder).code == 2
