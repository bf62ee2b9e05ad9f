"""Other processes that share work."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

_ASKS = """
import sys, time
from risk_register.processes import started

def begin():
    pass

def say(words):
    sys.stdout.write(words + "\\n")
    sys.stdout.flush()

if __name__ == "__main__":
    try:
        pool = started(1, begin)
        if sys.argv[1] == "at work":
            pool.submit(abs, 1).result()
        else:
            time.sleep(0.5)
        say(sys.argv[1])
        time.sleep(60)
    except KeyboardInterrupt:
        say("stopped")
else:
    time.sleep(1)  # the other process is about to begin when the key is pressed
"""


@pytest.mark.skipif(os.name != "posix", reason="the key reaches a group of processes otherwise on Windows")
@pytest.mark.parametrize("moment", ["beginning", "at work"])
def test_ctrl_c_is_answered_by_the_process_that_asked_alone(tmp_path: Path, moment: str) -> None:
    script = tmp_path / "asks.py"
    script.write_text(_ASKS, encoding="utf-8")
    asking = subprocess.Popen([sys.executable, str(script), moment], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                              start_new_session=True, env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)})
    assert asking.stdout is not None
    while asking.stdout.readline().strip() != moment:
        assert asking.poll() is None
    os.killpg(asking.pid, signal.SIGINT)
    told, complained = asking.communicate(timeout=60)
    assert (told.splitlines(), complained) == (["stopped"], "")
