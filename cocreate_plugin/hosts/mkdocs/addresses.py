"""The map of addresses as a configuration of MkDocs makes it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files

from ...addresses import Addresses
from ...handbook import Handbook
from ...problems import Place, Problem, problem
from ..settings import Settings, mounted, read_settings
from . import languages


def root_of(config: MkDocsConfig) -> Path:
    """Give the folder of mkdocs.yml."""
    return Path(config.config_file_path).absolute().parent if config.config_file_path else Path.cwd()


def settings_of(config: MkDocsConfig) -> Settings:
    """Read what the author set, before MkDocs and plugins changed it."""
    file = Path(config.config_file_path).absolute() if config.config_file_path else None
    return read_settings(root_of(config), file)


def docs_folder(config: MkDocsConfig) -> str:
    """Name the folder of hand-written pages from the handbook's root."""
    return Path(os.path.relpath(config.docs_dir, root_of(config))).as_posix()


def addresses_of(config: MkDocsConfig, options: Mapping[str, Any], serving: bool) -> Addresses:
    """Make the map; asked when all plugins have set the configuration, it knows what they have changed."""
    author = settings_of(config)
    return Addresses(
        # While serving, MkDocs puts the local address in the place of the author's.
        base=(author.url if serving else config.site_url) or "",
        directory_urls=config.use_directory_urls,
        # A copy for use without a web server: its paper leads to the public site.
        public_directory_urls=author.directory_urls if _is_offline(config) else None,
        at=mounted(options),
        docs=docs_folder(config),
        languages=languages.of_pages(config),
        new_files=author.new_files,
    )


def hand_written(config: MkDocsConfig, handbook: Handbook) -> Iterator[str]:
    """Name the hand-written files that will be published, by their place in the folder of such files."""
    for file in without_content(get_files(config), handbook):
        if file.inclusion.is_included():  # type: ignore[no-untyped-call]
            yield file.src_uri


def without_content(files: Files, handbook: Handbook) -> Files:
    """Take the content out of the hand-written files, where its folder lies in theirs: it has its pages."""
    content = os.path.normpath(handbook.root / handbook.process)
    for file in tuple(files):
        if file.src_dir is not None and Path(file.abs_src_path or "").is_relative_to(content):
            files.remove(file)
    return files


def taken_from_others(files: Files) -> Iterator[Problem]:
    """Say which pages that another plugin made would be published where one of ours is."""
    ours = {file.dest_uri: file for file in files if languages.is_ours(file)}
    for file in files:
        own = ours.get(file.dest_uri, file)
        if own is not file:
            yield problem(
                "page-taken", Place(file.src_uri), file=file.src_uri, page=own.url, source=own.src_uri
            )


def _is_offline(config: MkDocsConfig) -> bool:
    return any(
        plugin.config.get("enabled", True)
        for name, plugin in config.plugins.items()
        if name.rpartition("/")[2] == "offline"
    )
