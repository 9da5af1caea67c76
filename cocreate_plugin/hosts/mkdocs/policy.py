"""The content security policy of a site: which scripts are its own, and every page with its policy."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from ...policy import DIRECTIVES, STRICTEST, Policy, digest, extra_sources
from ...problems import Level, Place, Problem, problem
from ...site_assets import ASSETS, ONLY_WITH
from .theme import MATERIAL, is_for_disk

_TAG = re.compile(r"<script\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_END = re.compile("</script", re.IGNORECASE)
_SRC = re.compile(r"""\ssrc=(?P<mark>["']?)(?P<address>[^"'\s<>]++)(?P=mark)""", re.IGNORECASE)
_DATA = re.compile(r"""\stype=["']?(?:application/(?:ld\+)?json|text/template)\b""", re.IGNORECASE)
_LOADS = re.compile(
    r"""<(?P<tag>img|iframe|video|audio|source|embed|object|link)\b(?P<rest>[^<>]{0,2000}?"""
    r"""\s(?:src|href|data|poster)=["']?(?P<address>(?:https?:)?//[^"'\s<>]++)[^<>]*+)>""",
    re.IGNORECASE,
)


class Script(NamedTuple):
    """An element `script` of a page or of a template."""

    start: int
    end: int
    tag: str
    text: str

    @property
    def address(self) -> str:
        """The file that it loads; empty when its text is run."""
        found = _SRC.search(self.tag)
        return found["address"].replace("&amp;", "&") if found else ""

    @property
    def runs(self) -> bool:
        """Whether it is a script, and no data."""
        return not _DATA.search(self.tag)


def scripts(html: str) -> Iterator[Script]:
    """Find every script of a page, the way the finished pages of a theme hold them."""
    at = 0
    while tag := _TAG.search(html, at):
        end = _END.search(html, tag.end())
        if not end:
            return
        at = end.start()
        yield Script(*tag.span(), tag[0], html[tag.end() : at])


def left_out(config: MkDocsConfig, option: Any, file: str) -> Iterator[Problem]:
    """Say that pages get no policy where nobody asked for one: other themes may need what it refuses."""
    if option is None and config.theme.name not in MATERIAL:
        yield problem("no-policy", Place(file))


@dataclass(slots=True)
class SitePolicy:
    """What is known of a site's scripts while it is built.

    Its own are scripts in a template of the theme, and files of the theme, of this package or of
    `extra_javascript`. What a page's content holds, or another plugin adds, is not.
    """

    config: MkDocsConfig
    policy: Policy
    is_guest: bool = False
    """Whether the handbook is a part of a site that has said nothing of policies."""
    pages: set[Path] = field(default_factory=set)
    _templates: Any = None
    _texts: set[str] = field(default_factory=set)
    _to_fill: tuple[str, ...] = ()
    _bases: set[str] = field(default_factory=set)
    _files: set[Path] = field(default_factory=set)

    @classmethod
    def of(cls, config: MkDocsConfig, option: Any, at: str) -> SitePolicy | None:
        """Begin a build; none where the site wants no policy, or nothing is known of its theme.

        `at` is the folder of a larger site that the handbook lies in.
        """
        if option is False or next(left_out(config, option, ""), None):
            return None
        policy = STRICTEST.allowing(extra_sources(option))
        policy = policy.on_a_disk() if is_for_disk(config) else policy
        return cls(config, policy, is_guest=bool(at) and option is None)

    def learn_theme(self, templates: Any, files: Files) -> None:
        """Look which scripts the theme's templates hold, and which files are the site's own."""
        self._templates = templates
        names = templates.list_templates(extensions=("html",))
        texts = {
            script.text
            for name in names
            for script in scripts(templates.loader.get_source(templates, name)[0])
            if script.runs and not script.address
        }
        self._to_fill = tuple(text for text in sorted(texts) if "{{" in text or "{%" in text)
        self._texts |= texts.difference(self._to_fill)
        named = {posixpath.normpath(str(each)) for each in self.config.extra_javascript}
        self._files |= {
            Path(file.abs_dest_path)
            for file in files.javascript_files()
            if file.dest_uri in named or any(file.src_dir == folder for folder in self.config.theme.dirs)
        }

    def learn_page(self, context: Mapping[str, Any]) -> None:
        """Fill in scripts what the theme does at this depth of the site, and nothing of the page itself."""
        base = str(context.get("base_url"))
        if base in self._bases:
            return
        self._bases.add(base)
        for text in self._to_fill:
            try:
                self._texts.add(self._templates.from_string(text).render({**context, "page": None}))
            except Exception:  # noqa: S112  cut out of its template, it may ask for what only that has
                continue

    def finish(self) -> Iterator[Problem]:
        """Write the policy into every page, and say what it refuses there."""
        refused: dict[tuple[str, str], str] = {}
        known: dict[Path, str] = {}
        for page in sorted(page for page in self.pages if page.is_file()):
            html, found = self._protected(page.read_bytes().decode("utf-8", "surrogateescape"), page, known)
            page.write_bytes(html.encode("utf-8", "surrogateescape"))
            for each in found:
                refused.setdefault(each, page.relative_to(self.config.site_dir).as_posix())
        self.pages.clear()
        settings = Place(Path(self.config.config_file_path).name)
        for (directive, source), name in sorted(refused.items()):
            told = problem("policy-refuses", settings, page=name, directive=directive, source=source)
            yield replace(told, weight=Level.NOTE) if self.is_guest else told

    def _protected(self, html: str, page: Path, known: dict[Path, str]) -> tuple[str, list[tuple[str, str]]]:
        """Give a page with its policy, and what that refuses, by directive."""
        parts: list[str] = []
        at = 0
        allowed: dict[str, None] = {}
        refused = [*self._loaded_from_elsewhere(html)]
        for script in scripts(html):
            if not script.runs:
                continue
            address, tag = script.address, script.tag
            file = self._file(address, page) if address else None
            if file and self._is_idle(file, html):
                parts.append(html[at : script.start])
                at = html.index(">", script.end + len(script.text)) + 1
                continue
            if not address:
                own = script.text in self._texts
                source = digest(script.text.encode("utf-8", "surrogateescape"))
            elif file and (own := file in self._files):
                source = known.get(file) or known.setdefault(file, digest(file.read_bytes()))
                tag = self._with_integrity(tag, address, source)
            else:
                own, source = False, address if file is None else "self"
            if own and not (address and is_for_disk(self.config)):
                allowed[source] = None
            elif not own and not self.policy.allows("script-src", source):
                refused.append(("script-src", source))
            parts += html[at : script.start], tag
            at = script.end
        html = "".join((*parts, html[at:]))
        return self.policy.allowing({"script-src": allowed}).in_page(html), refused

    def _with_integrity(self, tag: str, address: str, source: str) -> str:
        """Let the browser check a file; its address changes with it, so that no old copy is taken for it."""
        if is_for_disk(self.config) or "integrity=" in tag:
            return tag
        newer = address if "?" in address else f"{address}?{source.removeprefix('sha256-')[:8]}"
        return f'{tag.replace(address, newer, 1)[:-1]} integrity="{source}">'

    def _is_idle(self, file: Path, html: str) -> bool:
        """Tell a script that a page has nothing for.

        Where the theme puts the next page in place of this one, it may need any.
        """
        wanted = ONLY_WITH.get(file.name, "") if file.parent.name == posixpath.basename(ASSETS) else ""
        return wanted not in html and "navigation.instant" not in (self.config.theme.get("features") or ())

    def _file(self, address: str, page: Path) -> Path | None:
        """Find the file of the site that an address of a page leads to; none when it leads elsewhere."""
        parts, home = urlsplit(address), urlsplit(self.config.site_url or "")
        if (parts.scheme, parts.netloc) not in (("", ""), (home.scheme, home.netloc)):
            return None
        root = Path(self.config.site_dir)
        path = unquote(parts.path)
        if path.startswith("/"):
            return root / path.removeprefix(home.path.rstrip("/") or "/").lstrip("/")
        return Path(posixpath.normpath(posixpath.join(page.parent.as_posix(), path)))

    def _loaded_from_elsewhere(self, html: str) -> Iterator[tuple[str, str]]:
        home = self.config.site_url or ""
        for found in _LOADS.finditer(html):
            tag, address = found["tag"].lower(), found["address"]
            directive = DIRECTIVES.get(tag, "style-src" if "stylesheet" in found["rest"] else "")
            whole = f"https:{address}" if address.startswith("//") else address
            host = "/".join(whole.split("/")[:3])
            if directive and not f"{home}/".startswith(f"{host}/"):
                yield from () if self.policy.allows(directive, whole) else [(directive, host)]
