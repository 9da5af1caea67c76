"""Links and pictures of what is taken in: they lead to where everything is now, or become words."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit

from ..attached import PAPERS
from ..pdf.files import read_plain
from ..pdf.pictures import MOST_BYTES, TYPES, begins_as_picture, without_fonts
from ..phrases import Phrases
from ..prose import refused_in_drawing, relinked
from ..prose.code_spans import code
from ..sources import leads_out, proposed_id
from ..validate import slug
from .draft import Draft
from .notes import note

MOST_TOGETHER = 500_000_000
"""Bytes of all pictures and papers of one import."""
_HEADS = {b"\x89PNG\r\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif", b"RIFF": ".webp"}
_GONE = "cocreate-gone-"
_DROPPED = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*)\]"
    rf"\(<?{_GONE}(\d+)>?(?:\s+[\"'(][^)\n]*)?\)"
)
_DROPPED_ELEMENT = re.compile(
    rf"<a\b[^>]{{0,1000}}\bhref\s*=\s*[\"']?{_GONE}\d+[\"']?[^>]*>(?P<words>.*?)</a\s*>"
    rf"|<(?:img|source)\b[^>]{{0,1000}}\bsrc\s*=\s*[\"']?{_GONE}(?P<picture>\d+)[\"']?[^>]*>",
    re.S | re.I,
)
_ADDRESS = re.compile(r"^ {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*(<[^>\n]*>|\S+)[^\n]*$", re.M)
_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|#]*)(#[^\[\]\n|]+)?(?:\|([^\[\]\n]+))?\]\](?!\()")
_SILENT = re.compile(
    r"!\[\s*\](?=\(|\[)|<img(?![^>]{0,1000}\balt\s*=\s*[\"']\s*[^\s\"'])([^>]{0,2000})>", re.I
)


@dataclass
class Ways:
    """Where everything is: documents by the file that they were, and files that come along."""

    top: Path
    content: Path
    """The folder of the handbook's content: what lies in it may be named too."""
    words: Phrases
    taken: set[str]
    """Names in the folder for files that are in use."""
    documents: dict[str, list[Draft]] = field(default_factory=dict)
    titles: dict[str, Draft] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    """Content of the files to be written, by their path below the folder of the content."""
    _known: dict[str, str] = field(default_factory=dict)
    _bytes: int = 0

    def know(self, drafts: Iterable[Draft]) -> None:
        """Remember what became of each source."""
        for draft in drafts:
            self.documents.setdefault(draft.source.lower(), []).append(draft)
            for name in (draft.fields.title, draft.source.rpartition("/")[2].rpartition(".")[0]):
                self.titles.setdefault(proposed_id(name), draft)

    def point(self, draft: Draft) -> None:
        """Lead all links and pictures of a document to where they are now."""
        texts, addresses = _without_addresses([draft.introduction, *(each.text for each in draft.sections)])
        draft.introduction, *rest = (self._pointed(draft, text, addresses) for text in texts)
        for section, text in zip(draft.sections, rest, strict=True):
            section.text = text

    def _pointed(self, draft: Draft, text: str, addresses: str) -> str:
        text = _outside_code(text, _WIKI, lambda match: self._wiki(draft, match))
        dropped: list[tuple[str, str]] = []

        def lead(target: str, image: bool) -> str | None:
            new, word = self._picture(draft, target) if image else self._link(draft, target)
            if word:
                dropped.append((target, word))
                return f"{_GONE}{len(dropped) - 1}"
            return new

        text = relinked(text, lead, addresses)
        text = _DROPPED.sub(lambda match: _as_words(match, dropped), text)
        text = _DROPPED_ELEMENT.sub(lambda match: _element_as_words(match, dropped), text)
        for number, (target, _) in reversed([*enumerate(dropped)]):
            text = text.replace(f"{_GONE}{number}", target)
        return _outside_code(text, _SILENT, lambda match: self._named(draft, match))

    def _named(self, draft: Draft, match: re.Match[str]) -> str:
        """Give a picture that nobody can hear a word that the check asks about."""
        draft.notes.append(note("picture-silent"))
        word = self.words.words("word.picture")[0]
        rest = re.sub(r"\s+alt\s*=\s*[\"'][^\"']*[\"']", "", match[1] or "")
        return f'<img alt="{word}"{rest}>' if match[0].startswith("<") else f"![{word}]"

    def _link(self, draft: Draft, target: str) -> tuple[str | None, str]:
        """Give the new target of a link, None: as it was; and a word where it becomes words."""
        parts = _parts(target)
        if parts is None or parts.scheme or parts.netloc:
            return None, ""
        if not parts.path:
            here = _holding(self.documents[draft.source.lower()], unquote(parts.fragment), draft)
            file = "" if here is draft else f"{here.id}.md"
            return f"{file}#{_anchor(here, parts.fragment)}" if parts.fragment else None, ""
        if other := self._document(draft.source, unquote(parts.path), unquote(parts.fragment)):
            anchor = f"#{_anchor(other, parts.fragment)}" if parts.fragment else ""
            return f"{other.id}.md{anchor}", ""
        ending = posixpath.splitext(parts.path)[1].lower()
        if ending in (*PAPERS, *TYPES):
            new, reason = self._brought(draft, unquote(parts.path), ending, "attachment-copied")
            if new:
                return new, reason
        there = self.content / draft.kind.folder / unquote(parts.path)
        if (parts.path.startswith("/") and not ending) or (
            not leads_out(there, self.content.parent) and there.exists()
        ):
            return None, ""  # An address of a site may well be there, and a file of the handbook is.
        draft.notes.append(note("link-elsewhere", draft.line_of(target), target=target))
        return None, "link"

    def _document(self, source: str, path: str, anchor: str) -> Draft | None:
        """Find the document that a path means, with or without its ending."""
        base = "" if path.startswith("/") else posixpath.dirname(source)
        local = posixpath.normpath(posixpath.join(base, path.lstrip("/"))).lower()
        stem = re.sub(r"\.(?:html?|md|markdown|docx|aspx)$", "", local)
        endings = ("", ".md", ".markdown", ".docx", ".html", ".htm", "/index.md", "/readme.md", "/_index.md")
        ways = (local, *(f"{stem}{ending}" for ending in endings))
        if local == ".":
            ways = ("index.md", "readme.md", "_index.md")
        there = next((self.documents[way] for way in ways if way in self.documents), None)
        return _holding(there, anchor, there[0]) if there else None

    def _picture(self, draft: Draft, target: str) -> tuple[str | None, str]:
        parts = _parts(target)
        if target.lower().startswith("data:"):
            return None, ""
        if parts is None or parts.scheme or parts.netloc:
            draft.notes.append(note("picture-remote", draft.line_of(target), target=target[:200]))
            return None, "remote"
        ending = posixpath.splitext(parts.path)[1].lower()
        new, _ = self._brought(draft, unquote(parts.path), ending, "picture-copied")
        if new is None:
            draft.notes.append(note("picture-missing", draft.line_of(target), target=target))
        return new, "" if new else "picture"

    def _brought(self, draft: Draft, path: str, ending: str, code_: str) -> tuple[str | None, str]:
        """Copy a file that a text names; None where it is not there or cannot be used."""
        own = next((each for each in draft.pictures if each.target == path), None)
        content = own.content if own else self._read(draft.source, path)
        if content is None or self._bytes + len(content) > MOST_TOGETHER:
            return None, ""
        name = f"{draft.id}-{path.rpartition('-')[2]}" if own else path.rpartition("/")[2]
        ending = next((right for head, right in _HEADS.items() if content.startswith(head)), ending)
        if unusable := _unusable(content, ending):
            draft.notes.append(note("picture-unusable", target=name, reason=unusable))
            return None, ""
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self._known:
            self._known[digest] = self._free(name.rpartition(".")[0], ending)
            self._bytes += len(content)
            self.files[f"files/{self._known[digest]}"] = content
        draft.notes.append(note(code_, target=path if not own else name, file=f"files/{self._known[digest]}"))
        return f"../files/{quote(self._known[digest])}", ""

    def _free(self, name: str, ending: str) -> str:
        stem = proposed_id(name)[:60].strip("-") or "picture"
        ways = (f"{stem}{ending}", *(f"{stem}-{number}{ending}" for number in range(2, len(self.taken) + 3)))
        free = next(way for way in ways if way not in self.taken)
        self.taken.add(free)
        return free

    def _read(self, source: str, path: str) -> bytes | None:
        """Read a file of the folder that is taken in; nothing outside of it is ever read."""
        base = "" if path.startswith("/") else posixpath.dirname(source)
        local = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
        for way in (
            local,
            *(f"{top}{path}" for top in ("static", "assets", "public") if path.startswith("/")),
        ):
            file = self.top / way
            try:
                if way.startswith("..") or leads_out(file, self.top) or not file.is_file():
                    continue
                return read_plain(file.resolve(), MOST_BYTES)
            except (OSError, ValueError):
                continue
        return None

    def _wiki(self, draft: Draft, match: re.Match[str]) -> str:
        """Write a link as wikis do it: the page first, or the words first."""
        image, page, anchor, words = match[1], match[2].strip(), (match[3] or "#")[1:], match[4]
        if image:
            return f"![{words or ''}](<{page}>)" if re.search(r"\.\w{2,4}$", page) else match[0]
        other = self.titles.get(proposed_id(page.rpartition("/")[2])) if page else draft
        if other is None and words and (other := self.titles.get(proposed_id(words))):
            page, words = words, page
        said = words or page or anchor
        if other is None:
            draft.notes.append(note("link-elsewhere", draft.line_of(match[0]), target=match[0]))
            return said
        # Named as a file of the folder, for it is pointed with all others.
        file = quote(posixpath.relpath(other.source, posixpath.dirname(draft.source) or "."))
        return f"[{said}]({file}{'#' + slug(anchor) if anchor else ''})"


def _holding(drafts: list[Draft], anchor: str, otherwise: Draft) -> Draft:
    """Give the document of a source that holds an anchor."""
    for draft in drafts:
        if anchor and (
            anchor == slug(draft.fields.title) or any(anchor == slug(each.heading) for each in draft.sections)
        ):
            return draft
    return otherwise


def _without_addresses(texts: list[str]) -> tuple[list[str], str]:
    """Take addresses out of texts that stand apart from the words that lead there, as `[label]: address`.

    Those of other websites stay, unless a picture is shown by them.
    """
    whole = "\n".join(texts).casefold()
    taken: list[str] = []

    def take(match: re.Match[str]) -> str:
        label = match[1].casefold()
        shown = f"][{label}]" in whole and re.search(rf"!\[[^\]\n]*\]\[{re.escape(label)}\]", whole)
        if re.match(r"<?(?:[a-z][a-z0-9+.-]*:|//|#)", match[2], re.I) and not (
            shown or f"![{label}]" in whole
        ):
            return match[0]
        taken.append(match[0].strip())
        return ""

    left = [_outside_code(text, _ADDRESS, take) for text in texts]
    return left, "\n".join(taken)


def _element_as_words(match: re.Match[str], dropped: list[tuple[str, str]]) -> str:
    """Write a link or a picture in HTML as the words in it."""
    if match["words"] is not None:
        return match["words"]
    target, why = dropped[int(match["picture"])]
    alt = re.search(r"\balt\s*=\s*[\"']([^\"']*)", match[0])
    words = alt[1].strip() if alt else ""
    return f"[{words or 'https'}]({target})" if why == "remote" else words


def _as_words(match: re.Match[str], dropped: list[tuple[str, str]]) -> str:
    target, why = dropped[int(match[3])]
    if why == "remote":
        return f"[{match[2].strip() or 'https'}]({target})" if match[1] else match[2]
    return match[2]


def _unusable(content: bytes, ending: str) -> str:
    """Say as a word why a picture or a paper cannot be used; nothing when it can."""
    if ending in PAPERS:
        return ""
    if ending not in TYPES:
        return "not-an-image"
    if ending == ".svg":
        refused = refused_in_drawing(without_fonts(content))
        return "damaged" if refused is None else "unsafe" if refused else ""
    return "" if begins_as_picture(content) else "damaged"


def _anchor(draft: Draft, fragment: str) -> str:
    """Give an anchor by its new name, where the heading that it leads to became a field."""
    wanted = unquote(fragment)
    for section in draft.sections:
        if section.field and slug(section.heading) == wanted:
            return slug(section.label)
    return fragment


def _parts(target: str) -> SplitResult | None:
    try:
        return urlsplit(target)
    except ValueError:
        return None


def _outside_code(text: str, pattern: re.Pattern[str], write: Callable[[re.Match[str]], str]) -> str:
    parts: list[str] = []
    at = 0
    for match in code(text).outside(pattern, text):
        if match.start() >= at:
            parts += [text[at : match.start()], write(match)]
            at = match.end()
    return "".join(parts) + text[at:]
