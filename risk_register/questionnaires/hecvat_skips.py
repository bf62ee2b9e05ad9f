"""Which blanks of a HECVAT are excused: a form that says 'we process no card data' need not answer the questions on cards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from risk_register.model.vocabulary import Verdict
from risk_register.questionnaires.reading import Flag, ReadAnswer


def excused(answers: Sequence[ReadAnswer], rules: Sequence[Mapping[str, Any]]) -> list[ReadAnswer]:
    """The answers, those left blank for which a 'No' to an earlier question excuses marked so."""
    said_no = {answer.question_id for answer in answers if answer.verdict is Verdict.NO}
    known = {answer.question_id for answer in answers}
    in_force = [rule for rule in rules if rule["by"] in said_no and rule.get("within", rule["by"]) in known]
    return [replace(answer, flags=(*answer.flags, Flag.NOT_REQUIRED)) if _excuses(answer, in_force) else answer
            for answer in answers]


def _excuses(answer: ReadAnswer, rules: Sequence[Mapping[str, Any]]) -> bool:
    if answer.verdict is not Verdict.UNANSWERED or Flag.NOT_REQUIRED in answer.flags:
        return False
    return any(answer.sheet in rule.get("sheets", ()) or answer.question_id.startswith(tuple(rule.get("excuses", ())))
               for rule in rules)
