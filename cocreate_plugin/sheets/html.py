"""A sheet as HTML, and the hash of everything that it is made from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, fields, replace
from functools import cache
from hashlib import sha256
from html import unescape
from importlib.metadata import version
from pathlib import Path

from .. import prose
from ..contrast import readable
from ..kinds import Text
from ..phrases import marking, own_texts, phrases
from ..problems import Place
from ..prose.stand_ins import in_html
from ..templating import Context, Markup, Sandbox, environment, escape, own_files, pass_context
from .a3_charts import plotted
from .a3_drawings import drawn
from .gathering import gathered
from .qr import qr
from .sheet import MILLIMETRES, Sheet
from .texts import pictures, plain_data

PACKAGE = Path(__file__).parent.parent
STYLES = ("tokens.css", "print.css")
INK = "#16191c"
MADE_BY = ("babel", "jinja2", "markdown", "markdown-it-py", "nh3", "pymdown-extensions", "segno")
"""Libraries that a sheet's HTML comes from."""

UNPRINTED = ("path", "places", "names", "publish", "is_again", "parts", "larger")
"""Fields of a sheet that its own HTML does not show."""

HEADINGS_BEGIN = 3
"""Level of the first heading in a text: a sheet's title and the titles of its boxes stand above."""

_LINK = re.compile(r'(<a\b[^>]*?\bhref="([^"]*)"[^>]*)>(.*?)</a>', re.S)
_TAG = re.compile(r"<[^>]*>")
_TICK = re.compile(r"<input\b[^>]*>")
_HEADING = re.compile(r"<h([1-6])\b")
_LED = re.compile(r"<p>(?=<strong>[^<]*</strong>[:.]?</p>\s*<)")
"""A line in bold that leads what follows, as people write headings into letters."""
_ANY_HEADING = re.compile(r"(</?h)([1-6])\b")

FAMILIES = (
    "assets/print.css",
    "assets/tokens.css",
    "assets/sheets/*.css",
    "locale/*/LC_MESSAGES/*.po",
    "templates/sheets/*",
    "prose/*.py",
    "sheets/*.py",
    "contrast.py",
    "templating/*.py",
    "phrases/*.py",
)
"""Files of the package that a sheet's HTML comes from; its data is hashed as it is."""


def html(sheet: Sheet, root: Path, noted: Noted | None = None) -> str:
    """Write a sheet as one HTML text with its styles; images are named from the root.

    `noted` remembers the texts that were set, for who wants to know them.
    """
    with marking():
        return in_html(_filled(sheet, root, noted or Noted()))


def _filled(sheet: Sheet, root: Path, noted: Noted) -> str:
    words = phrases(sheet.frame.language)
    tools = _environment(root)
    tools.begin()
    noted.dialect = sheet.frame.dialect
    template = tools.get_template(f"sheets/{sheet.template}.html.jinja")
    text: str = template.render(
        **{field_.name: getattr(sheet.data, field_.name) for field_ in fields(sheet.data)},
        frame=sheet.frame,
        data=sheet.data,
        sheet=sheet,
        noted=noted,
        t=words.t,
        n=words.n,
        has=words.has,
        number=words.number,
        dated=words.date,
        styles=_styles(),
        page_width=_size(sheet)[0],
        page_height=_size(sheet)[1],
        accent_text=readable(sheet.frame.accent, INK),
    )
    return text


def set_texts(sheet: Sheet, root: Path) -> tuple[SetText, ...]:
    """Give the texts of a sheet as its template sets them, each once; its QR code is not drawn for that."""
    noted = Noted()
    html(replace(sheet, frame=replace(sheet.frame, address="")), root, noted)
    return tuple(noted.shown)


def key(sheet: Sheet, root: Path) -> str:
    """Hash everything that a sheet's HTML is made from, and the pictures that it names."""
    seen = sha256(_edition().encode())
    told = {
        field_.name: getattr(sheet, field_.name) for field_ in fields(sheet) if field_.name not in UNPRINTED
    }
    seen.update(json.dumps(plain_data(told), ensure_ascii=False, default=str).encode())
    seen.update(json.dumps(own_texts(sheet.frame.language)).encode())
    for name in (*pictures_of(sheet), *own_files(root, but="pages")):
        seen.update(_content(root, name))
    return seen.hexdigest()


@cache
def _environment(root: Path) -> Sandbox:
    made = environment(root)
    made.filters.update(md=_md, inline=_inline, plain=_plain, deeper=_deeper)
    made.globals.update(qr=qr, counter=_counter, css=_css, drawn=drawn, plotted=plotted, gathered=gathered)
    return made


@dataclass(frozen=True, slots=True)
class SetText:
    """A text as a template sets it: in blocks or as one line, with the definitions that it uses."""

    markdown: str
    definitions: str
    line: bool
    place: Place | None
    """Where it stands in its file, where that is known."""


@dataclass(slots=True)
class Noted:
    """What was set of a sheet: its texts, and the footnotes of lines until a template prints them."""

    waiting: dict[tuple[str, str], None] = field(default_factory=dict)
    texts: int = 0
    """How many texts of blocks there were: each has footnotes of its own."""
    shown: dict[SetText, None] = field(default_factory=dict)
    dialect: prose.Dialect = field(default_factory=prose.Dialect)

    def show(self, text: str | Text, line: bool) -> tuple[str, str]:
        """Remember that a text is shown; give its Markdown, and the definitions that it uses."""
        markdown, definitions = _divided(text)
        place = text.place if isinstance(text, Text) else None
        self.shown[SetText(markdown, definitions, line, place)] = None
        return markdown, definitions

    def take(self) -> tuple[Markup, ...]:
        """Give the footnotes that came since the last time, each with its mark."""
        footnotes = tuple(
            Markup(f"<sup>{escape(label)}</sup> {prose.note(label, definitions, self.dialect)}")  # noqa: S704 - prose is safe
            for label, definitions in self.waiting
        )
        self.waiting.clear()
        return footnotes


@pass_context
def _md(context: Context, text: str | Text) -> Markup:
    """Give block HTML; prose has taken out what is not safe."""
    noted: Noted = context["noted"]
    noted.texts += 1
    markdown, definitions = noted.show(text, line=False)
    name = f"t{noted.texts}" if definitions else ""
    made = _TICK.sub(_drawn_tick, prose.html(markdown, definitions, name, noted.dialect))
    made = _LED.sub('<p class="led">', _with_steady_headings(made))
    return Markup(_with_ways(made, text))  # noqa: S704


def _divided(text: str | Text) -> tuple[str, str]:
    """Give the Markdown of a text, and the footnotes and abbreviations that it uses."""
    if isinstance(text, Text):
        return text.markdown, getattr(text, "definitions", "")
    return text, ""


def _drawn_tick(tick: re.Match[str]) -> str:
    """Draw a box to tick: an input would be a field without a name."""
    return f'<span class="tick">{"×" if "checked" in tick[0] else ""}</span>'


def _with_steady_headings(text: str) -> str:
    """Let headings in a text begin below the title of its box and skip no level, as PDF/UA asks."""
    levels = sorted({int(level) for level in _HEADING.findall(text)})
    steady = {level: min(6, HEADINGS_BEGIN + number) for number, level in enumerate(levels)}
    return _ANY_HEADING.sub(lambda match: f"{match[1]}{steady[int(match[2])]}", text) if levels else text


@pass_context
def _inline(context: Context, text: str | Text) -> Markup:
    """Give inline HTML; prose has taken out what is not safe. Its footnotes wait to be printed."""
    markdown, definitions = context["noted"].show(text, line=True)
    for label in prose.footnotes(markdown, definitions) if definitions else ():
        context["noted"].waiting[label, definitions] = None
    made = prose.inline(markdown, definitions, context["noted"].dialect)
    return Markup(_with_ways(made, text))  # noqa: S704


def _with_ways(made: str, text: str | Text) -> str:
    """Let links say where they lead when no other paper does; one that shows its address says so already."""
    ways = {str(escape(address)): way for address, way in getattr(text, "ways", ())}

    def told(link: re.Match[str]) -> str:
        start, address, words = link.groups()
        way = ways.get(address, "")
        if not way or way.lstrip("…/") in unescape(_TAG.sub("", words)):
            return link[0]
        return f'{start} data-way=" ({escape(way)})">{words}</a>'

    return _LINK.sub(told, made) if ways else made


def _plain(text: str | Text) -> str:
    """Give the words of a text without any markup."""
    return prose.plain(_divided(text)[0])


def _deeper(html: Markup, levels: int = 1) -> Markup:
    """Set the headings of a text some levels deeper; what looks like one in code is escaped."""
    return Markup(_ANY_HEADING.sub(lambda tag: f"{tag[1]}{min(6, int(tag[2]) + levels)}", html))  # noqa: S704


def _counter(text: str) -> Markup:
    """Write `Page {page} of {pages}` so that the style sheet counts."""
    before, _, rest = text.partition("{page}")
    between, _, after = rest.partition("{pages}")
    parts = zip(("before", "between", "after"), (before, between, after), strict=True)
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in parts)
    return Markup(f'<span class="counted"{attributes}></span>')  # noqa: S704 - escaped above


@cache
def _styles() -> Markup:
    return Markup("\n".join((PACKAGE / "assets" / name).read_text("utf-8") for name in STYLES))  # noqa: S704 - our own


@cache
def _css(*names: str) -> Markup:
    """Give style sheets of one kind of sheet, or of several."""
    return Markup("\n".join((PACKAGE / f"assets/sheets/{name}.css").read_text("utf-8") for name in names))  # noqa: S704 - our own


def _size(sheet: Sheet) -> tuple[float, float]:
    """Give width and height of the page in millimetres."""
    width, height = MILLIMETRES[sheet.frame.paper, sheet.paper]
    return (height, width) if sheet.landscape else (width, height)


def pictures_of(sheet: Sheet) -> tuple[str, ...]:
    """Name the pictures that a sheet shows, from the root."""
    shown = (*pictures(sheet.frame), *pictures(sheet.data), sheet.frame.logo)
    return tuple(dict.fromkeys(name for name in shown if name))


def _content(root: Path, name: str) -> bytes:
    """Give name and hash of a file below the root; a missing one hashes as its name alone."""
    path = (root / name).resolve()
    inside = path.is_relative_to(root.resolve()) and path.is_file()
    return name.encode() + (sha256(path.read_bytes()).digest() if inside else b"")


@cache
def _edition() -> str:
    """Hash the package's files and the libraries that sheets are made with."""
    seen = sha256()
    for pattern in FAMILIES:
        for path in sorted(PACKAGE.glob(pattern)):
            if path.is_file():
                seen.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    seen.update(json.dumps({library: version(library) for library in MADE_BY}).encode())
    return seen.hexdigest()
