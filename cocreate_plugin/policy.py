"""Content security policies: what a page may load and run, as an element of its head.

W3C, Content Security Policy Level 3: https://www.w3.org/TR/CSP3/. In a page, other than in a header of the
server, `frame-ancestors`, `sandbox` and reports have no effect.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SOURCES: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'self'",),
    "script-src": (),
    "worker-src": ("'self'",),
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "data:"),
    "font-src": ("'self'",),
    "connect-src": ("'self'",),
    "media-src": ("'self'",),
    "frame-src": ("'self'",),
    "object-src": (),
    "base-uri": (),
    "form-action": ("'self'",),
}
"""What every page may do: nothing from elsewhere, and no script but those whose hash is added.

Styles within a page are needed for tables with aligned columns and for the boxes of an A3 sheet; the theme's
drawings lie in its styles, as `data:`.
"""

DIRECTIVES: Mapping[str, str] = {
    "script": "script-src",
    "img": "img-src",
    "source": "media-src",
    "video": "media-src",
    "audio": "media-src",
    "iframe": "frame-src",
    "embed": "object-src",
    "object": "object-src",
}
"""Elements that load something, each with the directive that it is under."""

_HEAD = re.compile(r"<head\b[^<>]*>(?:\s{0,100}<meta charset[^<>]{0,40}>)?", re.IGNORECASE)
_WORD = re.compile(r"^(?:self|none|[a-z]+-[a-z-]+|sha(?:256|384|512)-.+)$")
_SOURCE = re.compile(r"^[\w:/.*+=~%@'-]+$", re.ASCII)


def digest(content: bytes) -> str:
    """Give the hash by which a policy and the attribute `integrity` know a script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content).digest()).decode()


@dataclass(frozen=True, slots=True)
class Policy:
    """Sources by directive."""

    sources: Mapping[str, tuple[str, ...]]

    def allowing(self, more: Mapping[str, Iterable[str]]) -> Policy:
        """Add sources; words such as `self` and hashes get the quotation marks that the standard wants."""
        return Policy(
            {
                name: tuple(dict.fromkeys((*given, *map(_quoted, more.get(name, ())))))
                for name, given in self.sources.items()
            }
        )

    def on_a_disk(self) -> Policy:
        """Allow the files of a disk: browsers check no hashes of them, and not all count them as `self`."""
        more = {name: ["file:"] for name, given in self.sources.items() if "'self'" in given}
        return self.allowing({**more, "script-src": ["self", "file:"]})

    def allows(self, directive: str, address: str) -> bool:
        """Tell whether a source is named, an address also by its beginning, host or scheme."""
        sources = self.sources[directive]
        return _quoted(address) in sources or any(_covers(source, address) for source in sources)

    def in_page(self, html: str) -> str:
        """Put the policy at the top of a page, before anything that it speaks of; what has no head stays."""
        head = _HEAD.search(html)
        return f"{html[: head.end()]}{self.element}{html[head.end() :]}" if head else html

    @property
    def element(self) -> str:
        """Write the element of the head."""
        told = (" ".join((name, *(given or ("'none'",)))) for name, given in self.sources.items())
        return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(told)}">'


STRICTEST = Policy(SOURCES)


def extra_sources(option: object) -> Mapping[str, tuple[str, ...]]:
    """Read which sources a site adds, by directive; one may stand without a list."""
    given = option if isinstance(option, Mapping) else {}
    return {
        str(name): tuple(map(str, each)) if isinstance(each, list | tuple) else (str(each),)
        for name, each in given.items()
    }


def malformed(given: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Name directives that a policy in a page does not have, and sources that would end one."""
    for directive, sources in given.items():
        yield from () if directive in SOURCES else (directive,)
        yield from (source for source in sources if not _SOURCE.match(source))


def _quoted(source: str) -> str:
    return f"'{source}'" if _WORD.match(source) else source


def _covers(source: str, address: str) -> bool:
    scheme, _, rest = address.partition("://")
    if source.endswith(":"):
        return source == f"{scheme}:"
    wanted = source.removeprefix(f"{scheme}://")
    host = rest.partition("/")[0]
    if wanted.startswith("*."):
        return host.endswith(wanted[1:].rstrip("/"))
    return rest == wanted or rest.startswith(f"{wanted.rstrip('/')}/")
