"""The worker that keeps a site in browsers for places without network: what it may keep, file by file.

W3C, Service Workers: https://www.w3.org/TR/service-workers/.
"""

from __future__ import annotations

import base64
import hashlib
import json
import posixpath
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ...handbook import Handbook
from ...phrases import phrases
from ...site_assets import delivered
from .theme import is_for_disk, keeps_offline

WORKER = "cocreate-worker.js"
"""Its address, below which it works: it stays, since browsers ask there for a newer one."""

LEFT_OUT = re.compile(r"(?:\.map|\.gz|/sitemap\.xml)$|(?:^|/)\.")
"""Files that no page asks for; maps of a site have dates."""
NEEDED = re.compile(r"(?:^|/)(?:assets|search)/.*\.(?:css|js|json)$")
"""Files that any page may ask for, such as the index of the search."""

ENDED = """// Takes away what the worker at this address has kept, and the worker.
addEventListener("install", () => skipWaiting())
addEventListener("activate", event => event.waitUntil((async () => {
  const ours = `cocreate|${registration.scope}|`
  for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name)
  await registration.unregister()
})()))
"""
"""The worker of a site that keeps nothing any more: browsers that have the one before ask for it."""


def finish(config: MkDocsConfig, handbook: Handbook) -> None:
    """Write the worker for a site that a server shows."""
    if not is_for_disk(config):
        write(Path(config.site_dir), handbook, keeps_offline(config))


def write(site_dir: Path, handbook: Handbook, wanted: bool) -> None:
    """Write the worker for the site as it lies there, or the one that ends it."""
    at = handbook.addresses.file(WORKER)
    place = site_dir / at
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(_worker(site_dir, handbook, at) if wanted else ENDED, "utf-8", newline="\n")


def _worker(site_dir: Path, handbook: Handbook, at: str) -> str:
    paths = sorted(path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*") if path.is_file())
    files = {path: _digest(site_dir / path) for path in paths if path != at and not LEFT_OUT.search(path)}
    words = phrases(handbook.language)
    lost = (
        f'<!doctype html><html lang="{escape(handbook.language)}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(words.t("offline.lost"))}</title>'
        f"<h1>{escape(words.t('offline.lost'))}</h1><p>{escape(words.t('offline.lost.what'))}</p>"
    )
    root = posixpath.relpath(".", posixpath.dirname(at) or ".")
    facts = {"FILES": files, "NEEDED": _needed(files, handbook.language), "ROOT": f"{root}/", "LOST": lost}
    code = delivered("worker.js")
    told = "\n".join(f"const {name} = {_literal(value)}" for name, value in facts.items())
    version = hashlib.sha256(f"{told}\n{code}".encode()).hexdigest()[:16]
    return f"{told}\nconst VERSION = {_literal(version)}\n{code}"


def _needed(files: Iterable[str], language: str) -> list[str]:
    """Name the files that any page may ask for; of the search, those of the language."""
    spoken = re.escape(language.split("-")[0])
    other = re.compile(rf"/lunr/(?!min/lunr\.(?:stemmer|multi|{spoken})\b)")
    return [path for path in files if NEEDED.search(path) and not other.search(f"/{path}")]


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _digest(file: Path) -> str:
    """Give the beginning of a file's hash, as the worker computes it."""
    return base64.b64encode(hashlib.sha256(file.read_bytes()).digest()[:9]).decode()
