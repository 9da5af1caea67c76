"""Bombs, each a small generator with a name."""

from . import documents, handbooks, pictures, settings
from .bomb import BOMBS, Bomb

__all__ = ["BOMBS", "Bomb", "documents", "handbooks", "pictures", "settings"]
