"""A repair of WeasyPrint 70, so that references name the page where their target ends up.

A layout is done again while targets move, but only on the pages whose references are known to name one of
them. Those that take their target from an attribute, as `target-counter(attr(href), page)` does, are kept
under no name: in a long book such a reference names the page of the round before.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css.targets import TargetCollector

_collect = TargetCollector.collect_missing_counters


def follow_targets() -> None:
    """Let WeasyPrint keep the references of a link under the name of what the link leads to."""
    TargetCollector.collect_missing_counters = _collected


def _collected(collector: Any, box: Any, token: str, again: Any, missing: Any, targets: Any) -> None:
    if None in targets:
        targets = {**targets, box.element.get("href", "").removeprefix("#"): targets[None]}
    _collect(collector, box, token, again, missing, targets)
