"""Steps of a phase: a heading each, and bullets that begin with a lane."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..kinds import LANES, Lane, LaneName, Listing, Step, Subheading, Text
from ..phrases import Phrases
from ..sources import Bullet, Bullets, Heading, Section
from .items import entry
from .meant import suggestion
from .reader import Reader, around, wrong_shape

_LANE = re.compile(
    r"^\s*+(?P<bold>\*\*|__)?+\s*+(?P<name>[^:*_]{1,40}?)\s*+(?:(?:\*\*|__)\s*+:|:\s*+(?:\*\*|__)|:)\s*+(?P<text>.*)$",
    re.S,
)


def steps_of(section: Section, reader: Reader, name: str) -> Listing[Step] | None:
    """Read the steps of a section; None when there is none."""
    steps: list[Step | Text | Subheading] = []
    current: Step | None = None
    for block in section.blocks:
        if isinstance(block, Heading) and block.level == 3:
            current = Step(block.text, block.place, id=block.id)
            steps.append(current)
        elif current is None:
            if isinstance(block, Bullets):
                wrong_shape(reader, name, block.place)
            else:
                steps.append(around(block))
        elif isinstance(block, Bullets):
            lanes = tuple(lane for bullet in block.items for lane in _lanes(bullet, reader))
            current = steps[-1] = replace(current, lanes=current.lanes + lanes)
        else:
            text = around(block)
            before = current.explanation
            words = text.markdown if isinstance(text, Text) else f"**{text.text}**"
            joined = Text(
                f"{before.markdown}\n\n{words}" if before else words, before.place if before else text.place
            )
            current = steps[-1] = replace(current, explanation=joined)
    if not any(isinstance(step, Step) for step in steps):
        if not any(isinstance(block, Bullets) for block in section.blocks):
            wrong_shape(reader, name, section.place)
        return None
    return Listing(tuple(steps), section.start)


def _lanes(bullet: Bullet, reader: Reader) -> Iterator[Lane]:
    match = _LANE.match(bullet.text)
    lane = lane_of(match["name"], reader.phrases) if match else None
    if match is None or lane is None:
        word = match["name"] if match else bullet.text.split("\n")[0][:40]
        near = suggestion(word, LANES, "lane")
        lane = next((each for each in LANES if each == near), None)
        reader.say(
            "unknown-lane",
            bullet.place,
            word=word.strip(),
            lane=LANES,
            suggestion=reader.phrases.t(f"lane.{lane}") if lane else None,
        )
    if match is None or lane is None:
        return
    # What is nested is one more entry of the lane; what is not a list stays with the first.
    text, more = match["text"].strip(), bullet.notes if bullet.nested else bullet.more
    if text or more:
        first = replace(bullet, text=text or more, more=more if text else "")
        yield Lane(lane, entry(first, reader))
    for each in bullet.nested:
        yield Lane(lane, entry(each, reader))


def lane_begun(text: str, phrases: Phrases) -> LaneName | None:
    """Give the lane that the text of a bullet begins with."""
    match = _LANE.match(text)
    return lane_of(match["name"], phrases) if match else None


def lane_of(word: str, phrases: Phrases) -> LaneName | None:
    """Give the lane that a word names, in English or in the words' language."""
    wanted = " ".join(word.split()).casefold()
    return next((lane for lane in LANES if wanted in phrases.words(f"lane.{lane}")), None)
