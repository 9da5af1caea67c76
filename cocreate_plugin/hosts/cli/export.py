"""A plain folder as host: pages as Markdown, data and PDFs, for any other generator."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ...pages.all import Page, pages
from ...pages.redirects import redirects
from ...pages.site import Site
from ...pages.writer import PageWriter
from ...pdf.files import put
from ...pdf.pictures import without_fonts
from ...sheets.all import sheets
from ...site_assets import ASSETS, SHIPPED, delivered, made
from ...templating import BrokenTemplate
from ...validate import slug
from ..hand_written import files_of, missing_homes
from ..project import Project, words_of
from .localised_click import refuse_plainly
from .print import print_sheets
from .report import is_fatal, show, tell

_HEADING_ID = re.compile(r"^(?P<heading>#{1,6} .*?)(?<!\s)\s*+\{:?+\s*+#(?P<id>[\w-]++)\s*+\}\s*+$")
_CLASSES = re.compile(r"\{:\s*(?:\.[\w-]+\s*)+\}")


def export(here: Project, out: Path) -> bool:
    """Write the handbook below a folder; tell whether everything came out."""
    words = words_of(here)
    home, own = out.resolve(), (here.process, here.root / here.settings.docs)
    if here.root.is_relative_to(home) or any(home.is_relative_to(each) for each in own):
        refuse_plainly(words.t("export.inside", folder=str(out)))
    loaded = here.tried()
    show(loaded.problems, words, here.root, err=True)
    if is_fatal(loaded.problems):
        tell(words.t("export.stopped"))
        return False
    book = loaded.handbook
    printed = tuple(sheet for sheet in sheets(book) if sheet.publish)
    site = Site(book, printed)
    count = 0
    try:
        files = tuple(_everything(site, here.settings.is_left_out))
    except BrokenTemplate as broken:
        show((broken.problem,), words, here.root, err=True)
        tell(words.t("export.stopped"))
        return False
    for name, content in files:
        put(out / name, content)
        count += name.endswith(".md")
    tell(words.n("export.pages", count, folder=str(out)))
    folder = out / book.addresses.at
    all_well = print_sheets(printed, here, folder, words)
    for former, sheet in site.former_sheets.items():
        if (folder / sheet.path).is_file():
            put(folder / former, (folder / sheet.path).read_bytes())
    return all_well


def _everything(site: Site, is_left_out: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Give every file but the PDFs, by its path; what the author wrote by hand comes last and wins."""
    book, to = site.handbook, site.addresses
    docs = book.root / to.docs
    named = files_of(book, is_left_out)
    written = [name for name in named if not any(part.startswith("_") for part in name.split("/"))]
    made_pages = pages(site, missing_homes(book, written))
    yield from ((page.path, _plain(page).encode()) for page in made_pages)
    yield from ((name, html.encode()) for name, html in redirects(site, made_pages))
    yield from ((to.file(f"{ASSETS}/{name}"), delivered(name).encode()) for name in SHIPPED)
    yield from ((name, text.encode()) for name, text in made(site).items())
    for name in sorted(book.files):
        content = (book.root / book.process / name).read_bytes()
        yield to.file(name), without_fonts(content) if name.lower().endswith(".svg") else content
    for name in written:
        file = docs / name
        yield name, _linked(file, name, site) if file.suffix == ".md" else file.read_bytes()


def _linked(file: Path, name: str, site: Site) -> bytes:
    """Lead a hand-written page's links to the pages that are exported."""
    return (
        PageWriter(site, name, f"{site.addresses.docs}/{name}").linked(file.read_text("utf-8-sig")).encode()
    )


def _plain(page: Page) -> str:
    """Write a page without marks that only Python-Markdown reads; ids that headings have anyhow go."""
    fields: dict[str, object] = {
        "title": page.title,
        "description": page.description,
        "tags": list(page.tags),
    }
    # JSON is YAML, and needs no rules for quotation marks.
    front = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value]
    lines = ["---", *front, "---", ""]
    fenced = False
    for line in page.markdown.split("\n"):
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        lines.append(line if fenced else _CLASSES.sub("", _heading(line)))
    return "\n".join(lines).rstrip("\n") + "\n"


def _heading(line: str) -> str:
    match = _HEADING_ID.match(line)
    if not match:
        return line
    own = slug(match["heading"].lstrip("# "))
    return match["heading"] if own == match["id"] else f"{match['heading']} {{#{match['id']}}}"
