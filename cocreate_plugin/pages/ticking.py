"""What the script of lists to tick has to say, in the language of the page."""

from __future__ import annotations

from ..phrases import Phrases
from .script_words import HAND, attributes

SAID = {
    "reset": "ticks.reset",
    "left": "ticks.left",
    "done": "ticks.done",
    "for": "ticks.for",
    "any": "ticks.any",
    "more": "ticks.more",
    "new": "ticks.new",
    "name": "ticks.name",
    "date": "field.date",
    "remove": "ticks.remove",
    "removed": "ticks.removed",
    "cleared": "ticks.cleared",
    "undo": "event.undo",
    "back": "ticks.back",
    "changed": "ticks.changed",
    "differ": "ticks.differ",
    "still": "ticks.still",
    "gone": "ticks.gone",
    "wordless": "ticks.wordless",
    "drop": "event.drop",
    "who": "checklist.initials",
    "me": "ticks.me",
    "note": "ticks.note",
    "not": "ticks.not",
    "not-because": "ticks.not-because",
    "ticked": "ticks.ticked",
    "unticked": "ticks.unticked",
    "also": "ticks.also",
    "two": "ticks.two",
    "take": "ticks.take",
    "leave": "ticks.leave",
    "settled": "ticks.settled",
    "save": "ticks.save",
    "open": "ticks.open",
    "merge": "ticks.merge",
    "merged": "ticks.merged",
    "not-ours": "ticks.not-ours",
    "print": "ticks.print",
    "kept": "event.kept",
    "not-kept": "event.not-kept",
    "hand": "hand.over",
    **HAND,
}
"""Where the script finds each sentence, and its word of the catalogue."""


def tick_words(words: Phrases) -> str:
    """Write the sentences as attributes of a list."""
    return attributes(words, SAID)
