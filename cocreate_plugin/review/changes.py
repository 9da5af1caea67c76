"""What is different between two trees of parts: one change each, what is lost told from what is gained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import chain

from .. import prose
from ..problems import Fact
from .parts import Part

ALIKE = 0.6
"""Two texts that have so much in common are one that was changed."""

MOST_PAIRS, MOST_LETTERS = 2_500, 300
"""So many pairs of items are held against each other, and so much of each."""

AROUND = 4
"""Words shown on either side of what changed in a long text."""

SHORT, MOST_WORDS = 12, 40
"""A text of so many words is shown whole; of a longer one, so many words of what changed."""

_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+")


CODES = frozenset(
    "said emptied cleared filled filled-list lost gained order person-lost person-gained id-lost unnamed "
    "gone gone-renamed behind address-lost form".split()
)
"""What can be different."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is different; `review.<code>` says it in words."""

    code: str
    """One of CODES."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    is_loss: bool = False
    """Whether something that was there is gone."""
    is_permanent: bool = False
    """Whether paper or people outside rely on what is gone: an address, an id."""


def changes(before: Mapping[str, Part], after: Mapping[str, Part]) -> Iterator[Change]:
    """Compare what two states of a document say, field by field in their order."""
    for name in dict.fromkeys((*before, *after)):
        yield from _compared(before.get(name), after.get(name), ())


def _compared(before: Part | None, after: Part | None, above: tuple[str, ...]) -> Iterator[Change]:
    """Compare two states of one field, item or part of an item."""
    either = before or after
    if either is None:
        return
    path = (*above, either.label) if either.label else above
    if before is None or after is None:
        yield _come_or_gone(before, after, path)
        return
    if before.value != after.value:
        yield Change("said", {"what": _joined(path or (_shown(before),)), **_both(before, after)})
    inner = path if before.label or not before.text else (*path, _brief(before))
    yield from _people(before, after, path)
    for name in dict.fromkeys((*before.named, *after.named)):
        yield from _compared(before.named.get(name), after.named.get(name), inner)
    if before.items or after.items:
        yield from _items(before.items, after.items, inner)


def _come_or_gone(before: Part | None, after: Part | None, path: tuple[str, ...]) -> Change:
    """Say that a whole field or part of an item is there or is not."""
    what = _joined(path)
    if before is not None:
        if before.items:
            return Change("emptied", {"what": what, "number": len(before.items)}, is_loss=True)
        return Change("cleared", {"what": what, "before": _brief(before)}, is_loss=True)
    assert after is not None  # noqa: S101 - one of them is there
    if after.items:
        return Change("filled-list", {"what": what, "number": len(after.items)})
    return Change("filled", {"what": what, "after": _brief(after)})


def _items(before: Sequence[Part], after: Sequence[Part], path: tuple[str, ...]) -> Iterator[Change]:
    """Compare two lists: what is gone, what is new, what says something else, and the order."""
    pairs = _paired(before, after)
    kept = {id(old) for old, _ in pairs}
    came = {id(new) for _, new in pairs}
    for gone in (each for each in before if id(each) not in kept):
        yield Change("lost", {"what": _place(gone, path), "text": _with_people(gone)}, is_loss=True)
    for old, new in pairs:
        yield from _compared(old, new, path)
    for new in (each for each in after if id(each) not in came):
        yield Change("gained", {"what": _place(new, path), "text": _with_people(new)})
    order = [next(at for at, each in enumerate(after) if each is new) for _, new in pairs]
    if order != sorted(order):
        yield Change("order", {"what": _joined(path)})


def _paired(before: Sequence[Part], after: Sequence[Part]) -> list[tuple[Part, Part]]:
    """Find what is the same item in two lists: by its id, by what it says, then by what is most alike."""
    left, right = list(before), list(after)
    pairs: list[tuple[Part, Part]] = []
    tests: tuple[Callable[[Part, Part], object], ...] = (
        lambda old, new: old.id and old.id == new.id and old.value == new.value,
        lambda old, new: old.id and old.id == new.id,
        lambda old, new: (old.value or old.label) and (old.label, old.value) == (new.label, new.value),
    )
    for test in tests:
        for old in tuple(left):
            new = next((each for each in right if each.shape == old.shape and test(old, each)), None)
            if new is not None:
                pairs.append((old, new))
                left = [each for each in left if each is not old]
                right = [each for each in right if each is not new]
    pairs += _alike(left, right)
    at = {id(each): number for number, each in enumerate(before)}
    return sorted(pairs, key=lambda pair: at[id(pair[0])])


def _alike(left: Sequence[Part], right: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Pair items whose words changed; what has no words is paired by its place."""
    if not any(each.value for each in chain(left, right)):
        yield from zip(left, right, strict=False)
        return
    if len(left) * len(right) > MOST_PAIRS:
        return
    likeness = sorted(
        (
            (-_likeness(old.value, new.value), row, column)
            for row, old in enumerate(left)
            for column, new in enumerate(right)
            if not (old.id and new.id) and (old.label, old.shape) == (new.label, new.shape)
        ),
    )
    rows, columns = set[int](), set[int]()
    for against, row, column in likeness:
        if -against >= ALIKE and row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield left[row], right[column]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:MOST_LETTERS], other[:MOST_LETTERS], autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0


def _people(before: Part, after: Part, path: tuple[str, ...]) -> Iterator[Change]:
    what = _joined(path)
    for who in (each for each in before.people if each not in after.people):
        yield Change("person-lost", {"who": who, "what": what, "text": _brief(before)}, is_loss=True)
    for who in (each for each in after.people if each not in before.people):
        yield Change("person-gained", {"who": who, "what": what, "text": _brief(after)})


def _place(item: Part, path: tuple[str, ...]) -> str:
    return _joined((*path, item.label) if item.label else path)


def _joined(path: Iterable[str]) -> str:
    return " › ".join(path)


def _shown(part: Part) -> str:
    """Give the words of a part in one line; what a reader cannot see is shown as it was written."""
    return " ".join(prose.plain(_BULLET.sub("", part.text)).split()) or " ".join(part.text.split())


def _brief(part: Part) -> str:
    """Give the first words of a part; its label where it says nothing itself."""
    words = (_shown(part) or part.label or ", ".join(_shown(each) for each in part.items)).split(" ")
    return " ".join(words) if len(words) <= SHORT else f"{' '.join(words[:SHORT])} …"


def _with_people(part: Part) -> str:
    return f"{_brief(part)} — {', '.join(part.people)}" if part.people else _brief(part)


def _both(before: Part, after: Part) -> Mapping[str, str]:
    """Give what a part said and says, cut to where they differ."""
    one, other = _shown(before), _shown(after)
    if one == other:
        one, other = (" ".join(each.text.split()) for each in (before, after))
    if one == other:
        one, other = before.label or before.value, after.label or after.value
    old, new = one.split(" "), other.split(" ")
    if max(len(old), len(new)) <= SHORT:
        return {"before": one, "after": other}
    start = _common(old, new)
    end = min(_common(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    return {"before": _window(old, start, end), "after": _window(new, start, end)}


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _window(words: Sequence[str], start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(words), len(words) - end + AROUND)
    shown = words[first : min(last, first + MOST_WORDS)]
    cut = (*(("…",) if first else ()), *shown, *(("…",) if first + len(shown) < len(words) else ()))
    return " ".join(cut)
