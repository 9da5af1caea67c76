"""Bullets and tasks: their text, their id, and who does them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from ..kinds import Entry, Listing, Statement, Subheading, Task, Text, shapes
from ..phrases import in_every_language
from ..problems import Place
from ..sources import GIVEN_ID, Bullet, Bullets, Cell, Paragraphs, Section
from .labels import essence
from .reader import Reader, around, free_id, wrong_shape

T = TypeVar("T")

_COMMENT = re.compile(r"(?<!\s)\s*+<!--(?:(?!-->).)*-->\s*+$", re.S)
_NEARLY = re.compile(
    r"^(?:(?P<text>.*[^\s(\[@—–-])(?:\s+(?:[-=–—]>|-|→|/|\|)\s*|\s*(?:—|–|--)\s*|\s+(?=[(\[@]))(?P<who>[^—–\n]{1,80})"
    r"|(?P<first>[^:.\n]{1,40}):\s+(?P<rest>\S.*))$",
    re.S,
)
"""Who does it, in nearly the form that is read: after a hyphen, in brackets, before a colon."""
_INSIDE = re.compile(
    r"\s*(?<![`\]])(?P<given>\{\s?#\s?(?P<id>[a-z0-9][\w-]*)\s?\}|\(#(?P<round>[a-z][\w-]*)\)$)(?=[\s.,;:!?]|$)"
)
"""An id in the middle of a text, or in round brackets at its end."""
_WORD = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)?")
_BULLET = re.compile(
    r"^[ \t]*(?:[•◦▪‣·●○–—→»>]+\s*|[-*+](?=\S)|[a-z\d]{1,2}[)]\s*|\t)(?P<text>[^\W_].*)$", re.I
)
_SIGN = re.compile(r"^\s*[•◦▪‣·●○–]\s+(?P<text>\S.*)$")
_DASH = re.compile(r"^(?P<text>.*\S)\s+(?:—|–|--)\s+(?P<who>\S.*)$", re.S)


def listing(section: Section, reader: Reader, name: str, read: Callable[[Bullet], T]) -> Listing[T] | None:
    """Read the lists of a section as one; None when there is none."""
    blocks: list[T | Text | Subheading] = []
    for block in section.blocks:
        if isinstance(block, Bullets):
            mark = "- [ ] " if shapes(reader.kind)[name] == "tasks" else "- "
            for item in block.items:
                say_joined(item, reader, mark)
            blocks += [read(item) for item in block.items]
        else:
            blocks.append(around(block))
    if not any(isinstance(block, Bullets) for block in section.blocks):
        say_no_list(section, name, reader)
        return None
    return Listing(tuple(blocks), section.start)


def say_no_list(section: Section, name: str, reader: Reader) -> None:
    """Say that a field holds no list; lines that begin with another sign than a hyphen are shown as one."""
    tasks = shapes(reader.kind)[name] == "tasks"
    for number, line in enumerate(section.markdown.split("\n")):
        if match := _BULLET.match(line):
            place = Place(reader.path, section.start.line + number)
            shape = shapes(reader.kind)[name]
            reader.say(
                "not-a-list", place, shape=shape, correction=f"- {'[ ] ' if tasks else ''}{match['text']}"
            )
            return
    wrong_shape(reader, name, section.place)


def whole_body(sections: tuple[Section, ...], reader: Reader) -> Listing[Task] | None:
    """Read all tasks of a checklist's body; a `##` above some of them is a subheading."""
    blocks: list[Task | Text | Subheading] = []
    for section in sections:
        if section.title:
            blocks.append(Subheading(section.title, section.place, section.id))
        for block in section.blocks:
            if isinstance(block, Bullets) and any(item.ticked is not None for item in block.items):
                blocks += [task(item, reader) for item in block.items]
            elif section.title or not isinstance(block, Paragraphs):
                blocks.append(around(block))
    if not any(isinstance(block, Task) for block in blocks):
        return None
    return Listing(tuple(blocks), sections[0].start)


def say_joined(
    bullet: Bullet, reader: Reader, mark: str = "- ", begins: Callable[[str], object] = bool
) -> None:
    """Say of lines of an item that they are items themselves, begun with another sign or with none."""
    for number, line in enumerate(bullet.text.split("\n")):
        match = _SIGN.match(line)
        words = match["text"] if match else line.strip()
        if match and _certain(words, reader):
            continue  # who does it, on a line of its own
        if number and words and begins(words) and (match or begins is not bool):
            place = Place(bullet.place.path, bullet.place.line + number)
            reader.say("not-a-list", place, shape="list", correction=f"{mark}{words}")


def entry(bullet: Bullet, reader: Reader, acts: bool = True) -> Entry:
    """Read a bullet: its text, its id, and who does it where it is something that somebody does."""
    text, id_, who = _ending(bullet.text, bullet.place, reader, acts)
    if id_:
        _same_id(id_, bullet.place, reader)
    return Entry(text, bullet.place, bullet.more, who, id_, bool(id_))


def statement(bullet: Bullet, reader: Reader) -> Statement:
    """Read a statement: its text, its id, and the phase from which on it can be answered."""
    words = _COMMENT.sub("", bullet.text)
    given = GIVEN_ID.search(words)
    match = _DASH.match(words[: given.start()].rstrip() if given else words)
    since = reader.named(match["who"], "phase", bullet.place) if match else None
    if match and since:
        bullet = replace(bullet, text=match["text"] + (words[given.start() :] if given else ""))
    elif match and (close := reader.names.close_to(match["who"], ("phase",))):
        known = {"kind": "phase", "id": match["who"], "folder": "phases", "suggestion": close}
        reader.say("unknown-reference", bullet.place, **known)
    read = entry(bullet, reader, acts=False)
    return Statement(read.text, read.place, read.more, (), read.id, read.given_id, since or "")


def task(bullet: Bullet, reader: Reader) -> Task:
    """Read a task; a plain bullet among tasks is an error."""
    if bullet.ticked is None:
        first = re.sub(r"^\[[^\]\w]?\w?\]\s+", "", bullet.text.split("\n")[0])
        reader.say("not-a-task", bullet.place, correction=f"- [ ] {first}")
    _nested(bullet, reader)
    text, id_, who = _ending(bullet.text, bullet.place, reader)
    if id_:
        _same_id(id_, bullet.place, reader)
    # Two boxes with one id would be ticked together.
    words, free = hashed(text), free_id(hashed(text), reader.taken)
    if not id_ and free != words:
        reader.say("same-item", bullet.place, first=reader.hashes[words].line)
    reader.hashes.setdefault(words, bullet.place)
    return Task(text, bullet.place, bullet.more, who, id_ or free, bool(id_))


def _nested(bullet: Bullet, reader: Reader) -> None:
    for each in bullet.nested:
        if each.ticked is not None:
            reader.say("nested-task", each.place)
        _nested(each, reader)


def hashed(text: str) -> str:
    """Make the id of a task that was given none: a hash of its words."""
    words = " ".join(text.split()).casefold()
    return "t" + hashlib.sha256(words.encode()).hexdigest()[:10]


def _same_id(id_: str, place: Place, reader: Reader) -> None:
    if id_ in reader.ids:
        reader.say("same-item-id", place, id=id_, first=reader.ids[id_].line)
    reader.ids.setdefault(id_, place)


def doer(text: str, reader: Reader) -> bool:
    """Tell whether the text of a bullet says who does it."""
    match = _DASH.match(_COMMENT.sub("", text))
    return match is not None and bool(_certain(match["who"], reader))


def _ending(text: str, place: Place, reader: Reader, acts: bool = True) -> tuple[str, str, tuple[str, ...]]:
    """Take `{#id}` and `— who` off the end of a paragraph, in either order."""
    id_, who, text = "", tuple[str, ...](), _COMMENT.sub("", text)
    before = len(reader.problems)
    for _ in range(2):
        match = GIVEN_ID.search(text)
        if match and not id_:
            id_, text = match["id"], text[: match.start()].rstrip()
        named = _who(text, place, reader) if acts and not who else None
        if named:
            text, who = named
    if acts and not who and len(reader.problems) == before:
        _say_nearly(text, place, reader)
    if not id_ and len(reader.problems) == before and (match := _INSIDE.search(text)):
        rest = f"{text[: match.start()]}{text[match.end() :]}".strip()
        right = f"{{#{match['id'] or match['round']}}}"
        reader.say("id-not-read", place, given=match["given"], correction=f"{rest} {right}")
    return text.strip(), id_, who


def _who(text: str, place: Place, reader: Reader) -> tuple[str, tuple[str, ...]] | None:
    match = _DASH.match(text)
    if not match or GIVEN_ID.search(match["who"]):
        return None
    roles = _roles([part.strip() for part in match["who"].split(",")], place, reader)
    return (match["text"], roles) if roles else None


def _say_nearly(text: str, place: Place, reader: Reader) -> None:
    """Say of words that name a role that nobody reads them, and of a dash before a word that is none."""
    match = _NEARLY.match(text)
    words = (match["who"] or match["first"]) if match else ""
    roles = _certain(words, reader)
    if match and roles:
        rest = (match["text"] or match["rest"]).rstrip(" ,")
        correct = f"{rest} — {', '.join(roles)}"
        reader.say("doer-not-read", place, words=words.strip(), correction=correct)
        return
    dash = _DASH.match(text)
    parts = [part.strip() for part in dash["who"].split(",")] if dash else []
    strange = [part for part in parts if not _certain(part, reader)]
    if len(strange) < len(parts) or len(parts) == 1:
        for word in strange:
            if _WORD.fullmatch(word) and word.split()[0].casefold() not in in_every_language("word.no-doer"):
                reader.say("no-such-doer", place, word=word)


def _certain(words: str, reader: Reader) -> tuple[str, ...]:
    """Give the roles that words name without any doubt, in whatever signs and articles; else none."""
    joining = "|".join(re.escape(word) for word in in_every_language("word.and"))
    parts = re.split(rf"[,;/&+]|\s(?:{joining})\s", words)
    found = [reader.names.role_said(essence(part.replace("@", " "))) for part in parts]
    return tuple(role for role in found if role) if all(found) else ()


def _roles(parts: list[str], place: Place, reader: Reader) -> tuple[str, ...]:
    """Give the roles that all of these words name; none when one of them is only text."""
    roles = [reader.named(part, "role", place) for part in parts]
    if all(roles):
        return tuple(dict.fromkeys(role for role in roles if role))
    whole = reader.named(", ".join(parts), "role", place)
    if whole:
        return (whole,)
    for part, role in zip(parts, roles, strict=True):
        close = None if role or len(part) >= 40 else reader.names.close_to(part, ("role",))
        if close:
            reader.say("unknown-role", place, word=part, suggestion=close)
    return ()


def roles_in(cell: Cell, reader: Reader) -> tuple[tuple[str, ...], str]:
    """Read a cell that names roles; text that names none stays text."""
    parts = [part.strip() for part in re.split(r",|<br\s*/?>", cell.text) if part.strip()]
    before = len(reader.problems)
    roles = _roles(parts, cell.place, reader) if parts else ()
    meant = () if roles or len(reader.problems) > before else _certain(cell.text, reader)
    if meant:
        reader.say("doer-not-read", cell.place, words=cell.text, correction=", ".join(meant))
    return roles, "" if roles else cell.text
