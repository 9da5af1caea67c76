"""What scripts of pages say, as attributes of the elements in which they find it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from ..phrases import Phrases

HAND: Mapping[str, str] = {
    "hand-how": "hand.how",
    "hand-large": "hand.large",
    "hand-disk": "hand.disk",
    "hand-address": "suggest.address",
    "hand-copy": "hand.copy",
    "hand-copied": "text.copied",
    "hand-file": "ticks.save",
    "hand-close": "hand.close",
    "hand-yes": "hand.yes",
    "hand-no": "hand.no",
    "hand-broken": "hand.broken",
    "hand-old": "hand.old",
}
"""Where the script finds each sentence on codes and addresses, and its word of the catalogue."""

GATHER: Mapping[str, str] = {
    "drop": "event.drop",
    "dropped": "gather.dropped",
    "removed": "ticks.removed",
    "undone": "ticks.back",
    "other": "gather.other",
    "twice": "gather.twice",
    "again": "gather.again",
    "taken": "gather.taken",
    "not-ours": "gather.not-ours",
    "kept": "event.kept",
    "not-kept": "event.not-kept",
    **HAND,
}
"""The same where sheets of several people are brought together."""

ASSESS: Mapping[str, str] = {
    "new": "ticks.any",
    "left": "assess.left",
    "early": "assess.early.number",
    "people": "assess.people",
    "earlier": "assess.earlier",
    "take": "assess.take",
    "hand": "decide.hand",
    "cleared": "ticks.cleared",
}
"""What the self-assessment says beside this."""


def attributes(words: Phrases, said: Mapping[str, str], **own: str) -> str:
    """Write sentences of the catalogue, and texts of the page's own, as attributes of the script's element.

    `said` has a name and a key of the catalogue each; a name of `own` has `-` where Python wants `_`.
    """
    texts = {name: words.t(key) for name, key in said.items()}
    texts |= {name.replace("_", "-"): text for name, text in own.items()}
    return "".join(f' data-cc-{name}="{escape(text)}"' for name, text in texts.items())
