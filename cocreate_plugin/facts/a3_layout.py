"""The boxes of an A3: in which columns they stand, and how the height is shared."""

from __future__ import annotations

from ..kinds import A3


def layout_of(template: A3) -> tuple[tuple[tuple[str, ...], ...], dict[str, float]]:
    """Give the columns of a template and the share of each box; without a layout, two columns of equals."""
    known = {box.id for box in template.boxes}
    columns = tuple(tuple(share.box for share in column if share.box in known) for column in template.layout)
    shares = {share.box: share.share for column in template.layout for share in column}
    if not any(columns):
        ids = tuple(box.id for box in template.boxes)
        half = (len(ids) + 1) // 2
        columns, shares = (ids[:half], ids[half:]), dict.fromkeys(ids, 1.0)
    return columns, shares
