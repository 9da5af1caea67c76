"""The reference of safe HTML, written from the code."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cocreate_plugin.prose.safelist import (
    HOOK_DATA,
    SAFE_ATTRIBUTES,
    SAFE_SCHEMES,
    SAFE_TAGS,
    SVG_TAGS,
    UNSAFE_TAGS,
)

Table = Callable[[Iterable[str], Iterable[Iterable[str]]], str]


def html_page(table: Table) -> tuple[str, ...]:
    """Write which HTML may stand in a text, as blocks of a page."""
    tags = ", ".join(f"`{tag}`" for tag in sorted(SAFE_TAGS - SVG_TAGS))
    drawn = ", ".join(f"`{tag}`" for tag in sorted(SVG_TAGS))
    refused = ", ".join(f"`{tag}`" for tag in sorted(UNSAFE_TAGS))
    shown = {
        tag: names for tag, names in sorted(SAFE_ATTRIBUTES.items()) if tag not in SVG_TAGS or tag == "svg"
    }
    rows = (
        ("every element" if tag == "*" else f"`{tag}`", ", ".join(f"`{each}`" for each in sorted(names)))
        for tag, names in shown.items()
    )
    return (
        "Markdown is enough for nearly everything. Where it is not, these elements may stand in a text.",
        "## Elements",
        tags,
        "In drawings: " + drawn + ".",
        "## Attributes",
        "Names that begin with `aria-` or `data-` are safe everywhere, and so is `markdown`.",
        table(("Element", "Attributes"), rows),
        "## Addresses",
        "Relative ones, and those that begin with "
        + ", ".join(f"`{each}:`" for each in sorted(SAFE_SCHEMES))
        + ". Images are never fetched from another host.",
        "## Refused",
        f"{refused}, attributes that begin with `on`, and addresses that run code are errors: "
        "[`unsafe-html`](problems.md#unsafe-html). Anything else that is not listed here is left out, with a "
        "warning: [`removed-html`](problems.md#removed-html).",
        "What the scripts of the theme and of the handbook act on is not for authors, and an error as well: "
        "the class `mermaid`, classes that begin with `md-`, `cc-` or `js-`, attributes that begin with "
        + ", ".join(f"`{each}`" for each in HOOK_DATA)
        + ", and ids that begin with `__`. In drawings, `url()` may name a part of the drawing only.",
        "## Judged is what is published",
        "Each text is judged as it is shown: in a cell, a heading, a list or a section. Then every page is "
        "read with the Markdown extensions of the site and held against this list as a whole. A difference "
        "is an error with the file, and the old site stays. What is published has passed the list. "
        "Hand-written pages are those of whoever owns the site, and are left as they are.",
    )
