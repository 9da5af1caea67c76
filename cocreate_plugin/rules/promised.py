"""Promises name somebody who keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.promises import promised_in
from ..handbook import Handbook
from ..kinds import Document, Role
from ..problems import Problem, closest, problem


def keepers(handbook: Handbook, document: Document) -> Iterator[Problem]:
    """Say of a promise that ends with a time and a word which is no role that nobody keeps it."""
    roles = [role.id for role in handbook.of(Role)]
    for promise in promised_in(handbook, document):
        for word in promise.unknown:
            yield problem("unknown-keeper", promise.text.place, word=word, suggestion=closest(word, roles))
