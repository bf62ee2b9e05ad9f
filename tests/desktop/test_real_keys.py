"""The program itself, in a process of its own, on a real display server, with real key events."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from risk_register.operations.records import records
from risk_register.operations.vendors import list_vendors
from risk_register.store import Register
from tests.desktop import filled_today

TOOLS = ("Xvfb", "xdotool")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or any(shutil.which(tool) is None for tool in TOOLS),
    reason="real key events need Xvfb and xdotool",
)
PATIENCE = 90.0


def wait_for(fact: Callable[[], bool], patience: float = PATIENCE) -> None:
    until = time.monotonic() + patience
    while not fact():
        assert time.monotonic() < until, "the program did not get there in time"
        time.sleep(0.1)


@pytest.fixture
def display() -> Iterator[str]:
    """An X server without a screen; its number."""
    reading, writing = os.pipe()
    with subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
                          pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


class Keyboard:
    """A person with a keyboard and nothing else: keys go to the window whose title is waited for."""

    def __init__(self, display: str, home: Path) -> None:
        self.environment = os.environ | {
            "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(home),
            "XDG_DATA_HOME": str(home)}

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False,
                              timeout=PATIENCE)
        return done.stdout.strip()

    def windows(self, title: str) -> list[str]:
        return self._xdotool("search", "--onlyvisible", "--name", title).split()

    def focus(self, title: str) -> None:
        wait_for(lambda: bool(self.windows(title)))
        self._xdotool("windowfocus", "--sync", self.windows(title)[0])

    def press(self, *keys: str, pause: float = 0.15) -> None:
        for key in keys:
            self._xdotool("key", key)
            time.sleep(pause)

    def write(self, words: str) -> None:
        self._xdotool("type", "--delay", "12", words)

    def call(self, title: str, *keys: str, pause: float = 0.15) -> None:
        """Presses keys in the main window until a window of that title is there, as one does who is not heard; goes there."""
        def there() -> bool:
            if not self.windows(title):
                self.focus("Risk register")
                self.press(*keys, pause=pause)
                time.sleep(0.4)
            return bool(self.windows(title))

        wait_for(there)
        self.focus(title)

    def press_until(self, fact: Callable[[], bool], *keys: str, window: str, pause: float = 0.15) -> None:
        """Presses keys now and again until something is so."""
        def so() -> bool:
            if fact():
                return True
            if self.windows(window):
                self.focus(window)
                self.press(*keys, pause=pause)
                time.sleep(0.6)
            return fact()

        wait_for(so)


@contextmanager
def program(keyboard: Keyboard, *arguments: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "risk_register.desktop.main", *map(str, arguments)]
    with subprocess.Popen(command, env=keyboard.environment, stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(lambda: bool(keyboard.windows("Risk register")) or running.poll() is not None)
            if running.poll() is not None:
                pytest.skip("this system lacks libraries that Qt needs for X11")
            keyboard.focus("Risk register")
            yield running
            keyboard.focus("Risk register")
            keyboard.press("ctrl+q")
            assert running.wait(PATIENCE) == 0
        finally:
            running.kill()


@pytest.fixture
def keyboard(display: str, tmp_path: Path) -> Keyboard:
    return Keyboard(display, tmp_path)


def names(path: Path) -> set[str]:
    with Register.open(path, write=False) as register:
        return {row.name for row in list_vendors(register)}


def count(path: Path, noun: str) -> int:
    with Register.open(path, write=False) as register:
        return len(records(register, noun))


def test_a_vendor_typed_on_a_real_keyboard_is_stored_and_undone(keyboard: Keyboard, demonstration: Path) -> None:
    with program(keyboard, demonstration):
        keyboard.call("Add a vendor", "ctrl+shift+n")
        keyboard.write("Keyboard Ltd")
        keyboard.press("Return")
        wait_for(lambda: not keyboard.windows("Add a vendor"))
        wait_for(lambda: "Keyboard Ltd" in names(demonstration))
        keyboard.focus("Risk register")
        keyboard.press("ctrl+z")
        wait_for(lambda: "Keyboard Ltd" not in names(demonstration))


def test_a_first_start_leads_to_an_exported_pdf_by_keyboard_alone(keyboard: Keyboard, tmp_path: Path) -> None:
    exported = tmp_path / "dossier.pdf"
    with program(keyboard):
        time.sleep(3)  # the first way to start has the focus once the page is painted
        keyboard.press("Return")
        keyboard.focus("demonstration")
        keyboard.press("ctrl+2", pause=3.0)
        keyboard.call("Save as PDF", "ctrl+e", "alt+d", pause=3.0)
        keyboard.write(str(exported))
        time.sleep(1)
        keyboard.press("Return")
        wait_for(exported.exists)
        wait_for(lambda: exported.read_bytes()[-8:].strip().endswith(b"%%EOF"))
    assert exported.read_bytes().startswith(b"%PDF-")


def test_what_today_says_is_dealt_with_by_keyboard_alone(keyboard: Keyboard, tmp_path: Path) -> None:
    path = filled_today.fill(tmp_path / "own.riskregister").path
    before = count(path, "review")
    with program(keyboard, path):
        keyboard.press("ctrl+1", "ctrl+f")
        keyboard.write("review the vendor")
        time.sleep(2)
        keyboard.press("Return")
        keyboard.call("Add a review", "ctrl+1", "Return", "Insert", pause=2.5)
        keyboard.press("ctrl+Return")
        wait_for(lambda: count(path, "review") == before + 1)
        keyboard.focus("Risk register")
        keyboard.press("ctrl+z")
        wait_for(lambda: count(path, "review") == before)


def test_an_announcement_becomes_an_incident_by_keyboard_alone(keyboard: Keyboard, demonstration: Path) -> None:
    before = count(demonstration, "incident")
    with program(keyboard, demonstration):
        keyboard.call("Read an announcement", "ctrl+b")
        keyboard.write("OpenAI told us on 26 November 2025 of an incident at Mixpanel: email addresses and API keys were exposed.")
        keyboard.press("alt+r")
        keyboard.press_until(lambda: count(demonstration, "incident") == before + 1, "alt+i", window="Read an announcement")
        wait_for(lambda: not keyboard.windows("Read an announcement"))
        keyboard.focus("Risk register")
        keyboard.press("ctrl+z")
        wait_for(lambda: count(demonstration, "incident") == before)
