"""Cards: dialogue models and success factors as a deck, four on a sheet, printed on both sides."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Literal

from ..facts.gathering import Scene, scenes
from ..handbook import Handbook
from ..kinds import (
    DialogueModel,
    Document,
    Entry,
    SuccessFactor,
    Text,
    capitalised,
    front_fields,
    label,
    name_of,
    plural_of,
    shapes,
)
from ..phrases import phrases
from ..problems import Place
from .gathering import height_of
from .sheet import MILLIMETRES, Frame, Sheet, frame
from .text_metrics import POINT, lines, shares
from .texts import LabelledText, field_of, revision, text_of
from .writer import facts, printed, writer

PER_SHEET = 4
WANTED, SMALLEST = 12.5, 9.0
"""Type sizes of a card in points."""

MARGIN = 8.5
"""Millimetres of a card that stay white on each side: no printer reaches the edge, no knife is exact."""

STRIP = {"front": 19.0, "back": 7.0}
"""Millimetres at the foot of each side: imprint and QR code, or the number."""

HALF_LINE = SMALLEST * 1.25 * POINT / 2
"""Half a line in millimetres: the room above a bullet or a row."""

ABOVE_DRAWING = 3.0
"""Millimetres above a drawing."""

MINUTES = 13.0
"""Millimetres of a row that the minutes take."""

MOST_FACTS, MOST_LISTS = 4, 3
"""Facts and lists on the card of a document of any kind."""

Side = Literal["front", "back"]
SIDES: tuple[Side, ...] = ("front", "back")


@dataclass(frozen=True, slots=True)
class Kept:
    """Texts that have room on a card, and how many more its page holds."""

    texts: tuple[Text, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class ListOnCard:
    """A list under its label."""

    label: str
    texts: tuple[Text, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RowOnCard:
    """A step of a dialogue model with its minutes."""

    min: int | None
    step: Text
    is_break: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SideOfCard:
    """What stands on one side of a card."""

    purpose: str | Text = ""
    scenes: tuple[Scene, ...] = ()
    """How people come together, which is drawn."""
    facts: tuple[LabelledText, ...] = ()
    counts: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    """How one works with the cards that are in the deck."""
    lists: tuple[ListOnCard, ...] = ()
    rows: tuple[RowOnCard, ...] = ()
    more: int = 0
    """How many more rows the page holds."""
    sum: int = 0
    """Minutes of all rows."""


@dataclass(frozen=True, slots=True)
class Card:
    """One card, both sides."""

    id: str
    kind: Literal["deck", "model", "factor", "any"]
    document: Document | None
    title: str
    front: SideOfCard
    back: SideOfCard = SideOfCard()
    kicker: str = ""
    """What it is a card of."""


@dataclass(frozen=True, slots=True)
class CardOnPage:
    """One side of a card at its place, with what stands at its foot."""

    id: str
    kind: str
    number: int
    x: float
    y: float
    own: Frame
    text: SideOfCard
    kicker: str


@dataclass(frozen=True, slots=True)
class PageOfCards:
    """The fronts or the backs of up to four cards."""

    side: Side
    cards: tuple[CardOnPage, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """What the deck is filled with; width and height of a card in millimetres."""

    pages: tuple[PageOfCards, ...]
    total: int
    width: float
    height: float
    margin: float = MARGIN
    strip: Mapping[str, float] = field(default_factory=lambda: STRIP)
    minutes: float = MINUTES


def deck(handbook: Handbook) -> tuple[Card, ...]:
    """Give the cards in order: what the deck is, dialogue models, success factors."""
    models = handbook.published(DialogueModel)
    factors = handbook.published(SuccessFactor)
    others = tuple(
        document for document in handbook.documents if document.publish and "card" in document.prints
    )
    if not models and not factors and not others:
        return ()
    return (
        _first(handbook, len(models), len(factors), others),
        *(_model(handbook, model) for model in models),
        *(_factor(handbook, factor) for factor in factors),
        *(_any(handbook, other) for other in others),
    )


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the deck, when there is a card."""
    cards = deck(handbook)
    return (sheet(handbook, cards),) if cards else ()


def sheet(handbook: Handbook, cards: Sequence[Card]) -> Sheet:
    """Give the deck as pages: front, back, front, back."""
    words = phrases(handbook.language)
    width, height = MILLIMETRES[handbook.identity.paper, "a4"]
    numbered = tuple(enumerate(cards, 1))
    whole = revision(handbook, cards, *(card.document for card in cards if card.document))
    pages = tuple(
        PageOfCards(
            side,
            tuple(
                _on_page(handbook, card, side, number, _corner(at, side, width, height), whole)
                for at, (number, card) in enumerate(numbered[first : first + PER_SHEET])
            ),
        )
        for first in range(0, len(cards), PER_SHEET)
        for side in SIDES
    )
    title = words.t("poster.cards.title")
    data = Deck(pages, len(cards), width / 2, height / 2)
    return Sheet(
        path="print/cards.pdf",
        kind="cards",
        template="cards",
        title=title,
        subject="print",
        pages=len(pages),
        wanted=WANTED,
        smallest=SMALLEST,
        frame=replace(frame(handbook, title, None, handbook.addresses.page("print"), whole), logo=""),
        data=data,
        places={"": Place(handbook.process), **dict(_places(cards))},
        names={"": title, **{f"{card.id}-{side}": card.title for card in cards for side in STRIP}},
    )


def kept(texts: Sequence[Text], width: float, half_lines: int) -> Kept:
    """Keep the first texts that fit into so many half lines; the rest is counted."""
    needs = [2 * lines(text.markdown, width, SMALLEST) + 1 for text in texts]
    if sum(needs) <= half_lines:
        return Kept(tuple(texts))
    left, number = half_lines - 3, 0
    while number < len(texts) and needs[number] <= left:
        left -= needs[number]
        number += 1
    return Kept(tuple(texts[:number]), len(texts) - number)


def _room(handbook: Handbook, side: Side) -> tuple[float, int]:
    """Give the width of the text on a side in millimetres, and its height in half lines."""
    width, height = MILLIMETRES[handbook.identity.paper, "a4"]
    return width / 2 - 2 * MARGIN, int((height / 2 - 2 * MARGIN - STRIP[side]) / HALF_LINE)


def _first(handbook: Handbook, models: int, factors: int, others: Sequence[Document]) -> Card:
    """Give the card that says what the deck is and how it is printed."""
    words = phrases(handbook.language)
    counts = tuple(
        words.n(f"poster.cards.{name}", number)
        for name, number in (("models", models), ("factors", factors))
        if number
    )
    uses = tuple(
        words.t(f"poster.cards.use.{name}")
        for name, number in (("choose", models), ("factors", factors))
        if number
    )
    numbers = Counter(type(other) for other in others)
    named = (
        f"{words.number(number)} {plural_of(kind, words) if number > 1 else name_of(kind, words)}"
        for kind, number in numbers.items()
    )
    front = SideOfCard(purpose=words.t("poster.cards.purpose"), counts=(*counts, *named))
    return Card("deck", "deck", None, words.t("poster.cards.title"), front, SideOfCard(uses=uses))


def _model(handbook: Handbook, model: DialogueModel) -> Card:
    """Give the card of a dialogue model: when to use it on the front, steps with minutes on the back."""
    words = phrases(handbook.language)
    width, _ = _room(handbook, "front")
    when = _texts(handbook, model.use_when)
    together = scenes(model)
    drawing = height_of(together, width) + ABOVE_DRAWING if together else 0
    room = max(0, _below_head(handbook, model) - ceil(drawing / HALF_LINE))
    front = SideOfCard(
        purpose=field_of(model, "purpose"),
        scenes=together,
        facts=facts(handbook, model, "people", "minutes"),
        lists=(_list(words.t("field.use_when"), kept(when, width - 4, room)),) if when else (),
    )
    kicker = words.t("label.model")
    if model.is_backstage:
        kicker = f"{kicker} · {words.t('lane.backstage')}"
    return Card(f"model-{model.id}", "model", model, model.title, front, _steps(handbook, model), kicker)


def _steps(handbook: Handbook, model: DialogueModel) -> SideOfCard:
    width, height = _room(handbook, "back")
    rows = tuple(model.run_sheet or ())
    write = writer(handbook)
    found = kept([write(Text(row.step, row.place)) for row in rows], width - MINUTES - 2, height - 10)
    shown = (
        RowOnCard(row.min, text, row.mode == "break") for row, text in zip(rows, found.texts, strict=False)
    )
    return SideOfCard(rows=tuple(shown), more=found.more, sum=model.minutes)


def _factor(handbook: Handbook, factor: SuccessFactor) -> Card:
    """Give the card of a success factor: what serves it on the front, signs and statements on the back."""
    known = facts(handbook, factor, "group", "serving_phases", "serving_models")
    front = SideOfCard(purpose=field_of(factor, "purpose"), facts=known)
    words = phrases(handbook.language)
    back = SideOfCard(
        lists=_lists(
            handbook,
            (words.t("field.signs"), factor.signs),
            (words.t("poster.cards.statements"), factor.statements),
        )
    )
    kicker = words.t("label.factor")
    return Card(f"factor-{factor.id}", "factor", factor, factor.title, front, back, kicker)


def _any(handbook: Handbook, document: Document) -> Card:
    """Give the card of a document of any kind: its first facts on the front, its first lists on the back."""
    kind, words = type(document), phrases(handbook.language)
    names = [name for name in front_fields(kind) if name not in front_fields(Document)][:MOST_FACTS]
    front = SideOfCard(
        purpose=field_of(document, "purpose"), facts=facts(handbook, document, *names) if names else ()
    )
    lists = [name for name, shape in shapes(kind).items() if shape in ("list", "tasks")]
    filled = [
        (label(kind, name, words), getattr(document, name)) for name in lists if getattr(document, name)
    ]
    back = SideOfCard(lists=_lists(handbook, *filled[:MOST_LISTS]))
    kicker = capitalised(name_of(kind, words))
    return Card(f"{document.folder}-{document.id}", "any", document, document.title, front, back, kicker)


def _lists(handbook: Handbook, *labelled: tuple[str, Iterable[Entry] | None]) -> tuple[ListOnCard, ...]:
    """Give lists for a back; each gets a share of the room, and what has none is counted."""
    width, height = _room(handbook, "back")
    both = [(name, _texts(handbook, listing)) for name, listing in labelled]
    wants = [sum(2 * lines(text.markdown, width - 5, SMALLEST) + 1 for text in texts) for _, texts in both]
    heights = shares(wants, height - 9 * len(both), (1,) * len(both))
    return tuple(
        _list(name, kept(texts, width - 5, half_lines))
        for (name, texts), half_lines in zip(both, heights, strict=True)
        if texts
    )


def _below_head(handbook: Handbook, document: Document) -> int:
    """Give the half lines that title, purpose and facts leave on a front."""
    width, height = _room(handbook, "front")
    title = 5 * lines(document.title, width, SMALLEST * 2)
    return height - title - 2 * lines(document.purpose, width, SMALLEST * 1.15) - 14


def _texts(handbook: Handbook, listing: Iterable[Entry] | None) -> tuple[Text, ...]:
    """Give the entries of a list as they are printed: what fits is measured on that."""
    return printed(handbook, tuple(map(text_of, listing or ())))


def _list(label: str, found: Kept) -> ListOnCard:
    return ListOnCard(label, found.texts, found.more)


def _corner(at: int, side: Side, width: float, height: float) -> tuple[float, float]:
    """Give the left upper corner of a card in millimetres; the columns of a back are mirrored.

    So a back lies behind its front when the sheet is turned on its long edge.
    """
    column = at % 2 if side == "front" else 1 - at % 2
    return round(column * width / 2, 3), round(at // 2 * height / 2, 3)


def _on_page(
    handbook: Handbook,
    card: Card,
    side: Side,
    number: int,
    corner: tuple[float, float],
    whole: dt.date | None,
) -> CardOnPage:
    """Give a side of a card at its place; the first card is as old as the whole deck."""
    text = printed(handbook, card.front if side == "front" else card.back)
    day = revision(handbook, text, card.document) if card.document else whole
    page = "" if card.document else handbook.addresses.page("print")
    own = replace(frame(handbook, card.title, card.document, page, day), logo="")
    return CardOnPage(card.id, card.kind, number, *corner, own, text, card.kicker)


def _places(cards: Iterable[Card]) -> Iterator[tuple[str, Place]]:
    for card in cards:
        if card.document is not None:
            back = {"model": "run_sheet", "factor": "signs"}.get(card.kind, "")
            yield f"{card.id}-front", card.document.where("purpose")
            yield f"{card.id}-back", card.document.where(back)
