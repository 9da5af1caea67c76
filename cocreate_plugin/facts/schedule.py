"""Times of a run sheet and of a session's agenda, and the materials that they need."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from ..handbook import Handbook
from ..kinds import DialogueModel, Entry, Row, Session
from ..phrases import Phrases

LONGEST_WITHOUT_BREAK = 90
"""Minutes after which people need a break: the handbook's own rule of thumb."""

_COUNT = re.compile(r"^(?P<number>\d+(?:[.,]\d+)?)\s+(?P<what>.+)$", re.S)
_PER = re.compile(r"^(?P<what>.*\S)(?:\s*+×|\s++x(?=\s))\s*+(?P<per>[^\W\d_]++)\s*+$", re.S)
_REMARK = re.compile(r"\s*\((?P<remark>[^()]{1,40})\)\s*$")
_HALF_A_DAY, _DAY = 12 * 60, 24 * 60


@dataclass(frozen=True, slots=True)
class TimedRow:
    """A row with its time: minutes from the start, or from midnight when the session has a start."""

    row: Row
    start: int
    minutes: int
    model: DialogueModel | None = None
    """The dialogue model that the row comes from."""
    late: int = 0
    """Minutes by which the rows before it run over its locked start."""
    free: int = 0
    """Minutes between the end of the row before it and its locked start."""

    @property
    def end(self) -> int:
        """Give the minute at which it is over."""
        return self.start + self.minutes

    @property
    def told(self) -> int | None:
        """Give its minutes as readers see them; None where the author gave none."""
        return None if self.row.min is None else self.minutes


@dataclass(frozen=True, slots=True)
class Schedule:
    """Blocks in order, in minutes."""

    blocks: tuple[TimedRow, ...]
    start: int = 0

    @property
    def end(self) -> int:
        """Give the minute at which all is over."""
        return self.blocks[-1].end if self.blocks else self.start

    @property
    def minutes(self) -> int:
        """Give the whole length."""
        return self.end - self.start

    @property
    def shortest(self) -> int:
        """Give the length when every block is shortened as far as it may be."""
        return sum(
            block.minutes if block.row.shorten_to is None else block.row.shorten_to for block in self.blocks
        )

    @property
    def totals(self) -> tuple[tuple[str, int], ...]:
        """Name what is worth telling of the times, in minutes: total, shortest, breaks, stretch."""
        if not self.blocks:
            return ()
        can_be_shorter = self.shortest < sum(block.minutes for block in self.blocks)
        pauses = sum(block.minutes for block in self.breaks)
        told = (
            ("total", self.minutes),
            ("shortest", self.shortest if can_be_shorter else 0),
            ("breaks", pauses),
            ("stretch", self.longest_stretch),
        )
        return tuple((name, minutes) for name, minutes in told if minutes)

    @property
    def breaks(self) -> tuple[TimedRow, ...]:
        """Give the blocks in which people rest."""
        return tuple(block for block in self.blocks if block.row.mode == "break")

    @property
    def longest_stretch(self) -> int:
        """Give the longest time without a break or a gap."""
        longest, begun = 0, self.start
        for block in self.blocks:
            if block.free:
                begun = block.start
            longest = max(longest, (block.start if block.row.mode == "break" else block.end) - begun)
            if block.row.mode == "break":
                begun = block.end
        return longest


def run_sheet(model: DialogueModel) -> Schedule:
    """Compute the times of a dialogue model, from 0."""
    return timed(((row, model) for row in model.run_sheet or ()), 0)


def agenda(handbook: Handbook, session: Session) -> Schedule:
    """Compute the times of a session; a row that names a dialogue model is replaced by its rows."""
    start = session.start.hour * 60 + session.start.minute if session.start else 0
    first = next((row.at for row in session.agenda or () if row.at is not None), None)
    if session.start is None and first is not None:
        start = first
    rows: list[tuple[Row, DialogueModel | None]] = []
    for row in session.agenda or ():
        model = handbook.find(DialogueModel, row.model)
        if model is None or not model.run_sheet:
            rows.append((row, model))
            continue
        inner = model.run_sheet.items
        rows.append((replace(inner[0], at=row.at), model))
        rows += [(follower, model) for follower in inner[1:]]
    return timed(rows, start)


def timed(rows: Iterable[tuple[Row, DialogueModel | None]], start: int) -> Schedule:
    """Give rows their times from `start` on, each with its model; `assets/times.js` does so on pages."""
    blocks: list[TimedRow] = []
    now = start
    for row, model in rows:
        at = _after(row.at, now) if row.at is not None and blocks else row.at
        late = max(0, now - at) if at is not None else 0
        free = max(0, at - now) if at is not None and blocks else 0
        begin = at if at is not None and not late else now
        block = TimedRow(row, begin, row.min or 0, model, late, free)
        blocks.append(block)
        now = block.end
    return Schedule(tuple(blocks), blocks[0].start if blocks else start)


def shortened(rows: Iterable[Row], room: int) -> tuple[int, ...]:
    """Give the minutes of each row when all together may take `room` minutes, and none less than it may.

    Each gives in proportion to what it can lose. Where there is room enough nothing changes; where there
    is too little, each is as short as it may be, and all together are still longer than the room.
    """
    rows = tuple(rows)
    full = [row.min or 0 for row in rows]
    spare = [
        0 if row.shorten_to is None else max(0, minutes - row.shorten_to)
        for row, minutes in zip(rows, full, strict=True)
    ]
    excess = min(max(0, sum(full) - room), sum(spare))
    # Rounded on the way along the rows, so that what they lose adds up to the minute.
    due = [excess * passed // (sum(spare) or 1) for passed in accumulate(spare, initial=0)]
    return tuple(minutes - (to - so_far) for minutes, (so_far, to) in zip(full, pairwise(due), strict=True))


def _after(at: int, now: int) -> int:
    """Read a clock time far before now as one after midnight."""
    while at < now - _HALF_A_DAY:
        at += _DAY
    return at


@dataclass(frozen=True, slots=True)
class Material:
    """A thing to bring: how many, of what; `per` is person, group or empty."""

    text: str
    number: float | None = None
    per: str = ""
    again: bool = False
    """Whether it is still there afterwards, so that the next dialogue model needs no more of it."""

    def amount(self, people: int | None, groups: int | None) -> int | None:
        """Give how many are needed; None when the text gives no number or nobody says for how many."""
        if not self.per:
            return math.ceil(self.number) if self.number is not None else None
        of = people if self.per == "person" else groups
        return math.ceil((self.number if self.number is not None else 1) * of) if of is not None else None

    def rate(self, words: Phrases) -> str:
        """Write how many there are of it: `12`, `2 per person`, or nothing."""
        number = words.number(1 if self.number is None else self.number)
        if self.per:
            return f"{number} {words.t(f'per.{self.per}')}"
        return "" if self.number is None else number


def material(entry: Entry, phrases: Phrases) -> Material:
    """Read `2 pens × person (used again)`; text without a number is only text."""
    text, per, again = entry.text.strip(), "", False
    kept = _REMARK.search(text)
    if kept and kept["remark"].strip().casefold() in phrases.words("word.used-again"):
        text, again = text[: kept.start()].rstrip(), True
    match = _PER.match(text)
    if match:
        per = next(
            (
                whom
                for whom in ("person", "group")
                if match["per"].casefold() in phrases.words(f"word.{whom}")
            ),
            "",
        )
        text = match["what"] if per else text
    count = _COUNT.match(text)
    if count:
        return Material(count["what"], float(count["number"].replace(",", ".")), per, again)
    return Material(text, None, per, again)
