"""Body sections against the fields of a kind: lists, tasks, tables and steps in their shapes."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from ..kinds import (
    LANES,
    Criterion,
    Document,
    Entry,
    Lane,
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
from .names import LINK, Names

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
_DASH = re.compile(r"^(?P<text>.*\S)\s+(?:—|–|--)\s+(?P<who>\S.*)$", re.S)


@dataclass
class Reader:
    """What reading a body needs to know, and the problems that it finds."""

    path: str
    names: Names
    phrases: Phrases
    problems: list[Problem] = field(default_factory=list)
    ids: dict[str, Place] = field(default_factory=dict)
    texts: dict[str, Place] = field(default_factory=dict)

    def say(self, code: str, place: Place, **facts: Any) -> None:
        """Add a problem."""
        self.problems.append(problem(code, place, **facts))


def labels(kind: type[Document], phrases: Phrases) -> dict[str, str]:
    """Give the field of each label of a kind: in English, in the words' language, and as an id."""
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
    return " ".join(label.casefold().replace("-", " ").strip("*_ ").rstrip(":").split())


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
        "list": lambda: _listing(section, reader, name, lambda each: entry(each, reader)),
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


def entry(bullet: Bullet, reader: Reader) -> Entry:
    """Read a bullet: its text, its id, and who does it."""
    text, given, who = _ending(bullet.text, bullet.place, reader)
    if given:
        _same_id(given, bullet.place, reader)
    return Entry(text, bullet.place, bullet.more, who, given, bool(given))


def task(bullet: Bullet, reader: Reader) -> Task:
    """Read a task; a plain bullet among tasks is an error."""
    if bullet.ticked is None:
        first = bullet.text.split("\n")[0]
        reader.say("not-a-task", bullet.place, correction=f"- [ ] {first}")
    for each in bullet.nested:
        if each.ticked is not None:
            reader.say("nested-task", each.place)
    text, given, who = _ending(bullet.text, bullet.place, reader)
    if given:
        _same_id(given, bullet.place, reader)
    elif text in reader.texts:
        reader.say("same-item", bullet.place, first=reader.texts[text].line)
    reader.texts.setdefault(text, bullet.place)
    return Task(text, bullet.place, bullet.more, who, given or hashed(text), bool(given))


def hashed(text: str) -> str:
    """Make the id of a task that was given none: a hash of its words."""
    words = " ".join(text.split()).casefold()
    return "t" + hashlib.sha256(words.encode()).hexdigest()[:10]


def _same_id(given: str, place: Place, reader: Reader) -> None:
    if given in reader.ids:
        reader.say("same-item-id", place, id=given, first=reader.ids[given].line)
    reader.ids.setdefault(given, place)


def _ending(text: str, place: Place, reader: Reader) -> tuple[str, str, tuple[str, ...]]:
    """Take `{#id}` and `— who` off the end of a paragraph, in either order."""
    given, who = "", tuple[str, ...]()
    for _ in range(2):
        found = GIVEN_ID.search(text)
        if found and not given:
            given, text = found["id"], text[: found.start()].rstrip()
        named = None if who else _who(text, place, reader)
        if named:
            text, who = named
    return text.strip(), given, who


def _who(text: str, place: Place, reader: Reader) -> tuple[str, tuple[str, ...]] | None:
    found = _DASH.match(text)
    if not found:
        return None
    parts = [part.strip() for part in found["who"].split(",")]
    roles = [reader.names.role(part, reader.path) for part in parts]
    if all(roles):
        return found["text"], tuple(role for role in roles if role)
    if GIVEN_ID.search(found["who"]):
        return None
    for part, role in zip(parts, roles, strict=True):
        close = None if role else reader.names.close_to(part, ("role",), 0.75)
        if close and len(part) < 40:
            reader.say("unknown-role", place, word=part, suggestion=close)
    return None


def roles_in(cell: Cell, reader: Reader) -> tuple[tuple[str, ...], str]:
    """Read a cell that names roles; text that names none stays text."""
    parts = [part.strip() for part in cell.text.split(",") if part.strip()]
    roles = [reader.names.role(part, reader.path) for part in parts]
    if parts and all(roles):
        return tuple(role for role in roles if role), ""
    for part, role in zip(parts, roles, strict=True):
        close = None if role else reader.names.close_to(part, ("role",), 0.8)
        if close:
            reader.say("unknown-role", cell.place, word=part, suggestion=close)
    return (), cell.text


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
        if not any(each.place == section.place for each in reader.problems):
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
    text, more = found["text"], bullet.more
    if bullet.nested:
        # Items below a lane are entries of that lane; what is not an item stays with the first one.
        if text.strip():
            yield Lane(lane, entry(replace(bullet, text=text, more=""), reader))  # type: ignore[arg-type]
        for each in bullet.nested:
            yield Lane(lane, entry(each, reader))  # type: ignore[arg-type]
        return
    if text.strip():
        yield Lane(lane, entry(replace(bullet, text=text, more=more), reader))  # type: ignore[arg-type]


def lane_of(word: str, phrases: Phrases) -> str | None:
    """Give the lane that a word names, in English or in the words' language."""
    wanted = word.strip().casefold()
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
    found = re.match(r"^(\d{1,4})(?:\s*(?:min|′|'))?\.?$", text)
    if not found:
        reader.say("bad-cell", cells[column].place, column=column, given=text, expected="whole-number")
        return None
    return int(found[1])


def _clock(cells: dict[str, Cell], reader: Reader) -> int | None:
    text = _text_of(cells, "at")
    if not text:
        return None
    found = re.match(r"^(\d{1,2})[:.](\d{2})$", text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        reader.say("bad-cell", cells["at"].place, column="at", given=text, expected="time")
        return None
    return int(found[1]) * 60 + int(found[2])


def _row(cells: dict[str, Cell], row: tuple[Cell, ...], name: str, reader: Reader) -> Row:
    place = row[0].place if row else Place(reader.path)
    lead, lead_text = roles_in(cells["lead"], reader) if "lead" in cells else ((), "")
    step = _text_of(cells, "step")
    model = (
        reader.names.named(step, ("dialogue-model",), reader.path)
        if name == "agenda" and LINK.match(step)
        else None
    )
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
    factor = reader.names.named(word, ("success-factor",), reader.path)
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
    if not re.match(r"^\d{1,4}(\.\d{1,3})?$", text):
        reader.say("bad-cell", cells[column].place, column=column, given=text, expected="number")
        return default
    return float(text)


def _scores(section: Section, reader: Reader) -> Listing[Rating] | None:
    blocks: list[Rating | Text | Subheading] = []
    current: Rating | None = None
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 3:
            current = Rating(block.text, block.place)
            blocks.append(current)
        elif isinstance(block, Grid) and current is not None:
            current = blocks[-1] = replace(current, scores=current.scores + tuple(_rated(block, reader)))
        elif isinstance(block, Grid):
            reader.say("wrong-shape", block.place, field="scores", shape="scores")
        elif current is None:
            blocks.append(_around(block))
        else:
            # Text below a rater's table belongs to that rater and is shown with it.
            blocks.insert(len(blocks) - 1, _around(block))
    if not any(isinstance(block, Rating) for block in blocks):
        if not any(each.code == "wrong-shape" for each in reader.problems):
            _wrong_shape(section, reader, "scores")
        return None
    return Listing(tuple(blocks), section.start)


def _rated(grid: Grid, reader: Reader) -> Iterator[Score]:
    """Read a rater's table: the first column is the criterion, the others are candidates."""
    candidates = [
        reader.names.named(cell.text, ("dialogue-model",), reader.path) or cell.text for cell in grid.header
    ]
    for row in _rows(grid, reader):
        word = row[0].text if row else ""
        criterion = reader.names.named(word, ("success-factor",), reader.path) or word
        for candidate, cell in zip(candidates[1:], row[1:], strict=False):
            if not cell.text:
                continue
            if not re.match(r"^[1-5](?:[.,]\d{1,2})?$", cell.text) or float(cell.text.replace(",", ".")) > 5:
                reader.say("score-out-of-range", cell.place, given=cell.text)
                continue
            yield Score(cell.place, criterion, candidate, float(cell.text.replace(",", ".")))
