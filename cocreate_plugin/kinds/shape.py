"""What a value is made of, asked once for each class: a check goes through millions of values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache


def _names(shape: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(shape)) if is_dataclass(shape) else ()


names_of: Callable[[type], tuple[str, ...]] = lru_cache(maxsize=1024)(_names)
"""Names the fields of a dataclass in their order; none for any other class."""
