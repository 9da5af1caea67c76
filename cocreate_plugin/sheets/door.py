"""At the door of an event: a sign-in list with consent to each use, and cards for names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..facts.event import Event
from ..facts.guests import Guest, expected, guests, uses
from ..handbook import Handbook
from ..kinds import Session, Text
from ..phrases import phrases
from .sheet import MILLIMETRES, Sheet, sheet_of
from .texts import LabelledText
from .writer import facts

UNKNOWN = 24
"""Rows of a list where nobody says how many come."""

MOST = 120
"""Rows of one list; for more people it is printed several times, one for each table at the door."""

LONG = 22
"""Letters of a name that stand on a card in large type; a longer one is set smaller."""

ACROSS, DOWN = 2, 4
"""Cards on a page."""

LEFT, TOP, FOOT = 12.0, 11.0, 31.0
"""Millimetres beside the cards, above them, and below them for the foot of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInList:
    """What a sign-in list is filled with."""

    facts: tuple[LabelledText, ...]
    uses: tuple[Text, ...]
    """What people agree to, each a column; without any there is one for all that they were told."""
    rows: tuple[Guest, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of cards."""

    cards: tuple[Guest, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCards:
    """What pages of name cards are filled with; measures are millimetres."""

    event: str
    leaves: tuple[Leaf, ...]
    groups: bool
    """Whether people sit in groups, so that a card has room for one."""
    width: float
    height: float
    across: int = ACROSS
    down: int = DOWN
    long: int = LONG
    left: float = LEFT
    top: float = TOP


def sheets(handbook: Handbook) -> tuple[Sheet, ...]:
    """Give both for every session at which people sign in."""
    events = (Event(handbook, session) for session in handbook.of(Session) if session.sign_in)
    return tuple(made for event in events for made in (sign_in_list(event), name_cards(event)))


def lists_needed(event: Event) -> int:
    """Give how many times the list is printed, so that it has a row for each person."""
    return -(-(expected(event.session) or 1) // MOST)


def pages_needed(event: Event) -> int:
    """Give how many times the pages of cards are printed; those with names once, a blank one for all."""
    return 1 if event.session.names else -(-(expected(event.session) or 1) // (ACROSS * DOWN))


def sign_in_list(event: Event) -> Sheet:
    """Give a row for each person who is expected, with room to sign."""
    handbook, session = event.handbook, event.session
    named = guests(session)
    count = min(expected(session) or UNKNOWN, MOST)
    data = SignInList(
        facts=facts(handbook, session, "date", "start", "place"),
        uses=uses(handbook, session),
        rows=(*named, *(Guest() for _ in range(count - len(named)))),
    )
    return sheet_of(
        handbook,
        session,
        data,
        path=f"print/sessions/{session.id}-sign-in.pdf",
        kind="sign-in",
        landscape=True,
        wanted=10.5,
        smallest=9.5,
    )


def name_cards(event: Event) -> Sheet:
    """Give cards to cut out: with names where the session has them, else a page of cards to write on."""
    handbook, session = event.handbook, event.session
    on_page = ACROSS * DOWN
    named = guests(session) or (Guest(),) * on_page
    full = (*named, *(Guest() for _ in range(-len(named) % on_page)))
    width, height = MILLIMETRES[handbook.identity.paper, "a4"]
    data = NameCards(
        event=" · ".join(
            part
            for part in (phrases(handbook.language).date(session.date) if session.date else "", session.place)
            if part
        ),
        leaves=tuple(Leaf(full[at : at + on_page]) for at in range(0, len(full), on_page)),
        groups=bool(session.groups) or any(guest.group for guest in named),
        width=(width - 2 * LEFT) / ACROSS,
        height=(height - TOP - FOOT - 2) / DOWN,
    )
    made = sheet_of(
        handbook,
        session,
        data,
        path=f"print/sessions/{session.id}-name-cards.pdf",
        kind="name-cards",
        pages=len(data.leaves),
        wanted=11.0,
        smallest=9.0,
    )
    names = {
        f"{page}-{at}": guest.name
        for page, leaf in enumerate(data.leaves, 1)
        for at, guest in enumerate(leaf.cards, 1)
    }
    places = {box: session.where(f"names.{at}") for at, box in enumerate(names) if at < len(session.names)}
    return replace(made, names={**made.names, **names}, places={**made.places, **places})
