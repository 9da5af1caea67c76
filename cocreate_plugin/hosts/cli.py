"""The command `cocreate`: init, add, check, print, export, schema."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from .. import __version__
from ..phrases import Phrases, phrases
from ..problems import Problem
from .project import Project, language_of, project, spoken
from .report import FORMATS, is_fatal, listed, summary
from .speech import Group, Speech, complaint, speak

FINE, WRONG, MISUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes; 130 is what shells expect of a program that was interrupted."""


@click.group("cocreate", cls=Group, invoke_without_command=True,
             context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="cocreate", message="%(prog)s %(version)s")
@click.pass_context
def cocreate(ctx: click.Context) -> None:
    """Show what there is to do."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@cocreate.command()
@click.option("--strict", is_flag=True)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.pass_context
def check(ctx: click.Context, strict: bool, form: str) -> None:
    """List all problems."""
    here = project(Path.cwd())
    words = words_of(here)
    problems = here.load(today=dt.date.today()).problems
    report(problems, words, here, form)
    tell(summary(problems, words))
    ctx.exit(WRONG if is_fatal(problems, strict) else FINE)


def words_of(here: Project) -> Phrases:
    """Give the words to speak about a handbook."""
    return phrases(spoken(language_of(here)))


def report(problems: Sequence[Problem], words: Phrases, here: Project, form: str = "text",
           err: bool = False) -> None:
    """Show problems; in colour on a terminal only."""
    stream = sys.stderr if err else sys.stdout
    colour = stream.isatty() and "NO_COLOR" not in os.environ
    lines = listed(problems, words, here.root, form, colour)
    if lines:
        click.echo(lines, err=err)


def tell(sentence: str) -> None:
    """Say something beside the output, where it disturbs no other program."""
    click.echo(sentence, err=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code."""
    speak(words_of(project(Path.cwd())), cocreate)
    try:
        code = cocreate.main(arguments, prog_name="cocreate", standalone_mode=False)
    except click.ClickException as error:
        tell(complaint(error))
        return MISUSED
    except (click.Abort, KeyboardInterrupt):
        tell(Speech.words.t("failed.interrupted"))
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output left, as `head` does; Python must not complain while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG
    except OSError as error:
        detail = error.strerror or str(error)
        tell(Speech.words.t("failed.file", path=str(error.filename or ""), detail=detail))
        return WRONG
    return code if isinstance(code, int) else FINE
