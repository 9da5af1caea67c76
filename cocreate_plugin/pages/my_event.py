"""My event: blocks of dialogue models, breaks and talks with clock times, kept in the browser."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .. import prose
from ..facts.checklists import checklists
from ..facts.schedule import material
from ..kinds import A3, DialogueModel, Entry, Session
from .known import link_to_list
from .script_words import HAND, attributes
from .writer import PageWriter

SAID = {
    "kept": "event.kept",
    "not-kept": "event.not-kept",
    "up": "event.up",
    "down": "event.down",
    "drop": "event.drop",
    "locked": "event.locked",
    "new-block": "event.new-block",
    "over": "event.over",
    "left": "event.left",
    "late": "event.late",
    "long": "event.long",
    "room": "event.room",
    "room-over": "event.room-over",
    "next": "event.next",
    "behind": "event.behind",
    "ahead": "event.ahead",
    "in-time": "event.in-time",
    "begin": "event.begin",
    "on": "event.on",
    "finish": "event.finish",
    "again": "event.again",
    "ended": "event.ended",
    "back": "event.back",
    "rest-shorter": "event.rest-shorter",
    "leave": "event.leave",
    "offline": "event.offline",
    "not-offline": "event.not-offline",
    "brought": "event.brought",
    "replace": "event.replace",
    "rest": "mode.break",
    "starts": "times.starts",
    "min": "run.minutes",
    "step": "times.step",
    "shorten": "times.shorten",
    "real": "run.real",
    "materials": "field.materials",
    "many": "label.how-many",
    "read-on": "pack.read-on",
    "hand": "hand.over",
    **HAND,
}
"""Where the script finds each sentence, and its word of the catalogue."""


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


@dataclass(frozen=True, slots=True)
class ToHave:
    """A list or a sheet that an event needs: always, or for some dialogue models."""

    link: str
    models: str = ""
    """Ids of dialogue models, with spaces between them."""
    days: int | None = None
    """How many working days before the event it is read."""


def my_event(writer: PageWriter) -> dict[str, Any]:
    """Give the dialogue models that an event can be made of, and what the script has to say."""
    models = [_model(writer, model) for model in writer.site.of(DialogueModel) if model.run_sheet]
    return {
        "models": models,
        "lists": tuple(_lists(writer, [each.model for each in models])),
        "a3": tuple(_a3(writer, [each.model for each in models])),
        "words": attributes(writer.words, SAID),
    }


def _lists(writer: PageWriter, models: Sequence[DialogueModel]) -> Iterator[ToHave]:
    """Give the lists that are read some days before any event, then what each model asks to be prepared."""
    known = [view for view in checklists(writer.site.handbook) if view.document.publish]
    general = [view for view in known if view.working_days_before]
    for view in sorted(general, key=lambda view: -(view.working_days_before or 0)):
        yield ToHave(link_to_list(writer, view), days=view.working_days_before)
    prepared = {f"prepare-{model.id}": model.id for model in models}
    for view in known:
        if view.id in prepared:
            yield ToHave(link_to_list(writer, view), prepared[view.id])


def _a3(writer: PageWriter, models: Sequence[DialogueModel]) -> Iterator[ToHave]:
    """Give the templates that models use."""
    for template in writer.site.of(A3):
        using = [model.id for model in models if {template.id, template.ref} & {*model.a3}]
        if template.is_template and using:
            yield ToHave(writer.link(template), " ".join(using))


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
