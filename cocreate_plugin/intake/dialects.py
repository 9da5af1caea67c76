"""Signs of other programs: turned where they can mean one thing only, else left as they stand and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..prose import UNSAFE_TAGS, place_of
from ..prose.code_spans import code
from .notes import Note, note

_ALERTS = {
    "note": "NOTE",
    "info": "NOTE",
    "notice": "NOTE",
    "callout": "NOTE",
    "tip": "TIP",
    "hint": "TIP",
    "success": "TIP",
    "important": "IMPORTANT",
    "warning": "WARNING",
    "attention": "WARNING",
    "caution": "CAUTION",
    "danger": "CAUTION",
    "error": "CAUTION",
}
"""Kinds of boxes by other names, and what a repository's web view calls them."""
_BOXES = (*_ALERTS, "alert", "admonition", "panel", "details", "expand", "blockquote", "quote")
"""Commands that stand around a text and do nothing to it."""

_TARGET = r"[^\"'{}|\n]+?"
_COLONS = re.compile(r"^ {0,3}(?P<fence>:{3,})[ \t]*(?P<name>\{[^}\n]*\}|[\w.-]+)?(?P<rest>[^\n]*)$")
_COMMAND = re.compile(
    r"^[ \t]*(?:\{\{[<%]|\{%-?)[ \t]*(?P<end>/|end)?[ \t]*(?P<name>[\w-]+)"
    r"(?P<rest>[^\n]*?)(?:[>%]\}\}|-?%\})[ \t]*$"
)
_TITLE = re.compile(r"\btitle=(?:\"([^\"]*)\"|'([^']*)')|^[ \t]*\[([^\]]*)\]|\"([^\"]+)\"")

Turn = Callable[[re.Match[str]], str]


def _figure(match: re.Match[str]) -> str:
    """Write a picture for the command that shows one, and behind it what stands below it."""
    pairs = dict(re.findall(r"([\w-]+)=[\"']([^\"']*)[\"']", match[1]))
    below = pairs.get("caption") or pairs.get("title") or ""
    target = pairs.get("src", "")
    address = f"<{target}>" if " " in target else target
    alt = pairs.get("alt", "").replace("]", "\\]")
    return f"![{alt}]({address})" + (f" *{below}*" if below else "")


def _code_block(match: re.Match[str]) -> str:
    return f"```{match[1] or ''}\n{match[2].strip(chr(10))}\n```"


_TURNED: tuple[tuple[str, re.Pattern[str], Turn], ...] = (
    (
        "code",
        re.compile(r"\{%-?\s*highlight\s+([\w+-]*)[^%]*%\}(.*?)\{%-?\s*endhighlight\s*-?%\}", re.S),
        _code_block,
    ),
    (
        "comment",
        re.compile(r"\{%-?\s*comment\s*-?%\}(.*?)\{%-?\s*endcomment\s*-?%\}", re.S),
        lambda match: f"<!--{match[1].replace('--', '- -')}-->",
    ),
    ("raw", re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}"), lambda match: ""),
    (
        "address",
        re.compile(
            rf"\{{\{{\s*[\"']({_TARGET})[\"']\s*\|\s*(?:url|relative_url|absolute_url|prepend:[^{{}}\n]*)\s*\}}\}}"
        ),
        lambda match: match[1],
    ),
    (
        "address",
        re.compile(rf"\{{\{{[<%]\s*(?:rel)?ref\s+[\"']?({_TARGET})[\"']?\s*[>%]\}}\}}"),
        lambda match: match[1].strip(),
    ),
    (
        "address",
        re.compile(r"\{%-?\s*(?:link|post_url)\s+([^\s%]+)\s*-?%\}"),
        lambda match: match[1],
    ),
    (
        "address",
        re.compile(r"\{\{\s*(?:site|page)\.(?:base_?url|url|github\.url)\s*\}\}"),
        lambda match: "",
    ),
    ("picture", re.compile(r"\{\{[<%]\s*figure\s+([^{}\n]*?)/?\s*[>%]\}\}"), _figure),
    (
        "contents",
        re.compile(
            r"^[ \t]*(?:\[\[_?TOC_?\]\]|\[TOC\]|\{\{[<%]\s*toc\s*/?[>%]\}\}"
            r"|(?:[*-]|1\.)[ \t]+[^\n]*\n\{:\s*toc[^}\n]*\})[ \t]*$",
            re.I | re.M,
        ),
        lambda match: "",
    ),
    ("bullet", re.compile(r"^([ \t]*)[•◦▪‣·●○][ \t]+(?=\S)", re.M), lambda match: f"{match[1]}- "),
)
"""What a sign is, how it looks, and what stands for it afterwards."""
_SILENT = re.compile(r"(?<!\\)<(script|style|noscript)\b[^>]*>(.*?)</\1\s*>", re.S | re.I)
_FRAME = re.compile(
    r"(?<!\\)<(?:iframe|embed|video|audio|object)\b[^>]{0,1000}?\b(?:src|data)\s*=\s*[\"']([^\"'>]{1,2000})[\"'][^>]{0,1000}>(?:\s*</\w+\s*>)?",
    re.I,
)
_SOURCE = re.compile(r"(?<!\\)<source\b[^>]*\bsrcset\b[^>]*>", re.I)
_MODULE = re.compile(
    r"^(?:import\s[^\n]*\sfrom\s+[\"'][^\"'\n]+[\"']|export\s+(?:const|default)\b[^\n]*);?[ \t]*$", re.M
)
_UNSAFE = re.compile(rf"(?<!\\)</?(?:{'|'.join(sorted(UNSAFE_TAGS - {'input'}))})\b[^>]*>", re.I)


def turned(text: str, first_line: int) -> tuple[str, list[Note]]:
    """Turn what is certain; `first_line` is the line of the file at which the text begins, 0: none."""
    notes: list[Note] = []

    def line_of(offset: int) -> int:
        return place_of(text, offset)[0] + first_line - 1 if first_line else 0

    for what, pattern, turn in _TURNED:
        text = _replaced(text, pattern, lambda match: (turn(match), "sign-turned"), what, line_of, notes)  # noqa: B023
    text = _replaced(text, _SILENT, lambda match: ("", "sign-dropped"), "", line_of, notes)
    text = _replaced(text, _SOURCE, lambda match: ("", "sign-dropped"), "", line_of, notes)
    text = _replaced(text, _MODULE, lambda match: ("", "sign-dropped"), "", line_of, notes)
    text = _replaced(text, _FRAME, lambda match: (f"<{match[1]}>", "sign-turned"), "frame", line_of, notes)
    text = _replaced(text, _UNSAFE, lambda match: ("", "sign-dropped"), "", line_of, notes)
    return _boxed(text, first_line, notes), notes


def _replaced(
    text: str,
    pattern: re.Pattern[str],
    turn: Callable[[re.Match[str]], tuple[str, str]],
    what: str,
    line_of: Callable[[int], int],
    notes: list[Note],
) -> str:
    """Replace each match outside code, and note what it was."""
    parts: list[str] = []
    at = 0
    for match in code(text).outside(pattern, text):
        if match.start() < at:
            continue
        new, told = turn(match)
        facts = {"sign": what} if what else {}
        notes.append(note(told, line_of(match.start()), what=" ".join(match[0].split())[:200], **facts))
        # Lines keep their number, so that notes name those of the source.
        parts += [text[at : match.start()], new, "\n" * (match[0].count("\n") - new.count("\n"))]
        at = match.end()
    return "".join(parts) + text[at:]


def _boxed(text: str, first_line: int, notes: list[Note]) -> str:
    """Write boxes as quotations that a repository's web view shows as boxes; inner ones first."""
    if ":::" not in text and not re.search(r"\{\{[<%]|\{%", text):
        return text
    shown = code(text)
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    opened: list[tuple[int, str, str, str]] = []
    out: list[str] = []
    for number, line in enumerate(lines):
        match = None if shown.covers(starts[number]) else _COLONS.match(line) or _COMMAND.match(line)
        if match is None:
            out.append(line)
        elif _closes(match, opened):
            at, _, name, title = opened.pop()
            out[at:] = _quotation(name, title, out[at + 1 :])
            notes.append(
                note("sign-turned", first_line and first_line + number, sign="box", what=line.strip())
            )
        elif opening := _opening(match):
            opened.append((len(out), *opening))
            out.append(line)
        else:
            out.append(line)
    return "\n".join(out)


def _closes(match: re.Match[str], opened: list[tuple[int, str, str, str]]) -> bool:
    """Tell whether a line ends the box that was opened last."""
    if not opened:
        return False
    if "fence" in match.groupdict():
        return not match["name"] and not match["rest"].strip() and opened[-1][1] == ":::"
    return bool(match["end"]) and match["name"].lower() == opened[-1][1]


def _opening(match: re.Match[str]) -> tuple[str, str, str] | None:
    """Give what closes a box, which kind it is, and its title; None for what is no box."""
    title = next((word for words in _TITLE.findall(match["rest"]) for word in words if word), "")
    if "fence" in match.groupdict():
        name = re.sub(r"[{}.:#\s].*$", "", (match["name"] or "").lstrip("{.: ")).lower()
        plain = match["rest"].strip()
        loose = plain if plain and not title and re.fullmatch(r"[^={}\[\]]+", plain) else ""
        return (":::", name, title or loose) if name else None
    name = match["name"].lower()
    if match["end"] or name not in _BOXES or match["rest"].rstrip().endswith("/"):
        return None
    words = re.findall(r"(?:type|color|kind)=[\"']?([\w-]+)|(?:^|\s)([a-z]+)(?=\s|$)", match["rest"].lower())
    kinds = [word for pair in words for word in pair if word in _ALERTS]
    return name, kinds[0] if kinds else name, title


def _quotation(name: str, title: str, lines: list[str]) -> Iterator[str]:
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    if name in _ALERTS:
        yield f"> [!{_ALERTS[name]}]"
        head = f"**{title}**" if title else ""
    else:
        head = f"**{title or name.replace('-', ' ').capitalize()}**"
    if head:
        yield from (f"> {head}", ">")
    yield from (f"> {line}" if line.strip() else ">" for line in lines)
    yield ""
