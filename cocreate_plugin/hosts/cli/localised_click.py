"""The command line in the handbook's language: help, usage errors, and what is said on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NoReturn

import click

from ...phrases import Phrases, phrases
from ...problems import Place, closest, problem
from ..project import Project


class LocalisedHelp(click.HelpFormatter):
    """Writes help with headings in the language of the run."""

    words: Phrases = phrases("en")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is called."""
        super().write_usage(prog, args, prefix or f"{self.words.t('help.usage')}: ")

    def write_heading(self, heading: str) -> None:
        """Write a heading such as Options."""
        key = f"help.{heading.casefold()}"
        super().write_heading(self.words.t(key) if self.words.has(key) else heading)


class Context(click.Context):
    """A call of a command; its help speaks the language of the run."""

    formatter_class = LocalisedHelp

    @property
    def words(self) -> Phrases:
        """Give the words of the run."""
        return LocalisedHelp.words


class Command(click.Command):
    """A command whose help is looked up when it is shown."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option that shows the help, in the language of the run."""
        return _in_words(super().get_help_option(ctx))

    def get_short_help_str(self, limit: int = 0) -> str:
        """Give the first sentence whole; the list of commands breaks its lines itself."""
        del limit
        return re.split(r"(?<=[.])\s", (self.help or "").strip(), maxsplit=1)[0]


class Refusal(click.ClickException):
    """What is asked for cannot be done as things are."""

    exit_code = 2


def _in_words(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = LocalisedHelp.words.t("help.help")
    return option


class Commands(click.Group):
    """The commands; a misspelt one is answered with the one that was meant."""

    context_class = Context
    command_class = Command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option that shows the help, in the language of the run."""
        return _in_words(super().get_help_option(ctx))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order in which one needs them."""
        return list(self.commands)

    def resolve_command(
        self,
        ctx: click.Context,
        args: list[str],
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the first word names."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            commands = self.list_commands(ctx)
            refuse("usage.unknown-command", args[0], commands, ctx, commands=commands)
        return super().resolve_command(ctx, args)


def refuse_plainly(sentence: str) -> NoReturn:
    """Refuse a call whose form is right, without showing how it is called."""
    raise Refusal(sentence)


def refuse_without_handbook(here: Project, words: Phrases) -> None:
    """Refuse a call in a folder where no handbook is, nor is to be by its settings."""
    if not here.process.is_dir() and not here.settings.exists:
        place = Place(here.settings.process)
        refuse_plainly(words.sentence(problem("no-process", place, folder=here.settings.process)))


def refuse(
    key: str,
    word: str,
    known: Iterable[str],
    ctx: click.Context | None = None,
    more: str = "",
    **facts: Iterable[str],
) -> NoReturn:
    """Refuse a word on the command line; propose the one that was meant, and name what there is."""
    words = LocalisedHelp.words
    known = tuple(known)
    close = closest(word.casefold(), known)
    sentences = [words.t(key, given=word)]
    if close:
        sentences.append(words.t("advice.did-you-mean", suggestion=close))
    sentences += [
        words.t(f"{key}.{name}", **{name: words.all_of(tuple(choices))}) for name, choices in facts.items()
    ]
    raise click.UsageError(" ".join(sentences) + more, ctx)


def speak(words: Phrases, command: click.Command, name: str = "cocreate") -> None:
    """Give a command and all below it their help in the words' language."""
    LocalisedHelp.words = words
    command.help = words.t(f"help.{name}")
    command.options_metavar = words.t("help.some-options")
    for param in command.params:
        key = f"help.{name}.{param.name}"
        if isinstance(param, click.Option) and (words.has(key) or words.has(f"help.{param.name}")):
            param.help = words.t(key if words.has(key) else f"help.{param.name}")
    if isinstance(command, click.Group):
        command.subcommand_metavar = words.t("help.some-command")
        for below, each_command in command.commands.items():
            speak(words, each_command, below)


def complaint(error: click.ClickException) -> str:
    """Say what is wrong with how a command was called."""
    words = LocalisedHelp.words
    message = _said(error, words)
    ctx = getattr(error, "ctx", None)
    if ctx is None or ctx.command.get_help_option(ctx) is None:
        return message
    return f"{ctx.get_usage()}\n{message}\n{words.t('usage.help', command=ctx.command_path)}"


def _said(error: Any, words: Phrases) -> str:
    if isinstance(error, click.NoSuchOption):
        close = (
            words.t("advice.did-you-mean", suggestion=possibility)
            for possibility in (error.possibilities or ())[:1]
        )
        return " ".join((words.t("usage.unknown-option", given=error.option_name), *close))
    if isinstance(error, click.BadOptionUsage):
        return words.t("usage.needs-value", name=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return words.t("usage.missing", name=str(error.param.metavar or error.param.name).upper())
    if isinstance(error, click.BadParameter) and isinstance(getattr(error.param, "type", None), click.Choice):
        choices = words.all_of(tuple(error.param.type.choices), style="or")  # type: ignore[union-attr]
        return words.t("usage.choice", name=error.param.opts[0], choices=choices)  # type: ignore[union-attr]
    return str(error.format_message())
