"""Cards: dialogue models and success factors as a deck, four on a sheet, printed on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from ..handbook import Handbook
from ..kinds import DialogueModel, Document, Entry, SuccessFactor
from ..phrases import phrases
from ..problems import Place
from .footnotes import notes
from .sheet import MILLIMETRES, Sheet, frame
from .text_metrics import POINT, lines, shares
from .writer import facts, paper

PER_SHEET = 4
WANTED, SMALLEST = 12.5, 9.0
"""Type sizes of a card in points."""

MARGIN = 8.5
"""Millimetres of a card that stay white on each side: no printer reaches the edge, no knife is exact."""

STRIP = {"front": 19.0, "back": 7.0}
"""Millimetres at the foot of each side: imprint and QR code, or the number."""

HALF_LINE = SMALLEST * 1.25 * POINT / 2
"""Half a line in millimetres: the room above a bullet or a row."""

MINUTES = 13.0
"""Millimetres of a row that the minutes take."""

Side = Literal["front", "back"]


@dataclass(frozen=True, slots=True)
class Kept:
    """Texts that have room on a card, and how many more its page holds."""

    texts: tuple[Any, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One card, both sides."""

    id: str
    kind: Literal["deck", "model", "factor"]
    title: str
    document: Document | None
    front: dict[str, Any]
    back: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a card lies on a page: millimetres from the top left corner."""

    card: Card
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet of paper: its front, and its back as it lies after a turn on the long edge."""

    front: tuple[Spot, ...]
    back: tuple[Spot, ...]


def leaves(cards: Iterable[Card], width: float, height: float) -> tuple[Leaf, ...]:
    """Lay cards out on sheets of paper so wide and high: four on each, the columns of the back mirrored."""
    waiting, found = iter(cards), []
    while four := tuple(islice(waiting, PER_SHEET)):
        front = tuple(Spot(card, at % 2 * width / 2, at // 2 * height / 2) for at, card in enumerate(four))
        back = tuple(Spot(spot.card, width / 2 - spot.x, spot.y) for spot in front)
        found.append(Leaf(front, back))
    return tuple(found)


def deck(handbook: Handbook) -> tuple[Card, ...]:
    """Give the cards in order: what the deck is, dialogue models, success factors."""
    models = tuple(each for each in handbook.dialogue_models if each.publish)
    factors = tuple(each for each in handbook.success_factors if each.publish)
    if not models and not factors:
        return ()
    return (
        _first(handbook, len(models), len(factors)),
        *(_model(handbook, each) for each in models),
        *(_factor(handbook, each) for each in factors),
    )


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give the deck, when there is a card."""
    cards = deck(handbook)
    return (sheet(handbook, cards),) if cards else ()


def sheet(handbook: Handbook, cards: Sequence[Card]) -> Sheet:
    """Give the deck as pages: front, back, front, back."""
    words = phrases(handbook.language)
    width, height = MILLIMETRES[handbook.identity.paper, "a4"]
    laid = leaves(cards, width, height)
    numbers = {card.id: number for number, card in enumerate(cards, 1)}
    pages = [
        {"side": side, "cards": [_on_page(spot, side, numbers) for spot in spots]}
        for leaf in laid
        for side, spots in (("front", leaf.front), ("back", leaf.back))
    ]
    title = words.t("poster.cards.title")
    data = {
        "frame": frame(handbook, title, None, handbook.addresses.page("print")),
        "frames": {card.id: _frame(handbook, card) for card in cards},
        "pages": pages,
        "total": len(cards),
        "width": width / 2,
        "height": height / 2,
        "margin": MARGIN,
        "strip": STRIP,
        "minutes": MINUTES,
    }
    return Sheet(
        path="print/cards.pdf",
        kind="cards",
        template="cards",
        title=title,
        subject="print",
        pages=len(pages),
        wanted=WANTED,
        smallest=SMALLEST,
        data=data,
        places={"": Place(handbook.process), **dict(_places(cards))},
        names={"": title, **{f"{card.id}-{side}": card.title for card in cards for side in STRIP}},
    )


def kept(texts: Sequence[str], width: float, half_lines: int) -> Kept:
    """Keep the first texts that fit into so many half lines; the rest is counted."""
    needs = [2 * lines(text, width, SMALLEST) + 1 for text in texts]
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


def _first(handbook: Handbook, models: int, factors: int) -> Card:
    """Give the card that says what the deck is and how it is printed."""
    words = phrases(handbook.language)
    counts = [
        words.n(f"poster.cards.{name}", number)
        for name, number in (("models", models), ("factors", factors))
        if number
    ]
    front = {"purpose": words.t("poster.cards.purpose"), "facts": [], "counts": counts}
    return Card("deck", "deck", words.t("poster.cards.title"), None, front, {})


def _model(handbook: Handbook, model: DialogueModel) -> Card:
    """Give the card of a dialogue model: when to use it on the front, steps with minutes on the back."""
    words = phrases(handbook.language)
    width, _ = _room(handbook, "front")
    when = _entries(handbook, model, model.use_when or ())
    front = {
        "purpose": paper(handbook, model.purpose, model.path),
        "facts": facts(handbook, model, "people", "minutes"),
        "lists": [
            _list(words.t("poster.cards.use-when"), kept(when, width - 4, _below_head(handbook, model)))
        ]
        if when
        else [],
    }
    return Card(
        f"model-{model.id}",
        "model",
        model.title,
        model,
        _noted(handbook, model, front),
        _steps(handbook, model),
    )


def _steps(handbook: Handbook, model: DialogueModel) -> dict[str, Any]:
    width, height = _room(handbook, "back")
    rows = tuple(model.run_sheet or ())
    texts = [paper(handbook, row.step, model.path) for row in rows]
    found = kept(texts, width - MINUTES - 2, height - 10)
    back = {
        "rows": [
            {"min": row.min, "step": text, "break": row.mode == "break"}
            for row, text in zip(rows, found.texts, strict=False)
        ],
        "more": found.more,
        "sum": model.minutes,
    }
    return _noted(handbook, model, back)


def _factor(handbook: Handbook, factor: SuccessFactor) -> Card:
    """Give the card of a success factor: what serves it on the front, signs and statements on the back."""
    front = {
        "purpose": paper(handbook, factor.purpose, factor.path),
        "facts": facts(handbook, factor, "group", "serving_phases", "serving_models"),
        "lists": [],
    }
    back = {"lists": _signs_and_statements(handbook, factor)}
    return Card(f"factor-{factor.id}", "factor", factor.title, factor, front, _noted(handbook, factor, back))


def _signs_and_statements(handbook: Handbook, factor: SuccessFactor) -> list[dict[str, Any]]:
    words = phrases(handbook.language)
    width, height = _room(handbook, "back")
    both = (
        (words.t("poster.cards.signs"), _entries(handbook, factor, factor.signs or ())),
        (words.t("poster.cards.statements"), _entries(handbook, factor, factor.statements or ())),
    )
    wants = [sum(2 * lines(text, width - 5, SMALLEST) + 1 for text in texts) for _, texts in both]
    given = shares(wants, height - 18, (1, 1))
    return [
        _list(label, kept(texts, width - 5, half_lines))
        for (label, texts), half_lines in zip(both, given, strict=True)
        if texts
    ]


def _below_head(handbook: Handbook, document: Document) -> int:
    """Give the half lines that title, purpose and facts leave on a front."""
    width, height = _room(handbook, "front")
    title = 5 * lines(document.title, width, SMALLEST * 2)
    return height - title - 2 * lines(document.purpose, width, SMALLEST * 1.15) - 14


def _entries(handbook: Handbook, document: Document, entries: Iterable[Entry]) -> list[str]:
    return [paper(handbook, entry.text, document.path) for entry in entries]


def _list(label: str, found: Kept) -> dict[str, Any]:
    return {"label": label, "texts": list(found.texts), "more": found.more}


def _noted(handbook: Handbook, document: Document, side: dict[str, Any]) -> dict[str, Any]:
    """Add the footnotes that a side uses."""
    return {
        **side,
        "definitions": paper(handbook, document.definitions, document.path),
        "notes": notes(handbook, document, *_texts(side)),
    }


def _texts(side: dict[str, Any]) -> Iterator[str]:
    for each in side.get("lists", ()):
        yield from each["texts"]
    yield from (row["step"] for row in side.get("rows", ()))
    if "purpose" in side:
        yield side["purpose"]


def _on_page(spot: Spot, side: str, numbers: dict[str, int]) -> dict[str, Any]:
    card = spot.card
    return {
        "id": card.id,
        "kind": card.kind,
        "title": card.title,
        "number": numbers[card.id],
        "x": round(spot.x, 3),
        "y": round(spot.y, 3),
        "text": card.front if side == "front" else card.back,
    }


def _frame(handbook: Handbook, card: Card) -> dict[str, Any]:
    """Give what stands on a card beside its text."""
    whole = frame(
        handbook, card.title, card.document, "" if card.document else handbook.addresses.page("print")
    )
    names = ("title", "handbook", "organisation", "edition", "licence", "revised", "address", "draft")
    return {name: whole[name] for name in names}


def _places(cards: Iterable[Card]) -> Iterator[tuple[str, Place]]:
    for card in cards:
        if card.document is not None:
            back = "run_sheet" if card.kind == "model" else "signs"
            yield f"{card.id}-front", card.document.where("purpose")
            yield f"{card.id}-back", card.document.where(back)
