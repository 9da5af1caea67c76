"""Sheet: one PDF as data; what is printed, on which paper, and which promise it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ..handbook import Handbook
from ..kinds import Document
from ..phrases import phrases
from ..problems import Place
from .writer import paper

Paper = Literal["a4", "a3"]
"""The name of the size; `paper: us` prints Letter for a4 and Tabloid for a3."""

MILLIMETRES: Mapping[tuple[str, str], tuple[float, float]] = {
    ("iso", "a4"): (210, 297),
    ("iso", "a3"): (297, 420),
    ("us", "a4"): (215.9, 279.4),
    ("us", "a3"): (279.4, 431.8),
}
"""Width and height in portrait, by the handbook's `paper` and the size's name (ISO 216; ANSI/ASME Y14.1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that one PDF is made from; `data` is plain JSON, so that equal sheets have equal hashes."""

    path: str
    """Below the output folder, such as `print/a3/problem-a3.pdf`."""
    kind: str
    """What it is: `a3-guided`, `checklist` ...; the phrase `sheet.<kind>` names it."""
    template: str
    """File in templates/sheets, without `.html.jinja`."""
    title: str
    subject: str = ""
    """The document it belongs to, as `folder/id`, or the page, such as `blueprint`."""
    paper: Paper = "a4"
    landscape: bool = False
    pages: int | None = None
    """How many pages it promises; None: it may run on."""
    wanted: float = 10.0
    """Type size in points that is tried first."""
    smallest: float = 9.0
    """Smallest legible size in points; below it the sheet does not fit."""
    forms: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each box stands in the source; `""` is the document."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What each box is called."""
    publish: bool = True
    parts: tuple[Sheet, ...] = ()
    """Sheets that follow in the same file, each on its own paper and at its own type size."""


def frame(handbook: Handbook, title: str, document: Document | None = None, uri: str = "") -> dict[str, Any]:
    """Give what stands on every sheet: title, edition, date, licence, address, and whose it is.

    `uri` is the page that it leads to, where that is not the document's own.
    """
    identity = handbook.identity
    if document is not None:
        uri = (uri or handbook.addresses.document(document)) if document.publish else ""
    revised = revision(handbook, document)
    width_height = {name: MILLIMETRES[identity.paper, name] for name in ("a4", "a3")}
    return {
        "title": paper(handbook, title, document.path) if document else title,
        "language": handbook.language,
        "handbook": identity.title or "",
        "organisation": identity.organisation or "",
        "edition": identity.edition or "",
        "licence": identity.licence or "",
        "revised": phrases(handbook.language).date(revised) if revised else "",
        "address": handbook.addresses.public(uri) if uri else "",
        "draft": document is not None and document.status == "draft",
        "accent": identity.accent or "",
        "logo": f"{handbook.process}/{identity.logo}" if identity.logo else "",
        "paper": identity.paper,
        "sizes": width_height,
    }


def revision(handbook: Handbook, document: Document | None) -> dt.date | None:
    """Give the document's own date, else that of its last commit, else the build's; never today."""
    if document is None:
        return max(handbook.changed.values(), default=handbook.built)
    own = next(
        (
            day
            for name in ("revised", "date", "reviewed")
            if isinstance(day := getattr(document, name, None), dt.date)
        ),
        None,
    )
    return own or handbook.changed.get(document.path) or handbook.built


PAPERS = {
    ("iso", "a4"): "A4",
    ("iso", "a3"): "A3",
    ("us", "a4"): "Letter",
    ("us", "a3"): "Tabloid",
}
"""What each size is called in a shop."""
