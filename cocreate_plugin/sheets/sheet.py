"""Sheet: one PDF as data; what is printed, on which paper, and which promise it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, replace
from typing import Any, ClassVar, Literal, Protocol, TypedDict, Unpack

from ..handbook import Handbook
from ..kinds import Document, Text
from ..phrases import phrases
from ..problems import Place
from ..prose import Dialect
from .texts import revision
from .writer import printed, writer

Paper = Literal["a5", "a4", "a3", "a2", "a1", "a0"]
"""The name of the size; `paper: us` prints Half Letter, Letter and Tabloid for a5 to a3, else ANSI C to E."""

LARGER: tuple[Paper, ...] = ("a2", "a1", "a0")
"""What a sheet for the wall is printed on, in turn, when an A3 does not hold it."""

MILLIMETRES: Mapping[tuple[str, str], tuple[float, float]] = {
    ("iso", "a5"): (148, 210),
    ("iso", "a4"): (210, 297),
    ("iso", "a3"): (297, 420),
    ("iso", "a2"): (420, 594),
    ("iso", "a1"): (594, 841),
    ("iso", "a0"): (841, 1189),
    ("us", "a5"): (139.7, 215.9),
    ("us", "a4"): (215.9, 279.4),
    ("us", "a3"): (279.4, 431.8),
    ("us", "a2"): (431.8, 558.8),
    ("us", "a1"): (558.8, 863.6),
    ("us", "a0"): (863.6, 1117.6),
}
"""Width and height in portrait, by the handbook's `paper` and the size's name (ISO 216; ANSI/ASME Y14.1)."""


LARGE = 18.0
"""Points of what is printed for people who see little: nothing that they read is smaller."""


class SheetData(Protocol):
    """A dataclass: what the template of a sheet is given."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands on every sheet, as the handbook and its document say it."""

    title: Text
    language: str
    handbook: str
    organisation: str
    edition: str
    licence: str
    revised: str
    """The day of the last change in words; empty when it is not known."""
    day: dt.date | None
    """The same day."""
    address: str
    """Public address of its page; empty when the site has none."""
    draft: bool
    accent: str
    logo: str
    """From the handbook's root."""
    paper: Literal["iso", "us"]
    dialect: Dialect
    """What the author's Markdown knows beside ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that one PDF is made from; equal sheets have equal hashes."""

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
    frame: Frame
    data: SheetData
    """A frozen dataclass of its kind: what its template is given."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each box stands in the source; `""` is the document."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What each box is called."""
    publish: bool = True
    is_again: bool = False
    """Whether it says what another sheet says, in another form: who looks at that one need not look at it."""
    larger: tuple[Sheet, ...] = ()
    """The same on larger paper, or on more sheets: each is printed when what comes before it does not fit."""
    parts: tuple[Sheet, ...] = ()
    """Sheets that follow in the same file, each on its own paper and at its own type size."""


def frame(
    handbook: Handbook,
    title: str,
    document: Document | None = None,
    uri: str = "",
    revised: dt.date | None = None,
) -> Frame:
    """Give what stands on every sheet: title, edition, date, licence, address, and whose it is.

    `uri` is the page that it leads to, where that is not the document's own.
    """
    identity = handbook.identity
    if document is not None:
        uri = (uri or handbook.addresses.document(document)) if document.publish else ""
    return Frame(
        title=writer(handbook)(Text(title, document.where("title") if document else Place(""))),
        language=handbook.language,
        handbook=identity.title or "",
        organisation=identity.organisation or "",
        edition=identity.edition or "",
        licence=identity.licence or "",
        revised=phrases(handbook.language).date(revised) if revised else "",
        day=revised,
        address=handbook.addresses.public(uri) if uri else "",
        draft=document is not None and document.status == "draft",
        accent=identity.accent or "",
        logo=f"{handbook.process}/{identity.logo}" if identity.logo else "",
        paper=identity.paper,
        dialect=handbook.dialect,
    )


class Layout(TypedDict, total=False):
    """How a sheet is laid out, where it is not one as all others are; see `Sheet`."""

    paper: Paper
    landscape: bool
    pages: int | None
    wanted: float
    smallest: float


def sheet_of(
    handbook: Handbook,
    document: Document | None,
    data: SheetData,
    *also: Document,
    path: str,
    kind: str,
    template: str = "",
    title: str = "",
    page: str = "",
    uri: str = "",
    place: str = "",
    **layout: Unpack[Layout],
) -> Sheet:
    """Make a sheet of a document, or of the whole handbook: it is as old as the youngest thing it shows.

    `also` are documents that it goes through besides. A sheet of the whole handbook has a `title` and
    belongs to a `page`. `place` is the field that it is made from, or the folder below the content.
    """
    shown = printed(handbook, data)
    title = title or (document.title if document else "")
    uri = uri or (handbook.addresses.page(page) if page else "")
    day = revision(handbook, shown, *((document, *also) if document else also))
    return Sheet(
        path=path,
        kind=kind,
        template=template or kind,
        title=title,
        subject=document.ref if document else page,
        frame=frame(handbook, title, document, uri, day),
        data=shown,
        places={"": document.where(place) if document else Place(f"{handbook.process}/{place}")},
        names={"": title},
        publish=document is None or document.publish,
        **layout,
    )


def in_large_print(sheet: Sheet, kind: str, path: str, **changed: object) -> Sheet:
    """Give what a participant holds once more, in type that never gets smaller than large print.

    Its data has a field `large`, which its template reads; `changed` are other fields that become different.
    """
    return replace(
        sheet,
        path=path,
        kind=kind,
        data=replace(sheet.data, large=True, **changed),
        wanted=LARGE,
        smallest=LARGE,
        is_again=True,
    )


def in_front(first: Sheet, parts: tuple[Sheet, ...]) -> Sheet:
    """Give one file of a sheet and those that follow it, as old as the youngest of them."""
    day = max((each.frame.day for each in (first, *parts) if each.frame.day), default=None)
    revised = phrases(first.frame.language).date(day) if day else ""
    return replace(first, frame=replace(first.frame, day=day, revised=revised), parts=parts)


PAPERS = {
    ("iso", "a5"): "A5",
    ("iso", "a4"): "A4",
    ("iso", "a3"): "A3",
    ("iso", "a2"): "A2",
    ("iso", "a1"): "A1",
    ("iso", "a0"): "A0",
    ("us", "a5"): "Half Letter",
    ("us", "a4"): "Letter",
    ("us", "a3"): "Tabloid",
    ("us", "a2"): "ANSI C",
    ("us", "a1"): "ANSI D",
    ("us", "a0"): "ANSI E",
}
"""What each size is called where one buys paper."""
