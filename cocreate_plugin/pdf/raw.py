"""Objects of a PDF as texts in which every reference is open, so that another PDF can take them in.

What is open stands between two signs that no PDF text has: a letter that says what it is, and its value.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from typing import Any

import pydyf

OBJECT, PAGE, ROOT, FONTS, OWNER, OWN, ACROSS, DIGIT = "opdfsixg"
"""An object by its number, a page by its place, the root of all tags, the fonts, the number that leads from
an annotation to its tag, a name of this chapter alone, a place across the page, a digit of a page number."""

Fill = Callable[[str, str], str]
"""Gives what stands at an open place, by its letter and its value."""

_OPEN = re.compile("\0(.)([^\0]*)\0")
_REFERENCE = re.compile(rb"(\d+) 0 R")


def open_at(kind: str, value: object = "") -> str:
    """Write an open place."""
    return f"\0{kind}{value}\0"


def filled(text: str, fill: Fill) -> bytes:
    """Fill in the open places of a text."""
    return _OPEN.sub(lambda place: fill(place[1], place[2]), text).encode("latin-1")


class Opened:
    """Writes objects of a PDF, and all that they refer to."""

    def __init__(self, pdf: Any, known: Mapping[int, str]) -> None:
        """Remember what is not taken along, each with the open place that stands for it."""
        self._objects = pdf.objects
        self._known = known
        self._waiting: list[tuple[int, int | None]] = []
        self.texts: dict[str, list[str]] = {}
        """The text of each object by its number; a stream has its content, too."""

    def reference(self, reference: bytes, page: int | None = None) -> str:
        """Write a reference, and take its object along; `page` is the page that an annotation lies on."""
        number = int(reference.split()[0])
        if number in self._known:
            return self._known[number]
        if str(number) not in self.texts:
            self.texts[str(number)] = []
            self._waiting.append((number, page))
        return open_at(OBJECT, number)

    def finish(self) -> None:
        """Write all objects that were referred to."""
        while self._waiting:
            number, page = self._waiting.pop()
            one = self._objects[number]
            if isinstance(one, dict) and one.get("S") == "/Figure" and "Pg" in one:
                page = int(self._known[int(one["Pg"].split()[0])].strip("\0")[1:])
            if isinstance(one, pydyf.Stream):
                content = one.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
                more = {"Filter": "/FlateDecode"} if one.compress else {}
                extra = self.value({**one.extra, **more, "Length": len(content)})
                self.texts[str(number)] = [extra, b64encode(content).decode()]
            else:
                self.texts[str(number)] = [self.value(one, page)]

    def value(self, value: Any, page: int | None = None, key: str = "") -> str:
        """Write a value with its references open."""
        if isinstance(value, dict):
            inner = "".join(f"/{name} {self.value(part, page, name)}\n" for name, part in value.items())
            return f"<<{inner}>>"
        if isinstance(value, list | tuple):
            if key in ("Rect", "BBox") and page is not None:
                return "[" + " ".join(_across(page, at, float(part)) for at, part in enumerate(value)) + "]"
            return "[" + " ".join(self.value(part, page, key) for part in value) + "]"
        if isinstance(value, bytes) and _REFERENCE.fullmatch(value):
            return self.reference(value)
        if key == "StructParent":
            return open_at(OWNER, value)
        text: str = pydyf._to_bytes(value).decode("latin-1")
        return text[0] + open_at(OWN) + text[1:] if key in ("ID", "Headers") else text


def _across(page: int, at: int, value: float) -> str:
    number = f"{value:f}"
    return number if at % 2 else open_at(ACROSS, f"{page},{number}")


class Raw(pydyf.Object):  # type: ignore[misc]
    """An object that is written already."""

    def __init__(self, text: list[str]) -> None:
        """Remember its text, in which places are open still."""
        super().__init__()
        self._text = text
        self._content = text[0].encode("latin-1")

    def fill(self, fill: Fill) -> None:
        """Fill in its open places."""
        self._content = filled(self._text[0], fill)
        if len(self._text) > 1:
            stream = b64decode(self._text[1])
            self._content += b"\nstream\n" + stream + b"\nendstream"

    @property
    def data(self) -> bytes:
        """What is written into the file."""
        return self._content

    @property
    def compressible(self) -> bool:
        """Streams stand by themselves."""
        return len(self._text) == 1
