"""English words that stand in for missing ones: told as English wherever a text can tell its language."""

from __future__ import annotations

import re

from ..phrases import BEGINS, ENDS, FALLBACK, bare

_RAW = r"<(?P<raw>script|style|title|textarea|option|svg)\b.*?</(?P=raw)\s*>"
_TAG = r"<!--.*?-->|<[A-Za-z/!?](?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*>"
_MARK = f"[{BEGINS}{ENDS}]"
_HTML = re.compile(f"{_RAW}|{_TAG}|{_MARK}", re.S | re.I)
_MARKDOWN = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,}).*?^[ ]{0,3}(?P=fence)[`~]*[ ]*$"
    r"|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|!\[[^\[\]\n]*\]|\]\([^()\n]*\)|\{[ ]?[:#.][^{}\n]*\}"
    f"|{_RAW}|{_TAG}|{_MARK}",
    re.S | re.I | re.M,
)
"""What holds no element, and the marks between: code, an image's words, an address, attributes, tags."""


def in_html(text: str) -> str:
    """Write `<span lang="en">` around English words that stand in, where HTML can stand."""
    return _told(text, _HTML)


def in_markdown(text: str) -> str:
    """Write `<span lang="en">` around English words that stand in, where Markdown takes HTML."""
    return _told(text, _MARKDOWN)


def _told(text: str, parts: re.Pattern[str]) -> str:
    if BEGINS not in text:
        return text
    depth = 0

    def part(match: re.Match[str]) -> str:
        nonlocal depth
        if match[0] == BEGINS:
            depth += 1
            return f'<span lang="{FALLBACK}">' if depth == 1 else ""
        if match[0] == ENDS:
            depth -= 1
            return "</span>" if depth == 0 else ""
        return bare(match[0])

    return parts.sub(part, text)
