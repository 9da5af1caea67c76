"""The server: what an editor tells is checked off its thread; what it asks, the last check answers."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Any, ParamSpec, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from ...handbook import TEMPLATES
from ...sources import LOCALE, Disk
from .checks import Checked, Checks, checked
from .desk import Desk, Opened, handbook_above, is_handbook
from .diagnostics import FIX_ALL, Actions, diagnostics
from .offers import TRIGGERS, completed
from .positions import Positions, file_of
from .spot import Spot
from .told import defined, hovered

P = ParamSpec("P")
R = TypeVar("R")


class Server(LanguageServer):
    """A language server that tells its log what goes wrong, in one sentence, and nobody else."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say that something went wrong; the editor goes on."""
        self.say(f"{type(error).__name__}: {error}")

    def say(self, sentence: str) -> None:
        """Write a sentence into the editor's log."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Warning, " ".join(sentence.split())))


@dataclass
class Room:
    """A server at work: what lies open, what is due, and what the editor was last shown."""

    server: Server
    desk: Desk = field(default_factory=Desk)
    shown: dict[Path, dict[Path, tuple[int | None, list[types.Diagnostic]]]] = field(default_factory=dict)
    """What was published, by handbook and file."""
    loop: asyncio.AbstractEventLoop | None = None

    def __post_init__(self) -> None:
        self.checks = Checks(self._check)

    @property
    def positions(self) -> Positions:
        """Give the way in which the editor counts."""
        encoding = self.server.workspace.position_encoding
        return Positions(str(getattr(encoding, "value", encoding)))

    def changed(self, file: Path | None) -> None:
        """Have the handbook of a file checked again, if it belongs to one."""
        root = self.desk.root_of(file) if file else None
        if root:
            self.checks.ask(root)

    def leave(self, folder: Path | None) -> None:
        """Show nothing more of the handbooks of a folder, but for those that a text is still open of."""
        in_use = {self.desk.root_of(file) for file in self.desk.all_opened()}
        for root in [each for each in self.shown if folder and each.is_relative_to(folder)]:
            if root not in in_use:
                self._show(root, None)

    def _check(self, root: Path, going_on: Callable[[], None]) -> None:
        """Check a handbook, and have what was found shown: this is done outside the thread of requests."""
        texts = self.desk.all_opened()
        disk = Disk({str(file): each.text.encode("utf-8", "surrogatepass") for file, each in texts.items()})
        versions = {file: each.version for file, each in texts.items()}
        found: Checked | None = None
        try:
            if is_handbook(root, disk):
                found = checked(root, disk, versions, going_on)
        except Exception as error:
            self._later(self.server.report_server_error, error, None)
            return
        going_on()
        self._later(self._show, root, found)

    def _later(self, call: Callable[..., None], *arguments: Any) -> None:
        """Have something done in the thread that talks with the editor."""
        if self.loop is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(call, *arguments)

    def _show(self, root: Path, found: Checked | None) -> None:
        """Publish the problems of files that have others than before, or a newer text."""
        self.desk.note(root, found)
        by_file = diagnostics(found, self.desk, self.positions) if found else {}
        before = self.shown.get(root, {})
        now: dict[Path, tuple[int | None, list[types.Diagnostic]]] = {}
        versions = found.texts if found else {}
        open_here = [file for file in versions if found and self.desk.root_of(file) == root]
        for file in dict.fromkeys((*by_file, *open_here, *before)):
            now[file] = versions.get(file), by_file.get(file, [])
            if now[file] != before.get(file, (None, [])):
                self.server.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(self.desk.uri(file), now[file][1], now[file][0])
                )
        self.shown[root] = {file: each for file, each in now.items() if each != (None, [])}


def quietly(room: Room, answer: Callable[P, R]) -> Callable[P, R | None]:
    """Let an answer that fails be no answer: an editor shows its user whatever a server says of a failure."""

    @wraps(answer)
    def answered(*arguments: P.args, **named: P.kwargs) -> R | None:
        try:
            return answer(*arguments, **named)
        except Exception as error:
            room.server.report_server_error(error, None)
            return None

    return answered


def room() -> Room:
    """Make a server that knows what to do with each message."""
    # Every text comes whole: lines end in fewer ways here than where a library would cut out the changes.
    server = Server("cocreate", version("mkdocs-cocreate"), types.TextDocumentSyncKind.Full)
    made = Room(server)
    _listen(made)
    _answer(made)
    return made


def _listen(made: Room) -> None:
    """Hear what is opened, written, saved and closed, and what others do to the files."""
    server, desk = made.server, made.desk

    def on(name: str) -> Callable[[Callable[..., None]], None]:
        def register(answer: Callable[..., None]) -> None:
            server.feature(name)(quietly(made, answer))

        return register

    @on(types.INITIALIZED)
    def begin(params: types.InitializedParams) -> None:
        made.loop = asyncio.get_running_loop()
        _watch(server)
        for folder in server.workspace.folders.values():
            _check_folder(folder.uri)
        if not server.workspace.folders and server.workspace.root_uri:
            _check_folder(server.workspace.root_uri)

    def _check_folder(uri: str) -> None:
        folder = file_of(uri)
        root = handbook_above((folder, *folder.parents)) if folder else None
        if root:
            made.checks.ask(root)

    @on(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        for each in params.event.added:
            _check_folder(each.uri)
        for each in params.event.removed:
            made.leave(file_of(each.uri))

    def read(uri: str, text: str, number: int | None) -> None:
        file = file_of(uri)
        if file:
            desk.put(Opened(uri, file, text, number))
            made.changed(file)

    @on(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        read(item.uri, item.text, item.version)

    @on(types.TEXT_DOCUMENT_DID_CHANGE)
    def written(params: types.DidChangeTextDocumentParams) -> None:
        read(params.text_document.uri, params.content_changes[-1].text, params.text_document.version)

    @on(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        made.changed(file_of(params.text_document.uri))

    @on(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        file = file_of(params.text_document.uri)
        if file:
            desk.take(file)
            made.changed(file)

    @on(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def moved(params: types.DidChangeWatchedFilesParams) -> None:
        for file in {file_of(each.uri) for each in params.changes}:
            if file and _matters(desk, file):
                made.changed(file)


def _matters(desk: Desk, file: Path) -> bool:
    """Tell whether a check reads a file: what a build writes is none of these."""
    found = desk.checked(file)
    if found is None:
        return True
    process = Path(os.path.realpath(found.here.process))
    folders = (process, found.docs, *(found.here.root / name for name in (TEMPLATES, LOCALE)))
    is_above = process.is_relative_to(file)
    return is_above or file.suffix in (".yml", ".yaml") or any(map(file.is_relative_to, folders))


def _watch(server: Server) -> None:
    """Ask the editor to tell what happens to files, where it can be asked."""
    workspace = server.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        everything = types.FileSystemWatcher("**/*")
        options = types.DidChangeWatchedFilesRegistrationOptions([everything])
        name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        server.client_register_capability(
            types.RegistrationParams([types.Registration("files", name, options)])
        )


def _answer(made: Room) -> None:
    """Answer what is asked about a place."""
    server, desk = made.server, made.desk
    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        file = file_of(params.text_document.uri)
        found = desk.checked(file) if file else None
        if file is None or found is None:
            return []
        only = [str(getattr(each, "value", each)) for each in params.context.only or ()]
        offered = Actions(found, desk, made.positions, _renames(server)).offered(file, params.range, only)
        return list(offered)

    def spot(params: types.CompletionParams | types.HoverParams | types.DefinitionParams) -> Spot | None:
        file = file_of(params.text_document.uri)
        found = desk.checked(file) if file else None
        if file is None or found is None:
            return None
        lines = desk.lines(file)
        return Spot(found, file, lines, *made.positions.place(lines, params.position))

    def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        here = spot(params)
        return completed(here, made.positions) if here else []

    def hover(params: types.HoverParams) -> types.Hover | None:
        here = spot(params)
        return hovered(here, made.positions) if here else None

    def define(params: types.DefinitionParams) -> types.Location | None:
        here = spot(params)
        return defined(here, desk, made.positions) if here else None

    options = types.CompletionOptions(trigger_characters=list(TRIGGERS))
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(quietly(made, complete))
    server.feature(types.TEXT_DOCUMENT_HOVER)(quietly(made, hover))
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(quietly(made, define))
    asked = types.CodeActionOptions(code_action_kinds=kinds)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, asked)(quietly(made, actions))


def _renames(server: Server) -> bool:
    """Tell whether the editor can give a file another name."""
    workspace = server.client_capabilities.workspace
    edits = workspace.workspace_edit if workspace else None
    return bool(edits and types.ResourceOperationKind.Rename in (edits.resource_operations or ()))


def serve() -> None:
    """Talk with an editor over standard input and output until it ends.

    Checks are made in the main thread, where a document that keeps a reader busy for ever is stopped.
    """
    logging.disable(logging.CRITICAL)  # what goes wrong is told to the editor; its log shows the other stream
    made = room()
    talking, source = sys.stdout.buffer, sys.stdin.buffer
    sys.stdout = sys.stderr  # nothing that a library prints may get between two messages

    def talk() -> None:
        try:
            made.server.start_io(source, talking)
        finally:
            made.checks.stop()

    thread = Thread(target=talk, name="editor", daemon=True)
    thread.start()
    # A check makes a million small things and keeps most: to look for rings of them takes long.
    gc.set_threshold(200_000, 20, 50)
    made.checks.work()
    # A thread of the library may still wait for a word from the editor, which has gone.
    os._exit(0)
