"""Several sheets in one file: each laid out by itself, behind a first one that knows their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from .jobs import MEASURED, Finding, Order, Outcome, Part


class Laid(NamedTuple):
    """A sheet, its layout where it fits, and what was found on the way."""

    sheet: Any
    document: Any
    found: tuple[Finding, ...]


def bound(order: Order, lay: Callable[[Order], Laid], faults: set[str]) -> Outcome:
    """Print the sheets of an order in one file, or none; `faults` are images found bad so far."""
    laid = [_named(number, lay(_order_of(order, part))) for number, part in enumerate(order.parts, 1)]
    first = lay(replace(order, parts=()))
    found = tuple(each for one in (first, *laid) for each in one.found if each.code != MEASURED)
    if first.document is None or any(each.document is None for each in laid):
        return Outcome(findings=found)
    cover = _cover(first, order.fit.wanted, [len(each.document.pages) for each in laid])
    whole = cover.copy(
        [page for document in (cover, *(each.document for each in laid)) for page in document.pages]
    )
    pdf = first.sheet.written(whole)
    found = (*found, *first.sheet.unreadable(faults), *_missing_signs(whole, (first, *laid)))
    return Outcome(pdf, len(whole.pages), tuple(_once(found)))


def _once(found: Sequence[Finding]) -> Iterator[Finding]:
    """Leave out what was found on several sheets: the same picture, the same sign."""
    seen: set[str] = set()
    for each in found:
        what = repr((each.code, sorted(each.facts.items())))
        if what not in seen:
            yield each
        seen.add(what)


def page_ranges(counts: Sequence[int], start: int) -> tuple[str, ...]:
    """Write on which pages of the file each sheet stands: `3` or `4–5`."""
    ranges = []
    for count in counts:
        ranges.append(str(start) if count == 1 else f"{start}–{start + count - 1}")
        start += count
    return tuple(ranges)


def _order_of(order: Order, part: Part) -> Order:
    return replace(order, html=part.html, fit=part.fit, parts=(), forms=False)


def _named(number: int, laid: Laid) -> Laid:
    """Tell the boxes of one sheet from those of another."""
    return laid._replace(found=tuple(replace(each, box=f"{number}/{each.box}") for each in laid.found))


def _cover(first: Laid, size: float, counts: Sequence[int]) -> Any:
    """Lay the first sheet out again with the pages of the others, until its length is as computed."""
    length = len(first.document.pages)
    for _ in range(3):
        document = first.sheet.lay_out(size, _style(page_ranges(counts, length + 1)))
        if len(document.pages) == length:
            break
        length = len(document.pages)
    return document


def _style(ranges: Sequence[str]) -> str:
    rules = (
        f'[data-part="{number}"]::before {{ content: "{text}" }}' for number, text in enumerate(ranges, 1)
    )
    return " ".join(rules)


def _missing_signs(whole: Any, laid: Sequence[Laid]) -> Iterator[Finding]:
    """Name the signs that no shipped font has, at the first sheet that holds each."""
    for number, each in enumerate(laid):
        for finding in each.sheet.missing_signs(whole):
            if each.sheet.holds(str(finding.facts["sign"])):
                yield replace(finding, box=f"{number}/{finding.box}" if number else finding.box)
