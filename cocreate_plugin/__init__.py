"""The public API: load a handbook, read its documents, and see what is wrong with it; imports no host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .handbook import Handbook
    from .kinds import KINDS, Document, Ref
    from .load import Loaded, load
    from .problems import Level, Place, Problem

__all__ = ["KINDS", "Document", "Handbook", "Level", "Loaded", "Place", "Problem", "Ref", "load"]
__version__ = "0.1.0"

_HOMES = {
    "KINDS": "kinds",
    "Document": "kinds",
    "Ref": "kinds",
    "Handbook": "handbook",
    "Loaded": "load",
    "load": "load",
    "Level": "problems",
    "Place": "problems",
    "Problem": "problems",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: a worker that only prints needs none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
