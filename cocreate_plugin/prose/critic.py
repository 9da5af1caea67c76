"""Marks of an edit in the text, as CriticMarkup has them: added, deleted, replaced, stressed, remarked on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape

from .code_spans import code
from .dialect import CRITIC, Dialect

_CLOSING = {"++": "++}", "--": "--}", "~~": "~~}", "==": "==}", ">>": "<<}"}
_WRITERS: Mapping[str, Callable[[str, str, str], str]] = {
    "view": lambda kind, text, instead: _shown(kind, text, instead),
    "accept": lambda kind, text, instead: {"++": text, "~~": instead, "==": text}.get(kind, ""),
    "reject": lambda kind, text, instead: {"--": text, "~~": text, "==": text}.get(kind, ""),
}
"""What becomes of a mark, by the `mode` that the author has set."""


def with_critic_marks(text: str, dialect: Dialect) -> str:
    """Write the marks of an edit as HTML, or only what is left of them, before anything else reads them.

    Readers of pages and of paper take braces for attributes and tildes for deletions. A mark ends within its
    paragraph, and one in code is code.
    """
    options = dialect.settings.get(CRITIC)
    if options is None or "{" not in text:
        return text
    write = _WRITERS.get(str(options.get("mode")), _WRITERS["view"])
    parts: list[str] = []
    at = 0
    for start, end, kind, inside in _marks(text):
        first, arrow, second = inside.partition("~>") if kind == "~~" else (inside, "", "")
        if kind != "~~" or arrow:
            parts += [text[at:start], write(kind, first, second)]
            at = end
    return "".join(parts) + text[at:]


def _marks(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Find marks: where each begins and ends, its kind, and what is in it. Every sign is looked at once."""
    shown = code(text)
    unclosed: set[str] = set()
    at = text.find("{")
    while at >= 0:
        kind, end = text[at + 1 : at + 3], -1
        if kind in _CLOSING and kind not in unclosed and not shown.covers(at):
            end = text.find(_CLOSING[kind], at + 3)
            if end < 0:
                unclosed.add(kind)
        inside = text[at + 3 : end] if end >= 0 else ""
        if inside and "\n\n" not in inside:
            end += len(_CLOSING[kind])
            yield at, end, kind, inside
            at = text.find("{", end)
        else:
            at = text.find("{", at + 1)


def _shown(kind: str, text: str, instead: str) -> str:
    if kind == "~~":
        return f'<del class="critic">{text}</del><ins class="critic">{instead}</ins>'
    if kind == ">>":
        return f'<span class="critic comment">{escape(text, quote=False)}</span>'
    name = {"++": "ins", "--": "del", "==": "mark"}[kind]
    return f'<{name} class="critic">{text}</{name}>'
