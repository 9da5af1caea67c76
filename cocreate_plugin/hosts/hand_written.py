"""Hand-written pages beside the generated ones: none of them may be published at the address of another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..drawn import Drawing
from ..handbook import Handbook
from ..pages.published import vanished
from ..pages.site import Site
from ..problems import Also, Place, Problem, problem
from ..site_assets import ASSETS, MADE, SHIPPED


def files_of(handbook: Handbook, is_left_out: Callable[[str], bool] = lambda name: False) -> Iterator[str]:
    """Name the files of the folder of hand-written pages, from that folder.

    The content may lie in it, and is none of them. `is_left_out` tells which the author does not publish.
    """
    docs, content = handbook.root / handbook.addresses.docs, handbook.root / handbook.process
    for above, folders, names in os.walk(docs):
        shown = (name for name in sorted(folders) if not name.startswith("."))
        folders[:] = [name for name in shown if not _same(Path(above, name), content)]
        for name in sorted(names):
            file = Path(above, name).relative_to(docs).as_posix()
            if not name.startswith(".") and not is_left_out(file):
                yield file


def taken(handbook: Handbook, hand_written: Iterable[str], prints: bool = True) -> Iterator[Problem]:
    """Say which hand-written files would be published where a generated page is.

    A file that has the very name of a generated page, such as `roles/index.md`, takes its place on purpose.
    """
    to = handbook.addresses
    ours = dict(Site(handbook).origins)
    if prints and handbook.documents:
        ours.setdefault(to.page("print"), handbook.process)
    by_place = {to.place(uri): (uri, source) for uri, source in ours.items()}
    for uri in hand_written:
        page, source = by_place.get(to.place(to.languages.moved(uri)), ("", ""))
        if page and page != uri:
            file = f"{to.docs}/{uri}"
            also = (Also(Place(source), "same"),)
            yield problem("page-taken", Place(file), also=also, file=file, page=to.below(page), source=source)


def generated(site: Site) -> frozenset[str]:
    """Name everything that a site gets beside hand-written files, as these link to it."""
    to = site.addresses
    pages = {*site.origins} - {*site.former_pages}
    files = [*(f"{ASSETS}/{name}" for name in SHIPPED), *MADE, *site.handbook.files, *site.former_sheets]
    files += [each.file for each in site.handbook.drawings.values() if isinstance(each, Drawing)]
    files += [sheet.path for sheet in site.sheets if sheet.publish]
    return frozenset((*pages, "index.md", to.home, *map(to.file, files)))


def gone(handbook: Handbook, register: str, hand_written: Iterable[str]) -> Iterator[Problem]:
    """Say what of an earlier edition is gone; `register` is its file, and none asks for nothing."""
    if register:
        from ..sheets.all import sheets  # not before it is asked for: most checks need no sheets

        yield from vanished(Site(handbook, sheets(handbook)), register, hand_written)


def missing_homes(handbook: Handbook, hand_written: Iterable[str]) -> tuple[str, ...]:
    """Give the uris of first pages that nobody wrote: the site's, and that of the folder `at`."""
    to = handbook.addresses
    there = {to.place(to.languages.moved(uri)) for uri in hand_written}
    return tuple(uri for uri in dict.fromkeys(("index.md", to.home)) if to.place(uri) not in there)


def _same(folder: Path, content: Path) -> bool:
    return os.path.normpath(folder) == os.path.normpath(content)
