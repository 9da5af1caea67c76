"""Pages as their templates write them: one of the handbook's own may be broken, which is told once."""

from __future__ import annotations

from ...pages.all import Page, home, pages
from ...pages.site import Site
from ...problems import Problem
from ...templating import BrokenTemplate


def written(site: Site, homes: tuple[str, ...]) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """Write all pages; a template of the handbook's own may be broken."""
    try:
        return pages(site, homes), ()
    except BrokenTemplate as broken:
        return (), (broken.problem,)


def homes(site: Site, uris: tuple[str, ...]) -> tuple[Page, ...]:
    """Write first pages that nobody wrote."""
    try:
        return tuple(home(site, uri) for uri in uris)
    except BrokenTemplate:  # it has been said
        return ()
