"""Where every page of the site is, as addresses that do not depend on the host."""

from __future__ import annotations

from .handbook import Handbook
from .kinds import Document


def page(handbook: Handbook, where: str) -> str:
    """Give the public address of a page such as `phases/explore/`; empty when the site has none."""
    base = handbook.identity.site_url
    return f"{base.rstrip('/')}/{where}" if base else ""


def page_of(document: Document) -> str:
    """Give the address of a document's page below the site: `phases/explore/`."""
    return f"{document.folder}/{document.id}/"
