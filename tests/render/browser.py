"""A real headless Chromium, driven by WebDriver's plain HTTP: addresses, clicks, keys, scripts, print, console."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
in_browser = pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="no Chromium with its driver found")

# What WebDriver calls a reference to an element, and some keys.
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
TAB, ENTER, ESCAPE = "\ue004", "\ue007", "\ue00c"


class Browser:
    """One window."""

    def __init__(self, port: int, width: int, height: int, language: str) -> None:
        """Open it. `width` and `height` in pixels."""
        self.base = f"http://127.0.0.1:{port}"
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--lang={language}"]
        options: dict[str, Any] = {"binary": CHROMIUM, "args": [*arguments, f"--window-size={width},{height}"]}
        options["prefs"] = {"intl.accept_languages": language}
        capabilities = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self.base += f"/session/{made['sessionId']}"
        # A phone's width is narrower than a window of the desktop can be.
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.devtools("Emulation.setDeviceMetricsOverride", metrics)

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own machine
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from None

    def devtools(self, command: str, parameters: dict[str, Any]) -> Any:
        """A command of the DevTools protocol."""
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, path: Path, address: str = "") -> Browser:
        """Open a file, at an address within it, afresh, and wait until it shows something."""
        self._call("POST", "/url", {"url": "about:blank"})
        self._call("POST", "/url", {"url": path.as_uri() + address})
        return self.until("return document.getElementById('main').childElementCount")

    def until(self, script: str) -> Browser:
        """Wait until a script returns something; a minute is enough on the busiest machine."""
        for _ in range(3000):
            if self.run(script):
                return self
            time.sleep(0.02)
        raise AssertionError(script)

    def run(self, script: str) -> Any:
        """What a script returns."""
        return self._call("POST", "/execute/sync", {"script": script, "args": []})

    def _find(self, selector: str) -> str:
        found = self._call("POST", "/element", {"using": "css selector", "value": selector})
        return str(found[ELEMENT])

    def click(self, selector: str) -> None:
        """Click where an element is seen."""
        self._call("POST", f"/element/{self._find(selector)}/click", {})

    def type(self, selector: str, text: str) -> None:
        """Type into an element."""
        self._call("POST", f"/element/{self._find(selector)}/value", {"text": text})

    def press(self, *keys: str) -> None:
        """Press and let go of keys, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._call("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def texts(self, selector: str) -> list[str]:
        """What is read in each element; of one that is not drawn, as it is out of sight, what is in it."""
        elements = f"[...document.querySelectorAll({json.dumps(selector)})]"
        found: list[str] = self.run(f"return {elements}.map((one) => one.innerText || one.textContent)")
        return found

    def printed(self) -> bytes:
        """The PDF that the print dialogue would make."""
        return base64.b64decode(self._call("POST", "/print", {"background": True}))

    def screenshot(self) -> bytes:
        """What is seen, as PNG."""
        return base64.b64decode(self._call("GET", "/screenshot"))

    def console(self) -> list[str]:
        """Errors and warnings in the console since the last look."""
        entries = self._call("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] in {"SEVERE", "WARNING"}]

    def close(self) -> None:
        """Close the window."""
        self._call("DELETE", "")


def driver() -> Iterator[int]:
    """The port of a running driver."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen([str(DRIVER), f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as there:
                if there.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(10)
