"""My event: blocks of dialogue models, breaks and talks with clock times, kept in the browser."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from html import escape
from typing import Any

from .. import prose
from ..facts.schedule import material
from ..kinds import DialogueModel, Entry, Session
from .hand_over import HAND, attributes
from .writer import PageWriter

WORDS = (
    *("kept", "not-kept", "up", "down", "drop", "locked", "new-block", "over", "left", "late", "long"),
    *(
        "room",
        "room-over",
        "next",
        "behind",
        "ahead",
        "in-time",
        "begin",
        "on",
        "finish",
        "again",
    ),
    *("ended", "back", "rest-shorter", "leave", "offline", "not-offline", "brought", "replace"),
)
"""What the page's script says, by its word of the catalogue."""


@dataclass(frozen=True, slots=True)
class ModelToAdd:
    """A dialogue model that can be a block of an event."""

    model: DialogueModel
    rows: str
    """Minutes of each row, how few it may have, and its mode: `10/5/understand,15//break`."""
    steps: str
    """What each row is, as plain text, `¦` between them."""
    things: str
    """Materials: `number¦person¦how many in words¦what`, with `‖` between them."""
    path: str
    """The way to its file from that of a session."""


def my_event(writer: PageWriter) -> dict[str, Any]:
    """Give the dialogue models that an event can be made of, and what the script has to say."""
    words = writer.words
    said = {name: words.t(f"event.{name}") for name in WORDS}
    said |= {"rest": words.t("mode.break"), "starts": words.t("times.starts"), "min": words.t("run.minutes")}
    said |= {"step": words.t("times.step"), "shorten": words.t("times.shorten"), "real": words.t("run.real")}
    said |= {"materials": words.t("field.materials"), "many": words.t("label.how-many")}
    written = "".join(f' data-cc-{name}="{escape(text)}"' for name, text in said.items())
    models = [_model(writer, model) for model in writer.site.of(DialogueModel) if model.run_sheet]
    return {"models": models, "words": written + attributes(words, {"hand": "hand.over", **HAND})}


def _model(writer: PageWriter, model: DialogueModel) -> ModelToAdd:
    rows = tuple(model.run_sheet or ())
    sessions = f"{writer.site.handbook.process}/{Session.folder}"
    return ModelToAdd(
        model=model,
        rows=",".join(
            "/".join("" if part is None else str(part) for part in (row.min, row.shorten_to, row.mode))
            for row in rows
        ),
        steps=" ¦ ".join(prose.plain(row.step).replace("¦", "|") for row in rows),
        things="‖".join(_thing(writer, entry) for entry in model.materials or ()),
        path=posixpath.relpath(model.path, sessions),
    )


def _thing(writer: PageWriter, entry: Entry) -> str:
    one = material(entry, writer.words)
    number = 1 if one.number is None and one.per else one.number
    text = prose.plain(one.text).replace("¦", "|").replace("‖", "|")
    told = ("" if number is None else f"{number:g}", one.per, one.rate(writer.words), text)
    return "¦".join((*told, "again") if one.again else told)
