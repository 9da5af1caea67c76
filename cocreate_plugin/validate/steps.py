"""Steps of a phase: a heading each, and bullets that begin with a lane."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ..kinds import LANES, Lane, LaneName, Listing, Step, Subheading, Text
from ..phrases import Phrases
from ..problems import Place
from ..sources import Block, Bullet, Bullets, Heading, Paragraphs, Section
from .items import entry, say_joined
from .labels import essence, heading_like, lone_lines
from .meant import meaning, suggestion
from .reader import Reader, around, wrong_shape

_LANE = re.compile(
    r"^\s*+(?P<bold>\*\*|__)?\s*+(?P<name>[^:*_]{1,40}?)\s*+(?:(?:\*\*|__)\s*+:|:\s*+(?:\*\*|__)|:)\s*+(?P<text>.*)$",
    re.S,
)


def steps_of(section: Section, reader: Reader, name: str) -> Listing[Step] | None:
    """Read the steps of a section; None when there is none."""
    steps: list[Step | Text | Subheading] = []
    current: Step | None = None
    above: LaneName | None = None
    blocks = tuple(_with_headings(section, reader))
    level = min((block.level for block in blocks if isinstance(block, Heading)), default=3)
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == level:
            current, above = Step(block.text, block.place, id=block.id), None
            steps.append(current)
        elif lane := _lane_above(block, blocks[number + 1 :], reader):
            above = lane
        elif current is None:
            if isinstance(block, Bullets):
                wrong_shape(reader, name, block.place)
            else:
                steps.append(around(block))
        elif isinstance(block, Bullets):
            for bullet in block.items:
                say_joined(bullet, reader, begins=lambda line: lane_begun(line, reader.phrases))
            lanes = tuple(lane for bullet in block.items for lane in _lanes(bullet, reader, above))
            above = None
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


def _with_headings(section: Section, reader: Reader) -> Iterator[Block]:
    """Give the blocks of the steps; a bold line above lanes is said to be no heading, and read as one."""
    is_over = True
    for block, after in pairwise((*section.blocks, None)):
        found = _bold_line(block, after, reader) if isinstance(block, Paragraphs) and is_over else None
        if found and isinstance(block, Paragraphs):
            title, place = found
            reader.say("not-a-step", place, line=f"**{title}**", correction=f"### {title.rstrip(':')}")
            at = place.line - block.place.line
            lines = block.markdown.split("\n")
            before, below = "\n".join(lines[:at]).rstrip(), "\n".join(lines[at + 1 :]).strip("\n")
            yield from (Paragraphs(before, block.place),) if before else ()
            yield Heading(3, title, "", place)
            yield from (Paragraphs(below, Place(place.path, place.line + 2)),) if below else ()
        elif block is not None:
            yield block
        is_over = isinstance(block, Bullets) or (is_over and not isinstance(block, Heading) and not found)


def _bold_line(block: Paragraphs, after: Block | None, reader: Reader) -> tuple[str, Place] | None:
    """Give the last line of some paragraphs that looks like a heading, if lanes follow and it names none."""
    begun = isinstance(after, Bullets) and any(lane_begun(each.text, reader.phrases) for each in after.items)
    titles = [(title, place) for line, place in lone_lines(block) if (title := heading_like(line))]
    return titles[-1] if begun and titles and not _lane_meant(titles[-1][0], reader) else None


def _lane_meant(title: str, reader: Reader) -> LaneName | None:
    named = essence(title)
    return lane_of(named, reader.phrases) or next(
        (each for each in LANES if each == meaning(named, LANES, "lane")), None
    )


def _lane_above(block: Block, after: Sequence[Block], reader: Reader) -> LaneName | None:
    """Give the lane that a heading or a bold line above a list names, and say that it is none."""
    title = heading_like(block.markdown) if isinstance(block, Paragraphs) else None
    title = block.text if isinstance(block, Heading) else title
    lane = _lane_meant(title, reader) if title else None
    if lane is None or not after or not isinstance(after[0], Bullets):
        return None
    line = "#" * block.level + f" {block.text}" if isinstance(block, Heading) else str(title)
    first = after[0].items[0].text.split("\n")[0]
    correction = f"- {reader.phrases.t(f'lane.{lane}')}: {first}"
    reader.say("lane-apart", block.place, line=line, correction=correction)
    return lane


def _lanes(bullet: Bullet, reader: Reader, above: LaneName | None = None) -> Iterator[Lane]:
    match = _LANE.match(bullet.text)
    if above and not (match and lane_of(match["name"], reader.phrases)):
        yield Lane(above, entry(bullet, reader))
        return
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
