"""The elements of a sheet before it is laid out: what must go, what must be marked, what stands where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from itertools import pairwise
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement

SVG, TITLE = (f"{{http://www.w3.org/2000/svg}}{name}" for name in ("svg", "title"))

CAN_BE_WIDE = frozenset({"table", "pre", "img", SVG})
LEVEL = "data-level"
"""Attribute of what is as high as everything else on its level; its id begins with `level-`."""

PLACED = "data-placed"
"""Attribute of a drawing whose size and place were computed: part of it may be cut off on purpose."""
"""What keeps its width when there is no room; a word that is too long is broken."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are written from right to left."""

DIRECTED = frozenset({
    "blockquote", "caption", "dd", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p",
    "pre", "summary", "td", "th", "ul",
})  # fmt: skip
"""What holds lines of text, which run in the direction of their first letter."""

_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

REPLACEMENT = "\ufffd"
"""What is printed for a sign that no font has: a glyph of its own, so that the sheet passes as accessible."""

UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of signs that are not drawn."""

LONG_WORD, PIECE = 28, 16
"""Letters of a word that is divided in a table, and of its pieces: no column is narrower than one of them."""

UNDIVIDED = frozenset({"textarea", "select", SVG})
"""What keeps its words as they are: fields and drawings."""

_LEVEL = re.compile(r"[a-z0-9-]+")
_WIDTH = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)(%|px)?", re.A)

_LONG_WORD = re.compile(rf"[^\s\u00ad]{{{LONG_WORD},}}")

LINKS_THAT_LEAD_ON = ("#", "http://", "https://", "mailto:", "tel:")

FIELDS = frozenset({"input", "textarea", "select"})

BUTTONS = frozenset({"submit", "button", "reset", "image"})


class SheetError(ValueError):
    """A sheet that was made wrong: the fault is in a template, not in a document."""


def prepare(root: Element, forms: bool) -> dict[str, str]:
    """Make a sheet fit for print; give the names of what is measured, each with its box."""
    _require_identity(root)
    for parent in list(root.iter()):
        for child in [child for child in parent if _must_go(child)]:
            _drop(parent, child)
    for element in root.iter("a"):
        _keep_only_true_link(element)
    if forms:
        _require_names(root)
    for table in [each for each in root.iter("table") if each.get("role") != "presentation"]:
        for cell in [each for each in table.iter() if each.tag in ("td", "th")]:
            _divide_long_words(cell)
    _give_direction(root)
    _give_widths(root)
    _give_titles(root)
    return {**_mark_boxes(root), **_mark_wide(root)}


def _give_widths(root: Element) -> None:
    """Let pictures have the width that their text asks for, which a browser reads and WeasyPrint does not."""
    for picture in root.iter("img"):
        width = _WIDTH.fullmatch(picture.get("width", ""))
        if width and "style" not in picture.attrib:
            picture.set("style", f"width: {width[1]}{width[2] or 'px'}")


def _give_titles(root: Element) -> None:
    """Let drawings have the name that their label says, which is read aloud on a screen and not in a PDF."""
    for drawing in list(root.iter(SVG)):
        label = drawing.get("aria-label", "").strip()
        if label and drawing.find(TITLE) is None:
            title = Element(TITLE)
            title.text = label
            drawing.insert(0, title)


def take_styles(root: Element) -> tuple[str, ...]:
    """Take the style sheets out of the head, so that those that many sheets share are read once."""
    head = root.find("head")
    found = [] if head is None else head.findall("style")
    for element in found:
        if head is not None:
            head.remove(element)
    return tuple(element.text or "" for element in found)


def marked_levels(root: Element) -> dict[str, str]:
    """Give what has to be equally high on several pages: ids, each with the name of its level."""
    return {
        element.get("id", ""): level
        for element in root.iter()
        if (level := element.get(LEVEL, "")) and _LEVEL.fullmatch(level)
    }


FOOT_OF_PAGE = "position: fixed; left: 0; bottom: 0; height: 0; width: 1mm"


def add_probes(root: Element) -> None:
    """Add what measuring needs: a line of text in each box, marks at the top and the foot of each page."""
    for element, box in list(walk(root)):
        if element.get("id") == f"fit-{box}" and box:
            _probe(element, f"line-{box}", "", "x")
    body = root.find("body")
    if body is not None:
        if not any(element.get("id") == "end-" for element in body.iter()):
            _probe(body, "end-", "clear: both")
        _probe(body, "line-", "", "x")
        _probe(body, "top-", "position: fixed; left: 0; top: 0; height: 0; width: 1mm")
        _probe(body, "foot-", FOOT_OF_PAGE)


def growing(root: Element) -> int:
    """Count what may take the room that a sheet leaves empty; a mark then shows where its page ends."""
    count = sum("grows" in element.get("class", "").split() for element in root.iter())
    body = root.find("body")
    if count and body is not None:
        _probe(body, "foot-", FOOT_OF_PAGE)
    return count


def walk(root: Element) -> Iterator[tuple[Element, str]]:
    """Give each element in order with the id of the box that it stands in, however deep it lies."""
    waiting = [(root, "")]
    while waiting:
        element, box = waiting.pop()
        if _is_comment(element):
            continue
        box = _box(element) or box
        yield element, box
        waiting.extend((child, box) for child in reversed(element))


def boxes_with_sign(root: Element, sign: str) -> Iterator[str]:
    """Find the boxes in whose text a sign stands."""
    for element, box in walk(root):
        inside = [element.text, *(child.tail for child in element)]
        if element.tag not in ("style", "script") and any(sign in text for text in inside if text):
            yield box


def boxes_with_image(root: Element, base: str) -> Mapping[str, str]:
    """Tell the box of each image by its full address."""
    return {urljoin(base, element.get("src", "")): box for element, box in walk(root) if element.tag == "img"}


def _box(element: Element) -> str:
    name = element.get("id", "")
    for prefix in ("box-", "fit-"):
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return ""


def _require_identity(root: Element) -> None:
    """Paper is read aloud too: without language and title it does not pass as accessible."""
    if not root.get("lang", "").strip():
        raise SheetError("the sheet has no language")
    if not (root.findtext("head/title") or "").strip():
        raise SheetError("the sheet has no title")


def _must_go(element: Element) -> bool:
    """Tell what a sheet must not hold.

    A button breaks the file, an attachment and a date change its bytes, a base leads addresses elsewhere.
    """
    if element.tag in ("base", "button", "script"):
        return True
    if element.tag == "input":
        return element.get("type", "").lower() in BUTTONS
    if element.tag == "link":
        return True
    return element.tag == "meta" and element.get("name", "").lower().startswith("dcterms.")


def _drop(parent: Element, child: Element) -> None:
    """Remove an element and keep the text behind it."""
    place = list(parent).index(child)
    if child.tail and place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _keep_only_true_link(element: Element) -> None:
    """Make text of a link that would lead to a file of the machine that printed the sheet."""
    element.attrib.pop("rel", None)
    if not element.get("href", "#").strip().lower().startswith(LINKS_THAT_LEAD_ON):
        del element.attrib["href"]


def _require_names(root: Element) -> None:
    """Fields are known by name: a missing one changes with the page, a shared one joins two fields."""
    seen: set[str] = set()
    for element in root.iter():
        if element.tag in FIELDS:
            name = element.get("name", "")
            if not name or "." in name:
                raise SheetError(f"a field has no name, or one with a dot: {name!r}")
            if name in seen and element.get("type") != "radio":
                raise SheetError(f"two fields have one name: {name!r}")
            seen.add(name)


def _mark_boxes(root: Element) -> dict[str, str]:
    """Name what boxes hold: one of these that is not on the laid out sheet fell off it."""
    names = {element.get("id", "") for element in root.iter()}
    boxes = {name.removeprefix("fit-") for name in names if name.startswith("fit-")}
    return {f"fit-{box}": box for box in sorted(boxes) if f"box-{box}" in names}


def _mark_wide(root: Element) -> dict[str, str]:
    marks: dict[str, str] = {}
    for element, box in walk(root):
        if element.tag in CAN_BE_WIDE and PLACED not in element.attrib:
            name = element.get("id") or f"wide-{len(marks)}"
            element.set("id", name)
            marks[name] = box
    return marks


def take_out_missing(root: Element, known: Container[int]) -> dict[str, str]:
    """Put a replacement for signs that no font has; give each such sign with the first box where it stood."""
    missing: dict[str, str] = {}
    for element, box in walk(root):
        if element.text and not element.text.isascii():
            element.text = _without_missing(element.text, known, missing, box)
        for child in element:
            if child.tail and not child.tail.isascii():
                child.tail = _without_missing(child.tail, known, missing, box)
    return missing


def _without_missing(text: str, known: Container[int], missing: dict[str, str], box: str) -> str:
    lacking = [sign for sign in text if ord(sign) not in known and _is_seen(sign)]
    for sign in lacking:
        missing.setdefault(sign, box)
    if not lacking:
        return text
    either = "".join(re.escape(sign) for sign in dict.fromkeys(lacking))
    return re.sub(f"[{either}][{either}\u200d\ufe00-\ufe0f]*", REPLACEMENT, text)


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in UNSEEN and not "\ufe00" <= sign <= "\ufe0f"


def _give_direction(root: Element) -> None:
    """Let each line of text run in the direction of its first letter, as a browser does with `dir=auto`."""
    main = "rtl" if root.get("lang", "").split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
    if main == "ltr" and not any(_FROM_RIGHT.search(text) for text in root.itertext()):
        return
    waiting = [(root, root.get("dir") or main)]
    root.set("dir", waiting[0][1])
    while waiting:
        element, direction = waiting.pop()
        own = element.get("dir") or (_direction(element) if _holds_lines(element) else "") or direction
        if own != direction or element.tag in ("ul", "ol"):
            element.set("dir", own)
        waiting.extend((child, own) for child in element)


def _holds_lines(element: Element) -> bool:
    return element.tag in DIRECTED or (element.tag in ("div", "span") and bool((element.text or "").strip()))


def _direction(element: Element) -> str:
    """Give the direction of the first letter that has one."""
    for text in element.itertext():
        for sign in text:
            kind = unicodedata.bidirectional(sign)
            if kind in ("L", "R", "AL"):
                return "ltr" if kind == "L" else "rtl"
    return ""


def _divide_long_words(cell: Element) -> None:
    """Let words of a cell that are longer than most columns be broken, but never letter by letter."""
    waiting = [cell]
    while waiting:
        element = waiting.pop()
        children = [child for child in element if child.tag not in UNDIVIDED]
        for child in list(element):
            if child.tail and _LONG_WORD.search(child.tail):
                text, child.tail = child.tail, None
                child.tail = _in_pieces(element, list(element).index(child) + 1, text)
        if element.text and _LONG_WORD.search(element.text) and not _is_comment(element):
            element.text = _in_pieces(element, 0, element.text)
        waiting += children


def _is_comment(element: Element) -> bool:
    tag: object = element.tag
    return not isinstance(tag, str)


def _in_pieces(parent: Element, at: int, text: str) -> str:
    """Insert the pieces of long words and what stands between them; give what comes before the first."""
    before = ""
    last: Element | None = None
    for kind, part in _words(text):
        if kind == "text" and last is None:
            before += part
        elif kind == "text" and last is not None:
            last.tail = (last.tail or "") + part
        else:
            last = Element("span", {"class": "piece"})
            last.text = part
            parent.insert(at, last)
            at += 1
    return before


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Divide a text into pieces of long words, and all else."""
    end = 0
    for match in _LONG_WORD.finditer(text):
        yield "text", text[end : match.start()]
        word, end = match[0], match.end()
        cuts = [*range(0, len(word) - PIECE // 2, PIECE), len(word)]
        yield from (("piece", word[start:stop]) for start, stop in pairwise(cuts))
    yield "text", text[end:]


def _probe(parent: Element, name: str, style: str, text: str = "") -> None:
    SubElement(parent, "div", {"id": name, "style": style}).text = text
