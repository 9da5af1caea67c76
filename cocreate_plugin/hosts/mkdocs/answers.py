"""While somebody writes: problems on every page, PDFs on demand, and no answer without words."""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError as StillWorkingError
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from threading import Event, Lock
from typing import Any
from urllib.parse import unquote

from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import get_plugin_logger

from ...pages.site import Site
from ...phrases import Phrases, phrases
from ...problems import Level, Problem
from ...sheets.sheet import Sheet
from ..project import spoken
from .ahead import Ahead
from .paper import Paper

log = get_plugin_logger("cocreate")

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PATIENCE = 20.0
"""Seconds that a browser waits for a PDF before it is told that it is being made."""
SOON = 2
"""Seconds after which a browser asks again."""
MOST = 50
"""Problems that one page shows."""

_SCRIPT = re.compile(rb"<script>\s*+var livereload = (?:(?!</script>).)*</script>(?=</body>)", re.DOTALL)
"""What MkDocs adds to every page; it differs each time."""
_BODY = re.compile(rb"<body\b[^<>]*>")
_STYLES = """\
.cc-problems { position: relative; z-index: 5; max-height: 40vh; overflow: auto;
  padding: .6rem 1rem; font: 16px/1.5 sans-serif;
  color: #3b2300; background: #fff3e0; border-bottom: 3px solid #b45309 }
.cc-problems summary { cursor: pointer; font-weight: bold }
.cc-problems ul { margin: .4rem 0; padding-left: 1.2rem }
.cc-problems li { overflow-wrap: anywhere }
.cc-problems code { font: 14px/1.5 monospace; color: inherit; background: none }
[data-md-color-scheme=slate] .cc-problems { color: #ffe8c7; background: #3a2a12; border-color: #f0a24a }
@media print { .cc-problems { display: none } }
"""
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">{again}
<title>{title}</title>
<style>body {{ max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 18px/1.5 sans-serif }}
p {{ overflow-wrap: anywhere }}</style>
</head>
<body>
<main role="status">
<h1>{title}</h1>
{body}
</main>{script}
</body>
</html>
"""
_COME_BACK = """
<script>
(function ask(epoch) {
  fetch("/livereload/" + epoch + "/1").then((answer) => answer.text()).then((now) => {
    if (epoch && Number(now) > epoch) location.reload(); else ask(Number(now));
  }, () => setTimeout(ask, 3000, epoch));
})(0);
</script>"""
"""Asks MkDocs' server, as its own pages do, whether there is something new."""


@dataclass
class Served:
    """The handbook that is served, as the last build read it."""

    printed: Callable[[tuple[Sheet, ...]], Paper]
    on_demand: bool = False
    """Whether sheets are printed when somebody asks for them."""
    site: Site | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def words(self) -> Phrases:
        """Give the words to speak in."""
        return phrases(self.site.handbook.language if self.site else spoken())

    def sources_of(self, address: str) -> frozenset[str]:
        """Name the files that the page at an address below the site may be made from."""
        if self.site is None:
            return frozenset()
        to = self.site.addresses
        stem = address.removesuffix("index.html").removesuffix(".html").strip("/")
        names = (f"{stem}.md", posixpath.join(stem, "index.md"), posixpath.join(stem, "README.md"))
        made = (self.site.origins.get(name, "") for name in names)
        return frozenset((*made, *(posixpath.join(to.docs, name) for name in names)))

    def has_sheet(self, path: str) -> bool:
        """Tell whether a sheet such as `print/checklists/opening.pdf` is made on demand."""
        return self.on_demand and self.site is not None and self.site.sheet_at(path) is not None

    def make(self, path: str) -> Paper:
        """Print the sheet of a path."""
        sheet = self.site.sheet_at(path) if self.site else None
        return self.printed((sheet,)) if sheet else Paper()


class Answers:
    """Answers in the place of MkDocs' server where it would send nothing, or wait for ever."""

    def __init__(self, mount: str, at: str, handbook: Served, patience: float = PATIENCE) -> None:
        """`mount` is the path below which the site is served, `at` the folder of it that is ours."""
        self.mount, self.at, self.handbook, self.patience = mount, at, handbook, patience
        self.failure = ""
        """Why the site could not be made anew; the one before is shown."""
        self.ahead: Ahead | None = None
        self._quiet = Event()
        """Whether the site is whole; a sheet that is asked for meanwhile would be one of yesterday."""
        self._quiet.set()
        self._making: dict[str, Future[Paper]] = {}
        self._lock = Lock()
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="sheet")

    def look_ahead(self, ahead: Ahead) -> None:
        """Let a page be made before the rest; the first site is served already."""
        ahead.folders.done()
        ahead.server.error_handler = ahead.error_page
        self.ahead = ahead

    def watching(self, builder: Callable[..., None]) -> Callable[..., None]:
        """Put this around what makes the site: MkDocs' server answers nobody after one that failed."""

        def build(*given: Any, **named: Any) -> None:
            if self.ahead:
                self.ahead.begin()
            self._quiet.clear()
            try:
                builder(*given, **named)
                self.failure = ""
                if self.ahead:
                    self.ahead.folders.done()
            except (Exception, SystemExit) as error:
                self.failure = str(error) or type(error).__name__
                if isinstance(error, SystemExit | MkDocsException):
                    log.error(self.failure)
                else:
                    log.log(logging.ERROR, self.failure, exc_info=error)
            finally:
                self._making.clear()
                self._quiet.set()
                if self.ahead:
                    self.ahead.end(self._page)

        return build

    def _page(self, address: str) -> bytes:
        """Give a page as it is served now, with what is wrong on top; empty when there is none."""
        place = Path(self.ahead.folders.served if self.ahead else "", address)
        with suppress(OSError, ValueError):
            page = (place / "index.html" if place.is_dir() else place).read_bytes()
            return self._with_banner(page, address)
        return b""

    def _with_banner(self, page: bytes, address: str) -> bytes:
        banner = self.banner(address).encode()
        return _BODY.sub(lambda found: found[0] + banner, page, count=1)

    def around(self, app: App) -> App:
        """Put this before the application that serves files."""

        def answered(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "ignore")
            below = unquote(path).removeprefix(self.mount).lstrip("/")
            name = posixpath.relpath(posixpath.normpath(below), self.at or ".")
            if name.startswith("print/") and name.endswith(".pdf") and self.handbook.has_sheet(name):
                return self._sheet(name, start)
            return self._with_problems(app, environ, start, below)

        return answered

    def _sheet(self, name: str, start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer with a PDF, or with a page that says why there is none."""
        words = self.handbook.words
        if not self._quiet.wait(self.patience):
            return self._wait(words.t("serve.rebuilt"), start)
        with self._lock:
            work = self._making.get(name) or self._hand.submit(self.handbook.make, name)
            self._making[name] = work
        try:
            paper = work.result(self.patience)
        except StillWorkingError:
            return self._wait(words.t("serve.being-made"), start)
        except Exception as error:
            log.log(logging.ERROR, str(error), exc_info=error)
            told = [str(error)]
        else:
            if paper.files:
                return _sent(
                    "200 OK", "application/pdf", next(iter(paper.files.values())).read_bytes(), start
                )
            told = [words.told(each) for each in paper.problems]
        finally:
            if work.done():
                self._making.pop(name, None)
        return _page(words, "500 Internal Server Error", words.t("serve.no-sheet"), told, start)

    def _wait(self, title: str, start: Callable[..., Any]) -> Iterable[bytes]:
        """Ask for patience; the browser asks again by itself."""
        words, status = self.handbook.words, "503 Service Unavailable"
        return _page(words, status, title, [], start, again=True)

    def _with_problems(
        self, app: App, environ: dict[str, Any], start: Callable[..., Any], below: str
    ) -> Iterable[bytes]:
        """Put what is wrong on top of a page; where there is none since the build failed, say so."""
        begun: list[tuple[Any, ...]] = []
        body = app(environ, lambda *given: begun.append(given))
        kind = dict(begun[0][1]).get("Content-Type", "") if begun else ""
        if "text/html" not in kind:
            for given in begun:
                start(*given)
            return body
        page = b"".join(body)
        status, headers, *rest = begun[0]
        if self.failure and status.startswith("404") and not _BODY.search(page):
            words = self.handbook.words
            told = [self.failure, *map(words.told, self.handbook.problems)]
            return _page(words, "500 Internal Server Error", words.t("serve.failed"), told, start)
        page = self._with_banner(page, below)
        if self.ahead and status.startswith("200"):
            self.ahead.note(below, _SCRIPT.sub(b"", page))
        sized = [each for each in headers if each[0] != "Content-Length"]
        start(status, [*sized, ("Content-Length", str(len(page)))], *rest)
        return [page]

    def banner(self, address: str) -> str:
        """Write what is wrong with the handbook, first on the page at an address; empty when nothing is."""
        words = self.handbook.words
        own = self.handbook.sources_of(address)
        found = [each for each in self.handbook.problems if each.level is not Level.NOTE]
        found.sort(key=lambda each: each.place.path not in own)
        told = (map(escape, words.line(each).split(": ", 1)) for each in found[:MOST])
        lines = [f"<code>{place}</code> {sentence}" for place, sentence in told]
        if self.failure:
            lines.insert(0, f"{escape(words.t('serve.failed'))} {escape(self.failure)}")
        if not lines:
            return ""
        more = (
            f"<p>{escape(words.t('serve.more', number=len(found) - MOST))}</p>" if len(found) > MOST else ""
        )
        listed = "".join(f"<li>{line}</li>" for line in lines)
        head = escape(words.n("serve.problems", len(found) + bool(self.failure)))
        return (
            f'<style>{_STYLES}</style><aside class="cc-problems" role="status" lang="{words.language}">'
            f"<details open><summary>{head}</summary><ul>{listed}</ul>{more}</details></aside>"
        )


def _page(
    words: Phrases,
    status: str,
    title: str,
    told: Sequence[str],
    start: Callable[..., Any],
    again: bool = False,
) -> Iterable[bytes]:
    """Answer with a page in words, which comes back by itself when there is something new."""
    told = [*told[:MOST], words.t("serve.wait" if again else "serve.mended")]
    page = _PAGE.format(
        language=words.language,
        title=escape(title),
        body="".join(f"<p>{escape(line)}</p>\n" for line in told),
        again=f'\n<meta http-equiv="refresh" content="{SOON}">' if again else "",
        script="" if again else _COME_BACK,
    )
    more = [("Retry-After", str(SOON))] if again else []
    return _sent(status, "text/html; charset=utf-8", page.encode(), start, *more)


def _sent(
    status: str, kind: str, content: bytes, start: Callable[..., Any], *headers: tuple[str, str]
) -> Iterable[bytes]:
    start(
        status,
        [
            ("Content-Type", kind),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-store"),
            *headers,
        ],
    )
    return [content]
