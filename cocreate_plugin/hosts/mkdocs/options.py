"""The options of the plugin; content and identity belong in the handbook's own files."""

from __future__ import annotations

from mkdocs.config import config_options as option
from mkdocs.config.base import Config

from .told import ReportFiles


class Options(Config):  # type: ignore[no-untyped-call]
    """What one may set in mkdocs.yml; content and identity belong in `process/`."""

    process_dir = option.Type(str, default="process")
    """Folder of the content, from the folder of mkdocs.yml."""

    at = option.Type(str, default="")
    """Folder of the site that all generated pages and files lie in, such as `process`; default: its root."""

    pdf = option.Optional(option.Choice((True, False, "true", "false", "on-demand")))
    """Whether PDFs are made: `true`, `false`, or `on-demand` while serving, which is the default there."""

    cache_dir = option.Type(str, default=".cache/cocreate")
    """Folder in which PDFs, and pages as they were read, are kept between builds."""

    draw = option.ListOfItems(option.Choice(("mermaid", "formulas")), default=[])
    """What programs here [draw for pages and paper](../guide/drawings.md): `mermaid`, `formulas`."""

    last_in_search = option.ListOfItems(option.Type(str), default=[])
    """Hand-written pages, or folders of them, that the search names last, such as `reference`."""

    published = option.Type(str, default="")
    """The last edition's `published.json`, from the folder of mkdocs.yml: what of it is gone is an error."""

    disk = option.Type(bool, default=False)
    """Whether the site opens from a disk or a USB stick: links name files, the search needs no server."""

    offline = option.Type(bool, default=True)
    """Whether browsers keep what was opened, for places without network; not while serving, nor on a disk."""

    content_security_policy = option.Optional(option.Type((bool, dict)))
    """What browsers load [beside the site's own](../guide/content-policy.md); `false`: everything."""

    report = option.Optional(ReportFiles())
    """Files that hold all problems of a build for other programs: `gitlab`, `sarif`, `rdjson`, `json`."""

    workers = option.Optional(option.Type(int))
    """How many sheets are printed at a time; default: one per core. COCREATE_WORKERS wins."""

    @property
    def prints(self) -> bool:
        """Whether the site has PDFs at all."""
        return self.pdf not in (False, "false")
