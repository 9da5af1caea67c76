"""Addresses that nobody can follow: of one computer, with a slip in their beginning, or none at all."""

from __future__ import annotations

import re

from ..problems import closest

_OWN = re.compile(r"^(?:file:|[A-Za-z]:[\\/]|\\\\|/Users/|/home/)", re.I)
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.I)
_WEB = re.compile(r"^(h?t{1,3}ps?)(?:(?::|;)(?:/{1,3}|\\{1,2})|/{2,3})(?=[\w-]+\.)", re.I)
"""How an address of the web begins when a letter, a colon or a stroke is missing or too many."""
RISKY = ("javascript:", "vbscript:", "data:")
"""Beginnings that act: another problem names them."""


def oddness(target: str) -> tuple[str, str | None] | None:
    """Give why nobody can follow an address, as a word, and how it is meant; else None."""
    address = target.strip()
    if not address or re.fullmatch(r"https?://|mailto:|#", address, re.I):
        return "empty", None
    if _OWN.match(address):
        return "own-computer", None
    if (web := _WEB.match(address)) and not re.match(r"https?://[^/]", address, re.I):
        scheme = "https" if "s" in web[1].lower() else "http"
        return "misspelt", f"{scheme}://{address[web.end() :]}"
    scheme_found = _SCHEME.match(address)
    word = scheme_found[1].lower() if scheme_found else ""
    near = closest(word, ("https", "http", "mailto")) if word else None
    if near and near != word:
        return "misspelt", f"{near}:{address[len(word) + 1 :]}"
    return None
