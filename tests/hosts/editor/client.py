"""An editor of few words: it starts the real server and talks with it over standard input and output."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any

PATIENCE = 300
"""Seconds after which an answer that does not come is a failure; no test waits for time to pass."""

CAPABILITIES = {
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    }
}


START = "import sys; from cocreate_plugin.hosts.cli.main import main; main(['lsp', *sys.argv[1:]])"


class Editor:
    """A running server, and what it has said."""

    def __init__(self, *folders: Path, more: tuple[str, ...] = ()) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, *more],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.said: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.problems: dict[str, list[dict[str, Any]]] = {}
        self.versions: dict[str, int | None] = {}
        self.sentences: list[dict[str, Any]] = []
        self.number = 0
        self.listener = Thread(target=self._listen, daemon=True)
        self.listener.start()
        named = [{"uri": each.as_uri(), "name": each.name} for each in folders]
        asked = {"processId": None, "rootUri": None, "workspaceFolders": named}
        self.greeting = self.ask("initialize", {**asked, "capabilities": CAPABILITIES})
        self.tell("initialized", {})

    def ask(self, method: str, params: dict[str, Any] | None) -> Any:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            message = self._heard()
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message.get("result")

    def tell(self, method: str, params: dict[str, Any] | None) -> None:
        self._send({"method": method, "params": params})

    def open(self, file: Path, text: str | None = None, version: int = 1) -> list[dict[str, Any]]:
        text = file.read_text("utf-8") if text is None else text
        item = {"uri": file.as_uri(), "languageId": "markdown", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return self.wait(file, version)

    def write(self, file: Path, text: str, version: int) -> list[dict[str, Any]]:
        named = {"uri": file.as_uri(), "version": version}
        self.tell("textDocument/didChange", {"textDocument": named, "contentChanges": [{"text": text}]})
        return self.wait(file, version)

    def changed(self, *files: Path) -> None:
        changes = [{"uri": file.as_uri(), "type": 2 if file.exists() else 3} for file in files]
        self.tell("workspace/didChangeWatchedFiles", {"changes": changes})

    def wait(self, file: Path, version: int | None) -> list[dict[str, Any]]:
        """Wait until the problems of a version of a text are there, and those of all other files."""
        while self.versions.get(file.as_uri(), -1) != version:
            self._heard()
        self.at("textDocument/codeAction", file, 0, 0)
        return self.problems[file.as_uri()]

    def next(self, file: Path) -> list[dict[str, Any]]:
        """Wait until the problems of a file are told once more."""
        self.versions.pop(file.as_uri(), None)
        while file.as_uri() not in self.versions:
            self._heard()
        return self.problems[file.as_uri()]

    def at(self, method: str, file: Path, line: int, character: int, **more: Any) -> Any:
        """Ask about a place, which counts from 0."""
        place = {"line": line, "character": character}
        asked: dict[str, Any] = {"textDocument": {"uri": file.as_uri()}, "position": place}
        if method == "textDocument/codeAction":
            asked |= {"range": {"start": place, "end": place}, "context": {"diagnostics": []}}
        return self.ask(method, {**asked, **more})

    def leave(self) -> int:
        self.ask("shutdown", None)
        self.tell("exit", None)
        errors = self._ended()
        assert b"Traceback" not in errors, errors
        return self.process.returncode

    def _ended(self) -> bytes:
        self.process.wait(PATIENCE)
        self.listener.join(PATIENCE)
        errors = self.process.stderr.read() if self.process.stderr else b""
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        return errors

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def _heard(self) -> dict[str, Any]:
        message = self.said.get(timeout=PATIENCE)
        assert message is not None, "the server has gone"
        method, params = message.get("method", ""), message.get("params") or {}
        assert method != "window/showMessage", params
        if method == "textDocument/publishDiagnostics":
            self.problems[params["uri"]] = params["diagnostics"]
            self.versions[params["uri"]] = params.get("version")
        elif method == "window/logMessage":
            self.sentences.append(params)
        elif "id" in message and method:
            self._send({"id": message["id"], "result": None})
        return message

    def _listen(self) -> None:
        while True:
            length = 0
            assert self.process.stdout
            while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not line:
                self.said.put(None)
                return
            self.said.put(json.loads(self.process.stdout.read(length)))


def mended(text: str, action: dict[str, Any], file: Path) -> str:
    """Apply an action to a text as an editor does, which counts in units of UTF-16."""
    (change,) = (
        each for each in action["edit"]["documentChanges"] if each["textDocument"]["uri"] == file.as_uri()
    )
    lines = text.split("\n")
    starts = [
        sum(len(each.encode("utf-16-le")) + 2 for each in lines[:number]) for number in range(len(lines))
    ]
    units = text.encode("utf-16-le")

    def offset(place: dict[str, int]) -> int:
        return starts[place["line"]] + 2 * place["character"]

    for edit in sorted(change["edits"], key=lambda each: -offset(each["range"]["start"])):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        units = units[:start] + edit["newText"].encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le")
