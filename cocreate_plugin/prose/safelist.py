"""The safe list: what HTML is allowed in a handbook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import nh3


def _names(text: str) -> frozenset[str]:
    """Read names that stand in a row."""
    return frozenset(text.split())


SVG_TAGS = _names("svg g path rect circle ellipse line polyline polygon text tspan title desc")
"""Elements of a drawing that stands in the text."""

PARTS_OF_DRAWINGS = SVG_TAGS - {"svg"}
"""Those of them that are nothing outside a drawing."""

SAFE_TAGS = SVG_TAGS | _names(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details "
    "dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li "
    "main mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody "
    "td tfoot th thead time tr u ul var wbr"
)
"""Elements that an author may write, and that the Markdown extensions make."""

UNSAFE_TAGS = _names(
    "script iframe frame frameset object embed applet form button select option textarea fieldset base "
    "meta link portal foreignobject animate set use"
)
"""Elements that are errors: scripts, frames, forms, and what loads or rewrites other things."""

ACTING_TAGS = _names("script iframe frame frameset object embed applet base meta link portal")
"""Those of them that act or load by themselves, on pages that nobody cleans."""

EMPTIED_TAGS = _names("script style iframe object embed applet template noscript frameset")
"""Elements of which nothing is left, not even the text inside."""

DRAWN = _names(
    "x y x1 y1 x2 y2 cx cy r rx ry d points width height dx dy transform fill fill-opacity fill-rule "
    "stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset "
    "stroke-opacity opacity font-size font-family font-weight font-style text-anchor dominant-baseline "
    "paint-order vector-effect"
)

SAFE_ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": _names("class id title lang dir role hidden"),
    "a": _names("href target rel hreflang download"),
    "img": _names("src alt width height loading align"),
    "ol": _names("start type reversed"),
    "li": _names("value"),
    "td": _names("colspan rowspan headers align style"),
    "th": _names("colspan rowspan headers scope align style abbr"),
    "col": _names("span"),
    "colgroup": _names("span"),
    "details": _names("open"),
    "time": _names("datetime"),
    "del": _names("datetime cite"),
    "ins": _names("datetime cite"),
    "q": _names("cite"),
    "blockquote": _names("cite"),
    "input": _names("type disabled checked"),
    "svg": _names("viewBox xmlns preserveAspectRatio focusable version"),
}
"""Attributes by element, `*` for every element; names that begin with `aria-` or `data-` are safe too."""

SAFE_ATTRIBUTES |= {
    tag: SAFE_ATTRIBUTES.get(tag, frozenset()) | DRAWN for tag in SVG_TAGS - {"title", "desc"}
}

SAFE_SCHEMES = _names("http https mailto tel sms")
"""What an address may begin with, beside none at all."""

HOOK = re.compile(r"(?:md|cc|js)-|mermaid$", re.I)
"""Classes that the theme's scripts and ours act on: what carries one runs, loads or stores something."""
HOOK_DATA = ("data-md-", "data-cc-", "data-clipboard-")
"""Beginnings of attributes that they act on."""
HOOK_ID = re.compile(r"__(?!tabbed_[\d_]+$|span-[\d-]+$|codelineno-[\d-]+$)")
"""Ids of elements in which the theme looks for its settings, and not those that Markdown extensions make."""

ADDRESSES = _names(
    "href src action formaction xlink:href poster background cite data srcset longdesc usemap manifest ping"
)
DANGEROUS_SCHEMES = _names("javascript vbscript livescript data file blob jar view-source")
PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif|svg\+xml)[;,]", re.I)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
REMOTE = re.compile(r"https?:|[/\\]{2}", re.I)
_STYLE_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.I | re.S)
_ASKING = re.compile(r"(?:url|src|image|image-set|cross-fade)\(", re.I)
ALIGNED = re.compile(r"\s*+text-align:\s*+(?:left|right|center|justify)\s*+;?\s*+", re.I)
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028\u2029\u2060\ufeff]+")
_OWN_PART = re.compile(r"url\(\s*+[\"']?#[\w.:-]*+[\"']?\s*+\)")


def squeezed(address: str) -> str:
    """Give an address as a browser reads it: without the signs that hide its beginning."""
    return INVISIBLE.sub("", address)


def scheme(address: str) -> str:
    """Name the scheme of an address, else nothing."""
    match = _SCHEME.match(squeezed(address))
    return match[1].lower() if match else ""


def is_remote(address: str) -> bool:
    """Tell whether an address is on another host."""
    return bool(REMOTE.match(squeezed(address)))


def asks_for(value: str) -> str:
    """Give a style as a browser reads it if it asks for a file, else nothing; a colour is a style too."""
    plain = _STYLE_ESCAPE.sub(lambda match: _letter(match[1]) if match[1] else match[2], value)
    return plain if _ASKING.search(plain) else ""


def _letter(number: str) -> str:
    return chr(int(number, 16)) if int(number, 16) <= 0x10FFFF else ""


def loads(value: str) -> bool:
    """Tell whether a value of a drawing asks for something outside the drawing."""
    return bool(asks_for(_OWN_PART.sub("", value)))


def is_hook(name: str, value: str) -> bool:
    """Tell whether an attribute is meant for the theme's scripts or for ours, and so not for authors."""
    if name == "class":
        return any(HOOK.match(part) for part in value.split())
    return name.startswith(HOOK_DATA) or (name == "id" and bool(HOOK_ID.match(value)))


def is_safe_attribute(tag: str, name: str) -> bool:
    """Tell whether an element may carry an attribute."""
    return AUTHORS.allows(tag, name) or name == "markdown"


@dataclass(frozen=True)
class Rules:
    """Which HTML is published: in the text of authors, or on a page that our templates write around it."""

    tags: frozenset[str]
    attributes: Mapping[str, frozenset[str]]
    styles: frozenset[str]
    own: bool
    """Whether the page is ours, with widgets that our scripts act on."""

    def allows(self, tag: str, name: str) -> bool:
        """Tell whether an element may carry an attribute."""
        known = self.attributes.get(tag, frozenset()) | self.attributes["*"]
        return name in {each.lower() for each in known} or name.startswith(("aria-", "data-"))

    def filtered(self, tag: str, name: str, value: str) -> str | None:
        """Keep an attribute that the element may carry, change it, or drop it."""
        if name == "src" and (
            is_remote(value) or (scheme(value) == "data" and not PICTURE.match(squeezed(value)))
        ):
            return None
        if name in ADDRESSES and name != "src" and scheme(value) in DANGEROUS_SCHEMES:
            return None
        if tag in SVG_TAGS and asks_for(value):
            return None
        if name == "class":
            kept = [
                part for part in value.split() if not HOOK.match(part) or (self.own and part[:3] == "cc-")
            ]
            return value if len(kept) == len(value.split()) else " ".join(kept)
        if is_hook(name, value) and not (self.own and name.startswith("data-cc-")):
            return None
        if tag == "input" and name == "type" and value != "checkbox" and not self.own:
            return "checkbox"
        return value

    @cached_property
    def cleaner(self) -> nh3.Cleaner:
        """Give the one cleaner of these rules."""
        return nh3.Cleaner(
            tags=set(self.tags),
            clean_content_tags=set(EMPTIED_TAGS),
            attributes={tag: set(names) for tag, names in self.attributes.items()},
            generic_attribute_prefixes={"aria-", "data-"},
            url_schemes={*SAFE_SCHEMES, "data"},
            filter_style_properties=set(self.styles),
            attribute_filter=self.filtered,
            link_rel=None,
            strip_comments=True,
        )

    def clean(self, html: str) -> str:
        """Keep of an HTML text what the rules allow."""
        return self.cleaner.clean(html).replace("&nbsp;", "\u00a0")


AUTHORS = Rules(SAFE_TAGS, SAFE_ATTRIBUTES, _names("text-align"), own=False)
PAGES = Rules(
    SAFE_TAGS | _names("form fieldset legend select option button"),
    {
        **SAFE_ATTRIBUTES,
        "*": SAFE_ATTRIBUTES["*"] | _names("tabindex"),
        "input": _names("type disabled checked name value min max inputmode required"),
        "label": _names("for"),
        "section": _names("style"),
        "select": _names("name"),
        "option": _names("value"),
        "button": _names("type"),
    },
    _names("text-align flex-grow"),
    own=True,
)
"""What our templates and the Markdown extensions write besides; none of it loads or runs anything."""
