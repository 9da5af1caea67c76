"""The safe list: what HTML is allowed in a handbook."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3

SVG_TAGS = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc".split()
)
"""Elements of a drawing that stands in the text."""

SAFE_TAGS = SVG_TAGS | frozenset(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li main mark nav ol p pre q rp rt ruby "
    "s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""Elements that an author may write, and that the Markdown extensions make."""

UNSAFE_TAGS = frozenset(
    "script iframe frame frameset object embed applet form button select option textarea fieldset base meta link portal "
    "foreignobject animate set use".split()
)
"""Elements that are errors: scripts, frames, forms, and what loads or rewrites other things."""

EMPTIED_TAGS = frozenset("script style iframe object embed applet template noscript frameset".split())
"""Elements of which nothing is left, not even the text inside."""

_DRAWN = (
    "x y x1 y1 x2 y2 cx cy r rx ry d points width height dx dy transform fill fill-opacity fill-rule stroke stroke-width "
    "stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-opacity opacity font-size font-family "
    "font-weight font-style text-anchor dominant-baseline paint-order vector-effect"
)

SAFE_ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset("class id title lang dir role hidden".split()),
    "a": frozenset("href target rel hreflang download".split()),
    "img": frozenset("src alt width height loading align".split()),
    "ol": frozenset("start type reversed".split()),
    "li": frozenset(["value"]),
    "td": frozenset("colspan rowspan headers align style".split()),
    "th": frozenset("colspan rowspan headers scope align style abbr".split()),
    "col": frozenset(["span"]),
    "colgroup": frozenset(["span"]),
    "details": frozenset(["open"]),
    "time": frozenset(["datetime"]),
    "del": frozenset("datetime cite".split()),
    "ins": frozenset("datetime cite".split()),
    "q": frozenset(["cite"]),
    "blockquote": frozenset(["cite"]),
    "input": frozenset("type disabled checked".split()),
    "svg": frozenset("viewBox xmlns preserveAspectRatio focusable version".split()),
}
"""Attributes by element; `*` is for every element. Names that begin with `aria-` or `data-` are safe everywhere."""

SAFE_ATTRIBUTES |= {
    tag: SAFE_ATTRIBUTES.get(tag, frozenset()) | frozenset(_DRAWN.split()) for tag in SVG_TAGS - {"title", "desc"}
}

SAFE_SCHEMES = frozenset("http https mailto tel sms".split())
"""What an address may begin with, beside none at all."""

ADDRESSES = frozenset(
    "href src action formaction xlink:href poster background cite data srcset longdesc usemap manifest ping".split()
)
DANGEROUS_SCHEMES = frozenset("javascript vbscript livescript data file blob jar view-source".split())
PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif|svg\+xml)[;,]", re.I)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
REMOTE = re.compile(r"https?:|[/\\]{2}", re.I)
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


def is_safe_attribute(tag: str, name: str) -> bool:
    """Tell whether an element may carry an attribute."""
    known = {each.lower() for each in SAFE_ATTRIBUTES.get(tag, frozenset()) | SAFE_ATTRIBUTES["*"]}
    return name in known or name.startswith(("aria-", "data-")) or name == "markdown"


def filtered(tag: str, name: str, value: str) -> str | None:
    """Keep an attribute or drop it, when the HTML is cleaned."""
    if name == "src" and (is_remote(value) or scheme(value) == "data" and not PICTURE.match(squeezed(value))):
        return None
    if name in ADDRESSES and name != "src" and scheme(value) in DANGEROUS_SCHEMES:
        return None
    if tag in SVG_TAGS and "url(" in value.lower():
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
    return _cleaner().clean(html)
