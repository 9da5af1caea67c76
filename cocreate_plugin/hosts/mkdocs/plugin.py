"""The plugin: options and thin hooks; what they do is done elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

try:
    import mkdocs
except ImportError:  # ProperDocs answers to the same names once asked
    import properdocs.replacement  # noqa: F401

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ... import prose
from ...drawn import Drawer, drawer
from ...handbook import TEMPLATES, located
from ...load import Loaded, load
from ...pages.all import Page as OurPage
from ...pages.judged import Judged, judged, refused
from ...pages.site import Site
from ...phrases import FALLBACK, phrases
from ...problems import Level, Problem, in_order
from ...sheets.sheet import Sheet
from ...sources import LOCALE, Disk
from ..hand_written import generated, gone, missing_homes, taken
from ..hand_written_text import HandWritten
from ..project import added, kept_in, workers
from ..settings import mounted, option_problems, unprinted
from . import (
    addresses,
    ahead,
    answers,
    disk,
    files as site_files,
    languages,
    links,
    nav,
    offline,
    pages,
    paper,
    policy,
    room,
    search,
    serving,
    theme,
)
from .kept_pages import KeptPages
from .markdown import Markdown
from .new_site import SitePlace
from .options import Options
from .policy import SitePolicy
from .told import Told
from .unchanged import Unchanged

log = get_plugin_logger("cocreate")

BEFORE_THE_OTHERS = 50
"""Plugins that lead to pages, such as redirects, look at 0 for what there is."""

AFTER_THE_OTHERS = -150
"""Plugins add pages at 0; one for languages drops ours at -100 (ultrabug/mkdocs-static-i18n#263)."""


class CocreatePlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Makes the pages and the PDFs of a co-creation handbook."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self.serving = False
        self.site: Site | None = None
        self._loaded: Loaded | None = None
        self.paper = paper.Paper()
        self._cache = Path()
        self._drawer: Drawer | None = None
        self._kept = KeptPages(self._cache)
        self._place = SitePlace()
        self._pages: tuple[OurPage, ...] = ()
        self._author_nav: Any = None
        self._markdown = Markdown((), {})
        self._policy: SitePolicy | None = None
        self._told = Told()
        self.served = answers.Served(self._print)
        self._disk = Disk()
        self._reading: dict[str, Any] = {}
        self._folders = ahead.Folders()
        self._last: ahead.LastBuild | None = None
        self._unchanged = Unchanged()
        self._is_ahead = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether somebody is writing, or publishes."""
        self.serving = command == "serve"
        if self.serving:
            self._disk = Disk(parsed={})
        # A dirty build needs what it does not write; other programs, such as mike, ask for the settings only.
        self._place.is_beside = command in ("build", "gh-deploy") and not dirty

    @event_priority(BEFORE_THE_OTHERS)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load, report, and set what the theme needs."""
        self._told = Told()
        self.config.offline = self.config.offline and not self.serving
        links.let_warnings_be_heard(config)
        root = addresses.root_of(config)
        self._cache = kept_in(root, self.config.cache_dir)
        self._unchanged = Unchanged.asked(config, self._cache, self._place)
        if self._unchanged.holds:
            return self._unchanged.without_pages(config)
        self._drawer = drawer(root, self.config.draw, self._cache, self._drawer)
        self._reading = {
            "language": theme.language_of(config),
            "title": config.site_name,
            "disk": self._disk,
            "drawer": self._drawer,
            "dialect": prose.Dialect.of(addresses.settings_of(config).markdown),
        }
        to, today = addresses.addresses_of(config, self.config, self.serving), dt.date.today()
        self._loaded = load(
            root, self.config.process_dir.strip("/"), addresses=to, today=today, **self._reading
        )
        book = self._loaded.handbook
        self._kept = KeptPages(self._cache)
        if self.serving:
            self._folders.use(config)
        self.site, self.paper = Site(book), paper.Paper()
        self.served.problems = ()
        theme.dress(config, book)
        if not (self._policy and self._policy.pages):  # builds for other languages lie within the first one
            self._policy = SitePolicy.of(config, self.config.content_security_policy, mounted(self.config))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Print, write, and say all that is wrong, before MkDocs cleans the old site away."""
        if self.site is None or self._loaded is None:
            return
        # Only now have all plugins said under which address and in which form the site is published.
        book = located(self.site.handbook, addresses.addresses_of(config, self.config, self.serving))
        self.site = Site(book, paper.sheets(book) if self.config.prints else ())
        hand_written, settings = tuple(addresses.hand_written(config, book)), addresses.settings_of(config)
        found = [
            *self._loaded.problems,
            *option_problems(self.config, settings),
            *policy.left_out(config, self.config.content_security_policy, settings.file),
            *unprinted(book.addresses.base, book.identity.site_url, settings.file),
            *taken(book, hand_written, self.config.prints),
            *gone(book, self.config.published, hand_written),
        ]
        made, anchors = generated(self.site), Judged().anchors
        if self.serving or not any(problem.level is Level.ERROR for problem in found):
            if self.config.prints and not self._on_demand:
                found += added(found, self._put_on_paper(config))
            homes = missing_homes(book, hand_written)
            written, broken = pages.written(self.site, homes)
            markdown = Markdown.of(config).with_ours()
            with self._kept.judging(markdown.extensions, markdown.settings) as harmless:
                checked = judged(self.site, written, markdown.reader(), harmless=harmless)
            found += (*broken, *checked.problems)
            anchors = checked.anchors
            kept = written or self._pages  # while serving, those of the build before
            self._pages = languages.arranged(tuple(page for page in kept if page.path not in homes), config)
        loaded = replace(self._loaded, handbook=book)
        of_texts = tuple(HandWritten(loaded, settings, made, anchors).problems())
        links.SaidBefore(book.addresses.docs, of_texts).listen()
        self._report(config, in_order((*found, *of_texts)), book.language)
        content = book.root / book.process
        if obstacle := room.obstacle(config, self._place.name, self.paper.files.values(), content):
            self._say(book.root, (obstacle,), book.language)
            self._stop((obstacle,), book.language)
        self.served.site, self.served.on_demand = self.site, self._on_demand

    def _put_on_paper(self, config: MkDocsConfig) -> tuple[Problem, ...]:
        """Print every sheet of the site, and say what was found."""
        if self.site is None:
            return ()
        self.paper = self._printed(self.site.sheets)
        impossible = self.paper.impossible
        if impossible is not None and not config.strict and not paper.lies_in(self._place.name):
            # Pages are of use without paper, and their author may not be able to install what it needs.
            # A site that has paper already is not replaced by one without.
            self.paper, self.site = paper.Paper(), replace(self.site, sheets=())
            return (replace(impossible, weight=Level.WARNING),)
        self.site = paper.without_failed(self.site, self.paper, None if self.serving else self._cache)
        return self.paper.problems

    @event_priority(BEFORE_THE_OTHERS)
    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add pages, pictures, data and PDFs, so that other plugins know them."""
        if self._unchanged.holds:
            return Files([])
        if self.site:
            addresses.without_content(files, self.site.handbook)
        if self.site and not languages.in_several(config):
            site_files.add(files, config, self.site, self._pages, self.paper)
        return files

    @event_priority(AFTER_THE_OTHERS)
    def _add_navigation(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put everything into the navigation, and the files where a plugin would have dropped them."""
        if self.site is None:
            return files
        if languages.in_several(config):
            site_files.add(files, config, self.site, self._pages, self.paper)
        homes = missing_homes(self.site.handbook, (file.src_uri for file in files))
        first = pages.homes(self.site, homes)
        for page in first:
            files.append(site_files.page_file(config, self.site, page))
        self._report(config, tuple(addresses.taken_from_others(files)), self.site.handbook.language)
        self._pages = (*first, *self._pages)
        self._author_nav = config.nav
        config.nav = nav.placed(
            config.nav, files, self._pages, self.site, config.site_name, "awesome-pages" in config.plugins
        )
        if self.config.disk:
            disk.name_files(files)
        return files

    on_files = CombinedEvent(_add_files, _add_navigation)

    @event_priority(BEFORE_THE_OTHERS)
    def on_nav(self, navigation: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Leave the setting as the author wrote it: plugins that arrange what is not placed look at it."""
        if self.site:
            config.nav = self._author_nav
            theme.lead_to_statement(config, files, self.site)
        return navigation

    @event_priority(AFTER_THE_OTHERS)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Learn which scripts are the theme's, before a page is written."""
        self._last = ahead.LastBuild(config, files, env)
        if self._policy:
            self._policy.learn_theme(env, files)

    @event_priority(AFTER_THE_OTHERS)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Lead links and citations of hand-written pages into the content."""
        if self.site is None:
            return markdown
        links.correct_edit_address(page)
        self._kept.watch(page)
        if not languages.is_written_now(page.file, config, self.site.handbook.language):
            page.meta["search"] = {"exclude": True}
        search.come_last(page, self.config.last_in_search)
        if languages.is_ours(page.file):
            self._markdown = Markdown.of(config)
            self._markdown.with_ours().use(config)
            return markdown
        return links.linked(markdown, page, self.site)

    @event_priority(BEFORE_THE_OTHERS)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Publish of our pages what is safe, marked for the style sheet; read the next as its author says."""
        ours = languages.page_of(page.file)
        if ours is None or self.site is None:
            return html
        self._markdown.use(config)
        if not self._kept.is_harmless(page, html):
            found = tuple(refused(self.site, ours.source, html))
            self._report(config, found, self.site.handbook.language)
        return f'<div class="cc-page">\n{prose.clean_page(html)}\n</div>'

    @event_priority(AFTER_THE_OTHERS)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        """Learn how the theme's scripts read at this depth of the site."""
        if self._last:
            self._last.nav = nav
        if self._policy:
            self._policy.learn_page(context)

    @event_priority(AFTER_THE_OTHERS)
    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> None:
        """Learn the same for the theme's own pages, such as the one for addresses that lead nowhere."""
        if self._policy:
            self._policy.learn_page(context)

    @event_priority(AFTER_THE_OTHERS)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Leave a page to the build for its language; MkDocs writes no page that is empty."""
        language = self.site.handbook.language if self.site else ""
        if not languages.is_written_now(page.file, config, language):
            return ""
        ours = languages.is_ours(page.file)
        return self._finished(output, Path(page.file.abs_dest_path), language, ours)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Finish the page for addresses that lead nowhere as well."""
        if self.site is None or template_name != "404.html":
            return output_content
        path = Path(config.site_dir, template_name)
        return self._finished(output_content, path, self.site.handbook.language)

    @event_priority(AFTER_THE_OTHERS)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Give the search what it needs on a disk, and pages their policy; then the site takes its place."""
        if self.site:
            book = self.site.handbook
            search.finish(config, book, self.config.disk)
            if self._on_demand:
                paper.without_empty(Path(config.site_dir), self.site)
            if self._policy:
                self._say(book.root, tuple(self._policy.finish()), book.language)
            offline.finish(config, book)
        self._kept.end()
        if self._last and self.serving and not languages.in_several(config):
            self._last.is_done = True
        self._unchanged.end(config, self._place)

    def on_build_error(self, *, error: Exception) -> None:
        """Say in a sentence what the system refused while MkDocs copied and wrote."""
        self._policy = self._last = None
        self._unchanged.give_up(self._place)
        if self.site and isinstance(error, OSError):
            told = room.told(error, self._place.name, self._place.written_into)
            raise PluginError(phrases(self.site.handbook.language).line(told)) from error

    @event_priority(AFTER_THE_OTHERS)
    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Callable[..., Any]) -> Any:
        """Watch the content, and print what is asked for."""
        for name in (self.config.process_dir, TEMPLATES, LOCALE):
            if (folder := addresses.root_of(config) / name).is_dir():
                server.watch(str(folder))
        words = phrases(self.site.handbook.language if self.site else FALLBACK)
        shown = answers.Answers(server.mount_path, mounted(self.config), self.served)
        shown.look_ahead(ahead.Ahead(server, self._make_ahead, self._folders))
        server.builder = shown.watching(server.builder)
        app = serving.refusing(shown.around(server.get_app()), words.t("serve.no-address"))
        server.set_app(serving.with_reload(app))
        return server

    def on_shutdown(self) -> None:
        """Take away what was needed while serving."""
        self._folders.remove()

    def _make_ahead(self, address: str) -> bool:
        """Make the page at an address again within the last build; tell whether it is another now."""
        last, site = self._last, self.site
        if not (last and site and (again := last.again(address, site, self._reading))):
            return False
        self._is_ahead, self.site = True, again.site
        try:
            return last.make(again, self._policy)
        finally:
            self._is_ahead, self.site = False, site

    def _finished(self, html: str, path: Path, language: str, ours: bool = False) -> str:
        """Name the search of a page, and remember that it is to have a policy; not so pages of a host."""
        if self._policy and (ours or not self._policy.is_guest):
            self._policy.pages.add(path)
        return theme.named(html, language)

    @property
    def _on_demand(self) -> bool:
        return self.serving and self.config.pdf in (None, "on-demand")

    def _printed(self, sheets: tuple[Sheet, ...]) -> paper.Paper:
        """Print some sheets of the handbook."""
        if self.site is None or not sheets:
            return paper.Paper()
        number = workers({"workers": self.config.workers})
        return paper.printed(sheets, self.site.handbook, self._cache, number)

    def _print(self, sheets: tuple[Sheet, ...]) -> paper.Paper:
        """Print on demand; what is wrong is said here and on every page."""
        made = self._printed(sheets)
        if self.site:
            self._say(self.site.handbook.root, made.problems, self.site.handbook.language)
        self.served.problems = in_order((*self.served.problems, *made.problems))
        return made

    def _say(self, root: Path, problems: tuple[Problem, ...], language: str) -> None:
        """Say problems where they are looked for."""
        self._told.say(root, problems, language, self.config.report or {})

    def _report(self, config: MkDocsConfig, problems: tuple[Problem, ...], language: str) -> None:
        """Say everything that is wrong, and stop if it must be put right first; a served site goes on."""
        if self._is_ahead:
            return  # the build behind it says it
        self._say(addresses.root_of(config), problems, language)
        self.served.problems = in_order((*self.served.problems, *problems))
        if not self.serving:
            levels = (Level.ERROR, Level.WARNING) if config.strict else (Level.ERROR,)
            self._stop([problem for problem in problems if problem.level in levels], language)

    def _stop(self, problems: Sequence[Problem], language: str) -> None:
        """Stop the build for problems, if there are any."""
        if problems:
            raise PluginError(phrases(language).n("build.stopped", len(problems)))


__all__ = ["CocreatePlugin", "Options", "mkdocs"]
