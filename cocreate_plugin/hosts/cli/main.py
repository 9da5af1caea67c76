"""The command `cocreate`: init, add, import, check, explain, print, export, schema, cms, review, lsp."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from ...pdf.files import Unwritten
from ...problems import Place, in_order, problem
from ..project import added, project, words_of
from .localised_click import Commands, LocalisedHelp, complaint, refuse_plainly, speak
from .report import FORMATS, is_fatal, show, summary, tell

# What a command needs is imported when it is called: `check` answers at once, without the libraries of paper.

FINE, WRONG, MISUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes; 130 is what shells expect of a program that was interrupted."""

MANY_OBJECTS = 2_000_000
"""So many new objects are made before Python looks for rings among them; a large check keeps millions."""

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(
    "cocreate",
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="mkdocs-cocreate", prog_name="cocreate", message="%(prog)s %(version)s")
@click.pass_context
def cocreate(ctx: click.Context) -> None:
    """Show what there is to do."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cocreate.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--from", "source", type=click.Choice(("reference", "empty")))
@click.option("--language", metavar="CODE")
def init_(folder: Path, source: str | None, language: str | None) -> None:
    """Make a handbook."""
    from .init import init

    init(folder, source, language)


@cocreate.command("add")
@click.argument("kind")
@click.argument("id_", metavar="ID")
@click.option("--template", metavar="ID")
def add_(kind: str, id_: str, template: str | None) -> None:
    """Write a new document."""
    from .add import add

    click.echo(os.path.relpath(add(project(Path.cwd()), kind, id_, template)))


@cocreate.command("import")
@click.argument("kind")
@click.argument("source", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--split", is_flag=True)
@click.option("--dry-run", "is_trial", is_flag=True)
@click.option("--format", "form", type=click.Choice(("text", "markdown", "json")), default="text")
@click.option("-o", "--output", "out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def import_(
    ctx: click.Context, kind: str, source: Path, split: bool, is_trial: bool, form: str, out: Path | None
) -> None:
    """Take in what others wrote."""
    from .import_documents import import_documents

    any_taken = import_documents(
        project(Path.cwd()), source, kind, split=split, is_trial=is_trial, form=form, out=out
    )
    ctx.exit(FINE if any_taken else WRONG)


@cocreate.command()
@click.option("--strict", is_flag=True)
@click.option("--format", "form", type=click.Choice((*FORMATS, "markdown")))
@click.option("--complete", "lacking", metavar="[FILE]", is_flag=False, flag_value="")
@click.option("--plain", is_flag=True)
@click.option("--fix", "mend", is_flag=True)
@click.option("--diff", is_flag=True)
@click.option("--untrusted", is_flag=True)
@click.option("--print", "sheets", is_flag=True)
@click.pass_context
def check(
    ctx: click.Context,
    strict: bool,
    form: str | None,
    lacking: str | None,
    plain: bool,
    mend: bool,
    diff: bool,
    untrusted: bool,
    sheets: bool,
) -> None:
    """List all problems."""
    here = project(Path.cwd())
    if plain:
        from ...kinds.identity import ADVICE

        here = replace(here, advise=ADVICE)
    words = words_of(here)
    if sheets and untrusted:  # printing starts programs
        refuse_plainly(words.t("usage.print-untrusted"))
    if lacking is not None:
        from .complete import complete

        loaded = here.load(changed={})
        complete(here, loaded, lacking, form or "text")
        tell(summary(loaded.problems, words))
        ctx.exit(FINE)
    if form == "markdown":
        refuse_plainly(words.t("usage.markdown-alone"))
    if mend or diff:
        from .fix import fix

        if untrusted:
            refuse_plainly(words.t("usage.fix-untrusted"))
        loaded = fix(here, words, diff, dt.date.today())
    else:
        # Git is a program: it is not asked for dates where none may be started; no problem depends on them.
        # What texts ask for is not drawn there either.
        here = here if untrusted else here.drawing
        loaded = here.tried(dt.date.today(), {} if untrusted else None)
    problems = loaded.problems
    if sheets and is_fatal(problems):
        tell(words.t("check.not-printed"))
    elif sheets:
        from .print import found_on_paper

        on_paper = found_on_paper(here, loaded.handbook, words)
        problems = in_order((*problems, *added(problems, on_paper)))
    if not diff:
        show(problems, words, here.root, form)
    tell(summary(problems, words))
    ctx.exit(WRONG if is_fatal(problems, strict) else FINE)


@cocreate.command("explain")
@click.argument("code")
def explain_(code: str) -> None:
    """Tell more about a problem."""
    from .explain import explain

    click.echo(explain(code, words_of(project(Path.cwd()))))


@cocreate.command("print")
@click.argument("names", nargs=-1, metavar="[ID]...")
@click.option("-o", "--output", "out", type=FOLDER, default=Path())
@click.option("--validate", is_flag=True)
@click.pass_context
def print_(ctx: click.Context, names: tuple[str, ...], out: Path, validate: bool) -> None:
    """Make PDFs."""
    from .print import print_named

    ctx.exit(FINE if print_named(project(Path.cwd()).drawing, names, out, validate=validate) else WRONG)


@cocreate.command("export")
@click.argument("out", metavar="DIR", type=FOLDER)
@click.pass_context
def export_(ctx: click.Context, out: Path) -> None:
    """Write everything for another generator."""
    from .export import export

    ctx.exit(FINE if export(project(Path.cwd()).drawing, out) else WRONG)


@cocreate.command("schema")
@click.option("-o", "--output", "out", metavar="DIR", type=FOLDER)
def schema_(out: Path | None) -> None:
    """Write a JSON Schema per kind."""
    from .schema import schemas, write_schemas

    here = project(Path.cwd())
    words, book = words_of(here), here.load().handbook
    click.echo(schemas(words, book) if out is None else "\n".join(write_schemas(words, book, out)))


@cocreate.command("words")
@click.argument("language", metavar="[LANGUAGE]", default="")
@click.option("--write", is_flag=True)
def words_(language: str, write: bool) -> None:
    """Tell which words of a language are missing."""
    from .words import report, write_missing

    here = project(Path.cwd())
    words = words_of(here)
    if write:
        tell(write_missing(here, language, words))
    else:
        click.echo(report(here, language, words))


@cocreate.command("cms")
@click.option("--to", "folder", metavar="DIR", type=FOLDER)
@click.option("--program", type=click.Choice(("sveltia", "decap")))
@click.option("--backend", type=click.Choice(("github", "gitlab", "gitea")))
@click.option("--script", metavar="ADDRESS")
@click.option("--overwrite", is_flag=True)
@click.option("--check", "only_checked", is_flag=True)
@click.pass_context
def cms_(
    ctx: click.Context,
    folder: Path | None,
    program: str | None,
    backend: str | None,
    script: str | None,
    overwrite: bool,
    only_checked: bool,
) -> None:
    """Write the settings of a CMS."""
    from .cms import Wanted, cms, is_new_enough

    here = project(Path.cwd())
    if only_checked:
        ctx.exit(FINE if is_new_enough(here, folder) else WRONG)
    cms(here, Wanted(folder, program or "", backend or "", script or "", overwrite))


@cocreate.command("review")
@click.argument("base", required=False, default="")
@click.option("--format", "form", type=click.Choice(("text", "markdown", "json", "html")), default="text")
@click.option("-o", "--output", "out", metavar="DIR", type=FOLDER)
@click.option("--strict", is_flag=True)
@click.pass_context
def review_(ctx: click.Context, base: str, form: str, out: Path | None, strict: bool) -> None:
    """Say what a change does."""
    from .review import review

    is_sound = review(project(Path.cwd()).drawing, base, form, out)
    ctx.exit(WRONG if strict and not is_sound else FINE)


@cocreate.command("lsp")
@click.option("--stdio", is_flag=True)
def lsp_(stdio: bool) -> None:
    """Serve an editor."""
    try:
        from ..editor.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        refuse_plainly(words_of(project(Path.cwd())).t("usage.no-lsp"))
    serve()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(MANY_OBJECTS, 10, 10)
    if "--untrusted" in arguments:
        from .untrusted import guarded

        return guarded(arguments, _run)
    return _run(arguments)


def _run(arguments: Sequence[str]) -> int:
    try:
        speak(words_of(project(Path.cwd())), cocreate)
        code = cocreate.main(list(arguments), prog_name="cocreate", standalone_mode=False)
    except click.ClickException as error:
        tell(complaint(error))
        return MISUSED
    except (click.Abort, KeyboardInterrupt):
        tell(LocalisedHelp.words.t("failed.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output left, as `head` does; Python must not complain while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG
    except Unwritten as error:
        path = os.fspath(error.filename)
        tell(
            LocalisedHelp.words.sentence(
                problem("cannot-write", Place(path), path=path, reason=error.strerror)
            )
        )
        return WRONG
    except OSError as error:
        detail = error.strerror or str(error)
        tell(LocalisedHelp.words.t("failed.file", path=str(error.filename or "."), detail=detail))
        return WRONG
    return code if isinstance(code, int) else FINE
