"""Body sections against the fields of a kind: lists, tasks, tables and steps in their shapes."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from typing import Any, TypeVar, cast

from ..kinds import (
    LANES,
    Criterion,
    Document,
    Entry,
    Lane,
    LaneName,
    Listing,
    Rating,
    Row,
    Score,
    Step,
    Subheading,
    Task,
    Text,
    section_fields,
)
from ..phrases import Phrases
from ..problems import Place, Problem, problem
from ..sources import GIVEN_ID, Bullet, Bullets, Cell, Grid, Heading, Paragraphs, Section
from .names import Names, bare, target

T = TypeVar("T")

SHAPES: dict[str, str] = {
    "question": "text",
    "why": "text",
    "participants_receive": "text",
    "online": "text",
    "reasons": "text",
    "minority_view": "text",
    "entry": "list",
    "inputs": "list",
    "outputs": "list",
    "pitfalls": "list",
    "signs": "list",
    "statements": "list",
    "use_when": "list",
    "not_when": "list",
    "materials": "list",
    "goes_wrong": "list",
    "frontstage": "list",
    "backstage": "list",
    "gate": "tasks",
    "prepare": "tasks",
    "items": "tasks",
    "run_sheet": "table",
    "agenda": "table",
    "criteria": "table",
    "steps": "steps",
    "scores": "scores",
}
"""The shape of every field that is a heading."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "run_sheet": ("min", "step", "how", "lead", "mode", "shorten_to"),
    "agenda": ("at", "min", "step", "how", "lead", "mode", "shorten_to"),
    "criteria": ("criterion", "weight", "must"),
}
REQUIRED_COLUMNS: dict[str, tuple[str, ...]] = {
    "run_sheet": ("min", "step"),
    "agenda": ("step",),
    "criteria": ("criterion",),
}
MODES = ("understand", "create", "decide", "break")
_LANE = re.compile(
    r"^\s*(?P<bold>\*\*|__)?\s*(?P<name>[^:*_]{1,40}?)\s*(?:(?:\*\*|__)\s*:|:\s*(?:\*\*|__)|:)\s*(?P<text>.*)$",
    re.S,
)
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*$", re.S)
_DASH = re.compile(r"^(?P<text>.*\S)\s+(?:—|–|--)\s+(?P<who>\S.*)$", re.S)


@dataclass
class Reader:
    """What reading a body needs to know, and the problems that it finds."""

    path: str
    names: Names
    phrases: Phrases
    problems: list[Problem] = field(default_factory=list)
    references: Mapping[str, str] = field(default_factory=dict)
    """Addresses of reference links, by folded label."""
    ids: dict[str, Place] = field(default_factory=dict)
    hashes: dict[str, Place] = field(default_factory=dict)

    def named(self, word: str, kind: str, place: Place) -> str | None:
        """Give the id of the document that a word names; an earlier id still counts, with a warning."""
        found = self.names.named(word, (kind,), self.path, self.references)
        if found is None:
            return None
        if bare(word).rpartition("/")[2] != found.id and found.was(bare(word)):
            self.say("former-id", place, id=bare(word), now=found.id)
        return found.id

    def say(self, code: str, place: Place, **facts: Any) -> None:
        """Add a problem."""
        self.problems.append(problem(code, place, **facts))


def labels(kind: type[Document], phrases: Phrases) -> Mapping[str, str]:
    """Give the field of each label of a kind: in English, in the words' language, and as an id."""
    return _labels(cast("Any", kind), phrases)


@cache
def _labels(kind: Any, phrases: Phrases) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in section_fields(kind):
        if name != "items":
            found[name.replace("_", " ")] = name
            found.update(dict.fromkeys(phrases.words(f"field.{name}"), name))
    return found


def field_of(section: Section, kind: type[Document], phrases: Phrases) -> str | None:
    """Tell which field a heading opens, if any."""
    if section.id:
        name = section.id.replace("-", "_")
        return name if name in section_fields(kind) and name != "items" else None
    return labels(kind, phrases).get(folded(section.title))


def folded(label: str) -> str:
    """Fold a heading for comparison: case, spaces, emphasis and a closing colon do not matter."""
    plain = unicodedata.normalize("NFC", label).casefold().replace("-", " ")
    return " ".join(plain.strip("*_ ").rstrip(":").split())


def misspelt(section: Section, kind: type[Document], phrases: Phrases) -> str | None:
    """Give the label that a free heading seems to mean."""
    known = labels(kind, phrases)
    close = difflib.get_close_matches(folded(section.title), known, 1, 0.8)
    return phrases.t(f"field.{known[close[0]]}") if close else None


def read_field(name: str, section: Section, reader: Reader) -> Any:
    """Read a section as its field; None when its shape is wrong, which is reported."""
    shape = SHAPES[name]
    if shape == "text":
        return Text(section.markdown, section.start) if section.markdown.strip() else None
    if not section.markdown.strip():
        return None
    readers: dict[str, Callable[[], Any]] = {
        "list": lambda: _listing(section, reader, name, lambda each: entry(each, reader, acts=False)),
        "tasks": lambda: _listing(section, reader, name, lambda each: task(each, reader)),
        "table": lambda: _table(section, reader, name),
        "steps": lambda: _steps(section, reader),
        "scores": lambda: _scores(section, reader),
    }
    return readers[shape]()


def _wrong_shape(section: Section, reader: Reader, name: str) -> None:
    reader.say("wrong-shape", section.place, field=name, shape=SHAPES[name])


def _listing(section: Section, reader: Reader, name: str, read: Callable[[Bullet], T]) -> Listing[T] | None:
    blocks: list[T | Text | Subheading] = []
    for block in section.blocks:
        if isinstance(block, Bullets):
            blocks += [read(each) for each in block.items]
        else:
            blocks.append(_around(block))
    if not any(isinstance(block, Bullets) for block in section.blocks):
        _wrong_shape(section, reader, name)
        return None
    return Listing(tuple(blocks), section.start)


def _around(block: Paragraphs | Heading | Bullets | Grid) -> Text | Subheading:
    if isinstance(block, Heading):
        return Subheading(block.text, block.place)
    return Text(block.markdown, block.place)


def whole_body(sections: tuple[Section, ...], reader: Reader) -> Listing[Task] | None:
    """Read all tasks of a checklist's body; a `##` above some of them is a subheading."""
    blocks: list[Task | Text | Subheading] = []
    for section in sections:
        if section.title:
            blocks.append(Subheading(section.title, section.place))
        for block in section.blocks:
            if isinstance(block, Bullets) and any(each.ticked is not None for each in block.items):
                blocks += [task(each, reader) for each in block.items]
            elif section.title or not isinstance(block, Paragraphs):
                blocks.append(_around(block))
    if not any(isinstance(block, Task) for block in blocks):
        return None
    return Listing(tuple(blocks), sections[0].start)


def entry(bullet: Bullet, reader: Reader, acts: bool = True) -> Entry:
    """Read a bullet: its text, its id, and who does it where it is something that somebody does."""
    text, given, who = _ending(bullet.text, bullet.place, reader, acts)
    if given:
        _same_id(given, bullet.place, reader)
    return Entry(text, bullet.place, bullet.more, who, given, bool(given))


def task(bullet: Bullet, reader: Reader) -> Task:
    """Read a task; a plain bullet among tasks is an error."""
    if bullet.ticked is None:
        first = bullet.text.split("\n")[0]
        reader.say("not-a-task", bullet.place, correction=f"- [ ] {first}")
    _nested(bullet, reader)
    text, given, who = _ending(bullet.text, bullet.place, reader)
    if given:
        _same_id(given, bullet.place, reader)
    id_ = given or hashed(text)
    if not given and id_ in reader.hashes:
        reader.say("same-item", bullet.place, first=reader.hashes[id_].line)
        # Two boxes with one id would be ticked together.
        id_ = next(each for number in count(2) if (each := f"{id_}-{number}") not in reader.hashes)
    reader.hashes.setdefault(hashed(text) if given else id_, bullet.place)
    return Task(text, bullet.place, bullet.more, who, id_, bool(given))


def _nested(bullet: Bullet, reader: Reader) -> None:
    for each in bullet.nested:
        if each.ticked is not None:
            reader.say("nested-task", each.place)
        _nested(each, reader)


def hashed(text: str) -> str:
    """Make the id of a task that was given none: a hash of its words."""
    words = " ".join(text.split()).casefold()
    return "t" + hashlib.sha256(words.encode()).hexdigest()[:10]


def _same_id(given: str, place: Place, reader: Reader) -> None:
    if given in reader.ids:
        reader.say("same-item-id", place, id=given, first=reader.ids[given].line)
    reader.ids.setdefault(given, place)


def _ending(text: str, place: Place, reader: Reader, acts: bool = True) -> tuple[str, str, tuple[str, ...]]:
    """Take `{#id}` and `— who` off the end of a paragraph, in either order."""
    given, who, text = "", tuple[str, ...](), _COMMENT.sub("", text)
    for _ in range(2):
        found = GIVEN_ID.search(text)
        if found and not given:
            given, text = found["id"], text[: found.start()].rstrip()
        named = _who(text, place, reader) if acts and not who else None
        if named:
            text, who = named
    return text.strip(), given, who


def _who(text: str, place: Place, reader: Reader) -> tuple[str, tuple[str, ...]] | None:
    found = _DASH.match(text)
    if not found or GIVEN_ID.search(found["who"]):
        return None
    roles = _roles(re.split(r"\s*,\s*", found["who"]), place, reader)
    return (found["text"], roles) if roles else None


def _roles(parts: list[str], place: Place, reader: Reader) -> tuple[str, ...]:
    """Give the roles that all of these words name; none when one of them is only text."""
    roles = [reader.named(part, "role", place) for part in parts]
    if all(roles):
        return tuple(dict.fromkeys(role for role in roles if role))
    whole = reader.named(", ".join(parts), "role", place)
    if whole:
        return (whole,)
    for part, role in zip(parts, roles, strict=True):
        close = None if role or len(part) >= 40 else reader.names.close_to(part, ("role",), 0.75)
        if close:
            reader.say("unknown-role", place, word=part, suggestion=close)
    return ()


def roles_in(cell: Cell, reader: Reader) -> tuple[tuple[str, ...], str]:
    """Read a cell that names roles; text that names none stays text."""
    parts = [part.strip() for part in re.split(r",|<br\s*/?>", cell.text) if part.strip()]
    roles = _roles(parts, cell.place, reader) if parts else ()
    return roles, "" if roles else cell.text


def _steps(section: Section, reader: Reader) -> Listing[Step] | None:
    steps: list[Step | Text | Subheading] = []
    current: Step | None = None
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 3:
            current = Step(block.text, block.place)
            steps.append(current)
        elif current is None:
            if isinstance(block, Bullets):
                reader.say("wrong-shape", block.place, field="steps", shape="steps")
            else:
                steps.append(_around(block))
        elif isinstance(block, Bullets):
            lanes = tuple(lane for bullet in block.items for lane in _lanes(bullet, reader))
            current = steps[-1] = replace(current, lanes=current.lanes + lanes)
        else:
            text = _around(block)
            before = current.explanation
            words = text.markdown if isinstance(text, Text) else f"**{text.text}**"
            joined = Text(
                f"{before.markdown}\n\n{words}" if before else words, before.place if before else text.place
            )
            current = steps[-1] = replace(current, explanation=joined)
    if not any(isinstance(step, Step) for step in steps):
        if not any(isinstance(block, Bullets) for block in section.blocks):
            _wrong_shape(section, reader, "steps")
        return None
    return Listing(tuple(steps), section.start)


def _lanes(bullet: Bullet, reader: Reader) -> Iterator[Lane]:
    found = _LANE.match(bullet.text)
    lane = lane_of(found["name"], reader.phrases) if found else None
    if found is None or lane is None:
        word = found["name"] if found else bullet.text.split("\n")[0][:40]
        known = [reader.phrases.t(f"lane.{each}") for each in LANES] + [each.capitalize() for each in LANES]
        close = difflib.get_close_matches(word.strip().capitalize(), known, 1, 0.6)
        reader.say(
            "unknown-lane",
            bullet.place,
            word=word.strip(),
            lane=LANES,
            suggestion=close[0] if close else None,
        )
        return
    # What is nested is one more entry of the lane; what is not a list stays with the first.
    text, more = found["text"].strip(), bullet.notes if bullet.nested else bullet.more
    if text or more:
        first = replace(bullet, text=text or more, more=more if text else "")
        yield Lane(lane, entry(first, reader))
    for each in bullet.nested:
        yield Lane(lane, entry(each, reader))


def lane_of(word: str, phrases: Phrases) -> LaneName | None:
    """Give the lane that a word names, in English or in the words' language."""
    wanted = " ".join(word.split()).casefold()
    return next((lane for lane in LANES if wanted in phrases.words(f"lane.{lane}")), None)


def _grids(section: Section) -> list[Grid]:
    return [block for block in section.blocks if isinstance(block, Grid)]


def _table(section: Section, reader: Reader, name: str) -> Listing[Any] | None:
    if not _grids(section):
        _wrong_shape(section, reader, name)
        return None
    blocks: list[Any] = []
    for block in section.blocks:
        if isinstance(block, Grid):
            columns = _columns(block, name, reader)
            for row in _rows(block, reader):
                cells = {column: cell for column, cell in zip(columns, row, strict=False) if column}
                blocks.append(
                    _criterion(cells, row, reader) if name == "criteria" else _row(cells, row, name, reader)
                )
        else:
            blocks.append(_around(block))
    return Listing(tuple(blocks), section.start)


def _columns(grid: Grid, name: str, reader: Reader) -> list[str | None]:
    known = {
        word: column
        for column in COLUMNS[name]
        for word in (*reader.phrases.words(f"column.{column}"), column.replace("_", " "))
    }
    found: list[str | None] = []
    for cell in grid.header:
        column = known.get(folded(cell.text))
        if column is None:
            close = difflib.get_close_matches(folded(cell.text), known, 1, 0.6)
            reader.say(
                "unknown-column",
                cell.place,
                word=cell.text,
                column=COLUMNS[name],
                suggestion=close[0] if close else None,
            )
        elif column in found:
            reader.say("column-twice", cell.place, word=cell.text)
        found.append(column)
    for column in REQUIRED_COLUMNS[name]:
        if column not in found and None not in found:
            reader.say("missing-column", grid.place, column=column)
    return found


def _rows(grid: Grid, reader: Reader) -> Iterator[tuple[Cell, ...]]:
    for row in grid.rows:
        if len(row) > len(grid.header):
            reader.say("too-many-cells", row[len(grid.header)].place, cells=len(row), wanted=len(grid.header))
        yield row[: len(grid.header)]


def _text_of(cells: dict[str, Cell], column: str) -> str:
    return cells[column].text if column in cells else ""


def _whole(cells: dict[str, Cell], column: str, reader: Reader) -> int | None:
    text = _text_of(cells, column)
    if not text:
        return None
    found = re.match(r"^([0-9]{1,4})(?:\s*(?:min|′|'))?\.?$", text)
    if not found:
        reader.say("bad-cell", cells[column].place, column=column, given=text, expected="whole-number")
        return None
    return int(found[1])


def _clock(cells: dict[str, Cell], reader: Reader) -> int | None:
    text = _text_of(cells, "at")
    if not text:
        return None
    found = re.match(r"^([0-9]{1,2})[:.]([0-9]{2})$", text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        reader.say("bad-cell", cells["at"].place, column="at", given=text, expected="time")
        return None
    return int(found[1]) * 60 + int(found[2])


def _row(cells: dict[str, Cell], row: tuple[Cell, ...], name: str, reader: Reader) -> Row:
    place = row[0].place if row else Place(reader.path)
    lead, lead_text = roles_in(cells["lead"], reader) if "lead" in cells else ((), "")
    step = _text_of(cells, "step")
    linked = name == "agenda" and target(bare(step), reader.references) is not None
    model = reader.named(step, "dialogue-model", cells["step"].place) if linked else None
    return Row(
        place,
        step,
        _whole(cells, "min", reader),
        _clock(cells, reader),
        _text_of(cells, "how"),
        lead,
        lead_text,
        _mode(cells, reader),
        _whole(cells, "shorten_to", reader),
        model or "",
    )


def _mode(cells: dict[str, Cell], reader: Reader) -> str:
    text = _text_of(cells, "mode")
    if not text:
        return ""
    found = next((mode for mode in MODES if text.casefold() in reader.phrases.words(f"mode.{mode}")), None)
    if found is None:
        close = difflib.get_close_matches(text.casefold(), MODES, 1, 0.6)
        reader.say(
            "not-a-choice",
            cells["mode"].place,
            name=reader.phrases.t("column.mode"),
            given=text,
            choices=MODES,
            suggestion=close[0] if close else None,
        )
    return found or ""


def _criterion(cells: dict[str, Cell], row: tuple[Cell, ...], reader: Reader) -> Criterion:
    place = row[0].place if row else Place(reader.path)
    word = _text_of(cells, "criterion")
    factor = reader.named(word, "success-factor", place)
    close = None if factor else reader.names.close_to(word, ("success-factor",), 0.8)
    if close:
        reader.say(
            "unknown-reference",
            place,
            kind="success-factor",
            id=word,
            folder="success-factors",
            suggestion=close,
        )
    must = _text_of(cells, "must").casefold()
    yes = must in reader.phrases.words("word.yes")
    if must and not yes and must not in reader.phrases.words("word.no"):
        reader.say("bad-cell", cells["must"].place, column="must", given=must, expected="yes-or-no")
    return Criterion(place, factor or word, _number(cells, "weight", 1.0, reader), yes)


def _number(cells: dict[str, Cell], column: str, default: float, reader: Reader) -> float:
    text = _text_of(cells, column).replace(",", ".")
    if not text:
        return default
    if not re.match(r"^[0-9]{1,4}(\.[0-9]{1,3})?$", text):
        reader.say("bad-cell", cells[column].place, column=column, given=text, expected="number")
        return default
    return float(text)


def _scores(section: Section, reader: Reader) -> Listing[Rating] | None:
    blocks: list[Rating | Text | Subheading] = []
    at: int | None = None
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 3:
            at = len(blocks)
            blocks.append(Rating(block.text, block.place))
        elif isinstance(block, Grid) and at is not None and isinstance(rating := blocks[at], Rating):
            blocks[at] = replace(rating, scores=rating.scores + tuple(_rated(block, reader)))
        elif isinstance(block, Grid):
            reader.say("wrong-shape", block.place, field="scores", shape="scores")
        else:
            blocks.append(_around(block))
    if not any(isinstance(block, Rating) for block in blocks):
        if not _grids(section):
            _wrong_shape(section, reader, "scores")
        return None
    return Listing(tuple(blocks), section.start)


def _rated(grid: Grid, reader: Reader) -> Iterator[Score]:
    """Read a rater's table: the first column is the criterion, the others are candidates."""
    candidates = [reader.named(cell.text, "dialogue-model", cell.place) or cell.text for cell in grid.header]
    for row in _rows(grid, reader):
        word = row[0].text if row else ""
        criterion = (reader.named(word, "success-factor", row[0].place) if word else None) or word
        for candidate, cell in zip(candidates[1:], row[1:], strict=False):
            if not cell.text:
                continue
            if (
                not re.match(r"^[1-5](?:[.,][0-9]{1,2})?$", cell.text)
                or float(cell.text.replace(",", ".")) > 5
            ):
                reader.say("score-out-of-range", cell.place, given=cell.text)
                continue
            yield Score(cell.place, criterion, candidate, float(cell.text.replace(",", ".")))
