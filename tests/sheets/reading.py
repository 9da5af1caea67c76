"""What a sheet says, as plain lists and names: texts as their Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from cocreate_plugin.kinds import Text
from cocreate_plugin.sheets.sheet import Sheet


def told(sheet: Sheet) -> dict[str, Any]:
    """Give the data of a sheet, and its frame."""
    return {**plain(sheet.data), "frame": plain(sheet.frame)}


def plain(value: Any) -> Any:
    """Give a piece of data as plain lists and names."""
    if isinstance(value, Text):
        return value.markdown
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    return value
