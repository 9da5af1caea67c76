"""What nothing uses: roles, success factors, checklists, A3 templates and sources that nobody names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import prose
from ..handbook import Handbook
from ..kinds import A3, Checklist, Role, SuccessFactor
from ..problems import Place, Problem, problem
from ..prose.targets import local_target
from ..sources import Source
from ..sources.limits import LARGEST_PAGE


def unused(handbook: Handbook, sources: Iterable[Source]) -> Iterator[Problem]:
    """Note what is there and named nowhere, where others of its kind are named: a beginning is no fault.

    Links in text count, and citations do.
    """
    linked: set[str] = set()
    cited: set[str] = set()
    for source in sources:
        for link in prose.links(source.body.markdown):
            if target := local_target(handbook.root, source.path, link.target):
                linked.add(target)
        cited |= {each.key for each in prose.citations(source.body.markdown)}
    around = _around(handbook)
    for kind in (Role, SuccessFactor, Checklist, A3):
        known = {document.ref for document in handbook.of(kind)}
        for document in handbook.of(kind) if known & handbook.back_links.keys() else ():
            named = document.ref in handbook.back_links or document.path in linked
            meant = named or f"/{document.id}.md" in around or not document.publish
            if not meant and not (isinstance(document, A3) and document.template):
                yield problem("unused-document", document.first_line, kind=document.kind)
    cited |= {key for each in handbook.documents for key in each.sources}
    lost = [key for key in handbook.bibliography if key not in cited and f"@{key}" not in around]
    if lost and len(lost) < len(handbook.bibliography):
        place = Place(f"{handbook.process}/sources.bib")
        yield problem("unused-sources", place, number=len(lost), key=lost[0])


def _around(handbook: Handbook) -> str:
    """Give the text of all hand-written pages, which may name what no document does."""
    pages = sorted((handbook.root / handbook.addresses.docs).rglob("*.md"))
    return "\n".join(_text(handbook, page) for page in pages if page.is_file())


def _text(handbook: Handbook, page: Path) -> str:
    try:
        return handbook.disk.read(page, LARGEST_PAGE).decode("utf-8", "replace")
    except OSError:  # those who build pages say so
        return ""
