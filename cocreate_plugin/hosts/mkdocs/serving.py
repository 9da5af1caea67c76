"""What answers while somebody writes: odd addresses get a sentence, and MkDocs' own script may run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from ...policy import digest

_LIVERELOAD = re.compile(
    rb"<script>(?P<text>\s*+var livereload = (?:(?!</script>).)*)</script></body>", re.DOTALL
)
_OURS = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content="[^"]*?script-src)([^";]*+)')


App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def refusing(app: App, sentence: str) -> App:
    """Answer in words to an address that no file can have; the system would make an error of it."""

    def answered(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "\0" not in environ.get("PATH_INFO", ""):
            return app(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [sentence.encode()]

    return answered


def with_reload(app: App) -> App:
    """Let the script run that MkDocs adds to every page while it serves, and that differs each time."""

    def answered(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun: list[tuple[Any, ...]] = []
        body = app(environ, lambda *given: begun.append(given))
        if not begun or "text/html" not in dict(begun[0][1]).get("Content-Type", ""):
            for given in begun:
                start_response(*given)
            return body
        page = b"".join(body)
        if script := _LIVERELOAD.search(page):
            source = f" '{digest(script['text'])}'".encode()
            page = _OURS.sub(lambda ours: ours[1] + ours[2] + source, page, count=1)
        (status, headers, *rest) = begun[0]
        sized = [(name, value) for name, value in headers if name != "Content-Length"]
        start_response(status, [*sized, ("Content-Length", str(len(page)))], *rest)
        return [page]

    return answered
