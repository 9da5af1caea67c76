"""The safe list: what HTML is allowed in a handbook."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3


def _names(text: str) -> frozenset[str]:
    """Read names that stand in a row."""
    return frozenset(text.split())


SVG_TAGS = _names("svg g path rect circle ellipse line polyline polygon text tspan title desc")
"""Elements of a drawing that stands in the text."""

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

EMPTIED_TAGS = _names("script style iframe object embed applet template noscript frameset")
"""Elements of which nothing is left, not even the text inside."""

_DRAWN = (
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
    tag: SAFE_ATTRIBUTES.get(tag, frozenset()) | _names(_DRAWN) for tag in SVG_TAGS - {"title", "desc"}
}

SAFE_SCHEMES = _names("http https mailto tel sms")
"""What an address may begin with, beside none at all."""

ADDRESSES = _names(
    "href src action formaction xlink:href poster background cite data srcset longdesc usemap manifest ping"
)
DANGEROUS_SCHEMES = _names("javascript vbscript livescript data file blob jar view-source")
PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif|svg\+xml)[;,]", re.I)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
REMOTE = re.compile(r"https?:|[/\\]{2}", re.I)
_STYLE_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.I | re.S)
_ASKING = re.compile(r"(?:url|src|image|image-set|cross-fade)\(", re.I)
ALIGNED = re.compile(r"\s*text-align:\s*(?:left|right|center|justify)\s*;?\s*", re.I)
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028\u2029\u2060\ufeff]+")


def squeezed(address: str) -> str:
    """Give an address as a browser reads it: without the signs that hide its beginning."""
    return INVISIBLE.sub("", address)


def scheme(address: str) -> str:
    """Name the scheme of an address, else nothing."""
    found = _SCHEME.match(squeezed(address))
    return found[1].lower() if found else ""


def is_remote(address: str) -> bool:
    """Tell whether an address is on another host."""
    return bool(REMOTE.match(squeezed(address)))


def asks_for(value: str) -> str:
    """Give a style as a browser reads it if it asks for a file, else nothing; a colour is a style too."""
    plain = _STYLE_ESCAPE.sub(lambda found: _letter(found[1]) if found[1] else found[2], value)
    return plain if _ASKING.search(plain) else ""


def _letter(number: str) -> str:
    return chr(int(number, 16)) if int(number, 16) <= 0x10FFFF else ""


def is_safe_attribute(tag: str, name: str) -> bool:
    """Tell whether an element may carry an attribute."""
    known = SAFE_ATTRIBUTES.get(tag, frozenset()) | SAFE_ATTRIBUTES["*"]
    return (
        name in {each.lower() for each in known} or name.startswith(("aria-", "data-")) or name == "markdown"
    )


def filtered(tag: str, name: str, value: str) -> str | None:
    """Keep an attribute or drop it, when the HTML is cleaned."""
    if name == "src" and (
        is_remote(value) or (scheme(value) == "data" and not PICTURE.match(squeezed(value)))
    ):
        return None
    if name in ADDRESSES and name != "src" and scheme(value) in DANGEROUS_SCHEMES:
        return None
    if tag in SVG_TAGS and asks_for(value):
        return None
    if tag == "input" and name == "type" and value != "checkbox":
        return "checkbox"
    return value


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    """Make the one cleaner."""
    return nh3.Cleaner(
        tags=set(SAFE_TAGS),
        clean_content_tags=set(EMPTIED_TAGS),
        attributes={tag: set(names) for tag, names in SAFE_ATTRIBUTES.items()},
        generic_attribute_prefixes={"aria-", "data-"},
        url_schemes={*SAFE_SCHEMES, "data"},
        filter_style_properties={"text-align"},
        attribute_filter=filtered,
        link_rel=None,
        strip_comments=True,
    )


def clean(html: str) -> str:
    """Keep of an HTML text what the rules allow."""
    return _cleaner().clean(html).replace("&nbsp;", "\u00a0")
