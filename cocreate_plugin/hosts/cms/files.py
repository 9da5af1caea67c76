"""The two files of a CMS as texts: its settings, of which the upper part is the author's, and its page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

CONFIG, PAGE = "config.yml", "index.html"

_LINE = re.compile(r"^# -+ cocreate cms (?P<program>\w+) (?P<digest>[0-9a-f]{16}) -+\n", re.MULTILINE)


class Script(NamedTuple):
    """A program that a page loads: where it lies, and its checksum where that is known."""

    address: str
    integrity: str = ""


NAMES = {"sveltia": "Sveltia CMS", "decap": "Decap CMS"}

PINNED = {
    "sveltia": Script(
        "https://unpkg.com/@sveltia/cms@0.221.1/dist/sveltia-cms.js",
        "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6",
    ),
    "decap": Script(
        "https://unpkg.com/decap-cms@3.16.3/dist/decap-cms.js",
        "sha384-A/Gdn928CNLufmnGWGs9RM4Q9o8bSNLeJERqBFrBjwzL7FRpoLT3MPF8Tl0+Wd2p",
    ),
}
"""The programs that the settings were tried with."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a CMS in two parts: the author's own, and what is made from the kinds."""

    own: str
    program: str
    made: str
    recorded: str = ""
    """The digest of the lower part as it was made; empty: as it is."""

    @property
    def digest(self) -> str:
        """Give a word that is another one when the lower part is."""
        return hashlib.sha256(self.made.encode()).hexdigest()[:16]

    @property
    def is_changed(self) -> bool:
        """Tell whether somebody changed the lower part by hand."""
        return self.recorded not in ("", self.digest)

    def text(self) -> str:
        """Write both parts, and between them the line that tells them apart."""
        return f"{self.own}# ---------- cocreate cms {self.program} {self.digest} ----------\n{self.made}"


def read_config(text: str) -> Config | None:
    """Read settings that were written before; None when they were not."""
    line = _LINE.search(text.replace("\r\n", "\n"))
    if not line:
        return None
    return Config(
        line.string[: line.start()], line["program"], line.string[line.end() :], recorded=line["digest"]
    )


def comment(sentences: Iterable[str]) -> str:
    """Write sentences as comments of YAML, a line each."""
    return "".join(f"# {sentence}\n" for sentence in sentences)


def integrity(content: bytes) -> str:
    """Give the checksum of a file as browsers compare it."""
    return f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"


def page(title: str, language: str, needs_script: str, lost: str, script: Script) -> str:
    """Write the page that loads a CMS; it is kept out of search engines, and says so when nothing comes."""
    checked = f' integrity="{escape(script.integrity)}"' if script.integrity else ""
    elsewhere = ' crossorigin="anonymous"' if script.integrity and "//" in script.address else ""
    return f"""<!doctype html>
<html lang="{escape(language)}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>{escape(title)}</title>
    <link href="{CONFIG}" type="text/yaml" rel="cms-config-url">
  </head>
  <body>
    <noscript>{escape(needs_script)}</noscript>
    <p id="lost" hidden>{escape(lost)}</p>
    <script src="{escape(script.address)}"{checked}{elsewhere} onerror="lost.hidden = false"></script>
  </body>
</html>
"""
