"""What each document of a handbook still lacks, the best next step first; nothing here is a mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from .. import prose
from ..handbook import Handbook
from ..kinds import (
    A3,
    KINDS,
    Choice,
    DialogueModel,
    Document,
    Phase,
    Role,
    Session,
    SuccessFactor,
    front_fields,
    references,
    shapes,
)
from ..kinds.texts import pieces
from ..problems import Fact
from ..prose.targets import local_target
from .asks import ASKS, BY_SHAPE, FIRST, FREE, LINE, OWN_FIELD, OWN_SECTION, USUAL, Ask
from .written import is_written

Answer = bool | Mapping[str, Fact] | None
"""Whether a document has what it is asked for; facts of what is missing; None: it is not asked."""

GROUNDED = (Phase, SuccessFactor, DialogueModel)
"""Kinds whose texts claim something, and so name what they rest on."""
MANY, MOST = 3, 2 / 3
"""So many documents of a kind, and this share of them, make a habit of what they have."""
NO_HABIT = frozenset("title purpose status formerly publish layout version coach tags".split())
"""Fields that say nothing of the others of a kind."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a document is asked for and does not have."""

    ask: Ask
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far one document has come."""

    document: Document | None
    """None: the handbook as a whole."""
    asked: int
    lacks: tuple[Lack, ...]
    """The best next step first."""
    named_by: int = 0
    """How many other documents name it."""

    @property
    def met(self) -> int:
        """Count what it has of what it is asked for."""
        return self.asked - len(self.lacks)


@dataclass(frozen=True, slots=True)
class KindCompleteness:
    """How far the documents of a kind have come together."""

    kind: type[Document] | None
    documents: int
    complete: int
    met: int
    asked: int


def completeness(handbook: Handbook) -> tuple[Completeness, ...]:
    """Judge the handbook and each of its documents; first the one with the best next step of all.

    A step is the better the more depends on it, the more of it is printed and the less it costs; of two
    that are as good, the one that more depends on, then the one in the document that more others name.
    """
    usual, linked = _habits(handbook), _linked(handbook)
    judged = [_of_handbook(handbook)]
    judged += [_of(handbook, document, usual[_group(document)], linked) for document in handbook.documents]
    return tuple(sorted(judged, key=_order))


def by_kind(judged: Iterable[Completeness], kinds: Iterable[type[Document]]) -> tuple[KindCompleteness, ...]:
    """Add up what is judged: the handbook as a whole first, then each kind that has documents, in order."""
    every = tuple(judged)
    sums = []
    for kind in (None, *kinds):
        own = [state for state in every if _kind_of(state) == (kind and kind.kind)]
        if own:
            complete = sum(not state.lacks for state in own)
            met, asked = sum(state.met for state in own), sum(state.asked for state in own)
            sums.append(KindCompleteness(kind, len(own), complete, met, asked))
    return tuple(sums)


def _kind_of(state: Completeness) -> str | None:
    return state.document.kind if state.document else None


def _order(state: Completeness) -> tuple[int, ...]:
    return (*_worth(state.lacks[0]), -state.named_by) if state.lacks else (1,)


def _worth(lack: Lack) -> tuple[int, int]:
    return -lack.ask.rank, -lack.ask.others


def _judged(
    document: Document | None, answers: Iterable[tuple[Ask, Answer]], named_by: int = 0
) -> Completeness:
    asked = [(ask, answer) for ask, answer in answers if answer is not None]
    missing = [(ask, answer) for ask, answer in asked if answer is not True]
    lacks = [Lack(ask, answer if isinstance(answer, Mapping) else {}) for ask, answer in missing]
    best_first = sorted(lacks, key=_worth)
    return Completeness(document, len(asked), tuple(best_first), named_by)


def _of_handbook(handbook: Handbook) -> Completeness:
    has = {
        "site_url": bool(handbook.addresses.base or handbook.identity.site_url),
        "glossary": bool(handbook.glossary),
        "bibliography": bool(handbook.bibliography),
    }
    answers: list[tuple[Ask, Answer]] = [
        (ask, has.get(ask.name, bool(getattr(handbook.identity, ask.name, None)))) for ask in ASKS[""]
    ]
    kinds = [kind for kind in handbook.kinds if kind.kind in FIRST]
    answers += [(FIRST[kind.kind], bool(handbook.of(kind)) or {"kind": kind.kind}) for kind in kinds]
    return _judged(None, answers)


def _of(
    handbook: Handbook, document: Document, usual: tuple[str, ...], linked: frozenset[str]
) -> Completeness:
    asks = _asks_of(document)
    asks += tuple(Ask(name, *USUAL, LINE) for name in usual if name in front_fields(type(document)))
    answers: list[tuple[Ask, Answer]] = [(ask, _answer(handbook, document, ask, linked)) for ask in asks]
    own = {section.title.casefold() for section in document.free if section.text}
    titles = (name.removeprefix("## ") for name in usual if name.startswith("## "))
    answers += [(FREE, title.casefold() in own or {"heading": title}) for title in titles]
    links = handbook.back_links.get(document.ref, ())
    return _judged(document, _once(answers), len({link.source.ref for link in links}))


def _once(answers: Iterable[tuple[Ask, Answer]]) -> Iterator[tuple[Ask, Answer]]:
    """Leave out what is usual where a row of the table asks for it anyway."""
    seen: set[str] = set()
    for ask, answer in answers:
        if ask is FREE or ask.name not in seen:
            seen.add(ask.name)
            yield ask, answer


def _asks_of(document: Document) -> tuple[Ask, ...]:
    """Give what the table asks of a document's kind, and every heading and field that no row names."""
    kind = type(document)
    base = next((known for known in KINDS if isinstance(document, known)), Document)
    filled = isinstance(document, A3) and not document.is_template
    rows = (*ASKS.get("a3-filled" if filled else document.kind, ()), *ASKS["*"])
    named = {ask.name for ask in rows}
    sections = tuple(
        Ask(name, *OWN_SECTION, BY_SHAPE[shape]) for name, shape in shapes(kind).items() if name not in named
    )
    added = (name for name in front_fields(kind) if name not in (*front_fields(base), *named))
    return (*rows, *sections, *(Ask(name, *OWN_FIELD, LINE) for name in added))


def _answer(handbook: Handbook, document: Document, ask: Ask, linked: frozenset[str]) -> Answer:
    name = ask.name
    if ask.is_row and name == "used":
        elsewhere = len(handbook.documents) > 1
        return (document.ref in handbook.back_links or document.path in linked) if elsewhere else None
    if ask.is_row and name in _WORKED_OUT:
        return _WORKED_OUT[name](handbook, document)
    targets = references(type(document)).get(name)
    if targets and not any(handbook.of(handbook.kind(kind)) for kind in targets.kinds):
        return None  # there is nothing to name yet
    return is_written(getattr(document, name))


def _prepared(handbook: Handbook, phase: Document) -> Answer:
    """Every step says what happens unseen; without steps there is nothing to ask."""
    steps = tuple(getattr(phase, "steps", None) or ())
    bare = [step for step in steps if not any(is_written(entry.text) for entry in step.in_lane("backstage"))]
    if not is_written(getattr(phase, "steps", None)):
        return None
    return {"number": len(bare), "title": bare[0].title} if bare else True


def _doers(handbook: Handbook, phase: Document) -> Answer:
    """Everything unseen, and every item of the gate, names who does it."""
    if not isinstance(phase, Phase) or not handbook.of(Role):
        return None
    entries = [entry for step in phase.steps or () for entry in step.in_lane("backstage")]
    entries = [entry for entry in (*entries, *(phase.gate or ())) if is_written(entry.text)]
    nobody = [entry for entry in entries if not entry.who]
    if not entries:
        return None
    return {"number": len(nobody), "total": len(entries)} if nobody else True


def _named_by(handbook: Handbook, document: Document, kind: type[Document]) -> Answer:
    """Some document of a kind names it in the field that is there for it."""
    if not handbook.of(kind):
        return None
    links = handbook.back_links.get(document.ref, ())
    named = "success_factors" if isinstance(document, SuccessFactor) else "dialogue_models"
    return any(isinstance(link.source, kind) for link in links) or {"named": named}


def _acts(handbook: Handbook, role: Document) -> Answer:
    named = [link for link in handbook.back_links.get(role.ref, ()) if link.field != "not_with"]
    could_act = any(isinstance(document, Phase | DialogueModel) for document in handbook.documents)
    return bool(named) if could_act else None


def _minutes(handbook: Handbook, model: Document) -> Answer:
    rows = tuple(getattr(model, "run_sheet", None) or ())
    without = sum(row.min is None for row in rows)
    return None if not rows else {"number": without} if without else True


def _lead(handbook: Handbook, model: Document) -> Answer:
    rows = tuple(getattr(model, "run_sheet", None) or ())
    return any(row.lead or row.lead_text for row in rows) if rows else None


def _prompts(handbook: Handbook, sheet: Document) -> Answer:
    """Most boxes ask something; some may be left free to write in."""
    boxes = getattr(sheet, "boxes", ())
    empty = tuple(box.title for box in boxes if not is_written(box.text))
    return {"boxes": empty} if 2 * len(empty) > len(boxes) else True


def _boxes(handbook: Handbook, sheet: Document) -> Answer:
    """Every box of the template has something in it."""
    template = handbook.template_of(sheet) if isinstance(sheet, A3) else None
    if template is None or not isinstance(sheet, A3):
        return None
    filled = [box for box in sheet.boxes if is_written(box.text)]
    known = {word for box in filled for word in (box.id, box.title.casefold())}
    empty = tuple(box.title for box in template.boxes if not {box.id, box.title.casefold()} & known)
    return {"boxes": empty} if empty else True


def _agreed_by(handbook: Handbook, sheet: Document) -> Answer:
    is_agreed = isinstance(sheet, A3) and sheet.state in ("agreed", "closed")
    return bool(getattr(sheet, "agreed_by", ())) if is_agreed else None


def _when_scored(name: str) -> Callable[[Handbook, Document], Answer]:
    """Ask for what follows from scores only where there are some."""

    def answer(handbook: Handbook, choice: Document) -> Answer:
        scored = isinstance(choice, Choice) and choice.scores
        return is_written(getattr(choice, name)) if scored else None

    return answer


def _sources(handbook: Handbook, document: Document) -> Answer:
    """What claims something names a source, unless it says that it is a proposal of its own."""
    if not isinstance(document, GROUNDED) or document.basis == "proposal" or not handbook.bibliography:
        return None
    cited = any("[@" in piece.markdown and prose.citations(piece.markdown) for piece in pieces(document))
    return bool(document.sources) or cited


_WORKED_OUT: Mapping[str, Callable[[Handbook, Document], Answer]] = {
    "prepared": _prepared,
    "doers": _doers,
    "phases": lambda book, document: _named_by(book, document, Phase),
    "models": lambda book, document: _named_by(book, document, DialogueModel),
    "acts": _acts,
    "minutes": _minutes,
    "lead": _lead,
    "prompts": _prompts,
    "boxes": _boxes,
    "agreed_by": _agreed_by,
    "candidates": lambda _, choice: len(getattr(choice, "candidates", ())) > 1,
    "chosen": _when_scored("chosen"),
    "reasons": _when_scored("reasons"),
    "minority_view": _when_scored("minority_view"),
    "handouts": lambda _, session: isinstance(session, Session) and bool(session.a3 or session.checklists),
    "sources": _sources,
    "draft": lambda _, document: document.status != "draft",
}
"""Asks that are no fields, or that a field alone cannot answer."""


def _group(document: Document) -> tuple[str, bool]:
    return document.kind, isinstance(document, A3) and document.is_template


def _habits(handbook: Handbook) -> Mapping[tuple[str, bool], tuple[str, ...]]:
    """Name the fields (and `## headings` that are no fields) that most documents of a kind have."""
    habits: dict[tuple[str, bool], tuple[str, ...]] = {}
    for group, members in groupby(sorted(handbook.documents, key=_group), _group):
        documents = tuple(members)
        times: Counter[str] = Counter()
        for document in documents:
            times.update(_own(document))
        least = max(MANY, MOST * len(documents))
        habits[group] = tuple(name for name, number in times.items() if number >= least)
    return habits


def _own(document: Document) -> set[str]:
    """Name what a document has beyond what its kind is asked for: short fields, and headings of its own."""
    named = references(type(document))
    fields = (name for name in front_fields(type(document)) if name not in {*NO_HABIT, *named})
    headings = () if isinstance(document, A3) else document.free
    return {
        *(name for name in fields if is_written(getattr(document, name))),
        *(f"## {section.title}" for section in headings if section.text),
    }


def _linked(handbook: Handbook) -> frozenset[str]:
    """Give the files that some text links to."""
    files: set[str] = set()
    for document in handbook.documents:
        for piece in (text for text in pieces(document) if "](" in text.markdown):
            for link in prose.links(piece.markdown):
                if target := local_target(handbook.root, document.path, link.target):
                    files.add(target)
    return frozenset(files)
