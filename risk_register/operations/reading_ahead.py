"""Many files read ahead of whoever takes them: several at once, each in a child process, handed on in their order."""

import os
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Event

from risk_register.errors import Cancelled, RegisterError
from risk_register.intake.sources import read_source
from risk_register.questionnaires import ReadQuestionnaire, read_questionnaire
from risk_register.questionnaires.mapping import SavedMapping
from risk_register.system_reasons import reason_of
from risk_register.texts import Text

Came = ReadQuestionnaire | Text
"""What a file holds, or why it cannot be taken in."""

_MOST_READERS = 4
_AHEAD = 3
"""Files for each reader that may be read before they are asked for: enough that none waits, few enough to be held."""


def read_in_order(paths: Sequence[Path], mappings: Sequence[SavedMapping], cancelled: Callable[[], bool] | None = None, *,
                  readers: int | None = None) -> Generator[Came, None, None]:
    """Each file's content, one after the other; those behind are read meanwhile, in children on as many processors as there are.

    Raises `Cancelled` soon after `cancelled` says so. Left before its end, it ends the children that read.
    """
    count = readers or min(_MOST_READERS, os.cpu_count() or 1)
    left = Event()

    def stopped() -> bool:
        return left.is_set() or (cancelled is not None and cancelled())

    pool = ThreadPoolExecutor(count, "reading")
    rest = iter(paths)
    ahead: deque[Future[Came]] = deque()

    def read_more(files: int) -> None:
        ahead.extend(pool.submit(_read, path, mappings, stopped) for path in islice(rest, files))

    try:
        read_more(count * _AHEAD)
        while ahead:
            came = ahead.popleft().result()
            read_more(1)
            _check(stopped)
            yield came
    finally:
        left.set()
        pool.shutdown(cancel_futures=True)


def _read(path: Path, mappings: Sequence[SavedMapping], stopped: Callable[[], bool]) -> Came:
    _check(stopped)
    try:
        return read_questionnaire(read_source(path, cancelled=stopped), learned=mappings)
    except Cancelled:
        _check(stopped)
        raise
    except RegisterError as error:
        return error.text
    except OSError as error:
        return Text("{file} could not be read: {reason}.", file=path.name, reason=reason_of(error))


def _check(stopped: Callable[[], bool]) -> None:
    if stopped():
        raise Cancelled("The import was stopped. Nothing was stored.")
