"""A browser by the W3C WebDriver protocol: chromedriver over plain HTTP, so no library has to be kept up."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--hide-scrollbars",
)
TAB, ENTER, SPACE = "\ue004", "\ue007", " "
PATIENCE = 120
"""Seconds after which a call is given up."""


class Browser:
    """One window. Waiting is left to the scripts that are run in it."""

    def __init__(self, session: str) -> None:
        self._session = session

    def _ask(self, what: str, **given: Any) -> Any:
        return _called(f"{self._session}/{what}", given)

    def open(self, address: str) -> Self:
        """Load a page and wait until it is there, with its scripts run."""
        self._ask("url", url=address)
        return self

    def run(self, script: str, *given: Any) -> Any:
        """Run a script's body; a promise is waited for."""
        return self._ask("execute/sync", script=script, args=list(given))

    def until(self, condition: str) -> bool:
        """Wait until a condition holds, five seconds at most, and tell whether it came to hold."""
        return bool(
            self.run(
                "return new Promise(done => { const end = performance.now() + 5000; const look = () => {"
                f" const held = {condition}; if (held || performance.now() > end) done(Boolean(held));"
                " else setTimeout(look, 20) }; look() })"
            )
        )

    def cdp(self, command: str, **given: Any) -> Any:
        """Ask what WebDriver does not have."""
        return self._ask("goog/cdp/execute", cmd=command, params=given)

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        keys = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._ask("actions", actions=[{"type": "key", "id": "keys", "actions": keys}])

    def size(self, width: int, height: int = 900) -> None:
        """Show as a screen of this size does; below 600 pixels as a phone does."""
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def dark(self, wanted: bool) -> None:
        """Prefer dark or light, as the reader's system would."""
        preference = {"name": "prefers-color-scheme", "value": "dark" if wanted else "light"}
        self.cdp("Emulation.setEmulatedMedia", features=[preference])

    def scripts(self, wanted: bool) -> None:
        """Let the pages' own scripts run, or not."""
        self.cdp("Emulation.setScriptExecutionDisabled", value=not wanted)

    def requests(self) -> list[str]:
        """Give every address asked for since the last call."""
        entries = (json.loads(each["message"])["message"] for each in self._ask("se/log", type="performance"))
        return [
            each["params"]["request"]["url"]
            for each in entries
            if each["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """Give what the console has said since the last call, but for notes."""
        return [
            each["message"]
            for each in self._ask("se/log", type="browser")
            if each["level"] in ("SEVERE", "WARNING")
        ]

    def picture(self, file: Path, whole: bool = True) -> None:
        """Take a picture of the whole page."""
        shot = self.cdp("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(shot["data"]))


def _called(address: str, given: dict[str, Any] | None, method: str = "POST") -> Any:
    body = None if given is None else json.dumps(given).encode()
    request = urllib.request.Request(
        address, data=body, method=method, headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        with error:
            raise AssertionError(json.load(error)["value"]["message"]) from None


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """Start a browser with a fresh profile, and end it."""
    driver = shutil.which("chromedriver")
    assert driver, "needs chromedriver (Debian: chromium-driver)"
    with subprocess.Popen(
        [driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            port = _port(process)
            root = f"http://127.0.0.1:{port}/session"
            options = {"args": [*FLAGS, f"--user-data-dir={profile}"]}
            wanted = {
                "goog:chromeOptions": options,
                "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"},
            }
            session = f"{root}/{_called(root, {'capabilities': {'alwaysMatch': wanted}})['sessionId']}"
            try:
                yield Browser(session)
            finally:
                _called(session, None, "DELETE")
        finally:
            process.terminate()


def _port(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if found := re.search(r"started successfully on port (\d+)", line):
            return found[1]
    raise AssertionError("chromedriver did not start")
