"""What MkDocs' own server answers behind ours: odd addresses, and the script that loads a page anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.util import FileWrapper

import pytest
from mkdocs.livereload import LiveReloadServer

from cocreate_plugin.hosts.mkdocs.serving import App, refusing, with_reload
from cocreate_plugin.policy import STRICTEST, digest
from cocreate_plugin.testing import write

PAGE = f"<html><head>{STRICTEST.element}</head><body><script>own()</script><p>Ö</p></body></html>"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    write(tmp_path, {"index.html": PAGE, "plain.txt": "text", "a<b.html": "<p>x</p>"})
    made = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    made.watch(str(tmp_path))
    yield made
    made.server_close()


def asked(app: App, path: str) -> tuple[str, dict[str, str], bytes]:
    said: list[Any] = []
    body = app({"PATH_INFO": path}, lambda *given: said.extend(given))
    content = b"".join(body)
    if isinstance(body, FileWrapper):
        body.close()
    return said[0], dict(said[1]), content


@pytest.mark.parametrize("path", ["/\0", "/print/a\0.pdf", "/phases/\0/", "/livereload/1/1\0"])
def test_an_address_that_no_file_can_have_is_answered_in_words(server: LiveReloadServer, path: str) -> None:
    status, headers, body = asked(with_reload(refusing(server.get_app(), "Nej, så heter ingen fil.")), path)
    assert status.startswith("400") and body.decode() == "Nej, så heter ingen fil."
    assert headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", ["/no", "/%00", "/../x", "/" + "x" * 5000, "/\r\nX: y"])
def test_other_odd_addresses_lead_nowhere(server: LiveReloadServer, path: str) -> None:
    status, _, _ = asked(with_reload(refusing(server.get_app(), "")), path)
    assert status.startswith("404")


def test_the_policy_of_a_served_page_names_the_script_that_is_added(server: LiveReloadServer) -> None:
    status, headers, body = asked(with_reload(server.get_app()), "/")
    page = body.decode()
    *_, added = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert status.startswith("200") and int(headers["Content-Length"]) == len(body)
    assert "livereload" in added and f"'{digest(added.encode())}'" in page
    assert f"'{digest(b'own()')}'" not in page
    assert asked(with_reload(server.get_app()), "/plain.txt")[2] == b"text"
