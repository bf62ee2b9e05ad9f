"""Questions from a file that holds no answers, kept so that they can be sent: a blank form, a library, a catalogue."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from risk_register.errors import RegisterError
from risk_register.intake.sources import read_source
from risk_register.operations.question_sets import SetRow, kept_set, question_key
from risk_register.questionnaires import read_questions
from risk_register.store import Register
from risk_register.texts import Text

_NOT_STORED = 0


@dataclass(frozen=True, slots=True)
class KeptSet:
    """The set as it can be sent, and whether the register had it before. Its id is 0 where nothing was stored."""

    row: SetRow
    known: bool
    left_out: int
    """Values of the file that were not understood."""


def keep_question_set(register: Register, path: Path, *, actor: str, family: str | None = None, dry_run: bool = False,
                      cancelled: Callable[[], bool] | None = None) -> KeptSet:
    """Take in a file's questions as a set, in one change; answers that it may hold are left where they are.

    Raises `RegisterError` for a file that cannot be read or asks nothing.
    """
    read = read_questions(read_source(path, cancelled=cancelled), family)
    wanted = {question_key(answer.question_id, answer.occurrence, answer.question): answer for answer in read.answers}
    if not wanted:
        raise RegisterError("{file} asks nothing, so there is no question set to keep.", file=path.name)
    row = SetRow(_NOT_STORED, read.family, read.version, read.title, len(wanted))
    left_out = len(read.unmapped) + len(read.problems)
    if dry_run:
        return KeptSet(row, known=False, left_out=left_out)
    with register.read() as connection:
        before = connection.exec_driver_sql("SELECT max(id) FROM question_set").scalar() or 0
    with register.change(Text("Keep the questions of {file}, to be sent", file=path.name), actor) as change:
        set_id, _ = kept_set(change, family_name=read.family, version=read.version, title=read.title, wanted=wanted)
    return KeptSet(SetRow(set_id, read.family, read.version, read.title, len(wanted)), known=set_id <= before, left_out=left_out)
