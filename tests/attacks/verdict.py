"""What finished HTML would do, told by another parser than those that made and cleaned it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import tinyhtml5

ACTING = frozenset(
    "script iframe frame frameset object embed applet portal fencedframe base meta link style template noscript "
    "animate animatetransform animatemotion set discard use foreignobject image feimage handler math mglyph "
    "annotation-xml marquee video audio source track canvas textarea keygen isindex xmp plaintext listing noembed "
    "noframes slot dialog map area".split()
)
"""Elements that run, load, rewrite, or are read otherwise by the next parser; none belongs on a page of ours."""
FETCHED = frozenset(
    "src srcset poster background data longdesc lowsrc dynsrc ping action formaction manifest".split()
)
FOLLOWED = frozenset(("href", "cite", "xlink:href"))
SAFE = frozenset(("", "http", "https", "mailto", "tel", "sms"))
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0]")
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif|svg\+xml)[;,]", re.I)
_STYLE = re.compile(
    r"url\s*\(|image|src\s*\(|cross-fade|expression|behavio|binding|position|z-index|inset|[\\\\@]|/\*|X\d+X",
    re.I,
)
"""What a style of ours never has: what fetches or runs, covers the page, hides what it is, or is an author's."""


def deeds(html: str, own: frozenset[str] = frozenset()) -> Iterator[str]:
    """Tell each thing that a text does which none of ours does; `own` are elements that we put there as well."""
    for element in tinyhtml5.parse(html, namespace_html_elements=False).iter():
        tag = str(element.tag).rpartition("}")[2].lower()
        shown = f"<{tag} {dict(element.attrib)}>"
        if tag in ACTING - own:
            yield shown
        for whole, value in element.attrib.items():
            space, _, name = str(whole).rpartition("}")
            if _acts(tag, f"xlink:{name}" if space.endswith("xlink") else name.lower(), value):
                yield f"{name}: {shown}"


def _acts(tag: str, name: str, value: str) -> bool:
    plain = _HIDDEN.sub("", value)
    if name.startswith("on") or name in ("srcdoc", "autofocus", "contenteditable", "popover", "is"):
        return True
    if name in FETCHED:
        return not _PICTURE.match(plain) and (
            urlsplit(plain).scheme != "" or plain.replace("\\", "/").startswith("//")
        )
    if name in FOLLOWED:
        return _scheme(plain) not in SAFE
    if name == "style":
        return bool(_STYLE.search(value))
    if name == "class":
        return any(part.lower() == "mermaid" or part.startswith("md-") for part in value.split())
    if name == "id":
        return value.startswith(("__config", "__search", "__palette", "__drawer", "__consent"))
    if name.startswith(("data-md-", "data-clipboard-", "hx-", "v-", "x-", "ng-", "@", ":")):
        return True
    if name.startswith("data-cc-"):
        return False  # words that our scripts show as text
    return bool(re.search(r"url\s*\((?!\s*[\"']?#)|image-set\(|expression\(", plain, re.I)) and name not in (
        "title",
        "alt",
        "aria-label",
    )


def _scheme(address: str) -> str:
    match = re.match(r"([a-z][a-z0-9+.-]*):", address, re.I)
    return match[1].lower() if match else ""
