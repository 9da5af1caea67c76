"""What the theme needs: Markdown extensions, own fonts, pruned navigation, language, colours."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from ... import prose
from ...handbook import Handbook
from ...pages.site import Site
from ...phrases import FALLBACK, bare, phrases
from ...site_assets import ASSETS, SHIPPED
from . import languages

NEEDED_FEATURES = ("navigation.indexes", "navigation.prune")
"""Without them overviews have no page, and big handbooks are slow."""

LIKED_FEATURES = ("content.action.edit", "navigation.top", "toc.follow", "search.highlight", "search.suggest")
"""Set where the author has chosen no features."""

MATERIAL = ("material", "materialx")

ALSO = {"no": "nb"}
"""Languages that the theme knows by another name."""

OVERRIDES = Path(__file__).parents[2] / "templates" / "theme"
"""Parts of the theme that would ask other hosts for something."""

STYLES = ("tokens.css", "screen.css")
"""For our own pages."""

COLOURS = ("theme.css", "identity.css")
"""For all pages, where the author has chosen no colours."""

LETTERS = ("letters.css",)
"""For all pages, where the author has chosen no font."""

STATEMENT = "cocreate_statement"
"""Below `extra`, for the part of the theme at the foot of pages."""

SCRIPTS = tuple(name for name in SHIPPED if name.endswith(".js"))
OFFLINE = "offline.js"
"""Lets browsers keep what was opened."""
DISK_SEARCH = "iframe-worker.js"
"""Lets the theme's search work in pages that are opened from a disk."""


def chosen(config: MkDocsConfig, name: str) -> Any:
    """Give a setting of the theme if the author has chosen it, told by its difference; else None."""
    value = config.theme.get(name)
    return None if value is None or value == Theme(name=config.theme.name).get(name) else value


def language_of(config: MkDocsConfig) -> str:
    """Give the language that the author gave the theme; empty when none."""
    language = languages.default(config) or chosen(config, "language") or chosen(config, "locale")
    return str(language or "").replace("_", "-")


def is_for_disk(config: MkDocsConfig) -> bool:
    """Tell whether the site is to be opened from a disk: by our `disk`, or by the theme's `offline`."""
    for name, plugin in config.plugins.items():
        if name == "cocreate" and plugin.config.disk:
            return True
        if name.rpartition("/")[2] == "offline" and plugin.config.get("enabled", True):
            return True
    return False


def keeps_offline(config: MkDocsConfig) -> bool:
    """Tell whether browsers are to keep what was opened: by our `offline`, and where there is a server."""
    ours = config.plugins.get("cocreate")
    return ours is not None and bool(ours.config.offline) and not is_for_disk(config)


def dress(config: MkDocsConfig, handbook: Handbook) -> None:
    """Set everything that the author has not."""
    styles, scripts = (
        [handbook.addresses.file(f"{ASSETS}/{name}") for name in names]
        for names in (
            (*STYLES, *_theme_styles(config)),
            ((OFFLINE,) if keeps_offline(config) else ()) + SCRIPTS,
        )
    )
    config.extra_css[:0] = [style for style in styles if style not in config.extra_css]
    known = [str(each) for each in config.extra_javascript]
    config.extra_javascript[:0] = [script for script in scripts if script not in known]
    if not config.copyright:
        config.copyright = _copyright(handbook)
    if config.theme.name in MATERIAL:
        _material(config, handbook)


def _theme_styles(config: MkDocsConfig) -> tuple[str, ...]:
    if config.theme.name not in MATERIAL:
        return ()
    colours = () if config.theme.get("palette") else COLOURS
    return (*colours, *LETTERS) if chosen(config, "font") is None else colours


def lead_to_statement(config: MkDocsConfig, files: Files, site: Site) -> None:
    """Let the foot of every page lead to the accessibility statement; on a site of others, that of our pages.

    Where the page is left out, nothing leads there.
    """
    book = site.handbook
    uri = book.addresses.page("accessibility")
    config.extra.pop(STATEMENT, None)
    if page := next((file for file in files.documentation_pages() if file.src_uri == uri), None):
        config.extra[STATEMENT] = {
            "address": page.url,
            "title": bare(site.words.t("accessibility.title")),
            "language": book.language if site.words.speaks("accessibility.title") else FALLBACK,
            "everywhere": not book.addresses.at,
        }


def named(page: str, language: str) -> str:
    """Give parts of the theme a name that a screen reader can say: its search, and each open section.

    A section that has a page of its own is named by a label that holds nothing but an arrow.
    """
    page = _SECTION.sub(_with_name, page)
    label = f' aria-label="{escape(phrases(language).t("theme.search"))}"'
    for role in ("dialog", "search"):
        page = re.sub(f'(<div class="md-search[^>]* role="{role}")>', rf"\g<1>{label}>", page)
    return page


_SECTION = re.compile(
    r'aria-labelledby="(__nav_[0-9_]+)_label"(?P<rest>[^<>]*>\s*<label class="md-nav__title" for="\1">\s*'
    r'<span class="md-nav__icon md-icon"></span>\s*(?P<name>[^<>]*?)\s*</label>)'
)


def _with_name(section: re.Match[str]) -> str:
    name = section["name"].replace('"', "&quot;")
    return f'aria-label="{name}"{section["rest"]}' if name else section[0]


def _copyright(handbook: Handbook) -> str | None:
    identity = handbook.identity
    words = phrases(handbook.language)
    edition = words.t("sheet.edition", edition=identity.edition) if identity.edition else ""
    # Themes insert it as it is.
    parts = (prose.inline(part) for part in (identity.organisation, identity.licence, edition) if part)
    return " · ".join(parts) or None


def _material(config: MkDocsConfig, handbook: Handbook) -> None:
    theme = config.theme
    # After the author's own folder, before the theme's.
    at = 1 if theme.custom_dir else 0
    if str(OVERRIDES) not in theme.dirs:
        theme.dirs.insert(at, str(OVERRIDES))
    if chosen(config, "font") is None:
        theme["font"] = False
    if chosen(config, "language") is None:
        theme["language"] = _spoken(theme, handbook.language)
    features = list(theme.get("features") or [])
    wanted: tuple[str, ...] = NEEDED_FEATURES if features else (*NEEDED_FEATURES, *LIKED_FEATURES)
    if "navigation.expand" in features:  # the theme allows one of the two
        wanted = tuple(each for each in wanted if each != "navigation.prune")
    theme["features"] = [*features, *(each for each in wanted if each not in features)]
    if not theme.get("palette"):
        theme["palette"] = _palette(handbook)
    if is_for_disk(config):
        # The plugin `offline` would take it from another host, unless there is one of that name.
        shims = config.extra.setdefault("polyfills", [])
        if not any("iframe-worker" in str(shim) for shim in shims):
            shims.append(handbook.addresses.file(f"{ASSETS}/{DISK_SEARCH}"))
    if handbook.identity.logo and not theme.get("logo"):
        theme["logo"] = handbook.addresses.file(handbook.identity.logo)


def _spoken(theme: Theme, language: str) -> str:
    """Give the language that the theme has words in: the handbook's, the one it belongs to, or English."""
    base = language.split("-")[0]
    for name in (language, base, ALSO.get(base, base)):
        if any(Path(folder, "partials", "languages", f"{name}.html").is_file() for folder in theme.dirs):
            return name
    return FALLBACK


def _palette(handbook: Handbook) -> list[dict[str, Any]]:
    """Follow the reader's system, with a switch, in the handbook's own colour."""
    words = phrases(handbook.language)
    return [
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-night", "name": words.t("theme.dark")},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-sunny", "name": words.t("theme.light")},
        },
    ]
