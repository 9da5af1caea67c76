"""What WeasyPrint 70 does not tag: languages, tables that only put things side by side, and ornaments.

Its tags know the name of an element and nothing of its attributes; here the element is still at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import InlineLevelBox
from weasyprint.pdf import tags

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.A)
"""What PDF/UA-1 (7.2) takes as the name of a language."""

_ROWS = ("/THead", "/TBody", "/TFoot", "/TR")
_CELLS = ("/TD", "/TH")
_IN_LINES = frozenset({"/Span", "/Link", "/Form", "/NonStruct"})

_build = tags._build_box_tree


def tag_attributes() -> None:
    """Let tags tell what the attributes `lang` and `role="presentation"` of their elements say."""
    tags._build_box_tree = _built


def _built(box: Any, parent: Any, pdf: Any, *more: Any) -> Iterator[Any]:
    for tag in _build(box, parent, pdf, *more):
        if box.element is not None and not box.element_tag.startswith(("html", "body")):
            _tell_language(tag, box, pdf)
            if tag["S"] == "/Table" and box.element.get("role") == "presentation":
                _untable(tag, pdf)
            if tag["S"] == "/Figure" and _is_ornament(box.element):
                # What has no meaning needs no words in its place.
                tag["S"] = "/NonStruct"
                tag.pop("A", None)
        yield tag


def _is_ornament(drawing: Any) -> bool:
    """Tell whether a drawing says of itself that it is nothing but ornament."""
    return drawing.get("aria-hidden") == "true" or drawing.get("role") in ("presentation", "none")


def _tell_language(tag: Any, box: Any, pdf: Any) -> None:
    """Say in which language a part is; what is in it takes over its language, and need not say so again."""
    language = box.element.get("lang", "")
    if "::" in box.element_tag or not _LANGUAGE.fullmatch(language):
        return
    tag["Lang"] = pydyf.String(language)
    for kid in _kids(tag, pdf):
        if "Lang" in kid and kid["Lang"].string == language:
            del kid["Lang"]
    if tag["S"] == "/NonStruct":
        # What has no meaning of its own is passed over, and so would be its language.
        tag["S"] = "/Span" if isinstance(box, InlineLevelBox) else "/Div"


def _untable(table: Any, pdf: Any) -> None:
    """Tag a table of the layout as what stands in it, in the order in which it stands there."""
    table["S"] = "/Div"
    waiting = _kids(table, pdf)
    while waiting:
        tag = waiting.pop()
        if tag.get("S") in _ROWS:
            tag["S"] = "/NonStruct"
            waiting += _kids(tag, pdf)
        elif tag.get("S") in _CELLS:
            inside = {kid.get("S") for kid in _kids(tag, pdf)}
            tag["S"] = "/P" if inside and inside <= _IN_LINES else "/Div"
            tag.pop("A", None)
            tag.pop("ID", None)


def _kids(tag: Any, pdf: Any) -> list[Any]:
    return [pdf.objects[int(kid.split()[0])] for kid in tag["K"] if isinstance(kid, bytes)]
