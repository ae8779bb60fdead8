"""A headless Chromium that tests look through: pages, keys, and what comes of them."""

from __future__ import annotations

import base64
import itertools
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",  # a container has no user namespaces, and the pages are the tests' own
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
_LISTENING = "DevTools listening on "
_KEYS = {
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "Escape": 27,
    "Enter": 13,
    "Tab": 9,
}
_PATIENCE_S = 20


def find_browser() -> str | None:
    """Return the path of a Chromium, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Page:
    """One page of the browser. What goes wrong in it is in `problems`."""

    def __init__(self, socket: ClientConnection, session: str) -> None:
        self._socket = socket
        self._session = session
        self._numbers = itertools.count(1)
        self._is_loaded = False
        self.problems: list[str] = []
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def open(self, path: Path, hash_: str = "", *, width: int = 1280, dark: bool = False) -> None:
        """Load a file as if for the first time, on a screen of this width."""
        self.look(width=width, dark=dark)
        for url in ("about:blank", f"{path.as_uri()}{hash_}"):  # a mere change of the hash loads nothing
            self._is_loaded = False
            self._call("Page.navigate", url=url)
            while not self._is_loaded:
                self._note(json.loads(self._socket.recv(timeout=_PATIENCE_S)))

    def look(self, *, width: int, dark: bool = False, height: int = 900) -> None:
        """Set the screen's width, and whether its owner prefers the dark."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[scheme])

    def without_scripts(self, value: bool) -> None:
        """Keep pages from running scripts."""
        self._call("Emulation.setScriptExecutionDisabled", value=value)

    def value(self, expression: str) -> Any:
        """Return what a JavaScript expression is, awaited."""
        answer = self._call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def text(self, selector: str) -> str:
        """Return the text that is seen of the first such element."""
        return str(self.value(f"document.querySelector({json.dumps(selector)}).innerText"))

    def texts(self, selector: str) -> list[str]:
        """Return the texts that are seen of all such elements."""
        return list(
            self.value(f"[...document.querySelectorAll({json.dumps(selector)})].map(e => e.innerText)")
        )

    def wait(self, condition: str) -> None:
        """Wait until an expression is true; fail if it never is."""
        held = self.value(
            f"(async () => {{ for (let end = Date.now() + {1000 * _PATIENCE_S}; Date.now() < end;) {{"
            f" if ({condition}) return true; await new Promise(done => setTimeout(done, 10)); }}"
            " return false; })()"
        )
        assert held, f"never true: {condition}"

    def click(self, selector: str) -> None:
        """Click on the middle of the first such element."""
        x, y = self.value(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
            " return [r.x + r.width / 2, r.y + r.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        said = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
        typed = {"text": "\r"} if key == "Enter" else {}
        self._call("Input.dispatchKeyEvent", type="keyDown" if typed else "rawKeyDown", **said, **typed)
        self._call("Input.dispatchKeyEvent", type="keyUp", **said)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self._call("Input.insertText", text=text)

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """Save what is seen as a PNG file; the whole page, or just the screen."""
        answer = self._call("Page.captureScreenshot", captureBeyondViewport=whole)
        if whole:
            size = self._call("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
            answer = self._call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        path.write_bytes(base64.b64decode(answer["data"]))

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "sessionId": self._session, "method": method, "params": parameters}
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv(timeout=2 * _PATIENCE_S))
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return dict(answer["result"])
            self._note(answer)

    def _note(self, event: dict[str, Any]) -> None:
        match event.get("method"):
            case "Page.loadEventFired":
                self._is_loaded = True
            case "Runtime.exceptionThrown":
                self.problems.append(json.dumps(event["params"]["exceptionDetails"]))
            case "Log.entryAdded" if event["params"]["entry"]["level"] in ("error", "warning"):
                self.problems.append(event["params"]["entry"]["text"])


@contextmanager
def browsing(program: str, profile: Path) -> Iterator[Page]:
    """Start a browser with an empty profile, and give its page."""
    command = [program, *_ARGUMENTS, f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stderr is not None
            said = next((line for line in process.stderr if line.startswith(_LISTENING)), None)
            assert said, "the browser ended before it listened"
            with connect(said.removeprefix(_LISTENING).strip(), max_size=None) as socket:
                yield Page(socket, _attached(socket))
        finally:
            process.kill()


def _attached(socket: ClientConnection) -> str:
    """Attach to the browser's page; return the session's name."""
    socket.send(json.dumps({"id": -1, "method": "Target.getTargets"}))
    targets = json.loads(socket.recv(timeout=_PATIENCE_S))["result"]["targetInfos"]
    page = next(target["targetId"] for target in targets if target["type"] == "page")
    attach = {"targetId": page, "flatten": True}
    socket.send(json.dumps({"id": -2, "method": "Target.attachToTarget", "params": attach}))
    while True:
        answer = json.loads(socket.recv(timeout=_PATIENCE_S))
        if answer.get("id") == -2:
            return str(answer["result"]["sessionId"])
