"""The program itself, in a process of its own, on a real display server, with real key events."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from risk_register.operations.vendors import list_vendors
from risk_register.store import Register

TOOLS = ("Xvfb", "xdotool")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or any(shutil.which(tool) is None for tool in TOOLS),
    reason="real key events need Xvfb and xdotool",
)
PATIENCE = 20.0


def wait_for(fact: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
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


def test_a_vendor_typed_on_a_real_keyboard_is_stored_and_undone(display: str, demonstration: Path, tmp_path: Path) -> None:
    environment = os.environ | {
        "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
    }

    def xdotool(*words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)
        return done.stdout.strip()

    def windows(title: str) -> list[str]:
        return xdotool("search", "--onlyvisible", "--name", title).split()

    def names() -> set[str]:
        with Register.open(demonstration, write=False) as register:
            return {row.name for row in list_vendors(register)}

    command = [sys.executable, "-m", "risk_register.desktop.main", str(demonstration)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as program:
        try:
            wait_for(lambda: bool(windows("Risk register")) or program.poll() is not None)
            if program.poll() is not None:
                pytest.skip("this system lacks libraries that Qt needs for X11")
            main = windows("Risk register")[0]
            xdotool("windowfocus", main)

            def form_is_open() -> bool:
                if not windows("Add a vendor"):
                    xdotool("key", "ctrl+shift+n")
                return bool(windows("Add a vendor"))

            wait_for(form_is_open)
            xdotool("windowfocus", windows("Add a vendor")[0])
            xdotool("type", "--delay", "10", "Keyboard Ltd")
            xdotool("key", "Return")
            wait_for(lambda: not windows("Add a vendor"))
            wait_for(lambda: "Keyboard Ltd" in names())
            xdotool("windowfocus", main)
            xdotool("key", "ctrl+z")
            wait_for(lambda: "Keyboard Ltd" not in names())
            xdotool("key", "ctrl+q")
            assert program.wait(PATIENCE) == 0
        finally:
            program.kill()
